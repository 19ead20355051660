import { centsText } from "../../rules/brazil/money.ts";
import { ProductSetDocument, type ProductSetInput, type ProductVariantSetInput } from "../generated/operations.ts";
import type { AdminClient } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import { fieldsInput, textsOf, type ProductTexts } from "./product-fields.ts";
import { liveOf, readVariants, type LiveVariant } from "./product-read.ts";
import { itemInput, partsInput, type VariantParts } from "./variant-input.ts";

/** Shopify's largest page of a connection. */
const PAGE_MAX = 250;

export interface SetVariant extends VariantParts {
  /** Null = to be created. */
  readonly id: string | null;
  readonly sku: string;
  readonly optionValue: string;
  /** Given only for a new variant: later the price lane sets it. */
  readonly price: { readonly priceCents: number; readonly compareAtCents: number | null } | null;
  /** Locations where a new item is stocked from the start, with zero units. */
  readonly locations: readonly string[];
}

/** A create sends every field. Later calls send only the set, because other fields have narrower calls. */
export type SetTarget =
  | {
      readonly kind: "create";
      readonly seqProduct: number;
      readonly handle: string;
      /** The fields of the ERP for a new product, including its title. */
      readonly texts: ProductTexts;
      readonly tags: readonly string[];
    }
  | { readonly kind: "change"; readonly productGid: string };

/**
 * Creates a product, or changes its variants. It deletes every variant that is not in `variants`, so the set must be
 * complete. After a lost response it is repeated only if it creates no variant: a repetition would create variants
 * again and delete those of the first call. The caller then reads the product first.
 */
export async function setProduct(
  admin: AdminClient,
  target: SetTarget,
  optionName: string,
  variants: readonly SetVariant[],
): Promise<
  Called<{
    readonly productGid: string;
    readonly variants: readonly LiveVariant[];
    /** The values that the product shows now; Shopify may write them otherwise than they were sent. */
    readonly texts: ProductTexts;
  }>
> {
  const returned = Math.min(PAGE_MAX, variants.length);
  const result = await admin.run(
    ProductSetDocument,
    {
      identifier:
        target.kind === "change"
          ? { id: target.productGid }
          : { customId: { namespace: "erp", key: "seq_produto", value: String(target.seqProduct) } },
      input: {
        ...(target.kind === "create" ? creation(target) : {}),
        productOptions: [
          { name: optionName, position: 1, values: variants.map(({ optionValue }) => ({ name: optionValue })) },
        ],
        variants: variants.map((variant) => setInput(optionName, variant)),
      },
      variants: returned,
    },
    {
      priority: "catalog",
      repeatable: target.kind === "change" && variants.every(({ id }) => id !== null),
      costPoints: Math.ceil(15 + variants.length * 0.2 + returned * 2),
    },
  );
  const called = calledOf(
    result,
    ({ productSet }) => productSet,
    ({ product }) => product,
  );
  if (called.kind !== "done") return called;
  const product = called.value;
  const texts = textsOf(product);
  if (!product.variants.pageInfo.hasNextPage)
    return { kind: "done", value: { productGid: product.id, variants: product.variants.nodes.map(liveOf), texts } };
  const all = await readVariants(admin, product.id);
  if (all.kind === "failed") return all;
  return { kind: "done", value: { productGid: product.id, variants: all.kind === "found" ? all.variants : [], texts } };
}

function creation({ seqProduct, handle, texts, tags }: Extract<SetTarget, { kind: "create" }>): ProductSetInput {
  const { metafields = [], ...fields } = fieldsInput(texts);
  return {
    ...fields,
    handle,
    ...(tags.length > 0 ? { tags: [...tags] } : {}),
    // The id metafield is in the list as well as in the identifier: Shopify requires both (METAFIELD_MISMATCH).
    metafields: [{ namespace: "erp", key: "seq_produto", type: "id", value: String(seqProduct) }, ...metafields],
  };
}

function setInput(optionName: string, variant: SetVariant): ProductVariantSetInput {
  const { id, sku, optionValue, price, locations } = variant;
  return {
    ...(id === null ? {} : { id }),
    sku,
    optionValues: [{ optionName, name: optionValue }],
    ...partsInput(variant),
    inventoryItem: { ...itemInput(variant), ...(id === null ? { tracked: true } : {}) },
    ...(id === null && price
      ? { price: centsText(price.priceCents), compareAtPrice: compareText(price.compareAtCents) }
      : {}),
    ...(id === null && locations.length > 0
      ? { inventoryQuantities: locations.map((locationId) => ({ locationId, name: "available", quantity: 0 })) }
      : {}),
  };
}

const compareText = (cents: number | null): string | null => (cents === null ? null : centsText(cents));
