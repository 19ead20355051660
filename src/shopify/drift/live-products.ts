/** Products as a customer finds them, many in one call: what the drift report and the dry run compare with. Reads only. */
import { parseCents } from "../../brazil/money.ts";
import { DriftProductsDocument, DriftVariantsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure, CallOptions } from "../result.ts";

/** A single query may ask for 1,000 points. */
const POINTS_MAX = 900;
/** Variants asked for with the product; the few products with more are read on, page by page. */
const VARIANTS_MAX = 50;
/** 2,048 variants at most: nine pages of 250. */
const PAGES_MAX = 10;
/** Stands for a channel that is not asked about. */
const NO_PUBLICATION = "gid://shopify/Publication/1";

export interface LiveProduct {
  readonly title: string;
  readonly status: string;
  /** True when no channel was asked about. */
  readonly isPublished: boolean;
  readonly variants: readonly LiveVariant[];
}
export interface LiveVariant {
  readonly gid: string;
  readonly sku: string | null;
  /** Cents. A price with more than two places, which no shop in reais has, reads as -1 and differs from any of ours. */
  readonly price: { readonly priceCents: number; readonly compareAtCents: number | null };
}

export interface Asked {
  readonly gid: string;
  /** How many variants the hub knows. */
  readonly variants: number;
}

/** @returns products by gid; one that is not there was deleted. */
export async function readLiveProducts(
  admin: AdminClient,
  publication: string | null,
  asked: readonly Asked[],
): Promise<
  | { readonly kind: "products"; readonly byGid: ReadonlyMap<string, LiveProduct> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byGid = new Map<string, LiveProduct>();
  for (const group of groupsOf(asked)) {
    const variants = sizeOf(group);
    const result = await admin.run(
      DriftProductsDocument,
      {
        products: group.map(({ gid }) => gid),
        publication: publication ?? NO_PUBLICATION,
        hasPublication: publication !== null,
        variants,
      },
      { lane: "catalog", costPoints: pointsOf(group.length, variants) },
    );
    if (!result.ok) return { kind: "failed", failure: result.failure };
    for (const node of result.data.nodes) {
      if (!node || !("id" in node)) continue;
      const { id, title, status, publishedOnPublication } = node;
      let list = node.variants.nodes.map(liveOf);
      if (node.variants.pageInfo.hasNextPage) {
        const all = await readAllVariants(admin, id);
        if (all.kind === "failed") return all;
        list = all.variants;
      }
      byGid.set(id, { title, status, isPublished: publishedOnPublication ?? true, variants: list });
    }
  }
  return { kind: "products", byGid };
}

/** One more than the hub knows, so that an extra one shows without a second call. */
const sizeOf = (group: readonly Asked[]): number =>
  Math.min(VARIANTS_MAX, Math.max(...group.map(({ variants }) => variants)) + 1);
const pointsOf = (products: number, variants: number): number => products * (2 + variants);

/** In the given order, as many in one call as its points allow. */
function groupsOf(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups: Asked[][] = [];
  for (const each of asked) {
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
): Promise<
  | { readonly kind: "variants"; readonly variants: LiveVariant[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const variants: LiveVariant[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof variantsPage>> = await variantsPage(admin, id, after);
    if (!result.ok) return { kind: "failed", failure: result.failure };
    const connection = result.data.product?.variants;
    if (!connection) break; // deleted between two calls: as good as no variants, and found by the next look
    variants.push(...connection.nodes.map(liveOf));
    if (!connection.pageInfo.hasNextPage) break;
    after = connection.pageInfo.endCursor;
  }
  return { kind: "variants", variants };
}

const options: CallOptions = { lane: "catalog", costPoints: 253 };
const variantsPage = (admin: AdminClient, id: string, after: string | null) =>
  admin.run(DriftVariantsDocument, { id, after }, options);

const liveOf = (node: {
  readonly id: string;
  readonly sku: string | null;
  readonly price: string;
  readonly compareAtPrice: string | null;
}): LiveVariant => ({
  gid: node.id,
  sku: node.sku,
  price: {
    priceCents: parseCents(node.price) ?? -1,
    compareAtCents: node.compareAtPrice === null ? null : (parseCents(node.compareAtPrice) ?? -1),
  },
});
