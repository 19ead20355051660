/** The lines of a bulk job: planned, uploaded, waiting for their result, completed. */
import { and, eq, gt } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { chunksOf } from "../d1/chunks.ts";
import { sqlText } from "../d1/sql-text.ts";
import { bulkJobs, bulkLines } from "../schema/bulk.ts";

export type BulkLine = Readonly<
  Pick<typeof bulkLines.$inferSelect, "line" | "record" | "digest"> & {
    /** Never null in a line that still waits for its result. */
    readonly context: string;
  }
>;

export interface PlannedLine extends BulkLine {
  readonly payload: string;
}

/** Adds lines to a job under planning. The first lines create the job. */
export function planLines(
  db: D1Database,
  job: { readonly id: string; readonly kind: string; readonly createdAt: Instant; readonly createsVariants: number },
  lines: readonly PlannedLine[],
): D1PreparedStatement[] {
  const last = lines.at(-1);
  if (!last) return [];
  return [
    db
      .prepare(
        sqlText`INSERT INTO ${bulkJobs} (${bulkJobs.id}, ${bulkJobs.kind}, ${bulkJobs.state}, ${bulkJobs.lines},
          ${bulkJobs.createdAt}, ${bulkJobs.createsVariants}) VALUES (?1, ?2, 'planning', ?3, ?4, ?5)
             ON CONFLICT (${bulkJobs.id}) DO UPDATE SET ${bulkJobs.lines} = excluded.${bulkJobs.lines},
               ${bulkJobs.createsVariants} = excluded.${bulkJobs.createsVariants}`,
      )
      .bind(job.id, job.kind, last.line + 1, job.createdAt, job.createsVariants),
    ...chunksOf(lines).map((chunk) =>
      db
        .prepare(
          sqlText`INSERT INTO ${bulkLines} (${bulkLines.job}, ${bulkLines.line}, ${bulkLines.record},
            ${bulkLines.digest}, ${bulkLines.context}, ${bulkLines.payload})
           SELECT ?1, value ->> 'line', value ->> 'record', value ->> 'digest', value ->> 'context', value ->> 'payload'
             FROM json_each(?2)`,
        )
        .bind(job.id, jsonRows(chunk)),
    ),
  ];
}

export async function readPayload(
  db: D1Database,
  job: string,
  after: number,
  limit: number,
): Promise<readonly { readonly line: number; readonly payload: string | null }[]> {
  const { line, payload } = bulkLines;
  return plain(db)
    .select({ line, payload })
    .from(bulkLines)
    .where(and(eq(bulkLines.job, job), gt(line, after)))
    .orderBy(line)
    .limit(limit);
}

export interface LineCounts {
  readonly sent: number;
  readonly refused: number;
  readonly pending: number;
}

/** Lines by their numbers that still wait for a result, so that no result is read twice. */
export async function readLines(db: D1Database, job: string, numbers: readonly number[]): Promise<readonly BulkLine[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${bulkLines.line}, ${bulkLines.record}, ${bulkLines.digest}, ${bulkLines.context} FROM ${bulkLines}
        WHERE ${bulkLines.job} = ?1 AND ${bulkLines.line} IN (SELECT value FROM json_each(?2))
          AND ${bulkLines.context} IS NOT NULL`,
    )
    .bind(job, jsonRows(numbers))
    .all<BulkLine>();
  return results;
}

/** Lines without an answer. */
export async function readRemainingLines(db: D1Database, job: string, limit: number): Promise<readonly BulkLine[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${bulkLines.line}, ${bulkLines.record}, ${bulkLines.digest}, ${bulkLines.context} FROM ${bulkLines}
        WHERE ${bulkLines.job} = ?1 AND ${bulkLines.context} IS NOT NULL ORDER BY ${bulkLines.line} LIMIT ?2`,
    )
    .bind(job, limit)
    .all<BulkLine>();
  return results;
}

/** Deletes lines that are completed or abandoned, unless payloads are kept. */
export function completeLines(
  db: D1Database,
  job: string,
  outcomes: ReadonlyMap<number, keyof LineCounts>,
  keepsPayload: boolean,
): D1PreparedStatement {
  const rows = jsonRows([...outcomes].map(([line, outcome]) => ({ line, outcome })));
  return keepsPayload
    ? db
        .prepare(
          sqlText`UPDATE ${bulkLines} SET ${bulkLines.context} = NULL, ${bulkLines.outcome} = j.value ->> 'outcome'
            FROM json_each(?2) AS j
            WHERE ${bulkLines.job} = ?1 AND ${bulkLines}.${bulkLines.line} = j.value ->> 'line'`,
        )
        .bind(job, rows)
    : db
        .prepare(
          sqlText`DELETE FROM ${bulkLines} WHERE ${bulkLines.job} = ?1
            AND ${bulkLines.line} IN (SELECT value ->> 'line' FROM json_each(?2))`,
        )
        .bind(job, rows);
}
