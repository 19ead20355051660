/** Bulk jobs and their lines. A job's row and lines are there before anything is uploaded; each step is a column of its row. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { chunksOf } from "../d1/upsert-page.ts";

export type BulkState = "planning" | "planned" | "uploaded" | "running" | "collecting" | "done" | "failed";

export interface BulkJob {
  readonly id: string;
  /** The mutation's name. */
  readonly kind: string;
  readonly state: BulkState;
  readonly lines: number;
  readonly position: number;
  readonly stagedPath: string | null;
  readonly toldAt: Instant | null;
  readonly gid: string | null;
  readonly tries: number;
  readonly createdAt: Instant;
}

export interface BulkLine {
  readonly line: number;
  readonly record: string;
  readonly digest: string;
  readonly asked: string;
}

export interface PlannedLine extends BulkLine {
  readonly payload: string;
}

export interface BulkSettings {
  /** Off: nothing new goes in bulk, and jobs under way stand still with the rows they hold. */
  readonly enabled: boolean;
  /** Records from which bulk is used; null = by arithmetic. */
  readonly from: number | null;
}

/** The row `publish-bulk` of `loads`: switched off, or with a page size that takes the place of the threshold. */
export async function readBulkSettings(db: D1Database): Promise<BulkSettings> {
  const row = await db
    .prepare(
      "SELECT enabled, page_size AS pageSize FROM loads WHERE name = 'publish-bulk' AND company = 0 AND segment = 0",
    )
    .first<{ enabled: number; pageSize: number | null }>();
  return { enabled: row?.enabled !== 0, from: row?.pageSize ?? null };
}

