import { byEarlierClock, toErpTime } from "../rules/brazil/erp-time.ts";
import { pageKind } from "../rules/record/page-kind.ts";
import type { RecordDialect } from "../rules/dialect/dialect.ts";
import type { RecordKind } from "../rules/dialect/lines.ts";
import type { Filters } from "../rules/dialect/request.ts";
import { type DeskEntry, type Fault, REF, type RecordArea } from "../rules/record/desk-entry.ts";
import type { Deactivation } from "../rules/record/record-outcome.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { GET_LONGEST_MS } from "../erp/client/client.ts";
import type { ErpFailure } from "../erp/client/result.ts";
import { closeTooLarge, replacePageEntries } from "../hub/desk/page.ts";
import {
  type ActiveLoad,
  commitPage,
  FIRST_WATERMARK,
  type LoadKey,
  advanceLoad,
  learnOfLists,
} from "../hub/loads/loads.ts";
import { countPage } from "../hub/loads/runs.ts";
import {
  type DelistingRule,
  applyDelisting,
  recordSeenKeys,
  readSeenKeys,
  switchOffRest,
} from "../hub/loads/missing-records.ts";
import type { Instant } from "../ports.ts";
import type { Run } from "../job.ts";
import { answerOf, outageOf, refusalOf } from "./erp-failure.ts";
import { erpRunStart, type RunStartRule } from "./run-start.ts";
import { decideFirstPage, findPageCap } from "./first-page.ts";
import { inBoth, type PageRule } from "./parse-page.ts";
import { readWhole, type Prepare } from "./read-whole.ts";
import { ofLoad, type PageFailure, type PageOutcome, type WalkOutcome, walkPages } from "./walk-pages.ts";

const PAGE_SIZE_DEFAULT = 500;
/** 2.5 million records in pages of 500: a server that sends more never ends its list. */
const PAGES_MAX = 5_000;
/** Rest after a list that never ended, doubled with each run that is given up, ms: such a run costs the ERP 5,000 calls. */
const ENDLESS_REST_MS = 30 * 60_000;
const ENDLESS_REST_MAX_MS = 12 * 3_600_000;
/** One week: a full read finds changes that no date-time shows (records that moved between pages during a read). */
const FULL_EVERY_HOURS_DEFAULT = 168;
/** D1 allows 1,000 statements an invocation; a page needs about ten. */
const STATEMENTS_PER_RUN_MAX = 800;
/** Renewed with each page, so longer than the slowest page takes to be read and stored, ms. */
export const LEASE_MS = 2 * GET_LONGEST_MS;

/** One recurring transfer of one kind of record from the ERP to the hub. */
export interface PullKind<Wire, Row, Parsed = Row> extends PageRule<Wire, Parsed> {
  readonly collection: RecordKind;
  /** What is asked for besides the page and the changes; the dialect has the names. */
  readonly filters: (config: Config["erp"], key: LoadKey) => Filters;
  readonly upsert: (
    db: D1Database,
    runId: string,
    parsed: { readonly rows: readonly Row[]; readonly offs: readonly Deactivation[] },
    load: LoadKey & Pick<ActiveLoad, "isFull">,
    now: Instant,
  ) => readonly D1PreparedStatement[];
  /** How its rows are deactivated when the ERP no longer returns them. */
  readonly delisting: DelistingRule;
  /** Records of a page, where the load has no setting of its own. Large records need small pages. */
  readonly pageSize?: number;
  /** Fields whose absence from every record changes what is sold: the load stops until the dialect declares them. */
  readonly needs?: readonly string[];
  /** What has to be done outside of the hub before a page's rows are stored. Absent: nothing. */
  readonly prepare?: Prepare<Parsed, Row>;
}

/** A run that ends by time or by its number of D1 statements, whichever comes first. */
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

/** Statements around a load's pages: take and release the lease, start or stop the run, open a desk entry. */
const STATEMENTS_AROUND = 8;

/**
 * Pulls one load page by page: a page's rows, refusals, counts and the next page's number are one D1 batch.
 * @returns `busy` when another holder has it or it is paused; see `WalkOutcome`
 */
