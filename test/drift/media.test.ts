/** Pictures in the drift report: ours that are missing, left over or in an order that our call should have changed. */
import { describe, expect, it } from "vitest";
import { drift, driftSample } from "../../src/crons/drift.ts";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { pictured, pictureOf } from "../publish/images/world.ts";
import { compare } from "./compare-all.ts";

type Pictured = Awaited<ReturnType<typeof pictured>>;

/** Product 1 shows A and B and has none of product 2's picture C. */
async function shop(): Promise<Pictured> {
  const world = await pictured({ 1: { title: "Arroz", skus: [{}, { pack: 12 }] }, 2: { title: "Feijão" } });
  await world.give("P1E1", 0, "A");
  await world.give("P1E1", 1, "B");
  await world.give("P2E1", 0, "C");
  await world.place();
  expect([world.shown(1), world.shown(2)]).toEqual([["A", "B"], ["C"]]);
  return world;
}
const idOf = (world: Pictured, seq: number, place: number) => world.productOf(seq).mediaIds[place] ?? "";
const repair = (world: Pictured, runId: string) =>
  repairDrift(world.db, { runId, n: null, kind: null }, world.clock.now());

describe.each([drift, driftSample])("$name", (job) => {
  it("pictures in their places are no finding", async () => {
    expect((await compare(await shop(), job)).found).toEqual([]);
  });

  it("a picture that was taken off is found, and the repair shows it again in its place", async () => {
    const world = await shop();
    const gone = idOf(world, 1, 0);
    world.shopify.control.removeMedia(world.productOf(1).id, gone);
    const { run, found } = await compare(world, job);
    expect(found).toEqual([`image-missing P1 P1E1 0 ${gone} ${gone} –`]);
    expect(await repair(world, run.id)).toBe(1);
    await world.place();
    expect(world.shown(1)).toEqual(["A", "B"]);
    expect((await compare(world, job)).found).toEqual([]);
  });

  it("a picture of ours that belongs to another product is found, and the repair takes it off there alone", async () => {
    const world = await shop();
    const foreign = idOf(world, 2, 0);
    world.productOf(1).mediaIds.push(foreign);
    const { run, found } = await compare(world, job);
    expect(found).toEqual([`image-extra P1  0 ${foreign} – ${foreign}`]);
    expect(await repair(world, run.id)).toBe(1);
    await world.place();
    expect([world.shown(1), world.shown(2)]).toEqual([["A", "B"], ["C"]]);
    expect((await compare(world, job)).found).toEqual([]);
  });
});

it("a file that failed after it was ready is found, and the repair reports it and shows the picture again", async () => {
  const world = await shop();
  const gone = idOf(world, 1, 0);
  world.shopify.control.failFile(gone, "IMAGE_DOWNLOAD_FAILURE");
  const { run, found } = await compare(world);
  expect(found).toEqual([`image-missing P1 P1E1 0 ${gone} ${gone} FAILED`]);
  await repair(world, run.id);
  await world.place(15);
  expect(world.shown(1)).toEqual(["A", "B"]);
  expect(world.shopify.state.files.has(gone)).toBe(false);
  expect((await compare(world)).found).toEqual([]);
});

it("an order that Shopify accepted and never made is found, and the repair makes it", async () => {
  const world = await shop();
  await world.give("P1E1", 0, "B");
  await world.give("P1E1", 1, "A");
  await world.place();
  expect(world.shown(1)).toEqual(["B", "A"]);
  world.productOf(1).mediaIds.reverse();
  const { run, found } = await compare(world);
  expect(found.map((line) => line.split(" ").slice(0, 4).join(" "))).toEqual(["image-order P1  0"]);
  expect(await repair(world, run.id)).toBe(1);
  await world.place();
  expect(world.shown(1)).toEqual(["B", "A"]);
  expect((await compare(world)).found).toEqual([]);
});

it("pictures of the merchant, and the order that the merchant made, are no drift", async () => {
  const world = await shop();
  const own = world.shopify.control.addMedia(world.productOf(1).id, pictureOf("F"));
  world.shopify.control.moveMedia(world.productOf(1).id, own, 0);
  world.shopify.control.moveMedia(world.productOf(1).id, idOf(world, 1, 2), 1);
  expect(world.shown(1)).toEqual(["F", "B", "A"]);
  expect((await compare(world)).found).toEqual([]);
  await world.give("P1E1", 2, "D");
  await world.place();
  expect((await compare(world)).found).toEqual([]);
  expect(world.shown(1)).toEqual(["F", "B", "A", "D"]);
});

it("pictures on their way, without a ready file, or of a product without one cost no finding", async () => {
  const world = await shop();
  await world.give("P2E1", 0, "D");
  world.shopify.control.removeMedia(world.productOf(2).id, idOf(world, 2, 0));
  expect((await compare(world)).found).toEqual([]);
});

it("a file that a merchant deleted is found, and the repair uploads the picture again", async () => {
  const world = await shop();
  const gone = idOf(world, 2, 0);
  world.shopify.control.removeMedia(world.productOf(2).id, gone);
  world.shopify.state.files.delete(gone);
  const { run, found } = await compare(world);
  expect(found).toEqual([`image-missing P2 P2E1 0 ${gone} ${gone} –`]);
  expect(await repair(world, run.id)).toBe(1);
  await world.place(10);
  expect(world.shown(2)).toEqual(["C"]);
  expect((await compare(world)).found).toEqual([]);
});
