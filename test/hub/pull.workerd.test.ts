import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { ErpPriceRow } from "../../src/rules/prices/price-row.ts";
import type { ErpProductRow } from "../../src/rules/catalog/product.ts";
import type { ErpStockRow } from "../../src/rules/stock/stock-row.ts";
import { replacePageEntries } from "../../src/hub/desk/page.ts";
import {
  type ActiveLoad,
  beginRun,
  commitPage,
  failRun,
  type Load,
  releaseLoad,
  advanceLoad,
  leaseLoad,
} from "../../src/hub/loads/loads.ts";
import { upsertPrices } from "../../src/hub/prices/prices.ts";
import { upsertProducts } from "../../src/hub/catalog/products.ts";
import { createLog } from "../../src/log.ts";
import { countPage } from "../../src/hub/loads/runs.ts";
import { upsertSkus } from "../../src/hub/catalog/skus.ts";
import { upsertStock } from "../../src/hub/stock/erp-stock.ts";

const db = env.DB;
const key = { name: "stock", company: 3, segment: 0 };
const NOW = 1_800_000_000_000;
const LEASE = 60_000;
const ports = {
  db,
  clock: { now: () => NOW, sleep: async () => {} },
  log: createLog({ clock: { now: () => NOW, sleep: async () => {} }, writeLine: () => undefined }),
  random: { fraction: () => 0.5, uuid: () => "x" },
};

beforeEach(async () => {
  for (const table of [
    "loads",
    "runs",
    "stock",
    "products",
    "skus",
    "prices",
    "price_targets",
    "companies",
    "shop_products",
    "shop_prices",
    "desk",
  ])
    await db.prepare(`DELETE FROM ${table}`).run();
});

const stockOf = (number: number, hash = "h1"): ErpStockRow => ({
  company: 3,
  sku: `P${number}E1`,
  seqProduct: number,
  quantityMilli: 1000 * number,
  unlimited: 0,
  countedOn: null,
  countedAt: null,
  hash,
});
const productOf = (seqProduct: number, some: Partial<ErpProductRow> = {}): ErpProductRow => ({
  seqProduct,
  title: `Produto ${seqProduct}`,
  description: null,
  seqBrand: 1,
  seqCategory: null,
  keywords: "7",
  weighed: 0,
  multipleMilli: null,
  active: 1,
  titled: 1,
  shortName: null,
  similars: null,
  saleLimitMilli: null,
  hash: "h1",
  ...some,
});

const skuOf = (number: number, hash: string) => ({
  seqProduct: 919,
  sku: `P919E${number}`,
  packageMilli: 1000 * number,
  packageName: `CX-${number}`,
  ean: null,
  active: 1,
  weightG: null,
  widthMm: null,
  heightMm: null,
  lengthMm: null,
  activity: null,
  name: null,
  hasSimilars: 0,
  hash,
});

async function active(): Promise<ActiveLoad> {
  const load = await leaseLoad(db, key, NOW, LEASE);
  const begun =
    load &&
    (await beginRun(
      db,
      load,
      { runId: "run-1", readFrom: "2026-01-01T00:00:00", readUntil: "2026-11-24T12:00:00", isFull: false },
      NOW,
    ));
  if (!begun) throw new Error("no lease");
  return begun;
}
const written = (results: readonly D1Result[]) => results.reduce((sum, { meta }) => sum + meta.rows_written, 0);

describe("a lease", () => {
  it("of twenty takers at once one wins, and its end frees it", async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => leaseLoad(db, key, NOW, LEASE)));
    expect(taken.filter((load) => load !== null).map((load) => load?.epoch)).toEqual([1]);
    expect(await leaseLoad(db, key, NOW + LEASE - 1, LEASE)).toBeNull();
    expect((await leaseLoad(db, key, NOW + LEASE, LEASE))?.epoch).toBe(2);
  });

  it("can be released only by its holder", async () => {
    const first = (await leaseLoad(db, key, NOW, LEASE)) as Load;
    await leaseLoad(db, key, NOW + LEASE, LEASE);
    await releaseLoad(db, first, NOW + LEASE);
    expect(await leaseLoad(db, key, NOW + LEASE + 1, LEASE)).toBeNull();
  });
});

