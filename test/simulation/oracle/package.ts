/** A variant apart from price and stock: barcode, weight, package, and the unit price measurement of goods by weight. */
import type { Product as ErpProduct, Sku } from "../../../sim/consinco/catalogue/types.ts";
import type { Product, Variant } from "../../../sim/shopify/records/products.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "package as the ERP says";

export function judgePackage(context: JudgeContext, sku: Sku, erp: ErpProduct, shown: Product, variant: Variant): void {
  const { scenario, check } = context;
  const { skus } = scenario.systems.erp.state.catalogue;
  const { codAcesso, key } = sku;
  const isShared = skus.some((other) => other !== sku && other.codAcesso === codAcesso);
  const ean = codAcesso !== null && isEan(codAcesso) ? codAcesso : null;
  // The connector chooses the SKU that keeps a shared code.
  if (ean === null || !isShared)
    check(
      INVARIANT,
      variant.barcode === ean,
      () => `${key}: barcode ${variant.barcode}, by the ERP's ${codAcesso} ${ean}`,
    );

  const grams = erp.weighed ? erp.multipleMilli : sku.grossGrams;
  const weight = variant.item.weight;
  // A weight of zero means that the ERP does not know it: the merchant's weight may stay.
  if (grams !== null && grams > 0)
    check(
      INVARIANT,
      weight?.unit === "KILOGRAMS" && Math.round(weight.value * 1000) === grams,
      () => `${key}: weighs ${JSON.stringify(weight)}, in the ERP ${grams} g`,
    );

  const [option] = shown.options;
  const value = option?.values.find(({ id }) => id === variant.choices.get(option.id))?.name;
  const siblings = skus.filter((other) => other.product === sku.product && nameOf(other) === nameOf(sku));
  if (!erp.weighed && shown.variants.length === 1)
    check(
      INVARIANT,
      shown.options.length === 1 && option?.name === "Title" && value === "Default Title",
      () => `${key}: alone, and the shop shows ${option?.name} "${value}"`,
    );
  else if (erp.weighed ? skus.filter(({ product }) => product === sku.product).length === 1 : siblings.length === 1) {
    const wanted = erp.weighed ? weightText(erp.multipleMilli ?? 0) : sku.embalagem.trim();
    check(
      INVARIANT,
      option?.name === "Embalagem" && value === wanted,
      () => `${key}: ${option?.name} is "${value}", should be "${wanted}"`,
    );
  }

  judgeSelling(context, sku, variant);
  const { showUnitPrice, unitPriceMeasurement: measured } = variant;
  check(
    INVARIANT,
    erp.weighed && scenario.plan.features.takesUnitPrices
      ? showUnitPrice &&
          measured?.quantityValue === erp.multipleMilli &&
          measured?.quantityUnit === "G" &&
          measured.referenceValue === 1 &&
          measured.referenceUnit === "KG"
      : !showUnitPrice,
    () => `${key}: ${erp.weighed ? "by weight" : "by the package"}, unit price ${JSON.stringify(measured)}`,
  );
}

/** What it is sold by: another SKU bills other goods, and the rest sells what is not there, or to no address. */
function judgeSelling({ check }: JudgeContext, { key }: Sku, { item, inventoryPolicy }: Variant): void {
  check(
    INVARIANT,
    item.sku === key && inventoryPolicy === "DENY" && item.requiresShipping,
    () => `${key}: SKU ${item.sku}, ${inventoryPolicy}, ${item.requiresShipping ? "shipped" : "not shipped"}`,
  );
}

const nameOf = ({ embalagem }: Sku): string => embalagem.trim().toLowerCase();

/** 100 → "100 g", 1500 → "1,5 kg". */
const weightText = (grams: number): string =>
  grams < 1000 ? `${grams} g` : `${String(grams / 1000).replace(".", ",")} kg`;

/** Eight or twelve to fourteen digits, the last of which makes the sum of all, weighed 3 and 1 from the right, a multiple of ten. */
function isEan(code: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(code)) return false;
  const digits = Array.from(code, Number).toReversed();
  return digits.reduce((sum, digit, place) => sum + digit * (place % 2 === 1 ? 3 : 1), 0) % 10 === 0;
}
