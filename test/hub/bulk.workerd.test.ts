/** The bulk lane's statements on real D1: a job from its planning to its end, what it holds, what counts, what stays. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  closePlanning,
  countRunning,
  endJob,
  hasFailedJob,
  markCollected,
  markCollecting,
  markLater,
  markRunning,
  markStarted,
  markNotStarted,
  markUploaded,
  markWaiting,
  readBulkReport,
  readBulkSettings,
  readOpenJobs,
} from "../../src/hub/bulk/bulk-jobs.ts";
import { unlockPrices, unlockProducts, lockPrices, lockProducts } from "../../src/hub/bulk/bulk-locks.ts";
import {
  planLines,
  readRemainingLines,
  readLines,
  readPayload,
  completeLines,
  type PlannedLine,
} from "../../src/hub/bulk/bulk-lines.ts";
import { RETENTIONS } from "../../src/hub/loads/retention.ts";
import { countDueBase, hasDuePrices, readDuePrices } from "../../src/hub/prices/shop-prices.ts";
import { countDueProducts, hasDueProducts } from "../../src/hub/catalog/product-backlog.ts";
import { readDueProducts } from "../../src/hub/catalog/shop-products.ts";
import {
  countCreated,
  nextDay,
  readVariantLimit,
  readVariantReport,
  saveShopSize,
} from "../../src/hub/catalog/variant-limit.ts";

const { DB: db } = env;
const NOW = Date.UTC(2026, 10, 24, 15);
const PRODUCTS = 300;

const each = (sql: string) => `WITH n AS (SELECT value AS i FROM json_each(?1)) ${sql}`;
const numbers = JSON.stringify(Array.from({ length: PRODUCTS }, (_, index) => index + 1));

/** Products, SKUs and base prices 1 to 300, all due, and no job. */
beforeEach(async () => {
  const tables = "bulk_jobs bulk_lines shop_products shop_prices products skus prices price_targets loads".split(" ");
  await db.batch([
    ...tables.map((table) => db.prepare(`DELETE FROM ${table}`)),
    db.prepare(
      "UPDATE variant_limit SET checked_at = 0, shop_variant_count = 0, waiting = 0, created_today = 0, day = 0, plus = 0",
    ),
    db.prepare("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)"),
    ...[
      "INSERT INTO products (seq_product, title, hash) SELECT i, 'Produto ' || i, 'h' FROM n",
      "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) SELECT i, 'P' || i || 'E1', 1000, 'UN', 1, 'h' FROM n",
      "INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash) SELECT 1, 1, 'P' || i || 'E1', i, 1000, 1, 'h' FROM n",
      "INSERT INTO shop_products (seq_product, due) SELECT i, 1 FROM n",
      "INSERT INTO shop_prices (target, seq_product, sku, due) SELECT 'base', i, 'P' || i || 'E1', 1 FROM n",
    ].map((sql) => db.prepare(each(sql)).bind(numbers)),
  ]);
});

const line = (number: number, over: Partial<PlannedLine> = {}): PlannedLine => ({
  line: number,
  record: `P${number + 1}`,
  digest: `d${number}`,
  context: `{"of":${number}}`,
  payload: `{"line":${number}}`,
  ...over,
});
const lines = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => line(from + index));
const planned = (
  id: string,
  of: readonly PlannedLine[],
  { kind = "ProductSet", createdAt = NOW, createsVariants = 0 } = {},
) => db.batch(planLines(db, { id, kind, createdAt, createsVariants }, of));
const jobs = async () => readOpenJobs(db, Number.MAX_SAFE_INTEGER);
const stateOf = async (id: string) => (await jobs()).find((job) => job.id === id)?.state;

