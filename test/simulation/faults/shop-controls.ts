/**
 * What Shopify and the merchant's organisation decide about the shop: the token endpoint refuses, no more new variants
 * today, a request ends between two of its mutations, unit prices are not taken in this country, another API version is served.
 */
import { MINUTE_MS } from "../scenario/plan.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Shopify's own numbers: a scenario's shop is far below them. */
const NO_LIMIT = { from: 50_000, perDay: 1_000 };
const LIMIT_MS = [20, 60] as const;

export function scheduleShopControls(scenario: Scenario): void {
  const { plan, streams, systems, scheduler, story, faults } = scenario;
  const { control } = systems.shop;
  const { refusesTokens, variantsADay, takesUnitPrices, servesOther, stopsHalfway } = plan.features;
  const stream = streams("shop controls");
  const halfway = streams("stopped halfway, when");
  const note = (what: string) => {
    faults.add(`shop: ${what}`);
    story?.(`shop: ${what}`);
  };
  if (!takesUnitPrices) {
    control.setUnitPrices(false);
    note("takes no unit prices");
  }
  if (plan.weather === "quiet") return;
  const span = plan.stormUntil - plan.stormFrom;
  const during = (from: number, ms: number, begin: () => void, end: () => void) => {
    scheduler.at(from, begin);
    scheduler.at(Math.min(plan.stormUntil, from + ms), end);
  };
  const sometime = () => plan.stormFrom + Math.floor(stream.chance() * 0.8 * span);
  if (refusesTokens !== null)
    during(
      sometime(),
      stream.between(2, 15) * MINUTE_MS,
      () => {
        control.refuseTokens(refusesTokens.as, refusesTokens.html);
        note(`the token endpoint answers ${refusesTokens.as}`);
      },
      () => control.refuseTokens(null),
    );
  // From the beginning, because the first load is what makes variants.
  if (variantsADay !== null)
    during(
      scheduler.now(),
      stream.between(...LIMIT_MS) * MINUTE_MS,
      () => {
        control.setVariantLimit({ from: 0, perDay: variantsADay });
        note("makes few new variants a day");
      },
      () => control.setVariantLimit(NO_LIMIT),
    );
  // The first load is what shares requests most.
  for (const after of stopsHalfway)
    scheduler.at(scheduler.now() + Math.floor(halfway.chance() ** 2 * (plan.stormUntil - scheduler.now())), () => {
      control.stopHalfway(after);
      note("runs a part of a request's mutations");
    });
  if (servesOther !== null)
    during(
      sometime(),
      stream.between(2, 20) * MINUTE_MS,
      () => {
        control.setServedVersion(servesOther);
        note("serves another API version");
      },
      () => endShopControls(scenario),
    );
}

/** With the storm's end; what holds for the country stays. */
export function endShopControls({ systems }: Scenario): void {
  systems.shop.control.refuseTokens(null);
  systems.shop.control.setVariantLimit(NO_LIMIT);
  systems.shop.control.stopHalfway(null);
  systems.shop.control.setServedVersion(PINNED);
}

/** What the connector asks for. */
const PINNED = "2026-10";
