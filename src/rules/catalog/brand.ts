import { brandRef } from "../record/desk-entry.ts";
import { type RecordOutcome, refused } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { cutText, foldText, isGarbled } from "../record/text.ts";

/** One item of Cadastros/Marca, by our names. */
export interface BrandRecord {
  readonly seqBrand: number;
  readonly name: string | null;
  readonly isActive: boolean | null;
}

/** A row of `brands`. */
export interface ErpBrandRow {
  readonly seqBrand: number;
  readonly name: string;
  readonly active: number;
  readonly hash: string;
}

const VERSION = 1;
/** Shopify's limit for a vendor. */
const NAME_MAX = 255;

/** A brand without a name is refused and the last name stays; an inactive brand needs none. */
export function brandRow({ seqBrand, name, isActive }: BrandRecord): RecordOutcome<ErpBrandRow, "brands"> {
  const record = { ref: brandRef(seqBrand) };
  const text = cutText(foldText(name), NAME_MAX);
  if (text === "") {
    if (isActive === false)
      return { kind: "off", row: { record, key: String(seqBrand), hash: rowHash(VERSION, ["off", seqBrand]) } };
    return refused({ record, reason: "brand-blank", params: {} });
  }
  if (isGarbled(text)) return refused({ record, reason: "text-garbled", params: { text: cutText(text, 60) } });
  const row = { seqBrand, name: text, active: isActive === false ? 0 : 1 };
  return { kind: "row", record, row: { ...row, hash: rowHash(VERSION, Object.values(row)) }, remarks: [] };
}
