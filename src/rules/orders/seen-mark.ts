/**
 * Whether what was read of an order may be kept as seen.
 *
 * Shopify's `updatedAt` counts whole seconds: an order that is read and changes once more within the same second says the
 * same `updatedAt` of both, and nobody who compares it would ever look again. So only a second that was over when the
 * order was read can be marked; until then the order is as good as unseen.
 */

/** The second itself, and two for what Shopify's clock and ours may differ by. */
export const SECOND_IS_OVER_MS = 3_000;

/** @param updatedAt ISO, Shopify's @param askedAt epoch ms, from before the question left */
export function seenMark(updatedAt: string, askedAt: number): string | null {
  return askedAt - Date.parse(updatedAt) >= SECOND_IS_OVER_MS ? updatedAt : null;
}
