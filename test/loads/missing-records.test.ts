import { describe, expect, it } from "vitest";
import { type Job } from "../../src/job.ts";
import { prices } from "../../src/crons/prices.ts";
import { products } from "../../src/crons/products.ts";
import { LEASE_MS } from "../../src/loads/pull-load.ts";
import { skus } from "../../src/crons/skus.ts";
import { stock } from "../../src/crons/stock.ts";
import { PRODUCTS_DELISTING } from "../../src/hub/catalog/products.ts";
import { type ActiveLoad, leaseLoad } from "../../src/hub/loads/loads.ts";
import { approveDelistedRows, DELISTED_PORTION, switchOffRest } from "../../src/hub/loads/missing-records.ts";
import { dyingAt, mapCompanies, pageSize, type PullWorld, pullWorld } from "./world.ts";
import { named, readDesk } from "../desk.ts";

const JOBS = [products, skus, prices, stock];
const WEEK_MS = 168 * 3_600_000;
const PRODUCTS = { name: "products", company: 0, segment: 0 } as const;

async function loaded(options: Parameters<typeof pullWorld>[0] = {}): Promise<PullWorld> {
  const world = pullWorld({ products: 60, companies: 1, ...options });
  await mapCompanies(world, 1);
  for (const [name, company, segment] of [
    ["products", 0, 0],
    ["skus", 0, 0],
    ["prices", 1, 1],
    ["stock", 1, 0],
  ] as const)
    await pageSize(world, name, 12, company, segment);
  for (const job of JOBS) await tick(world, job);
  await world.db.prepare("UPDATE shop_products SET due = 0, version = 1").run();
  await world.db.prepare("UPDATE shop_prices SET due = 0").run();
  await world.db.prepare("UPDATE stock SET sent = hash").run();
  world.clock.advance(WEEK_MS);
  return world;
}

/** One tick of the cron, ten minutes after the last; `done` says whether it was a full run. */
async function tick(world: PullWorld, job: Job): Promise<void> {
  world.clock.advance(600_000);
  expect(await world.run(job)).toBe("done");
}

/** Sold goods, in the order of the ERP's list. */
async function sold(world: PullWorld, count: number): Promise<readonly number[]> {
  const rows = await world.rows(
    `SELECT DISTINCT p.seq_product FROM products AS p JOIN skus AS k USING (seq_product) JOIN prices AS e ON e.sku = k.sku
       JOIN stock AS s ON s.sku = k.sku
      WHERE p.active = 1 AND k.active = 1 AND e.on_sale = 1 AND s.quantity_milli > 0 ORDER BY p.seq_product LIMIT ?1`,
    count,
  );
  return rows.map((row) => Number(row["seq_product"]));
}

function setDelisted(world: PullWorld, seqs: readonly number[], delisted = true): void {
  for (const seqProduto of seqs) world.erp.control.setDelisted({ seqProduto, delisted });
}

const off = async (world: PullWorld) =>
  (
    await world.rows("SELECT seq_product FROM products WHERE active = 0 AND hash = 'delisted' ORDER BY seq_product")
  ).map((row) => Number(row["seq_product"]));
const stateOf = (world: PullWorld, name = "products") =>
  world.one("SELECT delisting_state, delisting_rows, full_wanted, confirm_runs FROM loads WHERE name = ?1", name);
const open = async (world: PullWorld) => (await readDesk(world.db, "state = 'open'")).map(named);

