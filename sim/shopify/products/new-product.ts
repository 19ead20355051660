/** A new product, published where the channel publishes by itself. */
import type { Core } from "../core.ts";
import type { Product } from "../records/products.ts";
import { mintId } from "../state.ts";
import { freeHandle, slug } from "./handles.ts";
import type { ProductSetInput } from "./product-set-input.ts";

export function makeProduct(core: Core, input: ProductSetInput): Product {
  const { state } = core;
  const now = core.now();
  const title = input.title ?? "";
  const handle = input.handle ? slug(input.handle) : freeHandle(core, title);
  const product: Product = {
    id: mintId(state, "Product"),
    handle,
    title,
    descriptionHtml: "",
    vendor: "",
    productType: "",
    status: "ACTIVE",
    tags: [],
    categoryId: null,
    templateSuffix: null,
    seo: { title: null, description: null },
    options: [],
    variants: [],
    mediaIds: [],
    collectionIds: [],
    publishedOn: new Map(),
    metafields: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  for (const publication of state.publications.values())
    if (publication.autoPublish) product.publishedOn.set(publication.id, now);
  state.products.set(product.id, product);
  state.handles.set(handle, product.id);
  return product;
}
