import { openEntries } from "../../hub/desk/desk.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { readLastSubmitted } from "../../hub/orders/timeline.ts";
import { totalDifference } from "../../rules/orders/back/invoice-total.ts";
import type { InvoicePlan } from "../../rules/orders/invoices.ts";
import { parseSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import { foundOf, proceed, type OrderView, type StepResult } from "../step.ts";

/**
 * New invoices that bill the order whole, at another total than it was submitted with, wait: the desk has both figures, and
 * an operator releases them. Compared again at each pass, so an event that comes later may explain them.
 */
export async function checkInvoiceTotal(view: OrderView): Promise<StepResult> {
  const found = foundOf(view, "cancellationSeen");
  const { deps, row, cause } = view;
  const { db, clock } = deps;
  const { invoices: plan } = found;
  const goOn = (invoices: InvoicePlan, next = row): StepResult =>
    proceed(next, { ...found, invoices, kind: "totalChecked" });
  if (plan.applying.length === 0) return goOn(plan);
  const submitted = await readLastSubmitted(db, row.orderId);
  if (submitted === null) return goOn(plan);
  const events = view.events ?? (await eventsOf(db, row.orderId));
  const standing = plan.invoices.filter(({ isCancelled }) => !isCancelled);
  const difference = totalDifference(events, standing, parseSnapshot(submitted));
  const applying = new Set(plan.applying);
  const held = events.filter(
    ({ event, state }) =>
      event.type === "FATURADO" &&
      applying.has(event.eventKey) &&
      state !== "cleared" &&
      standing.some(({ key }) => key === event.invoice?.key),
  );
  if (difference === null || held.length === 0) return goOn(plan);
  const keys = held.map(({ event }) => event.eventKey);
  const documents = new Set(held.map(({ event }) => event.invoice?.key));
  const without: InvoicePlan = {
    ...plan,
    invoices: plan.invoices.filter(({ key }) => !documents.has(key)),
    applying: plan.applying.filter((key) => !keys.includes(key)),
  };
  if (held.every(({ state }) => state === "waiting")) return goOn(without);
  const params = { name: row.name ?? row.orderId, ...difference };
  const entries = keys.map((ref) => ({ area: "events", ref, reason: "invoice-total-differs", params }) as const);
  const now = clock.now();
  const next = await moveOrder(deps, row, {}, { step: "event", cause, outcome: "invoice-total-differs" }, [
    markEvents(db, keys, "waiting", now),
    openEntries(db, entries, now),
  ]);
  return goOn(without, next);
}
