/** Captures, voids and payments marked: money that was authorised, or that came in outside of Shopify. */
import type { Core, Doing, MutationResolver } from "../core.ts";
import { emitOrder } from "../payloads/emit.ts";
import type { Order } from "../records/orders.ts";
import type { Transaction } from "../records/payments.ts";
import { readCents } from "../schema.ts";
import { currencyProblem, shownOrder } from "./order-access.ts";
import { capturableOf, totalsOf } from "./order-totals.ts";
import { transaction } from "./payments.ts";

/** Several captures of one authorisation: by the shop's plan and its gateway. */
export const isMultiCapturable = (core: Core, { kind }: Transaction): boolean =>
  kind === "AUTHORIZATION" && core.settings.multiCapture;

interface CaptureInput {
  readonly id: string;
  readonly parentTransactionId: string;
  readonly amount: string;
  readonly currency?: string | null;
  readonly finalCapture?: boolean | null;
}

const orderCapture: MutationResolver = ({ input }: { input: CaptureInput }, { core, effect }: Doing) => {
  const refuse = (field: readonly string[], message: string) => ({
    transaction: null,
    userErrors: [{ field, message }],
  });
  const order = shownOrder(core, input.id);
  if (!order) return refuse(["id"], "Order does not exist");
  const currency = currencyProblem(core, order, input.currency);
  if (currency) return refuse(currency.field, currency.message);
  const parent = order.transactions.find(({ id }) => id === input.parentTransactionId);
  if (!parent || parent.kind !== "AUTHORIZATION")
    return refuse(["parentTransactionId"], "Parent transaction is not an authorization of the order");
  const cents = readCents(input.amount);
  const left = capturableOf(order, parent);
  if (left <= 0) return refuse(["parentTransactionId"], "Authorization has nothing left to capture");
  if (parent.authorizationExpiresAt !== null && core.now() >= parent.authorizationExpiresAt)
    return refuse(["parentTransactionId"], "Authorization has expired");
  if (cents <= 0 || cents > left) return refuse(["amount"], "Amount exceeds the authorized amount");
  const made = transaction(core, order, {
    kind: "CAPTURE",
    status: "SUCCESS",
    amount: cents,
    from: parent,
    parentId: parent.id,
  });
  order.transactions.push(made);
  // One capture per authorisation, or the final one of several: what it leaves is released.
  const isLast = !isMultiCapturable(core, parent) || input.finalCapture === true;
  if (isLast && cents < left)
    order.transactions.push(
      transaction(core, order, {
        kind: "VOID",
        status: "SUCCESS",
        amount: left - cents,
        from: parent,
        parentId: parent.id,
      }),
    );
  effect({ kind: "capture", order: order.id, amount: cents });
  const paid = totalsOf(order, core.settings.taxesIncluded).outstanding <= 0;
  emitOrder(core, order, [...(paid ? ["ORDERS_PAID"] : []), "ORDERS_UPDATED"]);
  return { transaction: made, userErrors: [] };
};

const transactionVoid: MutationResolver = (
  { parentTransactionId }: { parentTransactionId: string },
  { core, effect }: Doing,
) => {
  const refuse = (code: string, message: string) => ({
    transaction: null,
    userErrors: [{ field: ["parentTransactionId"], code, message }],
  });
  const order = [...core.state.orders.values()].find(({ transactions }) =>
    transactions.some(({ id }) => id === parentTransactionId),
  );
  const parent = order?.transactions.find(({ id }) => id === parentTransactionId);
  if (!order || !parent) return refuse("TRANSACTION_NOT_FOUND", "Transaction does not exist");
  if (parent.kind !== "AUTHORIZATION" || parent.status !== "SUCCESS")
    return refuse("AUTH_NOT_SUCCESSFUL", "Parent transaction must be a successful authorization");
  if (capturableOf(order, parent) <= 0)
    return refuse("AUTH_NOT_VOIDABLE", "Parent transaction must require capture to void");
  const made = transaction(core, order, {
    kind: "VOID",
    status: "SUCCESS",
    amount: parent.amount,
    from: parent,
    parentId: parent.id,
  });
  order.transactions.push(made);
  effect({ kind: "void", order: order.id, amount: parent.amount });
  emitOrder(core, order, ["ORDERS_UPDATED"]);
  return { transaction: made, userErrors: [] };
};

/** A balance that a person may record as paid: a PIX or boleto on its way is the gateway's to end. */
export function canMarkAsPaid(core: Core, order: Order): boolean {
  if (order.cancelledAt !== null || totalsOf(order, core.settings.taxesIncluded).outstanding <= 0) return false;
  const paidSince = (pending: Transaction) =>
    order.transactions.some(({ parentId, status }) => parentId === pending.id && status === "SUCCESS");
  return !order.transactions.some(
    (each) => each.status === "PENDING" && !each.manualPaymentGateway && !paidSince(each),
  );
}

const orderMarkAsPaid: MutationResolver = ({ input }: { input: { id: string } }, { core, effect }: Doing) => {
  const refuse = (message: string) => ({ order: null, userErrors: [{ field: ["id"], message }] });
  const order = shownOrder(core, input.id);
  if (!order) return refuse("Order does not exist");
  if (!canMarkAsPaid(core, order)) return refuse("Order cannot be marked as paid");
  const open = totalsOf(order, core.settings.taxesIncluded).outstanding;
  const authorised = order.transactions.find((each) => capturableOf(order, each) >= open);
  const from = authorised ?? order.transactions.find(({ status }) => status === "PENDING");
  const kind = authorised ? "CAPTURE" : "SALE";
  const parentId = from?.id ?? null;
  order.transactions.push(
    transaction(core, order, { kind, status: "SUCCESS", amount: open, from: from ?? "manual", parentId }),
  );
  effect({ kind: "mark-paid", order: order.id, amount: open });
  emitOrder(core, order, ["ORDERS_PAID", "ORDERS_UPDATED"]);
  return { order, userErrors: [] };
};

export const captureMutations = { orderCapture, orderMarkAsPaid, transactionVoid };
