import type { Log } from "../../log.ts";
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { runs } from "../schema/loads.ts";

const COUNTS_OF_RUN = ["pages", "read", "changed", "unchanged", "refused", "due", "sent", "pending"] as const;

/**
 * Counts one page of a pull, in the page's own batch. Everything not refused counts as unchanged here;
 * `countChanged`, later in the same batch, moves what differs (read = changed + unchanged + refused, invariant 1).
 */
export function countPage(
  db: D1Database,
  runId: string,
  { read, refused, last }: { readonly read: number; readonly refused: number; readonly last: boolean },
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${runs} SET ${runs.pages} = ${runs.pages} + 1, ${runs.read} = ${runs.read} + ?2, ${runs.refused} = ${runs.refused} + ?3,
              ${runs.unchanged} = ${runs.unchanged} + ?2 - ?3, ${runs.outcome} = ?4, ${runs.endedAt} = ?5, ${runs.reason} = NULL
        WHERE ${runs.id} = ?1`,
    )
    .bind(runId, read, refused, last ? "done" : "running", last ? now : null);
}

/**
 * Moves the rows that differ from the hub from unchanged to changed. It runs before the rows' upsert in the batch.
 * @param differing a query of ours with one row and one column, `n`; its parameters are `?2` onwards
 */
export function countChanged(
  db: D1Database,
  runId: string,
  differing: string,
  parameters: readonly (string | number)[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${runs} SET ${runs.changed} = ${runs.changed} + d.n, ${runs.unchanged} = ${runs.unchanged} - d.n
         FROM (${differing}) AS d WHERE ${runs.id} = ?1 AND d.n > 0`,
    )
    .bind(runId, ...parameters);
}

const ENDED = ["name", "company", "segment", "startedAt", "endedAt", "outcome", ...COUNTS_OF_RUN] as const;
type EndedRun = Readonly<Pick<typeof runs.$inferSelect, (typeof ENDED)[number]> & { runId: string }>;

/** The run's row, for the end of the batch of its last page. */
export const readRun = (db: D1Database, runId: string): D1PreparedStatement =>
  db
    .prepare(sqlText`SELECT ${runs.id} AS runId, ${columnList(runs, ENDED)} FROM ${runs} WHERE ${runs.id} = ?1`)
    .bind(runId);

/** One line for each run that ended, with its counts: what metrics are made of. A run without a row did nothing. */
export function logRun(log: Log, result: D1Result | undefined): void {
  const row = result?.results[0] as EndedRun | undefined;
  if (row === undefined) return;
  const { name, startedAt, endedAt, ...rest } = row;
  log.info("run.ended", { load: name, ...rest, ms: endedAt === null ? null : endedAt - startedAt });
}