describe("planning", () => {
  it("an empty page creates no job; an existing line rolls back the whole batch, so no line exists twice", async () => {
    expect(planLines(db, { id: "j", kind: "ProductSet", createdAt: NOW, createsVariants: 0 }, [])).toEqual([]);
    await planned("j", lines(0, 2));
    await expect(planned("j", lines(1, 4), { createsVariants: 9 })).rejects.toThrow(/UNIQUE|constraint/i);
    expect((await jobs()).map(({ lines: count }) => count)).toEqual([2]);
  });

  it("B1: pages continue one job, whose counts are those of its last page; payloads are read in order", async () => {
    await planned("j", lines(0, 150), { createsVariants: 150 });
    await planned("j", lines(150, 260), { createsVariants: 260 });
    expect(await jobs()).toMatchObject([{ id: "j", kind: "ProductSet", state: "planning", lines: 260, position: 0 }]);
    const first = await readPayload(db, "j", -1, 200);
    const rest = await readPayload(db, "j", first.length - 1, 200);
    expect([...first, ...rest].map(({ line: number }) => number)).toEqual(lines(0, 260).map((one) => one.line));
    expect(rest.at(-1)).toEqual({ line: 259, payload: '{"line":259}' });
    expect((await readVariantLimit(db, NOW)).underWay).toBe(260);
  });

  it("lines beyond one JSON parameter are several statements of the same batch", async () => {
    const long = "x".repeat(60_000);
    const statements = planLines(
      db,
      { id: "j", kind: "ProductSet", createdAt: NOW, createsVariants: 0 },
      lines(0, 40).map((one) => ({ ...one, payload: long })),
    );
    expect(statements.length).toBeGreaterThan(2);
    await db.batch(statements);
    expect(await readPayload(db, "j", -1, 100)).toHaveLength(40);
  });

  it("is closed for its own kinds alone", async () => {
    await planned("a", lines(0, 1));
    await planned("b", lines(0, 1), { kind: "VariantPrices" });
    await closePlanning(db, ["ProductSet", "Publish"]).run();
    expect([await stateOf("a"), await stateOf("b")]).toEqual(["planned", "planning"]);
  });
});

describe("what a job locks", () => {
  it("B1: no single call finds a locked product, nor counts it, until its own job unlocks it", async () => {
    const locked = Array.from({ length: PRODUCTS - 1 }, (_, index) => index + 1);
    await lockProducts(db, "j", locked).run();
    expect((await readDueProducts(db, -1, NOW, 48)).map(({ seqProduct }) => seqProduct)).toEqual([PRODUCTS]);
    expect([await countDueProducts(db, NOW, 500), await hasDueProducts(db, NOW)]).toEqual([1, true]);
    expect((await unlockProducts(db, "another", locked).run()).meta.changes).toBe(0);
    expect((await unlockProducts(db, "j", [1, 2]).run()).meta.changes).toBe(2);
    expect(await countDueProducts(db, NOW, 500)).toBe(3);
    expect(await countDueProducts(db, NOW, 2)).toBe(2); // counted no further than the limit
  });

  it("prices: a job locks the base price only; a list's price of the same SKU is still sent", async () => {
    await db.prepare("INSERT INTO shop_prices (target, seq_product, sku, due) VALUES ('list-2', 1, 'P1E1', 1)").run();
    const keys = [1, 2].map((seqProduct) => ({ seqProduct, sku: `P${seqProduct}E1` }));
    expect((await lockPrices(db, "j", keys).run()).meta.changes).toBe(2);
    const due = await readDuePrices(db, "base", { seqProduct: -1, sku: "" }, NOW, 3);
    expect(due.map(({ sku }) => sku)).toEqual(["P3E1", "P4E1", "P5E1"]);
    expect(await countDueBase(db, NOW, 1_000)).toBe(PRODUCTS - 2);
    const list = await db.prepare("SELECT locked_by FROM shop_prices WHERE target = 'list-2'").first();
    expect(list).toEqual({ locked_by: null });
    expect((await unlockPrices(db, "another", [1, 2]).run()).meta.changes).toBe(0);
    await unlockPrices(db, "j", [1, 2]).run();
    expect([await countDueBase(db, NOW, 1_000), await hasDuePrices(db, NOW)]).toEqual([PRODUCTS, true]);
  });

  it("a count of due rows reads no more rows than its limit", async () => {
    const { meta } = await db
      .prepare(
        `SELECT count(*) FROM (SELECT 1 FROM shop_products INDEXED BY shop_products_due
           WHERE due = 1 AND not_before <= ?1 AND locked_by IS NULL LIMIT 10)`,
      )
      .bind(NOW)
      .all();
    expect(meta.rows_read).toBeLessThanOrEqual(22);
  });
});

