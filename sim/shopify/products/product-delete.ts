/** productDelete, and what goes away with a product or a variant. */
import type { Core, Doing, MutationResolver } from "../core.ts";
import { dropMetafields } from "../metafields/held.ts";
import { emitProduct } from "../payloads/emit.ts";
import type { Product, Variant } from "../records/products.ts";

export const productDelete: MutationResolver = ({ input }: { input: { id: string } }, { core, effect }: Doing) => {
  const product = core.state.products.get(input.id);
  if (!product)
    return {
      deletedProductId: null,
      shop: { id: "gid://shopify/Shop/1" },
      userErrors: [{ field: ["id"], message: "Product does not exist" }],
    };
  removeProduct(core, product);
  effect({ kind: "product-deleted", id: product.id });
  emitProduct(core, product, "PRODUCTS_DELETE");
  return { deletedProductId: product.id, shop: { id: "gid://shopify/Shop/1" }, userErrors: [] };
};

/** Takes a product away with its variants, their items and their unique metafields. */
export function removeProduct(core: Core, product: Product): void {
  const { state } = core;
  for (const variant of product.variants) removeVariant(core, variant);
  product.variants = [];
  dropMetafields(core, product.id, product.metafields);
  state.products.delete(product.id);
  if (state.handles.get(product.handle) === product.id) state.handles.delete(product.handle);
}

/** A deleted variant loses id, stock and list prices; orders keep their lines without it. */
export function removeVariant(core: Core, variant: Variant): void {
  const { state } = core;
  dropMetafields(core, variant.id, variant.metafields);
  state.variants.delete(variant.id);
  state.items.delete(variant.item.id);
  for (const list of state.priceLists.values()) list.fixed.delete(variant.id);
  for (const order of state.orders.values())
    for (const line of order.lines) if (line.variantId === variant.id) line.variantId = null;
}
