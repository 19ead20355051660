import { describe, expect, it } from "vitest";
import { published, publishWorld } from "../world.ts";

const rice = {
  title: "Arroz Camil 5 kg",
  skus: [
    { pack: 1, stock: { 1: 37_000, 2: 5_000 } },
    { pack: 12, name: "CX-12", cents: 11_990, stock: { 1: 37_000 } },
  ],
};

/** A product in Shopify whose create response was lost. */
async function withLostCreate() {
  const world = publishWorld();
  await world.setup();
  await world.product(919, rice);
  world.shopify.faults.add({ kind: "cutAfter", operation: "ProductSet", times: 1 });
  await world.run();
  return world;
}

describe("creation", () => {
  it("a product is created once, with its whole set, its prices, its option Embalagem and its stock at each mapped company", async () => {
    const world = await published({ 919: rice });
    expect(world.shop()).toEqual([
      {
        handle: "arroz-camil-5-kg-919",
        title: "Arroz Camil 5 kg",
        status: "ACTIVE",
        published: 1,
        variants: [
          { sku: "P919E1", option: "UN-1", price: 1000, compareAt: null, tracked: true, stock: [37, 5, null] },
          { sku: "P919E12", option: "CX-12", price: 11_990, compareAt: null, tracked: true, stock: [3, null, null] },
        ],
      },
    ]);
    expect(world.calls("productSet")).toHaveLength(1);
    expect(world.calls("inventoryBulkToggleActivation")).toHaveLength(0); // stocked at creation
    expect(await world.desk()).toEqual([]);
  });

  it("goods by weight are sold by their multiple, with the price per kilogram", async () => {
    const world = await published({
      20: { title: "Banana prata", weighed: true, multipleMilli: 100, skus: [{ cents: 699, stock: { 1: 3_750 } }] },
    });
    expect(world.shop()[0]?.variants).toMatchObject([{ option: "100 g", price: 70, stock: [37, null, null] }]);
    const { unitPriceMeasurement, showUnitPrice, item, barcode } = world.variant("P20E1");
    expect({ unitPriceMeasurement, showUnitPrice, weight: item.weight, barcode }).toEqual({
      unitPriceMeasurement: { quantityValue: 100, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" },
      showUnitPrice: true,
      weight: { value: 0.1, unit: "KILOGRAMS" },
      barcode: null,
    });
  });

  it("nothing is created before SKUs and base prices were read completely once: an incomplete set deletes", async () => {
    const world = publishWorld();
    await world.setup();
    await world.exec("UPDATE loads SET watermark = '1900-01-01T00:00:00' WHERE name = 'skus'");
    await world.product(919, rice);
    await world.drain(2);
    expect(world.shop()).toEqual([]);
    await world.exec("UPDATE loads SET watermark = '2026-11-24T11:00:00' WHERE name = 'skus'");
    await world.drain(2);
    expect(world.shop()).toHaveLength(1);
  });

  it("without a base price target nothing is created, and an entry states the next step", async () => {
    const world = publishWorld();
    await world.setup();
    await world.exec("DELETE FROM price_targets");
    await world.product(919, rice);
    await world.run();
    expect(await world.desk()).toMatchObject([
      { reason: "base-target-missing", message: expect.stringContaining("Preço-base") as string },
    ]);
    expect(world.shop()).toEqual([]);
    await world.exec("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 9, 1)");
    await world.run(); // its prices are not read yet
    expect(await world.desk()).toEqual([]);
  });

  it("inv. 7: a SKU without a price is left out with a desk entry, and is added with its price", async () => {
    const world = await published({ 919: { skus: [{ pack: 1 }, { pack: 12, cents: null, stock: { 1: 24_000 } }] } });
    expect(world.shop()[0]?.variants.map(({ sku }) => sku)).toEqual(["P919E1"]);
    expect(await world.desk()).toMatchObject([
      {
        area: "publish-catalog",
        record: "P919E12",
        reason: "price-missing",
        message: expect.stringMatching(/^P919E12: /) as string,
      },
    ]);
    const first = world.variant("P919E1").id;
    await world.price("P919E12", { cents: 9_990 });
    await world.drain(3);
    expect(world.shop()[0]?.variants).toMatchObject([
      { sku: "P919E1" },
      { sku: "P919E12", price: 9_990, stock: [2, null, null] },
    ]);
    expect(world.variant("P919E1").id).toBe(first);
    expect(await world.desk()).toEqual([]);
  });

  it("a product without any price waits with a reason; its neighbour is sent", async () => {
    const world = await published({ 1: { skus: [{ cents: null }] }, 2: {} });
    expect(world.shop().map(({ handle }) => handle)).toEqual(["produto-2-2"]);
    expect(await world.desk()).toMatchObject([{ record: "P1", reason: "no-price" }]);
    expect(await world.counts("publish-catalog")).toEqual({ due: 2, sent: 1, refused: 1, pending: 0 });
    await world.price("P1E1", { cents: 500 });
    await world.drain(2);
    expect(world.shop()).toHaveLength(2);
    expect(await world.desk()).toEqual([]);
  });

  it("a create whose response was lost is found by the ERP's number, not repeated", async () => {
    const world = await withLostCreate();
    world.clock.advance(120_000);
    const made = world.variant("P919E1").id;
    await world.drain(3);
    expect([...world.shopify.state.products.values()]).toHaveLength(1);
    expect(world.variant("P919E1").id).toBe(made);
    expect(world.shop()[0]?.variants).toMatchObject([{ stock: [37, 5, null] }, { stock: [3, null, null] }]);
    const sets = world.calls("productSet").flatMap(({ effects }) => effects.filter(({ kind }) => kind === "product"));
    expect(sets).toMatchObject([{ created: true }, { variantsMade: 0, variantsDeleted: 0 }]);
  });

  it("a merchant's edit before a lost create is recovered stays; other fields follow the ERP (seed 30198)", async () => {
    const world = await withLostCreate();
    const [product] = world.shopify.state.products.values();
    if (!product) throw new Error("no product");
    expect(product.title).toBe("Arroz Camil 5 kg");
    world.shopify.control.editProduct(product.id, { title: "Arroz da casa", vendor: "Outra" });
    await world.exec("UPDATE products SET description = 'Tipo 1' WHERE seq_product = 919");
    await world.touch(919);
    await world.drain(3);
    expect(world.shopify.state.products.size).toBe(1);
    expect(product).toMatchObject({ title: "Arroz da casa", descriptionHtml: "<p>Tipo 1</p>" });
    await world.exec("UPDATE products SET title = 'Arroz novo' WHERE seq_product = 919");
    await world.touch(919);
    await world.drain(2);
    expect(product.title).toBe("Arroz da casa");
  });

  it("a package disabled before a lost create is recovered keeps its variant, and the product continues", async () => {
    const world = await withLostCreate();
    const made = world.variant("P919E12").id;
    await world.exec("UPDATE skus SET active = 0 WHERE sku = 'P919E1'");
    await world.exec("UPDATE shop_products SET version = version + 1, due = 1");
    world.clock.advance(120_000);
    await world.drain(3);
    expect(world.variant("P919E12").id).toBe(made);
    expect(world.shop()[0]?.variants).toMatchObject([{ stock: [0, 0, null] }, { stock: [3, null, null] }]);
    expect(await world.desk()).toEqual([]);
  });

  it.each([
    ["the product is switched off", "UPDATE products SET active = 0", "DRAFT"],
    ["its packages are switched off", "UPDATE skus SET active = 0", "DRAFT"],
    ["its prices leave the sale", "UPDATE prices SET on_sale = 0", "ACTIVE"],
  ])("a create whose response was lost is also found when %s before the recovery", async (_, change, status) => {
    const world = await withLostCreate();
    const made = world.variant("P919E1").id;
    expect([...world.shopify.state.products.values()]).toMatchObject([{ status: "ACTIVE" }]);
    await world.exec(change);
    await world.exec("UPDATE shop_products SET version = version + 1, due = 1");
    world.clock.advance(120_000);
    await world.drain(3);
    expect([...world.shopify.state.products.values()]).toMatchObject([{ status }]);
    expect(await world.rows("SELECT variant_gid FROM shop_variants WHERE sku = 'P919E1'")).toEqual([
      { variant_gid: made },
    ]);
  });

  it.each([
    ["the product is switched off", "UPDATE products SET active = 0"],
    ["its packages are switched off", "UPDATE skus SET active = 0"],
  ])("a lost create is also recovered after an interrupted run, and %s (seed 6109)", async (_, change) => {
    const world = await withLostCreate();
    world.clock.advance(120_000);
    world.shopify.faults.add({ kind: "cutBefore", operation: "ProductVariants" });
    await world.run();
    expect(await world.rows("SELECT product_gid IS NULL AS isUnknown, due FROM shop_products")).toEqual([
      { isUnknown: 0, due: 1 },
    ]);
    world.shopify.faults.clear();
    await world.exec(change);
    await world.exec("UPDATE shop_products SET version = version + 1, due = 1");
    world.clock.advance(600_000);
    await world.drain(3);
    expect([...world.shopify.state.products.values()]).toMatchObject([{ status: "DRAFT" }]);
    expect(await world.rows("SELECT count(*) AS n FROM shop_variants")).toEqual([{ n: 2 }]);
  });

  it("a product that was never active costs no call", async () => {
    const world = publishWorld();
    await world.setup();
    await world.product(919, rice);
    await world.exec("UPDATE products SET active = 0");
    await world.run();
    expect(world.shopify.journal.mutations.filter(({ field }) => field === "productSet")).toEqual([]);
    expect(await world.rows("SELECT due, create_started_at FROM shop_products")).toEqual([
      { due: 0, create_started_at: null },
    ]);
  });

  it("C10: is published to the online store, and to no other channel", async () => {
    const world = await published(
      { 919: rice },
      {
        publications: [
          { name: "Point of Sale", app: "pos" },
          { name: "Tienda en línea", app: "online_store" },
        ],
      },
    );
    const [product] = world.shopify.state.products.values();
    const names = [...(product?.publishedOn.keys() ?? [])].map((id) => world.shopify.state.publications.get(id)?.name);
    expect(names).toEqual(["Tienda en línea"]);
  });

  it("a shop without the online store gets its products, and an entry explains why they are hidden", async () => {
    const world = await published({ 919: rice }, { publications: [{ name: "Online Store", app: "pos" }] });
    expect(world.shop()).toMatchObject([{ published: 0 }]);
    expect(await world.desk()).toMatchObject([{ reason: "publication-missing" }]);
  });

  it("publishes more than a page of products, and one product with more than a page of variants", async () => {
    const many = Array.from({ length: 260 }, (_, index) => ({ pack: index + 1 }));
    const world = await published({
      ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [index + 1, {}])),
      100: { skus: many },
    });
    expect(world.shop()).toHaveLength(61);
    expect(await world.rows("SELECT COUNT(*) AS n FROM shop_variants WHERE seq_product = 100")).toEqual([{ n: 260 }]);
    expect(await world.counts("publish-catalog")).toEqual({ due: 61, sent: 61, refused: 0, pending: 0 });
  });
});

