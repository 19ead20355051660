/** Why a productSet is refused; nothing has been written by then. */
import type { Core } from "../core.ts";
import { fileRefusal } from "../files/mutations.ts";
import { namespaceOf } from "../metafields/namespaces.ts";
import { metafieldRefusal } from "../metafields/refusal.ts";
import type { Product } from "../records/products.ts";
import type { ProductIdentifier } from "./find-product.ts";
import { slug } from "./handles.ts";
import { fieldRefusal } from "./plain-fields.ts";
import type { ProductSetInput, ProductSetRefusal } from "./product-set-input.ts";
import { variantsRefusal } from "./product-set-variant-refusal.ts";

export function productSetRefusal(
  core: Core,
  existing: Product | undefined,
  identifier: ProductIdentifier | undefined,
  input: ProductSetInput,
): ProductSetRefusal | undefined {
  const no = (field: readonly string[], code: string, message: string): ProductSetRefusal => ({ field, code, message });
  if (identifier && input.id !== undefined)
    return no(["input", "id"], "ID_NOT_ALLOWED", "The id field is not allowed if identifier is provided.");
  if ((identifier?.id !== undefined || input.id !== undefined) && !existing)
    return no(identifier ? ["identifier", "id"] : ["input", "id"], "PRODUCT_DOES_NOT_EXIST", "Product does not exist");
  if (identifier?.handle !== undefined) {
    if (input.handle === undefined)
      return no(
        ["input", "handle"],
        "MISSING_FIELD_REQUIRED",
        "The input field corresponding to the identifier is required.",
      );
    if (slug(input.handle ?? "") !== slug(identifier.handle))
      return no(
        ["input", "handle"],
        "INPUT_MISMATCH",
        "The identifier value does not match the value of the corresponding field in the input.",
      );
  }
  const { customId } = identifier ?? {};
  if (customId && input.metafields) {
    const same = input.metafields.find(
      ({ namespace, key }) => namespaceOf(namespace) === namespaceOf(customId.namespace) && key === customId.key,
    );
    if (same?.value !== customId.value)
      return no(
        ["input", "metafields"],
        "METAFIELD_MISMATCH",
        "The input argument `metafields` (if present) must contain the `customId` value.",
      );
  }
  const field = fieldRefusal(core, existing, input);
  if (field) return no(["input", field.part], field.code, field.message);
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const problem = metafieldRefusal(core, "PRODUCT", existing?.id, existing?.metafields, metafield);
    if (problem)
      return no(
        ["input", "metafields", String(index), problem.part],
        problem.code === "CAPABILITY_VIOLATION" ? problem.code : "INVALID_METAFIELD",
        problem.message,
      );
  }
  for (const [index, id] of (input.collections ?? []).entries())
    if (!core.state.collections.has(id))
      return no(["input", "collections", String(index)], "INVALID_INPUT", "Collection does not exist");
  for (const [index, file] of (input.files ?? []).entries()) {
    const problem = fileRefusal(core, file);
    if (problem) return no(["input", "files", String(index)], "INVALID_INPUT", problem);
  }
  return variantsRefusal(core, existing, input);
}
