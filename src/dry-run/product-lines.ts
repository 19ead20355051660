/** A product's lines in the report: Shopify's current value and the value to send, field by field. Pure. */
import type { Field, FieldValues, Owners } from "../rules/catalog/field-ownership.ts";
import { type ShopProduct, shownOption } from "../rules/catalog/shop-product.ts";
import type { TagPlan } from "../rules/catalog/tags.ts";
import { differingParts } from "../rules/drift/text-difference.ts";
import type { EntryKey } from "../rules/record/desk-entry.ts";
import { type DryChange, type DryLine, type DryList, type DryVariant, refusalOf } from "../rules/record/dry-line.ts";
import type { ShownVariant } from "../shopify/catalog/products-shown.ts";
import type { Channel } from "../shopify/setup/publications.ts";
import { productEntry, shrinkEntry } from "../publish/catalog/entries.ts";
import { variantParts, type Creation, type SetLine, type SetPlanned } from "../publish/catalog/plan.ts";

/** Of a text before or after, and of a list of names. */
const TEXT_MAX = 500;

/** The fields whose values are texts. */
type TextField = Field | "sku" | "option" | "barcode";
type GramsField = "weight" | "unitPrice";

/** An empty value, before or after, is null. */
export function changeLine(key: EntryKey, field: TextField, before: string, after: string): DryChange {
  const [from, to] = differingParts(before, after, TEXT_MAX);
  return { ...key, action: "change", field, params: { before: from || null, after: to || null } };
}

/** As many of the names as fit a line. */
function listOf(names: readonly string[]): DryList {
  let room = TEXT_MAX;
  const rest = names.findIndex((name) => (room -= name.length + 2) < 0);
  return { items: rest < 0 ? names : names.slice(0, rest), count: names.length };
}

/** @param send the fields that `planFields` allows */
export const fieldLines = (
  key: EntryKey,
  send: readonly Field[],
  wanted: FieldValues,
  shown: FieldValues,
): readonly DryLine[] => send.map((field) => changeLine(key, field, shown[field] ?? "", wanted[field] ?? ""));

export const tagLines = (key: EntryKey, { add, remove }: TagPlan): readonly DryChange[] => [
  ...(add.length > 0
    ? [{ ...key, action: "change" as const, field: "tags" as const, params: { before: null, after: listOf(add) } }]
    : []),
  ...(remove.length > 0
    ? [{ ...key, action: "remove" as const, field: "tags" as const, params: { before: listOf(remove), after: null } }]
    : []),
];

/** A set to send: created and removed variants, and for the remaining ones option, SKU and parts. */
export function setLines(
  seqProduct: number,
  lines: readonly SetLine[],
  live: readonly ShownVariant[],
  owners: Owners,
  isPerKilo: boolean,
): readonly DryLine[] {
  const kept = new Set(lines.map(({ id }) => id));
  return [
    ...lines.flatMap((line) => {
      const shown = live.find(({ id }) => id === line.id);
      if (!shown) {
        const params = { before: null, after: variantOf(line) };
        return [{ seqProduct, action: "create" as const, field: "variant" as const, params }];
      }
      const key = { seqProduct, sku: line.sku };
      return [
        ...differing(key, "sku", shown.sku ?? "", line.sku),
        ...differing(key, "option", shownOption(shown.option) ?? "", shownOption(line.optionValue) ?? ""),
        ...partLines(seqProduct, line, shown, owners, isPerKilo),
      ];
    }),
    ...live
      .filter(({ id }) => !kept.has(id))
      .map(({ id, sku, option }): DryChange => {
        const params = { before: { sku: sku ?? id, option: shownOption(option) }, after: null };
        return { seqProduct, action: "remove", field: "variant", params };
      }),
  ];
}

/** Barcode, weight and unit price of an existing variant, where the ERP owns them. */
export function partLines(
  seqProduct: number,
  line: SetLine,
  shown: ShownVariant,
  owners: Owners,
  isPerKilo: boolean,
): readonly DryChange[] {
  const key = { seqProduct, sku: line.sku };
  const { barcode, weightG, unitPriceG } = variantParts(line, owners, false, isPerKilo);
  return [
    ...(barcode === undefined ? [] : differing(key, "barcode", shown.barcode ?? "", barcode ?? "")),
    ...(typeof weightG === "number" ? differingGrams(key, "weight", shown.weightG, weightG) : []),
    ...(unitPriceG === undefined ? [] : differingGrams(key, "unitPrice", shown.unitPriceG, unitPriceG)),
  ];
}

const differing = (key: EntryKey, field: TextField, before: string, after: string): readonly DryChange[] =>
  before === after ? [] : [changeLine(key, field, before, after)];

const differingGrams = (
  key: EntryKey,
  field: GramsField,
  before: number | null,
  after: number | null,
): readonly DryChange[] => (before === after ? [] : [{ ...key, action: "change", field, params: { before, after } }]);

/** The shrink guard reports the number of variants and those that would be removed. */
export const refusalLine = (seqProduct: number, plan: Exclude<SetPlanned["plan"], { kind: "put" }>): DryLine =>
  refusalOf(
    plan.kind === "refused" ? productEntry(seqProduct, plan.reason) : shrinkEntry(seqProduct, plan.live, plan.removed),
  );

export const channelLines = (key: EntryKey, channels: readonly Channel[]): readonly DryChange[] =>
  channels.length > 0
    ? [{ ...key, action: "change", field: "channel", params: { before: null, after: channelNames(channels) } }]
    : [];

export const channelNames = (channels: readonly Channel[]): DryList => listOf(channels.map(({ title }) => title));

const VARIANTS_SHOWN = 10;

export function creationLine(
  seqProduct: number,
  product: ShopProduct,
  { texts, tags, lines }: Creation,
  channels: readonly Channel[],
): DryChange {
  const after = {
    title: product.title,
    status: texts.status ?? product.status,
    channels: channelNames(channels),
    variants: lines.slice(0, VARIANTS_SHOWN).map(variantOf),
    variantCount: lines.length,
    tags: listOf(tags),
  };
  return { seqProduct, action: "create", field: "product", params: { before: null, after } };
}

const variantOf = ({ sku, optionValue, price }: SetLine): DryVariant => ({
  sku,
  option: shownOption(optionValue),
  price: price && { priceCents: price.priceCents, compareAtCents: price.compareAtCents },
});
