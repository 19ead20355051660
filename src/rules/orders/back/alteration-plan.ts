/**
 * What an alteration of the ERP asks of the Shopify order: the next thing to do, from the order as it is read now.
 *
 * The law, in cents: paid + absorbed = billed, or the order is held and the desk names the amount. Nothing here depends
 * on what was done before: each effect is followed by another reading and another plan, so an effect whose answer was
 * lost is found in the order, and two alterations that come together are one plan.
 *
 * - **Units.** Fewer: the line's quantity goes down, by an order edit. Goods by weight stand as whole multiples, rounded
 *   down. More, or added: the line's quantity goes up, or a line of the variant is added.
 * - **The total.** The edit ends at what is billed: where the units come to less (weight beyond the multiples, a dearer
 *   price), one line without a product holds the rest and names the real weights.
 * - **Less than paid.** The edit moves no money: the difference is refunded.
 * - **More than paid or authorised.** Up to the tolerance it is absorbed, and no line is added for it. Above it nothing
 *   is changed; or, by rule, the order shows it and the customer gets Shopify's link to pay the rest.
 * - **Done already.** What another hand changed is left alone, unless it is exactly what the ERP bills: then nothing is
 *   left to do.
 * - **Not editable.** A cut of what was paid is a refund of the units, which names the lines. Anything else is held.
 */
import { milliText } from "../../brazil/money.ts";
import type { ErpEvent } from "../erp-event.ts";
import { liveLines, netCents } from "../money.ts";
import type { OrderRules } from "../settings.ts";
import type { ShopLine, ShopOrder } from "../shop-order.ts";
import { differences, snapshotOf, type SnapshotChange, type SubmittedSnapshot } from "../submitted-snapshot.ts";
import { alteredRows, billedSku, withoutFixed, type BilledSku, type UnitsOf } from "./billed.ts";
import { orderMoney, refundParts, type OrderMoney, type RefundPart } from "./order-money.ts";

/** A line without a product that an edit of ours added. */
export interface OwnLine {
  /** The goods that it stands for; null: it only holds the rest of the total. */
  readonly sku: string | null;
  readonly units: number;
}

export interface AlterationFacts {
  readonly order: ShopOrder;
  /** The order as the ERP, and the last action, left it. */
  readonly base: SubmittedSnapshot;
  /** Every ALTERADO of the order that counts. */
  readonly alterations: readonly ErpEvent[];
  readonly known: UnitsOf;
  /** SKU → the name that a line without a product shows, and the variant of an added SKU. */
  readonly goods: ReadonlyMap<string, { readonly title: string | null; readonly variantGid: string | null }>;
  /** Line id → what an edit of ours added there. */
  readonly own: ReadonlyMap<string, OwnLine>;
  /** Line id → the ERP's goods that it stands for, where they are not its own SKU's (items/line-products.ts). */
  readonly mapped: ReadonlyMap<string, string>;
  /** SKU → cents of each amount of the order that stands in no line: a tip, a fee. */
  readonly fixed: ReadonlyMap<string, readonly number[]>;
  /** Why Shopify does not let the order be edited; empty: it does. */
  readonly editErrors: readonly string[];
  /** Goods that the ERP billed and that its own list of SKUs does not have. */
  readonly unknown: ReadonlySet<string>;
  /** Refunds that these alterations have had. */
  readonly refundsMade: number;
  readonly rules: OrderRules;
}

/** Amounts of a plan, in cents. */
export interface AlterationFigures {
  /** The order's total as it is read. */
  readonly totalCents: number;
  /** What the ERP bills: its items and the order's freight. */
  readonly billedCents: number;
  /** What the customer's money comes to: taken, and authorised. */
  readonly paidCents: number;
  /** Above it, and borne by the store. */
  readonly absorbedCents: number;
}

/** A new quantity of a line. */
export interface LineQuantity {
  readonly lineId: string;
  readonly from: number;
  readonly to: number;
}

/** Goods that come to the order. As their variant where the total allows it, else as a line without a product. */
export interface AddedGoods {
  readonly sku: string;
  readonly units: number;
  /** The line that stands for them already, and may take them. */
  readonly raised: LineQuantity | null;
  readonly variantGid: string | null;
  readonly title: string;
  readonly cents: number;
}

export interface PlannedEdit {
  readonly quantities: readonly LineQuantity[];
  readonly added: readonly AddedGoods[];
  /** What the order comes to after the edit, in cents. */
  readonly goalCents: number;
  /** Of the line that holds what the units leave of it. */
  readonly restTitle: string;
}

