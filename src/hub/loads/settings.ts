/** What a person does to a load: each act and its row in the audit are one batch. */
import { type Act, noteAct } from "./audit.ts";
import { allowGone } from "./missing-records.ts";
import type { LoadSettings } from "./status.ts";
import { type LoadKey, moveWatermark } from "./loads.ts";
import { noteSkipped } from "../orders/reservations.ts";

/** Who, when and at which load; what he does names the rest. */
export type Actor = Pick<Act, "at" | "id" | "who" | "key">;

const OF_LOAD = "name = ?1 AND company = ?2 AND segment = ?3";

function make(db: D1Database, { name, company, segment }: LoadKey): D1PreparedStatement {
  return db
    .prepare("INSERT OR IGNORE INTO loads (name, company, segment) VALUES (?1, ?2, ?3)")
    .bind(name, company, segment);
}

function update(db: D1Database, { name, company, segment }: LoadKey, set: string, ...values: (number | null)[]) {
  return db.prepare(`UPDATE loads SET ${set} WHERE ${OF_LOAD}`).bind(name, company, segment, ...values);
}

/** @param rows how many hub rows may be read again, for the audit */
export async function setWatermark(
  db: D1Database,
  actor: Actor,
  { from, to, rows }: { readonly from: string; readonly to: string; readonly rows: number },
): Promise<void> {
  await db.batch([
    ...(actor.key.name === "stock" ? [noteSkipped(db, actor.key.company, to, actor.at)] : []),
    ...moveWatermark(db, actor.key, to, actor.at),
    noteAct(db, { ...actor, act: "watermark", before: from, after: to, rows }),
  ]);
}

/**
 * Paused: whoever is at the load loses it at his next page, which is rolled back; the run keeps its page and goes on
 * there once the load is resumed.
 */
export async function setPaused(db: D1Database, actor: Actor, isPaused: boolean): Promise<void> {
  await db.batch([
    make(db, actor.key),
    isPaused
      ? update(db, actor.key, "enabled = 0, epoch = epoch + 1, lease_until = 0")
      : update(db, actor.key, "enabled = 1"),
    noteAct(db, { ...actor, act: isPaused ? "pause" : "resume" }),
  ]);
}

export async function noteRun(db: D1Database, actor: Actor): Promise<void> {
  await noteAct(db, { ...actor, act: "run" }).run();
}

/** The next run reads everything; one under way goes to its end first. */
export async function wantFull(db: D1Database, actor: Actor): Promise<void> {
  await db.batch([
    make(db, actor.key),
    update(db, actor.key, "full_wanted = 1"),
    noteAct(db, { ...actor, act: "full" }),
  ]);
}

/** Lets goods go that the guard held. @returns how many, or null when nothing is held. */
export async function letGo(db: D1Database, actor: Actor, held: number): Promise<number | null> {
  const [allowed] = await db.batch<{ rows: number }>([
    allowGone(db, actor.key, held),
    noteAct(db, { ...actor, act: "gone", rows: held }),
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
    make(db, actor.key),
    update(
      db,
      actor.key,
      "page_size = ?4, overlap_seconds = ?5, full_every_hours = ?6, gone_max_permille = ?7",
      after.pageSize,
      after.overlapSeconds,
      after.fullEveryHours,
      after.goneMaxPermille,
    ),
    noteAct(db, { ...actor, act: "settings", before: JSON.stringify(before), after: JSON.stringify(after) }),
  ]);
}
