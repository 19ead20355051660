/**
 * An order that the ERP does not have: read it in Shopify and decide its next state.
 *
 * After a crash before a move the order keeps its former state, and the same step runs again.
 */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { coversOrder, DRY_RUN_REASON } from "../../hub/dry-run/dry-run.ts";
import { invalidateLevels, invalidateReserved, reserve } from "../../hub/orders/reservations.ts";
import { dropCorrections } from "../../hub/orders/people/corrections.ts";
import { heldText, readHeldNote } from "../../hub/orders/people/held.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import { moveOrder, type OrderChanges, type OrderRow } from "../../hub/orders/orders.ts";
import { assess, type Assessment, type WaitReason } from "../../rules/orders/assess.ts";
import { holdEntry, recheckAfterMs } from "../../rules/orders/holds.ts";
import { callsByRules } from "../../rules/orders/payment/calls.ts";
import { overdueEntry, waitOf } from "../../rules/orders/payment/waiting.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { assertMove, backoffMs, maySubmit, type OrderState } from "../../rules/orders/state-machine.ts";
import { correctedOf, type Correction } from "../../rules/orders/people/corrections.ts";
import { heldAs } from "../../rules/orders/people/held.ts";
import { companiesTouched, fulfillmentLocationOf } from "../../rules/orders/fulfillment-location.ts";
import { reservationsOf } from "../../rules/orders/reservations.ts";
import { digestText } from "../../rules/orders/shop-digest.ts";
import { seenMark } from "../../rules/orders/seen-mark.ts";
import { ORDER_SETTINGS } from "../../rules/orders/settings.ts";
import { withVariantSkus } from "../../rules/orders/reading/line-variants.ts";
import { readShopOrder, type ShopOrder } from "../../rules/orders/shop-order.ts";
import { bodyDigest } from "../../rules/orders/submitted-snapshot.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { withCustomerDocument } from "./customer-document.ts";
import { withPickedUp } from "./picked-up.ts";
import { postalOf } from "./postal.ts";
import { proceed, restart, type OrderView, type Reading, type StepResult } from "../step.ts";
import { isOutOfReach } from "../absence.ts";
import { readSoldOrder } from "../sold-order.ts";
import { afterShopFailure, DRY_RUN_RECHECK_MS } from "../failures.ts";

/** Shopify's API may lag behind its own webhook for a moment. */
const NOT_THERE_TRIES = 3;
const LOOK_AGAIN_MAX_MS = 3_600_000;

const NOTHING: Reading = {
  order: null,
  digest: null,
  mark: null,
  reservations: [],
  company: null,
  touched: [],
  wait: null,
};

