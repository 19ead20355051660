/** Work that may overlap: begun in order, at most so many at a time, and none of it left behind. */
export interface Overlapping<Stop> {
  /** Waits for a place, then begins `work`, unless something has stopped meanwhile. What it throws, the next `begin` or the `end` throws. */
  begin(work: () => Promise<Stop | null>): Promise<void>;
  /** The first that said to stop. Whoever begins work asks. */
  readonly first: Stop | null;
  /** Waits for all that was begun, also after one of them threw. */
  end(): Promise<void>;
}

export function overlapping<Stop>(width: number): Overlapping<Stop> {
  const onTheWay = new Set<Promise<void>>();
  let first: Stop | null = null;
  let broken: { readonly error: unknown } | undefined;

  const one = async (work: () => Promise<Stop | null>): Promise<void> => {
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
    async begin(work) {
      while (onTheWay.size >= width) await Promise.race(onTheWay);
      throwIfBroken();
      if (first !== null) return;
      const running: Promise<void> = one(work).then(() => void onTheWay.delete(running));
      onTheWay.add(running);
    },
    get first() {
      return first;
    },
    async end() {
      await Promise.all(onTheWay);
      throwIfBroken();
    },
  };
}
