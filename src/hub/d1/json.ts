/** D1 accepts values up to 2,000,000 bytes, but only production enforces this limit. Ours stay well below it. */
const JSON_PARAMETER_BYTES_MAX = 1_000_000;

/** Rows as one bound parameter for `json_each`. Throws when it would not fit D1: the caller's page is too large. */
export function jsonRows(rows: readonly unknown[]): string {
  const text = JSON.stringify(rows);
  // UTF-8 takes at most 3 bytes for one UTF-16 unit; measure only when that bound could be passed.
  const bytes = text.length * 3 <= JSON_PARAMETER_BYTES_MAX ? text.length : new TextEncoder().encode(text).length;
  if (bytes > JSON_PARAMETER_BYTES_MAX)
    throw new RangeError(
      `${rows.length} rows make ${bytes} bytes; one D1 parameter takes ${JSON_PARAMETER_BYTES_MAX}: use a smaller page`,
    );
  return text;
}