export function pullLoad<Wire, Row, Parsed = Row>(
  deps: Deps,
  run: PullRun,
  kind: PullKind<Wire, Row, Parsed>,
  key: LoadKey,
): Promise<WalkOutcome> {
  run.spend(STATEMENTS_AROUND);
  // A full run that continues in another invocation reads its keys back. Other runs keep only a digest.
  let before: ReadonlySet<string> | null = null;
  let dialect: RecordDialect | null = null;
  return walkPages(deps, run, {
    key,
    leaseMs: LEASE_MS,
    startOf: (load, now) => erpRunStart(load, now, RUN_START),
    readPage: async (load) => {
      const left = await switchOffRest(deps.db, load, kind.delisting, {
        now: () => deps.clock.now(),
        leaseMs: LEASE_MS,
        run,
      });
      if (left !== "done") return left === "lost" ? { kind: "lost" } : { kind: "next", load };
      before ??= await readSeenKeys(deps.db, load);
      // A changed dialect ends the run by its epoch, so what is read after the lease was taken holds for all its pages.
      dialect ??= (await deps.erp.dialect("fresh")).records[kind.collection];
      const { outcome, keys } = await pullPage(deps, run, kind, load, { before, dialect });
      before = keys;
      return outcome;
    },
  });
}

/** A full run reads everything. */
const RUN_START: RunStartRule = {
  fullEveryHours: FULL_EVERY_HOURS_DEFAULT,
  from: ({ isFull, overlapped }) => (isFull || overlapped === null ? FIRST_WATERMARK : toErpTime(overlapped)),
};

interface PulledPage {
  readonly outcome: PageOutcome;
  /** Digest of the page's records, for comparison with the next page. */
  readonly keys: ReadonlySet<string>;
}

