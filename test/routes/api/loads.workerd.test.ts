import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN, type Recorded } from "../deps.ts";

const db = env.DB;
const NOW = Date.UTC(2026, 10, 24, 12); // 09:00 in São Paulo

let world: Recorded;
beforeEach(async () => {
  await db.batch(
    ["loads", "leases", "runs", "audit", "companies", "price_targets", "stock", "prices", "products"].map((table) =>
      db.prepare(`DELETE FROM ${table}`),
    ),
  );
  let made = 0;
  world = depsOf({ random: { fraction: () => 0.5, uuid: () => `uuid-${++made}` } });
  await db.batch([
    db.prepare("INSERT INTO companies (company, name, location_gid) VALUES (3, 'LOJA 3', 'gid://shopify/Location/3')"),
    db.prepare("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 2)"),
    db.prepare(
      "INSERT INTO loads (name, company, segment, watermark) VALUES ('stock', 3, 0, '2026-11-24T08:00:00'), ('publish-stock', 0, 0, '1900-01-01T00:00:00'), ('order-sweep', 0, 0, '2026-11-24T11:00:00Z')",
    ),
    db.prepare(
      `INSERT INTO runs (id, name, company, started_at, ended_at, outcome, read, changed, unchanged)
       VALUES ('r1', 'stock', 3, ${NOW - 7_200_000}, ${NOW - 7_100_000}, 'done', 9, 4, 5),
              ('r2', 'stock', 3, ${NOW - 600_000}, ${NOW - 500_000}, 'done', 3, 2, 1),
              ('r3', 'stock', 4, ${NOW - 100_000}, ${NOW - 50_000}, 'done', 1, 1, 0)`,
    ),
    db.prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash) VALUES (3, 'P1E1', 1, 1, 'h'), (3, 'P2E1', 2, 1, 'h'), (4, 'P1E1', 1, 1, 'h')",
    ),
  ]);
});

