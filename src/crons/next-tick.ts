import type { Instant } from "../ports.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A weekly job's next tick is at most this many days away. */
const HORIZON_MS = 8 * DAY_MS;

/** Lowest and highest value of minute, hour, day, month and weekday; Cloudflare's weekday 1 is Sunday. */
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
] as const;

/**
 * When a cron expression (UTC) fires next, in the next eight days.
 * @returns null for an expression that fires later, or with lists or names, which our schedule does not use
 */
export function nextTick(cron: string, now: Instant): Instant | null {
  const [minute, hour, day, month, weekday, ...more] = fieldsOf(cron);
  if (!minute || !hour || !day || !month || !weekday || more.length > 0) return null;
  const start = now - (now % MINUTE_MS) + MINUTE_MS;
  // Day by day and hour by hour: minute by minute a weekly job took ten thousand looks, at every tick of the alerts.
  for (let at = start; at < start + HORIZON_MS;) {
    const date = new Date(at);
    if (!month(date.getUTCMonth() + 1) || !day(date.getUTCDate()) || !weekday(date.getUTCDay() + 1))
      at += DAY_MS - (at % DAY_MS);
    else if (!hour(date.getUTCHours())) at += HOUR_MS - (at % HOUR_MS);
    else if (!minute(date.getUTCMinutes())) at += MINUTE_MS;
    else return at;
  }
  return null;
}

/** Name of a job → ms between its next two ticks. */
export function intervalsBetween(
  schedule: readonly { readonly cron: string; readonly job: { readonly name: string } }[],
  now: Instant,
): ReadonlyMap<string, number> {
  return new Map(
    schedule.flatMap(({ cron, job }) => {
      const first = nextTick(cron, now);
      const second = first === null ? null : nextTick(cron, first);
      return first === null || second === null ? [] : [[job.name, second - first] as const];
    }),
  );
}

type Field = ReturnType<typeof readField>;

/** The alerts ask of every expression, every second minute. */
const read = new Map<string, readonly Field[]>();

function fieldsOf(cron: string): readonly Field[] {
  let fields = read.get(cron);
  if (!fields) read.set(cron, (fields = cron.split(" ").map((field, n) => readField(field, RANGES[n] ?? [0, -1]))));
  return fields;
}

function readField(field: string, [low, high]: readonly [number, number]): ((value: number) => boolean) | null {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(field);
  if (!match) return null;
  const [, from, until, step] = match;
  const first = Number(from ?? low);
  const last = Number(until ?? (from === undefined || step !== undefined ? high : from));
  const every = Number(step ?? 1);
  return (value) => value >= first && value <= last && (value - first) % every === 0;
}
