/** What it means that Shopify has no order under an id that the hub knows. */
export type Absence = "deleted" | "outOfReach";

/** Without read_all_orders Shopify shows an app the orders of 60 days; a day less, because it counts by its own clock. */
const REACH_MS = 59 * 86_400_000;

export interface KnownOrder {
  /** Epoch ms: orders/delete came. */
  readonly deletedAt: number | null;
  /** ISO instant of the order in Shopify; null in rows of an earlier release. */
  readonly shopCreatedAt: string | null;
  /** Epoch ms: the hub saw it first. */
  readonly createdAt: number;
}

/** Null is "deleted" by the webhook, or while the order is so young that the app would be shown it. */
export function absenceOf({ deletedAt, shopCreatedAt, createdAt }: KnownOrder, now: number): Absence {
  if (deletedAt !== null) return "deleted";
  const madeAt = shopCreatedAt === null ? createdAt : Date.parse(shopCreatedAt);
  return now - madeAt < REACH_MS ? "deleted" : "outOfReach";
}
