import { and, eq } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { webhookDeliveries } from "../schema/orders.ts";

/** A claim older than this without its message in the queue is a dead one's. */
const CLAIM_MS = 5_000;

/**
 * Claims a notification. Of any number of the same (event, topic), also at the same moment, one caller gets it; a claim
 * whose holder died before the message was in the queue can be taken over, so that a retry is accepted.
 */
export async function claimDelivery(
  db: D1Database,
  eventId: string,
  topic: string,
  receivedAt: Instant,
): Promise<boolean> {
  const at = webhookDeliveries.receivedAt;
  const claimed = await db
    .prepare(
      sqlText`INSERT INTO ${webhookDeliveries} (${webhookDeliveries.eventId}, ${webhookDeliveries.topic}, ${at})
       VALUES (?1, ?2, ?3)
           ON CONFLICT (${webhookDeliveries.eventId}, ${webhookDeliveries.topic}) DO UPDATE SET ${at} = excluded.${at}
        WHERE ${webhookDeliveries}.${webhookDeliveries.sent} = 0
          AND ${webhookDeliveries}.${at} <= excluded.${at} - ${CLAIM_MS}
        RETURNING ${webhookDeliveries.eventId}`,
    )
    .bind(eventId, topic, receivedAt)
    .first();
  return claimed !== null;
}

/** The message is in the queue: the same notification never makes another. */
export async function markDelivered(db: D1Database, eventId: string, topic: string): Promise<void> {
  await plain(db).update(webhookDeliveries).set({ sent: 1 }).where(isDelivery(eventId, topic));
}

/** The message could not be queued: the sender's retry must find the notification unclaimed. */
export async function dropClaim(db: D1Database, eventId: string, topic: string): Promise<void> {
  await plain(db)
    .delete(webhookDeliveries)
    .where(and(isDelivery(eventId, topic), eq(webhookDeliveries.sent, 0)));
}

const isDelivery = (eventId: string, topic: string) =>
  and(eq(webhookDeliveries.eventId, eventId), eq(webhookDeliveries.topic, topic));
