/**
 * What an order showed when it was last compared with the submitted one, as two short digests. Equal digests mean that
 * nothing which the comparison reads has changed, so the order is not read in full.
 *
 * `glance` covers amounts, cancellation, buyer and addresses; every look and every answer to a write of ours has them.
 * `parts` covers the lists: lines, documents, locations. They are read only when Shopify's `updatedAt` moved by another
 * hand than ours. Four characters each: too short to find a CPF by trying.
 */
import { digestOf } from "../record/row-hash.ts";

interface Money {
  readonly shopMoney: { readonly amount: string };
}
type Address = Readonly<
  Record<
    | "name"
    | "company"
    | "address1"
    | "address2"
    | "city"
    | "province"
    | "provinceCode"
    | "zip"
    | "countryCodeV2"
    | "phone",
    string | null
  >
>;
interface Entry {
  readonly key: string;
  readonly value: string | null;
}
interface Listed<T> {
  readonly nodes: readonly T[];
}

/** An order's own fields, as Shopify answers them. */
export interface GlancedOrder {
  readonly cancelledAt: string | null;
  readonly note: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly currentTotalPriceSet: Money;
  readonly currentShippingPriceSet: Money;
  readonly totalRefundedSet: Money;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
}

/** An order's lists, whole. */
export interface OrderLists {
  readonly customAttributes: readonly Entry[];
  readonly localizedFields: Listed<Entry>;
  readonly lineItems: Listed<{ readonly id: string; readonly currentQuantity: number }>;
  readonly fulfillmentOrders: Listed<{
    readonly assignedLocation: { readonly location: { readonly id: string } | null };
  }>;
}

const short = (value: unknown): string => digestOf(JSON.stringify(value)).slice(0, 4);
const amountOf = ({ shopMoney }: Money): number => Number(shopMoney.amount);
const addressOf = (address: Address | null) =>
  address && [
    address.name,
    address.company,
    address.address1,
    address.address2,
    address.city,
    address.province,
    address.provinceCode,
    address.zip,
    address.countryCodeV2,
    address.phone,
  ];
const entriesOf = (entries: readonly Entry[]) => entries.map(({ key, value }) => [key, value]);

export const glanceDigest = (order: GlancedOrder): string =>
  short([
    order.cancelledAt !== null,
    order.note,
    order.email,
    order.phone,
    amountOf(order.currentTotalPriceSet),
    amountOf(order.currentShippingPriceSet),
    amountOf(order.totalRefundedSet),
    addressOf(order.shippingAddress),
    addressOf(order.billingAddress),
  ]);

export const partsDigest = ({ customAttributes, localizedFields, lineItems, fulfillmentOrders }: OrderLists): string =>
  short([
    entriesOf(customAttributes),
    entriesOf(localizedFields.nodes),
    lineItems.nodes.map(({ id, currentQuantity }) => [id, currentQuantity]),
    fulfillmentOrders.nodes.map(({ assignedLocation }) => assignedLocation.location?.id ?? null),
  ]);

export interface ShopDigest {
  readonly glance: string;
  readonly parts: string;
}

/** As the order's row keeps it. */
export const digestText = ({ glance, parts }: ShopDigest): string => `${glance} ${parts}`;

export function readDigest(text: string | null): ShopDigest | null {
  const [glance, parts] = text?.split(" ") ?? [];
  return glance === undefined || parts === undefined ? null : { glance, parts };
}
