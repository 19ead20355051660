/** What an order charges for: lines, shipping, discounts over them, taxes. */
export interface LineItem {
  readonly id: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  quantity: number;
  currentQuantity: number;
  fulfilledQuantity: number;
  variantId: string | null;
  productId: string | null;
  readonly vendor: string | null;
  readonly unitPrice: number;
  readonly isGiftCard: boolean;
  readonly requiresShipping: boolean;
  readonly weight: { value: number; unit: string } | null;
  taxLines: readonly TaxLine[];
  readonly customAttributes: readonly { key: string; value: string }[];
  readonly allocations: Allocation[];
}

export interface Allocation {
  readonly index: number;
  amount: number;
}

export interface TaxLine {
  readonly title: string;
  readonly rate: number;
  readonly price: number;
}

export interface DiscountApplication {
  readonly __typename: "DiscountCodeApplication" | "ManualDiscountApplication" | "AutomaticDiscountApplication";
  readonly index: number;
  readonly allocationMethod: "ACROSS" | "EACH" | "ONE";
  readonly targetSelection: "ALL" | "ENTITLED" | "EXPLICIT";
  readonly targetType: "LINE_ITEM" | "SHIPPING_LINE";
  readonly code: string;
  readonly title: string;
  readonly description: string | null;
  readonly percentage: number | null;
  readonly amount: number;
}

export interface ShippingLine {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly deliveryCategory: string | null;
  readonly price: number;
  discounted: number;
  isRemoved: boolean;
}
