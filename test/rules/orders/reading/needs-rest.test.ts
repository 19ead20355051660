import { expect, it } from "vitest";
import { needsRest, type ReadInPart } from "../../../../src/rules/orders/reading/needs-rest.ts";

const money = (amount: string) => ({ shopMoney: { amount } });
const payment = (kind: string, amount: string, status = "SUCCESS") => ({ kind, status, amountSet: money(amount) });
const paid: ReadInPart = {
  displayFinancialStatus: "PAID",
  email: "ana@example.com",
  customer: {},
  currentTotalPriceSet: money("100.00"),
  transactions: [payment("SALE", "100.00")],
};

it.each<[string, Partial<ReadInPart>, boolean]>([
  ["paid in full", {}, false],
  ["paid by two gateways", { transactions: [payment("SALE", "60.00"), payment("CAPTURE", "40.00")] }, false],
  ["paid, and made cheaper by an edit", { currentTotalPriceSet: money("80.00") }, false],
  ["paid, and made dearer by an edit", { currentTotalPriceSet: money("100.01") }, true],
  ["paid by what is only authorised", { transactions: [payment("AUTHORIZATION", "100.00")] }, true],
  ["paid by what is still pending", { transactions: [payment("SALE", "100.00", "PENDING")] }, true],
  ["an amount that is none", { transactions: [payment("SALE", "a hundred")] }, true],
  ["paid in part", { displayFinancialStatus: "PARTIALLY_PAID", transactions: [payment("SALE", "40.00")] }, true],
  ["waiting for its payment", { displayFinancialStatus: "PENDING", transactions: [] }, false],
  ["authorised", { displayFinancialStatus: "AUTHORIZED", transactions: [payment("AUTHORIZATION", "100.00")] }, false],
  ["a refund", { transactions: [payment("SALE", "100.00"), payment("REFUND", "10.00")] }, true],
  ["a refund under way", { transactions: [payment("SALE", "100.00"), payment("REFUND", "10.00", "PENDING")] }, true],
  ["refunded, by its state alone", { displayFinancialStatus: "PARTIALLY_REFUNDED" }, true],
  [
    "an unpaid order with a refund",
    { displayFinancialStatus: "PENDING", transactions: [payment("REFUND", "1.00")] },
    true,
  ],
  ["no e-mail, but a customer", { email: null }, true],
  ["no e-mail and no customer", { email: null, customer: null }, false],
  ["a state newer than this code", { displayFinancialStatus: "NEW_STATE", transactions: [] }, false],
])("an order is asked for the rest only where it may matter: %s", (_name, change, asked) => {
  expect(needsRest({ ...paid, ...change })).toBe(asked);
});