async function pullPage<Wire, Row, Parsed>(
  deps: Deps,
  run: PullRun,
  kind: PullKind<Wire, Row, Parsed>,
  load: ActiveLoad,
  {
    before,
    dialect,
    stored = load,
    isAskedAgain = false,
  }: {
    readonly before: ReadonlySet<string>;
    readonly dialect: RecordDialect;
    /** The load as the hub has it, where this page has just taught more. */
    readonly stored?: ActiveLoad;
    /** The page was asked for before and repeated the one before it. */
    readonly isAskedAgain?: boolean;
  },
): Promise<PulledPage> {
  const { db, clock, erp, config } = deps;
  const fail = (fault: Fault<RecordArea>, what: string, restMs = 0): PulledPage => ({
    outcome: { kind: "failed", entry: { area: kind.area, ...ofLoad(load), ...fault }, what, restart: true, restMs },
    keys: before,
  });
  if (load.page > PAGES_MAX) {
    const restMs = Math.min(ENDLESS_REST_MS * 2 ** load.restarts, ENDLESS_REST_MAX_MS);
    return fail({ reason: "pages-endless", params: { pages: PAGES_MAX } }, `more than ${PAGES_MAX} pages`, restMs);
  }
  const filters = { changedSince: load.readFrom, ...kind.filters(config.erp, load) };
  const wanted = load.pageSize ?? dialect.pageSize ?? kind.pageSize ?? PAGE_SIZE_DEFAULT;
  const size = Math.min(wanted, load.pageCap ?? wanted);
  // A whole list that once had records is not empty: there a 404 is a fault of the address.
  const hasAnswered = load.watermark > FIRST_WATERMARK && load.isFull === 0;
  const asked = load.firstPage === 0 ? { ...dialect, firstPage: 0 as const } : dialect;
  const question = { dialect: asked, filters, key: load, hasAnswered, seeksAbsent: load.isFull === 1 };
  const result = await readWhole(deps, kind, question, { page: load.page, size });
  const fromZero = (): Promise<PulledPage> => {
    deps.log.info("load.pages-from-zero", { load: load.name, company: load.company, segment: load.segment });
    return pullPage(deps, run, kind, { ...load, firstPage: 0 }, { before, dialect, stored });
  };
  if (result.kind === "failed") {
    // Where the list counts from 0 and has one page, page 1 is past its end.
    const isPastEnd = result.failure.kind === "notThere" && result.failure.code !== null;
    if (isPastEnd && (await decideFirstPage(deps, kind, load, { dialect, filters }, NOTHING)) === 0) return fromZero();
    return { outcome: failureOf(kind.area, load, result.failure), keys: before };
  }
  if (result.kind === "notPrepared")
    return { outcome: { kind: "failed", entry: null, what: result.message }, keys: before };
  const { page, digest, parsed: read } = result;
  const undeclared = (kind.needs ?? []).filter((name) => read.absent?.includes(name));
  if (undeclared.length > 0) {
    const params = fieldsOf(undeclared, read.unknownFields);
    const what = `no record has ${undeclared.join(", ")}; unknown names: ${params.unknown.join(", ") || "none"}`;
    const entry = { area: kind.area, ...ofLoad(load), reason: "field-undeclared", params } as const;
    return { outcome: { kind: "failed", entry, what }, keys: before };
  }
  const firstPage = await decideFirstPage(deps, kind, load, { dialect, filters }, read);
  if (firstPage === 0) return fromZero();
  const facts = { items: page.items, size, isLast: page.isLast && !page.isEndByLength, records: read.records };
  const pageCap = await findPageCap(deps, kind, load, { dialect: asked, filters }, facts);
  if (pageCap !== null) {
    deps.log.info("load.pages-capped", { load: load.name, company: load.company, records: pageCap });
    return pullPage(deps, run, kind, { ...load, pageCap }, { before, dialect, stored });
  }
  const learned = { firstPage: firstPage ?? load.firstPage, pageCap: load.pageCap };
  const pageIs = pageKind(
    // Records without a key leave the page without a name.
    { ...page, digest, keys: read.keys.length < read.records.length ? [] : read.marks, records: read.marks.length },
    { digest: load.pageDigest, keys: before },
  );
  // A repeated page may come from a cache, and would end a list that does not say where it ends: it is asked for once more.
  if (page.isSilent === true && !isAskedAgain && (pageIs === "unpaged" || pageIs === "repeated"))
    return pullPage(deps, run, kind, load, { before, dialect, stored, isAskedAgain: true });
  if (pageIs === "repeated")
    return fail(
      { reason: "page-repeated", params: { page: load.page } },
      `page ${load.page} has only records of the page before`,
    );

  // A repeated page is already in the hub; only its end is stored.
  const parsed =
    pageIs === "unpaged"
      ? { ...read, rows: [], offs: [], read: 0, refused: 0, skipped: 0, keys: [], marks: [], records: [], entries: [] }
      : read;
  const isLast = pageIs !== "next";
  const now = clock.now();
  erp.noteUnknownFields?.(dialect.path, parsed.unknownFields);
  const absent = absentSoFar(load, read.absent);
  const step = {
    ...(isLast
      ? { kind: "end" as const, ofSeveralPages: load.page > 1 && pageIs !== "unpaged" }
      : { kind: "next" as const, digest, skipped: parsed.skipped, absent: absent && JSON.stringify(absent) }),
    readUntil: load.page === 1 ? byEarlierClock(load.readUntil, page.erpNow, now) : load.readUntil,
  };
  const aboutFields = { ...ofLoad(load), ref: REF.fields };
  const lacking = isLast ? (absent ?? []).filter((name) => !NOT_EXPECTED.has(name)) : [];
  const missing: readonly DeskEntry[] =
    lacking.length === 0
      ? []
      : [{ area: kind.area, ...aboutFields, reason: "fields-missing", params: fieldsOf(lacking, read.unknownFields) }];
  const skippedRows = load.skippedRows + parsed.skipped;
  const about = { ...ofLoad(load), ref: REF.foreign };
  // A list of all companies has rows of others by its nature.
  const foreign: readonly DeskEntry[] =
    skippedRows === 0 || !dialect.perCompany
      ? []
      : [{ area: kind.area, ...about, reason: "rows-foreign", params: { rows: skippedRows } }];
  // A run without any record of its own says nothing about rows of others.
  const aboutRows = skippedRows === 0 && load.page === 1 && parsed.read === 0 ? [] : [about];
  const statements = [
    advanceLoad(db, load, step, now, LEASE_MS),
    countPage(db, load.runId, { read: parsed.read, refused: parsed.refused, last: isLast }, now),
    ...kind.upsert(db, load.runId, parsed, load, now),
    ...(load.isFull === 1 && load.page === 1 ? [closeTooLarge(db, kind.area, now)] : []),
    ...replacePageEntries(
      db,
      kind.area,
      [...parsed.records, ...(isLast ? [ofLoad(load), ...aboutRows, ...(absent === null ? [] : [aboutFields])] : [])],
      [...parsed.entries, ...(isLast ? [...foreign, ...missing] : [])],
      now,
    ),
    ...(learned.firstPage === stored.firstPage && learned.pageCap === stored.pageCap
      ? []
      : [learnOfLists(db, load, learned)]),
    ...(load.isFull === 1 ? [recordSeenKeys(db, load, parsed.keys)] : []),
    ...(load.isFull === 1 && isLast ? applyDelisting(db, load, kind.delisting, now) : []),
  ] as const;
  run.spend(statements.length);
  const outcome = await commitPage(deps, load, statements, isLast);
  const keys = new Set(parsed.marks);
  if (outcome === "lost") return { outcome: { kind: "lost" }, keys };
  if (isLast) return { outcome: { kind: "done" }, keys };
  const next = {
    ...load,
    ...learned,
    absentFields: absent && JSON.stringify(absent),
    skippedRows,
    page: load.page + 1,
    pageDigest: digest,
    readUntil: step.readUntil,
  };
  return { outcome: { kind: "next", load: next }, keys };
}

