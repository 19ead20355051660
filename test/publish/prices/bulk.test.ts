/** Base prices in bulk, against the simulated shop and a recorded result file. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { publishPrices } from "../../../src/publish/prices/lane.ts";
import { saveDryRun } from "../../../src/hub/dry-run/dry-run.ts";
import {
  dueOf,
  lockedOf,
  jobsOf,
  manyWorld,
  operationOf,
  reprice,
  switchOff,
  type BulkOptions,
} from "../bulk/world.ts";
import { named, readDesk } from "../../desk.ts";

const RECORDED = readFileSync("test/fixtures/shopify-bulk/BulkOperationResult.jsonl", "utf8").trim().split("\n");

/** A shop with this many products, nothing due, whose prices then change. */
async function repriced(products: number, options: BulkOptions = {}) {
  const world = await manyWorld(products, { ...options, from: 1_000 });
  await world.drain(3);
  await world.exec("UPDATE loads SET page_size = ? WHERE name = 'publish-bulk'", options.from ?? 3);
  await reprice(world, products, 2_000);
  return world;
}

/** The same, in a shop that needs this long for each product's prices. */
async function slowlyRepriced(products: number, ms: number) {
  let wait = () => {};
  const world = await repriced(products, {
    from: 1,
    fetch: (shop) => async (request) => {
      if ((await request.clone().text()).includes("mutation VariantPrices")) wait();
      return shop(request);
    },
  });
  wait = () => world.clock.advance(ms);
  return world;
}

const pricesOf = (world: Awaited<ReturnType<typeof repriced>>) =>
  world.shop().flatMap(({ variants }) => variants.map(({ sku, price, compareAt }) => ({ sku, price, compareAt })));

it("prices end alike in bulk and by single calls", async () => {
  const bulk = await repriced(30);
  const before = bulk.calls("productVariantsBulkUpdate").length;
  await bulk.drain(4);
  const single = await repriced(30);
  await switchOff(single);
  await single.drain(4);
  expect(await jobsOf(bulk)).toEqual([
    { kind: "VariantPrices", state: "done", lines: 30, sent: 30, refused: 0, pending: 0 },
  ]);
  expect(pricesOf(bulk)).toEqual(pricesOf(single));
  expect(pricesOf(bulk)).toContainEqual({ sku: "P30E1", price: 2_030, compareAt: null });
  expect(bulk.callCount("VariantPrices")).toBe(before);
  expect(await bulk.rows("SELECT * FROM shop_prices ORDER BY sku")).toEqual(
    await single.rows("SELECT * FROM shop_prices ORDER BY sku"),
  );
});

it("B4, B6: of a result with successes, user errors and top-level errors only failed lines are released, by their SKUs", async () => {
  const world = await repriced(4, { results: () => RECORDED });
  await world.run();
  expect(await lockedOf(world)).toEqual([
    { record: "P1E1" },
    { record: "P2E1" },
    { record: "P3E1" },
    { record: "P4E1" },
  ]);
  await world.poll();
  world.clock.advance(60_000);
  await world.poll();
  expect(await jobsOf(world)).toEqual([
    { kind: "VariantPrices", state: "done", lines: 4, sent: 2, refused: 0, pending: 2 },
  ]);
  expect(await dueOf(world)).toEqual([{ record: "P2E1" }, { record: "P3E1" }]);
  expect(await lockedOf(world)).toEqual([]);
  expect(
    (await readDesk(world.db, "state = 'open'")).map((entry) => ({ ...named(entry), detail: entry.detail })),
  ).toEqual([
    {
      area: "publish-prices",
      record: "P2E1",
      reason: "bulk-line-failed",
      detail: "USER_ERROR: Product variant does not exist",
    },
    {
      area: "publish-prices",
      record: "P3E1",
      reason: "bulk-line-failed",
      detail:
        "TOO_MANY_PARALLEL_REQUESTS_FOR_THIS_PRODUCT: This product is currently being modified. Please try again later.",
    },
  ]);
  expect(
    await world.rows(
      "SELECT sku, sent_price_cents AS cents FROM shop_prices WHERE sku IN ('P1E1', 'P4E1') ORDER BY sku",
    ),
  ).toEqual([
    { sku: "P1E1", cents: 2_001 },
    { sku: "P4E1", cents: 2_004 },
  ]);
  // Two are below the threshold: single calls settle them, and no entry is left.
  await world.drain(4);
  expect(await dueOf(world)).toEqual([]);
  expect(await world.desk()).toEqual([]);
});

