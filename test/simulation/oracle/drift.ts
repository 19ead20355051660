/** Once every manual change in the shop has been repaired, the shop equals what was sent: any finding is a false alarm. */
import type { Drift, DriftFinding } from "../scenario/drift.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "a quiet shop has no drift";

/** @param drift undefined: the scenario was not quiet; null: the comparison did not come to its end */
export function judgeDrift({ scenario, check }: JudgeContext, drift: Drift | null | undefined): void {
  if (drift === undefined) return;
  check(INVARIANT, drift !== null, () => "the comparison did not come to its end");
  const wrong = (drift?.findings ?? []).filter((finding) => !isExpected(scenario, finding));
  check(INVARIANT, wrong.length === 0, () => wrong.map(text).join("; "));
}

/** A counter sale that was not repaired, or a title that is left to the merchant. */
function isExpected({ plan, operator, systems }: Scenario, { kind, sku, company, seqProduct }: DriftFinding): boolean {
  const { shop, places } = systems;
  if (kind === "title" && plan.features.merchant?.keepsTitles)
    return [...operator.typed.values()].some(
      ({ productId, field }) =>
        field === "title" && shop.state.products.get(productId)?.variants[0]?.item.sku?.startsWith(`P${seqProduct}E`),
    );
  if (kind !== "stock" || plan.features.merchant) return false;
  const item = [...shop.state.items.values()].find((each) => each.sku === sku);
  const location = places.find((place) => place.company === company)?.locationId;
  return shop.journal
    .effects("stock-by-hand")
    .some(({ effect }) => effect["item"] === item?.id && effect["location"] === location);
}

const text = ({ kind, seqProduct, sku, company, target, expected, actual }: DriftFinding): string =>
  `${kind} P${seqProduct} ${sku} ${company} ${target}: ${expected ?? "nothing"}, in the shop ${actual ?? "nothing"}`;
