/** What the ERP's users and tills do to the catalogue during the scenario. */
import type { Patch } from "../../../sim/consinco/catalogue/types.ts";
import { erpNow } from "../../../sim/consinco/erp.ts";
import { skusOf } from "../../../sim/consinco/view.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { HOUR_MS, MINUTE_MS } from "../scenario/plan.ts";

/** Puts the scenario's catalogue changes on the clock, and lets the tills sell. */
export function scheduleErpActors(scenario: Scenario): void {
  const { plan, streams } = scenario;
  const weights = streams("who weighs");
  for (let n = plan.features.multiples; n > 0; n -= 1)
    scenario.doAt(sometime(scenario, weights), () => changeMultiple(scenario, weights));
  const stream = streams("erp people");
  for (let n = 0; n < plan.catalogueChanges; n += 1)
    scenario.doAt(sometime(scenario, stream), () => change(scenario, stream));
  const offs = streams("off at one company");
  for (let n = offs.between(0, 4); n > 0; n -= 1)
    scenario.doAt(sometime(scenario, offs), () => switchAtCompany(scenario, offs));
  for (let n = stream.between(0, 8); n > 0; n -= 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const sales = scenario.systems.erp.control.runTill({ sales: stream.between(1, 6) });
      scenario.story?.(`ERP: ${sales} sales at the tills`);
    });
}

/** Any second of the storm; changes come in clusters, as people work: a third of them within a minute of a pull. */
export function sometime({ plan }: Scenario, stream: RandomStream): number {
  const at = plan.stormFrom + Math.floor(stream.chance() * (plan.stormUntil - plan.stormFrom));
  if (!stream.hits(0.33)) return at;
  const fiveMinutes = 5 * MINUTE_MS;
  const near = at - (at % fiveMinutes) + stream.between(2, 4) * MINUTE_MS + stream.between(0, 3_000);
  return near < plan.stormUntil ? near : at;
}

function change(scenario: Scenario, stream: RandomStream): void {
  const { erp } = scenario.systems;
  const { control, state } = erp;
  const company = stream.pick(scenario.systems.places).company;
  const sku = stream.pick(skusOf(state, company));
  const everywhere = stream.hits(0.5);
  const at = everywhere ? {} : { company };
  const note = (what: string) => scenario.story?.(`ERP: ${what}${everywhere ? "" : ` at company ${company}`}`);
  switch (stream.between(0, 11)) {
    case 0:
    case 1: {
      const normalCents = Math.max(10, Math.round(sku.normalCents * (0.7 + stream.chance() * 0.6)));
      note(`${sku.key} costs ${normalCents} cents`);
      return control.setPrice({ key: sku.key, normalCents, ...at });
    }
    case 2: {
      const promotion = promotionAround(state.world.now(), sku.normalCents, stream);
      note(
        `${sku.key} has a promotion of ${promotion.cents} cents from ${iso(promotion.from)} until ${iso(promotion.until)}`,
      );
      return control.setPromotion({ key: sku.key, promotion, ...at });
    }
    case 3:
      note(`${sku.key}'s promotion is ended`);
      return control.setPromotion({ key: sku.key, promotion: null, ...at });
    case 4:
    case 5:
    case 6: {
      const quantity = stream.hits(0.15) ? 0 : stream.between(0, 60_000) / 1000;
      const whole = state.catalogue.products.find(({ seqProduto }) => seqProduto === sku.seqProduto)?.weighed;
      const counted = whole ? quantity : Math.floor(quantity);
      note(`product ${sku.seqProduto} is counted: ${counted}`);
      return control.setStock({ seqProduto: sku.seqProduto, quantity: counted, ...at });
    }
    case 7:
      note(`product ${sku.seqProduto} has a new name`);
      return control.setTitle({
        seqProduto: sku.seqProduto,
        title: titled(`Produto ${sku.seqProduto} versão ${stream.between(1, 999)}`, scenario),
      });
    case 8: {
      const active = !sku.active || stream.hits(0.3);
      note(`${sku.key} is ${active ? "active" : "inactive"}`);
      return control.setActive({ key: sku.key, active });
    }
    case 9: {
      if (sku.key === scenario.systems.service) return;
      const integrates = stream.hits(0.6);
      note(`product ${sku.seqProduto} ${integrates ? "goes" : "goes no more"} to the shop`);
      return control.setIntegrates({ seqProduto: sku.seqProduto, integrates });
    }
    case 10: {
      const { seqCategoria } = stream.pick(state.catalogue.categories);
      note(`product ${sku.seqProduto} moves to category ${seqCategoria}`);
      return control.moveCategory({ seqProduto: sku.seqProduto, seqCategoria });
    }
    default:
      return soilPrice(scenario, sku.key, company, stream);
  }
}