export async function evaluate(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  const requestedAt = deps.clock.now();
  const read = await readOrder(deps.shopify, row.orderId);
  if (read.kind === "failed") return afterShopFailure(view, read.failure);
  if (read.kind === "notThere") return notInShop(view);
  const parsed = readShopOrder(read.order);
  if (!parsed.ok)
    return applyAssessment(view, NOTHING, {
      kind: "onHold",
      hold: { reason: "order-unreadable", problems: parsed.problems },
    });
  const { placed, mapped, sold, hub } = await readSoldOrder(deps.db, parsed.order, deps.clock.now());
  const { corrected, overtaken } = correctedOf(parsed.order, hub.corrections);
  if (overtaken.length > 0) await forgetOvertaken(view, overtaken);
  const placedOrder = withVariantSkus(placed, mapped.variants);
  const named = await withCustomerDocument(deps.shopify, placedOrder, hub.rules, corrected);
  if ("failure" in named) return afterShopFailure(view, named.failure);
  const parted = await withPickedUp(deps.shopify, named.order);
  if ("failure" in parted) return afterShopFailure(view, parted.failure);
  const { order } = parted;
  // Before requesting a retry, an operator has seen Shopify's risk assessment, and the weight that a line names.
  const seenByPerson = view.cause === "person" ? { holdRisks: [], trustsLines: true } : {};
  const settings = { ...ORDER_SETTINGS, rules: hub.rules, ...seenByPerson };
  const postal = await postalOf(deps, order, hub.rules, corrected);
  const mapping = { erp: deps.config.erp, settings, postal, corrected, ...hub };
  const judged = assess(order, mapping, hub.since);
  const wait = judged.kind === "waitingPayment" ? waitOf(order, hub.rules, requestedAt) : null;
  const isExpired = wait?.kind === "expired" && row.submittedAt === null;
  const open: Assessment = isExpired ? { kind: "ignored", reason: "payment-expired" } : judged;
  // A person who holds the order since has moved its row: no pass that read it before comes to a POST.
  const assessment = row.heldAt === null ? open : heldAs(open);
  const reservations = holdsNothing(assessment) ? [] : reservationsOf(sold, hub.companies, hub.skus);
  const place = fulfillmentLocationOf(order, hub.companies);
  // Goods that were moved left the former store's level too. Before the first look it is not known which one that was.
  const isMovedUnseen = row.name === null && order.fulfillmentOrders.some(({ isTouched }) => isTouched);
  const touched = isMovedUnseen
    ? [...new Set(hub.companies.values())]
    : [...new Set([...companiesTouched(parsed.order, hub.companies), ...(row.company === null ? [] : [row.company])])];
  const mark = seenMark(order.updatedAt, requestedAt);
  const company = "reason" in place ? null : place.company;
  const seen = { order: sold, digest: digestText(read.digest), mark, reservations, company, touched, wait };
  if (row.state === "failed") return afterRefusal(view, seen, assessment);
  if (mayBeInErp(view, order, assessment)) return askBeforeSettling(view, seen);
  const mayGo = row.state !== "cancelled" && maySubmit(row, view.found.kind);
  if (assessment.kind !== "ready" || !mayGo) return applyAssessment(view, seen, assessment);
  if (coversOrder(hub.dryRun, "orders", row.orderId)) {
    // An order submitted once stays `uncertain`; the ERP has just responded that it does not have it.
    const waits = row.state === "uncertain" ? row : await moveTo(view, seen, "ready", DRY_RUN_REASON);
    return { kind: "done", row: waits, nextAt: deps.clock.now() + DRY_RUN_RECHECK_MS };
  }
  const isAsked = view.found.kind === "notInErp";
  // The Shopify order shows a number that the ERP does not find: an operator decides, by a retry.
  if (isAsked && order.shownSeqPedido !== null && view.cause !== "person") {
    const hold = { reason: "shown-not-in-erp", seqPedido: order.shownSeqPedido } as const;
    return applyAssessment(view, seen, { kind: "onHold", hold });
  }
  const { pedido, body } = assessment;
  const paymentCalls = callsByRules(order, mapping);
  return proceed(
    {
      ...row,
      name: order.name,
      company,
      totalCents: order.totalCents,
      shopUpdatedAt: mark,
      shopCreatedAt: order.createdAt,
    },
    { kind: isAsked ? "readyToSubmit" : "readyToAsk", reading: seen, pedido, body, paymentCalls },
  );
}

/** Shopify shows something newer than what a person corrected: that counts again. One batch, so a crash repeats nothing. */
async function forgetOvertaken(
  { deps: { db, clock }, row, cause }: OrderView,
  overtaken: readonly Correction[],
): Promise<void> {
  const outcome = overtaken.map(({ field }) => field).join(" ");
  await db.batch([
    dropCorrections(db, row.orderId, overtaken),
    addToTimeline(db, row.orderId, { step: "correction-overtaken", cause, outcome }, clock.now()),
  ]);
}

/** An order that will never be submitted reserves no stock. */
const holdsNothing = (assessment: Assessment): boolean =>
  assessment.kind === "cancelled" ||
  (assessment.kind === "ignored" &&
    ["test", "before-start", "pos", "draft-order", "nothing-left", "payment-expired"].includes(assessment.reason));

/** An order the ERP refused is submitted again only after its content changed; the lookup comes first as always. */
async function afterRefusal(
  { deps, row, cause }: OrderView,
  { mark }: Reading,
  assessment: Assessment,
): Promise<StepResult> {
  // Only a refusal by rule is mended by a change in Shopify; other reasons wait for an operator.
  const isSame = assessment.kind === "ready" && bodyDigest(assessment.body) === row.submittedHash;
  if (isSame || row.reason !== "erp-refused")
    return { kind: "done", row: { ...row, shopUpdatedAt: mark }, nextAt: null };
  return askAgain({ deps, row, cause }, "changed-after-refusal");
}

