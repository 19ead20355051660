/** Every change by a person is in the audit: a call that only asks for work has a row too. */
import { expect, it } from "vitest";
import { ASKING } from "../../../src/routes/api/access/audit-requests.ts";
import { ROLE_OF } from "../../../src/routes/api/access/roles.ts";
import { hubDeps } from "../hub-deps.ts";

/** Changes of the hub: each stores its row in its own batch, and has a test of it. */
const OWN_ROW = [
  "PUT /loads/:name/:company/:segment",
  "POST /loads/:name/:company/:segment/watermark",
  "POST /loads/:name/:company/:segment/run",
  "POST /loads/:name/:company/:segment/pause",
  "POST /loads/:name/:company/:segment/resume",
  "POST /loads/:name/:company/:segment/full",
  "POST /loads/:name/:company/:segment/approve-delisting",
  "PUT /dry-run",
  "POST /go-live",
  "POST /go-live/report-seen",
  "PUT /go-live/test-order",
  "PUT /catalog/settings",
  "PUT /catalog/taxonomy",
  "PUT /catalog/specifications",
  "POST /catalog/similars",
  "PUT /companies",
  "POST /held-stock/release",
  "PUT /safety-stock",
  "PUT /price-targets",
  "POST /prices/approve",
  "PUT /orders/settings",
  "PUT /postal-codes",
  "POST /orders/:orderId/corrections",
  "POST /orders/:orderId/hold",
  "POST /orders/:orderId/release",
  "PUT /payment-forms",
  "PUT /line-products",
  "PUT /orders-since",
  "PUT /erp/dialect",
  "PUT /alerts/settings",
  "PUT /people",
  "POST /tokens",
  "DELETE /tokens/:id",
];
/** They only look. */
const LOOKING = ["POST /catalog/titles", "POST /erp/probe", "POST /erp/learn"];

it("each call that is no GET has a row of its own, one as a request, or only looks", () => {
  const changing = Object.keys(ROLE_OF).filter((call) => !call.startsWith("GET "));
  const missing = changing.filter((call) => ![...OWN_ROW, ...LOOKING, ...ASKING].includes(call));
  expect(missing).toEqual([]);
  expect([...ASKING].filter((call) => !changing.includes(call))).toEqual([]);
});

it("a request names its path and its token before its work begins; a reading leaves nothing", async () => {
  const hub = hubDeps();
  Object.assign(hub.deps, { loads: { send: () => Promise.reject(new Error("the queue is down")) } });
  const token = await hub.tokenOf("operator");
  expect((await hub.call("POST", "/api/run/order-sweep", { token })).status).toBe(500);
  expect((await hub.call("POST", "/api/orders/77/retry", { token })).status).toBe(404);
  await hub.call("GET", "/api/report", { token });
  const rows = await hub.rows("SELECT who, act, name FROM audit WHERE act = 'request' ORDER BY name");
  expect(rows.map(({ act, name }) => `${String(act)} ${String(name)}`)).toEqual([
    "request POST /api/orders/77/retry",
    "request POST /api/run/order-sweep",
  ]);
  const viewer = await hub.tokenOf("viewer");
  expect((await hub.call("POST", "/api/run/order-sweep", { token: viewer })).status).toBe(403);
  expect(await hub.rows("SELECT act FROM audit WHERE act = 'request'")).toHaveLength(2);
});
