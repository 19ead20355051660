/**
 * An invoice that the Shopify order shows fulfils what it bills, location by location; a document that the ERP cancelled
 * has its fulfilments cancelled. Each is one action (hub/orders/actions.ts), and the next one is planned from the order as
 * the last one left it:
 * - died before the call, or it had no effect: the order shows no new fulfilment; five minutes later it is planned anew.
 * - died after the call, or its response was lost: the order shows the fulfilment. Nothing is repeated.
 * - one location refused, another done: the desk names the refused one, and only that one is tried again.
 */
import * as z from "zod";
import { actionsOf, type ActionKind, type OrderAction } from "../../hub/orders/actions.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { eventsOf, markEvents } from "../../hub/orders/erp-events.ts";
import { readHubMapping, type HubMapping } from "../../hub/orders/mapping.ts";
import { readLastSubmitted } from "../../hub/orders/timeline.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { consultationUrl } from "../../rules/brazil/nfe-links.ts";
import { readNfeKey } from "../../rules/brazil/nfe-key.ts";
import { mappedLines } from "../../rules/orders/back/fulfil-mapped.ts";
import { planFulfilment, type FulfilObstacle, type MappedLine } from "../../rules/orders/back/fulfil-plan.ts";
import { cancelsInvoice, type ErpEvent, type EventInvoice } from "../../rules/orders/erp-event.ts";
import { parseSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import { FOLLOW_UP_AFTER_MS } from "../../rules/orders/state-machine.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import {
  cancelFulfillment,
  fulfillOrder,
  type OrderToFulfill,
  type Written,
} from "../../shopify/orders/fulfill/fulfill.ts";
import type { Called } from "../../shopify/client/user-errors.ts";
import { isOutOfReach } from "../absence.ts";
import { afterCallFailed, beginCall, endCall, withoutTrace } from "../action-call.ts";
import { afterShopFailure } from "../failures.ts";
import { foundOf, proceed, restart, type OrderDeps, type OrderView, type StepResult } from "../step.ts";
import { toFulfillOf } from "./to-fulfill.ts";

/** An obstacle is checked again, and a refused call is tried again, after this time, ms. */
const LOOK_AGAIN_MS = 3_600_000;

const fulfilIntent = z.object({
  invoiceKey: z.string(),
  locationGid: z.string(),
  /** Ids of the fulfillments that the order had before. */
  before: z.array(z.string()),
  parts: z.array(
    z.object({
      fulfillmentOrderId: z.string(),
      lines: z.array(
        z.object({ id: z.string(), sku: z.string().nullable(), quantity: z.number(), remaining: z.number() }),
      ),
    }),
  ),
  tracking: z.object({ number: z.string(), url: z.string().nullable() }).nullable(),
  notify: z.boolean(),
});
type FulfilIntent = Readonly<z.output<typeof fulfilIntent>>;
const unfulfilIntent = z.object({ invoiceKey: z.string(), fulfillmentId: z.string() });
const fulfilOutcome = z.object({ fulfillmentId: z.string() });

export async function fulfilInvoices(view: OrderView): Promise<StepResult> {
  const { isCancelled } = foundOf(view, "collected");
  const { deps, row } = view;
  const { db, clock } = deps;
  const goOn = (again?: number, toFulfill?: OrderToFulfill | null): StepResult => ({
    ...proceed(row, { kind: "fulfilled", isCancelled }),
    ...(again === undefined ? {} : { again }),
    ...(toFulfill === undefined ? {} : { toFulfill }),
  });
  const events = view.events ?? (await eventsOf(db, row.orderId));
  const due = events.flatMap(({ event, state }) =>
    state === "due" && event.invoice !== null ? [{ ...event, invoice: event.invoice }] : [],
  );
  if (due.length === 0) return goOn();
  const read = await toFulfillOf(view);
  if (!read.ok) return afterShopFailure(view, read.failure);
  const order = read.data;
  if (order === null && (await isOutOfReach(deps, row))) {
    await openEntries(
      db,
      due.map((event) => stoppedEntry(row, event, "not-shown", 0)),
      clock.now(),
    ).run();
    return goOn(clock.now() + LOOK_AGAIN_MS, order);
  }
  if (order === null || order.isCancelled)
    return applied(view, order, due, order === null ? "not-in-shop" : "order-cancelled");
  const lines = order.fulfillmentOrders.flatMap((each) => each.lines);
  const known: Known = {
    events: due,
    cancelled: new Set(events.flatMap(({ event }) => (cancelsInvoice(event) ? (event.invoice?.key ?? []) : []))),
    actions: await actionsOf(db, row.orderId),
    mapping: await readHubMapping(db, lines, clock.now()),
  };
  let isStopped = false;
  // A document that replaces a cancelled one fulfils what the cancelled one's fulfilment gives back.
  const cancelledFirst = due.toSorted((a, b) => Number(cancelsInvoice(b)) - Number(cancelsInvoice(a)));
  for (const event of cancelledFirst) {
    const result = cancelsInvoice(event)
      ? await unfulfil(view, order, event, known)
      : await fulfil(view, order, event, known);
    if (result !== null) return result;
    isStopped = true;
  }
  return goOn(isStopped ? clock.now() + LOOK_AGAIN_MS : undefined, order);
}

