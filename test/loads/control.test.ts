import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { products } from "../../src/crons/products.ts";
import { stock } from "../../src/crons/stock.ts";
import { saveSettings, setPaused, setWatermark, wantFull } from "../../src/hub/loads/settings.ts";
import { readLoadStates, resendOf } from "../../src/hub/loads/status.ts";
import { mapCompanies, pageSize, type PullWorld, pullWorld } from "./world.ts";

const KEY = { name: "products", company: 0, segment: 0 } as const;
const actor = (world: PullWorld, id = "00000000-0000-4000-8000-00000000000a") =>
  ({ at: world.clock.now(), id, who: "api", key: KEY }) as const;
const stateOf = async (world: PullWorld, name = "products", company = 0) =>
  (await readLoadStates(world.db, world.clock.now())).find((load) => load.name === name && load.company === company);
const readFroms = (world: PullWorld) =>
  world.erp.journal.calls
    .filter(({ path }) => path.endsWith("/Produto"))
    .map(({ query }) => new URLSearchParams(query).get("DtaHorAlteracao"));

it("a load paused in the middle of a run writes nothing more, keeps its page, and continues there when resumed", async () => {
  const world = pullWorld({ products: 40 });
  await pageSize(world, "products", 10);
  let fetched = 0;
  // The person's pause falls between the answer of page 2 and its batch. Page 0 is asked for after page 1.
  const pausing: Gate = async (call, effect) => {
    const value = await effect();
    if (call.port === "fetch" && call.label.startsWith("GET") && ++fetched === 3)
      await setPaused(world.db, actor(world), true);
    return value;
  };
  await world.run(products, world.isolate(pausing));
  expect(await world.one("SELECT count(*) AS n FROM products")).toEqual({ n: 10 });
  expect(await stateOf(world)).toMatchObject({ state: "paused", run: { page: 2 } });
  world.clock.advance(600_000);
  expect(await world.run(products)).toBe("done");
  expect(world.pagesRead("/Produto")).toEqual([1, 2]); // no request left while it was paused
  await setPaused(world.db, actor(world, "b"), false);
  expect(await stateOf(world)).toMatchObject({ state: "waiting" });
  await world.run(products);
  expect(world.pagesRead("/Produto")).toEqual([1, 2, 2, 3, 4]);
  expect(await world.rows("SELECT outcome, read, changed FROM runs")).toEqual([
    { outcome: "done", read: 40, changed: 40 },
  ]);
  expect(await world.rows("SELECT act FROM audit ORDER BY act")).toEqual([{ act: "pause" }, { act: "resume" }]);
});

it("a paused company is no reason to continue at once for the other companies' job", async () => {
  const world = pullWorld({ products: 10, companies: 2 });
  await mapCompanies(world, 2);
  await setPaused(world.db, { ...actor(world), key: { name: "stock", company: 2, segment: 0 } }, true);
  expect(await world.runPages(stock, 1)).toBe("done");
  expect(await world.rows("SELECT DISTINCT company FROM stock")).toEqual([{ company: 1 }]);
});

it("C15: a watermark set back reads that range again, with its maximum size stated; unchanged records are not marked", async () => {
  const world = pullWorld({ products: 40 });
  await world.run(products);
  await world.db.prepare("UPDATE shop_products SET due = 0").run();
  world.clock.advance(600_000);
  const since = world.clock.now() - 3_600_000;
  expect(await resendOf(world.db, KEY, since, world.clock.now())).toEqual({ hubRowsAtMost: 40, changesSeenSince: 40 });
  expect(await resendOf(world.db, KEY, since, since + 60 * 86_400_000 + 1)).toEqual({
    hubRowsAtMost: 40,
    changesSeenSince: null,
  });
  await setWatermark(world.db, actor(world), { from: "x", to: "1999-12-31T00:00:00", rows: 40 });
  expect(await world.one("SELECT who, act, name, before, after, rows FROM audit")).toEqual({
    who: "api",
    act: "watermark",
    name: "products",
    before: "x",
    after: "1999-12-31T00:00:00",
    rows: 40,
  });
  await world.run(products);
  expect(readFroms(world).at(-1)).toBe("1999-12-30T23:55:00");
  const last = await world.one("SELECT read, changed, unchanged FROM runs ORDER BY started_at DESC");
  expect(last).toEqual({ read: 40, changed: 0, unchanged: 40 });
  expect(await world.rows("SELECT * FROM shop_products WHERE due = 1")).toEqual([]);
});

