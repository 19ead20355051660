/** A silent ERP: orders that wait for it alone rest, and one of them probes it. */
import { expect, it } from "vitest";
import { endSilence, markWaitingDue, saveSilence } from "../../src/hub/orders/erp-silence.ts";
import { goOnMarkingWaiting } from "../../src/orders/erp-silence.ts";
import { requeueDueOrders } from "../../src/orders/intake/requeue-due.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import { dyingAt } from "../loads/world.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const MINUTE = 60_000;

/** Orders that came while the ERP answered nothing: each is read, kept as ready and looked up in vain. */
async function waiting(world: OrderWorld, count: number, untilMs: number): Promise<readonly Order[]> {
  world.erp.faults.add({ kind: "status", status: 503, until: world.clock.now() + untilMs });
  const orders = Array.from({ length: count }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  for (const order of orders) expect(await world.orderRow(idOf(order))).toMatchObject({ state: "ready", reason: null });
  return orders;
}

const fullReads = (world: OrderWorld) =>
  world.shop.journal.requests.filter(({ operation }) => operation === "OrderFull").length;

async function minutes(world: OrderWorld, count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 5) {
    await world.runJob(orderSweep);
    await world.pass(5 * MINUTE, 30_000);
  }
}

it("W13: while the ERP is silent its orders rest, one probes it, and the shop's bucket is left alone", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await waiting(world, 60, 14 * 60 * MINUTE);
  const before = fullReads(world);
  await minutes(world, 60);
  // A probe every half minute, and no read besides; sixty orders with growing waits would read 360 times an hour.
  expect(fullReads(world) - before).toBeLessThanOrEqual(140);
  expect(world.lines.filter(({ event }) => event === "erp.silent")).toHaveLength(1);
});

it("W13: the ERP answers the probe, and every order that rested arrives, the oldest first, each once", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const orders = await waiting(world, 12, 30 * MINUTE);
  await minutes(world, 60);
  for (const order of orders) expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
  expect(await world.rows("SELECT name FROM settings WHERE name = 'erp-silence'")).toEqual([]);
  expect(world.lines.some(({ event }) => event === "erp.answers-again")).toBe(true);
});

it("a new order, a change and an operator's request are worked while the ERP is silent", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const [order] = await waiting(world, 12, 60 * MINUTE);
  await minutes(world, 15);
  const fresh = place(world);
  world.push(webhookOf(fresh));
  if (order) {
    world.shop.control.cancelOrder(order.id);
    world.push(webhookOf(order));
  }
  await world.work();
  expect(await world.state(idOf(fresh))).toBe("ready");
  expect(await world.rows("SELECT 1 FROM order_reservations WHERE order_id = ?1", idOf(fresh))).toHaveLength(1);
  expect(order && (await world.state(idOf(order)))).toBe("cancelled");
});

it("one order whose lookup fails does not stop the others", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const orders = Array.from({ length: 6 }, () => place(world));
  world.erp.faults.add({ kind: "status", status: 503, path: "PedidoVenda", method: "GET", times: 3 });
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  expect(await world.rows("SELECT name FROM settings WHERE name = 'erp-silence'")).toEqual([]);
  await minutes(world, 10);
  for (const order of orders) expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

const REST_AT = Date.UTC(2099, 0); // later than any clock of these tests
/** A silence with 2,500 orders that wait for the ERP alone, and four that wait for something else. */
async function longSilence(): Promise<OrderWorld> {
  const world = await orderWorld();
  await saveSilence(world.db, 0, 0);
  await world.db
    .prepare(
      `WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 2499)
       INSERT INTO orders (order_id, state, reason, found_by, attempts, next_at, lease_until, created_at, updated_at)
       SELECT 9000000 - n, 'ready', NULL, 'webhook', 9, ?1, 0, n, n / 700 FROM n UNION ALL
       SELECT value ->> 0, value ->> 1, value ->> 2, 'webhook', 9, ?1, value ->> 3, 0, 500 FROM json_each(?2)`,
    )
    .bind(
      REST_AT,
      JSON.stringify([
        ["1", "ready", "dry-run", 0],
        ["2", "ready", null, REST_AT - 1],
        ["3", "submitting", null, 0],
        ["4", "imported", null, 0],
      ]),
    )
    .run();
  return world;
}
const dueAt = (world: OrderWorld, now: number) =>
  world.rows("SELECT count(*) AS n, min(length(order_id)) AS shortest FROM orders WHERE next_at = ?1", now);

it("W13: what a long silence left is due in portions, and what waits for something else rests on", async () => {
  const world = await longSilence();
  await endSilence(world.db);
  const found = [];
  for (let goesOn = true; goesOn;) {
    goesOn = await markWaitingDue(world.db, 100);
    found.push((await dueAt(world, 100))[0]?.["n"]);
  }
  expect(found).toEqual([1000, 2000, 2500]);
  expect(await dueAt(world, 100)).toEqual([{ n: 2500, shortest: 7 }]);
  expect(await markWaitingDue(world.db, 101)).toBe(false);
  expect(await world.rows("SELECT name FROM portions")).toEqual([]);
});

it.each(["before", "after"] as const)(
  "W13: the isolate dies %s any call at the end of a silence: the next sweep makes the rest due",
  async (when) => {
    for (let step = 1; step <= 7; step += 1) {
      const world = await longSilence();
      const { gate, died } = dyingAt(step, when);
      const isolate = world.isolate(gate);
      const ended = (async () => {
        await endSilence(isolate.db);
        await goOnMarkingWaiting(isolate);
      })();
      await Promise.race([ended, died]);
      const isOver = (await world.rows("SELECT 1 FROM settings WHERE name = 'erp-silence'")).length === 0;
      await requeueDueOrders(world.deps);
      expect(world.queue.length).toBe(isOver ? 240 : 0);
      expect(await world.rows("SELECT count(*) AS n FROM orders WHERE next_at = ?1", REST_AT)).toEqual([
        { n: isOver ? 4 : 2504 },
      ]);
      expect(await world.rows("SELECT name FROM portions")).toEqual([]);
    }
  },
);

it("W13: the ERP is silent again before all is due: what is not yet due rests on", async () => {
  const world = await longSilence();
  await endSilence(world.db);
  await markWaitingDue(world.db, 100);
  await saveSilence(world.db, 30_100, 100);
  await goOnMarkingWaiting(world.deps);
  expect(await dueAt(world, 100)).toEqual([{ n: 1000, shortest: 7 }]);
});
