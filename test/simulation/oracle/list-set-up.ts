/** A set-up of a price list makes one market, catalogue and list, or nothing where the plan does not include them. */
import type { Market } from "../../../sim/shopify/records/markets.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "a price list is set up whole, or not at all";

export function judgeListSetUp({ scenario, check }: JudgeContext): void {
  const { listSetUp } = scenario.plan.features;
  const { state } = scenario.systems.shop;
  const catalogs = [...state.catalogs.values()];
  for (const [buyers, answer] of scenario.operator.listSetUps) {
    const markets = [...state.markets.values()].filter((market) => isOf(market, buyers));
    const shown = markets
      .map(
        ({ id }) =>
          catalogs.filter(({ contexts, priceListId }) => contexts.includes(id) && priceListId !== null).length,
      )
      .join(", ");
    const lacks =
      buyers === "state" ||
      listSetUp?.catalogs === 0 ||
      listSetUp?.unentitled.includes(buyers === "location" ? "POS_MARKET" : "REGION_MARKET") === true;
    check(
      INVARIANT,
      (answer === "stands") === !lacks && (lacks ? markets.length === 0 : shown === "1"),
      () =>
        `${buyers}: ${answer}, though the plan ${lacks ? "lacks" : "has"} it; catalogues of its markets: ${shown || "none"}`,
    );
  }
}

const isOf = ({ locations, regions }: Market, buyers: string): boolean =>
  buyers === "location" ? locations !== null : buyers === "country" && regions !== null;
