/**
 * One keyed call and its possible outcomes. Shopify takes all lines or none. Lines named by errors are handled one by
 * one; the other lines are sent again under a new key. Every loop is bounded: a line is sent again once after STALE, a
 * key is repeated once after "in progress", and a group is halved until the failing line is alone.
 */
import { desiredStock } from "../../rules/stock/available-quantity.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import {
  countCallAttempt,
  dropCalls,
  storeCalls,
  type CallLine,
  type StoredCall,
} from "../../hub/stock/pending-calls.ts";
import { invalidateSentStock, markInactive, markStock, rereadStock } from "../../hub/stock/due-stock.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { readLevels, type Level } from "../../shopify/stock/levels.ts";
import { setStock, type SetStockResult } from "../../shopify/stock/set-stock.ts";
import { setStocks } from "../../shopify/stock/set-stocks.ts";
import type { LineError } from "../../shopify/client/user-errors.ts";
import { callAllOrNone, splitByErrors, type AfterCall } from "../lane/all-or-none-call.ts";
import { stepAfter } from "../lane/failure-step.ts";
import type { LaneOutcome } from "../lane/lane.ts";
import {
  awaitCatalog,
  closeCompanies,
  ITEM_DELETED,
  markOf,
  recordInactive,
  recordRefusedStock,
  recordSentStock,
  type StockRun,
  type VariantRow,
} from "./outcomes.ts";
import { refusedEntry, stockEntry } from "./entries.ts";

export interface StockLine {
  readonly row: VariantRow;
  readonly units: number;
  /** Already sent again after STALE; a line gets one such retry. */
  readonly isSecond?: boolean;
}

/** Limit of calls for one page: 250 lines halved eight times, plus a margin. Remaining lines are pending. */
const CALLS_MAX = 24;
const IN_PROGRESS_WAIT_MS = 1_000;
/** Shopify is assumed to keep keys for a day; an older call is not repeated. */
const KEY_LIFE_MS = 23 * 3_600_000;
const REPLAYS_MAX = 10;

const STALE = "CHANGE_FROM_QUANTITY_STALE";
const IN_PROGRESS = "IDEMPOTENCY_CONCURRENT_REQUEST";
const NEW_KEY: ReadonlySet<string> = new Set([
  "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
  "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
]);
/** The request itself is wrong, not a line: continuing would refuse all stock. */
const OURS: ReadonlySet<string> = new Set(["INVALID_NAME", "INVALID_REASON", "INVALID_REFERENCE_DOCUMENT"]);

interface Group {
  readonly lines: readonly StockLine[];
  /** Shopify rejected the former key of these lines; they have been sent under a new one once. */
  readonly isRekeyed: boolean;
  /** Stored and sent already, beside other calls in one request. */
  readonly sent?: { readonly key: string; readonly result: SetStockResult };
}

/**
 * Sends up to 250 lines a call, several calls in one request: their store before it and their marks after it are one
 * batch each. What is not accepted at once goes on call by call.
 * @returns null when the lane can continue
 */
