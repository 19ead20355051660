import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readNotification } from "../../src/rules/orders/notification.ts";
import { isSigned } from "../../src/routes/webhooks/signature.ts";
import { routes } from "../../src/routes/index.ts";
import { idOf, orderWorld, place, type OrderWorld } from "../orders/world.ts";
import { answered } from "./answered.ts";

const SECRET = "sim-client-secret";
const sign = (body: string | Uint8Array, secret = SECRET) => createHmac("sha256", secret).update(body).digest("base64");

function notify(
  world: OrderWorld,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string | null> = {},
  by = world.deps,
) {
  const given: Record<string, string | null> = {
    "content-type": "application/json",
    "x-shopify-topic": "orders/create",
    "x-shopify-hmac-sha256": sign(body),
    "x-shopify-shop-domain": "gondola-sim.myshopify.com",
    "x-shopify-event-id": "event-1",
    "x-shopify-webhook-id": "webhook-1",
    "x-shopify-api-version": "2026-10",
    ...headers,
  };
  const sent = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const request = new Request("https://gondola.test/webhooks/shopify", { method: "POST", body, headers: sent });
  return answered(routes(request, by, { waitUntil: () => undefined }));
}

// As text: as a JavaScript number the id would be another one.
const BODY = '{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508"}';
const stored = async (world: OrderWorld) =>
  (await world.rows("SELECT event_id, topic, sent FROM webhook_deliveries")).length;

it.each<[string, Record<string, string | null>]>([
  ["no signature", { "x-shopify-hmac-sha256": null }],
  ["a signature that is no base64", { "x-shopify-hmac-sha256": "%%%" }],
  ["another secret's signature", { "x-shopify-hmac-sha256": sign(BODY, "another-secret") }],
  ["an empty signature", { "x-shopify-hmac-sha256": "" }],
  ["another shop", { "x-shopify-shop-domain": "other.myshopify.com" }],
  ["no shop", { "x-shopify-shop-domain": null }],
])("W4: %s is 401, and nothing is stored or queued", async (_name, headers) => {
  const world = await orderWorld();
  expect((await notify(world, BODY, headers)).status).toBe(401);
  expect(world.everSent).toEqual([]);
  expect(await stored(world)).toBe(0);
});

it("W4: a body with one byte changed is 401, wherever the byte stands", async () => {
  const world = await orderWorld();
  for (const at of [0, BODY.length - 2]) {
    const changed = BODY.slice(0, at) + "X" + BODY.slice(at + 1);
    expect((await notify(world, changed, { "x-shopify-hmac-sha256": sign(BODY) })).status).toBe(401);
  }
});

it("W4: while a secret is rotated both sign", () => {
  const bytes = new TextEncoder().encode(BODY);
  expect(isSigned(bytes, sign(BODY, "old-secret"), ["new-secret", "old-secret"])).toBe(true);
  expect(isSigned(bytes, sign(BODY, "older-secret"), ["new-secret", "old-secret"])).toBe(false);
  expect(isSigned(bytes, sign(BODY), [])).toBe(false);
});

it("W8: a body over 2 MB is 413 by its counted bytes, whatever its length says", async () => {
  const world = await orderWorld();
  const long = new Uint8Array(2_000_001).fill(32);
  expect((await notify(world, long)).status).toBe(413);
  const lying = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(500_000));
    },
  });
  const request = new Request("https://gondola.test/webhooks/shopify", {
    method: "POST",
    body: lying,
    duplex: "half",
    headers: { "content-length": "10", "x-shopify-hmac-sha256": "x" },
  } as RequestInit);
  expect((await routes(request, world.deps, { waitUntil: () => undefined })).status).toBe(413);
  expect(world.everSent).toEqual([]);
});

it("an order's number beyond 2^53 stays what it is", async () => {
  const world = await orderWorld();
  expect((await notify(world, BODY)).status).toBe(200);
  expect(world.everSent).toEqual([{ orderId: "820982911946154508", cause: "webhook" }]);
  expect(readNotification("orders/paid", '{"id": 820982911946154508}')).toEqual({
    kind: "order",
    orderId: "820982911946154508",
  });
  expect(readNotification("refunds/create", '{"id":1,"order_id":  6678000000001 }')).toEqual({
    kind: "order",
    orderId: "6678000000001",
  });
});

