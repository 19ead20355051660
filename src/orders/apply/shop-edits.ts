import type { Fault } from "../../rules/record/desk-entry.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { readHubMapping } from "../../hub/orders/mapping.ts";
import { invalidateLevels, isReserved, reserve } from "../../hub/orders/reservations.ts";
import { readLastSubmitted } from "../../hub/orders/timeline.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { placeOf } from "../../rules/orders/fulfillment-location.ts";
import { SECOND_IS_OVER_MS, seenMark } from "../../rules/orders/seen-mark.ts";
import { readShopOrder, type ShopOrder } from "../../rules/orders/shop-order.ts";
import { reservationsOf, type Reservation } from "../../rules/orders/reservations.ts";
import { differences, parseSnapshot, snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import { readOrderSummary } from "../../shopify/orders/order-metafields.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { afterShopFailure } from "../failures.ts";

type AfterSubmission = "deleted-in-shop" | "cancelled-after-submission" | "edited-after-submission";
/** Of the changes of an order, so many are on the desk. */
const CHANGES_SHOWN_MAX = 20;

/**
 * What was changed in Shopify since the ERP was told goes to a person with the exact difference: there is no call for it
 * that every installation has. Our own writes move `updatedAt` too; they change nothing of what was told, so they end here.
 *
 * Until the ERP has taken the goods off its own stock, what the order holds here follows Shopify, which gave back or took what
 * the edit changed at once. So it does when the ERP rejects the order later on: nobody looks at it again then.
 * An order that the ERP cancelled holds nothing, whatever it says in Shopify.
 */
export async function detectShopEdits(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { isCancelled } = foundOf(view, "metafieldsSent");
  const follows = !isCancelled && (row.state === "submitted" || row.state === "failed");
  const { db, clock, shopify } = deps;
  const named = { name: row.name ?? row.orderId, seqPedido: row.seqPedido };
  const after = (reason: Exclude<AfterSubmission, "edited-after-submission">) => ({ reason, params: named });
  const askedAt = clock.now();
  const glance = await readOrderSummary(shopify, row.orderId);
  if (!glance.ok) return afterShopFailure(view, glance.failure);
  if (glance.data === null) return note(after("deleted-in-shop"), row.shopUpdatedAt ?? "", []);
  const { updatedAt } = glance.data;
  if (updatedAt === row.shopUpdatedAt) return proceed(row, { kind: isCancelled ? "cancelledInErp" : "shopUnchanged" });
  if (seenMark(updatedAt, askedAt) === null) return inAMoment();
  if (glance.data.isCancelled) return note(after("cancelled-after-submission"), updatedAt, []);
  const read = await readOrder(shopify, row.orderId);
  if (read.kind === "failed") return afterShopFailure(view, read.failure);
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  const told = await readLastSubmitted(db, row.orderId);
  if (parsed === null || !parsed.ok || told === null) return note(null, updatedAt);
  if (parsed.order.updatedAt !== updatedAt) return inAMoment();
  const found = differences(parseSnapshot(told), snapshotOf(parsed.order));
  const goods = await goodsOf(parsed.order);
  if (found.length > 0)
    return note(
      { reason: "edited-after-submission", params: { ...named, changes: found.slice(0, CHANGES_SHOWN_MAX) } },
      updatedAt,
      goods,
    );
  // Edited and edited back: as it was told, but not as what it holds was last written down.
  if (goods === null || !follows || (await isReserved(db, row.orderId, goods))) return note(null, updatedAt);
  const entry = { step: "seen", cause, outcome: "as-told-again" };
  return restart(await moveOrder(deps, row, { shopUpdatedAt: updatedAt }, entry, reserve(db, row.orderId, goods)));

  /** It has only just changed, mostly by our own write, and may do so once more within the same second. */
  function inAMoment(): StepResult {
    return { kind: "done", row, nextAt: clock.now() + SECOND_IS_OVER_MS };
  }

  /** Null: Shopify does not say where it leaves from, so what it holds stays. */
  async function goodsOf(order: ShopOrder): Promise<readonly Reservation[] | null> {
    const skus = order.lines.map(({ sku }) => sku);
    const hub = await readHubMapping(db, skus, clock.now());
    if (!order.isCancelled && "reason" in placeOf(order, hub.companies)) return null;
    return reservationsOf(order, hub.companies, hub.skus);
  }

  /** What was seen is kept with the order when it is put down, so that the same news is never looked at twice. */
  async function note(
    fault: Fault<"orders", AfterSubmission> | null,
    shopUpdatedAt: string,
    goods: readonly Reservation[] | null = null,
  ): Promise<StepResult> {
    if (fault === null) return restart({ ...row, shopUpdatedAt });
    const { reason } = fault;
    const desk = openEntries(db, [{ area: "orders", ref: row.orderId, ...fault }], clock.now());
    const told = await readLastSubmitted(db, row.orderId);
    // What was put back on the shelf by hand is on sale again although the ERP still has it sold.
    const levels =
      row.company === null || told === null
        ? []
        : [invalidateLevels(db, [row.company], Object.keys(parseSnapshot(told).lines))];
    const held = follows && goods !== null ? reserve(db, row.orderId, goods) : [];
    const entry = { step: "seen", cause, outcome: reason };
    const next = await moveOrder(deps, row, { shopUpdatedAt }, entry, [desk, ...levels, ...held]);
    return reason === "deleted-in-shop" ? { kind: "done", row: next, nextAt: null } : restart(next);
  }
}
