import { Hono } from "hono";
import { DEFINED, ensureDefinitions } from "../shopify/setup/definitions.ts";
import { readPublications } from "../shopify/setup/publications.ts";
import type { AppEnv } from "./app-env.ts";
import { failure } from "./answers.ts";
import { unreachable } from "./unreachable.ts";

/** What the shop must have once: repeating it changes nothing, so it is also the way to see whether all is there. */
export const setupApi = new Hono<AppEnv>().post("/setup", async (context) => {
  const { shopify } = context.get("deps");
  const definitions = await ensureDefinitions(shopify);
  if (definitions.kind === "failed") return unreachable(definitions.failure);
  if (definitions.kind === "userErrors")
    return failure(
      502,
      "definition-refused",
      "Shopify: recusou a definição de um metacampo do ERP; veja details.",
      definitions.errors.map(({ code, message }) => `${code ?? "?"}: ${message}`),
    );
  const publications = await readPublications(shopify);
  if (publications.kind === "failed") return unreachable(publications.failure);
  if (publications.kind === "none")
    return failure(
      409,
      "publication-missing",
      "Shopify: não há canal de vendas online com título conhecido; instale o canal Loja virtual e repita.",
      publications.titles,
    );
  return context.json({ definitions: DEFINED, publications: publications.chosen.map(({ id }) => id) });
});
