import { and, eq, sql } from "drizzle-orm";
import type { Log } from "../../log.ts";
import type { Clock, Instant, Random } from "../../ports.ts";
import { plain, prepared, rowsOnce } from "../d1/drizzle.ts";
import { commitFenced, type FencedPosition } from "../d1/fenced-batch.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { loads, runs } from "../schema/loads.ts";
import { FIRST_ENABLED } from "../settings/shop-left.ts";
import { logRun, readRun } from "./runs.ts";

type Row = typeof loads.$inferSelect;

/** Which load: its name and scope. Company and segment are 0 where the source is not read by them. */
export type LoadKey = Readonly<Pick<Row, "name" | "company" | "segment">>;

/** The columns that the holder of a load's lease reads. */
const OF_HOLDER = [
  "name",
  "company",
  "segment",
  "watermark",
  "page",
  "pageDigest",
  "cursor",
  "runId",
  "readFrom",
  "readUntil",
  "isFull",
  "fullAt",
  "fullWanted",
  "enabled",
  "epoch",
  "leaseUntil",
  "pageSize",
  "overlapSeconds",
  "fullEveryHours",
  "restarts",
  "leastMinutes",
  "blockedHours",
  "askedAt",
  "lastSuccessStartedAt",
  "skippedRows",
  "firstPage",
  "pageCap",
  "delistingState",
  "absentFields",
] as const satisfies readonly (keyof Row)[];

/** A load as its holder leased it. `epoch` is the holder's own: it fences every later write of that holder. */
export type Load = Readonly<Pick<Row, (typeof OF_HOLDER)[number]>>;

/** A load with a run under way. */
export interface ActiveLoad extends Load {
  readonly runId: string;
  readonly readFrom: string;
  readonly readUntil: string;
}

const COLUMNS = columnList(loads, OF_HOLDER);
/** WHERE of one load: `?1 ?2 ?3` are its key. */
const OF_LOAD = sqlText`${loads.name} = ?1 AND ${loads.company} = ?2 AND ${loads.segment} = ?3`;
/** The same while the lease is the holder's, whose epoch is `?4`. */
const OF_HOLDER_OF_LOAD = sqlText`${OF_LOAD} AND ${loads.epoch} = ?4`;

/** The watermark of a load that never ran; the ERP stamps untouched records with 2000-01-01. */
export const FIRST_WATERMARK = "1900-01-01T00:00:00";

/**
 * Leases a load for `leaseMs` and creates its row when it is new. Of any number of callers, one gets it.
 * @returns null while another holder has it, when an operator paused it, or while it has to wait (`not_before`)
 */
export async function leaseLoad(db: D1Database, key: LoadKey, now: Instant, leaseMs: number): Promise<Load | null> {
  const [, leased] = await db.batch<Load>([
    insertLoad(db, key),
    db
      .prepare(
        sqlText`UPDATE ${loads} SET ${loads.leaseUntil} = ?5, ${loads.epoch} = ${loads.epoch} + 1,
                ${loads.firstAt} = CASE WHEN ${loads.firstAt} = 0 THEN ?4 ELSE ${loads.firstAt} END
          WHERE ${OF_LOAD} AND ${loads.leaseUntil} <= ?4 AND ${loads.enabled} = 1 AND ${loads.notBefore} <= ?4
          RETURNING ${COLUMNS}`,
      )
      .bind(key.name, key.company, key.segment, now, now + leaseMs),
  ]);
  return leased?.results[0] ?? null;
}

/** The row of a load that may be new. For a batch. */
export const insertLoad = (db: D1Database, { name, company, segment }: LoadKey): D1PreparedStatement =>
  db
    .prepare(
      sqlText`INSERT OR IGNORE INTO ${loads} (${loads.name}, ${loads.company}, ${loads.segment}, ${loads.enabled})
         VALUES (?1, ?2, ?3, ${FIRST_ENABLED})`,
    )
    .bind(name, company, segment);

/** WHERE of one load, for the builder. */
export const isLoad = ({ name, company, segment }: LoadKey) =>
  and(eq(loads.name, name), eq(loads.company, company), eq(loads.segment, segment));

