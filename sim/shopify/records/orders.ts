/**
 * An order, and what hangs on it. As in every record, a property named as a field of the schema answers that field by
 * itself; instants are epoch ms and money is cents, which the scalars turn into Shopify's text (schema.ts).
 */
import type { Address, Customer } from "./customers.ts";
import type { Fulfillment, FulfillmentOrder, Return } from "./fulfillments.ts";
import type { Metafields } from "./metafields.ts";
import type { DiscountApplication, LineItem, ShippingLine } from "./order-lines.ts";
import type { Refund, Transaction } from "./payments.ts";

export interface Order {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly createdAt: number;
  processedAt: number;
  updatedAt: number;
  /** When its fulfillment orders appear. */
  readonly routedAt: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  closedAt: number | null;
  readonly test: boolean;
  edited: boolean;
  readonly confirmed: boolean;
  readonly sourceName: string;
  note: string | null;
  tags: string[];
  email: string | null;
  phone: string | null;
  poNumber: string | null;
  customAttributes: { key: string; value: string }[];
  readonly discountCodes: readonly string[];
  readonly presentmentCurrency: string;
  readonly originalTotal: number;
  readonly tip: number;
  readonly customer: Customer | null;
  localizedFields: { readonly key: string; readonly value: string }[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  readonly discounts: DiscountApplication[];
  readonly shippingLines: ShippingLine[];
  readonly lines: LineItem[];
  readonly fulfillmentOrders: FulfillmentOrder[];
  readonly fulfillments: Fulfillment[];
  readonly returns: Return[];
  readonly transactions: Transaction[];
  readonly refunds: Refund[];
  risk: "ACCEPT" | "CANCEL" | "INVESTIGATE" | "NONE";
  readonly metafields: Metafields;
}
