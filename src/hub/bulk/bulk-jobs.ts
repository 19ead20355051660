/** Bulk jobs. A job's row and lines are stored before the upload, and each step is stored in a column of its row. */
import { and, eq, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import type { Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { bulkJobs, bulkLines } from "../schema/bulk.ts";
import { loads } from "../schema/loads.ts";
import type { LineCounts } from "./bulk-lines.ts";

export type BulkState = typeof bulkJobs.$inferSelect.state;

/** The columns of a job that the lane's steps read. `kind` is the mutation's name. */
export type BulkJob = Readonly<
  Pick<
    typeof bulkJobs.$inferSelect,
    "id" | "kind" | "state" | "lines" | "position" | "stagedPath" | "startSentAt" | "gid" | "tries" | "createdAt"
  >
>;

export interface BulkSettings {
  /** Off: no new record is planned in bulk, and running jobs pause with the rows they hold. */
  readonly enabled: boolean;
  /** Records from which bulk is used; null = by arithmetic. */
  readonly from: number | null;
}

/** The row `publish-bulk` of `loads`. Its page size, if set, replaces the threshold. */
export async function readBulkSettings(db: D1Database): Promise<BulkSettings> {
  const [row] = await plain(db)
    .select({ enabled: loads.enabled, pageSize: loads.pageSize })
    .from(loads)
    .where(and(eq(loads.name, "publish-bulk"), eq(loads.company, 0), eq(loads.segment, 0)));
  return { enabled: row?.enabled !== 0, from: row?.pageSize ?? null };
}

/** Whether a job of these kinds failed as a whole since `since`. */
export async function hasFailedJob(db: D1Database, kinds: readonly string[], since: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${bulkJobs}
                       WHERE ${bulkJobs.state} = 'failed' AND ${bulkJobs.endedAt} > ?1
                        AND ${bulkJobs.kind} IN (SELECT value FROM json_each(?2))) AS hasFailed`,
    )
    .bind(since, jsonRows(kinds))
    .first<{ hasFailed: number }>();
  return row?.hasFailed === 1;
}

/** Jobs of a kind that failed as a whole and are still kept. */
export async function readFailedJobs(db: D1Database, kind: string): Promise<readonly string[]> {
  const rows = await plain(db)
    .select({ id: bulkJobs.id })
    .from(bulkJobs)
    .where(and(eq(bulkJobs.state, "failed"), eq(bulkJobs.kind, kind)));
  return rows.map(({ id }) => id);
}

/** Jobs that have not ended and may continue now, the oldest first. */
export async function readOpenJobs(db: D1Database, now: Instant): Promise<readonly BulkJob[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${bulkJobs.id}, ${bulkJobs.kind}, ${bulkJobs.state}, ${bulkJobs.lines}, ${bulkJobs.position},
        ${bulkJobs.stagedPath} AS stagedPath, ${bulkJobs.startSentAt} AS startSentAt, ${bulkJobs.gid}, ${bulkJobs.tries},
        ${bulkJobs.createdAt} AS createdAt
         FROM ${bulkJobs} INDEXED BY bulk_jobs_open WHERE ${bulkJobs.endedAt} IS NULL AND ${bulkJobs.notBefore} <= ?1
           ORDER BY ${bulkJobs.createdAt}, ${bulkJobs.id}`,
    )
    .bind(now)
    .all<BulkJob>();
  return results;
}

/** Counts the jobs that run in Shopify, for its limit of running jobs. */
export async function countRunning(db: D1Database): Promise<ReadonlyMap<string, number>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${bulkJobs.kind}, count(*) AS jobs FROM ${bulkJobs} INDEXED BY bulk_jobs_open
        WHERE ${bulkJobs.endedAt} IS NULL AND ${bulkJobs.state} IN ('running') GROUP BY ${bulkJobs.kind}`,
    )
    .all<{ kind: string; jobs: number }>();
  return new Map(results.map(({ kind, jobs }) => [kind, jobs]));
}

/** The planner has ended or crashed, so the job gets no more lines. */
export function closePlanning(db: D1Database, kinds: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${bulkJobs} INDEXED BY bulk_jobs_open SET ${bulkJobs.state} = 'planned'
        WHERE ${bulkJobs.endedAt} IS NULL AND ${bulkJobs.state} = 'planning' AND ${bulkJobs.kind} IN (SELECT value
          FROM json_each(?1))`,
    )
    .bind(jsonRows(kinds));
}

