import { toErpTime } from "../brazil/erp-time.ts";
import { erpText } from "../brazil/erp-text.ts";
import { centsNumber } from "../brazil/money.ts";
import { customerOf, type ClienteDto } from "./people/customer.ts";
import type { Corrected } from "./people/corrections.ts";
import type { Postal } from "./people/order-address.ts";
import { goodsOf, saleOf, type KnownSkus } from "./items/goods.ts";
import { mismatchesOf, type VariantSkus } from "./reading/line-variants.ts";
import type { Hold } from "./holds.ts";
import { withLineProducts, type LineProduct } from "./items/line-products.ts";
import { promotionOf, type PromotionalPrice } from "./items/promotion.ts";
import { itemRows, type ItemDto } from "./items/erp-items.ts";
import { liveLines, netCents, totalDifferenceCents } from "./money.ts";
import { amountRefundCents, discounted } from "./payment/amount-refund.ts";
import { cardDataOf, type CardData } from "./payment/card-data.ts";
import { formOf, type PaymentForm } from "./payment/forms.ts";
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
  readonly nsu?: string;
  readonly codBandeira?: string;
  readonly nroAutorizacao?: string;
}

/** Inputs of the mapping besides the order itself. */
/** What payments alone are mapped with. */
export type PaymentMapping = Pick<Mapping, "paymentForms" | "settings">;

export interface Mapping {
  readonly erp: {
    readonly salesChannel: number;
    readonly operation: number;
    readonly representative: number;
    readonly priceTable: string;
  };
  /** Location gid → nroEmpresa. */
  readonly companies: ReadonlyMap<string, number>;
  readonly paymentForms: readonly PaymentForm[];
  readonly skus: KnownSkus;
  /** Variant gid → SKU. */
  readonly variants: VariantSkus;
  readonly settings: OrderSettings;
  readonly lineProducts?: readonly LineProduct[];
  /** Prices of the order's SKUs that have a promotion. */
  readonly promotions?: readonly PromotionalPrice[];
  /** What the CEP of an incomplete address says. */
  readonly postal?: Postal;
  /** What a person corrected of this order. */
  readonly corrected?: Corrected;
}

const INVOICE_NOTE_MAX = 250;
const ORDER_ID_MAX = 20; // varchar(20) of the channel's order number

/**
 * A Shopify order as the ERP's PedidoVenda, or the one plain reason why the mapping fails. Checks for repairs of
 * the order come before checks for an administrator's mappings, so each desk entry asks for one repair.
 */
export function pedidoOf(given: ShopOrder, mapping: Mapping): PedidoVenda | Hold {
  const { erp, settings } = mapping;
  const order = afterAmountRefund(given, settings);
  if ("reason" in order) return order;
  if (order.currency !== "BRL" || order.presentmentCurrency !== order.currency)
    return { reason: "currency", currency: order.currency, presentment: order.presentmentCurrency };
  if (order.risk !== null && settings.holdRisks.includes(order.risk))
    return { reason: "risk", recommendation: order.risk };
  const place = fulfillmentLocationOf(order, mapping.companies);
  if ("reason" in place) return place;
  const customer = customerOf(order, settings, place.isPickup, mapping.postal ?? null, mapping.corrected);
  if ("reason" in customer) return customer;
  const promise = promiseOf(order, settings.rules);
  const mismatches = mismatchesOf(liveLines(order), mapping.variants);
  if (mismatches.length > 0) return { reason: "sku-mismatch", lines: mismatches };
  const wrongTotal = moneyProblem(order);
  if (wrongTotal) return wrongTotal;
  const priced = withLineProducts(order, mapping.lineProducts ?? []);
  if ("reason" in priced) return priced;
  const goods = goodsOf(liveLines(priced), mapping.skus, { ...saleOf(order), trustsLines: settings.trustsLines });
  if ("reason" in goods) return goods;
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
    itemDto: goods.flatMap((item) =>
      itemRows(item, settings, promotionOf(item, mapping.promotions ?? [], place.company, Date.parse(order.createdAt))),
    ),
    pagamentoDto: payments,
    ...windowField(promise, settings.rules),
  };
}

/** Money given back without items: a discount on the items, where the rules say so. */
function afterAmountRefund(order: ShopOrder, { rules }: OrderSettings): ShopOrder | Hold {
  const cents = amountRefundCents(order);
  if (cents === 0) return order;
  // A wrong total is said first: a discount would hide it.
  const less =
    rules.amountRefunds === "discount" && totalDifferenceCents(order) === 0 ? discounted(order, cents) : null;
  return less ?? { reason: "amount-refunded", cents };
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

/** Lines, fees and freight must equal the order's own total to the cent. */
function moneyProblem(order: ShopOrder): Hold | null {
  if (!order.taxesIncluded && order.taxCents > 0) return { reason: "tax-added", cents: order.taxCents };
  const differenceCents = totalDifferenceCents(order);
  const isTipTwice = order.tipCents > 0 && differenceCents === order.tipCents; // it is a line as well
  if (differenceCents !== 0 && !isTipTwice) return { reason: "total-mismatch", differenceCents };
  const below = liveLines(order)
    .map(netCents)
    .find((net) => net < 0);
  return below === undefined ? null : { reason: "total-mismatch", differenceCents: below };
}

/** A payment with its form, and what is known of its card. */
export interface MappedPayment {
  readonly payment: Payment;
  readonly seqFormaPagto: number;
  readonly card: CardData;
}

/** Every payment with its form; a hold names the gateways, methods and instalments that have none. */
export function mapPayments(
  order: ShopOrder,
  { paymentForms, settings }: PaymentMapping,
): readonly MappedPayment[] | Hold {
  const paid = paymentsOf(order);
  if (!paid.ok) return { reason: "payment-mismatch", missingCents: paid.missingCents };
  const isOnly = paid.payments.length === 1;
  const mapped = paid.payments.map((payment) => {
    const card = cardDataOf(payment.transaction, order, settings.rules, isOnly);
    return { payment, card, form: formOf({ ...payment, instalments: card.instalments }, paymentForms) };
  });
  const unmapped = mapped.filter(({ form }) => form === null).map(({ payment, card }) => labelOf(payment, card));
  if (unmapped.length > 0) return { reason: "gateway-unmapped", gateways: [...new Set(unmapped)] };
  return mapped.flatMap(({ payment, card, form }) =>
    form === null ? [] : [{ payment, card, seqFormaPagto: form.seqFormaPagto }],
  );
}

const labelOf = ({ gateway, method }: Payment, { instalments }: CardData): string =>
  `${gateway}${method === null ? "" : `:${method}`}${instalments > 1 ? ` ${instalments}x` : ""}`;

function pagamentosOf(order: ShopOrder, mapping: Mapping): readonly PagamentoDto[] | Hold {
  const mapped = mapPayments(order, mapping);
  if ("reason" in mapped) return mapped;
  const isInBody = mapping.settings.rules.paymentData === "body";
  return mapped.map(({ payment, card, seqFormaPagto }) => ({
    idPagtoCanalVenda: payment.id,
    seqFormaPagto,
    vlrPagto: centsNumber(payment.cents),
    nroParcela: card.instalments,
    ...(isInBody && card.nsu !== null ? { nsu: card.nsu } : {}),
    ...(isInBody && card.brand !== null && card.nsu !== null ? { codBandeira: card.brand } : {}),
    ...(isInBody && card.authorization !== null ? { nroAutorizacao: card.authorization } : {}),
  }));
}
