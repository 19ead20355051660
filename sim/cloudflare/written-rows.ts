/**
 * `meta.rows_written` as D1 bills it, which node:sqlite does not report. Measured on workerd (test/sim/cloudflare/d1-answers.txt):
 * an insert, update or delete of a row is 1; every index entry written is 1 more; entries removed are free. An update
 * writes the entries of each index that has a SET column in its columns or its WHERE, equal value or not; changing the
 * primary key writes them all. A WITHOUT ROWID table's primary key is the table; any other key is an index.
 *
 * SQLite itself counts, through temporary triggers: it knows which rows a statement reaches, which columns it sets and
 * whether a row is in a partial index afterwards. A trigger that only calls a function changes no count of its own.
 */
import type { DatabaseSync } from "node:sqlite";

export const TRIGGER_PREFIX = "written_rows_";

export class WrittenRows {
  readonly #db: DatabaseSync;
  #rows = 0;
  #schemaRows = 0;

  /** Creates the triggers on every table; call inside the authorizer's exemption. */
  constructor(db: DatabaseSync) {
    this.#db = db;
    db.function("written_rows", (rows) => {
      this.#rows += Number(rows);
      return null;
    });
    this.createTriggers();
  }

  /** Rows written since the last take. */
  take(): number {
    const rows = this.#rows;
    this.#rows = 0;
    return rows;
  }

  /** Rows that DDL wrote to the schema (a CREATE TABLE one more); the triggers are created again. */
  schemaChanged(sql: string): number {
    const before = this.#schemaRows;
    this.createTriggers();
    return Math.abs(this.#schemaRows - before) + (/^\s*CREATE\s+TABLE/i.test(sql) ? 1 : 0);
  }

  createTriggers(): void {
    const db = this.#db;
    for (const { name } of db.prepare("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'").all())
      db.exec(`DROP TRIGGER temp."${String(name)}"`);
    const schema = db.prepare("SELECT type, name, sql FROM main.sqlite_schema").all();
    this.#schemaRows = schema.length;
    const key = schema.map(({ sql }) => String(sql)).join(";");
    let triggers = triggersBySchema.get(key);
    if (triggers === undefined) {
      const tables = schema.filter(({ type, name }) => type === "table" && !String(name).startsWith("sqlite_"));
      triggers = tables.flatMap(({ name }) => triggersOf(db, String(name))).join(";\n");
      triggersBySchema.set(key, triggers);
    }
    db.exec(triggers);
  }
}

const triggersBySchema = new Map<string, string>(); // a pure function of the schema's text: reading it afresh costs 4 ms a database

interface Index {
  /** Columns whose update writes the index. */
  readonly columns: readonly string[];
  /** The partial index's condition; undefined = every row. */
  readonly where: string | undefined;
}

function triggersOf(db: DatabaseSync, table: string): string[] {
  const info = db.prepare("SELECT name, pk FROM pragma_table_info(?)").all(table);
  const columns = info.map(({ name }) => String(name));
  const key = info.filter(({ pk }) => Number(pk) > 0).map(({ name }) => String(name));
  const withoutRowid =
    db.prepare("SELECT wr FROM pragma_table_list WHERE name = ? AND schema = 'main'").get(table)?.["wr"] === 1;
  const indexes = db
    .prepare("SELECT name, origin FROM pragma_index_list(?)")
    .all(table)
    .filter(({ origin }) => !(withoutRowid && origin === "pk"))
    .map(({ name }) => indexOf(db, String(name), columns));
  // An index holds the key of its row: a rowid table's `INTEGER PRIMARY KEY`, a WITHOUT ROWID table's whole key.
  const rowKey = withoutRowid || !indexes.some((index) => sameColumns(index.columns, key)) ? key : [];

  const row = `(SELECT ${columns.map((column) => `NEW."${column}" AS "${column}"`).join(", ")}) AS "${table}"`;
  const entry = ({ where }: Index) => (where === undefined ? "1" : `EXISTS (SELECT 1 FROM ${row} WHERE ${where})`);
  const trigger = (name: string, event: string, count: string) =>
    `CREATE TEMP TRIGGER "${TRIGGER_PREFIX}${table}_${name}" AFTER ${event} ON main."${table}" BEGIN SELECT written_rows(${count}); END`;
  return [
    trigger("insert", "INSERT", ["1", ...indexes.map(entry)].join(" + ")),
    trigger("delete", "DELETE", "1"),
    trigger("update", "UPDATE", "1"),
    ...indexes.map((index, n) => {
      const set = [...new Set([...index.columns, ...rowKey])].map((column) => `"${column}"`).join(", ");
      return trigger(`index${n}`, `UPDATE OF ${set}`, entry(index));
    }),
  ];
}

function indexOf(db: DatabaseSync, name: string, tableColumns: readonly string[]): Index {
  const sql = db.prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND name = ?").get(name)?.["sql"];
  if (typeof sql !== "string") {
    const columns = db.prepare("SELECT name FROM pragma_index_info(?)").all(name);
    return { columns: columns.map((column) => String(column["name"])), where: undefined };
  }
  const body = sql.slice(sql.indexOf("("));
  const words = new Set((body.match(/\w+/g) ?? []).map((word) => word.toLowerCase()));
  return {
    columns: tableColumns.filter((column) => words.has(column.toLowerCase())),
    where: /\)\s*WHERE\s+([\s\S]+)$/i.exec(body)?.[1],
  };
}

const sameColumns = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name));
