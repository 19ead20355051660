import { expect, it } from "vitest";
import { approvePrices, readPendingPrices } from "../../../src/hub/prices/shop-prices.ts";
import { recreate } from "../../../src/hub/catalog/settings.ts";
import { readPriceTargets, savePriceTargets, type PriceMapping } from "../../../src/hub/prices/price-targets.ts";
import { createPriceList, readPriceLists } from "../../../src/shopify/prices/price-lists.ts";
import { published, type PublishWorld } from "../world.ts";

const DAY = 86_400_000;
const base = { company: 1, segment: 1 };
const two = { company: 2, segment: 1 };
const goods = { 919: { skus: [{ pack: 1 }, { pack: 12, cents: 11_990 }] }, 7: {} };

/** A price list of the shop, created by the setup step. */
async function newList(world: PublishWorld, name = "Loja 2"): Promise<string> {
  const made = await createPriceList(world.deps.shopify, name, null);
  if (made.kind !== "done") throw new Error(JSON.stringify(made));
  return made.value;
}

/** Company 2 has its own prices for everything, R$ 5 more; mapped as given. */
async function mapped(
  world: PublishWorld,
  mapping: (gid: string) => Omit<PriceMapping, "base">,
): Promise<{ readonly gid: string }> {
  const gid = await newList(world);
  for (const { sku, cents } of [
    { sku: "P919E1", cents: 1_500 },
    { sku: "P919E12", cents: 12_490 },
    { sku: "P7E1", cents: 1_500 },
  ])
    await world.price(sku, { cents }, two);
  await savePriceTargets(world.db, { base, ...mapping(gid) });
  await world.drain(2);
  return { gid };
}
const listed = (world: PublishWorld, mapping: Partial<PriceMapping> = {}) =>
  mapped(world, (gid) => ({ priceLists: [{ ...two, gid }], ...mapping }));
const withDocument = (world: PublishWorld, companies = [two]) => mapped(world, () => ({ metafields: companies }));

const fixed = (world: PublishWorld, gid: string): unknown => {
  const skus = new Map([...world.shopify.state.variants.values()].map(({ id, item }) => [id, item.sku]));
  return Object.fromEntries(
    [...(world.shopify.state.priceLists.get(gid)?.fixed ?? [])].map(([id, { price, compareAtPrice }]) => [
      skus.get(id) ?? id,
      compareAtPrice === null ? price : [price, compareAtPrice],
    ]),
  );
};
const documentOf = (world: PublishWorld, sku: string): unknown => {
  const value = world.variant(sku).metafields.get("erp.precos")?.value;
  return value === undefined ? undefined : JSON.parse(value);
};
const listCalls = (world: PublishWorld) => world.calls("priceListFixedPricesUpdate").length;

it("P9: two companies with different tables: each target gets its own price", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [base, two] });
  expect(world.variant("P919E1").price).toBe(1_000);
  expect(fixed(world, gid)).toEqual({ P919E1: 1_500, P919E12: 12_490, P7E1: 1_500 });
  expect(documentOf(world, "P919E12")).toEqual({ 1: { price: 11_990 }, 2: { price: 12_490 } });
});

it("P9: only changed prices are sent, to the targets of their company and segment", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [base, two] });
  const before = { lists: listCalls(world), documents: world.calls("metafieldsSet").length };
  await world.price("P7E1", { cents: 1_600 }, two);
  await world.run();
  expect(fixed(world, gid)).toMatchObject({ P7E1: 1_600, P919E1: 1_500 });
  expect(documentOf(world, "P7E1")).toEqual({ 1: { price: 1_000 }, 2: { price: 1_600 } });
  expect(world.variant("P7E1").price).toBe(1_000);
  expect([listCalls(world) - before.lists, world.calls("metafieldsSet").length - before.documents]).toEqual([1, 1]);
  expect(world.calls("priceListFixedPricesUpdate").at(-1)?.effects).toHaveLength(1);
  const calls = world.shopify.journal.mutations.length;
  await world.run();
  expect(world.shopify.journal.mutations).toHaveLength(calls); // nothing changed: not one call
});

