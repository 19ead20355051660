/** What the hub stores when an action of ours has ended. */
import { endAction } from "../../hub/orders/actions.ts";
import { invalidateLevels } from "../../hub/orders/reservations.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import { rebased, type OwnChange } from "../../rules/orders/back/rebase.ts";
import { snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import { restart, type OrderView, type StepResult } from "../step.ts";
import type { BackFacts } from "./facts.ts";

interface Ended {
  readonly step: "edit" | "refund";
  readonly detail: Readonly<Record<string, unknown>>;
  readonly outcome: unknown;
  readonly change: OwnChange;
}

/** It took effect: the order as it is now is what a later change is compared with. The pass plans anew. */
export async function actionDone(
  view: OrderView,
  { order, base }: BackFacts,
  { step, detail, outcome, change }: Ended,
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { db, clock } = deps;
  const now = clock.now();
  const snapshot = rebased(base, snapshotOf(order, undefined, base.company ?? null), change);
  const skus = [...change.lines];
  const next = await moveOrder(
    deps,
    row,
    { totalCents: snapshot.totalCents, shopUpdatedAt: null, attempts: 0 },
    { step, cause, outcome: "done", detail: JSON.stringify(detail) },
    [
      endAction(db, row.orderId, "done", outcome, now),
      addToTimeline(db, row.orderId, { step: "baseline", cause, outcome: step, detail: JSON.stringify(snapshot) }, now),
      // Shopify moved its levels by itself.
      ...(row.company === null || skus.length === 0 ? [] : [invalidateLevels(db, [row.company], skus)]),
    ],
  );
  return again({ ...view, row: next });
}

/** It took no effect, or was refused. The pass plans anew. */
export async function actionEnded(
  view: OrderView,
  state: "refused" | "superseded",
  step: string,
  outcome: Readonly<Record<string, unknown>>,
): Promise<Extract<StepResult, { kind: "continue" }>> {
  const { deps, row, cause } = view;
  const detail = JSON.stringify(outcome);
  const next = await moveOrder(deps, row, {}, { step, cause, outcome: state, detail }, [
    endAction(deps.db, row.orderId, state, outcome, deps.clock.now()),
  ]);
  return again({ ...view, row: next });
}

/** The pass begins again, with the action as the hub has it now: settled where it is open, else planned anew. */
export const again = ({ row }: OrderView): Extract<StepResult, { kind: "continue" }> => ({
  ...restart(row),
  actionsChanged: true,
});
