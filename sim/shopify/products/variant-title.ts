/** What a variant is called: its values of the product's options. */
import type { Product, Variant } from "../records/products.ts";

export const variantTitle = (product: Product, variant: Variant): string =>
  choiceNames(product, variant).join(" / ") || "Default Title";

export const choiceNames = (product: Product, variant: Variant): string[] =>
  product.options.map((option) => option.values.find(({ id }) => id === variant.choices.get(option.id))?.name ?? "");
