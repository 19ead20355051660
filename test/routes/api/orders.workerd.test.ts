/** The order lane's API and every statement of its hub, on workerd's own D1. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import type { Deps } from "../../../src/deps.ts";
import type { OrderMessage } from "../../../src/env.ts";
import { LeaseLost } from "../../../src/hub/d1/fenced-batch.ts";
import {
  eventsOf,
  insertEvents,
  markEvents,
  newEventOrders,
  ordersWithNewEvents,
  parkEvents,
} from "../../../src/hub/orders/erp-events.ts";
import { readHubMapping } from "../../../src/hub/orders/mapping.ts";
import { markImported, reserve } from "../../../src/hub/orders/reservations.ts";
import { readLastSubmitted } from "../../../src/hub/orders/timeline.ts";
import {
  knownOrders,
  moveOrder,
  markForReview,
  ORDER_LEASE_MS,
  releaseOrder,
  leaseOrder,
  type OrderRow,
} from "../../../src/hub/orders/orders.ts";
import { selectDue } from "../../../src/hub/orders/drain.ts";
import type { ErpEvent } from "../../../src/rules/orders/erp-event.ts";
import { createLog } from "../../../src/log.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const due = async (now: number) =>
  (await selectDue(db, now, 10).all<{ orderId: string }>()).results.map(({ orderId }) => orderId);
const db = env.DB;

beforeEach(async () => {
  const tables = [
    "orders",
    "order_timeline",
    "order_reservations",
    "erp_events",
    "payment_forms",
    "webhook_deliveries",
    "stock",
    "desk",
    "loads",
    "settings",
    "companies",
  ];
  await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table}`)));
});

function deps(): { readonly deps: Deps; readonly sent: OrderMessage[] } {
  const sent: OrderMessage[] = [];
  const orders = { send: async (message: OrderMessage) => void sent.push(message) } as unknown as Queue<OrderMessage>;
  return { deps: depsOf({ orders }).deps, sent };
}

async function call(method: string, path: string, body?: unknown, by: Deps = deps().deps) {
  const request = new Request(`https://gondola.example/api${path}`, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await answered(routes(request, by, { waitUntil: () => undefined }), request);
  return { status: answer.status, body: await answer.json<Record<string, unknown>>() };
}

const take = async (orderId: string, lease = "lease-1", now = NOW, onlyIfDue = false) =>
  (await leaseOrder(db, { orderId, foundBy: "webhook", cause: "webhook", lease, now, onlyIfDue }))?.row ?? null;

async function taken(orderId: string): Promise<OrderRow> {
  const row = await take(orderId);
  if (!row) throw new Error("not taken");
  return row;
}

const ports = {
  db,
  clock: { now: () => NOW, sleep: async () => {} },
  random: { fraction: () => 0.5, uuid: () => "x" },
  log: createLog({ clock: { now: () => NOW, sleep: async () => {} }, writeLine: () => undefined }),
};
const entry = { step: "ready", cause: "webhook", outcome: "ok" };

const eventOf = (over: Partial<ErpEvent> = {}): ErpEvent => ({
  eventKey: "7001",
  orderId: "1",
  seqPedido: 464,
  nroPedVenda: 88_001,
  company: 1,
  type: "ALTERADO",
  happenedAt: "2026-11-24T09:00:00",
  items: [],
  invoice: null,
  motive: null,
  ...over,
});

it("O14: of twenty callers one leases the order, and the others request a recheck", async () => {
  const takers = await Promise.all(Array.from({ length: 20 }, (_, index) => take("1", `lease-${index}`)));
  expect(takers.filter((row) => row !== null)).toHaveLength(1);
  expect(await db.prepare("SELECT recheck_requested, version FROM orders").first()).toEqual({
    recheck_requested: 1,
    version: 1,
  });
});

it("a webhook while an order is on hold makes it due once, then it is released", async () => {
  const row = await taken("1");
  await take("1", "lease-2");
  const down = { nextAt: NOW + 60_000, attempts: 0, shopUpdatedAt: null };
  const again = (await releaseOrder(db, row, down, NOW))?.row;
  expect(again).toMatchObject({ orderId: "1", lease: "lease-1" });
  expect(await releaseOrder(db, row, down, NOW)).toBeNull();
  expect(await db.prepare("SELECT lease, next_at, recheck_requested FROM orders").first()).toEqual({
    lease: null,
    next_at: NOW + 60_000,
    recheck_requested: 0,
  });
  await expect(releaseOrder(db, row, down, NOW)).rejects.toThrow(LeaseLost);
});

it("a due message does nothing before its time; after a crash of its holder an order is due at the lease's end", async () => {
  await taken("1");
  expect(await due(NOW)).toEqual([]);
  expect(await due(NOW + ORDER_LEASE_MS)).toEqual(["1"]);
  const row = await take("1", "lease-2", NOW + ORDER_LEASE_MS, true);
  if (!row) throw new Error("not taken");
  await releaseOrder(db, row, { nextAt: NOW + 900_000, attempts: 0, shopUpdatedAt: null }, NOW);
  expect(await take("1", "lease-3", NOW + ORDER_LEASE_MS, true)).toBeNull();
  expect(await take("1", "lease-3", NOW + 900_000, true)).not.toBeNull();
});

it("a step after a lost lease changes nothing at all", async () => {
  const row = await taken("1");
  await take("1", "lease-2", NOW + ORDER_LEASE_MS);
  const more = reserve(db, "1", [{ company: 1, sku: "P1E1", quantityMilli: 1000 }]);
  await expect(moveOrder(ports, row, { state: "ready" }, entry, more)).rejects.toThrow(LeaseLost);
  expect(await db.prepare("SELECT state, version FROM orders").first()).toEqual({ state: "received", version: 1 });
  expect(await db.prepare("SELECT count(*) AS n FROM order_reservations").first("n")).toBe(0);
  expect(await db.prepare("SELECT count(*) AS n FROM order_timeline").first("n")).toBe(1);
});

it("a step is the row, its timeline and its reservations in one; the same step twice is refused", async () => {
  const row = await taken("1");
  await moveOrder(
    ports,
    row,
    { state: "submitting", submittedAt: NOW },
    { ...entry, step: "submitting", detail: "{}" },
  );
  expect(await readLastSubmitted(db, "1")).toBe("{}");
  await expect(moveOrder(ports, row, { state: "ready" }, entry)).rejects.toThrow(LeaseLost);
});

it("reservations: a changed one makes its stock due again, an unchanged one costs no write", async () => {
  await db.batch(
    [1, 2, 3].map((seq) =>
      db
        .prepare(
          "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent) VALUES (1, ?1, ?2, 0, 'h', 'h')",
        )
        .bind(`P${seq}E1`, seq),
    ),
  );
  const dueNow = async () =>
    (await db.prepare("SELECT sku FROM stock WHERE sent IS NULL ORDER BY sku").all<{ sku: string }>()).results.map(
      ({ sku }) => sku,
    );
  const one = { company: 1, sku: "P1E1", quantityMilli: 1000 };
  await db.batch([...reserve(db, "1", [one, { company: 1, sku: "P2E1", quantityMilli: 700 }])]);
  expect(await dueNow()).toEqual(["P1E1", "P2E1"]);
  await db.prepare("UPDATE stock SET sent = 'h'").run();
  const same = await db.batch([...reserve(db, "1", [one, { company: 1, sku: "P2E1", quantityMilli: 700 }])]);
  expect(same.map(({ meta }) => meta.rows_written)).toEqual([0, 0, 0]);
  await db.batch([...reserve(db, "1", [one, { company: 1, sku: "P3E1", quantityMilli: 1 }])]);
  expect(await dueNow()).toEqual(["P2E1", "P3E1"]);
  await markImported(db, "1", NOW).run();
  expect(
    await db.prepare("SELECT count(*) AS n FROM order_reservations WHERE imported_at = ?1").bind(NOW).first("n"),
  ).toBe(2);
  await db.batch([...reserve(db, "1", [])]);
  expect(await db.prepare("SELECT count(*) AS n FROM order_reservations").first("n")).toBe(0);
});

it("the same event is stored once; an event corrected after a desk entry is evaluated again", async () => {
  const event = eventOf();
  await insertEvents(db, [{ event, state: "received" }], NOW).run();
  await markEvents(db, ["7001"], "applied", NOW).run();
  await insertEvents(db, [{ event, state: "received" }], NOW).run();
  expect((await eventsOf(db, "1")).map(({ state }) => state)).toEqual(["applied"]);
  await insertEvents(db, [{ event: eventOf({ eventKey: "2" }), state: "desk" }], NOW).run();
  await insertEvents(db, [{ event: eventOf({ eventKey: "2", motive: "x" }), state: "received" }], NOW).run();
  expect(await newEventOrders(db, ["1", "2"])).toEqual(["1"]);
  expect(await ordersWithNewEvents(db, NOW, 10)).toEqual(["1"]);
  expect(await parkEvents(db, "1")).toEqual(["2"]);
});

it("the first read of all stores since when orders are ours; a later one keeps it", async () => {
  const first = await readHubMapping(
    db,
    ["P1E1", "odd", null].map((sku) => ({ sku, variantGid: null })),
    NOW,
  );
  expect(first.since).toBe("2026-11-23T12:00:00.000Z");
  expect((await readHubMapping(db, [], NOW + 86_400_000)).since).toBe(first.since);
});

it("a change that cannot be evaluated now makes the order due then, and never later than before", async () => {
  await markForReview(db, { orderId: "1", cause: "webhook", foundBy: "webhook", now: NOW, nextAt: NOW + 300_000 });
  await markForReview(db, { orderId: "1", cause: "webhook", foundBy: "webhook", now: NOW, nextAt: NOW + 600_000 });
  expect(await db.prepare("SELECT state, next_at FROM orders").first()).toEqual({
    state: "received",
    next_at: NOW + 300_000,
  });
  expect((await knownOrders(db, ["1", "2"])).get("1")).toEqual({
    state: "received",
    shopUpdatedAt: null,
    answeredUpdatedAt: null,
    nextAt: NOW + 300_000,
  });
});

it("GET /api/orders counts by state, lists one, and refuses an unknown state", async () => {
  await taken("1");
  await taken("2");
  expect((await call("GET", "/orders")).body).toEqual({
    counts: [{ state: "received", foundBy: "webhook", count: 2 }],
  });
  expect((await call("GET", "/orders?state=received")).body["orders"]).toHaveLength(2);
  expect((await call("GET", "/orders?state=lost")).status).toBe(422);
});

it("GET /api/orders/:id shows the order, its timeline and its events; an unknown one is 404", async () => {
  await taken("1");
  await insertEvents(db, [{ event: eventOf(), state: "desk" }], NOW).run();
  const { status, body } = await call("GET", "/orders/1");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    order: { orderId: "1", state: "received", createdAt: "2026-11-24T12:00:00.000Z" },
    timeline: [{ n: 1, step: "received" }],
    events: [{ state: "desk", event: { eventKey: "7001", happenedAt: "2026-11-24T12:00:00.000Z" } }],
  });
  expect((await call("GET", "/orders/9")).status).toBe(404);
  expect((await call("GET", "/orders/x")).status).toBe(404);
});

it("POST /api/orders/:id/retry answers what it will do, and only requests it", async () => {
  const { deps: by, sent } = deps();
  const row = await taken("1");
  await releaseOrder(db, row, { nextAt: null, attempts: 0, shopUpdatedAt: null }, NOW);
  const set = (state: string, reason: string | null, submittedAt: number | null, leaseUntil = 0) =>
    db
      .prepare("UPDATE orders SET state = ?1, reason = ?2, submitted_at = ?3, lease_until = ?4")
      .bind(state, reason, submittedAt, leaseUntil)
      .run();
  const retry = async () => {
    const { status, body } = await call("POST", "/orders/1/retry", undefined, by);
    return [status, body["will"] ?? body["code"]];
  };
  await set("on-hold", "risk", null);
  expect(await retry()).toEqual([202, "evaluate"]);
  expect(sent).toEqual([{ orderId: "1", cause: "person" }]);
  await set("uncertain", null, by.clock.now());
  expect(await retry()).toEqual([202, "lookUp"]);
  await set("invoiced", null, by.clock.now());
  expect(await retry()).toEqual([202, "checkKept"]);
  await set("cancelled", null, null);
  expect(await retry()).toEqual([409, "order-cancelled"]);
  await set("cancelled", "deleted", null);
  expect(await retry()).toEqual([202, "evaluate"]);
  await set("on-hold", "risk", null, by.clock.now() + 60_000);
  expect(await retry()).toEqual([409, "order-in-progress"]);
  expect(sent).toHaveLength(4);
  expect((await call("POST", "/orders/9/retry", undefined, by)).status).toBe(404);
  expect((await call("POST", "/orders/abc/retry", undefined, by)).status).toBe(422);
});

it("POST /api/orders/:id/corrections refuses what is no such value, and what the order's reason does not take", async () => {
  const { deps: by } = deps();
  await releaseOrder(db, await taken("1"), { nextAt: null, attempts: 0, shopUpdatedAt: null }, NOW);
  await db.prepare("UPDATE orders SET state = 'on-hold', reason = 'cpf-missing'").run();
  const correct = async (values: object, note = "por telefone") => {
    const { status, body } = await call("POST", "/orders/1/corrections", { values, note }, by);
    return [status, body["code"]];
  };
  expect(await correct({ document: "123" })).toEqual([422, "body-wrong"]);
  expect(await correct({ district: "Batel" })).toEqual([409, "correction-not-now"]);
  expect(await correct({})).toEqual([422, "body-wrong"]);
  expect(await correct({ document: "52998224725" }, " ")).toEqual([422, "body-wrong"]);
  expect(await correct({ sku: "P1E1" })).toEqual([422, "body-wrong"]);
  expect((await call("POST", "/orders/9/corrections", { values: { uf: "SP" }, note: "x" }, by)).status).toBe(404);
  expect((await call("POST", "/orders/abc/corrections", { values: { uf: "SP" }, note: "x" }, by)).status).toBe(422);
});

it("POST /api/orders/:id/hold and /release: once each, shown with the order, refused where the ERP has it", async () => {
  const { deps: by } = deps();
  await releaseOrder(db, await taken("1"), { nextAt: null, attempts: 0, shopUpdatedAt: null }, NOW);
  await db.prepare("UPDATE orders SET state = 'waiting-payment', reason = 'pending'").run();
  const act = async (what: "hold" | "release", id = "1", note: string | undefined = "espera o estoque") => {
    const { status, body } = await call("POST", `/orders/${id}/${what}`, what === "hold" ? { note } : undefined, by);
    return [status, body["changed"] ?? body["code"]];
  };
  const shown = async () =>
    (await call("GET", "/orders/1", undefined, by)).body as Record<string, Record<string, unknown>>;
  expect((await shown())["held"]).toBeNull();
  expect(await act("release")).toEqual([200, false]);
  expect(await act("hold", "1", " ")).toEqual([422, "body-wrong"]);
  expect(await act("hold")).toEqual([200, true]);
  expect(await act("hold")).toEqual([200, false]);
  const held = await shown();
  expect(held["held"]).toMatchObject({ note: "espera o estoque", at: new Date(by.clock.now()).toISOString() });
  expect(held["order"]).toMatchObject({ state: "on-hold", reason: "held-by-person" });
  expect(await act("release")).toEqual([200, true]);
  expect((await shown())["held"]).toBeNull();
  for (const [state, code] of [
    ["submitted", "order-in-erp"],
    ["submitting", "order-perhaps-in-erp"],
    ["uncertain", "order-perhaps-in-erp"],
    ["cancelled", "order-ended"],
  ]) {
    await db.prepare("UPDATE orders SET state = ?1").bind(state).run();
    expect(await act("hold")).toEqual([409, code]);
  }
  for (const what of ["hold", "release"] as const) {
    expect((await act(what, "9"))[0]).toBe(404);
    expect((await act(what, "abc"))[0]).toBe(422);
  }
});

it("PUT /api/payment-forms maps gateways, removes one by null, and makes due the orders on hold that need it", async () => {
  const row = await taken("1");
  await moveOrder(ports, row, { state: "on-hold", reason: "gateway-unmapped" }, entry);
  await releaseOrder(db, { ...row, version: 2 }, { nextAt: null, attempts: 0, shopUpdatedAt: null }, NOW);
  const { body } = await call("PUT", "/payment-forms", [
    { gateway: " Mercado_Pago_Card ", seqFormaPagto: 3 },
    { gateway: "Mercado Pago:PIX", seqFormaPagto: 17 },
  ]);
  const plain = { instalments: null, submitWhile: [] };
  expect(body).toEqual([
    { gateway: "mercado pago:pix", seqFormaPagto: 17, ...plain },
    { gateway: "mercado_pago_card", seqFormaPagto: 3, ...plain },
  ]);
  expect(await due(NOW)).toEqual(["1"]);
  expect(
    (await call("PUT", "/payment-forms", [{ gateway: "mercado pago:pix", seqFormaPagto: null }])).body,
  ).toHaveLength(1);
  expect((await call("PUT", "/payment-forms", [{ gateway: "x" }])).status).toBe(422);
});

it("PUT /api/payment-forms keeps a row for each range of instalments, and what a call leaves out", async () => {
  const put = async (rows: readonly unknown[]) => call("PUT", "/payment-forms", rows);
  const delivery = { gateway: "Pagamento na entrega", seqFormaPagto: 1, submitWhile: ["pending"] };
  await put([delivery, { gateway: "cartao", seqFormaPagto: 3 }]);
  await put([{ gateway: "cartao", instalments: { from: 2, to: 6 }, seqFormaPagto: 7, submitWhile: ["authorized"] }]);
  // A client of the older API changes the form and keeps the rest.
  const { body } = await put([{ gateway: "pagamento na entrega", seqFormaPagto: 2 }]);
  expect(body).toEqual([
    { gateway: "cartao", instalments: null, seqFormaPagto: 3, submitWhile: [] },
    { gateway: "cartao", instalments: { from: 2, to: 6 }, seqFormaPagto: 7, submitWhile: ["authorized"] },
    { gateway: "pagamento na entrega", instalments: null, seqFormaPagto: 2, submitWhile: ["pending"] },
  ]);
  const gone = await put([{ gateway: "cartao", instalments: { from: 2, to: 6 }, seqFormaPagto: null }]);
  expect(gone.body).toHaveLength(2);
  for (const wrong of [
    { instalments: { from: 6, to: 2 } },
    { instalments: { from: 0, to: 2 } },
    { instalments: 3 },
    { submitWhile: ["paid"] },
    { gateway: "cartao#2-6" },
  ])
    expect((await put([{ gateway: "cartao", seqFormaPagto: 3, ...wrong }])).status).toBe(422);
});

it("PUT /api/payment-forms makes due the orders that wait for their money", async () => {
  const row = await taken("1");
  await moveOrder(ports, row, { state: "waiting-payment", reason: "payment-overdue" }, entry);
  await releaseOrder(db, { ...row, version: 2 }, { nextAt: null, attempts: 0, shopUpdatedAt: null }, NOW);
  await call("PUT", "/payment-forms", [{ gateway: "x", seqFormaPagto: 1, submitWhile: ["pending"] }]);
  expect(await due(NOW)).toEqual(["1"]);
});

it("POST /api/erp-events/:key/resolve closes an alteration, releases a waiting invoice, and requeues the order", async () => {
  const { deps: by, sent } = deps();
  await insertEvents(
    db,
    [
      { event: eventOf(), state: "desk" },
      { event: eventOf({ eventKey: "7002", type: "FATURADO" }), state: "waiting" },
    ],
    NOW,
  ).run();
  expect((await call("POST", "/erp-events/7001/resolve", undefined, by)).status).toBe(200);
  expect((await call("POST", "/erp-events/7002/resolve", undefined, by)).status).toBe(200);
  expect((await eventsOf(db, "1")).map(({ state }) => state)).toEqual(["applied", "cleared"]);
  expect(sent).toHaveLength(2);
  expect((await call("POST", "/erp-events/7001/resolve", undefined, by)).status).toBe(404);
  expect((await call("POST", "/erp-events/0/resolve", undefined, by)).status).toBe(404);
});
