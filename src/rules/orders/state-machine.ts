/**
 * The order machine. One column says how far an order has got on its way to the ERP; this file says in prose and in two
 * tables which moves and which steps there are. The driver (src/orders/driver.ts) runs the steps one after the other; each
 * move is one D1 batch that is lost or kept whole.
 *
 * - `received`        known by its id, not looked at yet.
 * - `waiting-payment` PIX or boleto on its way, or authorised only. Its goods are reserved.
 * - `held`            paid, but something is missing; `reason` says what, the error desk says it in words.
 * - `ignored`         never goes: a test, refunded, expired, or made before the connector's first day.
 * - `ready`           mapped without a flaw; the ERP has not been told.
 * - `submitting`      the ERP is being told: written, with `submitted_at`, BEFORE the POST leaves. Whoever finds an order in
 *                     this state without being the one who is telling has found a crash.
 * - `uncertain`       the POST's outcome is unknown. The ERP is asked; "not there" counts only from two minutes after
 *                     `submitted_at` on, because an ERP may commit late; then it is told again.
 * - `submitted`       the ERP has it (`seq_pedido`) and has yet to import it.
 * - `imported`        it is a sales order there (`nro_ped_venda`).
 * - `invoiced`        its NF-e/NFC-e stands on the Shopify order.
 * - `failed`          the ERP refused or rejected it; a person decides.
 * - `cancelled`       cancelled or deleted in Shopify before the ERP had it. Never sent.
 *
 * Until `submitting` the order is read again from Shopify at every look, so edits, cancellations and late payments fold
 * in. From `submitted` on the ERP has it: an edit or a cancellation in Shopify changes no state, it is shown to a person
 * with the exact difference.
 *
 * The rule that keeps one Shopify order at most one ERP order (invariant 3): `submitting` is entered only
 *   (a) when the ERP was never told (`submitted_at` is null), or
 *   (b) right after it was asked, two minutes or more after it was last told, and said "not there".
 * So no path leads from `submitting`, `uncertain` or `failed` back to a POST without a question in between.
 */
export type OrderState =
  | "received"
  | "waiting-payment"
  | "held"
  | "ignored"
  | "ready"
  | "submitting"
  | "uncertain"
  | "submitted"
  | "imported"
  | "invoiced"
  | "failed"
  | "cancelled";

const BEFORE: readonly OrderState[] = ["waiting-payment", "held", "ignored", "ready", "cancelled"];

/** The table of moves. A move that is not here is a defect of ours and throws. */
export const MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  received: BEFORE,
  "waiting-payment": BEFORE,
  held: BEFORE,
  ignored: BEFORE,
  ready: [...BEFORE, "submitting", "uncertain"],
  submitting: ["submitted", "uncertain", "failed"],
  // After "not there" the order is looked at afresh: it may have been cancelled or edited meanwhile.
  uncertain: ["submitting", "submitted", "imported", "failed", "waiting-payment", "held", "ignored", "cancelled"],
  submitted: ["imported", "failed"],
  imported: ["invoiced"],
  invoiced: [],
  failed: ["uncertain", "submitted", "imported"],
  cancelled: [],
};

export const isState = (text: string): text is OrderState => text in MOVES;

export function assertMove(from: OrderState, to: OrderState): void {
  if (from !== to && !MOVES[from].includes(to)) throw new Error(`order machine: no move from ${from} to ${to}`);
}

/** An order's progress as far as the next step depends on it. */
export interface OrderProgress {
  readonly state: OrderState;
  /** Epoch ms of the last POST begun; null: the ERP was never told. */
  readonly submittedAt: number | null;
  readonly seqPedido: number | null;
}

export type Cause = "webhook" | "sweep" | "erp-event" | "due" | "person";

export type OrderStep =
  /** Read the order in Shopify and decide what it should become. */
  | "evaluate"
  /** Send it to the ERP. */
  | "submit"
  /** Ask the ERP whether it has the order. */
  | "confirm"
  /** Enter the ERP's new events. */
  | "erpEvents"
  /** Show the ERP's numbers and invoices on the Shopify order. */
  | "metafields"
  /** Compare the Shopify order with what was sent. */
  | "shopEdits"
  /** Ask the ERP whether it has imported the order. */
  | "importStatus"
  /** Nothing to do by ourselves. */
  | "rest";

