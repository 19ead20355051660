/** Products in Shopify with every field of ours, many per call, for the comparison of a dry run. Only reads. */
import { ProductsShownDocument, VariantsShownDocument, type VariantsShownQuery } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { eachPage } from "../client/smaller-pages.ts";
import { textsOf, type ProductTexts } from "./product-fields.ts";
import { liveOf, type LiveVariant } from "./product-read.ts";

/** Points of the smallest plan's bucket that the catalogue lane may use at once; stock and prices run beside it. */
const POINTS_MAX = 400;
const POINTS_A_PRODUCT = 6;
const POINTS_A_VARIANT = 5;
/** Variants read with the product. The few products with more are read page by page. */
const VARIANTS_MAX = 50;
/** 2,048 variants at most: twenty-eight pages of 75. */
const PAGES_MAX = 28;
const PAGE_POINTS = 378;

export interface ShownVariant extends LiveVariant {
  /** Its option value. */
  readonly option: string;
  /** Null: none, or in a unit that is not convertible to grams. */
  readonly weightG: number | null;
  /** Grams of the reference unit of the price per kilogram; null: no unit price. */
  readonly unitPriceG: number | null;
}

export interface ShownProduct {
  readonly texts: Required<ProductTexts>;
  readonly tags: readonly string[];
  /** Empty where they were not requested. */
  readonly variants: readonly ShownVariant[];
}

export interface ProductQuery {
  readonly gid: string;
  /** How many variants the hub knows; null: they are not requested. */
  readonly variants: number | null;
}

type Failed = { readonly kind: "failed"; readonly failure: AdminFailure };

/** @returns products by gid; one that is not there was deleted. */
export async function readShownProducts(
  admin: AdminClient,
  requests: readonly ProductQuery[],
): Promise<{ readonly kind: "products"; readonly byGid: ReadonlyMap<string, ShownProduct> } | Failed> {
  const byGid = new Map<string, ShownProduct>();
  const readGroup = async (group: readonly ProductQuery[]): Promise<AdminFailure | null> => {
    const variants = sizeOf(group);
    const result = await admin.run(
      ProductsShownDocument,
      { products: group.map(({ gid }) => gid), hasVariants: variants > 0, variants: Math.max(1, variants) },
      { priority: "catalog", costPoints: pointsOf(group.length, variants) },
    );
    if (!result.ok) return result.failure;
    for (const node of result.data.nodes) {
      if (!node || !("id" in node)) continue;
      const {
        id,
        title,
        descriptionHtml,
        vendor,
        productType,
        status,
        seo,
        category,
        tags,
        metafield,
        variants: first,
      } = node;
      let list: readonly ShownVariant[] = first?.nodes.map(variantOf) ?? [];
      if (first?.pageInfo.hasNextPage === true) {
        const all = await readAllVariants(admin, id);
        if (all.kind === "failed") return all.failure;
        list = all.variants;
      }
      const texts = textsOf({ title, descriptionHtml, vendor, productType, status, seo, category });
      byGid.set(id, { texts: { ...texts, path: metafield?.value ?? "" }, tags, variants: list });
    }
    return null;
  };
  for (const group of groupsOf(requests)) {
    const failure = await eachPage(group, group.length, readGroup);
    if (failure) return { kind: "failed", failure };
  }
  return { kind: "products", byGid };
}

/** One more than the hub knows, so that an extra variant shows without a second call. */
const sizeOf = (group: readonly ProductQuery[]): number =>
  Math.min(VARIANTS_MAX, Math.max(...group.map(({ variants }) => (variants === null ? 0 : variants + 1))));
const pointsOf = (products: number, variants: number): number =>
  products * (POINTS_A_PRODUCT + POINTS_A_VARIANT * Math.max(1, variants));

/**
 * Products without variants form their own group; the others are sorted by their number of variants. So one large
 * product does not make the other calls expensive.
 */
function groupsOf(requests: readonly ProductQuery[]): readonly (readonly ProductQuery[])[] {
  const groups: ProductQuery[][] = [];
  for (const each of requests.toSorted((a, b) => (a.variants ?? -1) - (b.variants ?? -1))) {
    const last = groups.at(-1);
    const next = last && [...last, each];
    const isAlike = last?.[0] !== undefined && (last[0].variants === null) === (each.variants === null);
    if (next && isAlike && pointsOf(next.length, sizeOf(next)) <= POINTS_MAX) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

async function readAllVariants(
  admin: AdminClient,
  id: string,
): Promise<{ readonly kind: "variants"; readonly variants: readonly ShownVariant[] } | Failed> {
  const variants: ShownVariant[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof variantsPage>> = await variantsPage(admin, id, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const connection = result.data.product?.variants;
    if (!connection) break; // deleted between two calls; the next pass finds it
    variants.push(...connection.nodes.map(variantOf));
    if (!connection.pageInfo.hasNextPage) break;
    after = connection.pageInfo.endCursor;
  }
  return { kind: "variants", variants };
}

const variantsPage = (admin: AdminClient, id: string, after: string | null) =>
  admin.run(VariantsShownDocument, { id, after }, { priority: "catalog", costPoints: PAGE_POINTS });

type VariantNode = NonNullable<VariantsShownQuery["product"]>["variants"]["nodes"][number];

const variantOf = (node: VariantNode): ShownVariant => ({
  ...liveOf(node),
  option: node.title,
  weightG: gramsOf(node.inventoryItem.measurement.weight),
  unitPriceG:
    node.showUnitPrice && node.unitPriceMeasurement?.quantityUnit === "G"
      ? node.unitPriceMeasurement.quantityValue
      : null,
});

/** Shopify's weight is a Float of kilograms; the hub stores whole grams. */
function gramsOf(weight: { readonly unit: string; readonly value: number } | null): number | null {
  if (weight === null) return null;
  if (weight.unit === "KILOGRAMS") return Math.round(weight.value * 1_000);
  return weight.unit === "GRAMS" ? Math.round(weight.value) : null;
}