type Due = ErpEvent & { readonly invoice: EventInvoice };
interface Known {
  readonly events: readonly Due[];
  /** Keys of the documents that the ERP cancelled. */
  readonly cancelled: ReadonlySet<string>;
  readonly actions: readonly OrderAction[];
  readonly mapping: HubMapping;
}

/** Null: it is stopped, and the desk says why. */
async function fulfil(
  view: OrderView,
  order: OrderToFulfill,
  event: Due,
  { events, cancelled, actions, mapping }: Known,
): Promise<StepResult | null> {
  const { deps, row } = view;
  const { db, clock, shopify } = deps;
  const { invoice } = event;
  const { rules } = mapping;
  if (cancelled.has(invoice.key)) return applied(view, order, ofInvoice(events, event), "document-cancelled");
  const own = actions.filter(({ kind }) => kind === "fulfil").map(fulfilmentOf);
  const ofThis = own.filter(({ intent }) => intent.invoiceKey === invoice.key);
  const sold = order.fulfillmentOrders.map((each) => ({
    ...each,
    lines: each.lines.map((line) => ({
      ...line,
      sku: (line.variantGid === null ? undefined : mapping.variants.get(line.variantGid)) ?? line.sku,
    })),
  }));
  const submitted = mapping.lineProducts.length === 0 ? null : await readLastSubmitted(db, row.orderId);
  const ofOrder = sold.flatMap(({ lines }) => lines);
  const mapped = submitted === null ? new Map() : mappedLines(ofOrder, parseSnapshot(submitted), mapping.lineProducts);
  const plan = planFulfilment({
    fulfillmentOrders: sold,
    items: event.items,
    company: event.company ?? row.company,
    companies: mapping.companies,
    mapped,
    weighed: new Set([...mapping.skus].flatMap(([sku, { multipleMilli }]) => (multipleMilli === null ? [] : [sku]))),
    quantityIn: rules.quantityIn,
    done: unitsBySku(
      ofThis.filter(({ state }) => state === "done"),
      event,
      mapped,
    ),
    refusedAt: new Set(
      ofThis
        .filter(({ state, endedAt }) => state === "refused" && (endedAt ?? 0) > clock.now() - LOOK_AGAIN_MS)
        .map(({ intent }) => intent.locationGid),
    ),
    fulfilsPickups: rules.fulfilPickups,
  });
  switch (plan.do) {
    case "nothing":
      return applied(view, order, ofInvoice(events, event), "fulfilled");
    case "stop":
      // A refusal has its entry, with Shopify's words.
      if (plan.why !== "refused")
        await openEntries(db, [stoppedEntry(row, event, plan.why, plan.units)], clock.now()).run();
      return null;
    case "fulfil": {
      const intent: FulfilIntent = {
        invoiceKey: invoice.key,
        locationGid: plan.locationGid,
        before: order.fulfillments.map(({ id }) => id),
        parts: plan.parts.map(({ fulfillmentOrderId, lines }) => ({ fulfillmentOrderId, lines: [...lines] })),
        tracking: rules.fulfilmentTracking === "invoice" ? trackingOf(invoice) : null,
        notify: rules.notifyFulfilments,
      };
      const about = `${event.eventKey} ${plan.locationGid}`;
      const begun = await beginCall(view, { kind: "fulfil", about, intent });
      const finished = plan.isLast ? ofInvoice(events, event) : [];
      return afterCall(begun, "fulfil", event, await fulfillOrder(shopify, intent), finished);
    }
  }
}

/** Null: it is stopped, and the desk says why. */
async function unfulfil(
  view: OrderView,
  order: OrderToFulfill,
  event: Due,
  { events, actions }: Known,
): Promise<StepResult | null> {
  const { deps } = view;
  const standing = new Set(order.fulfillments.flatMap(({ id, isCancelled }) => (isCancelled ? [] : [id])));
  const [fulfillmentId] = actions
    .filter(({ kind, state }) => kind === "fulfil" && state === "done")
    .filter((action) => fulfilmentOf(action).intent.invoiceKey === event.invoice.key)
    .flatMap(({ outcome }) => fulfilOutcome.safeParse(JSON.parse(outcome ?? "null")).data?.fulfillmentId ?? [])
    .filter((id) => standing.has(id));
  if (fulfillmentId === undefined) return applied(view, order, ofInvoice(events, event), "document-cancelled");
  const about = `${event.eventKey} ${fulfillmentId}`;
  const refused = actions.some(
    (action) =>
      action.kind === "unfulfil" &&
      action.state === "refused" &&
      action.about === about &&
      (action.endedAt ?? 0) > deps.clock.now() - LOOK_AGAIN_MS,
  );
  if (refused) return null;
  const intent = { invoiceKey: event.invoice.key, fulfillmentId };
  const begun = await beginCall(view, { kind: "unfulfil", about, intent });
  return afterCall(begun, "unfulfil", event, await cancelFulfillment(deps.shopify, fulfillmentId), []);
}

