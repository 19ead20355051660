/**
 * Drives one order as far as it goes on one message.
 *
 * A message only says which order; everything else is read anew. One holder at a time (a lease in the order's row); who
 * comes meanwhile leaves word, and the holder looks once more before he puts the order down. Each step is one D1 batch,
 * fenced by version and lease, with its row in the timeline.
 *
 * What a crash between any two steps leaves, and who goes on:
 * - before the order is taken: the message is redelivered, or the sweep finds the order in Shopify.
 * - while it is held: its `next_at` is the lease's end; the sweep's due run sends it again then.
 * - after `submitting` was written, before, during or after the POST: `submitting`; it is asked about (submit/confirm.ts).
 * - after the POST's answer, before it is written: the same; the question finds the ERP's number.
 * - after a metafield was written, before that is noted: the order is looked at first and found to show it already.
 * - after the last step, before it is put down: the lease ends, and a look finds nothing to do.
 */
import type { OrderMessage } from "../env.ts";
import { d1ErrorKind } from "../hub/d1/error.ts";
import { LeaseLost } from "../hub/d1/fenced-batch.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { REF } from "../rules/record/desk-entry.ts";
import { parkEvents } from "../hub/orders/erp-events.ts";
import { markForReview, releaseOrder, leaseOrder, type OrderRow } from "../hub/orders/orders.ts";
import { reasonOf } from "../log.ts";
import { backoffMs, nextStep } from "../rules/orders/state-machine.ts";
import type { Instant } from "../ports.ts";
import type { Found, OrderDeps, OrderView, StepResult } from "./step.ts";
import { detectShopEdits } from "./apply/shop-edits.ts";
import { enterErpEvents } from "./apply/erp-events.ts";
import { sendMetafields } from "./apply/metafields.ts";
import { confirm } from "./submit/confirm.ts";
import { evaluate } from "./submit/evaluate.ts";
import { readImportStatus } from "./submit/import-status.ts";
import { submit } from "./submit/submit.ts";

/** No order needs more; a loop of ours ends here, and the order is looked at again later. */
const STEPS_MAX = 60;
/** Each pass begins with what the row alone says. */
const START: Found = { kind: "start" };
/** How long the lane waits when a peer refuses our credentials or is closed. */
export const ORDERS_PAUSE_MS = 300_000;
/** Waits up to this go by a delayed message of their own; longer ones by the sweep's due run alone. */
const DELAYED_MESSAGE_MAX_MS = 900_000;

export type Driven = "done" | "laneStopped";

/** Throws only when D1 cannot be reached: the message is then to be delivered again. */
export async function driveOrder(deps: OrderDeps, { orderId, cause }: OrderMessage): Promise<Driven> {
  const { db, clock, random, log } = deps;
  const row = await leaseOrder(db, {
    orderId,
    cause,
    foundBy: foundBy(cause),
    onlyIfDue: cause === "due",
    lease: random.uuid(),
    now: clock.now(),
  });
  if (row === null) return "done";
  try {
    return await steps({ deps, row, cause, found: START });
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    log.warn("order.lease-lost", { orderId });
    return "done";
  }
}

async function steps(first: OrderView): Promise<Driven> {
  let view = first;
  let driven: Driven = "done";
  for (let count = 1; ; count += 1) {
    const after = count > STEPS_MAX ? tooMany(view) : await stepOrMishap(view);
    if (after.kind === "continue") {
      view = { ...view, row: after.row, found: after.found };
      continue;
    }
    if (after.kind === "stop") {
      driven = "laneStopped";
      await openLaneStopped(view, after);
    }
    const again = await putDown(view, after);
    if (again === null) return driven;
    // News came while the order was held. A stopped lane cannot look at it: its time is set, that is enough.
    view = { ...view, row: again, cause: "webhook", found: START };
    if (driven === "laneStopped" || count > STEPS_MAX) {
      while ((await putDown(view, { ...after, row: again })) !== null);
      return driven;
    }
  }
}

/** A mistake of ours in one order is shown and put off; it must not go round in the queue, nor stay held. */
async function stepOrMishap(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  try {
    return await step(view);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    const kind = d1ErrorKind(error);
    if (kind !== "defect" && kind !== "constraint" && kind !== "tooLarge") throw error; // D1 is away: the message comes again
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
  switch (nextStep(view.row, view.cause, view.found.kind)) {
    case "evaluate":
      return evaluate(view);
    case "submit":
      return submit(view);
    case "confirm":
      return confirm(view);
    case "erpEvents":
      return enterErpEvents(view);
    case "metafields":
      return sendMetafields(view);
    case "shopEdits":
      return detectShopEdits(view);
    case "importStatus":
      return readImportStatus(view);
    case "rest":
      return { kind: "done", row: view.row, nextAt: null };
  }
}

function tooMany({ deps, row }: OrderView): StepResult {
  deps.log.error("order.too-many-steps", { orderId: row.orderId, state: row.state });
  return { kind: "done", row, attempts: row.attempts + 1, nextAt: deps.clock.now() + backoffMs(row.attempts + 1) };
}

/** Puts the order down and sees to it that it is looked at again in time. @returns it once more when there is news. */
async function putDown(
  { deps, cause }: OrderView,
  after: Exclude<StepResult, { kind: "continue" }>,
): Promise<OrderRow | null> {
  const { db, clock } = deps;
  const { row } = after;
  if (cause === "erp-event" && !HAS_ERP_ORDER.has(row.state)) await parked(deps, row);
  const now = clock.now();
  const nextAt = after.kind === "stop" ? now + ORDERS_PAUSE_MS : after.nextAt;
  const attempts = after.kind === "done" ? (after.attempts ?? row.attempts) : row.attempts;
  const again = await releaseOrder(db, row, { nextAt, attempts, shopUpdatedAt: row.shopUpdatedAt }, now);
  if (again === null && nextAt !== null) await wakeAt(deps, row.orderId, nextAt, now);
  return again;
}

const HAS_ERP_ORDER: ReadonlySet<string> = new Set(["submitting", "uncertain", "submitted", "imported", "invoiced"]);

async function parked({ db, clock, log }: OrderDeps, row: OrderRow): Promise<void> {
  const keys = await parkEvents(db, row.orderId);
  if (keys.length === 0) return;
  log.warn("order.events-parked", { orderId: row.orderId, state: row.state, events: keys.length });
  const params = { name: row.name ?? row.orderId, state: row.state };
  const entries = keys.map((ref) => ({ area: "events", ref, reason: "order-not-in-erp", params }) as const);
  await openEntries(db, entries, clock.now()).run();
}

/** The hub's `next_at` is what counts; the message only makes it prompt, so a lost one costs minutes. */
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

/** For the messages behind one that stopped the lane, and for dead letters: each order is noted and comes back by itself. */
export async function putOff({ db, clock }: OrderDeps, { orderId, cause }: OrderMessage): Promise<void> {
  const now = clock.now();
  await markForReview(db, { orderId, foundBy: foundBy(cause), now, nextAt: now + ORDERS_PAUSE_MS });
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
    case "due":
      return "webhook";
  }
}
