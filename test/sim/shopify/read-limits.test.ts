/** What Shopify does not show, or shows only in part: age, approval, scopes, pages. */
import { describe, expect, it } from "vitest";
import { at, codes, order, rigOf, stocked, stockedAlsoAt, type Rig } from "./rig.ts";
import { DEFAULT_SCOPES, scopesWithout } from "../../../sim/shopify/options.ts";

const DAY_MS = 86_400_000;
const ONE = "query O($id: ID!) { order(id: $id) { id } }";

async function withOrder(over: Parameters<typeof rigOf>[0] = {}, spec: Record<string, unknown> = {}) {
  const rig = await rigOf(over);
  const goods = await stocked(rig);
  return { rig, goods, placed: order(rig, goods, spec) };
}
const root = async (rig: Rig, query: string, variables = {}) =>
  Object.values((await rig.ask(query, variables)).data as object)[0] as unknown;

describe("an order of more than 60 days", () => {
  it("is null without read_all_orders, as if it were deleted, and there with it", async () => {
    const { rig, placed } = await withOrder({ scopes: scopesWithout("read_all_orders") });
    rig.world.advance(60 * DAY_MS);
    await rig.signIn();
    expect(await root(rig, ONE, { id: placed.id })).toMatchObject({ id: placed.id });
    rig.world.advance(1_000);
    expect(await rig.ask(ONE, { id: placed.id })).toMatchObject({ data: { order: null }, errors: undefined });
    rig.shop.control.setScopes(DEFAULT_SCOPES);
    expect(await root(rig, ONE, { id: placed.id })).toMatchObject({ id: placed.id });
  });

  it("and one that is deleted is null at once, and orders/delete says so", async () => {
    const { rig, placed } = await withOrder();
    const subscribe = `mutation H($sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: ORDERS_DELETE, webhookSubscription: $sub) { userErrors { message } } }`;
    expect(codes(await rig.root(subscribe, { sub: { uri: "https://app.example/hook" } }))).toEqual([]);
    rig.shop.control.deleteOrder(placed.id);
    expect(await root(rig, ONE, { id: placed.id })).toBeNull();
    await rig.shop.deliverDue();
    const [{ request, body } = { request: new Request("https://x.example"), body: "" }] = rig.received;
    expect(request.headers.get("x-shopify-topic")).toBe("orders/delete");
    expect(JSON.parse(body)).toEqual({ id: Number(placed.id.split("/").at(-1)) });
  });
});

describe("without approval for protected customer data", () => {
  it("customer, contact and addresses are null, beside an error with a path and no code; the rest is there", async () => {
    const { rig, placed } = await withOrder({ dataApproved: false });
    const query = `query O($id: ID!) { order(id: $id) { name email phone customer { firstName } shippingAddress { city } lineItems(first: 1) { nodes { sku } } } }`;
    const answer = await rig.ask(query, { id: placed.id });
    expect(answer.status).toBe(200);
    expect(at(answer.data, "order.name")).toBe(placed.name);
    expect(at(answer.data, "order.lineItems.nodes")).toHaveLength(1);
    expect(at(answer.data, "order.customer")).toBeNull();
    expect(at(answer.data, "order.email")).toBeNull();
    expect(answer.errors?.map(({ path }) => path?.join("."))).toEqual([
      "order.email",
      "order.phone",
      "order.customer",
      "order.shippingAddress",
    ]);
    expect(answer.errors?.[2]?.message).toContain("This app is not approved to access the Customer object");
    expect(answer.errors?.[2]?.extensions).toBeUndefined();
    rig.shop.control.setDataApproved(true);
    expect((await rig.ask(query, { id: placed.id })).errors).toBeUndefined();
  });

  it("topics of orders cannot be subscribed to", async () => {
    const rig = await rigOf({ dataApproved: false });
    const subscribe = `mutation H($sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: ORDERS_PAID, webhookSubscription: $sub) { userErrors { message } } }`;
    const payload = await rig.root(subscribe, { sub: { uri: "https://app.example/hook" } });
    expect(at(payload, "userErrors.0.message")).toContain("not approved to subscribe");
  });
});

