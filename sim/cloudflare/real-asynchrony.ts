/**
 * Catches what would make a simulated scenario depend on the machine: real timers, threads, sockets, files. Everything the
 * scheduler does not know of and that outlives a microtask is an async resource of Node, and Node reports when one is created.
 * Costs a factor of two to three, so it is for tests and `--trace`, not for every seed.
 */
import { createHook } from "node:async_hooks";

/** Promises and their like run on microtasks; Immediate is the scheduler's own turn of the event loop. */
const HARMLESS = new Set(["PROMISE", "TickObject", "Microtask", "Immediate"]);

/** Only what was begun from this tree's own code counts: the test runner beside it has timers of its own. */
const OURS = /\/(sim|src|test)\/(?!.*node_modules)/;

/** Runs `work` and gives the kinds of real asynchrony that were begun meanwhile, each with its first stack. */
export async function realAsynchronyIn(work: () => Promise<void>): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  const hook = createHook({
    init(_id, type) {
      if (HARMLESS.has(type) || seen.has(type)) return;
      const stack = new Error(type).stack ?? type;
      if (
        stack
          .split("\n")
          .slice(2)
          .some((line) => OURS.test(line))
      )
        seen.set(type, stack);
    },
  }).enable();
  try {
    await work();
  } finally {
    hook.disable();
  }
  return seen;
}
