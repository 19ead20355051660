/** An order that the ERP has imported, and what its back office then does to it. */
import { expect } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import type { Billing, Change } from "../../../sim/consinco/orders/order-lifecycle.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import { totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { SkuView } from "../../../sim/consinco/view.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld, type OrderWorldOptions } from "../world.ts";

export interface Imported {
  readonly world: OrderWorld;
  readonly order: Order;
  readonly id: string;
  readonly seqPedido: number;
}

export async function imported(over: Partial<OrderSpec> = {}, options: OrderWorldOptions = {}): Promise<Imported> {
  const world = await orderWorld({ isLookupProven: true, ...options });
  await world.db.prepare('UPDATE payment_forms SET submit_while = \'["pending","authorized"]\'').run();
  await world.db
    .prepare(
      "INSERT INTO payment_forms (gateway, seq_forma_pagto, submit_while) VALUES ('pagamento na entrega', 1, '[\"pending\"]')",
    )
    .run();
  const order = place(world, over);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.pass(60_000);
  world.erp.control.importDue();
  await world.pass(120_000);
  expect(await world.state(id)).toBe("imported");
  return { world, order, id, seqPedido: Number((await world.orderRow(id))["seq_pedido"]) };
}

export const change = ({ seqProduto, qtdEmbalagem }: SkuView, attended: number, chargedCents?: number): Change => ({
  seqProduto,
  qtdEmbalagem,
  attended,
  ...(chargedCents === undefined ? {} : { chargedCents }),
});

/** The back office alters the order, and the poll brings it. */
export async function alter({ world, seqPedido }: Imported, ...changes: Change[]): Promise<void> {
  world.erp.control.alter({ seqPedido, changes });
  await world.runJob(orderEvents);
  await world.pass(60_000);
}

export async function invoice({ world, seqPedido }: Imported, how: Billing = {}): Promise<void> {
  world.erp.control.invoice({ seqPedido, ...how });
  await world.runJob(orderEvents);
  await world.pass(120_000);
}

/** The ERP's news reach the order by this isolate, which may die on the way. */
export async function apply({ world }: Imported, by: OrderWorld["deps"]): Promise<void> {
  await world.runJob(orderEvents, by);
  await world.work(by);
  await world.pass(30_000, 15_000, by);
}

/** What is left undone is done: leases end, due runs and polls go on. */
export async function settle({ world }: Imported): Promise<void> {
  for (let tick = 0; tick < 4; tick += 1) {
    world.clock.advance(ORDER_LEASE_MS + 60_000);
    await world.runJob(orderSweep);
    await world.runJob(orderEvents);
    await world.work();
    await world.pass(60_000);
  }
}

/** In cents: the total that the shop shows, the customer's money after refunds, and what is open. */
export function moneyOf({ order }: Imported) {
  const { total, received, refunded, outstanding } = totalsOf(order, true);
  return { total, kept: received - refunded, outstanding };
}

/** What the ERP bills: its items and the freight, in cents. */
export function billedOf({ world, seqPedido }: Imported): number {
  const order = world.erp.state.orders.bySeq(seqPedido);
  if (!order) throw new Error("the ERP has no such order");
  const goods = order.items
    .filter(({ lost }) => !lost)
    .map(({ attendedMilli, chargedCents }) => Math.round((attendedMilli * chargedCents) / 1_000));
  return goods.reduce((sum, cents) => sum + cents, order.body.freightCents);
}

export const setRules = ({ world }: Imported, rules: Readonly<Record<string, unknown>>): Promise<unknown> =>
  world.db
    .prepare(
      "INSERT INTO settings (name, value, changed_at) VALUES ('order-rules', ?1, 0) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(JSON.stringify(rules))
    .run();

export const countOf = ({ world }: Imported, effect: string): number => world.shop.journal.effects(effect).length;

/** Does something right before the next calls of an operation reach the shop. */
export function before({ world }: Imported, operation: string, act: () => void | Promise<void>, times = 1): void {
  const { handler } = world.shop;
  let left = times;
  Object.assign(world.shop, {
    handler: async (request: Request): Promise<Response> => {
      if (left > 0 && (await request.clone().text()).includes(`mutation ${operation}(`)) {
        left -= 1;
        await act();
      }
      return handler(request);
    },
  });
}