/** From a refusal no move leads to a state that may be submitted: the ERP is asked first. */
async function askAgain(
  { deps, row, cause }: Pick<OrderView, "deps" | "row" | "cause">,
  outcome: string,
): Promise<StepResult> {
  const changes = { state: "uncertain", reason: null, attempts: 0 } as const;
  return restart(await moveOrder(deps, row, changes, { step: "uncertain", cause, outcome }));
}

/**
 * A restored hub, and the ERP was not asked yet: the Shopify order shows a number that this row does not have, or the
 * ERP's events name the order. An order that may go is asked for anyway; one that is held as before was asked for then.
 */
function mayBeInErp({ row, found, cause, events }: OrderView, order: ShopOrder, assessment: Assessment): boolean {
  if (row.state === "cancelled" || row.seqPedido !== null || found.kind === "notInErp") return false;
  const isNamed = events !== null && events.length > 0;
  if (cause !== "erp-event" && !isNamed && order.shownSeqPedido === null) return false;
  switch (assessment.kind) {
    case "ready":
      return false;
    case "cancelled":
      return true;
    case "ignored": // the others were never ours
      return assessment.reason === "nothing-left" || assessment.reason === "payment-expired";
    case "waitingPayment":
      return cause === "erp-event" || row.reason !== assessment.reason;
    case "onHold":
      // Held by a person before its first look: the ERP was not asked yet.
      return cause === "erp-event" || row.reason !== assessment.hold.reason || row.name === null;
  }
}

/** On hold or cancelled in Shopify, and perhaps in the ERP: the ERP is asked first, so its order is not overlooked. */
async function askBeforeSettling(view: OrderView, seen: Reading): Promise<StepResult> {
  const isOnTheWay = view.row.state === "ready" || view.row.state === "uncertain";
  const row = isOnTheWay ? view.row : await moveTo(view, seen, "ready", null);
  return askAgain({ ...view, row }, "perhaps-in-erp");
}

async function notInShop(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  const attempts = view.cause === "due" ? row.attempts + 1 : row.attempts;
  if (row.name === null && attempts < NOT_THERE_TRIES)
    return { kind: "done", row, attempts, nextAt: deps.clock.now() + backoffMs(attempts) };
  if (row.name !== null && (await isOutOfReach(deps, row))) {
    // A hidden change may have moved the levels. After a crash the next pass repeats this.
    await invalidateReserved(deps.db, row.orderId).run();
    if (row.state === "failed") return { kind: "done", row, nextAt: null };
    return applyAssessment(view, { ...NOTHING, company: row.company, reservations: null }, OUT_OF_REACH);
  }
  if (row.state === "failed") {
    if (row.reason !== "erp-refused") return { kind: "done", row, nextAt: null };
    return askAgain(view, "deleted-after-refusal");
  }
  // Known and now missing: deleted in Shopify. Never known: not an order of this shop.
  const state = row.name === null ? "ignored" : "cancelled";
  const reason = row.name === null ? "not-in-shop" : "deleted";
  const moved = await moveTo(view, NOTHING, state, reason);
  return { kind: "done", row: moved, nextAt: null };
}

const OUT_OF_REACH: Assessment = { kind: "onHold", hold: { reason: "order-out-of-reach" } };