describe("fulfillment orders", () => {
  const OF = `query O($id: ID!) { order(id: $id) { fulfillmentOrders(first: 20) { nodes { id status assignedLocation { location { id } } lineItems(first: 9) { nodes { remainingQuantity } } } } } }`;
  const listOf = async (rig: Rig, id: string) =>
    at(await root(rig, OF, { id }), "fulfillmentOrders.nodes") as {
      id: string;
      status: string;
      assignedLocation: { location: { id: string } };
      lineItems: { nodes: { remainingQuantity: number }[] };
    }[];

  it("that the scopes do not cover are left out in silence", async () => {
    const { rig, placed } = await withOrder();
    expect(await listOf(rig, placed.id)).toHaveLength(1);
    rig.shop.control.setScopes([
      ...DEFAULT_SCOPES.filter((scope) => !scope.endsWith("fulfillment_orders")),
      "read_third_party_fulfillment_orders",
    ]);
    expect(await rig.ask(OF, { id: placed.id })).toMatchObject({ errors: undefined });
    expect(await listOf(rig, placed.id)).toEqual([]);
  });

  it("are moved where the goods are stocked, with their commitment, and nowhere else", async () => {
    const { rig, goods, placed } = await withOrder();
    const [first = "", second = ""] = rig.shop.state.locations.keys();
    const item = rig.shop.state.items.get(goods.itemId);
    const [fulfillmentOrder] = placed.fulfillmentOrders;
    const id = fulfillmentOrder?.id ?? "";
    expect(rig.shop.control.moveFulfillmentOrder(id, second)).toBe(false);
    await stockedAlsoAt(rig, goods, second);
    expect(rig.shop.control.moveFulfillmentOrder(id, second)).toBe(true);
    expect((await listOf(rig, placed.id))[0]?.assignedLocation.location.id).toBe(second);
    expect(item?.levels.get(first)?.committed).toBe(0);
    expect(item?.levels.get(second)?.committed).toBe(2);
    rig.shop.control.holdFulfillmentOrder(id, "OTHER");
    expect(rig.shop.control.moveFulfillmentOrder(id, first)).toBe(false);
  });

  it("are split into more than six, and the order's units stay the same", async () => {
    const { rig, placed } = await withOrder({}, {});
    const big = order(rig, { variantId: placed.lines[0]?.variantId } as never, {
      lines: [{ variantId: placed.lines[0]?.variantId, quantity: 8 }],
    });
    for (let split = 0; split < 7; split += 1)
      expect(rig.shop.control.splitFulfillmentOrder(big.fulfillmentOrders[0]?.id ?? "")).not.toBeNull();
    expect(rig.shop.control.splitFulfillmentOrder(big.fulfillmentOrders[0]?.id ?? "")).toBeNull();
    const list = await listOf(rig, big.id);
    expect(list).toHaveLength(8);
    expect(list.flatMap(({ lineItems }) => lineItems.nodes.map((line) => line.remainingQuantity))).toEqual(
      Array.from({ length: 8 }, () => 1),
    );
  });
});

it("a page of a connection can say that there is more and not where", async () => {
  const { rig, placed } = await withOrder();
  const query = `query O($id: ID!) { order(id: $id) { lineItems(first: 5) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
  rig.shop.control.breakPages("Order.lineItems", "empty", 1);
  expect(await root(rig, query, { id: placed.id })).toEqual({
    lineItems: { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } },
  });
  expect(at(await root(rig, query, { id: placed.id }), "lineItems.nodes")).toHaveLength(1);
});

it("refused cards are transactions, and transactions are counted", async () => {
  const { rig, placed } = await withOrder({}, { failedPayments: 22 });
  const query = `query O($id: ID!) { order(id: $id) { displayFinancialStatus transactionsCount { count } transactions(first: 20) { status } } }`;
  const read = await root(rig, query, { id: placed.id });
  expect(read).toMatchObject({ displayFinancialStatus: "PAID", transactionsCount: { count: 23 } });
  expect(at(read, "transactions")).toHaveLength(20);
  expect(at(read, "transactions.0.status")).toBe("FAILURE");
});

it("the display name falls back to the e-mail", async () => {
  const { rig, placed } = await withOrder({}, { isNameless: true });
  const query = `query O($id: ID!) { order(id: $id) { customer { displayName firstName lastName } } }`;
  expect(at(await root(rig, query, { id: placed.id }), "customer")).toEqual({
    displayName: placed.email,
    firstName: null,
    lastName: null,
  });
});
