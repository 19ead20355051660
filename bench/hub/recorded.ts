/** Every statement that the product prepares: recorded below the D1 binding while scenarios run, each text once. */
import type { SQLInputValue } from "node:sqlite";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { runScenario } from "../../test/simulation/scenario/run.ts";

export interface Recorded {
  readonly sql: string;
  readonly params: readonly SQLInputValue[];
}

const sizeOf = (params: readonly SQLInputValue[]): number =>
  params.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 1), 0);

/** @returns the statements with the largest parameters seen, and the hub of the last scenario, whose keys they name */
Error.stackTraceLimit = 30;

export async function recordScenarios(
  seeds: readonly number[],
): Promise<{ readonly statements: readonly Recorded[]; readonly hub: Uint8Array }> {
  const seen = new Map<string, Recorded>();
  const engines = new Map<string, SqliteEngine>();
  let hub: Uint8Array | undefined;
  const ours = new Set<string>();
  const binding = Object.getPrototypeOf(d1Binding(SqliteEngine.open(), openGate)) as D1Database;
  const prepare = binding.prepare;
  const run: SqliteEngine["run"] = Reflect.get(SqliteEngine.prototype, "run");
  // The scenario's judge asks the same database: ours is what a file of the product prepares.
  binding.prepare = function (this: D1Database, sql) {
    if (!ours.has(sql) && new Error().stack?.includes("/src/")) ours.add(sql);
    return prepare.call(this, sql);
  };
  SqliteEngine.prototype.run = function (queries) {
    engines.set("last", this);
    for (const { sql, params } of queries) {
      const before = seen.get(sql);
      if (!before || sizeOf(params) > sizeOf(before.params)) seen.set(sql, { sql, params });
    }
    return run.call(this, queries);
  };
  try {
    for (const seed of seeds)
      await runScenario(seed, undefined, () => {
        hub = engines.get("last")?.template();
      });
  } finally {
    SqliteEngine.prototype.run = run;
    binding.prepare = prepare;
  }
  if (!hub) throw new Error("no scenario ran");
  return { statements: [...seen.values()].filter(({ sql }) => ours.has(sql)), hub };
}
