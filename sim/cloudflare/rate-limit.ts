/**
 * The rate-limit binding: so many calls of a key in a period, counted by the clock's own periods. The real one counts by
 * location and not exactly; a test that needs the limit sets a small one.
 */
export function rateLimit(
  now: () => number,
  { limit = 600, periodSeconds = 60 }: { readonly limit?: number; readonly periodSeconds?: 10 | 60 } = {},
): RateLimit {
  let period = -1;
  const counts = new Map<string, number>();
  return {
    limit: async ({ key }) => {
      const present = Math.floor(now() / (periodSeconds * 1000));
      if (present !== period) counts.clear();
      period = present;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { success: count <= limit };
    },
  };
}
