import { expect, it } from "vitest";
import { LANE_LEASE_MS } from "../../../src/publish/lane/lane.ts";
import { savePriceTargets } from "../../../src/hub/prices/price-targets.ts";
import { createPriceList } from "../../../src/shopify/prices/price-lists.ts";
import { stallAt } from "../../routes/stall.ts";
import { published, publishWorld, type PublishWorld } from "../world.ts";

/** Nothing was measured of the shop: the lane's pages go one a request, so that a thousand rows are more than its share. */
const oneCallARequest = (world: PublishWorld): void => {
  Reflect.deleteProperty(world.deps.shopify, "paceOf");
};

it("a stock lane with excess work leaves the catalogue its share of the run, and the rest continues at once", async () => {
  const skus = Array.from({ length: 77 }, (_, index) => ({ pack: index + 1, stock: { 1: 1e6 } }));
  const holder: { world?: PublishWorld } = {};
  const world = await published(Object.fromEntries(Array.from({ length: 13 }, (_, index) => [index + 1, { skus }])), {
    fetch: (shop) => async (request) => {
      if (holder.world && request.url.endsWith("graphql.json")) holder.world.clock.advance(11_000);
      return shop(request);
    },
  });
  holder.world = world;
  oneCallARequest(world);
  await world.exec("UPDATE stock SET quantity_milli = 3000000, hash = 'n' || hash");
  await world.product(500, { title: "Novo" });
  const begun = world.clock.now();
  expect(await world.run()).toBe("more");
  // bounded: a run ends at the boundary of a page or chunk
  expect(world.clock.now() - begun).toBeLessThan(90_000 + 45_000);
  expect(world.shop().map(({ title }) => title)).toContain("Novo");
  const left = await world.rows("SELECT COUNT(*) AS n FROM stock WHERE sent IS NOT hash");
  expect(Number(left[0]?.["n"])).toBeGreaterThan(0);
  delete holder.world;
  expect(await world.run()).toBe("done");
  expect(await world.rows("SELECT COUNT(*) AS n FROM stock WHERE sent IS NOT hash")).toEqual([{ n: 0 }]);
});

it("an endless stock lane starves neither prices of any target nor the catalogue: each progresses in every run", async () => {
  const skus = Array.from({ length: 77 }, (_, index) => ({ pack: index + 1, stock: { 1: 1e6, 2: 1e6 } }));
  const holder: { world?: PublishWorld } = {};
  const world = await published(Object.fromEntries(Array.from({ length: 13 }, (_, index) => [index + 1, { skus }])), {
    fetch: (shop) => async (request) => {
      if (holder.world && request.url.endsWith("graphql.json")) holder.world.clock.advance(12_000);
      return shop(request);
    },
  });
  const list = await createPriceList(world.deps.shopify, "Loja 2", null);
  if (list.kind !== "done") throw new Error(list.kind);
  const two = { company: 2, segment: 1 };
  await savePriceTargets(world.db, {
    base: { company: 1, segment: 1 },
    priceLists: [{ ...two, gid: list.value }],
    metafields: [two],
  });
  holder.world = world;
  oneCallARequest(world);
  for (let run = 1; run <= 4; run += 1) {
    // All stock changes again before every run: more than a run's share can send.
    await world.exec("UPDATE stock SET quantity_milli = ?1 * 1000000, hash = 'r' || ?1 || sku", run + 1);
    for (const table of [{}, two]) await world.price(`P${run}E1`, { cents: 2_000 + run }, table);
    await world.product(500 + run, { title: `Novo ${run}` });
    expect(await world.run()).toBe("more");
    const left = await world.rows("SELECT COUNT(*) AS n FROM stock WHERE sent IS NOT hash");
    expect(Number(left[0]?.["n"])).toBeGreaterThan(0); // an emptied lane would prove nothing
    const variant = world.variant(`P${run}E1`);
    expect(variant.price).toBe(2_000 + run);
    expect(world.shopify.state.priceLists.get(list.value)?.fixed.get(variant.id)?.price).toBe(2_000 + run);
    expect(variant.metafields.get("erp.precos")?.value).toBe(JSON.stringify({ 2: { price: 2_000 + run } }));
    expect(world.shop().map(({ title }) => title)).toContain(`Novo ${run}`);
  }
});

