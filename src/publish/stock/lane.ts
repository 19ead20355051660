/**
 * The stock lane: due rows of `stock` → available quantities in Shopify, 250 a call, compared and keyed.
 *
 * What a crash leaves, step by step (each is a row in the hub, or harmless to do again):
 *  1. activation made, not marked     → made again: activating what is active changes nothing;
 *  2. call stored, not made           → the next run makes it first, same key, same lines;
 *  3. call made, answer or mark lost  → the next run makes it again, same key, same lines: Shopify gives the first answer;
 *  4. mark and removal of the stored call are one batch.
 * A stored call older than 23 h is not repeated (Shopify may have forgotten its key): its rows' levels are read again.
 *
 * An order that arrives between the ERP's reading and ours (S14). Shopify takes a sale off `available` at once; the ERP
 * only after it has imported the order. In between its goods stand in order_reservations and are taken off here, until a
 * stock run of the company that began after we learned of the import has ended, and none of the product's records is refused
 * (its last good figure may be of before). So
 *  - known order, ERP has not taken it off: ERP 10 − 3 reserved = 7, Shopify shows 7 already: STALE, read, nothing to send;
 *  - ERP took it off, reservation still here (its stock run is not finished): 3 too few for minutes, never 3 too many;
 *  - order not known yet (webhook on its way) and no ERP change: the row is not due, nobody writes over Shopify's 7;
 *  - order not known yet and an ERP change: STALE shows that something was sold; rows are read again from the hub, and
 *    what the hub still does not know is put right when its reservation comes: it makes the row due (and a row marked
 *    here stays due when its reservations changed since it was read, see `inputsFingerprint`).
 */
import { desiredStock } from "../../rules/stock/available-quantity.ts";
import type { Deps } from "../../deps.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { readOpenAbandoned } from "../../hub/stock/abandoned-locations.ts";
import { readCalls } from "../../hub/stock/pending-calls.ts";
import { markProblem, readStockCompanies } from "../../hub/stock/companies.ts";
import { markStock, parkStock, readDueStock, type StockMark, type DueStock } from "../../hub/stock/due-stock.ts";
import { hasReleasable, releaseReservations } from "../../hub/stock/reservation-release.ts";
import type { Instant } from "../../ports.ts";
import { readActiveLocations } from "../../shopify/stock/locations.ts";
import { STOCK_LINES_MAX } from "../../shopify/stock/set-stock.ts";

import { runLane, type LaneOutcome } from "../lane/lane.ts";
import { boundedPool } from "../lane/parallel.ts";
import { finishStoredCalls, sendStock } from "./call.ts";
import { prepareLevels, type StockIntent } from "./levels.ts";
import { recordSentStock, type StockRun } from "./outcomes.ts";
import { companyEntry, companyKey, locationInactiveEntry, stockEntry, stockName } from "./entries.ts";

/**
 * Keyed calls on their way at once, of the six connections a Worker has. One after another, a shop that answers in 300 ms
 * would take 27 points a second of the 100 that the smallest plan allows (bench/README.md).
 */
const CALLS_AT_ONCE = 4;

export async function publishStock(deps: Deps, until: Instant): Promise<LaneOutcome> {
  const { db } = deps;
  const seen = await readStockCompanies(db);
  const calls = await readCalls(db);
  const isReleasable = await hasReleasable(db, seen);
  if (calls.length === 0 && !isReleasable && !seen.some(({ hasDue }) => hasDue)) return { kind: "done" };
  return runLane(deps, "publish-stock", until, async (lane) => {
    if (isReleasable) await lane.write(releaseReservations(db, seen));
    const run: StockRun = { lane, companies: isReleasable ? await readStockCompanies(db) : seen, closed: new Set() };
    const stopped = (await skipClosed(run)) ?? (await finishStoredCalls(run, calls));
    if (stopped) return stopped;
    const sending = boundedPool<LaneOutcome>(CALLS_AT_ONCE);
    let isLeft = false;
    try {
      for await (const page of duePages(run)) {
        const prepared = await preparePage(run, page);
        if (prepared.kind === "stopped") return prepared.outcome;
        await sending.add(() => sendStock(run, prepared.lines));
        isLeft = lane.outOfTime();
        if (isLeft || sending.first) break;
      }
    } finally {
      await sending.drain(); // whatever happened: no call is left without its mark
    }
    return sending.first ?? { kind: isLeft ? "more" : "done" };
  });
}

/**
 * S8: a company without a location is not sent, and is shown as such while it has something to send. One whose location
 * Shopify did not take is asked about by one cheap query, so that a closed shop costs no failing call a minute. So is one that
 * a company left with its stock on sale: once it is deactivated the desk need not say so any more.
 */
