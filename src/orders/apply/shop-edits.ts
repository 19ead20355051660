import type { Fault } from "../../rules/record/desk-entry.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { readHubMapping } from "../../hub/orders/mapping.ts";
import { invalidateLevels, isReserved, reserve } from "../../hub/orders/reservations.ts";
import { readLastSubmitted } from "../../hub/orders/timeline.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { fulfillmentLocationOf } from "../../rules/orders/fulfillment-location.ts";
import { SECOND_IS_OVER_MS, seenMark } from "../../rules/orders/seen-mark.ts";
import { readShopOrder, type ShopOrder } from "../../rules/orders/shop-order.ts";
import { reservationsOf, type Reservation } from "../../rules/orders/reservations.ts";
import { differences, parseSnapshot, snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import { readOrderSummary } from "../../shopify/orders/order-metafields.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { isOutOfReach } from "../absence.ts";
import { afterShopFailure } from "../failures.ts";

type AfterSubmission = "deleted-in-shop" | "cancelled-after-submission" | "edited-after-submission";
/** Changes of one order that the desk entry names. */
const CHANGES_SHOWN_MAX = 20;

/**
 * An edit made in Shopify after the submit opens a desk entry with the exact difference: no ERP call for edits exists
 * in every installation. Our own writes move `updatedAt` too, but change nothing in the snapshot, so they end here.
 *
 * Until the ERP has deducted the items from its stock, the reservation here follows Shopify, which moved its levels
 * with the edit. The same holds if the ERP rejects the order later, because no step evaluates it then. An order that
 * the ERP cancelled reserves nothing, whatever Shopify shows.
 */
export async function detectShopEdits(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { isCancelled } = foundOf(view, "metafieldsSent");
  const follows = !isCancelled && (row.state === "submitted" || row.state === "failed");
  const { db, clock, shopify } = deps;
  const named = { name: row.name ?? row.orderId, seqPedido: row.seqPedido };
  const after = (reason: Exclude<AfterSubmission, "edited-after-submission">) => ({ reason, params: named });
  const requestedAt = clock.now();
  const summary = await readOrderSummary(shopify, row.orderId);
  if (!summary.ok) return afterShopFailure(view, summary.failure);
  if (summary.data === null) {
    // Too old for the app's scopes: nothing can be compared, and nothing is known to have changed.
    if (await isOutOfReach(deps, row)) return proceed(row, { kind: isCancelled ? "cancelledInErp" : "shopUnchanged" });
    return note(after("deleted-in-shop"), row.shopUpdatedAt ?? "", []);
  }
  const { updatedAt } = summary.data;
  if (updatedAt === row.shopUpdatedAt) return proceed(row, { kind: isCancelled ? "cancelledInErp" : "shopUnchanged" });
  if (seenMark(updatedAt, requestedAt) === null) return inAMoment();
  if (summary.data.isCancelled) return note(after("cancelled-after-submission"), updatedAt, []);
  const read = await readOrder(shopify, row.orderId);
  if (read.kind === "failed") return afterShopFailure(view, read.failure);
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  const submittedSnapshot = await readLastSubmitted(db, row.orderId);
  if (parsed === null || !parsed.ok || submittedSnapshot === null) return note(null, updatedAt);
  if (parsed.order.updatedAt !== updatedAt) return inAMoment();
  const { goods, company } = await goodsOf(parsed.order);
  const found = differences(parseSnapshot(submittedSnapshot), snapshotOf(parsed.order, undefined, company));
  if (found.length > 0)
    return note(
      { reason: "edited-after-submission", params: { ...named, changes: found.slice(0, CHANGES_SHOWN_MAX) } },
      updatedAt,
      goods,
    );
  // The edit was undone: the order equals the submitted one, but its stored reservation does not.
  if (goods === null || !follows || (await isReserved(db, row.orderId, goods))) return note(null, updatedAt);
  const entry = { step: "seen", cause, outcome: "as-submitted-again" };
  return restart(await moveOrder(deps, row, { shopUpdatedAt: updatedAt }, entry, reserve(db, row.orderId, goods)));

  /** The order has just changed, mostly by our own write, and may change again within the same second. */
  function inAMoment(): StepResult {
    return { kind: "done", row, nextAt: clock.now() + SECOND_IS_OVER_MS };
  }

  /** `goods` null: Shopify names no location for the order, so its reservation stays. */
  async function goodsOf(
    order: ShopOrder,
  ): Promise<{ readonly goods: readonly Reservation[] | null; readonly company: number | null }> {
    const hub = await readHubMapping(db, order.lines, clock.now());
    const place = fulfillmentLocationOf(order, hub.companies);
    const company = "reason" in place ? null : place.company;
    if (!order.isCancelled && company === null) return { goods: null, company };
    return { goods: reservationsOf(order, hub.companies, hub.skus), company };
  }

  /** Stores the observed `updatedAt` with the order, so the same change is never evaluated twice. */
  async function note(
    fault: Fault<"orders", AfterSubmission> | null,
    shopUpdatedAt: string,
    goods: readonly Reservation[] | null = null,
  ): Promise<StepResult> {
    if (fault === null) return restart({ ...row, shopUpdatedAt });
    const { reason } = fault;
    const desk = openEntries(db, [{ area: "orders", ref: row.orderId, ...fault }], clock.now());
    const submittedSnapshot = await readLastSubmitted(db, row.orderId);
    // Stock put back on the shelf by hand is on sale again although the ERP still counts it as sold.
    const levels =
      row.company === null || submittedSnapshot === null
        ? []
        : [invalidateLevels(db, [row.company], Object.keys(parseSnapshot(submittedSnapshot).lines))];
    const reservations = follows && goods !== null ? reserve(db, row.orderId, goods) : [];
    const entry = { step: "seen", cause, outcome: reason };
    const next = await moveOrder(deps, row, { shopUpdatedAt }, entry, [desk, ...levels, ...reservations]);
    return reason === "deleted-in-shop" ? { kind: "done", row: next, nextAt: null } : restart(next);
  }
}