it("B5: an expired job of prices releases every price", async () => {
  const world = await repriced(5, { bulkMs: 600_000 });
  await world.run();
  await world.poll();
  const operation = operationOf(world);
  Object.assign(operation, { status: "CANCELED", errorCode: null });
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "failed", pending: 5 }]);
  expect(await lockedOf(world)).toEqual([]);
  await world.drain(2);
  expect(pricesOf(world)).toContainEqual({ sku: "P5E1", price: 2_005, compareAt: null });
});

it("B11: a price that keeps failing is a dead letter after five tries", async () => {
  const error = '{"errors":[{"message":"try later"}],"__lineNumber":0}';
  const world = await repriced(2, {
    from: 1,
    results: (lines) => lines.map((line) => (line.endsWith(":0}") ? error : line)),
  });
  for (let hour = 0; hour < 12; hour += 1) {
    await world.drain(2);
    world.clock.advance(3_600_000);
  }
  expect((await jobsOf(world)).length).toBeLessThanOrEqual(6);
  expect(await dueOf(world)).toEqual([]);
  expect((await world.desk()).map(({ record, reason }) => ({ record, reason }))).toContainEqual({
    record: "P1E1",
    reason: "bulk-dead-letter",
  });
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 2_002, compareAt: null });
});

it("a bulk price never overwrites a newer one: the row is locked, and the newer price is sent after it", async () => {
  const world = await repriced(4, { bulkMs: 300_000 });
  await world.run();
  await world.poll();
  const calls = world.callCount("VariantPrices");
  await world.price("P2E1", { cents: 3_333 });
  await world.run();
  expect(world.callCount("VariantPrices")).toBe(calls);
  world.clock.advance(300_000);
  await world.poll();
  expect(await dueOf(world)).toEqual([{ record: "P2E1" }]);
  await world.drain(2);
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 3_333, compareAt: null });
});

it("a running job keeps its rows locked through an outage: no line may run after a single call sent a newer price", async () => {
  const world = await repriced(4, { bulkMs: 7_200_000 });
  await world.run();
  await world.poll();
  await world.price("P2E1", { cents: 3_333 });
  world.shopify.faults.add({ kind: "status", status: 503 });
  for (let look = 0; look < 8; look += 1) {
    await world.poll();
    await world.run();
    world.clock.advance(600_000);
  }
  expect(await jobsOf(world)).toMatchObject([{ state: "running", pending: 0 }]);
  expect((await world.desk()).map(({ reason }) => reason)).toContain("bulk-download-failed");
  world.shopify.faults.clear();
  world.clock.advance(3_600_000);
  await world.drain(3);
  expect(await jobsOf(world)).toMatchObject([{ state: "done", sent: 4 }]);
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 3_333, compareAt: null });
  expect(await world.desk()).toEqual([]);
});

it("a slow job with occasional responses is not failed by polls without a response", async () => {
  const world = await repriced(4, { bulkMs: 36_000_000 });
  await world.run();
  await world.poll();
  for (let look = 0; look < 6; look += 1) {
    world.shopify.faults.add({ kind: "status", status: 503, times: 3 });
    await world.poll();
    world.clock.advance(1_800_000);
    await world.poll();
    expect(await world.rows("SELECT state, tries FROM bulk_jobs")).toEqual([{ state: "running", tries: 0 }]);
  }
});

it("P2: a job that could not start for half an hour is released, and the prices desired by then are planned again", async () => {
  const world = await repriced(4);
  await world.run();
  world.shopify.faults.add({ kind: "status", status: 503, operation: "StageBulkFile" });
  await world.poll();
  world.shopify.faults.clear();
  await world.price("P2E1", { cents: 3_333 });
  world.clock.advance(1_860_000);
  await world.drain(5);
  expect(await jobsOf(world)).toMatchObject([
    { state: "done", sent: 0, pending: 4 },
    { state: "done", sent: 4, pending: 0 },
  ]);
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 3_333, compareAt: null });
  expect(await lockedOf(world)).toEqual([]);
});

it("D1: a dry run of the catalogue alone holds no prices in a job: price jobs continue, product jobs pause", async () => {
  const world = await repriced(4);
  await saveDryRun(world.db, { all: false, scopes: ["catalog"] }, world.clock.now());
  for (let seq = 5; seq <= 9; seq += 1) await world.product(seq, { skus: [{}] });
  await world.drain(4);
  expect(await jobsOf(world)).toMatchObject([{ kind: "VariantPrices", state: "done", sent: 4 }]);
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 2_002, compareAt: null });
  expect(world.shop()).toHaveLength(4);
});

