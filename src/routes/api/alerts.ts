import { Hono } from "hono";
import { sendTest, setAlertSettings } from "../../alerts/settings.ts";
import { readAlerts, readAlertSettings } from "../../hub/alerts/alerts.ts";
import { alertText } from "../../messages/alerts.ts";
import type { Language } from "../../messages/language.ts";
import { alertSettings, isUrgent } from "../../rules/alerts/kinds.ts";
import type { KnownAlert } from "../../rules/alerts/notices.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { languageOf } from "../http/language.ts";

/** What operators are alerted of away from the console; mounted under /api, after the bearer check. */
export const alertsApi = new Hono<AppEnv>()
  .get("/alerts", async (context) => {
    const { db, config } = context.get("deps");
    const language = languageOf(context.req);
    const alerts = (await readAlerts(db)).map((alert) => shown(alert, language));
    return json({ isSent: config.alerts.url !== null, alerts });
  })
  .get("/alerts/settings", async (context) => json(await readAlertSettings(context.get("deps").db)))
  .put("/alerts/settings", async (context) => {
    const body = await jsonBody(context.req.raw, alertSettings);
    return body.ok ? json(await setAlertSettings(context.get("deps"), body.value)) : body.response;
  })
  .post("/alerts/test", async (context) => {
    const delivery = await sendTest(context.get("deps"));
    if (delivery === null)
      return failure(409, "alerts-off", "ALERT_URL não está definido: grave o segredo e publique de novo.");
    return json(delivery.ok ? { delivered: true, status: null } : { delivered: false, status: delivery.status });
  });

const at = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());

const shown = (alert: KnownAlert, language: Language) => ({
  kind: alert.kind,
  subject: alert.subject,
  count: alert.count,
  urgent: isUrgent(alert.kind),
  ...alertText(alert, language),
  since: at(alert.since),
  openedAt: at(alert.openedAt),
  sentAt: at(alert.sentAt),
  clearedAt: at(alert.clearedAt),
});
