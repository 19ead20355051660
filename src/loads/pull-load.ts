import { fromErpTime, toErpTime } from "../rules/brazil/erp-time.ts";
import { digestOf } from "../rules/record/row-hash.ts";
import { REF, type EntryKey, type Fault, type RecordArea } from "../rules/record/desk-entry.ts";
import type { Off } from "../rules/record/record-outcome.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { GET_LONGEST_MS } from "../erp/client/client.ts";
import { type Page, readPage } from "../erp/client/pages.ts";
import type { ErpFailure } from "../erp/client/result.ts";
import { d1ErrorKind } from "../hub/d1/error.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { replacePageEntries } from "../hub/desk/page.ts";
import {
  type ActiveLoad,
  beginRun,
  commitPage,
  failRun,
  FIRST_WATERMARK,
  type Load,
  type LoadKey,
  releaseLoad,
  stepLoad,
  leaseLoad,
} from "../hub/loads/loads.ts";
import { countPage } from "../hub/loads/runs.ts";
import { type DelistingRule, applyDelisting, recordSeenKeys, readSeenKeys } from "../hub/loads/missing-records.ts";
import { reasonOf } from "../log.ts";
import type { Instant } from "../ports.ts";
import type { Run } from "../job.ts";
import { parsePage, type PageRule } from "./parse-page.ts";

const PAGE_SIZE_DEFAULT = 500;
/** 2.5 million records of 500 a page: past this it is a server that never ends. */
const PAGES_MAX = 5_000;
const OVERLAP_SECONDS_DEFAULT = 300;
/** A week: what no date-time can show (records that moved between pages while being read) is found by then. */
const FULL_EVERY_HOURS_DEFAULT = 168;
/** D1 takes 1,000 statements an invocation; a page is some ten of them. */
const STATEMENTS_PER_RUN_MAX = 800;
/** Renewed with each page, so longer than the slowest one can take to be read and laid down. */
export const LEASE_MS = 2 * GET_LONGEST_MS;

/** One recurring transfer of one kind of record from the ERP to the hub. */
export interface PullKind<Wire, Row> extends PageRule<Wire, Row> {
  readonly path: string;
  /** The ERP's own query names, besides paging and DtaHorAlteracao. */
  readonly query: (config: Config["erp"], key: LoadKey) => Readonly<Record<string, string | number>>;
  readonly lay: (
    db: D1Database,
    runId: string,
    laid: { readonly rows: readonly Row[]; readonly offs: readonly Off[] },
    key: LoadKey,
    now: Instant,
  ) => readonly D1PreparedStatement[];
  /** How its rows are switched off when the ERP no longer returns them. */
  readonly gone: DelistingRule;
}

/** A run that ends by time or by what it asked of D1, whichever is first. */
export interface PullRun extends Run {
  spend(statements: number): void;
}

export function pullRun(run: Run): PullRun {
  let spent = 0;
  return {
    startedAt: run.startedAt,
    outOfTime: () => run.outOfTime() || spent >= STATEMENTS_PER_RUN_MAX,
    spend: (statements) => void (spent += statements),
  };
}

/** Statements around a load's pages: its lease taken and given back, its run begun or stopped, an entry on the desk. */
const STATEMENTS_AROUND = 8;

/**
 * - `done`: read to its end. `more`: out of time at a page boundary. `busy`: somebody else is at it, or it is switched off.
 * - `failed`: stopped, goes on at the same page with the next tick. `unauthorized`: so will every other load of the ERP.
 */
export type PullOutcome = "done" | "more" | "busy" | "failed" | "unauthorized";

/**
 * Pulls one load page by page: a page's rows, refusals, counts and the next page's number are one D1 batch, so a crash
 * after any step loses nothing and repeats nothing with effect. Never throws for what the ERP or D1 does.
 */
