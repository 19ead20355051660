import { parseDecimal } from "../brazil/decimal.ts";
import { milliText } from "../record/decimal.ts";
import { barcodeOf } from "./ean.ts";
import type { Measure } from "../record/desk-entry.ts";
import { type RecordOutcome, refused, type RecordIssue } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { skuLabel, skuNamed, skuRecord, type SkuNames } from "./sku-key.ts";
import { cutText, foldText, isGarbled } from "../record/text.ts";
import { activityOf, activityText, isSoldSomewhere } from "./sku-activity.ts";

/** One item of Cadastros/ProdutoSku, by our names. Decimals are texts. */
export interface SkuRecord extends SkuNames {
  readonly packageName: string | null;
  readonly barcode: string | null;
  readonly isActive: boolean;
  readonly grossKgText: string | null;
  readonly widthCmText: string | null;
  readonly heightCmText: string | null;
  readonly lengthCmText: string | null;
  /** Absent: the ERP speaks of the SKU at all companies. */
  readonly company: number | null;
  /** The vendor's export: Nome Produto E-Commerce, else Descrição Reduzida. */
  readonly name: string | null;
  /** indKit: "S" when the ERP knows similar products. No bundle is meant. */
  readonly kitText: string | null;
}

/** A row of `skus`. */
export interface ErpSkuRow {
  readonly seqProduct: number;
  readonly sku: string;
  readonly packageMilli: number;
  readonly packageName: string;
  readonly ean: string | null;
  /** 1: a company sells it. */
  readonly active: number;
  readonly weightG: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly lengthMm: number | null;
  /** `SkuActivity` as text; null: no record names a company. */
  readonly activity: string | null;
  readonly name: string | null;
  readonly hasSimilars: number;
  readonly hash: string;
}

const VERSION = 1;
const PACKAGE_NAME_MAX = 255;
const SKU_NAME_MAX = 255;

/** A SKU without a valid EAN, weight or measure is stored with a remark; only a wrong key refuses it. */
export function skuRow(record: SkuRecord): RecordOutcome<ErpSkuRow, "skus"> {
  const key = skuNamed(record);
  if (key === null) return refused({ record: skuRecord(skuLabel(record)), reason: "sku-invalid", params: {} });
  const name = { seqProduct: key.seqProduct, sku: key.sku };
  const remarks: RecordIssue<"skus">[] = [];
  const barcode = foldText(record.barcode);
  const read = barcodeOf(barcode);
  const ean = read.kind === "gtin" ? read.ean : null;
  if (read.kind === "invalid")
    remarks.push({ record: name, reason: "ean-invalid", params: { barcode: cutText(barcode, 30) } });
  const measure = (measure: Measure, text: string | null, unitsPerMicro: number): number | null => {
    const read = parseDecimal(text, 6);
    if (!read.ok && read.fault === "missing") return null;
    if (read.ok && read.value >= 0) return Math.round(read.value / unitsPerMicro) || null;
    remarks.push({ record: name, reason: "measure-invalid", params: { measure } });
    return null;
  };
  const row = {
    seqProduct: key.seqProduct,
    sku: key.sku,
    packageMilli: key.packageMilli,
    packageName: cutText(foldText(record.packageName), PACKAGE_NAME_MAX) || `EMB-${milliText(key.packageMilli)}`,
    ean,
    active: record.isActive ? 1 : 0,
    weightG: measure("gross-weight", record.grossKgText, 1_000), // millionths of a kg → g
    widthMm: measure("width", record.widthCmText, 100_000), // millionths of a cm → mm
    heightMm: measure("height", record.heightCmText, 100_000),
    lengthMm: measure("length", record.lengthCmText, 100_000),
    activity: record.company === null ? null : activityText({ [record.company]: record.isActive ? 1 : 0 }),
    name: nameOf(record.name),
    hasSimilars: /^(?:s|sim|true|1)$/i.test(record.kitText?.trim() ?? "") ? 1 : 0,
  };
  return { kind: "row", record: name, row: hashed(row), remarks: onePerReason(remarks) };
}

/** The flag counts in the hash where it is set, so that a row without it is the row it was. */
function hashed({ hasSimilars, ...row }: Omit<ErpSkuRow, "hash">): ErpSkuRow {
  const hash = rowHash(VERSION, [...Object.values(row), ...(hasSimilars === 1 ? ["similars"] : [])]);
  return { ...row, hasSimilars, hash };
}

/** A garbled name is none: the product has another one. */
function nameOf(text: string | null): string | null {
  const name = cutText(foldText(text), SKU_NAME_MAX);
  return name === "" || isGarbled(name) ? null : name;
}

/** Records of one SKU on one page, such as one a company: the last one counts, and of the activity every one. */
export function mergeSkus(rows: readonly ErpSkuRow[]): ErpSkuRow | null {
  const [first, ...others] = rows;
  return first === undefined ? null : others.reduce((row, next) => withActivity(next, row.activity), first);
}

/**
 * A record that names its company says nothing of the others: what they said before stays. One without a company
 * speaks for all.
 */
export function withActivity({ hash: _hash, ...row }: ErpSkuRow, before: string | null): ErpSkuRow {
  if (row.activity === null) return hashed(row);
  const activity = { ...activityOf(before), ...activityOf(row.activity) };
  return hashed({ ...row, activity: activityText(activity), active: isSoldSomewhere(activity) ? 1 : 0 });
}

/** A name that repeats the product's says nothing, and would outlive the product's next one. */
export const withoutName = ({ hash: _hash, ...row }: ErpSkuRow): ErpSkuRow => hashed({ ...row, name: null });

/** The desk has one entry per record and reason. */
function onePerReason(remarks: readonly RecordIssue<"skus">[]): readonly RecordIssue<"skus">[] {
  return remarks.filter(({ reason }, index) => remarks.findIndex((other) => other.reason === reason) === index);
}
