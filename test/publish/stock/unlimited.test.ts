/** Tracking applies to all of an item's locations: a row of one company affects the others. */
import { expect, it } from "vitest";
import { saveCompanies } from "../../../src/hub/settings/mappings.ts";
import { upsertStock, STOCK_DELISTING } from "../../../src/hub/stock/erp-stock.ts";
import { published, type PublishWorld, seqProductOf } from "../world.ts";

/** Writes a quantity as the stock load does. */
const loadStock = (world: PublishWorld, company: number, sku: string, quantityMilli: number, unlimited: 0 | 1) =>
  world.db.batch(
    upsertStock(world.db, "run", [
      {
        company,
        sku,
        seqProduct: seqProductOf(sku),
        quantityMilli,
        unlimited,
        countedOn: null,
        countedAt: null,
        hash: `${quantityMilli}-${unlimited}`,
      },
    ]),
  );
const mapped = (world: PublishWorld, company: number, { enabled = true, isMapped = true } = {}) =>
  saveCompanies(
    world.db,
    [
      {
        company,
        name: `LOJA ${company}`,
        locationGid: isMapped ? (world.locations[company - 1] ?? "") : null,
        enabled,
        safetyMilli: 0,
        quantityIn: "units",
      },
    ],
    world.clock.now(),
  );
const reasons = async (world: PublishWorld) => (await world.desk()).map(({ record, reason }) => `${record} ${reason}`);

/** Unlimited at loja 1; loja 2 has begun to stock it with a quantity. */
async function mixed(): Promise<PublishWorld> {
  const world = await published({
    1: { skus: [{ stock: { 1: 5_000 } }] },
    2: { skus: [{ stock: { 1: 1_000, 2: 2_000 } }] },
  });
  await loadStock(world, 1, "P1E1", 0, 1);
  await world.run();
  expect(world.variant("P1E1").item.tracked).toBe(false);
  await loadStock(world, 2, "P1E1", 7_000, 0);
  await world.drain(2);
  expect(await reasons(world)).toEqual(["P1E1@2 unlimited-mixed"]);
  return world;
}

it("a company refused beside an unlimited one is sent as soon as that one is limited", async () => {
  const world = await mixed();
  await loadStock(world, 1, "P1E1", 3_000, 0);
  await world.drain(2);
  expect([world.available("P1E1", 1), world.available("P1E1", 2), await reasons(world)]).toEqual([3, 7, []]);
});

it("the entry of the unlimited company closes when the other becomes unlimited as well", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000, 2: 5_000 } }] } });
  await loadStock(world, 1, "P1E1", 0, 1);
  await world.run();
  expect(await reasons(world)).toEqual(["P1E1@1 unlimited-mixed"]);
  await loadStock(world, 2, "P1E1", 0, 1);
  await world.drain(2);
  expect([world.variant("P1E1").item.tracked, await reasons(world)]).toEqual([false, []]);
});

it("beside an unlimited company a limited one is sent, also with a quantity changed in the same run and a new level", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000, 2: 5_000 } }] } }, { companies: 3 });
  await loadStock(world, 1, "P1E1", 0, 1);
  await loadStock(world, 2, "P1E1", 4_000, 0);
  await loadStock(world, 3, "P1E1", 3_000, 0);
  await world.drain(2);
  expect([world.variant("P1E1").item.tracked, world.available("P1E1", 2), world.available("P1E1", 3)]).toEqual([
    true,
    4,
    3,
  ]);
  expect(await reasons(world)).toEqual(["P1E1@1 unlimited-mixed"]);
});

it("a quantity that changes while the item stays tracked makes no other company's row due", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000, 2: 5_000 } }] } });
  await loadStock(world, 1, "P1E1", 4_000, 0);
  expect(await world.rows("SELECT company FROM stock WHERE sent IS NOT hash")).toEqual([{ company: 1 }]);
});

it("a row that the ERP no longer returns counts as limited, and the other is sent", async () => {
  const world = await mixed();
  for (const statement of STOCK_DELISTING.switchOff("SELECT 'P1E1'")) await world.exec(statement, null, 1);
  await world.drain(2);
  expect([world.available("P1E1", 1), world.available("P1E1", 2), await reasons(world)]).toEqual([0, 7, []]);
});

it.each([
  ["switched off", { enabled: false }],
  ["without a location", { isMapped: false }],
])("a company that is %s need not agree", async (_, change) => {
  const world = await mixed();
  await mapped(world, 1, change);
  await world.drain(2);
  expect([world.variant("P1E1").item.tracked, world.available("P1E1", 2)]).toEqual([true, 7]);
  expect(await reasons(world)).not.toContain("P1E1@2 unlimited-mixed");
});

it("a re-enabled company must agree again, though its own quantity did not change meanwhile", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000, 2: 5_000 } }] } });
  await mapped(world, 2, { enabled: false });
  await loadStock(world, 1, "P1E1", 0, 1);
  await world.drain(2);
  expect(world.variant("P1E1").item.tracked).toBe(false);
  await mapped(world, 2);
  await world.drain(2);
  expect(await reasons(world)).toContain("P1E1@2 unlimited-mixed");
});

it("saving the same mapping again makes nothing due", async () => {
  const world = await mixed();
  await mapped(world, 1);
  expect(await world.rows("SELECT company FROM stock WHERE sent IS NOT hash")).toEqual([]);
});
