/** The consumer of order messages: what is merged, what costs nothing, and what is never passed over. */
import { expect, it } from "vitest";
import type { OrderMessage } from "../../src/env.ts";
import { mergedMessage } from "../../src/orders/intake/merged.ts";
import { isSeen } from "../../src/rules/orders/seen-mark.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "../orders/world.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";

/** What an isolate did: each call of D1 with its label, each request to Shopify or the ERP. */
function watched(world: OrderWorld) {
  const d1: string[] = [];
  const calls: string[] = [];
  const deps = world.isolate(async (call, effect) => {
    if (call.port === "d1") d1.push(call.label);
    if (call.port === "fetch") calls.push(call.label);
    return effect();
  });
  return { deps, d1, calls };
}

function deliver(world: OrderWorld, bodies: readonly OrderMessage[], by: OrderWorld["deps"]): Promise<void> {
  for (const body of bodies) world.push(body);
  return world.deliver(world.queue.slice(-bodies.length), by);
}

const timeOf = (order: Order): string => new Date(order.updatedAt).toISOString().replace(/\.\d+Z$/, "Z");

const announced = (order: Order, more: Partial<OrderMessage> = {}): OrderMessage => ({
  ...webhookOf(order),
  updatedAt: timeOf(order),
  topic: "orders/updated",
  eventId: "event-1",
  ...more,
});

/** An order in the ERP, whose own metafield's webhook is seen too: nothing about it is new. */
async function settledOrder(world: OrderWorld): Promise<Order> {
  const order = place(world);
  world.clock.advance(10_000);
  await deliver(world, [announced(order)], world.deps);
  await world.pass(60_000);
  await deliver(world, [announced(order)], world.deps);
  await world.pass(60_000);
  expect(["submitted", "imported"]).toContain(await world.state(idOf(order)));
  return order;
}

/** One row as it stands, for "no write". */
const rowOf = (world: OrderWorld, order: Order) => world.orderRow(idOf(order));

it("messages of a batch about one order are one evaluation, and all of them are acknowledged", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.clock.advance(10_000);
  const alone = await orderWorld();
  const other = place(alone);
  alone.clock.advance(10_000);
  const one = watched(alone);
  await deliver(alone, [announced(other)], one.deps);

  const many = watched(world);
  const topics = ["orders/create", "orders/paid", "orders/updated", "orders/updated"];
  await deliver(
    world,
    topics.map((topic) => announced(order, { topic })),
    many.deps,
  );
  expect(many.d1).toEqual(one.d1);
  expect(many.calls).toEqual(one.calls);
  expect(world.queue.filter(({ body }) => body.cause === "webhook")).toEqual([]);
});

it.each([
  ["the same event once more", (order: Order) => [announced(order)]],
  [
    "create, paid and updated of one purchase, and the sweep's message",
    (order: Order) => [
      announced(order, { topic: "orders/create" }),
      announced(order, { topic: "orders/paid" }),
      announced(order),
      { orderId: idOf(order), cause: "sweep" as const, updatedAt: timeOf(order) },
    ],
  ],
  [
    "an older version, in another zone",
    (order: Order) => [announced(order, { updatedAt: "2020-01-01T09:00:00-03:00" })],
  ],
])("W3, W5, W14: an order without news costs one read of the hub and no write: %s", async (_name, messages) => {
  const world = await orderWorld();
  const order = await settledOrder(world);
  const before = await rowOf(world, order);
  const { deps, d1, calls } = watched(world);
  await deliver(world, messages(order), deps);
  expect(d1).toHaveLength(1);
  expect(d1[0]).toMatch(/^SELECT orders/);
  expect(calls).toEqual([]);
  expect(await rowOf(world, order)).toEqual(before);
});

it("a batch of ten orders without news is one read", async () => {
  const world = await orderWorld();
  const orders: Order[] = [];
  for (let count = 0; count < 10; count += 1) orders.push(await settledOrder(world));
  const { deps, d1 } = watched(world);
  await deliver(
    world,
    orders.map((order) => announced(order)),
    deps,
  );
  expect(d1).toHaveLength(1);
});

it("a due message of an order that is not due is one read and no write", async () => {
  const world = await orderWorld();
  const order = await settledOrder(world);
  world.engine.run([{ sql: "UPDATE orders SET next_at = NULL", params: [] }]);
  const { deps, d1 } = watched(world);
  await deliver(world, [{ orderId: idOf(order), cause: "due" }], deps);
  expect(d1).toHaveLength(1);
});

