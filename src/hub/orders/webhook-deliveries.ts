import type { Instant } from "../../ports.ts";

/** A claim older than this without its message in the queue is a dead one's. */
const CLAIM_MS = 5_000;

/**
 * Claims a notification. Of any number of the same (event, topic), also at the same moment, one caller gets it; a claim
 * whose holder died before the message was in the queue can be taken over, so that a retry is accepted.
 */
export async function claimDelivery(db: D1Database, eventId: string, topic: string, now: Instant): Promise<boolean> {
  const claimed = await db
    .prepare(
      `INSERT INTO webhook_deliveries (event_id, topic, received_at) VALUES (?1, ?2, ?3)
           ON CONFLICT (event_id, topic) DO UPDATE SET received_at = excluded.received_at
        WHERE webhook_deliveries.sent = 0 AND webhook_deliveries.received_at <= excluded.received_at - ${CLAIM_MS}
        RETURNING event_id`,
    )
    .bind(eventId, topic, now)
    .first();
  return claimed !== null;
}

/** The message is in the queue: the same notification never makes another. */
export async function markDelivered(db: D1Database, eventId: string, topic: string): Promise<void> {
  await db
    .prepare("UPDATE webhook_deliveries SET sent = 1 WHERE event_id = ?1 AND topic = ?2")
    .bind(eventId, topic)
    .run();
}

/** The message could not be queued: the sender's retry must find the notification unclaimed. */
export async function dropClaim(db: D1Database, eventId: string, topic: string): Promise<void> {
  await db
    .prepare("DELETE FROM webhook_deliveries WHERE event_id = ?1 AND topic = ?2 AND sent = 0")
    .bind(eventId, topic)
    .run();
}
