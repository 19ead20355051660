/** What the ERP's users do to single companies' prices, brands and categories, in scenarios with those features. */
import { productsOf, skusOf } from "../../../sim/consinco/view.ts";
import { operate } from "../scenario/api.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { sometime } from "./erp-actors.ts";
import { approvePending } from "./operators.ts";

/** A tag of the merchant's own. */
export const MERCHANT_TAG = "Feito à mão";

export function scheduleCatalogueActors(scenario: Scenario): void {
  const { targets, treeChanges, misprints } = scenario.plan.features;
  const tree = scenario.streams("tree people");
  for (let n = 0; n < treeChanges; n += 1) scenario.doAt(sometime(scenario, tree), () => changeTree(scenario, tree));
  const typist = scenario.streams("typist");
  for (let n = 0; n < misprints; n += 1) scenario.doAt(sometime(scenario, typist), () => misprint(scenario, typist));
  if (targets) {
    const stream = scenario.streams("company prices");
    for (let n = 0; n < targets.changes; n += 1)
      scenario.doAt(sometime(scenario, stream), () => companyPrice(scenario, stream));
    const offers = scenario.streams("company offers");
    if (scenario.systems.erp.state.settings.habits.offers)
      for (let n = 0; n < targets.changes; n += 1)
        scenario.doAt(sometime(scenario, offers), () => companyOffers(scenario, offers));
  }
}

/** One company's own price, or the end of its sale; a list and the metafield show the company's own price. */
function companyPrice(scenario: Scenario, stream: RandomStream): void {
  const { systems, story } = scenario;
  const { control, state } = systems.erp;
  const { company } = stream.pick(systems.places);
  const { key, normalCents, statusVenda } = stream.pick(skusOf(state, company));
  if (stream.hits(0.6)) {
    const cents = Math.max(10, Math.round(normalCents * (0.7 + stream.chance() * 0.6)));
    control.setPrice({ key, normalCents: cents, company });
    story?.(`ERP: ${key} costs ${cents} cents at company ${company}`);
    // A mistake: the former price is right again, whether or not the other was published by then.
    if (stream.hits(0.5))
      scenario.doAt(scenario.scheduler.now() + stream.between(4, 11) * MINUTE_MS, () => {
        control.setPrice({ key, normalCents, company });
        story?.(`ERP: ${key} costs ${normalCents} cents again at company ${company}`);
      });
    return;
  }
  const isSold = statusVenda !== "A";
  control.setOnSale({ key, isSold, company });
  story?.(`ERP: ${key} is sold ${isSold ? "again" : "no more"} at company ${company}`);
}

/** A club price or a price by quantity begins, changes or ends at one company; the price itself stays. */
function companyOffers({ systems, story }: Scenario, stream: RandomStream): void {
  const { control, state } = systems.erp;
  const { company } = stream.pick(systems.places);
  const { key, normalCents } = stream.pick(skusOf(state, company));
  const part = () => Math.round(normalCents * stream.pick([0.5, 0.8, 0.95, 1, 1.1]));
  const offers = {
    clubCents: stream.hits(0.6) ? part() : 0,
    from: stream.hits(0.6) ? [{ quantity: stream.between(2, 6), cents: part() }] : [],
  };
  control.setOffers({ key, company, offers });
  story?.(`ERP: ${key} at company ${company} has the offers ${JSON.stringify(offers)}`);
}

function changeTree({ systems, operator, story }: Scenario, stream: RandomStream): void {
  const { control, state } = systems.erp;
  const { brands, categories } = state.catalogue;
  const name = `Ala ${stream.between(1, 999)}`;
  switch (stream.between(0, 5)) {
    case 0: {
      const { seqMarca } = stream.pick(brands);
      story?.(`ERP: brand ${seqMarca} is called ${name}`);
      return control.renameBrand({ seqMarca, name });
    }
    case 1: {
      const { seqCategoria } = stream.pick(categories);
      story?.(`ERP: category ${seqCategoria} is called ${name}`);
      return control.renameCategory({ seqCategoria, name });
    }
    case 2: {
      const { seqProduto } = stream.pick(productsOf(state));
      const { seqMarca } = stream.pick(brands);
      story?.(`ERP: product ${seqProduto} is of brand ${seqMarca}`);
      return control.moveBrand({ seqProduto, seqMarca });
    }
    case 3: {
      // A tag that the merchant sets in Shopify: the connector must not remove it.
      const products = [...systems.shop.state.products.values()];
      if (products.length === 0) return;
      const product = stream.pick(products);
      if (!product.tags.includes(MERCHANT_TAG)) product.tags = [...product.tags, MERCHANT_TAG];
      operator.tagged.add(product.id);
      return story?.(`shop: ${product.id} is tagged by hand`);
    }
    default: {
      const branch = stream.pick(categories.filter(({ level }) => level > 1));
      const parents = categories.filter(({ level }) => level === branch.level - 1);
      const parent = stream.pick(parents).seqCategoria;
      story?.(`ERP: category ${branch.seqCategoria} hangs under ${parent}`);
      return control.moveBranch({ seqCategoria: branch.seqCategoria, parent });
    }
  }
}

/** A decimal too far to the left, at every company; mended some minutes later unless it was meant. */
function misprint(scenario: Scenario, stream: RandomStream): void {
  const { control, state } = scenario.systems.erp;
  const sold = skusOf(state, 1).filter(
    ({ active, statusVenda, normalCents }) => active && statusVenda === "A" && normalCents >= 200,
  );
  if (sold.length === 0) return;
  const { key, normalCents } = stream.pick(sold);
  const cents = Math.round(normalCents / 20);
  control.setPrice({ key, normalCents: cents });
  scenario.story?.(`ERP: an operator types ${cents} instead of ${normalCents} for ${key}`);
  const later = scenario.scheduler.now() + stream.between(6, 15) * MINUTE_MS;
  if (stream.hits(0.4)) return operate(scenario, later, () => approvePending(scenario, key));
  scenario.doAt(later, () => {
    control.setPrice({ key, normalCents });
    scenario.story?.(`ERP: ${key} costs ${normalCents} cents again`);
  });
}
