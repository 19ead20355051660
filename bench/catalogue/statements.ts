/** What it costs to make one D1 statement: text that stands there, text by `sqlText`, and drizzle's builder. CPU, no D1. */
import { and, eq } from "drizzle-orm";
import { plain, prepared } from "../../src/hub/d1/drizzle.ts";
import { sqlText } from "../../src/hub/d1/sql-text.ts";
import { leases, loads } from "../../src/hub/schema/loads.ts";
import { resultOf, type Result } from "../lib/results.ts";

const TIMES = 10_000;
/** The first rounds only warm the compiler up. */
const ROUNDS = 3;

const statement = { bind: () => statement } as unknown as D1PreparedStatement;
const db = { prepare: () => statement } as unknown as D1Database;

const WAYS: Readonly<Record<string, () => unknown>> = {
  "sqlText, an update": () =>
    db
      .prepare(sqlText`UPDATE ${leases} SET ${leases.until} = ?3 WHERE ${leases.name} = ?1 AND ${leases.epoch} = ?2`)
      .bind("publish-stock", 2, 1),
  "builder, an update": () =>
    prepared(
      db,
      plain(db)
        .update(leases)
        .set({ until: 1 })
        .where(and(eq(leases.name, "publish-stock"), eq(leases.epoch, 2))),
    ),
  "builder, a select of a whole row of 27 columns": () =>
    prepared(
      db,
      plain(db)
        .select()
        .from(loads)
        .where(and(eq(loads.name, "stock"), eq(loads.company, 3), eq(loads.segment, 0))),
    ),
};

/** Microseconds of CPU for each way. `sqlText` renders its text once for each place in the source, so it costs a look-up. */
export async function statements(say: (line: string) => void): Promise<Result[]> {
  const micros = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [way, make] of Object.entries(WAYS)) {
      const from = process.cpuUsage();
      for (let n = 0; n < TIMES; n += 1) make();
      const { user, system } = process.cpuUsage(from);
      micros.set(way, (user + system) / TIMES);
    }
  return [...micros].map(([way, value]) => {
    say(`${way}: ${value.toFixed(2)} µs`);
    return resultOf(`catalogue/statements/${way}`, {
      value,
      unit: "µs",
      note: `CPU for each statement made, of ${TIMES.toLocaleString("en-US")} at one place in the source`,
    });
  });
}
