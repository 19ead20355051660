import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, type CatalogSettings } from "../../../src/rules/catalog/settings.ts";
import {
  readMerchantFields,
  recreate,
  resetMerchantFields,
  saveCatalogSettings,
  saveTaxonomy,
} from "../../../src/hub/catalog/settings.ts";
import { publishWorld, type ProductSpec, type PublishOptions, type PublishWorld } from "../world.ts";

const rice: ProductSpec = {
  title: "Arroz Camil 5 kg",
  description: "<p>Grãos <b>longos</b></p><script>x()</script>",
  brand: 12,
  category: 310,
  keywords: "arroz;camil",
  skus: [{ pack: 1 }, { pack: 12, name: "CX-12", cents: 11_990 }],
};

/** A shop with the tree Mercearia > Grãos > Arroz, the brand CAMIL and product 919 in it. */
async function shop(
  settings: Partial<CatalogSettings> = {},
  product: ProductSpec = rice,
  options: PublishOptions = {},
): Promise<PublishWorld> {
  const world = publishWorld(options);
  await world.setup();
  await world.category(3, "Mercearia");
  await world.category(31, "Grãos", 3);
  await world.category(310, "Arroz", 31);
  await world.category(32, "Massas", 3);
  await world.brand(12, "CAMIL");
  await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, ...settings });
  await world.product(919, product);
  await world.drain(3);
  return world;
}
/** A location of the merchant's own. */
const collectionOf = (handle: string, title: string) => ({
  id: "gid://shopify/Collection/9",
  handle,
  title,
  descriptionHtml: "",
  tags: [],
  publishedOn: new Map(),
  metafields: new Map(),
  createdAt: 0,
  updatedAt: 0,
});
const owned = (owners: Partial<CatalogSettings["owners"]>) => ({ owners: { ...DEFAULT_SETTINGS.owners, ...owners } });
const set = (world: PublishWorld, change: string) =>
  world.exec(`UPDATE products SET ${change} WHERE seq_product = 919`);
/**
 * Publishes a change of the product.
 * @returns the mutations that were sent
 */
async function publishedBy(world: PublishWorld, change?: string): Promise<string[]> {
  const before = world.shopify.journal.mutations.length;
  if (change !== undefined) await set(world, change);
  await world.touch(919);
  await world.run();
  world.clock.advance(60_000);
  return world.shopify.journal.mutations.slice(before).map(({ field }) => field);
}