it("P2: a job planned 40 s before a promotion ends does not keep the promotional price after its last instant", async () => {
  const world = await repriced(4, { bulkMs: 1_200_000 });
  const ends = world.clock.now() + 40_000;
  await world.price("P2E1", { cents: 2_002, promoCents: 1_500, promoUntil: ends });
  await world.run();
  await world.poll();
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 1_500, compareAt: 2_002 });
  expect(await lockedOf(world)).toEqual([{ record: "P1E1" }, { record: "P3E1" }, { record: "P4E1" }]);
  world.clock.advance(60_000); // the lane's next minute: 20 s after the instant, and the job runs for twenty more
  await world.run();
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "running", lines: 3 }]);
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 2_002, compareAt: null });
});

it("P2: a job planned 40 s before a promotion begins does not keep the normal price after its first instant", async () => {
  const world = await repriced(4, { bulkMs: 1_200_000 });
  await world.price("P2E1", { cents: 2_002, promoCents: 1_500, promoFrom: world.clock.now() + 40_000 });
  await world.run();
  await world.poll();
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 2_002, compareAt: null });
  world.clock.advance(60_000);
  await world.run();
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 1_500, compareAt: 2_002 });
});

it("P2: a price that changes soon is sent before lower product numbers, also with bulk disabled", async () => {
  const world = await slowlyRepriced(12, 30_000);
  await switchOff(world);
  await world.price("P12E1", { cents: 2_012, promoCents: 1_500, promoUntil: world.clock.now() + 600_000 });
  await world.run();
  expect(pricesOf(world)).toContainEqual({ sku: "P12E1", price: 1_500, compareAt: 2_012 });
  expect((await dueOf(world)).length).toBeGreaterThan(4);
});

it("P2: when single calls cannot send all prices that change soon, other prices keep their job; the rest follow in a later job", async () => {
  const world = await slowlyRepriced(40, 10_000);
  const ends = world.clock.now() + 120_000;
  for (let seq = 1; seq <= 30; seq += 1)
    await world.price(`P${seq}E1`, { cents: 2_000 + seq, promoCents: 1_500, promoUntil: ends });
  await world.run();
  expect(await jobsOf(world)).toMatchObject([{ lines: 10 }]);
  expect((await dueOf(world)).length).toBeGreaterThan(30);
  world.clock.advance(120_000);
  await world.drain(6);
  expect(await dueOf(world)).toEqual([]);
  expect(pricesOf(world)).toContainEqual({ sku: "P1E1", price: 2_001, compareAt: null });
  expect(pricesOf(world)).toContainEqual({ sku: "P30E1", price: 2_030, compareAt: null });
  expect((await jobsOf(world)).length).toBeGreaterThan(1);
});

it("P2: a promotion that ended while a bulk job locked its price ends with the first run after the job", async () => {
  const world = await repriced(4, { bulkMs: 3_000_000 });
  const ends = world.clock.now() + 2_000_000;
  await world.price("P2E1", { cents: 2_002, promoCents: 1_500, promoUntil: ends });
  await world.run();
  await world.poll();
  world.clock.advance(3_000_000);
  await world.poll();
  // The result belongs to the planned price and settles the row with a past instant; that alone makes it due.
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 1_500, compareAt: 2_002 });
  expect(await world.rows("SELECT due, next_change_at AS next FROM shop_prices WHERE sku = 'P2E1'")).toEqual([
    { due: 0, next: ends },
  ]);
  await world.run();
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 2_002, compareAt: null });
});

it("pages of prices without a line do not delay the prices behind them", async () => {
  const world = await repriced(4);
  const unmade = JSON.stringify(Array.from({ length: 900 }, (_, index) => `P${100 + index}E1`));
  // Before those of the shop, with SKUs unknown to the hub.
  await world.exec(
    `INSERT INTO shop_prices (target, seq_product, sku)
     SELECT 'base', 0, value FROM json_each(?1)`,
    unmade,
  );
  for (let run = 0; run < 12; run += 1) {
    await publishPrices(world.deps, world.clock.now()); // its time is spent after the first page
    await world.poll();
    world.clock.advance(60_000);
  }
  expect(pricesOf(world)).toContainEqual({ sku: "P2E1", price: 2_002, compareAt: null });
  expect(await dueOf(world)).toEqual([]);
});

it("prices that need no call are not locked: the same run settles parked, refused and already shown ones", async () => {
  const world = await repriced(5);
  await world.price("P1E1", { cents: 0 });
  await world.price("P2E1", { cents: 1_000 }); // equal to the shown price
  await world.run();
  expect(await lockedOf(world)).toEqual([{ record: "P3E1" }, { record: "P4E1" }, { record: "P5E1" }]);
  expect(await dueOf(world)).toEqual([{ record: "P3E1" }, { record: "P4E1" }, { record: "P5E1" }]);
});
