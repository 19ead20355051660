import { Hono } from "hono";
import { removeWebhooks, setupShop } from "../../setup/shop.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { json } from "../http/json.ts";
import { inProgress } from "../http/in-progress.ts";
import { unreachable } from "../http/unreachable.ts";

/**
 * What the shop needs once. A repetition changes nothing, so it also checks whether all parts exist. Webhooks are
 * subscribed to the address of this call.
 */
export const setupApi = new Hono<AppEnv>();

setupApi.delete("/setup/webhooks", async (context) => {
  const address = new URL("/webhooks/shopify", context.req.url).href;
  const result = await removeWebhooks(context.get("deps"), address);
  switch (result.kind) {
    case "unsubscribed":
      return result.refused.length === 0
        ? json({ address, removed: result.removed })
        : failure(
            409,
            "webhook-kept",
            `Webhooks: a Shopify não apagou todas as assinaturas para ${address}; veja details e repita.`,
            result.refused.map(({ topic, message }) => `${topic}: ${message}`),
          );
    case "inProgress":
      return inProgress("Configuração");
    case "failed":
      return unreachable(result.failure);
  }
});

setupApi.post("/setup", async (context) => {
  const address = new URL("/webhooks/shopify", context.req.url).href;
  const result = await setupShop(context.get("deps"), address);
  switch (result.kind) {
    case "ready": {
      const { kind: _kind, ...ready } = result;
      return json(ready);
    }
    case "inProgress":
      return inProgress("Configuração");
    case "failed":
      return unreachable(result.failure);
    case "definitionRefused":
      return failure(
        502,
        "definition-refused",
        "Shopify: recusou a definição de um metacampo do ERP; veja details.",
        result.errors.map(({ code, message }) => `${code ?? "?"}: ${message}`),
      );
    case "webhooksRefused":
      return failure(
        409,
        "webhook-refused",
        `Webhooks: a Shopify não aceitou todas as assinaturas para ${result.address}; veja details, corrija e repita.`,
        result.refused.map(({ topic, message }) => `${topic}: ${message}`),
      );
    case "publicationMissing":
      return failure(
        409,
        "publication-missing",
        "Shopify: não há canal de vendas online com título conhecido; instale o canal Loja virtual e repita.",
        result.titles,
      );
  }
});
