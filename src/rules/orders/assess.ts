import type { Hold } from "./holds.ts";
import { liveLines } from "./money.ts";
import { pedidoOf, type Mapping, type PedidoVenda } from "./pedido-venda.ts";
import { bodyInWordsOf } from "./items/order-body.ts";
import { amountRefundCents } from "./payment/amount-refund.ts";
import { isPromiseEnough } from "./payment/submit-while.ts";
import type { OrderRules } from "./settings.ts";
import type { ShopOrder } from "./shop-order.ts";

export type WaitReason = "pending" | "authorized" | "unknown-status";

/** Next state of an order that the ERP does not have yet. */
export type Assessment =
  /** Never goes to the ERP; no action is needed. */
  | {
      readonly kind: "ignored";
      readonly reason:
        | "test"
        | "before-start"
        | "pos"
        | "draft-order"
        | "nothing-left"
        | "refunded"
        | "voided"
        | "expired"
        | "payment-expired";
    }
  /** Cancelled in Shopify before it was submitted to the ERP. */
  | { readonly kind: "cancelled" }
  | { readonly kind: "waitingPayment"; readonly reason: WaitReason }
  | { readonly kind: "onHold"; readonly hold: Hold }
  | {
      readonly kind: "ready";
      readonly pedido: PedidoVenda;
      /** The same in the installation's words. */
      readonly body: object;
    };

/**
 * Decides about an order as it is in Shopify now.
 *
 * Paid means PAID, or PARTIALLY_REFUNDED with something left, and nothing outstanding. PENDING is a PIX or boleto on
 * its way, or payment on delivery; AUTHORIZED a card that is captured later: both wait, unless the payment's form says
 * that a promise is enough. PARTIALLY_PAID needs an operator, unless a promise stands for the rest. So does a paid order
 * whose edit added to the total: only the merchant can ask the customer for the rest. EXPIRED, VOIDED and
 * REFUNDED are never submitted. An order already fulfilled by hand is submitted: it was paid, and the ERP bills it.
 * @param since ISO instant; orders made before the connector's first day are ignored
 */
export function assess(order: ShopOrder, mapping: Mapping, since: string): Assessment {
  if (order.isTest) return { kind: "ignored", reason: "test" };
  if (order.isCancelled) return { kind: "cancelled" };
  if (Date.parse(order.createdAt) < Date.parse(since)) return { kind: "ignored", reason: "before-start" };
  const elsewhere = ignoredSale(order.sourceName, mapping.settings.rules);
  if (elsewhere !== null) return { kind: "ignored", reason: elsewhere };
  const unpaid = unpaidAs(order, mapping);
  if (unpaid) return unpaid;
  if (liveLines(order).length === 0) return { kind: "ignored", reason: "nothing-left" };
  const pedido = pedidoOf(order, mapping);
  if ("reason" in pedido) return { kind: "onHold", hold: pedido };
  return { kind: "ready", pedido, body: bodyInWordsOf(mapping.settings.rules.orderBody, pedido) };
}

/** A sale that by rule is none of the connector's: the ERP has its own way to tills and drafts. */
export function ignoredSale(
  sourceName: string | null,
  { posOrders, draftOrders }: Pick<OrderRules, "posOrders" | "draftOrders">,
): "pos" | "draft-order" | null {
  if (sourceName === "pos" && posOrders === "ignore") return "pos";
  return sourceName === "shopify_draft_order" && draftOrders === "ignore" ? "draft-order" : null;
}

function unpaidAs(order: ShopOrder, mapping: Mapping): Assessment | null {
  switch (order.financialStatus) {
    case "PAID":
    case "PARTIALLY_REFUNDED":
      return order.outstandingCents > 0 && amountRefundCents(order) === 0 ? paidInPart(order) : null;
    case "PENDING":
      return isPromiseEnough(order, mapping) ? null : { kind: "waitingPayment", reason: "pending" };
    case "AUTHORIZED":
      return isPromiseEnough(order, mapping) ? null : { kind: "waitingPayment", reason: "authorized" };
    case "PARTIALLY_PAID":
      return isPromiseEnough(order, mapping) ? null : paidInPart(order);
    case "EXPIRED":
      return { kind: "ignored", reason: "expired" };
    case "VOIDED":
      return { kind: "ignored", reason: "voided" };
    case "REFUNDED":
      return { kind: "ignored", reason: "refunded" };
    case null:
    default: // none, or a status newer than this code: not known to be paid
      return { kind: "waitingPayment", reason: "unknown-status" };
  }
}

const paidInPart = ({ outstandingCents }: ShopOrder): Assessment => ({
  kind: "onHold",
  hold: { reason: "partially-paid", outstandingCents },
});
