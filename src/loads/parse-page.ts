import type { Laid, Off } from "../rules/record/record-outcome.ts";
import { parseSku } from "../rules/catalog/sku-key.ts";
import type { DeskEntry } from "../hub/desk/desk.ts";
import type { LoadKey } from "../hub/loads/loads.ts";
import { maskPersonal } from "../erp/client/mask.ts";
import type { RecordReader } from "../erp/wire/named.ts";

/** How the items of one collection become rows: the wire's names, then the rule. */
export interface PageRule<Wire, Row> {
  readonly reader: RecordReader<Wire>;
  readonly rule: (record: Wire, key: LoadKey) => Laid<Row>;
  /** How to speak of a record whose fields could not all be read. */
  readonly label: (given: Readonly<Record<string, unknown>>) => string;
  /** The hub's key of a record as it is spoken of; null when its name is no key. */
  readonly keyOf: (record: string) => string | null;
}

export interface LaidPage<Row> {
  readonly rows: readonly Row[];
  readonly offs: readonly Off[];
  readonly read: number;
  readonly refused: number;
  /** Keys of every record the page spoke of, refused ones too: what is refused is not gone. */
  readonly keys: readonly string[];
  /** Every record the page spoke of, as the desk spells it. */
  readonly records: readonly string[];
  readonly entries: readonly DeskEntry[];
  readonly unknownFields: readonly string[];
}

/**
 * A page of the wire as rows and refusals. One bad record leaves its neighbours alone. Of the same record twice the last
 * one counts; the other is counted as read and unchanged.
 */
export function layPage<Wire, Row>(
  { reader, rule, label, keyOf }: PageRule<Wire, Row>,
  items: readonly unknown[],
  key: LoadKey,
  page: number,
): LaidPage<Row> {
  const byRecord = new Map<string, { readonly laid: Laid<Row>; readonly item: unknown }>();
  const unknownFields = new Set<string>();
  for (const [index, item] of items.entries()) {
    const parsed = reader.read(item);
    for (const name of parsed.unknown) unknownFields.add(name);
    const laid = parsed.ok
      ? rule(parsed.value, key)
      : malformed<Row>(label(parsed.given) || `página ${page}, item ${index + 1}`, parsed.problems);
    byRecord.set(recordOf(laid), { laid, item });
  }
  const rows: Row[] = [];
  const offs: Off[] = [];
  const entries: DeskEntry[] = [];
  let refused = 0;
  for (const { laid, item } of byRecord.values()) {
    const remarks = laid.kind === "row" ? laid.remarks : laid.kind === "refused" ? [laid.remark] : [];
    if (laid.kind === "row") rows.push(laid.row);
    else if (laid.kind === "off") offs.push(laid.row);
    else refused += 1;
    for (const remark of remarks)
      entries.push({
        lane: key.name,
        record: deskRecord(remark.record, key),
        reason: remark.reason,
        message: remark.message,
        detail: maskPersonal(JSON.stringify(item)),
      });
  }
  const records = [...byRecord.keys()].map((record) => deskRecord(record, key));
  const keys = [...byRecord.keys()].flatMap((record) => keyOf(record) ?? []);
  return { rows, offs, read: items.length, refused, keys, records, entries, unknownFields: [...unknownFields] };
}

/** A record may be right at one company and wrong at another: "P919E12 loja 3", with the segment where it is asked by it. */
export function deskRecord(record: string, { company, segment }: LoadKey): string {
  if (company === 0) return record;
  return `${record} loja ${company}${segment === 0 ? "" : ` segmento ${segment}`}`;
}

function recordOf(laid: Laid<unknown>): string {
  switch (laid.kind) {
    case "row":
      return laid.record;
    case "off":
      return laid.row.record;
    case "refused":
      return laid.remark.record;
  }
}

function malformed<Row>(record: string, problems: readonly string[]): Laid<Row> {
  const message = `${record}: o ERP enviou um registro que não se consegue ler (${problems.join("; ").slice(0, 300)}), por isso ele ficou de fora; corrija no ERP ou confira a versão da API.`;
  return { kind: "refused", remark: { record, reason: "record-malformed", message } };
}

/** Of records called "P919E12". */
export const skuKeyOf = (record: string): string | null => parseSku(record)?.sku ?? null;

/** Of records called by a word and their number: "P919", "marca 12". */
export const numberKeyOf = (record: string): string | null => /^(?:P|[a-z]+ )(\d{1,15})$/.exec(record)?.[1] ?? null;

/** Names the SKU of a record that could not all be read; "" when it names none. */
export function skuLabelOf(given: Readonly<Record<string, unknown>>): string {
  const { skuText, seqProduct, packageText } = given;
  const byPair = said(seqProduct) === "?" ? "" : `P${said(seqProduct)}E${said(packageText)}`;
  const text = typeof skuText === "string" ? skuText.slice(0, 60) : byPair;
  return parseSku(text)?.sku ?? text; // as a good record is called, so that it closes what was said of this one
}

/** Names a record by its number in the ERP; "" when that could not be read. */
export function numberLabelOf(value: unknown, name: (text: string) => string): string {
  return said(value) === "?" ? "" : name(said(value));
}

function said(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value).slice(0, 30) : "?";
}