describe("a product's fields", () => {
  it("one create call sends brand, type, tags of the path, path, texts and SEO", async () => {
    const world = await shop();
    await saveTaxonomy(world.db, [{ seqCategory: 31, taxonomyGid: "gid://shopify/TaxonomyCategory/fb-2-3" }]);
    const product = world.productOf(919);
    expect(product).toMatchObject({
      title: "Arroz Camil 5 kg",
      descriptionHtml: "<p>Grãos <strong>longos</strong></p>",
      vendor: "CAMIL",
      productType: "Arroz",
      tags: ["arroz", "camil", "erp-cat-3", "erp-cat-31", "erp-cat-310"],
      seo: { title: "Arroz Camil 5 kg", description: "Grãos longos" },
      categoryId: null,
    });
    expect(product.metafields.get("erp.categoria")?.value).toBe("Mercearia > Grãos > Arroz");
    expect(world.calls("productUpdate")).toEqual([]);
    expect(world.calls("tagsAdd")).toEqual([]);
    // A mapping added later applies to existing products, also to those of categories below it.
    await world.run();
    expect(product.categoryId).toBe("gid://shopify/TaxonomyCategory/fb-2-3");
  });

  it("C9: a new category changes tags, type and path; a new brand the vendor; merchant tags stay", async () => {
    const world = await shop();
    const product = world.productOf(919);
    product.tags.push("Oferta", "verão");
    expect(await publishedBy(world, "seq_category = 32")).toEqual(["productUpdate", "tagsAdd", "tagsRemove"]);
    expect(product).toMatchObject({ productType: "Massas", vendor: "CAMIL" });
    expect(product.tags.toSorted()).toEqual(["Oferta", "arroz", "camil", "erp-cat-3", "erp-cat-32", "verão"]);
    expect(product.metafields.get("erp.categoria")?.value).toBe("Mercearia > Massas");
    await world.brand(13, "TIO JOÃO");
    expect(await publishedBy(world, "seq_brand = 13")).toEqual(["productUpdate"]);
    expect(product.vendor).toBe("TIO JOÃO");
    expect(await publishedBy(world, "seq_category = NULL")).toEqual([
      "metafieldsDelete",
      "productUpdate",
      "tagsRemove",
    ]);
    expect([product.productType, product.tags.toSorted()]).toEqual(["", ["Oferta", "arroz", "camil", "verão"]]);
    expect(product.metafields.has("erp.categoria")).toBe(false);
  });

  it("a product full of merchant tags is not refused for a keyword without room; its category still fits", async () => {
    const world = await shop();
    const product = world.productOf(919);
    product.tags.push("Branco", ...Array.from({ length: 243 }, (_, index) => `t${index}`));
    expect(product.tags).toHaveLength(249);
    await publishedBy(world, "seq_category = 32, keywords = 'arroz;camil;branco;agulhinha', title = 'Arroz'");
    expect(await world.desk()).toEqual([]);
    expect([product.title, product.tags.includes("erp-cat-32"), product.tags.includes("agulhinha")]).toEqual([
      "Arroz",
      true,
      false,
    ]);
    await publishedBy(world, "keywords = NULL");
    expect(product.tags.filter((tag) => /^[a-zA-Z]+$/.test(tag))).toEqual(["Branco"]);
  });

  it("C9: a branch that moves changes tags and paths, and no collection", async () => {
    const world = await shop();
    const before = world.collections();
    await world.category(9, "Básicos");
    await world.drain(1);
    await world.category(31, "Grãos", 9);
    await publishedBy(world);
    expect(world.productOf(919).tags).toEqual(["arroz", "camil", "erp-cat-31", "erp-cat-310", "erp-cat-9"]);
    expect(world.productOf(919).metafields.get("erp.categoria")?.value).toBe("Básicos > Grãos > Arroz");
    expect(world.collections().slice(0, 4)).toEqual(before);
    expect(world.calls("collectionCreate")).toHaveLength(5);
  });

  it("C3: a changed keyword costs tag calls only, and is removed when the ERP or the setting drops it", async () => {
    const world = await shop();
    expect(await publishedBy(world, "keywords = 'arroz;branco'")).toEqual(["tagsAdd", "tagsRemove"]);
    expect(world.productOf(919).tags).toEqual(["arroz", "branco", "erp-cat-3", "erp-cat-31", "erp-cat-310"]);
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, keywordTags: false });
    await world.run();
    expect(world.productOf(919).tags).toEqual(["erp-cat-3", "erp-cat-31", "erp-cat-310"]);
  });

  it("a brand or category missing in the hub does not count as empty", async () => {
    const world = await shop();
    expect(await publishedBy(world, "seq_brand = 77, seq_category = 777")).toEqual([]);
    expect(world.productOf(919)).toMatchObject({ vendor: "CAMIL", productType: "Arroz" });
    await world.brand(77, "PRATO FINO");
    expect(await publishedBy(world)).toEqual(["productUpdate"]);
    expect(world.productOf(919)).toMatchObject({ vendor: "PRATO FINO", productType: "Arroz" });
  });
});