describe("records that the ERP no longer returns", () => {
  it("are switched off by the second full run that misses them, never deleted, and their products are due", async () => {
    const world = await loaded();
    const [seq = 0] = await sold(world, 1);
    setDelisted(world, [seq]);
    await tick(world, products);
    expect(await off(world)).toEqual([]);
    expect(await stateOf(world)).toEqual({
      delisting_state: "none",
      delisting_rows: 0,
      full_wanted: 1,
      confirm_runs: 1,
    });
    await tick(world, products);
    expect(await off(world)).toEqual([seq]);
    expect(
      await world.rows(
        "SELECT DISTINCT substr(sku, 1, instr(sku, 'E') - 1) AS product FROM stock WHERE sent IS NOT hash",
      ),
    ).toEqual([{ product: `P${seq}` }]);
    expect(await world.rows("SELECT seq_product, version FROM shop_products WHERE due = 1")).toEqual([
      { seq_product: seq, version: 2 },
    ]);
    expect(await world.one("SELECT count(*) AS n FROM products")).toEqual({ n: 60 });
    expect(await world.one("SELECT delisted, read FROM runs WHERE name = 'products' ORDER BY started_at DESC")).toEqual(
      {
        delisted: 1,
        read: 59,
      },
    );
    expect(await stateOf(world)).toEqual({
      delisting_state: "marked",
      delisting_rows: 1,
      full_wanted: 0,
      confirm_runs: 0,
    });
    for (const table of ["delisted_candidates", "load_pages"])
      expect(await world.rows(`SELECT * FROM ${table}`)).toEqual([]);
    await tick(world, products);
    expect(await world.one("SELECT is_full, full_wanted FROM loads WHERE name = 'products'")).toEqual({
      is_full: 0,
      full_wanted: 0,
    });
  });

  it("leave every load: SKU off and its product due, price off sale and due at its targets, stock zero and to be sent", async () => {
    const world = await loaded();
    const [seq = 0] = await sold(world, 1);
    setDelisted(world, [seq]);
    const woken = `SELECT DISTINCT substr(sku, 1, instr(sku, 'E') - 1) AS product FROM stock WHERE sent IS NULL`;
    for (const job of [skus, prices, stock]) {
      await world.db.prepare("UPDATE stock SET sent = hash").run();
      await tick(world, job);
      await tick(world, job);
      if (job !== stock) expect(await world.rows(woken)).toEqual([{ product: `P${seq}` }]);
    }
    const mine = `sku LIKE 'P${seq}E%'`;
    expect(await world.rows(`SELECT DISTINCT active FROM skus WHERE ${mine}`)).toEqual([{ active: 0 }]);
    expect(await world.rows(`SELECT DISTINCT on_sale FROM prices WHERE ${mine}`)).toEqual([{ on_sale: 0 }]);
    expect(await world.rows(`SELECT DISTINCT quantity_milli, unlimited FROM stock WHERE ${mine}`)).toEqual([
      { quantity_milli: 0, unlimited: 0 },
    ]);
    const variants = await world.one(`SELECT count(*) AS n FROM skus WHERE ${mine}`);
    expect(await world.rows("SELECT DISTINCT seq_product FROM shop_products WHERE due = 1")).toEqual([
      { seq_product: seq },
    ]);
    expect(await world.rows("SELECT DISTINCT target, seq_product FROM shop_prices WHERE due = 1")).toEqual([
      { target: "base", seq_product: seq },
    ]);
    expect(await world.one("SELECT count(*) AS n FROM stock WHERE sent IS NOT hash")).toEqual(variants);
    expect(
      await world.one(`SELECT count(*) AS n FROM skus WHERE active = 0 AND hash = 'delisted' AND NOT ${mine}`),
    ).toEqual({
      n: 0,
    });
  });

  it("return with the ERP's next record, and prices and stock, whose dates stayed old, are read in full again", async () => {
    const world = await loaded();
    const [seq = 0] = await sold(world, 1);
    setDelisted(world, [seq]);
    for (const job of JOBS) {
      await tick(world, job);
      await tick(world, job);
    }
    world.clock.advance(48 * 3_600_000);
    setDelisted(world, [seq], false);
    for (const job of JOBS) await tick(world, job);
    expect(await off(world)).toEqual([]);
    for (const table of ["products", "skus", "prices", "stock"])
      expect(await world.rows(`SELECT * FROM ${table} WHERE hash = 'delisted'`), table).toEqual([]);
  });

  it("a refused record is not missing: the ERP still returns it", async () => {
    const world = await loaded();
    const [seq = 0] = await sold(world, 1);
    const product = world.erp.state.catalogue.products.find(({ seqProduto }) => seqProduto === seq);
    if (product) product.patch = { descCompleta: "", descReduzida: "", tituloEcommerce: "" };
    world.erp.state.version += 1;
    await tick(world, products);
    expect(await stateOf(world)).toMatchObject({ delisting_state: "none", confirm_runs: 0 });
    expect(await world.rows("SELECT * FROM delisted_candidates")).toEqual([]);
  });
});

