import { skuOf } from "../catalog/sku-key.ts";
import { digestRef, type EntryIn } from "../record/desk-entry.ts";
import { contentKeyOf } from "./event-key.ts";
import { EVENT_TYPES, eventFault, eventProblem, type ErpEvent, type EventType } from "./erp-event.ts";

/** A readable item of EventoPedido, by our names; its type is still the ERP's text. */
export interface NamedEvent {
  /** seqEvento; null: what the event says is its key. */
  readonly eventKey: string | null;
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
  /** Null: the hub decides when it stores it, by whether it knows the order. */
  readonly state: "desk" | null;
}

/** Decides about one event of a page: into the hub, with or without a desk entry, or only a desk entry. */
export function enterEvent(named: NamedEvent): {
  readonly entered: EnteredEvent | null;
  readonly complaint: Complaint | null;
} {
  const { orderId } = named;
  if (!isEventType(named.type)) {
    const params = { orderId, type: named.type.slice(0, 30) };
    const ref = named.eventKey ?? orderId;
    return { entered: null, complaint: { area: "events", ref, reason: "event-type-unknown", params } };
  }
  const items = named.items.map(({ seqProduto, packageMilli, ...rest }) => ({
    sku: skuOf(seqProduto, packageMilli),
    orderedMilli: rest.orderedMilli,
    attendedMilli: rest.attendedMilli,
    priceCents: rest.priceCents,
  }));
  const said = { ...named, type: named.type, items };
  const event: ErpEvent = { ...said, eventKey: named.eventKey ?? contentKeyOf(said) };
  const about = { area: "events", ref: event.eventKey } as const;
  const problem = eventProblem(event);
  if (problem)
    return {
      entered: { event, state: "desk" },
      complaint: { ...about, ...eventFault(event, problem) },
    };
  return { entered: { event, state: null }, complaint: null };
}

/** An item that could not be read at all. */
export function unreadableEvent(key: string | null, fields: readonly string[], digest: string): Complaint {
  return { area: "events", ref: key ?? digestRef(digest), reason: "event-unreadable", params: { fields } };
}

const isEventType = (text: string): text is EventType => (EVENT_TYPES as readonly string[]).includes(text);