describe("fields edited by a merchant", () => {
  it("stay, while other fields follow the ERP; released, they follow the ERP again", async () => {
    const world = await shop();
    const product = world.productOf(919);
    world.shopify.control.setTitle(product.id, "Arroz da casa");
    await publishedBy(world, "title = 'Arroz Camil Tipo 1', description = 'novo'");
    expect(product).toMatchObject({ title: "Arroz da casa", descriptionHtml: "<p>novo</p>" });
    expect(await readMerchantFields(world.db, 0, 10)).toEqual([{ seqProduct: 919, fields: ["title"] }]);
    // A field left to the merchant stays so: the next change only reads the others.
    expect(await publishedBy(world, "title = 'Arroz Camil Tipo 2'")).toEqual(["productUpdate"]); // its SEO title
    expect(product).toMatchObject({ title: "Arroz da casa", seo: { title: "Arroz Camil Tipo 2" } });
    expect(await resetMerchantFields(world.db, { seqProduct: 919, fields: ["title"] })).toBe(true);
    await world.run();
    expect(product.title).toBe("Arroz Camil Tipo 2");
    expect(await readMerchantFields(world.db, 0, 10)).toEqual([]);
  });

  it("are overwritten where the ERP owns the field, and never written where the merchant does", async () => {
    const world = await shop(owned({ title: "erp", vendor: "merchant", description: "once" }));
    const product = world.productOf(919);
    expect(product).toMatchObject({ vendor: "", descriptionHtml: "<p>Grãos <strong>longos</strong></p>" });
    world.shopify.control.setTitle(product.id, "Arroz da casa");
    product.vendor = "Minha marca";
    expect(await publishedBy(world, "title = 'Arroz Tipo 1', description = 'outra', seq_brand = NULL")).toEqual([
      "productUpdate",
    ]);
    expect(product).toMatchObject({
      title: "Arroz Tipo 1",
      vendor: "Minha marca",
      descriptionHtml: "<p>Grãos <strong>longos</strong></p>",
    });
  });

  it("a barcode owned by the merchant is not sent; with `once` the create sends it", async () => {
    const product = { ...rice, skus: [{ ean: "7896006716112" }] };
    const world = await shop(owned({ barcode: "once", weight: "merchant" }), product);
    expect(world.variant("P919E1")).toMatchObject({ barcode: "7896006716112", item: { weight: { value: 0 } } });
    await world.exec("UPDATE skus SET ean = '7891000100103', weight_g = 900 WHERE sku = 'P919E1'");
    expect(await publishedBy(world)).toEqual([]);
    expect(world.variant("P919E1").barcode).toBe("7896006716112");
  });

  it("ownership returned to the ERP applies to existing products", async () => {
    const world = await shop(owned({ vendor: "merchant" }));
    await saveCatalogSettings(world.db, DEFAULT_SETTINGS);
    await world.run();
    expect(world.productOf(919).vendor).toBe("CAMIL");
  });

  it("a run that died after Shopify accepted a title does not take that title for a merchant's edit", async () => {
    const world = await shop();
    world.shopify.faults.add({ kind: "cutAfter", operation: "ProductUpdate", times: 3 });
    await publishedBy(world, "title = 'Primeiro'");
    expect(world.productOf(919).title).toBe("Primeiro");
    world.clock.advance(3_600_000);
    await publishedBy(world, "title = 'Segundo'");
    expect(world.productOf(919).title).toBe("Segundo");
    expect(await readMerchantFields(world.db, 0, 10)).toEqual([]);
  });

  it.each([
    ["ProductUpdate", "title = 'Primeiro', active = 0", "title = 'Arroz Camil 5 kg', active = 1"],
    ["TagsAdd", "seq_category = 32", "seq_category = 310"],
    ["TagsRemove", "seq_category = 32", "seq_category = 310"],
  ])(
    "%s whose response was lost: the lane follows an ERP that reverts to the accepted value (seed 40695)",
    async (operation, there, back) => {
      const world = await shop();
      const shown = () => {
        const { title, status, productType, tags } = world.productOf(919);
        return { title, status, productType, tags: tags.toSorted() };
      };
      const before = shown();
      world.shopify.faults.add({ kind: "cutAfter", operation, times: 3 });
      await publishedBy(world, there);
      expect(shown()).not.toEqual(before);
      world.shopify.faults.clear();
      world.clock.advance(3_600_000);
      await publishedBy(world, back);
      expect(shown()).toEqual(before);
      expect(await readMerchantFields(world.db, 0, 10)).toEqual([]);
    },
  );

  it("a barcode change with a lost response, reverted in the ERP, is reverted in Shopify too", async () => {
    const world = await shop();
    const barcode = () => world.variant("P919E1").barcode;
    const before = barcode();
    world.shopify.faults.add({ kind: "cutAfter", operation: "VariantsUpdate", times: 3 });
    await world.exec("UPDATE skus SET ean = '7891234567895' WHERE sku = 'P919E1'");
    await publishedBy(world);
    expect(barcode()).toBe("7891234567895");
    world.shopify.faults.clear();
    world.clock.advance(3_600_000);
    await world.exec("UPDATE skus SET ean = ?1 WHERE sku = 'P919E1'", before);
    await publishedBy(world);
    expect(barcode()).toBe(before);
  });
});