it("P10: 260 prices of one list are two calls of at most 250, and all arrive", async () => {
  const seqs = Array.from({ length: 260 }, (_, index) => index + 1);
  const world = await published(Object.fromEntries(seqs.map((seq) => [seq, {}])));
  const gid = await newList(world);
  for (const seq of seqs) await world.price(`P${seq}E1`, { cents: 2_000 + seq }, two);
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid }] });
  await world.drain(2);
  expect(Object.keys(fixed(world, gid) as object)).toHaveLength(260);
  expect(listCalls(world)).toBe(2);
  expect(fixed(world, gid)).toMatchObject({ P1E1: 2_001, P260E1: 2_260 });
});

it("P2: a promotion of a list and of the document begins and ends at its instants in São Paulo without an ERP change", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [two] });
  const midnight = Date.UTC(2026, 10, 25, 3); // 00:00 in São Paulo
  const promo = { cents: 1_500, promoCents: 990, promoFrom: midnight, promoUntil: midnight + DAY };
  await world.price("P7E1", promo, two);
  await world.run();
  const shown = () => [(fixed(world, gid) as { P7E1: unknown }).P7E1, documentOf(world, "P7E1")];
  world.clock.set(midnight - 1);
  await world.run();
  expect(shown()).toEqual([1_500, { 2: { price: 1_500 } }]);
  world.clock.set(midnight);
  await world.run();
  expect(shown()).toEqual([[990, 1_500], { 2: { price: 990, compareAtPrice: 1_500 } }]);
  world.clock.set(midnight + DAY);
  await world.run();
  expect(shown()).toEqual([1_500, { 2: { price: 1_500 } }]); // P3: and no compare-at price is left
});

it("P12: a SKU off sale at a company leaves its list and document, with zero stock there; back on sale, all return", async () => {
  const world = await published({ 7: { skus: [{ stock: { 1: 5_000, 2: 4_000 } }] }, 919: goods[919] });
  const { gid } = await listed(world, { metafields: [base, two] });
  await world.price("P7E1", { cents: 1_500, onSale: false }, two);
  await world.drain(2);
  expect(fixed(world, gid)).not.toHaveProperty("P7E1");
  expect(documentOf(world, "P7E1")).toEqual({ 1: { price: 1_000 } });
  expect([1, 2].map((company) => world.available("P7E1", company))).toEqual([5, 0]);
  await world.price("P7E1", { cents: 1_550 }, two);
  await world.drain(2);
  expect(fixed(world, gid)).toMatchObject({ P7E1: 1_550 });
  expect([1, 2].map((company) => world.available("P7E1", company))).toEqual([5, 4]);
  expect(await world.desk()).toEqual([]);
});

it.each([0, -100])(
  "P8: a price of %i cents at a company is not sent: list and document keep the last, with one entry each",
  async (cents) => {
    const world = await published(goods);
    const { gid } = await listed(world, { metafields: [two] });
    await world.price("P7E1", { cents }, two);
    await world.run();
    expect([fixed(world, gid), documentOf(world, "P7E1")]).toMatchObject([{ P7E1: 1_500 }, { 2: { price: 1_500 } }]);
    expect((await world.desk()).map(({ record, reason }) => [record, reason])).toEqual([
      [`P7E1@list-${gid.split("/").at(-1)}`, "price-zero"],
      ["P7E1@meta-2", "price-zero"],
    ]);
  },
);

it("P8: a drop of more than 80 % waits for an operator, with both prices; another ERP price is judged again", async () => {
  const world = await published(goods);
  await world.price("P7E1", { cents: 199 }); // of R$ 10,00
  await world.run();
  expect(world.variant("P7E1").price).toBe(1_000);
  const [entry] = await world.desk();
  expect(entry).toMatchObject({ record: "P7E1", reason: "price-drop" });
  expect(entry?.["message"]).toMatch(/R\$ 10,00.*R\$ 1,99.*80 %/);
  expect(await readPendingPrices(world.db)).toMatchObject([{ target: "base", sku: "P7E1", pendingCents: 199 }]);
  await world.price("P7E1", { cents: 200 }); // exactly 80 %
  await world.run();
  expect([world.variant("P7E1").price, await world.desk(), await readPendingPrices(world.db)]).toEqual([200, [], []]);
});

