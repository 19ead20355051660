/** What a variant is called: its values of the product's options. */
import type { Product, Variant } from "../records/products.ts";

export const variantTitle = (product: Product, variant: Variant): string =>
  choiceNames(product, variant).join(" / ") || "Default Title";

export const choiceNames = (product: Product, variant: Variant): string[] =>
  product.options.map((option) => option.values.find(({ id }) => id === variant.choices.get(option.id))?.name ?? "");

/** Shopify's own placeholder: one variant, one option "Title", one value "Default Title". Themes show no option then. */
export const hasNoOption = ({ options, variants }: Product): boolean =>
  variants.length === 1 &&
  options.length === 1 &&
  options[0]?.name === "Title" &&
  options[0].values[0]?.name === "Default Title";
