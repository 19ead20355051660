/** The stores a customer may buy from, and what a variant costs and how much of it there is at one. */
import type { Core } from "../core.ts";
import type { Product, Variant } from "../records/products.ts";
import type { Location } from "../records/stock.ts";

export interface Store {
  readonly location: Location;
  /** The ERP's company, as the theme's settings name it: the first number in the location's name. Null: none. */
  readonly company: string | null;
}

export function storesOf({ state }: Core): readonly Store[] {
  return [...state.locations.values()]
    .filter(({ isActive, fulfillsOnlineOrders }) => isActive && fulfillsOnlineOrders)
    .map((location) => ({ location, company: /\d+/.exec(location.name)?.[0] ?? null }));
}

/** The store that was chosen; else the first one. */
export const storeOf = (core: Core, chosen: string | null): Store | undefined => {
  const stores = storesOf(core);
  return stores.find(({ company }) => company === chosen) ?? stores[0];
};

export interface StorePrice {
  readonly cents: number;
  readonly compareAtCents: number | null;
  /** "R$ 39,90 / kg": cents and unit. */
  readonly unit: { readonly cents: number; readonly name: string } | null;
}

interface Entry {
  readonly price: number;
  readonly compareAtPrice?: number;
  readonly unitPrice?: number;
  readonly unit?: string;
}

/**
 * What the theme shows and the cart's Function charges (examples/): the store's entry in the variant's `erp.precos`, else
 * the shop's own price.
 */
export function priceAt(variant: Variant, { company }: Store): StorePrice {
  const document = variant.metafields.get("erp.precos")?.value;
  const entries = document === undefined ? {} : (JSON.parse(document) as Readonly<Record<string, Entry>>);
  const entry = entries[company ?? ""];
  const measure = variant.unitPriceMeasurement;
  if (entry)
    return {
      cents: entry.price,
      compareAtCents: entry.compareAtPrice ?? null,
      unit: entry.unitPrice === undefined ? null : { cents: entry.unitPrice, name: entry.unit ?? "" },
    };
  return {
    cents: variant.price,
    compareAtCents: variant.compareAtPrice,
    unit: measure && {
      cents: Math.round((variant.price * perReference(measure)) / measure.quantityValue),
      name: measure.referenceUnit.toLowerCase(),
    },
  };
}

const IN_BASE: Readonly<Record<string, number>> = { KG: 1000, L: 1000 };
const perReference = (measure: NonNullable<Variant["unitPriceMeasurement"]>): number =>
  (measure.referenceValue * (IN_BASE[measure.referenceUnit] ?? 1)) / (IN_BASE[measure.quantityUnit] ?? 1);

/** How many can be bought there; null: as many as wanted. */
export function stockAt({ item, inventoryPolicy }: Variant, { location }: Store): number | null {
  const level = item.levels.get(location.id);
  if (level?.isActive === false) return 0;
  if (!item.tracked || inventoryPolicy === "CONTINUE") return null;
  return Math.max(0, level?.available ?? 0);
}

/** What a customer sees: active, on a channel, with a price. */
export const isShown = (core: Core, { status, publishedOn, variants }: Product): boolean =>
  status === "ACTIVE" &&
  [...publishedOn.values()].some((at) => at <= core.now()) &&
  variants.some(({ price }) => price > 0);

/** The address of the product's first picture; undefined: it has none that is ready. */
export function pictureOf({ state }: Core, product: Product, variant?: Variant): string | undefined {
  const ids = [...(variant?.mediaIds ?? []), ...product.mediaIds];
  for (const id of ids) {
    const file = state.files.get(id);
    if (file?.fileStatus === "READY" && file.bytes !== null)
      return `/cdn/files/${id.split("/").at(-1)}/${encodeURIComponent(file.name)}`;
  }
  return undefined;
}
