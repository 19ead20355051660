/** Which goods an event says that the store did not find. */
import { fromErpTime } from "../brazil/erp-time.ts";
import { parseSku } from "../catalog/sku-key.ts";
import type { ErpEvent } from "../orders/erp-event.ts";
import { contentKeyOf } from "../orders/event-key.ts";

/** One SKU that the store cut from one order. */
export interface Cut {
  readonly orderId: string;
  /** The event's; null: the order's company is meant. */
  readonly company: number | null;
  readonly sku: string;
  readonly seqProduct: number;
  /** What is left of it in the order; thousandths of a package or of a kg. Goods by weight count only without any left. */
  readonly attendedMilli: number;
  /** The content key of the event. */
  readonly key: string;
  /** Epoch ms, by the ERP's clock; null where the ERP's time is not readable. */
  readonly at: number | null;
}

/**
 * The cuts of these events, each SKU of an order once and with the least that is left of it. An event that waits for an
 * operator is no evidence yet.
 */
export function cutsOf(events: readonly { readonly event: ErpEvent; readonly state: string | null }[]): readonly Cut[] {
  const cuts = new Map<string, Cut>();
  for (const { event, state } of events) {
    if (event.type !== "ALTERADO" || state === "desk") continue;
    const key = contentKeyOf(event);
    for (const { sku, orderedMilli, attendedMilli } of event.items) {
      const parsed = parseSku(sku);
      if (parsed === null || attendedMilli >= orderedMilli) continue;
      const { orderId, company, happenedAt } = event;
      const name = `${orderId} ${sku}`;
      if ((cuts.get(name)?.attendedMilli ?? Number.POSITIVE_INFINITY) <= attendedMilli) continue;
      const { seqProduct } = parsed;
      cuts.set(name, { orderId, company, sku, seqProduct, attendedMilli, key, at: fromErpTime(happenedAt) });
    }
  }
  return [...cuts.values()];
}
