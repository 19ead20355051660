/**
 * One keyed call and what may come of it. Shopify takes all lines or none; whatever it says of single lines is answered
 * line by line, and the others go on under a new key. Every loop is bounded: a line is sent again once after STALE, a key
 * is repeated once after "in progress", a group is halved until the line that fails stands alone.
 */
import { desiredStock } from "../../rules/stock/available-quantity.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import {
  countCallAttempt,
  dropCall,
  storeCall,
  type CallLine,
  type StoredCall,
} from "../../hub/stock/pending-calls.ts";
import { invalidateSentStock, markInactive, markStock, rereadStock } from "../../hub/stock/due-stock.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { readLevels, type Level } from "../../shopify/stock/levels.ts";
import { setStock, type SetStockResult } from "../../shopify/stock/set-stock.ts";
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

interface Line {
  readonly row: VariantRow;
  readonly units: number;
  /** Sent again after STALE: once is enough. */
  readonly isSecond?: boolean;
}

/** Calls for one page, whatever it meets: 250 lines halved eight times, and some. What is left is pending. */
const CALLS_MAX = 24;
const IN_PROGRESS_WAIT_MS = 1_000;
/** Shopify's keys are taken to be kept for a day; a call that old is not told again. */
const KEY_LIFE_MS = 23 * 3_600_000;
const REPLAYS_MAX = 10;

const STALE = "CHANGE_FROM_QUANTITY_STALE";
const IN_PROGRESS = "IDEMPOTENCY_CONCURRENT_REQUEST";
const NEW_KEY: ReadonlySet<string> = new Set([
  "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
  "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
]);
/** Our own words are wrong, no line's: going on would refuse the whole stock. */
const OURS: ReadonlySet<string> = new Set(["INVALID_NAME", "INVALID_REASON", "INVALID_REFERENCE_DOCUMENT"]);

interface Group {
  readonly lines: readonly Line[];
  /** Shopify did not take the former key of these lines: they went under a new one once. */
  readonly isRekeyed: boolean;
}

/** @returns null when the lane can go on. */
export async function sendStock(run: StockRun, given: readonly Line[]): Promise<LaneOutcome | null> {
  const { lane } = run;
  let replaced: string | null = null; // the key whose call is over: removed in the batch that stores the next
  const drop = () => (replaced === null ? [] : [dropCall(lane.db, replaced)]);
  const countPending = (lines: readonly Line[]) => lane.count({ due: lines.length, pending: lines.length });
  const linesOf = (groups: readonly Group[]) => groups.flatMap(({ lines }) => lines);

  async function send(group: Group, waiting: readonly Group[]): Promise<AfterCall<Group, LaneOutcome>> {
    const { lines, isRekeyed } = group;
    const key = lane.random.uuid();
    await lane.write([...drop(), storeCall(lane.db, key, lines.map(callLine), lane.clock.now())]);
    replaced = key;
    const { result, requests: calls } = await tell(run, lines.map(callLine), key);

    if (result.kind === "accepted") {
      await recordSentStock(run, lines, [dropCall(lane.db, key)]);
      replaced = null;
      return { kind: "next", groups: [], calls };
    }
    if (result.kind === "failed" && stepAfter(result.failure) !== "refuse") {
      countPending(linesOf([group, ...waiting]));
      // Unknown: the call stays stored, and the next run sends it again. Any other failure surely changed nothing.
      await lane.write(result.failure.kind === "unknown" ? [] : [dropCall(lane.db, key)]);
      return { kind: "end", end: await stopped(run, result.failure) };
    }
    const errors = result.kind === "errors" ? result.errors : [wholeError(result.failure)];
    if (errors.some(({ code }) => code === IN_PROGRESS)) {
      countPending(lines); // stored: the next run sees it to its end
      replaced = null;
      return { kind: "next", groups: [], calls };
    }
    if (errors.some(({ code }) => OURS.has(code))) {
      countPending(linesOf([group, ...waiting]));
      await lane.write([dropCall(lane.db, key)]);
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
      await lane.write([dropCall(lane.db, key)]);
      return { kind: "end", end: await stopped(run, next.failure) };
    }
    return { kind: "next", groups: next.groups.map((part) => ({ lines: part, isRekeyed })), calls };
  }
  const ended = await callAllOrNone(
    { lines: given, isRekeyed: false },
    { callsMax: CALLS_MAX, send, leave: (groups) => countPending(linesOf(groups)) },
  );
  if (ended) return ended;
  await lane.write(drop());
  return null;
}

type Next =
  | { readonly kind: "go"; readonly groups: readonly (readonly Line[])[] }
  | { readonly kind: "stopped"; readonly failure: AdminFailure; readonly open: readonly Line[] };

