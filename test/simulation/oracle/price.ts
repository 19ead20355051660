/** What one unit should cost now, by the ERP's last word: by multiplication and comparison. */
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
  /** What the ERP asks, of a package or of 1 kg. */
  readonly asked: number;
}

/** Null: a promotion begins or ends about now. */
export function wantedPrice(
  now: number,
  { promotion, normalCents }: Pick<SkuView, "promotion" | "normalCents">,
  product: ErpProduct,
): Wanted | null {
  const unit = (cents: number) => (product.weighed ? Math.round((cents * (product.multipleMilli ?? 0)) / 1000) : cents);
  const runs =
    promotion !== null &&
    promotion.cents > 0 &&
    promotion.cents < normalCents &&
    promotion.from < lastInstant(promotion.until);
  if (runs && [promotion.from, lastInstant(promotion.until)].some((boundary) => Math.abs(boundary - now) < BOUNDARY_MS))
    return null;
  const isOn =
    runs && promotion.from <= now && now < lastInstant(promotion.until) && unit(promotion.cents) < unit(normalCents);
  return isOn
    ? { price: unit(promotion.cents), compareAt: unit(normalCents), asked: promotion.cents }
    : { price: unit(normalCents), compareAt: null, asked: normalCents };
}

/** The wire says the last second, or with 00:00:00 the last day, that belongs to the promotion. */
function lastInstant(until: number): number {
  const isMidnight = (until + SAO_PAULO_MS) % DAY_MS === 0;
  return isMidnight ? until + DAY_MS : Math.floor(until / 1000) * 1000 + 1000;
}

/**
 * It fell by more than 80 %, so it stays as it was until somebody lets it pass; then the desk says so.
 * @param about the SKU, and where its price is shown: `base` is the shop's own, `list-7001` a price list
 * @param last what was last shown there, also where nothing is now: to take a price away and bring it back hides no fall
 */
export function isHeld(
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
 * It was off after the last word that said a price and "for sale": switched on again with a price that cannot be read it stays
 * off, for the record is refused. Only words that the ERP was asked for while they held count, and its last one: goods that were
 * for sale at a good price between two pulls alone were never on for anybody.
 */
export function mayStayOff(
  said: readonly PriceFigure[],
  calls: readonly Call[],
  company: number,
  key: string,
): boolean {
  const all = said.filter((each) => each.company === company && each.key === key);
  const asked = calls.filter((call) => isPricesOf(company, call));
  const words = all.filter(({ at }, index) => {
    const next = all[index + 1];
    return next === undefined || asked.some((call) => call.at >= at && call.at < next.at);
  });
  const last = words.findLastIndex(({ isSold, isReadable }) => isSold && isReadable);
  return words.slice(last + 1).some(({ isSold }) => !isSold);
}

/** So long a word of the ERP stands and is certainly read: eight pulls, a dry run and bad minutes of the ERP in between. */
const CERTAINLY_READ_MS = 40 * 60_000;

/** What may be the last price that could be read: the last one said, and those before it back to one that stood long enough. */
export function lastReadable(
  said: readonly PriceFigure[],
  { startAt, weather }: Pick<Plan, "startAt" | "weather">,
): readonly PriceFigure[] {
  const found: PriceFigure[] = [];
  for (let index = said.length - 1; index >= 0; index -= 1) {
    const word = said[index];
    if (!word?.isReadable || !word.isSold) continue;
    found.push(word);
    const until = said[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (weather !== "outage" && until - Math.max(word.at, startAt) >= CERTAINLY_READ_MS) break;
  }
  return found;
}

function isPricesOf(company: number, { path, query, status }: Call): boolean {
  const asked = new URLSearchParams(query);
  return (
    status === 200 &&
    path.endsWith("/TabelaPrecoItem") &&
    asked.get("NroEmpresa") === String(company) &&
    asked.get("NroSegmento") === "1"
  );
}
