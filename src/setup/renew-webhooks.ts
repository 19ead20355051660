/**
 * Looks whether the webhooks of the last set-up call still stand, and renews those that Shopify dropped: it removes a
 * subscription after failed deliveries in a row. Until then the sweep finds the orders, only later.
 */
import type { Deps } from "../deps.ts";
import { LeaseLost } from "../hub/d1/fenced-batch.ts";
import type { Instant } from "../ports.ts";
import { REF, type DeskEntry } from "../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { covers, readDryRun } from "../hub/dry-run/dry-run.ts";
import { acquireSetupLock } from "../hub/loads/setup-lease.ts";
import { readWebhookRecord } from "../hub/settings/webhook-record.ts";
import type { AdminClient, AdminFailure } from "../shopify/client/result.ts";
import { leasedAdmin } from "../shopify/client/leased-admin.ts";
import { missingWebhooks, subscribeWebhooks } from "../shopify/setup/webhooks.ts";

const AREA = "webhooks";
/** Webhooks that were dropped: a person closes it, by a set-up call, once he has looked why. */
const DROPPED = { ref: REF.webhooksDropped };
/** Webhooks that cannot be renewed: it closes by itself when all stand. */
const REFUSED = { ref: REF.webhooksRefused };

/** What a set-up call closes. */
export const closeWebhookEntries = (db: D1Database, now: Instant): D1PreparedStatement =>
  closeEntries(db, AREA, [DROPPED, REFUSED], now);

/** Does nothing before the first set-up call, while one is under way, or while the dry run covers orders; says nothing when all stand. */
export async function renewWebhooks(deps: Deps): Promise<void> {
  const { db, clock, log, shopify } = deps;
  if (!(await readWebhookRecord(db)) || covers(await readDryRun(db), "orders")) return;
  const lease = await acquireSetupLock(db, clock, "set-up");
  if (!lease) return;
  try {
    const failure = await renew(deps, leasedAdmin(shopify, lease.renew).admin);
    if (failure) log.warn("webhook.check-failed", { reason: failure.kind }); // the next hour looks again
    await lease.returnRows();
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error; // a set-up call is at it, and does the same
  }
}

async function renew({ db, clock, log }: Deps, admin: AdminClient): Promise<AdminFailure | null> {
  const record = await readWebhookRecord(db); // again: a set-up call may have moved the address before the lease was ours
  if (!record) return null;
  const { address } = record;
  const read = await missingWebhooks(admin, address, record.topics);
  if (read.kind === "failed") return read.failure;
  const { topics } = read;
  if (topics.length === 0) {
    await closeEntries(db, AREA, [REFUSED], clock.now()).run();
    return null;
  }
  // Before they are renewed: after a crash between the two, all would stand and nobody would hear of it.
  await openEntries(db, [droppedEntry(topics, address)], clock.now()).run();
  const renewed = await subscribeWebhooks(admin, address, topics);
  if (renewed.kind === "failed") return renewed.failure;
  const { made, refused } = renewed;
  log.warn("webhook.renewed", { missing: topics.join(","), made: made.length, refused: refused.length });
  await (
    refused.length > 0
      ? openEntries(db, [refusedEntry(refused)], clock.now())
      : closeEntries(db, AREA, [REFUSED], clock.now())
  ).run();
  return null;
}

const droppedEntry = (topics: readonly string[], address: string): DeskEntry => ({
  area: AREA,
  ...DROPPED,
  reason: "webhook-dropped",
  params: { topics, address },
});

const refusedEntry = (refused: readonly { readonly topic: string; readonly message: string }[]): DeskEntry => ({
  area: AREA,
  ...REFUSED,
  reason: "webhook-refused",
  params: { topics: refused.map(({ topic }) => topic) },
  detail: refused.map(({ topic, message }) => `${topic}: ${message}`).join("\n"),
});