/** Some catalogues are kept in capitals, with the shorthand of shelf labels. */
const titled = (title: string, { streams }: Scenario): string =>
  streams("capitals").hits(0.4) ? `${title.toUpperCase()} C/ GAS 2KG` : title;

/** One store takes goods off its assortment, or into it; the others go on. */
function switchAtCompany({ systems, story }: Scenario, stream: RandomStream): void {
  const { control, state } = systems.erp;
  if (!state.settings.habits.skuPerCompany) return;
  const { company } = stream.pick(systems.places);
  const { key } = stream.pick(skusOf(state, company));
  if (key === systems.service) return;
  const sold = stream.hits(0.3);
  control.setSoldAt({ key, company, sold });
  story?.(`ERP: ${key} is ${sold ? "on" : "off"} at company ${company}`);
}

/** Ham in portions of 250 g instead of 100 g: orders that were placed before keep theirs. */
function changeMultiple({ systems, story }: Scenario, stream: RandomStream): void {
  const { control, state } = systems.erp;
  const weighed = state.catalogue.products.filter((product) => product.weighed && !product.delisted);
  if (weighed.length === 0) return;
  const { seqProduto, multipleMilli: before } = stream.pick(weighed);
  const multipleMilli = stream.pick([50, 100, 250, 500, 1_000].filter((each) => each !== before));
  control.setMultiple({ seqProduto, multipleMilli });
  story?.(`ERP: product ${seqProduto} is sold by ${multipleMilli} g, before by ${before}`);
}

/** A price goes bad, as prices do; in half the cases it is corrected later. */
function soilPrice(scenario: Scenario, key: string, company: number, stream: RandomStream): void {
  const { state, control } = scenario.systems.erp;
  const index = state.skuByKey.get(key);
  if (index === undefined) return;
  const patch: Patch = stream.pick([
    { precoNormal: 0 },
    { precoNormal: -1 },
    { precoNormal: null },
    { precoNormal: 12.345 },
  ]);
  const price = state.prices.of(company, 1, index);
  state.prices.set(company, 1, index, { ...price, patch, changedAt: erpNow(state) });
  state.version += 1;
  scenario.story?.(`ERP: ${key}'s price at company ${company} becomes ${JSON.stringify(patch)}`);
  if (stream.hits(0.5))
    scenario.doAt(scenario.scheduler.now() + stream.between(1, 8) * MINUTE_MS, () => {
      control.setPrice({ key, normalCents: price.normalCents + 10, company });
      scenario.story?.(`ERP: ${key}'s price at company ${company} is corrected`);
    });
}

/** Begins or ends within the scenario, at a whole second. */
function promotionAround(now: number, normalCents: number, stream: RandomStream) {
  const cents = Math.max(1, Math.floor(normalCents * (0.5 + stream.chance() * 0.4)));
  const whole = now - (now % 1000);
  const soon = whole + stream.between(1, 50) * MINUTE_MS + 1000;
  return stream.pick([
    { cents, from: soon, until: soon + stream.between(1, 3) * 24 * HOUR_MS },
    { cents, from: whole - 24 * HOUR_MS, until: soon },
    { cents, from: soon, until: soon + stream.between(5, 40) * MINUTE_MS },
  ]);
}

const iso = (at: number) => new Date(at).toISOString();