/**
 * What the last step found, when it moved nothing and the pass goes on. `start`: the pass begins, or begins again because
 * the order was moved.
 */
export type Finding =
  "start" | "notInErp" | "readyToSubmit" | "eventsEntered" | "metafieldsSent" | "shopUnchanged" | "cancelledInErp";

interface FlowRow {
  readonly states: readonly OrderState[];
  readonly after: Finding;
  readonly when?: (progress: OrderProgress, cause: Cause) => boolean;
  readonly step: OrderStep;
}

const IN_ERP: readonly OrderState[] = ["submitted", "imported", "invoiced", "failed"];
const wasSubmitted = ({ submittedAt }: OrderProgress): boolean => submittedAt !== null;
/** A person's word and the ERP's own events ask the ERP again; other causes matter only if it refused nothing for good. */
const asksErpAgain = (_: OrderProgress, cause: Cause): boolean => cause === "person" || cause === "erp-event";

/** The whole flow of an order. The first row that matches is the next step; each step is one function of src/orders. */
const FLOW: readonly FlowRow[] = [
  { states: ["received", "waiting-payment", "held", "ignored"], after: "start", step: "evaluate" },
  { states: ["ready"], after: "start", when: wasSubmitted, step: "confirm" },
  { states: ["ready"], after: "start", step: "evaluate" },
  { states: ["submitting", "uncertain"], after: "start", step: "confirm" },
  { states: ["uncertain"], after: "notInErp", step: "evaluate" },
  { states: ["ready", "uncertain"], after: "readyToSubmit", step: "submit" },
  { states: ["failed"], after: "start", when: asksErpAgain, step: "confirm" },
  { states: ["failed"], after: "start", when: ({ seqPedido }) => seqPedido === null, step: "evaluate" },
  { states: IN_ERP, after: "start", step: "erpEvents" },
  { states: IN_ERP, after: "eventsEntered", step: "metafields" },
  { states: IN_ERP, after: "metafieldsSent", step: "shopEdits" },
  { states: ["submitted"], after: "shopUnchanged", step: "importStatus" },
  { states: IN_ERP, after: "shopUnchanged", step: "rest" },
  // What the ERP cancelled before it imported it is never imported: there is nothing to ask for.
  { states: IN_ERP, after: "cancelledInErp", step: "rest" },
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

/** Whether an order that is found ready may be sent: the ERP never had it, or has just said that it does not have it. */
export const maySubmit = ({ submittedAt }: OrderProgress, after: Finding): boolean =>
  submittedAt === null || after === "notInErp";

/** Two minutes: longer than our own POST can take (login, time-out, one more login), and some room for an ERP that commits late. */
export const NOT_FOUND_FINAL_AFTER_MS = 120_000;
/** A POST that has not left so long after `submitted_at` was written never leaves: its question might have been answered meanwhile. */
export const SUBMIT_DEADLINE_MS = 20_000;
const FIRST_QUESTION_MS = 15_000;

/** When to ask (again) about an unknown outcome. A "there" counts at once, so the first question comes early. */
export function nextCheckAt(submittedAt: number, askedTimes: number, now: number): number {
  if (askedTimes === 0) return Math.max(now, submittedAt + FIRST_QUESTION_MS);
  return Math.max(now + backoffMs(askedTimes), submittedAt + NOT_FOUND_FINAL_AFTER_MS);
}

/** 15 s, 30 s, 1 min … 10 min: the ERP's night of maintenance must not be the orders' morning of waiting. */
export function backoffMs(attempts: number): number {
  return Math.min(600_000, 15_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
}

/** Whether "not there" can be believed. */
export const isNotFoundFinal = (submittedAt: number | null, askedAt: number): boolean =>
  submittedAt === null || askedAt - submittedAt >= NOT_FOUND_FINAL_AFTER_MS;
