/** Loads that read everything again, because what they read means something else now. */
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { loads, runs } from "../schema/loads.ts";

/** Statements of a batch: runs under way are abandoned and their holders lose the lease; the next run is a full one. */
export function readFullAgain(db: D1Database, names: readonly string[], now: Instant): readonly D1PreparedStatement[] {
  if (names.length === 0) return [];
  const list = JSON.stringify(names);
  return [
    db
      .prepare(
        sqlText`UPDATE ${runs} SET ${runs.outcome} = 'failed', ${runs.reason} = 'o dialeto do ERP mudou', ${runs.endedAt} = ?2
          WHERE ${runs.id} IN (SELECT ${loads.runId} FROM ${loads}
                WHERE ${loads.name} IN (SELECT value FROM json_each(?1)) AND ${loads.runId} IS NOT NULL)`,
      )
      .bind(list, now),
    db
      .prepare(
        sqlText`UPDATE ${loads} SET ${loads.fullWanted} = 1, ${loads.runId} = NULL, ${loads.readFrom} = NULL, ${loads.readUntil} = NULL,
                ${loads.page} = 1, ${loads.pageDigest} = NULL, ${loads.cursor} = NULL, ${loads.isFull} = 0,
                ${loads.epoch} = ${loads.epoch} + 1, ${loads.leaseUntil} = 0, ${loads.notBefore} = 0
          WHERE ${loads.name} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(list),
  ];
}
