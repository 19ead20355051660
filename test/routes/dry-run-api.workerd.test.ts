import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { saveDryRun } from "../../src/hub/dry-run.ts";
import { openPass, writePass } from "../../src/hub/dry-run-report.ts";
import { routes } from "../../src/routes/index.ts";
import { depsOf, OPS_TOKEN } from "./deps.ts";

const context = { waitUntil: () => undefined };

let acts = 0;
const depsOfAct = () =>
  depsOf({ random: { fraction: () => 0.5, uuid: () => `00000000-0000-4000-8000-00000000000${++acts}` } }).deps;

function call(method: string, path: string, body?: unknown, deps = depsOfAct()): Promise<Response> {
  const request = new Request(`https://gondola.example${path}`, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return routes(request, deps, context);
}

/** The price of the n-th SKU. */
const line = (n: number) => ({
  record: `P${n}E1`,
  action: "change" as const,
  field: "price",
  before: "100",
  after: String(n),
});

beforeEach(async () => {
  await env.DB.batch(
    ["settings", "dry_run_passes", "dry_run_lines", "dry_run_blocked", "orders", "audit"].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  );
});

it("is off until somebody sets it", async () => {
  expect(await (await call("GET", "/api/dry-run")).json()).toEqual({ all: false, lanes: [] });
});

it.each([
  ["no body field", {}],
  ["a lane nobody knows", { all: false, lanes: ["images"] }],
  ["text for a switch", { all: "yes" }],
  ["a field nobody knows", { all: true, until: "tomorrow" }],
])("refuses %s and leaves the switch as it was", async (_, body) => {
  await saveDryRun(env.DB, { all: true, lanes: [] }, 1);
  const answer = await call("PUT", "/api/dry-run", body);
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([422, "body-wrong"]);
  expect(await (await call("GET", "/api/dry-run")).json()).toEqual({ all: true, lanes: [] });
});

it("D1: what is set is kept, each lane once, and leaves a row in the audit", async () => {
  const answer = await call("PUT", "/api/dry-run", { all: false, lanes: ["stock", "prices", "stock"] });
  expect(await answer.json()).toEqual({ all: false, lanes: ["prices", "stock"] });
  const { results } = await env.DB.prepare("SELECT act, name, before, after FROM audit").all();
  expect(results).toEqual([{ act: "settings", name: "dry-run", before: "off", after: "prices,stock" }]);
});

it("D1: switching off makes the orders that waited for it due, and no other", async () => {
  await call("PUT", "/api/dry-run", { all: true });
  await env.DB.prepare(
    `INSERT INTO orders (order_id, state, reason, found_by, next_at, created_at, updated_at)
     VALUES ('1', 'ready', 'dry-run', 'webhook', 9999999999999, 1, 1), ('2', 'held', 'cpf-missing', 'webhook', NULL, 1, 1)`,
  ).run();
  await call("PUT", "/api/dry-run", { all: false });
  const { deps } = depsOf();
  const { results } = await env.DB.prepare("SELECT order_id, next_at FROM orders ORDER BY order_id").all();
  expect(results).toEqual([
    { order_id: "1", next_at: deps.clock.now() },
    { order_id: "2", next_at: null },
  ]);
});

it("the report keeps the newest lines of a pass and the counts of all, as JSON and as a table", async () => {
  await saveDryRun(env.DB, { all: true, lanes: [] }, 1);
  const pass = await openPass(env.DB, "prices", 1_000, 0);
  if (!pass) throw new Error("no pass");
  const counts = { created: 0, changed: 400, refused: 0, waiting: 0, same: 0 };
  const page = (from: number) => Array.from({ length: 400 }, (_, index) => line(from + index));
  const second = await writePass(env.DB, pass, { lines: page(0), counts, position: "a", isLast: false }, 1_001);
  if (!second) throw new Error("the pass was lost");
  await writePass(env.DB, second, { lines: page(400), counts, position: "b", isLast: true }, 1_002);
  // The first holder, come back: the pass is not his any more.
  expect(await writePass(env.DB, pass, { lines: page(0), counts, position: "z", isLast: false }, 1_003)).toBeNull();

  const report = await (
    await call("GET", "/api/dry-run/report?limit=500")
  ).json<{
    lanes: { lane: string; changed: number; looked: number; newest: { record: string }[] }[];
  }>();
  expect(report.lanes).toMatchObject([{ lane: "prices", looked: 800, changed: 800, endedAt: 1_002 }]);
  const records = report.lanes[0]?.newest.map(({ record }) => record) ?? [];
  expect([records.length, records[0], records.at(-1)]).toEqual([500, "P799E1", "P300E1"]);
  const text = await (await call("GET", "/api/dry-run/report?format=text&limit=2")).text();
  expect(text).toContain("Simulação: tudo");
  expect(text).toContain("prices  mudar  P799E1    price  100    799");
  expect(text).not.toContain("P797E1");
});

it("a pass that is fresh is not begun anew, and one that is asked for is", async () => {
  const pass = await openPass(env.DB, "stock", 1_000, 0);
  if (!pass) throw new Error("no pass");
  const counts = { created: 0, changed: 0, refused: 0, waiting: 0, same: 0 };
  await writePass(env.DB, pass, { lines: [], counts, position: "", isLast: true }, 1_000);
  expect(await openPass(env.DB, "stock", 2_000, 500)).toBeNull();
  expect((await openPass(env.DB, "stock", 2_000, 1_000))?.startedAt).toBe(2_000);
  const { deps, sent } = depsOf();
  expect((await call("POST", "/api/dry-run/report", undefined, deps)).status).toBe(202);
  expect(sent).toEqual([{ job: "publish" }]);
  expect((await openPass(env.DB, "stock", 3_000, 0))?.startedAt).toBe(3_000);
});
