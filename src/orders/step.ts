import type { Deps } from "../deps.ts";
import type { StoredEvent, InvoicePlan } from "../rules/orders/invoices.ts";
import type { Promised } from "../rules/orders/payment/forms.ts";
import type { Wait as PaymentWait } from "../rules/orders/payment/waiting.ts";
import type { PedidoVenda } from "../rules/orders/pedido-venda.ts";
import type { Reservation } from "../rules/orders/reservations.ts";
import type { ShopOrder } from "../rules/orders/shop-order.ts";
import type { Cause } from "../rules/orders/state-machine.ts";
import type { OrderAction } from "../hub/orders/actions.ts";
import type { OrderRow } from "../hub/orders/orders.ts";
import type { Instant } from "../ports.ts";
import type { OrderToFulfill } from "../shopify/orders/fulfill/fulfill.ts";

/** Dependencies of the order flow. */
export type OrderDeps = Pick<
  Deps,
  "config" | "clock" | "random" | "log" | "fetch" | "db" | "erp" | "shopify" | "orders"
>;

/** What one reading of the order in Shopify found. */
export interface Reading {
  /** Null: it could not be read. */
  readonly order: ShopOrder | null;
  /** What it shows (rules/orders/shop-digest.ts). */
  readonly digest: string | null;
  /** Null also when the order may have changed within the same second: the sweep then finds it again. */
  readonly mark: string | null;
  /** Null: those that the hub has stay. */
  readonly reservations: readonly Reservation[] | null;
  readonly company: number | null;
  /** Locations where Shopify may have moved the levels of this order's items. */
  readonly touched: readonly number[];
  /** Of an order that waits for its money. */
  readonly wait: PaymentWait | null;
}

/** Result of the last step, with the data it read for the next one. */
export type Found =
  | { readonly kind: "start" | "notInErp" | "stillInErp" | "importAsked" }
  | {
      readonly kind: "readyToAsk" | "readyToSubmit";
      readonly reading: Reading & { readonly order: ShopOrder; readonly reservations: readonly Reservation[] };
      readonly pedido: PedidoVenda;
      /** What is posted: the order in the installation's words. */
      readonly body: object;
      /** Second calls to make once the ERP has the order; null: none. */
      readonly paymentCalls: string | null;
      /** The lookup has just answered in the ERP's own words. */
      readonly isLookupThere?: boolean;
    }
  | { readonly kind: "eventsEntered" | "altered"; readonly invoices: InvoicePlan; readonly isCancelled: boolean }
  | {
      readonly kind: "shopUnchanged" | "cancellationSeen" | "totalChecked";
      readonly invoices: InvoicePlan;
      readonly isCancelled: boolean;
      /** Our metafields as this pass read them; null: not read, because the hub's copy stands. */
      readonly fields: ReadonlyMap<string, string> | null;
      /** Shopify does not show the order: nothing can be written there. */
      readonly isAbsent: boolean;
    }
  | { readonly kind: "metafieldsSent" | "collected" | "fulfilled" | "statusNotified"; readonly isCancelled: boolean };

/** Input of a step: the order's row, the cause of this run, and the last step's result. */
export interface OrderView {
  readonly deps: OrderDeps;
  /**
   * Its `shopUpdatedAt` is what this pass knows of Shopify: null until a look, when the cause may be a change there. A
   * pass that ends without its look so leaves the order doubted, and the next one looks.
   */
  readonly row: OrderRow;
  /** The row's `shopUpdatedAt` as it was before the pass. */
  readonly mark: string | null;
  /** The ERP's events as the lease's batch read them; null: read them. */
  readonly events: readonly StoredEvent[] | null;
  /** The action that the order has open; undefined: read it (hub/orders/actions.ts). */
  readonly openAction: OrderAction | null | undefined;
  /** Promises on which the shop submits orders, as the lease's batch read them of an invoiced order; null: read them. */
  readonly promises: ReadonlySet<Promised> | null;
  /** What the order has left to fulfil, as this pass read it since its last write; undefined: read it. */
  readonly toFulfill: OrderToFulfill | null | undefined;
  /** The earliest instant at which a step of this pass wants another one; null: none does. */
  readonly again: Instant | null;
  /** When the import is asked for again, if this pass has asked for it. */
  readonly importAgain: Wait | null;
  readonly cause: Cause;
  readonly found: Found;
}

export interface Wait {
  readonly nextAt: Instant | null;
  readonly attempts: number;
}

/** The peer that paused the order flow. */
export type Peer = "ERP" | "Shopify";

/** The reason for the pause. */
export type StopReason = "needs-reauth" | "shop-closed";

/** Result of a step. The driver alone chooses the next step. */
export type StepResult =
  /** The pass continues at once: with the result, or from its start when the order was moved. */
  | {
      readonly kind: "continue";
      readonly row: OrderRow;
      readonly found: Found;
      /** The import was asked for and is asked for again then. */
      readonly importAgain?: Wait;
      /** Another pass is wanted then. */
      readonly again?: Instant;
      /** The step changed events: they are read again. */
      readonly eventsChanged?: boolean;
      /** The events as the step has read them, for the next one. */
      readonly events?: readonly StoredEvent[];
      /** What the order has left to fulfil, as the step has read it; absent after a write of ours. */
      readonly toFulfill?: OrderToFulfill | null;
      /** The step began or ended an action: the open one is read again. */
      readonly actionsChanged?: boolean;
      /** The step ended the open action, and none is open now. */
      readonly actionEnded?: boolean;
    }
  /** The last step of the pass; its batch released the order too. */
  | { readonly kind: "released"; readonly row: OrderRow; readonly nextAt: Instant | null }
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
export const restart = (row: OrderRow): Extract<StepResult, { kind: "continue" }> => ({
  kind: "continue",
  row,
  found: { kind: "start" },
});
/** The order is unchanged; the next step uses this result. */
export const proceed = (row: OrderRow, what: Found): Extract<StepResult, { kind: "continue" }> => ({
  kind: "continue",
  row,
  found: what,
});

/** The result that the flow's table guarantees to this step. Throws for any other: a defect of ours. */
export function foundOf<K extends Found["kind"]>({ found: what }: OrderView, kind: K): FoundOf<K> {
  if (isFound(what, kind)) return what;
  throw new Error(`order step: expected ${kind}, the last step found ${what.kind}`);
}
type FoundOf<K extends Found["kind"]> = Extract<Found, { kind: unknown }> & { readonly kind: K };
const isFound = <K extends Found["kind"]>(what: Found, kind: K): what is FoundOf<K> => what.kind === kind;