async function afterCall(
  view: OrderView,
  kind: ActionKind,
  event: Due,
  called: Called<Written>,
  finished: readonly Due[],
): Promise<StepResult> {
  const { deps, row } = view;
  const { clock } = deps;
  switch (called.kind) {
    case "done": {
      const { id, updatedAt } = called.value;
      const keys = finished.map(({ eventKey }) => eventKey);
      const after = await endCall(view, kind, {
        state: "done",
        outcome: { fulfillmentId: id },
        changes: { answeredUpdatedAt: updatedAt },
        more: appliedStatements(deps, keys),
      });
      // As after each write of ours, the order is read once more when the second of the write is over.
      return { ...after, eventsChanged: true, again: clock.now() + FOLLOW_UP_AFTER_MS };
    }
    case "userErrors": {
      const message = called.errors.map((error) => error.message).join("; ");
      const entry = { ...stoppedEntry(row, event, "refused", 0), detail: message };
      const more = [openEntries(deps.db, [entry], clock.now())];
      return endCall(view, kind, { state: "refused", outcome: { message }, more });
    }
    case "failed":
      return afterCallFailed(view, kind, called.failure);
  }
}

/** Finds the outcome of a fulfilment, or of its cancellation, that this pass did not begin. */
export async function settleFulfilment(view: OrderView, action: OrderAction): Promise<StepResult> {
  const read = await toFulfillOf(view);
  if (!read.ok) return afterShopFailure(view, read.failure);
  const found = read.data === null ? null : effectOf(read.data, action);
  if (found === null) return withoutTrace(view, action);
  return { ...(await endCall(view, action.kind, { state: "done", outcome: found })), toFulfill: read.data };
}

/** The action's outcome as the order shows it; null: it shows none. */
function effectOf(order: OrderToFulfill, action: OrderAction): object | null {
  if (action.kind === "unfulfil") {
    const { fulfillmentId } = unfulfilIntent.parse(JSON.parse(action.intent));
    return order.fulfillments.some(({ id, isCancelled }) => id === fulfillmentId && isCancelled) ? {} : null;
  }
  const { intent } = fulfilmentOf(action);
  const made = order.fulfillments.find(({ id, isCancelled }) => !isCancelled && !intent.before.includes(id));
  if (made === undefined) return null;
  const now = new Map(
    order.fulfillmentOrders.flatMap(({ lines }) => lines.map(({ id, remaining }) => [id, remaining])),
  );
  const hasLeft = intent.parts.every(({ lines }) =>
    lines.every(({ id, quantity, remaining }) => (now.get(id) ?? 0) <= remaining - quantity),
  );
  return hasLeft ? { fulfillmentId: made.id } : null;
}

/** Nothing is left to do for these events. */
async function applied(
  view: OrderView,
  toFulfill: OrderToFulfill | null,
  events: readonly Due[],
  outcome: string,
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const keys = events.map(({ eventKey }) => eventKey);
  const entry = { step: "fulfil", cause, outcome, detail: keys.join(" ") };
  const next = await moveOrder(deps, row, {}, entry, appliedStatements(deps, keys));
  return { ...restart(next), eventsChanged: true, toFulfill };
}

function appliedStatements({ db, clock }: OrderDeps, keys: readonly string[]): readonly D1PreparedStatement[] {
  if (keys.length === 0) return [];
  const refs = keys.map((ref) => ({ ref }));
  return [markEvents(db, keys, "applied", clock.now()), closeEntries(db, "events", refs, clock.now())];
}

/** The same document may have come in several events. */
const ofInvoice = (events: readonly Due[], { type, invoice }: Due): readonly Due[] =>
  events.filter((each) => each.type === type && each.invoice.key === invoice.key);

const fulfilmentOf = ({ intent, state, endedAt }: OrderAction) => ({
  state,
  endedAt,
  intent: fulfilIntent.parse(JSON.parse(intent)),
});

/** By the SKU under which the invoice billed them. */
function unitsBySku(
  actions: readonly { readonly intent: FulfilIntent }[],
  { items }: Due,
  mapped: ReadonlyMap<string, MappedLine>,
): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { intent } of actions)
    for (const { id, sku, quantity } of intent.parts.flatMap(({ lines }) => lines)) {
      const isOwn = items.some((item) => item.sku === sku);
      const billed = (isOwn ? sku : (mapped.get(id)?.sku ?? sku)) ?? "";
      units.set(billed, (units.get(billed) ?? 0) + quantity);
    }
  return units;
}

function trackingOf({ key, model, number, series, url }: EventInvoice): FulfilIntent["tracking"] {
  const read = readNfeKey(key);
  const page = url ?? (read.ok ? consultationUrl(read.value) : null);
  return { number: `${model === "65" ? "NFC-e" : "NF-e"} ${number}/${series}`, url: page };
}

const stoppedEntry = (
  { name, orderId }: OrderRow,
  { eventKey: ref, invoice }: Due,
  why: FulfilObstacle,
  units: number,
): DeskEntry => ({
  area: "events",
  ref,
  reason: "fulfillment-stopped",
  params: { name: name ?? orderId, invoice: invoice.number, why, units },
});