export async function sendTogether(
  run: StockRun,
  parts: readonly (readonly StockLine[])[],
): Promise<LaneOutcome | null> {
  const { lane } = run;
  const [only, second] = parts;
  if (!only) return null;
  if (!second) return sendStock(run, { lines: only, isRekeyed: false });
  const calls = parts.map((lines) => ({ key: lane.random.uuid(), lines, keyed: lines.map(callLine) }));
  await lane.write([
    storeCalls(
      lane.db,
      calls.map(({ key, keyed }) => ({ key, lines: keyed })),
      lane.clock.now(),
    ),
  ]);
  const results = await setStocks(
    lane.shopify,
    calls.map(({ key, keyed }) => ({ key, lines: keyed })),
  );
  const ended = calls.flatMap((call, index) => {
    const { [index]: result } = results;
    return result ? [{ ...call, result }] : [];
  });
  const [first] = ended;
  if (first?.result.kind === "failed" && stepAfter(first.result.failure) !== "refuse") {
    // One request, so all of them failed alike. Unknown: the calls stay stored, and the next run sends them again.
    const due = ended.reduce((sum, { lines }) => sum + lines.length, 0);
    lane.count({ due, pending: due });
    const keys = ended.map(({ key }) => key);
    await lane.write(first.result.failure.kind === "unknown" ? [] : [dropCalls(lane.db, keys)]);
    return stopped(run, first.result.failure);
  }
  const accepted = ended.filter(({ result }) => result.kind === "accepted");
  await recordSentStock(
    run,
    accepted.flatMap(({ lines }) => lines),
    [
      dropCalls(
        lane.db,
        accepted.map(({ key }) => key),
      ),
    ],
  );
  for (const { key, lines, result } of ended) {
    if (result.kind === "accepted") continue;
    const stop = await sendStock(run, { lines, isRekeyed: false, sent: { key, result } });
    if (stop) return stop;
  }
  return null;
}

async function sendStock(run: StockRun, given: Group): Promise<LaneOutcome | null> {
  const { lane } = run;
  let replaced: string | null = null; // key of a completed call: removed in the batch that stores the next
  const drop = () => (replaced === null ? [] : [dropCalls(lane.db, [replaced])]);
  const countPending = (lines: readonly StockLine[]) => lane.count({ due: lines.length, pending: lines.length });

  async function send(group: Group, waiting: readonly Group[]): Promise<AfterCall<Group, LaneOutcome>> {
    const { lines, isRekeyed, sent } = group;
    const key = sent?.key ?? lane.random.uuid();
    if (!sent)
      await lane.write([...drop(), storeCalls(lane.db, [{ key, lines: lines.map(callLine) }], lane.clock.now())]);
    replaced = key;
    const { result, requests: calls } = await submit(run, lines.map(callLine), key, sent?.result);

    if (result.kind === "accepted") {
      await recordSentStock(run, lines, [dropCalls(lane.db, [key])]);
      replaced = null;
      return { kind: "next", groups: [], calls };
    }
    if (result.kind === "failed" && stepAfter(result.failure) !== "refuse") {
      countPending(linesOf([group, ...waiting]));
      // Unknown: the call stays stored, and the next run sends it again. Any other failure surely changed nothing.
      await lane.write(result.failure.kind === "unknown" ? [] : [dropCalls(lane.db, [key])]);
      return { kind: "end", end: await stopped(run, result.failure) };
    }
    const errors = result.kind === "errors" ? result.errors : [wholeError(result.failure)];
    if (errors.some(({ code }) => code === IN_PROGRESS)) {
      countPending(lines); // stored: the next run completes it
      replaced = null;
      return { kind: "next", groups: [], calls };
    }
    if (errors.some(({ code }) => OURS.has(code))) {
      countPending(linesOf([group, ...waiting]));
      await lane.write([dropCalls(lane.db, [key])]);
      lane.log.error("stock.request-invalid", { code: errors[0]?.code });
      return { kind: "end", end: { kind: "stopped", reason: errors[0]?.code ?? "", forShop: false } };
    }
    if (errors.some(({ code }) => NEW_KEY.has(code))) {
      if (isRekeyed) countPending(lines);
      return { kind: "next", groups: isRekeyed ? [] : [{ lines, isRekeyed: true }], calls };
    }
    const next = await afterErrors(run, lines, errors);
    if (next.kind === "stopped") {
      countPending([...next.open, ...linesOf(waiting)]);
      await lane.write([dropCalls(lane.db, [key])]);
      return { kind: "end", end: await stopped(run, next.failure) };
    }
    return { kind: "next", groups: next.groups.map((part) => ({ lines: part, isRekeyed })), calls };
  }
  const ended = await callAllOrNone(given, {
    callsMax: CALLS_MAX,
    send,
    leave: (groups) => countPending(linesOf(groups)),
  });
  if (ended) return ended;
  await lane.write(drop());
  return null;
}

