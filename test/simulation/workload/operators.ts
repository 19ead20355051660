/** What the operators of the connector do by /api while the night goes on. */
import { call, operate } from "../night/api.ts";
import type { Night } from "../night/night.ts";
import { sometime } from "./erp-people.ts";

/** The merchant's one price list; it stands in the shop before the connector does. */
export const PRICE_LIST = "gid://shopify/PriceList/7001";

export function scheduleOperators(night: Night): void {
  const { targets } = night.plan.lanes;
  if (targets?.remap) {
    const { list } = targets.remap;
    const die = night.dice("remap");
    operate(night, sometime(night, die), () =>
      mapPrices(night, { list: targets.list === null ? null : list, metafields: targets.metafields.slice(1) }),
    );
  }
}

/** Maps the shop's own price to company 1, and the others as given; a kind that is named is named whole. */
export async function mapPrices(
  night: Night,
  { list, metafields }: { readonly list: number | null; readonly metafields: readonly number[] },
): Promise<void> {
  const of = (company: number) => ({ company, segment: 1 });
  const { shop } = night.houses;
  if (list !== null && !shop.state.priceLists.has(PRICE_LIST))
    shop.state.priceLists.set(PRICE_LIST, { id: PRICE_LIST, name: "Balcão", currency: "BRL", fixed: new Map() });
  await call(night, "PUT", "/api/price-targets", {
    base: of(1),
    ...(night.plan.lanes.targets
      ? {
          priceLists: list === null ? [] : [{ ...of(list), priceListId: PRICE_LIST }],
          metafields: metafields.map(of),
        }
      : {}),
  });
  Object.assign(night.mapped, { list, metafields });
  night.story?.(
    `operator: prices of company 1 to the shop, of ${list ?? "none"} to the list, of ${metafields.join(", ") || "none"} to the metafield`,
  );
}
