/**
 * How a state on the way is sent to the customer, from the order as it is read now. Only the furthest state is sent: one
 * that came late, or after a later one, changes nothing.
 */
import { STATUS_TYPES, type StatusType } from "../status.ts";
import type { FulfillmentOrderNow } from "./fulfil-plan.ts";

export interface FulfillmentNow {
  readonly id: string;
  readonly isCancelled: boolean;
  /** Shopify's display status. */
  readonly shown: string | null;
}

export type StatusPlan =
  | { readonly do: "nothing" }
  /** Nothing has left yet that an event could be about. */
  | { readonly do: "wait" }
  | { readonly do: "prepare"; readonly fulfillmentOrderIds: readonly string[] }
  | {
      readonly do: "event";
      readonly fulfillmentId: string;
      readonly status: "OUT_FOR_DELIVERY" | "DELIVERED";
      /** After it nothing is left to send. */
      readonly isLast: boolean;
    };

/** Display statuses that are as far as a state, or further. */
const REACHED: Readonly<Record<"DESPACHADO" | "ENTREGUE", readonly string[]>> = {
  DESPACHADO: ["OUT_FOR_DELIVERY", "DELIVERED", "ATTEMPTED_DELIVERY", "PICKED_UP"],
  ENTREGUE: ["DELIVERED", "PICKED_UP"],
};
const EVENT = { DESPACHADO: "OUT_FOR_DELIVERY", ENTREGUE: "DELIVERED" } as const;

export function planStatus(
  status: StatusType,
  order: {
    readonly fulfillments: readonly FulfillmentNow[];
    readonly fulfillmentOrders: readonly FulfillmentOrderNow[];
  },
  /** Ids of fulfillments of which Shopify took, or refused, this event already. */
  answered: ReadonlySet<string>,
): StatusPlan {
  switch (status) {
    case "SEPARACAO":
      return { do: "nothing" };
    case "PRONTO_RETIRADA": {
      const ready = order.fulfillmentOrders.filter(
        (each) => each.method === "PICK_UP" && each.status === "OPEN" && isToLeave(each),
      );
      return ready.length === 0 ? { do: "nothing" } : { do: "prepare", fulfillmentOrderIds: ready.map(({ id }) => id) };
    }
    case "DESPACHADO":
    case "ENTREGUE": {
      const left = order.fulfillments.filter(({ isCancelled }) => !isCancelled);
      const open = left.filter(({ id, shown }) => !answered.has(id) && !REACHED[status].includes(shown ?? ""));
      const [next] = open;
      if (next) return { do: "event", fulfillmentId: next.id, status: EVENT[status], isLast: open.length === 1 };
      const waits = left.length === 0 && order.fulfillmentOrders.some((each) => isOpen(each) && isToLeave(each));
      return { do: waits ? "wait" : "nothing" };
    }
  }
}

const isToLeave = ({ lines }: FulfillmentOrderNow): boolean => lines.some(({ remaining }) => remaining > 0);
const isOpen = ({ status }: FulfillmentOrderNow): boolean => status !== "CLOSED" && status !== "CANCELLED";

/** Whether Shopify shows an event's effect. */
export const isReached = (status: "OUT_FOR_DELIVERY" | "DELIVERED", shown: string | null): boolean =>
  REACHED[status === "DELIVERED" ? "ENTREGUE" : "DESPACHADO"].includes(shown ?? "");

/** The furthest of some states; null: there is none. */
export function furthest(types: readonly StatusType[]): StatusType | null {
  return STATUS_TYPES.findLast((type) => types.includes(type)) ?? null;
}

/** The tag that shows a state on the order, by rule. */
export const statusTag = (type: StatusType): string => `${OWN_TAG}${type.toLowerCase()}`;
const OWN_TAG = "erp:";
/** Whether a tag is the connector's own: no word of the customer or the merchant. */
export const isOwnTag = (tag: string): boolean => STATUS_TYPES.some((type) => statusTag(type) === tag);
