import type { Reason, DeskEntry } from "../rules/record/desk-entry.ts";
import type { OrderRow } from "../hub/orders/orders.ts";

/** The entry that names every number that the ERP has for one order; null when it has one. */
export function doubledEntry(row: OrderRow, numbers: readonly (number | null)[]): DeskEntry | null {
  const all = [...new Set([row.seqPedido, ...numbers])].filter((each) => each !== null).sort((a, b) => a - b);
  if (all.length < 2) return null;
  const params = { name: row.name ?? row.orderId, seqPedidos: all };
  return { area: "orders", ref: row.orderId, reason: "erp-order-doubled", params };
}

/** Entries that ask for nothing once the order has its number in the ERP. */
export const RESOLVED_BY_NUMBER: readonly Reason<"orders">[] = [
  "erp-unclear",
  "erp-refused",
  "erp-unconfirmed",
  "lookup-unproven",
  "import-unseen",
  "seq-pedido-taken",
  "shown-not-in-erp",
  "held-by-person",
];
