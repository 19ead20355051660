import type { Deps } from "../deps.ts";
import type { InvoicePlan } from "../rules/orders/invoices.ts";
import type { PedidoVenda } from "../rules/orders/pedido-venda.ts";
import type { Reservation } from "../rules/orders/reservations.ts";
import type { ShopOrder } from "../rules/orders/shop-order.ts";
import type { Cause } from "../rules/orders/state-machine.ts";
import type { OrderRow } from "../hub/orders/orders.ts";
import type { Instant } from "../ports.ts";

/** Dependencies of the order flow. */
export type OrderDeps = Pick<
  Deps,
  "config" | "clock" | "random" | "log" | "fetch" | "db" | "erp" | "shopify" | "orders"
>;

/** Result of the last step, with the data it read for the next one. */
export type Found =
  | { readonly kind: "start" | "notInErp" | "stillInErp" | "shopUnchanged" | "cancelledInErp" }
  | {
      readonly kind: "readyToAsk" | "readyToSubmit";
      readonly order: ShopOrder;
      readonly pedido: PedidoVenda;
      readonly reservations: readonly Reservation[];
    }
  | { readonly kind: "eventsEntered"; readonly invoices: InvoicePlan; readonly isCancelled: boolean }
  | { readonly kind: "metafieldsSent"; readonly isCancelled: boolean };

/** Input of a step: the order's row, the cause of this run, and the last step's result. */
export interface OrderView {
  readonly deps: OrderDeps;
  readonly row: OrderRow;
  readonly cause: Cause;
  readonly found: Found;
}

/** The peer that paused the order flow. */
export type Peer = "ERP" | "Shopify";

/** The reason for the pause. */
export type StopReason = "needs-reauth" | "shop-closed";

/** Result of a step. The driver alone chooses the next step. */
export type StepResult =
  /** The pass continues at once: with the result, or from its start when the order was moved. */
  | { readonly kind: "continue"; readonly row: OrderRow; readonly found: Found }
  /** Nothing more to do now. */
  | {
      readonly kind: "done";
      readonly row: OrderRow;
      readonly nextAt: Instant | null;
      readonly attempts?: number;
    }
  /** A peer refuses our credentials or is closed: all orders wait, and none is lost. */
  | { readonly kind: "stop"; readonly row: OrderRow; readonly peer: Peer; readonly reason: StopReason };

/** The order was moved: the pass begins again. */
export const restart = (row: OrderRow): StepResult => ({ kind: "continue", row, found: { kind: "start" } });
/** The order is unchanged; the next step uses this result. */
export const proceed = (row: OrderRow, what: Found): StepResult => ({ kind: "continue", row, found: what });

/** The result that the flow's table guarantees to this step. Throws for any other: a defect of ours. */
export function foundOf<K extends Found["kind"]>({ found: what }: OrderView, kind: K): FoundOf<K> {
  if (isFound(what, kind)) return what;
  throw new Error(`order step: expected ${kind}, the last step found ${what.kind}`);
}
type FoundOf<K extends Found["kind"]> = Extract<Found, { kind: unknown }> & { readonly kind: K };
const isFound = <K extends Found["kind"]>(what: Found, kind: K): what is FoundOf<K> => what.kind === kind;
