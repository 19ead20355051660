/** Bulk operations, by the shop's journal of each line: none undoes a write that came after the operation began. */
import { everUnitMilli } from "./units.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "bulk never undoes what is newer";
/** As the simulated shop's journal calls a line of a bulk operation. */
const IN_BULK = "bulk";

/**
 * The shop's own price of each SKU, write by write: a line of a bulk operation may not go back to a price that the ERP replaced
 * before it reported the current one.
 */
export function judgeBulk({ scenario, check }: JudgeContext): void {
  const { shop } = scenario.systems;
  const reached = new Map<string, number>();
  for (const { at, requestId, effects } of shop.journal.mutations)
    for (const effect of effects) {
      const key = String(effect["sku"]);
      if (effect.kind !== "variant" || !String(effect["changed"]).split(",").includes("price")) continue;
      const units = everUnitMilli(scenario, key);
      const price = Number(effect["price"]);
      const figures = scenario.priceHistory.filter((each) => each.company === 1 && each.key === key && each.at <= at);
      const from = reached.get(key) ?? 0;
      const fits = (index: number) =>
        [figures[index]?.normalCents, figures[index]?.promotionCents].some(
          (cents) =>
            typeof cents === "number" && units.some((unitMilli) => Math.round((cents * unitMilli) / 1000) === price),
        );
      const place = figures.findIndex((_, index) => index >= from && fits(index));
      if (requestId === IN_BULK)
        check(
          INVARIANT,
          place >= 0,
          () =>
            `${key}: ${effect["priceFrom"]} became ${price} by a bulk line at ${new Date(at).toISOString()}; the ERP had reported another by then`,
        );
      if (place >= 0) reached.set(key, place);
    }
}
