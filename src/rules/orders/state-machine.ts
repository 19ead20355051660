/**
 * The order machine. One column says how far an order has got on its way to the ERP; this file says in prose and in a
 * table which steps there are. The driver (src/orders/driver.ts) makes them, each in one D1 batch that is lost or
 * kept whole.
 *
 * - `received`        known by its id, not looked at yet.
 * - `waiting-payment` PIX or boleto on its way, or authorised only. Its goods are reserved.
 * - `held`            paid, but something is missing; `reason` says what, the error desk says it in words.
 * - `ignored`         never goes: a test, refunded, expired, or made before the connector's first day.
 * - `ready`           mapped without a flaw; the ERP has not been told.
 * - `submitting`      the ERP is being told: written, with `told_at`, BEFORE the POST leaves. Whoever finds an order in
 *                     this state without being the one who is telling has found a crash.
 * - `uncertain`       the POST's outcome is unknown. The ERP is asked; "not there" counts only from two minutes after
 *                     `told_at` on, because an ERP may commit late; then it is told again.
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
 *   (a) when the ERP was never told (`told_at` is null), or
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

/** An order's place as far as the next step depends on it. */
export interface Place {
  readonly state: OrderState;
  /** Epoch ms of the last POST begun; null: the ERP was never told. */
  readonly toldAt: number | null;
  readonly seqPedido: number | null;
}

export type Cause = "webhook" | "sweep" | "erp-event" | "due" | "person";

export type Step =
  /** Read the order in Shopify and decide what it should become. */
  | { readonly kind: "look" }
  /** Ask the ERP whether it has the order. */
  | { readonly kind: "ask" }
  /** The ERP has it: learn of its import, show its numbers and invoices on the Shopify order, see edits. */
  | { readonly kind: "follow" }
  /** Nothing to do by ourselves. */
  | { readonly kind: "rest" };

/** What to do with an order on a message. Every state answers every cause; a webhook about our own write finds nothing to do. */
export function nextStep({ state, toldAt, seqPedido }: Place, cause: Cause): Step {
  switch (state) {
    case "received":
    case "waiting-payment":
    case "held":
    case "ignored":
      return { kind: "look" };
    case "ready": // with told_at: it was told once and came back, so the question comes first
      return { kind: toldAt === null ? "look" : "ask" };
    case "submitting":
    case "uncertain":
      return { kind: "ask" };
    case "submitted":
    case "imported":
    case "invoiced":
      return { kind: "follow" };
    case "failed":
      // A person's word and the ERP's own events ask the ERP again; other news matter only if nothing was refused for good.
      if (cause === "person" || cause === "erp-event") return { kind: "ask" };
      return seqPedido === null ? { kind: "look" } : { kind: "follow" };
    case "cancelled":
      return { kind: "rest" };
  }
}

/** Two minutes: longer than our own POST can take (login, time-out, one more login), and some room for an ERP that commits late. */
export const NOT_THERE_COUNTS_AFTER_MS = 120_000;
/** A POST that has not left so long after `told_at` was written never leaves: its question might have been answered meanwhile. */
export const TELL_WITHIN_MS = 20_000;
const FIRST_QUESTION_MS = 15_000;

/** When to ask (again) about an unknown outcome. A "there" counts at once, so the first question comes early. */
export function askAt(toldAt: number, askedTimes: number, now: number): number {
  if (askedTimes === 0) return Math.max(now, toldAt + FIRST_QUESTION_MS);
  return Math.max(now + backOffMs(askedTimes), toldAt + NOT_THERE_COUNTS_AFTER_MS);
}

/** 15 s, 30 s, 1 min … 10 min: the ERP's night of maintenance must not be the orders' morning of waiting. */
export function backOffMs(attempts: number): number {
  return Math.min(600_000, 15_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
}

/** Whether "not there" can be believed. */
export const countsAsNotThere = (toldAt: number | null, askedAt: number): boolean =>
  toldAt === null || askedAt - toldAt >= NOT_THERE_COUNTS_AFTER_MS;
