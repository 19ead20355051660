/** Metafields of specifications as Shopify shows them, against those that were sent. */
import type { SentField } from "../images/specifications.ts";
import type { Finding, Found } from "./compare.ts";

/**
 * A field of an owner that Shopify does not have is not compared: the missing product or package is a finding itself.
 * @param live values by `owner key`
 * @param owners products and variants that Shopify has
 */
export const compareSpecifications = (
  sent: readonly SentField[],
  variants: readonly { readonly sku: string; readonly variantGid: string }[],
  live: ReadonlyMap<string, string>,
  owners: ReadonlySet<string>,
  found: Found,
): readonly Finding[] =>
  sent
    .filter(({ owner, sure }) => sure && owners.has(owner))
    .flatMap(({ owner, key, value }) => {
      const shown = live.get(`${owner} ${key}`) ?? null;
      const sku = variants.find(({ variantGid }) => variantGid === owner)?.sku ?? "";
      return shown === value ? [] : [found("specification", sku, value, shown, key)];
    });
