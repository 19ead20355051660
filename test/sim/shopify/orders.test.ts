import { describe, expect, it } from "vitest";
import { allocate } from "../../../sim/shopify/money.ts";
import { at, codes, locations, order, productInput, rigOf, SET, setStock, stocked, str, type Rig } from "./rig.ts";

const read = (rig: Rig, id: string, fields: string) =>
  rig.root(`query O($id: ID!) { order(id: $id) { ${fields} } }`, { id });
const money = (name: string) => `${name} { shopMoney { amount } }`;

describe("placing an order", () => {
  it.each([
    ["an unknown variant", { lines: [{ sku: "P9E9", quantity: 1 }] }, "no such variant"],
    ["more than there is", { lines: [{ sku: "P1E1", quantity: 11 }] }, "not enough stock"],
    ["a price of zero", { lines: [{ sku: "P1E1", quantity: 1 }] }, "price is zero"],
    ["a draft", { lines: [{ sku: "P1E1", quantity: 1 }] }, "DRAFT"],
    [
      "a pickup without location",
      { lines: [{ sku: "P1E1", quantity: 1 }], delivery: { method: "PICK_UP" as const } },
      "needs a location",
    ],
    ["an empty cart", { lines: [] }, "empty"],
  ])("refuses %s", async (what, spec, reason) => {
    const rig = await rigOf();
    const { productId, variantId } = await stocked(rig, 10);
    if (what === "a price of zero") rig.shop.control.setPrice(variantId, 0);
    if (what === "a draft") rig.shop.control.setStatus(productId, "DRAFT");
    expect(rig.shop.control.placeOrder(spec)).toMatchObject({
      ok: false,
      reason: expect.stringContaining(reason) as string,
    });
    expect(rig.shop.state.orders.size).toBe(0);
  });

  it("moves available to committed at the location that can serve all of it", async () => {
    const rig = await rigOf();
    const { variantId, itemId } = await stocked(rig, 1);
    const [first, second] = locations(rig);
    const toggle = `mutation T($item: ID!, $at: ID!) { inventoryBulkToggleActivation(inventoryItemId: $item, inventoryItemUpdates: [{ locationId: $at, activate: true }]) { userErrors { code } } }`;
    await rig.root(toggle, { item: itemId, at: second });
    await setStock(rig, [{ inventoryItemId: itemId, locationId: second, quantity: 5, changeFromQuantity: 0 }], "k");
    const placed = order(rig, { variantId, itemId, productId: "", locationId: first });
    const levels = rig.shop.state.items.get(itemId)?.levels;
    expect(levels?.get(second)).toMatchObject({ available: 3, committed: 2 });
    expect(levels?.get(first)).toMatchObject({ available: 1, committed: 0 });
    expect(placed.fulfillmentOrders.map(({ locationId }) => locationId)).toEqual([second]);
  });

  it("O1: shares a discount to the cent, and its parts sum to the total", async () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    const rig = await rigOf();
    const { variantId } = await stocked(rig, 10);
    const other = rig.shop.state.products.values().next().value?.variants[1];
    const [location] = locations(rig);
    await setStock(
      rig,
      [{ inventoryItemId: other?.item.id, locationId: location, quantity: 5, changeFromQuantity: null }],
      "k",
    );
    const placed = order(
      rig,
      { variantId, itemId: "", productId: "", locationId: "" },
      {
        lines: [
          { variantId, quantity: 3 },
          { variantId: other?.id, quantity: 1 },
        ],
        discount: { amountCents: 1_001, title: "Cortesia" },
      },
    );
    const fields = [
      money("currentTotalPriceSet"),
      money("currentSubtotalPriceSet"),
      money("currentShippingPriceSet"),
      money("totalOutstandingSet"),
      "lineItems(first: 5) { nodes { discountAllocations { allocatedAmountSet { shopMoney { amount } } } } }",
    ].join(" ");
    const answer = await read(rig, placed.id, fields);
    // 3 × 24.90 + 280.00 = 354.70; − 10.01 = 344.69; + 9.90 = 354.59
    expect(at(answer, "currentSubtotalPriceSet.shopMoney.amount")).toBe("344.69");
    expect(at(answer, "currentTotalPriceSet.shopMoney.amount")).toBe("354.59");
    expect(at(answer, "totalOutstandingSet.shopMoney.amount")).toBe("0.0");
    const parts = (at(answer, "lineItems.nodes") as unknown[]).map((line) =>
      Number(str(line, "discountAllocations.0.allocatedAmountSet.shopMoney.amount")),
    );
    expect(parts).toEqual([2.1, 7.91]);
  });

  it("writes the address in both shapes and the CPF in the place of the spec", async () => {
    const rig = await rigOf();
    const at1 = await stocked(rig, 10);
    const fields =
      "shippingAddress { address1 address2 } localizedFields(first: 5) { nodes { key purpose value } } customAttributes { key value }";
    const marked = await read(rig, order(rig, at1, { buyer: 0 }).id, fields);
    const plain = await read(rig, order(rig, at1, { buyer: 0, addressShape: "plain", cpfIn: "attribute" }).id, fields);
    const person = rig.shop.people.person(0);
    expect(at(marked, "shippingAddress.address1")).toBe(`${person.street}, \u2060${person.number}`);
    expect(at(marked, "shippingAddress.address2")).toContain(`, \u2060${person.district}`);
    expect(at(marked, "localizedFields.nodes.0")).toEqual({
      key: "TAX_CREDENTIAL_BR",
      purpose: "TAX",
      value: person.cpf,
    });
    expect(at(plain, "shippingAddress.address1")).toBe(`${person.street}, ${person.number}`);
    expect(at(plain, "localizedFields.nodes")).toEqual([]);
    expect(at(plain, "customAttributes.0")).toEqual({ key: "CPF", value: person.cpf });
  });
});

