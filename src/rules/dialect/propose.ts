/** What sample answers of an installation say about its dialect. Nothing is guessed of a value that was not seen. */
import { atPath } from "./envelope.ts";
import type { Envelope, RecordDialect, ValueForms } from "./dialect.ts";
import type { RecordKind } from "./lines.ts";
import { nameMeaning } from "./synonyms.ts";
import type { ValueKind } from "./values.ts";

type Named = { readonly wires: readonly [string, ...string[]]; readonly kind: ValueKind };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const LIST_NAMES =
  /^(?:items|itens|content|data|dados|result|results|resultado|registros|records|rows|lista|list|values)$/i;
const HAS_NEXT = /^(?:has_?next|has_?more|more|tem_?(?:proxima|mais))$/i;
const LAST = /^(?:(?:is_?)?last|ultima(?:pagina)?|fim)$/i;
const TOTAL_PAGES = /^(?:total_?pages|page_?count|pages|total_?(?:de_?)?paginas|paginas)$/i;
const DEPTH = 3;

export interface FoundEnvelope {
  readonly envelope: Envelope;
  readonly items: readonly unknown[];
}

/** Where an answer has its list; null: it has none. A list of records comes before one that only has the name of a list. */
export function findEnvelope(answer: unknown): FoundEnvelope | null {
  const none = { hasNext: null, last: null, totalPages: null };
  if (Array.isArray(answer)) return { envelope: { items: "", ...none }, items: answer };
  if (!isObject(answer)) return null;
  const lists = walk(answer, "", DEPTH).filter(([, value]) => Array.isArray(value)) as [string, readonly unknown[]][];
  const best =
    lists.find(([path, value]) => LIST_NAMES.test(lastStep(path)) && value.some((each) => isObject(each))) ??
    lists.find(([, value]) => value.length > 0 && value.every((each) => isObject(each))) ??
    lists.find(([path]) => LIST_NAMES.test(lastStep(path)));
  if (!best) return null;
  const [path, items] = best;
  const scalars = walk(answer, "", DEPTH).filter(([at]) => !at.startsWith(`${path}.`));
  const at = (pattern: RegExp, type: string) =>
    scalars.find(([each, value]) => pattern.test(lastStep(each)) && typeof value === type)?.[0] ?? null;
  return {
    envelope: {
      items: path,
      hasNext: at(HAS_NEXT, "boolean"),
      last: at(LAST, "boolean"),
      totalPages: at(TOTAL_PAGES, "number") ?? at(TOTAL_PAGES, "string"),
    },
    items,
  };
}

const lastStep = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

function walk(value: Readonly<Record<string, unknown>>, above: string, depth: number): [string, unknown][] {
  return Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const path = above === "" ? key : `${above}.${key}`;
    return [[path, each], ...(isObject(each) && depth > 1 ? walk(each, path, depth - 1) : [])];
  });
}

export interface FieldFound {
  /** The documented name. */
  readonly field: string;
  /** Its name here. */
  readonly name: string;
  /** What is proposed; false: the reader knows the name. */
  readonly isProposed: boolean;
  readonly samples: readonly unknown[];
}