it("W5: the same event twice, one after the other and at the same moment: one message", async () => {
  const world = await orderWorld();
  const answers = await Promise.all([notify(world, BODY), notify(world, BODY), notify(world, BODY)]);
  answers.push(await notify(world, BODY, { "x-shopify-webhook-id": "webhook-2" }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(world.everSent).toHaveLength(1);
  // Another topic of the same event is its own notification.
  await notify(world, BODY, { "x-shopify-topic": "orders/paid" });
  expect(world.everSent).toHaveLength(2);
});

it("W6: what cannot be queued is 503, and the retry is accepted", async () => {
  const world = await orderWorld();
  world.setQueueDown(true);
  expect((await notify(world, BODY)).status).toBe(503);
  world.setQueueDown(false);
  expect((await notify(world, BODY)).status).toBe(200);
  expect(world.everSent).toHaveLength(1);
});

it("W6: a claim whose holder died before the message was queued lapses, and the retry is accepted", async () => {
  const world = await orderWorld();
  const dead = world.isolate(async (call, effect) => (call.port === "queue" ? new Promise<never>(() => {}) : effect()));
  await Promise.race([notify(world, BODY, {}, dead), new Promise((resolve) => setTimeout(resolve, 50))]);
  world.clock.advance(60_000); // Shopify's first retry
  expect((await notify(world, BODY)).status).toBe(200);
  expect(world.everSent).toHaveLength(1);
});

it.each([
  ["not JSON", "<html>", "webhook-not-json"],
  ["no order", "[1,2]", "webhook-not-an-order"],
  ["an order without a number", '{"id":"abc"}', "webhook-not-an-order"],
  ["null", "null", "webhook-not-an-order"],
  ["a number that is none", '{"id":1.5}', "webhook-not-an-order"],
  ["empty", "", "webhook-not-json"],
])("W11: signed but %s: 200, one entry at the desk, nothing queued", async (_name, body, reason) => {
  const world = await orderWorld();
  expect((await notify(world, body)).status).toBe(200);
  expect(await world.desk()).toEqual([`queue ${reason}`]);
  expect(world.everSent).toEqual([]);
});

it("W9: an unknown topic or API version is 200 and written down", async () => {
  const world = await orderWorld();
  expect((await notify(world, '{"id":1}', { "x-shopify-topic": "app/uninstalled" })).status).toBe(200);
  expect((await notify(world, BODY, { "x-shopify-api-version": "2099-01", "x-shopify-event-id": "e2" })).status).toBe(
    200,
  );
  expect(await stored(world)).toBe(2);
  expect(world.everSent).toHaveLength(1);
  expect((await notify(world, BODY, { "x-shopify-topic": null })).status).toBe(400);
});

it("W10: every recorded payload is taken, and those of orders name their order", async () => {
  const world = await orderWorld();
  const root = "test/fixtures/shopify-webhooks";
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  let payloads = 0;
  let ofOrders = 0;
  for (const file of files) {
    const metadata = JSON.parse(readFileSync(`${root}/${file}`, "utf8")) as { name?: string; response?: unknown };
    if (typeof metadata.name !== "string" || metadata.response === undefined) continue;
    payloads += 1;
    const answer = await notify(world, JSON.stringify(metadata.response), {
      "x-shopify-topic": metadata.name,
      "x-shopify-event-id": `event-${file}`,
    });
    expect(answer.status, file).toBe(200);
    if (/^orders\/(create|updated|paid|cancelled)$/.test(metadata.name)) {
      ofOrders += 1;
      expect(readNotification(metadata.name, JSON.stringify(metadata.response)).kind, file).toBe("order");
    }
  }
  expect(payloads).toBeGreaterThan(3);
  expect(ofOrders).toBeGreaterThan(2);
});

it("inv. 8: nothing personal of a notification reaches a log line, a message or the hub", async () => {
  const world = await orderWorld();
  const order = place(world);
  const [buyer] = world.shop.people.minted;
  const body = JSON.stringify({
    id: Number(idOf(order)),
    admin_graphql_api_id: order.id,
    email: buyer?.email,
    customer: { name: buyer?.name, phone: buyer?.phone },
    note_attributes: [{ name: "cpf", value: buyer?.cpf }],
  });
  await notify(world, body);
  await world.work();
  world.erp.control.importAndInvoiceDue();
  await world.pass(60_000);
  const tables = ["orders", "order_timeline", "desk", "erp_events", "webhook_deliveries", "order_reservations"];
  const kept: string[] = [JSON.stringify(world.lines), JSON.stringify(world.everSent)];
  for (const table of tables) kept.push(JSON.stringify(await world.rows(`SELECT * FROM ${table}`)));
  expect(await world.state(idOf(order))).toBe("imported");
  for (const trace of world.shop.people.traces()) expect(kept.join("\n")).not.toContain(trace);
});

it("B9: the end of a bulk operation makes its job prompt, once an event; if that cannot be queued, Shopify delivers it again", async () => {
  const world = await orderWorld();
  const sent: unknown[] = [];
  const loads = { send: async (message: unknown) => void sent.push(message) } as unknown as Queue;
  const body =
    '{"admin_graphql_api_id":"gid://shopify/BulkOperation/147595010","status":"completed","type":"mutation"}';
  const headers = { "x-shopify-topic": "bulk_operations/finish" };
  expect((await notify(world, body, headers, { ...world.deps, loads })).status).toBe(200);
  expect((await notify(world, body, headers, { ...world.deps, loads })).status).toBe(200);
  expect(sent).toEqual([{ job: "bulk-poll" }]);
  expect(world.everSent).toEqual([]);
  const broken = { send: () => Promise.reject(new Error("queue down")) } as unknown as Queue;
  const another = { ...headers, "x-shopify-event-id": "event-2" };
  expect((await notify(world, body, another, { ...world.deps, loads: broken })).status).toBe(503);
  expect((await notify(world, body, another, { ...world.deps, loads })).status).toBe(200);
  expect(sent).toHaveLength(2);
});
