/** Which orders an app reaches, and in which currency it names their money. */
import type { Core } from "../core.ts";
import type { Order } from "../records/orders.ts";

const SIXTY_DAYS_MS = 60 * 86_400_000;

export const oldestShown = (core: Core): number =>
  core.scopes.has("read_all_orders") ? Number.NEGATIVE_INFINITY : core.now() - SIXTY_DAYS_MS;

/** An older order is as good as deleted: it is neither read, edited, refunded nor captured. */
export function shownOrder(core: Core, id: string): Order | undefined {
  const order = core.state.orders.get(id);
  return order && order.createdAt >= oldestShown(core) ? order : undefined;
}

/** Amounts are in the presentment's currency, which is named wherever it is not the shop's. */
export function currencyProblem(
  core: Core,
  order: Order,
  currency: string | null | undefined,
): { field: readonly string[]; message: string } | undefined {
  if (currency) {
    if (currency === order.presentmentCurrency) return undefined;
    return { field: ["currency"], message: "Currency must be the presentment currency of the order" };
  }
  if (order.presentmentCurrency === core.settings.currency) return undefined;
  return { field: ["currency"], message: "Currency is needed where it differs from the presentment currency" };
}
