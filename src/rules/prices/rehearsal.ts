/** What the site will show of one price at an instant to come, against what it should show now. */
import { decidePrice, type PriceFacts } from "./price-decision.ts";

/** Why a price of the encarte sells nothing, or is not shown. */
export const ENCARTE_GAPS = ["held", "off-sale", "no-picture", "no-stock"] as const;
export type EncarteGap = (typeof ENCARTE_GAPS)[number];

export interface RehearsedFacts extends PriceFacts {
  /** Product and package are on in the ERP, and the product stands in Shopify. */
  readonly isOffered: boolean;
  readonly hasPicture: boolean;
  /** A company has some of it, or it is sold without limit. */
  readonly hasStock: boolean;
}

export interface Shown {
  readonly priceCents: number;
  /** Struck through; null: no promotion runs. */
  readonly compareAtCents: number | null;
}

export interface Rehearsed {
  /** Null: the site has no price of it. */
  readonly now: Shown | null;
  readonly after: Shown | null;
  /** `runs`: a promotion at that instant that runs already. `none`: no promotion then, nor now. */
  readonly change: "starts" | "ends" | "changes" | "runs" | "none";
  readonly gaps: readonly EncarteGap[];
}

/** @param then epoch ms, not before `now` */
export function rehearse(facts: RehearsedFacts, now: number, then: number): Rehearsed {
  const before = shownOf(facts, now);
  const after = shownOf(facts, then);
  const change = changeOf(before.shown, after.shown);
  const isEncarte = change === "starts" || change === "changes" || change === "runs";
  const gaps: readonly (readonly [EncarteGap, boolean])[] = [
    ["held", after.isHeld],
    // A promotion of goods that are not for sale has no price to show, so its change alone would not name it.
    ["off-sale", (isEncarte && !facts.isOffered) || after.isOff],
    ["no-picture", isEncarte && !facts.hasPicture],
    ["no-stock", isEncarte && !facts.hasStock],
  ];
  return { now: before.shown, after: after.shown, change, gaps: gaps.flatMap(([gap, is]) => (is ? [gap] : [])) };
}

function shownOf(facts: PriceFacts, at: number) {
  const decision = decidePrice(facts, at);
  const hasPrice = decision.kind === "publish" || decision.kind === "pendingApproval";
  return {
    shown: hasPrice ? { priceCents: decision.price.priceCents, compareAtCents: decision.price.compareAtCents } : null,
    isHeld: decision.kind === "pendingApproval",
    isOff: decision.kind === "withdrawn" && decision.reason === "not-on-sale",
  };
}

function changeOf(before: Shown | null, after: Shown | null): Rehearsed["change"] {
  const isOn = (shown: Shown | null) => shown !== null && shown.compareAtCents !== null;
  if (isOn(after)) {
    if (!isOn(before)) return "starts";
    return before?.priceCents === after?.priceCents ? "runs" : "changes";
  }
  return isOn(before) ? "ends" : "none";
}
