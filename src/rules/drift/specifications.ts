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
    .flatMap(({ owner, key, type, value }) => {
      const shown = live.get(`${owner} ${key}`) ?? null;
      const sku = variants.find(({ variantGid }) => variantGid === owner)?.sku ?? "";
      return isSame(type, shown, value) ? [] : [found("specification", sku, value, shown, key)];
    });

/** Shopify may write JSON in its own way. */
function isSame(type: string, shown: string | null, value: string): boolean {
  if (shown === value || shown === null) return shown === value;
  return (type === "json" || type.startsWith("list.")) && plain(shown) === plain(value);
}

function plain(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return JSON.stringify(isObject ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value);
  } catch {
    return text;
  }
}