describe("a run that may be wrong", () => {
  it("C14: records that slipped between pages during a read are live, and stay so", async () => {
    const world = await loaded();
    world.erp.control.quirk({ kind: "skip", rows: 3, times: 1 });
    await tick(world, products);
    expect(await world.rows("SELECT misses FROM delisted_candidates")).toEqual([
      { misses: 1 },
      { misses: 1 },
      { misses: 1 },
    ]);
    await tick(world, products);
    expect(await off(world)).toEqual([]);
    expect(await world.rows("SELECT * FROM delisted_candidates")).toEqual([]);
    expect(await stateOf(world)).toMatchObject({ delisting_state: "none", full_wanted: 0, confirm_runs: 0 });
  });

  it("an ERP whose pages always slip is confirmed three times more, not for ever (seed 10195)", async () => {
    const world = await loaded();
    const fulls: unknown[] = [];
    for (let round = 0; round < 6; round++) {
      world.erp.control.quirk({ kind: "skip", rows: 1 + round, times: 1 });
      await tick(world, products);
      world.erp.control.clearQuirks();
      fulls.push((await world.one("SELECT full_wanted FROM loads WHERE name = 'products'"))["full_wanted"]);
    }
    expect(fulls).toEqual([1, 1, 1, 0, 0, 0]);
  });

  it("an abandoned run decides nothing, however much it had not read", async () => {
    const world = await loaded();
    world.erp.control.quirk({ kind: "repeat", times: 1 });
    await tick(world, products);
    expect(await world.one("SELECT outcome FROM runs ORDER BY started_at DESC")).toEqual({ outcome: "failed" });
    expect(await world.rows("SELECT * FROM delisted_candidates")).toEqual([]);
    await tick(world, products);
    expect(await world.rows("SELECT * FROM delisted_candidates")).toEqual([]);
    expect(await off(world)).toEqual([]);
  });

  it("pages need not be in the order of their keys", async () => {
    const world = await loaded();
    const { erp } = world;
    const [seq = 0] = await sold(world, 1);
    setDelisted(world, [seq]);
    erp.state.catalogue.products.sort(
      (one, other) => ((one.seqProduto * 7919) % 1009) - ((other.seqProduto * 7919) % 1009),
    );
    erp.state.version += 1;
    await tick(world, products);
    await tick(world, products);
    expect(await off(world)).toEqual([seq]);
  });
});

