/** Variants as they are read. */
import type { Core, Resolvers } from "../core.ts";
import { levelTotal } from "../inventory/levels.ts";
import type { Variant } from "../records/products.ts";
import { numberOfId } from "../state.ts";
import { choiceNames, variantTitle } from "./variant-title.ts";

export const productVariantFields: Resolvers = {
  ProductVariant: {
    legacyResourceId: ({ id }: Variant) => numberOfId(id),
    product: ({ productId }: Variant, _: unknown, { core }) => core.state.products.get(productId) ?? null,
    title: (variant: Variant, _: unknown, { core }) => titled(core, variant),
    displayName: (variant: Variant, _: unknown, { core }) =>
      `${core.state.products.get(variant.productId)?.title} - ${titled(core, variant)}`,
    sku: ({ item }: Variant) => item.sku,
    inventoryItem: ({ item }: Variant) => item,
    inventoryQuantity: ({ item }: Variant) => levelTotal(item),
    position: (variant: Variant, _: unknown, { core }) =>
      (core.state.products.get(variant.productId)?.variants.indexOf(variant) ?? 0) + 1,
    selectedOptions: (variant: Variant, _: unknown, { core }) => {
      const product = core.state.products.get(variant.productId);
      if (!product) return [];
      return choiceNames(product, variant).map((value, index) => ({ name: product.options[index]?.name, value }));
    },
    availableForSale: ({ item, inventoryPolicy }: Variant) =>
      !item.tracked || inventoryPolicy === "CONTINUE" || levelTotal(item) > 0,
  },
};

const titled = (core: Core, variant: Variant): string => {
  const product = core.state.products.get(variant.productId);
  return product ? variantTitle(product, variant) : "Default Title";
};
