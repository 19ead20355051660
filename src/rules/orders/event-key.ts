import { readNfeKey } from "../brazil/nfe-key.ts";
import { digestOf } from "../record/row-hash.ts";
import type { ErpEvent } from "./erp-event.ts";

/**
 * What an event says, in one text. It is the key of an event that comes without `seqEvento`, and so the same event is
 * one event, whichever way it comes and however often:
 *
 * - an invoice, and what cancels an invoice: its access key;
 * - a cancellation and a state on the way: the order, because each happens to it once;
 * - an alteration: the order, the ERP's time of it, and the quantities that it leaves.
 *
 * Two events with numbers stay two events, also when they say the same: the ERP counts them.
 */
export function contentKeyOf(event: Omit<ErpEvent, "eventKey" | "motive">): string {
  const { type, orderId, happenedAt, items, invoice } = event;
  if (invoice !== null && type !== "ALTERADO") {
    const key = readNfeKey(invoice.key);
    return `${type}:${key.ok ? key.value.key : invoice.key.slice(0, 60)}`;
  }
  if (type !== "ALTERADO") return `${type}:${orderId}`;
  const quantities = items
    .map(({ sku, orderedMilli, attendedMilli, priceCents }) => [sku, orderedMilli, attendedMilli, priceCents])
    .map((item) => JSON.stringify(item))
    .toSorted();
  return `${type}:${orderId}:${happenedAt}:${digestOf(quantities.join())}`;
}
