import { parseDecimal } from "../brazil/decimal.ts";
import { faultWords } from "../record/decimal.ts";
import { type Laid, refused } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { skuLabel, skuNamed, type SkuNames } from "../catalog/sku-key.ts";

/** One item of Cadastros/ProdutoEstoque, by our names. */
export interface StockRecord extends SkuNames {
  readonly company: number | null;
  /** Decimal text, base units (pieces or kg). */
  readonly quantityText: string | null;
  readonly isUnlimited: boolean | null;
}

/** The ERP's half of a row of `stock`. */
export interface StockRow {
  readonly company: number;
  readonly sku: string;
  /** Thousandths of the base unit; negative if the ERP sends it so (what is published never is). */
  readonly quantityMilli: number;
  readonly unlimited: number;
  readonly hash: string;
}

const VERSION = 1;

/** A quantity that cannot be read is refused, and the last good one stays: a guess could sell what is not there. */
export function stockRow(record: StockRecord, company: number): Laid<StockRow> {
  const key = skuNamed(record);
  if (key === null)
    return refused(skuLabel(record), "sku-invalid", "estoque de um SKU ilegível; confira o cadastro da embalagem.");
  if ((record.company ?? company) !== company)
    return refused(
      key.sku,
      "other-company",
      `o ERP respondeu com estoque da empresa ${record.company}, quando se pediu a ${company}; confira a API.`,
    );
  const unlimited = record.isUnlimited === true;
  const quantity = parseDecimal(record.quantityText, 3);
  if (!quantity.ok && !(unlimited && quantity.fault === "missing"))
    return refused(
      key.sku,
      quantity.fault === "missing" ? "quantity-missing" : "quantity-invalid",
      `o estoque na empresa ${company} ${faultWords(quantity.fault, 3)}, por isso vale o último; corrija no ERP.`,
    );
  const row = { company, sku: key.sku, quantityMilli: quantity.ok ? quantity.value : 0, unlimited: unlimited ? 1 : 0 };
  return { kind: "row", record: key.sku, row: { ...row, hash: rowHash(VERSION, Object.values(row)) }, remarks: [] };
}