it("P8: an operator approves the pending price, and only that one", async () => {
  const world = await published(goods);
  await world.price("P7E1", { cents: 150 });
  await world.run();
  // not the pending price
  expect(await approvePrices(world.db, [{ target: "base", sku: "P7E1", pendingCents: 140 }])).toBe(0);
  expect(await approvePrices(world.db, [{ target: "base", sku: "P7E1", pendingCents: 150 }])).toBe(1);
  await world.price("P7E1", { cents: 100 }); // and at that moment the ERP changes the price again
  await world.run();
  expect(world.variant("P7E1").price).toBe(1_000);
  expect(await readPendingPrices(world.db)).toMatchObject([{ pendingCents: 100 }]);
  await approvePrices(world.db, [{ target: "base", sku: "P7E1", pendingCents: 100 }]);
  await world.run();
  expect([world.variant("P7E1").price, await world.desk()]).toEqual([100, []]);
  await world.price("P7E1", { cents: 10 });
  await world.run();
  expect(world.variant("P7E1").price).toBe(100); // the approval was for one price
});

it("P8: an approved price with a lost response, possibly in the shop, is the reference for the next", async () => {
  const world = await published(goods);
  await world.price("P7E1", { cents: 150 });
  await world.run();
  await approvePrices(world.db, [{ target: "base", sku: "P7E1", pendingCents: 150 }]);
  world.shopify.faults.add({ kind: "cutAfter", operation: "VariantPrices", times: 3 });
  await world.run();
  expect(world.variant("P7E1").price).toBe(150);
  await world.price("P7E1", { cents: 20 }); // a fall from what is shown as well
  await world.run();
  expect([world.variant("P7E1").price, await readPendingPrices(world.db)]).toMatchObject([150, [{ pendingCents: 20 }]]);
  await world.price("P7E1", { cents: 140 });
  await world.run();
  expect([world.variant("P7E1").price, await world.desk()]).toEqual([140, []]);
  await world.price("P7E1", { cents: 25 }); // accepted, and the approval is used up
  await world.run();
  expect(world.variant("P7E1").price).toBe(140);
});

it("P8: a pending promotion is judged again when it ends, and lists and documents keep their values", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [two] });
  const ends = world.clock.now() + DAY;
  await world.price("P7E1", { cents: 1_500, promoCents: 100, promoUntil: ends }, two);
  await world.run();
  expect([fixed(world, gid), documentOf(world, "P7E1")]).toMatchObject([{ P7E1: 1_500 }, { 2: { price: 1_500 } }]);
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["price-drop", "price-drop"]);
  world.clock.set(ends);
  await world.run();
  expect([await world.desk(), await readPendingPrices(world.db)]).toEqual([[], []]);
});

it("P8: off sale and back again does not hide a drop; a rise of any size passes", async () => {
  const world = await published(goods);
  await world.price("P7E1", { cents: 1_000, onSale: false });
  await world.run();
  await world.price("P7E1", { cents: 100 });
  await world.run();
  expect(await readPendingPrices(world.db)).toMatchObject([{ sku: "P7E1", lastCents: 1_000, pendingCents: 100 }]);
  await world.price("P7E1", { cents: 99_900 });
  await world.run();
  expect(world.variant("P7E1").price).toBe(99_900);
});

