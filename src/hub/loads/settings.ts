/** An operator's acts on a load. Each act and its row in the audit are one batch. */
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import { sql } from "drizzle-orm";
import { plain, prepared } from "../d1/drizzle.ts";
import { markWatermarkSkipped } from "../orders/reservations.ts";
import { loads } from "../schema/loads.ts";
import { type Act, auditAct } from "./audit.ts";
import { revokeLease } from "./leases.ts";
import { insertLoad, isLoad, type LoadKey, moveWatermark } from "./loads.ts";
import { approveDelistedRows } from "./missing-records.ts";
import type { LoadSettings } from "./status.ts";

/** The credential, the instant and the load of an act. */
export type Actor = Pick<Act, "at" | "id" | "who" | "key">;

const update = (db: D1Database, key: LoadKey, set: SQLiteUpdateSetSource<typeof loads>): D1PreparedStatement =>
  prepared(db, plain(db).update(loads).set(set).where(isLoad(key)));

/** @param rows how many hub rows may be read again, for the audit */
export async function setWatermark(
  db: D1Database,
  actor: Actor,
  { from, to, rows }: { readonly from: string; readonly to: string; readonly rows: number },
): Promise<void> {
  await db.batch([
    ...(actor.key.name === "stock" ? [markWatermarkSkipped(db, actor.key.company, to, actor.at)] : []),
    ...moveWatermark(db, actor.key, to, actor.at),
    auditAct(db, { ...actor, act: "watermark", before: from, after: to, rows }),
  ]);
}

/**
 * Pauses a load or a lane. Its holder loses it at the next page, which is rolled back. The run keeps its page and
 * continues there once the load is resumed.
 */
export async function setPaused(db: D1Database, actor: Actor, isPaused: boolean): Promise<void> {
  await db.batch([
    insertLoad(db, actor.key),
    ...(isPaused
      ? [
          update(db, actor.key, { enabled: 0, epoch: sql`${loads.epoch} + 1`, leaseUntil: 0 }),
          revokeLease(db, actor.key.name), // a lane's lease; a load of the ERP has none there
        ]
      : [update(db, actor.key, { enabled: 1, notBefore: 0 })]),
    auditAct(db, { ...actor, act: isPaused ? "pause" : "resume" }),
  ]);
}

/** A load that rests goes on at once; only its blocked hours hold it. */
export async function auditRun(db: D1Database, actor: Actor): Promise<void> {
  await db.batch([update(db, actor.key, { notBefore: 0, askedAt: actor.at }), auditAct(db, { ...actor, act: "run" })]);
}

/** The next run reads everything; the current one ends first. */
export async function wantFull(db: D1Database, actor: Actor): Promise<void> {
  await db.batch([
    insertLoad(db, actor.key),
    update(db, actor.key, { fullWanted: 1, notBefore: 0 }),
    auditAct(db, { ...actor, act: "full" }),
  ]);
}

/** Approves a blocked delisting. @returns how many rows, or null when nothing is blocked. */
export async function saveDelistingApproval(db: D1Database, actor: Actor, blockedRows: number): Promise<number | null> {
  const [allowed] = await db.batch<{ rows: number }>([
    approveDelistedRows(db, actor.key, blockedRows),
    auditAct(db, { ...actor, act: "delisting", rows: blockedRows }),
  ]);
  return allowed?.results[0]?.rows ?? null;
}

export async function saveSettings(
  db: D1Database,
  actor: Actor,
  before: LoadSettings,
  after: LoadSettings,
): Promise<void> {
  await db.batch([
    insertLoad(db, actor.key),
    update(db, actor.key, {
      pageSize: after.pageSize,
      overlapSeconds: after.overlapSeconds,
      fullEveryHours: after.fullEveryHours,
      delistingMaxPermille: after.delistingMaxPermille,
      stalledAfterMinutes: after.stalledAfterMinutes,
      leastMinutes: after.leastMinutes,
      blockedHours: after.blockedHours === null ? null : JSON.stringify(after.blockedHours),
    }),
    auditAct(db, { ...actor, act: "settings", before: JSON.stringify(before), after: JSON.stringify(after) }),
  ]);
}
