import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

/**
 * Drizzle over D1, for plain selects, inserts, updates and deletes: tables, columns and row types come from src/hub/schema.
 * Statements that are the point (a page by `json_each`, a fence, a due index) are SQL text by `sqlText`.
 * Its error messages carry parameters: `reasonOf` cuts them.
 */
export function plain(db: D1Database): DrizzleD1Database {
  const known = builders.get(db);
  if (known) return known;
  const builder = drizzle(db);
  builders.set(db, builder);
  return builder;
}

/** One builder a binding: it holds nothing but the binding. */
const builders = new WeakMap<D1Database, DrizzleD1Database>();

/** A statement of the builder as one of D1's, so that it can stand in a batch beside SQL text. */
export function prepared(
  db: D1Database,
  query: { readonly toSQL: () => { readonly sql: string; readonly params: unknown[] } },
): D1PreparedStatement {
  const { sql, params } = query.toSQL();
  return db.prepare(sql).bind(...params);
}
