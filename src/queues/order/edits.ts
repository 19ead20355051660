import { openDesk } from "../../hub/desk.ts";
import { readHubMapping } from "../../hub/order-mapping.ts";
import { forgetLevels, reserve } from "../../hub/order-reservations.ts";
import { readLastTold } from "../../hub/order-timeline.ts";
import { moveOrder } from "../../hub/orders.ts";
import { readShopOrder, type ShopOrder } from "../../orders/shop-order.ts";
import { reservationsOf, type Reservation } from "../../orders/reservations.ts";
import { differences, parseTold, toldOf } from "../../orders/told.ts";
import { glanceAtOrder } from "../../shopify/orders/order-metafields.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { type After, go, type Look } from "./after.ts";
import { afterShopFailure } from "./failures.ts";

/**
 * What was changed in Shopify since the ERP was told goes to a person with the exact difference: there is no call for it
 * that every installation has. Our own writes move `updatedAt` too; they change nothing of what was told, so they end here.
 * Null: the order is as it was when it was last seen.
 */
export async function lookForEdits(view: Look): Promise<After | null> {
  const { deps, row, cause } = view;
  const { db, clock, shopify } = deps;
  const glance = await glanceAtOrder(shopify, row.orderId);
  if (!glance.ok) return afterShopFailure(view, glance.failure);
  if (glance.data === null) return note("deleted-in-shop", "foi excluído no Shopify", row.shopUpdatedAt ?? "", []);
  if (glance.data.updatedAt === row.shopUpdatedAt) return null;
  if (glance.data.isCancelled)
    return note("cancelled-after-submission", "foi cancelado no Shopify", glance.data.updatedAt, []);
  const read = await readOrder(shopify, row.orderId);
  if (read.kind === "failed") return afterShopFailure(view, read.failure);
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  const told = await readLastTold(db, row.orderId);
  if (parsed === null || !parsed.ok || told === null) return note(null, "", glance.data.updatedAt);
  const found = differences(parseTold(told), toldOf(parsed.order));
  if (found.length === 0) return note(null, "", parsed.order.updatedAt);
  return note(
    "edited-after-submission",
    `foi alterado no Shopify (${found.slice(0, 20).join("; ")})`,
    parsed.order.updatedAt,
    await goodsOf(parsed.order),
  );

  async function goodsOf(order: ShopOrder): Promise<readonly Reservation[]> {
    const skus = order.lines.map(({ sku }) => sku);
    const hub = await readHubMapping(db, skus, clock.now());
    return reservationsOf(order, hub.companies, hub.skus);
  }

  /** What was seen is kept with the order when it is put down, so that the same news is never looked at twice. */
  async function note(
    reason: string | null,
    what: string,
    shopUpdatedAt: string,
    goods: readonly Reservation[] = [],
  ): Promise<After | null> {
    if (reason === null) return go({ ...row, shopUpdatedAt });
    const message = `Pedido ${row.name ?? row.orderId}: ${what} depois de enviado ao ERP (seqPedido ${row.seqPedido}). Faça a mesma mudança no ERP e resolva esta pendência.`;
    const desk = openDesk(db, [{ lane: "orders", record: row.orderId, reason, message }], clock.now());
    const told = await readLastTold(db, row.orderId);
    // What was put back on the shelf by hand is on sale again although the ERP still has it sold.
    const levels =
      row.company === null || told === null ? [] : [forgetLevels(db, row.company, Object.keys(parseTold(told).lines))];
    // An order the ERP rejected is in nobody's stock but Shopify's: what is reserved for it follows the edit.
    const held = row.state === "failed" ? reserve(db, row.orderId, goods) : [];
    const entry = { step: "seen", cause, outcome: reason };
    const moved = await moveOrder(deps, row, { shopUpdatedAt }, entry, [desk, ...levels, ...held]);
    return reason === "deleted-in-shop" ? { kind: "down", row: moved, nextAt: null } : go(moved);
  }
}
