/** An order that the ERP has imported, and what the ways back need of its world. */
import { expect } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import { saveOrderRules } from "./rules.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld, type OrderWorldOptions } from "../world.ts";

export interface Living {
  readonly world: OrderWorld;
  readonly order: ReturnType<typeof place>;
  readonly id: string;
  readonly seqPedido: number;
}

export async function imported(
  options: OrderWorldOptions & { readonly rules?: Record<string, unknown> } = {},
  over: Partial<OrderSpec> | ((world: OrderWorld) => Partial<OrderSpec>) = {},
): Promise<Living> {
  const world = await orderWorld(options);
  if (options.rules) await saveOrderRules(world, options.rules);
  const order = place(world, typeof over === "function" ? over(world) : over);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(60_000);
  expect(await world.state(idOf(order))).toBe("imported");
  return { world, order, id: idOf(order), seqPedido: 464 };
}

export async function poll(world: OrderWorld, by: OrderWorld["deps"] = world.deps): Promise<void> {
  world.clock.advance(120_000);
  await world.runJob(orderEvents, by);
  await world.work(by);
}

/** Calls of a mutation, whatever came of them. */
export const callsOf = ({ shop }: OrderWorld, field: string): number =>
  shop.journal.mutations.filter((mutation) => mutation.field === field).length;

export const actions = (world: OrderWorld): Promise<readonly Record<string, unknown>[]> =>
  world.rows("SELECT kind, state FROM order_actions ORDER BY order_id, n");
