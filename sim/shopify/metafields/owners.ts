/** Which records own metafields, by their id. */
import type { Core } from "../core.ts";
import type { Metafields } from "../records/metafields.ts";
import { typeOfId } from "../state.ts";

export function metafieldsOf(core: Core, ownerId: string): Metafields | undefined {
  const { state } = core;
  switch (typeOfId(ownerId) ?? "") {
    case "Product":
      return state.products.get(ownerId)?.metafields;
    case "ProductVariant":
      return state.variants.get(ownerId)?.metafields;
    case "Order":
      return state.orders.get(ownerId)?.metafields;
    case "Customer":
      return state.customers.get(ownerId)?.metafields;
    case "Collection":
      return state.collections.get(ownerId)?.metafields;
    case "Location":
      return state.locations.get(ownerId)?.metafields;
    case "Shop":
      return state.shopMetafields;
    default:
      return undefined;
  }
}

/** The record that a metafield belongs to, for `Metafield.owner`. */
export function ownerOf(core: Core, ownerId: string): object | null {
  const { products, variants, orders, customers, collections, locations } = core.state;
  const owners = [products, variants, orders, customers, collections, locations];
  return (
    owners.map((records): object | undefined => records.get(ownerId)).find((record) => record !== undefined) ?? null
  );
}

/** What an owner of metafields is called in definitions. */
const OWNER_TYPES: Readonly<Record<string, string>> = {
  Product: "PRODUCT",
  ProductVariant: "PRODUCTVARIANT",
  Order: "ORDER",
  Customer: "CUSTOMER",
  Collection: "COLLECTION",
  Location: "LOCATION",
  Shop: "SHOP",
};

export const ownerTypeOf = (id: string): string | undefined => OWNER_TYPES[typeOfId(id) ?? ""];
