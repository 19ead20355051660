/**
 * The stock lane: due rows of `stock` → available quantities in Shopify, 250 a call, with compare-and-set and an
 * idempotency key.
 *
 * What a crash leaves, step by step (each is a row in the hub, or safe to repeat):
 *  1. activation made, not marked         → repeated: activating an active level changes nothing;
 *  2. call stored, not sent               → the next run sends it first, with the same key and lines;
 *  3. call sent, response or mark lost    → the next run repeats it, same key and lines: Shopify returns the first response;
 *  4. the mark and the removal of the stored call are one batch.
 * A stored call older than 23 h is not repeated, because Shopify may have dropped its key: its rows' levels are read
 * again.
 * An order that arrives between the ERP's reading and ours (S14). Shopify takes a sale off `available` at once; the ERP
 * does so only after it has imported the order. In between, order_reservations holds its goods, and the lane subtracts
 * them. A reservation ends when a stock run of the company, begun after the hub saw the import, has ended and no record
 * of the product is refused (its last good figure may be older). Cases:
 *  - known order, not yet in the ERP's figure: ERP 10 − 3 reserved = 7; Shopify already shows 7: STALE, read, nothing to send;
 *  - in the ERP's figure, reservation not yet released (stock run unfinished): 3 too few for minutes, never 3 too many;
 *  - unknown order (webhook on its way), no ERP change: the row is not due, so Shopify's 7 stays;
 *  - unknown order and an ERP change: STALE shows the sale, and the rows are read again from the hub. A later reservation
 *    makes the row due and corrects the rest. A row marked here stays due when its reservations changed since it was
 *    read, see `inputsFingerprint`.
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
import { STOCK_LINES_MAX, STOCK_POINTS } from "../../shopify/stock/set-stock.ts";
import { callPlan, type CallPlan } from "../../rules/work/call-plan.ts";
import { runLane, type LaneOutcome } from "../lane/lane.ts";
import { boundedPool } from "../lane/parallel.ts";
import { finishStoredCalls, sendTogether, type StockLine } from "./call.ts";
import { prepareLevels, type StockIntent } from "./levels.ts";
import { recordSentStock, type StockRun } from "./outcomes.ts";
import { companyEntry, companyKey, locationInactiveEntry, stockEntry, stockName } from "./entries.ts";

/** Pages read in one statement: the way to D1 is paid once for all of them. */
const PAGES_AHEAD = 8;

export async function publishStock(deps: Deps, until: Instant): Promise<LaneOutcome> {
  const { db } = deps;
  const [seen, calls] = await Promise.all([readStockCompanies(db), readCalls(db)]);
  const isReleasable = await hasReleasable(db, seen);
  if (calls.length === 0 && !isReleasable && !seen.some(({ hasDue }) => hasDue)) return { kind: "done" };
  return runLane(deps, "publish-stock", until, async (lane) => {
    if (isReleasable) await lane.write(releaseReservations(db, seen));
    const run: StockRun = { lane, companies: isReleasable ? await readStockCompanies(db) : seen, closed: new Set() };
    const stopped = (await skipClosed(run)) ?? (await finishStoredCalls(run, calls));
    if (stopped) return stopped;
    const reads = { ms: 0 };
    const plan = (): CallPlan => planOf(lane.shopify, reads.ms);
    const sending = boundedPool<LaneOutcome>(() => plan().width);
    let waiting: (readonly StockLine[])[] = [];
    const send = async () => {
      const parts = waiting;
      waiting = [];
      if (parts.length > 0) await sending.add(() => sendTogether(run, parts));
    };
    let hasMore = false;
    try {
      for await (const page of duePages(run, reads)) {
        const prepared = await preparePage(run, page);
        if (prepared.kind === "stopped") return prepared.outcome;
        if (prepared.lines.length > 0) waiting.push(prepared.lines);
        if (waiting.length >= plan().together) await send();
        hasMore = lane.outOfTime();
        if (hasMore || sending.first) break;
      }
      await send();
    } finally {
      await sending.drain(); // always: no started call is left without its mark
    }
    return sending.first ?? { kind: hasMore ? "more" : "done" };
  });
}

