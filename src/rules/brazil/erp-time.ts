/**
 * America/Sao_Paulo without a time-zone database: UTC−3 all year since summer time ended in 2019 (Decreto 9.772/2019).
 * The ERP writes its date-times so, without a zone.
 */
const OFFSET_MS = 3 * 3_600_000;

/** `2026-11-24T08:00:00`, the wall clock in São Paulo, whole seconds (rounded down). */
export function toErpTime(instantMs: number): string {
  return new Date(instantMs - OFFSET_MS).toISOString().slice(0, 19);
}

/**
 * Reads an ERP date-time: without a zone it is America/Sao_Paulo's wall clock; with `Z` or an offset, that zone counts.
 * A date alone is its first instant. @returns epoch ms, or null when it is no date-time (31 February included).
 */
export function fromErpTime(text: string): number | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text.trim(),
    );
  if (!match) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "0", zone] = match;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const back = new Date(wall).toISOString();
  if (back.slice(0, 19) !== `${year}-${month}-${day}T${hour}:${minute}:${second}`) return null;
  const ms = Math.trunc(Number(`0.${fraction}`) * 1000);
  if (zone === undefined) return wall + ms + OFFSET_MS;
  if (zone === "Z") return wall + ms;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return wall + ms - (zone.startsWith("-") ? -1 : 1) * minutes * 60_000;
}

/**
 * A run's start by the earlier of two clocks: an ERP whose clock is behind stamps present changes with its own time.
 * The response's `Date` is at most as late as our reading of our clock, so the error is on the safe side.
 * @param startedAt by our clock, in the ERP's format
 * @param erpNow by the ERP's clock, or null when the response had no `Date`
 */
export function byEarlierClock(startedAt: string, erpNow: number | null, now: number): string {
  const started = fromErpTime(startedAt);
  if (erpNow === null || erpNow >= now || started === null) return startedAt;
  return toErpTime(started + erpNow - now);
}
