import { parseDecimal } from "../brazil/decimal.ts";
import { milliText } from "../record/decimal.ts";
import { isGtin } from "./ean.ts";
import { type Laid, refused, type Remark, remark } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { skuLabel, skuNamed, type SkuNames } from "./sku-key.ts";
import { cutText, foldText } from "../record/text.ts";

/** One item of Cadastros/ProdutoSku, by our names. Decimals are texts. */
export interface SkuRecord extends SkuNames {
  readonly packageName: string | null;
  readonly barcode: string | null;
  readonly isActive: boolean;
  readonly grossKgText: string | null;
  readonly widthCmText: string | null;
  readonly heightCmText: string | null;
  readonly lengthCmText: string | null;
}

/** A row of `skus`. */
export interface SkuRow {
  readonly seqProduct: number;
  readonly sku: string;
  readonly packageMilli: number;
  readonly packageName: string;
  readonly ean: string | null;
  readonly active: number;
  readonly weightG: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly lengthMm: number | null;
  readonly hash: string;
}

const VERSION = 1;
const PACKAGE_NAME_MAX = 255;

/** A SKU without a valid EAN, weight or measure goes all the same, with a remark: only its key can keep it out. */
export function skuRow(record: SkuRecord): Laid<SkuRow> {
  const key = skuNamed(record);
  if (key === null)
    return refused(
      skuLabel(record),
      "sku-invalid",
      "produto e embalagem não formam um SKU válido (P{seqProduto}E{qtdEmbalagem}); confira o cadastro da embalagem.",
    );
  const remarks: Remark[] = [];
  const barcode = foldText(record.barcode);
  const ean = isGtin(barcode) ? barcode : null;
  if (barcode !== "" && ean === null)
    remarks.push(
      remark(
        key.sku,
        "ean-invalid",
        `o código ${cutText(barcode, 30)} não é um EAN válido; o SKU vai sem código de barras. Corrija na aba Códigos.`,
      ),
    );
  const measure = (label: string, text: string | null, unitsPerMicro: number): number | null => {
    const read = parseDecimal(text, 6);
    if (!read.ok && read.fault === "missing") return null;
    if (read.ok && read.value >= 0) return Math.round(read.value / unitsPerMicro) || null;
    remarks.push(
      remark(
        key.sku,
        "measure-invalid",
        `${label} ilegível ou negativo, por isso vai sem ele; corrija na embalagem da família.`,
      ),
    );
    return null;
  };
  const row = {
    seqProduct: key.seqProduct,
    sku: key.sku,
    packageMilli: key.packageMilli,
    packageName: cutText(foldText(record.packageName), PACKAGE_NAME_MAX) || `EMB-${milliText(key.packageMilli)}`,
    ean,
    active: record.isActive ? 1 : 0,
    weightG: measure("peso bruto", record.grossKgText, 1_000), // millionths of a kg → g
    widthMm: measure("largura", record.widthCmText, 100_000), // millionths of a cm → mm
    heightMm: measure("altura", record.heightCmText, 100_000),
    lengthMm: measure("comprimento", record.lengthCmText, 100_000),
  };
  return {
    kind: "row",
    record: key.sku,
    row: { ...row, hash: rowHash(VERSION, Object.values(row)) },
    remarks: onePerReason(remarks),
  };
}

/** The desk has one entry per record and reason. */
function onePerReason(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.filter(({ reason }, index) => remarks.findIndex((other) => other.reason === reason) === index);
}
