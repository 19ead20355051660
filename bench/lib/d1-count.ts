/** Counts what a database writes and reads, by table: what D1 bills. */
import type { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";

/** Rows that exist because of the work itself, not because of the catalogue: where a load stands, what a run did. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  "loads",
  "leases",
  "runs",
  "stock_calls",
  "bulk_jobs",
  "bulk_lines",
  "load_pages",
]);

export class D1Count {
  readonly written = new Map<string, number>();
  statements = 0;
  calls = 0;
  /** Rows given back and rows changed: a lower bound of D1's own count. */
  readAtLeast = 0;

  get writtenAll(): number {
    return [...this.written.values()].reduce((sum, rows) => sum + rows, 0);
  }

  /** Written to tables that hold the catalogue. */
  get writtenData(): number {
    return [...this.written].reduce((sum, [table, rows]) => sum + (BOOKKEEPING.has(table) ? 0 : rows), 0);
  }

  get writtenBookkeeping(): number {
    return this.writtenAll - this.writtenData;
  }

  reset(): void {
    this.written.clear();
    this.statements = 0;
    this.calls = 0;
    this.readAtLeast = 0;
  }

  tables(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.written].sort(([, one], [, other]) => other - one));
  }
}

const TABLE = /^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)/i;
const tables = new Map<string, string>();

/** Counts the calls of an engine; `around` runs each call (for whose CPU it is). */
export function countD1(engine: SqliteEngine, around: <T>(run: () => T) => T): D1Count {
  const count = new D1Count();
  const run = engine.run.bind(engine);
  engine.run = (queries) => {
    const answers = around(() => run(queries));
    count.calls += 1;
    count.statements += queries.length;
    for (const [index, { rowsWritten, rows, changes }] of answers.entries()) {
      count.readAtLeast += rows.length + changes;
      if (rowsWritten === 0) continue;
      const table = tableOf(queries[index]?.sql ?? "");
      count.written.set(table, (count.written.get(table) ?? 0) + rowsWritten);
    }
    return answers;
  };
  return count;
}

function tableOf(sql: string): string {
  let table = tables.get(sql);
  if (table === undefined) tables.set(sql, (table = TABLE.exec(sql)?.[1] ?? "?"));
  return table;
}
