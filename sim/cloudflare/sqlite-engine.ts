/** SQLite as D1 runs it: each call is one transaction, what D1 refuses is refused, its limits hold. Synchronous; the Worker sees it as D1 (d1.ts). */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Authorizer } from "./d1-authorizer.ts";
import { d1Error, sqliteMessage } from "./d1-errors.ts";
import { readSql } from "./sql-text.ts";
import { WrittenRows } from "./written-rows.ts";

/** Production's limits; local workerd does not enforce the size of a value. */
const D1_LIMITS = { parameters: 100, statementBytes: 100_000, valueBytes: 2_000_000, columns: 100 } as const;

export interface Query {
  readonly sql: string;
  readonly params: readonly SQLInputValue[];
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly changes: number;
  readonly lastRowId: number;
  readonly rowsWritten: number;
}

interface Compiled {
  readonly sql: string;
  readonly statement: StatementSync;
  readonly columns: readonly string[];
  readonly writes: boolean;
  readonly schema: boolean;
}

export class SqliteEngine {
  readonly #db: DatabaseSync;
  readonly #template: Uint8Array | undefined;
  readonly #compiled = new Map<string, Compiled>();
  readonly #authorizer = new Authorizer();
  readonly #written: WrittenRows | undefined;
  readonly #counters: StatementSync;
  readonly #pages: StatementSync;
  readonly #references: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  /** What stands in for a transaction inside of a kept moment. */
  readonly #nested: { readonly begin: StatementSync; readonly commit: StatementSync };
  #kept = 0;
  #sizeBytes: number | undefined;
  #total = 0;
  #lastRowId = 0;

  private constructor(db: DatabaseSync, countWrites: boolean, template: Uint8Array | undefined) {
    this.#db = db;
    this.#template = template;
    db.exec("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON");
    this.#counters = db.prepare("SELECT total_changes(), last_insert_rowid()");
    this.#counters.setReturnArrays(true);
    this.#pages = db.prepare("PRAGMA page_count");
    this.#pages.setReturnArrays(true);
    this.#references = db.prepare("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE sql LIKE '%REFERENCES%')");
    this.#references.setReturnArrays(true);
    this.#begin = db.prepare("BEGIN");
    this.#commit = db.prepare("COMMIT");
    this.#rollback = db.prepare("ROLLBACK");
    this.#nested = { begin: db.prepare("SAVEPOINT query"), commit: db.prepare("RELEASE query") };
    this.#written = countWrites ? new WrittenRows(db) : undefined;
    const authorizer = this.#authorizer;
    authorizer.exempt = true; // SQLite prepares our own statements again when an authorizer comes or the schema changes
    db.setAuthorizer((action, first, second, _database, trigger) => authorizer.decide(action, first, second, trigger));
    this.#readCounters();
    this.#pages.get();
    this.#begin.run();
    this.#commit.run();
    this.#nested.begin.run();
    this.#nested.commit.run();
    authorizer.exempt = false;
  }

  /**
   * An empty database, or a copy of a template's (0.2 ms; see `template`).
   * @param countWrites false: `rowsWritten` is `changes`, and a row costs about 1 µs less.
   */
  static open({
    template,
    countWrites = true,
  }: { template?: Uint8Array | undefined; countWrites?: boolean } = {}): SqliteEngine {
    const db = new DatabaseSync(":memory:", { enableDoubleQuotedStringLiterals: true });
    if (template) db.deserialize(template);
    return new SqliteEngine(db, countWrites, template);
  }

  /** The whole database as bytes: migrate once, then open thousands of copies. */
  template(): Uint8Array {
    return this.#exempt(() => this.#db.serialize());
  }

