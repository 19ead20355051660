/** The statements of the full reconcile, the tree and the barcodes on the platform's own D1. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import type { ErpCategoryRow } from "../../src/rules/catalog/category.ts";
import { BRANDS_DELISTING, upsertBrands } from "../../src/hub/catalog/brands.ts";
import { CATEGORIES_DELISTING, upsertCategories, readClassifications } from "../../src/hub/catalog/categories.ts";
import {
  approveDelistedRows,
  type DelistingRule,
  applyDelisting,
  recordSeenKeys,
} from "../../src/hub/loads/missing-records.ts";
import { type ActiveLoad, beginRun, leaseLoad } from "../../src/hub/loads/loads.ts";
import { PRICES_DELISTING } from "../../src/hub/prices/prices.ts";
import { upsertProducts, PRODUCTS_DELISTING } from "../../src/hub/catalog/products.ts";
import { upsertSkus, SKUS_DELISTING } from "../../src/hub/catalog/skus.ts";
import { STOCK_DELISTING } from "../../src/hub/stock/erp-stock.ts";
import { named, readDesk } from "../desk.ts";

const db = env.DB;
const NOW = 1_800_000_000_000;
const TABLES =
  "loads runs load_pages delisted_candidates desk brands categories products skus prices stock shop_products shop_prices price_targets";

beforeEach(async () => {
  await db.batch(TABLES.split(" ").map((table) => db.prepare(`DELETE FROM ${table}`)));
  await db.batch([
    db.prepare(
      `INSERT INTO products (seq_product, title, seq_brand, seq_category, hash) VALUES (1, 'a', 7, 310, 'h'), (2, 'b', 8, 320, 'h')`,
    ),
    db.prepare("INSERT INTO shop_products (seq_product, due) VALUES (1, 0), (2, 0)"),
    db.prepare(
      `INSERT INTO skus (seq_product, sku, package_milli, package_name, ean, active, hash)
       VALUES (1, 'P1E1', 1000, 'UN-1', '96385074', 1, 'h'), (2, 'P2E1', 1000, 'UN-1', '96385074', 1, 'h')`,
    ),
    db.prepare("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 3, 1)"),
    db.prepare(
      "INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash) VALUES (3, 1, 'P1E1', 1, 100, 1, 'h'), (3, 1, 'P2E1', 2, 100, 1, 'h')",
    ),
    db.prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent) VALUES (3, 'P1E1', 1, 1000, 'h', 'h'), (3, 'P2E1', 2, 0, 'h', 'h')",
    ),
    db.prepare("INSERT INTO brands (seq_brand, name, active, hash) VALUES (7, 'x', 1, 'h'), (8, 'y', 1, 'h')"),
    db.prepare(
      "INSERT INTO categories (seq_category, parent, name, active, hash) VALUES (3, NULL, 'r', 1, 'h'), (31, 3, 's', 1, 'h'), (310, 31, 't', 1, 'h'), (320, 3, 'u', 1, 'h')",
    ),
  ]);
});

async function fullRun(name: string, company: number, segment: number, runId: string): Promise<ActiveLoad> {
  const load = await leaseLoad(db, { name, company, segment }, NOW, 0);
  const begun =
    load &&
    (await beginRun(db, load, { runId, readFrom: "1900-01-01T00:00:00", readUntil: "2026", isFull: true }, NOW));
  if (!begun) throw new Error("no lease");
  return begun;
}
const due = async () => (await db.prepare("SELECT seq_product FROM shop_products WHERE due = 1").all()).results;
const written = (results: readonly D1Result[]) => results.reduce((sum, { meta }) => sum + meta.rows_written, 0);

it.each<[string, number, number, DelistingRule, readonly string[], string]>([
  ["brands", 0, 0, BRANDS_DELISTING, ["8"], "SELECT count(*) AS n FROM brands WHERE active = 0 AND seq_brand = 7"],
  [
    "categories",
    0,
    0,
    CATEGORIES_DELISTING,
    ["3", "310", "320"],
    "SELECT count(*) AS n FROM categories WHERE active = 0 AND seq_category = 31",
  ],
  [
    "products",
    0,
    0,
    PRODUCTS_DELISTING,
    ["2"],
    "SELECT count(*) AS n FROM products WHERE active = 0 AND seq_product = 1",
  ],
  ["skus", 0, 0, SKUS_DELISTING, ["P2E1"], "SELECT count(*) AS n FROM skus WHERE active = 0 AND sku = 'P1E1'"],
  ["prices", 3, 1, PRICES_DELISTING, ["P2E1"], "SELECT count(*) AS n FROM prices WHERE on_sale = 0 AND sku = 'P1E1'"],
  [
    "stock",
    3,
    0,
    STOCK_DELISTING,
    ["P2E1"],
    "SELECT count(*) AS n FROM stock WHERE quantity_milli = 0 AND hash = 'delisted' AND sku = 'P1E1'",
  ],
])("%s: two misses, then blocked for its share, then approved", async (name, company, segment, table, keys, isOff) => {
  const look = async (runId: string) => {
    const load = await fullRun(name, company, segment, runId);
    await db.batch([recordSeenKeys(db, load, keys), ...applyDelisting(db, load, table, NOW)]);
    return db
      .prepare("SELECT delisting_state AS verdict, delisting_rows AS rows FROM loads WHERE name = ?1")
      .bind(name)
      .first();
  };
  expect(await look("r1")).toEqual({ verdict: "none", rows: 0 });
  expect(await look("r2")).toEqual({ verdict: "blocked", rows: 1 });
  expect(await db.prepare(isOff).first()).toEqual({ n: 0 });
  expect(await db.prepare("SELECT reason, state FROM desk").first()).toEqual({
    reason: "delisting-blocked",
    state: "open",
  });
  expect((await approveDelistedRows(db, { name, company, segment }, 2).all()).results).toEqual([]); // not what he was shown
  expect((await approveDelistedRows(db, { name, company, segment }, 1).all()).results).toEqual([{ rows: 1 }]);
  expect(await look("r3")).toEqual({ verdict: "marked", rows: 1 });
  expect(await db.prepare(isOff).first()).toEqual({ n: 1 });
  expect(await db.prepare("SELECT delisted FROM runs WHERE id = 'r3'").first()).toEqual({ delisted: 1 });
  expect(await db.prepare("SELECT reason, state FROM desk").first()).toEqual({
    reason: "delisting-blocked",
    state: "resolved",
  });
  for (const left of ["delisted_candidates", "load_pages"])
    expect(await db.prepare(`SELECT count(*) AS n FROM ${left}`).first(), left).toEqual({ n: 0 });
});

const categoryOf = (seqCategory: number, parent: number | null, hash: string): ErpCategoryRow => ({
  seqCategory,
  parent,
  name: `C${seqCategory}`,
  active: 1,
  hash,
});

it("C9: a branch moved marks what hangs below it, through a circle too; the same again writes nothing", async () => {
  await db.batch(upsertCategories(db, "r", [categoryOf(31, 310, "new")], [])); // 31 → 310 → 31
  expect(await due()).toEqual([{ seq_product: 1 }]);
  expect(written(await db.batch(upsertCategories(db, "r", [categoryOf(31, 310, "new")], [])))).toBe(0);
  const classification = (await readClassifications(db, [1, 2])).get(1);
  expect(classification).toMatchObject({ brandName: "x" });
  expect(classification?.categoryPath.map(({ seq }) => seq)).toEqual([310]);
  expect((await readClassifications(db, [2])).get(2)?.categoryPath.map(({ seq }) => seq)).toEqual([3, 320]);
});

it("a brand switched off by a record that has no name marks its products", async () => {
  await db.batch(upsertBrands(db, "r", [], [{ record: { ref: "brand:8" }, key: "8", hash: "off" }]));
  expect(await due()).toEqual([{ seq_product: 2 }]);
  expect(await db.prepare("SELECT name, active FROM brands WHERE seq_brand = 8").first()).toEqual({
    name: "y",
    active: 0,
  });
});

it("a renamed product costs five rows: itself, three indexes and its mark", async () => {
  const row = {
    seqProduct: 1,
    title: "novo",
    description: null,
    seqBrand: 7,
    seqCategory: 310,
    keywords: null,
    weighed: 0,
    multipleMilli: null,
    active: 1,
    titled: 1,
    shortName: null,
    similars: null,
    saleLimitMilli: null,
    hash: "new",
  };
  const counted = written(await db.batch(upsertProducts(db, "r", [row], [])));
  expect(counted).toBeLessThanOrEqual(6); // and the index of due products
  expect(written(await db.batch(upsertProducts(db, "r", [row], [])))).toBe(0);
});

it("barcodes: the later SKU is reported once, and an unchanged page writes nothing", async () => {
  const sku = {
    seqProduct: 2,
    sku: "P2E1",
    packageMilli: 1000,
    packageName: "UN-1",
    ean: "96385074",
    active: 1,
    weightG: 5,
    widthMm: null,
    heightMm: null,
    lengthMm: null,
    activity: null,
    name: null,
    hasSimilars: 0,
    hash: "new",
  };
  await db.batch(upsertSkus(db, "r", [sku], NOW));
  expect((await readDesk(db)).map(named)[0]).toEqual({
    area: "barcodes",
    record: "P2E1",
    reason: "ean-duplicate",
  });
  expect(await due()).toEqual([{ seq_product: 2 }]); // only its weight changed: the other's product has no part in it
  expect(written(await db.batch(upsertSkus(db, "r", [sku], NOW)))).toBe(0);
  await db.batch(upsertSkus(db, "r", [{ ...sku, ean: null, hash: "newer" }], NOW));
  expect(await db.prepare("SELECT state FROM desk").first()).toEqual({ state: "resolved" });
  expect(await due()).toEqual([{ seq_product: 1 }, { seq_product: 2 }]);
});
