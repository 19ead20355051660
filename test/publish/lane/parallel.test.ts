import { expect, it } from "vitest";
import { boundedPool, inTurn } from "../../../src/publish/lane/parallel.ts";
import { eachAtOnce } from "../../../src/rules/work/at-once.ts";

/** A piece of work that ends when the test decides. */
function piece() {
  let end: (stop: string | null) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ended = new Promise<string | null>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  let isBegun = false;
  const work = () => {
    isBegun = true;
    return ended;
  };
  return { work, end, fail, isBegun: () => isBegun };
}
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

it("a second stop, or a later success, does not hide the first", async () => {
  const sending = boundedPool<string>(() => 3);
  const [good, first, second] = [piece(), piece(), piece()];
  for (const { work } of [good, first, second]) await sending.add(work);
  first.end("first");
  await turn();
  second.end("second");
  good.end(null);
  await sending.drain();
  expect(sending.first).toBe("first");
});

it("an error is thrown only after all other work has ended", async () => {
  const sending = boundedPool<string>(() => 2);
  const [bad, slow] = [piece(), piece()];
  await sending.add(bad.work);
  await sending.add(slow.work);
  bad.fail(new Error("lost lease"));
  let isOver = false;
  const end = sending.drain().finally(() => (isOver = true));
  const thrown = expect(end).rejects.toThrow("lost lease");
  await turn();
  expect(isOver).toBe(false);
  slow.end(null);
  await thrown;
});

it("never runs more work than its width, and begins nothing after a stop", async () => {
  const sending = boundedPool<string>(() => 2);
  const [one, two, three] = [piece(), piece(), piece()];
  await sending.add(one.work);
  await sending.add(two.work);
  const waiting = sending.add(three.work);
  await turn();
  expect(three.isBegun()).toBe(false);
  one.end("stop");
  await waiting;
  expect(three.isBegun()).toBe(false);
  two.end(null);
  await sending.drain();
  expect(sending.first).toBe("stop");
});

it("eachAtOnce: begins in order, never more than its width, and ends with the last", async () => {
  const items = [piece(), piece(), piece()];
  let isOver = false;
  const all = eachAtOnce(items, 2, async (each) => void (await each.work())).then(() => (isOver = true));
  await turn();
  expect(items.map(({ isBegun }) => isBegun())).toEqual([true, true, false]);
  items[1]?.end(null);
  await turn();
  expect(items.map(({ isBegun }) => isBegun())).toEqual([true, true, true]);
  items[0]?.end(null);
  await turn();
  expect(isOver).toBe(false);
  items[2]?.end(null);
  await all;
});

it("eachAtOnce: rejects with the error of a piece", async () => {
  const items = [piece(), piece()];
  const thrown = expect(eachAtOnce(items, 2, async (each) => void (await each.work()))).rejects.toThrow("lost lease");
  items[0]?.fail(new Error("lost lease"));
  await thrown;
  items[1]?.end(null);
});

it.each([
  [0, ["a", "b", "c"]],
  [59_999, ["a", "b", "c"]],
  [60_000, ["b", "c", "a"]],
  [180_000, ["a", "b", "c"]],
])("inTurn: at %i ms the turn is %j", (now, expected) => {
  expect(inTurn(["a", "b", "c"], now)).toEqual(expected);
});

it("inTurn: of nothing is nothing", () => {
  expect(inTurn([], 60_000)).toEqual([]);
});