  /**
   * Restores the initial rows and keeps the compiled statements: cheaper than a new one, whose every statement is compiled
   * anew. Setting the pragma makes SQLite compile them anew too, so it is left alone where no table has a foreign key.
   */
  clear(): void {
    this.#exempt(() => {
      if (this.#kept > 0) this.#db.exec("ROLLBACK");
      this.#kept = 0;
      const references = firstRow(this.#references)[0] === 1;
      this.#db.exec(references ? "PRAGMA foreign_keys = OFF; BEGIN" : "BEGIN");
      for (const table of tablesOf(this.#db)) this.#db.exec(`DELETE FROM ${table}`);
      for (const { sql, rows } of this.#template ? rowsOf(this.#template) : []) {
        const insert = this.#db.prepare(sql);
        for (const row of rows) insert.run(...row);
      }
      this.#db.exec(references ? "COMMIT; PRAGMA foreign_keys = ON" : "COMMIT");
      this.#readCounters();
      this.#written?.take();
      this.#sizeBytes = undefined;
    });
  }

  /**
   * Keeps how the rows stand now. Kept moments nest, until `clear`; the schema must not change under one.
   * @returns `putBack` restores the rows, as often as it is called; `drop` leaves them as they are and forgets the moment
   */
  keep(): { readonly putBack: () => void; readonly drop: () => void } {
    const name = `kept_${(this.#kept += 1)}`;
    this.#exempt(() => this.#db.exec(`SAVEPOINT ${name}`));
    return {
      putBack: () => {
        this.#exempt(() => this.#db.exec(`ROLLBACK TO ${name}`));
        this.#sizeBytes = undefined;
      },
      drop: () => {
        this.#exempt(() => this.#db.exec(`RELEASE ${name}`));
        this.#kept -= 1;
      },
    };
  }

  close(): void {
    this.#db.close();
  }

  get sizeBytes(): number {
    return (this.#sizeBytes ??= this.#exempt(() => Number(firstRow(this.#pages)[0]) * 4096));
  }

  /** Runs the queries in one transaction; any failure undoes all of it. Throws D1's errors. */
  run(queries: readonly Query[]): Answer[] {
    if (queries.length === 0) throw d1Error("No SQL statements detected.");
    const texts = queries.map(textOf);
    const [only] = texts;
    // A statement by itself is a transaction already; a pragma behaves otherwise outside of one, and D1 is never outside.
    const alone =
      texts.length === 1 && only?.statements.length === 1 && !/^\s*(?:PRAGMA|VACUUM)/i.test(only.statements[0] ?? "");
    const { begin, commit } = this.#kept > 0 ? this.#nested : { begin: this.#begin, commit: this.#commit };
    if (!alone) this.#exempt(() => begin.run());
    try {
      const answers = queries.map((query, n) => this.#query(texts[n]?.statements ?? [], query.params));
      if (!alone) this.#exempt(() => commit.run());
      return answers;
    } catch (error) {
      if (!alone) this.#exempt(() => this.#undo());
      this.#exempt(() => this.#readCounters());
      this.#written?.take();
      const message = sqliteMessage(error);
      throw message === undefined ? error : d1Error(message);
    }
  }

  #undo(): void {
    if (this.#kept > 0) this.#db.exec("ROLLBACK TO query; RELEASE query");
    else this.#rollback.run();
  }

  /** All statements of one text, of which only the last has parameters, rows and a bill; `changes` is all of theirs. */
  #query(statements: readonly string[], params: readonly SQLInputValue[]): Answer {
    let changes = 0;
    let answer: Answer = { columns: [], rows: [], changes: 0, lastRowId: 0, rowsWritten: 0 };
    for (const [n, sql] of statements.entries()) {
      answer = this.#statement(sql, n === statements.length - 1 ? params : []);
      changes += answer.changes;
    }
    return { ...answer, changes };
  }

  #statement(sql: string, params: readonly SQLInputValue[]): Answer {
    const compiled = this.#compiled.get(sql) ?? this.#compile(sql);
    const { columns, statement } = compiled;
    let rows: readonly (readonly unknown[])[] = [];
    if (columns.length > 0) rows = readRows(compiled, params);
    else statement.run(...params);
    if (!compiled.writes && !compiled.schema)
      return { columns, rows, changes: 0, lastRowId: this.#lastRowId, rowsWritten: 0 };
    this.#sizeBytes = undefined;
    return this.#exempt(() => {
      const before = this.#total;
      this.#readCounters();
      const changes = compiled.schema ? 0 : this.#total - before;
      let rowsWritten = this.#written ? this.#written.take() : changes;
      if (compiled.schema) {
        if (this.#kept > 0) throw new Error("the schema changes under a kept moment");
        this.#compiled.clear();
        rowsWritten += this.#written?.schemaChanged(sql) ?? 0;
      }
      return { columns, rows, changes, lastRowId: this.#lastRowId, rowsWritten };
    });
  }

  #compile(sql: string): Compiled {
    const authorizer = this.#authorizer;
    authorizer.begin();
    let statement: StatementSync;
    try {
      statement = this.#db.prepare(compiledOnce(sql));
    } catch (error) {
      throw authorizer.wordsOf(error);
    }
    statement.setReturnArrays(true);
    const columns = statement.columns().map((column) => column.name);
    if (columns.length > D1_LIMITS.columns) throw d1Error("too many columns in result set: SQLITE_ERROR");
    const compiled = { sql, statement, columns, writes: authorizer.writes, schema: authorizer.schema };
    this.#compiled.set(sql, compiled);
    return compiled;
  }

  #readCounters(): void {
    const [total, lastRowId] = firstRow(this.#counters);
    this.#total = Number(total);
    this.#lastRowId = Number(lastRowId);
  }

  #exempt<T>(run: () => T): T {
    this.#authorizer.exempt = true;
    try {
      return run();
    } finally {
      this.#authorizer.exempt = false;
    }
  }
}

/**
 * SQLite looks at the value of a bare `LIMIT ?`, and then compiles the statement anew whenever the parameter is bound: 3 µs of
 * work took up to a millisecond. Behind a function it does not look. What comes back is the same.
 */
const compiledOnce = (sql: string): string => sql.replace(/\bLIMIT (\?\d*)(?=\s|\)|$)/gi, "LIMIT coalesce($1, NULL)");

