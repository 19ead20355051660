/** productVariantsBulkUpdate: one product's variants; all or nothing unless partial updates are allowed. */
import type { Doing, MutationResolver, UserError } from "../core.ts";
import { setMetafield } from "../metafields/held.ts";
import { metafieldRefusal, type MetafieldInput } from "../metafields/refusal.ts";
import { emitProduct } from "../payloads/emit.ts";
import type { Variant } from "../records/products.ts";
import {
  applyVariant,
  refuseUnknownVariantFields,
  variantProblem,
  type Problem,
  type VariantFields,
} from "./variants.ts";

interface BulkInput extends VariantFields {
  readonly id?: string | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly inventoryQuantities?: readonly unknown[] | null;
}
interface Arguments {
  readonly productId: string;
  readonly variants: readonly BulkInput[];
  readonly allowPartialUpdates?: boolean | null;
}

const FIELDS = [
  "id",
  "barcode",
  "compareAtPrice",
  "inventoryItem",
  "inventoryPolicy",
  "inventoryQuantities",
  "metafields",
  "price",
  "showUnitPrice",
  "taxable",
  "unitPriceMeasurement",
];
const CODES: Readonly<Record<Problem["kind"], string>> = {
  "negative-price": "NEGATIVE_PRICE_VALUE",
  "negative-compare": "GREATER_THAN_OR_EQUAL_TO",
  "too-long": "TOO_LONG",
  invalid: "INVALID_INPUT",
};

const productVariantsBulkUpdate: MutationResolver = (args: Arguments, { core, effect }: Doing) => {
  for (const input of args.variants) refuseUnknownVariantFields(input, "ProductVariantsBulkInput", FIELDS);
  const product = core.state.products.get(args.productId);
  if (!product)
    return {
      product: null,
      productVariants: null,
      userErrors: [{ field: ["productId"], message: "Product does not exist", code: "PRODUCT_DOES_NOT_EXIST" }],
    };
  const errors: UserError[] = [];
  const good: { variant: Variant; input: BulkInput }[] = [];
  for (const [index, input] of args.variants.entries()) {
    const no = (part: readonly string[], code: string, message: string): UserError => ({
      field: ["variants", String(index), ...part],
      code,
      message,
    });
    const variant = product.variants.find(({ id }) => id === input.id);
    const problem = variantProblem(core, input);
    const error = !input.id
      ? no(["id"], "PRODUCT_VARIANT_ID_MISSING", "Product variant is missing ID attribute")
      : !variant
        ? no(["id"], "PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist")
        : input.inventoryQuantities
          ? no(
              ["inventoryQuantities"],
              "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE",
              "Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.",
            )
          : problem
            ? no(problem.part, CODES[problem.kind], problem.message)
            : (input.metafields ?? []).flatMap((metafield, position) => {
                const refusal = metafieldRefusal(core, "PRODUCTVARIANT", variant.id, variant.metafields, metafield);
                return refusal
                  ? [no(["metafields", String(position), refusal.part], "INVALID_VALUE", refusal.message)]
                  : [];
              })[0];
    if (error) errors.push(error);
    else if (variant) good.push({ variant, input });
  }
  if (errors.length > 0 && args.allowPartialUpdates !== true)
    return { product, productVariants: null, userErrors: errors };
  for (const { variant, input } of good) {
    const before = { price: variant.price, compareAtPrice: variant.compareAtPrice };
    const changed = applyVariant(core, variant, input);
    for (const metafield of input.metafields ?? []) setMetafield(core, variant.id, variant.metafields, metafield);
    effect({
      kind: "variant",
      id: variant.id,
      sku: variant.item.sku,
      changed: changed.join(","),
      priceFrom: before.price,
      price: variant.price,
      compareAtPriceFrom: before.compareAtPrice,
      compareAtPrice: variant.compareAtPrice,
    });
    if (changed.length > 0) product.updatedAt = core.now();
  }
  emitProduct(core, product, "PRODUCTS_UPDATE");
  return { product, productVariants: good.map(({ variant }) => variant), userErrors: errors };
};

export const variantMutations = { productVariantsBulkUpdate };
