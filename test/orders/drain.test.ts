/** A backlog of due orders goes to the queue in portions, the oldest first; a crash between two of them loses none. */
import { expect, it } from "vitest";
import { DRAIN_WINDOW, requeueDueOrders, sendNextDue } from "../../src/orders/intake/requeue-due.ts";
import { drainOf, readDrain, type DrainRow } from "../../src/hub/orders/drain.ts";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { orderWorld, type OrderWorld } from "./world.ts";

const BACKLOG = DRAIN_WINDOW * 2 + 50;
const idOfPlace = (n: number): string => String(9_000_000 - n); // the ids say nothing of the age

/** Orders that Shopify does not have: each is looked at once, and is then no order of this shop. */
async function backlog(count = BACKLOG): Promise<OrderWorld> {
  const world = await orderWorld();
  await world.db
    .prepare(
      `WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ?1 - 1)
       INSERT INTO orders (order_id, state, found_by, attempts, next_at, created_at, updated_at)
       SELECT 9000000 - n, 'ready', 'webhook', 9, 0, n, 0 FROM n`,
    )
    .bind(count)
    .run();
  return world;
}
const sent = (world: OrderWorld) => world.queue.map(({ body }) => body.orderId);
const oldest = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => idOfPlace(from + n));
const drain = async (world: OrderWorld) => drainOf(await readDrain(world.db).all<DrainRow>());
/** Its messages are taken, and the orders are due no more. */
async function workedOff(world: OrderWorld, count: number): Promise<void> {
  const taken = world.queue.splice(0, count).map(({ body }) => body.orderId);
  await world.db
    .prepare("UPDATE orders SET next_at = NULL WHERE order_id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(taken))
    .run();
}

it("W13: of a backlog the oldest window is sent, and each batch brings as many more, in the order of their age", async () => {
  const world = await backlog();
  await requeueDueOrders(world.deps);
  expect(sent(world)).toEqual(oldest(0, DRAIN_WINDOW));
  for (let done = 30; ; done += 30) {
    const seen = await drain(world);
    await workedOff(world, 30);
    if (seen === null) break;
    await sendNextDue(world.deps, seen, 30);
    const until = Math.min(BACKLOG, DRAIN_WINDOW + done);
    expect(sent(world)).toEqual(oldest(done, until));
  }
  expect(new Set(world.everSent.map(({ orderId }) => orderId)).size).toBe(BACKLOG);
  expect(world.everSent).toHaveLength(BACKLOG);
  expect(await drain(world)).toBeNull();
});

it("two batches that end at once send two portions, and no order twice", async () => {
  const world = await backlog();
  await requeueDueOrders(world.deps);
  const seen = await drain(world);
  if (!seen) throw new Error("no backlog");
  await Promise.all([sendNextDue(world.deps, seen, 30), sendNextDue(world.deps, seen, 30)]);
  expect(sent(world)).toEqual(oldest(0, DRAIN_WINDOW + 60));
});

it("a tick beside a backlog that moves sends nothing; one that stands still is sent from its oldest order again", async () => {
  const world = await backlog();
  await requeueDueOrders(world.deps);
  await requeueDueOrders(world.deps);
  expect(world.queue).toHaveLength(DRAIN_WINDOW);
  world.queue.splice(0); // every message is lost
  world.clock.advance(240_001);
  await requeueDueOrders(world.deps);
  expect(sent(world)).toEqual(oldest(0, DRAIN_WINDOW));
});

it("few due orders are sent whole, and leave no backlog", async () => {
  const world = await backlog(DRAIN_WINDOW);
  await requeueDueOrders(world.deps);
  expect(sent(world)).toEqual(oldest(0, DRAIN_WINDOW));
  expect(await drain(world)).toBeNull();
});

it.each([1, 2, 3, 4, 5])(
  "a process that dies at step %i of a portion: every order of the backlog is sent in the end",
  async (step) => {
    const world = await backlog();
    await requeueDueOrders(world.deps);
    let steps = 0;
    const dying: Gate = async (_call, effect) => {
      if (++steps >= step) throw new Error("the isolate is gone");
      return effect();
    };
    const seen = await drain(world);
    if (!seen) throw new Error("no backlog");
    await sendNextDue(world.isolate(dying), seen, 30);
    for (
      let tick = 0;
      tick < 20 && (await world.one("SELECT count(*) AS n FROM orders WHERE next_at = 0"))["n"];
      tick += 1
    ) {
      while (world.queue.length > 0) {
        const found = await drain(world);
        const count = Math.min(30, world.queue.length);
        await workedOff(world, count);
        if (found) await sendNextDue(world.deps, found, count);
      }
      world.clock.advance(300_000);
      await requeueDueOrders(world.deps);
    }
    expect(new Set(world.everSent.map(({ orderId }) => orderId)).size).toBe(BACKLOG);
  },
);

it("a due message that is not of the backlog, such as an order's follow-up, brings no more of it", async () => {
  const world = await backlog();
  await requeueDueOrders(world.deps);
  world.queue.splice(0);
  const one = (isOfBacklog?: true) => [
    { body: { orderId: idOfPlace(0), cause: "due" as const, isOfBacklog }, dueAt: 0, attempts: 0 },
  ];
  await world.deliver(one());
  expect(sent(world).filter((id) => id === idOfPlace(DRAIN_WINDOW))).toEqual([]);
  await world.deliver(one(true));
  expect(sent(world).filter((id) => id === idOfPlace(DRAIN_WINDOW))).toHaveLength(1);
});