const LATER = "2099-01-01T00:00:00Z";
it.each<[string, (order: Order) => OrderMessage[]]>([
  ["a later change", (order) => [announced(order, { updatedAt: LATER })]],
  ["a later change behind an older one", (order) => [announced(order), announced(order, { updatedAt: LATER })]],
  ["a later change before an older one", (order) => [announced(order, { updatedAt: LATER }), announced(order)]],
  ["a change without a time", (order) => [announced(order, { updatedAt: undefined, topic: "orders/edited" })]],
  [
    "a change without a time beside a known one",
    (order) => [announced(order), announced(order, { updatedAt: undefined })],
  ],
  ["an operator's request", (order) => [announced(order), { orderId: idOf(order), cause: "person" }]],
  ["an event of the ERP", (order) => [announced(order), { orderId: idOf(order), cause: "erp-event" }]],
])("%s is always evaluated", async (_name, messages) => {
  const world = await orderWorld();
  const order = await settledOrder(world);
  const { deps, calls } = watched(world);
  await deliver(world, messages(order), deps);
  expect(calls.length).toBeGreaterThan(0);
});

it("a due message of an order that is due is evaluated, also beside a webhook without news", async () => {
  const world = await orderWorld();
  const order = await settledOrder(world);
  world.engine.run([{ sql: "UPDATE orders SET next_at = 1", params: [] }]);
  const { deps, calls } = watched(world);
  await deliver(world, [announced(order), { orderId: idOf(order), cause: "due" }], deps);
  expect(calls.length).toBeGreaterThan(0);
});

it("an order read within its own second: the look that follows covers an equal time, and without one it is evaluated", async () => {
  const world = await orderWorld();
  const order = place(world); // read in the second it was placed in
  await deliver(world, [announced(order)], world.deps);
  expect(await rowOf(world, order)).toMatchObject({ shop_updated_at: null, state: "submitted" });
  const awaited = watched(world);
  await deliver(world, [announced(order)], awaited.deps);
  expect(awaited.calls).toEqual([]);
  // An edit within the same second, whose webhook has the same time: the look finds it.
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
  await deliver(world, [announced(order, { topic: "orders/edited" })], world.deps);
  await world.pass(30_000);
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);

  const other = place(world);
  await deliver(world, [announced(other)], world.deps);
  world.engine.run([{ sql: "UPDATE orders SET next_at = NULL", params: [] }]);
  const alone = watched(world);
  await deliver(world, [announced(other)], alone.deps);
  expect(alone.calls.length).toBeGreaterThan(0);
});

it("an order that the ERP does not have is evaluated although its version was read in its own second", async () => {
  const world = await orderWorld();
  const order = place(world, { payment: "pix" });
  await deliver(world, [announced(order)], world.deps);
  expect(await rowOf(world, order)).toMatchObject({ shop_updated_at: null, state: "waiting-payment" });
  const { deps, calls } = watched(world);
  await deliver(world, [announced(order)], deps);
  expect(calls.length).toBeGreaterThan(0);
});

it("a mark is compared as an instant, and what is no instant is never seen", () => {
  const mark = "2026-11-24T12:00:00Z";
  expect(isSeen("2026-11-24T09:00:00-03:00", mark)).toBe(true);
  expect(isSeen("2026-11-24T11:59:59Z", mark)).toBe(true);
  expect(isSeen("2026-11-24T12:00:01Z", mark)).toBe(false);
  for (const [announcement, stored] of [
    [undefined, mark],
    [mark, null],
    ["soon", mark],
    [mark, ""], // deleted in Shopify
  ] as const)
    expect(isSeen(announcement, stored)).toBe(false);
});

it("the strongest cause stands for all, whatever the order of the messages", () => {
  const message = (cause: OrderMessage["cause"]): OrderMessage => ({ orderId: "1", cause });
  const causes = ["due", "sweep", "webhook", "erp-event", "person"] as const;
  for (const [at, cause] of causes.entries()) {
    const weaker = causes.slice(0, at).map(message);
    expect(mergedMessage([message(cause), ...weaker]).cause).toBe(cause);
    expect(weaker.reduceRight((merged, next) => mergedMessage([next, merged]), message(cause)).cause).toBe(cause);
  }
});

it("W7: paid before create, in one batch: one ERP order in the final state", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.clock.advance(10_000);
  const messages = [announced(order, { topic: "orders/paid" }), announced(order, { topic: "orders/create" })];
  await deliver(world, messages, world.deps);
  expect(world.erp.state.orders.all).toHaveLength(1);
});

it("with a lost hub each message of the batch comes again, by itself", async () => {
  const world = await orderWorld();
  const orders = [place(world), place(world)];
  const lost = world.isolate(async (call, effect) => {
    if (call.port === "d1") throw new Error("D1_ERROR: Network connection lost.");
    return effect();
  });
  const messages = [announced(orders[0] as Order), announced(orders[1] as Order), announced(orders[0] as Order)];
  await deliver(world, messages, lost);
  expect(world.queue).toHaveLength(3);
  expect(world.queue.every(({ dueAt }) => dueAt > world.clock.now())).toBe(true);
  await world.pass(120_000);
  expect(world.erp.state.orders.all).toHaveLength(2);
});

it("what a release of before has queued is worked: a message without time, topic and event", async () => {
  const world = await orderWorld();
  const order = place(world);
  await deliver(world, [webhookOf(order)], world.deps);
  expect(await world.state(idOf(order))).toBe("submitted");
});
