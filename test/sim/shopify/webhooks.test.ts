import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { requestPrivacy } from "../../../sim/shopify/privacy-requests.ts";
import { problems, type Schema } from "./json-schema.ts";
import { codes, order, productInput, rigOf, SET, stocked, stockedAlsoAt, str, type Rig } from "./rig.ts";

const CREATE =
  "mutation H($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) { webhookSubscription { id } userErrors { field message } } }";
const URI = "https://gondola.example/webhooks/shopify";

async function subscribe(rig: Rig, topic: string, over: Record<string, unknown> = {}): Promise<string> {
  return str(await rig.root(CREATE, { topic, sub: { uri: URI, ...over } }), "webhookSubscription.id");
}
const topics = (rig: Rig) => rig.received.map(({ request }) => request.headers.get("x-shopify-topic"));

describe("subscriptions", () => {
  it("W1: are unique by topic and address, listed, changed and deleted", async () => {
    const rig = await rigOf();
    const id = await subscribe(rig, "ORDERS_CREATE");
    expect(codes(await rig.root(CREATE, { topic: "ORDERS_CREATE", sub: { uri: URI } }))).toEqual([
      "Address for this topic has already been taken",
    ]);
    expect(
      codes(await rig.root(CREATE, { topic: "ORDERS_CREATE", sub: { uri: "http://gondola.example" } })),
    ).toHaveLength(1);
    expect(codes(await rig.root(CREATE, { topic: "ORDERS_CREATE", sub: {} }))).toHaveLength(1);
    const update =
      "mutation U($id: ID!, $sub: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $sub) { webhookSubscription { uri } userErrors { message } } }";
    await rig.root(update, { id, sub: { includeFields: ["id"] } });
    const list = await rig.root(
      "query L { webhookSubscriptions(first: 10) { nodes { topic uri includeFields filter apiVersion { handle } } } }",
    );
    expect(list).toEqual({
      nodes: [
        { topic: "ORDERS_CREATE", uri: URI, includeFields: ["id"], filter: null, apiVersion: { handle: "2026-10" } },
      ],
    });
    const remove =
      "mutation D($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }";
    expect(codes(await rig.root(remove, { id }))).toEqual([]);
    expect(codes(await rig.root(remove, { id }))).toEqual(["Webhook subscription does not exist"]);
  });
});

it("a request of privacy law comes without a subscription, signed, with the customer's data", async () => {
  const rig = await rigOf();
  const bought = order(rig, await stocked(rig));
  const asked = { webhooks: rig.shop.webhooks, shop: "loja.myshopify.com", uri: URI, orders: [bought], number: 7 };
  requestPrivacy({ ...asked, topic: "CUSTOMERS_REDACT" });
  requestPrivacy({ ...asked, topic: "CUSTOMERS_DATA_REQUEST", number: 8 });
  requestPrivacy({ ...asked, topic: "SHOP_REDACT", orders: [] });
  await rig.shop.deliverDue();
  expect(topics(rig)).toEqual(["customers/redact", "customers/data_request", "shop/redact"]);
  const [redact, question, left] = rig.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const number = Number(bought.id.split("/").at(-1));
  expect(redact).toMatchObject({ orders_to_redact: [number], customer: { email: bought.email } });
  expect(question).toMatchObject({ orders_requested: [number], data_request: { id: 8 } });
  expect(left).not.toHaveProperty("customer");
  const [{ request, body } = { request: undefined, body: "" }] = rig.received;
  const signature = createHmac("sha256", rig.shop.tokens.signingSecret).update(body).digest("base64");
  expect(request?.headers.get("x-shopify-hmac-sha256")).toBe(signature);
});

