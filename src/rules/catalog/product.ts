import { parseDecimal } from "../brazil/decimal.ts";
import { faultWords } from "../record/decimal.ts";
import { type Laid, refused, remark } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { cutText, foldText } from "../record/text.ts";

/** One item of Cadastros/Produto, by our names. */
export interface ProductRecord {
  readonly seqProduct: number;
  readonly ecommerceTitle: string | null;
  readonly shortName: string | null;
  readonly fullName: string | null;
  readonly description: string | null;
  readonly seqBrand: number | null;
  readonly seqCategory: number | null;
  readonly keywords: string | null;
  readonly isWeighed: boolean | null;
  readonly allowsDecimals: boolean | null;
  /** Sale multiple in kg, decimal text. */
  readonly multipleText: string | null;
  readonly isActive: boolean;
}

/** A row of `products`. */
export interface ProductRow {
  readonly seqProduct: number;
  readonly title: string;
  readonly description: string | null;
  readonly seqBrand: number | null;
  readonly seqCategory: number | null;
  readonly keywords: string | null;
  readonly weighed: number;
  readonly multipleMilli: number | null;
  readonly active: number;
  readonly hash: string;
}

const VERSION = 1;
/** Shopify's limit for a product's title. */
const TITLE_MAX = 255;
/** The ERP's own column holds 500 characters; what is far past it is no text for a shop window. */
const DESCRIPTION_MAX = 20_000;

/**
 * Title: Título E-Commerce, else Descrição Reduzida, else Descrição Completa (the vendor's rule), one line, cut at 255.
 * Weighed = pesavel and pmtDecimal; such a product needs its sale multiple. There is no default: a guess would
 * put a price on a portion that the chain never chose.
 */
export function productRow(record: ProductRecord): Laid<ProductRow> {
  const name = `P${record.seqProduct}`;
  const laid = activeRow(name, record);
  if (laid.kind !== "refused" || record.isActive) return laid;
  // Being switched off must not wait for a name: what is off needs none.
  return {
    kind: "off",
    row: { record: name, key: String(record.seqProduct), hash: rowHash(VERSION, ["off", record.seqProduct]) },
  };
}

function activeRow(name: string, record: ProductRecord): Laid<ProductRow> {
  const fullTitle = [record.ecommerceTitle, record.shortName, record.fullName]
    .map(foldText)
    .find((text) => text !== "");
  if (fullTitle === undefined)
    return refused(
      name,
      "name-blank",
      "sem nome, por isso não vai para a loja; preencha Título E-Commerce ou a descrição do produto.",
    );
  const title = cutText(fullTitle, TITLE_MAX);
  const remarks =
    title === fullTitle
      ? []
      : [
          remark(
            name,
            "title-cut",
            `o nome tem ${fullTitle.length} caracteres e a loja aceita ${TITLE_MAX}; foi cortado. Informe um Título E-Commerce mais curto.`,
          ),
        ];
  const description = record.description?.trim() ?? "";
  if (description.length > DESCRIPTION_MAX)
    return refused(
      name,
      "description-too-long",
      `a descrição tem ${description.length} caracteres; encurte para até ${DESCRIPTION_MAX}.`,
    );

  const weighed = record.isWeighed === true && record.allowsDecimals === true;
  let multipleMilli: number | null = null;
  if (weighed) {
    const multiple = parseDecimal(record.multipleText, 3);
    if (!multiple.ok && multiple.fault !== "missing")
      return refused(
        name,
        "multiple-invalid",
        `o múltiplo de venda ${faultWords(multiple.fault, 3)}; informe-o em kg com até 3 casas.`,
      );
    if (!multiple.ok || multiple.value <= 0)
      return refused(
        name,
        "multiple-missing",
        "vendido por peso, mas sem múltiplo de venda; informe-o em kg (por exemplo 0,100) na aba E-Commerce.",
      );
    multipleMilli = multiple.value;
  }

  const row = {
    seqProduct: record.seqProduct,
    title,
    description: description === "" ? null : description,
    seqBrand: record.seqBrand,
    seqCategory: record.seqCategory,
    // One a line is as good as one a comma; folded, the lines would be one keyword.
    keywords:
      (record.keywords ?? "")
        .split(/[\r\n]+/)
        .map(foldText)
        .filter((line) => line !== "")
        .join(";") || null,
    weighed: weighed ? 1 : 0,
    multipleMilli,
    active: record.isActive ? 1 : 0,
  };
  return { kind: "row", record: name, row: { ...row, hash: rowHash(VERSION, Object.values(row)) }, remarks };
}
