/**
 * What an invoice takes of a promised payment: a card that is only authorised is captured at what is billed, and a payment
 * on delivery is marked as paid, each by its rule. Planned from the order's payments as they are read now, so a capture
 * whose answer was lost is found there.
 *
 * - **Once.** An authorisation bears one capture, and Shopify releases its rest. So it waits until the invoices bill all of
 *   the order. Only where Shopify calls the payment `multiCapturable` is each invoice captured by itself.
 * - **Never more than billed, never more than authorised.** Above the authorised amount nothing is captured.
 */
import { cancelsOrder } from "../erp-event.ts";
import type { StoredEvent } from "../invoices.ts";
import { skuOf } from "../../catalog/sku-key.ts";
import type { ErpItem } from "../submitted-snapshot.ts";
import { alteredRows } from "./billed.ts";
import { capturables, type Capturable } from "./order-money.ts";

/** A transaction as it is read for this; amounts in cents, ids as Shopify's gids. */
export interface MoneyTransaction {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly cents: number;
  readonly parentId: string | null;
  readonly isMultiCapturable: boolean;
  /** Epoch ms. Null: Shopify names none. */
  readonly expiresAt: number | null;
  /** Cash, or a terminal at the door. */
  readonly isManual: boolean;
}

export interface MoneySeen {
  readonly isCancelled: boolean;
  readonly totalCents: number;
  readonly canMarkAsPaid: boolean;
  readonly transactions: readonly MoneyTransaction[];
}

/** What the ERP has billed of an order. */
export interface Bills {
  /** Access keys of the standing invoices that the Shopify order shows. */
  readonly keys: readonly string[];
  readonly cents: number;
  readonly isAltered: boolean;
  /** An alteration is still to be done: the total is not final. */
  readonly isOpen: boolean;
  /** SKU → thousandths that they bill. Null: an invoice names no items. */
  readonly milli: ReadonlyMap<string, number> | null;
  /** Every ALTERADO that counts. */
  readonly alterations: readonly StoredEvent[];
}

const IS_SHOWN: ReadonlySet<string> = new Set(["due", "applied"]);
const IS_RESOLVED: ReadonlySet<string> = new Set(["applied", "cleared"]);

/** @param standing documents that the ERP has not cancelled */
export function billsOf(
  events: readonly StoredEvent[],
  standing: readonly { readonly key: string; readonly totalCents: number }[],
): Bills {
  const known = new Map(standing.map(({ key, totalCents }) => [key, totalCents]));
  const keys = new Set<string>();
  const milli = new Map<string, number>();
  let isNamed = true;
  for (const { event, state } of events) {
    if (event.type !== "FATURADO" || event.invoice === null || !IS_SHOWN.has(state)) continue;
    const { key } = event.invoice;
    if (!known.has(key) || keys.has(key)) continue;
    keys.add(key);
    if (event.items.length === 0) isNamed = false;
    for (const { sku, attendedMilli } of event.items) milli.set(sku, (milli.get(sku) ?? 0) + attendedMilli);
  }
  const alterations = events.filter(({ event }) => event.type === "ALTERADO");
  return {
    keys: [...keys].sort(),
    cents: [...keys].reduce((sum, key) => sum + (known.get(key) ?? 0), 0),
    isAltered: alterations.length > 0 || events.some(({ event }) => cancelsOrder(event)),
    isOpen: alterations.some(({ state }) => !IS_RESOLVED.has(state)),
    milli: isNamed ? milli : null,
    alterations,
  };
}

/**
 * Whether no other invoice is to come: they come to the order's total, or they bill every item as it was submitted and
 * altered since.
 */
export function isBilledWhole(bills: Bills, items: readonly ErpItem[], totalCents: number): boolean {
  if (bills.isOpen) return false;
  if (bills.cents >= totalCents) return true;
  const { milli } = bills;
  if (milli === null || items.length === 0) return false;
  const wanted = new Map<string, number>();
  for (const { seqProduto, packageMilli, orderedMilli } of items) {
    const sku = skuOf(seqProduto, packageMilli);
    wanted.set(sku, (wanted.get(sku) ?? 0) + orderedMilli);
  }
  for (const [sku, rows] of alteredRows(bills.alterations.map(({ event }) => event)))
    wanted.set(
      sku,
      rows.reduce((sum, { attendedMilli }) => sum + attendedMilli, 0),
    );
  return [...wanted].every(([sku, count]) => (milli.get(sku) ?? 0) >= count);
}

export interface CollectFacts {
  readonly money: MoneySeen;
  readonly bills: Bills;
  readonly isWhole: boolean;
  /** Of an altered order: what the store bears above the payment, in cents. */
  readonly absorbUpToCents: number;
  /** Authorised payments are captured. */
  readonly captures: boolean;
  /** Payments on delivery are marked as paid. */
  readonly marksPaid: boolean;
}

export interface PlannedCapture {
  /** Of the authorisation. */
  readonly parentId: string;
  readonly cents: number;
  /** Whether it is the last of several; null: the authorisation bears one only. */
  readonly isFinal: boolean | null;
}

/** Why nothing is captured. */
export type CaptureObstacle = "above-authorized" | "expiring" | "refused";
/** Why the order is not marked as paid. */
export type MarkPaidObstacle = "total-differs" | "refused";

/** In cents. */
export interface CollectFigures {
  /** Of the invoices that the order shows. */
  readonly billedCents: number;
  /** What can still be captured. */
  readonly authorizedCents: number;
  /** Taken from the customer already, refunds taken off. */
  readonly keptCents: number;
  readonly totalCents: number;
}