async function call(method: string, path: string, body?: unknown, headers = { authorization: `Bearer ${OPS_TOKEN}` }) {
  const request = new Request(`https://gondola.example/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await answered(routes(request, world.deps, { waitUntil: () => undefined }), request);
  return { status: answer.status, body: z.unknown().parse(await answer.json()) };
}

const audit = async () => (await call("GET", "/audit")).body;
const nothingDone = async () => {
  expect(await audit()).toEqual([]);
  expect(world.sent).toEqual([]);
};

describe("what is not done", () => {
  it("without the bearer nothing is shown or moved", async () => {
    const wrong = { authorization: "Bearer no" };
    for (const path of ["/loads/stock/3/0/pause", "/loads/stock/3/0/watermark"])
      expect((await call("POST", path, {}, wrong)).status).toBe(401);
    expect((await call("GET", "/audit", undefined, wrong)).status).toBe(401);
    await nothingDone();
  });

  it("a load that is not there, or not there for that company", async () => {
    for (const path of [
      "/loads/nada/0/0/run",
      "/loads/stock/9/0/run",
      "/loads/stock/03/0/run",
      "/loads/prices/1/1/full",
    ])
      expect(await call("POST", path), path).toMatchObject({ status: 404, body: { code: "load-unknown" } });
    await nothingDone();
  });

  it.each([
    [{ watermark: "ontem" }, 422, "watermark-wrong"],
    [{ watermark: "2026-02-31T00:00:00" }, 422, "watermark-wrong"],
    [{ watermark: "2026-11-24T09:00:01" }, 422, "watermark-future"],
    [{ watermark: "2026-11-24T08:00:00", more: 1 }, 422, "body-wrong"],
    [{}, 422, "body-wrong"],
  ])("a watermark of %j", async (body, status, code) => {
    expect(await call("POST", "/loads/stock/3/0/watermark", body)).toMatchObject({ status, body: { code } });
    await nothingDone();
  });

  it("a watermark of a load without one; a full read of a load that is no pull; a delisting approval without a block", async () => {
    expect(
      await call("POST", "/loads/publish-stock/0/0/watermark", { watermark: "2026-11-24T08:00:00" }),
    ).toMatchObject({
      status: 409,
      body: { code: "load-without-watermark" },
    });
    expect(await call("POST", "/loads/order-sweep/0/0/full")).toMatchObject({ body: { code: "load-not-full" } });
    expect(await call("POST", "/loads/stock/3/0/approve-delisting")).toMatchObject({
      body: { code: "delisting-not-blocked" },
    });
    await nothingDone();
  });

  it.each([
    { pageSize: 0 },
    { pageSize: 1001 },
    { overlapSeconds: -1 },
    { delistingMaxPermille: 1.5 },
    { enabled: true },
  ])("settings of %j", async (body) => {
    expect((await call("PUT", "/loads/stock/3/0", body)).status).toBe(422);
    await nothingDone();
  });
});

describe("C15: a watermark", () => {
  it("set back shows how much it reads again, warns of its size, moves, continues at once and is in the audit", async () => {
    const path = "/loads/stock/3/0/watermark";
    const wanted = {
      before: "2026-11-24T11:00:00.000Z",
      to: "2026-11-24T08:30:00",
    };
    expect(await call("POST", path, { watermark: "2026-11-24T06:00:00", preview: true })).toMatchObject({
      status: 200,
      body: { direction: "back", moved: false, resend: { hubRowsAtMost: 2, changesSeenSince: 6 } },
    });
    await nothingDone();
    const { body } = await call("POST", path, { watermark: "2026-11-24T07:30:00" });
    expect(body).toMatchObject({
      name: "stock",
      company: 3,
      segment: 0,
      before: wanted.before,
      watermark: "2026-11-24T10:30:00.000Z",
      direction: "back",
      moved: true,
      resend: { hubRowsAtMost: 2, changesSeenSince: 2 },
    });
    expect(z.object({ warning: z.string() }).parse(body).warning).toMatch(/até 2 registros/);
    expect(await db.prepare("SELECT watermark FROM loads WHERE name = 'stock'").first()).toEqual({
      watermark: "2026-11-24T07:30:00",
    });
    expect(world.sent).toEqual([{ job: "stock" }]);
    expect(await audit()).toEqual([
      {
        at: "2026-11-24T12:00:00.000Z",
        id: "uuid-2",
        who: "api",
        act: "watermark",
        name: "stock",
        company: 3,
        segment: 0,
        before: wanted.before,
        after: "2026-11-24T10:30:00.000Z",
        rows: 2,
      },
    ]);
  });

  it("set forward warns of skipped changes; the same instant with a zone is equal", async () => {
    const { body } = await call("POST", "/loads/stock/3/0/watermark", { watermark: "2026-11-24T11:30:00Z" });
    expect(body).toMatchObject({ watermark: "2026-11-24T11:30:00.000Z", direction: "forward", moved: true });
    expect(z.object({ warning: z.string() }).parse(body).warning).toMatch(/não será lido/);
  });

  it("its own value again is no move", async () => {
    const { body } = await call("POST", "/loads/stock/3/0/watermark", { watermark: "2026-11-24T08:00:00" });
    expect(body).toMatchObject({ direction: "same", moved: false, warning: null });
    await nothingDone();
  });

  it("of the order sweep is written by Shopify's clock, with its Z", async () => {
    await call("POST", "/loads/order-sweep/0/0/watermark", { watermark: "2026-11-24T07:00:00" });
    expect(await db.prepare("SELECT watermark FROM loads WHERE name = 'order-sweep'").first()).toEqual({
      watermark: "2026-11-24T10:00:00Z",
    });
  });
});

describe("a load", () => {
  it("is shown with its state, its last run's counts, its settings and its next tick; one that has never run too", async () => {
    const { body } = await call("GET", "/loads");
    const loads = z.array(z.looseObject({ name: z.string(), company: z.number() })).parse(body);
    const find = (name: string, company: number) =>
      loads.find((load) => load.name === name && load.company === company);
    expect(find("stock", 3)).toMatchObject({
      state: "idle",
      isScheduled: true,
      watermark: "2026-11-24T11:00:00.000Z",
      run: null,
      lastRun: { runId: "r2", outcome: "done", read: 3, changed: 2, unchanged: 1, refused: 0, delisted: 0 },
      settings: { pageSize: null, overlapSeconds: null, fullEveryHours: null, delistingMaxPermille: null },
      cron: "3-59/5 * * * *",
      nextAt: "2026-11-24T12:03:00.000Z",
    });
    expect(find("prices", 1)).toMatchObject({ segment: 2, state: "never", lastRun: null });
    expect(find("brands", 0)).toMatchObject({ state: "never" });
    expect(find("publish-stock", 0)).toMatchObject({ cron: "* * * * *" });
    await db
      .prepare("UPDATE loads SET lease_until = ?1 WHERE name = 'stock'")
      .bind(NOW + 1)
      .run();
    expect(z.array(z.looseObject({ name: z.string() })).parse((await call("GET", "/loads")).body)).toContainEqual(
      expect.objectContaining({ name: "stock", state: "running" }),
    );
  });

  it("publish-bulk accepts its threshold before its first run", async () => {
    expect(await call("PUT", "/loads/publish-bulk/0/0", { pageSize: 3 })).toMatchObject({
      status: 200,
      body: { settings: { pageSize: 3 } },
    });
  });

  it("is paused and resumed, each once, and only then runs again", async () => {
    for (let twice = 0; twice < 2; twice++)
      expect(await call("POST", "/loads/stock/3/0/pause")).toMatchObject({ body: { state: "paused" } });
    expect(await call("POST", "/loads/stock/3/0/run")).toMatchObject({ status: 409, body: { code: "load-paused" } });
    expect(await call("POST", "/loads/stock/3/0/full")).toMatchObject({ status: 409 });
    expect(world.sent).toEqual([]);
    for (let twice = 0; twice < 2; twice++) expect((await call("POST", "/loads/stock/3/0/resume")).status).toBe(200);
    expect(world.sent).toEqual([{ job: "stock" }]);
    expect(await audit()).toMatchObject([{ act: "resume" }, { act: "pause" }]);
  });

  it("is run, read in full, and set, and every act is in the audit, newest first", async () => {
    expect(await call("POST", "/loads/stock/3/0/run")).toMatchObject({ status: 202 });
    expect(await call("POST", "/loads/prices/1/2/full")).toMatchObject({ status: 202 });
    expect(await call("PUT", "/loads/brands/0/0", { pageSize: 50 })).toMatchObject({
      body: { settings: { pageSize: 50 } },
    });
    expect(await call("PUT", "/loads/brands/0/0", { overlapSeconds: 0, pageSize: null })).toMatchObject({
      body: { settings: { pageSize: null, overlapSeconds: 0 } },
    });
    expect(world.sent).toEqual([{ job: "stock" }, { job: "prices" }]);
    expect(
      (
        await db
          .prepare(
            "SELECT name, company, segment, full_wanted, overlap_seconds FROM loads WHERE name IN ('prices', 'brands') ORDER BY name",
          )
          .all()
      ).results,
    ).toEqual([
      { name: "brands", company: 0, segment: 0, full_wanted: 0, overlap_seconds: 0 },
      { name: "prices", company: 1, segment: 2, full_wanted: 1, overlap_seconds: null },
    ]);
    expect(
      z
        .array(z.looseObject({ act: z.string() }))
        .parse(await audit())
        .map(({ act }) => act)
        .sort(),
    ).toEqual(["full", "run", "settings", "settings"]);
    expect((await call("GET", "/audit?limit=0")).status).toBe(422);
    expect(
      z.array(z.unknown()).parse((await call("GET", `/audit?before=${new Date(NOW).toISOString()}`)).body),
    ).toEqual([]);
  });

  it("with many missing records waits for an operator, and the approval covers the rows shown", async () => {
    await db.prepare("UPDATE loads SET delisting_state = 'blocked', delisting_rows = 7 WHERE name = 'stock'").run();
    expect(await call("POST", "/loads/stock/3/0/approve-delisting")).toMatchObject({
      status: 202,
      body: { rowsAllowed: 7 },
    });
    expect(
      await db.prepare("SELECT delisting_approved_rows, full_wanted FROM loads WHERE name = 'stock'").first(),
    ).toEqual({
      delisting_approved_rows: 7,
      full_wanted: 1,
    });
    expect(await audit()).toMatchObject([{ act: "delisting", rows: 7 }]);
    expect(world.sent).toEqual([{ job: "stock" }]);
  });
});
