/** The hub is restored to how it stood an hour ago, after a crash at any step of an order: the ERP has the order once. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { ORDER_LEASE_MS } from "../../src/hub/orders/orders.ts";
import { dyingAt } from "../loads/world.ts";
import { totalsOf } from "../../sim/shopify/orders/order-totals.ts";
import { change } from "./back/altered-world.ts";
import { backupOf } from "./hub-backup.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const HOUR = 3_600_000;

/** As docs/operations.md says after a restore: events, then the sweep, and on until the order rests. */
async function untilAtRest(world: OrderWorld): Promise<void> {
  for (let tick = 0; tick < 5; tick += 1) {
    world.clock.advance(ORDER_LEASE_MS + 150_000);
    await world.runJob(orderEvents);
    await world.runJob(orderSweep);
    await world.work();
    world.erp.control.importAndInvoiceDue();
  }
}

/** An order by one isolate: its submission, and the look after it, which shows the number on the Shopify order. */
async function untilShown(world: OrderWorld, by: OrderWorld["deps"]): Promise<void> {
  await world.work(by);
  await world.pass(20_000, 20_000, by);
}

/** What a run of an order did before the restore. */
const LIVES = {
  /** The isolate dies, and nothing comes after it. */
  crash: async () => undefined,
  /** The order goes on after the crash, to its invoice. */
  life: untilAtRest,
} as const;

for (const [life, goOn] of Object.entries(LIVES))
  for (const known of [false, true])
    it(`inv. 3: dead at any step, then (${life}) the whole hub as of an hour ago, the order ${known ? "unpaid" : "unknown"} in it: one ERP order`, async () => {
      let deaths = 0;
      const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
      const order = place(world, { payment: known ? "pix" : "card" });
      if (known) {
        world.push(webhookOf(order));
        await world.work();
      }
      const restore = await backupOf(world);
      if (known) world.shop.control.pay(order.id);
      const putBack = world.keep();
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, step % 2 === 0 ? "before" : "after");
        world.push(webhookOf(order));
        const ended = await Promise.race([untilShown(world, world.isolate(gate)), died]);
        if (ended === undefined) break;
        deaths += 1;
        await goOn(world);
        world.clock.advance(HOUR);
        world.queue.splice(0);
        await restore();
        await untilAtRest(world);
        const label = `step ${step} (${ended?.port} ${ended?.label})`;
        expect(world.erp.journal.order(idOf(order)).accepted.length, label).toBe(1);
        expect(world.erp.journal.doubled(), label).toEqual([]);
        expect(await world.orderRow(idOf(order)), label).toMatchObject({ state: "invoiced", seq_pedido: 464 });
        expect(await world.desk(), label).toEqual([]);
      }
      expect(deaths).toBeGreaterThan(12);
    });

it("inv. 3: the same without an order lookup: one ERP order, or the desk names both", async () => {
  const accepted = (world: OrderWorld, id: string) =>
    world.erp.journal.order(id).accepted.map(({ seqPedido }) => seqPedido);
  const seen = { one: 0, named: 0, shown: 0 };
  const orders = { acceptDuplicates: true, lookup: 404 } as const;
  const world = await orderWorld({ consinco: { orders }, hasOrderLookup: false });
  const order = place(world);
  const restore = await backupOf(world);
  const putBack = world.keep();
  for (let step = 1; ; step += 1) {
    putBack();
    const { gate, died } = dyingAt(step, step % 2 === 0 ? "before" : "after");
    world.push(webhookOf(order));
    if ((await Promise.race([untilShown(world, world.isolate(gate)), died])) === undefined) break;
    const isInErp = accepted(world, idOf(order)).length > 0;
    const isShown = world.metafields(order)["seq_pedido"] === "464";
    world.clock.advance(HOUR);
    world.queue.splice(0);
    await restore();
    await untilAtRest(world);
    const numbers = accepted(world, idOf(order));
    if (numbers.length > 1) {
      // Only a POST whose number the Shopify order did not show yet can come twice.
      expect({ isInErp, isShown }, `step ${step}`).toEqual({ isInErp: true, isShown: false });
      expect(await world.message("erp-order-doubled"), `step ${step}`).toContain(numbers.join(" e "));
      seen.named += 1;
    } else {
      expect(numbers, `step ${step}`).toEqual([464]);
      expect(await world.desk(), `step ${step}`).toEqual([]);
      seen.one += 1;
    }
    if (isShown) seen.shown += 1;
  }
  expect(seen.one).toBeGreaterThan(10);
  expect(seen.named).toBeLessThan(9);
  expect(seen.shown).toBeGreaterThan(2);
});

