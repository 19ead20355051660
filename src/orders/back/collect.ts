/**
 * What an invoice takes of a promised payment (rules/orders/back/collect-plan.ts): a capture, or the order marked as paid.
 * Neither call has a key. Each is one action (hub/orders/actions.ts), and the next one is planned from the order's payments
 * as the last one left them:
 * - died before the call, or it had no effect: the payments are as before; five minutes later it is planned anew.
 * - died after the call, or its answer was lost: the payment stands in the order. Nothing is repeated.
 * - refused: the desk has Shopify's words. Only an operator's retry sends it again.
 */
import * as z from "zod";
import { actionsOf, type OrderAction } from "../../hub/orders/actions.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { eventsOf } from "../../hub/orders/erp-events.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { promisesOf, readPromises, type PromiseRow } from "../../hub/orders/payment-forms.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { readLastCollected, readLastSubmitted } from "../../hub/orders/timeline.ts";
import {
  billsOf,
  captureSeen,
  isBilledWhole,
  markPaidSeen,
  planCollect,
  type Bills,
  type CaptureObstacle,
  type CollectFigures,
  type CollectPlan,
  type MarkPaidObstacle,
  type MoneySeen,
} from "../../rules/orders/back/collect-plan.ts";
import { planInvoices } from "../../rules/orders/invoices.ts";
import { parseSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { capturePayment, markPaid, readOrderMoney } from "../../shopify/orders/back/collect.ts";
import { afterCallFailed, beginCall, endCall, lookNow, withoutTrace } from "../action-call.ts";
import { afterShopFailure } from "../failures.ts";
import { foundOf, proceed, type OrderView, type StepResult } from "../step.ts";

/** Wait for a gateway that has not answered a capture, ms. */
const ANSWERING_AGAIN_MS = 600_000;
/** The desk names an authorisation this long before it ends, ms. */
const EXPIRES_SHOWN_MS = 86_400_000;
/** An operator's retry sends a refused call again, except a call that was refused within this time, ms. */
const RETRY_AFTER_MS = 60_000;

const captureIntent = z.object({
  parentId: z.string(),
  cents: z.number(),
  isFinal: z.boolean().nullable(),
  billedCents: z.number(),
  authorizedCents: z.number(),
  before: z.array(z.string()),
});
const markPaidIntent = z.object({
  cents: z.number(),
  billedCents: z.number(),
  orderCents: z.number(),
  before: z.array(z.string()),
});

type Collecting = Extract<CollectPlan, { kind: "capture" | "mark-paid" }>;
type Entry = DeskEntry & { readonly reason: "capture-stopped" | "mark-paid-stopped" };

export async function collect(view: OrderView): Promise<StepResult> {
  const { isCancelled } = foundOf(view, "metafieldsSent");
  const { deps, row, cause } = view;
  const { db, clock, shopify } = deps;
  if (row.state !== "invoiced") return proceed(row, { kind: "collected", isCancelled });
  const events = view.events ?? (await eventsOf(db, row.orderId));
  const goOn = (next = row, at?: number): StepResult => ({
    ...proceed(next, { kind: "collected", isCancelled }),
    events,
    ...(at === undefined ? {} : { again: at }),
  });
  const standing = planInvoices(events).invoices.filter((invoice) => !invoice.isCancelled);
  const bills = billsOf(events, standing);
  if (bills.keys.length === 0) return goOn();
  const ways = await waysOf(view);
  if (!ways.captures && !ways.marksPaid) return goOn();
  const key = keyOf(bills, ways);
  const last = await readLastCollected(db, row.orderId);
  // Already settled for these invoices.
  if (last === key && cause !== "person") return goOn();
  const read = await readOrderMoney(shopify, row.orderId);
  if (!read.ok) return afterShopFailure(view, read.failure);
  if (read.data === null) return goOn();
  const submitted = await readLastSubmitted(db, row.orderId);
  const items = submitted === null ? [] : parseSnapshot(submitted).items;
  // The ERP cancelled what it had not billed: no other invoice is to come.
  const isWhole = isCancelled || isBilledWhole(bills, items, read.data.totalCents);
  const plan = planCollect({ money: read.data, bills, isWhole, ...ways });
  switch (plan.kind) {
    case "settled": {
      const isNew = last !== key;
      if (isWhole && isNew) return goOn(await settledAs(view, key));
      await closeStopped(view).run();
      return goOn();
    }
    case "answering":
      return goOn(row, clock.now() + ANSWERING_AGAIN_MS);
    case "waits": {
      const shownAt = plan.expiresAt === null ? null : plan.expiresAt - EXPIRES_SHOWN_MS;
      if (shownAt === null) return goOn();
      if (shownAt > clock.now()) return goOn(row, shownAt);
      return stop(captureStopped(view, "expiring", plan.figures));
    }
    case "above-authorized":
      return stop(captureStopped(view, "above-authorized", plan.figures));
    case "total-differs":
      return stop(markPaidStopped(view, "total-differs", plan.figures));
    case "unmarkable":
      return stop(markPaidStopped(view, "refused", plan.figures));
    case "capture":
    case "mark-paid": {
      const about = `invoice ${key}`.slice(0, 200);
      if (await isRefused(view, about, plan)) return goOn();
      return send(view, about, plan, read.data);
    }
  }

  async function stop(entry: Entry): Promise<StepResult> {
    await openEntries(db, [entry], clock.now()).run();
    return goOn();
  }
}

interface Ways {
  readonly captures: boolean;
  readonly marksPaid: boolean;
  readonly absorbUpToCents: number;
}

/**
 * What the rules ask for. Only where the mapping submits orders on such a promise: any other order is in the ERP because its
 * money came in.
 */
async function waysOf(view: OrderView): Promise<Ways> {
  const { db } = view.deps;
  const promised = view.promises ?? promisesOf((await readPromises(db, view.row.orderId).all<PromiseRow>()).results);
  if (promised.size === 0) return { captures: false, marksPaid: false, absorbUpToCents: 0 };
  const { capturePayments, markPaidOnInvoice, absorbUpToCents } = await readOrderRules(db);
  return {
    captures: capturePayments === "on" && promised.has("authorized"),
    marksPaid: markPaidOnInvoice && promised.has("pending"),
    absorbUpToCents,
  };
}

/** What is collected: the ways, the amount, and the numbers in the invoices' access keys. */
const keyOf = ({ keys, cents }: Bills, { captures, marksPaid }: Ways): string =>
  [captures ? "c" : "-", marksPaid ? "p" : "-", cents, ...keys.map((key) => key.slice(25, 34))].join(" ");

async function settledAs(view: OrderView, key: string) {
  const { deps, row, cause } = view;
  return moveOrder(deps, row, {}, { step: "collected", cause, outcome: "settled", detail: key }, [closeStopped(view)]);
}

const closeStopped = ({ deps: { db, clock }, row }: OrderView): D1PreparedStatement =>
  closeOrderEntries(db, row.orderId, ["capture-stopped", "mark-paid-stopped"], clock.now());

/** Whether Shopify has refused the call and no operator requests it again. */
async function isRefused({ deps, row, cause }: OrderView, about: string, { kind }: Collecting): Promise<boolean> {
  const past = (await actionsOf(deps.db, row.orderId)).filter(
    (action) => action.kind === kind && action.about === about && action.state === "refused",
  );
  const lastAt = Math.max(...past.map(({ endedAt, createdAt }) => endedAt ?? createdAt));
  return past.length > 0 && (cause !== "person" || deps.clock.now() - lastAt < RETRY_AFTER_MS);
}

async function send(view: OrderView, about: string, plan: Collecting, money: MoneySeen): Promise<StepResult> {
  const { row } = view;
  const { shopify } = view.deps;
  const { kind, figures } = plan;
  const intent = intentOf(plan, money);
  const cents = plan.kind === "capture" ? plan.capture.cents : plan.cents;
  const begun = await beginCall(view, { kind, about, intent, detail: JSON.stringify({ cents, ...figures }) });
  const answer =
    plan.kind === "capture"
      ? await capturePayment(shopify, row.orderId, plan.capture)
      : await markPaid(shopify, row.orderId);
  switch (answer.kind) {
    case "done":
      return lookNow(begun);
    case "refused":
      return refused(begun, kind, intent, answer.message);
    case "failed":
      return afterCallFailed(begun, kind, answer.failure);
  }
}

function intentOf(plan: Collecting, { transactions }: MoneySeen) {
  const { billedCents, authorizedCents, totalCents } = plan.figures;
  if (plan.kind === "capture") {
    const before = transactions.map(({ id }) => id);
    return { ...plan.capture, billedCents, authorizedCents, before };
  }
  const before = transactions.filter(({ status }) => status === "SUCCESS").map(({ id }) => id);
  return { cents: plan.cents, billedCents, orderCents: totalCents, before };
}

/** Finds the outcome of a capture, or of a payment marked as paid, whose response this pass does not have. */
export async function settleCollected(view: OrderView, action: OrderAction): Promise<StepResult> {
  const { row } = view;
  const { clock, shopify } = view.deps;
  const kind = action.kind === "capture" ? "capture" : "mark-paid";
  const read = await readOrderMoney(shopify, row.orderId);
  if (!read.ok) return afterShopFailure(view, read.failure);
  if (read.data === null) return endCall(view, kind, { state: "superseded", outcome: { seen: "nothing" } });
  const given: unknown = JSON.parse(action.intent);
  const intent = kind === "capture" ? captureIntent.parse(given) : markPaidIntent.parse(given);
  const seen = "parentId" in intent ? captureSeen(intent, read.data) : markPaidSeen(intent, read.data);
  switch (seen) {
    case "done":
      return endCall(view, kind, { state: "done", outcome: { cents: intent.cents }, more: [closeStopped(view)] });
    case "answering":
      return { kind: "done", row, nextAt: clock.now() + ANSWERING_AGAIN_MS };
    case "refused":
      return refused(view, kind, intent, "the payment's gateway refused it");
    case "other":
      return endCall(view, kind, { state: "superseded", outcome: { seen } });
    case "before":
      return withoutTrace(view, action, { seen });
  }
}

/** Shopify refuses: a person decides. The pass goes on without the payment. */
async function refused(
  view: OrderView,
  kind: Collecting["kind"],
  intent: z.output<typeof captureIntent> | z.output<typeof markPaidIntent>,
  message: string,
): Promise<StepResult> {
  const { db, clock } = view.deps;
  const entry =
    "parentId" in intent
      ? captureStopped(view, "refused", intent)
      : markPaidStopped(view, "refused", { billedCents: intent.billedCents, totalCents: intent.orderCents });
  const more = [openEntries(db, [{ ...entry, detail: message }], clock.now())];
  return endCall(view, kind, { state: "refused", outcome: { message }, more });
}

const captureStopped = (
  { row }: OrderView,
  why: CaptureObstacle,
  { billedCents, authorizedCents }: Pick<CollectFigures, "billedCents" | "authorizedCents">,
): Entry => ({
  area: "orders",
  ref: row.orderId,
  reason: "capture-stopped",
  params: { name: row.name ?? row.orderId, why, billedCents, authorizedCents },
});

const markPaidStopped = (
  { row }: OrderView,
  why: MarkPaidObstacle,
  { billedCents, totalCents }: Pick<CollectFigures, "billedCents" | "totalCents">,
): Entry => ({
  area: "orders",
  ref: row.orderId,
  reason: "mark-paid-stopped",
  params: { name: row.name ?? row.orderId, why, billedCents, orderCents: totalCents },
});
