import { parseCents, parseMilli } from "../../rules/brazil/money.ts";
import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import type { ValueKind } from "../../rules/dialect/values.ts";
import { maskPersonal } from "../client/mask.ts";
import { pick, pickList, pickScaled, pickText, pickWhole } from "../wire/pick.ts";
import { respeller, type WireField } from "../wire/respell.ts";
import { isObject, type WireObject } from "../wire/wire.ts";

// Left: our name. Right: names on the wire, any case. The first one is the documented name: a dialect names the field by it.
const names = {
  key: ["seqEvento", "idEvento"],
  orderId: ["idPedidoCanalVenda"],
  seqPedido: ["seqPedido"],
  nroPedVenda: ["nroPedVenda"],
  company: ["nroEmpresa"],
  type: ["tipoEvento"],
  happenedAt: ["dtaHorEvento"],
  items: ["itens", "itemDto", "items"],
  seqProduto: ["seqProduto"],
  packageSize: ["qtdEmbalagem"],
  ordered: ["qtdPedida"],
  attended: ["qtdAtendida"],
  price: ["vlrEmbInformado"],
  invoice: ["notaFiscal"],
  model: ["modelo"],
  accessKey: ["chave", "chaveAcesso", "nfeChaveAcesso"],
  number: ["numero", "numeroDf"],
  series: ["serie", "serieDf"],
  issuedAt: ["dtaHorEmissao"],
  total: ["vlrTotal"],
  url: ["url", "urlDanfe", "urlPdf", "linkDanfe"],
  xmlUrl: ["urlXml", "linkXml"],
  motive: ["motivo", "motCancelamento"],
} as const;

/** Names of types, in capitals, without accents and with "_" between words. Left: ours. */
const types: Readonly<Record<string, readonly string[]>> = {
  ALTERADO: ["ALTERACAO"],
  FATURADO: ["FATURAMENTO", "NOTA_EMITIDA"],
  CANCELADO: ["CANCELAMENTO"],
  SEPARACAO: ["EM_SEPARACAO", "SEPARANDO", "PICKING"],
  PRONTO_RETIRADA: ["PRONTO", "PRONTO_PARA_RETIRADA", "AGUARDANDO_RETIRADA", "READY_FOR_PICKUP"],
  DESPACHADO: ["EXPEDIDO", "DESPACHO", "EM_ROTA", "EM_TRANSITO", "SAIU_PARA_ENTREGA", "DISPATCHED"],
  ENTREGUE: ["ENTREGA_REALIZADA", "RETIRADO", "DELIVERED"],
};

export interface WireEventItem {
  readonly seqProduto: number;
  readonly packageMilli: number;
  readonly orderedMilli: number;
  readonly attendedMilli: number;
  readonly priceCents: number | null;
}

/** One item of EventoPedido by our names; its type is still the ERP's own. */
export interface WireEvent {
  /** seqEvento; null only where a push has none. */
  readonly eventKey: string | null;
  readonly orderId: string;
  readonly seqPedido: number | null;
  readonly nroPedVenda: number | null;
  readonly company: number | null;
  readonly type: string;
  readonly happenedAt: string;
  readonly items: readonly WireEventItem[];
  readonly invoice: {
    readonly model: string;
    readonly key: string;
    readonly number: string;
    readonly series: string;
    readonly issuedAt: string;
    readonly totalCents: number;
    readonly url: string | null;
    readonly xmlUrl: string | null;
  } | null;
  /** Masked. */
  readonly motive: string | null;
}

export type WireEventResult =
  | { readonly ok: true; readonly event: WireEvent }
  | {
      readonly ok: false;
      /** seqEvento when it has one. */
      readonly key: string | null;
      /** Names of the fields that are missing or wrong. */
      readonly fields: readonly string[];
      /** The item as received, masked. */
      readonly raw: string;
    };

/** The type by our name; one that we do not know stays as the ERP wrote it. */
function typeOf(text: string): string {
  const plain = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_");
  const known = Object.entries(types).find(([name, aliases]) => name === plain || aliases.includes(plain));
  return known?.[0] ?? text.toUpperCase();
}

/**
 * A pushed event with our first name for each of its fields, values as they came; what is no field of ours is left out.
 * Null: it is no object.
 */
export function namedAsOurs(given: unknown, record?: RecordDialect): WireObject | null {
  if (!isObject(given)) return null;
  const item = record ? respell(given, record) : given;
  const list = pick(item, names.items);
  const nota = pick(item, names.invoice);
  const type = pick(item, names.type);
  return {
    ...ours(item, OF_EVENT),
    ...(typeof type === "string" ? { [names.type[0]]: typeOf(type) } : {}),
    ...(list === undefined
      ? {}
      : {
          [names.items[0]]: Array.isArray(list)
            ? list.map((each) => (isObject(each) ? ours(each, OF_ITEM) : each))
            : list,
        }),
    ...(nota === undefined ? {} : { [names.invoice[0]]: isObject(nota) ? ours(nota, OF_INVOICE) : nota }),
  };
}

const OF_EVENT = ["key", "orderId", "seqPedido", "nroPedVenda", "company", "type", "happenedAt", "motive"] as const;
const OF_ITEM = ["seqProduto", "packageSize", "ordered", "attended", "price"] as const;
const OF_INVOICE = ["model", "accessKey", "number", "series", "issuedAt", "total", "url", "xmlUrl"] as const;

const fieldsOf = (of: readonly (keyof typeof names)[]): readonly WireField[] =>
  of.map((field) => ({ wires: names[field], kind: KINDS[field] ?? "text" }));
