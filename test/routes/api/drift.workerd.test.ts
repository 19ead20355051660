import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import type { DriftKind } from "../../../src/rules/drift/compare.ts";
import { saveDrift, sampleProducts } from "../../../src/hub/drift/drift.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

const context = { waitUntil: () => undefined };

function call(method: string, path: string, body?: unknown, deps = depsOf().deps): Promise<Response> {
  const request = new Request(`https://gondola.example${path}`, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answered(routes(request, deps, context), request);
}

const finding = (kind: DriftKind, sku: string, target = "") => ({
  kind,
  seqProduct: 1,
  sku,
  company: kind === "stock" ? 1 : 0,
  target,
  expected: "1",
  actual: "2",
});

/** A run that found a title, a price and a stock of product 1, whose rows are settled. */
beforeEach(async () => {
  await env.DB.batch(
    [
      "drift_runs",
      "drift_findings",
      "shop_products",
      "shop_prices",
      "price_targets",
      "stock",
      "orders",
      "audit",
      "loads",
    ].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
  const run = {
    id: "r1",
    kind: "full" as const,
    startedAt: 5,
    endedAt: 9,
    products: 1,
    variants: 1,
    levels: 1,
    skipped: 0,
  };
  await env.DB.batch([
    ...saveDrift(env.DB, { ...run, counts: { title: 1, price: 1, stock: 1 } }, 0, [
      finding("title", ""),
      finding("price", "P1E1"),
      finding("stock", "P1E1"),
    ]),
    env.DB.prepare(
      `INSERT INTO shop_products (seq_product, due, product_gid, sent_set, sent_fields_hash, sent_variants_hash, sent_units_hash, sent_values, merchant_fields)
       VALUES (1, 0, 'g1', 's', 'f', 'v', 's', '{"title":["h1"],"status":["h2"]}', '["title","seo"]')`,
    ),
    env.DB.prepare(
      "INSERT INTO shop_prices (target, seq_product, sku, due, sent_price_cents) VALUES ('base', 1, 'P1E1', 0, 990)",
    ),
    env.DB.prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity) VALUES (1, 'P1E1', 1, 1000, 'h', 'h', 1), (2, 'P1E1', 1, 1000, 'h', 'h', 1)",
    ),
  ]);
});

it("shows the newest run with its counts, and its findings by kind", async () => {
  expect(await (await call("GET", "/api/drift")).json()).toMatchObject({
    runId: "r1",
    runs: [
      {
        runId: "r1",
        kind: "full",
        startedAt: "1970-01-01T00:00:00.005Z",
        counts: [
          { kind: "title", count: 1 },
          { kind: "price", count: 1 },
          { kind: "stock", count: 1 },
        ],
      },
    ],
    findings: [
      { n: 1, kind: "title" },
      { n: 2, kind: "price" },
      { n: 3, kind: "stock", company: 1 },
    ],
  });
  const prices = await (await call("GET", "/api/drift?kind=price")).json<{ findings: unknown[] }>();
  expect(prices.findings).toHaveLength(1);
  expect((await call("GET", "/api/drift?kind=everything")).status).toBe(422);
});

it("a comparison is requested by a queue message of the named kind", async () => {
  const { deps, sent } = depsOf();
  expect((await call("POST", "/api/drift/run", { kind: "half" }, deps)).status).toBe(422);
  expect((await call("POST", "/api/drift/run", { kind: "full" }, deps)).status).toBe(202);
  expect((await call("POST", "/api/drift/run", { kind: "sample" }, deps)).status).toBe(202);
  expect(sent).toEqual([{ job: "drift" }, { job: "drift-sample" }]);
});

it.each([
  ["nothing named", { runId: "r1" }],
  ["an unknown kind", { runId: "r1", kind: "everything" }],
  ["two things at once", { runId: "r1", n: 1, all: true }],
])("refuses a repair of %s", async (_, body) => {
  expect((await call("POST", "/api/drift/repair", body)).status).toBe(422);
});

it("repair makes the findings due with their sent values cleared, and nothing else", async () => {
  const { deps, sent } = depsOf();
  expect(await (await call("POST", "/api/drift/repair", { runId: "r1", n: 3 }, deps)).json()).toMatchObject({
    repaired: 1,
  });
  expect(
    (await env.DB.prepare("SELECT company, sent, sent_quantity FROM stock ORDER BY company").all()).results,
  ).toEqual([
    { company: 1, sent: null, sent_quantity: null },
    { company: 2, sent: "h", sent_quantity: 1 },
  ]);
  expect(await env.DB.prepare("SELECT due FROM shop_prices").first("due")).toBe(0);
  expect(await (await call("POST", "/api/drift/repair", { runId: "r1", all: true }, deps)).json()).toMatchObject({
    repaired: 2,
  });
  expect(await env.DB.prepare("SELECT due, sent_price_cents FROM shop_prices").first()).toEqual({
    due: 1,
    sent_price_cents: null,
  });
  expect(
    await env.DB.prepare(
      "SELECT due, sent_set, sent_fields_hash, sent_variants_hash, sent_units_hash, sent_values, merchant_fields FROM shop_products",
    ).first(),
  ).toEqual({
    due: 1,
    sent_set: "s",
    sent_fields_hash: null,
    sent_variants_hash: "v",
    sent_units_hash: "s",
    sent_values: '{"title":["","*"],"status":["h2"]}',
    merchant_fields: '["seo"]',
  });
  expect(sent).toEqual([{ job: "publish" }, { job: "publish" }]);
  expect((await call("POST", "/api/drift/repair", { runId: "r1", all: true })).status).toBe(404);
});

