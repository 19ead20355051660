/** What a merchant does to goods in Shopify's admin, and how an operator repairs what belongs to the ERP. */
import type { Product, Variant } from "../../../sim/shopify/records/products.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { call } from "../scenario/api.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import { compareShop } from "../scenario/drift.ts";
import type { Scenario, TypedText } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { sometime } from "./erp-actors.ts";
import { PRICE_LIST } from "./operators.ts";
import { hasUnseenFailure } from "./pictures.ts";

/** What a merchant scans from a label of the scales; it belongs to the ERP. */
export const TYPED_BARCODE = "2000000000008";
/** Kinds of findings that are a merchant's own texts unless an operator repairs them. */
const TEXTS = ["title", "seo"];
/** Kinds that the comparison corrects without being asked (docs/drift.md). */
const CORRECTED = ["sku", "tracking", "policy", "shipping"];

export function scheduleMerchant(scenario: Scenario): void {
  const { merchant } = scenario.plan.features;
  if (!merchant) return;
  const stream = scenario.streams("merchant's edits");
  for (let n = 0; n < merchant.edits; n += 1) scenario.doAt(sometime(scenario, stream), () => edit(scenario, stream));
}

/**
 * An operator compares: the merchant edits goods, or a file failed that no visit finds. Without a merchant only the
 * missing picture is repaired: everything else that the last comparison finds is the product's own.
 */
export const needsRepair = (scenario: Scenario): boolean =>
  scenario.plan.features.merchant !== null || hasUnseenFailure(scenario);

/** When all is quiet: some edits more, a whole comparison, and what it finds is sent again. */
export async function repairShop(scenario: Scenario): Promise<void> {
  const { merchant } = scenario.plan.features;
  if (merchant) {
    const stream = scenario.streams("merchant's late edits");
    for (let n = 0; n < merchant.lateEdits; n += 1) edit(scenario, stream);
    const switches = scenario.streams("switched late");
    for (let n = switches.between(0, 3); n > 0; n -= 1) edit(scenario, switches, SWITCHES);
  }
  // Lower stock than was sent may come from an order under way; after twenty minutes it cannot (docs/operations.md).
  await scenario.scheduler.sleep(21 * MINUTE_MS);
  const drift = await compareShop(scenario);
  if (!drift) return; // the oracle requests it again
  // What a variant is sold by is put right by the comparison itself.
  const meant = drift.findings.filter(
    ({ kind }) =>
      (merchant !== null || kind === "image-missing") &&
      !CORRECTED.includes(kind) &&
      (!merchant?.keepsTitles || !TEXTS.includes(kind)),
  );
  for (const { kind, seqProduct } of meant) {
    scenario.faults.add(`shop: drift of ${kind}`);
    if (TEXTS.includes(kind)) scenario.operator.titlesRepaired.add(seqProduct);
  }
  if (meant.length === 0) return;
  const kinds = [...new Set(meant.map(({ kind }) => kind))];
  if (meant.length === drift.findings.length)
    await call(scenario, "POST", "/api/drift/repair", { runId: drift.run, all: true });
  else for (const kind of kinds) await call(scenario, "POST", "/api/drift/repair", { runId: drift.run, kind });
  scenario.story?.(`operator: ${kinds.join(", ")} are sent again`);
}

function edit(scenario: Scenario, stream: RandomStream, edits: readonly Edit[] = EDITS): void {
  const { shop } = scenario.systems;
  const products = [...shop.state.products.values()].filter(({ variants }) => variants.length > 0);
  if (products.length === 0) return;
  const product = stream.pick(products);
  const variant = stream.pick(product.variants);
  const what = stream.pick(edits);
  const text = what(scenario, stream, product, variant);
  if (text === null) return;
  scenario.faults.add("shop: a merchant edits goods");
  scenario.story?.(`merchant: ${text}`);
}

type Edit = (scenario: Scenario, stream: RandomStream, product: Product, variant: Variant) => string | null;

/** The merchant, or another app, switches what a variant is sold by; late, because until then it would sell wrongly. */
const SWITCHES: readonly Edit[] = [
  { sku: "DA-CASA-1" },
  { tracked: false },
  { inventoryPolicy: "CONTINUE" as const },
  { requiresShipping: false },
].map((typed): Edit => ({ systems }, _stream, _product, { id, item }) => {
  // Goods without a count are untracked anyway.
  if ("tracked" in typed && !item.tracked) return null;
  const { sku } = item;
  systems.shop.control.editVariant(id, typed);
  return `${sku} is ${JSON.stringify(typed)}`;
});

