/** A record of an installation with the documented names and values, for the readers of src/erp/records. */
import { atPath } from "../../rules/dialect/envelope.ts";
import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { valueInDocumentedForm, type ValueKind } from "../../rules/dialect/values.ts";
import { isObject, type WireObject } from "./wire.ts";

export interface WireField {
  /** The documented name, then others that are known anyway. */
  readonly wires: readonly [string, ...string[]];
  readonly kind: ValueKind;
}

/** A list or an object within a record, by its documented name. A dialect names its fields by paths: `itens.qtdAtendida`. */
export type Blocks = Readonly<Record<string, readonly WireField[]>>;

export type Respell = (item: WireObject, record: RecordDialect) => WireObject;

/** @returns the same object where the dialect has no line about this record */
export function respeller(fields: readonly WireField[], blocks: Blocks = {}): Respell {
  const inner = Object.entries(blocks).map(([name, own]) => ({ name, respell: respeller(own) }));
  const parts = new WeakMap<RecordDialect, ReadonlyMap<string, RecordDialect>>();
  const partsOf = (record: RecordDialect) => {
    const known =
      parts.get(record) ?? new Map(["", ...Object.keys(blocks)].map((at) => [at, partOf(record, at, blocks)]));
    parts.set(record, known);
    return known;
  };
  const own = respellerOfOne(fields);
  if (inner.length === 0) return own;
  return (item, record) => {
    const of = partsOf(record);
    const named: Record<string, unknown> = { ...own(item, of.get("") ?? record) };
    for (const { name, respell } of inner) {
      const key = keyOf(named, name);
      const part = of.get(name);
      if (key === undefined || !part) continue;
      const one = (value: unknown) => (isObject(value) ? respell(value, part) : value);
      const value = named[key];
      named[key] = Array.isArray(value) ? value.map(one) : one(value);
    }
    return named;
  };
}

/** The lines about one block, by the names within it; "": those about the record itself. */
function partOf(record: RecordDialect, at: string, blocks: Blocks): RecordDialect {
  const isInner = (name: string) => Object.keys(blocks).some((block) => name.startsWith(`${block}.`));
  const own = <T>(lines: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(lines).flatMap(([name, value]): [string, T][] =>
        at === ""
          ? isInner(name)
            ? []
            : [[name, value]]
          : name.startsWith(`${at}.`)
            ? [[name.slice(at.length + 1), value]]
            : [],
      ),
    );
  return { ...record, fields: own(record.fields), absent: own(record.absent), words: own(record.words) };
}

function respellerOfOne(fields: readonly WireField[]): Respell {
  const kindOf = new Map(fields.flatMap(({ wires, kind }) => wires.map((wire) => [wire.toLowerCase(), kind] as const)));
  const plain = new WeakMap<RecordDialect, boolean>();
  return (item, record) => {
    const isPlain = plain.get(record) ?? isWithoutLines(record);
    plain.set(record, isPlain);
    if (isPlain) return item;
    const named = inDocumentedNames(item, record);
    for (const [name, value] of Object.entries(named)) {
      const meant = wordOf(record, name, value);
      named[name] = valueInDocumentedForm(meant, kindOf.get(name.toLowerCase()) ?? "text", record.values);
    }
    return named;
  };
}

const isEmpty = (object: object): boolean => Object.keys(object).length === 0;

function isWithoutLines({ fields, absent, words, values }: RecordDialect): boolean {
  const { yes, no, decimals, dates } = values;
  return (
    isEmpty(fields) &&
    isEmpty(absent) &&
    isEmpty(words) &&
    yes.length + no.length + dates.length === 0 &&
    decimals === "plain"
  );
}

function inDocumentedNames(item: WireObject, { fields, absent }: RecordDialect): Record<string, unknown> {
  const named: Record<string, unknown> = { ...item };
  const read: Record<string, unknown> = {};
  for (const [ours, aliases] of Object.entries(fields)) {
    for (const alias of aliases) {
      const value = alias.includes(".") ? atPath(item, alias) : named[keyOf(item, alias) ?? ""];
      if (value === undefined) continue;
      if (read[ours] === undefined || read[ours] === null) read[ours] = value;
    }
  }
  // Taken out under the names they came with: what one field was read from is no unknown field, and no other field's alias.
  for (const alias of Object.values(fields).flat()) {
    const key = keyOf(item, alias.split(".")[0] ?? "");
    if (key !== undefined) delete named[key];
  }
  for (const [ours, value] of Object.entries(read)) {
    const key = keyOf(named, ours);
    if (value === null && key !== undefined && named[key] !== null) continue;
    if (key !== undefined && key !== ours) delete named[key];
    named[ours] = value;
  }
  for (const [ours, value] of Object.entries(absent)) {
    const key = keyOf(named, ours) ?? ours;
    named[key] ??= value;
  }
  return named;
}

function keyOf(item: WireObject, name: string): string | undefined {
  if (Object.hasOwn(item, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(item).find((key) => key.toLowerCase() === wanted);
}

function wordOf({ words }: RecordDialect, name: string, value: unknown): unknown {
  const list = words[name];
  if (list === undefined || !["string", "number", "boolean"].includes(typeof value)) return value;
  // oxlint-disable-next-line typescript/no-base-to-string -- no object comes here
  const wanted = String(value).trim().toLowerCase();
  return Object.entries(list).find(([word]) => word.toLowerCase() === wanted)?.[1] ?? value;
}
