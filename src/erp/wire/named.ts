import * as z from "zod";
import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { kindOf } from "./fields.ts";
import { respeller, type WireField } from "./respell.ts";
import { isObject, type WireObject } from "./wire.ts";

/**
 * Left: our name. Right: names on the wire, in any case, best first. The first one is the documented name: a dialect
 * names the field by it.
 */
export type Names<Shape> = { readonly [Name in keyof Shape]: readonly [string, ...string[]] };

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly unknown: readonly string[] }
  /** `given` holds the readable fields by our names, to identify the record; `problems` name the wire's fields. */
  | {
      readonly ok: false;
      readonly given: Readonly<Record<string, unknown>>;
      readonly problems: readonly string[];
      readonly unknown: readonly string[];
    };

export interface RecordReader<T> {
  /** @param record how this installation spells it; absent: as documented */
  read(item: unknown, record?: RecordDialect): Parsed<T>;
  readonly fields: readonly WireField[];
  /** Documented names of the fields that the item has under no name. One that is null is there. */
  absent(item: unknown, record?: RecordDialect): readonly string[];
}

/**
 * A record of the ERP: a table of names and a shape. A field that is missing, or null under every name, is null.
 * @param ignored known fields without use for us; any other field is reported as unknown
 */
export function named<Shape extends Readonly<Record<string, z.ZodType>>>(
  names: Names<Shape>,
  shape: Shape,
  ignored: readonly string[] = [],
): RecordReader<z.infer<z.ZodObject<Shape>>> {
  const schema = z.object(shape);
  const entries = Object.entries<readonly [string, ...string[]]>(names);
  const placeOf = new Map<string, { readonly name: string; readonly rank: number }>();
  for (const [name, wires] of entries)
    for (const [rank, wire] of wires.entries()) placeOf.set(wire.toLowerCase(), { name, rank });
  const known = new Set(ignored.map((name) => name.toLowerCase()));
  const fields = entries.map(([name, wires]): WireField => ({ wires, kind: kindOf(shape[name]) }));
  const respell = respeller(fields);

  return {
    fields,
    absent(item, record) {
      const object = isObject(item) ? item : {};
      const keys = new Set(Object.keys(record ? respell(object, record) : object).map((key) => key.toLowerCase()));
      return fields.flatMap(({ wires }) => (wires.some((wire) => keys.has(wire.toLowerCase())) ? [] : [wires[0]]));
    },
    read(item, record) {
      const object = isObject(item) ? item : {};
      const { given, unknown } = collect(record ? respell(object, record) : object, placeOf, known, record?.ignored);
      for (const [name] of entries) given[name] ??= null;
      const parsed = schema.safeParse(given);
      if (parsed.success) return { ok: true, value: parsed.data, unknown };
      const problems = parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return `${names[name]?.[0] ?? name}: ${message}`;
      });
      return { ok: false, given, problems: isObject(item) ? problems : ["not an object"], unknown };
    },
  };
}

function collect(
  item: WireObject,
  placeOf: ReadonlyMap<string, { readonly name: string; readonly rank: number }>,
  known: ReadonlySet<string>,
  ignored: readonly string[] = [],
): { readonly given: Record<string, unknown>; readonly unknown: readonly string[] } {
  const given: Record<string, unknown> = {};
  const ranks = new Map<string, number>();
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(item)) {
    const lower = key.toLowerCase();
    const place = placeOf.get(lower);
    if (!place) {
      if (!known.has(lower) && !ignored.some((name) => name.toLowerCase() === lower)) unknown.push(key.slice(0, 60));
    } else if (value !== null && place.rank < (ranks.get(place.name) ?? Number.POSITIVE_INFINITY)) {
      given[place.name] = value;
      ranks.set(place.name, place.rank);
    }
  }
  return { given, unknown };
}
