import { expect, it } from "vitest";
import { published } from "./publish-world.ts";

const cheese = {
  title: "Queijo",
  weighed: true,
  multipleMilli: 100,
  skus: [{ name: "KG", cents: 3_990, stock: { 1: 3_750 } }],
};

it("S13: goods by weight reach the shop as portions: option, price, price per kilogram, weight and whole units", async () => {
  const world = await published({ 20: cheese });
  expect(world.shop()).toMatchObject([
    { title: "Queijo", variants: [{ sku: "P20E1", option: "100 g", price: 399, stock: [37, null, null] }] },
  ]);
  expect(world.variant("P20E1")).toMatchObject({
    showUnitPrice: true,
    unitPriceMeasurement: { quantityValue: 100, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" },
  });
});

it("S13: another sale multiple changes option, price, price per kilogram and units of the same variant, and holds nothing back", async () => {
  const world = await published({ 20: cheese });
  const { id } = world.variant("P20E1");
  await world.exec("UPDATE products SET multiple_milli = 250");
  await world.exec("UPDATE shop_prices SET due = 1, version = version + 1"); // as the products pull does
  await world.exec("UPDATE stock SET sent = NULL");
  await world.touch(20);
  await world.settle(3);
  expect(world.shop()).toMatchObject([
    { variants: [{ sku: "P20E1", option: "250 g", price: 998, stock: [15, null, null] }] }, // 9.975
  ]);
  expect(world.variant("P20E1")).toMatchObject({ id, unitPriceMeasurement: { quantityValue: 250 } });
  expect(await world.desk()).toEqual([]);
});