/** What remains to be sent after a call that wrote nothing. */
async function afterErrors(run: StockRun, lines: readonly Line[], errors: readonly LineError[]): Promise<Next> {
  const { lane } = run;
  const after = splitByErrors(lines, errors);
  if (after.named.length === 0) return { kind: "go", groups: after.again };
  const errorOf = new Map(after.named);
  const stale = lines.filter((line) => errorOf.get(line)?.code === STALE);
  const twice = stale.filter(({ isSecond }) => isSecond === true);
  const gone = lines.filter((line) => errorOf.get(line)?.code === "INVALID_LOCATION");
  const vanished = lines.filter((line) => ITEM_DELETED.has(errorOf.get(line)?.code ?? ""));
  const ended = new Set([...stale, ...gone, ...vanished]);
  const refused = lines.filter((line) => errorOf.has(line) && !ended.has(line));
  const companies = new Set(gone.map(({ row }) => row.company));
  const late = lines.filter(
    (line) => !vanished.includes(line) && (twice.includes(line) || companies.has(line.row.company)),
  );
  lane.count({ due: late.length, pending: late.length });
  const now = lane.clock.now();
  await lane.write([
    ...awaitCatalog(
      run,
      vanished.map(({ row }) => row),
    ),
    ...recordRefusedStock(
      run,
      refused.map(({ row }) => row),
      (row) => {
        const error = errorOf.get(refused.find((line) => line.row === row) ?? never());
        return refusedEntry(row, error ?? { code: "", message: "" });
      },
    ),
    ...(twice.length > 0
      ? [
          invalidateSentStock(
            lane.db,
            twice.map(({ row }) => row),
          ),
          openEntries(
            lane.db,
            twice.map(({ row }) => stockEntry(row, "stale")),
            now,
          ),
        ]
      : []),
    ...(companies.size > 0 ? closeCompanies(run, [...companies]) : []),
  ]);
  const left = lines.filter((line) => !refused.includes(line) && !late.includes(line) && !vanished.includes(line));
  return readAgain(
    run,
    left,
    left.filter((line) => stale.includes(line)),
  );
}

/** S3: rows from the hub, levels of the stale ones from Shopify; what is right already is settled without a call. */
async function readAgain(run: StockRun, lines: readonly Line[], stale: readonly Line[]): Promise<Next> {
  if (stale.length === 0) return { kind: "go", groups: [lines] };
  const { lane, companies } = run;
  const levels = new Map<string, Level | undefined>();
  for (const [location, there] of Map.groupBy(stale, ({ row }) => row.location)) {
    const read = await readLevels(
      lane.shopify,
      location,
      there.map(({ row }) => row.variant.item),
    );
    if (read.kind === "failed") return { kind: "stopped", failure: read.failure, open: lines };
    for (const { row } of there) levels.set(keyOf(row), read.byItem.get(row.variant.item));
  }
  // Switched off by somebody: the next run switches them on before it sends, this one would send what nobody can buy.
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
  const next: Line[] = [];
  const same: { row: VariantRow; units: number }[] = [];
  for (const { row: before, isSecond } of active) {
    const row = rows.find(({ company, sku }) => company === before.company && sku === before.sku);
    const desired = row ? desiredStock(row) : undefined;
    if (!row?.variant || desired?.kind !== "units") {
      lane.count({ due: 1, pending: 1 }); // it changed its nature meanwhile: the next run looks at it afresh
      continue;
    }
    const wasStale = levels.has(keyOf(before));
    const now = {
      ...row,
      externalChanges: before.externalChanges, // the levels were read before the rows: what came since the first look is not in them for sure
      variant: row.variant,
      sentQuantity: wasStale ? (levels.get(keyOf(before))?.available ?? null) : row.sentQuantity,
    };
    if (desired.units === now.sentQuantity) same.push({ row: now, units: desired.units });
    else next.push({ row: now, units: desired.units, isSecond: wasStale || isSecond === true });
  }
  await recordSentStock(run, same);
  return { kind: "go", groups: [next] };
}

/** Calls of earlier runs that nobody saw the end of: told again, exactly as they were. */
export async function finishStoredCalls(run: StockRun, calls: readonly StoredCall[]): Promise<LaneOutcome | null> {
  const { lane } = run;
  for (const { key, createdAt, attempts, lines } of calls) {
    const forget = () => lane.write([invalidateSentStock(lane.db, lines), dropCall(lane.db, key)]);
    if (lane.clock.now() - createdAt >= KEY_LIFE_MS || attempts >= REPLAYS_MAX) {
      lane.log.warn("stock.replay-expired", { key, attempts, lines: lines.length });
      await forget();
      continue;
    }
    await lane.write([countCallAttempt(lane.db, key)]);
    const { result } = await tell(run, lines, key);
    if (result.kind === "accepted") {
      lane.count({ due: lines.length, sent: lines.length });
      await lane.write([markStock(lane.db, run.companies, lines), dropCall(lane.db, key)]);
    } else if (result.kind === "failed" && stepAfter(result.failure) !== "refuse") {
      return stopped(run, result.failure); // it stays stored
    } else if (result.kind === "failed" || !result.errors.some(({ code }) => code === IN_PROGRESS)) {
      await forget(); // nothing was written; the rows are due, and their levels are read first
    }
  }
  return null;
}

/** S2: "in progress" is asked once more with the same key. */
async function tell(
  { lane }: StockRun,
  lines: readonly CallLine[],
  key: string,
): Promise<{ readonly result: SetStockResult; readonly requests: number }> {
  const result = await setStock(lane.shopify, lines, key);
  if (result.kind !== "errors" || !result.errors.some(({ code }) => code === IN_PROGRESS))
    return { result, requests: 1 };
  await lane.clock.sleep(IN_PROGRESS_WAIT_MS);
  return { result: await setStock(lane.shopify, lines, key), requests: 2 };
}

async function stopped({ lane }: StockRun, failure: AdminFailure): Promise<LaneOutcome> {
  return lane.stop(failure);
}

const callLine = ({ row, units }: Line): CallLine => ({
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
