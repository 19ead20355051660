import * as z from "zod";
import { eventRules } from "./event-settings.ts";
import { closingRules } from "./back/closing-settings.ts";
import { isWholeBody, orderBodyRules } from "./items/order-body.ts";
import { alterationRules } from "./back/settings.ts";
import { paymentRules } from "./payment/settings.ts";

const names = (...defaults: readonly string[]) =>
  z
    .array(z.string().trim().min(1).max(100))
    .max(30)
    .default(() => [...defaults]);

/** How one company sends by one method; null stands for any. What is left out is the configuration's. */
const delivery = z.strictObject({
  company: z.number().int().positive().nullable().default(null),
  method: z.enum(["SHIPPING", "LOCAL", "PICK_UP", "PICKUP_POINT", "RETAIL"]).nullable().default(null),
  tipoEntrega: z.enum(["E", "R"]).optional(),
  seqTransportador: z.number().int().nonnegative().optional(),
  codGeralOper: z.number().int().positive().optional(),
  nroRepresentante: z.number().int().positive().optional(),
  nroTabVenda: z.string().trim().min(1).max(20).optional(),
});

/** Fields of PedidoVenda that the connector fills itself. */
const RESERVED = new Set(
  (
    "seqCanalVenda idPedidoCanalVenda dtaHorPedidoCanalVenda nroEmpresa codGeralOper nroRepresentante nroTabVenda " +
    "seqTransportador tipoEntrega obsPedido obsNotaFiscal vlrTotFrete tipoRateioFretePedido tipoFreteDocAuxiliar " +
    "indIntermediador clienteDto itemDto pagamentoDto"
  ).split(" "),
);

/**
 * What an operator decides about orders while the Worker runs (`/api/orders/settings`); what is left out is its
 * default.
 */
export const orderRules = z.strictObject({
  /** Bairro and city that an address lacks are looked up by its CEP at a public API; the chain's own table comes first. */
  cepLookup: z.enum(["off", "viacep"]).default("off"),
  /** A bairro that neither the address nor the CEP says. */
  districtMissing: z.enum(["hold", "not-informed"]).default("hold"),
  /** The ERP can store a CNPJ with letters. Consinco keeps it in numeric columns, so not by default. */
  cnpjLetters: z.boolean().default(false),
  /** Characters of `obsPedido`. */
  noteLength: z.number().int().min(50).max(4_000).default(250),
  /** Attributes of the order that go to the note, before the customer's own words. */
  noteAttributes: names(
    "Delivery-Date",
    "Delivery-Time",
    "Delivery-Instructions",
    "Pickup-Date",
    "Pickup-Time",
    "Pickup-Location-Name",
    "Data de entrega",
    "Horário de entrega",
    "Janela de entrega",
    "Instruções de entrega",
    "Data de retirada",
    "Horário de retirada",
    "Troco",
    "Troco para",
  ),
  /** Attributes that say the promised day, and the time of it. */
  dateAttributes: names("Delivery-Date", "Pickup-Date", "Data de entrega", "Data de retirada"),
  timeAttributes: names(
    "Delivery-Time",
    "Pickup-Time",
    "Horário de entrega",
    "Janela de entrega",
    "Horário de retirada",
  ),
  /** Attributes that name the store: a location's id, or the number of a company. None by default: Shopify says it. */
  storeAttributes: names(),
  /** The customer's metafield with the CPF or CNPJ, as custom.cpf; null: none. */
  documentMetafield: z
    .string()
    .regex(/^[A-Za-z0-9_-]{2,255}\.[A-Za-z0-9_-]{2,64}$/, "must be a metafield as custom.cpf")
    .nullable()
    .default(null),
  /** Attributes of a line that go to `observacaoItem`. */
  lineAttributes: names("Se faltar", "Substituição", "Substituir por", "If missing", "Observação", "Ponto do corte"),
  /** The order's tags, or its sales channel, in the note. */
  noteTags: z.boolean().default(false),
  noteChannel: z.boolean().default(false),
  /** Field of the order body that gets the begin of the promised window; null: none. */
  windowField: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{1,60}$/)
    .refine((field) => !RESERVED.has(field), "is a field of the order already")
    .nullable()
    .default(null),
  /**
   * What `qtdPedida` counts for packaged goods. Public sources do not say: prices of the PedidoVenda body are per
   * package (`vlrEmb…`), so "packages" is the reading under which price × quantity is what was paid; the ERP's own
   * tables keep units (2 boxes of 12 = 24). Goods by weight are always in kg.
   */
  quantityIn: z.enum(["packages", "units"]).default("packages"),
  /** The body of POST /PedidoVenda in the installation's words. */
  orderBody: orderBodyRules
    .refine(isWholeBody, "leaves out what every order needs")
    .default(() => orderBodyRules.parse({})),
  /**
   * What vlrEmbDesconto is counted from in a promotion. The documented example has none, and counts it from the list
   * price.
   */
  promotionDiscount: z.enum(["from-list", "from-promotion"]).default("from-list"),
  /** Sales at a till of Shopify POS, and draft orders: the ERP has its own way to both, so not by default. */
  posOrders: z.enum(["ignore", "submit"]).default("ignore"),
  draftOrders: z.enum(["ignore", "submit"]).default("ignore"),
  /** What the configuration says for all orders, said otherwise for a company, a delivery method, or both. */
  deliveries: z.array(delivery).max(500).default([]),
  /** Where the ERP has no order lookup: an order whose import no event has shown so long after goes to the desk. Hours. */
  firstEventHours: z.number().int().min(1).max(720).default(24),
  ...paymentRules,
  ...eventRules,
  ...closingRules,
  ...alterationRules,
});
export type OrderRules = Readonly<z.output<typeof orderRules>>;

export const DEFAULT_ORDER_RULES: OrderRules = orderRules.parse({});

/** What an installation may do differently. The defaults are what public sources make likeliest; each is confirmed with one real order. */
export interface OrderSettings {
  /** Shopify's fraud recommendations that hold an order for a person. */
  readonly holdRisks: readonly string[];
  /** An operator has seen that a line names another weight than the hub: the line counts. */
  readonly trustsLines: boolean;
  readonly rules: OrderRules;
}

export const ORDER_SETTINGS: OrderSettings = {
  holdRisks: ["CANCEL"],
  trustsLines: false,
  rules: DEFAULT_ORDER_RULES,
};