describe("blocked", () => {
  it("C6: blocked in the ERP it becomes a draft; archived by a merchant it stays archived, blocked or not", async () => {
    const world = await shop();
    const product = world.productOf(919);
    await publishedBy(world, "active = 0");
    expect(product.status).toBe("DRAFT");
    await publishedBy(world, "active = 1");
    expect(product.status).toBe("ACTIVE");
    world.shopify.control.setStatus(product.id, "ARCHIVED");
    await publishedBy(world, "active = 0");
    await publishedBy(world, "active = 1, title = 'Outro'");
    expect(product).toMatchObject({ status: "ARCHIVED", title: "Outro" });
  });

  it("C6: blocked while a guard holds back its variants, it still becomes a draft", async () => {
    const world = await shop();
    await world.exec("DELETE FROM skus WHERE sku = 'P919E12'");
    await publishedBy(world, "active = 0");
    expect(world.productOf(919).status).toBe("DRAFT");
    expect(await world.desk()).toMatchObject([{ reason: "set-shrinks" }]);
  });

  it("a status owned by the merchant starts as a draft and is not changed later", async () => {
    const world = await shop(owned({ status: "merchant" }));
    expect(world.productOf(919).status).toBe("DRAFT");
    world.shopify.control.setStatus(world.productOf(919).id, "ACTIVE");
    await publishedBy(world, "active = 0");
    expect(world.productOf(919).status).toBe("ACTIVE");
  });
});

const channelNames = (world: PublishWorld) =>
  [...world.productOf(919).publishedOn.keys()].map((id) => world.shopify.state.publications.get(id)?.name);

describe("channels", () => {
  const publications = [
    { name: "Online Store" },
    { name: "Point of Sale" },
    { name: "Marketplace", status: "DRAFT" as const },
  ];
  it("C10: published once to each chosen active channel; an inactive one opens an entry", async () => {
    const world = await shop({}, rice, { publications });
    expect(channelNames(world)).toEqual(["Online Store"]);
    const all = [...world.shopify.state.publications.keys()];
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, publications: all });
    await world.run();
    expect(channelNames(world)).toEqual(["Online Store", "Point of Sale"]);
    expect(await world.desk()).toMatchObject([{ record: "canais", reason: "channel-missing" }]);
    expect(world.collections().every(({ published }) => published === 2)).toBe(true);
  });

  it("C10: a product that a merchant unpublished stays so, and an unchosen channel keeps its products", async () => {
    const world = await shop({}, rice, { publications });
    const [online = "", pos = ""] = world.shopify.state.publications.keys();
    world.productOf(919).publishedOn.delete(online);
    await publishedBy(world, "title = 'Outro'");
    expect(channelNames(world)).toEqual([]);
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, publications: [online, pos] });
    await world.run();
    expect(channelNames(world)).toEqual(["Point of Sale"]);
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, publications: [online] });
    await world.run();
    expect(channelNames(world)).toEqual(["Point of Sale"]);
  });
});

