import type { Deps } from "../deps.ts";
import type { Cause } from "../rules/orders/state-machine.ts";
import type { OrderRow } from "../hub/orders/orders.ts";
import type { Instant } from "../ports.ts";

/** What the order lane works with. */
export type OrderDeps = Pick<Deps, "config" | "clock" | "random" | "log" | "db" | "erp" | "shopify" | "orders">;

/** One look at an order: whose, and why. */
export interface Look {
  readonly deps: OrderDeps;
  readonly row: OrderRow;
  readonly cause: Cause;
}

/** Whom the lane waits for. */
export type Peer = "ERP" | "Shopify";

/** What comes after a step. */
export type After =
  /** On to the next step at once. */
  | { readonly kind: "go"; readonly row: OrderRow }
  /** Nothing more to do now. */
  | {
      readonly kind: "down";
      readonly row: OrderRow;
      readonly nextAt: Instant | null;
      readonly attempts?: number;
    }
  /** A peer refuses our credentials or is closed: the whole lane waits, no order dies of it. */
  | { readonly kind: "stop"; readonly row: OrderRow; readonly peer: Peer; readonly reason: string };

export const go = (row: OrderRow): After => ({ kind: "go", row });
