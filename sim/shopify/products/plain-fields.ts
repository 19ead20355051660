/** The plain fields that productUpdate and productSet take alike. */
import type { Core } from "../core.ts";
import type { Product } from "../records/products.ts";
import { cleanTags, tagProblem } from "../tags.ts";
import { slug } from "./handles.ts";

export interface ProductFields {
  readonly title?: string | null;
  readonly descriptionHtml?: string | null;
  readonly vendor?: string | null;
  readonly productType?: string | null;
  readonly status?: Product["status"] | null;
  readonly tags?: readonly string[] | null;
  readonly category?: string | null;
  readonly templateSuffix?: string | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly handle?: string | null;
  readonly redirectNewHandle?: boolean | null;
}

/** The input fields of `ProductFields`, as productUpdate and productSet spell them. */
export const PRODUCT_FIELDS: readonly (keyof ProductFields)[] = [
  "title",
  "descriptionHtml",
  "vendor",
  "productType",
  "status",
  "tags",
  "category",
  "templateSuffix",
  "seo",
  "handle",
  "redirectNewHandle",
];

/** Why the plain fields may not be taken. */
export function fieldRefusal(
  core: Core,
  product: Product | undefined,
  input: ProductFields,
): { part: string; code: string; message: string } | undefined {
  const { title, handle } = input;
  if ((product === undefined && title === undefined) || title === null || title?.trim() === "")
    return { part: "title", code: "INVALID_INPUT", message: "Title can't be blank" };
  if (title !== undefined && title.length > 255)
    return { part: "title", code: "INVALID_INPUT", message: "Title is too long (maximum is 255 characters)" };
  for (const part of ["vendor", "productType"] as const)
    if ((input[part]?.length ?? 0) > 255)
      return { part, code: "INVALID_INPUT", message: `${part} is too long (maximum is 255 characters)` };
  const tags = cleanTags(input.tags ?? []);
  const wrong = tagProblem(tags);
  if (wrong !== undefined) return { part: "tags", code: "INVALID_INPUT", message: wrong };
  if (handle !== undefined && handle !== null) {
    const holder = core.state.handles.get(slug(handle));
    if (holder !== undefined && holder !== product?.id)
      return {
        part: "handle",
        code: "HANDLE_NOT_UNIQUE",
        message: `Handle '${handle}' already in use. Please provide a new handle.`,
      };
  }
  return undefined;
}

/** Applies the fields that are present; absent ones stay. Returns the names of the changed ones. */
export function applyFields(core: Core, product: Product, input: ProductFields): string[] {
  const changed: string[] = [];
  const put = <K extends keyof Product>(name: K, value: Product[K] | undefined) => {
    if (value === undefined || JSON.stringify(product[name]) === JSON.stringify(value)) return;
    product[name] = value;
    changed.push(name);
  };
  put("title", input.title ?? undefined);
  put("descriptionHtml", input.descriptionHtml === null ? "" : input.descriptionHtml);
  put("vendor", input.vendor === null ? "" : input.vendor);
  put("productType", input.productType === null ? "" : input.productType);
  put("status", input.status ?? undefined);
  put("tags", input.tags ? cleanTags(input.tags) : undefined);
  put("categoryId", input.category);
  put("templateSuffix", input.templateSuffix);
  if (input.seo) put("seo", { ...product.seo, ...input.seo });
  const handle = input.handle ? slug(input.handle) : undefined;
  if (handle !== undefined && handle !== product.handle) {
    core.state.handles.delete(product.handle);
    core.state.handles.set(handle, product.id);
    put("handle", handle);
  }
  if (changed.length > 0) product.updatedAt = core.now();
  return changed;
}