/** A refund. With lines: the units go too, because the order cannot be edited. */
export interface PlannedRefund {
  readonly cents: number;
  readonly parts: readonly RefundPart[];
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

export type AlterationHold =
  | { readonly why: "above-paid"; readonly missingCents: number; readonly of: "paid" | "authorized" }
  | { readonly why: "not-editable"; readonly errors: readonly string[] }
  | { readonly why: "odd-quantity"; readonly sku: string; readonly attendedMilli: number }
  /** Added goods for which the ERP names no price. */
  | { readonly why: "price-missing"; readonly sku: string }
  | { readonly why: "sku-unknown"; readonly sku: string }
  | { readonly why: "refund-impossible"; readonly cents: number }
  | { readonly why: "refund-failed"; readonly cents: number }
  | { readonly why: "currency" };

export type AlterationPlan =
  /** Cancelled in Shopify, or changed there by another hand: an operator decides. */
  | { readonly kind: "moot"; readonly why: "cancelled" | "edited" }
  | { readonly kind: "hold"; readonly hold: AlterationHold; readonly figures: AlterationFigures | null }
  | { readonly kind: "edit"; readonly edit: PlannedEdit; readonly figures: AlterationFigures }
  | { readonly kind: "refund"; readonly refund: PlannedRefund; readonly figures: AlterationFigures }
  /** A refund's gateway has not answered. */
  | { readonly kind: "refunding"; readonly figures: AlterationFigures }
  /** The customer has the link, and has yet to pay. */
  | { readonly kind: "unpaid"; readonly missingCents: number; readonly figures: AlterationFigures }
  | { readonly kind: "settled"; readonly figures: AlterationFigures };

const hold = (given: AlterationHold, figures: AlterationFigures | null = null): AlterationPlan => ({
  kind: "hold",
  hold: given,
  figures,
});

export function planAlteration(facts: AlterationFacts): AlterationPlan {
  const { order, base, alterations } = facts;
  if (order.isCancelled) return { kind: "moot", why: "cancelled" };
  if (order.currency !== "BRL" || order.presentmentCurrency !== order.currency) return hold({ why: "currency" });
  const changes = changesByHand(base, order);
  if (changes.length === 0) return planned(facts);
  const edited = { kind: "moot", why: "edited" } as const;
  if (!isOfBilled(changes, new Set(alteredRows(alterations).keys()))) return edited;
  const plan = planned(facts);
  return plan.kind === "settled" ? plan : edited;
}

function planned(facts: AlterationFacts): AlterationPlan {
  const { order, rules } = facts;
  const billed: BilledSku[] = [];
  for (const [sku, all] of alteredRows(facts.alterations)) {
    const whole = billedSku(sku, all, facts.known, rules.quantityIn);
    if (!("units" in whole)) return hold({ why: "odd-quantity", ...whole });
    const { packageMilli = 1_000 } = facts.known.get(sku) ?? {};
    const fixed = facts.fixed.get(sku) ?? [];
    const rows = withoutFixed(all, fixed, rules.quantityIn === "units" ? packageMilli : 1_000);
    if (rows === null) return hold({ why: "odd-quantity", sku, attendedMilli: whole.attendedMilli });
    const each = billedSku(sku, rows, facts.known, rules.quantityIn);
    if (!("units" in each)) return hold({ why: "odd-quantity", ...each });
    const isShown = linesOf(facts, sku).length + ownLinesOf(facts, sku).length > 0;
    if (fixed.length > 0 && each.attendedMilli === 0 && !isShown) continue;
    if (each.attendedMilli > 0 && facts.unknown.has(sku)) return hold({ why: "sku-unknown", sku });
    if (each.cents === null && linesOf(facts, sku).length === 0) return hold({ why: "price-missing", sku });
    billed.push(each);
  }
  const money = orderMoney(order);
  const billedCents = billedTotal(facts, billed);
  const limits = limitsOf(money, billedCents, facts);
  const figures: AlterationFigures = {
    totalCents: order.totalCents,
    billedCents,
    paidCents: money.keptCents + money.authorizedCents,
    absorbedCents: limits.absorbedCents,
  };
  if (limits.missingCents > 0 && rules.aboveAbsorbed === "hold") {
    const of = money.authorizedCents > 0 ? "authorized" : "paid";
    return hold({ why: "above-paid", missingCents: limits.missingCents, of }, figures);
  }
  const editable = facts.editErrors.length === 0;
  const refundCents = Math.max(0, money.keptCents - billedCents);
  const edit = plannedEdit(facts, billed, limits.goalCents);
  if (edit !== null && editable) return { kind: "edit", edit, figures };
  const cuts = editable ? [] : cutsOf(facts, billed);
  if (edit !== null && cuts === null) return hold({ why: "not-editable", errors: facts.editErrors }, figures);
  if (edit !== null && cuts?.length !== 0 && refundCents === 0)
    return hold({ why: "not-editable", errors: facts.editErrors }, figures);
  if (refundCents > 0) {
    if (money.refundingCents > 0) return { kind: "refunding", figures };
    if (facts.refundsMade > 0) return hold({ why: "refund-failed", cents: refundCents }, figures);
    const parts = refundParts(order, refundCents);
    if (parts === null) return hold({ why: "refund-impossible", cents: refundCents }, figures);
    return { kind: "refund", refund: { cents: refundCents, parts, lines: cuts ?? [] }, figures };
  }
  if (money.refundingCents > 0) return { kind: "refunding", figures };
  if (limits.missingCents > 0) return { kind: "unpaid", missingCents: limits.missingCents, figures };
  return { kind: "settled", figures };
}

/** Goods or money that another hand changed. What changed of the buyer is no matter of an alteration. */
function changesByHand(base: SubmittedSnapshot, order: ShopOrder): readonly SnapshotChange[] {
  return differences(base, snapshotOf(order)).filter(
    ({ of }) => of !== "field" && of !== "customer" && of !== "company",
  );
}

/**
 * Only goods that the ERP bills anew, and the money of them: then the order may stand as billed already. A restored hub
 * finds its own edit and refund so, and a person may have made them by hand.
 */
const isOfBilled = (changes: readonly SnapshotChange[], billed: ReadonlySet<string>): boolean =>
  changes.every((change) =>
    change.of === "units" || change.of === "cents"
      ? billed.has(change.sku)
      : change.of === "refunded" || change.of === "total",
  );

/** Where the order's total is to end. */
function limitsOf(
  money: OrderMoney,
  billedCents: number,
  { rules }: AlterationFacts,
): { readonly goalCents: number; readonly absorbedCents: number; readonly missingCents: number } {
  const paidCents = money.keptCents + money.authorizedCents;
  const more = billedCents - paidCents;
  if (money.isToCollect || more <= 0) return { goalCents: billedCents, absorbedCents: 0, missingCents: 0 };
  if (more <= rules.absorbUpToCents) return { goalCents: paidCents, absorbedCents: more, missingCents: 0 };
  return { goalCents: billedCents, absorbedCents: 0, missingCents: more };
}

const linesOf = ({ order, own, mapped }: AlterationFacts, sku: string): readonly ShopLine[] =>
  liveLines(order).filter((line) => (mapped.get(line.id) ?? line.sku) === sku && !own.has(line.id));
const ownLinesOf = ({ order, own }: AlterationFacts, sku: string | null): readonly ShopLine[] =>
  liveLines(order).filter((line) => own.has(line.id) && (own.get(line.id)?.sku ?? null) === sku);

const unitsOf = (lines: readonly ShopLine[]): number =>
  lines.reduce((sum, { currentQuantity }) => sum + currentQuantity, 0);
const centsOf = (lines: readonly ShopLine[]): number => lines.reduce((sum, line) => sum + netCents(line), 0);

/** Of a SKU; without a price of the ERP the order's own price of a unit counts. */
function centsBilled(facts: AlterationFacts, { sku, cents, units }: BilledSku): number {
  if (cents !== null) return cents;
  const lines = linesOf(facts, sku);
  const count = unitsOf(lines);
  return count === 0 ? 0 : Math.floor((2 * centsOf(lines) * units + count) / (2 * count));
}

/** What the alterations do not name stays in the total as it is; what our edits added is left out of it. */
function billedTotal(facts: AlterationFacts, billed: readonly BilledSku[]): number {
  const { order, own } = facts;
  const lines = billed.flatMap(({ sku }) => linesOf(facts, sku));
  const added = liveLines(order).filter(({ id }) => own.has(id));
  const goods = billed.reduce((sum, each) => sum + centsBilled(facts, each), 0);
  return order.totalCents - centsOf(lines) - centsOf(added) + goods;
}

/** What an edit has to change; null: nothing. */
function plannedEdit(facts: AlterationFacts, billed: readonly BilledSku[], goalCents: number): PlannedEdit | null {
  const { order } = facts;
  const rest = ownLinesOf(facts, null);
  const quantities: LineQuantity[] = [];
  const added: AddedGoods[] = [];
  // What the total leaves for goods that come to the order, once the others went.
  let roomCents = goalCents - order.totalCents + centsOf(rest);
  const zero = (lines: readonly ShopLine[]): void => {
    quantities.push(...lines.map(({ id, currentQuantity }) => ({ lineId: id, from: currentQuantity, to: 0 })));
  };
  for (const each of billed) {
    const lines = linesOf(facts, each.sku);
    const own = ownLinesOf(facts, each.sku);
    const extra = each.units - unitsOf(lines);
    if (extra === own.reduce((sum, { id }) => sum + (facts.own.get(id)?.units ?? 0), 0)) continue;
    zero(own);
    roomCents += centsOf(own);
    if (extra < 0) {
      quantities.push(...reduced(lines, -extra));
      roomCents += Math.floor((centsOf(lines) * -extra) / Math.max(1, unitsOf(lines)));
    } else if (extra > 0) added.push(addedGoods(facts, each, extra));
  }
  // Absorbed goods have no room: no line is added for them.
  const fitting = roomCents > 0 ? added.filter(({ cents }) => cents > 0) : [];
  const isOff = order.totalCents < goalCents || (order.totalCents > goalCents && rest.length > 0);
  if (quantities.length + fitting.length === 0 && !isOff) return null;
  zero(rest);
  return { quantities, added: fitting, goalCents, restTitle: restTitle(facts, billed) };
}

function addedGoods(facts: AlterationFacts, billed: BilledSku, units: number): AddedGoods {
  const lines = linesOf(facts, billed.sku);
  const [line] = lines;
  return {
    sku: billed.sku,
    units,
    raised: line ? { lineId: line.id, from: line.currentQuantity, to: line.currentQuantity + units } : null,
    variantGid: facts.goods.get(billed.sku)?.variantGid ?? null,
    title: titleOf(facts, billed, units),
    cents: Math.max(0, centsBilled(facts, billed) - centsOf(lines)),
  };
}

/** Units are taken from the last line of a SKU first. */
function reduced(lines: readonly ShopLine[], units: number): readonly LineQuantity[] {
  let left = units;
  return lines.toReversed().flatMap(({ id, currentQuantity }) => {
    const taken = Math.min(left, currentQuantity);
    left -= taken;
    return taken > 0 ? [{ lineId: id, from: currentQuantity, to: currentQuantity - taken }] : [];
  });
}

/** Units that a refund takes off the order, where no edit can; null: the alteration asks for more than that. */
function cutsOf(facts: AlterationFacts, billed: readonly BilledSku[]): PlannedRefund["lines"] | null {
  const cuts: { lineId: string; quantity: number }[] = [];
  for (const { sku, unitsUp } of billed) {
    const lines = linesOf(facts, sku);
    const extra = unitsUp - unitsOf(lines) - ownLinesOf(facts, sku).length;
    if (extra > 0) return null;
    cuts.push(...reduced(lines, -extra).map(({ lineId, from, to }) => ({ lineId, quantity: from - to })));
  }
  return cuts;
}

const NAME_MAX = 60;
const TITLE_MAX = 200;

function titleOf({ goods }: AlterationFacts, { sku, isWeighed, attendedMilli }: BilledSku, units: number): string {
  const name = (goods.get(sku)?.title ?? sku).slice(0, NAME_MAX);
  const count = isWeighed ? `${milliText(attendedMilli).replace(".", ",")} kg` : `${units} un.`;
  return `${name} – ${count} (${sku})`;
}

/** Words that the customer reads on the order. */
function restTitle({ goods }: AlterationFacts, billed: readonly BilledSku[]): string {
  const weights = billed
    .filter(({ isWeighed, attendedMilli }) => isWeighed && attendedMilli > 0)
    .map(({ sku, attendedMilli }) => {
      const name = (goods.get(sku)?.title ?? sku).slice(0, NAME_MAX);
      return `${name} ${milliText(attendedMilli).replace(".", ",")} kg`;
    });
  const title = weights.length === 0 ? "Acerto do valor faturado" : `Peso real: ${weights.join("; ")}`;
  return title.length <= TITLE_MAX ? title : `${title.slice(0, TITLE_MAX - 1)}…`;
}
