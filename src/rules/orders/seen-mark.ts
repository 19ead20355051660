/**
 * Whether an order's `updatedAt` may be stored as read.
 *
 * Shopify's `updatedAt` has whole seconds. An order that changes again within the second it was read in keeps the same
 * `updatedAt`, so a comparison would never find the change. Only a second that was over at the time of reading is stored.
 */

/** The second itself, plus two for a difference between Shopify's clock and ours. In ms. */
export const SECOND_IS_OVER_MS = 3_000;

/** @param updatedAt ISO, Shopify's @param requestedAt epoch ms, from before the request left */
export function seenMark(updatedAt: string, requestedAt: number): string | null {
  return requestedAt - Date.parse(updatedAt) >= SECOND_IS_OVER_MS ? updatedAt : null;
}