type Next =
  | { readonly kind: "go"; readonly groups: readonly (readonly StockLine[])[] }
  | { readonly kind: "stopped"; readonly failure: AdminFailure; readonly open: readonly StockLine[] };

/** Decides what to send again after a call that wrote nothing. */
async function afterErrors(run: StockRun, lines: readonly StockLine[], errors: readonly LineError[]): Promise<Next> {
  const { lane } = run;
  const after = splitByErrors(lines, errors);
  if (after.named.length === 0) return { kind: "go", groups: after.again };
  const errorOf = new Map(after.named);
  const stale = lines.filter((line) => errorOf.get(line)?.code === STALE);
  const staleTwice = stale.filter(({ isSecond }) => isSecond === true);
  const ofInactiveLocation = lines.filter((line) => errorOf.get(line)?.code === "INVALID_LOCATION");
  const deletedItems = lines.filter((line) => ITEM_DELETED.has(errorOf.get(line)?.code ?? ""));
  const ended = new Set([...stale, ...ofInactiveLocation, ...deletedItems]);
  const refused = lines.filter((line) => errorOf.has(line) && !ended.has(line));
  const companies = new Set(ofInactiveLocation.map(({ row }) => row.company));
  const deferred = lines.filter(
    (line) => !deletedItems.includes(line) && (staleTwice.includes(line) || companies.has(line.row.company)),
  );
  lane.count({ due: deferred.length, pending: deferred.length });
  const now = lane.clock.now();
  await lane.write([
    ...awaitCatalog(
      run,
      deletedItems.map(({ row }) => row),
    ),
    ...recordRefusedStock(
      run,
      refused.map(({ row }) => row),
      (row) => {
        const error = errorOf.get(refused.find((line) => line.row === row) ?? never());
        return refusedEntry(row, error ?? { code: "", message: "" });
      },
    ),
    ...(staleTwice.length > 0
      ? [
          invalidateSentStock(
            lane.db,
            staleTwice.map(({ row }) => row),
          ),
          openEntries(
            lane.db,
            staleTwice.map(({ row }) => stockEntry(row, "stale")),
            now,
          ),
        ]
      : []),
    ...(companies.size > 0 ? closeCompanies(run, [...companies]) : []),
  ]);
  const remaining = lines.filter(
    (line) => !refused.includes(line) && !deferred.includes(line) && !deletedItems.includes(line),
  );
  return readAgain(
    run,
    remaining,
    remaining.filter((line) => stale.includes(line)),
  );
}

/**
 * S3: reads the rows again from the hub, and the levels of stale rows from Shopify. Rows that already match are marked sent
 * without a call.
 */
async function readAgain(run: StockRun, lines: readonly StockLine[], stale: readonly StockLine[]): Promise<Next> {
  if (stale.length === 0) return { kind: "go", groups: [lines] };
  const { lane, companies } = run;
  const levels = new Map<string, Level | undefined>();
  for (const [location, staleLines] of Map.groupBy(stale, ({ row }) => row.location)) {
    const read = await readLevels(
      lane.shopify,
      location,
      staleLines.map(({ row }) => row.variant.item),
    );
    if (read.kind === "failed") return { kind: "stopped", failure: read.failure, open: lines };
    for (const { row } of staleLines) levels.set(keyOf(row), read.byItem.get(row.variant.item));
  }
  // The level was deactivated in Shopify. The next run activates it before it sends; stock sent now could not be sold.
  const inactive = stale.filter(({ row }) => !levels.get(keyOf(row))?.isActive).map(({ row }) => row);
  if (inactive.length > 0) {
    recordInactive(run, inactive);
    lane.count({ due: inactive.length, pending: inactive.length });
    const found = inactive.map((row) => ({ ...row, available: levels.get(keyOf(row))?.available ?? null }));
    await lane.write([markInactive(lane.db, found)]);
  }
  const active = lines.filter(({ row }) => !inactive.includes(row));
  const rows = await rereadStock(
    lane.db,
    companies,
    active.map(({ row }) => row),
  );
  const next: StockLine[] = [];
  const same: { row: VariantRow; units: number }[] = [];
  for (const { row: before, isSecond } of active) {
    const row = rows.find(({ company, sku }) => company === before.company && sku === before.sku);
    const desired = row ? desiredStock(row) : undefined;
    if (!row?.variant || desired?.kind !== "units") {
      lane.count({ due: 1, pending: 1 }); // the row changed meanwhile: the next run reads it again
      continue;
    }
    const wasStale = levels.has(keyOf(before));
    const now = {
      ...row,
      // levels were read before the rows: changes since the first read may be missing in them
      externalChanges: before.externalChanges,
      variant: row.variant,
      sentQuantity: wasStale ? (levels.get(keyOf(before))?.available ?? null) : row.sentQuantity,
    };
    if (desired.units === now.sentQuantity) same.push({ row: now, units: desired.units });
    else next.push({ row: now, units: desired.units, isSecond: wasStale || isSecond === true });
  }
  await recordSentStock(run, same);
  return { kind: "go", groups: [next] };
}

