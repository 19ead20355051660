/**
 * An order that a person holds: it is read and judged as always, its goods stay reserved, and it goes to no ERP until a
 * person releases it.
 */
import type { Assessment } from "../assess.ts";
import { isInErp, type OrderProgress } from "../state-machine.ts";

/**
 * Why an order cannot be held now.
 * - `order-in-erp`: the ERP has it, or has refused it.
 * - `order-perhaps-in-erp`: a POST is under way, or its outcome is unknown.
 * - `order-ended`: it goes to no ERP.
 */
export type HoldRefusal = "order-in-erp" | "order-perhaps-in-erp" | "order-ended";

/** Whether a person may hold an order as it stands; null: yes. */
export function holdRefusalOf({
  state,
  submittedAt,
}: Pick<OrderProgress, "state" | "submittedAt">): HoldRefusal | null {
  if (isInErp(state)) return "order-in-erp";
  if (state === "submitting" || state === "uncertain") return "order-perhaps-in-erp";
  if (state === "cancelled" || state === "ignored") return "order-ended";
  // Ready once more after a POST: the ERP is about to be asked.
  return state === "ready" && submittedAt !== null ? "order-perhaps-in-erp" : null;
}

/** The assessment of an order that a person holds. What ends an order ends a held one too. */
export function heldAs(assessment: Assessment): Assessment {
  switch (assessment.kind) {
    case "cancelled":
    case "ignored":
      return assessment;
    case "waitingPayment":
    case "onHold":
    case "ready":
      return { kind: "onHold", hold: { reason: "held-by-person" } };
  }
}
