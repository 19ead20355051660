import {
  readPriceTargets,
  savePriceTargets,
  type PriceMapping,
  type PriceTarget,
} from "../hub/prices/price-targets.ts";

export type PriceTargetsMapped =
  | { readonly kind: "mapped"; readonly targets: readonly PriceTarget[] }
  /** A list shows one company's price. */
  | { readonly kind: "listTwice"; readonly gid: string }
  /** The metafield holds one price for each company. */
  | { readonly kind: "companyTwice"; readonly company: number };

/**
 * Maps where the prices of each company and segment go; a kind that is not named keeps its targets.
 * @param audit the row of this change, for its own batch
 */
export async function mapPriceTargets(
  db: D1Database,
  mapping: PriceMapping,
  audit: readonly D1PreparedStatement[],
): Promise<PriceTargetsMapped> {
  const gid = repeated((mapping.priceLists ?? []).map((list) => list.gid));
  if (gid !== undefined) return { kind: "listTwice", gid };
  const company = repeated((mapping.metafields ?? []).map((metafield) => metafield.company));
  if (company !== undefined) return { kind: "companyTwice", company };
  await savePriceTargets(db, mapping, audit);
  return { kind: "mapped", targets: await readPriceTargets(db) };
}

const repeated = <T>(values: readonly T[]): T | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);
