import { expect, it } from "vitest";
import { requeueDueOrders } from "../../src/orders/intake/requeue-due.ts";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { consumeDeadLetters } from "../../src/queues/dead-letters.ts";
import { ORDERS_PAUSE_MS } from "../../src/orders/driver.ts";
import { consumeOrders, retryDelaySeconds } from "../../src/queues/orders.ts";
import type { Deps } from "../../src/deps.ts";
import type { OrderMessage } from "../../src/env.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";
import { readDesk } from "../desk.ts";

it("W12, inv. 4: without any webhook the sweep finds the orders and records it", async () => {
  const world = await orderWorld();
  const orders = [place(world), place(world), place(world, { payment: "pix" })];
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.rows("SELECT state, found_by FROM orders ORDER BY order_id")).toEqual([
    { state: "submitted", found_by: "sweep" },
    { state: "submitted", found_by: "sweep" },
    { state: "waiting-payment", found_by: "sweep" },
  ]);
  expect(world.lines.filter(({ event }) => event === "order-sweep.page")).toMatchObject([{ read: 3, sent: 3 }]);
  expect(await world.one("SELECT read, changed, unchanged, refused, outcome FROM runs")).toEqual({
    read: 3,
    changed: 3,
    unchanged: 0,
    refused: 0,
    outcome: "done",
  });
  for (const order of orders.slice(0, 2)) expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("W12: no webhook for an hour while the sweep finds orders is an entry, which the next webhook closes", async () => {
  const world = await orderWorld();
  const announced = place(world);
  world.push(webhookOf(announced));
  await world.work();
  for (let tick = 0; tick < 12; tick += 1) {
    if (tick % 3 === 0) place(world); // its webhook is lost
    world.clock.advance(300_000);
    await world.runJob(orderSweep);
    await world.work();
    if (tick < 11) expect(await world.desk(), `tick ${tick}`).toEqual([]);
  }
  expect(await world.desk()).toEqual(["webhooks webhook-silent"]);
  expect(await world.message("webhook-silent")).toMatch(/desde \d\d\/\d\d \d\d:\d\d; a varredura achou 4,/);
  const next = place(world);
  world.push(webhookOf(next));
  await world.work();
  await world.runJob(orderSweep);
  expect(await world.desk()).toEqual([]);
  expect(await world.desk("resolved")).toEqual(["webhooks webhook-silent"]);
});

it("a sweep that finds nothing new sends nothing, and its watermark is Shopify's own last change", async () => {
  const world = await orderWorld();
  place(world, { payment: "pix" });
  world.clock.advance(5_000);
  await world.runJob(orderSweep);
  await world.work();
  const sent = world.everSent.length;
  world.clock.advance(300_000);
  await world.runJob(orderSweep);
  expect(world.everSent.length).toBe(sent);
  expect(await world.one("SELECT watermark, run_id FROM loads WHERE name = 'order-sweep'")).toEqual({
    watermark: "2026-11-24T15:00:00Z",
    run_id: null,
  });
});

it("a payment within the second of the unpaid reading is found by the sweep, even if its webhook is lost (seed 400151)", async () => {
  const world = await orderWorld();
  const order = place(world, { payment: "pix" });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("waiting-payment");
  world.shop.control.pay(order.id);
  world.clock.advance(300_000);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("C11: a sweep of several pages that crashes continues at its page; only the last page moves the watermark", async () => {
  const world = await orderWorld();
  for (let count = 0; count < 130; count += 1) place(world, { payment: "pix" });
  const { gate, died } = (await import("../loads/world.ts")).dyingAt(7, "before");
  await Promise.race([world.runJob(orderSweep, world.isolate(gate)), died]);
  expect(await world.one("SELECT watermark FROM loads WHERE name = 'order-sweep'")).toEqual({
    watermark: "1900-01-01T00:00:00",
  });
  world.clock.advance(600_000);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.one("SELECT count(*) AS n FROM orders WHERE state = 'waiting-payment'")).toEqual({ n: 130 });
});

it("a sweep whose messages cannot be sent keeps its page: no order is skipped", async () => {
  const world = await orderWorld();
  place(world);
  world.setQueueDown(true);
  await world.runJob(orderSweep);
  world.setQueueDown(false);
  world.clock.advance(600_000);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.one("SELECT state FROM orders")).toEqual({ state: "submitted" });
});

it("W7: updated and paid before create, doubled and late: one ERP order with the final state", async () => {
  const world = await orderWorld();
  const order = place(world, { payment: "pix" });
  world.push(webhookOf(order));
  world.shop.control.pay(order.id);
  for (let count = 0; count < 4; count += 1) world.push(webhookOf(order));
  await world.work();
  world.push(webhookOf(order)); // the create's retry, an hour later, with its old payload
  await world.work();
  expect(world.erp.journal.order(idOf(order))).toMatchObject({ posts: 1 });
  expect(await world.state(idOf(order))).toBe("submitted");
});

async function refuseErp(world: OrderWorld) {
  world.erp.faults.add({ kind: "unauthorized", path: "PedidoVenda" });
}

it("W15: the ERP refuses our user: the flow pauses with one entry, no order is lost, all continue after the repair", async () => {
  const world = await orderWorld();
  await refuseErp(world);
  const orders = Array.from({ length: 8 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual(["order-flow needs-reauth"]);
  expect(world.erp.journal.orders()).toEqual([]);
  await world.pass(1_200_000, 60_000);
  expect(await world.desk()).toEqual(["order-flow needs-reauth"]);
  world.erp.faults.clear();
  for (let tick = 0; tick < 3; tick += 1) {
    await world.pass(300_000, 60_000);
    await world.runJob(orderSweep);
    await world.work();
  }
  for (const order of orders) expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
  expect(await world.desk()).toEqual([]);
});

it("W15: Shopify refuses our token: the flow pauses with one entry and continues after the repair", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.shop.faults.add({ kind: "unauthorized" });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual(["order-flow needs-reauth"]);
  world.shop.faults.clear();
  await world.pass(400_000, 60_000);
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
});

it("Shopify is silent for a while: the order is evaluated again by itself", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.shop.faults.add({ kind: "status", status: 502, until: world.clock.now() + 120_000 });
  world.push(webhookOf(order));
  await world.work();
  await world.pass(300_000);
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("O19: an order of 260 lines carries every line, read in pages", async () => {
  const world = await orderWorld();
  const { piece } = world.goods;
  const order = place(world, {
    lines: Array.from({ length: 260 }, () => ({ sku: piece.key, quantity: 1 })),
  });
  world.push(webhookOf(order));
  await world.work();
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { itemDto: { qtdPedida: number }[] };
  expect(body.itemDto.reduce((sum, { qtdPedida }) => sum + qtdPedida, 0)).toBe(260);
  expect(world.shop.journal.ofOperation("OrderLines").length).toBeGreaterThanOrEqual(5);
});

it("O19: an order that changes between two pages of its lines is read again from the start", async () => {
  const world = await orderWorld();
  const { piece } = world.goods;
  const order = place(world, { lines: Array.from({ length: 60 }, () => ({ sku: piece.key, quantity: 1 })) });
  let reads = 0;
  const meddling = world.isolate(async (call, effect) => {
    const value = await effect();
    if (call.port === "fetch" && call.label.endsWith("graphql.json") && ++reads === 1) {
      world.clock.advance(1000);
      world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 0 }] });
    }
    return value;
  });
  world.push(webhookOf(order));
  await world.work(meddling);
  expect(world.shop.journal.ofOperation("OrderFull")).toHaveLength(2);
  expect(await world.state(idOf(order))).toBe("submitted");
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { itemDto: { qtdPedida: number }[] };
  expect(body.itemDto.reduce((sum, { qtdPedida }) => sum + qtdPedida, 0)).toBe(59);
});

