/** D1's interface over SQLite in this process; every call passes the gate, where it may be slow, fail before or after its commit, or never return. */
import type { SQLInputValue } from "node:sqlite";
import { d1Error } from "./d1-errors.ts";
import type { Gate } from "./gate.ts";
import { labelOf } from "./sql-text.ts";
import type { Answer, Query, SqliteEngine } from "./sqlite-engine.ts";

/** The binding as a Worker gets it. One per invocation: its gate knows whose call it is. */
export function d1Binding(engine: SqliteEngine, gate: Gate): D1Database {
  return new Database(engine, gate);
}

class Database {
  readonly #engine: SqliteEngine;
  readonly #gate: Gate;
  constructor(engine: SqliteEngine, gate: Gate) {
    this.#engine = engine;
    this.#gate = gate;
  }

  prepare(sql: string): Statement {
    return new Statement(this, sql, []);
  }

  async batch<T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    const queries = statements.map((statement) => queryOf(statement));
    return (await this.send(queries)).map((answer) => this.result<T>(answer));
  }

  /** One statement a line, as D1's exec has it. */
  async exec(text: string): Promise<D1ExecResult> {
    const lines = text.trim().split("\n");
    try {
      await this.send(lines.map((sql) => ({ sql, params: [] })));
    } catch (error) {
      const message = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw d1Error(message, "D1_EXEC_ERROR");
    }
    return { count: lines.length, duration: 0 };
  }

  /** There is one copy of the data, so every session reads what was written before it. */
  withSession(): D1DatabaseSession {
    return Object.assign(new Database(this.#engine, this.#gate), { getBookmark: () => null });
  }

  async dump(): Promise<ArrayBuffer> {
    throw d1Error("dump() is not available", "D1_DUMP_ERROR");
  }

  send(queries: readonly Query[]): Promise<Answer[]> {
    const label = queries.length === 1 ? labels(queries[0]?.sql ?? "") : labelOfBatch(queries);
    return this.#gate({ port: "d1", label, statements: queries.length }, () => this.#engine.run(queries));
  }

  result<T>(answer: Answer): D1Result<T> {
    const engine = this.#engine;
    let size: number | undefined;
    const meta: D1Meta & Record<string, unknown> = {
      duration: 0,
      // Asked only where it is read.
      get size_after() {
        return (size ??= engine.sizeBytes);
      },
      rows_read: answer.rows.length + answer.changes, // a lower bound: node:sqlite does not count reads
      rows_written: answer.rowsWritten,
      last_row_id: answer.lastRowId,
      changed_db: answer.changes > 0 || answer.rowsWritten > 0,
      changes: answer.changes,
      served_by: "simulated",
    };
    // The rows are what the statement selects; only the caller knows their type.
    return { success: true, meta, results: objectsOf(answer) as T[] };
  }
}

class Statement implements D1PreparedStatement {
  readonly #database: Database;
  readonly query: Query;
  constructor(database: Database, sql: string, params: readonly SQLInputValue[]) {
    this.#database = database;
    this.query = { sql, params };
  }

  bind(...values: unknown[]): Statement {
    return new Statement(this.#database, this.query.sql, values.map(bound));
  }

  async #one(): Promise<Answer> {
    const [answer] = await this.#database.send([this.query]);
    if (!answer) throw new Error("a statement without an answer");
    return answer;
  }

  first<T = unknown>(column: string): Promise<T | null>;
  first<T = Record<string, unknown>>(): Promise<T | null>;
  async first(column?: string): Promise<unknown> {
    const [row] = objectsOf(await this.#one());
    if (!row) return null;
    if (column === undefined) return row;
    if (row[column] === undefined) throw d1Error(`Column not found (${column})`, "D1_COLUMN_NOTFOUND");
    return row[column];
  }

  async run<T = Record<string, unknown>>(): Promise<D1Result<T>> {
    return this.#database.result<T>(await this.#one());
  }

  async all<T = Record<string, unknown>>(): Promise<D1Result<T>> {
    return this.#database.result<T>(await this.#one());
  }

  raw<T = unknown[]>(options: { columnNames: true }): Promise<[string[], ...T[]]>;
  raw<T = unknown[]>(options?: { columnNames?: false }): Promise<T[]>;
  async raw(options?: { columnNames?: boolean }): Promise<unknown> {
    const { columns, rows } = await this.#one();
    const plain = rows.map((row) => row.map(sent));
    return options?.columnNames === true ? [[...columns], ...plain] : plain;
  }
}

function queryOf(statement: D1PreparedStatement): Query {
  if (!(statement instanceof Statement)) throw new TypeError("batch() takes statements prepared by this database");
  return statement.query;
}

/** What D1 binds for a JavaScript value. Numbers go as REAL, booleans as 1 and 0, over JSON: what JSON cannot express is null. */
function bound(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value) && value.every((byte) => typeof byte === "number" && byte >= 0 && byte < 256))
    return new Uint8Array(value);
  throw d1Error(`Type '${typeof value}' not supported for value '${shown(value)}'`, "D1_TYPE_ERROR");
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  if (typeof value === "bigint") return value.toString();
  return typeof value === "object" ? Object.prototype.toString.call(value) : typeof value;
}

/** Equal column names collapse into the last; bytes come back as an array of numbers. */
const objectsOf = ({ columns, rows }: Answer): Record<string, unknown>[] =>
  rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let n = 0; n < columns.length; n += 1) object[columns[n] ?? ""] = sent(row[n]);
    return object;
  });

const sent = (value: unknown): unknown => (value instanceof Uint8Array ? Array.from(value) : value);

const known = new Map<string, string>();
function labels(sql: string): string {
  let label = known.get(sql);
  if (label === undefined) known.set(sql, (label = labelOf(sql)));
  return label;
}

/** The labels of a batch, one node for each statement before: joining them anew in each call cost more than looking. */
interface Batches {
  readonly label: string;
  readonly next: Map<string, Batches>;
}
const batches: Batches = { label: "", next: new Map() };

function labelOfBatch(queries: readonly Query[]): string {
  let at = batches;
  for (const { sql } of queries) {
    let next = at.next.get(sql);
    if (!next) {
      next = { label: at.label === "" ? labels(sql) : `${at.label} + ${labels(sql)}`, next: new Map() };
      at.next.set(sql, next);
    }
    at = next;
  }
  return at.label;
}
