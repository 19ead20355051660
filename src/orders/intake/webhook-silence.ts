import type { Deps } from "../../deps.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { readArrivals } from "../../hub/orders/day.ts";
import { reasonOf } from "../../log.ts";
import { isoSeconds } from "../../rules/record/iso-seconds.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { ARRIVALS_WITHIN_MS, webhookSilence } from "../../rules/work/webhook-silence.ts";

const ENTRY = { area: "webhooks", ref: REF.webhooksSilent } as const;

/**
 * Shows that no webhook comes while the sweep finds orders: the address, a firewall or the subscriptions are wrong, and
 * each order arrives minutes late. The first order that a webhook announces closes the entry.
 */
export async function showWebhookSilence({ db, clock, log }: Pick<Deps, "db" | "clock" | "log">): Promise<void> {
  try {
    const now = clock.now();
    const silence = webhookSilence(await readArrivals(db, now - ARRIVALS_WITHIN_MS), now);
    const entry =
      silence === null
        ? null
        : ({ ...ENTRY, reason: "webhook-silent", params: { ...silence, since: isoSeconds(silence.since) } } as const);
    await (entry === null ? closeEntries(db, ENTRY.area, [ENTRY], now) : openEntries(db, [entry], now)).run();
  } catch (error) {
    log.warn("webhook.silence-not-shown", { reason: reasonOf(error) }); // the next tick looks again
  }
}
