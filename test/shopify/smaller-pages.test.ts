import { expect, it } from "vitest";
import { drift } from "../../src/crons/drift.ts";
import { eachPage } from "../../src/shopify/client/smaller-pages.ts";
import { compare } from "../drift/compare-all.ts";
import { publishWorld } from "../publish/world.ts";

const tooDear = { kind: "refused", code: "MAX_COST_EXCEEDED", message: "" } as const;

it("R1: a page that costs too much is read in halves from where it stands, and so are those after it", async () => {
  const pages: (readonly number[])[] = [];
  const failure = await eachPage([1, 2, 3, 4, 5, 6, 7, 8], 8, async (page) => {
    pages.push(page);
    return page.length > 2 ? tooDear : null;
  });
  expect(failure).toBeNull();
  expect(pages.filter((page) => page.length <= 2)).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
  ]);
  expect(pages).toHaveLength(6);
});

it("one item that costs too much, and any other failure, end the read", async () => {
  expect(await eachPage([1], 8, async () => tooDear)).toBe(tooDear);
  const closed = { kind: "shopClosed", status: 402 } as const;
  expect(await eachPage([1, 2], 2, async () => closed)).toBe(closed);
});

it.each(["DriftProducts", "DriftLevels", "Levels"])(
  "Shopify counts %s at sixty times as much: all is read all the same",
  async (operation) => {
    const world = publishWorld();
    await world.setup();
    for (let seq = 1; seq <= 12; seq += 1) await world.product(seq, { skus: [{ stock: { 1: 5_000, 2: 5_000 } }] });
    await world.drain(3);
    world.shopify.control.setCost(operation, 60);
    const { item } = world.variant("P7E1");
    world.shopify.control.setStock(item.id, world.locations[0] ?? "", 99);
    world.clock.advance(3_600_000);
    const { found } = await compare(world, drift);
    expect(found).toEqual(["stock P7 P7E1 1 5 99"]);
    // The stock lane reads levels that it does not know.
    await world.exec("UPDATE stock SET sent = NULL, sent_quantity = NULL");
    await world.drain(2);
    expect(item.levels.get(world.locations[0] ?? "")?.available).toBe(5);
    expect(world.shopify.journal.ofOperation(operation).map(({ outcome }) => outcome)).toContain("MAX_COST_EXCEEDED");
  },
);
