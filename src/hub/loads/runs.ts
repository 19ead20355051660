import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { runs } from "../schema/loads.ts";

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
