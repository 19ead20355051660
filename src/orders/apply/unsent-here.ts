/**
 * A restored hub may have the ERP's order without its submission. Then the ERP's rows replace the submitted snapshot. They
 * are read only after a change in Shopify. Without a lookup, the order as this hub found it replaces them (seed 7107).
 */
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { readAsFound } from "../../hub/orders/timeline.ts";
import { expectedOfOrder } from "../../rules/orders/ledger/sides.ts";
import type { ShopOrder } from "../../rules/orders/shop-order.ts";
import {
  differences,
  itemChanges,
  parseSnapshot,
  rowsOfItems,
  snapshotOf,
  type SnapshotChange,
} from "../../rules/orders/submitted-snapshot.ts";
import { afterLookupFailure } from "../failures.ts";
import { readSoldOrder } from "../sold-order.ts";
import type { OrderView, StepResult } from "../step.ts";

/** The differences to the ERP's rows, or to the order as found. Empty if neither can be compared. */
export async function changesSinceErp(
  view: OrderView,
  order: ShopOrder,
): Promise<{ readonly changes: readonly SnapshotChange[] } | { readonly after: StepResult }> {
  const { deps, row } = view;
  const { db, clock, config, erp } = deps;
  if (!config.erp.hasOrderLookup) return { changes: await changesSinceFound(view, order) };
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);
  if (lookup.kind === "failed") return { after: await afterLookupFailure(view, lookup.failure) };
  if (lookup.kind !== "found" || lookup.order.items === null) return { changes: await changesSinceFound(view, order) };
  const { sold, hub } = await readSoldOrder(db, order, clock.now());
  const wanted = expectedOfOrder(sold, hub);
  return { changes: wanted === null ? [] : itemChanges(lookup.order.items, rowsOfItems(wanted)) };
}

async function changesSinceFound({ deps, row }: OrderView, order: ShopOrder): Promise<readonly SnapshotChange[]> {
  const asFound = await readAsFound(deps.db, row.orderId);
  if (asFound === null) return [];
  const { sold } = await readSoldOrder(deps.db, order, deps.clock.now());
  return differences(parseSnapshot(asFound), snapshotOf(sold));
}
