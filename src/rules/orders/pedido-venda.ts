import { toErpTime } from "../brazil/erp-time.ts";
import { erpText } from "../brazil/erp-text.ts";
import { centsNumber } from "../brazil/money.ts";
import { customerOf, type ClienteDto } from "./people/customer.ts";
import type { Postal } from "./people/order-address.ts";
import { goodsOf, type Goods, type KnownSkus } from "./goods.ts";
import { mismatchesOf, type VariantSkus } from "./reading/line-variants.ts";
import type { Hold } from "./holds.ts";
import { itemRows, type ItemDto } from "./erp-items.ts";
import { liveLines, netCents, totalDifferenceCents } from "./money.ts";
import { paymentsOf, type Payment } from "./payments.ts";
import { fulfillmentLocationOf, type FulfillmentLocation } from "./fulfillment-location.ts";
import { promiseOf, type DeliveryPromise } from "./people/promise.ts";
import type { OrderRules, OrderSettings } from "./settings.ts";
import type { ShopOrder } from "./shop-order.ts";

/** The body of POST /PedidoVenda. The configuration supplies the fields that are equal for every order. */
export interface PedidoVenda {
  readonly seqCanalVenda: number;
  readonly idPedidoCanalVenda: string;
  readonly dtaHorPedidoCanalVenda: string;
  readonly nroEmpresa: number;
  readonly codGeralOper: number;
  readonly nroRepresentante: number;
  readonly nroTabVenda: string;
  readonly seqTransportador: number;
  readonly tipoEntrega: "E" | "R";
  readonly obsPedido: string;
  readonly obsNotaFiscal: string;
  readonly vlrTotFrete: number;
  readonly tipoRateioFretePedido: "V";
  readonly tipoFreteDocAuxiliar: number;
  readonly indIntermediador: "N";
  readonly clienteDto: ClienteDto;
  readonly itemDto: readonly ItemDto[];
  readonly pagamentoDto: readonly PagamentoDto[];
}

export interface PagamentoDto {
  readonly idPagtoCanalVenda: string;
  readonly seqFormaPagto: number;
  readonly vlrPagto: number;
  readonly nroParcela: number;
}

/** Inputs of the mapping besides the order itself. */
export interface Mapping {
  readonly erp: {
    readonly salesChannel: number;
    readonly operation: number;
    readonly representative: number;
    readonly priceTable: string;
  };
  /** Location gid → nroEmpresa. */
  readonly companies: ReadonlyMap<string, number>;
  /** "gateway" or "gateway:method", lower case → seqFormaPagto. */
  readonly paymentForms: ReadonlyMap<string, number>;
  readonly skus: KnownSkus;
  /** Variant gid → SKU. */
  readonly variants: VariantSkus;
  readonly settings: OrderSettings;
  /** What the CEP of an incomplete address says. */
  readonly postal?: Postal;
}

const INVOICE_NOTE_MAX = 250;
const ORDER_ID_MAX = 20; // varchar(20) of the channel's order number

/**
 * A paid Shopify order as the ERP's PedidoVenda, or the one plain reason why the mapping fails. Checks for repairs of
 * the order come before checks for an administrator's mappings, so each desk entry asks for one repair.
 */
