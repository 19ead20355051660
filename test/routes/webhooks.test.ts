import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { simulatedHmac } from "../../sim/kit/hmac.ts";
import { readNotification } from "../../src/rules/orders/notification.ts";
import { realPorts } from "../../src/real-ports.ts";
import { isSigned, readSignature } from "../../src/routes/webhooks/signature.ts";
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
const UPDATED = "2026-11-24T09:00:00-03:00";
const WITH_TIME = `{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","updated_at":"${UPDATED}"}`;

/** A body that says when it is read, and a sender that never ends it. */
function watchedBody(first?: Uint8Array) {
  const seen = { reads: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.reads += 1;
        if (!first || seen.reads > 1) return new Promise<void>(() => {});
        controller.enqueue(first);
        return undefined;
      },
      cancel: () => void (seen.cancelled = true),
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

const OURS: Readonly<Record<string, string>> = {
  "x-shopify-topic": "orders/create",
  "x-shopify-hmac-sha256": sign("another body"),
  "x-shopify-shop-domain": "gondola-sim.myshopify.com",
};

function stream(
  world: OrderWorld,
  body: ReadableStream,
  headers: Readonly<Record<string, string>>,
  by: typeof world.deps = world.deps,
) {
  const init = { method: "POST", body, duplex: "half", headers } as RequestInit;
  const request = new Request("https://gondola.test/webhooks/shopify", init);
  return routes(request, by, { waitUntil: () => undefined });
}

const without = (name: string) => Object.fromEntries(Object.entries(OURS).filter(([key]) => key !== name));
const signatureOf = (bytes: number) => Buffer.alloc(bytes, 7).toString("base64");

it.each<[string, Readonly<Record<string, string>>, number]>([
  ["no signature", without("x-shopify-hmac-sha256"), 401],
  ["a signature of 31 bytes", { ...OURS, "x-shopify-hmac-sha256": signatureOf(31) }, 401],
  ["a signature of 33 bytes", { ...OURS, "x-shopify-hmac-sha256": signatureOf(33) }, 401],
  ["44 characters that are no base64", { ...OURS, "x-shopify-hmac-sha256": `${"%".repeat(43)}=` }, 401],
  ["no shop", without("x-shopify-shop-domain"), 401],
  ["another shop", { ...OURS, "x-shopify-shop-domain": "other.myshopify.com" }, 401],
  ["no topic", without("x-shopify-topic"), 400],
  ["a stated length over the limit", { ...OURS, "content-length": "2000001" }, 413],
])("W4, W8: %s is refused at once: the body is not read", async (_name, headers, status) => {
  const world = await orderWorld();
  const { body, seen } = watchedBody();
  expect((await stream(world, body, headers)).status).toBe(status);
  expect(seen.reads).toBe(0);
  expect(world.everSent).toEqual([]);
});

it("W8: a body that stalls after 64 KB is 408 after five seconds, and its memory is free", async () => {
  const world = await orderWorld();
  const { body, seen } = watchedBody(new Uint8Array(64_001));
  const waits: number[] = [];
  const clock = { ...world.clock, sleep: async (ms: number) => void waits.push(ms) };
  expect((await stream(world, body, OURS, { ...world.deps, clock })).status).toBe(408);
  expect(waits).toEqual([5_000]);
  expect(seen.cancelled).toBe(true);
});

it("a body that breaks off is 408: Shopify sends it again", async () => {
  const world = await orderWorld();
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("connection lost")) });
  expect((await stream(world, broken, OURS)).status).toBe(408);
  expect(world.lines.map(({ event }) => event)).toEqual(["webhook.body-incomplete"]);
});

/** A hub that is lost: every use of it throws. */
const lostHub = new Proxy({} as D1Database, {
  get: () => {
    throw new Error("D1 is lost");
  },
});

it.each([
  ["an order", "orders/paid", BODY],
  ["no JSON", "orders/paid", "<html>"],
  ["no order", "orders/paid", "[]"],
  ["another topic", "app/uninstalled", "{}"],
])(
  "an unreachable hub loses no webhook: %s is 200 and one message, without a statement to D1",
  async (_name, topic, body) => {
    const world = await orderWorld();
    const answer = await notify(world, body, { "x-shopify-topic": topic }, { ...world.deps, db: lostHub });
    expect(answer.status).toBe(200);
    expect(world.everSent).toHaveLength(1);
  },
);

it("a webhook that arrived while the hub was unreachable is handled once the hub is back", async () => {
  const world = await orderWorld();
  const order = place(world);
  const body = JSON.stringify({ id: Number(idOf(order)), admin_graphql_api_id: order.id });
  const deps = { ...world.deps, db: lostHub };
  expect((await notify(world, body, {}, deps)).status).toBe(200);
  await world.work(deps); // the consumer cannot reach the hub either: the message comes again
  expect(await world.rows("SELECT order_id FROM orders")).toEqual([]);
  await world.pass(120_000);
  expect(await world.state(idOf(order))).toBe("submitted");
});

