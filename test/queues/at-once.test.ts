/** A batch is worked some orders at once, orders that the ERP never had first. */
import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { d1Error } from "../../sim/cloudflare/d1-errors.ts";
import { eachAtOnce } from "../../src/rules/work/at-once.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "../orders/world.ts";

/** One batch of all messages that wait. */
const deliverAll = (world: OrderWorld, by: OrderWorld["deps"]) => world.deliver([...world.queue], by);

const withAtOnce = (deps: OrderWorld["deps"], ordersAtOnce: number): OrderWorld["deps"] => ({
  ...deps,
  config: { ...deps.config, erp: { ...deps.config.erp, ordersAtOnce } },
});

it.each([1, 5])("at most %i orders of a batch are under way, and all of them arrive", async (atOnce) => {
  const world = await orderWorld({ isLookupProven: true });
  const orders = Array.from({ length: 12 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  let inFlight = 0;
  let peak = 0;
  const slow: Gate = async (call, effect) => {
    if (call.port !== "fetch" || !call.label.endsWith("/PedidoVenda")) return effect();
    peak = Math.max(peak, (inFlight += 1));
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    inFlight -= 1;
    return effect();
  };
  await deliverAll(world, withAtOnce(world.isolate(slow), atOnce));
  expect(peak).toBe(atOnce);
  for (const order of orders) expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("orders that the ERP never had come before follow-up work of a batch", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const known = Array.from({ length: 3 }, () => place(world));
  for (const order of known) world.push(webhookOf(order));
  await world.work();
  world.queue.splice(0);
  world.clock.advance(60_000);
  const fresh = place(world);
  for (const order of known) world.push({ orderId: idOf(order), cause: "person" });
  world.push(webhookOf(fresh));
  const before = world.shop.journal.requests.length;
  await deliverAll(world, withAtOnce(world.isolate(), 1));
  const [first] = world.shop.journal.requests.slice(before).filter(({ operation }) => operation !== "");
  expect(first?.operation).toBe("OrderFull"); // the fresh order's; the others are looked at
  expect(await world.state(idOf(fresh))).toBe("submitted");
});

it("a pause of the flow postpones every order of the batch that has not begun", async () => {
  const world = await orderWorld({ isLookupProven: true });
  world.erp.faults.add({ kind: "status", status: 401, until: world.clock.now() + 60_000 });
  const orders = Array.from({ length: 9 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await deliverAll(world, withAtOnce(world.isolate(), 2));
  const reads = world.shop.journal.requests.filter(({ operation }) => operation === "OrderFull").length;
  expect(reads).toBeLessThanOrEqual(3);
  const rows = await world.rows("SELECT next_at FROM orders WHERE lease IS NULL AND next_at IS NOT NULL");
  expect(rows).toHaveLength(9);
});

it("a message whose hub call failed is retried alone, while others of the batch are under way", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const orders = Array.from({ length: 6 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  let leases = 0;
  const lossy: Gate = async (call, effect) => {
    if (call.port === "d1" && call.label.startsWith("INSERT orders") && ++leases === 3)
      throw d1Error("Network connection lost.");
    return effect();
  };
  await deliverAll(world, world.isolate(lossy));
  expect(world.queue.filter(({ body }) => body.cause === "webhook")).toHaveLength(1);
  expect(await world.rows("SELECT 1 FROM orders WHERE state = 'submitted'")).toHaveLength(5);
});

it("each item is worked once, in its order, by no more workers than wanted", async () => {
  const begun: number[] = [];
  await eachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await setImmediate();
  });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  await eachAtOnce([], 5, async () => expect.unreachable());
});