/**
 * Releases the lease, so that the continuation need not wait for its end. `lease_until` then shows when the load last
 * worked.
 */
export async function releaseLoad(db: D1Database, load: Load, now: Instant): Promise<void> {
  await plain(db)
    .update(loads)
    .set({ leaseUntil: now })
    .where(and(isLoad(load), eq(loads.epoch, load.epoch)));
}

export interface RunStart {
  readonly runId: string;
  readonly readFrom: string;
  /** The watermark once this run has ended; page 1 may still lower it. */
  readonly readUntil: string;
  readonly isFull: boolean;
}

/**
 * Begins a run at page 1 and stores its row in `runs`.
 * @returns null when the lease is lost
 */
export async function beginRun(db: D1Database, load: Load, start: RunStart, now: Instant): Promise<ActiveLoad | null> {
  const [begun] = await db.batch<ActiveLoad>([
    db
      .prepare(
        sqlText`UPDATE ${loads}
            SET ${loads.runId} = ?5, ${loads.readFrom} = ?6, ${loads.readUntil} = ?7, ${loads.isFull} = ?8, ${loads.page} = 1,
                ${loads.pageDigest} = NULL, ${loads.cursor} = NULL, ${loads.skippedRows} = 0, ${loads.absentFields} = NULL,
                ${loads.fullWanted} = CASE WHEN ?8 = 1 THEN 0 ELSE ${loads.fullWanted} END
          WHERE ${OF_HOLDER_OF_LOAD} RETURNING ${COLUMNS}`,
      )
      .bind(
        load.name,
        load.company,
        load.segment,
        load.epoch,
        start.runId,
        start.readFrom,
        start.readUntil,
        start.isFull ? 1 : 0,
      ),
    db
      .prepare(
        sqlText`INSERT INTO ${runs} (${runs.id}, ${runs.name}, ${runs.company}, ${runs.segment}, ${runs.startedAt})
         SELECT ${loads.runId}, ${loads.name}, ${loads.company}, ${loads.segment}, ?5 FROM ${loads}
          WHERE ${OF_HOLDER_OF_LOAD} AND ${loads.runId} = ?6`,
      )
      .bind(load.name, load.company, load.segment, load.epoch, now, start.runId),
  ]);
  return begun?.results[0] ?? null;
}

/**
 * The position of a load after a page: the next page (by number, or by the source's cursor), or the end.
 * `ofSeveralPages`: the list had several pages, so a record may have moved to a page that was already read.
 */
export type PageAdvance =
  | {
      readonly kind: "next";
      readonly digest?: string;
      readonly cursor?: string;
      readonly readUntil?: string;
      /** Rows of the page that belong to another company, segment or warehouse. */
      readonly skipped?: number;
      /** JSON of the fields that no record of this full run has had so far. */
      readonly absent?: string | null;
    }
  | { readonly kind: "end"; readonly readUntil?: string; readonly ofSeveralPages?: boolean };

/**
 * The fence and the cursor in one: the first statement of a page's batch. When the lease is lost, or the page is
 * already stored, it violates its own NOT NULL and D1 rolls back the whole batch. No other statement needs a fence.
 * At the end it moves the watermark, stores when the run began by our clock, and releases the lease. After a list of
 * several pages, both values are those of the run before, so that two runs read what changed since. The first such run
 * of a load requests a second full one instead.
 */
