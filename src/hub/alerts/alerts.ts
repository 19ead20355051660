/** The alerts that stand, and those whose recovery is to be sent. */
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { ALERT_DEFAULTS, alertSettings, alertKey, type AlertSettings } from "../../rules/alerts/kinds.ts";
import type { KnownAlert, Notice } from "../../rules/alerts/notices.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { alerts } from "../schema/alerts.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";

const SETTINGS = "alerts";
const DESK_SIZE = "alerts-desk-size";

export const readAlertSettings = (db: D1Database): Promise<AlertSettings> =>
  readSetting(db, SETTINGS, alertSettings, ALERT_DEFAULTS);
/** For a batch. */
export const saveAlertSettings = (db: D1Database, settings: AlertSettings, now: Instant): D1PreparedStatement =>
  saveSetting(db, SETTINGS, settings, now);

/** All of them, the oldest first. */
export const readAlerts = (db: D1Database): Promise<readonly KnownAlert[]> =>
  plain(db).select().from(alerts).orderBy(alerts.openedAt, alerts.kind, alerts.subject);

/** Keeps these and removes those; what has not changed is not written. */
export async function saveAlerts(
  db: D1Database,
  { keep, drop }: { readonly keep: readonly KnownAlert[]; readonly drop: readonly string[] },
  known: readonly KnownAlert[],
): Promise<void> {
  const before = new Map(known.map((alert) => [alertKey(alert), JSON.stringify(rowOf(alert))]));
  const changed = keep.filter((alert) => before.get(alertKey(alert)) !== JSON.stringify(rowOf(alert)));
  const gone = known.filter((alert) => drop.includes(alertKey(alert)));
  if (changed.length === 0 && gone.length === 0) return;
  await db.batch([
    db
      .prepare(
        sqlText`INSERT OR REPLACE INTO ${alerts} (${alerts.kind}, ${alerts.subject}, ${alerts.count}, ${alerts.since},
              ${alerts.openedAt}, ${alerts.sentAt}, ${alerts.clearedAt})
         SELECT value ->> 'kind', value ->> 'subject', value ->> 'count', value ->> 'since', value ->> 'openedAt',
                value ->> 'sentAt', value ->> 'clearedAt' FROM json_each(?1)`,
      )
      .bind(jsonRows(changed.map(rowOf))),
    removal(db, gone),
  ]);
}

/** A notice was accepted: what is over is forgotten, what stands is not sent again soon. */
export async function markSent(db: D1Database, notices: readonly Notice[], now: Instant): Promise<void> {
  const over = notices.filter(({ state }) => state === "recovered");
  const standing = notices.filter(({ state }) => state !== "recovered");
  await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${alerts} SET ${alerts.sentAt} = ?2
          WHERE (${alerts.kind}, ${alerts.subject}) IN (SELECT value ->> 'kind', value ->> 'subject' FROM json_each(?1))`,
      )
      .bind(jsonRows(standing.map(keyOnly)), now),
    removal(db, over),
  ]);
}

const removal = (db: D1Database, gone: readonly Pick<KnownAlert, "kind" | "subject">[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`DELETE FROM ${alerts}
        WHERE (${alerts.kind}, ${alerts.subject}) IN (SELECT value ->> 'kind', value ->> 'subject' FROM json_each(?1))`,
    )
    .bind(jsonRows(gone.map(keyOnly)));

const keyOnly = ({ kind, subject }: Pick<KnownAlert, "kind" | "subject">) => ({ kind, subject });
const rowOf = ({ kind, subject, count, since, openedAt, sentAt, clearedAt }: KnownAlert): KnownAlert => ({
  kind,
  subject,
  count,
  since,
  openedAt,
  sentAt,
  clearedAt,
});

const deskSize = z.object({ at: z.number(), open: z.number(), before: z.number().nullable() });
const HOUR_MS = 3_600_000;

/** Open entries one to two hours ago, null at first; remembers the present number once an hour. */
export async function deskSizeBefore(db: D1Database, open: number, now: Instant): Promise<number | null> {
  const kept = await readSetting(db, DESK_SIZE, deskSize.nullable(), null);
  if (kept !== null && now - kept.at < HOUR_MS) return kept.before;
  const before = kept?.open ?? null;
  await saveSetting(db, DESK_SIZE, { at: now, open, before }, now).run();
  return before;
}
