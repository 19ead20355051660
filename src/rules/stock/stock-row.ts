import { fromErpTime, toErpTime } from "../brazil/erp-time.ts";
import { parseFloored } from "../brazil/decimal.ts";
import { type RecordOutcome, refused } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { skuLabel, skuNamed, skuRecord, type SkuNames } from "../catalog/sku-key.ts";

/** One item of Cadastros/ProdutoEstoque, by our names. */
export interface StockRecord extends SkuNames {
  readonly company: number | null;
  /** Decimal text, base units (pieces or kg). */
  readonly quantityText: string | null;
  readonly isUnlimited: boolean | null;
  /** When the store last counted it, as the ERP wrote it. */
  readonly countedText: string | null;
}

/** The ERP's half of a row of `stock`. */
export interface ErpStockRow {
  readonly company: number;
  readonly sku: string;
  readonly seqProduct: number;
  /** Thousandths of the base unit; negative if the ERP sends it so (what is published never is). */
  readonly quantityMilli: number;
  readonly unlimited: number;
  /** The last count: the ERP's time in one form, which is compared as text. Not part of the hash. Null: not known. */
  readonly countedOn: string | null;
  /** The same instant, epoch ms. */
  readonly countedAt: number | null;
  readonly hash: string;
}

const VERSION = 1;

/** An unreadable quantity is refused, and the last good one stays: a guess could oversell. */
export function stockRow(record: StockRecord, company: number): RecordOutcome<ErpStockRow, "stock"> {
  if ((record.company ?? company) !== company) return { kind: "foreign" };
  const key = skuNamed(record);
  if (key === null) return refused({ record: skuRecord(skuLabel(record)), reason: "sku-invalid", params: {} });
  const name = { seqProduct: key.seqProduct, sku: key.sku };
  const unlimited = record.isUnlimited === true;
  const quantity = parseFloored(record.quantityText, 3);
  if (!quantity.ok && !(unlimited && quantity.fault === "missing"))
    return quantity.fault === "missing"
      ? refused({ record: name, reason: "quantity-missing", params: {} })
      : refused({ record: name, reason: "quantity-invalid", params: { fault: quantity.fault } });
  const row = { company, sku: key.sku, quantityMilli: quantity.ok ? quantity.value : 0, unlimited: unlimited ? 1 : 0 };
  const hash = rowHash(VERSION, Object.values(row));
  return {
    kind: "row",
    record: name,
    row: { ...row, seqProduct: key.seqProduct, ...countOf(record), hash },
    remarks: [],
  };
}

/** Rows of one SKU on one page with different quantities cannot be distinguished: null. */
export function mergeStock(rows: readonly ErpStockRow[]): ErpStockRow | null {
  const last = rows.at(-1);
  return last !== undefined && rows.every(({ hash }) => hash === last.hash) ? last : null;
}

/** An unreadable date is none: it must not cost the quantity. */
function countOf({ countedText }: StockRecord): Pick<ErpStockRow, "countedOn" | "countedAt"> {
  const countedAt = countedText === null ? null : fromErpTime(countedText);
  return { countedOn: countedAt === null ? null : toErpTime(countedAt), countedAt };
}
