/** What the ERP's people do to single companies' prices, to brands and categories, and to goods that leave: in nights of those lanes. */
import { skusOf } from "../../../sim/consinco/view.ts";
import type { Die } from "../night/dice.ts";
import type { Night } from "../night/night.ts";
import { sometime } from "./erp-people.ts";

export function scheduleShelfPeople(night: Night): void {
  const { targets } = night.plan.lanes;
  if (targets) {
    const die = night.dice("company prices");
    for (let n = 0; n < targets.changes; n += 1) night.doAt(sometime(night, die), () => companyPrice(night, die));
  }
}

/** One company's own price, or its word that it sells the package no more; its own is what a list and the metafield show. */
function companyPrice({ houses, story }: Night, die: Die): void {
  const { control, state } = houses.erp;
  const { company } = die.pick(houses.places);
  const { key, normalCents, statusVenda } = die.pick(skusOf(state, company));
  if (die.hits(0.6)) {
    const cents = Math.max(10, Math.round(normalCents * (0.7 + die.chance() * 0.6)));
    control.setPrice({ key, normalCents: cents, company });
    return story?.(`ERP: ${key} costs ${cents} cents at company ${company}`);
  }
  const isSold = statusVenda !== "A";
  control.setOnSale({ key, isSold, company });
  story?.(`ERP: ${key} is sold ${isSold ? "again" : "no more"} at company ${company}`);
}
