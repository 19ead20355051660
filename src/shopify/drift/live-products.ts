/** Products as a customer sees them, many per call, for the comparison with the hub. Only reads. */
import { DriftProductsDocument, DriftVariantsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure, CallOptions } from "../client/result.ts";
import { eachPage } from "../client/smaller-pages.ts";
import { CHANNELS_AT_ONCE, channelsOn, channelVariables, readFurtherChannels } from "./live-channels.ts";
import { liveVariantOf, type LiveVariant } from "./live-variant.ts";

/** A single query may ask for 1,000 points. */
const POINTS_MAX = 900;
/** Variants read with the product. The few products with more are read page by page. */
const VARIANTS_MAX = 50;
/** Variants of one product that are read on: 2,048 at most, so twelve pages of 180. */
const PAGE = 180;
const PAGES_MAX = 13;
/**
 * Counts the product, its SEO, its variants and the page's end; per variant its metafield and three objects down to the
 * weight. Objects under `@include` count too: it is not known whether Shopify leaves them out of the requested cost.
 * The actual cost comes from the response.
 */
const POINTS_PER_PRODUCT = 4;
const POINTS_PER_VARIANT = 5;

/** Parts to read besides title, status, brand, type, tags and each variant's price and barcode, which cost nothing. */
export interface ReadSelection {
  /** Channels by gid. */
  readonly channels: readonly string[];
  readonly hasSeo: boolean;
  readonly hasWeight: boolean;
  /** The metafield `erp.precos`. */
  readonly hasDocument: boolean;
}

export interface LiveProduct {
  readonly title: string;
  readonly status: string;
  readonly fields: {
    readonly vendor: string;
    readonly productType: string;
    /** "" when it was not requested. */
    readonly seoTitle: string;
    readonly seoDescription: string;
  };
  readonly tags: readonly string[];
  /** The requested channels that it is published on. */
  readonly channels: readonly string[];
  readonly variants: readonly LiveVariant[];
}

export interface ReadRequest {
  readonly gid: string;
  /** How many variants the hub knows. */
  readonly variants: number;
}

/** @returns products by gid; one that is not there was deleted. */
export async function readLiveProducts(
  admin: AdminClient,
  look: ReadSelection,
  requests: readonly ReadRequest[],
): Promise<
  | { readonly kind: "products"; readonly byGid: ReadonlyMap<string, LiveProduct> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byGid = new Map<string, LiveProduct>();
  const { channels, ...flags } = look;
  const first = channels.slice(0, CHANNELS_AT_ONCE);
  const readGroup = async (group: readonly ReadRequest[]): Promise<AdminFailure | null> => {
    const products = group.map(({ gid }) => gid);
    const variants = sizeOf(group);
    const result = await admin.run(
      DriftProductsDocument,
      { products, variants, ...flags, hasChannels: first.length > 0, ...channelVariables(first) },
      { priority: "catalog", costPoints: pointsOf(group.length, variants) },
    );
    if (!result.ok) return result.failure;
    const further = await readFurtherChannels(admin, products, channels.slice(CHANNELS_AT_ONCE));
    if (further.kind === "failed") return further.failure;
    for (const node of result.data.nodes) {
      if (!node || !("id" in node)) continue;
      const { id, title, status, vendor, productType, seo, tags } = node;
      let list = node.variants.nodes.map(liveVariantOf);
      if (node.variants.pageInfo.hasNextPage) {
        const all = await readAllVariants(admin, id, look);
        if (all.kind === "failed") return all.failure;
        list = all.variants;
      }
      byGid.set(id, {
        title,
        status,
        fields: { vendor, productType, seoTitle: seo?.title ?? "", seoDescription: seo?.description ?? "" },
        tags,
        channels: [...channelsOn(first, node), ...(further.byGid.get(id) ?? [])],
        variants: list,
      });
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
const sizeOf = (group: readonly ReadRequest[]): number =>
  Math.min(VARIANTS_MAX, Math.max(...group.map(({ variants }) => variants)) + 1);
const pointsOf = (products: number, variants: number): number =>
  products * (POINTS_PER_PRODUCT + variants * POINTS_PER_VARIANT);

/**
 * As many products per call as its points allow. Each is read with as many variants as the largest one, so similar
 * sizes form a call.
 */
function groupsOf(requests: readonly ReadRequest[]): readonly (readonly ReadRequest[])[] {
  const groups: ReadRequest[][] = [];
  for (const each of requests.toSorted((a, b) => a.variants - b.variants)) {
    const last = groups.at(-1);
    const next = last && [...last, each];
    if (next && pointsOf(next.length, sizeOf(next)) <= POINTS_MAX) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

async function readAllVariants(
  admin: AdminClient,
  id: string,
  look: ReadSelection,
): Promise<
  | { readonly kind: "variants"; readonly variants: LiveVariant[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const variants: LiveVariant[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof variantsPage>> = await variantsPage(admin, id, after, look);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const connection = result.data.product?.variants;
    if (!connection) break; // deleted between two calls: counts as no variants, and the next read finds it
    variants.push(...connection.nodes.map(liveVariantOf));
    if (!connection.pageInfo.hasNextPage) break;
    after = connection.pageInfo.endCursor;
  }
  return { kind: "variants", variants };
}

const options: CallOptions = { priority: "catalog", costPoints: pointsOf(1, PAGE) };
const variantsPage = (
  admin: AdminClient,
  id: string,
  after: string | null,
  { hasWeight, hasDocument }: ReadSelection,
) => admin.run(DriftVariantsDocument, { id, first: PAGE, after, hasWeight, hasDocument }, options);