describe("packages", () => {
  it("C4: a doubled package is left out with its reason; renamed in the ERP it is added", async () => {
    const world = await shop({}, { ...rice, skus: [{ pack: 1 }, { pack: 12, name: "UN-1" }] });
    expect(world.shop()[0]?.variants.map(({ sku }) => sku)).toEqual(["P919E1"]);
    expect(await world.desk()).toMatchObject([
      { record: "P919E12", reason: "package-doubled", message: expect.stringMatching(/^P919E12: /) as string },
    ]);
    await world.exec("UPDATE skus SET package_name = 'CX-12' WHERE sku = 'P919E12'");
    await publishedBy(world);
    expect(world.shop()[0]?.variants.map(({ sku }) => sku)).toEqual(["P919E1", "P919E12"]);
    expect(await world.desk()).toEqual([]);
  });

  it("C5: a product with more than 2,048 packages is refused with its reason; its neighbour is sent", async () => {
    const many = Array.from({ length: 2_049 }, (_, index) => ({ pack: index + 1 }));
    const world = publishWorld();
    await world.setup();
    await world.product(1, { skus: many });
    await world.product(2, {});
    await world.drain(2);
    expect(world.shop().map(({ handle }) => handle)).toEqual(["produto-2-2"]);
    expect(await world.desk()).toMatchObject([{ record: "P1", reason: "too-many-variants" }]);
  }, 20_000);

  it("C7: a variant deleted by a merchant is found by the next update of it, and created again", async () => {
    const world = await shop();
    world.shopify.control.deleteVariant(world.variant("P919E12").id);
    await world.exec("UPDATE skus SET ean = '7896006716112' WHERE sku = 'P919E12'");
    await publishedBy(world);
    expect(world.shop()[0]?.variants).toMatchObject([{ sku: "P919E1" }, { sku: "P919E12", price: 11_990 }]);
    expect(world.variant("P919E12").barcode).toBe("7896006716112");
    expect(await world.desk()).toEqual([]);
  });

  it("C7: a variant deleted by a merchant is found by a price change, and created again with that price", async () => {
    const world = await shop();
    world.shopify.control.deleteVariant(world.variant("P919E12").id);
    await world.price("P919E12", { cents: 10_990 });
    await world.price("P919E1", { cents: 990 });
    await world.drain(4);
    expect(world.shop()[0]?.variants).toMatchObject([
      { sku: "P919E1", price: 990 },
      { sku: "P919E12", price: 10_990 },
    ]);
    expect(await world.rows("SELECT sku FROM shop_prices WHERE due = 1")).toEqual([]);
    expect(await world.desk()).toEqual([]);
  });

  it("C7: with the setting `report` it is only reported, and created again when an operator requests it", async () => {
    const world = await shop({ variantDeleted: "report" });
    world.shopify.control.deleteVariant(world.variant("P919E12").id);
    await world.exec("UPDATE skus SET weight_g = 61000 WHERE sku = 'P919E12'");
    await publishedBy(world);
    await world.sku(919, { pack: 6, name: "FD-6" });
    await publishedBy(world);
    expect(world.shop()[0]?.variants.map(({ sku }) => sku)).toEqual(["P919E1", "P919E6"]);
    expect(await world.desk()).toMatchObject([{ record: "P919E12", reason: "variant-deleted" }]);
    expect(await recreate(world.db, 919, "P919E12")).toBe(true);
    await world.drain(2);
    expect(world.shop()[0]?.variants.map(({ sku }) => sku)).toEqual(["P919E1", "P919E6", "P919E12"]);
    expect(await world.desk()).toEqual([]);
  });

  it("C7: a product deleted by a merchant is created again on request, with its texts, tags and channels", async () => {
    const world = await shop();
    world.shopify.control.deleteProduct(world.productOf(919).id);
    await publishedBy(world, "title = 'Outro'");
    expect(await world.desk()).toMatchObject([{ record: "P919", reason: "product-deleted" }]);
    expect(await recreate(world.db, 919, null)).toBe(true);
    await world.drain(2);
    expect(world.productOf(919)).toMatchObject({ title: "Outro", vendor: "CAMIL", productType: "Arroz" });
    expect(world.productOf(919).publishedOn.size).toBe(1);
    expect(await world.desk()).toEqual([]);
  });

  it("C2: a variant is matched by its SKU first, by its barcode only where the setting allows it", async () => {
    for (const matchBarcode of [false, true]) {
      const world = await shop({ matchBarcode }, { ...rice, skus: [{ pack: 1 }] });
      const product = world.productOf(919);
      const [option] = product.options;
      const own = world.variant("P919E1");
      if (!option) throw new Error("no option");
      option.values.push({ id: "gid://shopify/ProductOptionValue/1", name: "CX-12" });
      product.variants.push({
        ...own,
        id: "gid://shopify/ProductVariant/77",
        barcode: "7896006716112",
        choices: new Map([[option.id, "gid://shopify/ProductOptionValue/1"]]),
        item: { ...own.item, id: "gid://shopify/InventoryItem/77", sku: null },
      });
      await world.sku(919, { pack: 12, name: "CX-12", ean: "7896006716112" });
      await publishedBy(world);
      const reasons = (await world.desk()).map(({ reason }) => reason);
      expect(reasons).toEqual(matchBarcode ? [] : ["set-shrinks"]);
      expect(product.variants.map(({ item }) => item.sku)).toEqual(["P919E1", matchBarcode ? "P919E12" : null]);
    }
  });
});

