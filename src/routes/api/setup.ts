import { Hono } from "hono";
import { DROPPED_RECORD, REFUSED_RECORD, WEBHOOK_LANE } from "../../setup/renew-webhooks.ts";
import type { Deps } from "../../deps.ts";
import { closeDesk } from "../../hub/desk/desk.ts";
import { saveWebhookRecord } from "../../hub/settings/webhook-record.ts";
import type { AdminClient } from "../../shopify/client/result.ts";
import { DEFINED, ensureDefinitions } from "../../shopify/setup/definitions.ts";
import { readPublications } from "../../shopify/setup/publications.ts";
import { subscribeWebhooks } from "../../shopify/setup/webhooks.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { oneSetUp } from "./setup-lock.ts";
import { unreachable } from "../http/unreachable.ts";

/**
 * What the shop must have once: repeating it changes nothing, so it is also the way to see whether all is there. Webhooks
 * are subscribed to the address that this call came to. One call at a time: of two, one would be told by Shopify that what
 * the other made is taken.
 */
export const setupApi = new Hono<AppEnv>().post("/setup", (context) => {
  const deps = context.get("deps");
  const address = new URL("/webhooks/shopify", context.req.url).href;
  return oneSetUp(deps, { name: "set-up", record: "Configuração", afterUnknown: "go" }, (shopify) =>
    setUpShop(deps, shopify, address),
  );
});

async function setUpShop({ db, clock, log }: Deps, shopify: AdminClient, address: string): Promise<Response> {
  const definitions = await ensureDefinitions(shopify);
  if (definitions.kind === "failed") return unreachable(definitions.failure);
  if (definitions.kind === "userErrors")
    return failure(
      502,
      "definition-refused",
      "Shopify: recusou a definição de um metacampo do ERP; veja details.",
      definitions.errors.map(({ code, message }) => `${code ?? "?"}: ${message}`),
    );
  const webhooks = await subscribeWebhooks(shopify, address);
  if (webhooks.kind === "failed") return unreachable(webhooks.failure);
  const { standing, made, refused, foreign } = webhooks;
  log.info("webhook.subscribed", { made: made.length, standing: standing.length, foreign: foreign.length });
  const topics = [...standing, ...made];
  const now = clock.now();
  // An address that takes none is a mistake: what was recorded before it stays looked after.
  if (topics.length > 0)
    await db.batch([
      saveWebhookRecord(db, { address, topics }, now),
      closeDesk(db, WEBHOOK_LANE, [DROPPED_RECORD, REFUSED_RECORD], now),
    ]);
  if (refused.length > 0)
    return failure(
      409,
      "webhook-refused",
      `Webhooks: a Shopify não aceitou todas as assinaturas para ${address}; veja details, corrija e repita.`,
      refused.map(({ topic, message }) => `${topic}: ${message}`),
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
  return Response.json({
    definitions: DEFINED,
    publications: publications.chosen.map(({ id }) => id),
    webhooks: { address, standing, made, foreign },
  });
}
