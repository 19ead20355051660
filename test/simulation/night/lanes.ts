/** Which of the product's other ways a night takes: each has a share of the nights, and a die of its own. */
import type { Dice } from "./dice.ts";

export interface Lanes {
  /** Records from which the catalogue and the shop's own prices go in bulk; null: single calls, by the product's arithmetic. */
  readonly bulk: { readonly from: number; readonly takesMs: number; readonly isReversed: boolean } | null;
}

export function lanesOf(dice: Dice): Lanes {
  return { bulk: bulkOf(dice) };
}

function bulkOf(dice: Dice): Lanes["bulk"] {
  const die = dice("bulk");
  // One is every record, so that its next change meets a job that is under way; four leave some to single calls.
  return die.hits(0.3)
    ? { from: die.pick([1, 2, 4]), takesMs: die.pick([0, 20_000, 100_000, 400_000]), isReversed: die.hits(0.7) }
    : null;
}
