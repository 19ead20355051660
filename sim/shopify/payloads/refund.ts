/** A refund, inside its order and as a webhook of its own. */
import type { Core } from "../core.ts";
import { moneyText } from "../money.ts";
import { currentTax } from "../orders/order-totals.ts";
import type { Order } from "../records/orders.ts";
import type { Refund } from "../records/payments.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";
import { bagOf } from "./amounts.ts";
import { linePart } from "./order-line.ts";

export function refundPayload(core: Core, order: Order, refund: Refund): Record<string, unknown> {
  const bag = bagOf(core.settings.currency);
  return {
    id: numberOfId(refund.id),
    order_id: numberOfId(order.id),
    created_at: dateTime(refund.createdAt),
    note: refund.note ?? "",
    user_id: 1,
    processed_at: dateTime(refund.createdAt),
    duties: [],
    total_duties_set: bag(0),
    return: null,
    restock: refund.lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    refund_shipping_lines: [],
    admin_graphql_api_id: refund.id,
    order_adjustments: [],
    refund_line_items: refund.lines.flatMap((each) => {
      const line = order.lines.find(({ id }) => id === each.lineId);
      if (!line) return [];
      const tax =
        line.quantity === 0
          ? 0
          : Math.round((currentTax({ ...line, currentQuantity: line.quantity }) * each.quantity) / line.quantity);
      return [
        {
          id: numberOfId(line.id) + 1,
          quantity: each.quantity,
          line_item_id: numberOfId(line.id),
          location_id: each.locationId === null ? null : numberOfId(each.locationId),
          restock_type: each.restockType.toLowerCase(),
          subtotal: each.subtotal / 100,
          total_tax: tax / 100,
          subtotal_set: bag(each.subtotal),
          total_tax_set: bag(tax),
          line_item: linePart(core, line, false),
        },
      ];
    }),
    transactions: order.transactions
      .filter(({ id }) => refund.transactionIds.includes(id))
      .map((transaction) => ({
        id: numberOfId(transaction.id),
        admin_graphql_api_id: transaction.id,
        amount: moneyText(transaction.amount),
        amount_rounding: null,
        authorization: null,
        created_at: dateTime(transaction.createdAt),
        currency: core.settings.currency,
        device_id: null,
        error_code: transaction.errorCode,
        gateway: transaction.gateway,
        kind: transaction.kind.toLowerCase(),
        location_id: null,
        manual_payment_gateway: transaction.manualPaymentGateway,
        message: null,
        order_id: numberOfId(order.id),
        parent_id: transaction.parentId === null ? null : numberOfId(transaction.parentId),
        payment_id: transaction.paymentId,
        processed_at: transaction.processedAt === null ? null : dateTime(transaction.processedAt),
        receipt: {},
        source_name: "web",
        status: transaction.status.toLowerCase(),
        test: transaction.test,
        total_unsettled_set: {
          presentment_money: { amount: "0.00", currency: core.settings.currency },
          shop_money: { amount: "0.00", currency: core.settings.currency },
        },
        user_id: null,
      })),
    refund_discrepancies: [],
  };
}
