import { describe, expect, it } from "vitest";
import { storePicture } from "../../src/hub/images/image-bytes.ts";
import { sweepOrphans } from "../../src/images/orphans.ts";
import { deleteFiles } from "../../src/shopify/images/files.ts";
import { runOf } from "../loads/world.ts";
import { pictured, pictureOf } from "../publish/images/world.ts";

const DAY_MS = 86_400_000;

/** Two products with a picture each; the first one's was replaced. */
async function replaced() {
  const world = await pictured({ 1: {}, 2: {} });
  await world.give("P1E1", 0, "A");
  await world.give("P2E1", 0, "B");
  await world.place();
  await world.give("P1E1", 0, "C");
  await world.place();
  const sweep = (days: number) => {
    world.clock.advance(days * DAY_MS);
    return sweepOrphans(world.imageDeps, runOf(world.clock));
  };
  const left = () => ({ files: world.shopify.state.files.size, objects: world.bucket.objects.size });
  return { world, sweep, left };
}

describe("pictures that nothing refers to", () => {
  it("leave shop, hub and bucket a week after they were found, and no earlier", async () => {
    const { world, sweep, left } = await replaced();
    await sweep(1);
    await sweep(6);
    expect(left()).toEqual({ files: 3, objects: 3 });
    await sweep(2);
    expect(left()).toEqual({ files: 2, objects: 2 });
    expect(await world.rows("SELECT content FROM image_files")).toHaveLength(2);
    expect([world.shown(1), world.shown(2)]).toEqual([["C"], ["B"]]);
  });

  it("stay when a source refers to them again within the week", async () => {
    const { world, sweep, left } = await replaced();
    await sweep(1);
    await world.give("P2E1", 1, "A");
    await sweep(9);
    await sweep(9);
    expect(left()).toEqual({ files: 3, objects: 3 });
  });

  it("stay in the shop where a page of it, or another product, uses the file", async () => {
    const { world, sweep, left } = await replaced();
    const old = [...world.shopify.state.files.keys()].find((id) => world.textOf(id) === "A") ?? "";
    world.shopify.control.useFile(old);
    for (let day = 0; day < 3; day++) await sweep(8);
    expect(left()).toEqual({ files: 3, objects: 3 });
  });

  it("are not deleted where the search by use shows a file that is in use", async () => {
    const { world, sweep, left } = await replaced();
    // A shop whose search does not know `used_in`: it answers every file of the query.
    const { shopify } = world.deps;
    const deps = {
      ...world.imageDeps,
      shopify: {
        run: (document: { toString(): string }, variables: { query?: string }, options: object) =>
          shopify.run(
            document as never,
            {
              ...variables,
              ...(variables.query ? { query: variables.query.replace("used_in:none AND ", "") } : {}),
            } as never,
            options as never,
          ),
      },
    } as typeof world.imageDeps;
    await sweep(1);
    for (let day = 0; day < 3; day++) {
      world.clock.advance(8 * DAY_MS);
      await sweepOrphans(deps, runOf(world.clock));
    }
    expect(left()).toEqual({ files: 3, objects: 3 });
  });

  const deletions = (world: Awaited<ReturnType<typeof replaced>>["world"]) =>
    world.shopify.journal.mutations.filter(({ field }) => field === "fileDelete").map(({ userErrors }) => userErrors);

  it.each(["cutAfter", "cutBefore"] as const)(
    "a deletion whose answer was lost is looked at before it is repeated: %s (seed 12)",
    async (kind) => {
      const { world, sweep, left } = await replaced();
      await sweep(1);
      world.shopify.faults.add({ kind, operation: "DeleteFiles", times: 1 });
      await sweep(8);
      expect(left()).toEqual({ files: 2, objects: 2 });
      expect(deletions(world)).toEqual([[]]);
    },
  );

  it("a file that is gone keeps no other file of the same deletion", async () => {
    const { world } = await replaced();
    const [first = "", second = ""] = world.shopify.state.files.keys();
    world.shopify.state.files.delete(first);
    expect(await deleteFiles(world.deps.shopify, [first, second])).toEqual({ kind: "accepted", ids: [first, second] });
    expect(world.shopify.state.files.has(second)).toBe(false);
  });

  it("an object of a crash between its put and its row goes after a week", async () => {
    const { world, sweep, left } = await replaced();
    await storePicture(world.imageDeps.images, pictureOf("F"), "image/png", world.clock.now());
    await sweep(1);
    expect(left().objects).toBe(4);
    await sweep(8);
    await sweep(1);
    expect(left().objects).toBeLessThan(4);
    expect([...world.bucket.objects.values()].map(({ key }) => key)).toHaveLength(left().files);
  });
});
