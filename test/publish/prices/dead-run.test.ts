/** A run that died may have sent any due price: none of them counts as shown, and nothing is sent before all are marked. */
import { expect, it } from "vitest";
import { published } from "../world.ts";

/** Two portions and a bit. */
const ROWS = 4_100;

/** A product of one price to send, and a dead run's many rows, which wait for a back-off: what is seen of them is the mark. */
async function deadRun() {
  const seen: number[] = [];
  const holder: { count?: () => number } = {};
  const world = await published(
    { 1: {} },
    {
      fetch: (shop) => async (request) => {
        const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
        if (text.includes("mutation VariantPrices")) seen.push(holder.count?.() ?? -1);
        return shop(request);
      },
    },
  );
  const count = (sql: string): number => {
    const [answer] = world.engine.run([{ sql, params: [] }]);
    return Number(answer?.rows[0]?.[0]);
  };
  const marked = () => count("SELECT count(*) FROM shop_prices WHERE seq_product > 1000 AND outcome_unknown = 1");
  holder.count = marked;
  await world.exec(
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
     INSERT INTO shop_prices (target, seq_product, sku, due, sent_price_cents, not_before)
     SELECT CASE WHEN n % 2 THEN 'base' ELSE 'list-1' END, 1000 + n, 'P' || (1000 + n) || 'E1', 1, 990, 9e15 FROM n`,
    ROWS,
  );
  await world.exec("UPDATE leases SET unfinished = 1, until = 0 WHERE name = 'publish-prices'");
  await world.price("P1E1", { cents: 1_500 });
  const unfinished = () => count("SELECT unfinished FROM leases WHERE name = 'publish-prices'");
  return { world, seen, marked, unfinished, count };
}

it("all rows of a dead run are marked, in portions, before the first price is sent", async () => {
  const { world, seen, marked, unfinished, count } = await deadRun();
  await world.run();
  expect(seen).toEqual([ROWS]);
  expect(marked()).toBe(ROWS);
  expect(unfinished()).toBe(0);
  expect(count("SELECT count(*) FROM portions WHERE name = 'price-run'")).toBe(0);
  expect(world.variant("P1E1").price).toBe(1_500);
});

it.each([true, false])("a crash at any step between two portions (done: %s) sends nothing early", async (isDone) => {
  let crashes = 0;
  for (let at = 1; ; at += 1) {
    const { world, seen, marked, unfinished } = await deadRun();
    let calls = 0;
    const dying = world.isolate(async (call, effect) => {
      if (call.port !== "d1" || ++calls < at) return effect();
      if (isDone && calls === at) await effect();
      throw new Error("the Worker died");
    });
    await world.run(dying).catch(() => undefined);
    if (seen.length === 0 && marked() < ROWS) expect(unfinished(), `call ${at}`).toBe(1);
    else if (marked() === ROWS && seen.length > 0) break; // the rest is the lane's own crash test
    crashes += 1;
    world.clock.advance(600_000); // the dead run's lease ends
    await world.run();
    expect(seen, `call ${at}`).toEqual([ROWS]);
    expect([marked(), unfinished()], `call ${at}`).toEqual([ROWS, 0]);
  }
  expect(crashes).toBeGreaterThan(8);
});

it("a second death begins the marking anew: what the run between them sent is unknown too", async () => {
  const { world, marked } = await deadRun();
  await world.run();
  await world.exec("UPDATE shop_prices SET outcome_unknown = 0 WHERE seq_product > 1000");
  await world.exec("UPDATE leases SET unfinished = 1, until = 0 WHERE name = 'publish-prices'");
  await world.price("P1E1", { cents: 1_600 });
  await world.run();
  expect(marked()).toBe(ROWS);
});
