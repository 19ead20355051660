/**
 * Prices beside the price: the club's, and those from a quantity on. A theme or a discount Function may use them; they
 * are never published as the price.
 */
import { parseDecimal, parsePrice } from "../brazil/decimal.ts";
import { centsOfUnit } from "./unit-cents.ts";

/** As the ERP has them: of a package, or of 1 kg. */
export interface Offers {
  readonly clubCents: number | null;
  /** From this quantity on (packages or kg, thousandths) each costs so much; by quantity. */
  readonly from: readonly { readonly milli: number; readonly cents: number }[];
}

export interface OfferRecord {
  readonly clubText: string | null;
  /** Null: the record has no list. An entry that cannot be read has null for both. */
  readonly byQuantity: readonly OfferText[] | null;
  /** One step only, in two fields: a dialect names them where the list cannot be read, and the list does not count. */
  readonly fromQuantityText: string | null;
  readonly fromPriceText: string | null;
}

export interface OfferText {
  readonly quantityText: string | null;
  readonly priceText: string | null;
}

export type OfferField = "precoClube" | "promocaoAPartir";

/** `invalid`: the field that cannot be read, and of which nothing is kept. An offer of 0, or not below `normalCents`, is none. */
export function offersOf(
  { clubText, byQuantity, fromQuantityText, fromPriceText }: OfferRecord,
  normalCents: number,
): { readonly offers: Offers | null; readonly invalid: OfferField | null } {
  const club = offerCents(clubText, normalCents);
  const single = { quantityText: fromQuantityText, priceText: fromPriceText };
  const texts = isUnreadable(single) ? (byQuantity ?? []) : [single];
  const steps = texts.map(({ quantityText, priceText }) => {
    const cents = offerCents(priceText, normalCents);
    if (cents === null) return null;
    const milli = parseDecimal(quantityText, 3);
    return cents === undefined || !milli.ok || milli.value <= 0 ? undefined : { milli: milli.value, cents };
  });
  const isListValid = steps.every((step) => step !== undefined) && !texts.some(isUnreadable);
  const from = isListValid ? steps.filter((step) => step !== undefined && step !== null) : [];
  return {
    offers: offersWith(club ?? null, from),
    invalid: club === undefined ? "precoClube" : isListValid ? null : "promocaoAPartir",
  };
}

const isUnreadable = ({ quantityText, priceText }: OfferText): boolean => quantityText === null && priceText === null;

/** Null: none. Undefined: unreadable. */
function offerCents(text: string | null, normalCents: number): number | null | undefined {
  const read = parsePrice(text);
  if (!read.ok) return read.fault === "missing" ? null : undefined;
  if (read.value < 0) return undefined;
  return read.value === 0 || read.value >= normalCents ? null : read.value;
}

/** In order; of two at one quantity the lower. */
function offersWith(clubCents: number | null, steps: Offers["from"]): Offers | null {
  const lowest = new Map<number, number>();
  for (const { milli, cents } of steps) lowest.set(milli, Math.min(cents, lowest.get(milli) ?? cents));
  const from = [...lowest].map(([milli, cents]) => ({ milli, cents })).sort((one, other) => one.milli - other.milli);
  return clubCents === null && from.length === 0 ? null : { clubCents, from };
}

/** Of several records of one price: the lowest club price, and all steps. */
export function mergeOffers(all: readonly (Offers | null)[]): Offers | null {
  const given = all.filter((offers) => offers !== null);
  const clubs = given.flatMap(({ clubCents }) => clubCents ?? []);
  return offersWith(
    clubs.length === 0 ? null : Math.min(...clubs),
    given.flatMap(({ from }) => from),
  );
}

/**
 * Their part of a company's entry in `erp.precos`, as JSON: `clubPrice`, and `from` with the quantity in units of the
 * variant. What is not below the price in force is left out. Null: nothing is left.
 * @param weighedUnitMilli thousandths of a kg in one unit when prices are of 1 kg; null for packaged goods
 */
export function shownOffers(
  offers: Offers | null | undefined,
  weighedUnitMilli: number | null,
  priceCents: number,
): string | null {
  if (!offers) return null;
  const isOffer = (cents: number) => cents > 0 && cents < priceCents;
  const clubPrice = offers.clubCents === null ? 0 : centsOfUnit(offers.clubCents, weighedUnitMilli);
  const byQuantity = new Map<number, number>();
  for (const { milli, cents } of offers.from) {
    const price = centsOfUnit(cents, weighedUnitMilli);
    const quantity = Math.ceil(milli / (weighedUnitMilli ?? 1000));
    if (isOffer(price)) byQuantity.set(quantity, Math.min(price, byQuantity.get(quantity) ?? price));
  }
  if (!isOffer(clubPrice) && byQuantity.size === 0) return null;
  return JSON.stringify({
    ...(isOffer(clubPrice) ? { clubPrice } : {}),
    ...(byQuantity.size === 0 ? {} : { from: [...byQuantity].map(([quantity, price]) => ({ quantity, price })) }),
  });
}
