import { expect, it } from "vitest";
import { overlapping } from "../../../src/publish/lane/overlapping.ts";

/** A piece of work that ends when the test says so. */
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

it("a second stop, or a good end after it, does not hide the first", async () => {
  const sending = overlapping<string>(3);
  const [good, first, second] = [piece(), piece(), piece()];
  for (const { work } of [good, first, second]) await sending.begin(work);
  first.end("first");
  await turn();
  second.end("second");
  good.end(null);
  await sending.end();
  expect(sending.first).toBe("first");
});

it("what breaks is thrown only after everything else has ended", async () => {
  const sending = overlapping<string>(2);
  const [bad, slow] = [piece(), piece()];
  await sending.begin(bad.work);
  await sending.begin(slow.work);
  bad.fail(new Error("lost lease"));
  let isOver = false;
  const end = sending.end().finally(() => (isOver = true));
  const thrown = expect(end).rejects.toThrow("lost lease");
  await turn();
  expect(isOver).toBe(false);
  slow.end(null);
  await thrown;
});

it("never has more on its way than its width, and begins nothing after a stop", async () => {
  const sending = overlapping<string>(2);
  const [one, two, three] = [piece(), piece(), piece()];
  await sending.begin(one.work);
  await sending.begin(two.work);
  const waiting = sending.begin(three.work);
  await turn();
  expect(three.isBegun()).toBe(false);
  one.end("stop");
  await waiting;
  expect(three.isBegun()).toBe(false);
  two.end(null);
  await sending.end();
  expect(sending.first).toBe("stop");
});
