import type { Fault } from "../../rules/record/desk-entry.ts";
import { actionsOf, beginAction } from "../../hub/orders/actions.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import {
  invalidateEverywhere,
  invalidateLevels,
  invalidateReserved,
  isReserved,
  reserve,
} from "../../hub/orders/reservations.ts";
import { readLastSubmitted } from "../../hub/orders/timeline.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { digestText, readDigest } from "../../rules/orders/shop-digest.ts";
import { SECOND_IS_OVER_MS, seenMark } from "../../rules/orders/seen-mark.ts";
import { readShopOrder } from "../../rules/orders/shop-order.ts";
import type { Reservation } from "../../rules/orders/reservations.ts";
import { differences, parseSnapshot, snapshotOf, type SnapshotChange } from "../../rules/orders/submitted-snapshot.ts";
import { readOrderSummary } from "../../shopify/orders/order-metafields.ts";
import { hasUnshownCancelled, wantedMetafields } from "./wanted-metafields.ts";
import { FOLLOW_UP, lookAtOrder, readOrderParts, readUpdatedAt } from "../../shopify/orders/look.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { isOutOfReach } from "../absence.ts";
import { noteRefunds } from "./refunds.ts";
import { CHANGES_SHOWN_MAX, editedFault } from "../edited.ts";
import { billedFault, mayChangeErp, type ChangeIntent } from "./erp-change.ts";
import { goodsOf } from "../goods-of.ts";
import { changesSinceErp } from "./unsent-here.ts";
import { afterShopFailure } from "../failures.ts";

/** What a reading found: `updatedAt`, the goods that the order then reserves (null: as before), its digest, its companies. */
type Seen = readonly [
  shopUpdatedAt: string,
  goods: readonly Reservation[] | null,
  shopDigest?: string | null,
  touched?: readonly number[],
];
type AfterSubmission =
  | "billed-after-cancelling"
  | "cancelled-after-billing"
  | "deleted-in-shop"
  | "cancelled-after-submission"
  | "edited-after-submission";
/** Shopify withholds an order's fulfillment orders (a scope, a fault of its own): look again, so many times. */
const WITHHELD_AGAIN_MS = 900_000;
const WITHHELD_LOOKS_MAX = 8;

/**
 * An edit made in Shopify after the submit opens a desk entry with the exact difference: no ERP call for edits exists
 * in every installation.
 *
 * The first reading is cheap: `updatedAt` and the order's own fields, compared by digest with the last ones. If `updatedAt`
 * is the one in the response to our own write, nothing else changed. Otherwise the order's lists are compared too. Only a
 * difference reads the order in full. Not seen: an edit in the second of our own write that changes lists alone
 * and no amount.
 *
 * Until the ERP has deducted the items from its stock, the reservation here follows Shopify, which moved its levels
 * with the edit. The same holds if the ERP rejects the order later, because no step evaluates it then. An order that
 * the ERP cancelled reserves nothing, whatever Shopify shows.
 */
