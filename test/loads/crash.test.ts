import { expect, it } from "vitest";
import { d1Error } from "../../sim/cloudflare/d1-errors.ts";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { prices } from "../../src/crons/prices.ts";
import { products } from "../../src/crons/products.ts";
import { LEASE_MS } from "../../src/loads/pull-load.ts";
import { skus } from "../../src/crons/skus.ts";
import { stock } from "../../src/crons/stock.ts";
import { dyingAt, mapCompanies, pageSize, type PullWorld, pullWorld } from "./world.ts";

/** A hub that has seen one load, and an ERP where something of every kind changed since: three pages or so a run. */
async function changedWorld(): Promise<PullWorld> {
  const world = pullWorld({ products: 25, companies: 1, badRecordShare: 0.1, seed: 3 });
  await mapCompanies(world, 1);
  for (const job of [products, skus, prices, stock]) await world.run(job);
  for (const [name, company, segment] of [
    ["products", 0, 0],
    ["skus", 0, 0],
    ["prices", 1, 1],
    ["stock", 1, 0],
  ] as const)
    await pageSize(world, name, 8, company, segment);
  await world.db.prepare("UPDATE shop_products SET due = 0, version = 1").run();
  await world.db.prepare("UPDATE shop_prices SET due = 0").run();
  await world.db.prepare("UPDATE stock SET sent = hash").run();
  await world.db.prepare("DELETE FROM runs").run();
  world.clock.advance(600_000);
  const { control, state } = world.erp;
  for (const [index, product] of state.catalogue.products.entries())
    if (index % 5 !== 4) {
      control.setTitle({ seqProduto: product.seqProduto, title: `Novo ${index}` });
      control.setStock({ seqProduto: product.seqProduto, quantity: 100 + index });
      const key = state.catalogue.skus[product.firstSku]?.key ?? "";
      control.setPrice({ key, normalCents: index === 3 ? 0 : 1_000 + index });
      control.setActive({ key, active: index % 2 === 0 });
    }
  world.clock.advance(60_000);
  return world;
}

/** All that a run leaves behind, but for times and lease numbers. */
async function hubOf(world: PullWorld): Promise<unknown> {
  return {
    products: await world.rows("SELECT * FROM products"),
    skus: await world.rows("SELECT * FROM skus"),
    prices: await world.rows("SELECT * FROM prices"),
    stock: await world.rows("SELECT * FROM stock"),
    due: await world.rows("SELECT seq_product, version, due FROM shop_products"),
    duePrices: await world.rows("SELECT target, sku, version, due FROM shop_prices"),
    desk: await world.rows("SELECT area, seq_product, sku, company, segment, ref, reason, params, state FROM desk"),
    loads: await world.rows("SELECT name, company, segment, watermark, page, run_id FROM loads"),
    // A run that died after its last page is followed by another, which reads the same again: with no effect.
    changed: await world.rows("SELECT name, company, sum(changed) AS changed FROM runs GROUP BY 1, 2"),
    open: await world.rows("SELECT * FROM runs WHERE outcome <> 'done' OR read <> changed + unchanged + refused"),
  };
}

for (const job of [products, skus, prices, stock])
  it(`a crash of the ${job.name} pull before or after any of its steps loses nothing and doubles nothing`, async () => {
    const world = await changedWorld();
    const putBack = world.keep();
    await world.run(job);
    const expected = await hubOf(world);
    let deaths = 0;
    for (const when of ["before", "after"] as const)
      for (let step = 1; ; step++) {
        putBack();
        const startedAt = world.clock.now();
        const { gate, died } = dyingAt(step, when);
        const ended = await Promise.race([world.run(job, world.isolate(gate)), died]);
        if (typeof ended === "string") break; // it has fewer steps than this
        deaths += 1;
        // The lease stays where the dead left it; once it has ended another isolate goes on.
        world.clock.set(startedAt + LEASE_MS);
        await world.run(job);
        // A run that begins again begins later, and its watermark with it.
        expect(withoutWatermark(await hubOf(world)), `${when} step ${step}`).toEqual(withoutWatermark(expected));
      }
    expect(deaths).toBeGreaterThan(12);
  });

function withoutWatermark(hub: unknown): unknown {
  return JSON.parse(JSON.stringify(hub, (key, value: unknown) => (key === "watermark" ? undefined : value)));
}

it("two isolates run one load at the same time: one reads, the other leaves, each page counts once", async () => {
  const world = await changedWorld();
  await Promise.all([world.run(products, world.isolate()), world.run(products, world.isolate())]);
  expect(world.pagesRead("/Produto").slice(-3)).toEqual([1, 2, 3]);
  const runs = await world.rows("SELECT outcome, pages, read = changed + unchanged + refused AS closes FROM runs");
  expect(runs.map(({ outcome, closes }) => ({ outcome, closes }))).toEqual([{ outcome: "done", closes: 1 }]);
});

it("a suspended run whose lease expired writes nothing when it resumes", async () => {
  const world = await changedWorld();
  const asleep = Promise.withResolvers<void>();
  const atPage2 = Promise.withResolvers<void>();
  let fetched = 0;
  // Sleeps between the answer of page 2 and its batch.
  const sleepy: Gate = async (call, effect) => {
    const value = await effect();
    if (call.port === "fetch" && call.label.startsWith("GET") && ++fetched === 2) {
      atPage2.resolve();
      await asleep.promise;
    }
    return value;
  };
  const first = world.run(products, world.isolate(sleepy));
  await atPage2.promise;
  world.clock.advance(LEASE_MS);
  await world.run(products);
  const after = await hubOf(world);
  asleep.resolve();
  expect(await first).toBe("done");
  expect(await hubOf(world)).toEqual(after);
});

for (const [name, when] of [
  ["before its commit", "before"],
  ["after its commit", "after"],
] as const)
  it(`D1's connection lost ${name}: the page is repeated and counts once`, async () => {
    const calm = await changedWorld();
    await calm.run(products);
    const world = await changedWorld();
    let lost = 0;
    const lossy: Gate = async (call, effect) => {
      if (call.port !== "d1" || !call.label.includes("products") || lost >= 2) return effect();
      lost += 1;
      if (when === "after") await effect();
      throw d1Error("Network connection lost");
    };
    await world.run(products, world.isolate(lossy));
    expect(lost).toBe(2);
    const counts = "SELECT outcome, pages, read, changed, unchanged, refused FROM runs";
    expect(await world.rows(counts)).toEqual(await calm.rows(counts));
    expect(withoutWatermark(await hubOf(world))).toEqual(withoutWatermark(await hubOf(calm)));
  });

it("D1 overloaded: the run ends at this page, records it, and the next tick continues there", async () => {
  const world = await changedWorld();
  let pages = 0;
  const busy: Gate = async (call, effect) => {
    if (call.port === "d1" && call.label.includes("products") && ++pages === 2)
      throw d1Error("D1 DB is overloaded. Requests queued for too long.");
    return effect();
  };
  await world.run(products, world.isolate(busy));
  expect(await world.rows("SELECT outcome, pages, reason LIKE '%overloaded%' AS said FROM runs")).toEqual([
    { outcome: "failed", pages: 1, said: 1 },
  ]);
  await world.run(products);
  expect(await world.rows("SELECT outcome, pages FROM runs")).toEqual([{ outcome: "done", pages: 3 }]);
});
