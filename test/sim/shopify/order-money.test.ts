/** What Shopify refuses of an edit, a refund, a capture and a payment marked, and what each leaves behind. */
import { describe, expect, it } from "vitest";
import { at, codes, order, rigOf, stocked, str, type Rig, type Stocked } from "./rig.ts";
import { scopesWithout } from "../../../sim/shopify/options.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";

const DAY_MS = 86_400_000;
const BEGIN =
  "mutation B($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 50) { nodes { id quantity } } } userErrors { field message } } }";
const QUANTITY =
  "mutation Q($id: ID!, $line: ID!, $quantity: Int!) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity) { calculatedOrder { totalPriceSet { shopMoney { amount } } } userErrors { message } } }";
const COMMIT = "mutation C($id: ID!) { orderEditCommit(id: $id) { order { id } userErrors { message } } }";
const CUSTOM =
  "mutation I($id: ID!, $title: String!, $price: MoneyInput!) { orderEditAddCustomItem(id: $id, title: $title, price: $price, quantity: 1, requiresShipping: false, taxable: false) { calculatedLineItem { id } userErrors { message } } }";
const DISCOUNT =
  "mutation D($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) { orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) { userErrors { message } } }";
const REFUND =
  "mutation R($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }";
const CAPTURE =
  "mutation P($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction { id kind status } userErrors { field message } } }";
const MARK =
  "mutation M($id: ID!) { orderMarkAsPaid(input: { id: $id }) { order { displayFinancialStatus totalOutstandingSet { shopMoney { amount } } } userErrors { field message } } }";
const READ =
  "query O($id: ID!) { order(id: $id) { merchantEditable merchantEditableErrors canMarkAsPaid displayFinancialStatus totalOutstandingSet { shopMoney { amount } } totalCapturableSet { shopMoney { amount } } paymentCollectionDetails { additionalPaymentCollectionUrl } transactions(first: 10) { kind status multiCapturable } } }";

interface Life {
  readonly rig: Rig;
  readonly placed: Order;
  readonly goods: Stocked;
}

async function life(over: Record<string, unknown> = {}, options = {}): Promise<Life> {
  const rig = await rigOf({ bucketPoints: 100_000, ...options });
  const goods = await stocked(rig, 50);
  const placed = order(rig, goods, { lines: [{ variantId: goods.variantId, quantity: 4 }], ...over });
  return { rig, placed, goods };
}

async function begin({ rig, placed }: Life) {
  const payload = await rig.root(BEGIN, { id: placed.id });
  return { id: str(payload, "calculatedOrder.id"), line: str(payload, "calculatedOrder.lineItems.nodes.0.id") };
}
const read = ({ rig, placed }: Life) => rig.root(READ, { id: placed.id });

const refundOf = ({ rig, placed }: Life, amount: string, over: Record<string, unknown> = {}, key = "k") => {
  const [sale] = placed.transactions;
  const transactions = [{ orderId: placed.id, parentId: sale?.id, kind: "REFUND", gateway: sale?.gateway, amount }];
  return rig.root(REFUND, { key, input: { orderId: placed.id, transactions, ...over } });
};

const captureOf = ({ rig, placed }: Life, amount: string, over: Record<string, unknown> = {}) =>
  rig.root(CAPTURE, { input: { id: placed.id, parentTransactionId: placed.transactions[0]?.id, amount, ...over } });

