import { expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { markNextPortion } from "../../src/hub/loads/marking.ts";
import { upsertPrices } from "../../src/hub/prices/prices.ts";
import { backfillTarget, readPriceTargets, savePriceTargets } from "../../src/hub/prices/price-targets.ts";

async function hubWithPrices(): Promise<D1Database> {
  const db = d1Binding(SqliteEngine.open({ template: migrated() }), openGate);
  await db.batch([
    db.prepare(
      `INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash)
       VALUES (919, 'P919E1', 1000, 'UN-1', 1, 'a'), (919, 'P919E12', 12000, 'CX-12', 1, 'b')`,
    ),
    db.prepare(
      `INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash)
       VALUES (1, 1, 'P919E1', 919, 2490, 1, 'a'), (2, 1, 'P919E1', 919, 2590, 1, 'b'), (2, 1, 'P919E12', 919, 27990, 1, 'c')`,
    ),
  ]);
  return db;
}

const duePrices = async (db: D1Database): Promise<unknown[]> =>
  (await db.prepare("SELECT target, sku, due, version FROM shop_prices ORDER BY target, sku").all()).results;

/** As the price lane does it, two prices at a time. */
async function fill(db: D1Database): Promise<number> {
  while (await markNextPortion(db));
  for (let pages = 0; ; pages += 1) {
    const open = (await readPriceTargets(db)).filter(({ backfillAfter }) => backfillAfter !== null);
    if (open.length === 0) return pages;
    for (const target of open) await db.batch(backfillTarget(db, target, 2));
  }
}

const base = { company: 1, segment: 1 };
const list = (number: number) => `gid://shopify/PriceList/${number}`;

it("a target named after its prices were read has them all due, page by page", async () => {
  const db = await hubWithPrices();
  await savePriceTargets(db, { base, priceLists: [{ company: 2, segment: 1, gid: list(7) }] });
  expect(await fill(db)).toBe(2); // of two pages of two, the second is empty and says so
  expect(await duePrices(db)).toEqual([
    { target: "base", sku: "P919E1", due: 1, version: 1 },
    { target: "list-7", sku: "P919E1", due: 1, version: 1 },
    { target: "list-7", sku: "P919E12", due: 1, version: 1 },
  ]);
});

it("a base target that moves makes the prices of both companies due; the same mapping again changes nothing", async () => {
  const db = await hubWithPrices();
  await savePriceTargets(db, { base });
  await fill(db);
  await db.prepare("UPDATE shop_prices SET due = 0").run();
  await savePriceTargets(db, { base: { company: 2, segment: 1 } });
  await fill(db);
  const moved = await duePrices(db);
  expect(moved).toEqual([
    { target: "base", sku: "P919E1", due: 1, version: 2 },
    { target: "base", sku: "P919E12", due: 1, version: 1 },
  ]);
  await savePriceTargets(db, { base: { company: 2, segment: 1 } });
  await fill(db);
  expect(await duePrices(db)).toEqual(moved);
});

it("a kind that is absent stays unchanged; a kind without a target removes its target, and the prices become due", async () => {
  const db = await hubWithPrices();
  await savePriceTargets(db, {
    base,
    priceLists: [{ company: 2, segment: 1, gid: list(7) }],
    metafields: [{ company: 2, segment: 1 }],
  });
  await fill(db);
  await db.prepare("UPDATE shop_prices SET due = 0").run();
  await savePriceTargets(db, { base, priceLists: [] });
  expect(await readPriceTargets(db)).toMatchObject([
    { target: "base", removing: false },
    { target: "meta-2", removing: false },
    { target: "list-7", removing: true },
  ]);
  while (await markNextPortion(db));
  expect((await duePrices(db)).filter((row) => (row as { due: number }).due === 1)).toMatchObject([
    { target: "list-7", sku: "P919E1" },
    { target: "list-7", sku: "P919E12" },
  ]);
  // Named again before it was emptied: it stays, and receives all its prices again.
  await savePriceTargets(db, { base, priceLists: [{ company: 2, segment: 1, gid: list(7) }] });
  expect(await readPriceTargets(db)).toMatchObject([{}, {}, { target: "list-7", removing: false, backfillAfter: "" }]);
});

it("a target that moves while it is being filled begins again", async () => {
  const db = await hubWithPrices();
  await savePriceTargets(db, { base: { company: 2, segment: 1 } });
  const [before] = await readPriceTargets(db);
  if (!before) throw new Error("no target");
  await savePriceTargets(db, { base });
  await db.prepare("UPDATE price_targets SET backfill_after = 'P000E0'").run();
  await db.batch(backfillTarget(db, before, 1));
  expect(await readPriceTargets(db)).toMatchObject([{ backfillAfter: "P000E0" }]);
});

/** Companies 1 and 2 have P919E1, and Shopify has taken it; says at which of them it is to be looked at again. */
async function wokenBy(db: D1Database, act: () => Promise<unknown>): Promise<unknown[]> {
  await db.batch([
    db.prepare("INSERT OR IGNORE INTO companies (company, name) VALUES (1, 'LOJA 1'), (2, 'LOJA 2')"),
    db.prepare(
      "INSERT OR REPLACE INTO stock (company, sku, seq_product, quantity_milli, hash, sent) VALUES (1, 'P919E1', 919, 1000, 'a', 'a'), (2, 'P919E1', 919, 1000, 'a', 'a')",
    ),
  ]);
  await act();
  while (await markNextPortion(db));
  return (await db.prepare("SELECT company FROM stock WHERE sent IS NULL ORDER BY company").raw()).flat();
}

it("a mapping makes stock due that its new or former companies do not sell; the same mapping again changes nothing (seed 433)", async () => {
  const db = await hubWithPrices();
  const lists = (...companies: readonly number[]) =>
    savePriceTargets(db, { base, priceLists: companies.map((company) => ({ company, segment: 1, gid: list(7) })) });
  await lists(1);
  expect(await wokenBy(db, () => lists(2))).toEqual([]);
  await db.prepare("UPDATE prices SET on_sale = 0 WHERE company = 2").run();
  expect(await wokenBy(db, () => lists(2))).toEqual([]);
  expect(await wokenBy(db, () => lists(1))).toEqual([1, 2]);
  expect(await wokenBy(db, () => lists(2))).toEqual([1, 2]);
  expect(await wokenBy(db, () => lists())).toEqual([1, 2]);
});

it("a first price makes its stock due when it is off sale, or when another price of the company is (seed 433)", async () => {
  const db = await hubWithPrices();
  const first = (segment: number, onSale: number, company = 2) => {
    const table = { company, segment };
    const promotion = { promoCents: null, promoFrom: null, promoUntil: null, promosLater: null, offers: null };
    const row = {
      ...table,
      seqProduct: 919,
      sku: "P919E1",
      normalCents: 2490,
      ...promotion,
      onSale,
      hash: `h${onSale}`,
    };
    return wokenBy(db, () => db.batch(upsertPrices(db, "r", table, [row], [])));
  };
  await savePriceTargets(db, { base, metafields: [{ company: 2, segment: 3 }] });
  expect(await first(2, 1)).toEqual([]);
  expect(await first(3, 0)).toEqual([1, 2]);
  expect(await first(4, 1)).toEqual([1, 2]);
  expect(await first(4, 1)).toEqual([]);
  expect(await first(5, 1, 1)).toEqual([]);
});
