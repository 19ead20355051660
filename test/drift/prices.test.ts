import { expect, it } from "vitest";
import { drift, driftSample } from "../../src/crons/drift.ts";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { savePriceTargets } from "../../src/hub/prices/price-targets.ts";
import { createPriceList } from "../../src/shopify/prices/price-lists.ts";
import { compare } from "./compare-all.ts";
import { runOf } from "../loads/world.ts";
import { published, type ProductSpec, type PublishOptions, type PublishWorld } from "../publish/world.ts";

const base = { company: 1, segment: 1 };
const two = { company: 2, segment: 1 };
const goods = { 919: { skus: [{ pack: 1 }, { pack: 12, cents: 11_990 }] }, 7: {} };

/** Company 2 charges R$ 15,00 for everything except P919E12, in a list and in the document of both companies. */
async function shop(products: Readonly<Record<number, ProductSpec>> = goods, options: PublishOptions = {}) {
  const world = await published(products, options);
  const made = await createPriceList(world.deps.shopify, "Loja 2", null);
  if (made.kind !== "done") throw new Error(JSON.stringify(made));
  for (const sku of ["P919E1", "P7E1"]) await world.price(sku, { cents: 1_500 }, two);
  await savePriceTargets(world.db, {
    base,
    priceLists: [{ ...two, gid: made.value }],
    metafields: [base, two],
  });
  await world.drain(2);
  const list = world.shopify.state.priceLists.get(made.value);
  if (!list) throw new Error("no list");
  return { world, list, target: `list-${made.value.split("/").at(-1)}` };
}
type Shop = Awaited<ReturnType<typeof shop>>;
const fixed = ({ world, list }: Shop, sku: string) => list.fixed.get(world.variant(sku).id);
const documentOf = (world: PublishWorld, sku: string): string | undefined =>
  world.variant(sku).metafields.get("erp.precos")?.value;
const setDocument = (world: PublishWorld, sku: string, value: string): void => {
  const metafield = world.variant(sku).metafields.get("erp.precos");
  if (!metafield) throw new Error(`${sku} has no document`);
  metafield.value = value;
};
const repairAll = (world: PublishWorld, runId: string) =>
  repairDrift(world.db, { runId, n: null, kind: null }, world.clock.now());

it.each([drift, driftSample])(
  "$name: list prices that differ, are missing or are not ours are found, and repaired",
  async (job) => {
    const at = await shop();
    const { world, list, target } = at;
    expect((await compare(world, job)).found).toEqual([]);
    list.fixed.set(world.variant("P919E1").id, { price: 1_499, compareAtPrice: null });
    list.fixed.delete(world.variant("P7E1").id);
    // Company 2 has no price for it: there is no row.
    list.fixed.set(world.variant("P919E12").id, { price: 100, compareAtPrice: 200 });
    const { run, found } = await compare(world, job);
    expect(found).toEqual([
      `list-price P7 P7E1 2 ${target} 1500 –`,
      `list-price P919 P919E1 2 ${target} 1500 1499`,
      `list-price-extra P919 P919E12 2 ${target} – 100/200`,
    ]);
    expect(await repairAll(world, run.id)).toBe(3);
    await world.drain(2);
    expect(["P919E1", "P7E1", "P919E12"].map((sku) => fixed(at, sku)?.price)).toEqual([1_500, 1_500, undefined]);
    expect((await compare(world, job)).found).toEqual([]);
    expect(await world.desk()).toEqual([]);
  },
);

it("P12: a list price for a SKU that is off sale at its company is found and removed again", async () => {
  const at = await shop();
  const { world, list, target } = at;
  await world.price("P7E1", { cents: 1_500, onSale: false }, two);
  await world.drain(2);
  list.fixed.set(world.variant("P7E1").id, { price: 900, compareAtPrice: null });
  const { run, found } = await compare(world);
  expect(found).toEqual([`list-price-extra P7 P7E1 2 ${target} – 900`]);
  await repairAll(world, run.id);
  await world.drain(2);
  expect(fixed(at, "P7E1")).toBeUndefined();
});

