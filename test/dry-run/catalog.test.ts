import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, type CatalogSettings } from "../../src/rules/catalog/settings.ts";
import { saveCatalogSettings, saveTaxonomy } from "../../src/hub/catalog/settings.ts";
import { saveDryRun } from "../../src/hub/dry-run/dry-run.ts";
import { guarded, reportOf } from "./world.ts";
import { published, publishWorld, type ProductSpec, type PublishOptions, type PublishWorld } from "../publish/world.ts";

const rice: ProductSpec = {
  title: "Arroz",
  description: "<p>Grãos longos</p>",
  brand: 12,
  category: 31,
  keywords: "arroz;camil",
  skus: [{ ean: "7891000100103" }, { pack: 12, name: "CX-12", cents: 11_990 }],
};

/** A shop with the tree Mercearia > Grãos, the brand CAMIL and product 919 in it. */
async function shop(
  settings: Partial<CatalogSettings> = {},
  product: ProductSpec = rice,
  options: PublishOptions = {},
): Promise<PublishWorld> {
  const world = publishWorld(options);
  await world.setup();
  await world.category(3, "Mercearia");
  await world.category(31, "Grãos", 3);
  await world.brand(12, "CAMIL");
  await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, ...settings });
  await world.product(919, product);
  await world.drain(3);
  return world;
}
const none = { created: 0, changed: 0, removed: 0, refused: 0, waiting: 0, same: 0 };
const set = async (world: PublishWorld, change: string) => {
  await world.exec(`UPDATE products SET ${change} WHERE seq_product = 919`);
  await world.touch(919);
};

describe("a product that changes", () => {
  it("D1: shows each field with Shopify's value and the value to send", async () => {
    const world = await shop();
    await world.category(32, "Massas", 3);
    await world.category(320, "Espaguete", 32);
    await world.brand(13, "TIO JOÃO");
    await saveTaxonomy(world.db, [{ seqCategory: 32, taxonomyGid: "gid://shopify/TaxonomyCategory/fb-2-3" }]);
    await world.drain(2);
    await set(world, "title = 'Massa', description = '<p>Longa</p>', seq_brand = 13, seq_category = 320, active = 0");
    await world.exec("UPDATE skus SET ean = '7891000053508', weight_g = 750 WHERE sku = 'P919E1'");
    const { scopeOf } = await reportOf(world);
    const { counts, lines } = scopeOf("catalog");
    expect(counts).toEqual({ ...none, changed: 1 });
    expect(lines.toSorted()).toEqual([
      "P919 change description <p>Grãos longos</p> <p>Longa</p>",
      "P919 change path Mercearia > Grãos Mercearia > Massas > Espaguete",
      "P919 change productType Grãos Espaguete",
      "P919 change seoDescription Grãos longos Longa",
      "P919 change seoTitle Arroz Massa",
      "P919 change status ACTIVE DRAFT",
      "P919 change tags – erp-cat-32, erp-cat-320",
      "P919 change taxonomy – gid://shopify/TaxonomyCategory/fb-2-3",
      "P919 change title Arroz Massa",
      "P919 change vendor CAMIL TIO JOÃO",
      "P919 remove tags erp-cat-31 –",
      "P919E1 change barcode 7891000100103 7891000053508",
      "P919E1 change weight 500 g 750 g",
    ]);
  });

  it("D1: weighed goods show portion, weight and unit price, before and after", async () => {
    const world = await shop({}, { title: "Queijo", weighed: true, multipleMilli: 100, skus: [{ cents: 5_000 }] });
    await set(world, "multiple_milli = 200");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog").lines.toSorted()).toEqual([
      "P919E1 change option 100 g 200 g",
      "P919E1 change unitPrice 100 g 200 g",
      "P919E1 change weight 100 g 200 g",
    ]);
  });

  it("D1: keywords alone are a change: added and removed tags, and none of the merchant's", async () => {
    const world = await shop();
    world.productOf(919).tags.push("oferta da casa");
    await set(world, "keywords = 'arroz;longo'");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, changed: 1 },
      lines: ["P919 remove tags camil –", "P919 change tags – longo"],
    });
  });

  it("D1: a merchant's texts and own barcode are not shown: the lane would leave them", async () => {
    const world = await shop({ owners: { ...DEFAULT_SETTINGS.owners, barcode: "merchant" } });
    world.productOf(919).descriptionHtml = "<p>Da casa</p>";
    await set(world, "description = '<p>Outra</p>'");
    await world.exec("UPDATE skus SET ean = '7891000053508' WHERE sku = 'P919E1'");
    const { scopeOf } = await reportOf(world);
    // The SEO text was not edited, so it still follows the ERP.
    expect(scopeOf("catalog").lines).toEqual(["P919 change seoDescription Grãos longos Outra"]);
  });

  it("D1: a variant removed with its package is shown as removed, a new one as created", async () => {
    const skus = [1, 2, 3, 4, 5].map((pack) => ({ pack, cents: 1_000 * pack }));
    const world = await shop({}, { title: "Ovo", skus });
    await world.exec("DELETE FROM skus WHERE sku = 'P919E5'");
    await world.sku(919, { pack: 6, cents: 5_500 });
    await world.touch(919);
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, changed: 1 },
      lines: ["P919 remove variant P919E5 (UN-5) –", "P919 create variant – P919E6 (UN-6) R$ 55,00"],
    });
  });

  it("D1: a channel chosen since is shown by its name", async () => {
    const publications = [{ name: "Online Store" }, { name: "Point of Sale" }];
    const world = await shop({ collections: false }, rice, { publications });
    const all = [...world.shopify.state.publications.keys()];
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, collections: false, publications: all });
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, changed: 1 },
      lines: ["P919 change channel – Point of Sale"],
    });
  });

  it("is not read while nothing differs, and those that differ are read together", async () => {
    const world = await shop();
    await world.product(920);
    await world.product(921);
    await world.drain(2);
    for (const seq of [919, 920, 921]) await world.touch(seq);
    await reportOf(world);
    expect(world.callCount("ProductsShown")).toBe(0);
    await world.exec("UPDATE products SET title = title || ' novo'");
    await world.exec("DELETE FROM dry_run_passes");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog").counts).toEqual({ ...none, changed: 3 });
    expect(world.callCount("ProductsShown")).toBe(1);
  });
});