/** Stores what the reading found, if anything is new, and when to read the order again. */
async function applyAssessment(view: OrderView, seen: Reading, assessment: Assessment): Promise<StepResult> {
  const lookAgain = (row: OrderRow, wait: number | null): StepResult => {
    if (wait === null) return { kind: "done", row, nextAt: null };
    // Each wait is longer, up to an hour: a payment that never comes must not cost one read each minute.
    const waitMs = Math.min(wait * 2 ** Math.min(row.attempts, 10), Math.max(wait, LOOK_AGAIN_MAX_MS));
    // Three webhooks of one purchase count as one attempt.
    const attempts = view.cause === "due" ? row.attempts + 1 : row.attempts;
    return { kind: "done", row, attempts, nextAt: view.deps.clock.now() + waitMs };
  };
  switch (assessment.kind) {
    case "ready":
      return restart(await moveTo(view, seen, "ready", null));
    case "cancelled":
      return { kind: "done", row: await moveTo(view, { ...seen, reservations: [] }, "cancelled", null), nextAt: null };
    case "ignored":
      return lookAgain(await moveTo(view, seen, "ignored", assessment.reason), onceRouted(seen));
    case "waitingPayment":
      return untilPaid(assessment.reason);
    case "onHold": {
      const { hold } = assessment;
      const waits = [recheckAfterMs(hold.reason), onceRouted(seen), onceNamed(seen)].filter((wait) => wait !== null);
      const wait = waits.length > 0 ? Math.min(...waits) : null;
      const entry = holdEntry(view.row.orderId, seen.order?.name ?? view.row.name ?? view.row.orderId, hold);
      if (hold.reason !== "held-by-person")
        return lookAgain(await moveTo(view, seen, "on-hold", hold.reason, entry), wait);
      const note = await readHeldNote(view.deps.db, view.row.orderId);
      const noted = note === null ? entry : { ...entry, detail: heldText(note) };
      return untilExpired(lookAgain(await moveTo(view, seen, "on-hold", hold.reason, noted), wait));
    }
  }

  /** The desk shows an order that waits too long; a payment, a mapping or its end closes the entry by the next move. */
  async function untilPaid(reason: WaitReason): Promise<StepResult> {
    const { order, wait } = seen;
    const isOverdue = order !== null && wait?.kind === "overdue";
    const moved = isOverdue
      ? await moveTo(view, seen, "waiting-payment", "payment-overdue", overdueEntry(order, reason))
      : await moveTo(view, seen, "waiting-payment", reason);
    return untilExpired(lookAgain(moved, onceRouted(seen)));
  }

  /** An order whose money has not come is looked at again when its wait is over. */
  function untilExpired(after: StepResult): StepResult {
    const { wait } = seen;
    if (after.kind !== "done" || wait?.nextAt == null) return after;
    return { ...after, nextAt: Math.min(after.nextAt ?? wait.nextAt, wait.nextAt) };
  }
}

/**
 * Not routed yet: as soon as Shopify names the location, its items are reserved there, or its levels are read again.
 */
function onceRouted({ order, company }: Reading): number | null {
  const isRouted = company !== null || order?.fulfillmentOrders.length !== 0;
  return isRouted ? null : recheckAfterMs("location-pending");
}

/** A line without a SKU, of a variant that the hub does not know yet: once it does, its stock is reserved. */
const onceNamed = ({ order }: Reading): number | null =>
  order?.lines.some(({ sku, currentQuantity }) => sku === null && currentQuantity > 0)
    ? recheckAfterMs("sku-unknown")
    : null;

/** The order is complete but cannot be submitted now: it reserves its items meanwhile. */
export async function keepReady(view: OrderView, reading: Reading): Promise<OrderRow> {
  const { row } = view;
  if (row.state === "ready" || row.state === "uncertain") return row;
  return moveTo(view, reading, "ready", null);
}

async function moveTo(
  { deps, row, mark: before, cause }: OrderView,
  { order, mark, reservations, company, touched }: Reading,
  state: OrderState,
  reason: string | null,
  entry?: DeskEntry,
): Promise<OrderRow> {
  assertMove(row.state, state);
  const { db, clock } = deps;
  // Nothing new (another webhook of the same purchase): no write.
  const isExternalChange =
    state !== row.state ||
    reason !== row.reason ||
    company !== row.company ||
    (order !== null && (mark === null || mark !== before));
  if (!isExternalChange) return { ...row, shopUpdatedAt: mark ?? before };
  const now = clock.now();
  const name = order?.name ?? row.name;
  const changes: OrderChanges = {
    state,
    reason,
    company,
    attempts: 0,
    ...(order ? { name, totalCents: order.totalCents, shopUpdatedAt: mark, shopCreatedAt: order.createdAt } : {}),
  };
  const skus = order?.lines.flatMap(({ sku }) => sku ?? []) ?? [];
  // One reason at a time: entries of an earlier reading are closed.
  return moveOrder(deps, row, changes, { step: state, cause, outcome: reason ?? "ok" }, [
    ...(reservations === null ? [] : reserve(db, row.orderId, reservations)),
    ...(touched.length > 0 && skus.length > 0 ? [invalidateLevels(db, touched, skus)] : []),
    closeEntries(db, "orders", [{ ref: row.orderId }], now),
    ...(entry ? [openEntries(db, [entry], now)] : []),
  ]);
}