export interface FieldsFound {
  readonly found: readonly FieldFound[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly fields: RecordDialect["fields"];
  readonly values: Partial<ValueForms>;
  /** Words of a flag that no form explains. */
  readonly strangeWords: Readonly<Record<string, readonly string[]>>;
}

const SAMPLES = 2;

/** @param known names that the dialect has already, and fields without use */
export function findFields(
  kind: RecordKind,
  items: readonly unknown[],
  readers: readonly Named[],
  known: Pick<RecordDialect, "fields" | "ignored"> & { readonly quiet?: readonly string[] },
): FieldsFound {
  const objects = items.filter(isObject);
  const seen = [
    ...new Set(
      objects.flatMap((each) =>
        walk(each, "", 2)
          .filter(([, v]) => !isObject(v))
          .map(([path]) => path),
      ),
    ),
  ];
  const lower = new Map(seen.map((name) => [name.toLowerCase(), name]));
  const wiresOf = ({ wires }: Named): readonly string[] => [...(known.fields[wires[0]] ?? []), ...wires];
  const direct = new Map(
    readers.flatMap((reader) => {
      const name = wiresOf(reader)
        .map((wire) => lower.get(wire.toLowerCase()))
        .find((each) => each !== undefined);
      return name === undefined ? [] : [[reader.wires[0], name] as const];
    }),
  );
  const taken = new Set(direct.values());
  const idle = new Set(known.ignored.map((name) => name.toLowerCase()));
  const quiet = new Set((known.quiet ?? []).map((name) => name.toLowerCase()));
  const free = seen.filter((name) => !taken.has(name) && !idle.has(name.toLowerCase()));
  const proposed = new Map<string, string>();
  for (const { wires } of readers) {
    if (direct.has(wires[0])) continue;
    const name = nameMeaning(
      kind,
      wires,
      free.filter((each) => !taken.has(each)),
    );
    if (name === undefined) continue;
    proposed.set(wires[0], name);
    taken.add(name);
  }
  const found = readers.flatMap(({ wires: [field] }): FieldFound[] => {
    const name = direct.get(field) ?? proposed.get(field);
    if (name === undefined) return [];
    return [{ field, name, isProposed: !direct.has(field), samples: valuesOf(objects, name).slice(0, SAMPLES) }];
  });
  const all = found.map(({ field, name }) => ({
    field,
    kind: readers.find(({ wires }) => wires[0] === field)?.kind ?? "text",
    values: valuesOf(objects, name),
  }));
  return {
    found,
    missing: readers.map(({ wires }) => wires[0]).filter((field) => !found.some((each) => each.field === field)),
    unknown: free.filter((name) => !taken.has(name) && !quiet.has(name.toLowerCase())),
    fields: Object.fromEntries([...proposed].map(([field, name]) => [field, [name]])),
    values: formsOf(all),
    strangeWords: Object.fromEntries(
      all.flatMap(({ field, kind: of, values }) => {
        const strange = of === "flag" ? [...new Set(values.map(String))].filter((word) => !FLAG.test(word)) : [];
        return strange.length === 0 ? [] : [[field, strange.slice(0, 5)] as const];
      }),
    ),
  };
}

const FLAG = /^(?:s|n|sim|nao|não|true|false|1|0)$/i;

const valuesOf = (objects: readonly object[], name: string): readonly unknown[] =>
  objects.map((each) => atPath(each, name)).filter((value) => value !== null && value !== undefined && value !== "");

type Seen = readonly { readonly kind: ValueKind; readonly values: readonly unknown[] }[];

/** Forms that the values themselves show; what several forms could mean is left out. */
function formsOf(fields: Seen): Partial<ValueForms> {
  const texts = (kind: ValueKind) =>
    fields.filter((each) => each.kind === kind).flatMap(({ values }) => values.filter((v) => typeof v === "string"));
  const decimals = texts("decimal");
  const isComma = decimals.some((text) => /^-?[\d.]*\d,\d+$/.test(text));
  const isDot = decimals.some((text) => /^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(text));
  const dates = texts("date");
  const numbers = fields
    .filter((each) => each.kind === "date")
    .flatMap(({ values }) => values.filter((v) => typeof v === "number"));
  const forms: ValueForms["dates"] = [
    ...(dates.some((text) => /^\d{2}\/\d{2}\/\d{4}/.test(text)) ? (["dd/mm/yyyy"] as const) : []),
    ...(dates.some((text) => /^(?:19|20)\d{6}(?:\d{6})?$/.test(text)) ? (["yyyymmdd"] as const) : []),
    ...(numbers.some((each) => each > 1e11) ? (["epoch-ms"] as const) : []),
    ...(numbers.some((each) => each > 1e8 && each < 1e11) ? (["epoch-s"] as const) : []),
  ];
  return {
    ...(isComma !== isDot ? { decimals: isComma ? ("comma" as const) : ("dot" as const) } : {}),
    ...(forms.length > 0 ? { dates: forms } : {}),
  };
}

/** Fields without which a record is refused or means something else. One of several suffices where they stand together. */
const NEEDED: Readonly<Partial<Record<RecordKind, readonly (readonly string[])[]>>> = {
  brands: [["seqMarca"], ["marca"]],
  categories: [["seqCategoria"], ["categoria"]],
  products: [["seqProduto"], ["descReduzida", "descCompleta", "tituloEcommerce"], ["pesavel"], ["indIntegraEcommerce"]],
  skus: [["seqProduto", "productSKUId"], ["qtdEmbalagem", "productSKUId"], ["ativo"]],
  prices: [["seqProduto", "productSkuId"], ["qtdEmbalagem", "productSkuId"], ["precoNormal"], ["statusVenda"]],
  stock: [["erpReferenceKey", "productSKUERPReferenceKey"], ["quantity"]],
  images: [["productSpecificationId"], ["valor"]],
};

/** Needed fields of which none is there. */
export const neededMissing = (kind: RecordKind, missing: readonly string[]): readonly string[] =>
  (NEEDED[kind] ?? []).filter((one) => one.every((field) => missing.includes(field))).map((one) => one.join(" / "));
