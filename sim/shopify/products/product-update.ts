/** productUpdate: plain fields and metafields; what the input leaves out stays. */
import { only, type Doing, type MutationResolver } from "../core.ts";
import { setMetafield } from "../metafields/held.ts";
import { namespaceOf } from "../metafields/namespaces.ts";
import { metafieldRefusal, type MetafieldInput } from "../metafields/refusal.ts";
import { emitProduct } from "../payloads/emit.ts";
import { findProduct, type ProductIdentifier } from "./find-product.ts";
import { applyFields, fieldRefusal, PRODUCT_FIELDS, type ProductFields } from "./plain-fields.ts";

interface UpdateArguments {
  readonly identifier?: ProductIdentifier | null;
  readonly product?:
    (ProductFields & { readonly id?: string; readonly metafields?: readonly MetafieldInput[] | null }) | null;
  readonly input?: unknown;
  readonly media?: unknown;
}

export const productUpdate: MutationResolver = (args: UpdateArguments, { core, effect }: Doing) => {
  only(args, "Mutation.productUpdate", ["identifier", "product"]);
  const input = args.product ?? {};
  only(input, "ProductUpdateInput", ["id", ...PRODUCT_FIELDS, "metafields", "deleteConflictingConstrainedMetafields"]);
  const refuse = (field: string[] | null, message: string) => ({ product: null, userErrors: [{ field, message }] });
  const identifier = args.identifier ?? (input.id === undefined ? undefined : { id: input.id });
  if (!identifier) return refuse(["id"], "Product identifier is required");
  const product = findProduct(core, identifier);
  if (!product) return refuse(args.identifier ? ["identifier"] : ["id"], "Product does not exist");
  const problem = fieldRefusal(core, product, input);
  if (problem) return refuse([problem.part], problem.message);
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const refusal = metafieldRefusal(core, "PRODUCT", product.id, product.metafields, metafield);
    if (refusal) return refuse(["metafields", String(index), refusal.part], refusal.message);
  }
  const changed = applyFields(core, product, input);
  for (const metafield of input.metafields ?? []) {
    setMetafield(core, product.id, product.metafields, metafield);
    changed.push(`${namespaceOf(metafield.namespace)}.${metafield.key}`);
  }
  effect({ kind: "product", id: product.id, created: false, changed: changed.join(",") });
  if (changed.length > 0) emitProduct(core, product, "PRODUCTS_UPDATE");
  return { product, userErrors: [] };
};
