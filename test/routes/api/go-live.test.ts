/** The checklist of the go-live, and lanes that a person switches on. */
import { beforeEach, expect, it } from "vitest";
import { hubDeps } from "../hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
beforeEach(async () => {
  hub = hubDeps();
  await hub.rows("DELETE FROM settings WHERE name = 'dry-run'"); // a new hub
});

interface Checklist {
  readonly steps: readonly { readonly step: string; readonly done: boolean; readonly title: string }[];
  readonly lanes: readonly { readonly lane: string; readonly on: boolean; readonly open: readonly string[] }[];
  readonly testOrder: string | null;
}
const checklist = async () => (await hub.call("GET", "/api/go-live")).json<Checklist>();
const doneSteps = async () => (await checklist()).steps.filter(({ done }) => done).map(({ step }) => step);
const lanesOn = async () => (await checklist()).lanes.filter(({ on }) => on).map(({ lane }) => lane);

/** What a person and the crons do before the go-live, without a simulator. */
async function everyStep(): Promise<void> {
  await hub.rows(`INSERT INTO settings VALUES ('webhooks', '{"address":"https://x","topics":["ORDERS_CREATE"]}', 1)`);
  await hub.rows(
    "INSERT INTO companies (company, name, location_gid) VALUES (1, 'Centro', 'gid://shopify/Location/1')",
  );
  await hub.rows("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)");
  await hub.rows("INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('card', 3)");
  await hub.rows("INSERT INTO dry_run_passes (scope, started_at, ended_at) VALUES ('catalog', 1, 2)");
  for (const [name, company, segment] of [
    ["brands", 0, 0],
    ["categories", 0, 0],
    ["products", 0, 0],
    ["skus", 0, 0],
    ["prices", 1, 1],
    ["stock", 1, 0],
  ] as const)
    await hub.rows(
      "INSERT INTO loads (name, company, segment, last_success_started_at) VALUES (?1, ?2, ?3, 5)",
      name,
      company,
      segment,
    );
  await hub.call("PUT", "/api/orders-since", { body: { since: "2026-12-01T00:00:00-03:00" } });
  expect((await hub.call("POST", "/api/go-live/report-seen")).status).toBe(200);
}

it("of a new hub every lane is off, and the list says what each needs first", async () => {
  const { steps, lanes } = await checklist();
  expect(steps.map(({ done }) => done)).not.toContain(true);
  expect(lanes.map(({ on }) => on)).not.toContain(true);
  expect(lanes.find(({ lane }) => lane === "images")?.open).toEqual(["set-up", "loads"]);
  expect(lanes.find(({ lane }) => lane === "catalog")?.open).toEqual(["set-up", "loads", "base-price", "report"]);
  expect(lanes.find(({ lane }) => lane === "orders")?.open).toContain("test-order");
});

it("refuses a lane with open steps, names them, and switches nothing on; `despite` switches it on", async () => {
  const refused = await hub.call("POST", "/api/go-live", { body: { lanes: ["stock"] } });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: "not-ready",
    details: expect.arrayContaining(["set-up: Campos e avisos criados na Shopify"]) as unknown,
  });
  expect(await lanesOn()).toEqual([]);
  const done = await hub.call("POST", "/api/go-live", { body: { lanes: ["stock"], despite: true } });
  expect(await done.json()).toEqual({ on: ["stock"] });
  expect(await lanesOn()).toEqual(["stock"]);
  expect(hub.lines.map(({ event }) => event)).toContain("go-live.despite");
});

it("with every step done the lanes go on one after the other, and the audit names who did it", async () => {
  await everyStep();
  expect((await doneSteps()).length).toBe(7);
  const admin = await hub.tokenOf("admin", "ana");
  for (const lane of ["catalog", "prices", "stock", "images"])
    expect((await hub.call("POST", "/api/go-live", { token: admin, body: { lanes: [lane] } })).status).toBe(200);
  expect(await lanesOn()).toEqual(["catalog", "prices", "stock", "images"]);
  const refused = await hub.call("POST", "/api/go-live", { token: admin, body: { lanes: ["orders", "back"] } });
  expect(await refused.json()).toMatchObject({ details: ["test-order: Fazer um pedido de teste chegar ao ERP"] });
  expect(await hub.rows("SELECT who, before, after FROM audit WHERE name = 'dry-run' ORDER BY at, id LIMIT 1")).toEqual(
    [{ who: "ana", before: "all", after: "prices,stock,images,orders,back" }],
  );

  await hub.rows(
    "INSERT INTO orders (order_id, state, seq_pedido, found_by, created_at, updated_at) VALUES ('7', 'submitted', 11, 'webhook', 1, 1)",
  );
  expect((await hub.call("POST", "/api/go-live", { token: admin, body: { lanes: ["orders", "back"] } })).status).toBe(
    200,
  );
  expect((await lanesOn()).length).toBe(6);
});

it("a start date that the first order set by itself is no decision", async () => {
  await everyStep();
  await hub.rows("DELETE FROM audit");
  expect(await doneSteps()).not.toContain("orders-since");
});

it("the report cannot be confirmed before there is one", async () => {
  const refused = await hub.call("POST", "/api/go-live/report-seen");
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "report-missing" });
  expect(await doneSteps()).not.toContain("report");
});

it("names one test order, which the switch of a lane leaves named", async () => {
  expect(await (await hub.call("PUT", "/api/go-live/test-order", { body: { orderId: "450789469" } })).json()).toEqual({
    orderId: "450789469",
  });
  await hub.call("PUT", "/api/dry-run", { body: { all: false, scopes: ["orders", "back"] } });
  expect((await checklist()).testOrder).toBe("450789469");
  await hub.call("PUT", "/api/go-live/test-order", { body: { orderId: null } });
  expect((await checklist()).testOrder).toBeNull();
  expect((await hub.call("PUT", "/api/go-live/test-order", { body: { orderId: "#1001" } })).status).toBe(422);
});

it("only an administrator switches lanes on and names the test order", async () => {
  const operator = await hub.tokenOf("operator");
  expect((await hub.call("GET", "/api/go-live", { token: operator })).status).toBe(200);
  expect((await hub.call("POST", "/api/go-live", { token: operator, body: { lanes: ["stock"] } })).status).toBe(403);
  expect((await hub.call("PUT", "/api/go-live/test-order", { token: operator, body: { orderId: "1" } })).status).toBe(
    403,
  );
});
