/** What a changed setting makes due is marked in portions: with the result of one statement, whatever comes in between. */
import { beforeEach, expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { sentLevels } from "../../src/hub/drift/drift.ts";
import { readCatalogSettings, saveCatalogSettings, saveTaxonomy } from "../../src/hub/catalog/settings.ts";
import { markNextPortion } from "../../src/hub/loads/marking.ts";
import { dropPricesOf, hasPricesToDrop, markPricesDue } from "../../src/hub/prices/shop-prices.ts";
import { savePriceTargets } from "../../src/hub/prices/price-targets.ts";
import { readCompanies, saveCompanies, type CompanyMapping } from "../../src/hub/settings/mappings.ts";
import { readAbandoned } from "../../src/hub/stock/abandoned-locations.ts";
import { readStockCompanies } from "../../src/hub/stock/companies.ts";
import { readDueStock, rereadStock } from "../../src/hub/stock/due-stock.ts";
import { DEFAULT_SETTINGS } from "../../src/rules/catalog/settings.ts";

const SKUS = 11_000;
const sku = (n: number) => `P${10_000 + n}E1`;
const location = (number: number | string) => `gid://shopify/Location/${number}`;
const company = (number: number, changed: Partial<CompanyMapping> = {}): CompanyMapping => ({
  company: number,
  name: `LOJA ${number}`,
  locationGid: location(number),
  enabled: true,
  safetyMilli: 0,
  quantityIn: "units",
  ...changed,
});
const base = { company: 1, segment: 1 };
const gid = "gid://shopify/PriceList/7";

let template: Uint8Array | undefined;
let engine: SqliteEngine;
let real: D1Database;
let life: { calls: number; isDone: boolean };
let db: D1Database;

const all = async (sql: string, ...values: (string | number)[]) =>
  (
    await real
      .prepare(sql)
      .bind(...values)
      .all()
  ).results;

async function open(from: Uint8Array): Promise<void> {
  engine = SqliteEngine.open({ template: from });
  real = d1Binding(engine, openGate);
  life = { calls: Number.MAX_SAFE_INTEGER, isDone: false };
  db = d1Binding(engine, async (_call, effect) => {
    life.calls -= 1;
    if (life.calls > 0) return effect();
    if (life.isDone) await effect();
    throw new Error("the Worker died");
  });
}

beforeEach(async () => {
  if (template) return open(template);
  await open(migrated());
  const series = `WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ${SKUS - 1})`;
  await saveCompanies(db, [company(1), company(2), company(3, { locationGid: null })], 0);
  await all(`${series} INSERT INTO stock (company, sku, seq_product, quantity_milli, unlimited, hash, sent, sent_quantity, level_active)
    SELECT c.company, 'P' || (10000 + n) || 'E1', 10000 + n, 5000, n % 5 = c.company, 'h', CASE WHEN n % 7 <> 0 THEN 'h' END, 5, n % 11 <> 0
      FROM n CROSS JOIN companies AS c`);
  await all(`${series} INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash)
    SELECT c.company, s.value, 'P' || (10000 + n) || 'E1', 10000 + n, 100, (n + s.value + c.company) % 3 <> 0, 'h'
      FROM n CROSS JOIN companies AS c CROSS JOIN json_each('[1,2]') AS s`);
  await savePriceTargets(db, { base, priceLists: [{ company: 2, segment: 1, gid }] });
  await all(`${series} INSERT INTO shop_prices (target, seq_product, sku, due, version, pending_cents, attempts)
    SELECT t.target, 10000 + n, 'P' || (10000 + n) || 'E1', 0, n % 3, CASE WHEN n % 2 = 0 THEN 1 END, 2
      FROM n CROSS JOIN price_targets AS t`);
  await all("DELETE FROM portions");
  await all(`${series} INSERT INTO shop_products (seq_product, due, version, attempts, not_before)
    SELECT 10000 + n, n % 13 = 0, n % 3, n % 2, n % 5 FROM n`);
  template = engine.template();
}, 60_000);

/** @returns the portions it took */
async function markAll(): Promise<number> {
  for (let portions = 0; portions < 200; portions += 1) if (!(await markNextPortion(db))) return portions;
  throw new Error("it does not end");
}

const STOCK = "SELECT company, sku, sent, sent_quantity, level_active FROM stock ORDER BY company, sku";
const PRICES =
  "SELECT target, sku, due, version, attempts, not_before FROM shop_prices ORDER BY target, seq_product, sku";
const PRODUCTS = "SELECT seq_product, due, version, attempts, not_before FROM shop_products ORDER BY seq_product";
const standing = async (...queries: readonly string[]) => (await Promise.all(queries.map((sql) => all(sql)))).flat();

/** The first row that differs says enough: there are 55,000. */
function expectSame(rows: readonly unknown[], expected: readonly unknown[]): void {
  const differs = rows.findIndex((row, n) => JSON.stringify(row) !== JSON.stringify(expected[n]));
  expect([rows.length, rows[differs]]).toEqual([expected.length, expected[differs]]);
}

const EVERYWHERE = "UPDATE stock SET sent = NULL WHERE sent IS NOT NULL AND sku IN";
const DUE = "UPDATE shop_prices SET version = version + 1, due = 1, attempts = 0, not_before = 0 WHERE";
/** Each change, and one statement for each thing that it makes due. */
const CHANGES: readonly (readonly [name: string, change: () => Promise<void>, inOne: readonly string[]])[] = [
  [
    "another location",
    () => saveCompanies(db, [company(2, { locationGid: location("other") })], 0),
    ["UPDATE stock SET sent = NULL, sent_quantity = NULL, level_active = 0 WHERE company = 2"],
  ],
  [
    "two companies exchange their locations",
    () =>
      saveCompanies(
        db,
        [company(1, { locationGid: location(2) }), company(2, { locationGid: location(1), safetyMilli: 1 })],
        0,
      ),
    ["UPDATE stock SET sent = NULL, sent_quantity = NULL, level_active = 0 WHERE company IN (1, 2)"],
  ],
  [
    "another safety stock",
    () => saveCompanies(db, [company(1, { safetyMilli: 2_000 }), company(2, { quantityIn: "packages" })], 0),
    ["UPDATE stock SET sent = NULL WHERE company IN (1, 2)"],
  ],
  [
    "a company is switched on",
    () => saveCompanies(db, [company(3)], 0),
    [
      "UPDATE stock SET sent = NULL, sent_quantity = NULL, level_active = 0 WHERE company = 3",
      `${EVERYWHERE} (SELECT sku FROM stock WHERE unlimited = 1)`,
    ],
  ],
  ["nothing", () => saveCompanies(db, [company(1), company(2)], 0), []],
  [
    "the base moves",
    () => savePriceTargets(db, { base: { company: 3, segment: 2 } }),
    [`${EVERYWHERE} (SELECT sku FROM prices WHERE company IN (1, 3) AND on_sale = 0)`, `${DUE} target = 'base'`],
  ],
  [
    "a list is taken away, the base has another limit",
    () => savePriceTargets(db, { base: { ...base, dropMaxPercent: 10 }, priceLists: [] }),
    [
      `${EVERYWHERE} (SELECT sku FROM prices WHERE company = 2 AND on_sale = 0)`,
      `${DUE} target = 'list-7'`,
      `${DUE} target = 'base' AND pending_cents IS NOT NULL`,
    ],
  ],
];

it.each(CHANGES)("%s: portions have the result of one statement", async (_name, change, inOne) => {
  await change();
  const portions = await markAll();
  const marked = await standing(STOCK, PRICES);
  expect(portions).toBeGreaterThanOrEqual(inOne.length === 0 ? 0 : 3);
  expect(await all("SELECT * FROM portions")).toEqual([]);
  if (template) await open(template);
  for (const sql of inOne) await all(sql);
  expectSame(marked, await standing(STOCK, PRICES));
});

it.each(
  CHANGES.slice(0, -1).flatMap(([name, change, inOne]) => (inOne.length ? [[name, change, inOne] as const] : [])),
)("%s: a crash at any statement, done or not, is followed by the rest", async (_name, change, inOne) => {
  await change();
  for (let crash = 1; crash < 16; crash += 1) {
    life = { calls: (crash % 4) + 1, isDone: crash % 2 === 0 };
    await markAll().catch(() => undefined);
  }
  life.calls = Number.MAX_SAFE_INTEGER;
  await markAll();
  const stock = await standing(STOCK);
  if (template) await open(template);
  for (const sql of inOne) await all(sql);
  expectSame(stock, await standing(STOCK));
});

const EVERY_PRODUCT = "UPDATE shop_products SET version = version + 1, due = 1, attempts = 0, not_before = 0";
it.each<readonly [name: string, change: () => Promise<void>]>([
  ["a setting of the catalogue", () => saveCatalogSettings(db, { ...DEFAULT_SETTINGS, keywordTags: false })],
  ["the categories' taxonomy", () => saveTaxonomy(db, [{ seqCategory: 31, taxonomyGid: "gid://x/fb-2-3" }])],
])("%s changes: each product is due once, after portions", async (_name, change) => {
  await change();
  expect(await markAll()).toBe(3);
  const marked = await standing(PRODUCTS);
  expect(await all("SELECT * FROM portions")).toEqual([]);
  if (template) await open(template);
  await all(EVERY_PRODUCT);
  expectSame(marked, await standing(PRODUCTS));
});

it("a crash at any statement of a changed catalogue leaves the former setting, or every product becomes due", async () => {
  for (let crash = 1; crash < 12; crash += 1) {
    if (template) await open(template);
    await saveCatalogSettings(db, DEFAULT_SETTINGS);
    await markAll();
    await all("UPDATE shop_products SET due = 0");
    life = { calls: crash, isDone: crash % 2 === 0 };
    await saveCatalogSettings(db, { ...DEFAULT_SETTINGS, keywordTags: false })
      .then(markAll)
      .catch(() => undefined);
    life.calls = Number.MAX_SAFE_INTEGER;
    const isStored = !(await readCatalogSettings(db)).settings.keywordTags;
    await markAll();
    expect(await all("SELECT count(*) AS n FROM shop_products WHERE due = 1")).toEqual([{ n: isStored ? SKUS : 0 }]);
  }
});

it("a product that was sent in the middle of a walk is due again after a second change", async () => {
  await saveCatalogSettings(db, DEFAULT_SETTINGS);
  await markNextPortion(db);
  await all("UPDATE shop_products SET due = 0 WHERE seq_product < 12000");
  await saveTaxonomy(db, []);
  await markAll();
  expect(await all("SELECT 1 FROM shop_products WHERE due = 0")).toEqual([]);
});

it("until its row is marked, a SKU is neither sent to the new location nor compared with it", async () => {
  await saveCompanies(db, [company(2, { locationGid: location("other") })], 0);
  for (let marked = 0; ; marked += 5_000) {
    const [, two] = await readCompanies(db);
    expect(two?.pendingChange).toBe("location");
    const companies = await readStockCompanies(db);
    const due = await readDueStock(db, companies, 2, "", SKUS);
    expect(due.map((row) => row.sku).join()).toBe(Array.from({ length: marked }, (_, n) => sku(n)).join());
    expect(new Set(due.map((row) => JSON.stringify([row.location, row.levelActive, row.sentQuantity])))).toEqual(
      new Set(marked ? [JSON.stringify([location("other"), false, null])] : []),
    );
    const keys = [sku(3), sku(marked + 3)].map((each) => ({ company: 2, sku: each }));
    const again = await rereadStock(db, companies, keys);
    expect(again.map((row) => row.sku)).toEqual(marked ? [sku(3)] : []);
    // The next location would have nothing of what was sent to the first one.
    expect(await readAbandoned(db, [company(2, { locationGid: location("third") })])).toEqual([]);
    expect(await sentLevels(db, [10_003, 10_008])).toEqual([]);
    await markNextPortion(db);
    if (marked === 10_000) break;
  }
  expect((await readCompanies(db)).map(({ pendingChange }) => pendingChange)).toEqual([null, null, null]);
});

it("what a company sent before it moved is compared with its former location only", async () => {
  await all(`INSERT INTO products (seq_product, title, hash) VALUES (10003, 'Arroz', 'h')`);
  await all(`INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid, tracked)
    VALUES (10003, 'P10003E1', 'gid://shopify/ProductVariant/1', 'gid://shopify/InventoryItem/1', 1)`);
  expect((await sentLevels(db, [10_003])).map((level) => level.location)).toContain(location(2));
  await saveCompanies(db, [company(2, { locationGid: location("other") })], 0);
  expect((await sentLevels(db, [10_003])).map((level) => level.location)).not.toContain(location("other"));
});

it("a second change in the middle begins again; a portion that was read before it moves nothing", async () => {
  await saveCompanies(db, [company(2, { locationGid: location("other") })], 0);
  await markNextPortion(db);
  // The Worker has sent the first SKU to the second location when the company moves to the third one.
  await all("UPDATE stock SET sent = 'h', sent_quantity = 5, level_active = 1 WHERE company = 2 AND sku = ?1", sku(1));
  let isChanged = false;
  const late = d1Binding(engine, async (_call, effect) => {
    const answer = await effect();
    if (!isChanged) {
      isChanged = true;
      await saveCompanies(real, [company(2, { locationGid: location("third") })], 0);
    }
    return answer;
  });
  await markNextPortion(late);
  expect(await all("SELECT position FROM portions")).toEqual([{ position: '[""]' }]);
  await markAll();
  expect(await all("SELECT sku FROM stock WHERE company = 2 AND (sent IS NOT NULL OR level_active = 1)")).toEqual([]);
});

/** @returns the portions it took */
async function markChanges(now: number): Promise<number> {
  for (let portions = 1; portions < 50; portions += 1) {
    const { statements, isLast } = await markPricesDue(db, now);
    await db.batch(statements);
    if (isLast) return portions;
  }
  throw new Error("it does not end");
}

it("promotions that begin together are due after portions, whatever is lost in between", async () => {
  // Half of them begin in one millisecond; some are due already, and some begin later.
  await all("UPDATE shop_prices SET due = seq_product % 9 = 0, next_change_at = 1000 + max(0, seq_product % 4 - 1)");
  const due = async () =>
    (await all("SELECT target, sku FROM shop_prices WHERE due = 1 ORDER BY target, sku")).map((row) =>
      JSON.stringify(row),
    );
  const expected = (
    await all("SELECT target, sku FROM shop_prices WHERE due = 1 OR next_change_at <= 1001 ORDER BY target, sku")
  ).map((row) => JSON.stringify(row));
  for (let crash = 1; crash < 10; crash += 1) {
    life = { calls: (crash % 3) + 1, isDone: crash % 2 === 0 };
    await markChanges(1001).catch(() => undefined);
  }
  life.calls = Number.MAX_SAFE_INTEGER;
  expect(await markChanges(1001)).toBeGreaterThan(5);
  expectSame(await due(), expected);
  expect(await all("SELECT * FROM portions")).toEqual([]);
});

it("a promotion that a walk has passed is found by the next one", async () => {
  await all("UPDATE shop_prices SET next_change_at = 1000");
  await db.batch((await markPricesDue(db, 2000)).statements);
  await all("UPDATE shop_prices SET next_change_at = 500, due = 0 WHERE target = 'list-7' AND sku = ?1", sku(1));
  await markChanges(2000);
  expect(await all("SELECT sku FROM shop_prices WHERE due = 0")).toEqual([{ sku: sku(1) }]);
  await markChanges(2000);
  expect(await all("SELECT sku FROM shop_prices WHERE due = 0")).toEqual([]);
});

it("prices of a deleted list go in portions; a list that comes back in between keeps the rest", async () => {
  await savePriceTargets(db, { base, priceLists: [] });
  await dropPricesOf(db, "list-7").run();
  expect(await all("SELECT count(*) AS n FROM shop_prices WHERE target = 'list-7'")).toEqual([{ n: SKUS - 2_000 }]);
  await savePriceTargets(db, { base, priceLists: [{ company: 2, segment: 1, gid }] });
  await dropPricesOf(db, "list-7").run();
  expect(await hasPricesToDrop(db, "list-7")).toBe(false);
  expect(await all("SELECT count(*) AS n FROM shop_prices WHERE target = 'list-7'")).toEqual([{ n: SKUS - 2_000 }]);
  await savePriceTargets(db, { base, priceLists: [] });
  while (await hasPricesToDrop(db, "list-7")) await dropPricesOf(db, "list-7").run();
  expect(await all("SELECT target, count(*) AS n FROM shop_prices GROUP BY target")).toEqual([
    { target: "base", n: SKUS },
  ]);
});
