/** What the console reads: no statement goes through a whole large table, whatever is chosen. */
import { beforeAll, expect, it } from "vitest";
import { EVERY_CAUSE, readCaredEntries, readCauses, readEntriesOf, readEntry } from "../../src/hub/desk/causes.ts";
import { countOpen } from "../../src/hub/desk/count.ts";
import { findSkus } from "../../src/hub/catalog/product-search.ts";
import { readSkuCase } from "../../src/hub/catalog/sku-case.ts";
import { readDriftRuns, readFindings } from "../../src/hub/drift/drift.ts";
import { readLedgerReport } from "../../src/hub/ledger/report.ts";
import { readPromotions } from "../../src/hub/prices/rehearsal.ts";
import { readAudit } from "../../src/hub/loads/audit.ts";
import { readRunHistory } from "../../src/hub/loads/run-history.ts";
import { readOrderCase, readTitles } from "../../src/hub/orders/case.ts";
import { readStopped } from "../../src/hub/orders/day.ts";
import { countOrders } from "../../src/hub/orders/overview.ts";
import { findOrders, listArrivals, listStates } from "../../src/hub/orders/search.ts";
import { readToday } from "../../src/hub/report/today.ts";
import { explaining } from "./explaining.ts";

/** Small by nature, or an index that holds what is open, due or of one day. */
const MAY_SCAN =
  /USING (?:COVERING )?INDEX \w*(?:_open\w*|_due|_pending|_next)|VIRTUAL TABLE|CONSTANT ROW|^SCAN (?:c|l|e|g|t|d|j|due|page|waits|companies|price_targets|payment_forms|run_sums|bulk_jobs|loads|leases|\(subquery-\d+\))\b/;
const LARGE =
  /^SCAN (?:desk|orders|order_timeline|erp_events|runs|products|skus|prices|stock|shop_prices|shop_products|shop_variants|audit|drift_findings|ledger_orders|images|image_files|shop_media)\b/;

let steps: readonly { readonly statement: string; readonly detail: string }[];
const all = async () => {
  const { db, steps: seen } = explaining([
    "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (4471, 'P4471E1', 1000, 'UN', 1, 'h')",
    "INSERT INTO products (seq_product, title, seq_brand, seq_category, hash) VALUES (4471, 'x', 1, 1, 'h')",
    "INSERT INTO orders (order_id, state, found_by, created_at, updated_at) VALUES ('6301', 'invoiced', 'sweep', 1, 1)",
  ]);
  const now = Date.UTC(2026, 10, 24, 17, 30);
  await countOpen(db);
  await readToday(db, now);
  const filter = { ...EVERY_CAUSE, areas: ["orders"], reason: "cpf-missing", company: 3, openedBefore: now, text: "x" };
  for (const each of [EVERY_CAUSE, filter]) {
    await readCauses(db, each);
    await readEntriesOf(db, each, { skip: 50, limit: 50 });
    await readCaredEntries(db, each, { assignee: "ana" });
    await readCaredEntries(db, each, { restingAt: now });
  }
  await findOrders(db, "#1001");
  for (const after of [null, { at: now, orderId: "6" }]) {
    await listArrivals(db, after, 50);
    await listStates(db, ["on-hold", "failed", "invoiced"], after, 50);
  }
  await countOrders(db);
  await readStopped(db);
  await readOrderCase(db, "6301");
  await readTitles(db, [4471]);
  for (const text of ["P4471E1", "4471", "7890000044714", "café"]) await findSkus(db, text);
  await readSkuCase(db, "P4471E1");
  await readRunHistory(db, { name: "stock", company: 14, segment: 0 }, now, 25);
  await readPromotions(db, "base", now, 10_000);
  await readDriftRuns(db, 10);
  await readFindings(db, "run", { kind: "stock", after: 50, limit: 50 });
  await readLedgerReport(db, { after: "0", kind: "missing-in-erp", limit: 50 }, now);
  await readAudit(db, { before: now, limit: 50 });
  await readEntry(db, { area: "a", reason: "r", seqProduct: 0, sku: "", company: 0, segment: 0, ref: "" });
  return seen;
};

beforeAll(async () => {
  steps = await all();
});

it("has seen the statements", () => expect(steps.length).toBeGreaterThan(40));

it("no large table is read from end to end", () => {
  const wide = steps.filter(({ detail }) => LARGE.test(detail) && !MAY_SCAN.test(detail));
  expect(wide).toEqual([]);
});

it("promotions are found by their own indexes, not by walking a company's prices", () => {
  const of = steps.filter(
    ({ statement, detail }) => statement.startsWith("WITH f AS") && detail.startsWith("SEARCH e "),
  );
  expect(of.map(({ detail }) => /INDEX (\w+)/.exec(detail)?.[1])).toEqual([
    "prices_by_promotion",
    "prices_by_promotion",
    "prices_with_more",
  ]);
});

it("no index is made for one statement", () => {
  expect(steps.filter(({ detail }) => detail.includes("AUTOMATIC"))).toEqual([]);
});