it("P8: a list moved to another company is measured against its last shown price, also when it is empty by then", async () => {
  const world = await published(goods);
  const { gid } = await listed(world);
  const three = { company: 3, segment: 1 };
  await savePriceTargets(world.db, { base, priceLists: [{ ...three, gid }] });
  await world.drain(2);
  expect(fixed(world, gid)).toEqual({});
  await world.price("P7E1", { cents: 75 }, three);
  await world.price("P919E1", { cents: 900 }, three);
  await world.run();
  expect(fixed(world, gid)).toEqual({ P919E1: 900 });
  expect(await readPendingPrices(world.db)).toMatchObject([{ sku: "P7E1", lastCents: 1_500, pendingCents: 75 }]);
  expect(await world.desk()).toMatchObject([
    { reason: "price-drop", message: expect.stringContaining("não foi publicado e ali não há preço; se está certo") },
  ]);
  await approvePrices(world.db, [{ target: `list-${gid.split("/").at(-1)}`, sku: "P7E1", pendingCents: 75 }]);
  await world.run();
  expect([fixed(world, gid), await world.desk()]).toEqual([{ P919E1: 900, P7E1: 75 }, []]);
});

it("a target's own limit decides, and a changed limit judges pending prices again", async () => {
  const world = await published(goods);
  await savePriceTargets(world.db, { base: { ...base, dropMaxPercent: 30 } });
  await world.price("P7E1", { cents: 600 });
  await world.run();
  expect(world.variant("P7E1").price).toBe(1_000);
  await savePriceTargets(world.db, { base: { ...base, dropMaxPercent: 50 } });
  await world.run();
  expect(world.variant("P7E1").price).toBe(600);
});

it("another sale multiple is no drop: prices are compared per kilogram", async () => {
  const world = await published({ 20: { weighed: true, multipleMilli: 1_000, skus: [{ cents: 4_990 }] } });
  await world.exec("UPDATE products SET multiple_milli = 100");
  await world.exec("UPDATE shop_prices SET due = 1, version = version + 1");
  await world.run();
  expect(await readPendingPrices(world.db)).toMatchObject([]);
  await world.price("P20E1", { cents: 900 });
  await world.run();
  expect(await readPendingPrices(world.db)).toMatchObject([{ lastCents: 4_990, pendingCents: 900 }]);
});

it("the document of weighed goods contains the price of the portion and of the kilogram", async () => {
  const world = await published({ 20: { weighed: true, multipleMilli: 100, skus: [{ cents: 4_990 }] } });
  await world.price("P20E1", { cents: 5_190, promoCents: 3_990, promoUntil: world.clock.now() + DAY }, two);
  await savePriceTargets(world.db, { base, metafields: [two] });
  await world.drain(2);
  expect(documentOf(world, "P20E1")).toEqual({ 2: { price: 399, compareAtPrice: 519, unitPrice: 3_990, unit: "kg" } });
});

it("P11: the price of an unregistered package is not sent, is logged, and is not read again", async () => {
  const world = await published(goods);
  await listed(world);
  await world.price("P7E6", { cents: 5_000 }, two);
  await world.price("P7E6", { cents: 5_000 });
  await world.run();
  expect(world.lines.filter(({ event }) => event === "price.package-unknown")).toMatchObject([{ skus: "P7E6" }]);
  expect(await world.rows("SELECT due FROM shop_prices WHERE sku = 'P7E6'")).toEqual([{ due: 0 }, { due: 0 }]);
  const runs = await world.rows("SELECT COUNT(*) AS n FROM runs");
  await world.run();
  expect(await world.rows("SELECT COUNT(*) AS n FROM runs")).toEqual(runs);
});

it("a variant created later, or again, gets its list price and document", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [two] });
  await world.price("P8E1", { cents: 800 }, two);
  await world.run();
  await world.product(8, {});
  await world.drain(3);
  expect([fixed(world, gid), documentOf(world, "P8E1")]).toMatchObject([{ P8E1: 800 }, { 2: { price: 800 } }]);
  world.shopify.control.deleteVariant(world.variant("P919E12").id);
  expect(fixed(world, gid)).not.toHaveProperty("P919E12");
  await world.exec("UPDATE skus SET package_name = 'FD-12' WHERE sku = 'P919E12'");
  await world.touch(919);
  await world.drain(3);
  expect([fixed(world, gid), documentOf(world, "P919E12")]).toMatchObject([
    { P919E12: 12_490 },
    { 2: { price: 12_490 } },
  ]);
});

