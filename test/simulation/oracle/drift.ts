/** Once all that hands did in the shop has been sent again, it is what was sent to it: a comparison that says otherwise cries wolf. */
import type { Drift, DriftFinding } from "../night/drift.ts";
import type { Night } from "../night/night.ts";
import type { Bench } from "./judge.ts";

const INVARIANT = "a quiet shop has no drift";

/** @param drift undefined: the night was not quiet; null: the comparison did not come to its end */
export function judgeDrift({ night, check }: Bench, drift: Drift | null | undefined): void {
  if (drift === undefined) return;
  check(INVARIANT, drift !== null, () => "the comparison did not come to its end");
  const wrong = (drift?.findings ?? []).filter((finding) => !isSomebodys(night, finding));
  check(INVARIANT, wrong.length === 0, () => wrong.map(text).join("; "));
}

/** A sale by hand that nobody had sent again, and a title that is left to the merchant. */
function isSomebodys({ plan, operator, houses }: Night, { kind, sku, company, seqProduct }: DriftFinding): boolean {
  const { shop, places } = houses;
  if (kind === "title" && plan.lanes.merchant?.keepsTitles)
    return [...operator.typed.values()].some(
      ({ productId, field }) =>
        field === "title" && shop.state.products.get(productId)?.variants[0]?.item.sku?.startsWith(`P${seqProduct}E`),
    );
  if (kind !== "stock" || plan.lanes.merchant) return false;
  const item = [...shop.state.items.values()].find((each) => each.sku === sku);
  const location = places.find((place) => place.company === company)?.locationId;
  return shop.journal
    .effects("stock-by-hand")
    .some(({ effect }) => effect["item"] === item?.id && effect["location"] === location);
}

const text = ({ kind, seqProduct, sku, company, place, expected, actual }: DriftFinding): string =>
  `${kind} P${seqProduct} ${sku} ${company} ${place}: ${expected ?? "nothing"}, in the shop ${actual ?? "nothing"}`;
