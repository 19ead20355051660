import type { OrderMetafield } from "./invoices.ts";

/** The metafields that the Shopify order last accepted, as stored in the hub. */
export function shownText(fields: readonly OrderMetafield[]): string {
  return JSON.stringify(Object.fromEntries(fields.map(({ key, value }) => [key, value])));
}

/** The fields whose present value Shopify has not accepted yet. */
export function missingFrom(shown: string | null, wanted: readonly OrderMetafield[]): readonly OrderMetafield[] {
  const stored: unknown = shown === null ? {} : JSON.parse(shown);
  const known =
    typeof stored === "object" && stored !== null ? new Map(Object.entries(stored)) : new Map<string, unknown>();
  return wanted.filter(({ key, value }) => known.get(key) !== value);
}

/** Whether a stored value is this one: Shopify writes dates, decimals and JSON its own way. */
export function sameValue({ type, value }: OrderMetafield, stored: string | undefined): boolean {
  if (stored === undefined) return false;
  if (stored === value) return true;
  switch (type) {
    case "date_time":
      return Date.parse(stored) === Date.parse(value);
    case "number_decimal":
      return decimal(stored) === decimal(value);
    case "json":
      return canonical(stored) === canonical(value);
    default:
      return false;
  }
}

const decimal = (text: string): string => text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

function canonical(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, nested]) => [key, sorted(nested)]),
  );
}
