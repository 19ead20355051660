/** The dialect that a probe proposes: lines only where the installation differs from the documents. */
import { DEFAULT_DIALECT, type Dialect } from "../../rules/dialect/dialect.ts";
import type { DialectFile } from "../../rules/dialect/file.ts";
import { dialectLines, type DialectLines, type RecordKind } from "../../rules/dialect/lines.ts";
import type { Found } from "./shown.ts";

type Lines = NonNullable<DialectLines["common"]>;
type RecordLines = NonNullable<NonNullable<DialectLines["records"]>[RecordKind]>;

export function proposedFile(
  present: DialectFile,
  dialect: Dialect,
  login: NonNullable<DialectLines["login"]>,
  founds: readonly Found[],
): DialectFile {
  const reached = founds.filter(({ asked }) => asked.items !== null);
  const own = reached.map((found) => ({ kind: found.kind, lines: linesOf(found) }));
  const records = Object.fromEntries(
    own.flatMap(({ kind, lines }) => {
      const merged = merge(present.records?.[kind] ?? {}, lines);
      return Object.keys(merged).length === 0 ? [] : [[kind, merged]];
    }),
  );
  const isGarbled = reached.some(({ asked }) => asked.isGarbled) && dialect.charset === "declared";
  const { common, ...others } = hoisted(
    records,
    present.common ?? {},
    reached.filter(({ asked }) => (asked.items ?? []).length > 0).map(({ kind }) => kind),
  );
  const file: DialectFile = {
    ...present,
    ...(Object.keys(login).length === 0 ? {} : { login: { ...present.login, ...login } }),
    ...(isGarbled ? { charset: "iso-8859-1" as const } : {}),
    ...(Object.keys(common).length === 0 ? {} : { common }),
    records: { ...present.records, ...others.records },
  };
  if (Object.keys(file.records ?? {}).length > 0) return file;
  const { records: _none, ...rest } = file;
  return rest;
}

/** What differs from the documents, and only where the record was seen to differ. */
function linesOf({ kind, asked, fields }: Found): RecordLines {
  const documented = DEFAULT_DIALECT.records[kind];
  const { record } = asked;
  const query = differing(record.query, documented.query);
  // A bare list is read anyway; only another place is a line.
  const envelope = record.envelope.items === "" ? {} : differing(record.envelope, documented.envelope, inAnyCase);
  const isPlain = envelope.items === undefined && Object.values(envelope).every((value) => value === null);
  return {
    ...(record.path === documented.path ? {} : { path: record.path }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(record.queryDate === documented.queryDate ? {} : { queryDate: record.queryDate }),
    ...(record.firstPage === documented.firstPage ? {} : { firstPage: record.firstPage }),
    ...(isPlain ? {} : { envelope }),
    ...(Object.keys(fields.values).length === 0
      ? {}
      : { values: structuredClone(fields.values) as NonNullable<RecordLines["values"]> }),
    ...(Object.keys(fields.fields).length === 0
      ? {}
      : { fields: structuredClone(fields.fields) as NonNullable<RecordLines["fields"]> }),
  };
}

function differing<T extends object>(one: T, other: T, alike = exactly): { [Name in keyof T]?: T[Name] } {
  const keys = Object.keys(one) as (keyof T)[];
  return Object.fromEntries(
    keys.filter((key) => alike(one[key]) !== alike(other[key])).map((key) => [key, one[key]]),
  ) as {
    [Name in keyof T]?: T[Name];
  };
}

const exactly = (value: unknown): unknown => value;
/** Steps of an answer are matched without regard to case; a query may not be. */
const inAnyCase = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);

function merge(present: RecordLines, proposed: RecordLines): RecordLines {
  const { fields, values, ...others } = proposed;
  return {
    ...present,
    ...others,
    ...(values === undefined ? {} : { values: { ...present.values, ...values } }),
    ...(fields === undefined ? {} : { fields: { ...present.fields, ...fields } }),
  };
}

/**
 * Lines that all records of which something was seen have alike, said once for all: an empty list takes them too. Forms
 * of values are put together where they do not contradict, since few records show every form.
 */
function hoisted(
  records: Readonly<Record<string, RecordLines>>,
  present: Lines,
  seen: readonly string[],
): { readonly common: Lines; readonly records: DialectLines["records"] } {
  const common: Record<string, unknown> = { ...present };
  const left: Record<string, Record<string, unknown>> = structuredClone(records);
  for (const line of ["query", "queryDate", "firstPage", "envelope"]) {
    const texts = seen.map((kind) => JSON.stringify(left[kind]?.[line]));
    const [text] = texts;
    if (texts.length < 2 || text === undefined || texts.some((each) => each !== text)) continue;
    common[line] = JSON.parse(text) as unknown;
    for (const lines of Object.values(left)) delete lines[line];
  }
  const forms = seen.flatMap((kind) => records[kind]?.values ?? []);
  if (new Set(forms.flatMap(({ decimals }) => decimals ?? [])).size <= 1 && forms.length > 0) {
    const dates = [...new Set(forms.flatMap((each) => each.dates ?? []))];
    common["values"] = {
      ...present.values,
      ...Object.assign({}, ...forms),
      ...(dates.length > 0 ? { dates } : {}),
    } as unknown;
    for (const lines of Object.values(left)) delete lines["values"];
  }
  const kept = Object.fromEntries(Object.entries(left).filter(([, lines]) => Object.keys(lines).length > 0));
  return dialectLines.parse({ common, records: kept }) as { common: Lines; records: DialectLines["records"] };
}