/** The file is with Shopify. Its content is deleted unless payloads are kept for an operator. */
export function markUploaded(
  db: D1Database,
  job: string,
  stagedPath: string,
  keepsPayload: boolean,
): D1PreparedStatement[] {
  const withoutPayload = plain(db).update(bulkLines).set({ payload: null }).where(eq(bulkLines.job, job));
  return [
    updateJob(db, job, { state: "uploaded", stagedPath, tries: 0 }),
    ...(keepsPayload ? [] : [prepared(db, withoutPayload)]),
  ];
}

const updateJob = (db: D1Database, job: string, set: SQLiteUpdateSetSource<typeof bulkJobs>): D1PreparedStatement =>
  prepared(db, plain(db).update(bulkJobs).set(set).where(eq(bulkJobs.id, job)));

/** Stored before the start is sent: from now on the operation may have begun. */
export const markStarted = (db: D1Database, job: string, now: Instant): D1PreparedStatement =>
  updateJob(db, job, { startSentAt: now });

/** Shopify refused the start: it did not begin. */
export const markNotStarted = (db: D1Database, job: string): D1PreparedStatement =>
  updateJob(db, job, { startSentAt: null });

export const markRunning = (db: D1Database, job: string, gid: string): D1PreparedStatement =>
  updateJob(db, job, { state: "running", gid, tries: 0 });

export const markCollecting = (db: D1Database, job: string, reason: string | null): D1PreparedStatement =>
  updateJob(db, job, { state: "collecting", reason });

/** Postpones a failed step. A job whose file must be built again returns to `planned`. */
export const markLater = (db: D1Database, job: string, notBefore: Instant, reason: string): D1PreparedStatement =>
  updateJob(db, job, { tries: sql`${bulkJobs.tries} + 1`, notBefore, reason: reason.slice(0, 500) });

/** Shopify reported the progress: earlier failed polls no longer count. */
export const markCompleted = (db: D1Database, job: string): D1PreparedStatement =>
  updateJob(db, job, { tries: 0, reason: null });

/** Postpones a job that waits its turn; this is no failure. */
export const markWaiting = (db: D1Database, job: string, notBefore: Instant): D1PreparedStatement =>
  updateJob(db, job, { notBefore, startSentAt: null });

export function markCollected(
  db: D1Database,
  job: string,
  position: number | null,
  { sent, refused, pending }: LineCounts,
): D1PreparedStatement {
  return updateJob(db, job, {
    ...(position === null ? {} : { position }),
    tries: 0,
    sent: sql`${bulkJobs.sent} + ${sent}`,
    refused: sql`${bulkJobs.refused} + ${refused}`,
    pending: sql`${bulkJobs.pending} + ${pending}`,
  });
}

export const endJob = (
  db: D1Database,
  job: string,
  state: "done" | "failed",
  reason: string | null,
  now: Instant,
): D1PreparedStatement =>
  updateJob(db, job, { state, reason: reason?.slice(0, 500) ?? null, endedAt: now, stagedPath: null });

export interface BulkCounts extends LineCounts {
  readonly kind: string;
  readonly state: BulkState;
  readonly jobs: number;
  readonly lines: number;
}

/** Counts of the jobs that began since then, and of all open ones. */
export async function readBulkReport(db: D1Database, since: Instant): Promise<readonly BulkCounts[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${bulkJobs.kind}, ${bulkJobs.state}, count(*) AS jobs, sum(${bulkJobs.lines}) AS lines,
        sum(${bulkJobs.sent}) AS sent, sum(${bulkJobs.refused}) AS refused, sum(${bulkJobs.pending}) AS pending
         FROM ${bulkJobs} WHERE ${bulkJobs.createdAt} >= ?1 OR ${bulkJobs.endedAt} IS NULL GROUP BY ${bulkJobs.kind},
           ${bulkJobs.state} ORDER BY ${bulkJobs.kind}, ${bulkJobs.state}`,
    )
    .bind(since)
    .all<BulkCounts>();
  return results;
}
