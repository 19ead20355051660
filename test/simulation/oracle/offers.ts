/** Club price and prices by quantity as `erp.precos` should show them: by comparison with the ERP's state. */
import type { Scenario } from "../scenario/scenario.ts";
import type { Wanted } from "./price.ts";

export interface ShownOffers {
  readonly clubPrice?: number;
  readonly from?: readonly { readonly quantity: number; readonly price: number }[];
}

/** Only what is below the normal price in the ERP, and below the price in force. */
export function wantedOffers({ systems }: Scenario, company: number, key: string, wanted: Wanted): ShownOffers {
  const { state } = systems.erp;
  if (!state.settings.habits.offers) return {};
  const index = state.skuByKey.get(key) ?? -1;
  const product = state.catalogue.products[state.catalogue.skus[index]?.product ?? -1];
  const { offers, normalCents } = state.prices.of(company, 1, index);
  const unitKg = product?.weighed ? (product.multipleMilli ?? 0) / 1000 : null;
  const unit = (cents: number) => (unitKg === null ? cents : Math.round((cents * unitKg * 1000) / 1000));
  const counts = (cents: number) => cents > 0 && cents < normalCents && unit(cents) > 0 && unit(cents) < wanted.price;
  const from = offers.from
    .filter(({ cents }) => counts(cents))
    .map(({ quantity, cents }) => ({
      quantity: unitKg === null ? quantity : Math.ceil(Math.round((quantity / unitKg) * 1000) / 1000),
      price: unit(cents),
    }));
  return {
    ...(counts(offers.clubCents) ? { clubPrice: unit(offers.clubCents) } : {}),
    ...(from.length === 0 ? {} : { from }),
  };
}
