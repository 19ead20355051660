/** What people do to goods in Shopify's own admin, and how an operator puts right what is the ERP's. */
import type { Product, Variant } from "../../../sim/shopify/records/products.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { call } from "../night/api.ts";
import type { Die } from "../night/dice.ts";
import { compareShop } from "../night/drift.ts";
import type { Night, TypedText } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";
import { sometime } from "./erp-people.ts";
import { PRICE_LIST } from "./operators.ts";

/** Kinds of findings that are a merchant's own words unless somebody decides otherwise. */
const TEXTS = ["title", "seo"];

export function scheduleMerchant(night: Night): void {
  const { merchant } = night.plan.lanes;
  if (!merchant) return;
  const die = night.dice("merchant's edits");
  for (let n = 0; n < merchant.edits; n += 1) night.doAt(sometime(night, die), () => edit(night, die));
}

/** When all is quiet: some edits more, a whole comparison, and what it finds is sent again. */
export async function repairShop(night: Night): Promise<void> {
  const { merchant } = night.plan.lanes;
  if (!merchant) return;
  const die = night.dice("merchant's late edits");
  for (let n = 0; n < merchant.lateEdits; n += 1) edit(night, die);
  // Fewer goods than were sent may be an order's that is on its way; after twenty minutes none is (docs/operations.md).
  await night.scheduler.sleep(21 * MINUTE_MS);
  const drift = await compareShop(night);
  if (!drift) return; // the judge asks for it again
  const meant = drift.findings.filter(({ kind }) => !merchant.keepsTitles || !TEXTS.includes(kind));
  for (const { kind, seqProduct } of meant) {
    night.faults.add(`shop: drift of ${kind}`);
    if (TEXTS.includes(kind)) night.operator.titlesRepaired.add(seqProduct);
  }
  if (meant.length === 0) return;
  const kinds = [...new Set(meant.map(({ kind }) => kind))];
  if (meant.length === drift.findings.length)
    await call(night, "POST", "/api/drift/repair", { runId: drift.run, all: true });
  else for (const kind of kinds) await call(night, "POST", "/api/drift/repair", { runId: drift.run, kind });
  night.story?.(`operator: ${kinds.join(", ")} are sent again`);
}

function edit(night: Night, die: Die): void {
  const { shop } = night.houses;
  const products = [...shop.state.products.values()].filter(({ variants }) => variants.length > 0);
  if (products.length === 0) return;
  const product = die.pick(products);
  const variant = die.pick(product.variants);
  const what = die.pick(EDITS);
  const said = what(night, die, product, variant);
  if (said === null) return;
  night.faults.add("shop: a merchant edits goods");
  night.story?.(`merchant: ${said}`);
}

type Edit = (night: Night, die: Die, product: Product, variant: Variant) => string | null;

const EDITS: readonly Edit[] = [
  ({ houses }, die, _product, { id, price, item }) => {
    const cents = Math.max(1, Math.round(price * (0.7 + die.chance() * 0.6)));
    houses.shop.control.setPrice(id, cents);
    return `${item.sku} costs ${cents}`;
  },
  ({ houses }, die, { id }) => {
    const status = die.pick(["DRAFT", "ARCHIVED", "ACTIVE"] as const);
    houses.shop.control.setStatus(id, status);
    return `${id} is ${status}`;
  },
  ({ houses }, die, _product, { item }) => {
    const { locationId } = die.pick(houses.places);
    const level = item.levels.get(locationId);
    if (!level?.isActive || level.available <= 0) return null;
    const to = die.between(0, level.available);
    houses.shop.control.setStock(item.id, locationId, to);
    return `there are ${to} of ${item.sku} at ${locationId}`;
  },
  ({ houses }, _die, { variants }, { id, item }) => {
    if (variants.length < 2) return null; // Shopify does not let the last one go
    houses.shop.control.deleteVariant(id);
    return `${item.sku} is deleted`;
  },
  ({ houses }, _die, { id, title }) => {
    houses.shop.control.deleteProduct(id);
    return `${title} is deleted`;
  },
  ({ houses }, die, { id }) => {
    const typed = die.pick([{ vendor: "Da casa" }, { productType: "Seleção" }]);
    houses.shop.control.editProduct(id, typed);
    return `${id} is of ${JSON.stringify(typed)}`;
  },
  ({ houses }, die, { id, publishedOn }) => {
    if (publishedOn.size === 0) return null;
    const publication = die.pick([...publishedOn.keys()]);
    houses.shop.control.unpublish(id, publication);
    return `${id} is off ${publication}`;
  },
  ({ houses }, die, _product, { id, item, barcode }) => {
    const typed = die.hits(0.5) ? { barcode: "2000000000008" } : { weight: { value: 9.5, unit: "KILOGRAMS" } };
    // Of what the ERP knows nothing it has nothing to put right.
    if ("barcode" in typed ? barcode === null : item.weight === null) return null;
    houses.shop.control.editVariant(id, typed);
    return `${item.sku} has ${JSON.stringify(typed)}`;
  },
  ({ houses }, _die, { id, tags }) => {
    const [ours] = tags.filter((tag) => tag.startsWith("erp-cat-"));
    if (ours === undefined) return null;
    houses.shop.control.editProduct(id, { tags: tags.filter((tag) => tag !== ours) });
    return `${id} is not tagged ${ours} any more`;
  },
  ({ houses }, die, _product, { item }) => {
    const { locationId } = die.pick(houses.places);
    if (item.levels.get(locationId)?.isActive !== true) return null;
    houses.shop.control.unstock(item.id, locationId);
    return `${item.sku} is not stocked at ${locationId}`;
  },
  ({ houses }, die, _product, variant) => {
    const fixed = houses.shop.state.priceLists.get(PRICE_LIST)?.fixed;
    const there = fixed?.get(variant.id);
    if (!fixed || !there) return null;
    if (die.hits(0.5)) fixed.delete(variant.id);
    else fixed.set(variant.id, { ...there, price: there.price + 100 });
    return `${variant.item.sku}'s price on the list is another`;
  },
  type,
  type,
];

/** A text of his own: his from then on. */
function type(night: Night, die: Die, { id }: Product): string {
  const field = die.pick(["title", "descriptionHtml", "seo"] as const);
  const text = `Escolha da casa ${die.between(1, 999)}`;
  night.houses.shop.control.editProduct(id, {
    [field]: { title: text, descriptionHtml: `<p>${text}</p>`, seo: { title: text, description: text } }[field],
  });
  const typed: TypedText = { at: night.scheduler.now(), productId: id, field, text };
  night.operator.typed.set(`${id} ${field}`, typed);
  return `${field} of ${numberOfId(id)} is "${text}"`;
}
