/** Runs the table of statements on a D1 and writes down what it answered, one line a step. */
import type { Case, Step } from "./d1-cases.ts";

export async function answersTo(db: D1Database, cases: readonly Case[]): Promise<string> {
  const lines: string[] = [];
  for (const { name, steps } of cases) {
    lines.push(`## ${name}`);
    for (const step of steps) lines.push(...(await answersToStep(db, step)));
    lines.push("");
  }
  return lines.join("\n");
}

async function answersToStep(db: D1Database, step: Step): Promise<string[]> {
  const shown = "batch" in step ? step.batch.map(({ sql }) => sql) : [step.sql];
  const statements = shown.map((sql) => `> ${sql.replace(/\s+/g, " ").slice(0, 100)}`);
  try {
    const results =
      "batch" in step
        ? await db.batch(step.batch.map(({ sql, params }) => prepared(db, sql, params)))
        : [await prepared(db, step.sql, step.params).all()];
    return [...statements, ...results.map(lineOf)];
  } catch (error) {
    return [...statements, `  ${errorLine(error)}`];
  }
}

function prepared(db: D1Database, sql: string, params: readonly unknown[] = []): D1PreparedStatement {
  const statement = db.prepare(sql);
  return params.length > 0 ? statement.bind(...params) : statement;
}

function lineOf({ results, meta }: D1Result): string {
  const { changes, rows_written: written, changed_db: changed } = meta;
  return `  changes=${changes} written=${written} changed=${changed} rows=${JSON.stringify(results)}`;
}

function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  // node:sqlite does not report the place in the text; workerd adds it to some messages.
  return error.message.replace(/ at offset \d+/, "").slice(0, 160);
}
