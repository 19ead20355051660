/**
 * Drives one order: one message, one pass over its steps.
 *
 * A message names only the order; the driver reads everything else anew. A lease in the order's row allows one holder.
 * A second caller sets a flag on the row, and the holder evaluates the order once more before releasing it. Each step
 * is one D1 batch, fenced by version and lease, with its row in the timeline.
 *
 * Recovery after a crash between any two steps:
 * - before the lease: the queue redelivers the message, or the sweep finds the order in Shopify.
 * - under the lease: `next_at` is the lease's end; the sweep's due run requeues the order then.
 * - after `submitting` was written (before, during or after the POST): submit/confirm.ts looks the order up in the ERP.
 * - after the POST's response, before it is stored: the same; the lookup finds the ERP's number.
 * - between the order's POST and the call with a payment's card data, or around that call: submit/payment-data.ts.
 * - around an edit or a refund that an alteration asks for: back/edit.ts, back/refund.ts.
 * - around a capture, or a payment marked, at an invoice: back/collect.ts.
 * - after a metafield write, before it is stored: the next step reads the order and finds the value in place.
 * - after the last step, before the release: the lease ends, and the next evaluation finds nothing to do.
 * - a step that ends its pass (after the POST's response, after a metafield write) releases the order in its own batch.
 * - after a lease that ended by time: `shopUpdatedAt` is reset, and the next pass reads the order in Shopify.
 */
import type { OrderMessage } from "../env.ts";
import { d1ErrorKind } from "../hub/d1/error.ts";
import { LeaseLost } from "../hub/d1/fenced-batch.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { REF } from "../rules/record/desk-entry.ts";
import { parkEvents } from "../hub/orders/erp-events.ts";
import { markDeleted, markForReview, releaseOrder, leaseOrder, type OrderRow } from "../hub/orders/orders.ts";
import { reasonOf } from "../log.ts";
import { backoffMs, isInErp, nextStep } from "../rules/orders/state-machine.ts";
import type { Instant } from "../ports.ts";
import type { Found, OrderDeps, OrderView, StepResult } from "./step.ts";
import { openActionOf } from "../hub/orders/actions.ts";
import { cancelInShop } from "./apply/cancellation.ts";
import { fulfilInvoices } from "./apply/fulfillment.ts";
import { checkInvoiceTotal } from "./apply/invoice-total.ts";
import { settleAction } from "./apply/settle-action.ts";
import { detectShopEdits } from "./apply/shop-edits.ts";
import { enterErpEvents } from "./apply/erp-events.ts";
import { notifyStatus } from "./apply/status.ts";
import { sendMetafields } from "./apply/metafields.ts";
import { alter } from "./back/alter.ts";
import { collect } from "./back/collect.ts";
import { askFirst } from "./submit/ask-first.ts";
import { checkKept } from "./submit/check-kept.ts";
import { confirm } from "./submit/confirm.ts";
import { evaluate } from "./submit/evaluate.ts";
import { readImportStatus } from "./submit/import-status.ts";
import { sendPaymentData } from "./submit/payment-data.ts";
import { submit } from "./submit/submit.ts";

/** No order needs more steps. A loop in our code ends here, and the order is evaluated again later. */
const STEPS_MAX = 60;
/** Each pass begins with the row alone. */
const START: Found = { kind: "start" };
/** Pause of the order flow after a peer refused our credentials or is closed, ms. */
export const ORDERS_PAUSE_MS = 300_000;
/** Longest wait for which a delayed message is sent, ms; the sweep's due run alone handles longer waits. */
const DELAYED_MESSAGE_MAX_MS = 900_000;

export type Driven = "done" | "laneStopped";

/** Throws only when D1 is unreachable: the queue must then deliver the message again. */
export async function driveOrder(all: OrderDeps, { orderId, cause }: OrderMessage): Promise<Driven> {
  const deps = depsOfOrder(all, orderId);
  const { db, clock, random, log } = deps;
  if (cause === "deleted") await markDeleted(db, orderId, clock.now()); // before the lease: a holder reads it too
  const leased = await leaseOrder(db, {
    orderId,
    cause,
    foundBy: foundBy(cause),
    onlyIfDue: cause === "due",
    lease: random.uuid(),
    now: clock.now(),
  });
  if (leased === null) return "done";
  try {
    const { isByPerson, ...given } = leased;
    return await steps(begin({ deps, cause: isByPerson ? "person" : cause, ...given }));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    log.warn("order.lease-lost", { orderId });
    return "done";
  }
}

