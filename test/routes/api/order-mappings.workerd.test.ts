/** What an operator decides about orders while the Worker runs: rules, CEPs, products of lines. On workerd's own D1. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { readAudit } from "../../../src/hub/loads/audit.ts";
import { readHubMapping } from "../../../src/hub/orders/mapping.ts";
import { realPorts } from "../../../src/real-ports.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const db = env.DB;

beforeEach(async () => {
  const tables = ["orders", "settings", "line_products", "postal_codes", "audit", "skus", "products", "companies"];
  await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table}`)));
});

async function call(method: string, path: string, body?: unknown) {
  const request = new Request(`https://gondola.example/api${path}`, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await answered(
    routes(request, depsOf({ random: realPorts.random }).deps, { waitUntil: () => undefined }),
    request,
  );
  return { status: answer.status, body: await answer.json<unknown>() };
}

const order = (id: string, state: string, reason: string) =>
  db
    .prepare(
      "INSERT INTO orders (order_id, state, reason, found_by, created_at, updated_at) VALUES (?1, ?2, ?3, 'webhook', 0, 0)",
    )
    .bind(id, state, reason)
    .run();
const due = async () =>
  (await db.prepare("SELECT order_id FROM orders WHERE next_at IS NOT NULL ORDER BY order_id").all()).results.map(
    (row) => row["order_id"],
  );
const acts = async () =>
  (await readAudit(db, { before: Number.MAX_SAFE_INTEGER, limit: 10 })).map(({ name, rows, after }) => [
    name,
    rows,
    after,
  ]);

it("GET and PUT /api/orders/settings: defaults, a changed rule alone, its row in the audit, and its problems by name", async () => {
  expect((await call("GET", "/orders/settings")).body).toMatchObject({ noteLength: 250, posOrders: "ignore" });
  const { status, body } = await call("PUT", "/orders/settings", { noteLength: 400 });
  expect([status, body]).toMatchObject([200, { noteLength: 400, draftOrders: "ignore" }]);
  expect((await call("GET", "/orders/settings")).body).toMatchObject({ noteLength: 400 });
  expect(await acts()).toEqual([["order-rules", null, '{"noteLength":400}']]);
  const wrong = await call("PUT", "/orders/settings", { noteLength: 4, windowField: "nroEmpresa" });
  expect(wrong.status).toBe(422);
  expect(JSON.stringify(wrong.body)).toMatch(/noteLength.*windowField/);
  expect((await call("PUT", "/orders/settings", { unknownRule: 1 })).status).toBe(422);
  expect((await call("GET", "/orders/settings")).body).toMatchObject({ noteLength: 400, windowField: null });
});

it("PUT /api/orders/settings makes due what the changed rule may end, and nothing else", async () => {
  await order("1", "on-hold", "address-bairro-missing");
  await order("2", "ignored", "pos");
  await order("3", "ignored", "draft-order");
  await order("4", "waiting-payment", "pending");
  await order("5", "ignored", "test");
  await order("6", "on-hold", "cpf-missing");
  await call("PUT", "/orders/settings", { districtMissing: "not-informed" });
  expect(await due()).toEqual(["1"]);
  await call("PUT", "/orders/settings", { posOrders: "submit" });
  expect(await due()).toEqual(["1", "2"]);
  await call("PUT", "/orders/settings", { draftOrders: "submit" });
  expect(await due()).toEqual(["1", "2", "3"]);
  await call("PUT", "/orders/settings", { documentMetafield: "custom.cpf" });
  expect(await due()).toEqual(["1", "2", "3", "6"]);
  await call("PUT", "/orders/settings", { paymentWaitHours: { pix: 1, boleto: 1, other: 1 } });
  expect(await due()).toEqual(["1", "2", "3", "4", "6"]);
});

it("PUT /api/postal-codes stores the chain's table, an empty row takes one away; GET finds a CEP with and without mask", async () => {
  await order("1", "on-hold", "address-bairro-missing");
  const row = { cep: "13025000", district: "Cambuí", city: "Campinas", uf: "SP" };
  expect((await call("PUT", "/postal-codes", [row])).body).toEqual({ rows: 1 });
  expect(await due()).toEqual(["1"]);
  expect(await acts()).toEqual([["postal-codes", 1, null]]);
  const known = { status: 200, body: { ...row, source: "own" } };
  expect(await call("GET", "/postal-codes/13025-000")).toEqual(known);
  expect(await call("GET", "/postal-codes/13025000")).toEqual(known);
  expect(await call("GET", "/postal-codes/99999999")).toMatchObject({ status: 404, body: { code: "cep-unknown" } });
  expect(await call("GET", "/postal-codes/x")).toMatchObject({ status: 404 });
  expect((await call("PUT", "/postal-codes", [{ ...row, cep: "13025-000" }])).status).toBe(422);
  await call("PUT", "/postal-codes", [{ ...row, district: null, city: null }]);
  expect((await call("GET", "/postal-codes/13025000")).status).toBe(404);
});

it("PUT /api/line-products maps, renames, removes, and makes due the orders on hold that need it", async () => {
  await order("1", "on-hold", "free-line");
  await order("2", "on-hold", "sku-missing");
  await order("3", "on-hold", "cpf-missing");
  const { status, body } = await call("PUT", "/line-products", [
    { kind: "custom", name: " Sacola Retornável ", sku: "P900E1" },
    { kind: "tip", sku: "P901E1" },
    { kind: "free", sku: "own", priceCents: 1 },
  ]);
  expect(status).toBe(200);
  expect(body).toEqual([
    { kind: "custom", name: "sacola retornavel", sku: "P900E1", priceCents: 0 },
    { kind: "free", name: "*", sku: "own", priceCents: 1 },
    { kind: "tip", name: "*", sku: "P901E1", priceCents: 0 },
  ]);
  expect(await due()).toEqual(["1", "2"]);
  expect((await acts())[0]?.slice(0, 2)).toEqual(["line-products", 3]);
  await call("PUT", "/line-products", [
    { kind: "tip", sku: null },
    { kind: "custom", name: "SACOLA retornavel", sku: "P902E1" },
  ]);
  expect((await call("GET", "/line-products")).body).toEqual([
    { kind: "custom", name: "sacola retornavel", sku: "P902E1", priceCents: 0 },
    { kind: "free", name: "*", sku: "own", priceCents: 1 },
  ]);
});

it.each([
  [{ kind: "tip", name: "x", sku: "P1E1" }],
  [{ kind: "tip", sku: "own" }],
  [{ kind: "tip", sku: "P1E1", priceCents: 1 }],
  [{ kind: "free", sku: "P1E1" }],
  [{ kind: "custom", name: "Sacola", sku: "SACOLA" }],
  [{ kind: "bag", sku: "P1E1" }],
])("PUT /api/line-products refuses %j", async (row) => {
  expect((await call("PUT", "/line-products", [row])).status).toBe(422);
});

it("the mapping of an order reads its own SKUs, those of the mapped products, and the multiples that were shown", async () => {
  await db.batch([
    db.prepare(
      "INSERT INTO products (seq_product, title, weighed, multiple_milli, hash) VALUES (9, 'Queijo', 1, 250, 'h'), (900, 'Sacola', 0, NULL, 'h')",
    ),
    db.prepare(
      "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (9, 'P9E1', 1000, 'KG', 1, 'h'), (900, 'P900E1', 1000, 'UN', 1, 'h')",
    ),
    db.prepare(
      "INSERT OR REPLACE INTO sale_multiples (seq_product, since, multiple_milli) VALUES (9, 20, 250), (9, 0, 500)",
    ),
  ]);
  await call("PUT", "/line-products", [{ kind: "custom", name: "Sacola", sku: "P900E1" }]);
  const { skus, lineProducts } = await readHubMapping(db, [{ sku: "P9E1", variantGid: null }], NOW);
  expect(Object.fromEntries(skus)).toEqual({
    P9E1: {
      packageMilli: 1000,
      multipleMilli: 250,
      shown: [
        { since: 0, multipleMilli: 500 },
        { since: 20, multipleMilli: 250 },
      ],
    },
    P900E1: { packageMilli: 1000, multipleMilli: null, shown: [] },
  });
  expect(lineProducts).toEqual([{ kind: "custom", name: "sacola", sku: "P900E1", priceCents: 0 }]);
});
