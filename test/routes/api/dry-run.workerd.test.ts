import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { saveDryRun } from "../../../src/hub/dry-run/dry-run.ts";
import { LINES_KEPT, openPass, writePass } from "../../../src/hub/dry-run/report.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

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
  return answered(routes(request, deps, context), request);
}

/** The price of the n-th SKU. */
const line = (n: number) => ({
  seqProduct: n,
  sku: `P${n}E1`,
  ref: "base",
  action: "change" as const,
  field: "price" as const,
  params: {
    before: { priceCents: 100, compareAtCents: null },
    after: { priceCents: n, compareAtCents: null },
  },
});

beforeEach(async () => {
  await env.DB.batch(
    ["settings", "dry_run_passes", "dry_run_lines", "dry_run_blocked", "orders", "audit"].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  );
});

it("is on, everywhere, until an operator sets it", async () => {
  expect(await (await call("GET", "/api/dry-run")).json()).toEqual({ all: true, scopes: [], testOrder: null });
});

it.each([
  ["no body field", {}],
  ["an unknown scope", { all: false, scopes: ["pictures"] }],
  ["text for a switch", { all: "yes" }],
  ["an unknown field", { all: true, until: "tomorrow" }],
])("refuses %s and leaves the switch as it was", async (_, body) => {
  await saveDryRun(env.DB, { all: true, scopes: [] }, 1);
  const answer = await call("PUT", "/api/dry-run", body);
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([422, "body-wrong"]);
  expect(await (await call("GET", "/api/dry-run")).json()).toEqual({ all: true, scopes: [], testOrder: null });
});

it("D1: the switch stores each scope once, and adds a row to the audit", async () => {
  const answer = await call("PUT", "/api/dry-run", { all: false, scopes: ["stock", "prices", "stock"] });
  expect(await answer.json()).toEqual({ all: false, scopes: ["prices", "stock"], testOrder: null });
  const { results } = await env.DB.prepare("SELECT act, name, before, after FROM audit").all();
  expect(results).toEqual([{ act: "settings", name: "dry-run", before: "all", after: "prices,stock" }]);
});

it("D1: switching off makes exactly the orders due that waited for it", async () => {
  await call("PUT", "/api/dry-run", { all: true });
  await env.DB.prepare(
    `INSERT INTO orders (order_id, state, reason, found_by, next_at, created_at, updated_at)
     VALUES ('1', 'ready', 'dry-run', 'webhook', 9999999999999, 1, 1), ('2', 'on-hold', 'cpf-missing', 'webhook', NULL, 1, 1)`,
  ).run();
  await call("PUT", "/api/dry-run", { all: false });
  const { deps } = depsOf();
  const { results } = await env.DB.prepare("SELECT order_id, next_at FROM orders ORDER BY order_id").all();
  expect(results).toEqual([
    { order_id: "1", next_at: deps.clock.now() },
    { order_id: "2", next_at: null },
  ]);
});

interface Shown {
  readonly scopes: readonly {
    readonly scope: string;
    readonly newest: readonly { readonly line: number; readonly record: string }[];
  }[];
}
const none = { created: 0, changed: 0, removed: 0, refused: 0, waiting: 0, same: 0 };
const linesFrom = (from: number, many: number) => Array.from({ length: many }, (_, index) => line(from + index));

it("the report has the newest lines of a pass and the counts of all, as JSON and as a table", async () => {
  await saveDryRun(env.DB, { all: true, scopes: [] }, 1);
  const pass = await openPass(env.DB, "prices", 1_000, 0);
  if (!pass) throw new Error("no pass");
  const counts = { ...none, changed: 300, removed: 100 };
  const page = (from: number) => ({ lines: linesFrom(from, 400), counts });
  const second = await writePass(env.DB, pass, { ...page(0), position: "a", isLast: false }, 1_001);
  if (!second) throw new Error("the pass was lost");
  await writePass(env.DB, second, { ...page(400), position: "b", isLast: true }, 1_002);
  // The first holder, come back: the pass is not his any more.
  expect(await writePass(env.DB, pass, { ...page(0), position: "z", isLast: false }, 1_003)).toBeNull();

  const report = await (await call("GET", "/api/dry-run/report?limit=500")).json<Shown>();
  expect(report.scopes).toMatchObject([
    { scope: "prices", previewed: 800, changed: 600, removed: 200, endedAt: "1970-01-01T00:00:01.002Z" },
  ]);
  const records = report.scopes[0]?.newest.map(({ record }) => record) ?? [];
  expect([records.length, records[0], records.at(-1)]).toEqual([500, "P799E1", "P300E1"]);
  const text = await (await call("GET", "/api/dry-run/report?format=text&limit=2")).text();
  expect(text).toContain("Simulação: tudo");
  expect(text).toContain("prices  mudar  P799E1    preço  R$ 1,00  R$ 7,99");
  expect(text).not.toContain("P797E1");
});

it("a line has its code with its facts, and the text in the requested language", async () => {
  const pass = await openPass(env.DB, "prices", 1_000, 0);
  if (!pass) throw new Error("no pass");
  const shrinks = { seqProduct: 9, action: "refuse", reason: "set-shrinks" } as const;
  const lines = [line(790), { ...shrinks, params: { live: 3, removed: 2, skus: ["P9E6", "P9E12"] } }];
  await writePass(
    env.DB,
    pass,
    { lines, counts: { ...none, changed: 1, refused: 1 }, position: "a", isLast: true },
    1_001,
  );
  const newest = async (query: string) =>
    (await (await call("GET", `/api/dry-run/report${query}`)).json<Shown>()).scopes[0]?.newest;
  expect(await newest("?lang=en")).toMatchObject([
    { line: 1, seqProduct: 9, action: "refuse", reason: "set-shrinks", params: { live: 3, removed: 2 }, record: "P9" },
    {
      line: 0,
      at: "1970-01-01T00:00:01.001Z",
      sku: "P790E1",
      ref: "base",
      action: "change",
      field: "price",
      params: { before: { priceCents: 100 }, after: { priceCents: 790 } },
      record: "P790E1",
      message: "P790E1: change price: R$ 1.00 → R$ 7.90",
    },
  ]);
  expect(await newest("?before=1&scope=prices")).toMatchObject([{ message: "P790E1: mudar preço: R$ 1,00 → R$ 7,90" }]);
  expect(await (await call("GET", "/api/dry-run/report?format=text&lang=en")).text()).toContain(
    "prices  refuse  P9      set-shrinks  3 variants  1, without P9E6, P9E12  1",
  );
});