describe("the guard", () => {
  it("more than 5 % at once: nothing is switched off, the desk asks for an approval, and an approved delisting happens once", async () => {
    const world = await loaded();
    const { live } = await world.one("SELECT count(*) AS live FROM products WHERE active = 1");
    const many = await sold(world, Math.floor(Number(live) * 0.05) + 1);
    setDelisted(world, many);
    await tick(world, products);
    expect(await open(world)).toEqual([]); // one look may be wrong
    await tick(world, products);
    expect(await off(world)).toEqual([]);
    expect(await world.rows("SELECT * FROM shop_products WHERE due = 1")).toEqual([]);
    expect(await open(world)).toEqual([
      { area: "products", record: "conferência products", reason: "delisting-blocked" },
    ]);
    expect((await readDesk(world.db))[0]?.message).toMatch(
      new RegExp(`^conferência products: ${many.length} de ${String(live)} registros`),
    );
    await tick(world, products); // an ordinary run closes nothing
    expect((await open(world)).length).toBe(1);

    expect((await approveDelistedRows(world.db, PRODUCTS, many.length).all()).results).toEqual([{ rows: many.length }]);
    await tick(world, products);
    expect(await off(world)).toEqual(many);
    expect(await open(world)).toEqual([]);
    expect((await approveDelistedRows(world.db, PRODUCTS, many.length).all()).results).toEqual([]); // nothing is blocked any more
  });

  it("exactly 5 % needs no approval", async () => {
    const world = await loaded();
    await world.db.prepare("UPDATE products SET active = 1").run();
    setDelisted(world, (await sold(world, 3)).slice(0, 3)); // of 60
    for (let round = 0; round < 2; round++) {
      await world.db.prepare("UPDATE loads SET full_wanted = 1 WHERE name = 'products'").run();
      await world.db.prepare("UPDATE products SET active = 1").run();
      await tick(world, products);
    }
    expect((await off(world)).length).toBe(3);
  });

  it("an approval covers no more rows than the operator was shown", async () => {
    const world = await loaded();
    const many = await sold(world, 20);
    setDelisted(world, many.slice(0, 10));
    await tick(world, products);
    await tick(world, products);
    await approveDelistedRows(world.db, PRODUCTS, 10).run();
    setDelisted(world, many);
    await tick(world, products); // the first ten are confirmed again, the others are seen missing for the first time
    expect(await off(world)).toEqual(many.slice(0, 10));
    await tick(world, products);
    expect(await off(world)).toEqual(many.slice(0, 10));
    expect((await open(world)).length).toBe(1);
  });

  it("an ERP that suddenly returns nothing switches nothing off; the entry closes once it returns records again", async () => {
    const world = await loaded();
    const all = world.erp.state.catalogue.products.map(({ seqProduto }) => seqProduto);
    setDelisted(world, all);
    await tick(world, stock);
    await tick(world, stock);
    expect(await world.rows("SELECT * FROM stock WHERE hash = 'delisted'")).toEqual([]);
    expect(await open(world)).toEqual([
      { area: "stock", record: "conferência stock loja 1", reason: "delisting-blocked" },
    ]);
    setDelisted(world, all, false);
    world.clock.advance(WEEK_MS);
    await tick(world, stock);
    expect(await open(world)).toEqual([]);
  });

  it("has its own share for each load", async () => {
    const world = await loaded();
    setDelisted(world, await sold(world, 1));
    await world.db.prepare("UPDATE loads SET delisting_max_permille = 0 WHERE name = 'products'").run();
    await tick(world, products);
    await tick(world, products);
    expect(await stateOf(world)).toMatchObject({ delisting_state: "blocked", delisting_rows: 1 });
  });
});

/** A delisted product after its first miss; the second check is due. */
async function second(): Promise<PullWorld> {
  const world = await loaded({ products: 40 });
  setDelisted(world, await sold(world, 1));
  await tick(world, products);
  world.clock.advance(600_000);
  return world;
}

const hubOf = async (world: PullWorld) => ({
  products: await world.rows("SELECT * FROM products ORDER BY seq_product"),
  due: await world.rows("SELECT seq_product, version, due FROM shop_products"),
  candidates: await world.rows("SELECT * FROM delisted_candidates"),
  pages: await world.rows("SELECT * FROM load_pages"),
  load: await stateOf(world),
});

it("a crash before or after any step of the confirming run ends in the same hub", async () => {
  const calm = await second();
  await calm.run(products);
  const expected = await hubOf(calm);
  expect(await off(calm)).toHaveLength(1);
  let deaths = 0;
  for (const when of ["before", "after"] as const)
    for (let step = 1; ; step++) {
      const world = await second();
      const startedAt = world.clock.now();
      const { gate, died } = dyingAt(step, when);
      const ended = await Promise.race([world.run(products, world.isolate(gate)), died]);
      if (typeof ended === "string") break;
      deaths += 1;
      world.clock.set(startedAt + LEASE_MS);
      await world.run(products);
      const hub = await hubOf(world);
      // A run that died after its end is followed by an ordinary one.
      expect(hub, `${when} step ${step}`).toEqual(expected);
    }
  expect(deaths).toBeGreaterThan(10);
});

