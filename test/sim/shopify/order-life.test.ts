import { describe, expect, it } from "vitest";
import { at, codes, locations, order, rigOf, stocked, stockedAlsoAt, str, type Rig, type Stocked } from "./rig.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";

const BEGIN =
  "mutation B($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 50) { nodes { id quantity editableQuantity } } totalPriceSet { shopMoney { amount } } } userErrors { message } } }";
const QUANTITY =
  "mutation Q($id: ID!, $line: ID!, $quantity: Int!, $restock: Boolean) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity, restock: $restock) { calculatedOrder { totalPriceSet { shopMoney { amount } } } userErrors { message } } }";
const COMMIT =
  "mutation C($id: ID!) { orderEditCommit(id: $id, notifyCustomer: false) { order { edited currentTotalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } } userErrors { message } } }";
const FULFIL =
  "mutation F($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { message } } }";
const REFUND =
  "mutation R($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }";
const CANCEL =
  "mutation X($id: ID!, $restock: Boolean!, $refund: OrderCancelRefundMethodInput, $note: String) { orderCancel(orderId: $id, reason: INVENTORY, restock: $restock, refundMethod: $refund, staffNote: $note) { jobResult { id done status } orderCancelUserErrors { code message } } }";

interface Life {
  readonly rig: Rig;
  readonly placed: Order;
  readonly goods: Stocked;
  readonly level: () => { available: number; committed: number } | undefined;
}

async function life(over: Record<string, unknown> = {}, options = {}): Promise<Life> {
  const rig = await rigOf({ bucketPoints: 100_000, ...options });
  const goods = await stocked(rig, 10);
  const placed = order(rig, goods, { lines: [{ variantId: goods.variantId, quantity: 4 }], ...over });
  return { rig, placed, goods, level: () => rig.shop.state.items.get(goods.itemId)?.levels.get(goods.locationId) };
}

async function begin({ rig, placed }: Life) {
  const payload = await rig.root(BEGIN, { id: placed.id });
  return { id: str(payload, "calculatedOrder.id"), line: str(payload, "calculatedOrder.lineItems.nodes.0.id") };
}

const fulfil = ({ rig, placed }: Life, quantity?: number) => {
  const [fulfillmentOrder] = placed.fulfillmentOrders;
  const lines = quantity === undefined ? undefined : [{ id: fulfillmentOrder?.lines[0]?.id, quantity }];
  return rig.root(FULFIL, {
    fulfillment: {
      lineItemsByFulfillmentOrder: [
        { fulfillmentOrderId: fulfillmentOrder?.id, ...(lines ? { fulfillmentOrderLineItems: lines } : {}) },
      ],
    },
  });
};

const refund = ({ rig, placed }: Life, amount: string, over: Record<string, unknown> = {}, key = "k") => {
  const [sale] = placed.transactions;
  const transaction = {
    orderId: placed.id,
    parentId: sale?.id,
    kind: "REFUND",
    gateway: sale?.gateway,
    amount,
    ...over,
  };
  return rig.root(REFUND, { key, input: { orderId: placed.id, transactions: [transaction] } });
};