/**
 * S8: a company without a location is not sent; an entry reports it while it has something to send. Locations that
 * Shopify rejected are checked by one cheap query, so that a closed shop costs no failing call a minute. The same query
 * covers abandoned locations with stock on sale: their entry closes once the location is deactivated.
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
  const abandoned = await readOpenAbandoned(db);
  if (doubtful.length + abandoned.length === 0) return null;
  const read = await readActiveLocations(lane.shopify, [
    ...doubtful.map(({ location }) => location),
    ...abandoned.map(({ locationGid }) => locationGid),
  ]);
  if (read.kind === "failed") return lane.stop(read.failure);
  const inactive = doubtful.filter(({ location }) => !read.active.has(location)).map(({ company }) => company);
  for (const company of inactive) closed.add(company);
  const recovered = doubtful.map(({ company }) => company).filter((company) => !closed.has(company));
  const deactivated = abandoned
    .filter(({ locationGid }) => !read.active.has(locationGid))
    .map(({ company, locationGid }) => ({ company, ref: locationGid }));
  await lane.write([
    ...(deactivated.length > 0 ? [closeEntries(db, "publish-stock", deactivated, clock.now())] : []),
    ...(inactive.length > 0 ? [openEntries(db, inactive.map(locationInactiveEntry), clock.now())] : []),
    ...(recovered.length > 0
      ? [markProblem(db, recovered, null), closeEntries(db, "publish-stock", recovered.map(companyKey), clock.now())]
      : []),
  ]);
  return null;
}

/**
 * By what the shop restores and how long an answer takes. Before the first answer one call goes alone, because nothing is
 * known of the shop.
 */
function planOf(shopify: StockRun["lane"]["shopify"], readMs: number): CallPlan {
  const measured = shopify.paceOf?.("SetStocks") ?? shopify.paceOf?.("SetStock") ?? null;
  if (!measured) return { width: UNMEASURED_WIDTH, together: 1 };
  // Around a request there are a store and a mark, each about as long as a read.
  return callPlan({ ...measured, costPoints: STOCK_POINTS, aroundMs: 2 * readMs });
}
const UNMEASURED_WIDTH = 2;

/**
 * Due rows of all sent companies, 250 at a time: a call takes any mix of locations, so small remainders are combined. The
 * next pages are read while the former ones are sent. A row that changes meanwhile stays due, as after any read.
 * @param reads takes the time of the latest read
 */
async function* duePages(
  { lane, companies, closed }: StockRun,
  reads: { ms: number },
): AsyncGenerator<readonly DueStock[]> {
  const open = companies.filter(({ hasDue }) => hasDue).map(({ company }) => company);
  let after = "";
  async function readAhead(): Promise<readonly DueStock[]> {
    const rows: DueStock[] = [];
    for (let [company] = open; company !== undefined; [company] = open) {
      const room = STOCK_LINES_MAX * PAGES_AHEAD - rows.length;
      const startedAt = lane.clock.now();
      const read = closed.has(company) ? [] : await readDueStock(lane.db, companies, company, after, room);
      reads.ms = lane.clock.now() - startedAt;
      rows.push(...read);
      after = read.at(-1)?.sku ?? after;
      if (read.length === room) return rows;
      open.shift();
      after = "";
    }
    return rows;
  }
  let rest: readonly DueStock[] = [];
  let reading: Promise<readonly DueStock[]> = readAhead();
  for (;;) {
    const read = await reading;
    const isLast = read.length < STOCK_LINES_MAX * PAGES_AHEAD;
    reading = isLast ? Promise.resolve([]) : readAhead();
    reading.catch(() => undefined); // a run that ends early leaves it; an await of it still gets its error
    const rows = [...rest, ...read].filter(({ company }) => !closed.has(company));
    const whole = isLast ? rows.length : rows.length - (rows.length % STOCK_LINES_MAX);
    for (let from = 0; from < whole; from += STOCK_LINES_MAX) yield rows.slice(from, from + STOCK_LINES_MAX);
    rest = rows.slice(whole);
    if (isLast) return;
  }
}

type PreparedPage =
  | { readonly kind: "ready"; readonly lines: readonly StockLine[] }
  | { readonly kind: "stopped"; readonly outcome: LaneOutcome };

/**
 * Everything for a page except its call: rows that cannot be sent are parked or refused, and rows that Shopify already
 * shows are marked sent.
 */
async function preparePage(run: StockRun, page: readonly DueStock[]): Promise<PreparedPage> {
  const { lane } = run;
  const { db, clock } = lane;
  const parked: DueStock[] = [];
  const desk: DeskEntry[] = [];
  const refused: StockMark[] = [];
  const intents: StockIntent[] = [];
  const negative = page.filter(({ quantityMilli, unlimited }) => quantityMilli < 0 && !unlimited);
  // Sent as zero. Common in shops with late counts, hence one log line and no entry per SKU.
  if (negative.length > 0)
    lane.log.warn("stock.negative", {
      count: negative.length,
      records: negative.slice(0, 5).map(stockName).join(","),
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
  // S7: a quantity that Shopify already shows needs no call.
  const isSame = ({ row, units }: (typeof prepared.ready)[number]) => units === null || units === row.sentQuantity;
  await recordSentStock(run, prepared.ready.filter(isSame));
  const lines = prepared.ready.flatMap((ready) =>
    isSame(ready) || ready.units === null ? [] : [{ row: ready.row, units: ready.units }],
  );
  return { kind: "ready", lines };
}
