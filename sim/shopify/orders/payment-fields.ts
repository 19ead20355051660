/** Transactions and refunds as they are read. */
import type { Core, Resolvers } from "../core.ts";
import type { Refund, Transaction } from "../records/payments.ts";
import { numberOfId } from "../state.ts";
import { isMultiCapturable } from "./captures.ts";
import { within, type OfOrder } from "./order-parts.ts";
import { refundableOf } from "./order-totals.ts";

export const paymentFields: Resolvers = {
  OrderTransaction: {
    amountSet: ({ amount }: Transaction) => amount,
    parentTransaction: (transaction: Transaction, _: unknown, { core }) =>
      transaction.parentId === null
        ? null
        : (core.state.orders.get(transaction.orderId)?.transactions.find(({ id }) => id === transaction.parentId) ??
          null),
    order: ({ orderId }: Transaction, _: unknown, { core }) => core.state.orders.get(orderId) ?? null,
    maximumRefundableV2: (transaction: Transaction, _: unknown, { core }) => {
      const order = core.state.orders.get(transaction.orderId);
      return order ? refundableOf(order, transaction) : 0;
    },
    multiCapturable: (transaction: Transaction, _: unknown, { core }) => isMultiCapturable(core, transaction),
    manuallyCapturable: (transaction: Transaction) => transaction.kind === "AUTHORIZATION",
    receiptJson: ({ receipt }: Transaction) => JSON.stringify(receipt),
    paymentDetails: ({ method }: Transaction) => {
      if (method === null) return null;
      return method.kind === "card"
        ? {
            __typename: "CardPaymentDetails",
            company: method.company,
            paymentMethodName: "card",
            bin: null,
            number: null,
            name: null,
            wallet: null,
          }
        : { __typename: "LocalPaymentMethodsPaymentDetails", paymentMethodName: method.name, paymentDescriptor: null };
    },
  },
  Refund: {
    legacyResourceId: ({ id }: Refund) => numberOfId(id),
    order: ({ orderId }: Refund, _: unknown, { core }) => core.state.orders.get(orderId),
    processedAt: ({ createdAt }: Refund) => createdAt,
    updatedAt: ({ createdAt }: Refund) => createdAt,
    totalRefundedSet: (refund: Refund, _: unknown, { core }) =>
      refundTransactions(core, refund)
        .filter(({ status }) => status === "SUCCESS")
        .reduce((sum, { amount }) => sum + amount, 0),
    transactions: (refund: Refund, _: unknown, { core }) => refundTransactions(core, refund),
    refundLineItems: (refund: Refund, _: unknown, { core }) => {
      const order = core.state.orders.get(refund.orderId);
      return order ? refund.lines.map((each) => ({ ...each, order })) : [];
    },
  },
  RefundLineItem: {
    lineItem: ({ order, lineId }: OfOrder<Refund["lines"][number]>) =>
      within(order, order.lines).find(({ id }) => id === lineId),
    subtotalSet: ({ subtotal }: Refund["lines"][number]) => subtotal,
    restocked: ({ restockType }: Refund["lines"][number]) => restockType !== "NO_RESTOCK",
    location: ({ locationId }: Refund["lines"][number], _: unknown, { core }) =>
      locationId === null ? null : (core.state.locations.get(locationId) ?? null),
  },
};

const refundTransactions = (core: Core, refund: Refund): Transaction[] =>
  core.state.orders.get(refund.orderId)?.transactions.filter(({ id }) => refund.transactionIds.includes(id)) ?? [];
