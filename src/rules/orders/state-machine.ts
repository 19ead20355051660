/**
 * The order machine. One column holds an order's state on its way to the ERP. This file defines the moves and the steps
 * in prose and in two tables. The driver (src/orders/driver.ts) runs the steps one after the other; each move is one D1
 * batch that is lost or kept whole.
 *
 * - `received`        known by its id, not evaluated yet.
 * - `waiting-payment` PIX or boleto on its way, or authorised only. Its items are reserved.
 * - `on-hold`         paid, but incomplete; `reason` holds the code, the error desk shows it as text.
 * - `ignored`         never submitted: a test, refunded, expired, or older than the connector's first day.
 * - `ready`           mapped without a fault, and the dry run, a silent ERP or an open lookup holds it back.
 * - `submitting`      written, with `submittedAt`, BEFORE the POST leaves. A run that finds an order in this
 *                     state without having written it has found a crash.
 * - `uncertain`       the POST's outcome is unknown, so the order is looked up in the ERP. "Not there" counts only
 *                     six minutes after `submittedAt`, because an ERP may commit late, and only from a lookup that has
 *                     once found an order here. Then it is submitted again, and the desk shows it.
 * - `submitted`       the ERP has the order (`seq_pedido`) and has yet to import it.
 * - `imported`        the ERP has a sales order for it (`nro_ped_venda`).
 * - `invoiced`        the Shopify order shows its NF-e/NFC-e.
 * - `failed`          the ERP refused or rejected it; an operator decides.
 * - `cancelled`       cancelled or deleted in Shopify before the ERP had it. Never sent from here. An event of the ERP
 *                     names one all the same when a POST was stored late: then the ERP is asked.
 *
 * Before `submitting`, every evaluation reads the order in Shopify again, so edits, cancellations and late payments are
 * included. From `submitted` on, the ERP has the order. An edit or cancellation in Shopify then changes no state; the
 * desk shows an operator the exact difference.
 *
 * The rule that keeps one Shopify order at most one ERP order (invariant 3): `submitting` is entered only
 *   (a) when the order was never submitted (`submittedAt` is null) and the ERP, asked first, did not have it, or
 *   (b) right after an ERP lookup that found nothing, six minutes or more after the last submit.
 * So no path leads from `submitting`, `uncertain` or `failed` back to a POST without a lookup in between. Where the ERP
 * has no lookup, (a) goes by the number on the Shopify order, and an operator takes the lookup's place in (b).
 */
import { openCall } from "./payment/calls.ts";

export type OrderState =
  | "received"
  | "waiting-payment"
  | "on-hold"
  | "ignored"
  | "ready"
  | "submitting"
  | "uncertain"
  | "submitted"
  | "imported"
  | "invoiced"
  | "failed"
  | "cancelled";

const READ: readonly OrderState[] = ["waiting-payment", "on-hold", "ignored", "ready", "cancelled"];
const BEFORE: readonly OrderState[] = [
  ...READ,
  // An order that may go is not written as `ready` on its way.
  "submitting",
  // An order that the ERP turns out to have, as after a restored hub.
  "submitted",
  // Its number belongs to another order.
  "uncertain",
];

/** The table of moves. A move that is missing here is a defect of ours and throws. */
export const MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  received: BEFORE,
  "waiting-payment": BEFORE,
  "on-hold": BEFORE,
  ignored: BEFORE,
  ready: BEFORE,
  submitting: ["submitted", "uncertain", "failed"],
  // After "not there" the order is evaluated anew: it may have been cancelled or edited meanwhile.
  uncertain: ["submitting", "submitted", "imported", "failed", "waiting-payment", "on-hold", "ignored", "cancelled"],
  // Back to `uncertain`: the ERP lost the order (restored backup), and an operator asks for it.
  submitted: ["imported", "failed", "uncertain"],
  imported: ["invoiced", "uncertain"],
  invoiced: ["uncertain"],
  failed: ["uncertain", "submitted", "imported"],
  // By an operator: an order that Shopify did not show for a while. By an event of the ERP: a POST that was stored late.
  cancelled: [...READ, "uncertain"],
};

export const isInErp = (state: OrderState): boolean => IN_ERP.includes(state);

export const isState = (text: string): text is OrderState => text in MOVES;

export function assertMove(from: OrderState, to: OrderState): void {
  if (from !== to && !MOVES[from].includes(to)) throw new Error(`order machine: no move from ${from} to ${to}`);
}

/** The part of an order's progress that decides the next step. */
export interface OrderProgress {
  readonly state: OrderState;
  /** Epoch ms of the last POST begun; null: never submitted. */
  readonly submittedAt: number | null;
  readonly seqPedido: number | null;
  /** POSTs begun. */
  readonly posts: number;
  /** Second calls with card data (payment/calls.ts); absent or null: none. */
  readonly paymentCalls?: string | null;
}

export type Cause = "webhook" | "deleted" | "sweep" | "erp-event" | "due" | "person";

