/** Why the variants of a productSet are refused. */
import type { Core } from "../core.ts";
import { metafieldRefusal } from "../metafields/refusal.ts";
import type { Product } from "../records/products.ts";
import type { ProductSetInput, ProductSetRefusal } from "./product-set-input.ts";
import { variantProblem } from "./variants.ts";

const VARIANTS_MAX = 2_048;

const QUANTITIES_MAX = 50_000;

export function variantsRefusal(
  core: Core,
  existing: Product | undefined,
  input: ProductSetInput,
): ProductSetRefusal | undefined {
  const { variants, productOptions } = input;
  if (productOptions && !variants)
    return {
      field: ["input", "variants"],
      code: "VARIANTS_INPUT_MISSING",
      message: "Must specify variants when updating options.",
    };
  if (!variants) return undefined;
  if (!productOptions)
    return {
      field: ["input", "productOptions"],
      code: "PRODUCT_OPTIONS_INPUT_MISSING",
      message: "Must specify product options when updating variants.",
    };
  if (variants.length > VARIANTS_MAX)
    return {
      field: ["input", "variants"],
      code: "VARIANTS_OVER_LIMIT",
      message: `Number of product variants exceeds shop limit of ${VARIANTS_MAX}.`,
    };
  if (variants.length === 0)
    return { field: ["input", "variants"], code: "INVALID_VARIANT", message: "A product needs at least one variant" };
  if (variants.reduce((sum, each) => sum + (each.inventoryQuantities?.length ?? 0), 0) > QUANTITIES_MAX)
    return {
      field: ["input", "variants"],
      code: "INVENTORY_QUANTITIES_LIMIT_EXCEEDED",
      message: `Inventory quantity input exceeds the limit of ${QUANTITIES_MAX}.`,
    };
  for (const [index, variant] of variants.entries()) {
    const no = (part: readonly string[], code: string, message: string): ProductSetRefusal => ({
      field: ["input", "variants", String(index), ...part],
      code,
      message,
    });
    const known = variant.id ? existing?.variants.find(({ id }) => id === variant.id) : undefined;
    if (variant.id && !known) return no(["id"], "PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist");
    const problem = variantProblem(core, variant);
    if (problem) return no(problem.part, "INVALID_VARIANT", problem.message);
    if ((variant.sku?.length ?? 0) > 255)
      return no(["sku"], "INVALID_VARIANT", "SKU is too long (maximum is 255 characters)");
    for (const [position, { locationId, name, quantity }] of (variant.inventoryQuantities ?? []).entries()) {
      const at = ["inventoryQuantities", String(position)];
      if (name !== "available" && name !== "on_hand")
        return no([...at, "name"], "INVALID_VARIANT", "The quantity name must be either 'available' or 'on_hand'.");
      if (!core.state.locations.get(locationId)?.isActive)
        return no([...at, "locationId"], "INVALID_VARIANT", "Location does not exist or is inactive");
      if (quantity < 0 || quantity > 1_000_000_000)
        return no([...at, "quantity"], "INVALID_VARIANT", "Quantity is out of range");
      if (known && !known.item.levels.has(locationId))
        return no(
          [...at, "locationId"],
          "INVALID_VARIANT",
          "Quantities of an existing variant can only be set where it is already stocked",
        );
    }
    for (const [position, metafield] of (variant.metafields ?? []).entries()) {
      const refusal = metafieldRefusal(core, "PRODUCTVARIANT", known?.id, known?.metafields, metafield);
      if (refusal)
        return no(
          ["metafields", String(position), refusal.part],
          refusal.code === "CAPABILITY_VIOLATION" ? refusal.code : "INVALID_METAFIELD",
          refusal.message,
        );
    }
    if (variant.file && !(input.files ?? []).some((file) => JSON.stringify(file) === JSON.stringify(variant.file)))
      return no(["file"], "INVALID_VARIANT", "A variant's file must also be in the product's files");
  }
  return undefined;
}
