import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { schedule } from "../../../src/crons/schedule.ts";
import type { Deps } from "../../../src/deps.ts";
import { markNextPortion } from "../../../src/hub/loads/marking.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";
import { readDesk } from "../../desk.ts";

const context = { waitUntil: () => undefined };
const bearer = { authorization: `Bearer ${OPS_TOKEN}` };

function call(
  method: string,
  path: string,
  {
    body,
    headers = bearer,
    deps = depsOf().deps,
  }: { body?: unknown; headers?: Record<string, string>; deps?: Deps } = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`https://gondola.example${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: text }),
  });
  return answered(routes(request, deps, context), request);
}

/** PUT /api/companies of two companies with a location each. */
const twoCompanies = [
  { company: 1, name: "Loja 1", locationId: "gid://shopify/Location/11" },
  { company: 2, name: "Loja 2", locationId: "12" },
];

/** As the next publish tick does it. */
async function markAll(): Promise<void> {
  while (await markNextPortion(env.DB));
}

beforeEach(async () => {
  await env.DB.batch(
    ["companies", "price_targets", "stock", "shop_prices", "runs", "desk", "portions"].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  );
});

describe("authorization", () => {
  it.each([
    ["no header", {}],
    ["another scheme", { authorization: `Basic ${OPS_TOKEN}` }],
    ["a token that begins right", { authorization: `Bearer ${OPS_TOKEN.slice(0, -1)}` }],
    ["a token that goes on", { authorization: `Bearer ${OPS_TOKEN}x` }],
    ["an empty token", { authorization: "Bearer " }],
  ])("refuses /api with %s", async (_, headers) => {
    const answer = await call("GET", "/api/report", { headers });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "unauthorized" });
  });

  it("refuses before it shows whether a route exists", async () => {
    expect((await call("GET", "/api/nothing", { headers: {} })).status).toBe(401);
    expect((await call("GET", "/api/nothing")).status).toBe(404);
  });

  it("an unknown route is 404 as JSON", async () => {
    const answer = await call("GET", "/somewhere");
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { code: "not-found", message: "/somewhere: não existe." },
    ]);
  });

  it("an unreachable D1 is 500 without the reason for the caller; the log has it", async () => {
    const brokenDb: Partial<D1Database> = {
      batch: () => Promise.reject(new Error("secret detail")),
      prepare: env.DB.prepare.bind(env.DB),
    };
    const { deps, lines } = depsOf({ db: brokenDb as D1Database });
    const answer = await call("GET", "/api/report", { deps });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret detail");
    expect(lines).toMatchObject([{ event: "route.failed", path: "/api/report", reason: "Error: secret detail" }]);
  });
});

describe("/health", () => {
  it("is public and shows the version", async () => {
    const answer = await call("GET", "/health", { headers: {} });
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, version: "0.1.0" }]);
  });

  it("with a wrong configuration is 503 with every problem, and nothing else answers", async () => {
    const problems = ["OPS_TOKEN: is not set", "ERP_BASE_URL: is not set"];
    const health = await routes(new Request("https://gondola.example/health"), { problems }, context);
    expect([health.status, await health.json()]).toEqual([503, { ok: false, version: "0.1.0", problems }]);
    const report = await routes(
      new Request("https://gondola.example/api/report", { headers: bearer }),
      { problems },
      context,
    );
    expect(report.status).toBe(503);
  });
});

describe("bodies", () => {
  it.each([
    ["not JSON", "{", 400],
    ["not a list", {}, 422],
    ["a company that is no number", [{ company: "um", name: "Loja", locationId: null }], 422],
    ["an unknown field", [{ company: 1, name: "Loja", locationId: null, nome: "x" }], 422],
    ["a location that is none", [{ company: 1, name: "Loja", locationId: "gid://shopify/Product/1" }], 422],
    ["too large", `[${" ".repeat(600_000)}]`, 413],
  ])("PUT /api/companies refuses %s", async (_, body, status) => {
    expect((await call("PUT", "/api/companies", { body })).status).toBe(status);
  });

  it("names every wrong field at once", async () => {
    const answer = await call("PUT", "/api/price-targets", { body: { base: { company: 0, segment: "1" } } });
    const { details } = await answer.json<{ details: string[] }>();
    expect(details.map((detail) => detail.split(":")[0])).toEqual(["base.company", "base.segment"]);
  });
});

describe("prices", () => {
  const mapping = {
    base: { company: 1, segment: 1 },
    priceLists: [{ company: 2, segment: 1, priceListId: "42", dropMaxPercent: 50 }],
    metafields: [{ company: 2, segment: 1 }],
  };

  it("stores and shows targets of every kind; the base alone leaves the others unchanged", async () => {
    await call("PUT", "/api/price-targets", { body: mapping });
    const answer = await call("PUT", "/api/price-targets", { body: { base: mapping.base } });
    expect(await answer.json()).toMatchObject([
      { target: "base", dropMaxPercent: 80 },
      { target: "meta-2", company: 2 },
      { target: "list-42", priceListId: "gid://shopify/PriceList/42", dropMaxPercent: 50, removing: false },
    ]);
  });

  it("refuses one list for two companies, and one company twice in the metafield", async () => {
    const [list] = mapping.priceLists;
    for (const wrong of [
      { ...mapping, priceLists: [list, { ...list, company: 3 }] },
      { ...mapping, metafields: [...mapping.metafields, { company: 2, segment: 2 }] },
    ])
      expect((await call("PUT", "/api/price-targets", { body: wrong })).status).toBe(409);
    expect(await (await call("GET", "/api/price-targets")).json()).toEqual([]);
  });

  it("shows the prices pending approval and publishes exactly the approved one", async () => {
    await call("PUT", "/api/price-targets", { body: mapping });
    await env.DB.prepare(
      "INSERT INTO shop_prices (target, seq_product, sku, due, erp_price_cents, pending_cents) VALUES ('list-42', 7, 'P7E1', 0, 1500, 100)",
    ).run();
    expect(await (await call("GET", "/api/prices/pending")).json()).toEqual([
      { target: "list-42", sku: "P7E1", lastCents: 1500, pendingCents: 100, sentPriceCents: null },
    ]);
    const approve = async (pendingCents: number) =>
      (await call("POST", "/api/prices/approve", { body: [{ target: "list-42", sku: "P7E1", pendingCents }] })).json();
    expect(await approve(90)).toEqual({ approved: 0, requested: 1 });
    expect(await approve(100)).toEqual({ approved: 1, requested: 1 });
    expect(await env.DB.prepare("SELECT due, approved_cents FROM shop_prices").first()).toEqual({
      due: 1,
      approved_cents: 100,
    });
  });

  it("accepts the price of a package that is a fraction, and refuses an invalid SKU", async () => {
    await env.DB.prepare(
      "INSERT INTO shop_prices (target, seq_product, sku, due, erp_price_cents, pending_cents) VALUES ('base', 919, 'P919E0.5', 0, 1500, 100)",
    ).run();
    const approve = (sku: string) =>
      call("POST", "/api/prices/approve", { body: [{ target: "base", sku, pendingCents: 100 }] });
    expect(await (await approve("P919E0.5")).json()).toEqual({ approved: 1, requested: 1 });
    for (const wrong of ["P919E0,5", "919", "P919E0"]) expect((await approve(wrong)).status).toBe(422);
  });
});

describe("companies and locations", () => {
  it("accepts a location by id or gid and shows it", async () => {
    const defaults = { safetyMilli: 0, quantityIn: "units", problem: null, pendingChange: null };
    const answer = await call("PUT", "/api/companies", { body: twoCompanies });
    expect(await answer.json()).toEqual([
      { company: 1, name: "Loja 1", locationId: "gid://shopify/Location/11", enabled: true, ...defaults },
      { company: 2, name: "Loja 2", locationId: "gid://shopify/Location/12", enabled: true, ...defaults },
    ]);
  });

  it("refuses one location for two companies, and leaves what was", async () => {
    await call("PUT", "/api/companies", { body: twoCompanies });
    const answer = await call("PUT", "/api/companies", { body: [{ company: 3, name: "Loja 3", locationId: "12" }] });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: "location-taken" }]);
    expect(await (await call("GET", "/api/companies")).json()).toHaveLength(2);
  });

  it("lets two companies exchange their locations", async () => {
    await call("PUT", "/api/companies", { body: twoCompanies });
    const [one, two] = twoCompanies;
    const exchanged = [
      { ...one, locationId: two?.locationId },
      { ...two, locationId: one?.locationId },
    ];
    const answer = await call("PUT", "/api/companies", { body: exchanged });
    expect(await answer.json()).toMatchObject([
      { locationId: "gid://shopify/Location/12" },
      { locationId: "gid://shopify/Location/11" },
    ]);
  });

  it("a company that moves has all of its stock sent again; another's is left", async () => {
    await call("PUT", "/api/companies", { body: twoCompanies });
    await env.DB.prepare(
      `INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active)
       VALUES (1, 'P1E1', 1, 5000, 'h', 'h', 5, 1), (2, 'P1E1', 1, 5000, 'h', 'h', 5, 1)`,
    ).run();
    await call("PUT", "/api/companies", { body: [{ company: 1, name: "Loja 1", locationId: "99" }] });
    expect(await (await call("GET", "/api/companies")).json()).toMatchObject([
      { pendingChange: "location" },
      { pendingChange: null },
    ]);
    await markAll();
    const { results } = await env.DB.prepare(
      "SELECT company, sent, sent_quantity, level_active FROM stock ORDER BY company",
    ).all();
    expect(results).toEqual([
      { company: 1, sent: null, sent_quantity: null, level_active: 0 },
      { company: 2, sent: "h", sent_quantity: 5, level_active: 1 },
    ]);
  });

  describe("a location that a company leaves with stock on sale", () => {
    const entries = async () =>
      (await readDesk(env.DB, "state = 'open'")).map(({ record, reason, message }) => ({ record, reason, message }));
    const put = async (...body: readonly object[]) =>
      (await call("PUT", "/api/companies", { body })).json<{ company: number; left?: { items: number } }[]>();
    const [one, two] = twoCompanies;
    beforeEach(async () => {
      await put(...twoCompanies);
      await env.DB.prepare(
        `INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active, unlimited)
         VALUES (1, 'P1E1', 1, 5000, 'h', 'h', 5, 1, 0), (1, 'P2E1', 2, 0, 'h', 'h', 0, 1, 0), (1, 'P3E1', 3, 0, 'h', 'h', NULL, 1, 1),
                (1, 'P4E1', 4, 4000, 'h', NULL, NULL, 0, 0), (2, 'P1E1', 1, 5000, 'h', 'h', 5, 1, 0)`,
      ).run();
    });

    it.each([
      ["moved", { locationId: "99" }],
      ["unmapped", { locationId: null }],
      ["switched off", { enabled: false }],
    ])(
      "%s: the answer and the desk name it, and no level is set to zero; the same mapping again closes the entry",
      async (_, change) => {
        expect(await put({ ...one, ...change })).toMatchObject([
          { company: 1, left: { locationId: "gid://shopify/Location/11", items: 2 } },
          { company: 2 },
        ]);
        expect(await entries()).toEqual([
          {
            record: "loja 1 local 11",
            reason: "location-left",
            message: expect.stringMatching(
              /^Loja 1 \(Loja 1\): .*2 itens continuam à venda.*desative o local 11/,
            ) as string,
          },
        ]);
        expect(await env.DB.prepare("SELECT COUNT(*) AS n FROM stock WHERE quantity_milli = 5000").first("n")).toBe(2);
        const again = await put(one ?? {});
        expect(again.some(({ left }) => left)).toBe(false);
        expect(await entries()).toEqual([]);
      },
    );

    it("a mapping without a new location, and one of another company, abandon no location", async () => {
      expect((await put({ ...one, safetyMilli: 1000 }, { ...two, locationId: "12" })).some(({ left }) => left)).toBe(
        false,
      );
      expect(await entries()).toEqual([]);
    });

    it("where another company replaces it, only stock that the other does not send counts as abandoned", async () => {
      const answer = await put({ ...one, locationId: "12" }, { ...two, locationId: "11" });
      expect(answer.map(({ left }) => left?.items)).toEqual([1, undefined]);
      expect(await entries()).toMatchObject([
        { record: "loja 1 local 11", message: expect.stringContaining("a loja 2, que ocupa o local") as string },
      ]);
      await put({ ...one, locationId: "12" });
      expect(await entries()).toHaveLength(1);
      await put({ ...two, locationId: "11" }); // a person has looked after it
      expect(await entries()).toEqual([]);
    });
  });

  it("the same mapping again sends nothing again", async () => {
    await call("PUT", "/api/companies", { body: twoCompanies });
    await env.DB.prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active) VALUES (1, 'P1E1', 1, 5000, 'h', 'h', 5, 1)",
    ).run();
    await call("PUT", "/api/companies", { body: twoCompanies });
    expect(await env.DB.prepare("SELECT sent FROM stock").first("sent")).toBe("h");
  });

  it("another safety stock sends the company's stock again, at the levels already active", async () => {
    await call("PUT", "/api/companies", { body: twoCompanies });
    await env.DB.prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active) VALUES (1, 'P1E1', 1, 5000, 'h', 'h', 5, 1)",
    ).run();
    await call("PUT", "/api/companies", { body: [{ ...twoCompanies[0], safetyMilli: 2000 }] });
    expect(await (await call("GET", "/api/companies")).json()).toMatchObject([{ pendingChange: "figures" }, {}]);
    await markAll();
    expect(await env.DB.prepare("SELECT sent, sent_quantity, level_active FROM stock").first()).toEqual({
      sent: null,
      sent_quantity: 5,
      level_active: 1,
    });
  });
});

const sentPrice = () => env.DB.prepare("SELECT version, due FROM shop_prices").first();

it("another base company makes every base price due again; the same one makes none due", async () => {
  await call("PUT", "/api/price-targets", { body: { base: { company: 1, segment: 1 } } });
  await env.DB.prepare("INSERT INTO shop_prices (target, seq_product, sku, due) VALUES ('base', 1, 'P1E1', 0)").run();
  await call("PUT", "/api/price-targets", { body: { base: { company: 1, segment: 1 } } });
  await markAll();
  expect(await sentPrice()).toEqual({ version: 1, due: 0 });
  await call("PUT", "/api/price-targets", { body: { base: { company: 2, segment: 1 } } });
  await markAll();
  expect(await sentPrice()).toEqual({ version: 2, due: 1 });
});

describe("jobs", () => {
  it("an unknown job is 404 and sends nothing", async () => {
    const { deps, sent } = depsOf();
    expect((await call("POST", "/api/run/everything", { deps })).status).toBe(404);
    expect(sent).toEqual([]);
  });

  it("a job is requested by a queue message, not run in the request", async () => {
    const { deps, sent } = depsOf();
    const name = schedule[0]?.job.name;
    expect((await call("POST", `/api/run/${name}`, { deps })).status).toBe(202);
    expect(sent).toEqual([{ job: name }]);
  });
});

it("the report's counts are the runs' own, per load and company, from the requested instant", async () => {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO runs (id, name, company, started_at, outcome, read, changed, unchanged, refused, due, sent, pending)
       VALUES ('a', 'stock', 1, 100, 'done', 10, 4, 5, 1, 0, 0, 0),
              ('b', 'stock', 1, 200, 'failed', 3, 3, 0, 0, 0, 0, 0),
              ('c', 'stock', 2, 200, 'running', 2, 0, 2, 0, 0, 0, 0),
              ('d', 'publish-stock', 0, 200, 'done', 0, 0, 0, 1, 7, 4, 2)`,
    ),
    env.DB.prepare(
      `INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, parked_reason) VALUES (1, 'P1E1', 1, 0, 'h', NULL), (9, 'P1E1', 1, 0, 'h', NULL), (1, 'P2E1', 2, 0, 'h', 'no-variant')`,
    ),
    env.DB.prepare(
      "INSERT INTO companies (company, name, location_gid) VALUES (1, 'Loja 1', 'gid://shopify/Location/11')",
    ),
    env.DB.prepare(
      "INSERT INTO desk (area, seq_product, sku, company, segment, reason, first_at, last_at) VALUES ('prices', 9, 'P9E1', 3, 1, 'price-zero', 1, 1)",
    ),
  ]);
  const report = await (await call("GET", "/api/report?since=1970-01-01T00:00:00.150Z")).json();
  expect(report).toMatchObject({
    loads: [
      { name: "stock", company: 1, runs: 1, failedRuns: 1, read: 3, changed: 3, unchanged: 0, refused: 0 },
      { name: "stock", company: 2, runs: 1, runningRuns: 1, read: 2, unchanged: 2 },
    ],
    lanes: [{ lane: "publish-stock", due: 7, sent: 4, refused: 1, pending: 2, backlog: 1 }],
    backlog: [
      { lane: "publish-catalog", rows: 0 },
      { lane: "publish-prices", rows: 0 },
      { lane: "publish-stock", rows: 1 },
      { lane: "stock-unmapped", rows: 1 },
    ],
    desk: [
      {
        area: "prices",
        reason: "price-zero",
        open: 1,
        example: { seqProduct: 9, sku: "P9E1", company: 3, segment: 1, params: {}, record: "P9E1 loja 3 segmento 1" },
      },
    ],
  });
});
