import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

/**
 * Drizzle over D1, for plain selects, inserts, updates and deletes: tables, columns and row types come from
 * src/hub/schema. Statements whose plan matters (a page by `json_each`, a fence, a due index) are SQL text by
 * `sqlText`. Drizzle's error messages contain parameters; `reasonOf` removes them.
 */
export function plain(db: D1Database): DrizzleD1Database {
  const known = builders.get(db);
  if (known) return known;
  const builder = drizzle(db);
  builders.set(db, builder);
  return builder;
}

/** One builder for each binding; it holds only the binding. */
const builders = new WeakMap<D1Database, DrizzleD1Database>();

/** Converts a statement of the builder to one of D1, so that a batch can contain both. */
export function prepared(
  db: D1Database,
  query: { readonly toSQL: () => { readonly sql: string; readonly params: unknown[] } },
): D1PreparedStatement {
  const { sql, params } = query.toSQL();
  return db.prepare(sql).bind(...params);
}
