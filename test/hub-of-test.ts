/** What every world of the tests shares: a migratedLive hub with its reads, the kept log, and a simulator's outside on the test's clock. */
import { migratedLive } from "../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../sim/cloudflare/sqlite-engine.ts";
import { seeded, type World } from "../sim/kit/world.ts";
import { createLog, type Log } from "../src/log.ts";
import type { Clock } from "../src/ports.ts";

export type Row = Record<string, unknown>;

/**
 * A migrated hub.
 * @param countWrites the test reads `rows_written`: the triggers that count it take 20 ms of CPU a hub, ten times the rest
 */
export const hubOfTest = ({ countWrites = false }: { readonly countWrites?: boolean | undefined } = {}): SqliteEngine =>
  SqliteEngine.open({ template: migratedLive(), countWrites });

/** Reads by SQL text. */
export function readsOf(db: D1Database) {
  const rows = async (sql: string, ...values: unknown[]): Promise<Row[]> => {
    const { results } = await db
      .prepare(sql)
      .bind(...values)
      .all<Row>();
    return results;
  };
  const one = async (sql: string, ...values: unknown[]): Promise<Row> => {
    const [row] = await rows(sql, ...values);
    if (!row) throw new Error(`no row: ${sql}`);
    return row;
  };
  return { rows, one };
}

/** A log whose lines are kept. */
export function keptLog(clock: Clock): { readonly log: Log; readonly lines: Row[] } {
  const lines: Row[] = [];
  return { log: createLog({ clock, writeLine: (line) => void lines.push({ ...line }) }), lines };
}

/** The outside of a simulator: the test's clock, chance of its own, and no network. */
export const outsideOf = (clock: Clock & { advance(ms: number): void }, seed: number): World => ({
  now: () => clock.now(),
  chance: seeded(seed),
  fetch: async () => Response.error(),
  sleep: async (ms) => clock.advance(ms),
});