it.each([
  ["the ERP's rows stand in for what was sent (seed 60032)", { isLookupProven: true }],
  [
    "without a lookup the order as found stands in (seed 7107)",
    { consinco: { orders: { lookup: 404 } }, hasOrderLookup: false },
  ],
] as const)("the hub is restored to before an order, and it is edited after that: %s", async (_, options) => {
  const world = await orderWorld(options);
  const restore = await backupOf(world);
  const order = place(world);
  world.push(webhookOf(order));
  await untilShown(world, world.isolate());
  world.queue.splice(0);
  await restore();
  world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual([]);
  world.clock.advance(60_000);
  const [line] = order.lines;
  world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 1 }] });
  world.clock.advance(10_000);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(30_000, 5_000);
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it.each([
  ["was applied before it is over, and its invoice is shown", true],
  ["was not applied is held, and the order stays as it is", false],
] as const)("no lookup, the hub is restored to before an order: a cut that %s (seed 7107)", async (_, isApplied) => {
  const world = await orderWorld({ consinco: { orders: { lookup: 404 } }, hasOrderLookup: false });
  const restore = await backupOf(world);
  const order = place(world);
  world.push(webhookOf(order));
  await untilShown(world, world.isolate());
  const cut = () => world.erp.control.alter({ seqPedido: 464, changes: [change(world.goods.piece, 1)] });
  world.erp.control.importDue();
  if (isApplied) {
    cut();
    await world.runJob(orderEvents);
    await world.pass(120_000);
    expect((await world.timeline(idOf(order))).join()).toContain("altered applied");
  }
  world.clock.advance(HOUR);
  world.queue.splice(0);
  await restore();
  if (!isApplied) cut();
  const before = totalsOf(world.shop.state.orders.get(order.id) ?? order, true).total;
  await untilAtRest(world);
  expect(totalsOf(world.shop.state.orders.get(order.id) ?? order, true).total).toBe(before);
  expect((await world.desk()).toSorted()).toEqual(isApplied ? [] : ["events invoice-waits", "events order-altered"]);
  expect(await world.state(idOf(order))).toBe(isApplied ? "invoiced" : "imported");
});

/** Submitted, and invoiced by the ERP; the number is not on the Shopify order. Then cancelled in the shop, and the hub restored. */
async function cancelledAfterRestore() {
  const world = await orderWorld({ isLookupProven: true });
  const restore = await backupOf(world);
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.metafields(order)["seq_pedido"]).toBeUndefined();
  world.clock.advance(HOUR);
  world.erp.control.importAndInvoiceDue();
  world.shop.control.cancelOrder(order.id, { refund: true, restock: false });
  world.queue.splice(0);
  await restore();
  return { world, order };
}

it("the hub is restored, and the ERP's events come before the order that was cancelled: the ERP is asked, and the desk says that it has the order (seed 4095)", async () => {
  const { world, order } = await cancelledAfterRestore();
  await world.runJob(orderEvents);
  expect(await world.rows("SELECT state FROM erp_events")).not.toEqual([]);
  expect(await world.rows("SELECT 1 FROM orders")).toEqual([]);
  world.push({ orderId: idOf(order), cause: "sweep" });
  await world.work();
  await world.pass(30_000, 5_000);
  expect(await world.orderRow(idOf(order))).toMatchObject({ seq_pedido: 464 });
  expect(await world.desk()).not.toEqual([]);
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("the same restore, and the ERP lost the order: its events are at the desk", async () => {
  const { world, order } = await cancelledAfterRestore();
  await world.runJob(orderEvents);
  world.erp.control.loseOrder({ seqPedido: 464 });
  world.push({ orderId: idOf(order), cause: "sweep" });
  await world.work();
  expect(await world.state(idOf(order))).toBe("cancelled");
  expect(new Set(await world.desk())).toEqual(new Set(["events order-not-in-erp"]));
});