const NOTHING = { records: [], read: 0 } as const;

/** A record has its key under one of the first names; the others are extras that few installations send. */
const NOT_EXPECTED: ReadonlySet<string> = new Set([
  "seqProduto",
  "qtdEmbalagem",
  "erpReferenceKey",
  "productSKUId",
  "productSkuId",
  "productSKUERPReferenceKey",
  "nomeProdutoEcomm",
  "nroEmpresa",
  "descGenerica",
  "similares",
  "qtdLimitePromocEcommerce",
  "indKit",
  "precoClube",
  "promocaoAPartir",
  "qtdAPartir",
  "precoAPartir",
]);
const NAMES_MAX = 20;
const fieldsOf = (fields: readonly string[], unknown: readonly string[]) => ({
  fields: fields.slice(0, NAMES_MAX),
  unknown: unknown.slice(0, NAMES_MAX),
});

/** Of the fields that the run's pages lacked before, those that this one lacks too. */
const absentSoFar = ({ absentFields }: ActiveLoad, here: readonly string[] | null): readonly string[] | null =>
  inBoth(absentFields === null ? null : (JSON.parse(absentFields) as readonly string[]), here);

function failureOf(area: RecordArea, load: ActiveLoad, failure: ErpFailure): PageFailure {
  const about = { area, ...ofLoad(load) };
  switch (failure.kind) {
    case "unknown":
      return outageOf(failure);
    case "refused":
      return refusalOf(failure, {
        ...about,
        reason: "erp-refused",
        params: { code: failure.code, answer: answerOf(failure) },
      });
    case "notThere":
    case "alreadyThere":
      return {
        kind: "failed",
        entry: { ...about, reason: "erp-not-there", params: {} },
        what: "the address is not there in the ERP",
      };
    case "unauthorized":
      if (failure.isLoginAddress === true)
        return {
          kind: "unauthorized",
          entry: { ...about, reason: "erp-login-address", params: { answer: answerOf(failure) } },
          what: failure.message,
        };
      return {
        // 403 at one company concerns that company; any other refusal concerns the user, and so every load.
        kind: failure.status === 403 && load.company !== 0 ? "failed" : "unauthorized",
        entry: { ...about, reason: "erp-unauthorized", params: { answer: answerOf(failure) } },
        what: `the ERP refused the user: ${failure.message}`,
        words: failure.message,
      };
  }
}
