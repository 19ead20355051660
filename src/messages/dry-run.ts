/** The lines of the dry run's report. A refusal has the text of its desk entry. */
import type { DryList, DryValues, DryVariant, StoredLine } from "../rules/record/dry-line.ts";
import type { PricePair } from "../rules/drift/prices.ts";
import { money, type Language } from "./language.ts";
import { recordOf } from "./record.ts";
import { renderEntry } from "./render.ts";

type Action = StoredLine["action"];

const ACTIONS = {
  "pt-BR": { create: "criar", change: "mudar", remove: "remover", refuse: "recusar" },
  en: { create: "create", change: "change", remove: "remove", refuse: "refuse" },
} as const satisfies Record<Language, Record<Action, string>>;

/** A field without a name in either language does not compile. */
const FIELDS: Readonly<Record<Language, Readonly<Record<keyof DryValues, string>>>> = {
  "pt-BR": {
    product: "produto",
    collection: "coleção",
    variant: "variante",
    title: "título",
    description: "descrição",
    vendor: "fabricante",
    productType: "tipo de produto",
    status: "status",
    taxonomy: "taxonomia",
    path: "caminho da categoria",
    seoTitle: "título SEO",
    seoDescription: "descrição SEO",
    tags: "tags",
    channel: "canal",
    sku: "SKU",
    option: "opção",
    barcode: "código de barras",
    weight: "peso",
    unitPrice: "preço por unidade de",
    price: "preço",
    tracked: "controle de estoque",
    available: "disponível",
  },
  en: {
    product: "product",
    collection: "collection",
    variant: "variant",
    title: "title",
    description: "description",
    vendor: "vendor",
    productType: "product type",
    status: "status",
    taxonomy: "taxonomy",
    path: "category path",
    seoTitle: "SEO title",
    seoDescription: "SEO description",
    tags: "tags",
    channel: "channel",
    sku: "SKU",
    option: "option",
    barcode: "barcode",
    weight: "weight",
    unitPrice: "unit price of",
    price: "price",
    tracked: "stock is counted",
    available: "available",
  },
};

const WORDS = {
  "pt-BR": { was: "de", noChannel: "nenhum canal", variants: "variantes", without: "sem", yes: "sim", no: "não" },
  en: { was: "was", noChannel: "no channel", variants: "variants", without: "without", yes: "yes", no: "no" },
} as const satisfies Record<Language, unknown>;

type ValueText<Value> = (value: Value, language: Language) => string;

const same: ValueText<string> = (text) => text;
const grams: ValueText<number> = (value) => `${value} g`;
const names: ValueText<DryList> = ({ items, count }) => items.join(", ") + (count > items.length ? ` … ${count}` : "");
const channels: ValueText<DryList> = (list, language) =>
  list.count === 0 ? WORDS[language].noChannel : names(list, language);
/** In a promotion with the price before it: "R$ 7,90 (de R$ 9,90)". */
const price: ValueText<PricePair> = ({ priceCents, compareAtCents }, language) =>
  money(priceCents, language) +
  (compareAtCents === null ? "" : ` (${WORDS[language].was} ${money(compareAtCents, language)})`);
const variant: ValueText<DryVariant> = ({ sku, option, price: at }, language) =>
  `${sku}${option === null ? "" : ` (${option})`}${at === undefined ? "" : ` ${at === null ? "–" : price(at, language)}`}`;

/** A field whose values have no text does not compile. */
const VALUES: { readonly [F in keyof DryValues]: ValueText<DryValues[F]> } = {
  product: (value, language) => {
    const { title, status, variants, variantCount, tags } = value;
    const more = variantCount > variants.length ? ` … ${variantCount} ${WORDS[language].variants}` : "";
    const shown = variants.map((one) => variant(one, language)).join(", ") + more;
    const parts = [title, status, channels(value.channels, language), shown];
    return [...parts, ...(tags.count > 0 ? [`tags ${names(tags, language)}`] : [])].join(" · ");
  },
  collection: (value, language) => `${value.title} · ${channels(value.channels, language)}`,
  variant,
  title: same,
  description: same,
  vendor: same,
  productType: same,
  status: same,
  taxonomy: same,
  path: same,
  seoTitle: same,
  seoDescription: same,
  tags: names,
  channel: channels,
  sku: same,
  option: same,
  barcode: same,
  weight: grams,
  unitPrice: grams,
  price,
  tracked: (isTracked, language) => (isTracked ? WORDS[language].yes : WORDS[language].no),
  available: String,
};

