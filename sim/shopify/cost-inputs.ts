/**
 * What a mutation pays for what it carries, as Shopify's changelog publishes it: productSet, productUpdate,
 * productVariantsBulkUpdate (2025-10) and metafieldsSet (2026-09).
 */
import { typeOfId } from "./state.ts";

type Given = Readonly<Record<string, unknown>>;

const PER = { variant: 0.2, variantMedia: 0.6, metafield: 0.4, productMedia: 1.9 } as const;
/** Of each distinct owner in one metafieldsSet; owners of other types are free. */
const PER_OWNER: Readonly<Record<string, number>> = {
  Order: 10,
  Product: 4,
  ProductVariant: 2,
  Collection: 1,
  Customer: 1,
  Shop: 1,
};

export function inputPoints(mutation: string, given: Given): number {
  switch (mutation) {
    case "productSet": {
      const input = recordOf(given["input"]);
      return productPoints(input, listOf(input["files"])) + variantPoints(input["variants"]);
    }
    case "productCreate":
    case "productUpdate":
      return productPoints(recordOf(given["product"] ?? given["input"]), listOf(given["media"]));
    case "productVariantsBulkCreate":
    case "productVariantsBulkUpdate":
      return variantPoints(given["variants"]) + listOf(given["media"]).length * PER.productMedia;
    case "metafieldsSet": {
      const owners = new Set(listOf(given["metafields"]).map((each) => String(recordOf(each)["ownerId"])));
      return [...owners].reduce((sum, id) => sum + (PER_OWNER[typeOfId(id) ?? ""] ?? 0), 0);
    }
    default:
      return 0;
  }
}

const productPoints = (product: Given, media: readonly unknown[]): number =>
  listOf(product["metafields"]).length * PER.metafield + media.length * PER.productMedia;

const variantPoints = (variants: unknown): number =>
  listOf(variants)
    .map(recordOf)
    .reduce((sum, variant) => {
      const media = variant["file"] ?? variant["mediaId"] ?? variant["mediaSrc"];
      return sum + PER.variant + listOf(variant["metafields"]).length * PER.metafield + (media ? PER.variantMedia : 0);
    }, 0);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const recordOf = (value: unknown): Given => (typeof value === "object" && value !== null ? (value as Given) : {});
