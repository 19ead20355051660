/** Prices besides the variant's own: fixed prices of price lists, and the metafield `erp.precos`. */
import type { Finding, Found } from "./compare.ts";
import { priceDocument, type CompanyPrice } from "../prices/price-document.ts";

/** Cents; compareAt null = none shown. */
export interface PricePair {
  readonly priceCents: number;
  readonly compareAtCents: number | null;
}

export const samePrice = (one: PricePair, other: PricePair): boolean =>
  one.priceCents === other.priceCents && one.compareAtCents === other.compareAtCents;

/** Cents as stored and compared: "990", or with the compare-at price "790/990". */
export const priceText = ({ priceCents, compareAtCents }: PricePair): string =>
  compareAtCents === null ? String(priceCents) : `${priceCents}/${compareAtCents}`;

export interface ExpectedListPrice {
  readonly seqProduct: number;
  readonly sku: string;
  /** nroEmpresa whose prices the list shows. */
  readonly company: number;
  /** list-42 */
  readonly target: string;
  /** Null: the list has no price for this variant. */
  readonly price: PricePair | null;
}

/** @param live null: the list has no fixed price of it. */
export function compareListPrice(expected: ExpectedListPrice, live: PricePair | null): Finding | null {
  const { seqProduct, sku, company, target, price } = expected;
  if (price === null ? live === null : live !== null && samePrice(price, live)) return null;
  return {
    kind: price === null ? "list-price-extra" : "list-price",
    seqProduct,
    sku,
    company,
    target,
    expected: price && priceText(price),
    actual: live && priceText(live),
  };
}

/** A row of one company that is not due. Prices null: it was removed from the document, or was never in it. */
export interface SentDocumentPart {
  readonly company: number;
  readonly priceCents: number | null;
  readonly compareAtCents: number | null;
  /** The ERP's price it was computed from, of a package or 1 kg; null: nothing was ever sent. */
  readonly erpPriceCents: number | null;
  readonly weighed: boolean;
  /** JSON of what the document shows besides; null: nothing. */
  readonly offers: string | null;
}

/** The document as it was last sent. Null: none was. */
export function sentDocument(parts: readonly SentDocumentPart[]): string | null {
  if (parts.every(({ priceCents, erpPriceCents }) => priceCents === null && erpPriceCents === null)) return null;
  return priceDocument(
    parts.flatMap(({ company, priceCents, compareAtCents, erpPriceCents, weighed, offers }): CompanyPrice[] =>
      priceCents === null
        ? []
        : [{ company, priceCents, compareAtCents, perKgCents: weighed ? erpPriceCents : null, offers }],
    ),
  );
}

/**
 * Compared company by company and regardless of key order, because Shopify may write JSON in its own way. The finding
 * names the companies that differ. An absent document equals an empty one.
 */
export function compareDocument(
  sku: string,
  expected: string | null,
  live: string | null,
  found: Found,
): readonly Finding[] {
  if (expected === null) return [];
  const wanted = entriesOf(expected) ?? new Map<string, string>();
  const shown = live === null ? new Map<string, string>() : entriesOf(live);
  if (shown === null) return [found("price-metafield", sku, expected, live)];
  const differ = [...new Set([...wanted.keys(), ...shown.keys()])].filter((key) => wanted.get(key) !== shown.get(key));
  if (differ.length === 0) return [];
  const part = (entries: ReadonlyMap<string, string>): string =>
    `{${differ.flatMap((key) => (entries.has(key) ? [`${JSON.stringify(key)}:${entries.get(key)}`] : [])).join()}}`;
  return [found("price-metafield", sku, part(wanted), live === null ? null : part(shown))];
}

/** Company → its entry, keys in order. Null: no JSON object. */
function entriesOf(document: string): ReadonlyMap<string, string> | null {
  const value = parsed(document);
  if (!isRecord(value)) return null;
  return new Map(Object.entries(value).map(([company, entry]) => [company, inOrder(entry)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const inOrder = (value: unknown): string =>
  JSON.stringify(
    isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
