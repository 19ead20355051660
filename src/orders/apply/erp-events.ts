/**
 * The ERP's events of an order that it has. Like every step of such an order it compares what is with what should be, so
 * that a repetition does nothing.
 */
import { openDesk, type DeskEntry } from "../../hub/desk/desk.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { reserve } from "../../hub/orders/reservations.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { type ErpEvent } from "../../rules/orders/erp-event.ts";
import { planInvoices, type InvoicePlan } from "../../rules/orders/invoices.ts";
import { proceed, restart, type OrderView, type StepResult } from "../step.ts";

/** Enters the ERP's new events, then hands over what they say of invoices and of a cancellation. */
export async function enterErpEvents(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  const events = await eventsOf(deps.db, row.orderId);
  const invoices = planInvoices(events);
  const entered = await enterNew(view, invoices, new Map(events.map(({ event, state }) => [event.eventKey, state])));
  const isCancelled = events.some(({ event }) => event.type === "CANCELADO");
  return entered ?? proceed(row, { kind: "eventsEntered", invoices, isCancelled });
}

/** Writes down, once, what of new events is for a person or needs nothing done. Null: nothing was new. */
async function enterNew(
  { deps, row, cause }: OrderView,
  plan: InvoicePlan,
  states: ReadonlyMap<string, string>,
): Promise<StepResult | null> {
  const { db, clock } = deps;
  const now = clock.now();
  const isNew = (key: string) => states.get(key) !== "desk";
  const forPerson = plan.forPerson.filter(({ eventKey }) => isNew(eventKey));
  const waiting = plan.waiting.filter((key) => states.get(key) !== "waiting");
  if (forPerson.length + waiting.length + plan.done.length === 0) return null;
  const name = row.name ?? row.orderId;
  const desk: DeskEntry[] = [
    ...forPerson.map((event) => ({
      lane: "events",
      record: event.eventKey,
      reason: event.type === "ALTERADO" ? "order-altered" : "order-cancelled",
      message: personMessage(name, event),
      detail: JSON.stringify(event.items),
    })),
    ...waiting.map((key) => ({
      lane: "events",
      record: key,
      reason: "invoice-waits",
      message: `Pedido ${name}: a nota fiscal espera uma alteração do ERP ainda não aplicada no Shopify. Resolva o evento da alteração, ou libere esta nota.`,
    })),
  ];
  const next = await moveOrder(
    deps,
    row,
    { attempts: 0 },
    {
      step: "event",
      cause,
      outcome: [...forPerson.map(({ type }) => type), ...waiting.map(() => "invoice-waits")].join(" ") || "noted",
    },
    [
      markEvents(
        db,
        forPerson.map(({ eventKey }) => eventKey),
        "desk",
        now,
      ),
      markEvents(db, waiting, "waiting", now),
      markEvents(db, plan.done, "applied", now),
      // The ERP has let go of the goods; nothing would ever release them here.
      ...(forPerson.some(({ type }) => type === "CANCELADO") ? reserve(db, row.orderId, []) : []),
      ...(desk.length > 0 ? [openDesk(db, desk, now)] : []),
    ],
  );
  return restart(next);
}

function personMessage(name: string, event: ErpEvent): string {
  if (event.type === "CANCELADO")
    return `Pedido ${name}: cancelado no ERP${event.motive ? ` (${event.motive})` : ""}. Cancele e reembolse no Shopify, depois resolva o evento ${event.eventKey}.`;
  const changed = event.items.filter(({ orderedMilli, attendedMilli }) => orderedMilli !== attendedMilli);
  const lines = changed.map(
    ({ sku, orderedMilli, attendedMilli }) => `${sku}: ${orderedMilli / 1000} → ${attendedMilli / 1000}`,
  );
  return `Pedido ${name}: alterado no ERP (${lines.slice(0, 20).join("; ") || "sem itens diferentes"}). Edite o pedido no Shopify, depois resolva o evento ${event.eventKey}; a nota espera por isso.`;
}
