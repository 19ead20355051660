/**
 * The ledger's rule for one order: what Shopify, the hub and the ERP say of it, compared. A source that did not answer
 * proves nothing: such an order is not compared, and never called missing.
 */
import { cancelsInvoice, cancelsOrder } from "../erp-event.ts";
import type { ErpEvent } from "../erp-event.ts";
import type { ErpSide, HubSide, ShopSide } from "./sides.ts";

/** Every verdict, in the order of the report. */
export const VERDICTS = [
  /** The three say the same. */
  "agrees",
  /** They differ, and an alteration or a refund that is on record says why. */
  "explained",
  /** Paid and not in the ERP; the order has its own entry at the desk, or the dry run holds it. */
  "at-desk",
  /** The order flow is at work on it. */
  "under-way",
  /** Shopify or the ERP gave no usable answer; the next night asks again. */
  "not-compared",
  /** Unpaid, a test, cancelled, or older than the first day: the ERP must not have it, and has it not. */
  "not-expected",
  "differs",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A quantity that the two systems do not share, thousandths. */
export interface ItemDifference {
  readonly sku: string;
  readonly shopMilli: number;
  readonly erpMilli: number;
}

/** Every kind of difference; each is one entry at the desk with its own cure. */
export const DIFFERENCES = [
  "missing-in-erp",
  "twice-in-erp",
  "total-differs",
  "items-differ",
  "cancelled-alive",
  "invoice-missing",
  "not-in-hub",
] as const;

export type Difference =
  | { readonly kind: "missing-in-erp"; readonly seqPedido: number | null; readonly state: string | null }
  | { readonly kind: "twice-in-erp"; readonly seqPedidos: readonly number[] }
  | {
      readonly kind: "total-differs";
      readonly seqPedido: number | null;
      readonly shopCents: number;
      readonly erpCents: number;
    }
  | {
      readonly kind: "items-differ";
      readonly seqPedido: number | null;
      readonly count: number;
      /** The first of them. */
      readonly items: readonly ItemDifference[];
    }
  | { readonly kind: "cancelled-alive"; readonly seqPedido: number | null }
  | { readonly kind: "invoice-missing"; readonly nroPedVenda: number | null }
  | { readonly kind: "not-in-hub"; readonly seqPedido: number | null };

/** Everything that is known of one order. */
export interface Sources {
  /** Null: Shopify gave no usable answer about it. */
  readonly shop: ShopSide | null;
  readonly hub: HubSide | null;
  readonly events: readonly ErpEvent[];
  /** SKUs of which Shopify recorded goods that went back. */
  readonly returned?: ReadonlySet<string>;
  readonly erp: ErpSide;
  /** Epoch ms: orders made before it are not ours. */
  readonly ordersSince: number;
  readonly now: number;
}

export interface Comparison {
  readonly verdict: Verdict;
  readonly comparedBy: "total" | "items" | null;
  /** What each side counts of this order. */
  readonly expected: number;
  readonly inHub: number;
  readonly inErp: number;
  readonly differences: readonly Difference[];
}

/** The order flow needs minutes; after two hours an order that it has not brought to the ERP is named. */
export const UNDER_WAY_MS = 2 * 3_600_000;
/** A sales order without an invoice for two days. */
export const INVOICE_LATE_MS = 48 * 3_600_000;
const ITEMS_SHOWN_MAX = 10;

const PAID: readonly (string | null)[] = ["PAID", "PARTIALLY_REFUNDED"];
const WITHDRAWN: readonly (string | null)[] = ["REFUNDED", "VOIDED", "EXPIRED"];

export function compareOrder(sources: Sources): Comparison {
  const { shop, hub, erp } = sources;
  const inHub = hub?.seqPedido == null ? 0 : 1;
  if (shop === null || erp.kind === "unknown")
    return {
      verdict: "not-compared",
      comparedBy: null,
      expected: shop !== null && isExpected(shop, sources) ? 1 : 0,
      inHub,
      inErp: 0,
      differences: [],
    };
  const living = livingOf(sources);
  const counts = { inHub, inErp: living.length };
  const twice: readonly Difference[] = living.length > 1 ? [{ kind: "twice-in-erp", seqPedidos: living }] : [];
  const seqPedido = living[0] ?? null;
  if (isWithdrawn(shop)) {
    const base = { ...counts, comparedBy: null, expected: 0 };
    if (living.length === 0) return { ...base, inHub: 0, verdict: "not-expected", differences: [] };
    if (isReturned(shop, sources))
      return { ...base, verdict: twice.length === 0 ? "explained" : "differs", differences: twice };
    return { ...base, verdict: "differs", differences: [{ kind: "cancelled-alive", seqPedido }, ...twice] };
  }
  if (!isExpected(shop, sources)) {
    const base = { ...counts, comparedBy: null, expected: 0 };
    if (living.length === 0) return { ...base, verdict: "not-expected", differences: [] };
    return { ...base, verdict: "differs", differences: [{ kind: "not-in-hub", seqPedido }, ...twice] };
  }
  if (living.length === 0) return { ...notInErp(shop, sources), ...counts, comparedBy: null, expected: 1 };
  return { ...inBoth(shop, sources, living, twice), ...counts, expected: 1 };
}

/** Paid and ours; or sent to the ERP by the order flow, which has its own rule for payment on delivery. */
function isExpected(shop: ShopSide, { hub, ordersSince }: Sources): boolean {
  if (isWithdrawn(shop)) return false;
  if (hub?.seqPedido != null) return true;
  const hasGoods = shop.items === null || Object.keys(shop.items).length > 0;
  return !shop.isIgnored && PAID.includes(shop.financialStatus) && shop.createdAt >= ordersSince && hasGoods;
}

const isWithdrawn = ({ isTest, isCancelled, isDeleted, financialStatus }: ShopSide): boolean =>
  isTest || isCancelled || isDeleted || WITHDRAWN.includes(financialStatus);

/** Refunded in full after its invoice, and not cancelled: a return, which the ERP keeps as an invoice and its return note. */
const isReturned = ({ isTest, isCancelled, isDeleted, financialStatus }: ShopSide, sources: Sources): boolean =>
  !isTest && !isCancelled && !isDeleted && financialStatus === "REFUNDED" && isInvoiced(sources);

/**
 * Goods went back after the invoice. The ERP keeps the invoice and a return note, and what a customer got in exchange is a
 * sale of its own there: neither changes the order, and the feed of refunds names them.
 */
const hasReturns = (sources: Sources): boolean => isInvoiced(sources) && (sources.returned?.size ?? 0) > 0;

const isInvoiced = ({ events }: Sources): boolean => events.some(({ type }) => type === "FATURADO");

/**
 * The numbers under which the ERP has this order alive, from its answer, its events and the hub's row. Two of them are two
 * orders, whichever source names the second.
 */
function livingOf({ erp, events, hub }: Sources): readonly number[] {
  if (erp.kind !== "found") return [];
  // Of what has an invoice that stands only the rest was cancelled: it lives.
  const documents = events.filter(cancelsInvoice).map(({ invoice }) => invoice?.key);
  const billed = events
    .filter(({ type, invoice }) => type === "FATURADO" && invoice !== null && !documents.includes(invoice?.key))
    .map(({ seqPedido }) => seqPedido);
  const cancelled = events.filter((event) => cancelsOrder(event) && !billed.includes(event.seqPedido));
  if (cancelled.some(({ seqPedido }) => seqPedido === null)) return [];
  const { rejected } = erp;
  const numbers = [...erp.seqPedidos, ...events.map(({ seqPedido }) => seqPedido), hub?.seqPedido ?? null];
  const living = numbers.filter(
    (number) =>
      number !== null && !rejected.includes(number) && !cancelled.some(({ seqPedido }) => seqPedido === number),
  );
  return [...new Set(living)].filter((number) => number !== null).toSorted((a, b) => a - b);
}

/** The dry run; and a submission without an answer, which no lookup can settle: the order flow has its entry open. */
const WITH_ENTRY: readonly (string | null)[] = ["dry-run", "lookup-unproven", "erp-unconfirmed"];

const named = (verdict: Verdict) => ({ verdict, differences: [] });

/** Paid in Shopify, and the ERP has no living order of it. */
function notInErp(shop: ShopSide, { hub, erp, now }: Sources): Pick<Comparison, "verdict" | "differences"> {
  // Rejected at the import, or cancelled there: the order flow opens the entry of that.
  if (erp.kind === "found") return named("at-desk");
  const state = hub?.state ?? null;
  if (hub?.seqPedido == null) {
    const isHeld = state === "on-hold" || state === "failed" || WITH_ENTRY.includes(hub?.reason ?? null);
    if (isHeld) return named("at-desk");
    if (now - Math.max(shop.changedAt, hub?.submittedAt ?? 0) < UNDER_WAY_MS) return named("under-way");
  }
  return {
    verdict: "differs",
    differences: [{ kind: "missing-in-erp", seqPedido: hub?.seqPedido ?? null, state }],
  };
}

/** In Shopify and in the ERP: compared by what the ERP's answer carries. */
function inBoth(
  shop: ShopSide,
  sources: Sources,
  living: readonly number[],
  twice: readonly Difference[],
): Pick<Comparison, "verdict" | "comparedBy" | "differences"> {
  const { hub, erp, now } = sources;
  const seqPedido = living[0] ?? null;
  const differences: Difference[] = [...twice];
  if (hub?.seqPedido == null) {
    if (now - shop.changedAt < UNDER_WAY_MS) return { verdict: "under-way", comparedBy: null, differences: [] };
    differences.push({ kind: "not-in-hub", seqPedido });
  }
  const altered = lastAlteration(sources);
  const billed = billedBeforeCancelling(sources);
  const total = totalOf(shop, sources, altered, billed !== null);
  const items = itemsOf(shop, sources, altered, billed);
  // What went back in exchange for other goods, or for no money, has a value that no side names.
  const isReturn = hasReturns(sources) && (items.kind === "explained" || items.kind === "unknown");
  if (total.kind === "differs" && !isReturn) differences.push({ kind: "total-differs", seqPedido, ...total.cents });
  if (items.kind === "differs")
    differences.push({
      kind: "items-differ",
      seqPedido,
      count: items.found.length,
      items: items.found.slice(0, ITEMS_SHOWN_MAX),
    });
  if (isInvoiceLate(sources, now)) differences.push({ kind: "invoice-missing", nroPedVenda: hub?.nroPedVenda ?? null });
  const isThere = erp.kind === "found" && erp.totalCents !== null;
  const comparedBy = isThere ? "total" : items.kind === "unknown" ? null : "items";
  if (differences.length > 0) return { verdict: "differs", comparedBy, differences };
  if (comparedBy === null) return { verdict: "not-compared", comparedBy, differences };
  const isExplained = isReturn || total.kind === "explained" || items.kind === "explained";
  return { verdict: isExplained ? "explained" : "agrees", comparedBy, differences };
}

const isInvoiceLate = (sources: Sources, now: number): boolean => {
  const { hub } = sources;
  const importedAt = hub?.state === "imported" ? hub.importedAt : null;
  return importedAt !== null && now - importedAt >= INVOICE_LATE_MS && !isInvoiced(sources);
};

/** The latest of an order's alterations: its items are the whole order as it stands. */
function lastAlteration({ events }: Sources): ErpEvent | null {
  const altered = events.filter(({ type }) => type === "ALTERADO");
  return altered.toSorted((a, b) => (a.happenedAt < b.happenedAt ? 1 : -1))[0] ?? null;
}

/**
 * The ERP cancelled the rest of what it had billed: SKU → thousandths that its standing invoices bill. The shop's order
 * ends there. Null: it cancelled no rest, or an invoice does not say what it bills.
 */
function billedBeforeCancelling({ events }: Sources): ReadonlyMap<string, number> | null {
  if (!events.some(cancelsOrder)) return null;
  const documents = new Set(events.filter(cancelsInvoice).map(({ invoice }) => invoice?.key));
  const bills = new Map(
    events.flatMap(({ type, invoice, items }) =>
      type === "FATURADO" && invoice !== null && !documents.has(invoice.key) ? [[invoice.key, items] as const] : [],
    ),
  );
  if (bills.size === 0 || [...bills.values()].some((items) => items.length === 0)) return null;
  const billed = new Map<string, number>();
  for (const { sku, attendedMilli } of [...bills.values()].flat())
    billed.set(sku, (billed.get(sku) ?? 0) + attendedMilli);
  return billed;
}

type TotalResult =
  | { readonly kind: "same" | "explained" | "unknown" }
  | { readonly kind: "differs"; readonly cents: { readonly shopCents: number; readonly erpCents: number } };

/**
 * To the cent. A known alteration moves the total by what its event says, in whichever system it is entered; after the invoice a
 * refund lowers Shopify's total only.
 */
function totalOf(shop: ShopSide, sources: Sources, altered: ErpEvent | null, hasRest: boolean): TotalResult {
  const { erp } = sources;
  const erpCents = erp.kind === "found" ? erp.totalCents : null;
  if (erpCents === null) return { kind: "unknown" };
  const shopCents = shop.totalCents;
  if (erpCents === shopCents) return { kind: "same" };
  // What the cancelled rest comes to is in no event.
  if (hasRest) return { kind: "explained" };
  const byAlteration = altered === null ? 0 : alteredCents(altered);
  if (byAlteration === null) return { kind: "explained" };
  const refunded = isInvoiced(sources) ? shop.refundedCents : 0;
  const known = [0, byAlteration, -byAlteration].flatMap((cents) => [cents, cents + refunded]);
  if (known.includes(erpCents - shopCents)) return { kind: "explained" };
  return { kind: "differs", cents: { shopCents, erpCents } };
}

/** What an alteration moved the total by; null: its event has no price for an item. */
function alteredCents({ items }: ErpEvent): number | null {
  let cents = 0;
  for (const { orderedMilli, attendedMilli, priceCents } of items) {
    if (orderedMilli === attendedMilli) continue;
    if (priceCents === null) return null;
    cents += Math.round((attendedMilli * priceCents) / 1000) - Math.round((orderedMilli * priceCents) / 1000);
  }
  return cents;
}

type ItemsResult =
  | { readonly kind: "same" | "explained" | "unknown" }
  | { readonly kind: "differs"; readonly found: readonly ItemDifference[] };

function itemsOf(
  shop: ShopSide,
  sources: Sources,
  altered: ErpEvent | null,
  billed: ReadonlyMap<string, number> | null,
): ItemsResult {
  const { erp, returned } = sources;
  const there = erp.kind === "found" ? erp.items : null;
  if (there === null || shop.items === null) return { kind: "unknown" };
  const changes = new Map<string, { ordered: number; attended: number }>();
  for (const { sku, orderedMilli, attendedMilli } of altered?.items ?? []) {
    const before = changes.get(sku) ?? { ordered: 0, attended: 0 };
    changes.set(sku, { ordered: before.ordered + orderedMilli, attended: before.attended + attendedMilli });
  }
  const found: ItemDifference[] = [];
  let isExplained = false;
  for (const sku of new Set([...Object.keys(shop.items), ...Object.keys(there)])) {
    const shopMilli = shop.items[sku] ?? 0;
    const erpMilli = there[sku] ?? 0;
    if (shopMilli === erpMilli) continue;
    const change = changes.get(sku);
    if (billed !== null && shopMilli === (billed.get(sku) ?? 0)) {
      isExplained = true;
      continue;
    }
    if (hasReturns(sources) && (shopMilli < erpMilli ? returned?.has(sku) === true : erpMilli === 0)) {
      isExplained = true;
      continue;
    }
    const isKnown = (milli: number) => change !== undefined && (milli === change.ordered || milli === change.attended);
    // Weight beyond whole units, and goods without a variant, stand in a line of their own: the total compares them.
    const isRest = shop.hasOwnLine && change !== undefined && shopMilli < change.attended;
    if ((isKnown(shopMilli) || isRest) && isKnown(erpMilli)) isExplained = true;
    else found.push({ sku, shopMilli, erpMilli });
  }
  if (found.length > 0) return { kind: "differs", found };
  return { kind: isExplained ? "explained" : "same" };
}
