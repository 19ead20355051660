/**
 * Shared by the publish lanes: the lease as a fence, and the run's row whose counts must add up (due = sent + refused +
 * pending).
 */
import { eq } from "drizzle-orm";
import type { Log } from "../../log.ts";
import type { Instant } from "../../ports.ts";
import { commitFencedOnce, LeaseLost, type FencedPosition } from "../d1/fenced-batch.ts";
import { plain, textOnce } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { leases, runs } from "../schema/loads.ts";
import { type Lease, readEpoch, released } from "./leases.ts";
import { logRun, readRun } from "./runs.ts";

export type LaneCounts = Readonly<Pick<typeof runs.$inferSelect, "due" | "sent" | "refused" | "pending">>;

/**
 * The first statement of every batch of a lane. It extends the lease. If the lease is lost, it violates its own NOT
 * NULL and D1 rolls back the whole batch. A run that paused too long can therefore mark nothing.
 */
function fenceLane(db: D1Database, lease: Lease, now: Instant, leaseMs: number): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${leases} SET ${leases.until} = CASE WHEN ${leases.epoch} = ?2 THEN ?3 END WHERE ${leases.name} = ?1`,
    )
    .bind(lease.name, lease.epoch, now + leaseMs);
}

/** Adds to the run's row and creates it first: a run without work writes nothing. */
export function countLane(
  db: D1Database,
  lease: Lease,
  runId: string,
  startedAt: Instant,
  { due, sent, refused, pending }: LaneCounts,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${runs} (${runs.id}, ${runs.name}, ${runs.startedAt}, ${runs.pages}, ${runs.due}, ${runs.sent},
                ${runs.refused}, ${runs.pending}) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7)
           ON CONFLICT (${runs.id}) DO UPDATE
          SET ${runs.pages} = ${runs}.${runs.pages} + 1, ${runs.due} = ${runs}.${runs.due} + excluded.${runs.due},
              ${runs.sent} = ${runs}.${runs.sent} + excluded.${runs.sent},
              ${runs.refused} = ${runs}.${runs.refused} + excluded.${runs.refused},
              ${runs.pending} = ${runs}.${runs.pending} + excluded.${runs.pending}`,
    )
    .bind(runId, lease.name, startedAt, due, sent, refused, pending);
}

const endOfRun = textOnce((db) =>
  plain(db).update(runs).set({ endedAt: 0, outcome: "done", reason: null }).where(eq(runs.id, "")),
);

/** Ends the run and releases the lease. Does nothing to another holder's lease. */
export async function endLane(
  db: D1Database,
  lease: Lease,
  runId: string,
  failure: string | null,
  now: Instant,
  log: Log,
): Promise<void> {
  const [, , run] = await db.batch([
    db.prepare(endOfRun(db)).bind(now, failure === null ? "done" : "failed", failure, runId),
    released(db, lease, now),
    readRun(db, runId),
  ]);
  logRun(log, run);
}

/** Writes a batch under the lane's fence. Throws `LeaseLost`, with nothing written, when the lease is lost. */
export async function writeFenced(
  db: D1Database,
  lease: Lease,
  now: Instant,
  leaseMs: number,
  statements: readonly D1PreparedStatement[],
): Promise<void> {
  const outcome = await commitFencedOnce(db, {
    statements: [fenceLane(db, lease, now, leaseMs), ...statements],
    position: () => positionOf(db, lease),
  });
  if (outcome === "lost") throw new LeaseLost(lease.name);
}

async function positionOf(db: D1Database, lease: Lease): Promise<FencedPosition> {
  return (await readEpoch(db, lease.name)) === lease.epoch ? "unmoved" : "lost";
}
