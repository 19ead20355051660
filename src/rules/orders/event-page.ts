import { skuOf } from "../catalog/sku-key.ts";
import { digestRef, type EntryIn } from "../record/desk-entry.ts";
import { EVENT_TYPES, eventFault, eventProblem, type ErpEvent, type EventType } from "./erp-event.ts";

/** A readable item of EventoPedido, by our names; its type is still the ERP's text. */
export interface NamedEvent {
  readonly eventKey: string;
  readonly orderId: string;
  readonly seqPedido: number | null;
  readonly nroPedVenda: number | null;
  readonly company: number | null;
  readonly type: string;
  readonly happenedAt: string;
  readonly items: readonly {
    readonly seqProduto: number;
    readonly packageMilli: number;
    readonly orderedMilli: number;
    readonly attendedMilli: number;
    readonly priceCents: number | null;
  }[];
  readonly invoice: ErpEvent["invoice"];
  readonly motive: string | null;
}

/** Desk entry of an event; `ref` is its key. */
export type Complaint = EntryIn<"events">;

export interface EnteredEvent {
  readonly event: ErpEvent;
  readonly state: "received" | "waiting" | "desk";
}

/** Decides about one event of a page: into the hub, with or without a desk entry, or only a desk entry. */
export function enterEvent(
  named: NamedEvent,
  isKnownOrder: boolean,
): { readonly entered: EnteredEvent | null; readonly complaint: Complaint | null } {
  const { eventKey, orderId } = named;
  const about = { area: "events", ref: eventKey } as const;
  if (!isEventType(named.type))
    return {
      entered: null,
      complaint: { ...about, reason: "event-type-unknown", params: { orderId, type: named.type.slice(0, 30) } },
    };
  const items = named.items.map(({ seqProduto, packageMilli, ...rest }) => ({
    sku: skuOf(seqProduto, packageMilli),
    orderedMilli: rest.orderedMilli,
    attendedMilli: rest.attendedMilli,
    priceCents: rest.priceCents,
  }));
  const event: ErpEvent = { ...named, type: named.type, items };
  const problem = eventProblem(event);
  if (problem)
    return {
      entered: { event, state: "desk" },
      complaint: { ...about, ...eventFault(event, problem) },
    };
  if (isKnownOrder) return { entered: { event, state: "received" }, complaint: null };
  return {
    entered: { event, state: "waiting" },
    complaint: { ...about, reason: "order-unknown", params: { orderId: orderId.slice(0, 40) } },
  };
}

/** An item that could not be read at all. */
export function unreadableEvent(key: string | null, fields: readonly string[], digest: string): Complaint {
  return { area: "events", ref: key ?? digestRef(digest), reason: "event-unreadable", params: { fields } };
}

const isEventType = (text: string): text is EventType => (EVENT_TYPES as readonly string[]).includes(text);