/** Each call says which order it is about: the dry run may let one order pass. */
function depsOfOrder(deps: OrderDeps, order: string): OrderDeps {
  const { erp, shopify } = deps;
  let isUnderWay = false;
  return {
    ...deps,
    erp: { ...erp, post: (path, body, limits) => erp.post(path, body, { ...limits, order }) },
    shopify: {
      ...shopify,
      // What a pass has read is spent for nothing if its next call finds no room: it goes before passes that begin.
      run: async (document, variables, options) => {
        const result = await shopify.run(document, variables, { ...options, order, isUnderWay });
        isUnderWay ||= result.ok;
        return result;
      },
    },
  };
}

/** Begins a pass. If its cause may be a change in Shopify, `shopUpdatedAt` is null until the order is read there. */
function begin({
  row,
  ...given
}: Pick<OrderView, "deps" | "row" | "cause" | "events" | "openAction" | "promises">): OrderView {
  const mark = row.shopUpdatedAt;
  const isDoubted = given.cause !== "due" && given.cause !== "erp-event";
  return {
    ...given,
    promises: row.state === "invoiced" ? given.promises : null,
    row: isDoubted ? { ...row, shopUpdatedAt: null } : row,
    mark,
    again: null,
    importAgain: null,
    toFulfill: undefined,
    found: START,
  };
}

async function steps(first: OrderView): Promise<Driven> {
  let view = first;
  let driven: Driven = "done";
  for (let count = 1; ; count += 1) {
    const after = count > STEPS_MAX ? tooMany(view) : await stepOrMishap(view);
    if (after.kind === "continue") {
      const { row, found, importAgain = view.importAgain, eventsChanged, actionsChanged, actionEnded } = after;
      const events = eventsChanged ? null : (after.events ?? view.events);
      const again = earliest(view.again, after.again ?? null);
      const openAction = actionEnded ? null : actionsChanged ? undefined : view.openAction;
      const isWritten = actionEnded === true || actionsChanged === true;
      const toFulfill = after.toFulfill === undefined && !isWritten ? view.toFulfill : after.toFulfill;
      view = { ...view, row, found, again, importAgain, events, openAction, toFulfill };
      continue;
    }
    if (after.kind === "released") {
      if (after.nextAt !== null) await wakeAt(view.deps, after.row.orderId, after.nextAt, view.deps.clock.now());
      return driven;
    }
    if (after.kind === "stop") {
      driven = "laneStopped";
      await openLaneStopped(view, after);
    }
    const again = await putDown(view, after);
    if (again === null) return driven;
    // The row changed under the lease. A paused order flow cannot evaluate it; the stored `next_at` is enough.
    const asked = again.isByPerson ? "person" : "webhook";
    view = begin({
      deps: view.deps,
      row: again.row,
      cause: asked,
      events: null,
      openAction: undefined,
      promises: null,
    });
    if (driven === "laneStopped" || count > STEPS_MAX) {
      while ((await putDown(view, { ...after, row: again.row })) !== null);
      return driven;
    }
  }
}

/**
 * A defect in one order opens a desk entry and postpones the order. It must not circulate in the queue or keep its
 * lease.
 */
async function stepOrMishap(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  try {
    return await step(view);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    const kind = d1ErrorKind(error);
    // D1 is unreachable: the queue redelivers the message.
    if (kind !== "defect" && kind !== "constraint" && kind !== "tooLarge") throw error;
    const reason = reasonOf(error);
    deps.log.error("order.defect", { orderId: row.orderId, state: row.state, reason });
    const params = { name: row.name ?? row.orderId };
    await openEntries(
      deps.db,
      [{ area: "orders", ref: row.orderId, reason: "internal-error", params, detail: reason }],
      deps.clock.now(),
    ).run();
    const attempts = row.attempts + 1;
    return { kind: "done", row, attempts, nextAt: deps.clock.now() + backoffMs(attempts) };
  }
}

async function step(view: OrderView): Promise<StepResult> {
  if (view.found.kind === "start" && isInErp(view.row.state)) {
    const { openAction = await openActionOf(view.deps.db, view.row.orderId) } = view;
    if (openAction !== null) return settleAction(view, openAction);
  }
  switch (nextStep(view.row, view.cause, view.found.kind)) {
    case "evaluate":
      return evaluate(view);
    case "askFirst":
      return askFirst(view);
    case "submit":
      return submit(view);
    case "confirm":
      return confirm(view);
    case "checkKept":
      return checkKept(view);
    case "paymentData":
      return sendPaymentData(view);
    case "erpEvents":
      return enterErpEvents(view);
    case "cancelInShop":
      return cancelInShop(view);
    case "alter":
      return alter(view);
    case "invoiceTotal":
      return checkInvoiceTotal(view);
    case "metafields":
      return sendMetafields(view);
    case "collect":
      return collect(view);
    case "fulfil":
      return fulfilInvoices(view);
    case "notifyStatus":
      return notifyStatus(view);
    case "shopEdits":
      return detectShopEdits(view);
    case "importStatus":
      return importStatus(view);
    case "rest":
      return rest(view);
  }
}

