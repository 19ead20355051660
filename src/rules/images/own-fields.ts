/** Metafields of our own beside the specifications: similar products, and the limit per sale. */
import type { SpecificationField } from "./specifications.ts";

export const SIMILARS_FIELD = "erp.similares";
export const LIMIT_FIELD = "erp.limite_por_venda";

export interface OwnFacts {
  /** The similar products that are in Shopify, in order. */
  readonly similarGids: readonly string[];
  /** In units or kg; null: no limit. */
  readonly saleLimitMilli: number | null;
  readonly weighed: boolean;
  readonly multipleMilli: number | null;
}

/**
 * `erp.similares` of the product: a list of products. `erp.limite_por_venda` of each package: `{"limit":15,"unit":12}`,
 * the limit of one sale over all packages of the product, and what one unit of this package takes of it.
 */
export function ownFields(
  productGid: string,
  variants: readonly { readonly variantGid: string; readonly packageMilli: number | null }[],
  { similarGids, saleLimitMilli, weighed, multipleMilli }: OwnFacts,
): readonly SpecificationField[] {
  const similars = similarGids.filter((gid) => gid !== productGid);
  const unitOf = (packageMilli: number | null): number | null => (weighed ? multipleMilli : packageMilli);
  const limits = variants.flatMap(({ variantGid, packageMilli }): SpecificationField[] => {
    const unitMilli = unitOf(packageMilli);
    if (saleLimitMilli === null || unitMilli === null) return [];
    const value = JSON.stringify({ limit: saleLimitMilli / 1000, unit: unitMilli / 1000 });
    return [{ owner: variantGid, key: LIMIT_FIELD, type: "json", value }];
  });
  return [
    ...(similars.length === 0
      ? []
      : [
          {
            owner: productGid,
            key: SIMILARS_FIELD,
            type: "list.product_reference",
            value: JSON.stringify(similars),
          },
        ]),
    ...limits,
  ];
}
