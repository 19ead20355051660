/** What a variant is sold by, switched by a merchant or another app: found, put right or left, by its owner. */
import { expect, it } from "vitest";
import { drift } from "../../src/crons/drift.ts";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { saveCatalogSettings } from "../../src/hub/catalog/settings.ts";
import { DEFAULT_SETTINGS, type CatalogSettings } from "../../src/rules/catalog/settings.ts";
import { publishWorld } from "../publish/world.ts";
import { compare } from "./compare-all.ts";

async function shop(owners: Partial<CatalogSettings["owners"]> = {}) {
  const world = publishWorld();
  await world.setup();
  await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, owners: { ...DEFAULT_SETTINGS.owners, ...owners } });
  await world.product(1, { skus: [{ stock: { 1: 7_000, 2: 3_000 } }, { pack: 12, stock: { 1: 24_000 } }] });
  await world.drain(3);
  expect((await compare(world, drift)).found).toEqual([]);
  return world;
}
const SWITCHED = {
  sku: "ARROZ-1",
  tracked: false,
  inventoryPolicy: "CONTINUE",
  requiresShipping: false,
  taxable: false,
} as const;
const sold = ({ inventoryPolicy, taxable, item }: ReturnType<ReturnType<typeof publishWorld>["variant"]>) => ({
  sku: item.sku,
  tracked: item.tracked,
  inventoryPolicy,
  requiresShipping: item.requiresShipping,
  taxable,
});

it("SKU, tracking, policy and shipping are put right at once by the comparison; taxes are the merchant's", async () => {
  const world = await shop();
  const variant = world.variant("P1E1");
  world.shopify.control.editVariant(variant.id, SWITCHED);
  await world.exec("UPDATE stock SET quantity_milli = 0, hash = 'h0' WHERE company = 1 AND sku = 'P1E1'");
  await world.exec("UPDATE stock SET sent = hash"); // the figure is not due: only the comparison can see it
  const { found } = await compare(world, drift);
  expect(found).toEqual([
    "policy P1 P1E1 0 DENY CONTINUE",
    "shipping P1 P1E1 0 sim não",
    "sku P1 P1E1 0 P1E1 ARROZ-1",
    "tracking P1 P1E1 0 sim não",
  ]);
  expect(await world.desk()).toEqual([]);
  await world.drain(3);
  expect(sold(variant)).toEqual({
    sku: "P1E1",
    tracked: true,
    inventoryPolicy: "DENY",
    requiresShipping: true,
    taxable: false,
  });
  expect(world.shop()).toMatchObject([{ variants: [{ sku: "P1E1", stock: [0, 3, null] }, { sku: "P1E12" }] }]);
  expect(await world.rows("SELECT DISTINCT repaired_at IS NOT NULL AS done FROM drift_findings")).toEqual([
    { done: 1 },
  ]);
  expect((await compare(world, drift)).found).toEqual([]);
});

it("a repair that comes while the lane is at the product is not marked over (seed 15)", async () => {
  const world = await shop();
  const { id } = world.productOf(1);
  const [publication = ""] = world.productOf(1).publishedOn.keys();
  world.shopify.control.unpublish(id, publication);
  world.shopify.control.editVariant(world.variant("P1E1").id, { inventoryPolicy: "CONTINUE" });
  const { run, found } = await compare(world, drift);
  expect(found.map((line) => line.split(" ")[0])).toEqual(["policy", "unpublished"]);
  const { shopify } = world.deps;
  const repairs = { made: 0 };
  const between: typeof shopify.run = async (document, variables, options) => {
    if (document.toString().includes("mutation VariantsUpdate") && repairs.made === 0)
      repairs.made = await repairDrift(world.db, { runId: run.id, n: null, kind: "unpublished" }, world.clock.now());
    return shopify.run(document, variables, options);
  };
  await world.run({ ...world.deps, shopify: { ...shopify, run: between } });
  expect(repairs.made).toBe(1);
  await world.drain(3);
  expect((await compare(world, drift)).found).toEqual([]);
  expect(world.productOf(1).publishedOn.size).toBe(1);
});

it("with the owner merchant the policy stays, with the owner erp taxes are put right", async () => {
  const world = await shop({ policy: "merchant", taxable: "erp" });
  const variant = world.variant("P1E1");
  world.shopify.control.editVariant(variant.id, { inventoryPolicy: "CONTINUE", taxable: false });
  expect((await compare(world, drift)).found).toEqual(["taxable P1 P1E1 0 sim não"]);
  await world.drain(2);
  expect(sold(variant)).toMatchObject({ inventoryPolicy: "CONTINUE", taxable: true });
});

it("goods without a count that another app tracks are untracked again", async () => {
  const world = await shop();
  await world.exec("UPDATE stock SET unlimited = 1, hash = 'u' WHERE sku = 'P1E12'");
  await world.drain(2);
  const variant = world.variant("P1E12");
  expect(variant.item.tracked).toBe(false);
  world.shopify.control.editVariant(variant.id, { tracked: true });
  expect((await compare(world, drift)).found).toEqual(["tracking P1 P1E12 0 não sim"]);
  await world.drain(2);
  expect(variant.item.tracked).toBe(false);
});

it("a publish that touches the variants puts them right too, without a comparison", async () => {
  const world = await shop();
  const variant = world.variant("P1E1");
  world.shopify.control.editVariant(variant.id, SWITCHED);
  await world.sku(1, { pack: 6, name: "FD-6", cents: 5_500 });
  await world.touch(1);
  await world.drain(3);
  expect(sold(variant)).toMatchObject({ sku: "P1E1", tracked: true, inventoryPolicy: "DENY", requiresShipping: true });
});

it("a level that is read and found untracked is tracked again before its figure goes", async () => {
  const world = await shop();
  const variant = world.variant("P1E1");
  world.shopify.control.editVariant(variant.id, { tracked: false });
  await world.exec("UPDATE stock SET sent = NULL, sent_quantity = NULL WHERE company = 1 AND sku = 'P1E1'");
  await world.drain(3);
  expect(variant.item.tracked).toBe(true);
  expect(await world.rows("SELECT count(*) AS due FROM stock WHERE sent IS NOT hash")).toEqual([{ due: 0 }]);
});
