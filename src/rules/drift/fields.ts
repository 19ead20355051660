/**
 * Fields of a product and its variants that the ERP owns, as Shopify shows them. The merchant's fields are not compared
 * here.
 */
import type { DriftKind, Finding, Found } from "./compare.ts";
import { valueHash, type Field } from "../catalog/field-ownership.ts";
import { tagDrift, type SentTags } from "../catalog/tags.ts";

/** Fields compared besides title and status, and the kind of a difference in each. */
export const FIELD_KINDS = {
  vendor: "vendor",
  productType: "product-type",
  seoTitle: "seo",
  seoDescription: "seo",
} as const satisfies Partial<Record<Field, DriftKind>>;
export type ComparedField = keyof typeof FIELD_KINDS;
export const COMPARED_FIELDS = Object.keys(FIELD_KINDS) as readonly ComparedField[]; // the keys of the constant above

export type LiveFields = Readonly<Record<ComparedField, string>>;

export interface ExpectedField {
  readonly field: ComparedField;
  readonly text: string;
  /** Hashes of what Shopify last accepted: as it was sent, and as it was shown then. */
  readonly accepted: readonly string[];
}

export const compareFields = (expected: readonly ExpectedField[], live: LiveFields, found: Found): readonly Finding[] =>
  expected
    .filter(({ field, accepted }) => !accepted.includes(valueHash(field, live[field])))
    .map(({ field, text }) =>
      found(FIELD_KINDS[field], "", text, live[field], FIELD_KINDS[field] === "seo" ? field : ""),
    );

/** @param sent null: not known, or on its way. */
export function compareTags(sent: SentTags | null, live: readonly string[], found: Found): readonly Finding[] {
  if (sent === null) return [];
  const { missing, surplus } = tagDrift(sent, live);
  return missing.length + surplus.length === 0 ? [] : [found("tags", "", listOf(missing), listOf(surplus))];
}

/** Our tags that are missing, and those left behind. */
const listOf = (tags: readonly string[]): string | null => (tags.length === 0 ? null : tags.join(", "));

/** A variant's field; one without an ERP value was never sent. */
export const comparePart = (
  kind: Extract<DriftKind, "barcode" | "weight">,
  sku: string,
  expected: string | null,
  live: string | null,
  found: Found,
): readonly Finding[] => (expected === null || expected === live ? [] : [found(kind, sku, expected, live)]);
