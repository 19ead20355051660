/** How orders are paid: card at once, PIX later, authorised only, or on delivery. */
import type { Core } from "../core.ts";
import { emitOrder } from "../payloads/emit.ts";
import type { Order } from "../records/orders.ts";
import type { Transaction } from "../records/payments.ts";
import { mintId } from "../state.ts";
import { capturableOf, totalsOf } from "./order-totals.ts";

/** authorizing = a card whose authorisation the gateway has yet to answer; pix = waiting for the customer; manual = on delivery; two-gateways = half by PIX, half by card, both paid; none = no transaction yet. */
export type PaymentKind = "card" | "pix" | "authorized" | "authorizing" | "manual" | "two-gateways" | "none";

const GATEWAYS = {
  card: { gateway: "mercado_pago_card", formattedGateway: "Mercado Pago", manual: false },
  authorized: { gateway: "mercado_pago_card", formattedGateway: "Mercado Pago", manual: false },
  authorizing: { gateway: "mercado_pago_card", formattedGateway: "Mercado Pago", manual: false },
  pix: { gateway: "mercado_pago_pix", formattedGateway: "Pix", manual: false },
  manual: { gateway: "Pagamento na entrega", formattedGateway: "Pagamento na entrega", manual: true },
} as const;

export function payment(core: Core, order: Order, kind: PaymentKind, amount: number): Transaction[] {
  if (kind === "none" || amount <= 0) return [];
  if (kind === "two-gateways") {
    const half = Math.floor(amount / 2);
    const paid = (from: "pix" | "card", part: number) =>
      transaction(core, order, { kind: "SALE", status: "SUCCESS", amount: part, from, parentId: null });
    return [...(half > 0 ? [paid("pix", half)] : []), paid("card", amount - half)];
  }
  const pending = kind === "pix" || kind === "manual" || kind === "authorizing";
  return [
    transaction(core, order, {
      kind: kind === "authorized" || kind === "authorizing" ? "AUTHORIZATION" : "SALE",
      status: pending ? "PENDING" : "SUCCESS",
      amount,
      from: kind,
      parentId: null,
    }),
  ];
}

/** Cards that the gateway refused: each attempt stays a transaction of the order. */
export function refusedPayments(core: Core, order: Order, attempts: number): Transaction[] {
  return Array.from({ length: attempts }, () =>
    transaction(core, order, {
      kind: "SALE",
      status: "FAILURE",
      amount: order.originalTotal,
      from: "card",
      parentId: null,
    }),
  );
}

interface Part {
  readonly kind: Transaction["kind"];
  readonly status: Transaction["status"];
  readonly amount: number;
  readonly from: keyof typeof GATEWAYS | Transaction;
  readonly parentId: string | null;
}

export function transaction(core: Core, order: Order, { kind, status, amount, from, parentId }: Part): Transaction {
  const now = core.now();
  const id = mintId(core.state, "OrderTransaction");
  const source =
    typeof from === "string"
      ? GATEWAYS[from]
      : { gateway: from.gateway, formattedGateway: from.formattedGateway, manual: from.manualPaymentGateway };
  const method =
    typeof from === "string"
      ? from === "pix"
        ? ({ kind: "local", name: "pix" } as const)
        : from === "manual"
          ? null
          : ({ kind: "card", company: "Visa" } as const)
      : from.method;
  return {
    id,
    orderId: order.id,
    kind,
    status,
    gateway: source.gateway,
    formattedGateway: source.formattedGateway,
    manualPaymentGateway: source.manual,
    test: order.test,
    amount,
    parentId,
    processedAt: status === "PENDING" ? null : now,
    createdAt: now,
    authorizationExpiresAt: kind === "AUTHORIZATION" ? now + 7 * 86_400_000 : null,
    paymentId: `${order.name}.${order.transactions.length + 1}`,
    accountNumber: method?.kind === "card" ? "•••• •••• •••• 4242" : null,
    errorCode: null,
    receipt:
      method?.kind === "card"
        ? { nsu: id.split("/").at(-1)?.slice(-9), installments: 1 }
        : { endToEndId: `E00000000${id.slice(-9)}` },
    method,
  };
}

/** The customer pays what is open: a pending PIX is followed by a sale that succeeded, an authorisation by its capture. */
export function payLater(core: Core, order: Order): void {
  const open = totalsOf(order, core.settings.taxesIncluded).outstanding;
  if (order.cancelledAt !== null || open <= 0) return;
  const pending = order.transactions.find((each) => each.status === "PENDING" || capturableOf(order, each) >= open);
  order.transactions.push(
    transaction(core, order, {
      kind: pending?.kind === "AUTHORIZATION" ? "CAPTURE" : "SALE",
      status: "SUCCESS",
      amount: open,
      from: pending ?? "pix",
      parentId: pending?.id ?? null,
    }),
  );
  core.journal.shopActions.push({ at: core.now(), effect: { kind: "order-paid", id: order.id, amount: open } });
  emitOrder(core, order, ["ORDERS_PAID", "ORDERS_UPDATED"]);
}
