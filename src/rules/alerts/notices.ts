/** From what is wrong now and what was known before to the rows to keep and the notices to send. */
import { toErpTime } from "../brazil/erp-time.ts";
import { alertKey, isUrgent, type AlertSettings, type Standing } from "./kinds.ts";

/** An alert as the hub keeps it. Times are epoch ms. */
export interface KnownAlert extends Standing {
  /** When the hub saw it first: with the key it names one occurrence. */
  readonly openedAt: number;
  /** When a notice of it was last accepted; null: none was. */
  readonly sentAt: number | null;
  /** Since when it is over; null: it stands. */
  readonly clearedAt: number | null;
}

export interface Notice extends Standing {
  /** Equal for each try to send this notice: a receiver that gets it twice knows by it. */
  readonly id: string;
  /** - `open`: new. `still`: it lasts. `recovered`: it is over. */
  readonly state: "open" | "still" | "recovered";
  readonly openedAt: number;
}

export interface Outcome {
  /** Every alert to keep, as it stands before anything is sent. */
  readonly keep: readonly KnownAlert[];
  /** Keys of alerts that ended without a notice, or whose recovery was sent long ago. */
  readonly drop: readonly string[];
  readonly notices: readonly Notice[];
}

const HOUR_MS = 3_600_000;
/** An alert that comes back within this time is the same one: no recovery is sent between. */
const CLEAR_FOR_MS = 300_000;
/** A recovery that could not be sent for so long is no news. */
const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;

export function decideNotices(
  standing: readonly Standing[],
  known: readonly KnownAlert[],
  settings: AlertSettings,
  now: number,
): Outcome {
  const before = new Map(known.map((alert) => [alertKey(alert), alert]));
  const open = standing.map((each): KnownAlert => {
    const old = before.get(alertKey(each));
    return { ...each, openedAt: old?.openedAt ?? now, sentAt: old?.sentAt ?? null, clearedAt: null };
  });
  const standingKeys = new Set(open.map(alertKey));
  const over = known
    .filter((alert) => !standingKeys.has(alertKey(alert)))
    .map((alert) => ({ ...alert, clearedAt: alert.clearedAt ?? now }));
  const silent = over.filter(({ sentAt }) => sentAt === null);
  const said = over.filter(({ sentAt }) => sentAt !== null);
  const maySend = ({ kind }: Standing) => !settings.muted.includes(kind) && (isUrgent(kind) || !isQuiet(settings, now));
  return {
    keep: [...open, ...said.filter(({ clearedAt }) => now - (clearedAt ?? now) < FORGOTTEN_AFTER_MS)],
    drop: [...silent, ...said.filter(({ clearedAt }) => now - (clearedAt ?? now) >= FORGOTTEN_AFTER_MS)].map(alertKey),
    notices: [
      ...open.filter(maySend).flatMap((alert) => noticeOfOpen(alert, settings, now)),
      ...said
        .filter((alert) => maySend(alert) && now - (alert.clearedAt ?? now) >= CLEAR_FOR_MS)
        .map((alert) => noticeOf(alert, "recovered", "")),
    ],
  };
}

function noticeOfOpen(alert: KnownAlert, { repeatHours }: AlertSettings, now: number): readonly Notice[] {
  if (alert.sentAt === null) return [noticeOf(alert, "open", "")];
  const isRepeat = now - alert.sentAt >= repeatHours * HOUR_MS;
  return isRepeat ? [noticeOf(alert, "still", ` ${alert.sentAt}`)] : [];
}

const noticeOf = (alert: KnownAlert, state: Notice["state"], part: string): Notice => {
  const { kind, subject, count, since, openedAt } = alert;
  const id = `${alertKey(alert)} ${openedAt} ${state}${part}`;
  return { id, state, kind, subject, count, since: Math.min(since, openedAt), openedAt };
};

/** Whether an instant lies in the quiet hours of São Paulo. */
export function isQuiet({ quietHours }: Pick<AlertSettings, "quietHours">, now: number): boolean {
  if (quietHours === null) return false;
  const { from, until } = quietHours;
  const clock = toErpTime(now).slice(11, 16);
  return from <= until ? from <= clock && clock < until : from <= clock || clock < until;
}