const EDITS: readonly Edit[] = [
  ({ systems }, stream, _product, { id, price, item }) => {
    const cents = Math.max(1, Math.round(price * (0.7 + stream.chance() * 0.6)));
    systems.shop.control.setPrice(id, cents);
    return `${item.sku} costs ${cents}`;
  },
  ({ systems }, stream, { id }) => {
    const status = stream.pick(["DRAFT", "ARCHIVED", "ACTIVE"] as const);
    systems.shop.control.setStatus(id, status);
    return `${id} is ${status}`;
  },
  ({ systems }, stream, _product, { item }) => {
    const { locationId } = stream.pick(systems.places);
    const level = item.levels.get(locationId);
    if (!level?.isActive || level.available <= 0) return null;
    const to = stream.between(0, level.available);
    systems.shop.control.setStock(item.id, locationId, to);
    return `there are ${to} of ${item.sku} at ${locationId}`;
  },
  ({ systems }, _stream, { variants }, { id, item }) => {
    if (variants.length < 2) return null; // Shopify refuses to delete the last one
    systems.shop.control.deleteVariant(id);
    return `${item.sku} is deleted`;
  },
  ({ systems }, _stream, { id, title }) => {
    systems.shop.control.deleteProduct(id);
    return `${title} is deleted`;
  },
  ({ systems }, stream, { id }) => {
    const typed = stream.pick([{ vendor: "Da casa" }, { productType: "Seleção" }]);
    systems.shop.control.editProduct(id, typed);
    return `${id} is of ${JSON.stringify(typed)}`;
  },
  ({ systems }, stream, { id, publishedOn }) => {
    if (publishedOn.size === 0) return null;
    const publication = stream.pick([...publishedOn.keys()]);
    systems.shop.control.unpublish(id, publication);
    return `${id} is off ${publication}`;
  },
  ({ systems }, stream, _product, { id, item, barcode }) => {
    const typed = stream.hits(0.5) ? { barcode: TYPED_BARCODE } : { weight: { value: 9.5, unit: "KILOGRAMS" } };
    // Of what the ERP knows nothing it has nothing to put right.
    if ("barcode" in typed ? barcode === null : item.weight === null) return null;
    systems.shop.control.editVariant(id, typed);
    return `${item.sku} has ${JSON.stringify(typed)}`;
  },
  ({ systems }, _stream, { id, tags }) => {
    const [ours] = tags.filter((tag) => tag.startsWith("erp-cat-"));
    if (ours === undefined) return null;
    systems.shop.control.editProduct(id, { tags: tags.filter((tag) => tag !== ours) });
    return `${id} is not tagged ${ours} any more`;
  },
  ({ systems }, stream, _product, { item }) => {
    const { locationId } = stream.pick(systems.places);
    if (item.levels.get(locationId)?.isActive !== true) return null;
    systems.shop.control.unstock(item.id, locationId);
    return `${item.sku} is not stocked at ${locationId}`;
  },
  ({ systems }, stream, _product, variant) => {
    const fixed = systems.shop.state.priceLists.get(PRICE_LIST)?.fixed;
    const listed = fixed?.get(variant.id);
    if (!fixed || !listed) return null;
    if (stream.hits(0.5)) fixed.delete(variant.id);
    else fixed.set(variant.id, { ...listed, price: listed.price + 100 });
    return `${variant.item.sku}'s price on the list is another`;
  },
  type,
  type,
];

/** A text that the merchant types: it stays the merchant's from then on. */
function type(scenario: Scenario, stream: RandomStream, { id }: Product): string {
  const field = stream.pick(["title", "descriptionHtml", "seo"] as const);
  const text = `Escolha da casa ${stream.between(1, 999)}`;
  scenario.systems.shop.control.editProduct(id, {
    [field]: { title: text, descriptionHtml: `<p>${text}</p>`, seo: { title: text, description: text } }[field],
  });
  const typed: TypedText = { at: scenario.scheduler.now(), productId: id, field, text };
  scenario.operator.typed.set(`${id} ${field}`, typed);
  return `${field} of ${numberOfId(id)} is "${text}"`;
}
