/** Deliberate defects in what the connector believes of the real Shopify: limits, refusals, what a variant is sold by. */
import { type Mutant, one } from "./mutant.ts";

export const SHOP_MUTANTS: readonly Mutant[] = [
  one(
    "renamed-sku-unseen",
    "a SKU text that was changed by hand stays",
    "src/rules/drift/compare.ts",
    "if (there.gid === variant.gid && there.sku !== variant.sku)",
    "if (there.gid === variant.gid && there.sku === null)",
  ),
  one(
    "untracked-unseen",
    "an item whose tracking was switched off is sold without limit for ever",
    "src/rules/drift/compare.ts",
    '  ["tracking", "tracked"],\n',
    "",
  ),
  one(
    "oversold-unseen",
    "a variant that sells beyond its stock stays so",
    "src/rules/drift/compare.ts",
    '  ["policy", "policy"],\n',
    "",
  ),
  one(
    "unshipped-unseen",
    "goods that ask for no address stay so",
    "src/rules/drift/compare.ts",
    '  ["shipping", "requiresShipping"],\n',
    "",
  ),
  one(
    "found-and-not-corrected",
    "the comparison reports a switched variant and leaves it",
    "src/hub/drift/correct.ts",
    "if (wrong.length === 0) return [];",
    "if (wrong.length >= 0) return [];",
  ),
  one(
    "oversells",
    "goods are sold beyond their stock",
    "src/shopify/catalog/variant-input.ts",
    'inventoryPolicy: "DENY" as const',
    'inventoryPolicy: "CONTINUE" as const',
  ),
  one(
    "no-address-asked",
    "goods need no shipping",
    "src/shopify/catalog/variant-input.ts",
    "requiresShipping: true,",
    "requiresShipping: false,",
  ),
  one(
    "daily-limit-refuses-the-product",
    "the daily limit of new variants counts as a refusal of the product",
    "src/publish/catalog/progress.ts",
    'failure.code === VARIANT_LIMIT) return this.end({ kind: "limit" });',
    'failure.code === `${VARIANT_LIMIT}!`) return this.end({ kind: "limit" });',
  ),
  one(
    "gate-stays-closed",
    "after the daily limit no variant is made for a week",
    "src/publish/catalog/variant-limit.ts",
    "export const BLOCK_MS = 3_600_000;",
    "export const BLOCK_MS = 168 * 3_600_000;",
  ),
  one(
    "unit-price-refuses-the-product",
    "a shop that takes no unit prices gets no goods by weight",
    "src/shopify/catalog/variant-input.ts",
    '["unitPriceMeasurement", "showUnitPrice"];',
    '["unitPriceMeasurements"];',
  ),
];
