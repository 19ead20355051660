import type { ErpEvent } from "../rules/orders/erp-event.ts";
import type { DeskEntry } from "../rules/record/desk-entry.ts";

const LINES_SHOWN_MAX = 20;

/** An alteration that an operator makes by hand, line by line. */
export function alteredEntry(name: string, { eventKey: ref, items }: ErpEvent): DeskEntry {
  const lines = items
    .filter(({ orderedMilli, attendedMilli }) => orderedMilli !== attendedMilli)
    .slice(0, LINES_SHOWN_MAX)
    .map(({ sku, orderedMilli, attendedMilli }) => ({ sku, orderedMilli, attendedMilli }));
  return { area: "events", ref, reason: "order-altered", params: { name, lines }, detail: JSON.stringify(items) };
}