it("a line that the release before migration 0018 wrote as text is not shown", async () => {
  const pass = await openPass(env.DB, "stock", 1_000, 0);
  if (!pass) throw new Error("no pass");
  await writePass(env.DB, pass, { lines: [], counts: none, position: "", isLast: true }, 1_000);
  await env.DB.batch([
    env.DB.prepare("UPDATE dry_run_passes SET lines = 2"),
    env.DB.prepare(
      `INSERT INTO dry_run_lines (scope, slot, record, action, field, before, after, at)
       VALUES ('stock', 0, 'P9E1@3', 'change', 'tracked', 'sim', 'não', 1000)`,
    ),
  ]);
  const report = await (await call("GET", "/api/dry-run/report")).json<Shown>();
  expect(report.scopes).toMatchObject([{ scope: "stock", lines: 2, newest: [] }]);
  // The next pass takes its place.
  const next = await openPass(env.DB, "stock", 3_000, 2_000);
  if (!next) throw new Error("no next pass");
  await writePass(env.DB, next, { lines: linesFrom(7, 1), counts: none, position: "a", isLast: true }, 3_000);
  const { scopes } = await (await call("GET", "/api/dry-run/report")).json<Shown>();
  expect(scopes[0]?.newest).toMatchObject([{ line: 0, sku: "P7E1" }]);
});

it("a scope's lines are read page by page to the first of the pass, each once, and none of the pass before", async () => {
  const first = await openPass(env.DB, "prices", 1_000, 0);
  if (!first) throw new Error("no pass");
  const page = (from: number, many: number) => ({
    lines: linesFrom(from, many),
    counts: { ...none, changed: many },
    position: "a",
    isLast: true,
  });
  await writePass(env.DB, first, page(5_000, 40), 1_001);
  const second = await openPass(env.DB, "prices", 2_000, 1_000);
  if (!second) throw new Error("no second pass");
  await writePass(env.DB, second, page(0, 25), 2_001);
  const stock = await openPass(env.DB, "stock", 2_000, 1_000);
  if (!stock) throw new Error("no pass of stock");
  await writePass(env.DB, stock, page(0, 3), 2_001);

  const records: string[] = [];
  let before = "";
  for (;;) {
    const { scopes } = await (await call("GET", `/api/dry-run/report?scope=prices&limit=10${before}`)).json<Shown>();
    expect(scopes.find(({ scope }) => scope === "stock")?.newest).toEqual([]);
    const newest = scopes.find(({ scope }) => scope === "prices")?.newest ?? [];
    const last = newest.at(-1);
    if (!last) break;
    records.push(...newest.map(({ record }) => record));
    before = `&before=${last.line}`;
  }
  expect(records).toEqual(Array.from({ length: 25 }, (_, index) => `P${24 - index}E1`));
});

it("of more lines than are kept the oldest are dropped, and the counts include all", async () => {
  const pass = await openPass(env.DB, "prices", 1_000, 0);
  if (!pass) throw new Error("no pass");
  const many = LINES_KEPT + 30;
  const changed = { ...none, changed: many };
  await writePass(env.DB, pass, { lines: linesFrom(0, many), counts: changed, position: "a", isLast: true }, 1_001);
  const oldest = await (
    await call("GET", "/api/dry-run/report?scope=prices&before=40&limit=500")
  ).json<Shown & { scopes: { changed: number; lines: number }[] }>();
  expect(oldest.scopes).toMatchObject([{ changed: many, lines: many }]);
  expect(oldest.scopes[0]?.newest.map(({ line: number }) => number)).toEqual([39, 38, 37, 36, 35, 34, 33, 32, 31, 30]);
  expect(await env.DB.prepare("SELECT count(*) AS n FROM dry_run_lines").first()).toEqual({ n: LINES_KEPT });
});

it.each([
  ["?scope=images", "scope-wrong"],
  ["?before=5", "before-wrong"],
  ["?scope=stock&before=x", "before-wrong"],
  ["?limit=0", "limit-wrong"],
])("refuses a report of %s", async (query, code) => {
  const answer = await call("GET", `/api/dry-run/report${query}`);
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([422, code]);
});

it("a fresh pass is not begun again, and a requested pass is", async () => {
  const pass = await openPass(env.DB, "stock", 1_000, 0);
  if (!pass) throw new Error("no pass");
  await writePass(env.DB, pass, { lines: [], counts: none, position: "", isLast: true }, 1_000);
  expect(await openPass(env.DB, "stock", 2_000, 500)).toBeNull();
  expect((await openPass(env.DB, "stock", 2_000, 1_000))?.startedAt).toBe(2_000);
  const { deps, sent } = depsOf();
  expect((await call("POST", "/api/dry-run/report", undefined, deps)).status).toBe(202);
  expect(sent).toEqual([{ job: "publish" }]);
  expect((await openPass(env.DB, "stock", 3_000, 0))?.startedAt).toBe(3_000);
});
