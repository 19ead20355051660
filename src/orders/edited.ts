import type { OrderRow } from "../hub/orders/orders.ts";
import type { Fault } from "../rules/record/desk-entry.ts";
import type { SnapshotChange } from "../rules/orders/submitted-snapshot.ts";

/** Changes of one order that the desk entry names. */
export const CHANGES_SHOWN_MAX = 20;

/** An edit in Shopify that the ERP does not have, with its exact difference. @param invoice the number of one that stands */
export function editedFault(
  { name, orderId }: OrderRow,
  seqPedido: number | null,
  changes: readonly SnapshotChange[],
  invoice?: string,
): Fault<"orders", "edited-after-submission"> {
  const params = { name: name ?? orderId, seqPedido, changes: changes.slice(0, CHANGES_SHOWN_MAX) };
  if (invoice !== undefined) return { reason: "edited-after-submission", params: { ...params, invoice } };
  return { reason: "edited-after-submission", params };
}