describe("payment", () => {
  const status = async (rig: Rig, id: string) =>
    at(await read(rig, id, "displayFinancialStatus"), "displayFinancialStatus");

  it("O22: PIX is PENDING until a second transaction succeeds", async () => {
    const rig = await rigOf();
    const placed = order(rig, await stocked(rig), { payment: "pix" });
    expect(await status(rig, placed.id)).toBe("PENDING");
    rig.shop.control.pay(placed.id);
    expect(await status(rig, placed.id)).toBe("PAID");
    expect(placed.transactions.map(({ kind, status: each }) => `${kind} ${each}`)).toEqual([
      "SALE PENDING",
      "SALE SUCCESS",
    ]);
    rig.shop.control.pay(placed.id);
    expect(placed.transactions).toHaveLength(2);
  });

  it("an authorisation is AUTHORIZED, captured once up to its amount, or voided", async () => {
    const rig = await rigOf();
    const at1 = await stocked(rig, 10);
    const capture =
      "mutation C($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction { kind } userErrors { message } } }";
    const first = order(rig, at1, { payment: "authorized" });
    expect(await status(rig, first.id)).toBe("AUTHORIZED");
    const input = { id: first.id, parentTransactionId: first.transactions[0]?.id, amount: "59.71" };
    expect(codes(await rig.root(capture, { input }))[0]).toContain("exceeds");
    expect(codes(await rig.root(capture, { input: { ...input, amount: "50.00" } }))).toEqual([]);
    expect(codes(await rig.root(capture, { input: { ...input, amount: "1.00" } }))).toHaveLength(1);
    expect(await status(rig, first.id)).toBe("PARTIALLY_PAID");
    const second = order(rig, at1, { payment: "authorized" });
    const dead = "mutation V($id: ID!) { transactionVoid(parentTransactionId: $id) { userErrors { code } } }";
    expect(codes(await rig.root(dead, { id: second.transactions[0]?.id }))).toEqual([]);
    expect(await status(rig, second.id)).toBe("VOIDED");
    expect(codes(await rig.root(dead, { id: second.transactions[0]?.id }))).toEqual(["AUTH_NOT_VOIDABLE"]);
  });
});

