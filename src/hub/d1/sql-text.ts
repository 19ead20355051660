import { type Column, getTableColumns, getTableName, type InferSelectModel, is, Table } from "drizzle-orm";

/** A table or a column of src/hub/schema, or a fragment of our own SQL. Never a value: values are bound. */
export type SqlPart = Table | Column | string | number;

/**
 * SQL text with tables and columns named by the schema, so that a renamed column does not compile. A column renders as
 * its bare name, which SET and INSERT lists require. Write the alias before it: `t.${stock.sku}`. Parameters stay
 * numbered (`?1`): a page's JSON is bound once and may be read several times.
 */
export function sqlText(strings: TemplateStringsArray, ...parts: readonly SqlPart[]): string {
  const known = texts.get(strings);
  if (known && parts.every((part, n) => part === known.parts[n])) return known.text;
  const text = strings.reduce((before, string, n) => before + nameOf(parts[n - 1]) + string);
  texts.set(strings, { parts, text });
  return text;
}

/** The last text of each template. Almost all are equal in every call, and rendering costs CPU. */
const texts = new WeakMap<TemplateStringsArray, { readonly parts: readonly SqlPart[]; readonly text: string }>();

function nameOf(part: SqlPart | undefined): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return String(part);
  return is(part, Table) ? getTableName(part) : part.name;
}

/**
 * A SELECT or RETURNING list: these columns of a table, each under its property's name (`t.sent_price_cents AS sentPriceCents`).
 * The row's type is `Pick<typeof table.$inferSelect, …>` of the same names.
 * @param alias the table's alias in the statement, if it has one
 */
export function columnList<T extends Table>(
  table: T,
  names: readonly (keyof InferSelectModel<T> & string)[],
  alias?: string,
): string {
  return names
    .map((name) => {
      const column = columnName(table, name);
      const source = alias === undefined ? column : `${alias}.${column}`;
      return column === name ? source : `${source} AS ${name}`;
    })
    .join(", ");
}

/**
 * For SET: these columns of a table, each from the property of its name in `j.value`, a row of `json_each`
 * (`sent_price_cents = j.value ->> 'sentPriceCents'`).
 */
export function setList<T extends Table>(table: T, names: readonly (keyof InferSelectModel<T> & string)[]): string {
  return names.map((name) => `${columnName(table, name)} = j.value ->> '${name}'`).join(", ");
}

/** Throws RangeError where the table has no such property: a defect of ours. */
function columnName(table: Table, property: string): string {
  const columns: Readonly<Record<string, Column>> = getTableColumns(table);
  const column = columns[property];
  if (!column) throw new RangeError(`${getTableName(table)} has no column ${property}`);
  return column.name;
}
