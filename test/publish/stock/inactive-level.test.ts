/** A level deactivated in Shopify accepts stock without an error and sells nothing. */
import { expect, it } from "vitest";
import { invalidateLevels } from "../../../src/hub/orders/reservations.ts";
import { published, type PublishWorld } from "../world.ts";

const one = { 1: { skus: [{ stock: { 1: 10_000, 2: 4_000 } }] } };
const level = (world: PublishWorld, company: number) => {
  const found = world.variant("P1E1").item.levels.get(world.locations[company - 1] ?? "");
  if (!found) throw new Error("no such level");
  return found;
};
const switchOff = (world: PublishWorld, company: number) => Object.assign(level(world, company), { isActive: false });
const stock = (world: PublishWorld) =>
  world.rows("SELECT sent IS hash AS settled, level_active AS active FROM stock WHERE company = 1");
const activations = (world: PublishWorld) => world.calls("inventoryBulkToggleActivation").length;

it("a level read because of an order is activated again, also where its quantity is already right", async () => {
  const world = await published(one);
  switchOff(world, 1);
  await invalidateLevels(world.db, [1, 2], ["P1E1"]).run();
  await world.run();
  expect([level(world, 1).isActive, level(world, 1).available, activations(world)]).toEqual([true, 10, 1]);
  expect(await stock(world)).toEqual([{ settled: 1, active: 1 }]);
  expect(world.lines.filter(({ event }) => event === "stock.level-inactive")).toMatchObject([
    { count: 1, records: "P1E1@1" },
  ]);
});

it("a level read after a stale response is activated in the next run, before its quantity; its neighbours are sent at once", async () => {
  const world = await published(one);
  switchOff(world, 1);
  level(world, 1).available = 8;
  await world.stock(1, "P1E1", 6_000);
  await world.stock(2, "P1E1", 3_000);
  await world.run();
  expect([level(world, 1).isActive, world.available("P1E1", 1), world.available("P1E1", 2)]).toEqual([false, 8, 3]);
  expect(await stock(world)).toEqual([{ settled: 0, active: 0 }]);
  await world.run();
  expect([level(world, 1).isActive, world.available("P1E1", 1), activations(world)]).toEqual([true, 6, 1]);
  expect(await stock(world)).toEqual([{ settled: 1, active: 1 }]);
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending")).toEqual([]);
});

it("a lost response leaves it recorded, and the next run starts with it", async () => {
  const world = await published(one);
  switchOff(world, 1);
  await invalidateLevels(world.db, [1], ["P1E1"]).run();
  world.shopify.faults.add({ kind: "cutBefore", operation: "Activate", times: 3 });
  await world.run();
  expect([level(world, 1).isActive, await stock(world)]).toEqual([false, [{ settled: 0, active: 0 }]]);
  await world.run();
  expect([level(world, 1).isActive, await stock(world)]).toEqual([true, [{ settled: 1, active: 1 }]]);
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending")).toEqual([]);
});

it("a level deactivated again and again is activated once per read, and costs nothing in between", async () => {
  const world = await published(one);
  for (let time = 1; time <= 3; time += 1) {
    switchOff(world, 1);
    await invalidateLevels(world.db, [1], ["P1E1"]).run();
    await world.drain(3);
    expect(activations(world)).toBe(time);
  }
});