const tablesOf = (db: DatabaseSync): readonly string[] =>
  db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    .all()
    .map(({ name }) => `"${String(name)}"`);

interface Born {
  readonly sql: string;
  readonly rows: readonly SQLInputValue[][];
}
const born = new WeakMap<Uint8Array, readonly Born[]>();

/** The rows of a template, by table: what migrations insert. */
function rowsOf(template: Uint8Array): readonly Born[] {
  let tables = born.get(template);
  if (!tables) {
    const db = new DatabaseSync(":memory:");
    db.deserialize(template);
    tables = tablesOf(db).flatMap((table) => {
      const rows = db
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => Object.values(row));
      const marks = rows[0]?.map(() => "?").join(", ");
      return marks === undefined ? [] : [{ sql: `INSERT INTO ${table} VALUES (${marks})`, rows }];
    });
    db.close();
    born.set(template, tables);
  }
  return tables;
}

interface Text {
  readonly statements: readonly string[];
  readonly parameters: number;
}
const texts = new Map<string, Text>(); // a pure function of the text: shared by all databases of the process

/** Refuses by text and parameters what D1 refuses before SQLite runs it. */
function textOf({ sql, params }: Query): Text {
  let text = texts.get(sql);
  if (!text) {
    if (bytesOf(sql) > D1_LIMITS.statementBytes) throw d1Error("statement too long: SQLITE_TOOBIG");
    if (sql.trim() === "") throw d1Error("No SQL statements detected.");
    text = readSql(sql);
    if (text.statements.length === 0) throw d1Error("SQL code did not contain a statement.");
    texts.set(sql, text);
  }
  const { parameters } = text;
  if (parameters > D1_LIMITS.parameters) {
    const numbered = /\?\d/.test(sql);
    throw d1Error(
      `${numbered ? "variable number must be between ?1 and ?100" : "too many SQL variables"}: SQLITE_ERROR`,
    );
  }
  if (parameters !== params.length) throw d1Error("Wrong number of parameter bindings for SQL query.");
  for (const value of params)
    if (bytesOf(value) > D1_LIMITS.valueBytes) throw d1Error("string or blob too big: SQLITE_TOOBIG");
  return text;
}

function bytesOf(value: SQLInputValue): number {
  if (typeof value === "string") return value.length < 25_000 ? value.length : Buffer.byteLength(value);
  return ArrayBuffer.isView(value) ? value.byteLength : 8;
}

/** Rows come as arrays (setReturnArrays), which node's types do not declare. */
function readRows({ statement, writes }: Compiled, params: readonly SQLInputValue[]): readonly (readonly unknown[])[] {
  try {
    return arrays(statement.all(...params));
  } catch (error) {
    // Integers past 2^53: D1 rounds them, node:sqlite refuses. A read may simply be read again, rounded.
    if (writes || !(error instanceof Error && "code" in error && error.code === "ERR_OUT_OF_RANGE")) throw error;
    statement.setReadBigInts(true);
    const rows = arrays(statement.all(...params));
    statement.setReadBigInts(false);
    return rows.map((row) => row.map((value) => (typeof value === "bigint" ? Number(value) : value)));
  }
}

const arrays = (rows: unknown): readonly (readonly unknown[])[] => {
  if (!Array.isArray(rows)) throw new TypeError("node:sqlite gave no rows");
  return rows;
};
const firstRow = (statement: StatementSync): readonly unknown[] => arrays([statement.get()])[0] ?? [];