/** Whether a job of these kinds failed as a whole since `since`. */
export async function hasFailedJob(db: D1Database, kinds: readonly string[], since: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM bulk_jobs
                       WHERE state = 'failed' AND ended_at > ?1 AND kind IN (SELECT value FROM json_each(?2))) AS hasFailed`,
    )
    .bind(since, jsonRows(kinds))
    .first<{ hasFailed: number }>();
  return row?.hasFailed === 1;
}

/** Jobs of a kind that failed as a whole, as long as they are kept. */
export async function readFailedJobs(db: D1Database, kind: string): Promise<readonly string[]> {
  const { results } = await db
    .prepare("SELECT id FROM bulk_jobs WHERE state = 'failed' AND kind = ?1")
    .bind(kind)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Jobs that have not ended, the oldest first; without those that wait until later. */
export async function readOpenJobs(db: D1Database, now: Instant): Promise<readonly BulkJob[]> {
  const { results } = await db
    .prepare(
      `SELECT id, kind, state, lines, position, staged_path AS stagedPath, told_at AS toldAt, gid, tries, created_at AS createdAt
         FROM bulk_jobs INDEXED BY bulk_jobs_open WHERE ended_at IS NULL AND not_before <= ?1 ORDER BY created_at, id`,
    )
    .bind(now)
    .all<BulkJob>();
  return results;
}

/** Every job that Shopify has and that has not ended, for its limit. */
export async function countRunning(db: D1Database): Promise<ReadonlyMap<string, number>> {
  const { results } = await db
    .prepare(
      `SELECT kind, count(*) AS jobs FROM bulk_jobs INDEXED BY bulk_jobs_open
        WHERE ended_at IS NULL AND state IN ('running') GROUP BY kind`,
    )
    .all<{ kind: string; jobs: number }>();
  return new Map(results.map(({ kind, jobs }) => [kind, jobs]));
}

/** More lines of a job under planning, which begins with its first. */
export function planLines(
  db: D1Database,
  job: { readonly id: string; readonly kind: string; readonly createdAt: Instant; readonly makes: number },
  lines: readonly PlannedLine[],
): D1PreparedStatement[] {
  const last = lines.at(-1);
  if (!last) return [];
  return [
    db
      .prepare(
        `INSERT INTO bulk_jobs (id, kind, state, lines, created_at, makes) VALUES (?1, ?2, 'planning', ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET lines = excluded.lines, makes = excluded.makes`,
      )
      .bind(job.id, job.kind, last.line + 1, job.createdAt, job.makes),
    ...chunksOf(lines).map((chunk) =>
      db
        .prepare(
          `INSERT INTO bulk_lines (job, line, record, digest, asked, payload)
           SELECT ?1, value ->> 'line', value ->> 'record', value ->> 'digest', value ->> 'asked', value ->> 'payload'
             FROM json_each(?2)`,
        )
        .bind(job.id, jsonRows(chunk)),
    ),
  ];
}

/** Nobody adds lines any more: its planner has ended, or died. */
export function closePlanning(db: D1Database, kinds: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE bulk_jobs INDEXED BY bulk_jobs_open SET state = 'planned'
        WHERE ended_at IS NULL AND state = 'planning' AND kind IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(kinds));
}

export async function readPayload(
  db: D1Database,
  job: string,
  after: number,
  limit: number,
): Promise<readonly { readonly line: number; readonly payload: string | null }[]> {
  const { results } = await db
    .prepare("SELECT line, payload FROM bulk_lines WHERE job = ?1 AND line > ?2 ORDER BY line LIMIT ?3")
    .bind(job, after, limit)
    .all<{ line: number; payload: string | null }>();
  return results;
}

/** The file is with Shopify. Its content is not kept unless somebody wants to read it. */
export function markUploaded(
  db: D1Database,
  job: string,
  stagedPath: string,
  keepsPayload: boolean,
): D1PreparedStatement[] {
  return [
    db
      .prepare("UPDATE bulk_jobs SET state = 'uploaded', staged_path = ?2, tries = 0 WHERE id = ?1")
      .bind(job, stagedPath),
    ...(keepsPayload ? [] : [db.prepare("UPDATE bulk_lines SET payload = NULL WHERE job = ?1").bind(job)]),
  ];
}

/** Before the start is told: from here on it may have begun. */
export const markTold = (db: D1Database, job: string, now: Instant): D1PreparedStatement =>
  db.prepare("UPDATE bulk_jobs SET told_at = ?2 WHERE id = ?1").bind(job, now);

/** Shopify said no: it did not begin. */
export const markUntold = (db: D1Database, job: string): D1PreparedStatement =>
  db.prepare("UPDATE bulk_jobs SET told_at = NULL WHERE id = ?1").bind(job);

export const markRunning = (db: D1Database, job: string, gid: string): D1PreparedStatement =>
  db.prepare("UPDATE bulk_jobs SET state = 'running', gid = ?2, tries = 0 WHERE id = ?1").bind(job, gid);

export const markCollecting = (db: D1Database, job: string, reason: string | null): D1PreparedStatement =>
  db.prepare("UPDATE bulk_jobs SET state = 'collecting', reason = ?2 WHERE id = ?1").bind(job, reason);

/** A step that did not work out: not again before a while. A file that is to be made anew goes back to `planned`. */
export const markLater = (db: D1Database, job: string, notBefore: Instant, reason: string): D1PreparedStatement =>
  db
    .prepare("UPDATE bulk_jobs SET tries = tries + 1, not_before = ?2, reason = ?3 WHERE id = ?1")
    .bind(job, notBefore, reason.slice(0, 500));

/** Shopify said how it goes: what had no answer before does not count. */
export const markAnswered = (db: D1Database, job: string): D1PreparedStatement =>
  db.prepare("UPDATE bulk_jobs SET tries = 0, reason = NULL WHERE id = ?1").bind(job);

/** No failure: it waits its turn. */
export const markWaiting = (db: D1Database, job: string, notBefore: Instant): D1PreparedStatement =>
  db.prepare("UPDATE bulk_jobs SET not_before = ?2, told_at = NULL WHERE id = ?1").bind(job, notBefore);

export interface LineCounts {
  readonly sent: number;
  readonly refused: number;
  readonly pending: number;
}

export function markCollected(
  db: D1Database,
  job: string,
  position: number | null,
  { sent, refused, pending }: LineCounts,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE bulk_jobs SET position = COALESCE(?2, position), tries = 0, sent = sent + ?3, refused = refused + ?4, pending = pending + ?5
        WHERE id = ?1`,
    )
    .bind(job, position, sent, refused, pending);
}