it("a requested full read begins after the run under way, reads from 1900, and runs once", async () => {
  const world = pullWorld({ products: 40 });
  await world.run(products);
  await pageSize(world, "products", 10);
  world.clock.advance(600_000);
  for (const { seqProduto } of world.erp.state.catalogue.products)
    world.erp.control.setTitle({ seqProduto, title: `Novo ${seqProduto}` });
  expect(await world.runPages(products, 1)).toBe("more");
  await wantFull(world.db, actor(world));
  await world.run(products);
  expect(await stateOf(world)).toMatchObject({ fullWanted: true, run: null });
  world.clock.advance(600_000);
  await world.run(products);
  expect(readFroms(world).at(-1)).toBe("1900-01-01T00:00:00");
  expect(await stateOf(world)).toMatchObject({ fullWanted: false, state: "idle", lastRun: { read: 40 } });
});

it("each load's settings are its own: page size, overlap, full period", async () => {
  const world = pullWorld({ products: 40, companies: 2 });
  await mapCompanies(world, 2);
  const none = {
    pageSize: null,
    overlapSeconds: null,
    fullEveryHours: null,
    delistingMaxPermille: null,
    stalledAfterMinutes: null,
    leastMinutes: null,
    blockedHours: null,
  };
  const key = { name: "stock", company: 2, segment: 0 } as const;
  await saveSettings(world.db, { ...actor(world), key }, none, {
    ...none,
    pageSize: 20,
    overlapSeconds: 60,
    fullEveryHours: 1,
  });
  await world.run(stock);
  const calls = () => world.pageCalls("/ProdutoEstoque");
  const sizes = (company: string) =>
    new Set(calls().flatMap((query) => (query.get("Nroempresa") === company ? [query.get("PageSize")] : [])));
  expect([sizes("1"), sizes("2")]).toEqual([new Set(["500"]), new Set(["20"])]);
  world.clock.advance(600_000);
  await world.run(stock); // of several pages, so that it is read in full once more
  const { watermark } = await world.one("SELECT watermark FROM loads WHERE name = 'stock' AND company = 2");
  world.clock.advance(600_000);
  await world.run(stock);
  expect(
    calls()
      .findLast((query) => query.get("Nroempresa") === "2")
      ?.get("DtaHorAlteracao"),
  ).toBe(String(watermark).replace("12:00:00", "11:59:00"));
  world.clock.advance(3_600_000);
  await world.run(stock);
  const last = (company: string) =>
    calls()
      .findLast((query) => query.get("Nroempresa") === company)
      ?.get("DtaHorAlteracao");
  expect(last("2")).toBe("1900-01-01T00:00:00");
  expect(last("1")).not.toBe("1900-01-01T00:00:00");
});

it("a load that has never run, and one that is no longer read, are shown as such", async () => {
  const world = pullWorld({ products: 10, companies: 2 });
  await mapCompanies(world, 2);
  expect(await stateOf(world, "stock", 2)).toMatchObject({ state: "never", isScheduled: true, lastRun: null });
  await world.run(stock);
  await world.db.prepare("UPDATE companies SET location_gid = NULL WHERE company = 2").run();
  expect(await stateOf(world, "stock", 2)).toMatchObject({
    state: "idle",
    isScheduled: false,
    lastRun: { outcome: "done" },
  });
});
