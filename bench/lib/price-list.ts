/** Cloudflare's prices (Workers Paid, US$, read in November 2026 from the pricing pages of Workers, D1 and Queues). */
export interface Usage {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  readonly cpuMs: number;
  readonly requests: number;
  readonly queueOperations: number;
}

export const HOURS_A_MONTH = 730;

const BASE = 5;
/** What the base includes, and US$ for a million more. */
const PRICES: Readonly<Record<keyof Usage, { readonly included: number; readonly perMillion: number }>> = {
  rowsWritten: { included: 50e6, perMillion: 1 },
  rowsRead: { included: 25e9, perMillion: 0.001 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  requests: { included: 10e6, perMillion: 0.3 },
  queueOperations: { included: 1e6, perMillion: 0.4 },
};

/** A month's bill. Storage (5 GB included) is not in it: 1.2 million levels are below 0.3 GB. */
export function billOf(usage: Usage): number {
  let usd = BASE;
  for (const [what, { included, perMillion }] of Object.entries(PRICES) as [
    keyof Usage,
    (typeof PRICES)[keyof Usage],
  ][])
    usd += (Math.max(0, usage[what] - included) / 1e6) * perMillion;
  return usd;
}