describe("an order edit", () => {
  it("E5: changes nothing before the commit; then quantity, total and stock follow, and no money has moved", async () => {
    const shop = await life();
    const { rig, placed, level } = shop;
    const edit = await begin(shop);
    const staged = await rig.root(QUANTITY, { id: edit.id, line: edit.line, quantity: 1, restock: false });
    expect(at(staged, "calculatedOrder.totalPriceSet.shopMoney.amount")).toBe("34.8"); // 24.90 + 9.90
    expect(placed.lines[0]?.currentQuantity).toBe(4);
    const done = await rig.root(COMMIT, { id: edit.id });
    expect(at(done, "order")).toEqual({
      edited: true,
      currentTotalPriceSet: { shopMoney: { amount: "34.8" } },
      totalOutstandingSet: { shopMoney: { amount: "-74.7" } },
    });
    expect(placed.lines[0]).toMatchObject({ quantity: 4, currentQuantity: 1 });
    expect(placed.fulfillmentOrders[0]?.lines[0]?.remainingQuantity).toBe(1);
    expect(level()).toMatchObject({ available: 6, committed: 1 }); // short: not restocked
    expect(placed.transactions).toHaveLength(1);
  });

  it("E1: the discount follows the remaining quantity, though the allocation still covers all of it", async () => {
    const shop = await life({ discount: { code: "BEMVINDO10", percent: 10 } });
    const edit = await begin(shop);
    await shop.rig.root(QUANTITY, { id: edit.id, line: edit.line, quantity: 2, restock: true });
    await shop.rig.root(COMMIT, { id: edit.id });
    const query =
      "query O($id: ID!) { order(id: $id) { currentSubtotalPriceSet { shopMoney { amount } } lineItems(first: 1) { nodes { discountAllocations { allocatedAmountSet { shopMoney { amount } } } } } } }";
    const after = await shop.rig.root(query, { id: shop.placed.id });
    expect(at(after, "currentSubtotalPriceSet.shopMoney.amount")).toBe("44.82"); // 2 × 24.90 less 4.98
    expect(at(after, "lineItems.nodes.0.discountAllocations.0.allocatedAmountSet.shopMoney.amount")).toBe("9.96");
  });

  it("with restock gives the units back", async () => {
    const shop = await life();
    const edit = await begin(shop);
    await shop.rig.root(QUANTITY, { id: edit.id, line: edit.line, quantity: 1, restock: true });
    await shop.rig.root(COMMIT, { id: edit.id });
    expect(shop.level()).toMatchObject({ available: 9, committed: 1 });
  });

  it("cannot be committed twice, nor begun once all is fulfilled or cancelled", async () => {
    const shop = await life();
    const edit = await begin(shop);
    await shop.rig.root(COMMIT, { id: edit.id });
    expect(codes(await shop.rig.root(COMMIT, { id: edit.id }))).toHaveLength(1);
    await fulfil(shop);
    expect(codes(await shop.rig.root(BEGIN, { id: shop.placed.id }))[0]).toContain("cannot be edited");
  });

  it("takes no quantity below what is fulfilled, and none below zero", async () => {
    const shop = await life();
    await fulfil(shop, 2);
    const edit = await begin(shop);
    for (const quantity of [-1, 1])
      expect(codes(await shop.rig.root(QUANTITY, { id: edit.id, line: edit.line, quantity }))).toHaveLength(1);
    expect(codes(await shop.rig.root(QUANTITY, { id: edit.id, line: edit.line, quantity: 2 }))).toEqual([]);
  });

  it("E6: adds a variant at today's price with a discount, and a line of its own", async () => {
    const shop = await life();
    const { rig, placed, goods } = shop;
    rig.shop.control.setPrice(goods.variantId, 3_000);
    const edit = await begin(shop);
    const add =
      "mutation A($id: ID!, $variant: ID!, $dup: Boolean) { orderEditAddVariant(id: $id, variantId: $variant, quantity: 1, allowDuplicates: $dup) { calculatedLineItem { id } userErrors { message } } }";
    expect(codes(await rig.root(add, { id: edit.id, variant: goods.variantId, dup: false }))).toHaveLength(1);
    const added = await rig.root(add, { id: edit.id, variant: goods.variantId, dup: true });
    const discount =
      "mutation D($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) { orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) { userErrors { message } } }";
    const fixed = (amount: string) => ({
      id: edit.id,
      line: str(added, "calculatedLineItem.id"),
      discount: { description: "peso", fixedValue: { amount, currencyCode: "BRL" } },
    });
    expect(codes(await rig.root(discount, fixed("30.01")))).toHaveLength(1);
    expect(codes(await rig.root(discount, fixed("5.10")))).toEqual([]);
    const done = await rig.root(COMMIT, { id: edit.id });
    expect(at(done, "order.currentTotalPriceSet.shopMoney.amount")).toBe("134.4"); // 99.60 + 9.90 + 24.90
    expect(placed.lines).toHaveLength(2);
    expect(placed.lines[0]?.currentQuantity).toBe(4);
  });
});

