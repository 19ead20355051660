/** Metafields of specifications in the drift report. */
import { expect, it } from "vitest";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { upsertImages } from "../../src/hub/images/images.ts";
import { saveMapping } from "../../src/hub/images/specifications.ts";
import { specificationMapping } from "../../src/rules/images/specifications.ts";
import { pictured } from "../publish/images/world.ts";
import { compare } from "./compare-all.ts";

async function shop() {
  const world = await pictured({ 1: { title: "Arroz", skus: [{}, { pack: 12 }] } });
  const mapping = [
    { name: "Conservação", metafield: "custom.conservacao" },
    { name: "Peso", metafield: "custom.peso", of: "variant" },
  ];
  await saveMapping(world.db, specificationMapping.parse(mapping), 0);
  const row = { seqProduct: 1, active: 1 } as const;
  const rows = [
    { ...row, source: "erp:1", sku: "P1E1", name: "Conservação", value: "Local seco", hash: "a" },
    { ...row, source: "erp:2", sku: "P1E12", name: "Peso", value: "12 kg", hash: "b" },
  ];
  await world.db.batch(upsertImages(world.db, "run", { pictures: [], files: [], specifications: rows }, 0));
  await world.place(2);
  expect(world.productOf(1).metafields.get("custom.conservacao")?.value).toBe("Local seco");
  return world;
}

it("metafields as they were sent are no finding, and neither are those of the merchant", async () => {
  const world = await shop();
  const { metafields } = world.productOf(1);
  const ours = metafields.get("custom.conservacao");
  if (!ours) throw new Error("not sent");
  metafields.set("custom.outra", { ...ours, key: "outra", value: "da loja" });
  expect((await compare(world)).found).toEqual([]);
});

it("one that is edited or deleted is found, and the repair sets it again", async () => {
  const world = await shop();
  const field = world.productOf(1).metafields.get("custom.conservacao");
  Object.assign(field ?? {}, { value: "Congelar" });
  world.variant("P1E12").metafields.delete("custom.peso");
  const { run, found } = await compare(world);
  expect(found).toEqual([
    "specification P1  0 custom.conservacao Local seco Congelar",
    "specification P1 P1E12 0 custom.peso 12 kg –",
  ]);
  expect(await repairDrift(world.db, { runId: run.id, n: null, kind: "specification" }, world.clock.now())).toBe(2);
  await world.place(2);
  expect(world.productOf(1).metafields.get("custom.conservacao")?.value).toBe("Local seco");
  expect((await compare(world)).found).toEqual([]);
});

it("those of a product that is being sent, and of a deleted package, are not compared", async () => {
  const world = await shop();
  Object.assign(world.productOf(1).metafields.get("custom.conservacao") ?? {}, { value: "Congelar" });
  await world.exec("UPDATE shop_specifications SET due = 1");
  expect((await compare(world)).found).toEqual([]);
  await world.exec("UPDATE shop_specifications SET due = 0");
  world.shopify.control.deleteVariant(world.variant("P1E12").id);
  expect((await compare(world)).found.filter((line) => line.startsWith("specification"))).toEqual([
    "specification P1  0 custom.conservacao Local seco Congelar",
  ]);
});