describe("change", () => {
  it("C3: an unchanged product costs no call; a title costs one productUpdate and no productSet", async () => {
    const world = await published({ 919: rice });
    const before = world.shopify.journal.mutations.length;
    await world.touch(919);
    await world.run();
    expect(world.shopify.journal.mutations).toHaveLength(before);
    await world.exec("UPDATE products SET title = 'Arroz Camil Tipo 1'");
    await world.touch(919);
    await world.run();
    expect(world.shopify.journal.mutations.slice(before).map(({ field }) => field)).toEqual(["productUpdate"]);
    expect(world.shop()).toMatchObject([{ title: "Arroz Camil Tipo 1", handle: "arroz-camil-5-kg-919" }]);
  });

  it("C3: a barcode costs one productVariantsBulkUpdate", async () => {
    const world = await published({ 919: rice });
    const before = world.shopify.journal.mutations.length;
    await world.exec("UPDATE skus SET ean = '7896006716112' WHERE sku = 'P919E1'");
    await world.touch(919);
    await world.run();
    expect(world.shopify.journal.mutations.slice(before).map(({ field }) => field)).toEqual([
      "productVariantsBulkUpdate",
    ]);
    expect(world.variant("P919E1").barcode).toBe("7896006716112");
  });

  it("a new SKU joins the set: the others keep ids, prices and stock; merchant tags and metafields stay", async () => {
    const world = await published({ 919: rice });
    const [product] = world.shopify.state.products.values();
    if (!product) throw new Error("no product");
    product.tags = ["do-lojista"];
    const before = world.shop()[0]?.variants;
    const id = world.variant("P919E1").id;
    await world.sku(919, { pack: 6, name: "FD-6", cents: 5_500, stock: { 2: 13_000 } });
    await world.touch(919);
    await world.drain(3);
    expect(world.shop()[0]?.variants).toEqual([
      before?.[0],
      { sku: "P919E6", option: "FD-6", price: 5_500, compareAt: null, tracked: true, stock: [null, 2, null] },
      before?.[1],
    ]);
    expect([world.variant("P919E1").id, product.tags]).toEqual([id, ["do-lojista"]]);
  });

  it("S15: an inactive SKU gets zero stock and keeps its variant; an inactive product becomes DRAFT, never deleted", async () => {
    const world = await published({ 919: rice });
    await world.exec("UPDATE skus SET active = 0 WHERE sku = 'P919E1'");
    await world.touch(919);
    await world.drain(2);
    expect(world.shop()).toMatchObject([
      { status: "ACTIVE", variants: [{ stock: [0, 0, null] }, { stock: [3, null, null] }] },
    ]);
    await world.exec("UPDATE products SET active = 0");
    await world.touch(919);
    await world.drain(2);
    expect(world.shop()).toMatchObject([
      { status: "DRAFT", variants: [{ stock: [0, 0, null] }, { stock: [0, null, null] }] },
    ]);
    await world.exec("UPDATE products SET active = 1");
    await world.exec("UPDATE skus SET active = 1");
    await world.touch(919);
    await world.drain(2);
    expect(world.shop()).toMatchObject([
      { status: "ACTIVE", variants: [{ stock: [37, 5, null] }, { stock: [3, null, null] }] },
    ]);
  });

  it("the shrink guard: SKUs missing in the hub delete no variant; an operator decides", async () => {
    const world = await published({ 919: rice });
    await world.exec("DELETE FROM skus WHERE sku = 'P919E12'");
    await world.touch(919);
    await world.drain(2);
    expect(world.shop()[0]?.variants).toHaveLength(2);
    expect(await world.desk()).toMatchObject([
      { record: "P919", reason: "set-shrinks", message: expect.stringContaining("P919E12") as string },
    ]);
  });

  it("the shrink guard: a variant that a merchant added is not deleted when the set changes", async () => {
    const world = await published({ 919: { skus: [{ pack: 1 }] } });
    const [product] = world.shopify.state.products.values();
    const [option] = product?.options ?? [];
    if (!product || !option) throw new Error("no product");
    option.values.push({ id: "gid://shopify/ProductOptionValue/1", name: "KIT" });
    const own = world.variant("P919E1");
    product.variants.push({
      ...own,
      id: "gid://shopify/ProductVariant/1",
      choices: new Map([[option.id, "gid://shopify/ProductOptionValue/1"]]),
      item: { ...own.item, sku: "KIT-DO-LOJISTA" },
    });
    await world.sku(919, { pack: 12 });
    await world.touch(919);
    await world.drain(2);
    expect(product.variants.map(({ item }) => item.sku)).toEqual(["P919E1", "KIT-DO-LOJISTA"]);
    expect(await world.desk()).toMatchObject([{ reason: "set-shrinks" }]);
  });

  it("C7: a variant deleted in the shop is created again with its stock when its product changes", async () => {
    const world = await published({ 919: rice });
    world.shopify.control.deleteVariant(world.variant("P919E12").id);
    await world.sku(919, { pack: 6 });
    await world.touch(919);
    await world.drain(3);
    expect(world.shop()[0]?.variants).toMatchObject([
      { sku: "P919E1", stock: [37, 5, null] },
      { sku: "P919E6" },
      { sku: "P919E12", price: 11_990, stock: [3, null, null] },
    ]);
  });

  it("a product deleted in the shop is not created again by itself; an entry reports it", async () => {
    const world = await published({ 919: rice });
    const [product] = world.shopify.state.products.values();
    world.shopify.control.deleteProduct(product?.id ?? "");
    await world.exec("UPDATE products SET title = 'Outro'");
    await world.touch(919);
    await world.drain(2);
    expect(world.shop()).toEqual([]);
    expect(await world.desk()).toMatchObject([{ record: "P919", reason: "product-deleted" }]);
  });
});

