import type { EntryIn } from "../../record/desk-entry.ts";
import type { Difference } from "./compare.ts";

/** A difference as an entry of the desk: one an order and kind. */
export function ledgerEntry(orderId: string, name: string | null, difference: Difference): EntryIn<"order-ledger"> {
  const about = { area: "order-ledger", ref: orderId } as const;
  const named = { name: name ?? orderId };
  switch (difference.kind) {
    case "missing-in-erp": {
      const { kind: reason, ...facts } = difference;
      return { ...about, reason, params: { ...named, ...facts } };
    }
    case "twice-in-erp": {
      const { kind: reason, ...facts } = difference;
      return { ...about, reason, params: { ...named, ...facts } };
    }
    case "total-differs": {
      const { kind: reason, ...facts } = difference;
      return { ...about, reason, params: { ...named, ...facts } };
    }
    case "items-differ": {
      const { kind: reason, ...facts } = difference;
      return { ...about, reason, params: { ...named, ...facts } };
    }
    case "invoice-missing": {
      const { kind: reason, ...facts } = difference;
      return { ...about, reason, params: { ...named, ...facts } };
    }
    case "cancelled-alive":
    case "not-in-hub": {
      const { kind: reason, seqPedido } = difference;
      return { ...about, reason, params: { ...named, seqPedido } };
    }
  }
}
