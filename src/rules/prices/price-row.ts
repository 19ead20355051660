import { fromErpTime, toErpTime } from "../brazil/erp-time.ts";
import { parsePrice } from "../brazil/decimal.ts";
import type { Fault } from "../record/desk-entry.ts";
import { type RecordOutcome, refused, type RecordIssue } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { cutText } from "../record/text.ts";
import { mergeOffers, offersOf, type OfferRecord, type Offers } from "./offers.ts";
import { skuLabel, skuNamed, skuRecord, type SkuNames } from "../catalog/sku-key.ts";

/** One item of Cadastros/TabelaPrecoItem, by our names. Decimals and date-times are texts. */
export interface PriceRecord extends SkuNames, OfferRecord {
  readonly company: number | null;
  readonly segment: number | null;
  readonly normalText: string | null;
  readonly promoText: string | null;
  readonly promoFromText: string | null;
  readonly promoUntilText: string | null;
  /** statusVenda: "A" is for sale, "I" is not. Any other is refused: a dialect says what it means. */
  readonly status: string;
}

/** A row of `prices`, with the product its SKU belongs to. */
export interface ErpPriceRow {
  readonly company: number;
  readonly segment: number;
  readonly seqProduct: number;
  readonly sku: string;
  readonly normalCents: number;
  readonly promoCents: number | null;
  readonly promoFrom: number | null;
  readonly promoUntil: number | null;
  readonly onSale: number;
  /** JSON of further promotions (`Promotion`); null: none. */
  readonly promosLater: string | null;
  /** JSON of `Offers`; null: none. */
  readonly offers: string | null;
  readonly hash: string;
}

export interface PriceTable {
  readonly company: number;
  readonly segment: number;
}

const VERSION = 1;
const DAY_MS = 86_400_000;

/**
 * A price must be above zero, in whole cents (invariant 7); any other is refused, and the last good one stays. An
 * invalid promotion (not below normal, no valid dates) is omitted with a remark: the normal price is right.
 */
export function priceRow(record: PriceRecord, table: PriceTable): RecordOutcome<ErpPriceRow, "prices"> {
  const { company, segment } = table;
  if ((record.company ?? company) !== company || (record.segment ?? segment) !== segment) return { kind: "foreign" };
  const key = skuNamed(record);
  if (key === null) return refused({ record: skuRecord(skuLabel(record)), reason: "sku-invalid", params: {} });
  const name = { seqProduct: key.seqProduct, sku: key.sku };
  const status = record.status.trim().toUpperCase();
  if (status !== "A" && status !== "I")
    return refused({ record: name, reason: "status-unknown", params: { status: cutText(record.status.trim(), 30) } });
  const onSale = status === "A";
  const normal = parsePrice(record.normalText);
  if (!normal.ok || normal.value <= 0) {
    if (!onSale)
      return {
        kind: "off",
        row: { record: name, key: key.sku, hash: rowHash(VERSION, ["off", company, segment, key.sku]) },
      };
    if (normal.ok)
      return refused({ record: name, reason: normal.value === 0 ? "price-zero" : "price-negative", params: {} });
    if (normal.fault === "missing") return refused({ record: name, reason: "price-missing", params: {} });
    return refused({ record: name, reason: "price-invalid", params: { fault: normal.fault } });
  }
  const promotion = promotionOf(record, normal.value);
  const { offers, invalid } = offersOf(record, normal.value);
  // One entry at a time: the next page of the list names the next fault.
  const remarks: readonly RecordIssue<"prices">[] =
    "reason" in promotion
      ? [{ record: name, ...promotion }]
      : invalid === null
        ? []
        : [{ record: name, reason: "offer-invalid", params: { field: invalid } }];
  const row = {
    company,
    segment,
    seqProduct: key.seqProduct,
    sku: key.sku,
    normalCents: normal.value,
    ...("reason" in promotion ? NO_PROMOTION : promotion),
    onSale: onSale ? 1 : 0,
  };
  return { kind: "row", record: name, row: withMore(row, null, offers), remarks };
}

type PlainRow = Omit<ErpPriceRow, "hash" | "promosLater" | "offers">;