it("C7: a deleted variant delays no other line of its call, and created again has its list price and document", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [two] });
  world.shopify.control.deleteVariant(world.variant("P919E12").id);
  for (const sku of ["P919E1", "P919E12", "P7E1"]) await world.price(sku, { cents: 9_000 }, two);
  await world.run();
  expect(fixed(world, gid)).toEqual({ P919E1: 9_000, P7E1: 9_000 });
  expect(documentOf(world, "P919E1")).toEqual({ 2: { price: 9_000 } });
  expect(await world.desk()).toEqual([]); // the catalogue checks before any entry is opened
  await world.drain(3);
  expect(fixed(world, gid)).toEqual({ P919E1: 9_000, P919E12: 9_000, P7E1: 9_000 });
  expect(documentOf(world, "P919E12")).toEqual({ 2: { price: 9_000 } });
  expect([await world.desk(), await world.rows("SELECT * FROM shop_prices WHERE due = 1")]).toEqual([[], []]);
});

it("C7: prices of a deleted product wait for its return, and a company unmapped from the metafield is removed (seed 20079)", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [base, two] });
  world.shopify.control.deleteProduct(world.variant("P919E1").productId);
  await world.price("P919E1", { cents: 1_200 });
  await world.price("P919E1", { cents: 1_700 }, two);
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid }], metafields: [two] });
  await world.drain(4);
  expect(await world.desk()).toMatchObject([{ record: "P919", reason: "product-deleted" }]);
  expect((await readPriceTargets(world.db)).map(({ target }) => target)).not.toContain("meta-1");
  const calls = world.shopify.journal.mutations.length;
  await world.drain(3);
  expect(world.shopify.journal.mutations.length).toBe(calls);
  expect(await recreate(world.db, 919, null)).toBe(true);
  await world.drain(3);
  expect(world.variant("P919E1").price).toBe(1_200);
  expect(fixed(world, gid)).toEqual({ P919E1: 1_700, P919E12: 12_490, P7E1: 1_500 });
  expect(documentOf(world, "P919E1")).toEqual({ 2: { price: 1_700 } });
  expect(await world.desk()).toEqual([]);
});

it("a metafield that Shopify refuses to empty is retried until it is empty, and an entry gives the reason", async () => {
  const world = await published(
    { 7: {} },
    {
      fetch: (shop) => async (request) => {
        const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
        if (!isLocked || !text.includes("mutation SetPriceMetafields")) return shop(request);
        const userErrors = [{ code: "INVALID", field: ["metafields", "0", "value"], message: "?" }];
        return Response.json({ data: { metafieldsSet: { metafields: null, userErrors } } });
      },
    },
  );
  let isLocked = false;
  await world.price("P7E1", { cents: 1_500 }, two);
  await savePriceTargets(world.db, { base, metafields: [base, two] });
  await world.drain(2);
  isLocked = true;
  await savePriceTargets(world.db, { base, metafields: [base] });
  for (let hours = 0; hours < 12; hours += 1) {
    await world.run();
    world.clock.advance(3_600_000);
  }
  expect(await world.desk()).toMatchObject([{ record: "P7E1@meta-2", reason: "shopify-refused", code: "INVALID" }]);
  expect((await readPriceTargets(world.db)).map(({ target }) => target)).toContain("meta-2");
  isLocked = false;
  await world.drain(2);
  expect(documentOf(world, "P7E1")).toEqual({ 1: { price: 1_000 } });
  expect((await readPriceTargets(world.db)).map(({ target }) => target)).not.toContain("meta-2");
  expect(await world.desk()).toEqual([]);
});

