import { getTableColumns, type InferSelectModel, type Table } from "drizzle-orm";
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

/**
 * The text of a statement that runs many times a minute: the builder renders it once. Its values are bound in the order in
 * which they stand; those it was built with do not matter. Rows come under the names of the columns.
 */
export function textOnce(
  build: (db: D1Database) => { readonly toSQL: () => { readonly sql: string } },
): (db: D1Database) => string {
  let text: string | undefined;
  return (db) => (text ??= build(db).toSQL().sql);
}

/** As `textOnce`, of a SELECT of one table's whole rows, which come under the names of the schema's properties. */
export function rowsOnce<T extends Table>(
  table: T,
  build: (db: D1Database) => { readonly toSQL: () => { readonly sql: string } },
): (db: D1Database, ...values: readonly (string | number)[]) => Promise<InferSelectModel<T>[]> {
  const text = textOnce(build);
  const names = Object.entries(getTableColumns(table)).map(([property, { name }]) => [property, name] as const);
  return async (db, ...values) => {
    const { results } = await db
      .prepare(text(db))
      .bind(...values)
      .all();
    // Every column of the table is selected, as its column type stores it: no column of the schema has a mode.
    return results.map((row) =>
      Object.fromEntries(names.map(([property, name]) => [property, row[name]])),
    ) as InferSelectModel<T>[];
  };
}

/** Converts a statement of the builder to one of D1, so that a batch can contain both. */
export function prepared(
  db: D1Database,
  query: { readonly toSQL: () => { readonly sql: string; readonly params: unknown[] } },
): D1PreparedStatement {
  const { sql, params } = query.toSQL();
  return db.prepare(sql).bind(...params);
}