export function advanceLoad(
  db: D1Database,
  load: ActiveLoad,
  step: PageAdvance,
  now: Instant,
  leaseMs: number,
): D1PreparedStatement {
  const fence = sqlText`${loads.epoch} = ?4 AND ${loads.page} = ?5 AND ${loads.runId} = ?6`;
  const readUntil = sqlText`CASE WHEN ${loads.readUntil} > ?8 THEN ?8 ELSE ${loads.readUntil} END`;
  const keepsPrevious = sqlText`?10 = 1 AND ${loads.previousReadUntil} IS NOT NULL`;
  const startedAt = sqlText`COALESCE((SELECT ${runs.startedAt} FROM ${runs} WHERE ${runs.id} = ${loads}.${loads.runId}), ${loads.lastSuccessStartedAt})`;
  const fixed = [
    load.name,
    load.company,
    load.segment,
    load.epoch,
    load.page,
    load.runId,
    step.kind === "end" ? now : now + leaseMs,
    step.readUntil ?? load.readUntil,
  ];
  if (step.kind === "end")
    return db
      .prepare(
        sqlText`UPDATE ${loads} SET ${loads.page} = CASE WHEN ${fence} THEN 1 END, ${loads.leaseUntil} = ?7,
                ${loads.pageDigest} = NULL, ${loads.cursor} = NULL, ${loads.runId} = NULL, ${loads.readFrom} = NULL, ${loads.readUntil} = NULL,
                ${loads.watermark} = CASE WHEN ${keepsPrevious} THEN min(${loads.previousReadUntil}, ${readUntil}) ELSE ${readUntil} END,
                ${loads.lastSuccessStartedAt} = CASE WHEN ${keepsPrevious} THEN ${loads.previousStartedAt} ELSE ${startedAt} END,
                ${loads.previousReadUntil} = ${readUntil}, ${loads.previousStartedAt} = ${startedAt},
                ${loads.endedWellAt} = ?9, ${loads.advancedAt} = ?9, ${loads.restarts} = 0, ${loads.trouble} = NULL,
                ${loads.fullWanted} = CASE WHEN ?10 = 1 AND ${loads.isFull} = 1 AND ${loads.fullAt} = 0 THEN 1 ELSE ${loads.fullWanted} END,
                ${loads.fullAt} = CASE WHEN ${loads.isFull} = 1 THEN ?9 ELSE ${loads.fullAt} END, ${loads.isFull} = 0
          WHERE ${OF_LOAD}`,
      )
      .bind(...fixed, now, step.ofSeveralPages ? 1 : 0);
  return db
    .prepare(
      sqlText`UPDATE ${loads} SET ${loads.page} = CASE WHEN ${fence} THEN ${loads.page} + 1 END, ${loads.leaseUntil} = ?7,
              ${loads.readUntil} = ${readUntil}, ${loads.pageDigest} = ?9, ${loads.cursor} = ?10,
              ${loads.advancedAt} = ?11, ${loads.skippedRows} = ${loads.skippedRows} + ?12, ${loads.absentFields} = ?13
        WHERE ${OF_LOAD}`,
    )
    .bind(...fixed, step.digest ?? null, step.cursor ?? null, now, step.skipped ?? 0, step.absent ?? null);
}

/**
 * Stores one page: the step and everything that belongs to it, in one batch. The batch is repeated after an unknown
 * outcome, which is safe.
 * @param isLast the run ends with it
 * @returns `lost` when another run holds the load now; that run continues. Throws on every other D1 error.
 */
export async function commitPage(
  ports: { readonly db: D1Database; readonly clock: Clock; readonly random: Random; readonly log: Log },
  load: ActiveLoad,
  statements: readonly [step: D1PreparedStatement, ...rest: D1PreparedStatement[]],
  isLast = false,
): Promise<"committed" | "lost"> {
  return commitFenced(ports, {
    statements: isLast ? [...statements, readRun(ports.db, load.runId)] : statements,
    position: () => positionOf(ports.db, load),
    committed: (results) => {
      if (isLast) logRun(ports.log, results.at(-1));
    },
  });
}

async function positionOf(db: D1Database, load: ActiveLoad): Promise<FencedPosition> {
  const [position] = await plain(db)
    .select({ epoch: loads.epoch, page: loads.page, runId: loads.runId })
    .from(loads)
    .where(isLoad(load));
  if (position?.epoch !== load.epoch) return "lost";
  return position.page === load.page && position.runId === load.runId ? "unmoved" : "movedByUs";
}

/**
 * Stores why a run stopped. The run keeps its page, so that the next tick continues there. With `restart` it is
 * abandoned, and the next tick begins a new run from the same watermark. Does nothing when the lease is lost.
 * @param words the peer's own, which stay until a run ends well
 */
