/**
 * Checks whether the webhooks of the last setup call still exist, and renews those that Shopify dropped: Shopify
 * removes a subscription after repeated failed deliveries. Until then the sweep finds the orders, only later.
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
/** Webhooks that were dropped: an operator closes the entry with a setup call, after finding the cause. */
const DROPPED = { ref: REF.webhooksDropped };
/** Webhooks that cannot be renewed: the entry closes by itself when all exist. */
const REFUSED = { ref: REF.webhooksRefused };

/** Entries that a setup call closes. */
export const closeWebhookEntries = (db: D1Database, now: Instant): D1PreparedStatement =>
  closeEntries(db, AREA, [DROPPED, REFUSED], now);

/**
 * Does nothing before the first setup call, while one is under way, or while the dry run covers orders; opens no entry
 * when all exist.
 */
export async function renewWebhooks(deps: Deps): Promise<void> {
  const { db, clock, log, shopify } = deps;
  if (!(await readWebhookRecord(db)) || covers(await readDryRun(db), "orders")) return;
  const lease = await acquireSetupLock(db, clock, "setup");
  if (!lease) return;
  try {
    const failure = await renew(deps, leasedAdmin(shopify, lease.renew, "setup").admin);
    if (failure) log.warn("webhook.check-failed", { reason: failure.kind }); // the next hour checks again
    await lease.returnRows();
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error; // a setup call is running, and does the same
  }
}

async function renew({ db, clock, log }: Deps, admin: AdminClient): Promise<AdminFailure | null> {
  const record = await readWebhookRecord(db); // a setup call may have changed the address before we held the lease
  if (!record) return null;
  const { address } = record;
  const read = await missingWebhooks(admin, address, record.topics);
  if (read.kind === "failed") return read.failure;
  const { topics } = read;
  if (topics.length === 0) {
    await closeEntries(db, AREA, [REFUSED], clock.now()).run();
    return null;
  }
  // Before the renewal: after a crash between the two, all would exist and the loss would stay unreported.
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
