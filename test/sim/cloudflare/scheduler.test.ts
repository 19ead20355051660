import { expect, it } from "vitest";
import { Scheduler, Stuck } from "../../../sim/cloudflare/scheduler.ts";
import { seeded } from "../../../sim/kit/world.ts";

const of = (seed = 1) => new Scheduler(0, seeded(seed));

it("a sleeper without anything else to happen does not take real time: a year passes at once", async () => {
  const scheduler = of();
  let woke = 0;
  void scheduler.sleep(365 * 86_400_000).then(() => (woke = scheduler.now()));
  await scheduler.run({}); // a real timer of a year would not end before the test's own limit
  expect(woke).toBe(365 * 86_400_000);
});

it("events come in order of time, whatever the order they were made in", async () => {
  const scheduler = of();
  const seen: number[] = [];
  for (const at of [50, 10, 40, 10, 30, 20, 0, 49]) scheduler.at(at, () => seen.push(at), false);
  await scheduler.run({});
  expect(seen).toEqual([0, 10, 10, 20, 30, 40, 49, 50]);
});

async function order(seed: number): Promise<string> {
  const scheduler = of(seed);
  const seen: number[] = [];
  for (let n = 0; n < 8; n += 1) scheduler.at(5, () => seen.push(n), false);
  await scheduler.run({});
  return seen.join("");
}

it("events of one instant come in an order that the seed decides, and the same seed the same", async () => {
  expect(await order(1)).toBe(await order(1));
  expect(new Set(await Promise.all([1, 2, 3, 4, 5].map(order))).size).toBeGreaterThan(3);
});

it("what an event woke runs to its next wait before the next event, however many promises lie between", async () => {
  const scheduler = of();
  const seen: string[] = [];
  const walk = async (name: string, ms: number) => {
    await scheduler.sleep(ms);
    for (let n = 0; n < 50; n += 1) await Promise.resolve();
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await new Response(name).text();
    seen.push(name);
  };
  await Promise.all([walk("first", 1), walk("second", 2), scheduler.run({})]);
  expect(seen).toEqual(["first", "second"]);
});

it("a cancelled timer and an aborted sleep do not come; the sleep rejects with the signal's reason", async () => {
  const scheduler = of();
  const controller = new AbortController();
  const slept = scheduler.sleep(100, controller.signal).then(
    () => "slept",
    (reason: unknown) => reason,
  );
  scheduler.at(10, () => controller.abort("enough"));
  scheduler.at(20, () => expect.unreachable()).cancel();
  await scheduler.run({});
  expect(await slept).toBe("enough");
  expect(scheduler.now()).toBe(10);
  expect(scheduler.pending).toBe(0);
});

it("run until: the clock stands there, and later events wait", async () => {
  const scheduler = of();
  let ran = false;
  scheduler.at(100, () => (ran = true));
  await scheduler.run({ until: 99 });
  expect([ran, scheduler.now()]).toEqual([false, 99]);
  await scheduler.run({ until: 100 });
  expect(ran).toBe(true);
});

it("code that waits for something that is no event: Stuck, not a hang", async () => {
  await expect(of().run({ done: () => false })).rejects.toBeInstanceOf(Stuck);
});

it("events that never end are Stuck after a bound", async () => {
  const scheduler = of();
  const again = () => void scheduler.after(1, again, false);
  again();
  await expect(scheduler.run({ most: 1000 })).rejects.toThrow("1000 events and no end");
});

it("an error thrown in an event ends the run", async () => {
  const scheduler = of();
  scheduler.at(1, () => scheduler.fail(new Error("ours")));
  await expect(scheduler.run({})).rejects.toThrow("ours");
});