it("an error that names no line is located by halving, within bounds", async () => {
  const bad = new Set<string>();
  let calls = 0;
  const world = await published(Object.fromEntries(Array.from({ length: 16 }, (_, index) => [index + 1, {}])), {
    fetch: (shop) => async (request) => {
      const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
      const isOurs = text.includes("mutation FixedPrices") || text.includes("mutation SetPriceMetafields");
      if (!isOurs || bad.size === 0) return shop(request);
      calls += 1;
      if (![...bad].some((id) => text.includes(`"${id}"`))) return shop(request);
      const userErrors = [{ code: "BLANK", field: null, message: "?" }];
      return Response.json({ data: { priceListFixedPricesUpdate: { userErrors }, metafieldsSet: { userErrors } } });
    },
  });
  const gid = await newList(world);
  for (let seq = 1; seq <= 16; seq += 1) await world.price(`P${seq}E1`, { cents: 2_000 }, two);
  bad.add(world.variant("P7E1").id);
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid }], metafields: [two] });
  await world.drain(2);
  expect(Object.keys(fixed(world, gid) as object)).toHaveLength(15);
  expect(
    [...world.shopify.state.variants.values()].filter(({ metafields }) => metafields.has("erp.precos")),
  ).toHaveLength(15);
  expect(calls).toBeLessThanOrEqual(2 * (2 * Math.log2(16) + 1));
  expect(await world.desk()).toMatchObject([{ reason: "shopify-refused", code: "BLANK" }, { record: "P7E1@meta-2" }]);
});

it("a locked list is postponed a minute with its prices due; base prices and other lists are sent", async () => {
  let isLocked = false;
  const world = await published(goods, {
    fetch: (shop) => async (request) => {
      const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
      if (!isLocked || !text.includes("mutation FixedPrices")) return shop(request);
      isLocked = false;
      const userErrors = [{ code: "PRICE_LIST_LOCKED", field: ["priceListId"], message: "locked" }];
      return Response.json({ data: { priceListFixedPricesUpdate: { userErrors } } });
    },
  });
  const { gid } = await listed(world);
  isLocked = true;
  await world.price("P7E1", { cents: 1_700 }, two);
  await world.price("P7E1", { cents: 1_100 });
  await world.run();
  await world.run();
  expect([fixed(world, gid), world.variant("P7E1").price, await world.desk()]).toMatchObject([
    { P7E1: 1_500 },
    1_100,
    [],
  ]);
  world.clock.advance(60_000);
  await world.run();
  expect(fixed(world, gid)).toMatchObject({ P7E1: 1_700 });
});

it("a list deleted in the shop is one entry, not one per price, and its prices are sent when mapped to another", async () => {
  const world = await published(goods);
  const { gid } = await listed(world);
  world.shopify.state.priceLists.delete(gid);
  for (const sku of ["P919E1", "P7E1"]) await world.price(sku, { cents: 9_000 }, two);
  await world.run();
  expect(await world.desk()).toMatchObject([
    { record: `lista ${gid.split("/").at(-1)}`, reason: "price-list-not-found" },
  ]);
  const calls = listCalls(world);
  await world.drain(3);
  expect(listCalls(world)).toBe(calls);
  const other = await newList(world, "Loja 2 nova");
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid: other }] });
  await world.drain(2);
  expect(fixed(world, other)).toEqual({ P919E1: 9_000, P919E12: 12_490, P7E1: 9_000 });
  expect(await readPriceTargets(world.db)).toMatchObject([{ target: "base" }, { gid: other, removing: false }]);
});

it("a target taken from the mapping is emptied in the shop, then forgotten", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [base, two] });
  await savePriceTargets(world.db, { base, priceLists: [], metafields: [base] });
  await world.drain(2);
  expect([fixed(world, gid), documentOf(world, "P7E1")]).toEqual([{}, { 1: { price: 1_000 } }]);
  expect((await readPriceTargets(world.db)).map(({ target }) => target)).toEqual(["base", "meta-1"]);
  expect(await world.rows("SELECT DISTINCT target FROM shop_prices ORDER BY target")).toEqual([
    { target: "base" },
    { target: "meta-1" },
  ]);
});

it("P8: a pending price no longer waits once its target is unmapped; at other targets it still waits", async () => {
  const world = await published(goods);
  await listed(world, { metafields: [base, two] });
  await world.price("P7E1", { cents: 75 }, two);
  await world.price("P919E1", { cents: 50 });
  await world.run();
  expect(await world.desk()).toHaveLength(4);
  await savePriceTargets(world.db, { base, priceLists: [], metafields: [base] });
  await world.drain(2);
  expect((await world.desk()).map(({ record }) => record)).toEqual(["P919E1", "P919E1@meta-1"]);
});

