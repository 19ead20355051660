/**
 * The ERP cancelled the order: Shopify's order is cancelled too, once, and its money goes back by rule.
 *
 * `orderCancel` is a job without a key. Its intent is an action (hub/orders/actions.ts). The end is what the order shows:
 * - died before the call, or the call had no effect: the order is as before; five minutes later it is planned anew.
 * - died after the call, or its answer was lost: the order is cancelled; the action is done and nothing is repeated.
 * - the job failed: Shopify's reason goes to the desk, and a person decides.
 */
import * as z from "zod";
import { noteProgress, type OrderAction } from "../../hub/orders/actions.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { invalidateEverywhere } from "../../hub/orders/reservations.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { readLastSubmitted } from "../../hub/orders/timeline.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { planCancel, type CancelObstacle } from "../../rules/orders/back/cancel-plan.ts";
import { cancelledRest, isAllBilled } from "../../rules/orders/back/cancelled-rest.ts";
import type { InvoicePlan } from "../../rules/orders/invoices.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import { cancelsOrder, type ErpEvent } from "../../rules/orders/erp-event.ts";
import { parseSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { cancelOrder, readCancelJob, readOrderToCancel } from "../../shopify/orders/cancel/cancel.ts";
import { readRefunds } from "../../shopify/orders/refunds.ts";
import type { AdminResult } from "../../shopify/client/result.ts";
import { isOutOfReach } from "../absence.ts";
import { afterCallFailed, beginCall, endCall, withoutTrace } from "../action-call.ts";
import { afterShopFailure } from "../failures.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";

/** An obstacle that may pass by itself is checked again after this time, ms. */
const LOOK_AGAIN_MS = 3_600_000;
/** From the answer of `orderCancel` to the first look at its job, ms. */
const JOB_LOOK_MS = 5_000;

/** The order's cancellations by the ERP that are still to reach Shopify. */
async function dueOf({ deps, row, events }: OrderView): Promise<readonly ErpEvent[]> {
  const all = events ?? (await eventsOf(deps.db, row.orderId));
  return all.flatMap(({ event, state }) => (state === "due" && cancelsOrder(event) ? [event] : []));
}

export async function cancelInShop(view: OrderView): Promise<StepResult> {
  const found = foundOf(view, "shopUnchanged");
  const { deps, row } = view;
  const { db, clock, shopify } = deps;
  const goOn = (again?: number): StepResult => ({
    ...proceed(row, { ...found, kind: "cancellationSeen" }),
    ...(again === undefined ? {} : { again }),
  });
  const due = await dueOf(view);
  const [first] = due;
  if (first === undefined) return goOn();
  const read = await readOrderToCancel(shopify, row.orderId);
  if (!read.ok) return afterShopFailure(view, read.failure);
  const stop = async (why: CancelObstacle): Promise<void> => {
    const entries = due.map((event) => cancelledEntry(row, event, why));
    await openEntries(db, entries, clock.now()).run();
  };
  if (read.data === null && (await isOutOfReach(deps, row))) {
    await stop("out-of-reach");
    return goOn(clock.now() + LOOK_AGAIN_MS);
  }
  const rules = await readOrderRules(db);
  const hasInvoice = found.invoices.invoices.some(({ isCancelled }) => !isCancelled);
  const plan = planCancel(read.data, hasInvoice, rules);
  // The ERP has billed the order: the desk's entry of the Shopify cancellation stays open.
  const agreed = (isBilled: boolean): readonly D1PreparedStatement[] =>
    isBilled ? [] : [closeOrderEntries(db, row.orderId, ["cancelled-after-submission"], clock.now())];
  switch (plan.do) {
    case "nothing":
      return applied(view, due, `already-${plan.because}`, agreed(hasInvoice));
    case "ask":
      // What of it is not billed is taken off by itself (back/alter.ts).
      if (plan.why === "billed" && (await isRestOurs(view, found.invoices, rules))) return goOn();
      await stop(plan.why);
      return goOn();
    case "wait":
      await stop(plan.why);
      return goOn(clock.now() + LOOK_AGAIN_MS);
    case "cancel": {
      const intent: CancelIntent = {
        restock: plan.restock,
        refund: plan.refund,
        reason: rules.cancelReason,
        notify: rules.notifyCancellations,
        note: `Cancelado no ERP${first.motive === null ? "" : `: ${first.motive}`}`.slice(0, 255),
      };
      const about = keysOf(due);
      const begun = await beginCall(view, { kind: "cancel", about, intent, detail: JSON.stringify(intent) });
      return afterAsking(begun, await cancelOrder(shopify, row.orderId, intent));
    }
  }
}

async function isRestOurs({ deps, row }: OrderView, invoices: InvoicePlan, rules: OrderRules): Promise<boolean> {
  if (rules.applyAlterations === "off" || row.state === "failed") return false;
  const submitted = await readLastSubmitted(deps.db, row.orderId);
  if (submitted === null) return false;
  const { items } = parseSnapshot(submitted);
  return cancelledRest(invoices, items, []) !== null && !isAllBilled(invoices, items);
}

const cancelIntent = z.object({
  restock: z.boolean(),
  refund: z.boolean(),
  reason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"]),
  notify: z.boolean(),
  note: z.string(),
});
type CancelIntent = Readonly<z.output<typeof cancelIntent>>;

async function afterAsking(view: OrderView, asked: Awaited<ReturnType<typeof cancelOrder>>): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { db, clock } = deps;
  switch (asked.kind) {
    case "refused":
      return refused(view, asked.message);
    case "asked": {
      const progress = noteProgress(db, row.orderId, { jobId: asked.jobId });
      const next = await moveOrder(deps, row, {}, { step: "cancel", cause, outcome: "job" }, [progress]);
      return { kind: "done", row: next, nextAt: clock.now() + JOB_LOOK_MS };
    }
    case "failed":
      return afterCallFailed(view, "cancel", asked.failure);
  }
}