describe("a page", () => {
  it("stored again unchanged writes no row of its table: 0 rows_written", async () => {
    const rows = Array.from({ length: 500 }, (_, index) => stockOf(index + 1));
    const first = await db.batch(upsertStock(db, "run-1", rows));
    expect(written(first)).toBe(1000); // each row and its place in the index of due rows
    expect(written(await db.batch(upsertStock(db, "run-1", rows)))).toBe(0);
    const products = [productOf(1), productOf(2)];
    await db.batch(upsertProducts(db, "run-1", products, []));
    expect(written(await db.batch(upsertProducts(db, "run-1", products, [])))).toBe(0);
  });

  it("counts what it changed, moves to the next page, and keeps the last page's digest", async () => {
    const load = await active();
    await db.batch(upsertStock(db, "none", [stockOf(1), stockOf(2)]));
    const outcome = await commitPage(ports, load, [
      advanceLoad(db, load, { kind: "next", digest: "d1" }, NOW, LEASE),
      countPage(db, "run-1", { read: 5, refused: 1, last: false }, NOW),
      ...upsertStock(db, "run-1", [stockOf(1), stockOf(2, "h2"), stockOf(3)]),
    ]);
    expect(outcome).toBe("committed");
    expect(await db.prepare("SELECT pages, read, changed, unchanged, refused FROM runs").first()).toEqual({
      pages: 1,
      read: 5,
      changed: 2,
      unchanged: 2,
      refused: 1,
    });
    expect(await db.prepare("SELECT page, page_digest, lease_until FROM loads").first()).toEqual({
      page: 2,
      page_digest: "d1",
      lease_until: NOW + LEASE,
    });
  });

  it("of a lost lease leaves nothing behind: no row, no count, no desk entry", async () => {
    const load = await active();
    const sku = { seqProduct: 1, sku: "P1E1", company: 1 };
    await leaseLoad(db, key, NOW + LEASE, LEASE);
    const outcome = await commitPage(ports, load, [
      advanceLoad(db, load, { kind: "end" }, NOW, LEASE),
      countPage(db, "run-1", { read: 1, refused: 0, last: true }, NOW),
      ...upsertStock(db, "run-1", [stockOf(1)]),
      ...replacePageEntries(
        db,
        "stock",
        [sku],
        [{ area: "stock", ...sku, reason: "quantity-missing", params: {} }],
        NOW,
      ),
    ]);
    expect(outcome).toBe("lost");
    for (const table of ["stock", "desk"])
      expect((await db.prepare(`SELECT * FROM ${table}`).all()).results).toEqual([]);
    expect(await db.prepare("SELECT pages FROM runs").first()).toEqual({ pages: 0 });
  });

  it("committed twice counts once", async () => {
    const load = await active();
    const statements = [
      advanceLoad(db, load, { kind: "next", digest: "d" }, NOW, LEASE),
      countPage(db, "run-1", { read: 1, refused: 0, last: false }, NOW),
      ...upsertStock(db, "run-1", [stockOf(1)]),
    ] as const;
    await db.batch([...statements]);
    expect(await commitPage(ports, load, [...statements])).toBe("lost");
    expect(await db.prepare("SELECT pages, read, changed FROM runs").first()).toEqual({
      pages: 1,
      read: 1,
      changed: 1,
    });
  });

  it("with a row that violates a constraint throws, and is not reported as a lost lease", async () => {
    const load = await active();
    const broken = { ...stockOf(1), quantityMilli: 0.5 };
    await expect(
      commitPage(ports, load, [
        advanceLoad(db, load, { kind: "end" }, NOW, LEASE),
        ...upsertStock(db, "run-1", [broken]),
      ]),
    ).rejects.toThrow("SQLITE_CONSTRAINT");
    expect(await db.prepare("SELECT page FROM loads").first()).toEqual({ page: 1 });
  });

  it("the last one moves the watermark to the earlier clock, ends the run and frees the lease", async () => {
    const load = await active();
    await commitPage(ports, load, [
      advanceLoad(db, load, { kind: "end", readUntil: "2026-11-24T11:50:00" }, NOW + 5, LEASE),
      countPage(db, "run-1", { read: 0, refused: 0, last: true }, NOW + 5),
    ]);
    expect(await db.prepare("SELECT watermark, page, run_id, read_from, lease_until FROM loads").first()).toEqual({
      watermark: "2026-11-24T11:50:00",
      page: 1,
      run_id: null,
      read_from: null,
      lease_until: NOW + 5,
    });
    expect(await db.prepare("SELECT outcome, ended_at FROM runs").first()).toEqual({
      outcome: "done",
      ended_at: NOW + 5,
    });
  });

  it("never raises the watermark past the run's start", async () => {
    const load = await active();
    await commitPage(ports, load, [
      advanceLoad(db, load, { kind: "end", readUntil: "2026-11-24T12:30:00" }, NOW, LEASE),
    ]);
    expect(await db.prepare("SELECT watermark FROM loads").first()).toEqual({ watermark: "2026-11-24T12:00:00" });
  });
});

