/**
 * One look at what is wrong, and the notices that follow from it.
 *
 * The rows are written before a notice leaves, and are marked after its receiver took it. A crash between the two sends
 * it once more with the same id. A receiver that refuses is asked again by each pass, and the desk says so.
 */
import type { Deps } from "../deps.ts";
import { deskSizeBefore, markSent, readAlerts, readAlertSettings, saveAlerts } from "../hub/alerts/alerts.ts";
import { readAlertFacts } from "../hub/alerts/facts.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { acquireLease, releaseLease } from "../hub/loads/leases.ts";
import { decideNotices, type Notice } from "../rules/alerts/notices.ts";
import { standingAlerts } from "../rules/alerts/standing.ts";
import { agesOf } from "../rules/work/promise.ts";
import { aboutOf, UNSENT } from "./about.ts";
import { messageOf } from "./message.ts";
import { ping, post, type Delivery } from "./send.ts";

/** Longer than a pass takes with a receiver that does not answer. */
const LEASE_MS = 60_000;
/** Notices of one message; the others go with the next pass. */
const NOTICES_MAX = 30;

export type AlertDeps = Pick<Deps, "config" | "db" | "clock" | "fetch" | "log">;

/** @param intervals name of a job → ms between two ticks of its schedule */
export async function alertPass(deps: AlertDeps, intervals: ReadonlyMap<string, number>): Promise<void> {
  const { config, db, clock } = deps;
  const { url, heartbeatUrl } = config.alerts;
  if (url === null && heartbeatUrl === null) return;
  if (url !== null) {
    const lease = await acquireLease(db, "alerts", clock.now(), LEASE_MS);
    if (lease === null) return;
    await sendDue(deps, url, intervals);
    await releaseLease(db, lease, clock.now());
  }
  // Only a pass that came to its end is a sign of life.
  if (heartbeatUrl !== null) await sendHeartbeat(deps, heartbeatUrl);
}

async function sendDue(deps: AlertDeps, url: string, intervals: ReadonlyMap<string, number>): Promise<void> {
  const { db, clock, log } = deps;
  const now = clock.now();
  const settings = await readAlertSettings(db);
  const { loads, desk, ...rest } = await readAlertFacts(db, now);
  const open = desk.reduce((sum, entries) => sum + entries.open, 0);
  const facts = {
    ...rest,
    desk,
    now,
    deskBefore: await deskSizeBefore(db, open, now),
    loads: agesOf(loads, intervals, now),
  };
  const known = await readAlerts(db);
  const { keep, drop, notices } = decideNotices(standingAlerts(facts, settings), known, settings, now);
  await saveAlerts(db, { keep, drop }, known);
  const due = notices.slice(0, NOTICES_MAX);
  if (due.length === 0) return;
  const message = messageOf(due, await aboutOf(deps, url, settings));
  await noteDelivery(deps, due, await post(deps, url, message));
  log.info("alerts.pass", { standing: keep.length, notices: due.length });
}

async function noteDelivery({ db, clock, log }: AlertDeps, sent: readonly Notice[], delivery: Delivery): Promise<void> {
  const now = clock.now();
  if (delivery.ok) {
    await markSent(db, sent, now);
    await closeEntries(db, UNSENT.area, [UNSENT], now).run();
    return;
  }
  const { status } = delivery;
  log.warn("alerts.unsent", { notices: sent.length, status });
  await openEntries(db, [{ ...UNSENT, reason: "alerts-unsent", params: { status } }], now).run();
}

async function sendHeartbeat(deps: AlertDeps, url: string): Promise<void> {
  const delivery = await ping(deps, url);
  if (!delivery.ok) deps.log.warn("heartbeat.unsent", { status: delivery.status });
}
