/** Every write to the shop, at its moment: prices above nothing, stock no more than there ever was. */
import { goodsOf } from "./goods-of.ts";
import type { JudgeContext } from "./judge.ts";
import { everUnitMilli } from "./units.ts";
import { mayBeMissed, mostAt, sentInsteadMilli, stockRuns } from "./stock-bound.ts";

/** What is left of a price that fell by 80 %, less what rounding a unit by weight may take. */
const STEEP_PERCENT = 15;
/** A call that was under way when the switch was set: tried three times, each time for half a minute, or hung at the shop. */
const UNDER_WAY_MS = 180_000;

/** While a dry run lasts nothing is written, neither to the shop nor to the ERP; a bulk operation that had begun is completed by Shopify. */
function judgeDryRuns({ scenario, check }: Pick<JudgeContext, "scenario" | "check">): void {
  for (const { from, until } of scenario.operator.dryRuns) {
    const isIn = ({ at }: { readonly at: number }) => at > from + UNDER_WAY_MS && at < until;
    const written = scenario.systems.shop.journal.mutations.filter((each) => isIn(each) && each.requestId !== "bulk");
    check(
      "dry run writes nothing",
      written.length === 0,
      () => `${written.map(({ field }) => field).join(", ")}: called`,
    );
    const submitted = scenario.submitted.filter(isIn);
    check(
      "dry run writes nothing",
      submitted.length === 0,
      () => `${submitted.length} orders were submitted to the ERP`,
    );
  }
}

export async function judgeWrites({ scenario, check }: JudgeContext): Promise<void> {
  const runs = await stockRuns(scenario);
  const { shop, erp, places } = scenario.systems;
  judgeDryRuns({ scenario, check });
  const goods = goodsOf(shop);
  /** Of two multiples that the product had, the smaller to the greater: another unit is no fall. */
  const shareOf = (sku: string): number => {
    const units = everUnitMilli(scenario, sku);
    return Math.min(...units) / Math.max(...units);
  };
  for (const { at, effects } of shop.journal.mutations)
    for (const effect of effects) {
      const key = goods(effect);
      if (effect.kind === "variant" && String(effect["changed"]).split(",").includes("price"))
        check(
          "no steep fall unseen",
          Number(effect["price"]) * 100 >= Number(effect["priceFrom"]) * STEEP_PERCENT * shareOf(key) ||
            scenario.operator.approved.some(({ sku, at: since }) => sku === key && since <= at),
          () =>
            `${key}: fell from ${effect["priceFrom"]} to ${effect["price"]} at ${new Date(at).toISOString()}, without approval`,
        );
      if (effect.kind === "variant" || effect.kind === "set-price")
        check(
          "no price of nothing",
          Number(effect["price"]) > 0,
          () => `${key}: price ${effect["price"]} at ${new Date(at).toISOString()}`,
        );
      if (effect.kind !== "stock") continue;
      const [, seq, packageText] = /^P(\d+)E(\d+)$/.exec(key) ?? [];
      const company = places.find(({ locationId }) => locationId === effect["location"])?.company;
      const product = erp.state.catalogue.products[erp.state.productBySeq.get(Number(seq)) ?? -1];
      check(
        "stock never above what there was",
        company !== undefined && product !== undefined,
        () => `stock of ${key} was written at ${effect["location"]}`,
      );
      if (company === undefined || product === undefined) continue;
      // A multiple that the ERP has replaced may still be the one that was read: the least of those fits any.
      const unitMilli = product.weighed ? Math.min(...everUnitMilli(scenario, key)) : Number(packageText) * 1000;
      const counted = mostAt(
        scenario.stockHistory.filter((figure) => figure.company === company && figure.seqProduto === Number(seq)),
        mayBeMissed(scenario, Number(seq)) ? [] : runs.filter((run) => run.company === company),
        at,
      );
      const most = Math.max(counted, sentInsteadMilli(scenario, key));
      check(
        "stock never above what there was",
        Number(effect["to"]) * unitMilli <= most,
        () =>
          `${key} at company ${company}: ${effect["to"]} written at ${new Date(at).toISOString()}, the ERP had no more than ${most / 1000} since it was last read`,
      );
    }
  for (const variant of shop.state.variants.values())
    check("no price of nothing", variant.price > 0, () => `${variant.item.sku}: costs ${variant.price} in the shop`);
}
