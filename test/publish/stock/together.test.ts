/** Several keyed calls in one request: what each of them leaves, whatever becomes of the request. */
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { readSchema } from "../../../scripts/schema-source.ts";
import { publishStock } from "../../../src/publish/stock/lane.ts";
import { setStocksText } from "../../../src/shopify/stock/set-stocks.ts";
import type { Deps } from "../../../src/deps.ts";
import { dyingAt } from "../../loads/world.ts";
import { publishWorld } from "../world.ts";

const SKUS = 800;

/** So many SKUs at one company in a shop whose answers are slow, so that calls share a request. */
async function slowShop() {
  const world = publishWorld({ plan: "plus" });
  await world.setup();
  await world.exec("INSERT INTO loads (name, enabled) VALUES ('publish-bulk', 0)");
  for (let seq = 1; seq <= 4; seq += 1)
    await world.product(seq, {
      skus: Array.from({ length: SKUS / 4 }, (_, index) => ({
        pack: index + 1,
        name: `FD-${index + 1}`,
        cents: 100 + index,
        stock: { 1: 5_000_000 },
      })),
    });
  await world.drain(8);
  expect(await due(world)).toBe(0);
  expect(world.deps.shopify.paceOf?.("SetStock")).not.toBeNull();
  await world.exec("UPDATE stock SET quantity_milli = 3000000, hash = hash || 'x'");
  return { world, deps: slow(world.deps) };
}
const slow = (deps: Deps): Deps => ({
  ...deps,
  shopify: { ...deps.shopify, paceOf: () => ({ restorePerSecond: 1_000, answerMs: 1_000 }) },
});
const untilOf = (world: World): number => world.clock.now() + 30_000;
type World = Awaited<ReturnType<typeof slowShop>>["world"];
const due = async (world: World): Promise<number> =>
  Number((await world.rows("SELECT count(*) AS n FROM stock WHERE sent IS NOT hash"))[0]?.["n"]);
const stored = async (world: World): Promise<number> =>
  Number((await world.rows("SELECT count(*) AS n FROM stock_calls"))[0]?.["n"]);

it.each([2, 3, 4, 5, 6])("the document of %i calls is one that Shopify takes", (calls) => {
  expect(validate(readSchema(), parse(setStocksText(calls))).map(String)).toEqual([]);
});

describe("four pages in one request", () => {
  it("S1: are marked in one batch, with one key each", async () => {
    const { world, deps } = await slowShop();
    const before = world.shopify.journal.requests.length;
    await publishStock(deps, untilOf(world));
    expect(await due(world)).toBe(0);
    expect(await stored(world)).toBe(0);
    const requests = world.shopify.journal.requests.slice(before).filter(({ operation }) => operation === "SetStocks");
    expect(requests).toHaveLength(1);
    const sets = world.shopify.journal.ofField("inventorySetQuantities").slice(-4);
    expect(new Set(sets.map(({ key }) => key)).size).toBe(4);
  });

  it("S2: a lost response leaves every call stored, and the next run ends each by its key", async () => {
    const { world, deps } = await slowShop();
    world.shopify.faults.add({ kind: "cutAfter", operation: "SetStocks", times: 3 });
    await publishStock(deps, untilOf(world));
    expect(await stored(world)).toBe(4);
    const effects = world.shopify.journal.effects("stock").length;
    await world.drain(3);
    expect([await due(world), await stored(world)]).toEqual([0, 0]);
    expect(world.shopify.journal.effects("stock").length).toBe(effects); // no second effect
  });

  it("a death at any step leaves calls that the next run ends, and no row is marked without its effect", async () => {
    const { world } = await slowShop();
    const back = world.keep();
    for (let step = 1, isOver = false; !isOver; step += 1)
      for (const when of ["before", "after"] as const) {
        back();
        const { gate, died } = dyingAt(step, when);
        const end = await Promise.race([
          publishStock(slow(world.isolate(gate)), untilOf(world)).then(() => "done"),
          died,
        ]);
        isOver = end === "done";
        if (isOver) break;
        world.clock.advance(600_000);
        await world.drain(3);
        expect([step, when, await due(world), await stored(world)]).toEqual([step, when, 0, 0]);
        const { item } = world.variant("P4E200");
        expect(item.levels.get(world.locations[0] ?? "")?.available).toBe(15);
      }
  });

  it("S3: one stale call is read and sent again by itself; the others are marked", async () => {
    const { world, deps } = await slowShop();
    const { item } = world.variant("P1E1");
    world.shopify.control.setStock(item.id, world.locations[0] ?? "", 77);
    await publishStock(deps, untilOf(world));
    await world.drain(2);
    expect([await due(world), await stored(world)]).toEqual([0, 0]);
    expect(item.levels.get(world.locations[0] ?? "")?.available).toBe(3_000);
  });
});
