/** Options and option values of a productSet: which stay, which are renamed, which are new, and what each variant chooses. */
import type { Core } from "../core.ts";
import type { Product, ProductOption } from "../records/products.ts";
import { mintId } from "../state.ts";

export interface OptionInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly position?: number | null;
  readonly linkedMetafield?: unknown;
  readonly values?: readonly { readonly id?: string | null; readonly name?: string | null }[] | null;
}
export interface VariantChoiceInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly optionId?: string | null;
  readonly optionName?: string | null;
  readonly linkedMetafieldValue?: string | null;
}

export interface OptionPlan {
  readonly kind: "plan";
  readonly options: ProductOption[];
  /** Per variant: option id → value id. */
  readonly choices: readonly Map<string, string>[];
  /** Per variant: the existing variant it takes over by its option values, where the shop does so. */
  readonly takenOver: readonly (string | undefined)[];
}
type Refusal = { readonly field: readonly string[]; readonly message: string; readonly code: string };

const OPTIONS_MAX = 3;

export function planOptions(
  core: Core,
  existing: Product | undefined,
  inputs: readonly OptionInput[] | null | undefined,
  variants:
    readonly { readonly id?: string | null; readonly optionValues: readonly VariantChoiceInput[] }[] | null | undefined,
): OptionPlan | { readonly kind: "none" } | { readonly kind: "refused"; readonly refusal: Refusal } {
  if (!inputs || !variants) return { kind: "none" };
  const no = (field: readonly string[], code: string, message: string) => ({
    kind: "refused" as const,
    refusal: { field: ["input", ...field], code, message },
  });
  if (inputs.length > OPTIONS_MAX)
    return no(["productOptions"], "OPTIONS_OVER_LIMIT", `A product may have at most ${OPTIONS_MAX} options.`);
  const options: ProductOption[] = [];
  for (const [index, input] of inputs.entries()) {
    const at = ["productOptions", String(index)];
    if (input.linkedMetafield)
      return no(
        [...at, "linkedMetafield"],
        "LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP",
        "Linked options are currently not supported for this shop.",
      );
    // An option without id stands for the existing one of the same name.
    const known = existing?.options.find((option) => (input.id ? option.id === input.id : option.name === input.name));
    if (input.id && !known) return no([...at, "id"], "OPTION_DOES_NOT_EXIST", "Option does not exist.");
    const name = (input.name ?? known?.name ?? "").trim();
    if (name === "") return no([...at, "name"], "INVALID_INPUT", "Option name can't be blank");
    if (options.some((option) => option.name.toLowerCase() === name.toLowerCase()))
      return no([...at, "name"], "DUPLICATED_OPTION_NAME", `Duplicated option name '${name}'.`);
    if (!input.values || input.values.length === 0)
      return no(
        [...at, "values"],
        "OPTION_VALUES_MISSING",
        "Each option must have at least one option value specified.",
      );
    const values: ProductOption["values"] = [];
    for (const [position, value] of input.values.entries()) {
      const knownValue = known?.values.find((each) => (value.id ? each.id === value.id : each.name === value.name));
      if (value.id && !knownValue)
        return no(
          [...at, "values", String(position), "id"],
          "OPTION_VALUE_DOES_NOT_EXIST",
          "Option value does not exist.",
        );
      const text = (value.name ?? knownValue?.name ?? "").trim();
      if (text === "" || text.length > 255)
        return no(
          [...at, "values", String(position), "name"],
          "INVALID_INPUT",
          "Option value must have between 1 and 255 characters",
        );
      if (values.some((each) => each.name.toLowerCase() === text.toLowerCase()))
        return no([...at, "values", String(position)], "DUPLICATED_OPTION_VALUE", `Duplicated option value '${text}'.`);
      values.push({ id: knownValue?.id ?? mintId(core.state, "ProductOptionValue"), name: text });
    }
    options.push({ id: known?.id ?? mintId(core.state, "ProductOption"), name, values });
  }
  const choices: Map<string, string>[] = [];
  const seen = new Set<string>();
  for (const [index, variant] of variants.entries()) {
    const chosen = new Map<string, string>();
    for (const [position, choice] of variant.optionValues.entries()) {
      const at = ["variants", String(index), "optionValues", String(position)];
      const option = options.find(({ id, name }) =>
        choice.optionId ? id === choice.optionId : name === choice.optionName,
      );
      if (!option) return no(at, "OPTION_DOES_NOT_EXIST", "Option does not exist.");
      const value = option.values.find(({ id, name }) => (choice.id ? id === choice.id : name === choice.name));
      if (!value) return no(at, "OPTION_VALUE_DOES_NOT_EXIST", "Option value does not exist.");
      chosen.set(option.id, value.id);
    }
    if (chosen.size !== options.length)
      return no(
        ["variants", String(index), "optionValues"],
        "INVALID_VARIANT",
        "A variant must choose one value of each option",
      );
    const combination = [...chosen.values()].sort().join("|");
    if (seen.has(combination))
      return no(
        ["variants", String(index)],
        "INVALID_VARIANT",
        `The variant '${titleOf(options, chosen)}' already exists. Please change at least one option value.`,
      );
    seen.add(combination);
    choices.push(chosen);
  }
  const takenOver = variants.map((variant, index) => {
    if (variant.id || !core.settings.matchVariantsByOptions) return undefined;
    const wanted = [...(choices[index]?.values() ?? [])].sort().join("|");
    return existing?.variants.find((each) => [...each.choices.values()].sort().join("|") === wanted)?.id;
  });
  return { kind: "plan", options, choices, takenOver };
}

const titleOf = (options: readonly ProductOption[], chosen: ReadonlyMap<string, string>) =>
  options.map((option) => option.values.find(({ id }) => id === chosen.get(option.id))?.name).join(" / ");
