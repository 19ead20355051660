/**
 * Was the scenario a good one? Judged by what both systems saw and hold, by plain arithmetic over what the ERP reported; the
 * product's rules are never called, and its tables only where they are what is judged (counts, the error desk).
 */
import type { Drift } from "../scenario/drift.ts";
import type { LedgerFindings } from "../scenario/ledger.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { Tally } from "../scenario/tally.ts";
import { judgeBulk } from "./bulk.ts";
import { judgeCancellations } from "./cancellations.ts";
import { judgeCollected } from "./collected.ts";
import { judgeCounts } from "./counts.ts";
import { judgeDesk, readDesk, type DeskRow } from "./desk.ts";
import { judgeDrift } from "./drift.ts";
import { judgeFulfilments } from "./fulfilments.ts";
import { judgeAlterations } from "./alterations.ts";
import { judgeInvoiceFields } from "./invoice-fields.ts";
import { judgeHeldStock } from "./held-stock.ts";
import { judgeInvoices } from "./invoices.ts";
import { judgeLateness } from "./lateness.ts";
import { judgeLedger } from "./ledger.ts";
import { judgeMerchant } from "./merchant.ts";
import { judgeOrders } from "./orders.ts";
import { judgeMistakes } from "./mistakes.ts";
import { judgeOnTheWay } from "./on-the-way.ts";
import { judgePictures } from "./pictures.ts";
import { judgePriceWrites } from "./price-writes.ts";
import { judgePrivacyRequests } from "./privacy-requests.ts";
import { judgePrivacy } from "./privacy.ts";
import { judgeRequests } from "./requests.ts";
import { judgeListSetUp } from "./list-set-up.ts";
import { judgeSimilars } from "./similars.ts";
import { judgeSpecifications } from "./specifications.ts";
import { judgeCatalogue } from "./catalogue.ts";
import { judgeScopes } from "./scopes.ts";
import { judgeWebhooks } from "./webhooks.ts";
import { judgeWeights } from "./weights.ts";
import { judgeWrites } from "./writes.ts";

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** What a judge has: the scenario, the end of the storm, and a function that counts checks. */
export interface JudgeContext {
  readonly scenario: Scenario;
  /** The end of the storm. */
  readonly since: number;
  readonly desk: readonly DeskRow[];
  /** Counts a check; `what` is only made when it fails. */
  readonly check: (invariant: string, isRight: boolean, what: () => string) => void;
  /** Counts what was not as it should be and is excused, with the reason: a share that rises is a finding. */
  readonly excuse: (reason: string) => void;
  /** Counts a field that is in a document and that no rule gives by itself: what the oracle does not derive is in the report. */
  readonly notDerived: (field: string) => void;
}

/** The invariants, each with the place in which it is judged. */
export const INVARIANTS = [
  "quiet in time",
  "a price list is set up whole, or not at all",
  "one ERP order per paid order",
  "never unpaid, test or cancelled",
  "looked up before submitted",
  "looked up before submitted again",
  "order as in the shop",
  "each field of the order body",
  "submitted soon in good weather",
  "every order ends in the ERP or at the desk",
  "refused by the ERP only for what is gone there",
  "invoice once",
  "each field of an invoice",
  "invoice after alteration",
  "ERP's word at the desk",
  "paid as billed",
  "real weight shown",
  "cancelled once",
  "collected once, as billed",
  "fulfilled as billed",
  "states on the way, once and forwards",
  "shop shows what the ERP sells",
  "shop stands as the ERP's tree",
  "package as the ERP says",
  "pictures in their place",
  "one file a picture",
  "specifications as the ERP says",
  "similar products as the ERP says",
  "limit per sale as the ERP says",
  "price as the ERP says",
  "each target has its company's price",
  "stock as the ERP says",
  "each price written is one the ERP reported",
  "bulk never undoes what is newer",
  "no price of nothing",
  "no steep fall unseen",
  "delisted goods are off sale, never deleted",
  "dry run writes nothing",
  "phantom stock is held back",
  "stock never above what there was",
  "price in time",
  "promotion in time",
  "stock in time",
  "invoice in time",
  "order in time by the sweep",
  "a quiet shop has no drift",
  "the ledger names every difference",
  "a merchant's own texts stay",
  "webhooks stand",
  "missing scopes are said",
  "counts close",
  "refused with a reason",
  "nothing personal",
  "no secret disclosed",
  "a request of privacy law is done",
  "nothing of a shop that left stays",
  "requests are valid",
  "no mistakes of ours",
] as const;

export interface Judgement {
  readonly violations: readonly Violation[];
  readonly checks: Readonly<Record<string, number>>;
  readonly excuses: Readonly<Record<string, number>>;
  readonly notDerived: Readonly<Record<string, number>>;
}

export async function judge(
  scenario: Scenario,
  since: number,
  notConverged: readonly string[],
  { drift, ledger }: { readonly drift: Drift | null | undefined; readonly ledger: LedgerFindings | undefined },
): Promise<Judgement> {
  const violations: Violation[] = [];
  const checks = new Tally();
  const excuses = new Tally();
  const notDerived = new Tally();
  const context: JudgeContext = {
    scenario,
    since,
    desk: await readDesk(scenario),
    check(invariant, isRight, what) {
      checks.add(invariant);
      if (!isRight) violations.push({ invariant, what: what() });
    },
    excuse: (reason) => excuses.add(reason),
    notDerived: (field) => notDerived.add(field),
  };
  context.check("quiet in time", notConverged.length === 0, () => notConverged.join("; "));
  judgeOrders(context);
  judgeInvoices(context);
  judgeInvoiceFields(context);
  judgeAlterations(context);
  judgeWeights(context);
  judgeCancellations(context);
  judgeCollected(context);
  judgeFulfilments(context);
  await judgeOnTheWay(context);
  judgeCatalogue(context, notConverged.length === 0);
  judgeHeldStock(context);
  judgePictures(context, notConverged.length === 0);
  judgeSpecifications(context, notConverged.length === 0);
  judgeSimilars(context, notConverged.length === 0);
  judgeListSetUp(context);
  judgeDrift(context, drift);
  judgeLedger(context, ledger);
  if (notConverged.length === 0) judgeMerchant(context);
  await judgeWrites(context);
  judgePriceWrites(context);
  judgeLateness(context);
  judgeBulk(context);
  judgeDesk(context);
  judgeWebhooks(context);
  await judgeScopes(context);
  judgeRequests(context);
  judgeMistakes(context);
  await judgeCounts(context);
  await judgePrivacy(context);
  judgePrivacyRequests(context);
  return { violations, checks: checks.counts, excuses: excuses.counts, notDerived: notDerived.counts };
}
