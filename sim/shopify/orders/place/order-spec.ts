/** What a customer orders. */
import type { TaxLine } from "../../records/order-lines.ts";
import type { Order } from "../../records/orders.ts";
import type { Product, Variant } from "../../records/products.ts";
import type { PaymentKind } from "../payments.ts";
import type { AddressForm } from "./address-forms.ts";

export interface OrderSpec {
  readonly lines: readonly {
    readonly variantId?: string;
    readonly sku?: string;
    /** No product of the shop: a line that a draft, an app or a till made. Neither variant nor SKU then. */
    readonly custom?: CustomGoods;
    /** A unit's price where it is not the variant's: the component of a bundle has its part of the bundle's. */
    readonly unitPrice?: number;
    readonly quantity: number;
    /** Free of charge: a discount of the whole line. */
    readonly isGift?: boolean;
    readonly taxLines?: readonly TaxLine[];
    readonly customAttributes?: readonly { key: string; value: string }[];
  }[];
  /** Which of the minted people buys; absent = a new one; "guest" = without customer record. */
  readonly buyer?: number | "guest";
  /** The customer's record and the billing address have no name. */
  readonly isNameless?: boolean;
  /** Attempts that a gateway refused before the payment: each is a transaction. */
  readonly failedPayments?: number;
  readonly payment?: PaymentKind;
  readonly delivery?: {
    readonly method: "LOCAL" | "SHIPPING" | "PICK_UP";
    readonly title?: string;
    readonly code?: string;
    readonly priceCents?: number;
    /** Epoch ms. */
    readonly from?: number;
    readonly until?: number;
    readonly instructions?: string;
  };
  /** Where it is to be fulfilled; absent = the first location that can. Needed for PICK_UP. */
  readonly locationId?: string;
  /** A code or a manual discount over all lines. */
  readonly discount?: {
    readonly code?: string;
    readonly title?: string;
    readonly percent?: number;
    readonly amountCents?: number;
  };
  readonly addressShape?: AddressForm;
  /** A company buys: its name is in the address, and its CNPJ stands where a CPF would. */
  readonly isCompany?: boolean;
  /** The place of the CPF: the checkout's field, a custom attribute, or nowhere. */
  readonly cpfIn?: "localizedField" | "attribute" | "nowhere";
  readonly note?: string;
  /** Where it was sold: "web", "pos", "shopify_draft_order". */
  readonly sourceName?: string;
  /** Of the cart: what apps for delivery slots and pickup write. */
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[];
  readonly tags?: readonly string[];
  readonly test?: boolean;
  readonly tipCents?: number;
  readonly risk?: Order["risk"];
  readonly presentmentCurrency?: string;
  readonly withoutShipping?: boolean;
}

export interface CustomGoods {
  readonly title: string;
  /** A gift card is a product in Shopify, and none of the ERP. */
  readonly isGiftCard?: boolean;
}

export interface Wanted {
  /** Null with its product: a custom line. */
  readonly variant: Variant | null;
  readonly product: Product | null;
  readonly quantity: number;
  readonly spec: OrderSpec["lines"][number];
}
