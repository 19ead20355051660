/**
 * Which metafields the texts of ProdutoSkuEspecificacao become. An operator maps names of the ERP to metafields; a name
 * without a mapping goes nowhere and is no entry of the desk.
 */
import * as z from "zod";
import { foldText } from "../record/text.ts";
import { parseDecimal } from "../brazil/decimal.ts";
import { parseSku } from "../catalog/sku-key.ts";

/** Types of metafields that a text of the ERP can fill. */
const TYPES = [
  "single_line_text_field",
  "multi_line_text_field",
  "number_integer",
  "number_decimal",
  "boolean",
] as const;

const MAPPED_MAX = 100;
/** Shopify takes 3 to 255 characters of a namespace and 2 to 64 of a key; `erp` and Shopify's own are not an operator's. */
const METAFIELD = /^(?!erp\.|shopify|app--)[A-Za-z0-9_-]{3,255}\.[A-Za-z0-9_-]{2,64}$/;

export const specificationMapping = z
  .array(
    z.strictObject({
      /** The ERP's name; capitals, accents, blanks and a colon at the end count as nothing. */
      name: z.string().trim().min(1).max(255),
      /** Namespace and key: `custom.conservacao`. */
      metafield: z.string().regex(METAFIELD, "must be namespace.key, outside of erp and shopify"),
      type: z.enum(TYPES).default("multi_line_text_field"),
      /** Which of the two has the metafield. */
      of: z.enum(["product", "variant"]).default("product"),
    }),
  )
  .max(MAPPED_MAX)
  .refine((list) => new Set(list.map(({ name }) => nameKey(name))).size === list.length, "a name is there twice")
  .refine(
    (list) =>
      [...Map.groupBy(list, ({ metafield }) => metafield).values()].every(
        (same) => new Set(same.map(({ type, of }) => `${type} ${of}`)).size === 1,
      ),
    "a metafield has two types or two owners",
  );
export type SpecificationMapping = Readonly<z.output<typeof specificationMapping>>;

/** Two spellings of one name are equal. */
export const nameKey = (name: string): string =>
  foldText(name)
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[\s:]+$/, "")
    .trim();

/** One active record. */
export interface Specification {
  readonly source: string;
  readonly sku: string;
  readonly name: string;
  readonly value: string;
}

/** A metafield as it is sent. */
export interface SpecificationField {
  /** The product's or variant's id. */
  readonly owner: string;
  /** `custom.conservacao` */
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

export interface SentField extends SpecificationField {
  /** False: a call about it has no known outcome, or it is to be sent again. */
  readonly sure: boolean;
}

interface Wanted {
  readonly fields: readonly SpecificationField[];
  /** Texts that are no value of the metafield's type. */
  readonly unfit: readonly { readonly key: string; readonly owner: string; readonly name: string }[];
}

/**
 * The metafields of one product and its packages. Of several records for one metafield the smallest package's counts,
 * then the record that the ERP made first.
 * @param own metafields of ours (`ownFields`), in a namespace that no mapping has
 */
export function wantedFields(
  productGid: string,
  variants: readonly { readonly sku: string; readonly variantGid: string }[],
  records: readonly Specification[],
  mapping: SpecificationMapping,
  own: readonly SpecificationField[] = [],
): Wanted {
  const mapped = new Map(mapping.map((entry) => [nameKey(entry.name), entry]));
  const variantOf = new Map(variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const fields = new Map(own.map((field) => [`${field.owner} ${field.key}`, field]));
  const unfit: { key: string; owner: string; name: string }[] = [];
  for (const { sku, name, value } of records.toSorted(bySmallestPackage)) {
    const entry = mapped.get(nameKey(name));
    const owner = entry?.of === "variant" ? variantOf.get(sku) : productGid;
    if (!entry || owner === undefined || value.trim() === "") continue;
    const at = `${owner} ${entry.metafield}`;
    if (fields.has(at)) continue;
    const text = fieldText(entry.type, value);
    if (text === null) unfit.push({ key: entry.metafield, owner, name });
    else fields.set(at, { owner, key: entry.metafield, type: entry.type, value: text });
  }
  return { fields: [...fields.values()], unfit: unfit.filter(({ owner, key }) => !fields.has(`${owner} ${key}`)) };
}

function bySmallestPackage(one: Specification, other: Specification): number {
  const sizeOf = ({ sku }: Specification): number => parseSku(sku)?.packageMilli ?? Number.MAX_SAFE_INTEGER;
  const numberOf = ({ source }: Specification): number => Number(/^erp:(\d+)$/.exec(source)?.[1] ?? Infinity);
  const number = numberOf(one) === numberOf(other) ? 0 : numberOf(one) - numberOf(other);
  return sizeOf(one) - sizeOf(other) || number || (one.source < other.source ? -1 : 1);
}

/** Thousandths are enough for a measure; more places are no value. */
const PLACES = 3;
const YES = new Set(["s", "sim", "true", "1", "verdadeiro"]);
const NO = new Set(["n", "nao", "false", "0", "falso"]);

/** The ERP's text as a value of the type; null: it is none. */
function fieldText(type: (typeof TYPES)[number], text: string): string | null {
  switch (type) {
    case "multi_line_text_field":
      return text.trim();
    case "single_line_text_field":
      return text.trim().replaceAll(/\s*[\r\n]+\s*/g, " ");
    case "number_integer": {
      const parsed = parseDecimal(text, 0);
      return parsed.ok ? String(parsed.value) : null;
    }
    case "number_decimal": {
      const parsed = parseDecimal(text, PLACES);
      return parsed.ok ? String(parsed.value / 10 ** PLACES) : null;
    }
    case "boolean": {
      const word = nameKey(text);
      return YES.has(word) ? "true" : NO.has(word) ? "false" : null;
    }
  }
}

export interface FieldPlan {
  readonly set: readonly SpecificationField[];
  readonly remove: readonly SpecificationField[];
}

/**
 * The calls that differ, `remove` before `set`. A field that was sent and is wanted no more is removed, also where the
 * call that set it has no known outcome; so is one whose type changes.
 */
export function fieldPlan(wanted: readonly SpecificationField[], sent: readonly SentField[]): FieldPlan {
  const at = ({ owner, key }: SpecificationField): string => `${owner} ${key}`;
  const there = new Map(sent.map((field) => [at(field), field]));
  const asked = new Map(wanted.map((field) => [at(field), field.type]));
  return {
    set: wanted.filter((field) => {
      const before = there.get(at(field));
      return !before?.sure || before.value !== field.value || before.type !== field.type;
    }),
    remove: sent.filter((field) => {
      const type = asked.get(at(field));
      return type === undefined || type !== field.type;
    }),
  };
}
