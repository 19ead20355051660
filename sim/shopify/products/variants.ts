/** The parts of a variant that several mutations take: prices, item, unit price. */
import { NotSimulated, only, type Core } from "../core.ts";
import { centsOf } from "../money.ts";
import type { Product, UnitPriceMeasurement, Variant } from "../records/products.ts";
import type { InventoryItem } from "../records/stock.ts";
import { mintId } from "../state.ts";

export interface ItemInput {
  readonly sku?: string | null;
  readonly tracked?: boolean | null;
  readonly requiresShipping?: boolean | null;
  readonly cost?: string | null;
  readonly harmonizedSystemCode?: string | null;
  readonly countryCodeOfOrigin?: string | null;
  readonly measurement?: { readonly weight?: { readonly value: number; readonly unit: string } | null } | null;
}

export interface VariantFields {
  readonly barcode?: string | null;
  readonly price?: string | null;
  readonly compareAtPrice?: string | null;
  readonly inventoryPolicy?: Variant["inventoryPolicy"] | null;
  readonly taxable?: boolean | null;
  readonly showUnitPrice?: boolean | null;
  readonly unitPriceMeasurement?: Partial<UnitPriceMeasurement> | null;
  readonly inventoryItem?: ItemInput | null;
}

export interface Problem {
  readonly part: readonly string[];
  readonly message: string;
  /** What it is, for the mutation to name in its own codes. */
  readonly kind: "negative-price" | "negative-compare" | "too-long" | "invalid";
}

/** Why a variant's fields may not be taken. */
export function variantProblem(core: Core, input: VariantFields): Problem | undefined {
  const price = input.price === undefined || input.price === null ? 0 : centsOf(input.price);
  if (price === undefined) return { part: ["price"], message: "Price must have at most two decimals", kind: "invalid" };
  if (price < 0)
    return { part: ["price"], message: "Price must be greater than or equal to 0", kind: "negative-price" };
  const compare =
    input.compareAtPrice === undefined || input.compareAtPrice === null ? 0 : centsOf(input.compareAtPrice);
  if (compare === undefined)
    return { part: ["compareAtPrice"], message: "Compare at price must have at most two decimals", kind: "invalid" };
  if (compare < 0)
    return {
      part: ["compareAtPrice"],
      message: "Compare at price must be greater than or equal to 0",
      kind: "negative-compare",
    };
  if ((input.barcode?.length ?? 0) > 255)
    return { part: ["barcode"], message: "Barcode is too long (maximum is 255 characters)", kind: "too-long" };
  if (!core.unitPrices && input.unitPriceMeasurement)
    return {
      part: ["unitPriceMeasurement"],
      message: "Unit price measurement is not supported for this shop",
      kind: "invalid",
    };
  return input.inventoryItem ? itemProblem(input.inventoryItem) : undefined;
}

export function itemProblem(input: ItemInput): Problem | undefined {
  only(input, "InventoryItemInput", [
    "sku",
    "tracked",
    "requiresShipping",
    "cost",
    "harmonizedSystemCode",
    "countryCodeOfOrigin",
    "measurement",
  ]);
  if (input.measurement) only(input.measurement, "InventoryItemMeasurementInput", ["weight"]);
  const part = (name: string) => ["inventoryItem", name];
  if ((input.sku?.length ?? 0) > 255)
    return { part: part("sku"), message: "SKU is too long (maximum is 255 characters)", kind: "too-long" };
  if (input.cost && (centsOf(input.cost) ?? -1) < 0)
    return { part: part("cost"), message: "Cost must be greater than or equal to 0", kind: "invalid" };
  if (input.harmonizedSystemCode && !/^\d{6,13}$/.test(input.harmonizedSystemCode))
    return {
      part: part("harmonizedSystemCode"),
      message: "Harmonized system code must be a number between 6 and 13 digits",
      kind: "invalid",
    };
  const weight = input.measurement?.weight;
  if (weight && (weight.value < 0 || weight.value >= 2_000_000_000))
    return { part: part("measurement"), message: "Weight must be greater than or equal to 0", kind: "invalid" };
  return undefined;
}

