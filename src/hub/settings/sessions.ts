/** Sessions of the console by their digests, and the count of failed logins. A secret never reaches this file. */
import { and, eq, gt } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { consoleSessions, loginFailures } from "../schema/console.ts";

export type SessionRow = typeof consoleSessions.$inferSelect;

export async function insertSession(db: D1Database, session: SessionRow): Promise<void> {
  await plain(db).insert(consoleSessions).values(session);
}

/** A session that has not ended. */
export async function findSession(db: D1Database, id: string, now: Instant): Promise<SessionRow | null> {
  const [row] = await plain(db)
    .select()
    .from(consoleSessions)
    .where(and(eq(consoleSessions.id, id), gt(consoleSessions.expiresAt, now)));
  return row ?? null;
}

/** Puts a new secret in the place of the present one. @returns false when another request has done so first */
export async function rotateSession(
  db: D1Database,
  { id, from, to, now }: { readonly id: string; readonly from: string; readonly to: string; readonly now: Instant },
): Promise<boolean> {
  const { meta } = await plain(db)
    .update(consoleSessions)
    .set({ secretHash: to, previousHash: from, rotatedAt: now })
    .where(and(eq(consoleSessions.id, id), eq(consoleSessions.secretHash, from)));
  return meta.changes === 1;
}

export async function endSession(db: D1Database, id: string): Promise<void> {
  await plain(db).delete(consoleSessions).where(eq(consoleSessions.id, id));
}

/** Failures of an address since an instant. */
export async function readFailures(
  db: D1Database,
  address: string,
  since: Instant,
): Promise<{ readonly since: Instant; readonly failures: number } | null> {
  const [row] = await plain(db)
    .select({ since: loginFailures.since, failures: loginFailures.failures })
    .from(loginFailures)
    .where(and(eq(loginFailures.address, address), gt(loginFailures.since, since)));
  return row ?? null;
}

/** Counts one more; one that is older than `since` begins the count anew. */
export async function countFailure(db: D1Database, address: string, since: Instant, now: Instant): Promise<void> {
  const { address: key, since: from, failures } = loginFailures;
  await db
    .prepare(
      sqlText`INSERT INTO ${loginFailures} (${key}, ${from}, ${failures}) VALUES (?1, ?3, 1)
           ON CONFLICT (${key}) DO UPDATE
          SET ${failures} = CASE WHEN ${loginFailures}.${from} > ?2 THEN ${loginFailures}.${failures} + 1 ELSE 1 END,
              ${from} = CASE WHEN ${loginFailures}.${from} > ?2 THEN ${loginFailures}.${from} ELSE ?3 END`,
    )
    .bind(address, since, now)
    .run();
}