it("a failed run keeps its page; an abandoned one begins again from the same watermark", async () => {
  const load = await active();
  await commitPage(ports, load, [advanceLoad(db, load, { kind: "next", digest: "d" }, NOW, LEASE)]);
  await failRun(db, load, "sem resposta", NOW);
  expect(await db.prepare("SELECT page, run_id FROM loads").first()).toEqual({ page: 2, run_id: "run-1" });
  expect(await db.prepare("SELECT outcome, reason FROM runs").first()).toEqual({
    outcome: "failed",
    reason: "sem resposta",
  });
  await failRun(db, load, "repete", NOW, { restart: true });
  expect(await db.prepare("SELECT page, run_id, watermark FROM loads").first()).toEqual({
    page: 1,
    run_id: null,
    watermark: "1900-01-01T00:00:00",
  });
});

describe("marks", () => {
  it("a product is due once for any number of its SKUs in a page, and raised by one", async () => {
    await db.batch(upsertSkus(db, "r", [skuOf(1, "a"), skuOf(6, "a")], NOW));
    expect((await db.prepare("SELECT version, due FROM shop_products").all()).results).toEqual([
      { version: 1, due: 1 },
    ]);
    await db.prepare("UPDATE shop_products SET due = 0, not_before = 99, attempts = 4").run();
    await db.batch(upsertSkus(db, "r", [skuOf(1, "b"), skuOf(6, "b"), skuOf(12, "b")], NOW));
    expect((await db.prepare("SELECT version, due, not_before, attempts FROM shop_products").all()).results).toEqual([
      { version: 2, due: 1, not_before: 0, attempts: 0 },
    ]);
  });

  it("what is switched off or on sends its stock again in the same batch, whatever a lane marked in between (seed 50354)", async () => {
    const table = { company: 3, segment: 1 };
    const priceOf = (normalCents: number): ErpPriceRow => ({
      ...table,
      seqProduct: 1,
      sku: "P1E1",
      normalCents,
      promoCents: null,
      promoFrom: null,
      promoUntil: null,
      promosLater: null,
      offers: null,
      onSale: 1,
      hash: `h${normalCents}`,
    });
    await db.batch([
      db.prepare("INSERT INTO companies (company, name) VALUES (3, 'LOJA 3')"),
      ...upsertProducts(db, "r", [productOf(1)], []),
      ...upsertSkus(db, "r", [{ ...skuOf(1, "h"), seqProduct: 1, sku: "P1E1" }], NOW),
      ...upsertPrices(db, "r", table, [priceOf(1)], []),
      ...upsertStock(db, "r", [stockOf(1)]),
    ]);
    const due = async (statements: readonly D1PreparedStatement[]) => {
      await db.batch([db.prepare("UPDATE stock SET sent = hash"), ...statements]);
      return (await db.prepare("SELECT sku FROM stock WHERE sent IS NULL").all()).results.length;
    };
    const sku = { ...skuOf(1, "h2"), seqProduct: 1, sku: "P1E1" };
    expect(
      await due(
        upsertPrices(db, "r", table, [], [{ record: { seqProduct: 1, sku: "P1E1" }, key: "P1E1", hash: "off" }]),
      ),
    ).toBe(1);
    expect(await due(upsertPrices(db, "r", table, [priceOf(2)], []))).toBe(1);
    expect(await due(upsertPrices(db, "r", table, [priceOf(3)], []))).toBe(0);
    expect(await due(upsertSkus(db, "r", [{ ...sku, active: 0 }], NOW))).toBe(1);
    expect(await due(upsertSkus(db, "r", [{ ...sku, hash: "h3" }], NOW))).toBe(1);
    expect(await due(upsertSkus(db, "r", [{ ...sku, ean: "x", hash: "h4" }], NOW))).toBe(0);
    expect(await due(upsertProducts(db, "r", [], [{ record: { seqProduct: 1 }, key: "1", hash: "off" }]))).toBe(1);
    expect(await due(upsertProducts(db, "r", [productOf(1, { hash: "h2" })], []))).toBe(1);
    expect(await due(upsertProducts(db, "r", [productOf(1, { title: "x", hash: "h3" })], []))).toBe(0);
  });

  it("a new sale multiple sends its own product's stock again, and no other's, by the primary key", async () => {
    await db.prepare("INSERT INTO companies (company, name) VALUES (3, 'LOJA 3')").run();
    await db.batch([
      ...upsertProducts(db, "r", [productOf(1, { weighed: 1, multipleMilli: 100 }), productOf(2)], []),
      ...upsertStock(db, "r", [stockOf(1), stockOf(2)]),
      db.prepare(
        "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (1, 'P1E1', 1000, 'KG', 1, 'h'), (2, 'P2E1', 1000, 'UN', 1, 'h')",
      ),
      db.prepare("UPDATE stock SET sent = hash"),
    ]);
    await db.batch(
      upsertProducts(
        db,
        "r",
        [productOf(1, { weighed: 1, multipleMilli: 250, hash: "h2" }), productOf(2, { title: "x", hash: "h2" })],
        [],
      ),
    );
    expect((await db.prepare("SELECT sku FROM stock WHERE sent IS NULL").all()).results).toEqual([{ sku: "P1E1" }]);
    const plan = await db
      .prepare(
        "EXPLAIN QUERY PLAN UPDATE stock SET sent = NULL WHERE company IN (SELECT company FROM companies) AND sku IN (SELECT sku FROM skus WHERE seq_product IN (1)) AND sent IS NOT NULL",
      )
      .all<{ detail: string }>();
    expect(plan.results.map(({ detail }) => detail).join("; ")).toContain("PRIMARY KEY (company=? AND sku=?)");
  });

  it("what is switched off keeps all but its switch, marks its targets, and the second time nothing", async () => {
    const price: ErpPriceRow = {
      company: 1,
      segment: 1,
      seqProduct: 919,
      sku: "P919E1",
      normalCents: 500,
      promoCents: null,
      promoFrom: null,
      promoUntil: null,
      promosLater: null,
      offers: null,
      onSale: 1,
      hash: "a",
    };
    const table = { company: 1, segment: 1 };
    await db.prepare("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)").run();
    await db.batch([...upsertPrices(db, "r", table, [price], []), db.prepare("UPDATE shop_prices SET due = 0")]);
    const off = [
      { record: { seqProduct: 919, sku: "P919E1" }, key: "P919E1", hash: "off" },
      { record: { seqProduct: 9, sku: "P9E1" }, key: "P9E1", hash: "off" },
    ];
    await db.batch(upsertPrices(db, "r", table, [], off));
    expect((await db.prepare("SELECT normal_cents, on_sale FROM prices").all()).results).toEqual([
      { normal_cents: 500, on_sale: 0 },
    ]);
    expect((await db.prepare("SELECT seq_product, sku, version, due FROM shop_prices").all()).results).toEqual([
      { seq_product: 919, sku: "P919E1", version: 2, due: 1 },
    ]);
    expect(written(await db.batch(upsertPrices(db, "r", table, [], off)))).toBe(0);
  });
});

describe("limits", () => {
  it("a page of 500 products with long descriptions fits D1's parameter, in parts", async () => {
    const rows = Array.from({ length: 500 }, (_, index) => productOf(index + 1, { description: "ç".repeat(5_000) }));
    const statements = upsertProducts(db, "r", rows, []);
    expect(statements.length).toBeGreaterThan(8);
    await db.batch(statements);
    expect(await db.prepare("SELECT count(*) AS n, min(length(description)) AS length FROM products").first()).toEqual({
      n: 500,
      length: 5_000,
    });
  });
});