describe("a delivery", () => {
  it("W4: is signed over its raw bytes, with all of Shopify's headers", async () => {
    const signed = await rigOf();
    signed.shop.tokens.rotate("segredo novo"); // the newest secret signs
    await subscribe(signed, "ORDERS_CREATE");
    order(signed, await stocked(signed));
    await signed.shop.deliverDue();
    const [delivery] = signed.received;
    const headers = delivery?.request.headers;
    expect(headers?.get("x-shopify-hmac-sha256")).toBe(
      createHmac("sha256", "segredo novo")
        .update(delivery?.body ?? "")
        .digest("base64"),
    );
    expect(headers?.get("x-shopify-topic")).toBe("orders/create");
    expect(headers?.get("x-shopify-shop-domain")).toBe("gondola-sim.myshopify.com");
    expect(headers?.get("x-shopify-api-version")).toBe("2026-10");
    expect(headers?.get("x-shopify-triggered-at")).toMatch(/^2026-11-24T12:00:00/);
    for (const name of ["webhook-id", "event-id"]) expect(headers?.get(`x-shopify-${name}`)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("goes out once per topic, the topics of one action sharing the event id", async () => {
    const rig = await rigOf();
    for (const topic of ["ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE"])
      await subscribe(rig, topic);
    order(rig, await stocked(rig));
    await rig.shop.deliverDue();
    expect(
      topics(rig)
        .map(String)
        .sort((a, b) => a.localeCompare(b)),
    ).toEqual(["fulfillment_orders/order_routing_complete", "orders/create", "orders/paid", "orders/updated"]);
    expect(new Set(rig.received.map(({ request }) => request.headers.get("x-shopify-event-id"))).size).toBe(1);
    expect(new Set(rig.received.map(({ request }) => request.headers.get("x-shopify-webhook-id"))).size).toBe(4);
  });

  it("carries only the fields the subscription includes", async () => {
    const rig = await rigOf();
    await subscribe(rig, "ORDERS_CREATE", { includeFields: ["id", "admin_graphql_api_id", "updated_at"] });
    const placed = order(rig, await stocked(rig));
    await rig.shop.deliverDue();
    expect(JSON.parse(rig.received[0]?.body ?? "")).toEqual({
      id: Number(placed.id.split("/").at(-1)),
      admin_graphql_api_id: placed.id,
      updated_at: "2026-11-24T12:00:00Z",
    });
  });

  it("W3: nothing is sent by itself, and nothing without a subscription", async () => {
    const rig = await rigOf();
    await subscribe(rig, "ORDERS_CANCELLED");
    order(rig, await stocked(rig));
    expect(rig.shop.nextDueAt()).toBeUndefined();
    expect(await rig.shop.deliverDue()).toBe(0);
  });
});

describe("retries", () => {
  it("repeat the old payload with the same ids, 8 times within 4 h, then the subscription is deleted", async () => {
    const rig = await rigOf();
    await subscribe(rig, "ORDERS_CREATE");
    rig.receiver = async () => new Response("", { status: 503 });
    const placed = order(rig, await stocked(rig));
    const start = rig.world.now();
    for (let each = 0; each < 20; each += 1) {
      const due = rig.shop.nextDueAt();
      if (due === undefined) break;
      rig.world.advance(due - rig.world.now());
      placed.note = `mudou ${each}`;
      await rig.shop.deliverDue();
    }
    expect(rig.received).toHaveLength(9);
    expect(rig.world.now() - start).toBe(4 * 3_600_000);
    expect(new Set(rig.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(rig.received.map(({ request }) => request.headers.get("x-shopify-webhook-id"))).size).toBe(1);
    expect(rig.shop.state.subscriptions.size).toBe(0);
  });

  it("spare the subscription when another delivery got through meanwhile", async () => {
    const rig = await rigOf();
    await subscribe(rig, "ORDERS_CREATE");
    const goods = await stocked(rig);
    const first = order(rig, goods);
    rig.receiver = async (request) =>
      new Response("", { status: (await request.text()).includes(first.name) ? 500 : 200 });
    await rig.shop.deliverDue();
    rig.world.advance(60_000);
    order(rig, goods);
    for (let due = rig.shop.nextDueAt(); due !== undefined; due = rig.shop.nextDueAt()) {
      rig.world.advance(Math.max(0, due - rig.world.now()));
      await rig.shop.deliverDue();
    }
    expect(rig.shop.state.subscriptions.size).toBe(1);
  });

  it("follow a receiver that takes longer than 5 s, and one that breaks the connection", async () => {
    const rig = await rigOf();
    await subscribe(rig, "ORDERS_CREATE");
    rig.receiver = () => rig.world.sleep(6_000).then(() => new Response(""));
    order(rig, await stocked(rig));
    const slow = rig.shop.deliverDue();
    await new Promise((resolve) => setImmediate(resolve));
    rig.world.advance(5_000);
    await slow;
    expect(rig.shop.journal.deliveries.at(-1)?.outcome).toBe("timeout");
    rig.receiver = () => Promise.reject(new Error("cut"));
    rig.world.advance(10_000);
    await rig.shop.deliverDue();
    expect(rig.shop.journal.deliveries.at(-1)).toMatchObject({ outcome: "refused", attempt: 2 });
  });

  it("can be compressed in time", async () => {
    const rig = await rigOf({ webhookTimeScale: 0.001 });
    await subscribe(rig, "ORDERS_CREATE");
    rig.receiver = async () => new Response("", { status: 500 });
    order(rig, await stocked(rig));
    await rig.shop.deliverDue();
    expect((rig.shop.nextDueAt() ?? 0) - rig.world.now()).toBe(10);
  });
});

describe("disturbances", () => {
  const disturbed = async (what: Parameters<Rig["shop"]["webhooks"]["disturb"]>[0]) => {
    const rig = await rigOf();
    await subscribe(rig, "ORDERS_CREATE");
    const goods = await stocked(rig);
    rig.shop.webhooks.disturb(what);
    order(rig, goods);
    await rig.shop.deliverDue();
    return rig;
  };

  it("W12: lose a delivery for good", async () => {
    const rig = await disturbed({ kind: "lose", times: 1 });
    expect(rig.received).toEqual([]);
    expect(rig.shop.nextDueAt()).toBeUndefined();
    expect(rig.shop.journal.deliveries[0]?.outcome).toBe("lost");
  });

  it("W5: double one, with the same webhook id", async () => {
    const rig = await disturbed({ kind: "double", times: 1, ms: 1_000 });
    rig.world.advance(1_000);
    await rig.shop.deliverDue();
    expect(rig.received).toHaveLength(2);
    expect(new Set(rig.received.map(({ request }) => request.headers.get("x-shopify-webhook-id"))).size).toBe(1);
  });

  it("delay one by hours, only for the topic named and only as often as configured", async () => {
    const rig = await disturbed({ kind: "delay", topic: "ORDERS_CREATE", times: 1, ms: 7_200_000 });
    expect(rig.received).toEqual([]);
    expect(rig.shop.nextDueAt()).toBe(rig.world.now() + 7_200_000);
    const other = await disturbed({ kind: "delay", topic: "ORDERS_PAID" });
    expect(other.received).toHaveLength(1);
  });

  it("W7: reorder by chance, the same way for the same seed", async () => {
    const due = async () => (await disturbed({ kind: "reorder" })).shop.nextDueAt();
    const first = await due();
    expect(first).toBeGreaterThan(Date.parse("2026-11-24T12:00:00Z"));
    expect(await due()).toBe(first);
  });
});

describe("W10: payloads have the shape of the published ones", () => {
  const schemaOf = (topic: string) =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, "../../../sim/fixtures/shopify/schemas/2026-04", `${topic}.json`), "utf8"),
    ) as Schema;
  // The schemas are inferred from payloads that all had a customer and an image.
  const KNOWN = ["$.customer: null is not object", "$.image: null is not object"];
  const check = (rig: Rig, topic: string) => {
    const bodies = rig.received
      .filter(({ request }) => request.headers.get("x-shopify-topic") === topic)
      .map(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies)
      expect(problems(schemaOf(topic), JSON.parse(body)).filter((problem) => !KNOWN.includes(problem))).toEqual([]);
  };

  it("orders/create, orders/edited, refunds/create and fulfillments/create", async () => {
    const rig = await rigOf({ bucketPoints: 100_000 });
    for (const topic of ["ORDERS_CREATE", "ORDERS_EDITED", "REFUNDS_CREATE", "FULFILLMENTS_CREATE"])
      await subscribe(rig, topic);
    const goods = await stocked(rig);
    const placed = order(rig, goods, {
      discount: { code: "BEMVINDO10", percent: 10 },
      lines: [{ variantId: goods.variantId, quantity: 3, taxLines: [{ title: "ICMS", rate: 0.18, price: 123 }] }],
    });
    rig.shop.control.editOrder(placed.id, { lines: [{ lineId: placed.lines[0]?.id ?? "", quantity: 2 }] });
    const refund =
      'mutation R($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "k") { userErrors { message } } }';
    await rig.root(refund, {
      input: {
        orderId: placed.id,
        refundLineItems: [{ lineItemId: placed.lines[0]?.id, quantity: 1 }],
        transactions: [
          {
            orderId: placed.id,
            parentId: placed.transactions[0]?.id,
            kind: "REFUND",
            gateway: placed.transactions[0]?.gateway,
            amount: "1.00",
          },
        ],
      },
    });
    await rig.root(
      "mutation F($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { userErrors { message } } }",
      {
        f: {
          lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: placed.fulfillmentOrders[0]?.id }],
          trackingInfo: { company: "Correios", number: "1", url: "https://nfe.example/1" },
        },
      },
    );
    order(rig, goods, { buyer: "guest", delivery: { method: "SHIPPING" } });
    await rig.shop.deliverDue();
    for (const topic of ["orders/create", "orders/edited", "refunds/create", "fulfillments/create"]) check(rig, topic);
  });

  it("products/create, products/delete and fulfillment_orders/moved", async () => {
    const rig = await rigOf({ bucketPoints: 100_000 });
    for (const topic of ["PRODUCTS_CREATE", "PRODUCTS_DELETE", "FULFILLMENT_ORDERS_MOVED"]) await subscribe(rig, topic);
    const goods = await stocked(rig);
    const placed = order(rig, goods);
    const [, other = ""] = rig.shop.state.locations.keys();
    await stockedAlsoAt(rig, goods, other);
    await rig.root(
      "mutation M($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { userErrors { message } } }",
      { id: placed.fulfillmentOrders[0]?.id, to: other },
    );
    await rig.root(SET, { input: productInput({ title: "Outro" }) });
    rig.shop.control.deleteProduct(goods.productId);
    await rig.shop.deliverDue();
    for (const topic of ["products/create", "products/delete", "fulfillment_orders/moved"]) check(rig, topic);
  });

  it("a schema would notice: the validator finds what is missing or wrong", () => {
    expect(problems(schemaOf("products/delete"), { id: "1" })).toHaveLength(1);
    expect(problems({ type: "object", required: ["a"], properties: { b: { type: "integer" } } }, { b: 1.5 })).toEqual([
      "$.a is missing",
      "$.b: 1.5 is not integer",
    ]);
  });
});
