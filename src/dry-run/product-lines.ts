/** A product's lines in the report: Shopify's current value and the value to send, field by field. Pure. */
import { priceText } from "../rules/drift/prices.ts";
import type { Field, FieldValues, Owners } from "../rules/catalog/field-ownership.ts";
import type { ShopProduct } from "../rules/catalog/shop-product.ts";
import type { TagPlan } from "../rules/catalog/tags.ts";
import { differingParts } from "../rules/drift/text-difference.ts";
import { TEXT_MAX, type DryLine } from "../hub/dry-run/report.ts";
import type { ShownVariant } from "../shopify/catalog/products-shown.ts";
import type { Channel } from "../shopify/setup/publications.ts";
import { variantParts, type Creation, type SetLine, type SetPlanned } from "../publish/catalog/plan.ts";

/** An empty value, before or after, is null. */
export function changeLine(record: string, field: string, before: string, after: string): DryLine {
  const [from, to] = differingParts(before, after, TEXT_MAX);
  return { record, action: "change", field, before: from || null, after: to || null };
}

/** @param send the fields that `planFields` allows */
export const fieldLines = (
  record: string,
  send: readonly Field[],
  wanted: FieldValues,
  shown: FieldValues,
): readonly DryLine[] => send.map((field) => changeLine(record, field, shown[field] ?? "", wanted[field] ?? ""));

export const tagLines = (record: string, { add, remove }: TagPlan): readonly DryLine[] => [
  ...(add.length > 0
    ? [{ record, action: "change" as const, field: "tags", before: null, after: add.join(", ") }]
    : []),
  ...(remove.length > 0
    ? [{ record, action: "remove" as const, field: "tags", before: remove.join(", "), after: null }]
    : []),
];

/** A set to send: created and removed variants, and for the remaining ones option, SKU and parts. */
export function setLines(
  record: string,
  lines: readonly SetLine[],
  live: readonly ShownVariant[],
  owners: Owners,
  isPerKilo: boolean,
): readonly DryLine[] {
  const kept = new Set(lines.map(({ id }) => id));
  return [
    ...lines.flatMap((line) => {
      const shown = live.find(({ id }) => id === line.id);
      if (!shown)
        return [{ record, action: "create" as const, field: "variant", before: null, after: variantText(line) }];
      return [
        ...differing(line.sku, "sku", shown.sku ?? "", line.sku),
        ...differing(line.sku, "option", shown.option, line.optionValue),
        ...partLines(line, shown, owners, isPerKilo),
      ];
    }),
    ...live
      .filter(({ id }) => !kept.has(id))
      .map(({ id, sku, option }): DryLine => {
        return { record, action: "remove", field: "variant", before: `${sku ?? id} (${option})`, after: null };
      }),
  ];
}

/** Barcode, weight and unit price of an existing variant, where the ERP owns them. */
export function partLines(line: SetLine, shown: ShownVariant, owners: Owners, isPerKilo: boolean): readonly DryLine[] {
  const { barcode, weightG, unitPriceG } = variantParts(line, owners, false, isPerKilo);
  return [
    ...(barcode === undefined ? [] : differing(line.sku, "barcode", shown.barcode ?? "", barcode ?? "")),
    ...(typeof weightG === "number" ? differing(line.sku, "weight", grams(shown.weightG), grams(weightG)) : []),
    ...(unitPriceG === undefined ? [] : differing(line.sku, "unitPrice", grams(shown.unitPriceG), grams(unitPriceG))),
  ];
}

const differing = (record: string, field: string, before: string, after: string): readonly DryLine[] =>
  before === after ? [] : [changeLine(record, field, before, after)];
const grams = (value: number | null): string => (value === null ? "" : `${value} g`);

/** The shrink guard reports the number of variants and those that would be removed. */
export const refusalLine = (record: string, plan: Exclude<SetPlanned["plan"], { kind: "put" }>): DryLine =>
  plan.kind === "refused"
    ? { record, action: "refuse", field: plan.reason, before: null, after: null }
    : {
        record,
        action: "refuse",
        field: "set-shrinks",
        before: `${plan.live} variantes`,
        after: `${plan.live - plan.removed.length}, sem ${plan.removed.join(", ")}`,
      };

export const channelLines = (record: string, channels: readonly Channel[]): readonly DryLine[] =>
  channels.length > 0
    ? [{ record, action: "change", field: "channel", before: null, after: channelNames(channels) }]
    : [];

export const channelNames = (channels: readonly Channel[]): string => channels.map(({ title }) => title).join(", ");

const VARIANTS_SHOWN = 10;

export function creationLine(
  record: string,
  product: ShopProduct,
  { texts, tags, lines }: Creation,
  channels: readonly Channel[],
): DryLine {
  const more = lines.length > VARIANTS_SHOWN ? ` … ${lines.length} variantes` : "";
  const after = [
    product.title,
    texts.status ?? product.status,
    channelNames(channels) || "nenhum canal",
    lines.slice(0, VARIANTS_SHOWN).map(variantText).join(", ") + more,
    ...(tags.length > 0 ? [`tags ${tags.join(", ")}`] : []),
  ].join(" · ");
  return { record, action: "create", field: "product", before: null, after };
}

const variantText = ({ sku, optionValue, price }: SetLine): string =>
  `${sku} (${optionValue}) ${price ? priceText(price) : "–"}`;
