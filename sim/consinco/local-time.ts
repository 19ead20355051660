/** America/Sao_Paulo on the wire: UTC-3, no summer time since 2019, whole seconds, no zone (Oracle DATE). */
const OFFSET_MS = -3 * 3_600_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Epoch ms → "2026-11-24T08:00:00". */
export function toLocal(epochMs: number): string {
  return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19);
}

/** "2026-11-24", "2026-11-24T08:00:00", with or without fraction and zone → epoch ms; null when it is no date-time. */
export function fromLocal(text: string): number | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", zone] = match;
  const plain = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = Date.parse(`${plain}Z`);
  // Date.parse rolls 31 April over on some engines: the text must come back as it went in.
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 19) !== plain) return null;
  return zone === undefined ? utc - OFFSET_MS : Date.parse(`${plain}${zone}`);
}