/** Applies the fields that are present; returns the names of the changed ones. */
export function applyVariant(core: Core, variant: Variant, input: VariantFields): string[] {
  const changed: string[] = [];
  const put = <K extends keyof Variant>(name: K, value: Variant[K] | undefined) => {
    if (value === undefined || JSON.stringify(variant[name]) === JSON.stringify(value)) return;
    variant[name] = value;
    changed.push(name);
  };
  put("barcode", input.barcode);
  if (typeof input.price === "string") put("price", centsOf(input.price));
  if (input.compareAtPrice !== undefined)
    put("compareAtPrice", input.compareAtPrice === null ? null : centsOf(input.compareAtPrice));
  put("inventoryPolicy", input.inventoryPolicy ?? undefined);
  put("taxable", input.taxable ?? undefined);
  put("showUnitPrice", input.showUnitPrice ?? undefined);
  if (input.unitPriceMeasurement === null) put("unitPriceMeasurement", null);
  else if (input.unitPriceMeasurement)
    put("unitPriceMeasurement", {
      quantityValue: 0,
      quantityUnit: "G",
      referenceValue: 0,
      referenceUnit: "G",
      ...variant.unitPriceMeasurement,
      ...input.unitPriceMeasurement,
    });
  if (input.inventoryItem) changed.push(...applyItem(core, variant.item, input.inventoryItem));
  if (changed.length > 0) variant.updatedAt = core.now();
  return changed;
}

export function applyItem(core: Core, item: InventoryItem, input: ItemInput): string[] {
  const changed: string[] = [];
  const put = <K extends keyof InventoryItem>(name: K, value: InventoryItem[K] | undefined) => {
    if (value === undefined || JSON.stringify(item[name]) === JSON.stringify(value)) return;
    item[name] = value;
    changed.push(name);
  };
  put("sku", input.sku === "" ? null : input.sku);
  put("tracked", input.tracked ?? undefined);
  put("requiresShipping", input.requiresShipping ?? undefined);
  if (input.cost !== undefined) put("costCents", input.cost === null ? null : centsOf(input.cost));
  put("harmonizedSystemCode", input.harmonizedSystemCode);
  put("countryCodeOfOrigin", input.countryCodeOfOrigin);
  if (input.measurement?.weight) put("weight", { ...input.measurement.weight });
  if (changed.length > 0) item.updatedAt = core.now();
  return changed;
}

/** A new variant with its inventory item: price 0.00, DENY, untracked, until the input says otherwise. */
export function makeVariant(core: Core, product: Product, choices: Map<string, string>): Variant {
  const { state } = core;
  const now = core.now();
  const id = mintId(state, "ProductVariant");
  const item: InventoryItem = {
    id: mintId(state, "InventoryItem"),
    variantId: id,
    sku: null,
    tracked: false,
    requiresShipping: true,
    costCents: null,
    weight: { value: 0, unit: "KILOGRAMS" },
    harmonizedSystemCode: null,
    countryCodeOfOrigin: null,
    createdAt: now,
    updatedAt: now,
    levels: new Map(),
  };
  const variant: Variant = {
    id,
    productId: product.id,
    barcode: null,
    price: 0,
    compareAtPrice: null,
    inventoryPolicy: "DENY",
    taxable: true,
    showUnitPrice: false,
    unitPriceMeasurement: null,
    choices,
    item,
    metafields: new Map(),
    mediaIds: [],
    createdAt: now,
    updatedAt: now,
  };
  state.variants.set(id, variant);
  state.items.set(item.id, item);
  return variant;
}

export const VARIANT_SET_FIELDS = [
  "id",
  "barcode",
  "compareAtPrice",
  "file",
  "inventoryItem",
  "inventoryPolicy",
  "inventoryQuantities",
  "metafields",
  "optionValues",
  "position",
  "price",
  "showUnitPrice",
  "sku",
  "taxable",
  "unitPriceMeasurement",
];

export function refuseUnknownVariantFields(input: object, type: string, known: readonly string[]): void {
  only(input, type, known);
  if ("taxCode" in input) throw new NotSimulated(`${type}.taxCode`);
}