it("D1: a product with more variants than one call returns is read completely", async () => {
  const skus = Array.from({ length: 120 }, (_, index) => ({ pack: index + 1 }));
  const world = await shop({}, { title: "Parafuso", skus });
  await world.exec("UPDATE skus SET weight_g = 750 WHERE sku IN ('P919E1', 'P919E120')");
  await world.touch(919);
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("catalog")).toEqual({
    counts: { ...none, changed: 1 },
    lines: ["P919E120 change weight 500 g 750 g", "P919E1 change weight 500 g 750 g"],
  });
  expect(world.callCount("VariantsShown")).toBe(2);
});

describe("refusals", () => {
  it("D1: a SKU that is left out is a refused record beside its product, with the reason", async () => {
    const world = publishWorld();
    await world.setup();
    await world.product(1, {
      title: "Café",
      skus: [{ name: "CX" }, { pack: 6, name: "cx" }, { pack: 12, cents: null }, { pack: 24, cents: 0 }],
    });
    const { scopeOf } = await reportOf(world);
    const { counts, lines } = scopeOf("catalog");
    expect(counts).toEqual({ ...none, created: 1, refused: 3 });
    expect(lines.toSorted()).toEqual([
      "P1 create product – Café · ACTIVE · Online Store · P1E1 R$ 10,00",
      "P1E12 refuse price-missing – –",
      "P1E24 refuse price-zero – –",
      "P1E6 refuse package-doubled – –",
    ]);
  });

  it("D1: a set stopped by the shrink guard is refused, and the steps before it are shown", async () => {
    const world = await published({ 919: rice });
    await world.exec("DELETE FROM skus WHERE sku = 'P919E12'");
    await set(world, "active = 0");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, refused: 1 },
      lines: ["P919 refuse set-shrinks 2 variantes 1, sem P919E12", "P919 change status ACTIVE DRAFT"],
    });
  });

  it("D1: a variant deleted by a merchant is created again, or refused where it is only reported", async () => {
    const world = await shop();
    world.shopify.control.deleteVariant(world.variant("P919E12").id);
    await world.exec("UPDATE skus SET weight_g = 750 WHERE sku = 'P919E1'");
    await world.touch(919);
    const recreated = await reportOf(world);
    expect(recreated.scopeOf("catalog").lines).toEqual([
      "P919 create variant – P919E12 (CX-12) R$ 119,90",
      "P919E1 change weight 500 g 750 g",
    ]);
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, variantDeleted: "report" });
    await world.exec("DELETE FROM dry_run_passes");
    const reported = await reportOf(world);
    expect(reported.scopeOf("catalog")).toEqual({
      counts: { ...none, changed: 1, refused: 1 },
      lines: ["P919E12 refuse variant-deleted – –", "P919E1 change weight 500 g 750 g", "P919E1 change option UN-1 –"],
    });
  });

  it("D1: a product deleted by a merchant is refused", async () => {
    const world = await shop();
    world.shopify.control.deleteProduct(world.productOf(919).id);
    await set(world, "title = 'Outro'");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, refused: 1 },
      lines: ["P919 refuse product-deleted – –"],
    });
  });
});