describe("a fulfilment", () => {
  it("hands over what remains: committed goes down, the order is FULFILLED", async () => {
    const shop = await life();
    expect(codes(await fulfil(shop))).toEqual([]);
    expect(shop.level()).toMatchObject({ available: 6, committed: 0 });
    expect(shop.placed.fulfillmentOrders[0]?.status).toBe("CLOSED");
    expect(codes(await fulfil(shop))[0]).toContain("unfulfillable status");
  });

  it("E19: takes no more than remains", async () => {
    const shop = await life();
    expect(codes(await fulfil(shop, 5))).toHaveLength(1);
    expect(codes(await fulfil(shop, 3))).toEqual([]);
    expect(codes(await fulfil(shop, 2))).toHaveLength(1);
    expect(codes(await fulfil(shop, 1))).toEqual([]);
  });

  it("waits while the fulfillment order is on hold", async () => {
    const shop = await life();
    const id = shop.placed.fulfillmentOrders[0]?.id ?? "";
    shop.rig.shop.control.holdFulfillmentOrder(id, "INVENTORY_OUT_OF_STOCK");
    expect(codes(await fulfil(shop))[0]).toContain("on_hold");
    shop.rig.shop.control.releaseFulfillmentOrder(id);
    expect(codes(await fulfil(shop))).toEqual([]);
  });

  it("goes with its fulfillment order to another location", async () => {
    const shop = await life();
    const [, second] = locations(shop.rig);
    const move =
      "mutation M($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { movedFulfillmentOrder { assignedLocation { location { id } } } userErrors { message } } }";
    const refused = await shop.rig.root(move, { id: shop.placed.fulfillmentOrders[0]?.id, to: second });
    expect(codes(refused)).toEqual([expect.stringContaining("not stocked at the location")]);
    await stockedAlsoAt(shop.rig, shop.goods, second);
    const payload = await shop.rig.root(move, { id: shop.placed.fulfillmentOrders[0]?.id, to: second });
    expect(at(payload, "movedFulfillmentOrder.assignedLocation.location.id")).toBe(second);
    expect(shop.level()).toMatchObject({ available: 10, committed: 0 });
  });

  it("is prepared only where it is picked up", async () => {
    const prepare =
      "mutation P($id: ID!) { fulfillmentOrderLineItemsPreparedForPickup(input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }) { userErrors { code } } }";
    const sent = await life();
    expect(codes(await sent.rig.root(prepare, { id: sent.placed.fulfillmentOrders[0]?.id }))).toEqual([
      "FULFILLMENT_ORDER_INVALID",
    ]);
    const picked = await life();
    const second = order(picked.rig, picked.goods, {
      delivery: { method: "PICK_UP" },
      locationId: picked.goods.locationId,
    });
    expect(codes(await picked.rig.root(prepare, { id: second.fulfillmentOrders[0]?.id }))).toEqual([]);
  });
});

