/** The catalogue in bulk, against the simulated shop: scenarios B1–B11. */
import { expect, it } from "vitest";
import { publishWorld, type PublishOptions, type PublishWorld } from "./publish-world.ts";

/** A hub with so many products, and bulk from `from` of them on. */
async function manyWorld(products: number, options: PublishOptions = {}, from = 3): Promise<PublishWorld> {
  const world = publishWorld(options);
  await world.setUp();
  await world.exec("INSERT INTO loads (name, page_size) VALUES ('publish-bulk', ?)", from);
  for (let seq = 1; seq <= products; seq += 1)
    await world.product(seq, {
      skus: [{ stock: { 1: 5_000 } }, ...(seq % 3 === 0 ? [{ pack: 12, cents: 9_900 }] : [])],
    });
  return world;
}
const jobs = (world: PublishWorld) =>
  world.rows("SELECT kind, state, lines, sent, refused, pending FROM bulk_jobs ORDER BY created_at, id");

it("a first load ends in the same shop by bulk as by single calls", async () => {
  const bulk = await manyWorld(40);
  await bulk.settle(6);
  const single = await manyWorld(40, {}, 1_000);
  await single.settle(6);
  expect(await jobs(bulk)).toMatchObject([
    { kind: "ProductSet", state: "done", lines: 40, refused: 0 },
    { kind: "Publish", state: "done", lines: 40, sent: 40 },
  ]);
  expect(await jobs(single)).toEqual([]);
  expect(bulk.shop()).toHaveLength(40);
  expect(bulk.shop()).toEqual(single.shop());
  expect(bulk.asked("ProductSet")).toBe(0);
});
