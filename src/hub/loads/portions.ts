/**
 * The position of a job that works in portions, so that no statement holds D1 for long. The batch of each portion
 * stores the position. After a crash between two portions, the next run continues after the last one.
 */
import { eq } from "drizzle-orm";
import { plain, prepared } from "../d1/drizzle.ts";
import { portions } from "../schema/loads.ts";

/** The last key that is done; null: the job begins. */
export async function readPosition<Key extends readonly (string | number)[]>(
  db: D1Database,
  name: string,
): Promise<Key | null> {
  const [row] = await plain(db).select({ position: portions.position }).from(portions).where(eq(portions.name, name));
  return row ? (JSON.parse(row.position) as Key) : null; // our own key, written by savePosition
}

/** For the portion's batch. */
export function savePosition(db: D1Database, name: string, key: readonly (string | number)[]): D1PreparedStatement {
  const position = JSON.stringify(key);
  return prepared(
    db,
    plain(db)
      .insert(portions)
      .values({ name, position })
      .onConflictDoUpdate({ target: portions.name, set: { position } }),
  );
}

/** Deletes the position, in the batch of the last portion. */
export const clearPosition = (db: D1Database, name: string): D1PreparedStatement =>
  prepared(db, plain(db).delete(portions).where(eq(portions.name, name)));
