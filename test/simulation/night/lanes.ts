/** Which of the product's other ways a night takes: each has a share of the nights, and a die of its own. */
import type { Dice } from "./dice.ts";

export interface Lanes {
  /** Records from which the catalogue and the shop's own prices go in bulk; null: single calls, by the product's arithmetic. */
  readonly bulk: { readonly from: number; readonly takesMs: number; readonly isReversed: boolean } | null;
  /** Companies whose prices go to a price list or stand in the variant's metafield. */
  readonly targets: TargetsPlan | null;
}

export interface TargetsPlan {
  /** The company of the one list; null: no list. */
  readonly list: number | null;
  readonly metafields: readonly number[];
  /** How often these companies' own prices change, or they stop selling something. */
  readonly changes: number;
  /** Somebody maps the list to this company during the storm (null: takes it away), and takes one from the metafield. */
  readonly remap: { readonly list: number | null } | null;
}

export function lanesOf(dice: Dice, companies: number): Lanes {
  return { bulk: bulkOf(dice), targets: targetsOf(dice, companies) };
}

function bulkOf(dice: Dice): Lanes["bulk"] {
  const die = dice("bulk");
  // One is every record, so that its next change meets a job that is under way; four leave some to single calls.
  return die.hits(0.3)
    ? {
        from: die.pick([1, 2, 4]),
        takesMs: die.pick([0, 20_000, 100_000, 400_000]),
        isReversed: die.hits(0.7),
      }
    : null;
}

function targetsOf(dice: Dice, companies: number): TargetsPlan | null {
  const die = dice("price targets");
  if (!die.hits(0.35)) return null;
  const all = Array.from({ length: companies }, (_, index) => index + 1);
  const list = die.hits(0.7) ? die.pick(all) : null;
  const metafields = list === null || die.hits(0.6) ? die.shuffled(all).slice(0, die.between(1, companies)) : [];
  const changes = die.between(2, 8);
  const remap = die.hits(0.4) ? { list: die.hits(0.5) ? die.pick(all) : null } : null;
  return { list, metafields, changes, remap };
}
