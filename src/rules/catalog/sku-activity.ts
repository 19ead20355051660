/** What the ERP says of a SKU at single companies, by `nroEmpresa` of its records. Pure. */

/** Company → 1 for sale there, 0 not. A company that is absent follows the SKU. */
export type SkuActivity = Readonly<Record<string, 0 | 1>>;

/** As the hub stores it: our own JSON, or null. */
export const activityOf = (text: string | null): SkuActivity =>
  text === null ? {} : (JSON.parse(text) as SkuActivity);

/** Companies in order, so that equal statements are equal texts. */
export const activityText = (activity: SkuActivity): string | null => {
  const entries = Object.entries(activity).toSorted(([one], [other]) => Number(one) - Number(other));
  return entries.length === 0 ? null : JSON.stringify(Object.fromEntries(entries));
};

/** A SKU is active while a company sells it. */
export const isSoldSomewhere = (activity: SkuActivity): boolean => Object.values(activity).includes(1);
