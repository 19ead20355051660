import { expect, it } from "vitest";
import { DEFAULT_SETTINGS, type CatalogSettings } from "../../src/rules/catalog/settings.ts";
import { drift, driftSample } from "../../src/crons/drift.ts";
import { saveCatalogSettings } from "../../src/hub/catalog/settings.ts";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { compare } from "./compare-all.ts";
import { publishWorld, type PublishOptions, type PublishWorld } from "../publish/world.ts";

/** Product 919 of the brand CAMIL under Mercearia > Arroz with two packages, one keyword, and a tag of the merchant's. */
async function shop(settings: Partial<CatalogSettings> = {}, options: PublishOptions = {}): Promise<PublishWorld> {
  const world = publishWorld(options);
  await world.setup();
  await world.category(3, "Mercearia");
  await world.category(310, "Arroz", 3);
  await world.brand(12, "CAMIL");
  await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, ...settings });
  await world.product(919, {
    title: "Arroz",
    brand: 12,
    category: 310,
    keywords: "grãos",
    skus: [
      { ean: "7891234567895", weightG: 1_000 },
      { pack: 12, weightG: 12_000 },
    ],
  });
  await world.drain(3);
  world.productOf(919).tags.push("Oferta");
  return world;
}
const owned = (owners: Partial<CatalogSettings["owners"]>) => ({ owners: { ...DEFAULT_SETTINGS.owners, ...owners } });

/** A merchant's possible edits of the product's fields and variants. */
function spoil(world: PublishWorld): void {
  const product = world.productOf(919);
  Object.assign(product, { vendor: "Outra", productType: "Massas" });
  product.seo.title = "Promoção";
  product.tags = ["Oferta", "verão", "erp-cat-3", "erp-cat-77"];
  world.variant("P919E1").barcode = "123";
  world.variant("P919E12").item.weight = { value: 500, unit: "GRAMS" };
}
const shown = (world: PublishWorld) => {
  const { vendor, productType, seo, tags } = world.productOf(919);
  const { barcode } = world.variant("P919E1");
  const { weight } = world.variant("P919E12").item;
  return { vendor, productType, seo: seo.title, tags: tags.toSorted(), barcode, weight };
};
const repairAll = (world: PublishWorld, runId: string) =>
  repairDrift(world.db, { runId, n: null, kind: null }, world.clock.now());

it.each([drift, driftSample])("$name: drift of ERP-owned fields is found, and repair reverts it", async (job) => {
  const world = await shop(owned({ seo: "erp" }));
  expect((await compare(world, job)).found).toEqual([]);
  const before = shown(world);
  spoil(world);
  const { run, found } = await compare(world, job);
  expect(found).toEqual([
    "barcode P919 P919E1 0 7891234567895 123",
    "product-type P919  0 Arroz Massas",
    "seo P919  0 seoTitle Arroz Promoção",
    "tags P919  0 erp-cat-310, grãos erp-cat-77",
    "vendor P919  0 CAMIL Outra",
    "weight P919 P919E12 0 12000 500",
  ]);
  expect(run.counts).toMatchObject({ barcode: 1, "product-type": 1, seo: 1, tags: 1, vendor: 1, weight: 1 });

  expect(await repairAll(world, run.id)).toBe(6);
  await world.drain(2);
  expect(shown(world)).toEqual({ ...before, tags: [...before.tags, "verão"].toSorted() });
  expect((await compare(world, job)).found).toEqual([]);
  expect(await world.desk()).toEqual([]);
});

it.each([
  ["vendor", "product-type", "tags", "barcode", "weight"],
  ["weight", "vendor", "product-type", "tags", "barcode"],
] as const)("repair of %s alone sends that and nothing else", async (kind, ...others) => {
  const world = await shop();
  spoil(world);
  const { run } = await compare(world);
  expect(await repairDrift(world.db, { runId: run.id, n: null, kind }, world.clock.now())).toBe(1);
  await world.drain(2);
  const left = (await compare(world)).found.map((line) => line.split(" ")[0]);
  // One call carries barcode and weight of a product's variants.
  expect(left).toEqual(others.filter((other) => kind !== "weight" || other !== "barcode").toSorted());
});

it("a field owned by the merchant or edited first is no drift; nor is a merchant tag that was removed", async () => {
  const world = await shop(
    owned({ vendor: "merchant", productType: "untilEdited", barcode: "merchant", weight: "once" }),
  );
  spoil(world);
  world.productOf(919).tags = ["erp-cat-3", "erp-cat-310", "grãos", "natal"];
  expect((await compare(world)).found).toEqual([]);
});

it("a field that was never sent is no drift: a brand unknown to the hub, a package without a barcode", async () => {
  const world = await shop();
  await world.product(7, { title: "Feijão", brand: 99, skus: [{ ean: null, weightG: null }] });
  await world.drain(3);
  Object.assign(world.productOf(7), { vendor: "Do lojista" });
  world.variant("P7E1").barcode = "555";
  world.variant("P7E1").item.weight = { value: 1, unit: "KILOGRAMS" };
  expect((await compare(world)).found).toEqual([]);
});

it("a weight that Shopify shows in another unit is the same weight", async () => {
  const world = await shop();
  world.variant("P919E12").item.weight = { value: 12_000, unit: "GRAMS" };
  expect((await compare(world)).found).toEqual([]);
});

it("every channel of the settings is compared, and repair publishes the product again", async () => {
  const names = ["Online Store", "Point of Sale", "Meta", "Google", "Feira"];
  const publications = names.map((name) => ({ name }));
  const world = await shop({}, { publications });
  const all = [...world.shopify.state.publications.keys()];
  await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, publications: all });
  await world.drain(2);
  expect((await compare(world)).found).toEqual([]);
  const { publishedOn } = world.productOf(919);
  for (const index of [1, 4]) publishedOn.delete(all[index] ?? "");
  const { run, found } = await compare(world);
  expect(found).toEqual([all[1], all[4]].map((id) => `unpublished P919  0 ${id} sim não`).toSorted());
  expect(await repairAll(world, run.id)).toBe(2);
  await world.drain(2);
  expect([...publishedOn.keys()].toSorted()).toEqual(all.toSorted());
  expect((await compare(world)).found).toEqual([]);
});

it("a channel that the lane never published to is the shop's own", async () => {
  const world = await shop({}, { publications: [{ name: "Online Store" }, { name: "Agentes", autoPublish: true }] });
  const [online = "", agents = ""] = world.shopify.state.publications.keys();
  await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, publications: [online, agents] });
  await world.drain(2);
  world.productOf(919).publishedOn.delete(agents);
  expect((await compare(world)).found).toEqual([]);
});
