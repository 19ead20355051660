/** What every message says of its sender. */
import type { Deps } from "../deps.ts";
import { readWebhookRecord } from "../hub/settings/webhook-record.ts";
import type { AlertSettings } from "../rules/alerts/kinds.ts";
import { formatOf } from "../rules/alerts/body.ts";
import { REF } from "../rules/record/desk-entry.ts";
import type { About } from "./message.ts";

/** The entry of the desk while the receiver of alerts does not take them. */
export const UNSENT = { area: "alerts", ref: REF.alerts } as const;

export async function aboutOf(
  { config, db, clock }: Pick<Deps, "config" | "db" | "clock">,
  url: string,
  { language }: AlertSettings,
): Promise<About> {
  // The address of the last setup; the console stands beside its webhooks.
  const record = await readWebhookRecord(db);
  return {
    shop: config.shopify.shop,
    format: config.alerts.format ?? formatOf(url),
    console: record === null ? null : `${new URL(record.address).origin}/ops`,
    language,
    now: clock.now(),
  };
}