export type OrderStep =
  /** Read the order in Shopify and decide its next state. */
  | "evaluate"
  /** Ask the ERP for an order that was never submitted from here. */
  | "askFirst"
  /** Send it to the ERP. */
  | "submit"
  /** Ask the ERP whether it has the order. */
  | "confirm"
  /** Ask the ERP whether it still has the order, and once only. */
  | "checkKept"
  /** Send the card data of a payment. */
  | "paymentData"
  /** Enter the ERP's new events. */
  | "erpEvents"
  /** Do the ERP's alterations to the Shopify order. */
  | "alter"
  /** Show the ERP's numbers and invoices on the Shopify order. */
  | "metafields"
  /** Compare what the invoices come to with the order. */
  | "invoiceTotal"
  /** Capture what is authorised, or mark it as paid, at the invoice. */
  | "collect"
  /** Fulfil what an invoice bills. */
  | "fulfil"
  /** Inform the customer how far the goods have got. */
  | "notifyStatus"
  /** Cancel the Shopify order that the ERP cancelled. */
  | "cancelInShop"
  /** Compare the Shopify order with what was sent. */
  | "shopEdits"
  /** Ask the ERP whether it has imported the order. */
  | "importStatus"
  /** Nothing to do by ourselves. */
  | "rest";

/**
 * Result of the last step, when it moved no order and the pass continues. `start`: the pass begins, or begins again
 * because the order was moved.
 */
export type Finding =
  | "start"
  | "notInErp"
  | "stillInErp"
  | "readyToAsk"
  | "readyToSubmit"
  | "importAsked"
  | "eventsEntered"
  | "altered"
  | "metafieldsSent"
  | "collected"
  | "fulfilled"
  | "statusNotified"
  | "shopUnchanged"
  | "cancellationSeen"
  | "totalChecked";

interface FlowRow {
  readonly states: readonly OrderState[];
  readonly after: Finding;
  readonly when?: (progress: OrderProgress, cause: Cause) => boolean;
  readonly step: OrderStep;
}

/** Where an order that was never submitted stands. */
const SUBMITTABLE: readonly OrderState[] = ["received", "waiting-payment", "on-hold", "ignored", "ready"];
const IN_ERP: readonly OrderState[] = ["submitted", "imported", "invoiced", "failed"];
const IN_ERP_ALIVE: readonly OrderState[] = ["submitted", "imported", "invoiced"];
const byPerson = (_: OrderProgress, cause: Cause): boolean => cause === "person";
const neverSubmitted = ({ submittedAt }: OrderProgress): boolean => submittedAt === null;
const hasOpenCall = ({ paymentCalls, seqPedido }: OrderProgress): boolean =>
  seqPedido !== null && openCall(paymentCalls ?? null) !== null;
const wasSubmitted = ({ submittedAt }: OrderProgress): boolean => submittedAt !== null;
/**
 * An operator's request and the ERP's own events trigger a new lookup; other causes count only without a final refusal.
 */
const asksErpAgain = (_: OrderProgress, cause: Cause): boolean => cause === "person" || cause === "erp-event";

/** The whole flow of an order. The first row that matches is the next step; each step is one function of src/orders. */
const FLOW: readonly FlowRow[] = [
  { states: ["received", "waiting-payment", "on-hold", "ignored"], after: "start", step: "evaluate" },
  { states: ["ready"], after: "start", when: wasSubmitted, step: "confirm" },
  { states: ["ready"], after: "start", step: "evaluate" },
  { states: ["submitting", "uncertain"], after: "start", step: "confirm" },
  // Never submitted: asking took so long that the order is read again.
  { states: SUBMITTABLE, after: "notInErp", when: neverSubmitted, step: "evaluate" },
  { states: ["uncertain"], after: "notInErp", step: "evaluate" },
  { states: SUBMITTABLE, after: "readyToAsk", when: neverSubmitted, step: "askFirst" },
  { states: SUBMITTABLE, after: "readyToSubmit", when: neverSubmitted, step: "submit" },
  { states: ["uncertain"], after: "readyToSubmit", step: "submit" },
  { states: ["failed"], after: "start", when: asksErpAgain, step: "confirm" },
  { states: ["failed"], after: "start", when: ({ seqPedido }) => seqPedido === null, step: "evaluate" },
  { states: IN_ERP_ALIVE, after: "start", when: hasOpenCall, step: "paymentData" },
  { states: IN_ERP_ALIVE, after: "start", when: byPerson, step: "checkKept" },
  // The import comes first: its number and the order's then go to Shopify in one write. Whatever its answer, the rest follows.
  { states: ["submitted"], after: "start", step: "importStatus" },
  { states: ["submitted"], after: "stillInErp", step: "importStatus" },
  { states: ["submitted"], after: "importAsked", step: "erpEvents" },
  { states: IN_ERP, after: "start", step: "erpEvents" },
  { states: IN_ERP_ALIVE, after: "stillInErp", step: "erpEvents" },
  { states: IN_ERP, after: "eventsEntered", step: "alter" },
  { states: IN_ERP, after: "altered", step: "shopEdits" },
  { states: IN_ERP, after: "shopUnchanged", step: "cancelInShop" },
  { states: IN_ERP, after: "cancellationSeen", step: "invoiceTotal" },
  { states: IN_ERP, after: "totalChecked", step: "metafields" },
  { states: IN_ERP, after: "metafieldsSent", step: "collect" },
  { states: IN_ERP, after: "collected", step: "fulfil" },
  { states: IN_ERP, after: "fulfilled", step: "notifyStatus" },
  { states: ["imported", "invoiced"], after: "statusNotified", when: ({ posts }) => posts > 1, step: "checkKept" },
  { states: IN_ERP, after: "statusNotified", step: "rest" },
  { states: ["cancelled"], after: "start", when: byPerson, step: "evaluate" },
  // The ERP speaks of an order that it should not have: it is asked before the event is put aside.
  { states: ["cancelled"], after: "start", when: (_, cause) => cause === "erp-event", step: "confirm" },
  { states: ["cancelled"], after: "start", step: "rest" },
];

