import { skuOf } from "../catalog/sku-key.ts";
import { EVENT_TYPES, eventProblem, eventProblemMessage, type ErpEvent, type EventType } from "./erp-event.ts";

/** An item of EventoPedido that could be read, by our names; its type is still the ERP's word. */
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

export interface Complaint {
  readonly record: string;
  readonly reason: string;
  readonly message: string;
}

export interface EnteredEvent {
  readonly event: ErpEvent;
  readonly state: "received" | "waiting" | "desk";
}

/** Decides about one event of a page: it enters the hub, with or without a desk entry, or it is only a desk entry. */
export function enterEvent(
  named: NamedEvent,
  isKnownOrder: boolean,
): { readonly entered: EnteredEvent | null; readonly complaint: Complaint | null } {
  const { eventKey, orderId } = named;
  const complaint = (reason: string, message: string): Complaint => ({ record: eventKey, reason, message });
  if (!isEventType(named.type))
    return {
      entered: null,
      complaint: complaint(
        "event-type-unknown",
        `Evento ${eventKey} do pedido ${orderId}: tipo ${named.type.slice(0, 30)} desconhecido, então nada foi feito. Veja o pedido no ERP.`,
      ),
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
      complaint: complaint(problem, eventProblemMessage(event, problem)),
    };
  if (isKnownOrder) return { entered: { event, state: "received" }, complaint: null };
  return {
    entered: { event, state: "waiting" },
    complaint: complaint(
      "order-unknown",
      `Evento ${eventKey}: fala do pedido ${orderId.slice(0, 40)}, que não é conhecido aqui. O evento espera; se o pedido não é desta loja, resolva-o.`,
    ),
  };
}

/** An item that could not be read at all. */
export function unreadableEvent(key: string | null, fields: readonly string[], digest: string): Complaint {
  const record = key ?? `sem número (${digest})`;
  return {
    record,
    reason: "event-unreadable",
    message: `Evento ${record}: faltam ou estão errados ${fields.join(", ")}, então nada foi feito. Veja o pedido no ERP.`,
  };
}

const isEventType = (text: string): text is EventType => (EVENT_TYPES as readonly string[]).includes(text);
