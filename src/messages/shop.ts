/** The shop as a whole, and differences between the shop and the values sent. */
import type { Table } from "./language.ts";

export const shop: Table<"publish"> = {
  "pt-BR": {
    unauthorized: () =>
      "Shopify: o acesso foi recusado, por isso nada é publicado; confira SHOPIFY_CLIENT_ID e SHOPIFY_CLIENT_SECRET e se o app ainda está instalado na loja.",
    "shop-closed": ({ params }) =>
      `Shopify: a loja respondeu HTTP ${params.status} (bloqueada, congelada ou inexistente), por isso nada é publicado; confira o plano e o endereço da loja.`,
    "access-denied": ({ params }) =>
      `Shopify: a chamada foi recusada (${params.code}); confira os escopos de acesso do app.`,
  },
  en: {
    unauthorized: () =>
      "Shopify: access was refused, so nothing is published; check SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET, and that the app is still installed.",
    "shop-closed": ({ params }) =>
      `Shopify: the shop answered HTTP ${params.status} (locked, frozen or not there), so nothing is published; check the plan and the address of the shop.`,
    "access-denied": ({ params }) =>
      `Shopify: the call was refused (${params.code}); check the access scopes of the app.`,
  },
};

export const drift: Table<"drift"> = {
  "pt-BR": {
    "drift-found": ({ params }) =>
      `Shopify: ${params.findings} diferença(s) entre a loja e o que foi enviado; veja GET /api/drift e mande de novo o que for preciso (POST /api/drift/repair).`,
  },
  en: {
    "drift-found": ({ params }) =>
      `Shopify: ${params.findings} difference(s) between the shop and what was sent; see GET /api/drift and send again what is needed (POST /api/drift/repair).`,
  },
};
