import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { closeOtherEntries } from "../../hub/orders/desk.ts";
import { markEvents } from "../../hub/orders/erp-events.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import type { AlterationFigures, AlterationHold } from "../../rules/orders/back/alteration-plan.ts";
import { cancelsOrder, type ErpEvent } from "../../rules/orders/erp-event.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { cancelledEntry } from "../apply/cancellation.ts";
import { alteredEntry } from "../altered.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import type { BackFacts } from "./facts.ts";

export interface Held {
  readonly view: OrderView;
  /** Null: nothing is known of the order, or of what the ERP was sent of it. */
  readonly facts: BackFacts | null;
  /** The alterations that are not applied. */
  readonly waiting: readonly ErpEvent[];
  /** All of them stand at the desk already. */
  readonly isAtDesk: boolean;
}

export type HeldBy =
  /** Another hand changed or cancelled the order, or it cannot be read. */
  | { readonly kind: "moot" }
  | {
      readonly kind: "hold";
      readonly hold: AlterationHold;
      readonly figures: AlterationFigures | null;
      readonly words: string | null;
    }
  /** Shopify refused the edit. */
  | { readonly kind: "refused"; readonly words: string };

/** The alterations go to an operator, and so does the invoice that waits for them. */
export async function holdAlteration({ view, facts, waiting, isAtDesk }: Held, by: HeldBy): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { db, clock } = deps;
  const { invoices, isCancelled } = foundOf(view, "eventsEntered");
  const now = clock.now();
  const name = row.name ?? row.orderId;
  const entries: DeskEntry[] = waiting.map((event) => entryOf(row, event, facts, by));
  const keys = waiting.map(({ eventKey }) => eventKey);
  if (isAtDesk) {
    // Another thing may stand in the way than before.
    await db.batch([closeOtherEntries(db, entries, now), openEntries(db, entries, now)]);
    return proceed(row, { kind: "altered", invoices, isCancelled });
  }
  const detail = by.kind === "hold" ? JSON.stringify({ ...by.hold, ...by.figures }) : JSON.stringify(by);
  const entry = { step: "altered", cause, outcome: "held", detail };
  const invoicesWait = invoices.waiting.map(
    (ref) => ({ area: "events", ref, reason: "invoice-waits", params: { name } }) as const,
  );
  // Another hand may have changed the order: it is looked at next.
  const next = await moveOrder(deps, row, { attempts: 0, shopUpdatedAt: null }, entry, [
    markEvents(db, keys, "desk", now),
    closeEntries(
      db,
      "events",
      keys.map((ref) => ({ ref })),
      now,
    ),
    openEntries(db, [...entries, ...invoicesWait], now),
  ]);
  return { ...restart(next), eventsChanged: true };
}

/** The unbilled rest that the ERP cancelled: an operator takes it off. Null: the amount says more than that. */
function restEntry(row: OrderRow, event: ErpEvent, by: HeldBy): DeskEntry | null {
  if (by.kind === "moot") return cancelledEntry(row, event, "billed");
  if (by.kind === "refused") return { ...cancelledEntry(row, event, "billed"), detail: by.words };
  switch (by.hold.why) {
    case "above-paid":
    case "refund-failed":
    case "refund-impossible":
      return null;
    case "not-editable":
      return { ...cancelledEntry(row, event, "billed"), detail: by.hold.errors.join("; ") };
    case "odd-quantity":
    case "price-missing":
    case "sku-unknown":
    case "currency":
      return cancelledEntry(row, event, "billed");
  }
}

function entryOf(row: OrderRow, event: ErpEvent, facts: BackFacts | null, by: HeldBy): DeskEntry {
  const name = row.name ?? row.orderId;
  const key = { area: "events", ref: event.eventKey } as const;
  if (cancelsOrder(event)) {
    const entry = restEntry(row, event, by);
    if (entry !== null) return entry;
  }
  switch (by.kind) {
    case "moot":
      return alteredEntry(name, event);
    case "refused":
      return { ...key, reason: "alteration-refused", params: { name }, detail: by.words };
    case "hold": {
      const { hold, figures, words } = by;
      const detail = words === null ? {} : { detail: words };
      switch (hold.why) {
        case "above-paid": {
          const billedCents = figures?.billedCents ?? facts?.order.totalCents ?? 0;
          const url = facts?.back.paymentUrl ?? null;
          return {
            ...key,
            reason: "alteration-above-paid",
            params: { name, missingCents: hold.missingCents, billedCents, of: hold.of, url },
          };
        }
        case "not-editable":
          return { ...key, reason: "alteration-not-editable", params: { name, errors: hold.errors } };
        case "odd-quantity":
          return {
            ...key,
            reason: "alteration-odd-item",
            params: { name, sku: hold.sku, attendedMilli: hold.attendedMilli },
          };
        case "price-missing":
          return { ...key, reason: "alteration-odd-item", params: { name, sku: hold.sku, attendedMilli: null } };
        case "sku-unknown":
          return { ...key, reason: "alteration-sku-unknown", params: { name, sku: hold.sku } };
        case "refund-failed":
        case "refund-impossible":
          return { ...key, reason: "alteration-refund-failed", params: { name, cents: hold.cents }, ...detail };
        case "currency":
          return alteredEntry(name, event);
      }
    }
  }
}
