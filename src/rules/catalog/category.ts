import { categoryRef } from "../record/desk-entry.ts";
import { type RecordOutcome, refused } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { cutText, foldText, isGarbled } from "../record/text.ts";

/** One item of Cadastros/Categoria, by our names. */
export interface CategoryRecord {
  readonly seqCategory: number;
  /** Null or 0: a root. */
  readonly parent: number | null;
  readonly name: string | null;
  readonly isActive: boolean | null;
}

/** A row of `categories`. */
export interface ErpCategoryRow {
  readonly seqCategory: number;
  readonly parent: number | null;
  readonly name: string;
  readonly active: number;
  readonly hash: string;
}

const VERSION = 1;
/** Shopify's limit for a product type. */
const NAME_MAX = 255;

/**
 * A category without a name, or that is its own parent, is refused, and the last good row stays. Longer circles and
 * missing parents need the whole tree: see category-path.ts.
 */
export function categoryRow({
  seqCategory,
  parent,
  name,
  isActive,
}: CategoryRecord): RecordOutcome<ErpCategoryRow, "categories"> {
  const record = { ref: categoryRef(seqCategory) };
  const text = cutText(foldText(name), NAME_MAX);
  const fault = text === "" ? "category-blank" : parent === seqCategory ? "category-own-parent" : undefined;
  if (fault && isActive === false)
    return { kind: "off", row: { record, key: String(seqCategory), hash: rowHash(VERSION, ["off", seqCategory]) } };
  if (fault) return refused({ record, reason: fault, params: {} });
  if (isGarbled(text)) return refused({ record, reason: "text-garbled", params: { text: cutText(text, 60) } });
  const row = { seqCategory, parent: parent === 0 ? null : parent, name: text, active: isActive === false ? 0 : 1 };
  return { kind: "row", record, row: { ...row, hash: rowHash(VERSION, Object.values(row)) }, remarks: [] };
}
