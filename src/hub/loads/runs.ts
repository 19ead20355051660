import type { Instant } from "../../ports.ts";

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
      `UPDATE runs SET pages = pages + 1, read = read + ?2, refused = refused + ?3, unchanged = unchanged + ?2 - ?3,
              outcome = ?4, ended_at = ?5, reason = NULL
        WHERE id = ?1`,
    )
    .bind(runId, read, refused, last ? "done" : "running", last ? now : null);
}

/**
 * Moves the rows that differ from the hub from unchanged to changed. Stands before the rows' upsert in the batch.
 * @param differing a query of ours with one row and one column, `n`; its parameters are `?2` onwards.
 */
export function countChanged(
  db: D1Database,
  runId: string,
  differing: string,
  parameters: readonly (string | number)[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE runs SET changed = changed + d.n, unchanged = unchanged - d.n
         FROM (${differing}) AS d WHERE id = ?1 AND d.n > 0`,
    )
    .bind(runId, ...parameters);
}
