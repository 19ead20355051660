/** Ways to run several pieces of work at once. A Worker has six connections in total. */
import type { Instant } from "../../ports.ts";

/** Overlapping work: pieces begin in the order of their `add`, at most `width` at a time. */
export interface BoundedPool<Stop> {
  /**
   * Waits for a free slot, then begins `work`, unless a piece stopped or failed meanwhile. Throws what a piece threw.
   */
  add(work: () => Promise<Stop | null>): Promise<void>;
  /** The result of the first piece that stopped. The caller checks it before it adds more. */
  readonly first: Stop | null;
  /** Waits for every started piece, even after one threw. Throws the first piece's error. */
  drain(): Promise<void>;
}

/** @param width asked before each piece, because it follows what was measured of the pieces before */
export function boundedPool<Stop>(width: () => number): BoundedPool<Stop> {
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
      while (running.size >= width()) await Promise.race(running);
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

/** The items, rotated by one each minute: an item with endless work starves none of the later ones. */
export function inTurn<T>(items: readonly T[], now: Instant): readonly T[] {
  const first = items.length === 0 ? 0 : Math.floor(now / 60_000) % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
