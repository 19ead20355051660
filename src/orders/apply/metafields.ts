import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { markEvents } from "../../hub/orders/erp-events.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { orderMetafields } from "../../rules/orders/invoices.ts";
import { sameValue, shownText, missingFrom } from "../../rules/orders/metafield-state.ts";
import { readOrderSummary, setOrderMetafields } from "../../shopify/orders/order-metafields.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { afterShopFailure } from "../failures.ts";

/** The shop has a metafield definition of its own that refuses our value. Read it again after this time, ms. */
const REFUSED_AGAIN_MS = 3_600_000;

/**
 * Sends the ERP's status of the order to Shopify, each value once. The order is read before it is written: a write
 * whose response was lost is found and not repeated.
 */
export async function sendMetafields(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { invoices: plan, isCancelled } = foundOf(view, "eventsEntered");
  const { db, clock, shopify } = deps;
  // An invoice belongs to a sales order, so the order's number comes first.
  const isImported = row.state === "imported" || row.state === "invoiced";
  const wanted = orderMetafields(row, isImported ? plan.invoices : []);
  const applying = isImported ? plan.applying : [];
  const missing = missingFrom(row.shown, wanted);
  if (missing.length === 0 && applying.length === 0) return proceed(row, { kind: "metafieldsSent", isCancelled });
  let outcome = "shown-already";
  if (missing.length > 0) {
    const glance = await readOrderSummary(shopify, row.orderId);
    if (!glance.ok) return afterShopFailure(view, glance.failure);
    const there = glance.data?.metafields;
    const toSet = missing.filter((field) => !sameValue(field, there?.get(field.key)));
    if (glance.data === null)
      outcome = "not-in-shop"; // deleted, or too old for the app's scopes
    else if (toSet.length > 0) {
      const set = await setOrderMetafields(shopify, row.orderId, toSet);
      if (set.kind === "failed") return afterShopFailure(view, set.failure);
      if (set.kind === "refused") return refused(set.message);
      outcome = "shown";
    }
  }
  const state = applying.length > 0 ? "invoiced" : row.state;
  const step = applying.length > 0 ? "invoiced" : "shown";
  const now = clock.now();
  const next = await moveOrder(
    deps,
    row,
    { state, shown: shownText(wanted), attempts: 0 },
    { step, cause, outcome, detail: missing.map(({ key }) => key).join(" ") },
    [
      markEvents(db, applying, "applied", now),
      closeEntries(
        db,
        "events",
        applying.map((ref) => ({ ref })),
        now,
      ),
    ],
  );
  return restart(next);

  async function refused(message: string): Promise<StepResult> {
    const entry = {
      area: "orders",
      ref: row.orderId,
      reason: "metafield-refused",
      params: { name: row.name ?? row.orderId, keys: missing.map(({ key }) => key) },
      detail: message,
    } as const;
    await openEntries(db, [entry], clock.now()).run();
    return { kind: "done", row, nextAt: clock.now() + REFUSED_AGAIN_MS };
  }
}
