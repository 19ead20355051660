import { parseCents } from "../../rules/brazil/money.ts";
import { ProductByErpDocument, ProductStateDocument, ProductVariantsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure, CallOptions } from "../client/result.ts";
import { textsOf, type ProductTexts } from "./product-fields.ts";

/** Points as in the documents: several of these reads may share a request. */
const options = (costPoints: number): CallOptions => ({ priority: "catalog", costPoints });
const POINTS = { byErp: 1, state: 4, firstPage: 17, page: 25 } as const;
/** Shopify's largest page of a connection. */
const PAGE_MAX = 250;
/** 2,048 variants at most: the first page and nine more. */
const PAGES_MAX = 10;

/** A variant in Shopify. */
export interface LiveVariant {
  readonly id: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** Null: not to be read. */
  readonly priceCents: number | null;
  readonly inventoryItemGid: string;
  readonly tracked: boolean;
}

export type Found<T> =
  | ({ readonly kind: "found" } & T)
  | { readonly kind: "notFound" }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** The product that carries the ERP's number: read after the response to its creation was lost. */
export async function findByErp(
  admin: AdminClient,
  seqProduct: number,
): Promise<Found<{ readonly productGid: string }>> {
  const result = await admin.run(ProductByErpDocument, { seqProduto: String(seqProduct) }, options(POINTS.byErp));
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const product = result.data.productByIdentifier;
  return product ? { kind: "found", productGid: product.id } : { kind: "notFound" };
}

/**
 * The fields and tags that a product shows. The lane reads them before every write, because a merchant may have edited
 * them.
 */
export async function readState(
  admin: AdminClient,
  productGid: string,
): Promise<Found<{ readonly texts: ProductTexts; readonly tags: readonly string[] }>> {
  const result = await admin.run(ProductStateDocument, { id: productGid }, options(POINTS.state));
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const { product } = result.data;
  if (!product) return { kind: "notFound" };
  return { kind: "found", texts: { ...textsOf(product), path: product.metafield?.value ?? "" }, tags: product.tags };
}

/** Every variant of a product; `notFound` when the product was deleted. */
export async function readVariants(
  admin: AdminClient,
  productGid: string,
): Promise<Found<{ readonly variants: readonly LiveVariant[] }>> {
  const variants: LiveVariant[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof variantsPage>> = await variantsPage(admin, productGid, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const { product } = result.data;
    if (!product) return { kind: "notFound" };
    variants.push(...product.variants.nodes.map(liveOf));
    if (!product.variants.pageInfo.hasNextPage) return { kind: "found", variants };
    after = product.variants.pageInfo.endCursor;
  }
  const message = `${productGid}: more than ${PAGES_MAX} pages of variants`;
  return { kind: "failed", failure: { kind: "refused", code: "TOO_MANY_PAGES", message } };
}

/** Few products have more than a handful, so the first page is small and cheap. */
const variantsPage = (admin: AdminClient, id: string, after: string | null) =>
  admin.run(
    ProductVariantsDocument,
    { id, first: after === null ? 50 : PAGE_MAX, after },
    options(after === null ? POINTS.firstPage : POINTS.page),
  );

export const liveOf = (node: {
  readonly id: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly price: string;
  readonly inventoryItem: { readonly id: string; readonly tracked: boolean };
}): LiveVariant => ({
  id: node.id,
  sku: node.sku,
  barcode: node.barcode,
  priceCents: parseCents(node.price),
  inventoryItemGid: node.inventoryItem.id,
  tracked: node.inventoryItem.tracked,
});