/** Finds the outcome of a cancellation that an earlier pass requested. */
export async function settleCancel(view: OrderView, action: OrderAction): Promise<StepResult> {
  const { deps, row } = view;
  const { shopify } = deps;
  const read = await readOrderToCancel(shopify, row.orderId);
  if (!read.ok) return afterShopFailure(view, read.failure);
  if (read.data?.isCancelled) {
    const due = await dueOf(view);
    const refunds = await refundsOf(view, action);
    if (!refunds.ok) return afterShopFailure(view, refunds.failure);
    const ended = await endCall(view, "cancel", {
      state: "done",
      outcome: { updatedAt: read.data.updatedAt, refunds: refunds.data },
      entry: { outcome: "cancelled", detail: keysOf(due) },
      more: await appliedStatements(view, due),
    });
    return { ...ended, eventsChanged: true };
  }
  const jobId = jobOf(action.outcome);
  const job = jobId === null ? null : await readCancelJob(shopify, jobId);
  if (job !== null && !job.ok) return afterShopFailure(view, job.failure);
  const failed = job?.data?.failed ?? null;
  if (failed !== null) return refused(view, failed);
  // A job that ended and did not cancel is no trace either.
  return withoutTrace(view, action, { jobId });
}

/** Shopify's clock may differ from ours, ms. */
const CLOCKS_DIFFER_MS = 60_000;

/** Ids of the refunds that the cancellation made: the ERP's side distinguishes them from a person's. */
async function refundsOf({ deps, row }: OrderView, action: OrderAction): Promise<AdminResult<readonly string[]>> {
  if (!cancelIntent.parse(JSON.parse(action.intent)).refund) return { ok: true, data: [] };
  const read = await readRefunds(deps.shopify, row.orderId);
  if (!read.ok) return read;
  const since = (action.sentAt ?? action.createdAt) - CLOCKS_DIFFER_MS;
  const made = read.data.filter(({ refundedAt }) => Date.parse(refundedAt) >= since);
  return { ok: true, data: made.map(({ refundId }) => refundId) };
}

const progress = z.object({ jobId: z.string().nullable() });
const jobOf = (outcome: string | null): string | null =>
  outcome === null ? null : (progress.safeParse(JSON.parse(outcome)).data?.jobId ?? null);

/** Shopify refuses: the event goes to the desk, and a person decides. */
async function refused(view: OrderView, message: string): Promise<StepResult> {
  const { deps, row } = view;
  const { db, clock } = deps;
  const now = clock.now();
  const due = await dueOf(view);
  const keys = due.map(({ eventKey }) => eventKey);
  const entries = due.map((event) => ({ ...cancelledEntry(row, event, "refused"), detail: message }));
  const more = [markEvents(db, keys, "desk", now), openEntries(db, entries, now)];
  const ended = await endCall(view, "cancel", { state: "refused", outcome: { message }, more });
  return { ...ended, eventsChanged: true };
}

/** The Shopify order is already cancelled or deleted. */
async function applied(
  view: OrderView,
  due: readonly ErpEvent[],
  outcome: string,
  agreed: readonly D1PreparedStatement[],
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const changes = { attempts: 0, shopUpdatedAt: null };
  const next = await moveOrder(deps, row, changes, { step: "cancel", cause, outcome, detail: keysOf(due) }, [
    ...agreed,
    ...(await appliedStatements(view, due)),
  ]);
  return { ...restart(next), eventsChanged: true };
}

const keysOf = (due: readonly ErpEvent[]): string => due.map(({ eventKey }) => eventKey).join(" ");

async function appliedStatements(
  { deps: { db, clock }, row }: OrderView,
  due: readonly ErpEvent[],
): Promise<readonly D1PreparedStatement[]> {
  const now = clock.now();
  const keys = due.map(({ eventKey }) => eventKey);
  const refs = keys.map((ref) => ({ ref }));
  const submitted = await readLastSubmitted(db, row.orderId);
  return [
    markEvents(db, keys, "applied", now),
    closeEntries(db, "events", refs, now),
    // Shopify put its goods back at every store that had a part, and some may have been moved in silence.
    ...(submitted === null ? [] : [invalidateEverywhere(db, Object.keys(parseSnapshot(submitted).lines))]),
  ];
}

/** The desk's entry of a cancellation by the ERP. @param obstacle null: the rules leave it to a person */
export function cancelledEntry(
  { name, orderId }: OrderRow,
  { eventKey: ref, motive }: ErpEvent,
  obstacle: CancelObstacle | null,
): DeskEntry & { readonly reason: "order-cancelled" } {
  return { area: "events", ref, reason: "order-cancelled", params: { name: name ?? orderId, motive, obstacle } };
}
