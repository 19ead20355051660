import { type Column, getTableName, is, Table } from "drizzle-orm";

/** What a statement may name: a table or a column of src/hub/schema, or a fragment of SQL of ours. Never a value: those are bound. */
export type SqlPart = Table | Column | string | number;

/**
 * SQL text whose tables and columns take their names from the schema, so that a renamed column does not compile.
 * A column renders as its bare name, which SQLite takes in SET and INSERT lists too; write the alias before it: `t.${stock.sku}`.
 * Parameters stay numbered (`?1`): a page's JSON is bound once, however often the statement reads it.
 */
export function sqlText(strings: TemplateStringsArray, ...parts: readonly SqlPart[]): string {
  return strings.reduce((text, string, n) => text + nameOf(parts[n - 1]) + string);
}

function nameOf(part: SqlPart | undefined): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return String(part);
  return is(part, Table) ? getTableName(part) : part.name;
}
