/** A migrated hub that also explains: the steps of each statement's plan. @param rowsFirst what it holds */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface PlanStep {
  readonly statement: string;
  readonly detail: string;
}

type Value = string | number | null;

export function explaining(rowsFirst: readonly string[] = []): {
  readonly db: D1Database;
  readonly steps: readonly PlanStep[];
} {
  const sqlite = new DatabaseSync(":memory:");
  const folder = join(import.meta.dirname, "../../migrations");
  for (const file of readdirSync(folder).sort()) sqlite.exec(readFileSync(join(folder, file), "utf8"));
  for (const sql of rowsFirst) sqlite.exec(sql);
  const steps: PlanStep[] = [];
  const explain = (sql: string, values: readonly Value[]) => {
    const text = sql.replaceAll(/\s+/g, " ").slice(0, 110);
    for (const row of sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values))
      steps.push({ statement: text, detail: String(row["detail"]) });
  };
  const rows = (sql: string, values: readonly Value[]) => {
    explain(sql, values);
    return sqlite.prepare(sql).all(...values);
  };
  const answer = (sql: string, values: readonly Value[]) => ({ results: rows(sql, values), meta: { changes: 0 } });
  const statement = (sql: string, values: readonly Value[] = []) => ({
    bind: (...given: Value[]) => statement(sql, given),
    answer: () => answer(sql, values),
    all: async () => answer(sql, values),
    run: async () => answer(sql, values),
    raw: async () => rows(sql, values).map((row) => Object.values(row)),
    first: async () => rows(sql, values)[0] ?? null,
  });
  const db = {
    prepare: (sql: string) => statement(sql),
    batch: async (all: { answer: () => unknown }[]) => all.map((each) => each.answer()),
  } as unknown as D1Database;
  return { db, steps };
}
