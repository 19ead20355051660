import { expect, it } from "vitest";
import { published, publishWorld } from "./world.ts";

const cheese = {
  title: "Queijo",
  weighed: true,
  multipleMilli: 100,
  skus: [{ name: "KG", cents: 3_990, stock: { 1: 3_750 } }],
};

it("S13: weighed goods reach the shop as portions: option, price, price per kilogram, weight and whole units", async () => {
  const world = await published({ 20: cheese });
  expect(world.shop()).toMatchObject([
    { title: "Queijo", variants: [{ sku: "P20E1", option: "100 g", price: 399, stock: [37, null, null] }] },
  ]);
  expect(world.variant("P20E1")).toMatchObject({
    showUnitPrice: true,
    unitPriceMeasurement: { quantityValue: 100, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" },
  });
});

it("S13: another sale multiple changes option, price, price per kilogram and units of the same variant, without a hold", async () => {
  const world = await published({ 20: cheese });
  const { id } = world.variant("P20E1");
  await world.exec("UPDATE products SET multiple_milli = 250");
  await world.exec("UPDATE shop_prices SET due = 1, version = version + 1"); // as the products pull does
  await world.exec("UPDATE stock SET sent = NULL");
  await world.touch(20);
  await world.drain(3);
  expect(world.shop()).toMatchObject([
    { variants: [{ sku: "P20E1", option: "250 g", price: 998, stock: [15, null, null] }] }, // 9.975
  ]);
  expect(world.variant("P20E1")).toMatchObject({ id, unitPriceMeasurement: { quantityValue: 250 } });
  expect(await world.desk()).toEqual([]);
});

it("S13: the hub keeps which multiple Shopify showed, and since when; what half a year has passed is forgotten", async () => {
  const world = await published({ 20: cheese, 30: { title: "Café", skus: [{ stock: { 1: 1_000 } }] } });
  const kept = async () =>
    (await world.rows("SELECT seq_product, multiple_milli FROM sale_multiples ORDER BY since")).map((row) => [
      row["seq_product"],
      row["multiple_milli"],
    ]);
  expect(await kept()).toEqual([[20, 100]]);
  const change = async (sql: string) => {
    world.clock.advance(86_400_000);
    await world.exec(sql);
    await world.touch(20);
    await world.drain(2);
  };
  await change("UPDATE products SET multiple_milli = 250 WHERE seq_product = 20");
  expect(await kept()).toEqual([
    [20, 100],
    [20, 250],
  ]);
  await change("UPDATE products SET title = 'Queijo prato' WHERE seq_product = 20");
  expect(await kept()).toHaveLength(2);
  await change("UPDATE products SET weighed = 0, multiple_milli = NULL WHERE seq_product = 20");
  expect((await kept()).at(-1)).toEqual([20, null]);
  world.clock.advance(200 * 86_400_000);
  await change("UPDATE products SET weighed = 1, multiple_milli = 500 WHERE seq_product = 20");
  expect(await kept()).toEqual([
    [20, null],
    [20, 500],
  ]);
});

const PER_LITRE = { quantityValue: 500, quantityUnit: "ML", referenceValue: 1, referenceUnit: "L" } as const;

it("S13: a merchant's price per litre of packaged goods stays when barcode, weight or the set change", async () => {
  const world = await published({ 919: { title: "Azeite", skus: [{ stock: { 1: 5_000 } }] } });
  Object.assign(world.variant("P919E1"), { showUnitPrice: true, unitPriceMeasurement: PER_LITRE });
  await world.exec("UPDATE skus SET ean = '7896006716112', weight_g = 950");
  await world.touch(919);
  await world.run();
  expect(world.variant("P919E1")).toMatchObject({ barcode: "7896006716112", showUnitPrice: true });
  await world.sku(919, { pack: 12 });
  await world.touch(919);
  await world.run();
  expect(world.productOf(919).variants).toHaveLength(2);
  expect(world.variant("P919E1")).toMatchObject({ showUnitPrice: true, unitPriceMeasurement: PER_LITRE });
});

/** As the products load does. */
const becomesPackaged = (world: Awaited<ReturnType<typeof published>>) =>
  world.exec("UPDATE products SET weighed = 0, multiple_milli = NULL");

it("S13: goods no longer sold by weight lose the price per kilogram once; a merchant's later value stays", async () => {
  const world = await published({ 20: cheese });
  await becomesPackaged(world);
  await world.touch(20);
  await world.run();
  expect(world.variant("P20E1")).toMatchObject({ showUnitPrice: false, unitPriceMeasurement: null });
  Object.assign(world.variant("P20E1"), { showUnitPrice: true, unitPriceMeasurement: PER_LITRE });
  await world.exec("UPDATE skus SET ean = '7896006716112'");
  await world.touch(20);
  await world.run();
  expect(world.variant("P20E1")).toMatchObject({
    barcode: "7896006716112",
    showUnitPrice: true,
    unitPriceMeasurement: PER_LITRE,
  });
});

it("S13: it is also removed where the response to the removing or the setting call was lost", async () => {
  const world = publishWorld();
  await world.setup();
  await world.product(20, cheese);
  world.shopify.faults.add({ kind: "cutAfter", operation: "ProductSet", times: 1 });
  await world.run();
  expect(world.variant("P20E1").showUnitPrice).toBe(true);
  await becomesPackaged(world);
  await world.touch(20);
  world.clock.advance(120_000);
  await world.drain(2);
  expect(world.variant("P20E1")).toMatchObject({ showUnitPrice: false, unitPriceMeasurement: null });

  // By weight again: sent, with a lost response, and then no longer.
  world.shopify.faults.add({ kind: "cutAfter", operation: "ProductSet", times: 1 });
  await world.exec("UPDATE products SET weighed = 1, multiple_milli = 100");
  await world.touch(20);
  await world.run();
  await becomesPackaged(world);
  await world.touch(20);
  world.shopify.faults.add({ kind: "cutBefore", operation: "ProductSet", times: 1 });
  await world.drain(4);
  expect(world.variant("P20E1")).toMatchObject({ showUnitPrice: false, unitPriceMeasurement: null });
});

it("S13: a shop that takes no unit price gets the product without it, by single calls and in bulk, with one entry", async () => {
  const world = await published({ 20: cheese }, { unitPrices: false });
  expect(world.shop()).toMatchObject([{ variants: [{ sku: "P20E1", price: 399, stock: [37, null, null] }] }]);
  expect(world.variant("P20E1").unitPriceMeasurement).toBeNull();
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["unit-price-refused"]);
  await world.exec("INSERT INTO loads (name, page_size) VALUES ('publish-bulk', 3)");
  for (const seq of [21, 22, 23, 24]) await world.product(seq, cheese);
  await world.drain(12);
  expect(world.shop()).toHaveLength(5);
  expect(await world.rows("SELECT seq_product FROM shop_products WHERE due = 1")).toEqual([]);
  // Shopify takes them now: the next one that is sent says so.
  world.shopify.control.setUnitPrices(true);
  await world.exec("UPDATE products SET multiple_milli = 250 WHERE seq_product = 20");
  await world.touch(20);
  await world.drain(3);
  expect(world.variant("P20E1")).toMatchObject({ unitPriceMeasurement: { quantityValue: 250 } });
  expect(await world.desk()).toEqual([]);
});

it("S13: another refusal of goods by weight is still the product's own", async () => {
  const world = await published({}, { unitPrices: false });
  world.shopify.control.refuseNext("productSet", "Handle is taken");
  await world.product(20, cheese);
  await world.drain(1);
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["shopify-refused"]);
});
