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

/**
 * Whether an announced `updated_at` is nothing new to an order whose mark is `mark`: what was read then is this version
 * or a later one. A mark is stored only when its second was over, so an equal time is no later change.
 *
 * Not sound, and therefore false: no mark (the order was read in the very second of its change), no announced time
 * (`orders/edited`, `orders/delete`, a refund of its own), a text that is no time. Not covered: two changes within one
 * second whose second one Shopify's API shows more than three seconds late; a later change of the order finds it.
 */
export function isSeen(announced: string | undefined, mark: string | null): boolean {
  return announced !== undefined && mark !== null && Date.parse(announced) <= Date.parse(mark);
}

/**
 * Whether the look that `nextAt` brings covers an announced `updated_at`: the order was read or written at that time or
 * later, and has no mark because its second was not over. Only of orders that the ERP has; others are read at once.
 */
export function isAwaited(
  announced: string | undefined,
  {
    shopUpdatedAt,
    answeredUpdatedAt,
    nextAt,
  }: Readonly<{ shopUpdatedAt: string | null; answeredUpdatedAt: string | null; nextAt: number | null }>,
): boolean {
  return shopUpdatedAt === null && nextAt !== null && isSeen(announced, answeredUpdatedAt);
}
