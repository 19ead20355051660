/** Which of the product's other ways a night takes: each has a share of the nights, and a die of its own. */
import type { Dice } from "./dice.ts";

export interface Lanes {
  /** Records from which the catalogue and the shop's own prices go in bulk; null: single calls, by the product's arithmetic. */
  readonly bulk: { readonly from: number; readonly takesMs: number; readonly isReversed: boolean } | null;
  /** Companies whose prices go to a price list or stand in the variant's metafield. */
  readonly targets: TargetsPlan | null;
  /** How often brands and categories are renamed, branches and products moved; 0: never. */
  readonly treeChanges: number;
  /** How often somebody types a twentieth of a price: it falls too far to be published unseen. */
  readonly misprints: number;
  readonly gone: GonePlan | null;
  /** Some minutes in which no queue takes a message, and webhooks are lost; where in the storm, 0 to 1. */
  readonly queueOutage: { readonly at: number; readonly ms: number } | null;
  /** Shopify drops some of the webhooks, once. */
  readonly dropsWebhooks: boolean;
  /** Somebody else empties the shop's bucket, once, for minutes. */
  readonly crowdsBucket: boolean;
  /** Chance that a page of a pull is held up on its way to the database for longer than any lease. */
  readonly pageStands: number;
  /** Chance that Shopify answers null beside an error. */
  readonly nulls: number;
  /** How often an operator pauses a load, moves its mark back, runs it, or puts one lane into the dry run. */
  readonly consoleActs: number;
  readonly merchant: MerchantPlan | null;
  /** For so long nothing may be written, to either house; null: never. */
  readonly dryRunMs: number | null;
}

/** Somebody edits products in Shopify's admin, also what is the ERP's; an operator looks for it afterwards and has it sent again. */
export interface MerchantPlan {
  readonly edits: number;
  /** Edits when all is quiet already: nothing but the comparison can find these. */
  readonly lateEdits: number;
  /** What he wrote into titles is left to him. */
  readonly keepsTitles: boolean;
}

/** A product vanishes from the ERP's lists without a word, and an operator asks for full reads. */
export interface GonePlan {
  /** The guard of 5 % stands: in a shop of a dozen products it holds any that vanishes. */
  readonly isGuarded: boolean;
  /** Somebody then lets them go. */
  readonly isLetGo: boolean;
  readonly comesBack: boolean;
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
  const tree = dice("tree");
  const misprint = dice("misprint");
  const gone = dice("gone");
  const dryRun = dice("dry run");
  const rare = dice("rare");
  const desk = dice("console acts");
  const merchant = dice("merchant");
  return {
    queueOutage: rare.hits(0.2) ? { at: rare.chance() * 0.4, ms: rare.between(14, 40) * 60_000 } : null,
    dropsWebhooks: dice("dropping").hits(0.1),
    crowdsBucket: dice("crowding").hits(0.15),
    pageStands: rare.hits(0.15) ? 0.08 : 0,
    nulls: rare.hits(0.25) ? 0.15 : 0,
    bulk: bulkOf(dice),
    targets: targetsOf(dice, companies),
    treeChanges: tree.hits(0.3) ? tree.between(2, 6) : 0,
    misprints: misprint.hits(0.2) ? misprint.between(1, 2) : 0,
    gone: gone.hits(0.2) ? { isGuarded: gone.hits(0.5), isLetGo: gone.hits(0.6), comesBack: gone.hits(0.3) } : null,
    consoleActs: desk.hits(0.15) ? desk.between(1, 3) : 0,
    merchant: merchant.hits(0.2)
      ? { edits: merchant.between(0, 5), lateEdits: merchant.between(1, 5), keepsTitles: merchant.hits(0.5) }
      : null,
    dryRunMs: dryRun.hits(0.12) ? dryRun.between(5, 15) * 60_000 : null,
  };
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
