import { parseSku, skuLabel, skuNamed, skuRecord, type SkuNames } from "../catalog/sku-key.ts";
import { imageRef } from "../record/desk-entry.ts";
import { type RecordOutcome, refused } from "../record/record-outcome.ts";
import { digestOf, rowHash } from "../record/row-hash.ts";
import { cutText, foldText } from "../record/text.ts";
import { pictureAddress } from "./address.ts";
import { sourceValue } from "./source-value.ts";

/** One item of Cadastros/ProdutoSkuEspecificacao, by our names. */
export interface ImageRecord extends SkuNames {
  readonly id: number | null;
  readonly name: string | null;
  readonly value: string | null;
  readonly isMain: boolean | null;
  readonly place: number | null;
  readonly isActive: boolean | null;
  /** As the ERP wrote it: a picture may be replaced under its address, and then this alone changes. */
  readonly changedAt: string | null;
}

/** A row of `images`. `fetchAt` null: there is no address to ask. */
export interface ImageRow {
  readonly seqProduct: number;
  /** `erp:5501`, `api:P919E1/0`, `inbox:P919E1/0`. */
  readonly source: string;
  readonly sku: string;
  readonly main: number;
  readonly place: number;
  readonly url: string | null;
  readonly active: number;
  readonly fetchAt: number | null;
  /** SHA-256 of bytes that are stored already; null: to be fetched. */
  readonly content: string | null;
  readonly hash: string;
}

/** A row of `specifications`. */
export interface SpecificationRow {
  readonly seqProduct: number;
  readonly source: string;
  readonly sku: string;
  readonly name: string;
  readonly value: string;
  readonly active: number;
  readonly hash: string;
}

/** What a record becomes. `inline`: the picture came with the record as base64 and is stored before its row is. */
export type ErpImage =
  | { readonly kind: "picture"; readonly row: ImageRow }
  | { readonly kind: "inline"; readonly row: ImageRow; readonly base64: string }
  | { readonly kind: "specification"; readonly row: SpecificationRow };

const VERSION = 1;
const PLACE_MAX = 9_999;
const TEXT_MAX = 255;
const VALUE_MAX = 5_000;

/** @param hosts hosts that pictures may be fetched from; none: pictures of the ERP are not used */
export function imageRow(record: ImageRecord, hosts: readonly string[]): RecordOutcome<ErpImage, "images"> {
  const key = skuNamed(record);
  if (key === null) return refused({ record: skuRecord(skuLabel(record)), reason: "sku-invalid", params: {} });
  const { seqProduct, sku } = key;
  const name = foldText(record.name);
  const id = record.id === null ? digestOf(`${sku} ${name}`) : String(record.id);
  const source = `erp:${id}`;
  const about = { seqProduct, ref: imageRef(source) };
  const row = (outcome: ErpImage): RecordOutcome<ErpImage, "images"> => ({
    kind: "row",
    record: about,
    row: outcome,
    remarks: [],
  });
  const value = sourceValue(name, record.value, record.isMain === true);
  const isActive = record.isActive !== false;
  const isUsed = isActive && hosts.length > 0;
  const picture = (url: string | null): ImageRow =>
    hashed(
      {
        seqProduct,
        source,
        sku,
        main: record.isMain === true ? 1 : 0,
        place: Math.min(record.place ?? PLACE_MAX, PLACE_MAX),
        url,
        active: isUsed ? 1 : 0,
        fetchAt: isUsed && url !== null ? 0 : null,
        content: null,
      },
      record.changedAt,
    );
  // Switched off is switched off, whatever the rest is; and without a host all pictures are.
  if ((!isActive || hosts.length === 0) && value.kind !== "specification")
    return row({ kind: "picture", row: picture(null) });
  switch (value.kind) {
    case "url": {
      const address = pictureAddress(value.url, hosts);
      if (address.ok) return row({ kind: "picture", row: picture(address.url) });
      const params = { url: cutText(value.url, TEXT_MAX), fault: address.fault };
      return refused({ record: about, reason: "image-address", params });
    }
    case "inline":
      return row({ kind: "inline", row: picture(null), base64: value.base64 });
    case "blank":
    case "unreadable":
      return refused({ record: about, reason: "image-unreadable", params: { name: cutText(name, TEXT_MAX) } });
    case "specification": {
      const columns = {
        seqProduct,
        source,
        sku,
        name: cutText(name, TEXT_MAX),
        value: cutText(value.value, VALUE_MAX),
        active: isActive && value.value !== "" ? 1 : 0,
      };
      return row({ kind: "specification", row: { ...columns, hash: rowHash(VERSION, Object.values(columns)) } });
    }
  }
}

/** The row with its hash, which does not count the time of the next fetch. @param changedAt the source's own word */
function hashed(columns: Omit<ImageRow, "hash">, changedAt: string | null = null): ImageRow {
  const { fetchAt: _fetchAt, ...rest } = columns;
  return { ...columns, hash: rowHash(VERSION, [...Object.values(rest), changedAt]) };
}

/** The same row with the bytes that are stored for it. */
export const withContent = (row: ImageRow, content: string): ImageRow => hashed({ ...row, content, fetchAt: null });

/** A picture given by a person or a program: the first of its SKU is the main one. */
export function givenRow(
  kind: "api" | "inbox",
  { sku, place }: { readonly sku: string; readonly place: number },
  given: { readonly url: string } | { readonly content: string } | { readonly removed: true },
): ImageRow | null {
  const key = parseSku(sku);
  if (!key) return null;
  const url = "url" in given ? given.url : null;
  return hashed({
    seqProduct: key.seqProduct,
    source: `${kind}:${key.sku}/${place}`,
    sku: key.sku,
    main: place === 0 ? 1 : 0,
    place,
    url,
    active: "removed" in given ? 0 : 1,
    fetchAt: url === null ? null : 0,
    content: "content" in given ? given.content : null,
  });
}
