/** The ways to run several pieces of work at once. A Worker has six connections for everything it does. */
import type { Instant } from "../../ports.ts";

/** Work that overlaps: it begins in the order it was added, at most `width` pieces at a time. */
export interface BoundedPool<Stop> {
  /** Waits for a free place, then begins `work`, unless a piece stopped or failed meanwhile. Throws what a piece threw. */
  add(work: () => Promise<Stop | null>): Promise<void>;
  /** What the first piece that stopped returned. The caller checks it before it adds more. */
  readonly first: Stop | null;
  /** Waits for every piece that has begun, also after one of them threw. Throws what the first of these threw. */
  drain(): Promise<void>;
}

export function boundedPool<Stop>(width: number): BoundedPool<Stop> {
  const running = new Set<Promise<void>>();
  let first: Stop | null = null;
  let broken: { readonly error: unknown } | undefined;

  const run = async (work: () => Promise<Stop | null>): Promise<void> => {
    try {
      const stop = await work();
      first ??= stop;
    } catch (error) {
      broken ??= { error };
    }
  };
  const throwIfBroken = (): void => {
    if (broken) throw broken.error;
  };

  return {
    async add(work) {
      while (running.size >= width) await Promise.race(running);
      throwIfBroken();
      if (first !== null) return;
      const piece: Promise<void> = run(work).then(() => void running.delete(piece));
      running.add(piece);
    },
    get first() {
      return first;
    },
    async drain() {
      await Promise.all(running);
      throwIfBroken();
    },
  };
}

/** Runs `work` over the items in order, `width` at a time. Rejects with the first error; pieces on their way still end. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (;;) {
      const index = next;
      next += 1;
      const item = items[index];
      if (index >= items.length || item === undefined) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}

/** The items, begun at another one each minute: an item that is always full starves none of those behind it. */
export function inTurn<T>(items: readonly T[], now: Instant): readonly T[] {
  const first = items.length === 0 ? 0 : Math.floor(now / 60_000) % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
