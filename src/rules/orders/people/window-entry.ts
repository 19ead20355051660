import { toErpTime } from "../../brazil/erp-time.ts";
import type { EntryIn } from "../../record/desk-entry.ts";
import type { OrderState } from "../state-machine.ts";

export interface PromisedOrder {
  readonly orderId: string;
  readonly name: string | null;
  readonly state: OrderState;
  /** Epoch ms. */
  readonly windowFrom: number;
  readonly windowUntil: number | null;
}

/** The entry of an order whose window is near. Its facts do not change with the clock, so it is written once. */
export const windowEntry = ({
  orderId,
  name,
  state,
  windowFrom,
  windowUntil,
}: PromisedOrder): EntryIn<"deliveries", "window-near"> => ({
  area: "deliveries",
  ref: orderId,
  reason: "window-near",
  params: {
    name: name ?? orderId,
    state,
    from: toErpTime(windowFrom),
    until: windowUntil === null ? null : toErpTime(windowUntil),
  },
});
