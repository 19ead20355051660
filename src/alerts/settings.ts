/** What an operator sets of the alerts, and the message that shows whether they arrive. */
import type { Deps } from "../deps.ts";
import { readAlertSettings, saveAlertSettings } from "../hub/alerts/alerts.ts";
import { closeEntries } from "../hub/desk/desk.ts";
import { auditAct } from "../hub/loads/audit.ts";
import type { AlertSettings } from "../rules/alerts/kinds.ts";
import { aboutOf, UNSENT } from "./about.ts";
import { testMessage } from "./message.ts";
import { post, type Delivery } from "./send.ts";

/** Stores them, with their row in the audit. */
export async function setAlertSettings(
  { db, clock, random, log, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "log" | "who">,
  settings: AlertSettings,
): Promise<AlertSettings> {
  const at = clock.now();
  const before = JSON.stringify(await readAlertSettings(db));
  const key = { name: "alerts", company: 0, segment: 0 };
  const act = { at, id: random.uuid(), who, act: "settings" as const, key, before, after: JSON.stringify(settings) };
  await db.batch([saveAlertSettings(db, settings, at), auditAct(db, act)]);
  log.warn("alerts.set", { muted: settings.muted.join(","), quiet: settings.quietHours !== null });
  return settings;
}

/** Sends a message of a test. @returns null where ALERT_URL is not set */
export async function sendTest(
  deps: Pick<Deps, "config" | "db" | "clock" | "fetch" | "log">,
): Promise<Delivery | null> {
  const { config, db, clock } = deps;
  const { url } = config.alerts;
  if (url === null) return null;
  const settings = await readAlertSettings(db);
  const delivery = await post(deps, url, testMessage(await aboutOf(deps, url, settings)));
  if (delivery.ok) await closeEntries(db, UNSENT.area, [UNSENT], clock.now()).run();
  return delivery;
}
