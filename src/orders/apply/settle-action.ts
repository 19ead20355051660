import type { OrderAction } from "../../hub/orders/actions.ts";
import type { OrderView, StepResult } from "../step.ts";
import { settleErpChange } from "./erp-change.ts";
import { settleAlteration } from "../back/alter.ts";
import { settleCollected } from "../back/collect.ts";
import { settleFulfilment } from "./fulfillment.ts";
import { settleStatus } from "./status.ts";
import { settleCancel } from "./cancellation.ts";

/**
 * An action that the order has open when a pass begins: a crash or a lost answer, or a job that has yet to end. It is
 * settled before any other step, because the next action is planned from the order as this one left it.
 */
export async function settleAction(view: OrderView, action: OrderAction): Promise<StepResult> {
  switch (action.kind) {
    case "cancel":
      return settleCancel(view, action);
    case "erp-cancel":
    case "erp-edit":
      return settleErpChange(view, action);
    case "fulfil":
    case "unfulfil":
      return settleFulfilment(view, action);
    case "fulfil-event":
    case "prepared":
      return settleStatus(view, action);
    case "edit":
    case "refund":
      return settleAlteration(view, action);
    case "capture":
    case "mark-paid":
      return settleCollected(view, action);
  }
}