/** What a table shows of a line. */
export interface LineTexts {
  readonly record: string;
  readonly action: string;
  /** The field's name, or the reason of a refusal. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The same as one sentence; of a refusal that of its desk entry. */
  readonly message: string;
}

/**
 * Renders a line, new or stored. A field that this release does not know is shown by its code and its values as JSON.
 * @param scope catalog, prices or stock; its lane's area has the texts of a refusal
 */
export function renderLine(scope: string, line: StoredLine, language: Language): LineTexts {
  const subject = { ...line, area: `publish-${scope}` };
  const record = recordOf(subject, language);
  const action = ACTIONS[language][line.action];
  if (line.action === "refuse") {
    const { message } = renderEntry({ ...subject, reason: line.code }, language);
    return { record, action, field: line.code, ...refusalValues(line, language), message };
  }
  const fields: Readonly<Record<string, string>> = FIELDS[language];
  const field = (Object.hasOwn(fields, line.code) ? fields[line.code] : undefined) ?? line.code;
  const [before, after] = [valueText(line, "before", language), valueText(line, "after", language)];
  const values = [before, after].filter((value) => value !== null).join(" → ");
  return { record, action, field, before, after, message: `${record}: ${action} ${field}: ${values}` };
}

function valueText({ code, params }: StoredLine, side: "before" | "after", language: Language): string | null {
  const value = params[side];
  if (value === null || value === undefined) return null;
  // TypeScript types each field separately; this lookup takes the values as the line's writer typed them.
  const texts = VALUES as unknown as Readonly<Record<string, ValueText<unknown>>>;
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  return text ? text(value, language) : JSON.stringify(value);
}

/** The figures of a refusal; of others the price that stays in Shopify. */
function refusalValues(
  { code, params }: StoredLine,
  language: Language,
): { readonly before: string | null; readonly after: string | null } {
  const { live, removed, skus, lastCents, erpPriceCents, before } = params;
  if (code === "set-shrinks" && typeof live === "number" && typeof removed === "number" && Array.isArray(skus)) {
    const { variants, without } = WORDS[language];
    return { before: `${live} ${variants}`, after: `${live - removed}, ${without} ${skus.join(", ")}` };
  }
  if (code === "price-drop" && typeof lastCents === "number" && typeof erpPriceCents === "number")
    return { before: money(lastCents, language), after: money(erpPriceCents, language) };
  return { before: before === undefined ? null : price(before as PricePair, language), after: null };
}

/** A line as the API shows it: its code with subject and facts, and both as text. */
export function shownLine(scope: string, line: StoredLine, language: Language) {
  const { action, code, params } = line;
  const { seqProduct = 0, sku = "", company = 0, ref = "" } = line;
  const { record, message } = renderLine(scope, line, language);
  return {
    action,
    ...(action === "refuse" ? { reason: code } : { field: code }),
    ...(seqProduct === 0 ? {} : { seqProduct }),
    ...(sku === "" ? {} : { sku }),
    ...(company === 0 ? {} : { company }),
    ...(ref === "" ? {} : { ref }),
    params,
    record,
    message,
  };
}

/** Headings and states of the report as a table. */
export const REPORT_WORDS = {
  "pt-BR": {
    title: "Simulação",
    all: "tudo",
    off: "desligada",
    counts: ["escopo", "criar", "mudar", "remover", "recusar", "esperam", "iguais", "olhados", "passagem"],
    running: "em andamento",
    ended: "completa",
    lines: ["escopo", "ação", "registro", "campo", "antes", "depois", "linha"],
    orders: "Pedidos que iriam ao ERP",
    orderColumns: ["pedido", "loja", "centavos", "SKUs"],
    blocked: ["chamada retida", "escopo", "vezes"],
  },
  en: {
    title: "Dry run",
    all: "everything",
    off: "off",
    counts: ["scope", "create", "change", "remove", "refuse", "waiting", "same", "previewed", "pass"],
    running: "under way",
    ended: "complete",
    lines: ["scope", "action", "record", "field", "before", "after", "line"],
    orders: "Orders that would go to the ERP",
    orderColumns: ["order", "company", "cents", "SKUs"],
    blocked: ["blocked call", "scope", "times"],
  },
} as const satisfies Record<Language, unknown>;