describe("a job's steps", () => {
  beforeEach(async () => {
    await planned("j", lines(0, 3));
    await closePlanning(db, ["ProductSet"]).run();
  });

  it("uploaded: the payloads are deleted, unless they are kept", async () => {
    await db.batch(markUploaded(db, "j", "tmp/1", false));
    expect(await readPayload(db, "j", -1, 9)).toEqual([0, 1, 2].map((number) => ({ line: number, payload: null })));
    await planned("k", lines(0, 1));
    await db.batch(markUploaded(db, "k", "tmp/2", true));
    expect(await readPayload(db, "k", -1, 9)).toEqual([{ line: 0, payload: '{"line":0}' }]);
    expect(await jobs()).toMatchObject([
      { id: "j", state: "uploaded", stagedPath: "tmp/1" },
      { id: "k", state: "uploaded", stagedPath: "tmp/2" },
    ]);
  });

  it("start sent, start withdrawn, postponed and running: each is in its row, and a postponed job is not listed before its time", async () => {
    await markStarted(db, "j", NOW).run();
    expect(await jobs()).toMatchObject([{ startSentAt: NOW }]);
    await markNotStarted(db, "j").run();
    expect(await jobs()).toMatchObject([{ startSentAt: null }]);
    await markStarted(db, "j", NOW).run();
    await markWaiting(db, "j", NOW + 30_000).run();
    expect(await readOpenJobs(db, NOW)).toEqual([]);
    expect(await readOpenJobs(db, NOW + 30_000)).toMatchObject([{ startSentAt: null, tries: 0 }]);
    for (let again = 0; again < 2; again += 1) await markLater(db, "j", NOW, "x".repeat(900)).run();
    expect(await jobs()).toMatchObject([{ tries: 2 }]);
    const reason = await db.prepare("SELECT length(reason) AS n FROM bulk_jobs").first();
    expect(reason).toEqual({ n: 500 });
    await markRunning(db, "j", "gid://shopify/BulkOperation/1").run();
    expect(await jobs()).toMatchObject([{ state: "running", gid: "gid://shopify/BulkOperation/1", tries: 0 }]);
    expect([...(await countRunning(db))]).toEqual([["ProductSet", 1]]);
    await markCollecting(db, "j", null).run();
    expect([...(await countRunning(db))]).toEqual([]);
  });

  it("B4, B10: answers are read by their numbers in any order, each once, and the counts close", async () => {
    expect((await readLines(db, "j", [2, 0, 9])).map((one) => one.record)).toEqual(["P1", "P3"]);
    const taken = new Map<number, "sent" | "refused">([
      [2, "sent"],
      [0, "refused"],
    ]);
    const collect = () =>
      db.batch([completeLines(db, "j", taken, false), markCollected(db, "j", 2, { sent: 1, refused: 1, pending: 0 })]);
    await collect();
    expect(await readLines(db, "j", [0, 2])).toEqual([]);
    expect(await readRemainingLines(db, "j", 9)).toMatchObject([{ line: 1, context: '{"of":1}' }]);
    await db.batch([
      completeLines(db, "j", new Map([[1, "pending"]]), false),
      markCollected(db, "j", null, { sent: 0, refused: 0, pending: 1 }),
      endJob(db, "j", "done", null, NOW),
    ]);
    const row = await db.prepare("SELECT lines, sent, refused, pending, position, staged_path FROM bulk_jobs").first();
    expect(row).toEqual({ lines: 3, sent: 1, refused: 1, pending: 1, position: 2, staged_path: null });
    expect([await jobs(), await readRemainingLines(db, "j", 9)]).toEqual([[], []]);
    expect(await readBulkReport(db, NOW)).toEqual([
      { kind: "ProductSet", state: "done", jobs: 1, lines: 3, sent: 1, refused: 1, pending: 1 },
    ]);
    expect(await readBulkReport(db, NOW + 1)).toEqual([]);
  });

  it("B8: with payloads kept, a completed line stays for an operator, and no result applies to it", async () => {
    await completeLines(db, "j", new Map([[0, "sent"]]), true).run();
    const kept = await db.prepare("SELECT context, outcome, payload FROM bulk_lines WHERE line = 0").first();
    expect(kept).toEqual({ context: null, outcome: "sent", payload: '{"line":0}' });
    expect((await readRemainingLines(db, "j", 9)).map((one) => one.line)).toEqual([1, 2]);
  });

  it("B5: a failed job is known by its kind for an hour, and is no open job", async () => {
    await endJob(db, "j", "failed", "x".repeat(900), NOW).run();
    expect(await hasFailedJob(db, ["ProductSet"], NOW - 1)).toBe(true);
    expect(await hasFailedJob(db, ["VariantPrices"], NOW - 1)).toBe(false);
    expect(await hasFailedJob(db, ["ProductSet"], NOW)).toBe(false);
    expect(await jobs()).toEqual([]);
  });

  it("is deleted after its time: first its lines, then the job, and an open one never", async () => {
    await planned("k", lines(0, 1));
    await endJob(db, "j", "done", null, NOW).run();
    const later = NOW + 61 * 86_400_000;
    for (let portion = 0; portion < 3; portion += 1) for (const retention of RETENTIONS) await retention(db, later);
    expect((await db.prepare("SELECT id FROM bulk_jobs").all()).results).toEqual([{ id: "k" }]);
    expect((await db.prepare("SELECT DISTINCT job FROM bulk_lines").all()).results).toEqual([{ job: "k" }]);
  });
});

