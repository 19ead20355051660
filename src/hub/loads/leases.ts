/**
 * Leases of everything that is no load: publish lanes, the setup, the dry-run pass, housekeeping. A lease has one
 * holder at a time. Its epoch rises with every holder, which fences out a former holder.
 */
import { and, eq } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain, textOnce } from "../d1/drizzle.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { leases, loads } from "../schema/loads.ts";
import { FIRST_ENABLED } from "../settings/shop-left.ts";

const OF_HOLDER = ["name", "epoch"] as const;

/** A lease as its holder acquired it. */
export type Lease = Readonly<Pick<typeof leases.$inferSelect, (typeof OF_HOLDER)[number]>>;

const INSERT_LEASE = sqlText`INSERT OR IGNORE INTO ${leases} (${leases.name}) VALUES (?1)`;

const ACQUIRE = sqlText`UPDATE ${leases} SET ${leases.until} = ?3, ${leases.epoch} = ${leases.epoch} + 1
  WHERE ${leases.name} = ?1 AND ${leases.until} <= ?2`;

const OF_HOLDER_LIST = columnList(leases, OF_HOLDER);

/**
 * Acquires a lease for `leaseMs`. Of any number of callers, one gets it.
 * @returns null while another holder has it
 */
export async function acquireLease(db: D1Database, name: string, now: Instant, leaseMs: number): Promise<Lease | null> {
  const [, acquired] = await db.batch<Lease>([
    db.prepare(INSERT_LEASE).bind(name),
    db.prepare(`${ACQUIRE} RETURNING ${OF_HOLDER_LIST}`).bind(name, now, now + leaseMs),
  ]);
  return acquired?.results[0] ?? null;
}

/**
 * Acquires the lease of a publish lane, whose row of `loads` has its settings and is created here.
 * @returns null while another holder has it, or when an operator paused the lane
 */
export async function acquireLaneLease(
  db: D1Database,
  name: string,
  now: Instant,
  leaseMs: number,
): Promise<Lease | null> {
  const isPaused = sqlText`SELECT 1 FROM ${loads}
    WHERE ${loads.name} = ?1 AND ${loads.company} = 0 AND ${loads.segment} = 0 AND ${loads.enabled} = 0`;
  const [, , acquired] = await db.batch<Lease>([
    db
      .prepare(sqlText`INSERT OR IGNORE INTO ${loads} (${loads.name}, ${loads.enabled}) VALUES (?1, ${FIRST_ENABLED})`)
      .bind(name),
    db.prepare(INSERT_LEASE).bind(name),
    db.prepare(`${ACQUIRE} AND NOT EXISTS (${isPaused}) RETURNING ${OF_HOLDER_LIST}`).bind(name, now, now + leaseMs),
  ]);
  return acquired?.results[0] ?? null;
}

/**
 * Extends a lease.
 * @returns false when another holder has it by now
 */
export async function renewLease(db: D1Database, lease: Lease, now: Instant, leaseMs: number): Promise<boolean> {
  const rows = await plain(db)
    .update(leases)
    .set({ until: now + leaseMs })
    .where(and(eq(leases.name, lease.name), eq(leases.epoch, lease.epoch)))
    .returning({ epoch: leases.epoch });
  return rows.length > 0;
}

/** Releases a lease, so that the next holder need not wait for its end. Another holder's lease is unchanged. */
export async function releaseLease(db: D1Database, lease: Lease, now: Instant): Promise<void> {
  await released(db, lease, now).run();
}

/** The same as a statement, for a batch. */
export const released = (db: D1Database, { name, epoch }: Lease, now: Instant): D1PreparedStatement =>
  db.prepare(release(db)).bind(now, name, epoch);

const release = textOnce((db) =>
  plain(db)
    .update(leases)
    .set({ until: 0 })
    .where(and(eq(leases.name, ""), eq(leases.epoch, 0))),
);

/** Ends the lease of its holder, whose next write is then rolled back. For a batch. */
export const revokeLease = (db: D1Database, name: string): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${leases} SET ${leases.epoch} = ${leases.epoch} + 1, ${leases.until} = 0 WHERE ${leases.name} = ?1`,
    )
    .bind(name);

/** The current epoch of the lease; null: it was never acquired. */
export async function readEpoch(db: D1Database, name: string): Promise<number | null> {
  const [row] = await plain(db).select({ epoch: leases.epoch }).from(leases).where(eq(leases.name, name));
  return row?.epoch ?? null;
}
