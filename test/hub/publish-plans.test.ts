import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { readOpenAbandoned } from "../../src/hub/stock/abandoned-locations.ts";
import * as targets from "../../src/hub/prices/price-targets.ts";
import * as collections from "../../src/hub/catalog/shop-collections.ts";
import * as prices from "../../src/hub/prices/shop-prices.ts";
import { hasDueProducts } from "../../src/hub/catalog/product-backlog.ts";
import * as marks from "../../src/hub/catalog/product-marks.ts";
import { readDueProducts } from "../../src/hub/catalog/shop-products.ts";
import * as variants from "../../src/hub/catalog/shop-variants.ts";
import { countFailedAttempt } from "../../src/hub/stock/parked-stock.ts";
import * as cap from "../../src/hub/catalog/variant-limit.ts";
import * as stockCompanies from "../../src/hub/stock/companies.ts";
import * as stock from "../../src/hub/stock/due-stock.ts";
import * as held from "../../src/hub/stock/stock-cuts.ts";
import * as release from "../../src/hub/stock/reservation-release.ts";

// Small by nature: JSON parameters, companies, price targets, pages of a subquery, due and lock indexes (read from the
// front, LIMIT or EXISTS; or whole once an hour, for what waits of the day's new variants).
const isSmall = (detail: string) =>
  /VIRTUAL TABLE|CONSTANT ROW|SCAN (c|t|price_targets|\(subquery-\d+\))( |$)|USING (COVERING )?INDEX shop_(products_due|prices_pending)/.test(
    detail,
  );

const add = (...all: readonly D1PreparedStatement[]) => {
  for (const each of all) (each as unknown as { explain: () => void }).explain();
};

/** A D1 that does nothing but explain: what each statement would go through. */
function explaining() {
  const sqlite = new DatabaseSync(":memory:");
  const folder = join(import.meta.dirname, "../../migrations");
  for (const file of readdirSync(folder).sort()) sqlite.exec(readFileSync(join(folder, file), "utf8"));
  const steps: { statement: string; detail: string }[] = [];
  const explain = (sql: string, values: readonly (string | number | null)[]) => {
    for (const row of sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values))
      steps.push({ statement: sql.replace(/\s+/g, " ").slice(0, 80), detail: String(row["detail"]) });
  };
  const statement = (sql: string, values: readonly (string | number | null)[] = []) => ({
    bind: (...given: (string | number | null)[]) => statement(sql, given),
    explain: () => explain(sql, values),
    all: async () => (explain(sql, values), { results: [] }),
    raw: async () => (explain(sql, values), []),
    first: async () => (explain(sql, values), null),
  });
  const db = {
    prepare: (sql: string) => statement(sql),
    batch: async (all: { explain: () => void }[]) => all.map((each) => (each.explain(), { results: [] })),
  } as unknown as D1Database;
  return { db, steps };
}

it("no statement of the publish scans a whole hot table", async () => {
  const { db, steps } = explaining();
  const companies = [
    { company: 1, name: "", location: "l", enabled: true, hasDue: true, problem: null, releaseAt: 0, fullAt: 0 },
  ];
  const key = { company: 1, sku: "P1E1" };
  await stockCompanies.readStockCompanies(db);
  await readOpenAbandoned(db);
  await release.hasReleasable(db, companies);
  await stock.readDueStock(db, companies, 1, "", 250);
  await stock.rereadStock(db, companies, [key]);
  await stock.readStockEverywhere(db, ["P1E1"]);
  await held.readHeld(db, key, 10);
  add(
    stock.markStock(db, companies, []),
    stock.parkStock(db, [key]),
    stock.markActive(db, [key]),
    countFailedAttempt(db, [key]),
    stock.markInactive(db, [{ ...key, available: 1 }]),
    stockCompanies.markProblem(db, [1], null),
    stock.invalidateSentStock(db, [key]),
    stock.markTracked(db, []),
    ...release.releaseReservations(db, companies),
    ...held.endCounted(
      db,
      [
        {
          ...key,
          seqProduct: 1,
          quantityMilli: 1,
          unlimited: 0,
          countedOn: "2026-11-20T00:00:00",
          countedAt: 0,
          hash: "h",
        },
      ],
      0,
    ),
  );
  await prices.hasDuePrices(db, 1);
  await prices.readDuePrices(db, "list-1", { seqProduct: 0, sku: "" }, 1, 250);
  await prices.readMetafieldPrices(db, [{ seqProduct: 1, sku: "P1E1" }]);
  await prices.readPendingPrices(db);
  await prices.approvePrices(db, [{ target: "base", sku: "P1E1", pendingCents: 1 }]).catch(() => undefined);
  add(
    ...(await prices.markPricesDue(db, 1)).statements,
    prices.markPrices(db, []),
    prices.parkPrices(db, []),
    prices.backoffPrices(db, []),
    prices.dropPrices(db, []),
  );
  await targets.readPriceTargets(db);
  const target = { target: "list-1", backfillAfter: "P1E1" } as targets.PriceTarget;
  add(
    ...targets.backfillTarget(db, target, 1),
    targets.postponeTarget(db, "list-1", 1),
    ...targets.dropEmptyTargets(db, 1),
  );
  await hasDueProducts(db, 1);
  await readDueProducts(db, 0, 1, 48).catch(() => undefined);
  add(
    marks.markProducts(db, []),
    marks.backoffProducts(db, []),
    marks.markTheseProductsDue(db, []),
    marks.saveIntents(db, []),
    marks.markDeleted(db, []),
    marks.markVariantsDue(db, []),
  );
  await cap.countPendingVariants(db);
  await cap.readPendingProducts(db, 100);
  await collections.hasDueCollections(db, 1);
  await collections.readDueCollections(db, "[]", 1);
  add(collections.markCollections(db, []));
  const variant = {
    seqProduct: 1,
    sku: "P1E1",
    variantGid: "v",
    inventoryItemGid: "i",
    tracked: true,
    isNew: true,
    companies: [1],
    price: null,
    standingCents: 900,
  };
  add(...variants.markVariants(db, [1], [variant]), variants.markStockDue(db, ["P1E1"]));

  expect(steps.length).toBeGreaterThan(80); // a check that read nothing proves nothing
  const wide = steps.filter(
    ({ detail }) =>
      (detail.startsWith("SCAN") && !isSmall(detail)) ||
      (/AUTOMATIC/.test(detail) && !detail.startsWith("SEARCH c ")) || // companies: a few rows
      /PRIMARY KEY \((target=\?|company=\? AND segment=\?)\)( LEFT-JOIN)?$/.test(
        detail.replace(/^SEARCH (t|price_targets|any_one) .*/, ""),
      ),
  );
  expect(wide).toEqual([]);
});