it("an endless price list starves neither the base prices nor another list", async () => {
  const seqs = Array.from({ length: 600 }, (_, index) => index + 1);
  const holder: { world?: PublishWorld } = {};
  const world = await published(Object.fromEntries(seqs.map((seq) => [seq, {}])), {
    fetch: (shop) => async (request) => {
      if (holder.world && request.url.endsWith("graphql.json")) holder.world.clock.advance(15_000);
      return shop(request);
    },
  });
  const lists: string[] = [];
  for (const name of ["Loja 2", "Loja 3"]) {
    const made = await createPriceList(world.deps.shopify, name, null);
    if (made.kind === "done") lists.push(made.value);
  }
  const [full = "", small = ""] = lists;
  const [two, three] = [
    { company: 2, segment: 1 },
    { company: 3, segment: 1 },
  ];
  await savePriceTargets(world.db, {
    base: { company: 1, segment: 1 },
    priceLists: [
      { ...two, gid: full },
      { ...three, gid: small },
    ],
  });
  await world.run();
  holder.world = world;
  for (let run = 1; run <= 3; run += 1) {
    for (const seq of seqs) await world.price(`P${seq}E1`, { cents: 3_000 + run }, two);
    await world.price(`P${run}E1`, { cents: 4_000 }, three);
    await world.price(`P${run}E1`, { cents: 1_500 });
    expect(await world.run()).toBe("more");
    const variant = world.variant(`P${run}E1`);
    expect([variant.price, world.shopify.state.priceLists.get(small)?.fixed.get(variant.id)?.price]).toEqual([
      1_500, 4_000,
    ]);
  }
});

/** The world's D1, with each statement seen before it is prepared. */
const through = (world: PublishWorld, see: (sql: string) => void): D1Database =>
  ({
    batch: (statements: D1PreparedStatement[]) => world.db.batch(statements),
    prepare(sql: string) {
      see(sql);
      return world.db.prepare(sql);
    },
  }) as D1Database;

it("sixty price lists and as many companies in the metafield stay within D1's limit, and all get their turn", async () => {
  const world = await published({ 1: {}, 2: {} }, { companies: 60 });
  const companies = Array.from({ length: 60 }, (_, index) => ({ company: index + 1, segment: 1 }));
  const lists: ((typeof companies)[number] & { gid: string })[] = [];
  for (const each of companies) {
    const made = await createPriceList(world.deps.shopify, `Loja ${each.company}`, null);
    if (made.kind === "done") lists.push({ ...each, gid: made.value });
    for (const sku of ["P1E1", "P2E1"]) await world.price(sku, { cents: 1_000 + each.company }, each);
  }
  await savePriceTargets(world.db, { base: { company: 1, segment: 1 }, priceLists: lists, metafields: companies });
  let statements = 0;
  const counted = {
    ...world.deps,
    db: through(world, () => void (statements += 1)),
  };
  const [largest, runs] = [{ statements: 0 }, { n: 0 }];
  for (let outcome: unknown = "more"; outcome === "more" && runs.n < 60; runs.n += 1) {
    statements = 0;
    outcome = await world.run(counted);
    largest.statements = Math.max(largest.statements, statements);
    world.clock.advance(60_000);
  }
  expect(largest.statements).toBeLessThan(500); // of 1,000
  for (const { company, gid } of lists) {
    const fixed = world.shopify.state.priceLists.get(gid)?.fixed;
    expect([...(fixed?.values() ?? [])].map(({ price }) => price)).toEqual([1_000 + company, 1_000 + company]);
  }
  const document = JSON.parse(world.variant("P1E1").metafields.get("erp.precos")?.value ?? "{}") as object;
  expect(Object.keys(document)).toHaveLength(60);
});

it("a lane that throws leaves the others their turn, and the run reports the error", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  await world.stock(1, "P1E1", 4_000);
  await world.price("P1E1", { cents: 1_500 });
  await world.product(2, { title: "Novo" });
  const broken = {
    ...world.deps,
    db: through(world, (sql) => {
      if (sql.includes("unfinished = 1")) throw new RangeError("a page too large");
    }),
  };
  await expect(world.run(broken)).rejects.toThrow("a page too large");
  expect([world.available("P1E1", 1), world.shop().map(({ title }) => title)]).toEqual([4, ["Novo", "Produto 1"]]);
});

