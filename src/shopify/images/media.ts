/** Media of products and of their variants: read, put in order, appended, detached. */
import type { LiveMedia } from "../../rules/images/media-plan.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import {
  AppendVariantMediaDocument,
  DetachVariantMediaDocument,
  ProductMediaDocument,
  ReorderMediaDocument,
  VariantMediaDocument,
} from "../generated/operations.ts";

/** Products whose media are read in one query: a product of 250 media costs 14 points. */
export const MEDIA_PRODUCTS_MAX = 24;
const POINTS = { product: 15, variant: 6 } as const;
/** Shopify takes 100 pairs in one call, and variants of one query stay below its 1,000 points. */
export const PAIRS_MAX = 100;

type Failed = { readonly kind: "failed"; readonly failure: AdminFailure };

/** @returns media by product; a product that is not there was deleted */
export async function readMedia(
  admin: AdminClient,
  productGids: readonly string[],
): Promise<{ readonly kind: "media"; readonly byProduct: ReadonlyMap<string, readonly LiveMedia[]> } | Failed> {
  const result = await admin.run(
    ProductMediaDocument,
    { ids: [...productGids] },
    { priority: "catalog", costPoints: productGids.length * POINTS.product },
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const byProduct = new Map<string, readonly LiveMedia[]>();
  for (const node of result.data.nodes) {
    if (!node || !("media" in node)) continue;
    byProduct.set(
      node.id,
      node.media.nodes.map(({ id, status, alt }) => ({
        id,
        isReady: status === "READY",
        isFailed: status === "FAILED",
        alt,
      })),
    );
  }
  return { kind: "media", byProduct };
}

/** @returns the medium of each variant; null: it has none. A variant that is not there was deleted */
export async function readVariantMedia(
  admin: AdminClient,
  variantGids: readonly string[],
): Promise<{ readonly kind: "media"; readonly byVariant: ReadonlyMap<string, string | null> } | Failed> {
  const byVariant = new Map<string, string | null>();
  for (let from = 0; from < variantGids.length; from += PAIRS_MAX) {
    const ids = variantGids.slice(from, from + PAIRS_MAX);
    const result = await admin.run(
      VariantMediaDocument,
      { ids },
      { priority: "catalog", costPoints: ids.length * POINTS.variant },
    );
    if (!result.ok) return { kind: "failed", failure: result.failure };
    for (const node of result.data.nodes)
      if (node && "media" in node) byVariant.set(node.id, node.media.nodes[0]?.id ?? null);
  }
  return { kind: "media", byVariant };
}

const CALL = { priority: "catalog", heldBy: "images", repeatable: true, costPoints: 10 } as const;

/** A job of Shopify's: the order is as requested some time after the answer. */
export async function reorderMedia(
  admin: AdminClient,
  id: string,
  moves: readonly { readonly id: string; readonly newPosition: number }[],
): Promise<Called<true>> {
  const result = await admin.run(
    ReorderMediaDocument,
    { id, moves: moves.map((move) => ({ id: move.id, newPosition: String(move.newPosition) })) },
    CALL,
  );
  return calledOf(
    result,
    ({ productReorderMedia: payload }) => payload && { ...payload, userErrors: payload.mediaUserErrors },
    ({ job }) => (job === null ? null : true),
  );
}

export interface VariantPair {
  readonly variantGid: string;
  readonly mediaGid: string;
}

const pairsOf = (pairs: readonly VariantPair[]) =>
  pairs.map(({ variantGid, mediaGid }) => ({ variantId: variantGid, mediaIds: [mediaGid] }));

/** All or none; not repeatable: a variant that has the picture already is refused. */
export async function appendVariantMedia(
  admin: AdminClient,
  productId: string,
  pairs: readonly VariantPair[],
): Promise<Called<true>> {
  const result = await admin.run(
    AppendVariantMediaDocument,
    { productId, pairs: pairsOf(pairs) },
    { ...CALL, repeatable: false },
  );
  return calledOf(
    result,
    (data) => data.productVariantAppendMedia,
    ({ product }) => (product === null ? null : true),
  );
}

export async function detachVariantMedia(
  admin: AdminClient,
  productId: string,
  pairs: readonly VariantPair[],
): Promise<Called<true>> {
  const result = await admin.run(
    DetachVariantMediaDocument,
    { productId, pairs: pairsOf(pairs) },
    { ...CALL, repeatable: false },
  );
  return calledOf(
    result,
    (data) => data.productVariantDetachMedia,
    ({ product }) => (product === null ? null : true),
  );
}