it.each<[string, Record<string, string | null>]>([
  ["no signature", { "x-shopify-hmac-sha256": null }],
  ["a signature that is no base64", { "x-shopify-hmac-sha256": "%%%" }],
  ["another secret's signature", { "x-shopify-hmac-sha256": sign(BODY, "another-secret") }],
  ["an empty signature", { "x-shopify-hmac-sha256": "" }],
  ["another shop", { "x-shopify-shop-domain": "other.myshopify.com" }],
  ["no shop", { "x-shopify-shop-domain": null }],
])("W4: %s is 401, and nothing is queued", async (_name, headers) => {
  const world = await orderWorld();
  expect((await notify(world, BODY, headers)).status).toBe(401);
  expect(world.everSent).toEqual([]);
});

it("W4: a body with one changed byte is 401, whichever byte it is", async () => {
  const world = await orderWorld();
  for (const at of [0, BODY.length - 2]) {
    const changed = BODY.slice(0, at) + "X" + BODY.slice(at + 1);
    expect((await notify(world, changed, { "x-shopify-hmac-sha256": sign(BODY) })).status).toBe(401);
  }
});

it("W4: while a secret is rotated both sign", async () => {
  const bytes = new Uint8Array(new TextEncoder().encode(BODY));
  const signed = (secret: string, secrets: readonly string[]) =>
    isSigned(realPorts.hmac, bytes, readSignature(sign(BODY, secret)) ?? new Uint8Array(), secrets);
  expect(await signed("old-secret", ["new-secret", "old-secret"])).toBe(true);
  expect(await signed("new-secret", ["new-secret", "old-secret"])).toBe(true);
  expect(await signed("older-secret", ["new-secret", "old-secret"])).toBe(false);
  expect(await signed("new-secret", [])).toBe(false);
});

it("W4: the platform and the simulation agree on every signature, also on one of another length", async () => {
  const bytes = new Uint8Array(new TextEncoder().encode(BODY));
  const right = new Uint8Array(Buffer.from(sign(BODY), "base64"));
  const changedAt = (at: number) => new Uint8Array(right.map((byte, index) => (index === at ? byte ^ 1 : byte)));
  for (const hmac of [realPorts.hmac, simulatedHmac]) {
    const verify = (...of: Parameters<typeof hmac.verify>) => hmac.verify(...of);
    expect(await verify(SECRET, right, bytes)).toBe(true);
    expect(await verify(SECRET, right, bytes)).toBe(true); // by the kept key
    for (const at of [0, 31]) expect(await verify(SECRET, changedAt(at), bytes)).toBe(false);
    expect(await verify(SECRET, right.slice(0, 31), bytes)).toBe(false);
    expect(await verify("another-secret", right, bytes)).toBe(false);
  }
});

it("W8: a body over 2 MB is 413 by its counted bytes, whatever its declared length", async () => {
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
    headers: { ...OURS, "content-length": "10" },
  } as RequestInit);
  expect((await routes(request, world.deps, { waitUntil: () => undefined })).status).toBe(413);
  expect(world.everSent).toEqual([]);
});

it("an order's number beyond 2^53 stays what it is", async () => {
  const world = await orderWorld();
  expect((await notify(world, BODY)).status).toBe(200);
  expect(world.everSent).toEqual([
    { orderId: "820982911946154508", cause: "webhook", topic: "orders/create", eventId: "event-1" },
  ]);
  expect(readNotification("orders/paid", '{"id": 820982911946154508}')).toEqual({
    kind: "order",
    orderId: "820982911946154508",
  });
  expect(readNotification("refunds/create", '{"id":1,"order_id":  6678000000001 }')).toEqual({
    kind: "order",
    orderId: "6678000000001",
  });
});

it("the message has the order's number and time, topic and event id, and nothing else", async () => {
  const world = await orderWorld();
  await notify(world, WITH_TIME, { "x-shopify-topic": "orders/updated" });
  expect(world.everSent).toEqual([
    {
      orderId: "820982911946154508",
      cause: "webhook",
      updatedAt: UPDATED,
      topic: "orders/updated",
      eventId: "event-1",
    },
  ]);
});

it("a time counts only where the payload is the order, and only when it is one", () => {
  const timeOf = (topic: string, body: string) => readNotification(topic, body);
  expect(timeOf("orders/paid", WITH_TIME)).toMatchObject({ updatedAt: UPDATED });
  for (const [topic, body] of [
    ["refunds/create", `{"id":1,"order_id":5,"updated_at":"${UPDATED}"}`],
    ["orders/edited", `{"order_edit":{"order_id":5},"updated_at":"${UPDATED}"}`],
    ["orders/paid", '{"id":5,"updated_at":"tomorrow"}'],
    ["orders/paid", '{"id":5,"updated_at":"2026-13-40T00:00:00Z"}'],
    ["orders/paid", '{"id":5,"updated_at":1795000000}'],
    ["orders/delete", '{"id":5}'],
  ] as const)
    expect(timeOf(topic, body), body).toEqual({ kind: "order", orderId: "5" });
});

