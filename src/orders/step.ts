import type { Deps } from "../deps.ts";
import type { InvoicePlan } from "../rules/orders/invoices.ts";
import type { PedidoVenda } from "../rules/orders/pedido-venda.ts";
import type { Reservation } from "../rules/orders/reservations.ts";
import type { ShopOrder } from "../rules/orders/shop-order.ts";
import type { Cause } from "../rules/orders/state-machine.ts";
import type { OrderRow } from "../hub/orders/orders.ts";
import type { Instant } from "../ports.ts";

/** What the order flow works with. */
export type OrderDeps = Pick<Deps, "config" | "clock" | "random" | "log" | "db" | "erp" | "shopify" | "orders">;

/** What the last step found, with what it has read for the next one. */
export type Found =
  | { readonly kind: "start" | "notInErp" | "shopUnchanged" | "cancelledInErp" }
  | {
      readonly kind: "readyToSubmit";
      readonly order: ShopOrder;
      readonly pedido: PedidoVenda;
      readonly reservations: readonly Reservation[];
    }
  | { readonly kind: "eventsEntered"; readonly invoices: InvoicePlan; readonly isCancelled: boolean }
  | { readonly kind: "metafieldsSent"; readonly isCancelled: boolean };

/** What a step works on: the order as it stands, why it is looked at, and what the last step found. */
export interface OrderView {
  readonly deps: OrderDeps;
  readonly row: OrderRow;
  readonly cause: Cause;
  readonly found: Found;
}

/** The peer the order flow waits for. */
export type Peer = "ERP" | "Shopify";

/** Why it waits. */
export type StopReason = "needs-reauth" | "shop-closed";

/** What comes after a step. The driver alone chooses the next one. */
export type StepResult =
  /** The pass goes on at once: with what was found, or from its start when the order was moved. */
  | { readonly kind: "continue"; readonly row: OrderRow; readonly found: Found }
  /** Nothing more to do now. */
  | {
      readonly kind: "done";
      readonly row: OrderRow;
      readonly nextAt: Instant | null;
      readonly attempts?: number;
    }
  /** A peer refuses our credentials or is closed: all orders wait, none is lost by it. */
  | { readonly kind: "stop"; readonly row: OrderRow; readonly peer: Peer; readonly reason: StopReason };

/** The order was moved: the pass begins again. */
export const restart = (row: OrderRow): StepResult => ({ kind: "continue", row, found: { kind: "start" } });
/** The order stands as it was; the next step works with what this one found. */
export const proceed = (row: OrderRow, what: Found): StepResult => ({ kind: "continue", row, found: what });

/** What the flow's table promises this step. Throws when another step came before: a defect of ours. */
export function foundOf<K extends Found["kind"]>({ found: what }: OrderView, kind: K): Extract<Found, { kind: K }> {
  if (isFound(what, kind)) return what;
  throw new Error(`order step: expected ${kind}, the last step found ${what.kind}`);
}
const isFound = <K extends Found["kind"]>(what: Found, kind: K): what is Extract<Found, { kind: K }> =>
  what.kind === kind;
