import { parseDecimal } from "../brazil/decimal.ts";
import { type RecordOutcome, type RecordName, refused, type RecordIssue } from "../record/record-outcome.ts";
import { similarsOf } from "./similars.ts";
import { rowHash } from "../record/row-hash.ts";
import { cutText, foldText, isGarbled } from "../record/text.ts";

/** One item of Cadastros/Produto, by our names. */
export interface ProductRecord {
  readonly seqProduct: number;
  readonly ecommerceTitle: string | null;
  /** `nomeprodutoecomm`, the name of the vendor's own export. */
  readonly ecommerceName: string | null;
  readonly shortName: string | null;
  readonly fullName: string | null;
  /** Descrição Genérica. */
  readonly genericText: string | null;
  readonly description: string | null;
  readonly seqBrand: number | null;
  readonly seqCategory: number | null;
  readonly keywords: string | null;
  readonly isWeighed: boolean | null;
  readonly allowsDecimals: boolean | null;
  /** Sale multiple in kg, decimal text. */
  readonly multipleText: string | null;
  readonly isActive: boolean;
  /** Units or kg of one sale, decimal text. */
  readonly saleLimitText: string | null;
  readonly similars: readonly number[] | "unreadable" | null;
}

/** A row of `products`. */
export interface ErpProductRow {
  readonly seqProduct: number;
  readonly title: string;
  readonly description: string | null;
  readonly seqBrand: number | null;
  readonly seqCategory: number | null;
  readonly keywords: string | null;
  readonly weighed: number;
  readonly multipleMilli: number | null;
  readonly active: number;
  /** 1: the title was written for the shop; 0: it is a name of the ERP's own screens. */
  readonly titled: number;
  /** Descrição Reduzida, cut like a title: a SKU's name may repeat it. */
  readonly shortName: string | null;
  /** JSON of numbers; null: none. */
  readonly similars: string | null;
  readonly saleLimitMilli: number | null;
  readonly hash: string;
}

const VERSION = 1;
/** Shopify's limit for a product's title. */
const TITLE_MAX = 255;
/** The ERP's own column holds 500 characters; a far longer text does not belong in a shop. */
const DESCRIPTION_MAX = 20_000;

/**
 * Title: Título E-Commerce, else Nome E-Commerce, else Descrição Reduzida, else Descrição Completa (the vendor's rule), one line, cut at 255.
 * Weighed = pesavel and pmtDecimal; such a product needs its sale multiple. There is no default: a guess would put a
 * price on a portion that the chain never chose.
 */
export function productRow(record: ProductRecord): RecordOutcome<ErpProductRow, "products"> {
  const name = { seqProduct: record.seqProduct };
  const outcome = activeRow(name, record);
  if (outcome.kind !== "refused" || record.isActive) return outcome;
  // A deactivation must not wait for a name: an inactive product needs none.
  return {
    kind: "off",
    row: { record: name, key: String(record.seqProduct), hash: rowHash(VERSION, ["off", record.seqProduct]) },
  };
}

/**
 * Without a Descrição E-Commerce: Descrição Genérica, else Descrição Completa (the vendor's rule). What only repeats the
 * title says nothing.
 */
function otherDescription({ genericText, fullName }: ProductRecord, title: string): string {
  const texts = [genericText, fullName].map(foldText);
  return texts.find((text) => text !== "" && text.toLowerCase() !== title.toLowerCase()) ?? "";
}

function listOf({ seqProduct, similars }: ProductRecord): string | null {
  const list = similars === "unreadable" ? [] : similarsOf(seqProduct, similars ?? []);
  return list.length === 0 ? null : JSON.stringify(list);
}

function activeRow(name: RecordName, record: ProductRecord): RecordOutcome<ErpProductRow, "products"> {
  const forShop = [record.ecommerceTitle, record.ecommerceName].map(foldText).find((text) => text !== "");
  const fullTitle = forShop ?? [record.shortName, record.fullName].map(foldText).find((text) => text !== "");
  if (fullTitle === undefined) return refused({ record: name, reason: "name-blank", params: {} });
  if (isGarbled(fullTitle))
    return refused({ record: name, reason: "text-garbled", params: { text: cutText(fullTitle, 60) } });
  const title = cutText(fullTitle, TITLE_MAX);
  const limit = parseDecimal(record.saleLimitText, 3);
  const remarks: RecordIssue<"products">[] = [];
  if (title !== fullTitle)
    remarks.push({ record: name, reason: "title-cut", params: { length: fullTitle.length, max: TITLE_MAX } });
  if ((!limit.ok && limit.fault !== "missing") || (limit.ok && limit.value < 0))
    remarks.push({ record: name, reason: "sale-limit-invalid", params: {} });
  if (record.similars === "unreadable") remarks.push({ record: name, reason: "similars-invalid", params: {} });
  const description = record.description?.trim() || otherDescription(record, fullTitle);
  if (description.length > DESCRIPTION_MAX)
    return refused({
      record: name,
      reason: "description-too-long",
      params: { length: description.length, max: DESCRIPTION_MAX },
    });

  const weighed = record.isWeighed === true && record.allowsDecimals === true;
  let multipleMilli: number | null = null;
  if (weighed) {
    const multiple = parseDecimal(record.multipleText, 3);
    if (!multiple.ok && multiple.fault !== "missing")
      return refused({ record: name, reason: "multiple-invalid", params: { fault: multiple.fault } });
    if (!multiple.ok || multiple.value <= 0) return refused({ record: name, reason: "multiple-missing", params: {} });
    multipleMilli = multiple.value;
  }

  const row = {
    seqProduct: record.seqProduct,
    title,
    description: description === "" ? null : description,
    seqBrand: record.seqBrand,
    seqCategory: record.seqCategory,
    // Lines separate keywords like commas do; folded, the lines would be one keyword.
    keywords:
      (record.keywords ?? "")
        .split(/[\r\n]+/)
        .map(foldText)
        .filter((line) => line !== "")
        .join(";") || null,
    weighed: weighed ? 1 : 0,
    multipleMilli,
    active: record.isActive ? 1 : 0,
    titled: forShop === undefined ? 0 : 1,
    shortName: cutText(foldText(record.shortName), TITLE_MAX) || null,
  };
  const more = {
    similars: listOf(record),
    saleLimitMilli: limit.ok && limit.value > 0 ? limit.value : null, // 0 is no limit
  };
  // Only what is there counts in the hash, so that a row without it is the row it was.
  const hash = rowHash(VERSION, [
    ...Object.values(row),
    ...Object.entries(more).flatMap(([key, value]) => (value === null ? [] : [key, value])),
  ]);
  return { kind: "row", record: name, row: { ...row, ...more, hash }, remarks };
}
