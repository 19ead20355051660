import { backoffMs } from "../rules/orders/state-machine.ts";
import type { ErpFailure } from "../erp/client/result.ts";
import { DATA_UNAPPROVED, type AdminFailure } from "../shopify/client/result.ts";
import { REF } from "../rules/record/desk-entry.ts";
import { openEntries } from "../hub/desk/desk.ts";
import type { OrderView, Peer, StepResult } from "./step.ts";

/** After this many lookups or reads without a usable result, one desk entry per peer informs an operator. */
const SILENT_AFTER = 6;

/** Least wait of an order that the ERP has and for whose look or write Shopify's bucket had no room, ms. */
const FOLLOW_UP_WAIT_MS = 30_000;

/** Orders that wait for the end of a dry run become due when the switch is reset. This wait covers a lost requeue. */
export const DRY_RUN_RECHECK_MS = 900_000;

/** A field that Shopify withholds is asked for again after this time: an approval or a scope comes at any moment. */
const WITHHELD_RECHECK_MS = 900_000;

/** Codes of a document that costs too much, or that this version of the API does not have: the next one is refused too. */
const OF_OUR_DOCUMENT: ReadonlySet<string> = new Set(["MAX_COST_EXCEEDED", "undefinedField", "undefinedType"]);

/** Step after a failed Shopify call: nothing has changed; read again later, or pause the flow. */
export async function afterShopFailure(look: OrderView, failure: AdminFailure): Promise<StepResult> {
  const { row } = look;
  switch (failure.kind) {
    case "unauthorized":
      return { kind: "stop", row, peer: "Shopify", reason: "needs-reauth" };
    case "shopClosed":
      return { kind: "stop", row, peer: "Shopify", reason: "shop-closed" };
    case "throttled":
      return laterSilently(
        look,
        isAfterSubmission(look) ? followUpWaitMs(look, failure.retryAfterMs) : failure.retryAfterMs,
      );
    case "dryRun":
    case "notSent":
      return laterSilently(look, DRY_RUN_RECHECK_MS);
    case "refused": // our own document, scope or cost: the same for every order until an operator repairs it
      if (failure.code === DATA_UNAPPROVED) return withheld(look, "data-unapproved", failure.path ?? "");
      if (failure.code === "ACCESS_DENIED") return withheld(look, "access-denied", failure.path ?? "");
      if (OF_OUR_DOCUMENT.has(failure.code)) return queryRefused(look, failure.code, failure.message);
      return later(look, "Shopify", failure.message);
    case "unknown":
      return later(look, "Shopify", failure.message);
  }
}

/**
 * Step after a failed ERP lookup. `refused` means that the ERP refused the lookup itself: retried, and shown on the
 * desk.
 */
export async function afterLookupFailure(
  look: OrderView,
  failure: Extract<ErpFailure, { kind: "unauthorized" | "refused" | "unknown" }>,
  earliest = 0,
): Promise<StepResult> {
  switch (failure.kind) {
    case "unauthorized":
      return { kind: "stop", row: look.row, peer: "ERP", reason: "needs-reauth" };
    case "refused":
    case "unknown":
      return later(look, "ERP", failure.message, earliest);
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

/** One entry for the shop, whatever the number of orders; each is read again after the same time and goes on by itself. */
async function withheld(
  { deps, row }: OrderView,
  reason: "data-unapproved" | "access-denied",
  path: string,
): Promise<StepResult> {
  const { db, clock, log } = deps;
  log.warn("order.data-withheld", { orderId: row.orderId, reason, path });
  await openEntries(db, [{ area: "order-flow", ref: REF.shopify, reason, params: { path } }], clock.now()).run();
  return { kind: "done", row, nextAt: clock.now() + WITHHELD_RECHECK_MS };
}

/** The same for every order: one entry from the first refusal on, and no word of an outage that would pass. */
async function queryRefused({ deps, row }: OrderView, code: string, message: string): Promise<StepResult> {
  const { db, clock, log } = deps;
  log.warn("order.query-refused", { orderId: row.orderId, code });
  const entry = { area: "order-flow", ref: REF.shopify, reason: "query-refused", params: { code } } as const;
  await openEntries(db, [{ ...entry, detail: message.slice(0, 500) }], clock.now()).run();
  return { kind: "done", row, nextAt: clock.now() + WITHHELD_RECHECK_MS };
}

const isAfterSubmission = ({ row }: OrderView): boolean => row.seqPedido !== null;

/** Follow-up work that found no room waits long and unevenly: many orders must not come back together every second. */
const followUpWaitMs = ({ deps }: OrderView, retryAfterMs: number): number =>
  Math.max(retryAfterMs, FOLLOW_UP_WAIT_MS) + Math.round(deps.random.fraction() * FOLLOW_UP_WAIT_MS);

function laterSilently({ deps, row }: OrderView, waitMs: number): StepResult {
  return { kind: "done", row, nextAt: deps.clock.now() + Math.max(waitMs, 1_000) };
}
