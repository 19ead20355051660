/** One call of an action to Shopify (hub/orders/actions.ts): its beginning, its end, and a look that finds no trace of it. */
import {
  ACTION_SETTLES_MS,
  beginAction,
  endAction,
  type ActionKind,
  type OrderAction,
} from "../../hub/orders/actions.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { backoffMs } from "../../rules/orders/state-machine.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { afterShopFailure } from "../failures.ts";
import { restart, type OrderView, type StepResult } from "../step.ts";
import { hadNoEffect } from "./no-effect.ts";

/** From a call without an answer to the first look at the order, ms. */
const LOST_LOOK_MS = 10_000;

/** Writes the intent; the call leaves right after it. */
export async function begin(view: OrderView, kind: ActionKind, about: string, intent: object): Promise<OrderRow> {
  const { deps, row, cause } = view;
  const action = { kind, about, idempotencyKey: deps.random.uuid(), intent, isSent: true };
  return moveOrder(deps, row, {}, { step: kind, cause, outcome: "asked", detail: about }, [
    beginAction(deps.db, row.orderId, action, deps.clock.now()),
  ]);
}

/** `row.answeredUpdatedAt`: the order's `updatedAt` in the answer to our own write, where it names one. */
export async function ended(
  view: OrderView,
  kind: ActionKind,
  state: "done" | "refused" | "superseded",
  outcome: object,
  more: readonly D1PreparedStatement[] = [],
): Promise<Extract<StepResult, { kind: "continue" }>> {
  const { deps, row, cause } = view;
  // Shopify's `updatedAt` moved by our own write: the next look compares.
  const { answeredUpdatedAt } = row;
  const changes = { attempts: state === "done" ? 0 : row.attempts, shopUpdatedAt: null, answeredUpdatedAt };
  const next = await moveOrder(
    deps,
    row,
    changes,
    { step: kind, cause, outcome: state, detail: JSON.stringify(outcome) },
    [endAction(deps.db, row.orderId, state, outcome, deps.clock.now()), ...more],
  );
  return { ...restart(next), actionEnded: true };
}

/** A call that certainly had no effect ends its action; any other is looked for in the order. */
export async function afterCallFailed(view: OrderView, kind: ActionKind, failure: AdminFailure): Promise<StepResult> {
  const { deps, row } = view;
  if (!hadNoEffect(failure)) return { kind: "done", row, nextAt: deps.clock.now() + LOST_LOOK_MS };
  const after = await ended(view, kind, "superseded", { failure: failure.kind });
  return afterShopFailure({ ...view, row: after.row }, failure);
}

/** The order shows no trace of the call: it may still take effect, until its time is over. */
export async function endedWithoutTrace(view: OrderView, action: OrderAction): Promise<StepResult> {
  const { deps, row } = view;
  const now = deps.clock.now();
  if (now - (action.sentAt ?? action.createdAt) >= ACTION_SETTLES_MS) return ended(view, action.kind, "superseded", {});
  const attempts = row.attempts + 1;
  return { kind: "done", row, attempts, nextAt: now + backoffMs(attempts) };
}
