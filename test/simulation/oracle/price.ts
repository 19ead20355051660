/** What one unit should cost now, by the ERP's last record: by multiplication and comparison. */
import type { Call } from "../../../sim/consinco/journal.ts";
import type { SkuView } from "../../../sim/consinco/view.ts";
import type { Product as ErpProduct } from "../../../sim/consinco/catalogue/types.ts";
import type { Plan } from "../scenario/plan.ts";
import type { PriceFigure } from "../scenario/erp-history.ts";
import type { DeskRow } from "./desk.ts";

/** A boundary this near is not judged: prices change with the next minute's publish. */
const BOUNDARY_MS = 180_000;
const DAY_MS = 86_400_000;
const SAO_PAULO_MS = -3 * 3_600_000;

export interface Wanted {
  readonly price: number;
  readonly compareAt: number | null;
  /** The ERP's price of a package or of 1 kg. */
  readonly erpCents: number;
}

/** Null: a promotion begins or ends about now. */
export function wantedPrice(
  now: number,
  { promotion, normalCents }: Pick<SkuView, "promotion" | "normalCents">,
  product: ErpProduct,
  boundaryMs = BOUNDARY_MS,
): Wanted | null {
  const unit = (cents: number) => (product.weighed ? Math.round((cents * (product.multipleMilli ?? 0)) / 1000) : cents);
  const runs =
    promotion !== null &&
    promotion.cents > 0 &&
    promotion.cents < normalCents &&
    promotion.from < lastInstant(promotion.until);
  if (runs && [promotion.from, lastInstant(promotion.until)].some((boundary) => Math.abs(boundary - now) < boundaryMs))
    return null;
  const isOn =
    runs && promotion.from <= now && now < lastInstant(promotion.until) && unit(promotion.cents) < unit(normalCents);
  return isOn
    ? { price: unit(promotion.cents), compareAt: unit(normalCents), erpCents: promotion.cents }
    : { price: unit(normalCents), compareAt: null, erpCents: normalCents };
}

/** The wire has the last second, or with 00:00:00 the last day, that belongs to the promotion. */
export function lastInstant(until: number): number {
  const isMidnight = (until + SAO_PAULO_MS) % DAY_MS === 0;
  return isMidnight ? until + DAY_MS : Math.floor(until / 1000) * 1000 + 1000;
}

/**
 * It fell by more than 80 %, so the former price stays until an operator approves the new one, and the desk has an entry.
 * @param about the SKU, and where its price is shown: `base` is the shop's own, `list-7001` a price list
 * @param last what was last shown there, also where nothing is now: removing a price and setting it again hides no fall
 */
export function isPending(
  desk: readonly DeskRow[],
  about: { readonly sku: string; readonly target: string },
  last: number | undefined,
  wanted: number | undefined,
): boolean {
  if (last === undefined || wanted === undefined || wanted > last * 0.21) return false;
  return desk.some(
    (entry) =>
      entry.state === "open" && entry.reason === "price-drop" && entry.sku === about.sku && entry.ref === about.target,
  );
}

/**
 * It was off after the last record that had a price and "for sale": switched on again with a price that cannot be read it stays
 * off, for the record is refused. Only records that a pull can have read count, and the last one: goods that were
 * for sale at a good price between two pulls only were never on sale in the shop.
 */
export function mayStayOff(
  figures: readonly PriceFigure[],
  calls: readonly Call[],
  company: number,
  key: string,
): boolean {
  const all = figures.filter((each) => each.company === company && each.key === key);
  const pulls = calls.filter((call) => isPricesOf(company, call));
  const words = all.filter(({ at }, index) => {
    const next = all[index + 1];
    return next === undefined || pulls.some((call) => call.at >= at && call.at < next.at);
  });
  const last = words.findLastIndex(({ isSold, isReadable }) => isSold && isReadable);
  return words.slice(last + 1).some(({ isSold }) => !isSold);
}

/** A record of the ERP that stands this long is certainly read: eight pulls, a dry run and bad minutes of the ERP in between. */
const CERTAINLY_READ_MS = 40 * 60_000;

/** What may be the last price that could be read: the last one, and those before it back to one that stood long enough. */
export function lastReadable(
  figures: readonly PriceFigure[],
  { startAt, weather }: Pick<Plan, "startAt" | "weather">,
): readonly PriceFigure[] {
  const found: PriceFigure[] = [];
  for (let index = figures.length - 1; index >= 0; index -= 1) {
    const word = figures[index];
    if (!word?.isReadable || !word.isSold) continue;
    found.push(word);
    const until = figures[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (weather !== "outage" && until - Math.max(word.at, startAt) >= CERTAINLY_READ_MS) break;
  }
  return found;
}

function isPricesOf(company: number, { path, query, status }: Call): boolean {
  const params = new URLSearchParams(query);
  return (
    status === 200 &&
    path.toLowerCase().endsWith("/tabelaprecoitem") && // lower case where an installation speaks its own words
    params.get("NroEmpresa") === String(company) &&
    params.get("NroSegmento") === "1"
  );
}
