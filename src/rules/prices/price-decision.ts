/** Decides about one price at one target now: one rule for the shop's own price, a price list and the metafield. */
import { priceAt, promotionNow, type ShopPrice } from "./shop-price.ts";
import { shownOffers } from "./offers.ts";
import { unitMilliOf, type StoredPrice } from "../catalog/hub-rows.ts";

export type Price = Extract<ShopPrice, { kind: "price" }>;

export interface PriceFacts {
  /** The ERP's price; null: none for this company and segment. */
  readonly price: StoredPrice | null;
  readonly weighed: boolean;
  readonly multipleMilli: number | null;
  /** Null: the hub has no such SKU. */
  readonly packageMilli: number | null;
  /** The ERP's price (of a package, or 1 kg) last published; 0: seen and never published; null: not known. */
  readonly erpPriceCents: number | null;
  readonly sentPriceCents: number | null;
  /** The ERP price that an operator approved. */
  readonly approvedCents: number | null;
  /** The last call ended without a response: the approved price may already be the one shown. */
  readonly outcomeUnknown: boolean;
  /** A drop of more than this share waits for an operator. */
  readonly dropMaxPercent: number;
}

export type PriceDecision =
  | {
      readonly kind: "publish";
      readonly price: Price;
      readonly erpPriceCents: number;
      /** JSON of what `erp.precos` shows besides; null: nothing. */
      readonly offers: string | null;
    }
  /** Not published: it fell too far against the last one. */
  | {
      readonly kind: "pendingApproval";
      readonly price: Price;
      readonly erpPriceCents: number;
      readonly lastCents: number;
    }
  /** No price, or no longer. */
  | { readonly kind: "withdrawn"; readonly reason: "price-missing" | "not-on-sale" }
  /** An invalid price: the last one stays (invariant 7). */
  | { readonly kind: "refuse"; readonly reason: "price-zero" };

export function decidePrice(facts: PriceFacts, now: number): PriceDecision {
  const { price: row, packageMilli } = facts;
  if (row === null || packageMilli === null) return { kind: "withdrawn", reason: "price-missing" };
  const unitMilli = facts.weighed ? unitMilliOf(facts, { packageMilli }) : null;
  const price = priceAt(row, unitMilli, now);
  if (price.kind === "invalid")
    return price.reason === "price-zero"
      ? { kind: "refuse", reason: price.reason }
      : { kind: "withdrawn", reason: price.reason };
  const erpPriceCents = price.compareAtCents === null ? row.normalCents : (promotionNow(row, now) ?? row.normalCents);
  const lastCents = lastErpPrice(facts);
  const needsApproval =
    lastCents !== null &&
    isSteepDrop(lastCents, erpPriceCents, facts.dropMaxPercent) &&
    !isLetPass(facts, erpPriceCents);
  return needsApproval
    ? { kind: "pendingApproval", price, erpPriceCents, lastCents }
    : { kind: "publish", price, erpPriceCents, offers: shownOffers(row.offers, unitMilli, price.priceCents) };
}

/** An approval is for one price. If that price may be in the shop already, the next one is compared with it. */
function isLetPass({ approvedCents, outcomeUnknown, dropMaxPercent }: PriceFacts, erpPriceCents: number): boolean {
  if (approvedCents === null) return false;
  return outcomeUnknown ? !isSteepDrop(approvedCents, erpPriceCents, dropMaxPercent) : approvedCents === erpPriceCents;
}

/**
 * A rise is published whatever its size: holding it back would keep selling at the old, lower price.
 */
function isSteepDrop(lastCents: number, erpPriceCents: number, dropMaxPercent: number): boolean {
  return erpPriceCents * 100 < lastCents * (100 - dropMaxPercent);
}

/**
 * The ERP's price when a price was last published here; null: never, or unknown. Where only the price of one unit is
 * known, it is converted to 1 kg.
 */
export function lastErpPrice({
  erpPriceCents,
  sentPriceCents,
  packageMilli,
  ...product
}: Pick<PriceFacts, "erpPriceCents" | "sentPriceCents" | "packageMilli" | "weighed" | "multipleMilli">): number | null {
  if (erpPriceCents !== null && erpPriceCents > 0) return erpPriceCents;
  if (sentPriceCents === null) return null;
  if (!product.weighed || packageMilli === null) return sentPriceCents;
  return Math.floor((sentPriceCents * 1000) / unitMilliOf(product, { packageMilli }));
}