/** The ERP never imports an order that it cancelled before the import, so it is not asked again. */
function rest({ row, found, again, importAgain }: OrderView): StepResult {
  const isCancelled = found.kind === "statusNotified" && found.isCancelled;
  const asking = isCancelled ? null : importAgain;
  return { kind: "done", row, ...asking, nextAt: earliest(again, asking?.nextAt ?? null) };
}

const earliest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** The pass goes on after the question about the import, whatever the answer. */
async function importStatus(view: OrderView): Promise<StepResult> {
  const after = await readImportStatus(view);
  if (after.kind !== "done" || after.row.state !== "submitted") return after;
  const { row, nextAt, attempts = row.attempts } = after;
  return { kind: "continue", row, found: { kind: "importAsked" }, importAgain: { nextAt, attempts } };
}

function tooMany({ deps, row }: OrderView): StepResult {
  deps.log.error("order.too-many-steps", { orderId: row.orderId, state: row.state });
  return { kind: "done", row, attempts: row.attempts + 1, nextAt: deps.clock.now() + backoffMs(row.attempts + 1) };
}

/**
 * Releases the order and makes sure it is evaluated again in time. @returns the order once more if it changed meanwhile
 */
async function putDown(
  { deps, cause, found, events }: OrderView,
  after: Exclude<StepResult, { kind: "continue" | "released" }>,
): ReturnType<typeof releaseOrder> {
  const { db, clock } = deps;
  const { row } = after;
  // A restored hub heard of the order by its events first, and the ERP has just answered that it has none.
  const isDenied = found.kind === "notInErp" && events !== null && events.length > 0;
  if ((cause === "erp-event" || isDenied) && !HAS_ERP_ORDER.has(row.state)) await parked(deps, row, isDenied);
  const now = clock.now();
  const nextAt = after.kind === "stop" ? now + ORDERS_PAUSE_MS : after.nextAt;
  const attempts = after.kind === "done" ? (after.attempts ?? row.attempts) : row.attempts;
  const again = await releaseOrder(
    db,
    row,
    { nextAt, attempts, shopUpdatedAt: row.shopUpdatedAt, keepsPerson: after.kind === "stop" && cause === "person" },
    now,
  );
  if (again === null && nextAt !== null) await wakeAt(deps, row.orderId, nextAt, now);
  return again;
}

const HAS_ERP_ORDER: ReadonlySet<string> = new Set(["submitting", "uncertain", "submitted", "imported", "invoiced"]);

async function parked({ db, clock, log }: OrderDeps, row: OrderRow, isDenied: boolean): Promise<void> {
  const keys = await parkEvents(db, row.orderId, isDenied ? ["received", "waiting"] : ["received"]);
  if (keys.length === 0) return;
  log.warn("order.events-parked", { orderId: row.orderId, state: row.state, events: keys.length });
  const params = { name: row.name ?? row.orderId, state: row.state };
  const entries = keys.map((ref) => ({ area: "events", ref, reason: "order-not-in-erp", params }) as const);
  await openEntries(db, entries, clock.now()).run();
}

/** The hub's `next_at` decides; the message only makes it prompt, so a lost message costs minutes. */
async function wakeAt({ orders, log }: OrderDeps, orderId: string, nextAt: Instant, now: Instant): Promise<void> {
  const waitMs = nextAt - now;
  if (waitMs > DELAYED_MESSAGE_MAX_MS) return;
  try {
    await orders.send({ orderId, cause: "due" }, { delaySeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
  } catch (error) {
    log.warn("order.requeue-failed", { orderId, reason: reasonOf(error) });
  }
}

async function openLaneStopped(
  { deps }: OrderView,
  { peer, reason }: Extract<StepResult, { kind: "stop" }>,
): Promise<void> {
  deps.log.error("orders.paused", { peer, reason });
  const ref = peer === "ERP" ? REF.erp : REF.shopify;
  await openEntries(deps.db, [{ area: "order-flow", ref, reason, params: {} }], deps.clock.now()).run();
}

/** Postpones an order behind a message that paused the flow, or of a dead letter. The row becomes due by itself. */
export async function postpone({ db, clock }: OrderDeps, { orderId, cause }: OrderMessage): Promise<void> {
  const now = clock.now();
  await markForReview(db, { orderId, cause, foundBy: foundBy(cause), now, nextAt: now + ORDERS_PAUSE_MS });
}

function foundBy(cause: OrderMessage["cause"]): string {
  switch (cause) {
    case "sweep":
      return "sweep";
    case "erp-event":
      return "erp";
    case "person":
      return "person";
    case "webhook":
    case "deleted":
    case "due":
      return "webhook";
  }
}
