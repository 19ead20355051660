import { itemRef, keyText, type DeskEntry, type EntryKey, type RecordArea } from "../rules/record/desk-entry.ts";
import type { RecordOutcome, Deactivation, RecordIssue, RecordName } from "../rules/record/record-outcome.ts";
import { skuRecord } from "../rules/catalog/sku-key.ts";
import type { RecordDialect } from "../rules/dialect/dialect.ts";
import type { LoadKey } from "../hub/loads/loads.ts";
import { maskRecord } from "../erp/client/mask.ts";
import type { RecordReader } from "../erp/wire/named.ts";

/** How the items of one collection become rows: first the wire's names, then the rule. */
export interface PageRule<Wire, Row> {
  /** The desk area of its entries. */
  readonly area: RecordArea;
  readonly reader: RecordReader<Wire>;
  readonly rule: (record: Wire, key: LoadKey) => RecordOutcome<Row>;
  /** The name of a record whose fields could not all be read; null: none. */
  readonly label: (given: Readonly<Record<string, unknown>>) => RecordName | null;
  /** The hub's key of a record; null when its name is no key. */
  readonly keyOf: (record: RecordName) => string | null;
  /** What distinguishes records of one key in the list, such as the company; absent: nothing does. */
  readonly distinct?: (record: Wire) => string;
  /** Several rows of one key on one page as one row; null: they cannot be distinguished. Absent: the last one counts. */
  readonly merge?: (rows: readonly Row[]) => Row | null;
}

export interface ParsedPage<Row> {
  readonly rows: readonly Row[];
  readonly offs: readonly Deactivation[];
  readonly read: number;
  readonly refused: number;
  /** Rows of another company, segment or warehouse. */
  readonly skipped: number;
  /** Keys of every record on the page, refused ones too: a refused record is not delisted. */
  readonly keys: readonly string[];
  /** What a page is compared by with the page before it: its keys, each with what distinguishes its records. */
  readonly marks: readonly string[];
  /** Every record of the page, by the desk's columns. */
  readonly records: readonly EntryKey[];
  readonly entries: readonly DeskEntry[];
  readonly unknownFields: readonly string[];
  /** Documented fields that no record of the page has; null: not sought, or no record. */
  readonly absent: readonly string[] | null;
}

export interface PageView {
  readonly page: number;
  readonly dialect?: RecordDialect;
  /** True: the fields that no record has are wanted. */
  readonly seeksAbsent?: boolean;
}

/** The records of a page that have one key. */
interface Group<Row> {
  readonly record: RecordName;
  readonly items: unknown[];
  readonly refusals: { readonly remark: RecordIssue; readonly item: unknown }[];
  /** Rows and deactivations in the order of the page. */
  readonly good: (
    | { readonly kind: "row"; readonly row: Row; readonly remarks: readonly RecordIssue[]; readonly item: unknown }
    | { readonly kind: "off"; readonly row: Deactivation; readonly item: unknown }
  )[];
}

/**
 * A page of the wire as rows and refusals. One bad record does not affect the others, not even another record of the
 * same key. Rows of another company, segment or warehouse are skipped first and counted. If a record occurs twice, the
 * kind's `merge` says what counts, by default the last one; the others count as read and unchanged.
 */