export type CollectPlan =
  /** Nothing is promised, or all of it came in. */
  | { readonly kind: "settled" }
  /** Other invoices are to come; an authorisation ends then. Epoch ms, null: none ends. */
  | { readonly kind: "waits"; readonly expiresAt: number | null; readonly figures: CollectFigures }
  /** A gateway has not answered a capture. */
  | { readonly kind: "answering" }
  | { readonly kind: "capture"; readonly capture: PlannedCapture; readonly figures: CollectFigures }
  | { readonly kind: "mark-paid"; readonly cents: number; readonly figures: CollectFigures }
  | { readonly kind: "above-authorized"; readonly figures: CollectFigures }
  | { readonly kind: "total-differs"; readonly figures: CollectFigures }
  /** Shopify does not let the order be marked as paid. */
  | { readonly kind: "unmarkable"; readonly figures: CollectFigures };

const UNANSWERED: ReadonlySet<string> = new Set(["PENDING", "AWAITING_RESPONSE", "UNKNOWN"]);
const DEAD: ReadonlySet<string> = new Set(["FAILURE", "ERROR"]);
const isTaken = ({ kind, status }: MoneyTransaction): boolean =>
  status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE");
const sumOf = (transactions: readonly MoneyTransaction[]): number =>
  transactions.reduce((sum, { cents }) => sum + cents, 0);

export function planCollect(facts: CollectFacts): CollectPlan {
  const { money, bills, isWhole } = facts;
  const { transactions, totalCents } = money;
  if (money.isCancelled || bills.keys.length === 0) return { kind: "settled" };
  const refunds = transactions.filter(({ kind, status }) => kind === "REFUND" && !DEAD.has(status));
  const keptCents = sumOf(transactions.filter(isTaken)) - sumOf(refunds);
  const left = capturables(transactions);
  const authorizedCents = left.reduce((sum, { cents }) => sum + cents, 0);
  const figures = { billedCents: bills.cents, authorizedCents, keptCents, totalCents };
  const absorbed = bills.isAltered ? Math.min(facts.absorbUpToCents, bills.cents - totalCents) : 0;
  const openCents = bills.cents - Math.max(0, absorbed) - keptCents;
  if (openCents <= 0) return { kind: "settled" };
  const isAuthorized = transactions.some(({ kind, status }) => kind === "AUTHORIZATION" && status === "SUCCESS");
  if (isAuthorized) return facts.captures ? planCapture() : { kind: "settled" };
  if (!facts.marksPaid || !isToCollect(transactions)) return { kind: "settled" };
  if (!isWhole) return { kind: "waits", expiresAt: null, figures };
  if (bills.cents !== totalCents) return { kind: "total-differs", figures };
  if (!money.canMarkAsPaid) return { kind: "unmarkable", figures };
  return { kind: "mark-paid", cents: openCents, figures };

  function planCapture(): CollectPlan {
    if (transactions.some(({ kind, status }) => kind === "CAPTURE" && UNANSWERED.has(status)))
      return { kind: "answering" };
    if (openCents > authorizedCents) return { kind: "above-authorized", figures };
    const given = new Map(transactions.map((each) => [each.id, each]));
    const isMulti = ({ id }: Capturable): boolean => given.get(id)?.isMultiCapturable === true;
    if (bills.isOpen || (!isWhole && !left.every(isMulti))) {
      const ends = left.flatMap(({ id }) => given.get(id)?.expiresAt ?? []);
      return { kind: "waits", expiresAt: ends.length === 0 ? null : Math.min(...ends), figures };
    }
    const from = left.find(({ cents }) => cents >= openCents) ?? left[0];
    if (from === undefined) return { kind: "above-authorized", figures };
    const capture = {
      parentId: from.id,
      cents: Math.min(from.cents, openCents),
      isFinal: isMulti(from) ? isWhole : null,
    };
    return { kind: "capture", capture, figures };
  }
}

/** A manual payment is still to come, as on delivery. */
const isToCollect = (transactions: readonly MoneyTransaction[]): boolean =>
  transactions.some(
    ({ id, kind, status, isManual }) =>
      kind === "SALE" &&
      status === "PENDING" &&
      isManual &&
      !transactions.some((each) => each.parentId === id && isTaken(each)),
  );

/** What became of a capture or of a payment marked. */
type CollectSeen = "done" | "before" | "answering" | "refused" | "other";

/** @param before ids of the order's transactions when it was sent */
export function captureSeen(
  {
    parentId,
    cents,
    before,
  }: { readonly parentId: string; readonly cents: number; readonly before: readonly string[] },
  { transactions }: MoneySeen,
): CollectSeen {
  const made = transactions.filter(
    (each) => each.parentId === parentId && each.kind === "CAPTURE" && !before.includes(each.id),
  );
  const ours = made.filter((each) => each.cents === cents);
  if (ours.some(isTaken)) return "done";
  if (ours.some(({ status }) => UNANSWERED.has(status))) return "answering";
  if (ours.length > 0) return "refused";
  return made.some(isTaken) || !capturables(transactions).some(({ id }) => id === parentId) ? "other" : "before";
}

/** @param before ids of the order's payments that had come in when it was sent */
export function markPaidSeen(
  { cents, before }: { readonly cents: number; readonly before: readonly string[] },
  { transactions }: MoneySeen,
): CollectSeen {
  const made = transactions.filter((each) => isTaken(each) && !before.includes(each.id));
  if (made.length === 0) return "before";
  return sumOf(made) === cents ? "done" : "other";
}
