/** The next action for one due price at its target. Pure: the price lane executes it, the dry run shows it. */
import { decidePrice, type Price, type PriceDecision } from "../../rules/prices/price-decision.ts";
import type { DuePrice } from "../../hub/prices/shop-prices.ts";
import type { Instant } from "../../ports.ts";
import type { Intent } from "./page.ts";
import { isShown } from "./send.ts";

type Step =
  /** Shopify already accepted this price: no call is needed. */
  | { readonly kind: "shown"; readonly price: Price; readonly erpPriceCents: number; readonly offers: string | null }
  | Extract<PriceDecision, { kind: "pendingApproval" }>;

/** For a base price: it is never removed, the last one stays. */
export type BaseAction =
  | Step
  | { readonly kind: "set"; readonly intent: Intent }
  /** No variant yet: its create carries the price. `isPossible`: this price would make its product publishable. */
  | { readonly kind: "park"; readonly isPossible: boolean }
  /** Not for sale: its stock becomes zero. */
  | { readonly kind: "off"; readonly reason: "not-on-sale" }
  | { readonly kind: "refuse"; readonly reason: "price-zero" | "price-missing" };

export function baseAction(row: DuePrice, now: Instant): BaseAction {
  const decision = decidePrice(row, now);
  const { productGid, variantGid } = row;
  if (productGid === null || variantGid === null)
    return {
      kind: "park",
      isPossible: row.active && (decision.kind === "publish" || decision.kind === "pendingApproval"),
    };
  switch (decision.kind) {
    case "publish": {
      const { price, erpPriceCents } = decision;
      return isShown(row, price)
        ? { kind: "shown", price, erpPriceCents, offers: null }
        : { kind: "set", intent: { row: { ...row, productGid, variantGid }, price, erpPriceCents } };
    }
    case "withdrawn":
      return decision.reason === "price-missing"
        ? { kind: "refuse", reason: decision.reason }
        : { kind: "off", reason: decision.reason };
    case "pendingApproval":
    case "refuse":
      return decision;
  }
}

/** For a price list or the metafield. */
export type TargetAction =
  | Step
  | {
      readonly kind: "set";
      readonly price: Price;
      readonly erpPriceCents: number;
      readonly offers: string | null;
      readonly variantGid: string;
    }
  | { readonly kind: "park" }
  /** The target has no price any more: the base price applies. */
  | { readonly kind: "remove"; readonly variantGid: string }
  | { readonly kind: "refuse"; readonly reason: "price-zero" };

export function targetAction(row: DuePrice, now: Instant): TargetAction {
  const { variantGid } = row;
  if (variantGid === null) return { kind: "park" };
  const decision = decidePrice(row, now);
  // Removed even without a record of a send: a call whose response was lost may have set it.
  if (row.removing || decision.kind === "withdrawn") return { kind: "remove", variantGid };
  if (decision.kind !== "publish") return decision;
  const { price, erpPriceCents } = decision;
  const offers = isDocument(row) ? decision.offers : null;
  // A document also contains the ERP price (of 1 kg) and the offers, which may change while a portion's price does not.
  const isSubmitted =
    isShown(row, price) && (!isDocument(row) || (erpPriceCents === row.erpPriceCents && offers === row.sentOffers));
  return isSubmitted
    ? { kind: "shown", price, erpPriceCents, offers }
    : { kind: "set", variantGid, price, erpPriceCents, offers };
}

const isDocument = ({ target }: DuePrice): boolean => target.startsWith("meta-");