describe("a refund", () => {
  it("moves no more than was paid, against the right payment", async () => {
    const shop = await life();
    expect(codes(await refund(shop, "109.51", {}, "a"))[0]).toContain("greater");
    expect(codes(await refund(shop, "1.00", { parentId: "gid://shopify/OrderTransaction/1" }, "b"))).toHaveLength(1);
    expect(codes(await refund(shop, "1.00", { gateway: "outro" }, "c"))).toHaveLength(1);
    expect(codes(await refund(shop, "1.00", { kind: "SALE" }, "d"))).toHaveLength(1);
    expect(codes(await refund(shop, "0.00", {}, "e"))).toHaveLength(1);
    const paid = await refund(shop, "100.00", {}, "f");
    expect(at(paid, "refund.totalRefundedSet.shopMoney.amount")).toBe("100.0");
    expect(codes(await refund(shop, "9.51", {}, "g"))).toHaveLength(1);
    expect(codes(await refund(shop, "9.50", {}, "h"))).toEqual([]);
  });

  it("E5: after an edit brings what is outstanding back to nought and the order stays partially refunded", async () => {
    const shop = await life();
    const edit = await begin(shop);
    await shop.rig.root(QUANTITY, { id: edit.id, line: edit.line, quantity: 1 });
    await shop.rig.root(COMMIT, { id: edit.id });
    const quote = await shop.rig.root(
      "query Q($id: ID!) { order(id: $id) { suggestedRefund(refundLineItems: []) { maximumRefundableSet { shopMoney { amount } } suggestedTransactions { parentTransaction { id } } } } }",
      { id: shop.placed.id },
    );
    expect(at(quote, "suggestedRefund.maximumRefundableSet.shopMoney.amount")).toBe("109.5");
    expect(at(quote, "suggestedRefund.suggestedTransactions.0.parentTransaction.id")).toBe(
      shop.placed.transactions[0]?.id,
    );
    await refund(shop, "74.70");
    const after = await shop.rig.root(
      "query O($id: ID!) { order(id: $id) { displayFinancialStatus totalOutstandingSet { shopMoney { amount } } } }",
      { id: shop.placed.id },
    );
    expect(after).toEqual({
      displayFinancialStatus: "PARTIALLY_REFUNDED",
      totalOutstandingSet: { shopMoney: { amount: "0.0" } },
    });
  });

  it("E12: of lines takes them off the order and back into stock, and no more than there are", async () => {
    const shop = await life();
    const lines = (quantity: number) => [
      { lineItemId: shop.placed.lines[0]?.id, quantity, restockType: "CANCEL", locationId: shop.goods.locationId },
    ];
    const input = (quantity: number) => ({ orderId: shop.placed.id, refundLineItems: lines(quantity) });
    expect(codes(await shop.rig.root(REFUND, { key: "a", input: input(5) }))).toHaveLength(1);
    expect(codes(await shop.rig.root(REFUND, { key: "b", input: input(3) }))).toEqual([]);
    expect(shop.placed.lines[0]?.currentQuantity).toBe(1);
    expect(shop.level()).toMatchObject({ available: 9, committed: 1 });
  });

  it("E13: waits where the gateway answers late, and only then counts", async () => {
    const shop = await life();
    shop.rig.shop.control.setRefundOutcome(shop.placed.transactions[0]?.gateway ?? "", "PENDING");
    const payload = await refund(shop, "10.00");
    expect(at(payload, "refund.totalRefundedSet.shopMoney.amount")).toBe("0.0");
    expect(codes(await refund(shop, "99.51", {}, "k2"))).toHaveLength(1); // already spoken for
    shop.rig.shop.control.endRefund(shop.placed.transactions[1]?.id ?? "", "SUCCESS");
    expect(
      at(
        await shop.rig.root("query O($id: ID!) { order(id: $id) { totalRefundedSet { shopMoney { amount } } } }", {
          id: shop.placed.id,
        }),
        "totalRefundedSet.shopMoney.amount",
      ),
    ).toBe("10.0");
  });
});

