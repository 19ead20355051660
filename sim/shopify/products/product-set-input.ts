/** What productSet takes, and how it refuses. */
import type { FileSetInput } from "../files/mutations.ts";
import type { MetafieldInput } from "../metafields/refusal.ts";
import type { ProductIdentifier } from "./find-product.ts";
import type { OptionInput, VariantChoiceInput } from "./options-plan.ts";
import type { ProductFields } from "./plain-fields.ts";
import type { VariantFields } from "./variants.ts";

export interface ProductSetArguments {
  readonly identifier?: ProductIdentifier | null;
  readonly input: ProductSetInput;
  readonly synchronous?: boolean | null;
}

export interface ProductSetInput extends ProductFields {
  readonly id?: string;
  readonly productOptions?: readonly OptionInput[] | null;
  readonly variants?: readonly ProductSetVariantInput[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly collections?: readonly string[] | null;
  readonly files?: readonly FileSetInput[] | null;
}

export interface ProductSetVariantInput extends VariantFields {
  readonly id?: string | null;
  readonly sku?: string | null;
  readonly position?: number | null;
  readonly optionValues: readonly VariantChoiceInput[];
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly inventoryQuantities?:
    readonly { readonly locationId: string; readonly name: string; readonly quantity: number }[] | null;
  readonly file?: FileSetInput | null;
}

export interface ProductSetRefusal {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
}
