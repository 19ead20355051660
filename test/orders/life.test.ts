/** What one order's life costs: calls of D1, rows written, points of Shopify's bucket, full reads. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import type { OrderMessage } from "../../src/env.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import { idOf, orderWorld, place, type OrderWorld } from "./world.ts";

interface Cost {
  readonly d1: number;
  readonly rows: number;
  readonly points: number;
  readonly fullReads: number;
}

/** Counts from now on. */
function counted(world: OrderWorld) {
  let d1 = 0;
  let rows = 0;
  const run = world.engine.run.bind(world.engine);
  world.engine.run = (queries) => {
    const answers = run(queries);
    d1 += 1;
    for (const { rowsWritten } of answers) rows += rowsWritten;
    return answers;
  };
  const { requests } = world.shop.journal;
  const before = requests.length;
  return (): Cost => {
    const made = requests.slice(before);
    return {
      d1,
      rows,
      points: made.reduce((sum, { actual }) => sum + actual, 0),
      fullReads: made.filter(({ operation }) => operation === "OrderFull").length,
    };
  };
}

/** The webhooks of what happened to an order since the last call, as Shopify sends them: each change is announced. */
const announced = (order: Order, topic: string): OrderMessage => ({
  orderId: idOf(order),
  cause: "webhook",
  updatedAt: new Date(order.updatedAt).toISOString().replace(/\.\d+Z$/, "Z"),
  topic,
  eventId: `${topic}-${order.updatedAt}`,
});

/** Time goes on; each write of ours comes back as a webhook two seconds later, and the sweep runs every five minutes. */
async function live(world: OrderWorld, order: Order, ms: number): Promise<void> {
  let seen = order.updatedAt;
  for (let passed = 0; passed < ms; passed += 1_000) {
    world.clock.advance(1_000);
    if (order.updatedAt !== seen) {
      seen = order.updatedAt;
      world.push(announced(order, "orders/updated"), 2);
    }
    if (world.clock.now() % 300_000 < 1_000) await world.runJob(orderSweep);
    await world.work();
  }
}

it("one order's life: its calls of D1, its rows and its points", async () => {
  const world = await orderWorld({ isLookupProven: true, countWrites: true });
  // The first order of an installation writes settings that the next ones find.
  const first = place(world);
  world.push(announced(first, "orders/create"));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  await world.runJob(orderEvents);
  await live(world, first, 120_000);
  world.clock.advance(300_000);
  await world.work();

  const order = place(world);
  const id = idOf(order);
  const total = counted(world);
  world.clock.advance(1_000);
  for (const topic of ["orders/create", "orders/paid", "orders/updated"]) world.push(announced(order, topic));
  const toErp = counted(world);
  await world.work();
  const untilErp = toErp();
  expect(await world.state(id)).toBe("submitted");
  await live(world, order, 40_000);
  world.erp.control.importDue();
  await live(world, order, 120_000);
  expect(await world.state(id)).toBe("imported");
  world.erp.control.invoiceDue();
  await world.runJob(orderEvents);
  await live(world, order, 120_000);
  expect(await world.state(id)).toBe("invoiced");
  const life = total();
  // Before this was measured: 11 calls, 32 rows, 63 points; 65 calls, 90 rows, 281 points and 4 full reads over the life.
  expect(untilErp.d1).toBeLessThanOrEqual(10);
  expect(untilErp.rows).toBeLessThanOrEqual(25);
  expect(untilErp.points).toBeLessThanOrEqual(31); // half of 63
  expect(untilErp.fullReads).toBe(1);
  // And the fulfilment of its invoice: one reading of what is to leave, the call, one look after it.
  // And before a write of ours, where no look came just before it, one point: whether the order was touched.
  expect(life.points - untilErp.points).toBeLessThanOrEqual((281 - 63) / 2 + 30 + 1);
  // And the sweep's look whether webhooks come, with its entry closed (W12).
  expect(life.d1).toBeLessThanOrEqual(44 + 11 + 2);
  expect(life.fullReads, "no full read for our own writes").toBe(1);
});

it("a change by another hand that the submitted order does not have costs no full read", async () => {
  const world = await orderWorld({ isLookupProven: true, countWrites: true });
  const order = place(world);
  world.push(announced(order, "orders/create"));
  await world.work();
  await live(world, order, 60_000);
  const cost = counted(world);
  order.tags.push("presente");
  order.updatedAt = world.clock.now();
  world.push(announced(order, "orders/updated"), 2);
  await live(world, order, 30_000);
  expect(cost()).toMatchObject({ fullReads: 0 });
  expect(cost().points).toBeGreaterThan(10); // it was looked at, with its lists
  expect(await world.desk()).toEqual([]);
});

it.each<[string, (order: Order) => void]>([
  ["a note", (order) => void (order.note = "deixar na portaria")],
  ["the e-mail", (order) => void (order.email = "outra@example.com")],
  ["the phone", (order) => void (order.phone = "+5511999990000")],
  ["the address", ({ shippingAddress }) => void Object.assign(shippingAddress ?? {}, { address1: "Rua Nova, 1" })],
  ["the CPF", ({ localizedFields }) => void Object.assign(localizedFields[0] ?? {}, { value: "52998224725" })],
  ["an attribute", ({ customAttributes }) => void customAttributes.push({ key: "CPF", value: "52998224725" })],
])("a change of %s after the submission is found by the look", async (_field, change) => {
  const world = await orderWorld({ isLookupProven: true, countWrites: true });
  const order = place(world);
  world.push(announced(order, "orders/create"));
  await world.work();
  await live(world, order, 60_000);
  change(order);
  order.updatedAt = world.clock.now();
  world.push(announced(order, "orders/updated"), 2);
  await live(world, order, 30_000);
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
});

it("a line that is exchanged for another of the same price is found by the look", async () => {
  const world = await orderWorld({ isLookupProven: true, countWrites: true });
  const order = place(world, {
    lines: [
      { sku: world.goods.piece.key, quantity: 2 },
      { sku: world.goods.pack.key, quantity: 1 },
    ],
  });
  world.push(announced(order, "orders/create"));
  await world.work();
  await live(world, order, 60_000);
  const [one, other] = order.lines;
  if (!one || !other) throw new Error("two lines were placed");
  // Two units become one, and the other line's price makes up for it: no amount of the order moves.
  Object.assign(other, { unitPrice: other.unitPrice + one.unitPrice });
  one.currentQuantity = 1;
  order.updatedAt = world.clock.now();
  world.push(announced(order, "orders/updated"), 2);
  await live(world, order, 30_000);
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
});
