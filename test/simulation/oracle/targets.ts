/** Price lists and the metafield erp.precos, compared with each company's last price; they show no other company's price. */
import { skusOf, type SkuView } from "../../../sim/consinco/view.ts";
import type { Journal } from "../../../sim/shopify/journal.ts";
import type { Variant } from "../../../sim/shopify/records/products.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { PRICE_LIST } from "../workload/operators.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";
import { wantedOffers } from "./offers.ts";
import { isPending, wantedPrice, type Wanted } from "./price.ts";
import { everUnitMilli } from "./units.ts";

const INVARIANT = "each target has its company's price";

export function judgeTargets(context: JudgeContext): void {
  const { scenario, check } = context;
  const { shop } = scenario.systems;
  const { list, metafields } = scenario.mapped;
  if (!scenario.plan.features.targets) return;
  const variants = new Map([...shop.state.variants.values()].map((variant) => [variant.item.sku ?? "", variant]));
  const fixed = shop.state.priceLists.get(PRICE_LIST)?.fixed ?? new Map<string, never>();
  const { lastFixed, lastDocument } = lastShown(shop.journal);
  const listTarget = `list-${numberOfId(PRICE_LIST)}`;
  const targets = [...(list === null ? [] : [listTarget]), ...metafields.map((company) => `meta-${company}`)];
  for (const { sku, ref } of context.desk.filter((entry) => entry.area === "publish-prices" && entry.state === "open"))
    check(
      "refused with a reason",
      sku === "" || ref === "base" || targets.includes(ref),
      () => `the desk still has an entry of ${sku} at ${ref}, which is no longer mapped`,
    );
  if (list === null) check(INVARIANT, fixed.size === 0, () => `the list is not mapped, and has ${fixed.size}`);
  else
    for (const { view, variant, wanted } of priced(context, list, variants)) {
      const shown = fixed.get(variant.id);
      const last = shown?.price ?? lastFixed.get(variant.id) ?? highestReported(scenario, list, view.key);
      if (isPending(context.desk, { sku: view.key, target: listTarget }, last, wanted?.price)) continue;
      check(
        INVARIANT,
        shown?.price === wanted?.price && (shown?.compareAtPrice ?? null) === (wanted?.compareAt ?? null),
        () => `${view.key} on company ${list}'s list: ${text(shown)}, should be ${text(wanted)}`,
      );
    }
  for (const [key, { metafields: own }] of variants) {
    const value = own.get("erp.precos")?.value;
    const companies = Object.keys(value === undefined ? {} : (JSON.parse(value) as object)).map(Number);
    check(
      INVARIANT,
      companies.every((company) => metafields.includes(company)),
      () =>
        `${key}: its metafield has companies ${companies.join(", ")}, mapped are ${metafields.join(", ") || "none"}`,
    );
  }
  for (const company of metafields)
    for (const { view, variant, wanted, perKg } of priced(context, company, variants)) {
      const document = JSON.parse(variant.metafields.get("erp.precos")?.value ?? "{}") as Record<string, unknown>;
      const shown = document[company] as { readonly price?: number } | undefined;
      const last =
        shown?.price ?? lastDocument.get(`${variant.id} ${company}`) ?? highestReported(scenario, company, view.key);
      if (isPending(context.desk, { sku: view.key, target: `meta-${company}` }, last, wanted?.price)) continue;
      const right = wanted && {
        price: wanted.price,
        ...(wanted.compareAt === null ? {} : { compareAtPrice: wanted.compareAt }),
        ...(perKg ? { unitPrice: wanted.erpCents, unit: "kg" } : {}),
        ...wantedOffers(scenario, company, view.key, wanted),
      };
      check(
        INVARIANT,
        text(document[company]) === text(right ?? undefined),
        () => `${view.key} of company ${company} in erp.precos: ${text(document[company])}, should be ${text(right)}`,
      );
    }
}

/** The last value of each variant in list and metafield, also when removed since: by the shop's journal. */
function lastShown(journal: Journal) {
  const lastFixed = new Map<unknown, number>();
  for (const { effect } of journal.effects("list-price"))
    if (effect["list"] === PRICE_LIST) lastFixed.set(effect["variant"], Number(effect["to"]));
  const lastDocument = new Map<string, number>();
  for (const { effect } of journal.effects("metafield")) {
    if (effect["name"] !== "erp.precos") continue;
    const document = JSON.parse(String(effect["value"])) as Record<string, { readonly price: number }>;
    for (const [company, { price }] of Object.entries(document))
      lastDocument.set(`${effect["owner"]} ${company}`, price);
  }
  return { lastFixed, lastDocument };
}

/** A variant that was deleted and created again has no price in the journal: the company's highest price stands in. */
const highestReported = (scenario: Scenario, company: number, key: string): number =>
  Math.max(
    0,
    ...scenario.priceHistory
      .filter((figure) => figure.company === company && figure.key === key)
      .map(({ normalCents }) => Math.round((normalCents * Math.max(...everUnitMilli(scenario, key))) / 1000)),
  );

interface Priced {
  readonly view: SkuView;
  readonly variant: Variant;
  /** Null: the company does not sell it. */
  readonly wanted: Wanted | null;
  readonly perKg: boolean;
}

/** What can be judged: goods that are sold somewhere, whose records can be read, and no price that changes this minute. */
function priced(
  { scenario }: JudgeContext,
  company: number,
  variants: ReadonlyMap<string, Variant>,
): readonly Priced[] {
  const { state } = scenario.systems.erp;
  return skusOf(state, company).flatMap((view): Priced[] => {
    const index = state.skuByKey.get(view.key) ?? -1;
    const product = state.catalogue.products[state.productBySeq.get(view.seqProduto) ?? -1];
    const variant = variants.get(view.key);
    const isClean =
      product?.patch === null &&
      state.catalogue.skus[index]?.patch === null &&
      state.prices.of(company, 1, index).patch === null;
    if (!product || !variant || !isClean || !view.active) return [];
    if (view.statusVenda !== "A") return [{ view, variant, wanted: null, perKg: false }];
    const wanted = wantedPrice(scenario.scheduler.now(), view, product);
    return wanted ? [{ view, variant, wanted, perKg: product.weighed }] : [];
  });
}

const text = (value: unknown): string => (value === undefined || value === null ? "nothing" : JSON.stringify(value));
