/**
 * Sends a state on the way to the customer through Shopify, if the rules say so: "ready for pickup" by the fulfillment
 * order, "dispatched" and "delivered" by an event of the fulfilment. Only the furthest state is sent, once. Each call is
 * one action (hub/orders/actions.ts):
 * - died before the call, or it had no effect: Shopify shows nothing of it; five minutes later it is planned anew.
 * - died after the call, or its answer was lost: Shopify shows it. Nothing is repeated.
 */
import * as z from "zod";
import { actionsOf, type ActionKind, type OrderAction } from "../../hub/orders/actions.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { furthest, isReached, planStatus, statusTag } from "../../rules/orders/back/status-plan.ts";
import type { ErpEvent } from "../../rules/orders/erp-event.ts";
import { FOLLOW_UP_AFTER_MS } from "../../rules/orders/state-machine.ts";
import { isStatus, STATUS_TYPES } from "../../rules/orders/status.ts";
import type { Called } from "../../shopify/client/user-errors.ts";
import { addFulfillmentEvent, markPrepared, showStatusTag } from "../../shopify/orders/fulfill/status.ts";
import { isOutOfReach } from "../absence.ts";
import { afterCallFailed, beginCall, endCall, withoutTrace } from "../action-call.ts";
import { afterShopFailure } from "../failures.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { toFulfillOf } from "./to-fulfill.ts";

/** Wait for a fulfilment that the event could belong to, ms. */
const LOOK_AGAIN_MS = 3_600_000;

const eventIntent = z.object({ fulfillmentId: z.string(), status: z.enum(["OUT_FOR_DELIVERY", "DELIVERED"]) });
const preparedIntent = z.object({ fulfillmentOrderIds: z.array(z.string()) });

export async function notifyStatus(view: OrderView): Promise<StepResult> {
  const { isCancelled } = foundOf(view, "fulfilled");
  const { deps, row } = view;
  const { db, clock, shopify } = deps;
  const goOn = (again?: number): StepResult => ({
    ...proceed(row, { kind: "statusNotified", isCancelled }),
    ...(again === undefined ? {} : { again }),
  });
  const events = view.events ?? (await eventsOf(db, row.orderId));
  const states = events.flatMap(({ event, state }) =>
    isStatus(event.type) ? [{ event, type: event.type, state }] : [],
  );
  const due = states.flatMap(({ event, state }) => (state === "due" ? [event] : []));
  if (due.length === 0) return goOn();
  const status = furthest(states.map(({ type }) => type));
  const isLatest = due.some(({ type }) => type === status);
  if (status === null || !isLatest || isCancelled) return applied(view, due, "behind");
  const rules = await readOrderRules(db);
  if (rules.statusTags) {
    const others = STATUS_TYPES.filter((type) => type !== status).map((type) => statusTag(type));
    const failure = await showStatusTag(shopify, row.orderId, statusTag(status), others);
    if (failure) return afterShopFailure(view, failure);
  }
  if (rules.statusToCustomer === "off") return applied(view, due, "shown");
  const read = await toFulfillOf(view);
  if (!read.ok) return afterShopFailure(view, read.failure);
  if (read.data === null && (await isOutOfReach(deps, row))) return goOn(clock.now() + LOOK_AGAIN_MS);
  if (read.data === null || read.data.isCancelled) return applied(view, due, "not-in-shop");
  const about = due.find(({ type }) => type === status)?.eventKey ?? status;
  const answered = await answeredAbout(view, about);
  const plan = planStatus(status, read.data, answered);
  switch (plan.do) {
    case "nothing":
      return applied(view, due, "sent");
    case "wait":
      return goOn(clock.now() + LOOK_AGAIN_MS);
    case "prepare": {
      if (answered.has(PREPARED)) return applied(view, due, "sent");
      const intent = { fulfillmentOrderIds: plan.fulfillmentOrderIds };
      const begun = await beginCall(view, { kind: "prepared", about, intent });
      return afterCall(begun, "prepared", await markPrepared(shopify, plan.fulfillmentOrderIds), due);
    }
    case "event": {
      const { fulfillmentId, isLast } = plan;
      const intent = { fulfillmentId, status: plan.status };
      const begun = await beginCall(view, { kind: "fulfil-event", about: `${about} ${fulfillmentId}`, intent });
      const called = await addFulfillmentEvent(shopify, fulfillmentId, plan.status);
      return afterCall(begun, "fulfil-event", called, isLast ? due : []);
    }
  }
}

const PREPARED = "prepared";

/** Fulfillments, or `PREPARED`, about which Shopify has taken or refused this event. */
async function answeredAbout({ deps, row }: OrderView, about: string): Promise<ReadonlySet<string>> {
  const ended = (await actionsOf(deps.db, row.orderId)).filter(({ state }) => state === "done" || state === "refused");
  return new Set(
    ended.flatMap((action) => {
      if (action.kind === "prepared" && action.about === about) return [PREPARED];
      if (action.kind !== "fulfil-event" || !action.about.startsWith(`${about} `)) return [];
      return [eventIntent.parse(JSON.parse(action.intent)).fulfillmentId];
    }),
  );
}

async function afterCall(
  view: OrderView,
  kind: ActionKind,
  called: Called<true>,
  finished: readonly ErpEvent[],
): Promise<StepResult> {
  const { deps, row } = view;
  const { clock, db } = deps;
  const keys = finished.map(({ eventKey }) => eventKey);
  switch (called.kind) {
    case "done": {
      const more = [markEvents(db, keys, "applied", clock.now())];
      const after = await endCall(view, kind, { state: "done", outcome: {}, more });
      return { ...after, eventsChanged: true, again: clock.now() + FOLLOW_UP_AFTER_MS };
    }
    case "userErrors": {
      const message = called.errors.map((error) => error.message).join("; ");
      deps.log.warn("order.status-refused", { orderId: row.orderId, kind, message: message.slice(0, 200) });
      return endCall(view, kind, { state: "refused", outcome: { message } });
    }
    case "failed":
      return afterCallFailed(view, kind, called.failure);
  }
}

/** Finds the outcome of an event or a preparation that this pass did not begin. */
export async function settleStatus(view: OrderView, action: OrderAction): Promise<StepResult> {
  const read = await toFulfillOf(view);
  if (!read.ok) return afterShopFailure(view, read.failure);
  const intent: unknown = JSON.parse(action.intent);
  const hasEffect =
    action.kind === "prepared"
      ? preparedIntent
          .parse(intent)
          .fulfillmentOrderIds.every((id) =>
            read.data?.fulfillmentOrders.some((each) => each.id === id && each.status !== "OPEN"),
          )
      : hasEvent(eventIntent.parse(intent));
  if (!hasEffect) return withoutTrace(view, action);
  return { ...(await endCall(view, action.kind, { state: "done", outcome: {} })), toFulfill: read.data };

  function hasEvent({ fulfillmentId, status }: z.output<typeof eventIntent>): boolean {
    const fulfillment = read.ok ? read.data?.fulfillments.find(({ id }) => id === fulfillmentId) : undefined;
    return isReached(status, fulfillment?.shown ?? null);
  }
}

/** Nothing is left to do for these events. */
async function applied(view: OrderView, events: readonly ErpEvent[], outcome: string): Promise<StepResult> {
  const { deps, row, cause } = view;
  const keys = events.map(({ eventKey }) => eventKey);
  const entry = { step: "status", cause, outcome, detail: keys.join(" ") };
  const next = await moveOrder(deps, row, {}, entry, [markEvents(deps.db, keys, "applied", deps.clock.now())]);
  return { ...restart(next), eventsChanged: true };
}