it("P12: a SKU that a company had off sale is sold there again once the company's prices are unmapped", async () => {
  const world = await published({ 7: { skus: [{ stock: { 1: 5_000, 2: 4_000 } }] }, 919: goods[919] });
  await withDocument(world);
  await world.price("P7E1", { cents: 1_500, onSale: false }, two);
  await world.drain(2);
  expect(world.available("P7E1", 2)).toBe(0);
  await savePriceTargets(world.db, { base, metafields: [] });
  await world.drain(3);
  expect(world.available("P7E1", 2)).toBe(4);
});

it("a target that moves to another segment shows that segment's prices, and none where it has none", async () => {
  const world = await published(goods);
  const { gid } = await listed(world);
  await world.price("P7E1", { cents: 1_234 }, { company: 2, segment: 5 });
  await savePriceTargets(world.db, { base, priceLists: [{ company: 2, segment: 5, gid }] });
  await world.drain(2);
  expect(fixed(world, gid)).toEqual({ P7E1: 1_234 });
});

it("a lost response leaves list prices due and they are sent again; one that goes off sale meanwhile is removed too", async () => {
  const world = await published(goods);
  const gid = await newList(world);
  await world.price("P7E1", { cents: 1_500 }, two);
  world.shopify.faults.add({ kind: "cutAfter", operation: "FixedPrices", times: 3 });
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid }] });
  await world.run();
  expect(fixed(world, gid)).toEqual({ P7E1: 1_500 }); // Shopify has it, the hub does not
  expect(await world.rows("SELECT due, sent_price_cents FROM shop_prices WHERE target <> 'base'")).toEqual([
    { due: 1, sent_price_cents: null },
  ]);
  await world.price("P7E1", { cents: 1_500, onSale: false }, two);
  await world.drain(3);
  expect(fixed(world, gid)).toEqual({});
});

it("a price sent without a response is sent again when the former price is desired again: list, document and shop", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [two] });
  const shown = () => [
    (fixed(world, gid) as { P7E1: number }).P7E1,
    documentOf(world, "P7E1"),
    world.variant("P7E1").price,
  ];
  const before = shown();
  for (const operation of ["FixedPrices", "SetPriceMetafields", "VariantPrices"])
    world.shopify.faults.add({ kind: "cutAfter", operation, times: 3 });
  await world.price("P7E1", { cents: 3_333 }, two);
  await world.price("P7E1", { cents: 3_333 });
  await world.run();
  expect(shown()).toEqual([3_333, { 2: { price: 3_333 } }, 3_333]); // Shopify has it, the hub does not
  await world.price("P7E1", { cents: 1_500 }, two);
  await world.price("P7E1", { cents: 1_000 });
  await world.drain(3);
  expect(shown()).toEqual(before);
});

it("a document that Shopify temporarily refuses is sent again; a permanent refusal opens an entry after five tries", async () => {
  const holder = { refusals: 0 };
  const world = await published(goods, {
    fetch: (shop) => async (request) => {
      if (holder.refusals === 0 || !(await request.clone().text()).includes("mutation SetPriceMetafields"))
        return shop(request);
      holder.refusals -= 1;
      const userErrors = [{ field: ["metafields", "0", "value"], message: "Internal error", code: "INTERNAL_ERROR" }];
      return Response.json({
        data: { metafieldsSet: { metafields: null, userErrors } },
        extensions: {
          cost: {
            requestedQueryCost: 10,
            actualQueryCost: 10,
            throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 1_900, restoreRate: 100 },
          },
        },
      });
    },
  });
  await withDocument(world);
  holder.refusals = 1;
  await world.price("P7E1", { cents: 1_700 }, two);
  await world.drain(3);
  expect([documentOf(world, "P7E1"), await world.desk()]).toEqual([{ 2: { price: 1_700 } }, []]);
  holder.refusals = 100;
  const ends = world.clock.now() + DAY;
  await world.price("P7E1", { cents: 1_700, promoCents: 1_650, promoUntil: ends }, two);
  for (let hour = 0; hour < 12; hour += 1) {
    await world.drain(1);
    world.clock.advance(3_600_000);
  }
  expect(holder.refusals).toBe(94);
  expect((await world.desk()).map(({ record }) => record)).toEqual(["P7E1@meta-2"]);
  holder.refusals = 0;
  world.clock.set(ends); // another price is desired by then, and is sent
  await world.drain(2);
  expect([documentOf(world, "P7E1"), await world.desk()]).toEqual([{ 2: { price: 1_700 } }, []]);
});

