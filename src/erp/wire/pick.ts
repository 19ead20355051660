/** Fields of an order's records by a list of names; collections read theirs by `named`, which reports unknown fields as well. */
import { field, type WireObject } from "./wire.ts";

/** The first of these names that holds something. */
export function pick(object: WireObject, names: readonly string[]): unknown {
  return names.map((name) => field(object, name)).find((value) => value !== undefined && value !== null);
}

/** A text or a number, as text; null when blank or neither. */
export function pickText(object: WireObject, names: readonly string[]): string | null {
  const value = pick(object, names);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** A whole number above zero, as number or digits. */
export function pickWhole(object: WireObject, names: readonly string[]): number | null {
  const value = Number(pick(object, names));
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** A decimal by its text: cents or thousandths. */
export function pickScaled(
  object: WireObject,
  names: readonly string[],
  parse: (value: string | number) => number | null,
): number | null {
  const value = pick(object, names);
  return typeof value === "number" || typeof value === "string" ? parse(value) : null;
}

export function pickList(object: WireObject, names: readonly string[]): readonly unknown[] | null {
  const value = pick(object, names);
  return Array.isArray(value) ? value : null;
}
