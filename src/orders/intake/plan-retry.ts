import { isNotFoundFinal, NOT_FOUND_FINAL_AFTER_MS, type OrderState } from "../../rules/orders/state-machine.ts";

/** What an operator's retry knows of an order. */
export interface RetryOf {
  readonly state: OrderState;
  readonly reason: string | null;
  /** Epoch ms of the last POST; null: never submitted. */
  readonly submittedAt: number | null;
  /** Epoch ms: until then another run has the order. */
  readonly leaseUntil: number;
}

/**
 * - `evaluate`: read the order in Shopify; it is submitted if nothing stands in the way.
 * - `lookUp`: ask the ERP for it. Found: its number is stored. Not there: it is submitted again, and the desk shows it.
 * - `checkKept`: ask the ERP whether it still has the order. Lost there: it is submitted again.
 * - `submitAgain`: the ERP has no lookup, so the operator's word counts: submit it again.
 */
export type RetryAction = "evaluate" | "lookUp" | "checkKept" | "submitAgain";

export type RetryPlan =
  | { readonly ok: true; readonly action: RetryAction }
  | {
      readonly ok: false;
      readonly reason: "order-in-progress" | "order-cancelled" | "submitted-recently" | "no-order-lookup";
      /** Epoch ms from which a retry is possible; null: not by waiting. */
      readonly notBefore: number | null;
    };

const act = (action: RetryAction): RetryPlan => ({ ok: true, action });

/** What a retry will do, or why it cannot do anything now. */
export function planRetry(
  order: RetryOf,
  { hasLookup, now }: { readonly hasLookup: boolean; readonly now: number },
): RetryPlan {
  const { state, reason, submittedAt, leaseUntil } = order;
  if (leaseUntil > now) return { ok: false, reason: "order-in-progress", notBefore: leaseUntil };
  switch (state) {
    case "received":
    case "waiting-payment":
    case "on-hold":
    case "ignored":
    case "ready":
      if (submittedAt === null) return act("evaluate");
      return lookUpOrAgain();
    case "cancelled":
      return reason === "deleted" ? act("evaluate") : { ok: false, reason: "order-cancelled", notBefore: null };
    case "submitting":
    case "uncertain":
    case "failed":
      return lookUpOrAgain();
    case "submitted":
    case "imported":
    case "invoiced":
      if (hasLookup) return act("checkKept");
      if (reason === "import-unseen") return act("submitAgain");
      return { ok: false, reason: "no-order-lookup", notBefore: null };
  }

  function lookUpOrAgain(): RetryPlan {
    if (hasLookup) return act("lookUp");
    if (submittedAt !== null && !isNotFoundFinal(submittedAt, now))
      return { ok: false, reason: "submitted-recently", notBefore: submittedAt + NOT_FOUND_FINAL_AFTER_MS };
    return act("submitAgain");
  }
}
