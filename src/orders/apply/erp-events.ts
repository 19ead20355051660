/**
 * The ERP's events of an order that it has. Every step compares the present with the desired state, so a repetition has
 * no effect.
 */
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { reserve } from "../../hub/orders/reservations.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { cancelsOrder, type ErpEvent } from "../../rules/orders/erp-event.ts";
import { planInvoices, type InvoicePlan } from "../../rules/orders/invoices.ts";
import { alteredEntry } from "../altered.ts";
import { doubledEntry } from "../doubled.ts";
import { proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { cancelledEntry } from "./cancellation.ts";

/** Enters the ERP's new events, then passes on their invoices and a cancellation. */
export async function enterErpEvents(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  const events = view.events ?? (await eventsOf(deps.db, row.orderId));
  // The event names another number for the order: the ERP has the order twice.
  const fresh = events.filter(({ state }) => state === "received").map(({ event }) => event.seqPedido);
  const doubled = row.seqPedido === null ? null : doubledEntry(row, fresh);
  if (doubled) await openEntries(deps.db, [doubled], deps.clock.now()).run();
  const invoices = planInvoices(events);
  const entered = await enterNew(view, invoices, new Map(events.map(({ event, state }) => [event.eventKey, state])));
  const isCancelled = events.some(({ event }) => cancelsOrder(event));
  return entered ?? proceed(row, { kind: "eventsEntered", invoices, isCancelled });
}

/** Stores, once, the new events that need an operator or no action at all. Null: no event was new. */
async function enterNew(
  { deps, row, cause }: OrderView,
  plan: InvoicePlan,
  states: ReadonlyMap<string, string>,
): Promise<StepResult | null> {
  const { db, clock } = deps;
  const now = clock.now();
  const isNew = ({ eventKey }: ErpEvent) => states.get(eventKey) !== "desk" && states.get(eventKey) !== "due";
  const fresh = plan.forPerson.filter(isNew);
  const cancellations = fresh.filter(cancelsOrder);
  const rules = fresh.length > 0 ? await readOrderRules(db) : null;
  const isAltered = rules?.applyAlterations === "on" && row.state !== "failed";
  const due = fresh.filter((event) =>
    event.type === "ALTERADO" ? isAltered : cancelsOrder(event) && rules?.applyCancellations === "on",
  );
  const forPerson = fresh.filter((event) => !due.includes(event));
  const waiting = plan.waiting.filter((key) => states.get(key) !== "waiting");
  const name = row.name ?? row.orderId;
  // An invoice that waits for a change by the connector itself opens no entry.
  const isOwn = plan.forPerson.some(
    (event) => event.type === "ALTERADO" && (due.includes(event) || states.get(event.eventKey) === "due"),
  );
  const waits = (isOwn ? [] : plan.waiting).map(
    (ref) => ({ area: "events", ref, reason: "invoice-waits", params: { name } }) as const,
  );
  if (fresh.length + waiting.length + plan.done.length === 0) {
    // Events of an order that the hub did not know wait too: what holds the invoice now is another thing.
    if (waits.length > 0) await openEntries(db, waits, now).run();
    return null;
  }
  const sent = plan.done.length > 0 && (await notifiesStatus(db));
  const entering = [...fresh.map(({ eventKey }) => eventKey), ...plan.waiting, ...plan.done].map((ref) => ({ ref }));
  const desk: DeskEntry[] = [...forPerson.map((event) => personEntry(row, event)), ...waits];
  const next = await moveOrder(
    deps,
    row,
    { attempts: 0, ...(cancellations.length > 0 ? numberOf(row, cancellations) : {}) },
    {
      step: "event",
      cause,
      outcome: [...fresh.map(({ type }) => type), ...waiting.map(() => "invoice-waits")].join(" ") || "noted",
    },
    [
      markEvents(
        db,
        forPerson.map(({ eventKey }) => eventKey),
        "desk",
        now,
      ),
      markEvents(
        db,
        due.map(({ eventKey }) => eventKey),
        "due",
        now,
      ),
      markEvents(db, waiting, "waiting", now),
      markEvents(db, plan.done, sent ? "due" : "applied", now),
      // The ERP has released these items, and no other step releases them here.
      ...(cancellations.length > 0 ? reserve(db, row.orderId, []) : []),
      // The hub or the ERP did not know the order when these events came; now they are entered.
      closeEntries(db, "events", entering, now),
      ...(desk.length > 0 ? [openEntries(db, desk, now)] : []),
    ],
  );
  return { ...restart(next), eventsChanged: true };
}

/** The ERP is not asked for an order that it cancelled: its event is the last that names the order's number. */
function numberOf(row: OrderRow, cancellations: readonly ErpEvent[]): { readonly nroPedVenda?: number } {
  const named = cancellations.find(({ seqPedido }) => seqPedido === row.seqPedido)?.nroPedVenda ?? null;
  return row.nroPedVenda === null && named !== null ? { nroPedVenda: named } : {};
}

/** A state on the way has an effect besides the order's field (status.ts). */
async function notifiesStatus(db: D1Database): Promise<boolean> {
  const { statusTags, statusToCustomer } = await readOrderRules(db);
  return statusTags || statusToCustomer === "on";
}

function personEntry(row: OrderRow, event: ErpEvent): DeskEntry {
  if (!cancelsOrder(event)) return alteredEntry(row.name ?? row.orderId, event);
  return { ...cancelledEntry(row, event, null), detail: JSON.stringify(event.items) };
}