it("W5: the same event twice, one after the other and at the same moment: one evaluation, one ERP order", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.clock.advance(10_000);
  const body = JSON.stringify({
    id: Number(idOf(order)),
    admin_graphql_api_id: order.id,
    updated_at: new Date(order.updatedAt).toISOString(),
  });
  const answers = await Promise.all([notify(world, body), notify(world, body), notify(world, body)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await world.work();
  await world.pass(20_000); // the look after the submission shows the number on the Shopify order
  expect(world.lines.filter(({ event }) => event === "order.submitted")).toHaveLength(1);
  expect(world.erp.state.orders.all.length).toBe(1);
  expect(await world.timeline(idOf(order))).toEqual([
    "received ok",
    "submitting sending",
    "submitted accepted",
    "shown shown",
  ]);
});

it("W6: a webhook that cannot be queued is 503, and the retry is accepted", async () => {
  const world = await orderWorld();
  world.setQueueDown(true);
  expect((await notify(world, BODY)).status).toBe(503);
  world.setQueueDown(false);
  expect((await notify(world, BODY)).status).toBe(200);
  expect(world.everSent).toHaveLength(1);
});

it("W6: an isolate that crashes before the message is queued leaves nothing behind, and the retry is accepted", async () => {
  const world = await orderWorld();
  const dead = world.isolate(async (call, effect) => (call.port === "queue" ? new Promise<never>(() => {}) : effect()));
  await Promise.race([notify(world, BODY, {}, dead), new Promise((resolve) => setTimeout(resolve, 50))]);
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
])(
  "W11: signed but %s: 200, and the consumer opens one desk entry, however often it arrives",
  async (_name, body, reason) => {
    const world = await orderWorld();
    expect((await notify(world, body)).status).toBe(200);
    expect((await notify(world, body)).status).toBe(200);
    expect(await world.desk()).toEqual([]);
    await world.work();
    expect(await world.desk()).toEqual([`queue ${reason}`]);
    expect(await world.rows("SELECT order_id FROM orders")).toEqual([]);
    expect(world.queue).toEqual([]);
  },
);

it("W9: an unknown topic or API version is 200, and the consumer logs it", async () => {
  const world = await orderWorld();
  expect((await notify(world, '{"id":1}', { "x-shopify-topic": "app/uninstalled" })).status).toBe(200);
  expect((await notify(world, BODY, { "x-shopify-api-version": "2099-01", "x-shopify-event-id": "e2" })).status).toBe(
    200,
  );
  expect(world.everSent).toHaveLength(2);
  await world.work();
  expect(world.lines.filter(({ event }) => event === "webhook.accepted")).toMatchObject([
    { topic: "app/uninstalled", eventId: "event-1", kind: "otherTopic" },
    { topic: "orders/create", eventId: "e2", kind: "order", orderId: "820982911946154508" },
  ]);
  expect(await world.desk()).toEqual([]);
  expect((await notify(world, BODY, { "x-shopify-topic": null })).status).toBe(400);
});

it("W10: every recorded payload is accepted, and those of orders name their order", async () => {
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
  const tables = ["orders", "order_timeline", "desk", "erp_events", "order_reservations"];
  const kept: string[] = [JSON.stringify(world.lines), JSON.stringify(world.everSent)];
  for (const table of tables) kept.push(JSON.stringify(await world.rows(`SELECT * FROM ${table}`)));
  expect(await world.state(idOf(order))).toBe("imported");
  for (const trace of world.shop.people.traces()) expect(kept.join("\n")).not.toContain(trace);
});

it("B9: the end of a bulk operation continues its job at once; if the queue refuses, Shopify delivers it again", async () => {
  const world = await orderWorld();
  const sent: unknown[] = [];
  const loads = { send: async (message: unknown) => void sent.push(message) } as unknown as Queue;
  const body =
    '{"admin_graphql_api_id":"gid://shopify/BulkOperation/147595010","status":"completed","type":"mutation"}';
  const headers = { "x-shopify-topic": "bulk_operations/finish" };
  expect((await notify(world, body, headers, { ...world.deps, loads })).status).toBe(200);
  expect(sent).toEqual([{ job: "bulk-poll" }]);
  expect(world.everSent).toEqual([]);
  const broken = { send: () => Promise.reject(new Error("queue down")) } as unknown as Queue;
  const another = { ...headers, "x-shopify-event-id": "event-2" };
  expect((await notify(world, body, another, { ...world.deps, loads: broken })).status).toBe(503);
  expect((await notify(world, body, another, { ...world.deps, loads })).status).toBe(200);
  expect(sent).toHaveLength(2);
});
