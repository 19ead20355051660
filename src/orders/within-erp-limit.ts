import type { Deps } from "../deps.ts";
import { eachAtOnce } from "../rules/work/at-once.ts";

/**
 * Works orders, some at once: as many as the installation's ERP takes (ERP_ORDERS_AT_ONCE).
 * @param work never rejects: a failure belongs to its own item
 */
export function withinErpLimit<T>(
  { config }: Pick<Deps, "config">,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  return eachAtOnce(items, config.erp.ordersAtOnce, work);
}