describe("a cancellation", () => {
  const back = { originalPaymentMethodsRefund: true };
  const result = (rig: Rig, id: string) =>
    rig.root("query J($id: ID!) { node(id: $id) { ... on OrderCancelJobResult { done status errors { code } } } }", {
      id,
    });

  it("E11: is a job: nothing is done when it is accepted, everything once it has run", async () => {
    const shop = await life({}, { cancelMs: 10_000 });
    const { rig, placed, level } = shop;
    const accepted = await rig.root(CANCEL, { id: placed.id, restock: true, refund: back });
    expect(at(accepted, "jobResult")).toMatchObject({ done: false, status: "STARTED" });
    expect(placed.cancelledAt).toBeNull();
    const job = str(accepted, "jobResult.id");
    expect(at(await result(rig, job), "done")).toBe(false);
    rig.world.advance(10_000);
    expect(await result(rig, job)).toEqual({ done: true, status: "SUCCEEDED", errors: [] });
    expect(placed.cancelReason).toBe("INVENTORY");
    expect(level()).toMatchObject({ available: 10, committed: 0 });
    const after = await rig.root(
      "query O($id: ID!) { order(id: $id) { displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } totalRefundedSet { shopMoney { amount } } } }",
      { id: placed.id },
    );
    expect(after).toEqual({
      displayFinancialStatus: "REFUNDED",
      currentTotalPriceSet: { shopMoney: { amount: "0.0" } },
      totalRefundedSet: { shopMoney: { amount: "109.5" } },
    });
  });

  it("is refused for what is removed, cancelled or fulfilled, and for a note of 256 characters", async () => {
    const shop = await life();
    const { rig, placed } = shop;
    const ask = async (over: Record<string, unknown>) =>
      codes(await rig.root(CANCEL, { id: placed.id, restock: true, ...over }), "orderCancelUserErrors");
    expect(await ask({ id: "gid://shopify/Order/1" })).toEqual(["NOT_FOUND"]);
    expect(await ask({ note: "x".repeat(256) })).toEqual(["INVALID"]);
    await fulfil(shop, 1);
    expect(await ask({})).toEqual(["INVALID"]);
    const other = order(rig, shop.goods);
    rig.shop.control.cancelOrder(other.id);
    expect(await ask({ id: other.id })).toEqual(["INVALID"]);
  });

  it("fails in its job when the order was fulfilled meanwhile", async () => {
    const shop = await life({}, { cancelMs: 10_000 });
    const accepted = await shop.rig.root(CANCEL, { id: shop.placed.id, restock: true, refund: back });
    await fulfil(shop);
    shop.rig.world.advance(10_000);
    expect(await result(shop.rig, str(accepted, "jobResult.id"))).toEqual({
      done: true,
      status: "FAILED",
      errors: [{ code: "INVALID" }],
    });
    expect(shop.placed.cancelledAt).toBeNull();
  });

  it("voids an authorisation whatever the refund options, and keeps the money without a refund method", async () => {
    const authorised = await life({ payment: "authorized" });
    await authorised.rig.root(CANCEL, { id: authorised.placed.id, restock: true });
    await authorised.rig.shop.deliverDue();
    expect(authorised.placed.transactions.map(({ kind }) => kind)).toEqual(["AUTHORIZATION", "VOID"]);
    const paid = await life();
    await paid.rig.root(CANCEL, { id: paid.placed.id, restock: false });
    await paid.rig.shop.deliverDue();
    expect(paid.placed.transactions.map(({ kind }) => kind)).toEqual(["SALE"]);
    expect(paid.level()).toMatchObject({ available: 6, committed: 0 });
  });

  it("is refused while a return is open or an authorisation has no answer yet", async () => {
    const returning = await life();
    const id = returning.rig.shop.control.openReturn(returning.placed.id);
    const ask = async ({ rig, placed }: Life) =>
      at(await rig.root(CANCEL, { id: placed.id, restock: true }), "orderCancelUserErrors.0.message");
    expect(await ask(returning)).toBe("Cannot cancel an order with active returns");
    returning.rig.shop.control.closeReturn(id);
    expect(await ask(returning)).toBeUndefined();
    const authorizing = await life({ payment: "authorizing" });
    expect(await ask(authorizing)).toBe("Cannot cancel an order with pending payment authorizations");
  });

  it("cancels an unpaid order of a deactivated location without restock, and refuses a paid one", async () => {
    for (const payment of ["pix", "card"] as const) {
      const shop = await life({ payment });
      shop.rig.shop.control.setLocationActive(shop.goods.locationId, false);
      const refused = codes(
        await shop.rig.root(CANCEL, { id: shop.placed.id, restock: true, refund: back }),
        "orderCancelUserErrors",
      );
      expect(refused).toEqual(payment === "card" ? ["INVALID"] : []);
      await shop.rig.shop.deliverDue();
      expect(shop.placed.cancelledAt === null).toBe(payment === "card");
      expect(shop.level()?.available).toBe(6);
    }
  });

  it("its job is done with the order; what is cancelled needs no fulfilment", async () => {
    const { rig, placed } = await life({}, { cancelMs: 10_000 });
    const accepted = await rig.root(
      "mutation X($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true, notifyCustomer: true) { job { id done } jobResult { id } } }",
      { id: placed.id },
    );
    const job = () => rig.root("query J($id: ID!) { job(id: $id) { done } }", { id: str(accepted, "job.id") });
    expect(await job()).toEqual({ done: false });
    rig.world.advance(10_000);
    expect(await job()).toEqual({ done: true });
    expect(
      await rig.root("query O($id: ID!) { order(id: $id) { displayFulfillmentStatus returnStatus } }", {
        id: placed.id,
      }),
    ).toEqual({ displayFulfillmentStatus: "FULFILLMENT_NOT_REQUIRED", returnStatus: "NO_RETURN" });
    expect(rig.shop.journal.effects("cancel-asked")[0]?.effect).toMatchObject({ notify: true });
  });
});