it("an order of another shop, or a deleted one, is not submitted", async () => {
  const world = await orderWorld();
  world.push({ orderId: "4242", cause: "webhook" });
  await world.work();
  await world.pass(300_000);
  expect(await world.orderRow("4242")).toMatchObject({ state: "ignored", reason: "not-in-shop" });
});

const batchOf = (bodies: readonly unknown[], attempts = 1) => {
  const decisions: string[] = [];
  const messages = bodies.map((body, index) => ({
    id: `message-${index}`,
    attempts,
    timestamp: new Date(0),
    body,
    ack: () => void decisions.push("ack"),
    retry: () => void decisions.push("retry"),
  }));
  return { decisions, batch: { queue: "gondola-orders", messages } as unknown as MessageBatch<OrderMessage> };
};

it("a foreign message is shown once and acknowledged; the other messages are handled", async () => {
  const world = await orderWorld();
  const order = place(world);
  const { batch, decisions } = batchOf([null, { orderId: "abc" }, { orderId: "1", cause: "x" }, webhookOf(order)]);
  await consumeOrders(batch, world.deps);
  expect(decisions).toEqual(["ack", "ack", "ack", "ack"]);
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toHaveLength(3);
});

it("an unreachable hub retries the message, and it alone", async () => {
  const world = await orderWorld();
  const broken: Deps = {
    ...world.deps,
    db: { batch: () => Promise.reject(new Error("D1_ERROR: Network connection lost")) } as unknown as D1Database,
  };
  const { batch, decisions } = batchOf([{ orderId: "1", cause: "webhook" }]);
  await consumeOrders(batch, broken);
  expect(decisions).toEqual(["retry"]);
});

