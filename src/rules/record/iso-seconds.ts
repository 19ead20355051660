/** An instant (epoch ms) as Shopify writes it: ISO 8601 in UTC, whole seconds. */
export const isoSeconds = (instantMs: number): string => `${new Date(instantMs).toISOString().slice(0, 19)}Z`;
