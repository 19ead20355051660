/** RandomStreams by name: each purpose has its own generator, so that a new draw in one place does not change the others. */
import { seeded } from "../../../sim/kit/world.ts";

export interface RandomStream {
  /** In [0, 1). */
  readonly chance: () => number;
  readonly hits: (probability: number) => boolean;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** In a drawn order; the given list is left as it is. */
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

export type RandomStreams = (purpose: string) => RandomStream;

/** The same seed and purpose always give the same draws. */
export function randomStreamsOf(seed: number): RandomStreams {
  return (purpose) => randomStreamOf(seeded(mixed(seed, purpose)));
}

function randomStreamOf(chance: () => number): RandomStream {
  const between = (least: number, most: number) => least + Math.floor(chance() * (most - least + 1));
  return {
    chance,
    between,
    hits: (probability) => chance() < probability,
    pick(from) {
      const drawn = from[between(0, from.length - 1)];
      if (drawn === undefined) throw new Error("nothing to pick from");
      return drawn;
    },
    shuffled: (list) =>
      list
        .map((each) => ({ each, place: chance() }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => each),
  };
}

/** FNV-1a over the purpose, started from the seed. */
function mixed(seed: number, purpose: string): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0;
  for (const letter of purpose) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
