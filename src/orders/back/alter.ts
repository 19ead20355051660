/**
 * Applies the ERP's alterations to the Shopify order: one effect at a time, planned anew after each
 * (rules/orders/back/alteration-plan.ts).
 */
import { absentSkus, type NamedSku } from "../../hub/catalog/absent-skus.ts";
import type { OrderAction } from "../../hub/orders/actions.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { markEvents } from "../../hub/orders/erp-events.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { moveOrder, type OrderChanges } from "../../hub/orders/orders.ts";
import { fromErpTime } from "../../rules/brazil/erp-time.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { planAlteration, type AlterationFigures } from "../../rules/orders/back/alteration-plan.ts";
import { cancelledRest, isAllBilled } from "../../rules/orders/back/cancelled-rest.ts";
import { inBusinessOrder } from "../../rules/orders/back/billed.ts";
import { rebased } from "../../rules/orders/back/rebase.ts";
import { differences, snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import type { ErpEvent } from "../../rules/orders/erp-event.ts";
import type { InvoicePlan, StoredEvent } from "../../rules/orders/invoices.ts";
import { endCall } from "../action-call.ts";
import { foundOf, proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { readFacts, type BackFacts } from "./facts.ts";
import { findEdit, makeEdit } from "./edit.ts";
import { holdAlteration, type Held } from "./held.ts";
import { findRefund, makeRefund } from "./refund.ts";

/** Wait for a gateway that has not answered the refund of a person or of another app, ms. */
const REFUNDING_AGAIN_MS = 600_000;
/** Wait for the ERP's list of SKUs, where goods may be newer than its last reading, ms. */
const NEW_GOODS_AGAIN_MS = 600_000;
/** Edits of one alteration that did not end at its plan: a defect, or a shop that calculates otherwise. */
const EDITS_MAX = 3;

export async function alter(view: OrderView): Promise<StepResult> {
  const { deps, row } = view;
  const { isCancelled, invoices } = foundOf(view, "eventsEntered");
  const { alterations } = invoices;
  if (isCancelled && invoices.billings.length > 0) return cancelRest(view, invoices);
  const waiting = openAlterations(view, alterations);
  if (waiting.length === 0 || row.state === "failed") return goOn(view);
  const isAtDesk = !alterations.some(({ state }) => state === "due");
  // The ERP cancelled the order: nothing of it is billed, and its money goes back whole.
  if (isCancelled) return isAtDesk ? goOn(view) : over(view, waiting, { outcome: "cancelled" });
  if ((await readOrderRules(deps.db)).applyAlterations === "off")
    return isAtDesk ? goOn(view) : holdAlteration({ view, facts: null, waiting, isAtDesk }, { kind: "moot" });
  const skus = alterations.flatMap(({ event }) => event.items.map(({ sku }) => sku));
  const read = await readFacts(view, skus, true);
  if (read.kind === "wait") return read.result;
  if (read.kind === "nothing") return holdAlteration({ view, facts: null, waiting, isAtDesk }, { kind: "moot" });
  const counting = inBusinessOrder(alterations.map(({ event }) => event));
  return next({ view, facts: read.facts, waiting, isAtDesk }, counting);
}

/**
 * The ERP billed a part of the order and cancelled the rest: the rest is an alteration of its own, after which the order
 * stands as billed. What the ERP altered before is in it. A bill that comes later is planned with it again.
 */
async function cancelRest(view: OrderView, invoices: InvoicePlan): Promise<StepResult> {
  const { deps, row, events } = view;
  const { alterations, billings, cancellations } = invoices;
  const open = openAlterations(view, [...alterations, ...cancellations]);
  const isLate = (events ?? []).some(
    ({ event, state }) => event.type === "FATURADO" && (state === "received" || state === "waiting"),
  );
  if ((open.length === 0 && !isLate) || row.state === "failed") return goOn(view);
  const { applyAlterations, applyCancellations } = await readOrderRules(deps.db);
  if (applyAlterations === "off" || applyCancellations === "off") return goOn(view);
  const read = await readFacts(
    view,
    billings.flatMap(({ items }) => items.map(({ sku }) => sku)),
  );
  if (read.kind === "wait") return read.result;
  if (read.kind === "nothing") return goOn(view);
  const { facts } = read;
  const waiting = open.filter(({ type }) => type === "ALTERADO");
  if (facts.order.isCancelled) return waiting.length > 0 ? over(view, waiting, { outcome: "cancelled" }) : goOn(view);
  const rest = cancelledRest(invoices, facts.base.items, skusOf(facts));
  // The ERP does not say what it billed, or it billed all: the cancellation is an operator's (apply/cancellation.ts).
  const isContradiction =
    cancellations.some(({ state }) => state !== "applied") && isAllBilled(invoices, facts.base.items);
  if (rest === null || isContradiction)
    return waiting.length > 0 ? over(view, waiting, { outcome: "cancelled" }) : goOn(view);
  // A late bill that cannot be followed stands at the desk under the cancellation.
  if (open.length === 0) {
    const cancelled = cancellations.map(({ event }) => event);
    return next({ view, facts, waiting: cancelled, isAtDesk: false }, [rest], "again");
  }
  const isAtDesk = ![...alterations, ...cancellations].some(({ state }) => state === "due");
  return next({ view, facts, waiting: open, isAtDesk }, [rest], "first");
}

/** The order's goods by the ERP's SKU; what an edit of ours added stands for goods too. */
const skusOf = ({ order, mapped, own }: BackFacts): readonly string[] =>
  order.lines.flatMap(({ id, sku }) => mapped.get(id) ?? own.get(id)?.sku ?? sku ?? []);

/** An edit or a refund that the order has open when a pass begins. */
export async function settleAlteration(view: OrderView, action: OrderAction): Promise<StepResult> {
  const read = await readFacts(view, []);
  if (read.kind === "wait") return read.result;
  if (read.kind === "nothing") return endCall(view, action.kind, { state: "superseded", outcome: { seen: "nothing" } });
  return action.kind === "edit" ? findEdit(view, read.facts, action) : findRefund(view, read.facts, action);
}

/** An alteration at the desk is planned again when the order may have changed in Shopify, or an operator asks. */
function openAlterations({ row, cause }: OrderView, alterations: readonly StoredEvent[]): readonly ErpEvent[] {
  const isLookedAt = row.shopUpdatedAt === null || cause === "person";
  const isOpen = ({ state }: StoredEvent): boolean => state === "due" || (state === "desk" && isLookedAt);
  return alterations.filter(isOpen).map(({ event }) => event);
}

/** The cause of an action: the keys of the alterations. */
const aboutOf = (events: readonly ErpEvent[]): string =>
  `alteration ${events.map(({ eventKey }) => eventKey).join(" ")}`.slice(0, 200);

/** @param rest of the order's unbilled rest, which the ERP cancelled: whether it was taken off before */
async function next(
  held: Held & { readonly facts: BackFacts },
  alterations: readonly ErpEvent[],
  rest: "first" | "again" | null = null,
): Promise<StepResult> {
  const { view, facts, waiting } = held;
  const { deps } = view;
  const about = aboutOf(alterations);
  const past = facts.actions.filter((action) => action.about === about);
  const count = (kind: OrderAction["kind"], states: readonly string[]): number =>
    past.filter((action) => action.kind === kind && states.includes(action.state)).length;
  const refusal = past.find(({ state }) => state === "refused");
  const { rules } = facts.hub;
  const named = namedSkus(alterations, facts);
  const absent = named.length === 0 ? [] : await absentSkus(deps.db, named);
  if (absent.some(({ isCertain }) => !isCertain))
    return { ...goOn(view), again: deps.clock.now() + NEW_GOODS_AGAIN_MS };
  const plan = planAlteration({
    ...facts,
    alterations,
    editErrors: facts.back.editErrors,
    unknown: new Set(absent.map(({ sku }) => sku)),
    refundsMade: count("refund", ["done", "refused"]),
    rules,
  });
  // Another hand may have changed the order before it was found, so only what stands as billed is over (seed 7107).
  if (facts.isAsFound && plan.kind !== "settled") return holdAlteration({ ...held, facts: null }, { kind: "moot" });
  switch (plan.kind) {
    case "moot":
      return holdAlteration(held, { kind: "moot" });
    case "hold":
      return holdAlteration(held, { kind: "hold", hold: plan.hold, figures: plan.figures, words: wordsOf(refusal) });
    case "unpaid": {
      const { missingCents, figures } = plan;
      const hold = { why: "above-paid", missingCents, of: "paid" } as const;
      return holdAlteration(held, { kind: "hold", hold, figures, words: null });
    }
    case "edit": {
      if (count("edit", ["refused"]) > 1 || count("edit", ["done"]) >= EDITS_MAX)
        return holdAlteration(held, { kind: "refused", words: wordsOf(refusal) ?? "" });
      const notify = rules.notifyAlterations || plan.figures.billedCents > plan.figures.paidCents;
      const restocks = rest !== null ? rules.restockCancellations : rules.restockCuts;
      const asked = { about, edit: plan.edit, figures: plan.figures, notify, restocks };
      return makeEdit(view, facts, asked, (words) => holdAlteration(held, { kind: "refused", words }));
    }
    case "refund":
      return makeRefund(view, facts, { about, refund: plan.refund, figures: plan.figures, isRest: rest !== null });
    case "refunding":
      return { ...goOn(view), again: deps.clock.now() + REFUNDING_AGAIN_MS };
    case "settled":
      return rest === "again" ? goOn(view) : settled(view, facts, waiting, alterations, plan.figures);
  }
}

/** Goods of the events that the hub does not have, with the time at which the ERP named them. */
const namedSkus = (alterations: readonly ErpEvent[], { goods }: BackFacts): readonly NamedSku[] =>
  alterations.flatMap(({ items, happenedAt }) =>
    items.flatMap(({ sku, attendedMilli }) => {
      const key = goods.has(sku) || attendedMilli === 0 ? null : parseSku(sku);
      return key === null ? [] : [{ seqProduct: key.seqProduct, sku, at: fromErpTime(happenedAt) ?? 0 }];
    }),
  );

/** Shopify's words of a refusal. */
function wordsOf(action: OrderAction | undefined): string | null {
  return action?.outcome ?? null;
}

/** The order is as billed. Where no action of this hub made it so, it is what a later change is compared with. */
function settled(
  view: OrderView,
  { base, order, isAsFound }: BackFacts,
  waiting: readonly ErpEvent[],
  alterations: readonly ErpEvent[],
  figures: AlterationFigures,
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { totalCents, billedCents, paidCents, absorbedCents } = figures;
  const { refundedCents } = order;
  const detail = { totalCents, billedCents, paidCents, refundedCents, absorbedCents };
  const now = snapshotOf(order, undefined, base.company ?? null);
  const lines = new Set(alterations.flatMap(({ items }) => items.map(({ sku }) => sku)));
  const found = rebased(base, now, { lines, refundedCents: refundedCents - base.refundedCents });
  const isFound = !isAsFound && differences(base, found).length > 0;
  const baseline = { step: "baseline", cause, outcome: "as-billed", detail: JSON.stringify(found) };
  const more = isFound
    ? [
        addToTimeline(deps.db, row.orderId, baseline, deps.clock.now()),
        ...(differences(found, now).length === 0
          ? [closeOrderEntries(deps.db, row.orderId, ["edited-after-submission"], deps.clock.now())]
          : []),
      ]
    : [];
  const entry = { outcome: "applied", detail: JSON.stringify(detail) };
  return over(view, waiting, entry, { totalCents: order.totalCents }, more);
}

/** Nothing is left to do for the alterations: their events are applied, and the events that waited for them go on. */
async function over(
  view: OrderView,
  waiting: readonly ErpEvent[],
  entry: { readonly outcome: string; readonly detail?: string },
  changes: OrderChanges = {},
  more: readonly D1PreparedStatement[] = [],
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { db, clock } = deps;
  const now = clock.now();
  const keys = waiting.map(({ eventKey }) => eventKey);
  const next = await moveOrder(deps, row, { ...changes, attempts: 0 }, { step: "altered", cause, ...entry }, [
    markEvents(db, keys, "applied", now),
    closeEntries(
      db,
      "events",
      keys.map((ref) => ({ ref })),
      now,
    ),
    closeOrderEntries(db, row.orderId, ["refund-pending"], now),
    ...more,
  ]);
  return { ...restart(next), eventsChanged: true };
}

function goOn(view: OrderView): Extract<StepResult, { kind: "continue" }> {
  const { invoices, isCancelled } = foundOf(view, "eventsEntered");
  return proceed(view.row, { kind: "altered", invoices, isCancelled });
}