async function skipClosed({ lane, companies, closed }: StockRun): Promise<LaneOutcome | null> {
  const { db, clock } = lane;
  const unmapped = companies.filter(({ enabled, location }) => !enabled || location === null);
  for (const { company } of unmapped) closed.add(company);
  const shown = unmapped.filter(({ hasDue }) => hasDue).map(companyEntry);
  if (shown.length > 0) await lane.write([openEntries(db, shown, clock.now())]);

  const doubtful = companies.flatMap(({ company, location, problem }) =>
    problem !== null && location !== null && !closed.has(company) ? [{ company, location }] : [],
  );
  const left = await readOpenAbandoned(db);
  if (doubtful.length + left.length === 0) return null;
  const read = await readActiveLocations(lane.shopify, [
    ...doubtful.map(({ location }) => location),
    ...left.map(({ locationGid }) => locationGid),
  ]);
  if (read.kind === "failed") return lane.stop(read.failure);
  const gone = doubtful.filter(({ location }) => !read.active.has(location)).map(({ company }) => company);
  for (const company of gone) closed.add(company);
  const back = doubtful.map(({ company }) => company).filter((company) => !closed.has(company));
  const over = left
    .filter(({ locationGid }) => !read.active.has(locationGid))
    .map(({ company, locationGid }) => ({ company, ref: locationGid }));
  await lane.write([
    ...(over.length > 0 ? [closeEntries(db, "publish-stock", over, clock.now())] : []),
    ...(gone.length > 0 ? [openEntries(db, gone.map(locationInactiveEntry), clock.now())] : []),
    ...(back.length > 0
      ? [markProblem(db, back, null), closeEntries(db, "publish-stock", back.map(companyKey), clock.now())]
      : []),
  ]);
  return null;
}

/** Due rows of all companies that are sent, 250 at a time: a call takes any locations, so small remainders go together. */
async function* duePages({ lane, companies, closed }: StockRun): AsyncGenerator<readonly DueStock[]> {
  let page: DueStock[] = [];
  for (const { company, hasDue } of companies) {
    if (!hasDue) continue;
    let after = "";
    while (!closed.has(company)) {
      const room = STOCK_LINES_MAX - page.length;
      const rows = await readDueStock(lane.db, companies, company, after, room);
      page.push(...rows);
      after = rows.at(-1)?.sku ?? after;
      if (page.length === STOCK_LINES_MAX) {
        yield page;
        page = [];
      }
      if (rows.length < room) break;
    }
  }
  if (page.length > 0) yield page;
}

type PreparedPage =
  | { readonly kind: "ready"; readonly lines: Parameters<typeof sendStock>[1] }
  | { readonly kind: "stopped"; readonly outcome: LaneOutcome };

/** Everything of a page but its call: what cannot go is parked or refused, what Shopify shows already is settled. */
async function preparePage(run: StockRun, page: readonly DueStock[]): Promise<PreparedPage> {
  const { lane } = run;
  const { db, clock } = lane;
  const parked: DueStock[] = [];
  const desk: DeskEntry[] = [];
  const refused: StockMark[] = [];
  const intents: StockIntent[] = [];
  const below = page.filter(({ quantityMilli, unlimited }) => quantityMilli < 0 && !unlimited);
  // Shown as none. Common in a shop whose counts lag behind, so it is a line in the log and not an entry a SKU.
  if (below.length > 0)
    lane.log.warn("stock.negative", {
      count: below.length,
      records: below.slice(0, 5).map(stockName).join(","),
    });
  for (const row of page) {
    const { variant } = row;
    if (variant === null) {
      parked.push(row);
      continue;
    }
    const desired = desiredStock(row);
    if (desired.kind !== "invalid") {
      intents.push({ row: { ...row, variant }, desired });
      continue;
    }
    desk.push(stockEntry(row, desired.reason));
    refused.push({ ...row, item: variant.item, quantity: null });
  }
  lane.count({ due: parked.length + refused.length, pending: parked.length, refused: refused.length });
  await lane.write([
    ...(parked.length > 0 ? [parkStock(db, parked)] : []),
    ...(refused.length > 0 ? [markStock(db, run.companies, refused), openEntries(db, desk, clock.now())] : []),
  ]);
  if (intents.length === 0) return { kind: "ready", lines: [] };

  const prepared = await prepareLevels(run, intents);
  if (prepared.kind === "stopped") return prepared;
  // S7: what Shopify shows already needs no call.
  const isSame = ({ row, units }: (typeof prepared.ready)[number]) => units === null || units === row.sentQuantity;
  await recordSentStock(run, prepared.ready.filter(isSame));
  const lines = prepared.ready.flatMap((ready) =>
    isSame(ready) || ready.units === null ? [] : [{ row: ready.row, units: ready.units }],
  );
  return { kind: "ready", lines };
}
