/** Which attributes of the shop's orders are read, which are not, and which hold what cannot be read. No value leaves it. */
import type { OrderRules } from "../settings.ts";
import { isDocumentKey, taxIdsIn } from "./document.ts";
import { nameOf, saysDay, saysTime } from "./promise.ts";

interface Attribute {
  readonly key: string;
  readonly value: string | null;
}
export interface AttributesOfOrder {
  readonly order: readonly Attribute[];
  /** Fields of Shopify's checkout. */
  readonly checkout: readonly Attribute[];
  readonly lines: readonly Attribute[];
}

type Place = "order" | "checkout" | "line";
type Use = "document" | "day" | "time" | "note" | "store" | "payment" | "line-note";

export interface CheckedAttribute {
  readonly name: string;
  readonly place: Place;
  /** What the connector reads it for; none: unknown, so nothing of it reaches the ERP. */
  readonly readAs: readonly Use[];
  /** Orders that have it with a value. */
  readonly orders: number;
  /** Of them, those whose value cannot be read for one of the uses. */
  readonly unreadable: number;
}

const CHECKOUT_FIELDS: ReadonlySet<string> = new Set(["TAX_CREDENTIAL_BR", "SHIPPING_CREDENTIAL_BR"]);
const NAME_MAX = 100;

/** @param isStore whether a value names a mapped store */
export function checkAttributes(
  orders: readonly AttributesOfOrder[],
  rules: OrderRules,
  isStore: (value: string) => boolean,
): readonly CheckedAttribute[] {
  const found = new Map<
    string,
    { name: string; place: Place; readAs: readonly Use[]; orders: number; unreadable: number }
  >();
  for (const { order, checkout, lines } of orders) {
    const seen = new Map<string, boolean>();
    for (const [place, list] of [
      ["order", order],
      ["checkout", checkout],
      ["line", lines],
    ] as const)
      for (const { key, value } of list) {
        if (value === null || value.trim() === "") continue;
        const name = place === "checkout" ? key : nameOf(key);
        const id = `${place} ${name}`;
        const readAs = usesOf(key, name, place, rules);
        if (!found.has(id)) found.set(id, { name: key.slice(0, NAME_MAX), place, readAs, orders: 0, unreadable: 0 });
        const isReadable = readAs.every((use) => isReadableAs(use, value, isStore));
        seen.set(id, (seen.get(id) ?? true) && isReadable);
      }
    for (const [id, isReadable] of seen) {
      const row = found.get(id);
      if (row) Object.assign(row, { orders: row.orders + 1, unreadable: row.unreadable + (isReadable ? 0 : 1) });
    }
  }
  return [...found.values()].toSorted((a, b) => b.orders - a.orders || a.name.localeCompare(b.name));
}

function usesOf(key: string, name: string, place: Place, rules: OrderRules): readonly Use[] {
  const isOneOf = (names: readonly string[]): boolean => names.some((each) => nameOf(each) === name);
  const document: readonly Use[] = isDocumentKey(key) ? ["document"] : [];
  if (place === "checkout") return CHECKOUT_FIELDS.has(key) ? ["document"] : [];
  if (place === "line") return [...document, ...(isOneOf(rules.lineAttributes) ? (["line-note"] as const) : [])];
  const byNames: readonly (readonly [Use, readonly string[]])[] = [
    ["day", rules.dateAttributes],
    ["time", rules.timeAttributes],
    ["note", rules.noteAttributes],
    ["store", rules.storeAttributes],
    ["payment", Object.values(rules.paymentAttributes).flat()],
  ];
  return [...document, ...byNames.flatMap(([use, names]) => (isOneOf(names) ? [use] : []))];
}

function isReadableAs(use: Use, value: string, isStore: (value: string) => boolean): boolean {
  switch (use) {
    case "document":
      return taxIdsIn(value).length > 0;
    case "day":
      return saysDay(value);
    case "time":
      return saysTime(value);
    case "store":
      return isStore(value.trim());
    case "note":
    case "payment":
    case "line-note":
      return true;
  }
}
