/**
 * A restored hub may have the ERP's order without its submission. Then the ERP's rows replace the submitted snapshot. They
 * are read only after a change in Shopify.
 */
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { expectedOfOrder } from "../../rules/orders/ledger/sides.ts";
import type { ShopOrder } from "../../rules/orders/shop-order.ts";
import { itemChanges, rowsOfItems, type SnapshotChange } from "../../rules/orders/submitted-snapshot.ts";
import { afterLookupFailure } from "../failures.ts";
import { readSoldOrder } from "../sold-order.ts";
import type { OrderView, StepResult } from "../step.ts";

/** The differences to the ERP's rows. Empty if they cannot be compared; the ledger then compares the order. */
export async function changesSinceErp(
  view: OrderView,
  order: ShopOrder,
): Promise<{ readonly changes: readonly SnapshotChange[] } | { readonly after: StepResult }> {
  const { deps, row } = view;
  const { db, clock, config, erp } = deps;
  if (!config.erp.hasOrderLookup) return { changes: [] };
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);
  if (lookup.kind === "failed") return { after: await afterLookupFailure(view, lookup.failure) };
  if (lookup.kind !== "found" || lookup.order.items === null) return { changes: [] };
  const { sold, hub } = await readSoldOrder(db, order, clock.now());
  const wanted = expectedOfOrder(sold, hub);
  return { changes: wanted === null ? [] : itemChanges(lookup.order.items, rowsOfItems(wanted)) };
}
