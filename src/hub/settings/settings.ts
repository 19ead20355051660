/** Settings that a person changes while the Worker runs: one row each, its value JSON. */
import type * as z from "zod";
import type { Instant } from "../../ports.ts";

/** @param otherwise what holds while nobody has set it. Throws when the row is not what this version wrote: a defect. */
export async function readSetting<T>(db: D1Database, name: string, schema: z.ZodType<T>, otherwise: T): Promise<T> {
  const text = await db.prepare("SELECT value FROM settings WHERE name = ?1").bind(name).first<string>("value");
  return text === null ? otherwise : schema.parse(JSON.parse(text));
}

export function saveSetting(db: D1Database, name: string, value: unknown, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO settings (name, value, changed_at) VALUES (?1, ?2, ?3)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
    )
    .bind(name, JSON.stringify(value), now);
}
