import {
  CaptureDocument,
  MarkPaidDocument,
  OrderMoneyAllDocument,
  OrderMoneyDocument,
} from "../../generated/operations.ts";
import { centsText, parseCents } from "../../../rules/brazil/money.ts";
import type { MoneySeen, PlannedCapture } from "../../../rules/orders/back/collect-plan.ts";
import type { AdminClient, AdminResult } from "../../client/result.ts";
import { FOLLOW_UP } from "../look.ts";
import { answered, type EditAnswer } from "./edit.ts";

const gid = (orderId: string): string => `gid://shopify/Order/${orderId}`;
const unknown = (message: string): AdminResult<never> => ({ ok: false, failure: { kind: "unknown", message } });

/** Null: Shopify has no such order (any more). */
export async function readOrderMoney(admin: AdminClient, orderId: string): Promise<AdminResult<MoneySeen | null>> {
  const result = await admin.run(OrderMoneyDocument, { id: gid(orderId) }, FOLLOW_UP);
  if (!result.ok) return result;
  const { order } = result.data;
  if (!order) return { ok: true, data: null };
  let { transactions } = order;
  const count = order.transactionsCount?.count ?? transactions.length;
  if (count > transactions.length) {
    const all = await admin.run(OrderMoneyAllDocument, { id: gid(orderId) }, FOLLOW_UP);
    if (!all.ok) return all;
    if (all.data.order?.updatedAt !== order.updatedAt) return unknown("the order changed while it was read");
    ({ transactions } = all.data.order);
  }
  if (count > transactions.length) return unknown(`${transactions.length} of ${count} transactions of an order`);
  const totalCents = parseCents(order.currentTotalPriceSet.shopMoney.amount);
  const read = transactions.map((each) => ({
    id: each.id,
    kind: each.kind,
    status: each.status,
    cents: parseCents(each.amountSet.shopMoney.amount),
    parentId: each.parentTransaction?.id ?? null,
    isMultiCapturable: each.multiCapturable,
    expiresAt: each.authorizationExpiresAt === null ? null : Date.parse(each.authorizationExpiresAt),
    isManual: each.manualPaymentGateway,
  }));
  const whole = read.flatMap(({ cents, ...each }) => (cents === null ? [] : [{ ...each, cents }]));
  if (totalCents === null || whole.length < read.length) return unknown("an amount that is not of whole cents");
  const { cancelledAt, canMarkAsPaid } = order;
  return { ok: true, data: { isCancelled: cancelledAt !== null, totalCents, canMarkAsPaid, transactions: whole } };
}

/** Not repeated by the client: after a lost answer the order's payments are read again. */
export async function capturePayment(
  admin: AdminClient,
  orderId: string,
  { parentId, cents, isFinal }: PlannedCapture,
): Promise<EditAnswer<null>> {
  const input = {
    id: gid(orderId),
    parentTransactionId: parentId,
    amount: centsText(cents),
    currency: "BRL" as const,
    ...(isFinal === null ? {} : { finalCapture: isFinal }),
  };
  const result = await admin.run(CaptureDocument, { input }, { ...FOLLOW_UP, repeatable: false });
  const answer = answered(result, (data) => data.orderCapture);
  if (answer.kind !== "done") return answer;
  if (!answer.value.transaction)
    return { kind: "failed", failure: { kind: "unknown", message: "orderCapture: no transaction" } };
  return { kind: "done", value: null };
}

/** Not repeated by the client: after a lost answer the order's payments are read again. */
export async function markPaid(admin: AdminClient, orderId: string): Promise<EditAnswer<null>> {
  const result = await admin.run(MarkPaidDocument, { id: gid(orderId) }, { ...FOLLOW_UP, repeatable: false });
  const answer = answered(result, (data) => data.orderMarkAsPaid);
  if (answer.kind !== "done") return answer;
  if (!answer.value.order)
    return { kind: "failed", failure: { kind: "unknown", message: "orderMarkAsPaid: no order" } };
  return { kind: "done", value: null };
}