describe("failure", () => {
  it("inv. 1: a product that Shopify refuses opens an entry with its code; its neighbours are sent", async () => {
    const world = publishWorld();
    await world.setup();
    await world.product(1, {});
    // Another product uses the handle.
    await world.product(2, { title: "Café" });
    await world.run();
    await world.product(3, { title: "X" });
    world.shopify.state.handles.set("x-3", "gid://shopify/Product/999");
    await world.product(4, {});
    await world.drain(2);
    expect(world.shop().map(({ handle }) => handle)).toEqual(["cafe-2", "produto-1-1", "produto-4-4"]);
    expect(await world.desk()).toMatchObject([{ record: "P3", reason: "shopify-refused", code: "HANDLE_NOT_UNIQUE" }]);
    expect(await world.rows("SELECT due FROM shop_products WHERE seq_product = 3")).toEqual([{ due: 0 }]);
    expect(await world.counts("publish-catalog")).toEqual({ due: 4, sent: 3, refused: 1, pending: 0 });
  });

  it("a temporary failure leaves the product due with a backoff, and accepted values are kept", async () => {
    const world = publishWorld();
    await world.setup();
    await world.product(1, {});
    world.shopify.faults.add({ kind: "status", status: 503, operation: "Publish", times: 3 });
    await world.run();
    expect(
      await world.rows("SELECT due, attempts, product_gid IS NOT NULL AS made, published FROM shop_products"),
    ).toEqual([{ due: 1, attempts: 1, made: 1, published: null }]);
    expect(await world.counts("publish-catalog")).toEqual({ due: 1, sent: 0, refused: 0, pending: 1 });
    world.clock.advance(60_000);
    await world.drain(2);
    expect(world.calls("productSet")).toHaveLength(1);
    expect(world.shop()).toMatchObject([{ published: 1 }]);
  });

  it("W15: a dead token stops the lanes with one entry, loses nothing, and they continue after the repair", async () => {
    const world = publishWorld();
    await world.setup();
    await world.product(1, { skus: [{ stock: { 1: 5_000 } }] });
    world.shopify.faults.add({ kind: "unauthorized", path: "graphql", name: "dead" });
    await world.drain(3);
    expect(await world.desk()).toMatchObject([{ area: "publish", record: "Shopify", reason: "unauthorized" }]);
    world.shopify.faults.clear();
    await world.drain(3);
    expect(world.shop()).toMatchObject([{ variants: [{ stock: [5, null, null] }] }]);
    expect(await world.desk()).toEqual([]);
  });

  it("a missing scope stops the lane with one entry instead of refusing every product", async () => {
    const world = publishWorld({ scopes: ["write_inventory", "read_locations"] });
    await world.setup();
    for (const seq of [1, 2, 3]) await world.product(seq, {});
    await world.run();
    expect(await world.desk()).toMatchObject([{ area: "publish", reason: "access-denied" }]);
    expect(await world.rows("SELECT COUNT(*) AS due FROM shop_products WHERE due = 1")).toEqual([{ due: 3 }]);
  });
});

it("a run without due rows writes nothing and calls Shopify for nothing", async () => {
  const world = await published({ 919: rice });
  const requests = world.shopify.journal.requests.length;
  const { total_changes: before } = (await world.rows("SELECT total_changes() AS total_changes"))[0] ?? {};
  await world.run();
  const { total_changes: after } = (await world.rows("SELECT total_changes() AS total_changes"))[0] ?? {};
  expect(typeof before).toBe("number");
  expect([after, world.shopify.journal.requests.length]).toEqual([before, requests]);
});
