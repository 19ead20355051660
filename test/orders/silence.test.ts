/** A silent ERP: orders that wait for it alone rest, and one of them probes it. */
import { expect, it } from "vitest";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
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
