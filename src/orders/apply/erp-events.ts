/**
 * An order that the ERP has. Four things, each found by comparing what is with what should be, so that doing them twice
 * does nothing: its numbers and invoices on the Shopify order, its import, its events, and edits made in Shopify since.
 */
import { openDesk, type DeskEntry } from "../../hub/desk/desk.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { reserve } from "../../hub/orders/reservations.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { type ErpEvent } from "../../rules/orders/erp-event.ts";
import { orderMetafields, planInvoices, type InvoicePlan } from "../../rules/orders/invoices.ts";
import { type After, go, type Look } from "../step.ts";
import { lookForEdits } from "./shop-edits.ts";
import { poll } from "../submit/import-status.ts";
import { show } from "./metafields.ts";

export async function follow(view: Look): Promise<After> {
  const { deps, row } = view;
  const events = await eventsOf(deps.db, row.orderId);
  const plan = planInvoices(events);
  const entered = await enterEvents(view, plan, new Map(events.map(({ event, state }) => [event.eventKey, state])));
  if (entered) return entered;
  // An invoice belongs to a sales order: its number comes first.
  const isImported = row.state === "imported" || row.state === "invoiced";
  const wanted = orderMetafields(row, isImported ? plan.invoices : []);
  const shown = await show(view, wanted, isImported ? plan.applying : []);
  if (shown) return shown;
  // Whatever the cause: a look that news had asked for may have ended before this, and went on as one that was due.
  const isCancelled = events.some(({ event }) => event.type === "CANCELADO");
  const edits = await lookForEdits(view, !isCancelled);
  if (edits) return edits;
  // What the ERP cancelled before it imported it is never imported: there is nothing to ask for.
  return row.state === "submitted" && !isCancelled ? poll(view) : { kind: "down", row, nextAt: null };
}

/** Writes down, once, what of new events is for a person or needs nothing done. Null: nothing was new. */
async function enterEvents(
  { deps, row, cause }: Look,
  plan: InvoicePlan,
  states: ReadonlyMap<string, string>,
): Promise<After | null> {
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
  const moved = await moveOrder(
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
  return go(moved);
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
