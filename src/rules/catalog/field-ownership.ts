/**
 * Which side decides a field of a product in Shopify. Desired, last accepted and shown values are compared as hashes,
 * so a merchant's edit is found without storing texts in the hub.
 */
import { cleanHtml } from "./html.ts";
import { digestOf } from "../record/row-hash.ts";

/**
 * `erp`: always the ERP. `untilEdited`: the ERP, until the field is edited in Shopify. `once`: the ERP, when the product
 * is created. `merchant`: never the ERP.
 */
export type Owner = "erp" | "untilEdited" | "once" | "merchant";
export const PRODUCT_FIELDS = ["title", "description", "vendor", "productType", "seo", "status", "taxonomy"] as const;
export type ProductField = (typeof PRODUCT_FIELDS)[number];
/** What is compared and sent: `seo` is two texts; `path` is a metafield that only this app writes. */
export type Field = Exclude<ProductField, "seo"> | "seoTitle" | "seoDescription" | "path";

export type VariantOwner = Exclude<Owner, "untilEdited">;
/** `policy`: nothing is sold beyond the stock. `taxable`: taxes are charged. SKU, tracking and shipping are always ours. */
export const VARIANT_FIELDS = ["barcode", "weight", "policy", "taxable"] as const;
export type VariantField = (typeof VARIANT_FIELDS)[number];

export type Owners = Readonly<Record<ProductField, Owner>> & Readonly<Record<VariantField, VariantOwner>>;

/** The ERP's value of each field, as text; an absent field has no value. */
export type FieldValues = Readonly<Partial<Record<Field, string>>>;
/** Hashes of our values that Shopify may show. The first is the last accepted one; "" when that one is unknown. */
export type KnownValues = Readonly<Partial<Record<Field, readonly string[]>>>;

/** In place of hashes: no value found in Shopify counts as a merchant's edit. */
const ANY = "*";
/** Values that were being sent when a run crashed, and those before them. */
const KNOWN_MAX = 6;

/** Comparison ignores changes that Shopify itself makes: blanks at the ends, and the form of HTML. */
export const valueHash = (field: Field, value: string): string =>
  digestOf(`${field}|${field === "description" ? cleanHtml(value) : value.trim()}`);

/** The setting that decides a field. */
export const settingOf = (field: Exclude<Field, "path">): ProductField =>
  field === "seoTitle" || field === "seoDescription" ? "seo" : field;

const ownerOf = (owners: Owners, field: Field): Owner => (field === "path" ? "erp" : owners[settingOf(field)]);

/** Fields to be sent, judged from the hub alone, without a call to Shopify. `known` null: no hashes are stored yet. */
export function fieldsDue(
  wanted: FieldValues,
  known: KnownValues | null,
  owners: Owners,
  kept: ReadonlySet<string>,
): readonly Field[] {
  return fieldsOf(wanted).filter((field) => {
    const owner = ownerOf(owners, field);
    if (owner === "once" || owner === "merchant" || (owner === "untilEdited" && kept.has(field))) return false;
    const accepted = known?.[field]?.[0];
    // No value now, and none was ever sent: Shopify's own default stays.
    if (wanted[field] === "" && accepted === undefined) return false;
    return accepted !== valueHash(field, wanted[field] ?? "");
  });
}

/**
 * `known` once these fields are about to be sent: after a crash, a value found in Shopify is still ours. The former
 * value is no longer accepted. Otherwise an ERP that returns to it would find no difference while Shopify shows the
 * other value.
 */
export function withIntent(known: KnownValues | null, due: readonly Field[], wanted: FieldValues): KnownValues {
  const next: Partial<Record<Field, readonly string[]>> = { ...known };
  for (const field of due) {
    const hash = valueHash(field, wanted[field] ?? "");
    const before = known === null ? [ANY] : (known[field] ?? []);
    const ours = [...new Set([...before, hash])].filter((each) => each !== "");
    next[field] = ["", ...ours.slice(0, 2), ...ours.slice(2).slice(3 - KNOWN_MAX)];
  }
  return next;
}

export interface FieldPlan {
  readonly send: readonly Field[];
  /** Shopify already shows the desired value. */
  readonly unchanged: readonly Field[];
  /** Edited in Shopify: the merchant owns them now. */
  readonly kept: readonly Field[];
}

/**
 * Decides about due fields, given the values that Shopify shows. A product archived by hand stays archived, even when
 * the ERP owns the status.
 */
export function planFields(
  due: readonly Field[],
  wanted: FieldValues,
  shown: FieldValues,
  known: KnownValues | null,
  owners: Owners,
): FieldPlan {
  const send: Field[] = [];
  const unchanged: Field[] = [];
  const kept: Field[] = [];
  for (const field of due) {
    const there = shown[field] ?? "";
    const hash = valueHash(field, there);
    if (hash === valueHash(field, wanted[field] ?? "")) unchanged.push(field);
    else if (field === "status" && there === "ARCHIVED") unchanged.push(field);
    else if (ownerOf(owners, field) === "untilEdited" && !isOurs(known, field, hash, there)) kept.push(field);
    else send.push(field);
  }
  return { send, unchanged, kept };
}

function isOurs(known: KnownValues | null, field: Field, hash: string, there: string): boolean {
  if (known === null || there.trim() === "") return true;
  const hashes = known[field] ?? [];
  return hashes.includes(hash) || hashes.includes(ANY);
}

/** `known` after Shopify accepted `fields`; `shown` is its response, which may be formatted differently from what was sent. */
export function withAccepted(
  known: KnownValues | null,
  fields: readonly Field[],
  wanted: FieldValues,
  shown: FieldValues,
): KnownValues {
  const next: Partial<Record<Field, readonly string[]>> = { ...known };
  for (const field of fields) {
    const sent = valueHash(field, wanted[field] ?? "");
    const there = shown[field] === undefined ? sent : valueHash(field, shown[field]);
    next[field] = there === sent ? [sent] : [sent, there];
  }
  return next;
}

/** Fields sent when a product is created: all but the merchant's own. */
export const fieldsAtCreation = (wanted: FieldValues, owners: Owners): readonly Field[] =>
  fieldsOf(wanted).filter(
    (field) => wanted[field] !== "" && (field === "title" || ownerOf(owners, field) !== "merchant"),
  );

export const FIELDS: readonly Field[] = [
  "title",
  "description",
  "vendor",
  "productType",
  "seoTitle",
  "seoDescription",
  "status",
  "taxonomy",
  "path",
];
const fieldsOf = (wanted: FieldValues): readonly Field[] => FIELDS.filter((field) => wanted[field] !== undefined);
