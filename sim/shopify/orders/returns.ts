/** Goods that come back after they left: their refund, and what the customer takes in exchange. */
import type { Core } from "../core.ts";
import { moneyText } from "../money.ts";
import type { Order } from "../records/orders.ts";
import { mintId } from "../state.ts";
import { stagedVariant } from "./edit/add-lines.ts";
import { commitEdit } from "./edit/commit.ts";
import { beginEdit } from "./edit/session.ts";
import { refundableOf } from "./order-totals.ts";
import { applyRefund } from "./refunds.ts";

export interface Returned {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  /** Where the goods are put on the shelf again; null: nowhere. */
  readonly locationId: string | null;
  /** The money that goes back with them, in cents. */
  readonly cents: number;
  /** Of it, what is for the freight. */
  readonly shippingCents?: number;
  /** New lines of the order: what the customer takes for them. */
  readonly exchange?: readonly { readonly variantId: string; readonly quantity: number }[];
}

/** A person processes a return: lines are added for an exchange first, as the order then stands when the goods come back. */
export function returnGoods(core: Core, order: Order, returned: Returned): void {
  const { lines, locationId, cents, shippingCents = 0, exchange = [] } = returned;
  if (exchange.length > 0) {
    const edit = beginEdit(core, order);
    for (const { variantId, quantity } of exchange) {
      const variant = core.state.variants.get(variantId);
      if (variant) edit.lines.push(stagedVariant(core, variant, quantity));
    }
    commitEdit(core, edit, "");
  }
  const parent = order.transactions.find((each) => refundableOf(order, each) >= cents);
  if (cents > 0 && !parent) throw new Error(`no payment of ${order.name} has ${cents} cents left`);
  order.returns.push({
    id: mintId(core.state, "Return"),
    name: `${order.name}-R${order.returns.length + 1}`,
    status: "CLOSED",
  });
  applyRefund(core, order, {
    refundLineItems: lines.map(({ lineId, quantity }) => ({
      lineItemId: lineId,
      quantity,
      restockType: locationId === null ? "NO_RESTOCK" : "RETURN",
      locationId,
    })),
    shipping: { amount: moneyText(shippingCents) },
    transactions:
      cents > 0 && parent
        ? [
            {
              orderId: order.id,
              parentId: parent.id,
              kind: "REFUND",
              gateway: parent.gateway,
              amount: moneyText(cents),
            },
          ]
        : [],
  });
}