export function pedidoOf(order: ShopOrder, mapping: Mapping): PedidoVenda | Hold {
  const { erp, settings } = mapping;
  if (order.currency !== "BRL" || order.presentmentCurrency !== order.currency)
    return { reason: "currency", currency: order.currency, presentment: order.presentmentCurrency };
  if (order.risk !== null && settings.holdRisks.includes(order.risk))
    return { reason: "risk", recommendation: order.risk };
  const place = fulfillmentLocationOf(order, mapping.companies);
  if ("reason" in place) return place;
  const customer = customerOf(order, settings, place.isPickup, mapping.postal ?? null);
  if ("reason" in customer) return customer;
  const promise = promiseOf(order, settings.rules);
  const mismatches = mismatchesOf(liveLines(order), mapping.variants);
  if (mismatches.length > 0) return { reason: "sku-mismatch", lines: mismatches };
  const goods = goodsOf(liveLines(order), mapping.skus);
  if ("reason" in goods) return goods;
  const wrongTotal = moneyProblem(order, goods);
  if (wrongTotal) return wrongTotal;
  const payments = pagamentosOf(order, mapping);
  if ("reason" in payments) return payments;
  const own = deliveryOf(place, settings.rules);
  return {
    seqCanalVenda: erp.salesChannel,
    idPedidoCanalVenda: order.orderId.slice(0, ORDER_ID_MAX),
    dtaHorPedidoCanalVenda: toErpTime(Date.parse(order.createdAt)),
    nroEmpresa: place.company,
    codGeralOper: own.codGeralOper ?? erp.operation,
    nroRepresentante: own.nroRepresentante ?? erp.representative,
    nroTabVenda: own.nroTabVenda ?? erp.priceTable,
    seqTransportador: own.seqTransportador ?? 0,
    tipoEntrega: own.tipoEntrega ?? (place.isPickup ? "R" : "E"),
    obsPedido: noteOf(order, customer.note, promise, settings.rules),
    obsNotaFiscal: erpText(`Pedido ${order.name}`, INVOICE_NOTE_MAX),
    vlrTotFrete: centsNumber(order.shippingCents),
    tipoRateioFretePedido: "V",
    tipoFreteDocAuxiliar: 0,
    indIntermediador: "N",
    clienteDto: customer.dto,
    itemDto: goods.flatMap((item) => itemRows(item, settings)),
    pagamentoDto: payments,
    ...windowField(promise, settings.rules),
  };
}

type Delivery = OrderRules["deliveries"][number];

/** What the rules say for this company and method: each field by the rule that says most about where it holds. */
function deliveryOf({ company, method }: FulfillmentLocation, { deliveries }: OrderRules): Partial<Delivery> {
  const weightOf = (rule: Delivery): number => (rule.company === null ? 0 : 2) + (rule.method === null ? 0 : 1);
  const fitting = deliveries.filter(
    (rule) => (rule.company ?? company) === company && (rule.method ?? method) === method,
  );
  return Object.assign({}, ...fitting.toSorted((a, b) => weightOf(a) - weightOf(b)));
}

/** The order's note: promise and recipient first, so that a long word of the customer cuts neither. */
function noteOf(order: ShopOrder, people: string, promise: DeliveryPromise, { noteLength }: OrderRules): string {
  const first = [`Shopify ${order.name}`, ...promise.notes, people].filter((text) => text !== "").join(" | ");
  return erpText(`${first} ${order.note ?? ""}`, noteLength);
}

/** The window as data, in the field that the installation named. */
function windowField({ window }: DeliveryPromise, rules: OrderRules): Readonly<Record<string, string>> {
  return window === null || rules.windowField === null ? {} : { [rules.windowField]: toErpTime(window.from) };
}

/** Lines and freight must equal the order's own total to the cent; the hold names each amount without an ERP field. */
function moneyProblem(order: ShopOrder, goods: readonly Goods[]): Hold | null {
  if (!order.taxesIncluded && order.taxCents > 0) return { reason: "tax-added", cents: order.taxCents };
  if (order.feesCents + order.tipCents > 0) return { reason: "fees-or-tip", cents: order.feesCents + order.tipCents };
  const differenceCents = totalDifferenceCents(order);
  if (differenceCents !== 0) return { reason: "total-mismatch", differenceCents };
  const below = goods.map(({ line }) => netCents(line)).find((net) => net < 0);
  return below === undefined ? null : { reason: "total-mismatch", differenceCents: below };
}

function pagamentosOf(order: ShopOrder, { paymentForms }: Mapping): readonly PagamentoDto[] | Hold {
  const paid = paymentsOf(order);
  if (!paid.ok) return { reason: "payment-mismatch", missingCents: paid.missingCents };
  const formOf = ({ gateway, method }: Payment) =>
    (method === null ? undefined : paymentForms.get(`${gateway}:${method}`)) ?? paymentForms.get(gateway);
  const unmapped = paid.payments.filter((payment) => formOf(payment) === undefined);
  if (unmapped.length > 0)
    return {
      reason: "gateway-unmapped",
      gateways: [...new Set(unmapped.map(({ gateway, method }) => (method ? `${gateway}:${method}` : gateway)))],
    };
  // NSU, brand and authorisation appear at best in a gateway's own receipt, whose format may change at any time:
  // omitted.
  return paid.payments.map((payment) => ({
    idPagtoCanalVenda: payment.id,
    seqFormaPagto: formOf(payment) ?? 0,
    vlrPagto: centsNumber(payment.cents),
    nroParcela: 1,
  }));
}