/** Only what is there counts in the hash, so that a row without it is the row it was. */
function withMore(row: PlainRow, later: readonly object[] | null, offers: Offers | null): ErpPriceRow {
  const more = {
    promosLater: later === null ? null : JSON.stringify(later),
    offers: offers === null ? null : JSON.stringify(offers),
  };
  const hashed = [
    ...(more.promosLater === null ? [] : [more.promosLater]),
    ...(more.offers === null ? [] : [more.offers]),
  ];
  return { ...row, ...more, hash: rowHash(VERSION, [...Object.values(row), ...hashed]) };
}

/**
 * Rows of one SKU on one page: the same price with several promotions is one price that knows them all. Null: they
 * differ in the price itself or in its status, so they cannot be distinguished.
 */
export function mergePrices(rows: readonly ErpPriceRow[]): ErpPriceRow | null {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return first ?? null;
  if (rows.some(({ normalCents, onSale }) => normalCents !== first.normalCents || onSale !== first.onSale)) return null;
  const terms = new Map(
    rows.flatMap(({ promoCents: cents, promoFrom: from, promoUntil: until }) =>
      cents === null ? [] : [[JSON.stringify([cents, from, until]), { cents, from, until }] as const],
    ),
  );
  const [now, ...later] = [...terms.values()].sort(
    (one, other) =>
      (one.from ?? 0) - (other.from ?? 0) || one.cents - other.cents || (one.until ?? 0) - (other.until ?? 0),
  );
  const { hash: _hash, promosLater: _later, offers: _offers, ...plain } = first;
  const offers = mergeOffers(rows.map((each) => (each.offers === null ? null : (JSON.parse(each.offers) as Offers))));
  const row = now ? { ...plain, promoCents: now.cents, promoFrom: now.from, promoUntil: now.until } : plain;
  return withMore(row, later.length === 0 ? null : later, offers);
}

interface Promotion {
  readonly promoCents: number | null;
  /** First instant of the promotion; null: no start. */
  readonly promoFrom: number | null;
  /** First instant after it; null: no end. */
  readonly promoUntil: number | null;
}
/** An invalid promotion. */
type NoPromotion = Fault<"prices", "promo-invalid" | "promo-not-lower" | "promo-dates">;

const NO_PROMOTION: Promotion = { promoCents: null, promoFrom: null, promoUntil: null };

function promotionOf(record: PriceRecord, normalCents: number): Promotion | NoPromotion {
  const promo = parsePrice(record.promoText);
  if (!promo.ok && promo.fault !== "missing") return { reason: "promo-invalid", params: { fault: promo.fault } };
  if (!promo.ok || promo.value === 0) return NO_PROMOTION; // 0 means "none"
  if (promo.value < 0) return { reason: "promo-invalid", params: { fault: "negative" } };
  if (promo.value >= normalCents) return { reason: "promo-not-lower", params: {} };
  const promoFrom = record.promoFromText === null ? null : firstInstantOf(record.promoFromText);
  const promoUntil = record.promoUntilText === null ? null : firstInstantAfter(record.promoUntilText);
  const illegible =
    (record.promoFromText !== null && promoFrom === null) || (record.promoUntilText !== null && promoUntil === null);
  if (illegible || (promoFrom !== null && promoUntil !== null && promoFrom >= promoUntil))
    return { reason: "promo-dates", params: {} };
  return { promoCents: promo.value, promoFrom, promoUntil };
}

/**
 * A promotion's last day belongs to it: a date alone, or one at 00:00:00 (an Oracle DATE without an hour) in any zone,
 * ends with that day; any other time ends with that second. Ending a day early would break an offer that customers saw.
 */
function firstInstantAfter(text: string): number | null {
  const day = dayOf(text);
  if (day !== null) return day + DAY_MS;
  const at = fromErpTime(text);
  return at === null ? null : Math.floor(at / 1000) * 1000 + 1000;
}

/** A day begins at its midnight in São Paulo, whatever zone is written. */
const firstInstantOf = (text: string): number | null => dayOf(text) ?? fromErpTime(text);

/** The first instant of a date that has no hour; null: it has one, or is no date. */
function dayOf(text: string): number | null {
  const at = fromErpTime(text);
  const written = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim());
  if (at === null) return null;
  if (written?.[1] !== undefined) return fromErpTime(written[1]);
  return toErpTime(at).endsWith("T00:00:00") && at % 1000 === 0 ? at : null; // 03:00 in UTC
}