it("repair of brand, tags, barcode, lists and document forgets exactly what was found", async () => {
  await env.DB.batch([
    ...saveDrift(
      env.DB,
      {
        id: "r2",
        kind: "full",
        startedAt: 10,
        endedAt: 11,
        products: 1,
        variants: 1,
        levels: 1,
        skipped: 0,
        counts: {},
      },
      0,
      [
        finding("vendor", ""),
        finding("tags", ""),
        finding("barcode", "P1E1"),
        finding("list-price", "P1E1", "list-42"),
        finding("list-price-extra", "P1E2", "list-42"),
        finding("list-price", "P1E1", "list-deleted"),
        finding("price-metafield", "P1E1"),
      ],
    ),
    env.DB.prepare(`UPDATE shop_products SET sent_tags = '{"wanted":["a"],"theirs":["b"]}'`),
    env.DB.prepare(
      `INSERT INTO price_targets (target, kind, company, segment, gid)
       VALUES ('list-42', 'priceList', 2, 1, 'g42'), ('meta-1', 'metafield', 1, 1, NULL), ('meta-2', 'metafield', 2, 1, NULL)`,
    ),
    env.DB.prepare(
      `INSERT INTO shop_prices (target, seq_product, sku, due, sent_price_cents)
       VALUES ('list-42', 1, 'P1E1', 0, 990), ('meta-1', 1, 'P1E1', 0, 990), ('meta-2', 1, 'P1E1', 0, 900), ('meta-2', 1, 'P1E2', 0, 900)`,
    ),
  ]);
  const { deps } = depsOf();
  expect(await (await call("POST", "/api/drift/repair", { runId: "r2", all: true }, deps)).json()).toMatchObject({
    repaired: 7,
  });
  expect(
    await env.DB.prepare(
      "SELECT due, sent_set, sent_fields_hash, sent_variants_hash, sent_units_hash, sent_values, sent_tags, merchant_fields FROM shop_products",
    ).first(),
  ).toEqual({
    due: 1,
    sent_set: "s",
    sent_fields_hash: null,
    sent_variants_hash: null,
    sent_units_hash: "s",
    sent_values: '{"title":["h1"],"status":["h2"],"vendor":["","*"]}',
    sent_tags: '{"wanted":["a"],"theirs":["b"],"outcomeUnknown":true}',
    merchant_fields: '["title","seo"]',
  });
  const { results } = await env.DB.prepare(
    "SELECT target || ' ' || sku AS row, due, outcome_unknown AS outcomeUnknown, sent_price_cents AS sent FROM shop_prices ORDER BY 1",
  ).all();
  expect(results).toEqual([
    { row: "base P1E1", due: 0, outcomeUnknown: 0, sent: 990 },
    { row: "list-42 P1E1", due: 1, outcomeUnknown: 1, sent: 990 },
    { row: "list-42 P1E2", due: 1, outcomeUnknown: 1, sent: null },
    { row: "meta-1 P1E1", due: 1, outcomeUnknown: 1, sent: 990 },
    { row: "meta-2 P1E1", due: 1, outcomeUnknown: 1, sent: 900 },
    { row: "meta-2 P1E2", due: 0, outcomeUnknown: 0, sent: 900 },
  ]);
});

it("another salt selects another sample of the requested size", async () => {
  await env.DB.prepare(
    `INSERT OR IGNORE INTO shop_products (seq_product, product_gid)
     WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i, 'g' || i FROM n`,
  ).run();
  const [one, other] = [await sampleProducts(env.DB, 1, 50), await sampleProducts(env.DB, 999_999, 50)];
  expect([one.length, other.length, new Set(one).size]).toEqual([50, 50, 50]);
  expect(other).not.toEqual(one);
  expect(Math.max(...one) - Math.min(...one)).toBeGreaterThan(1_000); // spread over all, not one stretch
});

it("orders-since is null until it is set, accepts an instant with its zone, and adds a row to the audit", async () => {
  expect(await (await call("GET", "/api/orders-since")).json()).toEqual({ since: null });
  for (const since of ["2026-12-01", "2026-12-01T00:00:00", "amanhã"])
    expect((await call("PUT", "/api/orders-since", { since })).status).toBe(422);
  await env.DB.prepare(
    `INSERT INTO orders (order_id, state, reason, found_by, created_at, updated_at)
     VALUES ('1', 'ignored', 'before-start', 'sweep', 1, 1), ('2', 'ignored', 'test', 'sweep', 1, 1)`,
  ).run();
  const answer = await call("PUT", "/api/orders-since", { since: "2026-12-01T00:00:00-03:00" });
  const since = "2026-12-01T03:00:00.000Z";
  expect(await answer.json()).toEqual({ since, before: null, ordersRequeued: 1 });
  expect(await (await call("GET", "/api/orders-since")).json()).toEqual({ since });
  expect(await env.DB.prepare("SELECT act, name, before, after FROM audit").first()).toEqual({
    act: "watermark",
    name: "orders-since",
    before: null,
    after: since,
  });
  const { results } = await env.DB.prepare("SELECT order_id FROM orders WHERE next_at IS NOT NULL").all();
  expect(results).toEqual([{ order_id: "1" }]);
  // It is no load: there is nothing to run, to pause or to read again.
  expect(await (await call("GET", "/api/loads")).text()).not.toContain("orders-since");
});