describe("searching orders", () => {
  const SWEEP = `query S($q: String!, $after: String) { orders(first: 2, after: $after, sortKey: UPDATED_AT, query: $q) { nodes { name updatedAt } pageInfo { hasNextPage endCursor } } }`;

  async function rigWithOrders(count: number, options = {}) {
    const rig = await rigOf({ bucketPoints: 100_000, ...options });
    const at1 = await stocked(rig, 100);
    const placed = [];
    for (let each = 0; each < count; each += 1) {
      rig.world.advance(60_000);
      placed.push(order(rig, at1));
    }
    return { rig, placed };
  }
  const names = (page: unknown) => (at(page, "nodes") as { name: string }[]).map(({ name }) => name);

  it("W12: goes by updated_at in whole seconds, oldest first, and pages on from the last value seen though an order changes meanwhile", async () => {
    const { rig, placed } = await rigWithOrders(5);
    const q = "updated_at:>='2026-11-24T12:01:00Z'";
    const first = await rig.root(SWEEP, { q });
    expect(names(first)).toEqual(["#1001", "#1002"]);
    rig.world.advance(60_000);
    rig.shop.control.editOrder(placed[0]?.id ?? "", {
      lines: [{ lineId: placed[0]?.lines[0]?.id ?? "", quantity: 1 }],
    });
    const second = await rig.root(SWEEP, { q, after: at(first, "pageInfo.endCursor") });
    expect(names(second)).toEqual(["#1003", "#1004"]);
    const third = await rig.root(SWEEP, { q, after: at(second, "pageInfo.endCursor") });
    expect(names(third)).toEqual(["#1005", "#1001"]);
    expect(at(third, "pageInfo.hasNextPage")).toBe(false);
    expect(names(await rig.root(SWEEP, { q: "updated_at:>'2026-11-24T12:06:00Z'" }))).toEqual([]);
  });

  it("lags by its index, and ends after 60 days unless read_all_orders is granted", async () => {
    const { rig } = await rigWithOrders(1, { searchLagMs: 5_000 });
    rig.shop.control.setScopes(["write_orders"]);
    const q = "updated_at:>='2026-01-01T00:00:00Z'";
    expect(names(await rig.root(SWEEP, { q }))).toEqual([]);
    rig.world.advance(5_000);
    expect(names(await rig.root(SWEEP, { q }))).toEqual(["#1001"]);
    rig.world.advance(61 * 86_400_000);
    await rig.signIn();
    expect(names(await rig.root(SWEEP, { q }))).toEqual([]);
    rig.shop.control.setScopes(["write_orders", "read_all_orders"]);
    expect(names(await rig.root(SWEEP, { q }))).toEqual(["#1001"]);
  });

  it("finds orders by name, tag, test and payment", async () => {
    const { rig } = await rigWithOrders(2);
    const find = async (q: string) => names(await rig.root(SWEEP, { q }));
    expect(await find("name:#1002")).toEqual(["#1002"]);
    expect(await find("financial_status:paid AND name:1001")).toEqual(["#1001"]);
    expect(await find("test:true")).toEqual([]);
  });
});

describe("orderUpdate", () => {
  it("overwrites tags and attributes, marks the order as updated, and reports what does not exist", async () => {
    const rig = await rigOf();
    const placed = order(rig, await stocked(rig), { tags: ["vip"] });
    rig.world.advance(5_000);
    const update =
      "mutation U($input: OrderInput!) { orderUpdate(input: $input) { order { tags updatedAt } userErrors { message } } }";
    const payload = await rig.root(update, {
      input: { id: placed.id, tags: ["erp"], customAttributes: [{ key: "a", value: "b" }] },
    });
    expect(at(payload, "order")).toEqual({ tags: ["erp"], updatedAt: "2026-11-24T12:00:05Z" });
    expect(codes(await rig.root(update, { input: { id: "gid://shopify/Order/1" } }))).toEqual(["Order does not exist"]);
  });
});

describe("fulfillment orders", () => {
  it("appear only once routing is done", async () => {
    const rig = await rigOf({ routingMs: 30_000 });
    const placed = order(rig, await stocked(rig));
    const fields = "fulfillmentOrders(first: 5) { nodes { status assignedLocation { location { id } } } }";
    expect(at(await read(rig, placed.id, fields), "fulfillmentOrders.nodes")).toEqual([]);
    rig.world.advance(30_000);
    expect(at(await read(rig, placed.id, fields), "fulfillmentOrders.nodes")).toHaveLength(1);
  });

  it("split over locations when none can serve all", async () => {
    const rig = await rigOf();
    const { variantId } = await stocked(rig, 5);
    const [, second] = locations(rig);
    const other = await rig.root(SET, {
      input: productInput({
        title: "Feijão",
        variants: [
          {
            optionValues: [{ optionName: "Embalagem", name: "UN" }],
            sku: "P2E1",
            price: "8.00",
            inventoryItem: { tracked: true },
            inventoryQuantities: [{ locationId: second, name: "available", quantity: 3 }],
          },
        ],
      }),
    });
    const [publicationId] = rig.shop.state.publications.keys();
    rig.shop.state.products.get(str(other, "product.id"))?.publishedOn.set(publicationId ?? "", 0);
    const placed = order(
      rig,
      { variantId, itemId: "", productId: "", locationId: "" },
      {
        lines: [
          { variantId, quantity: 1 },
          { sku: "P2E1", quantity: 1 },
        ],
      },
    );
    expect(placed.fulfillmentOrders).toHaveLength(2);
  });
});
