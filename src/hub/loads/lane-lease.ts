/** What the publish lanes share: the lease as a fence, and the run's row whose counts close (due = sent + refused + pending). */
import type { Instant } from "../../ports.ts";
import { commitFencedOnce, LeaseLost, type FencedPosition } from "../d1/fenced-batch.ts";
import type { Load } from "./loads.ts";

export interface LaneCounts {
  readonly due: number;
  readonly sent: number;
  readonly refused: number;
  readonly pending: number;
}

/**
 * First statement of every batch a lane writes: prolongs the lease, and when it is lost breaks its own NOT NULL, so that
 * the whole batch is rolled back. A run that was away too long can therefore mark nothing.
 */
function fenceLane(db: D1Database, load: Load, now: Instant, leaseMs: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE loads SET lease_until = CASE WHEN epoch = ?2 THEN ?3 END WHERE name = ?1 AND company = 0 AND segment = 0`,
    )
    .bind(load.name, load.epoch, now + leaseMs);
}

/** Adds to the run's row, making it with the first: a run that had nothing to do writes nothing. */
export function countLane(
  db: D1Database,
  load: Load,
  runId: string,
  startedAt: Instant,
  { due, sent, refused, pending }: LaneCounts,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO runs (id, name, started_at, pages, due, sent, refused, pending) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7)
           ON CONFLICT (id) DO UPDATE
          SET pages = runs.pages + 1, due = runs.due + excluded.due, sent = runs.sent + excluded.sent,
              refused = runs.refused + excluded.refused, pending = runs.pending + excluded.pending`,
    )
    .bind(runId, load.name, startedAt, due, sent, refused, pending);
}

/** Ends the run and gives the lease back. Does nothing to a lease that is somebody else's by now. */
export async function endLane(
  db: D1Database,
  load: Load,
  runId: string,
  failure: string | null,
  now: Instant,
): Promise<void> {
  await db.batch([
    db
      .prepare("UPDATE runs SET outcome = ?2, reason = ?3, ended_at = ?4 WHERE id = ?1")
      .bind(runId, failure === null ? "done" : "failed", failure, now),
    db
      .prepare("UPDATE loads SET lease_until = ?3 WHERE name = ?1 AND company = 0 AND segment = 0 AND epoch = ?2")
      .bind(load.name, load.epoch, now),
  ]);
}

/** Writes a batch under the lane's fence. Throws `LeaseLost`, with nothing written, when the lease is lost. */
export async function writeFenced(
  db: D1Database,
  load: Load,
  now: Instant,
  leaseMs: number,
  statements: readonly D1PreparedStatement[],
): Promise<void> {
  const outcome = await commitFencedOnce(db, {
    statements: [fenceLane(db, load, now, leaseMs), ...statements],
    position: () => positionOf(db, load),
  });
  if (outcome === "lost") throw new LeaseLost(load.name);
}

async function positionOf(db: D1Database, load: Load): Promise<FencedPosition> {
  const row = await db
    .prepare("SELECT epoch FROM loads WHERE name = ?1 AND company = 0 AND segment = 0")
    .bind(load.name)
    .first<{ epoch: number }>();
  return row?.epoch === load.epoch ? "unmoved" : "lost";
}
