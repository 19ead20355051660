/** The lanes by name, and the steps of the go-live with what to do. */
import type { GoLiveFacts, GoLiveStep } from "../rules/work/go-live.ts";
import type { LaneScope } from "../rules/work/lanes.ts";
import type { Language } from "./language.ts";

/** A person looked, the report waits for one, or it is still being made. A step that is done never says that it is not. */
function reportHint({ whole, seenAt, seenBy }: GoLiveFacts["report"], language: Language): string {
  const isPt = language === "pt-BR";
  if (seenAt !== null) {
    if (seenBy === null) return isPt ? "conferido" : "looked at";
    return isPt ? `conferido por ${seenBy}` : `looked at by ${seenBy}`;
  }
  if (whole.length > 0) return isPt ? "olhe o que mudaria e confirme" : "look at what would change, and confirm";
  return isPt
    ? "catálogo, preços e estoque em ensaio fazem o relatório"
    : "catalogue, prices and stock make it in the dry run";
}

/** A lane without a name in either language does not compile. */
export const LANE_NAMES: Readonly<Record<Language, Readonly<Record<LaneScope, string>>>> = {
  "pt-BR": {
    catalog: "Catálogo",
    prices: "Preços",
    stock: "Estoque",
    images: "Fotos",
    orders: "Pedidos para o ERP",
    back: "Retorno à Shopify",
  },
  en: {
    catalog: "Catalogue",
    prices: "Prices",
    stock: "Stock",
    images: "Pictures",
    orders: "Orders to the ERP",
    back: "Back to Shopify",
  },
};

export interface StepText {
  readonly title: string;
  /** What to do, or how far it is. */
  readonly hint: string;
}

type StepTexts = { readonly [S in GoLiveStep]: (facts: GoLiveFacts) => StepText };

const TEXTS: Readonly<Record<Language, StepTexts>> = {
  "pt-BR": {
    "set-up": () => ({
      title: "Campos e avisos criados na Shopify",
      hint: "npm run setup, ou POST /api/setup uma vez no endereço público",
    }),
    loads: ({ loads }) => ({
      title: "Primeira leitura do ERP inteira",
      hint: `${loads.read} de ${loads.wanted} cargas; começam sozinhas`,
    }),
    companies: ({ companies: { selling, stopped } }) => ({
      title: "Ligar cada loja a um local",
      hint: `${selling} de ${selling + stopped} lojas`,
    }),
    "base-price": () => ({
      title: "Escolher o preço-base",
      hint: "que loja e segmento valem para o preço do site",
    }),
    "payment-forms": () => ({
      title: "Ligar as formas de pagamento",
      hint: "sem elas nenhum pedido vai ao ERP",
    }),
    "orders-since": ({ ordersSince }) => ({
      title: "Marcar desde quando os pedidos são do conector",
      hint: ordersSince ?? "PUT /api/orders-since; pedidos mais antigos nunca vão ao ERP",
    }),
    report: ({ report }) => ({
      title: "Conferir o ensaio",
      hint: reportHint(report, "pt-BR"),
    }),
    "test-order": ({ testOrder }) => ({
      title: "Fazer um pedido de teste chegar ao ERP",
      hint: testOrder === null ? "indique um pedido da Shopify; só ele passa" : `pedido ${testOrder}: a caminho`,
    }),
  },
  en: {
    "set-up": () => ({
      title: "Fields and webhooks made in Shopify",
      hint: "npm run setup, or POST /api/setup once at the public address",
    }),
    loads: ({ loads }) => ({
      title: "First reading of the ERP, whole",
      hint: `${loads.read} of ${loads.wanted} loads; they begin by themselves`,
    }),
    companies: ({ companies: { selling, stopped } }) => ({
      title: "Map each company to a location",
      hint: `${selling} of ${selling + stopped} companies`,
    }),
    "base-price": () => ({
      title: "Choose the base price",
      hint: "which company and segment make the price of the site",
    }),
    "payment-forms": () => ({ title: "Map the payment forms", hint: "without them no order goes to the ERP" }),
    "orders-since": ({ ordersSince }) => ({
      title: "Set since when orders belong to the connector",
      hint: ordersSince ?? "PUT /api/orders-since; older orders never go to the ERP",
    }),
    report: ({ report }) => ({
      title: "Look at the dry run",
      hint: reportHint(report, "en"),
    }),
    "test-order": ({ testOrder }) => ({
      title: "Let one test order reach the ERP",
      hint: testOrder === null ? "name an order of Shopify; it alone passes" : `order ${testOrder}: on its way`,
    }),
  },
};

export const goLiveText = (step: GoLiveStep, facts: GoLiveFacts, language: Language): StepText =>
  TEXTS[language][step](facts);
