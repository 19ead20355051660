/**
 * One call of an action whose response may be lost (hub/orders/actions.ts): its beginning, its end, and a look at the order
 * that finds no trace of it. Each action is begun and ended here, whatever it does to the order.
 */
import { beginAction, endAction, settlesAt, type ActionKind, type OrderAction } from "../hub/orders/actions.ts";
import { moveOrder, type OrderChanges } from "../hub/orders/orders.ts";
import { backoffMs } from "../rules/orders/state-machine.ts";
import type { AdminFailure } from "../shopify/client/result.ts";
import { afterShopFailure } from "./failures.ts";
import { restart, type OrderView, type StepResult } from "./step.ts";

/** From a call without an answer to the first look at the order, ms. */
const LOST_LOOK_MS = 10_000;

type Continued = Extract<StepResult, { kind: "continue" }>;

export interface Call {
  readonly kind: ActionKind;
  readonly about: string;
  /** The state read before, and the state that the call leads to. */
  readonly intent: object;
  /** A key that the call sends along; without one the action gets a fresh one. */
  readonly key?: string;
  /** Of the timeline's row; else `about`. */
  readonly detail?: string;
}

/** Writes the intent; the call leaves right after it. @returns the order as it then stands: doubted until the end is known */
export async function beginCall(
  view: OrderView,
  { kind, about, intent, key, detail = about }: Call,
): Promise<OrderView> {
  const { deps, row, cause } = view;
  const action = { kind, about, idempotencyKey: key ?? deps.random.uuid(), intent, isSent: true };
  const next = await moveOrder(deps, row, { shopUpdatedAt: null }, { step: kind, cause, outcome: "sent", detail }, [
    beginAction(deps.db, row.orderId, action, deps.clock.now()),
  ]);
  return { ...view, row: next };
}

export interface Ending {
  readonly state: "done" | "refused" | "superseded";
  /** Stored with the action. */
  readonly outcome: object;
  /** The timeline's row; else the state, with the outcome as its detail. */
  readonly entry?: Readonly<{ outcome: string; detail?: string }>;
  readonly changes?: OrderChanges;
  /** What changes with it. For the same batch. */
  readonly more?: readonly D1PreparedStatement[];
}

/** Stores how the open action ended. The pass begins again, and plans anew from the order as the call left it. */
export async function endCall(
  view: OrderView,
  kind: ActionKind,
  { state, outcome, entry, changes, more = [] }: Ending,
): Promise<Continued> {
  const { deps, row, cause } = view;
  const { outcome: named, detail } = entry ?? { outcome: state, detail: JSON.stringify(outcome) };
  const next = await moveOrder(
    deps,
    row,
    // Shopify's `updatedAt` moved by our own write: the next look compares.
    { ...(state === "superseded" ? {} : { attempts: 0 }), shopUpdatedAt: null, ...changes },
    { step: kind, cause, outcome: named, ...(detail === undefined ? {} : { detail }) },
    [endAction(deps.db, row.orderId, state, outcome, deps.clock.now()), ...more],
  );
  return { ...restart(next), actionEnded: true };
}

/** The call has answered, and the order shows how it ended: the pass begins again, and settles the open action first. */
export const lookNow = ({ row }: OrderView): Continued => ({ ...restart(row), actionsChanged: true });

/** A call that certainly had no effect ends its action; any other is looked for in the order. */
export async function afterCallFailed(view: OrderView, kind: ActionKind, failure: AdminFailure): Promise<StepResult> {
  const { deps, row } = view;
  if (!hadNoEffect(failure)) return { kind: "done", row, nextAt: deps.clock.now() + LOST_LOOK_MS };
  const after = await endCall(view, kind, { state: "superseded", outcome: { failure: failure.kind } });
  return afterShopFailure({ ...view, row: after.row }, failure);
}

/** The order shows no trace of the call: it may still take effect, until its time is over. */
export async function withoutTrace(view: OrderView, action: OrderAction, outcome: object = {}): Promise<StepResult> {
  const { deps, row } = view;
  const now = deps.clock.now();
  const until = settlesAt(action);
  // The looks of this wait were no failures.
  if (now >= until) return endCall(view, action.kind, { state: "superseded", outcome, changes: { attempts: 0 } });
  const attempts = row.attempts + 1;
  return { kind: "done", row, attempts, nextAt: Math.min(until, now + backoffMs(attempts)) };
}

/** Whether a call that failed cannot have changed anything; of an unknown outcome the order itself shows the answer. */
function hadNoEffect(failure: AdminFailure): boolean {
  switch (failure.kind) {
    case "throttled":
    case "unauthorized":
    case "shopClosed":
    case "refused":
    case "dryRun":
    case "notSent":
      return true;
    case "unknown":
      return false;
  }
}