export async function pullLoad<Wire, Row>(
  deps: Deps,
  run: PullRun,
  kind: PullKind<Wire, Row>,
  key: LoadKey,
): Promise<PullOutcome> {
  const { db, clock, log } = deps;
  run.spend(STATEMENTS_AROUND);
  let active: ActiveLoad | null = null;
  try {
    const load = await leaseLoad(db, key, clock.now(), LEASE_MS);
    if (!load) return "busy";
    active = isActive(load) ? load : await begin(deps, load);
    // Of a run that goes on where another invocation left it: what a full one kept. Of the others only the digest is known.
    let before: ReadonlySet<string> = active ? await readSeenKeys(db, active) : new Set();
    while (active) {
      const step: PageOutcome = await pullPage(deps, run, kind, active, before);
      if (step.kind !== "next") return step.kind === "lost" ? "busy" : step.kind;
      active = step.load;
      before = step.keys;
      if (run.outOfTime()) {
        await releaseLoad(db, active, clock.now());
        return "more";
      }
    }
    return "busy"; // the lease was lost before the run began
  } catch (error) {
    const { name, company, segment } = key;
    log.error("load.failed", { load: name, company, segment, d1: d1ErrorKind(error), reason: reasonOf(error) });
    if (active) await saveFailure(deps, active, error);
    return "failed";
  }
}

function isActive(load: Load): load is ActiveLoad {
  return load.runId !== null && load.readFrom !== null && load.readUntil !== null;
}

/** The start is noted before page 1 is asked for: what changes from now on belongs to the next run. */
async function begin({ db, clock, random }: Deps, load: Load): Promise<ActiveLoad | null> {
  const now = clock.now();
  const everyMs = (load.fullEveryHours ?? FULL_EVERY_HOURS_DEFAULT) * 3_600_000;
  const isFull = load.fullWanted === 1 || load.fullAt === 0 || load.fullAt + everyMs <= now;
  const from = isFull ? FIRST_WATERMARK : overlapped(load.watermark, load.overlapSeconds ?? OVERLAP_SECONDS_DEFAULT);
  return beginRun(db, load, { runId: random.uuid(), readFrom: from, readUntil: toErpTime(now), isFull }, now);
}

function overlapped(watermark: string, seconds: number): string {
  const at = fromErpTime(watermark);
  return at === null || watermark <= FIRST_WATERMARK ? FIRST_WATERMARK : toErpTime(at - seconds * 1000);
}

type PageOutcome =
  | { readonly kind: "next"; readonly load: ActiveLoad; readonly keys: ReadonlySet<string> }
  | { readonly kind: "done" | "failed" | "unauthorized" | "lost" };

async function pullPage<Wire, Row>(
  deps: Deps,
  run: PullRun,
  kind: PullKind<Wire, Row>,
  load: ActiveLoad,
  before: ReadonlySet<string>,
): Promise<PageOutcome> {
  const { db, clock, erp, config } = deps;
  if (load.page > PAGES_MAX)
    return stop(
      deps,
      kind.area,
      load,
      { reason: "pages-endless", params: { pages: PAGES_MAX } },
      `more than ${PAGES_MAX} pages`,
      true,
    );
  const query = { DtaHorAlteracao: load.readFrom, ...kind.query(config.erp, load) };
  const result = await readPage(erp, kind.path, query, {
    page: load.page,
    pageSize: load.pageSize ?? PAGE_SIZE_DEFAULT,
  });
  if (!result.ok) return stopFor(deps, kind.area, load, result.failure);
  const { page } = result;
  const digest = digestOf(JSON.stringify(page.items));
  const isRepeated = digest === load.pageDigest && page.items.length > 0; // an empty page may well follow an empty one
  // A bare array that never ends but by its length comes from a server that does not page at all.
  const isUnpaged = isRepeated && page.isEndByLength;
  const items = isUnpaged ? [] : page.items;
  const isLast = isUnpaged || (page.isLast && !page.isEndByLength);
  const laid = parsePage(kind, items, load, load.page);
  if (!isUnpaged && (isRepeated || (!page.isEndByLength && bringsNothingNew(laid, before, isLast))))
    return stop(
      deps,
      kind.area,
      load,
      { reason: "page-repeated", params: { page: load.page } },
      `page ${load.page} has only records of the page before`,
      true,
    );

  const now = clock.now();
  erp.noteUnknownFields?.(kind.path, laid.unknownFields);
  const step = {
    ...(isLast
      ? { kind: "end" as const, ofSeveralPages: load.page > 1 && !isUnpaged }
      : { kind: "next" as const, digest }),
    readUntil: load.page === 1 ? byEarlierClock(load.readUntil, page, now) : load.readUntil,
  };
  const statements = [
    stepLoad(db, load, step, now, LEASE_MS),
    countPage(db, load.runId, { read: laid.read, refused: laid.refused, last: isLast }, now),
    ...kind.lay(db, load.runId, laid, load, now),
    ...replacePageEntries(db, kind.area, [...laid.records, ...(isLast ? [ofLoad(load)] : [])], laid.entries, now),
    ...(load.isFull === 1 ? [recordSeenKeys(db, load, laid.keys)] : []),
    ...(load.isFull === 1 && isLast ? applyDelisting(db, load, kind.gone, now) : []),
  ] as const;
  run.spend(statements.length);
  const outcome = await commitPage(deps, load, statements);
  if (outcome === "lost") return { kind: "lost" };
  if (isLast) return { kind: "done" };
  const next = { ...load, page: load.page + 1, pageDigest: digest, readUntil: step.readUntil };
  return { kind: "next", load: next, keys: new Set(laid.keys) };
}