describe("a fulfilment", () => {
  const CANCELLED =
    "mutation U($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors { message } } }";

  it("takes no more than is left, and only what the app may see", async () => {
    const shop = await life();
    expect(codes(await fulfil(shop, 5))).toHaveLength(1);
    shop.rig.shop.control.setScopes(["write_orders", "write_third_party_fulfillment_orders"]);
    expect(at(await fulfil(shop, 1), "userErrors.0.message")).toBe("Fulfillment order does not exist.");
  });

  it("cancelled: its units are to leave again, once, in an open or a new fulfillment order", async () => {
    for (const units of [1, 4]) {
      const shop = await life();
      const { rig, placed, level } = shop;
      const made = await fulfil(shop, units);
      const id = str(made, "fulfillment.id");
      expect(level()).toMatchObject({ available: 6, committed: 4 - units });
      expect(at(await rig.root(CANCELLED, { id }), "fulfillment.status")).toBe("CANCELLED");
      expect(level()).toMatchObject({ available: 6, committed: 4 });
      expect(placed.fulfillmentOrders.map(({ status }) => status)).toEqual(units === 4 ? ["CLOSED", "OPEN"] : ["OPEN"]);
      expect(placed.lines[0]?.fulfilledQuantity).toBe(0);
      expect(codes(await rig.root(CANCELLED, { id }))).toHaveLength(1);
      const open = placed.fulfillmentOrders.at(-1)?.id ?? "";
      expect(rig.shop.control.fulfill(open)).not.toBeNull();
      expect(placed.lines[0]?.fulfilledQuantity).toBe(4);
    }
  });

  it("of a part stays where it was: only the rest moves, and progress keeps it where it is", async () => {
    const rig = await rigOf({ bucketPoints: 100_000 });
    const goods = await stocked(rig, 10);
    const [, second] = locations(rig);
    await stockedAlsoAt(rig, goods, second, 10);
    const placed = order(rig, goods, { lines: [{ variantId: goods.variantId, quantity: 4 }] });
    const shop = { rig, placed, goods, level: () => undefined };
    await fulfil(shop, 1);
    expect(rig.shop.control.moveFulfillmentOrder(placed.fulfillmentOrders[0]?.id ?? "", second)).toBe(true);
    expect(placed.fulfillmentOrders.map(({ status, locationId }) => [status, locationId])).toEqual([
      ["CLOSED", goods.locationId],
      ["OPEN", second],
    ]);
    const [, rest] = placed.fulfillmentOrders;
    if (rest) rest.status = "IN_PROGRESS";
    expect(rig.shop.control.moveFulfillmentOrder(rest?.id ?? "", goods.locationId)).toBe(false);
  });
});

it("a new address changes the taxes of an order of which nothing has left", async () => {
  const rig = await rigOf({ bucketPoints: 100_000, taxesIncluded: false });
  const goods = await stocked(rig, 10);
  const placed = order(rig, goods, {
    lines: [{ variantId: goods.variantId, quantity: 1, taxLines: [{ title: "ICMS", rate: 0.1, price: 249 }] }],
  });
  const total = async () =>
    at(
      await rig.root("query T($id: ID!) { order(id: $id) { currentTotalPriceSet { shopMoney { amount } } } }", {
        id: placed.id,
      }),
      "currentTotalPriceSet.shopMoney.amount",
    );
  const before = await total();
  rig.shop.control.changeAddress(placed.id, { city: "Recife" }, 2);
  expect(Number(await total()) - Number(before)).toBeCloseTo(2.49);
  rig.shop.control.fulfill(placed.fulfillmentOrders[0]?.id ?? "");
  const then = await total();
  rig.shop.control.changeAddress(placed.id, { city: "Natal" }, 2);
  expect(await total()).toBe(then);
});