it("a set that Shopify completes late is looked up and not sent again meanwhile (seed 70155)", async () => {
  let late: Request | null = null;
  let isLost = false;
  const world = await shop({}, rice, {
    fetch: (forward) => async (request) => {
      if (!isLost || late !== null || !(await request.clone().text()).includes("productSet(")) return forward(request);
      late = request.clone();
      throw new Error("Network connection lost.");
    },
  });
  await world.sku(919, { pack: 6, name: "CX-6", cents: 5_000, stock: { 1: 60_000 } });
  await world.touch(919);
  isLost = true;
  await world.run();
  world.clock.advance(20_000);
  await world.run(); // sends its stock; the first run had sent the set twice
  await world.shopify.handler(late ?? new Request("https://never.test"));
  world.clock.advance(600_000);
  await world.drain(3);
  const [known] = await world.rows("SELECT variant_gid FROM shop_variants WHERE sku = 'P919E6'");
  expect(known).toEqual({ variant_gid: world.variant("P919E6").id });
  expect(world.available("P919E6", 1)).toBe(10);
});

describe("prices of products found in the shop", () => {
  it.each([
    ["falls too far", 50, 1_000, ["price-drop"]],
    ["is another", 900, 900, []],
  ])("a create with a lost response, whose price %s meanwhile (seed 377)", async (_, cents, shown, reasons) => {
    const world = publishWorld();
    await world.setup();
    world.shopify.faults.add({ kind: "cutAfter", operation: "ProductSet" });
    await world.product(919);
    await world.run();
    expect(world.variant("P919E1").price).toBe(1_000);
    world.shopify.faults.clear();
    await world.price("P919E1", { cents });
    world.clock.advance(600_000);
    await world.drain(3);
    expect(world.variant("P919E1").price).toBe(shown);
    expect((await world.desk()).map(({ reason }) => reason)).toEqual(reasons);
    expect(world.calls("productSet").length).toBeGreaterThan(1);
  });
});

