/** A product with one package shows no option; a second package brings the option, and the first variant stays what it is. */
import { describe, expect, it } from "vitest";
import { hasNoOption } from "../../../sim/shopify/products/variant-title.ts";
import { published } from "../world.ts";

const unit = { pack: 1, stock: { 1: 37_000, 2: 5_000 } };
const box = { pack: 12, name: "CX-12", cents: 11_990, stock: { 1: 37_000 } };
const alone = { title: "Arroz Camil 5 kg", skus: [unit] };

const productOf = (world: Awaited<ReturnType<typeof published>>) => {
  const [product] = world.shopify.state.products.values();
  if (!product) throw new Error("no product");
  return product;
};

describe("one package", () => {
  it("is Shopify's own default variant: a theme shows no option", async () => {
    const world = await published({ 919: alone });
    const { options } = productOf(world);
    expect(options.map(({ name, values }) => [name, values.map((value) => value.name)])).toEqual([
      ["Title", ["Default Title"]],
    ]);
    expect(hasNoOption(productOf(world))).toBe(true);
    expect(await world.desk()).toEqual([]);
  });

  it("two packages show the option", async () => {
    const world = await published({ 919: { ...alone, skus: [unit, box] } });
    expect(hasNoOption(productOf(world))).toBe(false);
    expect(productOf(world).options[0]?.name).toBe("Embalagem");
  });

  it("goods by weight keep it: it says what one unit is, and orders are read by it", async () => {
    const world = await published({
      20: { title: "Queijo", weighed: true, multipleMilli: 250, skus: [{ cents: 3_990, stock: { 1: 9_000 } }] },
    });
    expect(productOf(world).options.map(({ name, values }) => [name, values[0]?.name])).toEqual([
      ["Embalagem", "250 g"],
    ]);
  });
});

describe("a second package", () => {
  async function withSecond() {
    const world = await published({ 919: alone });
    const first = world.variant("P919E1");
    first.mediaIds.push("gid://shopify/MediaImage/7");
    const before = { id: first.id, item: first.item.id, price: first.price, mediaIds: [...first.mediaIds] };
    await world.sku(919, box);
    await world.touch(919);
    return { world, before };
  }

  it("brings the option; the first variant keeps its id, price, stock and picture", async () => {
    const { world, before } = await withSecond();
    await world.drain(3);
    const { id, item, price, mediaIds } = world.variant("P919E1");
    expect({ id, item: item.id, price, mediaIds }).toEqual(before);
    expect(world.shop()[0]?.variants).toEqual([
      { sku: "P919E1", option: "UN-1", price: 1000, compareAt: null, tracked: true, stock: [37, 5, null] },
      { sku: "P919E12", option: "CX-12", price: 11_990, compareAt: null, tracked: true, stock: [3, null, null] },
    ]);
    expect(productOf(world).options.map(({ name }) => name)).toEqual(["Embalagem"]);
    expect(await world.desk()).toEqual([]);
  });

  it("after a lost response the first variant is still there, once", async () => {
    const { world, before } = await withSecond();
    world.shopify.faults.add({ kind: "cutAfter", operation: "ProductSet", times: 1 });
    for (let run = 0; run < 4; run += 1) {
      world.clock.advance(600_000);
      await world.run();
    }
    expect(world.variant("P919E1").id).toBe(before.id);
    expect(world.shop()[0]?.variants.map(({ sku, option }) => [sku, option])).toEqual([
      ["P919E1", "UN-1"],
      ["P919E12", "CX-12"],
    ]);
  });

  it("a shop that shows Embalagem: UN-1 from an earlier version loses the option, and nothing else", async () => {
    const world = await published({ 919: alone });
    const product = productOf(world);
    const [option] = product.options;
    const [value] = option?.values ?? [];
    if (!option || !value) throw new Error("no option");
    option.name = "Embalagem";
    value.name = "UN-1";
    const { id } = world.variant("P919E1");
    await world.exec("UPDATE shop_products SET due = 1, version = version + 1, sent_set = 'of an earlier version'");
    await world.run();
    expect(hasNoOption(productOf(world))).toBe(true);
    expect(world.variant("P919E1").id).toBe(id);
    expect(world.shop()[0]?.variants).toMatchObject([{ price: 1000, stock: [37, 5, null] }]);
  });
});

it("a box that is cheaper by the piece than the single unit is published as the ERP prices it", async () => {
  const world = await published({ 919: { ...alone, skus: [unit, { ...box, cents: 600 }] } }); // 0,50 against 10,00
  expect(world.shop()[0]?.variants.map(({ sku, price, compareAt }) => [sku, price, compareAt])).toEqual([
    ["P919E1", 1000, null],
    ["P919E12", 600, null],
  ]);
  expect(await world.desk()).toEqual([]);
});
