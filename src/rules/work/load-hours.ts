/** When a load may begin: a least interval between two begins, and hours in which the ERP is left alone. */

export interface LoadHours {
  /** Minutes from one begin to the next; null: each tick of its cron. */
  readonly leastMinutes: number | null;
  /** `"02:00-04:30"`, America/Sao_Paulo's wall clock; an end before its begin is on the next day. */
  readonly blockedHours: readonly string[];
}

export const BLOCKED_HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** UTC−3 all year (src/rules/brazil/erp-time.ts). */
const OFFSET_MINUTES = -180;

/** Epoch ms of the end of the blocked hours that an instant is in; null: it is in none. */
export function blockedUntil(blocked: readonly string[], at: number): number | null {
  const minutes = Math.floor(at / MINUTE_MS);
  const ofDay = (((minutes + OFFSET_MINUTES) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const left = blocked.flatMap((span) => {
    const [from = 0, until = 0] = span.split("-").map(minutesOf);
    const length = (until - from + DAY_MINUTES) % DAY_MINUTES;
    const into = (ofDay - from + DAY_MINUTES) % DAY_MINUTES;
    return into < length ? [length - into] : [];
  });
  return left.length === 0 ? null : (minutes + Math.max(...left)) * MINUTE_MS;
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** What a load's own row says of its begins, epoch ms; 0: never. */
export interface Begins {
  /** Of the last run that read to its end. */
  readonly lastAt: number;
  /** A person asked for a run. */
  readonly askedAt: number;
}

/**
 * The first instant from `now` on at which a new run may begin. A run that a person asked for waits for no interval, and
 * a run under way only for the blocked hours.
 */
export function mayBeginAt(hours: LoadHours, { lastAt, askedAt }: Begins, isUnderWay: boolean, now: number): number {
  const isAsked = isUnderWay || lastAt === 0 || askedAt > lastAt;
  let at = isAsked ? now : Math.max(now, lastAt + (hours.leastMinutes ?? 0) * MINUTE_MS);
  // Spans may follow one another; more than a day of them leaves no hour.
  for (let spans = 0; spans <= hours.blockedHours.length; spans += 1) {
    const until = blockedUntil(hours.blockedHours, at);
    if (until === null) return at;
    at = until;
  }
  return at;
}

/** The longest that a load may rest by its hours, ms: so much later it counts as stalled. */
export function longestRestMs({ leastMinutes, blockedHours }: LoadHours): number {
  const lengths = blockedHours.map((span) => {
    const [from = 0, until = 0] = span.split("-").map(minutesOf);
    return (until - from + DAY_MINUTES) % DAY_MINUTES;
  });
  return ((leastMinutes ?? 0) + lengths.reduce((sum, each) => sum + each, 0)) * MINUTE_MS;
}

/** The hours of a load's row; a text that no version wrote is none. */
export function hoursOf(row: {
  readonly leastMinutes: number | null;
  readonly blockedHours: string | null;
}): LoadHours {
  const given = row.blockedHours === null ? [] : (JSON.parse(row.blockedHours) as readonly unknown[]);
  const blockedHours = given.filter((each): each is string => typeof each === "string" && BLOCKED_HOURS.test(each));
  return { leastMinutes: row.leastMinutes, blockedHours };
}