describe("collections", () => {
  it("each category is created once, conditioned on its tag and published", async () => {
    const world = await shop();
    expect(world.collections()).toEqual([
      { title: "Mercearia", handle: "mercearia-3", tags: ["erp-cat-3"], published: 1 },
      { title: "Grãos", handle: "graos-31", tags: ["erp-cat-31"], published: 1 },
      { title: "Massas", handle: "massas-32", tags: ["erp-cat-32"], published: 1 },
      { title: "Arroz", handle: "arroz-310", tags: ["erp-cat-310"], published: 1 },
    ]);
    await world.drain(2);
    expect(world.calls("collectionCreate")).toHaveLength(4);
    expect(world.calls("collectionUpdate")).toHaveLength(0);
    expect(await world.desk()).toEqual([]);
  });

  it("a renamed category changes only the collection's title; a disabled category keeps its collection", async () => {
    const world = await shop();
    await world.category(310, "Arrozes", 31);
    await world.category(32, "Massas", 3, false);
    await world.drain(1);
    expect(world.collections().map(({ title, handle }) => [title, handle])).toEqual([
      ["Mercearia", "mercearia-3"],
      ["Grãos", "graos-31"],
      ["Massas", "massas-32"],
      ["Arrozes", "arroz-310"],
    ]);
  });

  it("a category returns to its former name although the rename's response was lost", async () => {
    const world = await shop();
    world.shopify.faults.add({ kind: "cutAfter", operation: "CollectionUpdate" });
    await world.category(310, "Arrozes", 31);
    await world.run();
    world.shopify.faults.clear();
    expect(world.collections().at(-1)?.title).toBe("Arrozes");
    await world.category(310, "Arroz", 31);
    world.clock.advance(600_000);
    await world.drain(2);
    expect(world.collections().at(-1)?.title).toBe("Arroz");
  });

  it("a category returns to its former name although the run that sent the new one died before its mark", async () => {
    let died = () => {};
    const death = new Promise<void>((resolve) => (died = resolve));
    let deaths = 0;
    const world = await shop({}, rice, {
      fetch: (forward) => async (request) => {
        if (deaths > 0 || !(await request.clone().text()).includes("collectionUpdate(")) return forward(request);
        deaths += 1;
        await forward(request);
        died();
        return new Promise<never>(() => {});
      },
    });
    await world.category(310, "Arrozes", 31);
    await Promise.race([world.run(), death]);
    expect(world.collections().at(-1)?.title).toBe("Arrozes");
    await world.category(310, "Arroz", 31);
    world.clock.advance(600_000);
    await world.drain(2);
    expect(world.collections().at(-1)?.title).toBe("Arroz");
  });

  it("a collection whose create response was lost is found by the category's number, not created again", async () => {
    const world = publishWorld();
    await world.setup();
    await world.category(3, "Mercearia");
    world.shopify.faults.add({ kind: "cutAfter", operation: "CollectionCreate", times: 1 });
    await world.run();
    expect(world.collections()).toHaveLength(1);
    world.clock.advance(120_000);
    await world.category(3, "Mercearia e bebidas");
    await world.drain(2);
    expect(world.collections()).toEqual([
      { title: "Mercearia e bebidas", handle: "mercearia-3", tags: ["erp-cat-3"], published: 1 },
    ]);
  });

  it("a create that Shopify may still complete is waited for, not sent a second time (seed 5045)", async () => {
    let late: Request | null = null;
    const world = publishWorld({
      fetch: (shop) => async (request) => {
        if (late !== null || !(await request.clone().text()).includes("collectionCreate(")) return shop(request);
        late = request.clone();
        throw new Error("Network connection lost.");
      },
    });
    await world.setup();
    await world.category(3, "Mercearia");
    await world.run();
    world.clock.advance(90_000);
    await world.run();
    expect(world.calls("collectionCreate")).toEqual([]);
    await world.shopify.handler(late ?? new Request("https://never.test"));
    world.clock.advance(60_000);
    await world.run();
    expect(world.calls("collectionCreate")).toMatchObject([{ userErrors: [] }]);
    expect(world.collections()).toMatchObject([{ handle: "mercearia-3", published: 1 }]);
  });

  it("a collection created between lookup and create is adopted when Shopify refuses the second (seed 5045)", async () => {
    const world = publishWorld({
      fetch: (shop) => async (request) => {
        if ((await request.clone().text()).includes("collectionCreate(")) await shop(request.clone());
        return shop(request);
      },
    });
    await world.setup();
    await world.category(3, "Mercearia");
    await world.drain(1);
    expect(world.calls("collectionCreate").map(({ userErrors }) => userErrors.length)).toEqual([0, 1]);
    expect(world.collections()).toMatchObject([{ handle: "mercearia-3", published: 1 }]);
    expect(await world.desk()).toEqual([]);
  });

  it("a created collection that missed its channel is published later, although nothing else is due (seed 5055)", async () => {
    const world = publishWorld();
    await world.setup();
    await world.category(3, "Mercearia");
    world.shopify.faults.add({ kind: "status", status: 503, operation: "Publish" });
    await world.run();
    expect(world.collections()).toMatchObject([{ title: "Mercearia", published: 0 }]);
    world.shopify.faults.clear();
    world.clock.advance(120_000);
    await world.run();
    expect(world.collections()).toMatchObject([{ title: "Mercearia", published: 1 }]);
  });

  it("a collection deleted by a merchant is not created again by itself; an entry reports it", async () => {
    const world = await shop();
    world.shopify.state.collections.clear();
    await world.category(310, "Arrozes", 31);
    await world.drain(2);
    expect(world.collections()).toEqual([]);
    expect(await world.desk()).toMatchObject([{ record: "categoria 310", reason: "collection-deleted" }]);
  });

  it("a refused collection opens an entry, its neighbours are sent, and another name retries it", async () => {
    const world = publishWorld();
    await world.setup();
    await world.category(3, "Mercearia");
    await world.category(4, "Bebidas");
    const taken = collectionOf("bebidas-4", "De outro");
    world.shopify.state.collections.set(taken.id, taken);
    await world.drain(2);
    expect(world.collections().map(({ title }) => title)).toEqual(["De outro", "Mercearia"]);
    expect(await world.desk()).toMatchObject([{ record: "categoria 4", reason: "collection-refused" }]);
    expect(world.calls("collectionCreate")).toHaveLength(2);
    await world.category(4, "Bebidas e gelo");
    await world.drain(1);
    expect(world.collections().map(({ title }) => title)).toContain("Bebidas e gelo");
    expect(await world.desk()).toEqual([]);
  });

  it.each([
    ["its category is switched off", (world: PublishWorld, on: boolean) => world.category(4, "Bebidas", null, on)],
    [
      "collections are",
      (world: PublishWorld, on: boolean) => saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, collections: on }),
    ],
  ])("a collection's entry closes when %s, and opens again when the collection is wanted again", async (_, turn) => {
    const world = await shop();
    await world.category(4, "Bebidas");
    await world.category(5, "Limpeza");
    const taken = collectionOf("limpeza-5", "De outro");
    world.shopify.state.collections.set(taken.id, taken);
    await world.drain(2);
    const own = [...world.shopify.state.collections.values()].find(({ title }) => title === "Bebidas");
    world.shopify.state.collections.delete(own?.id ?? "");
    await world.category(4, "Bebidas frias");
    await world.category(4, "Bebidas");
    await world.exec("UPDATE shop_collections SET sent_title = 'x' WHERE seq_category = 4");
    await world.drain(2);
    const said = [
      { record: "categoria 4", reason: "collection-deleted" },
      { record: "categoria 5", reason: "collection-refused" },
    ];
    expect(await world.desk()).toMatchObject(said);
    const made = world.calls("collectionCreate").length;
    for (let time = 0; time < 2; time += 1) {
      await turn(world, false);
      await world.category(5, "Limpeza", null, false);
      await world.touch(919);
      await world.drain(2);
      expect(await world.desk()).toEqual([]);
      await turn(world, true);
      await world.category(5, "Limpeza");
      await world.touch(919);
      await world.drain(2);
      expect(await world.desk()).toMatchObject(said);
    }
    expect(world.calls("collectionCreate")).toHaveLength(made + 2); // only the refused one is retried
  });

  it("creates none where the setting disables collections", async () => {
    const world = await shop({ collections: false });
    expect(world.collections()).toEqual([]);
    const requests = world.shopify.journal.requests.length;
    await world.run();
    expect(world.shopify.journal.requests).toHaveLength(requests); // an unwanted collection is not due
    expect(world.productOf(919).tags).toContain("erp-cat-310");
  });
});
