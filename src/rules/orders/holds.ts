import type { DeskEntry } from "../record/desk-entry.ts";

/** A code without facts. */
interface None {
  readonly none?: never;
}

/**
 * Why an order waits for an operator or a mapping: reason → its facts, without personal data. src/messages/orders/holds.ts
 * has the texts.
 */
export interface HoldParams {
  /** A person holds it back; who and why is in its timeline. */
  readonly "held-by-person": None;
  readonly "order-unreadable": { readonly problems: readonly string[] };
  /** Shopify shows it no more: older than 60 days, and the app has no read_all_orders. */
  readonly "order-out-of-reach": None;
  /** A line's variant is another product's than its SKU says. */
  readonly "sku-mismatch": { readonly lines: readonly { readonly sku: string; readonly variantSku: string }[] };
  /** A line of goods by weight: the weight that it names, and the one that the hub keeps for its time; thousandths of a kg. */
  readonly "weight-unclear": {
    readonly lines: readonly {
      readonly sku: string;
      readonly namedMilli: number | null;
      readonly keptMilli: number | null;
    }[];
  };
  readonly "cpf-missing": None;
  readonly "cpf-invalid": None;
  readonly "cnpj-letters": None;
  readonly "name-missing": None;
  readonly "address-missing": None;
  readonly "address-country": None;
  readonly "address-number-missing": None;
  readonly "address-bairro-missing": None;
  readonly "address-city-missing": None;
  readonly "address-cep-invalid": None;
  readonly "cep-lookup-failed": None;
  readonly "location-pending": None;
  readonly "location-unmapped": { readonly locationGid: string };
  readonly "fulfillment-on-hold": None;
  readonly "several-locations": { readonly count: number };
  readonly "gateway-unmapped": { readonly gateways: readonly string[] };
  readonly "sku-missing": { readonly titles: readonly string[] };
  readonly "sku-unparseable": { readonly skus: readonly string[] };
  readonly "sku-unknown": { readonly skus: readonly string[] };
  readonly "gift-card-line": None;
  /** A line that costs nothing, and no mapping says how the ERP gets it. */
  readonly "free-line": { readonly skus: readonly string[] };
  readonly currency: { readonly currency: string; readonly presentment: string };
  readonly "total-mismatch": { readonly differenceCents: number };
  readonly "fees-or-tip": { readonly cents: number };
  readonly "tax-added": { readonly cents: number };
  readonly "payment-mismatch": { readonly missingCents: number };
  readonly "partially-paid": { readonly outstandingCents: number };
  /** Money given back without items. */
  readonly "amount-refunded": { readonly cents: number };
  readonly risk: { readonly recommendation: string };
  readonly "shown-not-in-erp": { readonly seqPedido: number };
}

export type Hold = {
  [Reason in keyof HoldParams]: { readonly reason: Reason } & HoldParams[Reason];
}[keyof HoldParams];

export type HoldReason = Hold["reason"];

/**
 * When to evaluate an order on hold again, ms; null: only after a Shopify notification, a mapping change or an
 * operator's request.
 */
export function recheckAfterMs(reason: HoldReason): number | null {
  switch (reason) {
    case "location-pending": // fulfillment orders come a moment after the order itself
      return 60_000;
    case "cep-lookup-failed":
      return 600_000;
    case "order-out-of-reach": // the scope may be granted meanwhile
    case "sku-unknown": // the next pull may bring it
    case "location-unmapped":
    case "several-locations": // a person may move a part in Shopify, which sends no notification of the order
    case "fulfillment-on-hold":
    case "gateway-unmapped":
      return 3_600_000;
    case "held-by-person":
    case "order-unreadable":
    case "cpf-missing":
    case "cpf-invalid":
    case "cnpj-letters":
    case "name-missing":
    case "address-missing":
    case "address-country":
    case "address-number-missing":
    case "address-bairro-missing":
    case "address-city-missing":
    case "address-cep-invalid":
    case "sku-missing":
    case "sku-mismatch":
    case "weight-unclear":
    case "sku-unparseable":
    case "gift-card-line":
    case "free-line":
    case "currency":
    case "total-mismatch":
    case "fees-or-tip":
    case "tax-added":
    case "payment-mismatch":
    case "partially-paid":
    case "amount-refunded":
    case "risk":
    case "shown-not-in-erp":
      return null;
  }
}

/** The desk entry of an order on hold. @param name the shop's name of the order ("#1001") */
export function holdEntry(orderId: string, name: string, { reason, ...facts }: Hold): DeskEntry {
  // TypeScript loses the link between a reason and its facts when they are spread.
  return { area: "orders", ref: orderId, reason, params: { name, ...facts } } as DeskEntry;
}
