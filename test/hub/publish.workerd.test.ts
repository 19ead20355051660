/** The publish's statements on real D1: that it takes them, what they write, and that due rows are found by their index. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/rules/catalog/settings.ts";
import { acquireLaneLease } from "../../src/hub/loads/leases.ts";
import { LeaseLost } from "../../src/hub/d1/fenced-batch.ts";
import { countLane, writeFenced } from "../../src/hub/loads/lane-lease.ts";
import {
  hasDuePrices,
  markPrices,
  parkPrices,
  readDuePrices,
  markPricesDue,
} from "../../src/hub/prices/shop-prices.ts";
import { hasDueCollections, markCollections, readDueCollections } from "../../src/hub/catalog/shop-collections.ts";
import {
  markProducts,
  markDeleted,
  saveIntents,
  markVariantsDue,
  markTheseProductsDue,
} from "../../src/hub/catalog/product-marks.ts";
import { missingLoads } from "../../src/hub/catalog/product-backlog.ts";
import { readDueProducts } from "../../src/hub/catalog/shop-products.ts";
import { markVariants, markStockDue } from "../../src/hub/catalog/shop-variants.ts";
import { parkDeleted, parkRefused, retryRefused } from "../../src/hub/stock/parked-stock.ts";
import { readStockCompanies } from "../../src/hub/stock/companies.ts";
import {
  invalidateSentStock,
  markStock,
  parkStock,
  readDueStock,
  rereadStock,
  readStockEverywhere,
} from "../../src/hub/stock/due-stock.ts";
import { hasReleasable, releaseReservations } from "../../src/hub/stock/reservation-release.ts";

const { DB: db } = env;
const NOW = Date.UTC(2026, 10, 24, 15);

const text = (length: number, of: string) =>
  `WITH n AS (SELECT value AS i FROM json_each('[${Array.from({ length }, (_, i) => i + 1).join()}]')) ${of}`;
const variant = (seqProduct: number) => ({
  seqProduct,
  sku: `P${seqProduct}E1`,
  variantGid: `gid://shopify/ProductVariant/${seqProduct}`,
  inventoryItemGid: `gid://shopify/InventoryItem/${seqProduct}`,
  tracked: true,
  isNew: true,
  companies: [1],
  price: {
    version: 1,
    priceCents: 1000,
    compareCents: null,
    nextChangeAt: NOW + 1000,
    erpPriceCents: 1000,
    pendingCents: null,
  },
  standingCents: null,
});

beforeAll(async () => {
  await db.batch([
    db.prepare(
      "INSERT INTO companies (company, name, location_gid) VALUES (1, 'LOJA 1', 'gid://shopify/Location/1'), (2, 'LOJA 2', 'gid://shopify/Location/2')",
    ),
    db.prepare("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)"),
    db.prepare(text(400, "INSERT INTO products (seq_product, title, hash) SELECT i, 'Produto ' || i, 'h' FROM n")),
    db.prepare(
      text(
        400,
        "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) SELECT i, 'P' || i || 'E1', 1000, 'UN', 1, 'h' FROM n",
      ),
    ),
    db.prepare(
      text(
        400,
        "INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash) SELECT 1, 1, 'P' || i || 'E1', i, 1000, 1, 'h' FROM n",
      ),
    ),
    db.prepare(
      text(
        400,
        "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent) SELECT 1, 'P' || i || 'E1', i, 5000, 'h', CASE WHEN i <= 3 THEN NULL ELSE 'h' END FROM n",
      ),
    ),
    db.prepare(text(400, "INSERT INTO shop_products (seq_product, due) SELECT i, i <= 3 FROM n")),
    db.prepare(
      text(
        400,
        "INSERT INTO shop_prices (target, seq_product, sku, due) SELECT 'base', i, 'P' || i || 'E1', i <= 3 FROM n",
      ),
    ),
    db.prepare(
      "INSERT INTO order_reservations (company, sku, order_id, seq_product, quantity_milli, imported_at) VALUES (1, 'P1E1', '1001', 1, 2000, NULL), (1, 'P2E1', '1002', 2, 1000, 1)",
    ),
    db.prepare(
      "INSERT INTO loads (name, company, watermark, last_success_started_at, full_at) VALUES ('products', 0, '2026-11-24T10:00:00', 5000, 0), ('stock', 1, '2026-11-24T11:00:00', 3000, 2000)",
    ),
  ]);
});

it("due stock is read by its partial index: 3 due rows do not cost a read of 400", async () => {
  const companies = await readStockCompanies(db);
  expect(companies).toMatchObject([
    { company: 1, hasDue: true, releaseAt: 3000, fullAt: 2000 },
    { company: 2, hasDue: false, releaseAt: 0, fullAt: 0 },
  ]);
  const rows = await readDueStock(db, companies, 1, "", 250);
  expect(rows.map(({ sku, reservedMilli, variant }) => [sku, reservedMilli, variant])).toEqual([
    ["P1E1", 2000, null],
    ["P2E1", 0, null],
    ["P3E1", 0, null],
  ]);
  const { meta } = await db
    .prepare(
      "SELECT sku FROM stock INDEXED BY stock_due WHERE company = 1 AND sku > '' AND sent IS NOT hash AND parked_reason IS NULL",
    )
    .all();
  expect(meta.rows_read).toBeLessThan(10);
});

it("a variant's creation, its stock and its mark: one write where one is enough, none for a row that changed", async () => {
  await parkStock(db, [{ company: 1, sku: "P1E1" }]).run();
  await db.batch(markVariants(db, [1, 2, 3], [variant(1), variant(2), variant(3)]));
  const companies = await readStockCompanies(db);
  const rows = await readDueStock(db, companies, 1, "", 250);
  expect(rows).toMatchObject([{ sku: "P1E1", levelActive: true, sentQuantity: 0 }, {}, {}]);
  const marks = rows.map((row) => ({ ...row, item: row.variant?.item ?? "", quantity: 3 }));
  await db.prepare("UPDATE stock SET hash = 'newer' WHERE sku = 'P2E1'").run();
  await db.prepare("UPDATE companies SET safety_milli = 0 WHERE company = 1").run();
  const { meta } = await markStock(db, companies, marks).run();
  expect(meta.rows_written).toBeLessThanOrEqual(6);
  const stock = await db
    .prepare("SELECT sku, sent IS hash AS settled, sent_quantity FROM stock WHERE sku IN ('P1E1', 'P2E1', 'P3E1')")
    .all();
  expect(stock.results).toEqual([
    { sku: "P1E1", settled: 1, sent_quantity: 3 },
    { sku: "P2E1", settled: 0, sent_quantity: 3 },
    { sku: "P3E1", settled: 1, sent_quantity: 3 },
  ]);
  expect(await rereadStock(db, companies, rows)).toHaveLength(3);
  expect(await readStockEverywhere(db, ["P1E1"])).toHaveLength(1);
  await invalidateSentStock(db, [{ company: 1, sku: "P3E1" }]).run();
  await markStockDue(db, ["P1E1"]).run();
  expect((await readDueStock(db, companies, 1, "", 250)).map(({ sku }) => sku)).toEqual(["P1E1", "P2E1", "P3E1"]);
});

it("C7: stock of a deleted item is parked, unless it has another item by now; the mark of its variant releases it", async () => {
  const companies = await readStockCompanies(db);
  const deleted = (sku: string, item: number) => ({ company: 1, sku, item: `gid://shopify/InventoryItem/${item}` });
  expect((await parkDeleted(db, [deleted("P1E1", 1), deleted("P2E1", 99)]).run()).meta.changes).toBe(1);
  expect((await readDueStock(db, companies, 1, "", 250)).map(({ sku }) => sku)).toEqual(["P2E1", "P3E1"]);
  const standing = { ...variant(1), isNew: false, companies: [], price: null };
  const written = await db.batch(markVariants(db, [1], [standing]));
  expect(written.map(({ meta }) => meta.changes)).toEqual([1, 0, 0]); // nothing else of a variant that stands as it was
  const due = await readDueStock(db, companies, 1, "", 250);
  expect(due.map(({ sku, failedAttempts }) => [sku, failedAttempts])).toEqual([
    ["P1E1", 1],
    ["P2E1", 0],
    ["P3E1", 0],
  ]);
  const refused = { ...deleted("P1E1", 1), hash: due[0]?.hash ?? "" };
  expect((await parkRefused(db, [{ ...refused, hash: "before" }]).run()).meta.changes).toBe(0);
  expect((await parkRefused(db, [refused]).run()).meta.changes).toBe(1);
  expect((await db.batch(markVariants(db, [1], [standing]))).map(({ meta }) => meta.changes)).toEqual([0, 0, 0]);
  expect((await retryRefused(db, 1).run()).meta.changes).toBe(1);
});

it("a reservation is released once the ERP has deducted it, and not before", async () => {
  const companies = await readStockCompanies(db);
  expect(await hasReleasable(db, companies)).toBe(true);
  await db.batch(releaseReservations(db, companies));
  expect((await db.prepare("SELECT order_id FROM order_reservations").all()).results).toEqual([{ order_id: "1001" }]);
  expect(await hasReleasable(db, companies)).toBe(false);
});

it("prices: due by mark and by time, parked, marked as sent; without a due row nothing is written", async () => {
  expect(await hasDuePrices(db, NOW)).toBe(false); // creation has settled them
  expect(await hasDuePrices(db, NOW + 1000)).toBe(true);
  await db.batch((await markPricesDue(db, NOW + 1000)).statements);
  const rows = await readDuePrices(db, "base", { seqProduct: -1, sku: "" }, NOW + 1000, 250);
  expect(rows.map(({ sku, sentPriceCents, price }) => [sku, sentPriceCents, price?.normalCents])).toEqual([
    ["P1E1", 1000, 1000],
    ["P2E1", 1000, 1000],
    ["P3E1", 1000, 1000],
  ]);
  await markPrices(
    db,
    rows.map(({ target, seqProduct, sku, version }) => ({
      target,
      erpPriceCents: 900,
      pendingCents: null,
      offers: null,
      outcomeUnknown: false,
      seqProduct,
      sku,
      version,
      priceCents: 900,
      compareCents: 1000,
      nextChangeAt: null,
    })),
  ).run();
  expect((await parkPrices(db, rows).run()).meta.changes).toBe(0); // they have variants
  const again = await db.batch((await markPricesDue(db, NOW + 1000)).statements);
  expect(again.map(({ meta }) => meta.rows_written)).toEqual([0]);
  expect(await hasDuePrices(db, NOW + 1000)).toBe(false);
});

it("products are read with all parts; their mark is void where a record or a first price arrived meanwhile", async () => {
  expect(await missingLoads(db)).toEqual(["skus", "prices"]);
  const page = await readDueProducts(db, -1, NOW, 48);
  await markTheseProductsDue(db, [3]).run(); // a price came for it after it was read
  expect(page).toMatchObject([{ seqProduct: 1, skus: [{ sku: "P1E1" }], variants: [{ sku: "P1E1" }] }, {}, {}]);
  expect(page[0]?.prices.get("P1E1")).toMatchObject({ normalCents: 1000, version: 1 });
  const accepted = {
    productGid: "gid://shopify/Product/1",
    sentSet: "a",
    createStartedAt: null,
    sentFieldsHash: "b",
    sentVariantsHash: "c",
    sentUnitsHash: "d",
    repairs: 0,
    unitPriceSent: 0,
    published: null,
    sentValues: null,
    sentTags: null,
    merchantFields: [],
  };
  await markProducts(
    db,
    page.map(({ seqProduct, version }) => ({
      seqProduct,
      version: seqProduct === 2 ? version + 1 : version,
      ...accepted,
    })),
  ).run();
  expect((await db.prepare("SELECT seq_product FROM shop_products WHERE due = 1").all()).results).toEqual([
    { seq_product: 2 },
    { seq_product: 3 },
  ]);
});

it("intents, deleted variants and sets to read again are stored at their own products only", async () => {
  const trying = {
    sentSet: null,
    createStartedAt: null,
    sentFieldsHash: null,
    sentVariantsHash: "v",
    unitPriceSent: 1,
    sentValues: { title: ["", "h"] },
    sentTags: { wanted: [], theirs: [], outcomeUnknown: true },
  } as const;
  await saveIntents(db, [{ seqProduct: 3, ...trying }]).run();
  for (let again = 0; again < 2; again += 1) await markDeleted(db, [{ seqProduct: 3, sku: "P3E1" }]).run();
  expect((await markVariantsDue(db, [3, 999_999]).run()).meta.changes).toBe(1);
  const page = await readDueProducts(db, -1, NOW, 9);
  expect(page.find(({ seqProduct }) => seqProduct === 3)).toMatchObject({
    ...trying,
    deletedSkus: ["P3E1"],
    classification: { brandName: null, categoryPath: [], taxonomyGid: null },
    settings: DEFAULT_SETTINGS,
  });
});

it("collections: due until their category's name and the channels are accepted, and again when one changes", async () => {
  await db.batch([
    db.prepare(
      "INSERT INTO categories (seq_category, parent, name, active, hash) VALUES (3, NULL, 'Mercearia', 1, 'a'), (4, 3, 'Fora', 0, 'b')",
    ),
  ]);
  expect(await hasDueCollections(db, NOW)).toBe(true);
  const due = await readDueCollections(db, '["p"]', NOW);
  expect(due).toMatchObject([{ seqCategory: 3, name: "Mercearia", collectionGid: null, attempts: 0 }]);
  const mark = { seqCategory: 3, collectionGid: "gid", sentTitle: "Mercearia", published: '["p"]', parkedReason: null };
  await markCollections(db, [{ ...mark, attempts: 0, notBefore: 0 }]).run();
  expect([await hasDueCollections(db, NOW), await readDueCollections(db, '["p"]', NOW)]).toEqual([false, []]);
  expect(await readDueCollections(db, '["p","q"]', NOW)).toHaveLength(1);
  await db.prepare("UPDATE categories SET name = 'Mercearia seca' WHERE seq_category = 3").run();
  expect(await hasDueCollections(db, NOW)).toBe(true);
  await markCollections(db, [{ ...mark, parkedReason: "deleted", attempts: 0, notBefore: 0 }]).run();
  expect(await hasDueCollections(db, NOW)).toBe(false); // only on request
});

it("the fence: with a lost lease the whole batch is rolled back", async () => {
  const lease = await acquireLaneLease(db, "publish-stock", NOW, 1_000);
  if (!lease) throw new Error("no lease");
  const counts = { due: 1, sent: 1, refused: 0, pending: 0 };
  await writeFenced(db, lease, NOW, 1_000, [countLane(db, lease, "run-1", NOW, counts)]);
  await writeFenced(db, lease, NOW, 1_000, [countLane(db, lease, "run-1", NOW, counts)]);
  expect((await db.prepare("SELECT due, sent, pages FROM runs").all()).results).toEqual([
    { due: 2, sent: 2, pages: 2 },
  ]);
  await acquireLaneLease(db, "publish-stock", NOW + 2_000, 1_000);
  await expect(writeFenced(db, lease, NOW, 1_000, [countLane(db, lease, "run-1", NOW, counts)])).rejects.toThrow(
    LeaseLost,
  );
  expect((await db.prepare("SELECT due FROM runs").all()).results).toEqual([{ due: 2 }]);
});