export async function failRun(
  db: D1Database,
  load: ActiveLoad,
  reason: string,
  now: Instant,
  {
    words = reason,
    restart = false,
    notBefore = 0,
  }: { readonly words?: string; readonly restart?: boolean; readonly notBefore?: Instant } = {},
): Promise<void> {
  const key = [load.name, load.company, load.segment, load.epoch];
  const isHolder = sqlText`EXISTS (SELECT 1 FROM ${loads} WHERE ${OF_HOLDER_OF_LOAD})`;
  await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${runs} SET ${runs.outcome} = 'failed', ${runs.reason} = ?6, ${runs.endedAt} = ?7 WHERE ${runs.id} = ?5 AND ${isHolder}`,
      )
      .bind(...key, load.runId, reason.slice(0, 500), now),
    prepared(
      db,
      plain(db)
        .update(loads)
        .set({
          trouble: words.slice(0, 500),
          notBefore,
          ...(restart
            ? {
                ...NO_RUN,
                fullWanted: sql`max(${loads.fullWanted}, ${loads.isFull})`,
                isFull: 0,
                restarts: sql`${loads.restarts} + 1`,
              }
            : {}),
        })
        .where(and(isLoad(load), eq(loads.epoch, load.epoch))),
    ),
  ]);
}

/**
 * What the load learned of its lists, for the batch of a page. A list that counts from 0 was read without its first page
 * until now, so it is read in full once more.
 */
export function learnOfLists(
  db: D1Database,
  load: ActiveLoad,
  { firstPage, pageCap }: Pick<Load, "firstPage" | "pageCap">,
): D1PreparedStatement {
  const wantsFull = load.isFull === 0 && firstPage === 0 ? { fullWanted: 1 } : {};
  return prepared(
    db,
    plain(db)
      .update(loads)
      .set({ firstPage, pageCap, ...wantsFull })
      .where(isLoad(load)),
  );
}

/** A load between two runs. */
const NO_RUN = { runId: null, readFrom: null, readUntil: null, page: 1, pageDigest: null, cursor: null } as const;

const loadsOf = rowsOnce(loads, (db) =>
  plain(db).select().from(loads).where(eq(loads.name, "")).orderBy(loads.company, loads.segment),
);

/** Every row of `loads`, for the console and for the choice of the next load. */
export async function listLoads(db: D1Database, name: string): Promise<readonly Load[]> {
  return loadsOf(db, name);
}

/**
 * Sets the watermark by hand, so that later changes are read again. The current run is abandoned and its holder loses
 * the lease. Statements of one batch.
 * @param watermark in the source's own clock
 */
export function moveWatermark(db: D1Database, key: LoadKey, watermark: string, now: Instant): D1PreparedStatement[] {
  const currentRun = plain(db).select({ id: loads.runId }).from(loads).where(isLoad(key));
  return [
    prepared(
      db,
      plain(db)
        .update(runs)
        .set({ outcome: "failed", reason: "marca movida por uma pessoa", endedAt: now })
        .where(eq(runs.id, currentRun)),
    ),
    db
      .prepare(
        sqlText`INSERT INTO ${loads} (${loads.name}, ${loads.company}, ${loads.segment}, ${loads.watermark}, ${loads.previousReadUntil})
           VALUES (?1, ?2, ?3, ?4, ?4)
               ON CONFLICT (${loads.name}, ${loads.company}, ${loads.segment}) DO UPDATE
              SET ${loads.watermark} = excluded.${loads.watermark}, ${loads.previousReadUntil} = excluded.${loads.watermark},
                  ${loads.previousStartedAt} = ${loads}.${loads.lastSuccessStartedAt},
                  ${loads.runId} = NULL, ${loads.readFrom} = NULL, ${loads.readUntil} = NULL, ${loads.page} = 1, ${loads.pageDigest} = NULL,
                  ${loads.cursor} = NULL, ${loads.isFull} = 0, ${loads.epoch} = ${loads}.${loads.epoch} + 1, ${loads.leaseUntil} = 0, ${loads.notBefore} = 0`,
      )
      .bind(key.name, key.company, key.segment, watermark),
  ];
}