describe("a create whose response was lost", () => {
  /** The shop created the product; the response was lost. */
  async function withLostCreate(): Promise<PublishWorld> {
    const world = await published({ 920: {} });
    await world.product(919, { title: "Arroz" });
    world.shopify.faults.add({ kind: "cutAfter", operation: "ProductSet", times: 1 });
    await world.run();
    world.clock.advance(120_000);
    expect(
      await world.rows(
        "SELECT product_gid, create_started_at > 0 AS isCreating FROM shop_products WHERE seq_product = 919",
      ),
    ).toEqual([{ product_gid: null, isCreating: 1 }]);
    return world;
  }

  it("D1: disabled since, it is looked up, and shown as taken off sale", async () => {
    const world = await withLostCreate();
    await set(world, "active = 0");
    const { scopeOf } = await reportOf(world);
    const { counts, lines } = scopeOf("catalog");
    expect(counts).toEqual({ ...none, changed: 1 });
    expect(lines).toContain("P919 change status ACTIVE DRAFT");
  });

  it("D1: disabled since and missing in the shop, nothing would be done", async () => {
    const world = await withLostCreate();
    world.shopify.control.deleteProduct(world.productOf(919).id);
    await set(world, "active = 0");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({ counts: { ...none, same: 1 }, lines: [] });
  });

  it("D1: still wanted, it is not shown as created: the lane would find it", async () => {
    const world = await withLostCreate();
    await set(world, "title = 'Arroz novo'");
    const { scopeOf } = await reportOf(world);
    const { counts, lines } = scopeOf("catalog");
    expect(counts).toEqual({ ...none, changed: 1 });
    expect(lines).toContain("P919 change title Arroz Arroz novo");
    expect(lines.join()).not.toContain("create");
  });
});

describe("collections", () => {
  it("D1: are shown before the shop has any of ours, with their channels", async () => {
    const world = publishWorld();
    await world.setup();
    await world.category(3, "Mercearia");
    await world.category(31, "Grãos", 3);
    await world.category(32, "Fora de linha", 3, false);
    await world.product(919, { title: "Arroz", category: 31 });
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, created: 3 },
      lines: [
        "P919 create product – Arroz · ACTIVE · Online Store · P919E1 R$ 10,00 · tags erp-cat-3, erp-cat-31",
        "categoria 31 create collection – Grãos · Online Store",
        "categoria 3 create collection – Mercearia · Online Store",
      ],
    });
  });

  it("D1: a renamed one shows both names; one with a lost create response is not shown as created", async () => {
    const world = await shop();
    await world.category(31, "Grãos e farinhas", 3);
    await world.exec("DELETE FROM shop_collections WHERE seq_category = 3");
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog")).toEqual({
      counts: { ...none, changed: 2 },
      lines: ["categoria 31 change title Grãos Grãos e farinhas", "categoria 3 change channel – Online Store"],
    });
  });

  it("D1: none is shown where the setting disables collections", async () => {
    const world = publishWorld();
    await world.setup();
    await world.category(3, "Mercearia");
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, collections: false });
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog").counts).toEqual(none);
  });

  it("more than a page of them are read once each, then the products", async () => {
    const world = publishWorld();
    await world.setup();
    for (let seq = 1; seq <= 95; seq += 1) await world.category(seq, `Categoria ${seq}`);
    await world.product(919);
    const { scopeOf } = await reportOf(world);
    expect(scopeOf("catalog").counts).toEqual({ ...none, created: 96 });
  });
});

it("D1: the report shows exactly what the lane does once it is released", async () => {
  const world = await shop();
  await world.product(920, { title: "Feijão", keywords: "feijão" });
  await world.product(921, { title: "Sal" });
  await world.drain(2);
  for (const seq of [919, 920, 921]) await world.touch(seq);
  await world.exec("UPDATE products SET keywords = 'preto' WHERE seq_product = 920");
  await world.exec("UPDATE products SET title = 'Arroz novo' WHERE seq_product = 919");
  await world.product(922, { title: "Açúcar" });
  await world.category(31, "Cereais", 3);
  const { scopeOf } = await reportOf(world);
  const { counts, lines } = scopeOf("catalog");
  // 919 has its path and title, 920 its tags, category 31 its name.
  expect(counts).toEqual({ ...none, created: 1, changed: 3, same: 1 });
  expect(lines.filter((line) => line.startsWith("P921"))).toEqual([]);
  const before = world.shopify.journal.mutations.length;
  await saveDryRun(world.db, { all: false, scopes: ["prices", "stock"] }, world.clock.now());
  world.clock.advance(60_000);
  await world.run(guarded(world.deps));
  expect(
    world.shopify.journal.mutations
      .slice(before)
      .map(({ field }) => field)
      .toSorted(),
  ).toEqual(["collectionUpdate", "productSet", "productUpdate", "publishablePublish", "tagsAdd", "tagsRemove"]);
});
