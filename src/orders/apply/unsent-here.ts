/**
 * A restored hub has an order of the ERP and not the submission: the ERP's own rows stand in for what was sent. Looked up
 * only after a change in Shopify.
 */
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { expectedOfOrder } from "../../rules/orders/ledger/sides.ts";
import type { ShopOrder } from "../../rules/orders/shop-order.ts";
import { itemChanges, rowsOfItems, type SnapshotChange } from "../../rules/orders/submitted-snapshot.ts";
import { afterLookupFailure } from "../failures.ts";
import { readSoldOrder } from "../sold-order.ts";
import type { OrderView, StepResult } from "../step.ts";

/** What differs from the ERP's rows; none where they cannot be compared: the ledger does. */
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
