/** A promised window is kept in the hub, goes to the ERP as data, and is at the desk when it comes near without an invoice. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { showNearWindows } from "../../src/orders/intake/near-windows.ts";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const HOUR = 3_600_000;

async function promised(world: OrderWorld, hours: number, over: Parameters<typeof place>[1] = {}) {
  const from = world.clock.now() + hours * HOUR;
  const order = place(world, { delivery: { method: "LOCAL", priceCents: 0, from, until: from + 2 * HOUR }, ...over });
  world.push(webhookOf(order));
  await world.work();
  return { order, from };
}

const near = async (world: OrderWorld) => {
  await world.runJob(orderSweep);
  await world.work();
  return (await world.rows("SELECT ref, state, times FROM desk WHERE area = 'deliveries' ORDER BY ref")).map(
    ({ ref, state, times }) => `${String(ref)} ${String(state)} ${String(times)}`,
  );
};

it("the window is kept in the order's row; an order without one has none", async () => {
  const world = await orderWorld();
  const { order, from } = await promised(world, 5);
  expect(await world.orderRow(idOf(order))).toMatchObject({
    state: "submitted",
    window_from: from,
    window_until: from + 2 * HOUR,
  });
  const plain = place(world);
  world.push(webhookOf(plain));
  await world.work();
  expect(await world.orderRow(idOf(plain))).toMatchObject({ window_from: null, window_until: null });
});

it("a window that comes near without an invoice is one entry, which closes by itself with the invoice", async () => {
  const world = await orderWorld({ consinco: { orders: { importAfterMs: 60_000 } } });
  const { order } = await promised(world, 5);
  const id = idOf(order);
  expect(await near(world)).toEqual([]);
  await world.pass(2.9 * HOUR, 300_000);
  expect(await near(world)).toEqual([]);
  await world.pass(0.2 * HOUR, 300_000);
  expect(await near(world)).toEqual([`${id} open 1`]);
  expect(await near(world)).toEqual([`${id} open 1`]); // written once
  expect(await world.message("window-near")).toMatch(/^Pedido #1001: prometido para \d\d\/\d\d \d\d:\d\d-\d\d:\d\d /);
  const erpOrder = world.erp.state.orders.all[0];
  world.erp.control.invoice({ seqPedido: erpOrder?.seqPedido ?? 0 });
  await world.runJob(orderEvents);
  await world.work();
  await world.pass(60_000);
  expect(await world.state(id)).toBe("invoiced");
  expect(await near(world)).toEqual([`${id} resolved 1`]);
});

it("an order on hold is shown too, a cancelled or unpaid one is not, and a rule switches it off", async () => {
  const world = await orderWorld();
  const held = await promised(world, 1, { cpfIn: "nowhere" });
  const unpaid = await promised(world, 1, { payment: "pix" });
  const late = await promised(world, 1);
  const [heldId, lateId] = [idOf(held.order), idOf(late.order)];
  expect(await near(world)).toEqual([`${heldId} open 1`, `${lateId} open 1`]);
  expect(await world.state(idOf(unpaid.order))).toBe("waiting-payment");
  world.shop.control.cancelOrder(held.order.id, { reason: "CUSTOMER", restock: true, refund: true });
  world.push(webhookOf(held.order));
  await world.work();
  expect(await near(world)).toEqual([`${heldId} resolved 1`, `${lateId} open 1`]);
  await changeOrderRules(world.deps, { windowAlertMinutes: null });
  expect(await near(world)).toEqual([`${heldId} resolved 1`, `${lateId} resolved 1`]);
});

it("a quiet look is one call, by the index of open windows alone", async () => {
  const world = await orderWorld();
  const calls: string[] = [];
  const by = world.isolate(async (call, effect) => {
    if (call.port === "d1") calls.push(call.label);
    return effect();
  });
  await showNearWindows(by);
  expect(calls).toHaveLength(1);
  const sql = `SELECT order_id FROM orders INDEXED BY orders_window_open
        WHERE window_from IS NOT NULL AND state NOT IN ('invoiced', 'cancelled', 'ignored')
          AND window_from <= 1 + 60000 * (SELECT 2)`;
  const { results } = await world.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>();
  expect(results.map(({ detail }) => detail)[0]).toMatch(/^SEARCH orders USING INDEX orders_window_open/);
});
