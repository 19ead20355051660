/**
 * How long each statement of the product holds a large hub. Recorded in scenarios, with pages made as wide as in a full
 * run, and asked directly where only the size matters. The time is the thread's CPU, so that other work of the machine
 * does not count. Recorded statements run in a transaction that is rolled back.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { resultOf, type Result } from "../lib/results.ts";
import { baseCallMs } from "./base-call.ts";
import { createBigHub, widened } from "./big-hub.ts";
import { askDirectly } from "./direct.ts";
import { KNOWN } from "./known.ts";
import { recordScenarios, type Recorded } from "./recorded.ts";

const LIMIT_TIMES = 30;
const PAGE_ROWS = 250;
const REPEATS = 2;
const SEEDS = [7, 3, 11];
const LARGE =
  /^(stock|shop_prices|prices|orders|order_timeline|erp_events|runs|products|skus|shop_products|shop_variants|webhook_deliveries|desk)$/;

interface Measured {
  readonly sql: string;
  ms: number;
  rows: number;
  changes: number;
  plan: readonly string[];
}

/** The large tables that a plan goes through from end to end; a partial index holds only what is due, open or pending. */
const scansOf = (plan: readonly string[]): readonly string[] =>
  plan.flatMap((detail) => {
    const table = /^SCAN (\w+)/.exec(detail)?.[1] ?? "";
    const index = /INDEX (\w+)/.exec(detail)?.[1] ?? "";
    return LARGE.test(table) && !/_due$|_pending$|_open|_next$|_received$/.test(index) ? [table] : [];
  });

export async function statements(say: (line: string) => void): Promise<Result[]> {
  const scale = Number(process.env["BENCH_HUB_SCALE"] ?? 1);
  const companies = 20;
  const { statements: recorded, hub: start } = await recordScenarios(scale === 1 ? SEEDS : SEEDS.slice(0, 1));
  say(`${recorded.length} statements recorded in scenarios`);
  const base = await baseCallMs();
  say(`SELECT 1 through workerd's D1: ${base.toFixed(3)} ms`);
  const folder = mkdtempSync(join(tmpdir(), "gondola-hub-"));
  const now = Date.UTC(2026, 10, 24, 15);
  const from = performance.now();
  const db = createBigHub(join(folder, "hub.sqlite"), start, {
    skus: 100_000 * scale,
    companies,
    targets: 6,
    orders: 180_000 * scale,
    runDays: 60 * scale,
    now,
  });
  say(`the hub is there after ${Math.round((performance.now() - from) / 1_000)} s`);
  db.exec("PRAGMA journal_mode = MEMORY");
  const all = new Map<string, Measured>();
  for (const { sql, params } of recorded)
    measure(db, all, { sql, params: params.map((value) => wide(value, companies)) }, false);
  await askDirectly(timing(db, all), now, (sql) => db.exec(sql));
  db.close();
  rmSync(folder, { recursive: true, force: true });

  const list = [...all.values()].sort((one, other) => other.ms - one.ms);
  const over = list.filter(({ ms }) => ms > LIMIT_TIMES * base);
  const unknown = over.filter(({ sql }) => !reasonOf(sql));
  const lines = list.map(
    ({ sql, ms, rows, changes, plan }) =>
      `${(ms / base).toFixed(2).padStart(9)} × ${ms.toFixed(3).padStart(9)} ms  rows ${rows}, changes ${changes}` +
      `${scansOf(plan).length > 0 ? `  SCANS ${scansOf(plan).join(", ")}` : ""}${ms > LIMIT_TIMES * base ? `  OVER: ${reasonOf(sql) ?? "no reason"}` : ""}\n` +
      `            ${sql.replace(/\s+/g, " ").trim()}\n            ${plan.join(" | ")}`,
  );
  writeFileSync(
    join(import.meta.dirname, "../statements.txt"),
    `Every statement, the slowest first: times SELECT 1 through workerd's D1 (${base.toFixed(3)} ms), its own time, rows, changes, plan.\n\n${lines.join("\n")}\n`,
  );
  for (const line of lines.slice(0, 25)) say(line.slice(0, 400));
  for (const { sql, ms } of unknown) say(`OVER ${(ms / base).toFixed(1)} ×: ${sql.replace(/\s+/g, " ").slice(0, 300)}`);
  return [
    resultOf("hub/statements/SELECT 1", {
      value: base,
      unit: "ms",
      note: "a call from a Worker in workerd to its D1 and back, the fastest of five rounds",
    }),
    resultOf("hub/statements/listed", {
      value: list.length,
      unit: "statements",
      note: "each text once, with its plan in bench/statements.txt; pages of 250 rows",
    }),
    resultOf("hub/statements/the longest without a reason", {
      value: list.find(({ sql }) => !reasonOf(sql))?.ms ?? 0,
      unit: "ms",
      limit: LIMIT_TIMES * base,
      keep: { atMost: 1 },
      note: "CPU of SQLite and of making the rows, at 2 M levels, 600,000 prices at targets, 180,000 orders, 427,680 runs; limit: thirty times SELECT 1",
    }),
    resultOf("hub/statements/over, with a reason", {
      value: over.length - unknown.length,
      unit: "statements",
      note: "bench/hub/known.ts says why for each",
    }),
  ];
}

