import { expect, it } from "vitest";
import { commitFenced, commitFencedOnce, type FencedPosition } from "../../../src/hub/d1/fenced-batch.ts";

const LOST_RESPONSE = new Error("D1_ERROR: Network connection lost");
const BROKEN_FENCE = new Error("D1_ERROR: NOT NULL constraint failed: loads.page: SQLITE_CONSTRAINT");

/** A D1 whose batches end one after the other as `outcomes` say; null commits. */
function scripted(outcomes: readonly (Error | null)[]) {
  const sleepsMs: number[] = [];
  let batches = 0;
  const db = {
    batch: () => {
      const outcome = outcomes[batches] ?? null;
      batches += 1;
      return outcome === null ? Promise.resolve([]) : Promise.reject(outcome);
    },
  } as unknown as D1Database;
  const clock = { now: () => 0, sleep: async (ms: number) => void sleepsMs.push(ms) };
  const random = { fraction: () => 0.5, uuid: () => "x" };
  return { ports: { db, clock, random }, sleepsMs, batches: () => batches };
}
const batchAt = (position: FencedPosition) => ({ statements: [], position: async () => position });

it("a lost response is repeated twice, after 400 and 800 ms, and then thrown", async () => {
  const world = scripted([LOST_RESPONSE, LOST_RESPONSE, LOST_RESPONSE]);
  await expect(commitFenced(world.ports, batchAt("unmoved"))).rejects.toBe(LOST_RESPONSE);
  expect([world.batches(), world.sleepsMs]).toEqual([3, [400, 800]]);
});

it("a fence that breaks with the row unmoved is another constraint, and is thrown", async () => {
  await expect(commitFenced(scripted([BROKEN_FENCE]).ports, batchAt("unmoved"))).rejects.toBe(BROKEN_FENCE);
});

it("only a repeated batch takes a row that we moved for its own commit", async () => {
  expect(await commitFenced(scripted([LOST_RESPONSE, BROKEN_FENCE]).ports, batchAt("movedByUs"))).toBe("committed");
  expect(await commitFenced(scripted([BROKEN_FENCE]).ports, batchAt("movedByUs"))).toBe("lost");
  expect(await commitFenced(scripted([LOST_RESPONSE, BROKEN_FENCE]).ports, batchAt("lost"))).toBe("lost");
});

it("a batch of one try is never repeated, for its counts would be added twice", async () => {
  const world = scripted([LOST_RESPONSE]);
  await expect(commitFencedOnce(world.ports.db, batchAt("lost"))).rejects.toBe(LOST_RESPONSE);
  expect(world.batches()).toBe(1);
  expect(await commitFencedOnce(scripted([BROKEN_FENCE]).ports.db, batchAt("lost"))).toBe("lost");
});