/**
 * Pages that overlap, and then one of them again: not the same records as before to the last one, and its own are missing all
 * the same. A short last page may well hold nothing but the overlap.
 */
function bringsNothingNew(
  { keys, records }: { readonly keys: readonly string[]; readonly records: readonly unknown[] },
  before: ReadonlySet<string>,
  isLast: boolean,
): boolean {
  if (keys.length === 0 || keys.length < records.length || !keys.every((key) => before.has(key))) return false;
  return !isLast || 2 * keys.length >= before.size;
}

/**
 * The run's start by the earlier of the two clocks: an ERP whose clock is behind stamps with it what changes right now.
 * The answer's `Date` is at most as late as our reading of the clock, so the error is on the safe side.
 */
function byEarlierClock(startedAt: string, { erpNow }: Page, now: Instant): string {
  const started = fromErpTime(startedAt);
  if (erpNow === null || erpNow >= now || started === null) return startedAt;
  return toErpTime(started + erpNow - now);
}

async function stopFor(deps: Deps, area: RecordArea, load: ActiveLoad, failure: ErpFailure): Promise<PageOutcome> {
  switch (failure.kind) {
    case "unknown":
      return stop(deps, area, load, null, `no usable response of the ERP: ${failure.message}`);
    case "refused":
      return stop(
        deps,
        area,
        load,
        { reason: "erp-refused", params: { code: failure.code, answer: answerOf(failure) } },
        `the ERP refused the query (${failure.code}): ${failure.message}`,
      );
    case "notThere":
    case "alreadyThere":
      return stop(deps, area, load, { reason: "erp-not-there", params: {} }, "the address is not there in the ERP");
    case "unauthorized": {
      const fault = { reason: "erp-unauthorized", params: { answer: answerOf(failure) } } as const;
      await stop(deps, area, load, fault, `the ERP refused the user: ${failure.message}`);
      // 403 at one company is about that company; anything else is about the user, and so about every load.
      return { kind: failure.status === 403 && load.company !== 0 ? "failed" : "unauthorized" };
    }
  }
}

/**
 * Ends the run for now: its row says why, and the lease is free for the next tick.
 * @param fault for the desk; null for an outage, which is no person's task
 * @param what for the run's row
 * @param restart the run is given up; the next one begins at page 1 from the same watermark
 */
async function stop(
  { db, clock, log }: Deps,
  area: RecordArea,
  load: ActiveLoad,
  fault: Fault<RecordArea> | null,
  what: string,
  restart = false,
): Promise<{ readonly kind: "failed" }> {
  const now = clock.now();
  const { name, company, segment, page, runId } = load;
  log.warn("load.stopped", { load: name, company, segment, page, runId, reason: fault?.reason ?? "erp-unknown" });
  await failRun(db, load, what, now, { restart });
  if (fault !== null) await openEntries(db, [{ area, ...ofLoad(load), ...fault }], now).run();
  await releaseLoad(db, load, now);
  return { kind: "failed" };
}

/** D1 failed or we did: note it if that is possible at all; otherwise the lease expires by itself. */
async function saveFailure({ db, clock, log }: Deps, load: ActiveLoad, error: unknown): Promise<void> {
  try {
    await failRun(db, load, reasonOf(error), clock.now());
    await releaseLoad(db, load, clock.now());
  } catch (again) {
    log.warn("load.failure-not-saved", { load: load.name, company: load.company, reason: reasonOf(again) });
  }
}

/** The load as a whole, for the desk. */
const ofLoad = ({ company, segment }: LoadKey): EntryKey => ({ company, segment, ref: REF.load });

const ANSWER_MAX = 400;
const answerOf = ({ message }: { readonly message: string }): string => message.slice(0, ANSWER_MAX);
