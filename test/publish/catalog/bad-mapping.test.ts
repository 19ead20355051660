/** One bad mapping is one entry about the mapping, and mending it mends what it had stopped. */
import { expect, it } from "vitest";
import { saveCompanies } from "../../../src/hub/settings/mappings.ts";
import { publishWorld } from "../world.ts";

const NOWHERE = "gid://shopify/Location/999999999";

it("a location that Shopify does not take stops no product: one entry names the company, and the right location mends all", async () => {
  const world = publishWorld();
  await world.setup();
  await world.exec("UPDATE companies SET location_gid = ? WHERE company = 2", NOWHERE);
  for (const seq of [1, 2, 3]) await world.product(seq, { skus: [{ stock: { 1: 5_000, 2: 7_000 } }] });
  await world.drain(4);
  expect(world.shop().map(({ variants }) => variants[0]?.stock.slice(0, 2))).toEqual([
    [5, null],
    [5, null],
    [5, null],
  ]);
  expect((await world.desk()).map(({ area, reason }) => [area, reason])).toEqual([
    ["publish-stock", "location-inactive"],
  ]);

  const [, second = ""] = world.locations;
  await saveCompanies(
    world.db,
    [{ company: 2, name: "LOJA 2", locationGid: second, enabled: true, safetyMilli: 0, quantityIn: "units" }],
    world.clock.now(),
  );
  await world.drain(6);
  expect(world.shop().map(({ variants }) => variants[0]?.stock.slice(0, 2))).toEqual([
    [5, 7],
    [5, 7],
    [5, 7],
  ]);
  expect(await world.desk()).toEqual([]);
});

it("in bulk too: what failed once is created without its stock there", async () => {
  const world = publishWorld();
  await world.setup();
  await world.exec("UPDATE companies SET location_gid = ? WHERE company = 2", NOWHERE);
  await world.exec("INSERT INTO loads (name, page_size) VALUES ('publish-bulk', 1)");
  for (const seq of [1, 2]) await world.product(seq, { skus: [{ stock: { 1: 5_000, 2: 7_000 } }] });
  for (let n = 0; n < 6; n += 1) {
    world.clock.advance(600_000);
    await world.drain(2);
  }
  expect(world.shop().map(({ variants }) => variants[0]?.stock[0])).toEqual([5, 5]);
});
