/** The runs of the ledger. A run's row is its checkpoint; one run is open at a time. */
import { and, desc, eq, isNull, max, or, sum } from "drizzle-orm";
import type { VerdictTotal } from "../../rules/orders/ledger/totals.ts";
import type { Window } from "../../rules/orders/ledger/window.ts";
import type { Clock, Instant, Random } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { commitFenced, type FencedPosition } from "../d1/fenced-batch.ts";
import { sqlText } from "../d1/sql-text.ts";
import type { Lease } from "../loads/leases.ts";
import { ledgerRuns } from "../schema/ledger.ts";
import { leases } from "../schema/loads.ts";

/** The job, its lease, and the row of `loads` by which an operator pauses it. */
export const LEDGER = "order-ledger";

export type LedgerRun = Readonly<typeof ledgerRuns.$inferSelect>;

/**
 * Stores a requested run. The index on `open` allows one open run, so of two simultaneous requests one is refused.
 * @returns false: another run is open
 */
export async function requestRun(
  db: D1Database,
  { id, kind, since, before }: Window & Pick<LedgerRun, "id" | "kind">,
  now: Instant,
): Promise<boolean> {
  const rows = await plain(db)
    .insert(ledgerRuns)
    .values({ id, kind, since, before, requestedAt: now, open: 1 })
    .onConflictDoNothing()
    .returning({ id: ledgerRuns.id });
  return rows.length > 0;
}

/** The run that is requested or under way. */
export async function openRun(db: D1Database): Promise<LedgerRun | null> {
  const [row] = await plain(db).select().from(ledgerRuns).where(eq(ledgerRuns.open, 1));
  return row ?? null;
}

/** The newest run, open or ended. */
export async function newestRun(db: D1Database): Promise<LedgerRun | null> {
  const [row] = await plain(db).select().from(ledgerRuns).orderBy(desc(ledgerRuns.requestedAt)).limit(1);
  return row ?? null;
}

/** The end of the last nightly window that was compared. A window that was given up is compared again. */
export async function lastNight(db: D1Database): Promise<Instant | null> {
  const [row] = await plain(db)
    .select({ before: max(ledgerRuns.before) })
    .from(ledgerRuns)
    .where(and(eq(ledgerRuns.kind, "night"), or(eq(ledgerRuns.open, 1), isNull(ledgerRuns.problem))));
  return row?.before ?? null;
}

/** How many questions all runs of a night have sent to the ERP. */
export async function askedIn(db: D1Database, night: string): Promise<number> {
  const [row] = await plain(db)
    .select({ asked: sum(ledgerRuns.asked) })
    .from(ledgerRuns)
    .where(eq(ledgerRuns.night, night));
  return Number(row?.asked ?? 0);
}

export type RunChanges = Partial<
  Pick<LedgerRun, "stage" | "cursor" | "night" | "asked" | "stops" | "problem" | "endedAt" | "totals">
>;

/**
 * One page of a run: its checkpoint and everything that belongs to it, one batch, whole or not at all. The first statement is the
 * fence: with a lost lease, or a page that counts already, it breaks its own NOT NULL and the batch is rolled back.
 * @returns the run as it stands now; null: another holder has it
 */
export async function commitRun(
  ports: { readonly db: D1Database; readonly clock: Clock; readonly random: Random },
  { lease, run, leaseMs }: { readonly lease: Lease; readonly run: LedgerRun; readonly leaseMs: number },
  changes: RunChanges,
  more: readonly D1PreparedStatement[],
): Promise<LedgerRun | null> {
  const { db, clock } = ports;
  const moved = { ...run, ...changes };
  const next: LedgerRun = { ...moved, page: run.page + 1, open: moved.endedAt === null ? 1 : null };
  const isOurs = sqlText`(SELECT ${leases.epoch} FROM ${leases} WHERE ${leases.name} = ?3) = ?4`;
  const fence = db
    .prepare(
      sqlText`UPDATE ${ledgerRuns}
          SET ${ledgerRuns.page} = CASE WHEN ${ledgerRuns.page} = ?2 AND ${isOurs} THEN ${ledgerRuns.page} + 1 END,
              ${ledgerRuns.stage} = ?5, ${ledgerRuns.cursor} = ?6, ${ledgerRuns.night} = ?7, ${ledgerRuns.asked} = ?8,
              ${ledgerRuns.stops} = ?9, ${ledgerRuns.problem} = ?10, ${ledgerRuns.endedAt} = ?11,
              ${ledgerRuns.open} = ?12, ${ledgerRuns.totals} = ?13
        WHERE ${ledgerRuns.id} = ?1`,
    )
    .bind(
      run.id,
      run.page,
      lease.name,
      lease.epoch,
      next.stage,
      next.cursor,
      next.night,
      next.asked,
      next.stops,
      next.problem,
      next.endedAt,
      next.open,
      next.totals,
    );
  const renew = prepared(
    db,
    plain(db)
      .update(leases)
      .set({ until: clock.now() + leaseMs })
      .where(and(eq(leases.name, lease.name), eq(leases.epoch, lease.epoch))),
  );
  const outcome = await commitFenced(ports, {
    statements: [fence, renew, ...more],
    position: () => positionOf(db, lease, run),
  });
  return outcome === "lost" ? null : next;
}

async function positionOf(db: D1Database, lease: Lease, run: LedgerRun): Promise<FencedPosition> {
  const stored = await db
    .prepare(
      sqlText`SELECT ${ledgerRuns.page}, (SELECT ${leases.epoch} FROM ${leases} WHERE ${leases.name} = ?2) AS epoch
         FROM ${ledgerRuns} WHERE ${ledgerRuns.id} = ?1`,
    )
    .bind(run.id, lease.name)
    .first<{ page: number; epoch: number | null }>();
  if (stored?.epoch !== lease.epoch) return "lost";
  if (stored.page === run.page) return "unmoved";
  return stored.page === run.page + 1 ? "movedByUs" : "lost";
}

/** Written by `commitRun` alone. */
export const totalsIn = ({ totals }: Pick<LedgerRun, "totals">): readonly VerdictTotal[] =>
  JSON.parse(totals) as readonly VerdictTotal[];