export async function detectShopEdits(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { isCancelled, invoices } = foundOf(view, "altered");
  const follows = !isCancelled && (row.state === "submitted" || row.state === "failed");
  const { db, clock, config, random, shopify } = deps;
  const billedBy = invoices.invoices.find((invoice) => !invoice.isCancelled);
  const named = { name: row.name ?? row.orderId, seqPedido: row.seqPedido };
  const after = (reason: "deleted-in-shop" | "cancelled-after-submission") => ({
    reason,
    params: named,
  });
  const requestedAt = clock.now();
  let fields: ReadonlyMap<string, string> | null = null;
  const goOn = (next: OrderRow, isAbsent = false): StepResult =>
    proceed(next, { kind: "shopUnchanged", invoices, isCancelled, fields, isAbsent });
  const unchanged = (mark: string): StepResult => goOn({ ...row, shopUpdatedAt: mark });
  const isToShow = wantedMetafields(row, invoices, null).missing.length > 0 || hasUnshownCancelled(row, invoices);
  if (row.shopUpdatedAt !== null) {
    // The cause of the pass is no change in Shopify, so the last reading is still valid.
    if (!isToShow) return unchanged(row.shopUpdatedAt);
    // A write of ours moves `updatedAt` and would hide a change since that reading.
    const touched = await readUpdatedAt(shopify, row.orderId);
    if (!touched.ok) return afterShopFailure(view, touched.failure);
    if (touched.data === row.shopUpdatedAt) return unchanged(row.shopUpdatedAt);
  }
  const summary = isToShow ? await readOrderSummary(shopify, row.orderId) : null;
  if (summary?.ok) fields = summary.data?.metafields ?? null;
  const look = summary ?? (await lookAtOrder(shopify, row.orderId));
  if (!look.ok) return afterShopFailure(view, look.failure);
  if (look.data === null) {
    // Too old for the app's scopes: nothing can be compared. A hidden change may have moved the levels.
    if (await isOutOfReach(deps, row)) {
      await invalidateReserved(db, row.orderId).run();
      return goOn({ ...row, shopUpdatedAt: view.mark }, true);
    }
    return note(after("deleted-in-shop"), view.mark ?? "", []);
  }
  const { updatedAt } = look.data;
  if (updatedAt === view.mark) return unchanged(updatedAt);
  if (seenMark(updatedAt, requestedAt) === null) return inAMoment();
  if (look.data.isRefunded || look.data.isCancelled) {
    const failure = await noteRefunds(deps, row.orderId);
    if (failure) return afterShopFailure(view, failure);
  }
  // Both are cancelled: the same, whichever was first. What the ERP has billed is not cancelled there.
  if (look.data.isCancelled && isCancelled && billedBy === undefined) return unchanged(updatedAt);
  if (look.data.isCancelled) {
    if (mayChangeErp(deps, row, "cancel", billedBy !== undefined)) {
      // Doubted again after a crash: a cancellation goes to the ERP once, whatever its answer was.
      const asked = (await actionsOf(db, row.orderId)).filter(({ kind }) => kind === "erp-cancel");
      const isOver = asked.some(({ state }) => state === "done" || state === "refused");
      return isOver ? unchanged(updatedAt) : sendToErp("erp-cancel", [], updatedAt, []);
    }
    return note(await cancelledFault(), updatedAt, []);
  }
  const known = readDigest(row.shopDigest);
  if (known !== null && known.glance === look.data.digest) {
    // Our own write, and nothing else since.
    if (updatedAt === row.answeredUpdatedAt) return unchanged(updatedAt);
    const parts = await readOrderParts(shopify, row.orderId);
    if (!parts.ok) return afterShopFailure(view, parts.failure);
    if (parts.data?.updatedAt === updatedAt && parts.data.digest === known.parts) return unchanged(updatedAt);
  }
  const read = await readOrder(shopify, row.orderId, FOLLOW_UP);
  if (read.kind === "failed") return afterShopFailure(view, read.failure);
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  const shopDigest = read.kind === "order" ? digestText(read.digest) : null;
  const submittedSnapshot = await readLastSubmitted(db, row.orderId);
  if (parsed === null || !parsed.ok) return goOn({ ...row, shopUpdatedAt: updatedAt, shopDigest });
  if (submittedSnapshot === null) {
    const since = await changesSinceErp(view, parsed.order);
    if ("after" in since) return since.after;
    if (since.changes.length === 0) return goOn({ ...row, shopUpdatedAt: updatedAt, shopDigest });
    const { goods, touched } = await goodsOf(db, parsed.order, clock.now());
    return note(
      editedFault(row, row.seqPedido, since.changes, billedBy?.number),
      updatedAt,
      goods,
      shopDigest,
      touched,
    );
  }
  if (parsed.order.updatedAt !== updatedAt) return inAMoment();
  // Shopify leaves fulfillment orders out while it withholds them: what moved meanwhile is seen by a later look.
  if (parsed.order.fulfillmentOrders.length === 0 && row.company !== null && row.attempts < WITHHELD_LOOKS_MAX)
    return { kind: "done", row, attempts: row.attempts + 1, nextAt: clock.now() + WITHHELD_AGAIN_MS };
  const { sold, goods, company, touched } = await goodsOf(db, parsed.order, clock.now());
  const submitted = parseSnapshot(submittedSnapshot);
  const found = differences(submitted, snapshotOf(sold, undefined, company));
  // Goods went back without money.
  if (found.length > 0 && !look.data.isRefunded) {
    const failure = await noteRefunds(deps, row.orderId);
    if (failure) return afterShopFailure(view, failure);
  }
  // What the ERP altered since would be undone by what replaces it.
  const isReplaceable = invoices.alterations.length === 0 && mayChangeErp(deps, row, "edit", billedBy !== undefined);
  if (found.length > 0 && isReplaceable) return sendToErp("erp-edit", found, updatedAt, goods, shopDigest, touched);
  if (found.length > 0)
    return note(editedFault(row, row.seqPedido, found, billedBy?.number), updatedAt, goods, shopDigest, touched);
  // Goods moved to another store: Shopify moved the levels of both.
  const elsewhere = touched.filter((each) => each !== row.company);
  const fromAndTo = row.company === null ? elsewhere : [row.company, ...elsewhere];
  const reserved = follows ? goods : null;
  const seen = { shopUpdatedAt: updatedAt, shopDigest };
  if (elsewhere.length === 0 && (reserved === null || (await isReserved(db, row.orderId, reserved))))
    return goOn({ ...row, ...seen });
  // Else the edit was undone: the order equals the submitted one, but its stored reservation does not.
  const outcome = elsewhere.length > 0 ? "moved" : "as-submitted-again";
  const statements = [
    ...(elsewhere.length > 0 ? [invalidateLevels(db, fromAndTo, Object.keys(submitted.lines))] : []),
    ...(reserved === null ? [] : reserve(db, row.orderId, reserved)),
  ];
  return goOn(await moveOrder(deps, row, seen, { step: "seen", cause, outcome }, statements));

  /** The order has just changed, mostly by our own write, and may change again within the same second. */
  function inAMoment(): StepResult {
    const attempts = view.importAgain?.attempts ?? row.attempts;
    return { kind: "done", row, attempts, nextAt: clock.now() + SECOND_IS_OVER_MS };
  }

  /** By whose word it is cancelled, and whether the ERP has billed it: the operator does another thing in each case. */
  async function cancelledFault(): Promise<Fault<"orders", AfterSubmission>> {
    if (billedBy === undefined) return after("cancelled-after-submission");
    const { number: invoice } = billedBy;
    // Its bill came after it: the ERP's own cancellation was applied to the whole order.
    const isOurs =
      isCancelled &&
      (await actionsOf(db, row.orderId)).some(({ kind, state }) => kind === "cancel" && state === "done");
    if (isOurs) return { reason: "billed-after-cancelling", params: { ...named, invoice } };
    return config.erp.hasOrderCancel ? billedFault(row, row.seqPedido, invoice) : after("cancelled-after-submission");
  }

  /** The change goes to the ERP by itself (erp-change.ts), and to the desk only if the ERP refuses it. */
  async function sendToErp(
    kind: "erp-cancel" | "erp-edit",
    changes: readonly SnapshotChange[],
    ...seen: Seen
  ): Promise<StepResult> {
    const intent: ChangeIntent = { seqPedido: row.seqPedido ?? 0, changes: changes.slice(0, CHANGES_SHOWN_MAX) };
    const action = { kind, about: seen[0], idempotencyKey: random.uuid(), intent, isSent: false };
    const next = await store(kind, [beginAction(db, row.orderId, action, clock.now())], ...seen);
    return { ...restart(next), actionsChanged: true };
  }

  /** Stores the observed `updatedAt` with the order, so the same change is never evaluated twice. */
  async function note(fault: Fault<"orders", AfterSubmission>, ...seen: Seen): Promise<StepResult> {
    const { reason } = fault;
    const desk = openEntries(db, [{ area: "orders", ref: row.orderId, ...fault }], clock.now());
    return goOn(await store(reason, [desk], ...seen), reason === "deleted-in-shop");
  }

  async function store(
    outcome: string,
    more: readonly D1PreparedStatement[],
    ...[shopUpdatedAt, goods, shopDigest = row.shopDigest, touched = []]: Seen
  ): Promise<OrderRow> {
    const submittedSnapshot = await readLastSubmitted(db, row.orderId);
    // Stock put back on the shelf by hand is on sale again although the ERP still counts it as sold. A cancellation
    // puts it back at every store that had a part, and a glance does not name them.
    const skus = submittedSnapshot === null ? [] : Object.keys(parseSnapshot(submittedSnapshot).lines);
    const levels =
      row.company === null || skus.length === 0
        ? []
        : touched.length === 0
          ? [invalidateEverywhere(db, skus)]
          : [invalidateLevels(db, [...new Set([row.company, ...touched])], skus)];
    const reservations = follows && goods !== null ? reserve(db, row.orderId, goods) : [];
    const entry = { step: "seen", cause, outcome };
    return moveOrder(deps, row, { shopUpdatedAt, shopDigest }, entry, [...more, ...levels, ...reservations]);
  }
}
