import { backoffMs } from "../rules/orders/state-machine.ts";
import type { ErpFailure } from "../erp/client/result.ts";
import type { AdminFailure } from "../shopify/client/result.ts";
import { REF } from "../rules/record/desk-entry.ts";
import { openEntries } from "../hub/desk/desk.ts";
import type { OrderView, Peer, StepResult } from "./step.ts";

/** After so many questions or reads without a usable answer a person is told, once per peer. */
const SILENT_AFTER = 6;

/** An order that waits for the end of a dry run is due when the switch is set back; this is for a wake that was lost. */
export const DRY_RUN_RECHECK_MS = 900_000;

/** What a failed call to Shopify means for an order: nothing has changed, look again, or stop the lane. */
export async function afterShopFailure(look: OrderView, failure: AdminFailure): Promise<StepResult> {
  const { row } = look;
  switch (failure.kind) {
    case "unauthorized":
      return { kind: "stop", row, peer: "Shopify", reason: "needs-reauth" };
    case "shopClosed":
      return { kind: "stop", row, peer: "Shopify", reason: "shop-closed" };
    case "throttled":
      return laterSilently(look, failure.retryAfterMs);
    case "dryRun":
    case "notSent":
      return laterSilently(look, DRY_RUN_RECHECK_MS);
    case "refused": // our own document, scope or cost: the same for every order until somebody mends it
    case "unknown":
      return later(look, "Shopify", failure.message);
  }
}

/** What a failed question to the ERP means. `refused` is the question's own refusal: asked again, and shown. */
export async function afterLookupFailure(
  look: OrderView,
  failure: Exclude<ErpFailure, { kind: "notThere" }>,
  earliest = 0,
): Promise<StepResult> {
  switch (failure.kind) {
    case "unauthorized":
      return { kind: "stop", row: look.row, peer: "ERP", reason: "needs-reauth" };
    case "alreadyThere": // no answer to a GET
    case "refused":
    case "unknown":
      return later(look, "ERP", "message" in failure ? failure.message : failure.kind, earliest);
  }
}

async function later({ deps, row }: OrderView, peer: Peer, message: string, earliest = 0): Promise<StepResult> {
  const { clock, db, log } = deps;
  const attempts = row.attempts + 1;
  log.warn("order.peer-timeout", { orderId: row.orderId, state: row.state, peer, attempts });
  // One entry for the peer, whatever the number of orders that wait for it.
  if (attempts === SILENT_AFTER)
    await openEntries(
      db,
      [
        {
          area: "order-flow",
          ref: peer === "ERP" ? REF.erp : REF.shopify,
          reason: "silent",
          params: { attempts: SILENT_AFTER },
          detail: message.slice(0, 500),
        },
      ],
      clock.now(),
    ).run();
  return { kind: "done", row, attempts, nextAt: Math.max(clock.now() + backoffMs(attempts), earliest) };
}

function laterSilently({ deps, row }: OrderView, waitMs: number): StepResult {
  return { kind: "done", row, nextAt: deps.clock.now() + Math.max(waitMs, 1_000) };
}
