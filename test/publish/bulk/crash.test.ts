import { expect, it } from "vitest";
import { LANE_LEASE_MS } from "../../../src/publish/lane/lane.ts";
import { dueOf, lockedOf, manyWorld, reprice } from "./world.ts";
import { dyingAt } from "../../loads/world.ts";
import type { PublishWorld } from "../world.ts";

/** Four products made, their prices changed, five more to be made: one job of products and one of prices. */
async function busyWorld(): Promise<PublishWorld> {
  const world = await manyWorld(4, { from: 1_000 });
  await world.drain(3);
  await world.exec("UPDATE loads SET page_size = 4 WHERE name = 'publish-bulk'");
  await reprice(world, 4, 2_000);
  for (let seq = 5; seq <= 9; seq += 1) await world.product(seq, { skus: [{ stock: { 1: 3_000 } }] });
  return world;
}

/** Planning, upload, start, answers: what an invocation each would do, as long as there is something to do. */
async function oneRound(world: PublishWorld, by = world.deps): Promise<void> {
  await world.run(by);
  await world.poll(by);
  await world.poll(by);
  await world.run(by);
  await world.poll(by);
}

async function outcomeOf(world: PublishWorld): Promise<unknown> {
  return {
    shop: world.shop(),
    desk: await world.desk(),
    due: await dueOf(world),
    locked: await lockedOf(world),
    lines: await world.rows("SELECT * FROM bulk_lines"),
    open: await world.rows("SELECT * FROM bulk_jobs WHERE ended_at IS NULL OR lines <> sent + refused + pending"),
    prices: await world.rows("SELECT sku, sent_price_cents, sent_compare_cents, next_change_at FROM shop_prices"),
    runs: await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending"),
  };
}

/** Effects that must not happen twice: a product or variant created, a variant deleted. */
function madeOf(world: PublishWorld): string[] {
  return world.shopify.journal.mutations
    .flatMap(({ effects }) => effects)
    .flatMap(({ kind, created, variantsMade = 0, variantsDeleted = 0 }) =>
      kind === "product" && (created === true || variantsMade !== 0 || variantsDeleted !== 0)
        ? [JSON.stringify({ created, variantsMade, variantsDeleted })]
        : [],
    )
    .sort();
}

it("a crash before or after any step of a bulk job ends in the same shop: nothing is created twice, no row stays locked", async () => {
  const world = await busyWorld();
  const putBack = world.keep();
  await oneRound(world);
  await world.drain(10);
  const expected = await outcomeOf(world);
  const made = madeOf(world);
  expect(expected).toMatchObject({ due: [], locked: [], lines: [], open: [], desk: [] });
  expect(world.shop()).toHaveLength(9);

  const labels = new Set<string>();
  for (let step = 1; ; step += 1) {
    let isOver = false;
    for (const when of ["before", "after"] as const) {
      putBack();
      const { gate, died } = dyingAt(step, when);
      const end = await Promise.race([oneRound(world, world.isolate(gate)).then(() => "ended" as const), died]);
      if (end === "ended") {
        isOver = true;
        break;
      }
      labels.add(end?.label ?? "?");
      world.clock.advance(LANE_LEASE_MS);
      await world.drain(9);
      const what = `died ${when} step ${step}: ${end?.label ?? "?"}`;
      expect(await outcomeOf(world), what).toEqual(expected);
      expect(madeOf(world), what).toEqual(made);
    }
    if (isOver) break;
  }
  expect([...labels].some((label) => label.startsWith("POST /staged-uploads"))).toBe(true);
  expect([...labels].some((label) => label.startsWith("GET /staged-uploads/results"))).toBe(true);
}, 300_000);
