import { parseCents, parseMilli } from "../../rules/brazil/money.ts";
import { maskPersonal } from "../client/mask.ts";
import { pick, pickList, pickScaled, pickText, pickWhole } from "../wire/pick.ts";
import { isObject, type WireObject } from "../wire/wire.ts";

// Left: our name. Right: names on the wire, any case; an installation that differs adds one here.
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

export interface WireEventItem {
  readonly seqProduto: number;
  readonly packageMilli: number;
  readonly orderedMilli: number;
  readonly attendedMilli: number;
  readonly priceCents: number | null;
}

/** One item of EventoPedido by our names; its type is still the ERP's own. */
export interface WireEvent {
  readonly eventKey: string;
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

/** Where the pages of order events are; `readPage` reads them. */
export const EVENTS_PATH = "/PedidoVenda/EventoPedido";

/**
 * Reads one item of a page by itself: a bad one names its wrong fields and does not affect the others.
 */
export function readEvent(item: unknown): WireEventResult {
  const raw = () => maskPersonal(JSON.stringify(item) ?? "");
  if (!isObject(item)) return { ok: false, key: null, fields: ["(não é um objeto)"], raw: raw() };
  const wrong: string[] = [];
  const need = (aliases: readonly string[]): string => {
    const value = pickText(item, aliases);
    if (value === null) wrong.push(aliases[0] ?? "");
    return value ?? "";
  };
  const eventKey = need(names.key);
  const orderId = need(names.orderId);
  const type = need(names.type).toUpperCase();
  const happenedAt = need(names.happenedAt);
  const items = (pickList(item, names.items) ?? []).map((entry) => itemOf(entry));
  if (items.includes(null)) wrong.push(names.items[0]);
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

/** A quantity of zero is a cut item, not a bad one; a comment line without a product is ignored (E9). */
function itemOf(entry: unknown): WireEventItem | null {
  if (!isObject(entry)) return null;
  const seqProduto = pickWhole(entry, names.seqProduto);
  const packageMilli = pickScaled(entry, names.packageSize, parseMilli);
  const orderedMilli = pickScaled(entry, names.ordered, parseMilli) ?? 0;
  const attendedMilli = pickScaled(entry, names.attended, parseMilli) ?? orderedMilli;
  if (seqProduto === null || packageMilli === null) return null;
  return {
    seqProduto,
    packageMilli,
    orderedMilli,
    attendedMilli,
    priceCents: pickScaled(entry, names.price, parseCents),
  };
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
