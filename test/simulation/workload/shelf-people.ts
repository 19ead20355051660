/** What the ERP's people do to single companies' prices, to brands and categories, and to goods that leave: in nights of those lanes. */
import { productsOf, skusOf } from "../../../sim/consinco/view.ts";
import { operate } from "../night/api.ts";
import type { Die } from "../night/dice.ts";
import type { Night } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";
import { sometime } from "./erp-people.ts";
import { approveHeld } from "./operators.ts";

/** As the merchant tags goods himself. */
export const MERCHANT_TAG = "Feito à mão";

export function scheduleShelfPeople(night: Night): void {
  const { targets, treeChanges, misprints } = night.plan.lanes;
  const tree = night.dice("tree people");
  for (let n = 0; n < treeChanges; n += 1) night.doAt(sometime(night, tree), () => changeTree(night, tree));
  const typist = night.dice("typist");
  for (let n = 0; n < misprints; n += 1) night.doAt(sometime(night, typist), () => misprint(night, typist));
  if (targets) {
    const die = night.dice("company prices");
    for (let n = 0; n < targets.changes; n += 1) night.doAt(sometime(night, die), () => companyPrice(night, die));
  }
}

/** One company's own price, or its word that it sells the package no more; its own is what a list and the metafield show. */
function companyPrice(night: Night, die: Die): void {
  const { houses, story } = night;
  const { control, state } = houses.erp;
  const { company } = die.pick(houses.places);
  const { key, normalCents, statusVenda } = die.pick(skusOf(state, company));
  if (die.hits(0.6)) {
    const cents = Math.max(10, Math.round(normalCents * (0.7 + die.chance() * 0.6)));
    control.setPrice({ key, normalCents: cents, company });
    story?.(`ERP: ${key} costs ${cents} cents at company ${company}`);
    // A mistake: the former price is right again, whether or not the other was told by then.
    if (die.hits(0.5))
      night.doAt(night.scheduler.now() + die.between(4, 11) * MINUTE_MS, () => {
        control.setPrice({ key, normalCents, company });
        story?.(`ERP: ${key} costs ${normalCents} cents again at company ${company}`);
      });
    return;
  }
  const isSold = statusVenda !== "A";
  control.setOnSale({ key, isSold, company });
  story?.(`ERP: ${key} is sold ${isSold ? "again" : "no more"} at company ${company}`);
}

function changeTree({ houses, operator, story }: Night, die: Die): void {
  const { control, state } = houses.erp;
  const { brands, categories } = state.catalogue;
  const name = `Ala ${die.between(1, 999)}`;
  switch (die.between(0, 5)) {
    case 0: {
      const { seqMarca } = die.pick(brands);
      story?.(`ERP: brand ${seqMarca} is called ${name}`);
      return control.renameBrand({ seqMarca, name });
    }
    case 1: {
      const { seqCategoria } = die.pick(categories);
      story?.(`ERP: category ${seqCategoria} is called ${name}`);
      return control.renameCategory({ seqCategoria, name });
    }
    case 2: {
      const { seqProduto } = die.pick(productsOf(state));
      const { seqMarca } = die.pick(brands);
      story?.(`ERP: product ${seqProduto} is of brand ${seqMarca}`);
      return control.moveBrand({ seqProduto, seqMarca });
    }
    case 3: {
      // The merchant's own tag, by hand in the shop: nobody else takes it away.
      const products = [...houses.shop.state.products.values()];
      if (products.length === 0) return;
      const product = die.pick(products);
      if (!product.tags.includes(MERCHANT_TAG)) product.tags = [...product.tags, MERCHANT_TAG];
      operator.tagged.add(product.id);
      return story?.(`shop: ${product.id} is tagged by hand`);
    }
    default: {
      const branch = die.pick(categories.filter(({ level }) => level > 1));
      const parents = categories.filter(({ level }) => level === branch.level - 1);
      const parent = die.pick(parents).seqCategoria;
      story?.(`ERP: category ${branch.seqCategoria} hangs under ${parent}`);
      return control.moveBranch({ seqCategoria: branch.seqCategoria, parent });
    }
  }
}

/** A decimal too far to the left, at every company; mended some minutes later unless it was meant. */
function misprint(night: Night, die: Die): void {
  const { control, state } = night.houses.erp;
  const sold = skusOf(state, 1).filter(
    ({ active, statusVenda, normalCents }) => active && statusVenda === "A" && normalCents >= 200,
  );
  if (sold.length === 0) return;
  const { key, normalCents } = die.pick(sold);
  const cents = Math.round(normalCents / 20);
  control.setPrice({ key, normalCents: cents });
  night.story?.(`ERP: somebody types ${cents} instead of ${normalCents} for ${key}`);
  const later = night.scheduler.now() + die.between(6, 15) * MINUTE_MS;
  if (die.hits(0.4)) return operate(night, later, () => approveHeld(night, key));
  night.doAt(later, () => {
    control.setPrice({ key, normalCents });
    night.story?.(`ERP: ${key} costs ${normalCents} cents again`);
  });
}
