/** Nothing fails in silence: a load that does not end well is seen, in whatever way it fails. */
import { describe, expect, it } from "vitest";
import { loadWatch } from "../../src/crons/load-watch.ts";
import { products } from "../../src/crons/products.ts";
import { stock } from "../../src/crons/stock.ts";
import { readStalledLoads } from "../../src/hub/loads/stalled.ts";
import { setPaused } from "../../src/hub/loads/settings.ts";
import type { Fetch } from "../../src/ports.ts";
import { stalledSince } from "../../src/rules/work/stalled-load.ts";
import { readDesk } from "../desk.ts";
import { mapCompanies, pageSize, pullWorld, START, type PullWorld } from "./world.ts";

const MINUTE = 60_000;

/** Ticks of the products' load and the watch, every ten minutes. */
async function ticks(world: PullWorld, minutes: number): Promise<void> {
  for (let at = 0; at < minutes; at += 10) {
    await world.run(products);
    await world.run(loadWatch);
    world.clock.advance(10 * MINUTE);
  }
  await world.run(loadWatch);
}
const stalledEntries = async (world: PullWorld) =>
  (await readDesk(world.db, "state = 'open' AND area = 'loads'")).map(({ record, message }) => ({ record, message }));

describe("a load that has not ended well for 30 minutes is a desk entry with the ERP's own words", () => {
  it.each([
    ["refuses inside a 200", { what: "errorInside" }, "Falha ao consultar o cadastro – sessão do banco expirada"],
    ["answers with Oracle's error", { what: "oracle" }, "ORA-00942: a tabela ou view não existe"],
    ["redirects to a login page", { what: "loginPage" }, "redirect to /web/login"],
    ["sends a login page", { what: "html" }, "Entrar Sessão expirada"],
    ["asks to wait for ever", { what: "throttled", waitSeconds: 120 }, "muitas consultas; aguarde"],
  ] as const)("when the ERP %s", async (_how, strange, words) => {
    const world = pullWorld({ products: 5 });
    await world.run(products);
    world.erp.control.strange(strange);
    world.clock.advance(10 * MINUTE);
    await ticks(world, 10);
    expect(await stalledEntries(world)).toEqual([]);
    await ticks(world, 20);
    const [entry] = await stalledEntries(world);
    expect(entry?.record).toBe("carga de produtos");
    expect(entry?.message).toContain("não termina bem desde 24/11 12:00");
    expect(entry?.message).toContain(words);
    expect(world.erp.state.strange.hasty).toEqual([]);
  });

  it("also when it never ended: an ERP whose envelope is unknown", async () => {
    const fetch: Fetch = async (request) =>
      request.url.endsWith("/auth/login")
        ? Response.json({ access_token: "t", expires_in: "3600" })
        : Response.json({ registros: [] });
    const world = pullWorld({ fetch });
    await ticks(world, 40);
    expect((await stalledEntries(world))[0]?.message).toMatch(/tenta desde 24\/11 12:00.*JSON without items/);
  });

  it("also when an isolate dies in each run", async () => {
    const world = pullWorld({ products: 5 });
    await world.run(products);
    world.clock.advance(31 * MINUTE);
    await world.run(loadWatch);
    expect((await stalledEntries(world))[0]?.message).toContain("não termina bem");
  });

  it("closes by itself once the load ends well", async () => {
    const world = pullWorld({ products: 5 });
    await world.run(products);
    world.erp.control.strange({ what: "oracle" });
    await ticks(world, 40);
    expect((await stalledEntries(world)).length).toBe(1);
    world.erp.control.clearStrange();
    await ticks(world, 10);
    expect(await stalledEntries(world)).toEqual([]);
    expect(await world.one("SELECT state FROM desk WHERE area = 'loads'")).toEqual({ state: "resolved" });
  });

  it("waits as long as its own setting says", async () => {
    const world = pullWorld({ products: 5 });
    await world.run(products);
    await world.db.prepare("UPDATE loads SET stalled_after_minutes = 120").run();
    world.erp.control.strange({ what: "oracle" });
    await ticks(world, 110);
    expect(await stalledEntries(world)).toEqual([]);
    await ticks(world, 20);
    expect((await stalledEntries(world)).length).toBe(1);
  });

  it("is none while a person has paused it, and none of a company that is no longer read", async () => {
    const world = pullWorld({ products: 5, companies: 2 });
    await mapCompanies(world, 2);
    await world.run(products);
    await world.run(stock);
    const now = START + 60 * MINUTE;
    expect((await readStalledLoads(world.db, now)).map(({ name, company }) => `${name} ${company}`)).toEqual([
      "products 0",
      "stock 1",
      "stock 2",
    ]);
    const key = { name: "products", company: 0, segment: 0 };
    await setPaused(world.db, { at: now, id: "a", who: "api", key }, true);
    await world.db.prepare("UPDATE companies SET enabled = 0 WHERE company = 2").run();
    expect((await readStalledLoads(world.db, now)).map(({ company }) => company)).toEqual([1]);
  });

  it("is none while a first read stores page after page, for three hours", async () => {
    const world = pullWorld({ products: 60 });
    await pageSize(world, "products", 2);
    for (let minute = 0; minute < 100; minute += 5) {
      await world.runPages(products, 1);
      world.clock.advance(5 * MINUTE);
    }
    expect(await readStalledLoads(world.db, world.clock.now())).toEqual([]);
    world.clock.advance(6 * MINUTE); // it moves no more
    expect((await readStalledLoads(world.db, world.clock.now())).length).toBe(1);
    const moving = { firstAt: 1, endedWellAt: 0, restarts: 0, stalledAfterMinutes: null };
    expect(stalledSince({ ...moving, advancedAt: 181 * MINUTE }, 181 * MINUTE)).toBe(1);
    expect(stalledSince({ ...moving, advancedAt: 31 * MINUTE, restarts: 1 }, 32 * MINUTE)).toBe(1);
  });
});

describe("an ERP that asks to wait", () => {
  it("is not asked again before its time by any isolate, and is asked at once when a person says so", async () => {
    const world = pullWorld({ products: 5 });
    world.erp.control.strange({ what: "throttled", times: 1, waitSeconds: 1_500 });
    await world.run(products);
    world.clock.advance(10 * MINUTE);
    await world.run(products, world.isolate());
    world.clock.advance(10 * MINUTE);
    await world.run(products, world.isolate());
    expect(world.pagesRead("/Cadastros/Produto")).toEqual([1]);
    expect(world.erp.state.strange.hasty).toEqual([]);
    await world.db.prepare("UPDATE loads SET not_before = 0").run(); // as POST …/run does
    await world.run(products, world.isolate());
    expect(world.pagesRead("/Cadastros/Produto").length).toBeGreaterThan(1);
  });
});