export const endJob = (
  db: D1Database,
  job: string,
  state: "done" | "failed",
  reason: string | null,
  now: Instant,
): D1PreparedStatement =>
  db
    .prepare("UPDATE bulk_jobs SET state = ?2, reason = ?3, ended_at = ?4, staged_path = NULL WHERE id = ?1")
    .bind(job, state, reason?.slice(0, 500) ?? null, now);

/** Lines by their numbers that wait for an answer: one that was read is not read twice. */
export async function readLines(db: D1Database, job: string, numbers: readonly number[]): Promise<readonly BulkLine[]> {
  const { results } = await db
    .prepare(
      `SELECT line, record, digest, asked FROM bulk_lines
        WHERE job = ?1 AND line IN (SELECT value FROM json_each(?2)) AND asked IS NOT NULL`,
    )
    .bind(job, jsonRows(numbers))
    .all<BulkLine>();
  return results;
}

/** Lines without an answer. */
export async function readLeftLines(db: D1Database, job: string, limit: number): Promise<readonly BulkLine[]> {
  const { results } = await db
    .prepare(
      "SELECT line, record, digest, asked FROM bulk_lines WHERE job = ?1 AND asked IS NOT NULL ORDER BY line LIMIT ?2",
    )
    .bind(job, limit)
    .all<BulkLine>();
  return results;
}

/** Answered, or given up: gone, unless payloads are kept. */
export function settleLines(
  db: D1Database,
  job: string,
  outcomes: ReadonlyMap<number, keyof LineCounts>,
  keepsPayload: boolean,
): D1PreparedStatement {
  const rows = jsonRows([...outcomes].map(([line, outcome]) => ({ line, outcome })));
  return keepsPayload
    ? db
        .prepare(
          `UPDATE bulk_lines SET asked = NULL, outcome = j.value ->> 'outcome' FROM json_each(?2) AS j
            WHERE job = ?1 AND bulk_lines.line = j.value ->> 'line'`,
        )
        .bind(job, rows)
    : db
        .prepare("DELETE FROM bulk_lines WHERE job = ?1 AND line IN (SELECT value ->> 'line' FROM json_each(?2))")
        .bind(job, rows);
}

/** Products that a job holds out of the plain lane. */
export function holdProducts(db: D1Database, job: string, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare("UPDATE shop_products SET bulk_job = ?1 WHERE seq_product IN (SELECT value FROM json_each(?2))")
    .bind(job, jsonRows(seqProducts));
}

export function freeProducts(db: D1Database, job: string, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      "UPDATE shop_products SET bulk_job = NULL WHERE seq_product IN (SELECT value FROM json_each(?2)) AND bulk_job = ?1",
    )
    .bind(job, jsonRows(seqProducts));
}

/** Prices of the shop's own that a job holds; a product has one line in a job, which may have no answer. */
export function holdPrices(
  db: D1Database,
  job: string,
  keys: readonly { readonly seqProduct: number; readonly sku: string }[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices SET bulk_job = ?1, unsure = 1 FROM json_each(?2) AS j
        WHERE target = j.value ->> 'target' AND seq_product = j.value ->> 'seqProduct' AND shop_prices.sku = j.value ->> 'sku'`,
    )
    .bind(job, jsonRows(keys.map(({ seqProduct, sku }) => ({ target: "base", seqProduct, sku }))));
}

export function freePrices(db: D1Database, job: string, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_prices SET bulk_job = NULL
        WHERE (target, seq_product) IN (SELECT 'base', value FROM json_each(?2)) AND bulk_job = ?1`,
    )
    .bind(job, jsonRows(seqProducts));
}

export interface BulkCounts extends LineCounts {
  readonly kind: string;
  readonly state: BulkState;
  readonly jobs: number;
  readonly lines: number;
}

/** Jobs that began since then, and all that have not ended. */
export async function readBulkReport(db: D1Database, since: Instant): Promise<readonly BulkCounts[]> {
  const { results } = await db
    .prepare(
      `SELECT kind, state, count(*) AS jobs, sum(lines) AS lines, sum(sent) AS sent, sum(refused) AS refused, sum(pending) AS pending
         FROM bulk_jobs WHERE created_at >= ?1 OR ended_at IS NULL GROUP BY kind, state ORDER BY kind, state`,
    )
    .bind(since)
    .all<BulkCounts>();
  return results;
}
