import { closeDesk, openDesk } from "../../hub/desk/desk.ts";
import { markEvents } from "../../hub/orders/erp-events.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import type { OrderMetafield } from "../../rules/orders/invoices.ts";
import { sameValue, shownText, missingFrom } from "../../rules/orders/metafield-state.ts";
import { glanceAtOrder, setOrderMetafields } from "../../shopify/orders/order-metafields.ts";
import { type After, go, type Look } from "../step.ts";
import { afterShopFailure } from "../failures.ts";

/** A refused metafield is somebody's definition in the shop: it is looked at again after this. */
const REFUSED_AGAIN_MS = 3_600_000;

/**
 * Makes the Shopify order show what the ERP says of it, each value once. The order is looked at before it is written, so
 * that a write whose answer was lost is found and not made again. Null: all of it stands there already.
 */
export async function show(
  view: Look,
  wanted: readonly OrderMetafield[],
  applying: readonly string[],
): Promise<After | null> {
  const { deps, row, cause } = view;
  const { db, clock, shopify } = deps;
  const missing = missingFrom(row.shown, wanted);
  if (missing.length === 0 && applying.length === 0) return null;
  let outcome = "shown-already";
  if (missing.length > 0) {
    const glance = await glanceAtOrder(shopify, row.orderId);
    if (!glance.ok) return afterShopFailure(view, glance.failure);
    const there = glance.data?.metafields;
    const toSet = missing.filter((field) => !sameValue(field, there?.get(field.key)));
    if (glance.data === null) outcome = "deleted-in-shop";
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
  const moved = await moveOrder(
    deps,
    row,
    { state, shown: shownText(wanted), attempts: 0 },
    { step, cause, outcome, detail: missing.map(({ key }) => key).join(" ") },
    [markEvents(db, applying, "applied", now), closeDesk(db, "events", applying, now)],
  );
  return go(moved);

  async function refused(message: string): Promise<After> {
    const entry = {
      lane: "orders",
      record: row.orderId,
      reason: "metafield-refused",
      message: `Pedido ${row.name ?? row.orderId}: o Shopify recusou gravar ${missing.map(({ key }) => `erp.${key}`).join(", ")}. Confira as definições de metafields do pedido; será tentado de novo em uma hora.`,
      detail: message,
    };
    await openDesk(db, [entry], clock.now()).run();
    return { kind: "down", row, nextAt: clock.now() + REFUSED_AGAIN_MS };
  }
}