/** Calls of earlier runs with an unknown outcome: sent again with the same key and lines. */
export async function finishStoredCalls(run: StockRun, calls: readonly StoredCall[]): Promise<LaneOutcome | null> {
  const { lane } = run;
  for (const { key, createdAt, attempts, lines } of calls) {
    const forget = () => lane.write([invalidateSentStock(lane.db, lines), dropCalls(lane.db, [key])]);
    if (lane.clock.now() - createdAt >= KEY_LIFE_MS || attempts >= REPLAYS_MAX) {
      lane.log.warn("stock.replay-expired", { key, attempts, lines: lines.length });
      await forget();
      continue;
    }
    await lane.write([countCallAttempt(lane.db, key)]);
    const { result } = await submit(run, lines, key);
    if (result.kind === "accepted") {
      lane.count({ due: lines.length, sent: lines.length });
      await lane.write([markStock(lane.db, run.companies, lines), dropCalls(lane.db, [key])]);
    } else if (result.kind === "failed" && stepAfter(result.failure) !== "refuse") {
      return stopped(run, result.failure); // the call stays stored
    } else if (result.kind === "failed" || !result.errors.some(({ code }) => code === IN_PROGRESS)) {
      await forget(); // nothing was written; the rows stay due, and their levels are read first
    }
  }
  return null;
}

/** S2: after "in progress" the call is repeated once with the same key. */
async function submit(
  { lane }: StockRun,
  lines: readonly CallLine[],
  key: string,
  first?: SetStockResult,
): Promise<{ readonly result: SetStockResult; readonly requests: number }> {
  const result = first ?? (await setStock(lane.shopify, lines, key));
  if (result.kind !== "errors" || !result.errors.some(({ code }) => code === IN_PROGRESS))
    return { result, requests: 1 };
  await lane.clock.sleep(IN_PROGRESS_WAIT_MS);
  return { result: await setStock(lane.shopify, lines, key), requests: 2 };
}

async function stopped({ lane }: StockRun, failure: AdminFailure): Promise<LaneOutcome> {
  return lane.stop(failure);
}

const callLine = ({ row, units }: StockLine): CallLine => ({
  ...markOf(row, units),
  quantity: units,
  from: row.sentQuantity,
});

const wholeError = (failure: AdminFailure): LineError =>
  failure.kind === "refused"
    ? { line: null, code: failure.code, message: failure.message }
    : { line: null, code: failure.kind.toUpperCase(), message: "" };

const keyOf = ({ company, sku }: { readonly company: number; readonly sku: string }): string => `${company}|${sku}`;

function never(): never {
  throw new Error("a refused row without its line");
}

const linesOf = (groups: readonly Group[]) => groups.flatMap(({ lines }) => lines);