export function parsePage<Wire, Row>(
  kind: PageRule<Wire, Row>,
  items: readonly unknown[],
  key: LoadKey,
  { page, dialect, seeksAbsent = false }: PageView,
): ParsedPage<Row> {
  const { area, reader, rule, label, keyOf } = kind;
  const groups = new Map<string, Group<Row>>();
  const marks = new Set<string>();
  const unknownFields = new Set<string>();
  let skipped = 0;
  let absent: readonly string[] | null = null;
  for (const [index, item] of items.entries()) {
    const parsed = reader.read(item, dialect);
    for (const name of parsed.unknown) unknownFields.add(name);
    if (seeksAbsent && absent?.length !== 0) absent = inBoth(absent, reader.absent(item, dialect));
    const outcome = parsed.ok
      ? rule(parsed.value, key)
      : malformed<Row>(label(parsed.given), parsed.problems, { page, item: index + 1 });
    if (outcome.kind === "foreign") {
      skipped += 1;
      continue;
    }
    const record = recordOf(outcome);
    const group = groups.get(keyText(record)) ?? { record, items: [], refusals: [], good: [] };
    groups.set(keyText(record), group);
    group.items.push(item);
    const own = keyOf(record);
    if (own !== null) marks.add(kind.distinct && parsed.ok ? `${own} ${kind.distinct(parsed.value)}` : own);
    if (outcome.kind === "refused") group.refusals.push({ remark: outcome.remark, item });
    else group.good.push({ ...outcome, item });
  }
  const rows: Row[] = [];
  const offs: Deactivation[] = [];
  const entries: DeskEntry[] = [];
  const open = (remark: RecordIssue, item: unknown) =>
    entries.push({
      area,
      ...keyAt(remark.record, key),
      reason: remark.reason,
      params: remark.params,
      detail: maskRecord(shortJson(item)),
    } as DeskEntry);
  let refused = 0;
  for (const { record, items: all, refusals, good } of groups.values()) {
    refused += refusals.length;
    // The desk has one entry per record and reason: the last one counts.
    for (const { remark, item } of new Map(refusals.map((each) => [each.remark.reason, each])).values())
      open(remark, item);
    const last = good.at(-1);
    if (last === undefined) continue;
    if (last.kind === "off") {
      offs.push(last.row);
      continue;
    }
    const each = good.filter((one) => one.kind === "row");
    const isMerged = each.length > 1 && kind.merge !== undefined;
    const merged = isMerged ? kind.merge(each.map(({ row }) => row)) : last.row;
    if (merged === null) {
      refused += each.length;
      open({ record, reason: "rows-alike", params: { rows: each.length } }, all);
      continue;
    }
    rows.push(merged);
    // A merged row is made of them all, so what any of them could not say stands at the desk.
    const remarks = (isMerged ? each : [last]).flatMap(({ remarks, item }) =>
      remarks.map((remark) => ({ remark, item })),
    );
    for (const { remark, item } of new Map(remarks.map((one) => [one.remark.reason, one])).values()) open(remark, item);
  }
  const names = [...groups.values()].map(({ record }) => record);
  const records = names.map((record) => keyAt(record, key));
  const keys = names.flatMap((record) => keyOf(record) ?? []);
  const unknown = [...unknownFields];
  return {
    rows,
    offs,
    read: items.length,
    refused,
    skipped,
    keys,
    marks: [...marks],
    records,
    entries,
    unknownFields: unknown,
    absent,
  };
}

/** Null: no record has said anything yet. */
export const inBoth = (one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null =>
  one === null || other === null ? (one ?? other) : one.filter((name) => other.includes(name));

const LONG_TEXT = 2_048;
const EDGE = 256;

/** JSON in which a long text, such as a picture in base64, keeps only its edges and its length. */
export const shortJson = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === "string" && each.length > LONG_TEXT
      ? `${each.slice(0, EDGE)}…${each.length}…${each.slice(-EDGE)}`
      : each,
  );

/** A record's fault may concern one company only, or one segment where the source is read by segments. */
export const keyAt = (record: RecordName, { company, segment }: LoadKey): EntryKey => ({ ...record, company, segment });

function recordOf(outcome: Exclude<RecordOutcome<unknown>, { kind: "foreign" }>): RecordName {
  switch (outcome.kind) {
    case "row":
      return outcome.record;
    case "off":
      return outcome.row.record;
    case "refused":
      return outcome.remark.record;
  }
}

const PROBLEMS_MAX = 10;
const PROBLEM_LENGTH_MAX = 100;

function malformed<Row>(
  record: RecordName | null,
  problems: readonly string[],
  position: { readonly page: number; readonly item: number },
): RecordOutcome<Row> {
  const some = problems.slice(0, PROBLEMS_MAX).map((problem) => problem.slice(0, PROBLEM_LENGTH_MAX));
  return {
    kind: "refused",
    remark: {
      record: record ?? { ref: itemRef(position.page, position.item) },
      reason: "record-malformed",
      params: { problems: some, ...position },
    },
  };
}

/** For records that are SKUs. */
export const skuKeyOf = ({ sku }: RecordName): string | null => sku ?? null;

/** For products, and for records with a number in their `ref`: `brand:12`. */
export const numberKeyOf = ({ seqProduct, ref = "" }: RecordName): string | null =>
  seqProduct === undefined ? (/^(?:brand|category):(\d{1,15})$/.exec(ref)?.[1] ?? null) : String(seqProduct);

/** Names the SKU of a partly unreadable record like a readable one, so the repaired record closes this entry. */
export function skuLabelOf(given: Readonly<Record<string, unknown>>): RecordName | null {
  const { skuText, seqProduct, packageText } = given;
  const byPair = textOf(seqProduct) === "?" ? "" : `P${textOf(seqProduct)}E${textOf(packageText)}`;
  const text = typeof skuText === "string" ? skuText.slice(0, 60) : byPair;
  return text === "" ? null : skuRecord(text);
}

/** Names a product by its number in the ERP. */
export function productLabelOf(value: unknown): RecordName | null {
  const text = textOf(value);
  if (text === "?") return null;
  return /^\d{1,15}$/.test(text) ? { seqProduct: Number(text) } : { ref: `P${text}` };
}

/** Names a record by its number in the ERP. */
export function numberLabelOf(value: unknown, refOf: (text: string) => string): RecordName | null {
  return textOf(value) === "?" ? null : { ref: refOf(textOf(value)) };
}

function textOf(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value).slice(0, 30) : "?";
}
