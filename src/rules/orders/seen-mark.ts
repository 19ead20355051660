/**
 * Whether an order's `updatedAt` may be stored as read.
 *
 * Shopify's `updatedAt` has whole seconds. An order that changes again within the second it was read in keeps the same
 * `updatedAt`, so a comparison would never find the change. Only a second that was over at the time of reading is stored.
 */

/** The second itself, and two for what Shopify's clock and ours may differ by. */
export const SECOND_IS_OVER_MS = 3_000;

/** @param updatedAt ISO, Shopify's @param askedAt epoch ms, from before the question left */
export function seenMark(updatedAt: string, askedAt: number): string | null {
  return askedAt - Date.parse(updatedAt) >= SECOND_IS_OVER_MS ? updatedAt : null;
}