describe("more rows than a portion", () => {
  const GONE = 1_100;
  /** 1,100 of 1,200 products are gone, a person approved them, and the confirming run has ended. */
  async function marked(): Promise<{ world: PullWorld; seqs: readonly number[] }> {
    const world = pullWorld({ products: 1_200, companies: 1 });
    await mapCompanies(world, 1);
    await pageSize(world, "products", 500, 0, 0);
    await tick(world, products);
    const active = await world.rows("SELECT seq_product FROM products WHERE active = 1 ORDER BY seq_product");
    const seqs = active.slice(0, GONE).map((row) => Number(row["seq_product"]));
    world.clock.advance(WEEK_MS);
    setDelisted(world, seqs);
    await tick(world, products);
    await tick(world, products);
    expect(await stateOf(world)).toMatchObject({ delisting_state: "blocked", delisting_rows: seqs.length });
    await approveDelistedRows(world.db, PRODUCTS, seqs.length).run();
    await tick(world, products);
    return { world, seqs };
  }

  it("are switched off 500 a batch: the first in the run's own, the others before the next run reads", async () => {
    const { world, seqs } = await marked();
    expect(seqs.length).toBeGreaterThan(1_000);
    expect(await off(world)).toHaveLength(DELISTED_PORTION);
    expect(await world.one("SELECT max(delisted) AS n FROM runs WHERE name = 'products'")).toEqual({ n: seqs.length });
    // One of those that still wait is there again, and the next run reads it.
    const rest = await world.one("SELECT max(key) AS key FROM delisted_candidates");
    const returned = Number(rest?.["key"]);
    setDelisted(world, [returned], false);
    await world.db.prepare("UPDATE loads SET full_wanted = 1 WHERE name = 'products'").run();
    await tick(world, products);
    expect(await world.rows("SELECT * FROM delisted_candidates")).toEqual([]);
    expect(await off(world)).toEqual(seqs.filter((seq) => seq !== returned));
  });

  it("a run that is out of time leaves the rest to the next one, and reads nothing meanwhile", async () => {
    const { world, seqs } = await marked();
    world.clock.advance(600_000);
    const calls = world.erp.journal.calls.length;
    const spent: Job = { ...products, run: (deps) => products.run(deps, { startedAt: 0, outOfTime: () => true }) };
    await world.run(spent);
    expect(await off(world)).toHaveLength(DELISTED_PORTION);
    expect(world.erp.journal.calls).toHaveLength(calls);
    await tick(world, products);
    expect(await off(world)).toEqual(seqs);
  });

  it("a crash before or after any step of it leaves the rest to the next run", async () => {
    const { world, seqs } = await marked();
    const putBack = world.keep();
    let deaths = 0;
    for (const when of ["before", "after"] as const)
      for (let step = 1; step <= 9; step += 1) {
        putBack();
        world.clock.advance(600_000);
        const { gate, died } = dyingAt(step, when);
        const ended = await Promise.race([world.run(products, world.isolate(gate)), died]);
        if (typeof ended !== "string") deaths += 1;
        world.clock.advance(LEASE_MS);
        await tick(world, products);
        expect(await off(world), `${when} step ${step}`).toEqual(seqs);
        expect(await world.rows("SELECT * FROM delisted_candidates")).toEqual([]);
      }
    expect(deaths).toBeGreaterThan(10);
  });

  it("a former holder of the load switches nothing off", async () => {
    const { world } = await marked();
    const load = await leaseLoad(world.db, PRODUCTS, world.clock.now() + 600_000, 1_000);
    expect(load).not.toBeNull();
    await world.db.prepare("UPDATE loads SET epoch = epoch + 1 WHERE name = 'products'").run();
    const run = { outOfTime: () => false, spend: () => undefined };
    const by = { now: () => world.clock.now(), leaseMs: LEASE_MS, run };
    const active = { ...load, runId: "r", readFrom: "", readUntil: "" } as ActiveLoad;
    expect(await switchOffRest(world.db, active, PRODUCTS_DELISTING, by)).toBe("lost");
    expect(await off(world)).toHaveLength(DELISTED_PORTION);
  });
});
