/** Settings that an operator changes while the Worker runs: one row each, its value JSON. */
import { eq } from "drizzle-orm";
import type * as z from "zod";
import type { Instant } from "../../ports.ts";
import { plain, prepared, textOnce } from "../d1/drizzle.ts";
import { settings } from "../schema/settings.ts";

/**
 * @param otherwise the value while the setting has no row. Throws when the row has another shape than this version
 * writes: a defect.
 */
export async function readSetting<T>(db: D1Database, name: string, schema: z.ZodType<T>, otherwise: T): Promise<T> {
  const row = await db.prepare(valueOf(db)).bind(name).first<Pick<typeof settings.$inferSelect, "value">>();
  return row === null ? otherwise : schema.parse(JSON.parse(row.value));
}

const valueOf = textOnce((db) =>
  plain(db).select({ value: settings.value }).from(settings).where(eq(settings.name, "")),
);

/** For a batch. */
export function saveSetting(db: D1Database, name: string, value: unknown, now: Instant): D1PreparedStatement {
  const row = { value: JSON.stringify(value), changedAt: now };
  return prepared(
    db,
    plain(db)
      .insert(settings)
      .values({ name, ...row })
      .onConflictDoUpdate({ target: settings.name, set: row }),
  );
}