it("waits between deliveries grow to an hour and stay below the queue's twelve", () => {
  expect(retryDelaySeconds(1, 0.5)).toBe(30);
  expect(retryDelaySeconds(20, 1)).toBeLessThanOrEqual(4_500);
});

it("a dead letter is one entry, however often it comes, and names its order", async () => {
  const world = await orderWorld();
  for (let count = 0; count < 3; count += 1) {
    const { batch, decisions } = batchOf([{ orderId: "77", cause: "webhook" }, "?"], 20);
    await consumeDeadLetters(batch, world.deps);
    expect(decisions).toEqual(["ack", "ack"]);
  }
  const entries = await readDesk(world.db);
  expect(entries.map(({ record, message }) => ({ record, named: message.startsWith("Pedido 77:") }))).toEqual([
    { record: "message-0", named: true },
    { record: "message-1", named: false },
  ]);
});

it("an order whose sweep message died comes back by itself, although the sweep has passed it", async () => {
  const world = await orderWorld();
  const order = place(world);
  for (const message of [
    { orderId: idOf(order), cause: "sweep" },
    { orderId: "77", cause: "webhook" },
  ]) {
    const { batch, decisions } = batchOf([message], 20);
    await consumeDeadLetters(batch, world.deps);
    expect(decisions).toEqual(["ack"]);
  }
  expect(await world.rows("SELECT order_id, state, found_by FROM orders ORDER BY order_id")).toEqual([
    { order_id: idOf(order), state: "received", found_by: "sweep" },
    { order_id: "77", state: "received", found_by: "webhook" },
  ]);
  world.clock.advance(ORDERS_PAUSE_MS);
  await requeueDueOrders(world.deps);
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("a defect in one order is shown, postpones the order and does not circulate in the queue", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.db.prepare("UPDATE orders SET shown = '{' WHERE order_id = ?1").bind(idOf(order)).run();
  world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual(["orders internal-error"]);
  expect(await world.orderRow(idOf(order))).toMatchObject({ lease: null });
});

it.each([
  ["HTML with 200", { kind: "html" as const }],
  ["a cut connection", { kind: "cutBefore" as const }],
  ["truncated JSON", { kind: "truncated" as const }],
])("%s on the events: nothing moves, and the next poll brings them", async (_name, fault) => {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  world.erp.faults.add({ ...fault, path: "EventoPedido", until: world.clock.now() + 60_000 });
  await world.runJob(orderEvents);
  expect(await world.rows("SELECT 1 FROM erp_events")).toEqual([]);
  expect(await world.one("SELECT watermark FROM loads WHERE name = 'order-events'")).toEqual({
    watermark: "1900-01-01T00:00:00",
  });
  world.clock.advance(600_000);
  await world.runJob(orderEvents);
  await world.work();
  await world.pass(60_000);
  expect(await world.state(idOf(order))).toBe("invoiced");
});

it("events of many pages are all stored, each order requeued once a page", async () => {
  const world = await orderWorld();
  await world.db.prepare("INSERT INTO loads (name, page_size) VALUES ('order-events', 2)").run();
  const orders = Array.from({ length: 5 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  for (let seq = 464; seq < 469; seq += 1) world.erp.control.pick({ seqPedido: seq });
  world.erp.control.invoiceDue();
  await world.runJob(orderEvents);
  expect(await world.one("SELECT count(*) AS n FROM erp_events")).toEqual({ n: 10 });
  await world.work();
  await world.pass(60_000);
  for (const order of orders) expect(await world.state(idOf(order))).toBe("invoiced");
});

const eventsKnown = async (world: OrderWorld) => (await world.rows("SELECT event_key FROM erp_events")).length;

it("C14: an event that slipped between two pages is found by the next poll (seed 9622)", async () => {
  const world = await orderWorld();
  await world.db.prepare("INSERT INTO loads (name, page_size) VALUES ('order-events', 2)").run();
  await world.runJob(orderEvents);
  world.clock.advance(3_600_000);
  const orders = Array.from({ length: 4 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  world.clock.advance(3_600_000); // the ERP's answers came late
  world.erp.control.quirk({ kind: "skip", rows: 1, times: 1 });
  await world.runJob(orderEvents);
  const all = world.erp.state.orders.listings.length;
  expect(await eventsKnown(world)).toBeLessThan(all);
  world.clock.advance(120_000);
  await world.runJob(orderEvents);
  expect(await eventsKnown(world)).toBe(all);
  await world.work();
  await world.pass(60_000);
  for (const order of orders) expect(await world.state(idOf(order))).toBe("invoiced");
});

it("once a day the events of two days are read again; known ones have no effect", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  await world.runJob(orderEvents);
  await world.work();
  await world.pass(60_000);
  expect(await world.state(idOf(order))).toBe("invoiced");
  const since = () =>
    world.erp.journal.calls
      .filter(({ path }) => path.endsWith("/EventoPedido"))
      .map(({ query }) => new URLSearchParams(query).get("DtaHorAlteracao"));
  world.clock.advance(23 * 3_600_000);
  await world.runJob(orderEvents);
  world.clock.advance(3_600_000);
  await world.runJob(orderEvents);
  expect(since()).toEqual(["2026-11-23T12:00:00", "2026-11-24T11:55:00", "2026-11-23T12:01:00"]);
  const wrote = world.shop.journal.mutations.length;
  await world.work();
  await world.pass(60_000);
  expect(world.shop.journal.mutations.length).toBe(wrote);
  expect(await world.desk()).toEqual([]);
});

it("an entry of a defect closes when the order goes through", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  const [before] = await world.rows("SELECT shown FROM orders WHERE order_id = ?1", idOf(order));
  await world.db.prepare("UPDATE orders SET shown = '{' WHERE order_id = ?1").bind(idOf(order)).run();
  world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual(["orders internal-error"]);
  await world.db.prepare("UPDATE orders SET shown = ?2 WHERE order_id = ?1").bind(idOf(order), before?.["shown"]).run();
  world.erp.control.importAndInvoiceDue();
  world.clock.advance(3_600_000);
  await world.runJob(orderEvents);
  await world.work();
  expect(await world.state(idOf(order))).toBe("invoiced");
  expect(await world.desk()).toEqual([]);
});
