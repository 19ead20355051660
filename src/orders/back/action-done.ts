/** What the hub stores when an edit or a refund has taken effect. */
import { invalidateEverywhere, invalidateLevels } from "../../hub/orders/reservations.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import { companiesTouched } from "../../rules/orders/fulfillment-location.ts";
import { rebased, type OwnChange } from "../../rules/orders/back/rebase.ts";
import { snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import { endCall } from "../action-call.ts";
import type { OrderView, StepResult } from "../step.ts";
import type { BackFacts } from "./facts.ts";

interface Done {
  readonly step: "edit" | "refund";
  readonly detail: object;
  readonly outcome: object;
  readonly change: OwnChange;
}

/** The order as it is now is what a later change is compared with. The pass plans anew. */
export async function actionDone(
  view: OrderView,
  { order, base, hub }: BackFacts,
  { step, detail, outcome, change }: Done,
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { db, clock } = deps;
  const snapshot = rebased(base, snapshotOf(order, undefined, base.company ?? null), change);
  const baseline = { step: "baseline", cause, outcome: step, detail: JSON.stringify(snapshot) };
  const skus = [...change.lines];
  // Goods that a person moved to another store send no word of it, and a line that is gone is in no later comparison.
  const touched = companiesTouched(order, hub.companies);
  const levels =
    touched.length === 0
      ? invalidateEverywhere(db, skus)
      : invalidateLevels(db, [...new Set([...touched, ...(row.company === null ? [] : [row.company])])], skus);
  return endCall(view, step, {
    state: "done",
    outcome,
    entry: { outcome: "done", detail: JSON.stringify(detail) },
    changes: { totalCents: snapshot.totalCents },
    more: [
      addToTimeline(db, row.orderId, baseline, clock.now()),
      // Shopify moved its levels by itself.
      ...(skus.length === 0 ? [] : [levels]),
    ],
  });
}
