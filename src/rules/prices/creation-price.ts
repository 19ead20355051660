/**
 * The price of a new variant: the one that may be published now. A price that fell too far waits for an operator here
 * as well. Otherwise deleting a variant by hand would publish it: the new variant gets the last published price.
 */
import { decidePrice, type Price, type PriceFacts } from "./price-decision.ts";
import { priceAt, type ShopPrice } from "./shop-price.ts";
import { unitMilliOf, type StoredPrice, type StoredProduct, type StoredSku } from "../catalog/hub-rows.ts";

/** Known facts of a price besides the ERP's price. */
export type LastPrice = Pick<
  PriceFacts,
  "erpPriceCents" | "sentPriceCents" | "approvedCents" | "outcomeUnknown" | "dropMaxPercent"
>;

export interface CreationPrice extends Price {
  /** The ERP's price (of a package, or 1 kg) behind it. */
  readonly erpPriceCents: number;
  /** The ERP's price that waits for an operator instead. */
  readonly pendingCents: number | null;
}

const NEVER: LastPrice = {
  erpPriceCents: null,
  sentPriceCents: null,
  approvedCents: null,
  outcomeUnknown: false,
  dropMaxPercent: 100,
};

export function creationPrice(
  product: Pick<StoredProduct, "weighed" | "multipleMilli">,
  sku: Pick<StoredSku, "packageMilli">,
  row: (StoredPrice & { readonly last?: LastPrice }) | null,
  now: number,
): CreationPrice | Extract<ShopPrice, { kind: "invalid" }> {
  const { weighed, multipleMilli } = product;
  const { packageMilli } = sku;
  const decision = decidePrice({ price: row, weighed, multipleMilli, packageMilli, ...(row?.last ?? NEVER) }, now);
  switch (decision.kind) {
    case "publish":
      return { ...decision.price, erpPriceCents: decision.erpPriceCents, pendingCents: null };
    case "withdrawn":
    case "refuse":
      return { kind: "invalid", reason: decision.reason };
    case "pendingApproval": {
      const { lastCents, erpPriceCents } = decision;
      const last = { normalCents: lastCents, promoCents: null, promoFrom: null, promoUntil: null, onSale: true };
      const price = priceAt(last, weighed ? unitMilliOf(product, sku) : null, now);
      if (price.kind === "invalid") return price;
      // Evaluated again at the next change of the price pending approval.
      return {
        ...price,
        nextChangeAt: decision.price.nextChangeAt,
        erpPriceCents: lastCents,
        pendingCents: erpPriceCents,
      };
    }
  }
}
