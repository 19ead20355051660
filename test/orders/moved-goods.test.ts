/** Goods that a person moves to another store leave a level there and here: Shopify moved both by itself. */
import { expect, it } from "vitest";
import { orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";

const MINUTE = 60_000;
const changesAt = async (world: OrderWorld, company: number) =>
  Number(
    (
      await world.rows(
        "SELECT external_changes AS changes FROM stock WHERE company = ?1 AND sku = ?2",
        company,
        world.goods.piece.key,
      )
    )[0]?.["changes"],
  );

async function moved(world: OrderWorld, order: Order, parts: "all" | "one"): Promise<void> {
  const [, second = ""] = world.shop.state.locations.keys();
  const [first] = order.fulfillmentOrders;
  const id = parts === "one" ? world.shop.control.splitFulfillmentOrder(first?.id ?? "") : first?.id;
  const part = order.fulfillmentOrders.find((each) => each.id === id);
  Object.assign(part ?? {}, { locationId: second });
  order.updatedAt = world.clock.now();
  world.clock.advance(MINUTE);
  world.push(webhookOf(order));
  await world.work();
}

it("goods of a test order that are moved have the former store's level read again (seed 371)", async () => {
  const world = await orderWorld();
  const order = place(world, { test: true });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(webhookOf(order).orderId)).toBe("ignored");
  const before = await changesAt(world, 1);
  await moved(world, order, "all");
  expect(await changesAt(world, 1)).toBe(before + 1);
});

it("a unit that is moved after the submission has both stores' levels read again (seed 1302)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(MINUTE);
  const before = await changesAt(world, 1);
  await moved(world, order, "one");
  expect(await changesAt(world, 1)).toBeGreaterThan(before);
});
