/**
 * Was the night a good one? Judged by what both houses saw and hold, by plain arithmetic over what the ERP said; the
 * product's rules are never asked, and its tables only where they are what is judged (counts, the error desk).
 */
import type { Drift } from "../night/drift.ts";
import type { Night } from "../night/night.ts";
import { Tally } from "../night/tally.ts";
import { judgeBulk } from "./bulk.ts";
import { judgeCounts } from "./counts.ts";
import { judgeDesk, readDesk, type DeskRow } from "./desk.ts";
import { judgeDrift } from "./drift.ts";
import { judgeInvoices } from "./invoices.ts";
import { judgeMerchant } from "./merchant.ts";
import { judgeOrders } from "./orders.ts";
import { judgeMistakes } from "./mistakes.ts";
import { judgePriceWrites } from "./price-writes.ts";
import { judgePrivacy } from "./privacy.ts";
import { judgeRequests } from "./requests.ts";
import { judgeShelf } from "./shelf.ts";
import { judgeWebhooks } from "./webhooks.ts";
import { judgeWrites } from "./writes.ts";

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** What a judge has: the night, when it calmed down, and a place to say what is wrong. */
export interface Bench {
  readonly night: Night;
  /** The end of the storm. */
  readonly since: number;
  readonly desk: readonly DeskRow[];
  /** Counts a check; `what` is only made when it fails. */
  readonly check: (invariant: string, isRight: boolean, what: () => string) => void;
}

/** The invariants, each with the place in which it is judged. */
export const INVARIANTS = [
  "quiet in time",
  "one ERP order per paid order",
  "never unpaid, test or cancelled",
  "asked before told again",
  "order as in the shop",
  "told soon in good weather",
  "every order ends in the ERP or at the desk",
  "invoice once",
  "invoice after alteration",
  "ERP's word at the desk",
  "shop shows what the ERP sells",
  "shop stands as the ERP's tree",
  "package as the ERP says",
  "price as the ERP says",
  "each target has its company's price",
  "stock as the ERP says",
  "each price written is one the ERP said",
  "bulk never undoes what is newer",
  "no price of nothing",
  "no steep fall unseen",
  "gone goods are off the shelf, never deleted",
  "dry run writes nothing",
  "stock never above what there was",
  "a quiet shop has no drift",
  "a merchant's own words stay",
  "webhooks stand",
  "counts close",
  "refused with a reason",
  "nothing personal",
  "no secret told",
  "requests are valid",
  "no mistakes of ours",
] as const;

export async function judge(
  night: Night,
  since: number,
  restless: readonly string[],
  drift: Drift | null | undefined,
): Promise<{ violations: readonly Violation[]; checks: Readonly<Record<string, number>> }> {
  const violations: Violation[] = [];
  const checks = new Tally();
  const bench: Bench = {
    night,
    since,
    desk: await readDesk(night),
    check(invariant, isRight, what) {
      checks.add(invariant);
      if (!isRight) violations.push({ invariant, what: what() });
    },
  };
  bench.check("quiet in time", restless.length === 0, () => restless.join("; "));
  judgeOrders(bench);
  judgeInvoices(bench);
  judgeShelf(bench, restless.length === 0);
  judgeDrift(bench, drift);
  if (restless.length === 0) judgeMerchant(bench);
  await judgeWrites(bench);
  judgePriceWrites(bench);
  judgeBulk(bench);
  judgeDesk(bench);
  judgeWebhooks(bench);
  judgeRequests(bench);
  judgeMistakes(bench);
  await judgeCounts(bench);
  await judgePrivacy(bench);
  return { violations, checks: checks.counts };
}