const reasonOf = (sql: string): string | undefined =>
  KNOWN.find(({ names }) => names.every((name) => sql.replace(/\s+/g, " ").includes(name)))?.why;

const wide = (value: SQLInputValue, companies: number): SQLInputValue =>
  typeof value === "string" && /^\[[^\]]/.test(value) ? widened(value, PAGE_ROWS, companies) : value;

function measure(
  db: DatabaseSync,
  all: Map<string, Measured>,
  { sql, params }: Recorded,
  keeps: boolean,
): readonly Record<string, unknown>[] {
  const text = sql.trim();
  if (!/^(SELECT|INSERT|UPDATE|DELETE|WITH)/i.test(text)) return [];
  const isRead = /^(SELECT|WITH)/i.test(text);
  const bound = params.map((value) => value ?? null);
  const statement = db.prepare(sql);
  let ms = Infinity;
  let answer: readonly Record<string, unknown>[] = [];
  const changesBefore = () => Number(db.prepare("SELECT total_changes() AS n").get()?.["n"]);
  const before = changesBefore();
  // What is kept runs once: its second time would find nothing left to do.
  const repeats = keeps && !isRead ? 1 : REPEATS;
  for (let n = 0; n < repeats; n += 1) {
    if (!keeps) db.exec("SAVEPOINT bench");
    const from = process.cpuUsage();
    try {
      answer = statement.all(...bound);
    } catch (error) {
      // A fence of a scenario that is over breaks its own NOT NULL, as it should.
      if (!(error instanceof Error && /constraint/i.test(error.message))) throw error;
    }
    const { user, system } = process.cpuUsage(from);
    ms = Math.min(ms, (user + system) / 1_000);
    if (!keeps) db.exec("ROLLBACK TO bench; RELEASE bench");
  }
  const known = all.get(sql);
  if (known && known.ms >= ms) return answer;
  all.set(sql, {
    sql,
    ms,
    rows: answer.length,
    changes: isRead ? 0 : Math.round((changesBefore() - before) / repeats),
    plan: db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...bound)
      .map((row) => String(row["detail"])),
  });
  return answer;
}

/** A D1 over the large hub that measures each statement. */
function timing(db: DatabaseSync, all: Map<string, Measured>): D1Database {
  const statement = (sql: string, params: readonly SQLInputValue[] = []) => {
    const run = async () => {
      const before = Number(db.prepare("SELECT total_changes() AS n").get()?.["n"]);
      const results = measure(db, all, { sql, params }, true);
      const after = Number(db.prepare("SELECT total_changes() AS n").get()?.["n"]);
      return { results, success: true, meta: { changes: after - before } };
    };
    return {
      bind: (...given: SQLInputValue[]) => statement(sql, given),
      all: run,
      run,
      first: async () => (await run()).results[0] ?? null,
      raw: async () => (await run()).results.map((row) => Object.values(row)),
    };
  };
  const binding: unknown = {
    prepare: (sql: string) => statement(sql),
    batch: async (list: readonly { all: () => Promise<unknown> }[]) => {
      const results: unknown[] = [];
      for (const each of list) results.push(await each.all());
      return results;
    },
  };
  return binding as D1Database;
}