it("the marks of a hundred variants at sixty companies fit D1, with any number of parameters", async () => {
  const seqs = Array.from({ length: 100 }, (_, index) => index + 1);
  const world = await published(Object.fromEntries(seqs.map((seq) => [10_000_000 + seq, {}])), { companies: 60 });
  const companies = Array.from({ length: 60 }, (_, index) => ({ company: index + 1, segment: 1 }));
  await world.exec(
    `INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash)
     SELECT c.value ->> 'company', 1, skus.sku, skus.seq_product, 1500, 1, 'x' FROM skus, json_each(?1) AS c WHERE true
         ON CONFLICT DO UPDATE SET normal_cents = 1500`,
    JSON.stringify(companies),
  );
  await savePriceTargets(world.db, { base, metafields: companies });
  await world.drain(4);
  expect(await world.rows("SELECT count(*) AS n FROM shop_prices WHERE target <> 'base' AND due = 0")).toEqual([
    { n: 6_000 },
  ]);
  expect(Object.keys(documentOf(world, "P10000001E1") as object)).toHaveLength(60);
});

it("the document's definition is created before its first value, readable by the storefront", async () => {
  const world = await published(goods);
  await withDocument(world);
  const made = world.calls("metafieldDefinitionCreate").length;
  expect([...world.shopify.state.definitions.keys()]).toContain("PRODUCTVARIANT|erp|precos");
  await world.price("P7E1", { cents: 1_700 }, two);
  await world.run();
  expect(world.calls("metafieldDefinitionCreate")).toHaveLength(made);
});

it("the entry about a refused document definition closes when the definition exists", async () => {
  let isRefused = false;
  const world = await published(goods, {
    fetch: (shop) => async (request) => {
      const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
      if (!isRefused || !text.includes("mutation Define") || !text.includes("precos")) return shop(request);
      const userErrors = [{ field: ["definition"], message: "other type", code: "INVALID" }];
      return Response.json({ data: { metafieldDefinitionCreate: { userErrors } } });
    },
  });
  isRefused = true;
  await withDocument(world);
  expect(await world.desk()).toMatchObject([{ area: "publish-prices", reason: "definition-refused" }]);
  isRefused = false;
  await world.drain(2);
  expect(await world.desk()).toEqual([]);
});

it("a list is created without a catalogue, shown among the shop's lists, and not created twice under one name", async () => {
  const world = await published({});
  const gid = await newList(world, "Atacado");
  expect(await readPriceLists(world.deps.shopify)).toEqual({
    kind: "lists",
    lists: [{ gid, name: "Atacado", currency: "BRL", fixedPrices: 0, catalog: null }],
  });
  expect(await createPriceList(world.deps.shopify, "Atacado", null)).toMatchObject({
    kind: "userErrors",
    errors: [{ code: "TAKEN" }],
  });
});

it("inv. 1: due = sent + refused + pending in every run, whatever errors the target returns", async () => {
  const world = await published(goods);
  const { gid } = await listed(world, { metafields: [base, two] });
  world.shopify.faults.add({ kind: "cutBefore", operation: "FixedPrices", times: 3 });
  world.shopify.faults.add({ kind: "status", status: 503, operation: "SetPriceMetafields", times: 3 });
  for (const sku of ["P919E1", "P7E1"]) await world.price(sku, { cents: 100 }, two);
  await world.price("P919E12", { cents: 0 }, two);
  await world.drain(3);
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending OR outcome = 'running'")).toEqual(
    [],
  );
  expect(fixed(world, gid)).toMatchObject({ P919E12: 12_490 });
});