describe("what may be edited", () => {
  it("says why not: archived, cancelled, another currency, another app's order, all fulfilled", async () => {
    const shop = await life();
    expect(await read(shop)).toMatchObject({ merchantEditable: true, merchantEditableErrors: [] });
    const cases: [Record<string, unknown>, (placed: Order) => void][] = [
      [{}, (placed) => void (placed.closedAt = 1)],
      [{}, (placed) => void (placed.cancelledAt = 1)],
      [{ presentmentCurrency: "USD" }, () => {}],
      [{}, (placed) => void Object.assign(placed, { sourceName: "4711" })],
      [
        {},
        (placed) => {
          for (const line of placed.lines) line.fulfilledQuantity = line.quantity;
        },
      ],
    ];
    for (const [over, change] of cases) {
      const placed = order(shop.rig, shop.goods, over);
      change(placed);
      const answer = await read({ ...shop, placed });
      expect(answer).toMatchObject({ merchantEditable: false });
      expect(at(answer, "merchantEditableErrors.0")).toMatch(/can't be edited/);
      expect(codes(await shop.rig.root(BEGIN, { id: placed.id }))).toHaveLength(1);
    }
  });

  it("an order of more than 60 days is neither edited, refunded nor captured without read_all_orders", async () => {
    const shop = await life({}, { scopes: scopesWithout("read_all_orders") });
    const authorised = order(shop.rig, shop.goods, { payment: "authorized" });
    shop.rig.world.advance(61 * DAY_MS);
    await shop.rig.signIn();
    expect(codes(await shop.rig.root(BEGIN, { id: shop.placed.id }))).toHaveLength(1);
    expect(codes(await refundOf(shop, "1.00"))).toHaveLength(1);
    expect(codes(await captureOf({ ...shop, placed: authorised }, "1.00"))).toHaveLength(1);
    expect(codes(await shop.rig.root(MARK, { id: authorised.id }))).toHaveLength(1);
  });

  it("a discount is taken by a line that this edit added, and by no other", async () => {
    const shop = await life();
    const edit = await begin(shop);
    const discount = { fixedValue: { amount: "1.00", currencyCode: "BRL" } };
    expect(codes(await shop.rig.root(DISCOUNT, { id: edit.id, line: edit.line, discount }))).toHaveLength(1);
    const added = await shop.rig.root(CUSTOM, {
      id: edit.id,
      title: "Acerto",
      price: { amount: "3.19", currencyCode: "BRL" },
    });
    const line = str(added, "calculatedLineItem.id");
    expect(codes(await shop.rig.root(DISCOUNT, { id: edit.id, line, discount }))).toEqual([]);
  });
});

describe("an edit's session", () => {
  it("ends by time", async () => {
    const shop = await life({}, { editSessionMs: 600_000 });
    const edit = await begin(shop);
    shop.rig.world.advance(600_000);
    await shop.rig.signIn();
    expect(codes(await shop.rig.root(QUANTITY, { ...edit, quantity: 1 }))).toHaveLength(1);
    expect(codes(await shop.rig.root(COMMIT, { id: edit.id }))).toHaveLength(1);
    expect(shop.placed.lines[0]?.currentQuantity).toBe(4);
  });

  it("is void once another edit, a refund of lines or a fulfilment changed the order's lines", async () => {
    const shop = await life();
    const first = await begin(shop);
    const second = await begin(shop);
    await shop.rig.root(QUANTITY, { ...first, quantity: 1 });
    await shop.rig.root(QUANTITY, { ...second, quantity: 2 });
    expect(codes(await shop.rig.root(COMMIT, { id: second.id }))).toEqual([]);
    expect(codes(await shop.rig.root(COMMIT, { id: first.id }))).toHaveLength(1);
    expect(shop.placed.lines[0]?.currentQuantity).toBe(2);
    const third = await begin(shop);
    shop.rig.shop.control.editOrder(shop.placed.id, {
      lines: [{ lineId: shop.placed.lines[0]?.id ?? "", quantity: 1 }],
    });
    expect(codes(await shop.rig.root(COMMIT, { id: third.id }))).toHaveLength(1);
  });
});

describe("a balance", () => {
  it("above zero has a link to pay it, and none once it is paid", async () => {
    const shop = await life();
    expect(at(await read(shop), "paymentCollectionDetails.additionalPaymentCollectionUrl")).toBeNull();
    const edit = await begin(shop);
    await shop.rig.root(QUANTITY, { ...edit, quantity: 5 });
    await shop.rig.root(COMMIT, { id: edit.id });
    const owing = await read(shop);
    expect(at(owing, "totalOutstandingSet.shopMoney.amount")).toBe("24.9");
    expect(at(owing, "paymentCollectionDetails.additionalPaymentCollectionUrl")).toMatch(/^https:/);
    shop.rig.shop.control.pay(shop.placed.id);
    expect(at(await read(shop), "paymentCollectionDetails.additionalPaymentCollectionUrl")).toBeNull();
  });
});

describe("a refund's currency", () => {
  it("E12: is named where presentment differs, and is the presentment's", async () => {
    const shop = await life({ presentmentCurrency: "USD" });
    expect(codes(await refundOf(shop, "1.00"))).toHaveLength(1);
    expect(codes(await refundOf(shop, "1.00", { currency: "BRL" }, "k2"))).toHaveLength(1);
    expect(codes(await refundOf(shop, "1.00", { currency: "USD" }, "k3"))).toEqual([]);
  });
});

describe("a capture", () => {
  it("takes at most what is authorised, and once: the rest is released", async () => {
    const shop = await life({ payment: "authorized" });
    expect(codes(await captureOf(shop, "109.51"))).toHaveLength(1);
    expect(codes(await captureOf(shop, "100.00"))).toEqual([]);
    expect(codes(await captureOf(shop, "9.50"))).toHaveLength(1);
    expect(await read(shop)).toMatchObject({
      totalCapturableSet: { shopMoney: { amount: "0.0" } },
      displayFinancialStatus: "PARTIALLY_PAID",
    });
  });

  it("is made several times of what is multi-capturable, until the final one voids the rest", async () => {
    const shop = await life({ payment: "authorized" }, { multiCapture: true });
    expect(at(await read(shop), "transactions.0.multiCapturable")).toBe(true);
    expect(codes(await captureOf(shop, "40.00"))).toEqual([]);
    expect(at(await read(shop), "totalCapturableSet.shopMoney.amount")).toBe("69.5");
    expect(codes(await captureOf(shop, "69.51"))).toHaveLength(1);
    expect(codes(await captureOf(shop, "50.00", { finalCapture: true }))).toEqual([]);
    expect(codes(await captureOf(shop, "1.00"))).toHaveLength(1);
    expect(at(await read(shop), "totalCapturableSet.shopMoney.amount")).toBe("0.0");
  });

  it("names the currency where presentment differs", async () => {
    const shop = await life({ payment: "authorized", presentmentCurrency: "USD" });
    expect(codes(await captureOf(shop, "1.00"))).toHaveLength(1);
    expect(codes(await captureOf(shop, "1.00", { currency: "USD" }))).toEqual([]);
  });
});

describe("a payment marked", () => {
  it("records the whole balance of an order on delivery, once", async () => {
    const shop = await life({ payment: "manual" });
    expect(await read(shop)).toMatchObject({ canMarkAsPaid: true, displayFinancialStatus: "PENDING" });
    const marked = await shop.rig.root(MARK, { id: shop.placed.id });
    expect(at(marked, "order")).toEqual({
      displayFinancialStatus: "PAID",
      totalOutstandingSet: { shopMoney: { amount: "0.0" } },
    });
    expect(codes(await shop.rig.root(MARK, { id: shop.placed.id }))).toHaveLength(1);
    expect(await read(shop)).toMatchObject({ canMarkAsPaid: false });
  });

  it("captures what is authorised, and is refused for a cancelled order and a PIX on its way", async () => {
    const authorised = await life({ payment: "authorized" });
    expect(codes(await authorised.rig.root(MARK, { id: authorised.placed.id }))).toEqual([]);
    expect(authorised.placed.transactions.map(({ kind }) => kind)).toEqual(["AUTHORIZATION", "CAPTURE"]);
    const pix = order(authorised.rig, authorised.goods, { payment: "pix" });
    expect(codes(await authorised.rig.root(MARK, { id: pix.id }))).toHaveLength(1);
    const cancelled = order(authorised.rig, authorised.goods, { payment: "manual" });
    authorised.rig.shop.control.cancelOrder(cancelled.id);
    expect(codes(await authorised.rig.root(MARK, { id: cancelled.id }))).toHaveLength(1);
  });
});