const KINDS: Readonly<Partial<Record<keyof typeof names, ValueKind>>> = {
  happenedAt: "date",
  issuedAt: "date",
  packageSize: "decimal",
  ordered: "decimal",
  attended: "decimal",
  price: "decimal",
  total: "decimal",
};
/** What a dialect may name of an event; those of items and invoice by paths, as `itens.qtdAtendida`. */
export const EVENT_FIELDS = fieldsOf([...OF_EVENT, "items", "invoice"]);
export const EVENT_BLOCKS = { [names.items[0]]: fieldsOf(OF_ITEM), [names.invoice[0]]: fieldsOf(OF_INVOICE) };
const respell = respeller(EVENT_FIELDS, EVENT_BLOCKS);

function ours(object: WireObject, fields: readonly (keyof typeof names)[]): WireObject {
  const named: Record<string, unknown> = {};
  for (const field of fields) {
    const value = pick(object, names[field]);
    if (value !== undefined) named[names[field][0]] = value;
  }
  return named;
}

/**
 * Reads one event by itself: a bad one names its wrong fields and does not affect the others.
 * @param isPushed a push may have no seqEvento; a page of the poll always has it
 */
export function readEvent(
  given: unknown,
  { isPushed = false, record }: { readonly isPushed?: boolean; readonly record?: RecordDialect } = {},
): WireEventResult {
  const raw = () => maskPersonal(JSON.stringify(given) ?? "");
  const item = isObject(given) && record ? respell(given, record) : given;
  if (!isObject(item)) return { ok: false, key: null, fields: ["(não é um objeto)"], raw: raw() };
  const wrong: string[] = [];
  const need = (aliases: readonly string[]): string => {
    const value = pickText(item, aliases);
    if (value === null) wrong.push(aliases[0] ?? "");
    return value ?? "";
  };
  const eventKey = isPushed ? pickText(item, names.key) : need(names.key);
  const orderId = need(names.orderId);
  const type = typeOf(need(names.type));
  const happenedAt = need(names.happenedAt);
  const items = (pickList(item, names.items) ?? []).map((entry) => itemOf(entry, wrong));
  const nota = pick(item, names.invoice);
  const invoice = isObject(nota) ? invoiceOf(nota, type === "CANCELADO" ? [] : wrong) : null;
  if (wrong.length > 0) return { ok: false, key: eventKey || null, fields: wrong, raw: raw() };
  const motive = pickText(item, names.motive);
  return {
    ok: true,
    event: {
      eventKey,
      orderId,
      seqPedido: pickWhole(item, names.seqPedido),
      nroPedVenda: pickWhole(item, names.nroPedVenda),
      company: pickWhole(item, names.company),
      type,
      happenedAt,
      items: items.filter((entry) => entry !== null),
      invoice,
      motive: motive === null ? null : maskPersonal(motive).slice(0, 200),
    },
  };
}

/**
 * A quantity of zero is a cut item, not a bad one. A value that is there and cannot be read is never taken for absent:
 * what is absent has a default, as the quantity that was ordered.
 */
function itemOf(entry: unknown, wrong: string[]): WireEventItem | null {
  const [list] = names.items;
  const before = wrong.length;
  const wrongIn = (field: string): null => {
    const name = field === "" ? list : `${list}.${field}`;
    if (!wrong.includes(name)) wrong.push(name);
    return null;
  };
  if (!isObject(entry)) return wrongIn("");
  const read = (aliases: readonly [string, ...string[]], parse: (value: string | number) => number | null) => {
    const isThere = pickText(entry, aliases) !== null;
    const value = pickScaled(entry, aliases, parse);
    return isThere && (value === null || value < 0) ? wrongIn(aliases[0]) : value;
  };
  const seqProduto = pickWhole(entry, names.seqProduto);
  if (seqProduto === null) wrongIn(names.seqProduto[0]);
  const packageMilli = read(names.packageSize, parseMilli);
  if (packageMilli === null || packageMilli === 0) wrongIn(names.packageSize[0]);
  const orderedMilli = read(names.ordered, parseMilli) ?? 0;
  const attendedMilli = read(names.attended, parseMilli) ?? orderedMilli;
  const priceCents = read(names.price, parseCents);
  if (wrong.length > before || seqProduto === null || packageMilli === null) return null;
  return { seqProduto, packageMilli, orderedMilli, attendedMilli, priceCents };
}

/** A cancelled document needs only its key: then `wrong` is not looked at. */
function invoiceOf(nota: WireObject, wrong: string[]): WireEvent["invoice"] {
  const need = (aliases: readonly string[]): string => {
    const value = pickText(nota, aliases);
    if (value === null) wrong.push(`notaFiscal.${aliases[0] ?? ""}`);
    return value ?? "";
  };
  const totalCents = pickScaled(nota, names.total, parseCents);
  if (totalCents === null) wrong.push("notaFiscal.vlrTotal");
  return {
    model: need(names.model),
    key: need(names.accessKey),
    number: need(names.number),
    series: need(names.series),
    issuedAt: need(names.issuedAt),
    totalCents: totalCents ?? 0,
    url: urlOf(nota, names.url),
    xmlUrl: urlOf(nota, names.xmlUrl),
  };
}

function urlOf(nota: WireObject, aliases: readonly string[]): string | null {
  const url = pickText(nota, aliases);
  return url !== null && /^https?:\/\/\S+$/i.test(url) ? url : null;
}