/**
 * The next step of an order. Every state answers every cause; a webhook about our own write finds nothing to do.
 * Throws when the last step found what no row expects of this state: a defect of ours.
 */
export function nextStep(progress: OrderProgress, cause: Cause, after: Finding): OrderStep {
  const row = FLOW.find(
    ({ states, after: finding, when }) =>
      finding === after && states.includes(progress.state) && (when === undefined || when(progress, cause)),
  );
  if (row === undefined) throw new Error(`order machine: no step for ${progress.state} after ${after}`);
  return row.step;
}

/**
 * Whether a ready order may be sent: it was never submitted, or the ERP has just responded that it does not have it.
 */
export const maySubmit = ({ submittedAt }: OrderProgress, after: Finding): boolean =>
  submittedAt === null || after === "notInErp";

/**
 * Six minutes: an ERP was seen to commit five minutes after its time-out. An outage costs no such wait, because the ERP is
 * asked before the first POST.
 */
export const NOT_FOUND_FINAL_AFTER_MS = 360_000;
/** An order that was submitted twice is looked up for an hour: a first POST stored later than that is found by its events. */
export const RESUBMIT_WATCH_MS = 3_600_000;
/**
 * A POST that has not left this long after `submittedAt` never leaves: a lookup may have been made meanwhile. In ms.
 */
export const SUBMIT_DEADLINE_MS = 20_000;
const FIRST_LOOKUP_MS = 15_000;

/** When to look up an unknown outcome (again). A positive response counts at once, so the first lookup comes early. */
export function nextCheckAt(submittedAt: number, lookups: number, now: number): number {
  if (lookups === 0) return Math.max(now, submittedAt + FIRST_LOOKUP_MS);
  return Math.max(now + backoffMs(lookups), submittedAt + NOT_FOUND_FINAL_AFTER_MS);
}

/** 15 s, 30 s, 1 min … 10 min: after a night of ERP maintenance, orders must not wait through the morning. */
export function backoffMs(attempts: number): number {
  return Math.min(600_000, 15_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
}

/** Whether "not there" can be believed. */
export const isNotFoundFinal = (submittedAt: number | null, requestedAt: number): boolean =>
  submittedAt === null || requestedAt - submittedAt >= NOT_FOUND_FINAL_AFTER_MS;

/** From the submission to the first question about the import, with which the order's numbers go to Shopify, ms. */
export const FOLLOW_UP_AFTER_MS = 15_000;

/**
 * Answers of an ERP, or of a server in front of it, that know no order lookup: since when, the last one that was counted,
 * and how many. Epoch ms.
 */
export interface LookupAbsence {
  readonly since: number;
  readonly lastAt: number;
  readonly answers: number;
}
/** A server in front of the ERP was seen to answer for it for forty minutes. */
const ABSENT_AFTER_MS = 3_600_000;
const ABSENT_ANSWERS_MIN = 4;
/** Answers closer together are one. */
const ABSENT_EVERY_MS = 300_000;
/** After such a pause the counting begins anew. */
const ABSENT_PAUSE_MAX_MS = 6 * 3_600_000;

/** Whether the installation has no order lookup, as far as answers can show it. */
export const isAbsenceBelieved = (seen: LookupAbsence | null): boolean =>
  seen !== null && seen.answers >= ABSENT_ANSWERS_MIN && seen.lastAt - seen.since >= ABSENT_AFTER_MS;

/** With one more such answer; the same object: nothing to store. */
export function withAbsentAnswer(seen: LookupAbsence | null, now: number): LookupAbsence {
  if (seen === null || now - seen.lastAt > ABSENT_PAUSE_MAX_MS) return { since: now, lastAt: now, answers: 1 };
  if (now - seen.lastAt < ABSENT_EVERY_MS) return seen;
  return { since: seen.since, lastAt: now, answers: seen.answers + 1 };
}