it("a list price of a foreign variant, and an unmapped list, are the merchant's", async () => {
  const { world, list } = await shop();
  list.fixed.set(world.variant("P919E12").id, { price: 100, compareAtPrice: null });
  await world.exec("DELETE FROM shop_variants WHERE sku = 'P919E12'");
  const made = await createPriceList(world.deps.shopify, "Atacado", null);
  if (made.kind !== "done") throw new Error(JSON.stringify(made));
  world.shopify.state.priceLists.get(made.value)?.fixed.set(world.variant("P7E1").id, {
    price: 1,
    compareAtPrice: null,
  });
  expect((await compare(world)).found.filter((line) => line.startsWith("list-price"))).toEqual([]);
});

it.each([drift, driftSample])("$name: a document that differs or is missing is found and sent again", async (job) => {
  const { world } = await shop();
  const original = documentOf(world, "P7E1");
  setDocument(world, "P7E1", '{"1":{"price":1000},"2":{"price":1}}');
  world.variant("P919E12").metafields.delete("erp.precos");
  const { run, found } = await compare(world, job);
  expect(found).toEqual([
    'price-metafield P7 P7E1 0 {"2":{"price":1500}} {"2":{"price":1}}',
    'price-metafield P919 P919E12 0 {"1":{"price":11990}} –',
  ]);
  expect(await repairAll(world, run.id)).toBe(2);
  await world.drain(2);
  expect(documentOf(world, "P7E1")).toBe(original);
  expect(JSON.parse(documentOf(world, "P919E12") ?? "")).toEqual({ 1: { price: 11_990 } });
  expect((await compare(world, job)).found).toEqual([]);
});

it("a document of weighed goods, with the price of 1 kg, equals the sent one", async () => {
  const { world } = await shop({
    ...goods,
    5: { weighed: true, multipleMilli: 100, skus: [{ cents: 3_990 }] },
  });
  expect(documentOf(world, "P5E1")).toBe('{"1":{"price":399,"unitPrice":3990,"unit":"kg"}}');
  const { run, found } = await compare(world);
  expect([found, run.skipped]).toEqual([[], 0]);
});

it("list prices and documents being sent, pending approval, or sent without a response are not compared", async () => {
  const { world, list } = await shop();
  list.fixed.clear();
  setDocument(world, "P7E1", "{}");
  setDocument(world, "P919E1", "{}");
  await world.price("P7E1", { cents: 1_600 }, two); // due
  await world.exec("UPDATE shop_prices SET outcome_unknown = 1 WHERE sku = 'P919E1'");
  expect((await compare(world)).found).toEqual([]);
});

it("a deleted list shows none of its prices, and a target in backfill is not compared", async () => {
  const { world, list, target } = await shop();
  world.shopify.state.priceLists.delete(list.id);
  expect((await compare(world)).found).toEqual([
    `list-price P7 P7E1 2 ${target} 1500 –`,
    `list-price P919 P919E1 2 ${target} 1500 –`,
  ]);
  await world.exec("UPDATE price_targets SET backfill_after = '' WHERE target = ?", target);
  expect((await compare(world)).found).toEqual([]);
});

it("C7: a variant or product deleted by a merchant is one finding, and is created again with its list price and document", async () => {
  const at = await shop();
  const { world } = at;
  const before = ["P919E1", "P7E1"].map((sku) => [fixed(at, sku)?.price, documentOf(world, sku)]);
  world.shopify.control.deleteVariant(world.variant("P919E1").id);
  world.shopify.control.deleteProduct(world.productOf(7).id);
  const { run, found } = await compare(world);
  expect(found).toEqual(["product-missing P7  0 Produto 7 –", "variant-missing P919 P919E1 0 P919E1 –"]);
  await repairAll(world, run.id);
  await world.drain(3);
  expect(["P919E1", "P7E1"].map((sku) => [fixed(at, sku)?.price, documentOf(world, sku)])).toEqual(before);
  expect((await compare(world)).found).toEqual([]);
});

