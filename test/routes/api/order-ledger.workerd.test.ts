import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { orderLedgerApi } from "../../../src/routes/api/order-ledger.ts";
import { routes } from "../../../src/routes/index.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

const { deps, sent } = depsOf();
const now = deps.clock.now(); // 2026-11-24T12:00:00Z

async function call(method: "GET" | "POST", path: string, body?: unknown) {
  const response = await routes(
    new Request(`https://gondola.example/api${path}`, {
      method,
      headers: { authorization: `Bearer ${OPS_TOKEN}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    deps,
    { waitUntil: () => undefined },
  );
  return { status: response.status, body: await response.json<Record<string, unknown>>() };
}

const window = { since: "2026-11-20T00:00:00-03:00", before: "2026-11-21T00:00:00-03:00" };

beforeEach(async () => {
  sent.length = 0;
  await env.DB.batch([env.DB.prepare("DELETE FROM ledger_runs"), env.DB.prepare("DELETE FROM ledger_orders")]);
});

it("GET answers null before the first run, and its path is not read as an order's id", async () => {
  expect(orderLedgerApi.routes.length).toBeGreaterThan(1);
  expect(await call("GET", "/orders/ledger")).toEqual({
    status: 200,
    body: { run: null, questionsLeftTonight: 2_500, differences: [], next: null },
  });
});

it("POST stores the window and requests the job; a second one during an open run is refused with the run's id", async () => {
  expect(await call("POST", "/orders/ledger", window)).toMatchObject({
    status: 202,
    body: { since: "2026-11-20T03:00:00.000Z", before: "2026-11-21T03:00:00.000Z", queued: true },
  });
  expect(sent).toEqual([{ job: "order-ledger" }]);
  const again = await call("POST", "/orders/ledger", window);
  expect(again).toMatchObject({ status: 409, body: { code: "ledger-running" } });
  expect(String(again.body["message"])).toMatch(/00000000-0000-4000-8000-\d{12}/);
  expect(sent).toHaveLength(1);
  expect(await call("GET", "/orders/ledger")).toMatchObject({
    body: {
      run: {
        kind: "person",
        selectedBy: "created",
        since: "2026-11-20T03:00:00.000Z",
        before: "2026-11-21T03:00:00.000Z",
        endedAt: null,
        stage: "shop",
        totals: { shopify: 0, hub: 0, erp: 0, closes: true },
      },
    },
  });
});

it.each([
  [{ since: "2026-11-20", before: window.before }, "body-wrong"],
  [{ since: window.since }, "body-wrong"],
  [{ ...window, more: 1 }, "body-wrong"],
  [{ since: window.before, before: window.since }, "since-not-before"],
  [{ since: window.since, before: "2026-11-25T00:00:00Z" }, "before-in-future"],
  [{ since: "2026-10-01T00:00:00Z", before: "2026-11-24T00:00:00Z" }, "window-too-long"],
  [{ since: "2026-08-01T00:00:00Z", before: "2026-08-02T00:00:00Z" }, "window-too-old"],
])("POST refuses %j as %s", async (body, code) => {
  expect(await call("POST", "/orders/ledger", body)).toMatchObject({ status: 422, body: { code } });
  expect(sent).toEqual([]);
});

it("GET lists the orders that differ, page by page and by kind", async () => {
  const insert = env.DB.prepare(
    `INSERT INTO ledger_orders (order_id, run_id, step, name, verdict, differences, checked_at)
     VALUES (?1, 'r', 'done', ?2, ?3, ?4, ?5)`,
  );
  const missing = JSON.stringify([{ kind: "missing-in-erp", seqPedido: 464, state: "imported" }]);
  const twice = JSON.stringify([{ kind: "twice-in-erp", seqPedidos: [464, 471] }]);
  await env.DB.batch([
    insert.bind("61", "#1", "differs", missing, now),
    insert.bind("62", "#2", "differs", twice, now),
    insert.bind("63", "#3", "agrees", "[]", now),
    insert.bind("64", "#4", "not-compared", missing, now),
    insert.bind("65", "#5", "not-compared", "[]", now),
  ]);
  const idsOf = async (query: string) => {
    const { body } = await call("GET", `/orders/ledger${query}`);
    return [...(body["differences"] as { orderId: string }[]).map(({ orderId }) => orderId), body["next"]];
  };
  expect(await idsOf("")).toEqual(["61", "62", "64", null]);
  expect(await idsOf("?limit=2")).toEqual(["61", "62", "62"]);
  expect(await idsOf("?limit=2&after=62")).toEqual(["64", null]);
  expect(await idsOf("?kind=missing-in-erp")).toEqual(["61", "64", null]);
  expect(await call("GET", "/orders/ledger?kind=x")).toMatchObject({ status: 422, body: { code: "kind-wrong" } });
  expect(await call("GET", "/orders/ledger?limit=0")).toMatchObject({ status: 422, body: { code: "limit-wrong" } });
});
