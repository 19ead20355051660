/**
 * One page of the largest kind, in a process that holds nothing else: answers stand ready as bytes outside of the heap that
 * is measured, and SQLite keeps its pages outside of it too. At every port call everything dead is collected and what is
 * left is counted. Prints a `Memory` (memory.ts).
 */
import type { MemoryCase } from "./memory.ts";

const given = JSON.parse(process.argv[2] ?? "{}") as MemoryCase;
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("run with --expose-gc");

const alive = (): number => {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};
const before = alive();

// Only now the Worker: its code and its tables are its memory as well.
const { createErpClient } = await import("../../src/erp/client/client.ts");
const { createLog } = await import("../../src/log.ts");
const { schedule } = await import("../../src/crons/schedule.ts");
await import("../../src/worker.ts");
const idle = alive() - before;

const { d1Binding } = await import("../../sim/cloudflare/d1.ts");
const { migratedLive } = await import("../../sim/cloudflare/migrations.ts");
const { SqliteEngine } = await import("../../sim/cloudflare/sqlite-engine.ts");
const { bodyOf, erpConfig } = await import("./memory-bodies.ts");

const engine = SqliteEngine.open({ template: migratedLive(), countWrites: false });
const run = (sql: string) => engine.run([{ sql, params: [] }]);
run("INSERT INTO companies (company, name, location_gid) VALUES (1, 'LOJA 1', 'gid://shopify/Location/1')");
run("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)");
run(
  `INSERT INTO loads (name, company, segment, page_size) VALUES ('${given.load}', ${given.load === "stock" ? "1, 0" : given.load === "prices" ? "1, 1" : "0, 0"}, ${given.pageSize})`,
);
const body = new Uint8Array(await bodyOf(given));

let worst = 0;
let isMeasured = false;
let without = 0;
const look = () => {
  if (isMeasured) worst = Math.max(worst, alive() - without);
};
const clock = { now: () => Date.UTC(2026, 10, 24, 15), sleep: async () => new Promise<void>(() => {}) };
const random = { fraction: () => 0.5, uuid: () => crypto.randomUUID() };
const log = createLog({ clock, writeLine: () => {} });
const job = schedule.find(({ job: each }) => each.name === given.load)?.job;
if (!job) throw new Error(`no load ${given.load}`);

let pages = 0;
const deps = {
  config: { erp: erpConfig },
  clock,
  random,
  log,
  db: d1Binding(engine, async (_call, effect) => {
    look();
    const answer = await effect();
    look();
    return answer;
  }),
  erp: createErpClient({
    config: erpConfig,
    clock,
    random,
    log,
    fetch: async (request) => {
      look();
      if (request.url.includes("login"))
        return Response.json({ accessToken: "t", expiresIn: 3_600, access_token: "t", token: "t" });
      pages += 1;
      return new Response(body, { headers: { "content-type": "application/json" } });
    },
  }),
  loads: { send: async () => {} },
};
without = alive() - idle;
isMeasured = true;
// The job touches neither Shopify, R2 nor the order queues.
await job.run(deps as unknown as Parameters<typeof job.run>[0], { startedAt: clock.now(), outOfTime: () => false });
const read =
  engine.run([{ sql: "SELECT total(read), total(changed), max(outcome), max(reason) FROM runs", params: [] }])[0]
    ?.rows[0] ?? [];
if (pages !== 1 || Number(read[1]) === 0)
  throw new Error(`the page was not written: ${JSON.stringify({ pages, read })}`);
console.log(
  JSON.stringify({ bodyBytes: body.byteLength, records: Number(read[0]), liveMb: worst / 1e6, idleMb: idle / 1e6 }),
);
process.exit(0); // the client's time limits are still asleep
