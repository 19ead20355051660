/** The shop as a whole, and differences between the shop and the values sent. */
import type { EntryIn, ScopePurpose } from "../rules/record/desk-entry.ts";
import type { Language, Table } from "./language.ts";

type Access = NonNullable<EntryIn<"publish", "unauthorized">["params"]["why"]>;
const PT_ACCESS: Readonly<Record<Access, string>> = {
  credentials: "confira SHOPIFY_CLIENT_ID e SHOPIFY_CLIENT_SECRET e se o app ainda está instalado na loja.",
  app_not_installed: "o app não está instalado nesta loja; instale-o pelo Dev Dashboard e confira SHOPIFY_SHOP.",
  shop_not_permitted:
    "o app e a loja são de organizações diferentes, e este tipo de acesso só vale na mesma; crie o app na organização da loja.",
};
const EN_ACCESS: Readonly<Record<Access, string>> = {
  credentials: "check SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET, and that the app is still installed.",
  app_not_installed: "the app is not installed in this shop; install it from the Dev Dashboard and check SHOPIFY_SHOP.",
  shop_not_permitted:
    "the app and the shop belong to different organisations, and this kind of access needs one; create the app in the shop's organisation.",
};

export const shop: Table<"publish"> = {
  "pt-BR": {
    unauthorized: ({ params }) =>
      `Shopify: o acesso foi recusado, por isso nada é publicado; ${PT_ACCESS[params.why ?? "credentials"]}`,
    "shop-closed": ({ params }) =>
      `Shopify: a loja respondeu HTTP ${params.status} (bloqueada, congelada ou inexistente), por isso nada é publicado; confira o plano e o endereço da loja.`,
    "access-denied": ({ params }) =>
      `Shopify: a chamada foi recusada (${params.code}); confira os escopos de acesso do app.`,
  },
  en: {
    unauthorized: ({ params }) =>
      `Shopify: access was refused, so nothing is published; ${EN_ACCESS[params.why ?? "credentials"]}`,
    "shop-closed": ({ params }) =>
      `Shopify: the shop answered HTTP ${params.status} (locked, frozen or not there), so nothing is published; check the plan and the address of the shop.`,
    "access-denied": ({ params }) =>
      `Shopify: the call was refused (${params.code}); check the access scopes of the app.`,
  },
};

const STOPS: { readonly [L in Language]: Readonly<Record<ScopePurpose, string>> } = {
  "pt-BR": {
    orders: "pedidos",
    alterations: "alterações do ERP nos pedidos",
    "old-orders": "pedidos com mais de 60 dias",
    catalog: "catálogo",
    pictures: "fotos",
    channels: "canais de venda",
    stock: "estoque",
    prices: "preços",
    "price-lists": "listas de preços",
  },
  en: {
    orders: "orders",
    alterations: "alterations of orders by the ERP",
    "old-orders": "orders of more than 60 days",
    catalog: "catalogue",
    pictures: "pictures",
    channels: "sales channels",
    stock: "stock",
    prices: "prices",
    "price-lists": "price lists",
  },
};
const missingText = ({ params }: EntryIn<"app", "scopes-missing">, language: Language): string =>
  params.missing
    .map(({ scope, stops }) => `${scope} (${stops.map((purpose) => STOPS[language][purpose]).join(", ")})`)
    .join("; ");

export const app: Table<"app"> = {
  "pt-BR": {
    "version-drift": ({ params }) =>
      `Shopify: responde na versão ${params.served} da API, e o conector foi feito para a ${params.pinned}; atualize o conector antes que um campo mude de sentido. Fecha sozinha.`,
    "scopes-missing": (entry) =>
      `Shopify: faltam escopos do app, e com eles o que está entre parênteses: ${missingText(entry, "pt-BR")}. Inclua-os na versão do app e aprove-a na loja.`,
  },
  en: {
    "version-drift": ({ params }) =>
      `Shopify: it answers in API version ${params.served}, and the connector was made for ${params.pinned}; update the connector before a field changes its meaning. It closes by itself.`,
    "scopes-missing": (entry) =>
      `Shopify: the app lacks scopes, and with them what stands in brackets: ${missingText(entry, "en")}. Add them to the app's version and approve it in the shop.`,
  },
};

const answered = (status: number | null, language: Language): string =>
  status === null
    ? language === "pt-BR"
      ? "não respondeu"
      : "did not answer"
    : language === "pt-BR"
      ? `respondeu HTTP ${status}`
      : `answered HTTP ${status}`;

export const alerts: Table<"alerts"> = {
  "pt-BR": {
    "alerts-unsent": ({ params }) =>
      `Avisos: o endereço de ALERT_URL ${answered(params.status, "pt-BR")}, e os avisos não saem. Confira o endereço e chame POST /api/alerts/test; o conector tenta a cada dois minutos.`,
  },
  en: {
    "alerts-unsent": ({ params }) =>
      `Alerts: the address of ALERT_URL ${answered(params.status, "en")}, so no alert leaves. Check the address and call POST /api/alerts/test; the connector tries every two minutes.`,
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