it("list prices that Shopify did not return are not reported as missing", async () => {
  const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map((seq) => [seq, {}]));
  // Shopify pages as it likes: one price at a time, and the comparison reads three pages here.
  const world = await published(six, {
    fetch: (reach) => async (request) => {
      const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
      if (!text.includes("query DriftListPrices")) return reach(request);
      const body = text.replace(/"first":\d+/, '"first":1');
      return reach(new Request(request.url, { method: "POST", headers: request.headers, body }));
    },
  });
  const made = await createPriceList(world.deps.shopify, "Loja 2", null);
  if (made.kind !== "done") throw new Error(JSON.stringify(made));
  for (const seq of Object.keys(six)) await world.price(`P${seq}E1`, { cents: 1_500 }, two);
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid: made.value }] });
  await world.drain(2);
  const { run, found } = await compare(world);
  expect(world.callCount("DriftListPrices")).toBe(3);
  expect([found, run.skipped]).toEqual([[], 3]);
});

it("changes in the hub while a list is read are no finding", async () => {
  const holder: { at?: Shop } = {};
  const at = await shop(goods, {
    fetch: (reach) => async (request) => {
      const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
      const { at: now } = holder;
      if (now && text.includes("query DriftListPrices")) {
        delete holder.at;
        // A publish runs between the hub's read and Shopify's.
        await now.world.price("P7E1", { cents: 1_600 }, two);
        await now.world.run();
      }
      return reach(request);
    },
  });
  holder.at = at;
  at.world.clock.advance(1_000);
  await drift.run(at.world.deps, runOf(at.world.clock));
  expect(await at.world.rows("SELECT kind FROM drift_findings")).toEqual([]);
  expect(fixed(at, "P7E1")?.price).toBe(1_600);
});

/** Fifty products of one to seven packages, in `lists` lists of company 2 and in its document. */
async function manyLists(lists: number) {
  const products = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      index + 1,
      { skus: Array.from({ length: 1 + (index % 7) }, (__, at) => ({ pack: at + 1 })) },
    ]),
  );
  const world = await published(products, { bucketPoints: 1_000_000, restorePerSecond: 100_000 });
  await world.drain(2);
  const priceLists: { company: number; segment: number; gid: string }[] = [];
  for (let n = 1; n <= lists; n += 1) {
    const made = await createPriceList(world.deps.shopify, `Lista ${n}`, null);
    if (made.kind === "done") priceLists.push({ ...two, gid: made.value });
  }
  for (const [seq, { skus }] of Object.entries(products))
    for (const { pack } of skus) await world.price(`P${seq}E${pack}`, { cents: 1_500 }, two);
  await savePriceTargets(world.db, { base, priceLists, metafields: [two] });
  await world.drain(4);
  const { journal } = world.shopify;
  const look = async (job: typeof drift) => {
    const from = journal.requests.length;
    const { run, found } = await compare(world, job);
    const reads = journal.requests.slice(from).filter(({ operation }) => operation.startsWith("Drift"));
    const calls = reads.filter(({ operation }) => operation === "DriftListPrices").length;
    return { run, found, calls, dearest: Math.max(...reads.map(({ requested }) => requested)) };
  };
  return { world, priceLists, look };
}

it(
  "every query stays below 1,000 points, and with many lists a page holds fewer products",
  { timeout: 30_000 },
  async () => {
    const { look } = await manyLists(10);
    const full = await look(drift);
    expect(full.found).toEqual([]);
    expect(full.run).toMatchObject({ products: 50, skipped: 0 });
    expect(full.dearest).toBeLessThanOrEqual(1_000);
    expect(full.calls).toBe(30); // three pages of twenty, not two of forty
    // The sample is one page under one lease: three of the lists.
    const sample = await look(driftSample);
    expect(sample.run).toMatchObject({ products: 50, skipped: 0 });
    expect(sample.dearest).toBeLessThanOrEqual(1_000);
    expect(sample.calls).toBe(3);
  },
);

it("the sample's lists are others another day", { timeout: 30_000 }, async () => {
  const { world, priceLists, look } = await manyLists(5);
  for (const { gid } of priceLists) world.shopify.state.priceLists.get(gid)?.fixed.clear();
  const places = new Set<unknown>();
  for (let day = 0; day < 12; day += 1) {
    const { run } = await look(driftSample);
    for (const { target } of await world.rows("SELECT DISTINCT target FROM drift_findings WHERE run_id = ?", run.id))
      places.add(target);
    expect((await world.rows("SELECT DISTINCT target FROM drift_findings WHERE run_id = ?", run.id)).length).toBe(3);
  }
  expect(places.size).toBe(5);
});
