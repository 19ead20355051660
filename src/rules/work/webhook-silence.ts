/** Whether Shopify's webhooks stay away: orders come, and the sweep alone finds them. */

/** New orders of the last day, by what found each first. Times are epoch ms of their arrival. */
export interface Arrivals {
  /** The latest one that a webhook announced; null: none. */
  readonly webhookAt: number | null;
  /** Found by the sweep since then. */
  readonly swept: number;
  readonly firstSweptAt: number | null;
  readonly lastSweptAt: number | null;
}

const HOUR_MS = 3_600_000;
export const ARRIVALS_WITHIN_MS = 24 * HOUR_MS;
/** A late webhook or a lost one is no silence. */
const ORDERS_MIN = 3;
/** A first sweep, and the one after a restore, find many orders at once: silence is what goes on. */
const SPREAD_MS = HOUR_MS / 2;

export interface WebhookSilence {
  readonly orders: number;
  readonly since: number;
}

/** Null: webhooks arrive, or too little came to say. */
export function webhookSilence(arrivals: Arrivals, now: number): WebhookSilence | null {
  const { webhookAt, swept, firstSweptAt, lastSweptAt } = arrivals;
  if (swept < ORDERS_MIN || firstSweptAt === null || lastSweptAt === null) return null;
  const since = webhookAt ?? firstSweptAt;
  return now - since >= HOUR_MS && lastSweptAt - firstSweptAt >= SPREAD_MS ? { orders: swept, since } : null;
}