describe("settings and the daily limit", () => {
  it("without its row bulk is on by arithmetic; the row switches it off or sets the threshold", async () => {
    expect(await readBulkSettings(db)).toEqual({ enabled: true, from: null });
    await db.prepare("INSERT INTO loads (name, enabled, page_size) VALUES ('publish-bulk', 0, 5)").run();
    expect(await readBulkSettings(db)).toEqual({ enabled: false, from: 5 });
  });

  it("C16: variants of open jobs are reserved, and created ones count to the day of their creation", async () => {
    await saveShopSize(db, { plus: false, shopVariantCount: 50_000, waiting: 3_000 }, NOW).run();
    await planned("j", lines(0, 1), { createsVariants: 400 });
    await countCreated(db, 100, NOW).run();
    expect(await readVariantLimit(db, NOW)).toMatchObject({
      shopVariantCount: 50_100,
      waiting: 2_900,
      createdToday: 100,
      underWay: 400,
    });
    expect(await readVariantReport(db, NOW)).toMatchObject({ createdToday: 100, remainingToday: 500 });
    await endJob(db, "j", "done", null, NOW).run();
    expect(await readVariantReport(db, NOW)).toMatchObject({ remainingToday: 900 });
    expect(await readVariantReport(db, nextDay(NOW))).toMatchObject({ createdToday: 0, remainingToday: 1_000 });
    await countCreated(db, 7, nextDay(NOW)).run();
    expect(await readVariantLimit(db, nextDay(NOW))).toMatchObject({ createdToday: 7, shopVariantCount: 50_107 });
  });
});