it.each(["publish-stock", "publish-prices", "publish-catalog"])(
  "a run of %s that lost its lease meanwhile marks nothing, and the next one settles it",
  async (lane) => {
    const holder: { world?: PublishWorld } = {};
    const documents: Readonly<Record<string, string>> = {
      "publish-stock": "mutation SetStock",
      "publish-prices": "mutation VariantPrices",
      "publish-catalog": "mutation ProductUpdate",
    };
    const world = await published(
      { 1: { skus: [{ stock: { 1: 5_000 } }] } },
      {
        fetch: (shop) => async (request) => {
          const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
          const answer = await shop(request);
          if (holder.world && text.includes(documents[lane] ?? "-")) {
            const { world: now } = holder;
            delete holder.world;
            await now.exec(
              "UPDATE leases SET epoch = epoch + 1, until = ? WHERE name = ?",
              now.clock.now() + LANE_LEASE_MS,
              lane,
            );
          }
          return answer;
        },
      },
    );
    await world.stock(1, "P1E1", 4_000);
    await world.price("P1E1", { cents: 1_500 });
    await world.exec("UPDATE products SET title = 'Novo'");
    await world.touch(1);
    holder.world = world;
    const dueOf = () =>
      world.rows(`SELECT (SELECT COUNT(*) FROM stock WHERE sent IS NOT hash) AS "publish-stock",
    (SELECT COUNT(*) FROM shop_prices WHERE due = 1) AS "publish-prices", (SELECT COUNT(*) FROM shop_products WHERE due = 1) AS "publish-catalog"`);
    await world.run();
    const expected = { "publish-stock": 0, "publish-prices": 0, "publish-catalog": 0, [lane]: 1 };
    expect(await dueOf()).toEqual([expected]);
    world.clock.advance(LANE_LEASE_MS);
    await world.drain(2);
    expect(await dueOf()).toEqual([{ ...expected, [lane]: 0 }]);
    expect(world.shop()).toMatchObject([{ title: "Novo", variants: [{ price: 1_500, stock: [4, null, null] }] }]);
  },
);

it("a run that stalled past its lease sends nothing more: its successor's price is the newer one", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  const stall = stallAt(({ label }) => label.endsWith("/access_token")); // the last thing before its first call leaves
  await world.price("P1E1", { cents: 1_500 });
  const away = world.run(world.isolate(stall.gate));
  await stall.stalled;
  world.clock.advance(LANE_LEASE_MS);
  await world.price("P1E1", { cents: 1_700 });
  await world.run();
  const before = world.calls("productVariantsBulkUpdate").length;
  stall.goOn();
  await away;
  expect(world.calls("productVariantsBulkUpdate")).toHaveLength(before);
  await world.drain(2);
  expect(world.shop()).toMatchObject([{ variants: [{ price: 1_700 }] }]);
});

it("two runs at once: one works, the other finds the leases taken and does nothing", async () => {
  const world = publishWorld();
  await world.setup();
  await world.product(1, { skus: [{ stock: { 1: 5_000 } }] });
  await Promise.all([world.run(), world.run(world.isolate())]);
  await world.drain(3);
  expect(world.calls("productSet")).toHaveLength(1);
  expect(world.calls("inventorySetQuantities")).toHaveLength(1);
});

it("a lane that an operator disabled does nothing, and the others continue", async () => {
  const world = publishWorld();
  await world.setup();
  await world.exec("INSERT INTO loads (name, enabled) VALUES ('publish-stock', 0)");
  await world.product(1, { skus: [{ stock: { 1: 5_000 } }] });
  await world.drain(3);
  expect(world.shop()).toMatchObject([{ variants: [{ stock: [0, null, null] }] }]);
});

it("inv. 8: no desk entry or log line of the publish holds a secret or a token", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  const text = JSON.stringify([world.lines, await world.rows("SELECT * FROM desk")]);
  expect(text.length).toBeGreaterThan(500);
  expect(text).not.toMatch(/shpat_|sim-client-secret/);
});

it("a run stays below D1's statements per invocation, and the next run continues with the rest", async () => {
  const world = publishWorld();
  await world.setup();
  await world.exec("INSERT INTO loads (name, enabled) VALUES ('publish-bulk', 0)"); // so many would go in bulk
  for (let seq = 1; seq <= 900; seq += 1) await world.product(seq, {});
  let statements = 0;
  const counted = () => {
    statements = 0;
    return world.isolate(async (call, effect) => {
      statements += call.statements ?? 0;
      return effect();
    });
  };
  const seen: number[] = [];
  for (let runs = 0; runs < 8; runs += 1) {
    await world.run(counted());
    seen.push(statements);
  }
  expect(Math.max(...seen)).toBeGreaterThan(200);
  expect(Math.max(...seen)).toBeLessThan(1_000);
  expect(world.shop()).toHaveLength(900);
});
