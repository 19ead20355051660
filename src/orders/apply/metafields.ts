import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { markEvents } from "../../hub/orders/erp-events.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { moveAndRelease, moveOrder, type OrderChanges } from "../../hub/orders/orders.ts";
import { sameValue, shownText } from "../../rules/orders/metafield-state.ts";
import { FOLLOW_UP_AFTER_MS } from "../../rules/orders/state-machine.ts";
import { setOrderMetafields } from "../../shopify/orders/order-metafields.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { afterShopFailure } from "../failures.ts";
import { wantedMetafields } from "./wanted-metafields.ts";

/** A metafield definition of the shop refuses our value: tried again after this time, ms. */
const REFUSED_AGAIN_MS = 3_600_000;

/**
 * Sends the ERP's status of the order to Shopify, each value once. The order is read before it is written (shop-edits.ts),
 * unless the hub knows that it has not changed since. After a write whose response was lost, and after a crash,
 * `shopUpdatedAt` is null: the order is read, and the write is found and not repeated.
 *
 * A write that shows no invoice ends the pass. Its response has the order's new `updatedAt` (`answeredUpdatedAt`). The next
 * pass confirms it, one second after the write.
 */
export async function sendMetafields(view: OrderView): Promise<StepResult> {
  const { deps, row, cause, importAgain } = view;
  const { invoices: plan, isCancelled, fields, isAbsent } = foundOf(view, "totalChecked");
  const { db, clock, shopify } = deps;
  const { wanted, missing, applying } = wantedMetafields(row, plan, fields);
  const showsInvoice = wanted.some(({ key }) => key === "nfe_chave");
  const state = applying.length > 0 && showsInvoice ? "invoiced" : row.state;
  const changes: OrderChanges = { state, shown: shownText(wanted), attempts: importAgain?.attempts ?? 0 };
  if (missing.length === 0 && applying.length === 0) return proceed(row, { kind: "metafieldsSent", isCancelled });
  if (missing.length === 0) return stored("shown-already");
  if (isAbsent) return stored("not-in-shop");
  const toSet = missing.filter((field) => fields === null || !sameValue(field, fields.get(field.key)));
  if (toSet.length === 0) return stored("shown-already");
  const set = await setOrderMetafields(shopify, row.orderId, toSet);
  // Whether the write counted is unknown: the next pass reads first.
  const doubted = { ...view, row: { ...row, shopUpdatedAt: null } };
  switch (set.kind) {
    case "failed":
      return afterShopFailure(doubted, set.failure);
    case "refused":
      // Without a reading the order may be deleted: the pass looks first, and comes back.
      return fields === null ? restart(doubted.row) : refused(set.message);
    case "set": {
      const { updatedAt } = set;
      const nextAt = Math.min(importAgain?.nextAt ?? Infinity, clock.now() + FOLLOW_UP_AFTER_MS);
      const after = { ...changes, shopUpdatedAt: null, answeredUpdatedAt: updatedAt };
      // What an invoice brings is done at once: its money is collected, and its goods leave.
      if (applying.length > 0) {
        const next = await moveOrder(deps, row, after, entry("shown"), await applied());
        return { ...proceed(next, { kind: "metafieldsSent", isCancelled }), again: nextAt, eventsChanged: true };
      }
      const { row: next, isReleased } = await moveAndRelease(deps, row, after, entry("shown"), await applied(), nextAt);
      return { kind: isReleased ? "released" : "done", row: next, nextAt };
    }
  }

  /** Nothing is to be written: the pass goes on. */
  async function stored(outcome: string): Promise<StepResult> {
    const next = await moveOrder(deps, row, changes, entry(outcome), await applied());
    return { ...proceed(next, { kind: "metafieldsSent", isCancelled }), eventsChanged: true };
  }

  function entry(outcome: string) {
    const step = applying.length > 0 ? "invoiced" : "shown";
    return { step, cause, outcome, detail: missing.map(({ key }) => key).join(" ") };
  }

  /** Their invoices are on the order; by rule they fulfil it next (fulfillment.ts). */
  async function applied(): Promise<readonly D1PreparedStatement[]> {
    if (applying.length === 0) return [];
    const now = clock.now();
    const keys = applying.map((ref) => ({ ref }));
    const fulfils = !isAbsent && (await readOrderRules(db)).fulfilInvoices === "on";
    return [
      markEvents(db, applying, fulfils ? "due" : "applied", now),
      closeEntries(db, "events", keys, now),
      closeOrderEntries(db, row.orderId, ["internal-error"], now), // the record went through
    ];
  }

  async function refused(message: string): Promise<StepResult> {
    const entryOfDesk = {
      area: "orders",
      ref: row.orderId,
      reason: "metafield-refused",
      params: { name: row.name ?? row.orderId, keys: missing.map(({ key }) => key) },
      detail: message,
    } as const;
    await openEntries(db, [entryOfDesk], clock.now()).run();
    return { kind: "done", row, nextAt: clock.now() + REFUSED_AGAIN_MS };
  }
}
