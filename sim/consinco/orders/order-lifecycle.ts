/** An order's life in the ERP after it was taken: import, picking, alteration, invoice, cancellation. Each step that shows emits an event. */
import { erpNow, type Erp } from "../erp.ts";
import { accessKey } from "../fiscal/access-key.ts";
import { toLocal } from "../local-time.ts";
import type { ReservedItem, Invoice, Order } from "./orders.ts";
import { emit } from "./events.ts";
import { baseMilli, valueCents } from "./rules.ts";

/** What the picker did to one item: a new attended quantity (a cut, or the real weight), or an item added. */
export interface Change {
  readonly seqProduto: number;
  readonly qtdEmbalagem: number;
  /** Of the SKU in the whole order, as the order counts (packages or units; kg). */
  readonly attended: number;
  /** For an added item: price of the package, in cents. */
  readonly chargedCents?: number;
}

/** Pendente → Integrado or Rejeitado. Stock is reserved here, never at the POST. */
export function importOrder(erp: Erp, order: Order): void {
  if (order.status !== "Pendente" || order.stage === "cancelled") return;
  const { orders: rules } = erp.settings;
  const random = erp.random.orders;
  const rejection = erp.orders.rejections.shift();
  if (rejection !== undefined || (rules.rejectChance > 0 && random() < rules.rejectChance)) {
    order.status = "Rejeitado";
    order.mensagem = rejection ?? "Cliente com cadastro bloqueado";
    return;
  }
  for (const item of order.items) {
    const isForced = erp.orders.itemsToLose > 0;
    if (isForced) erp.orders.itemsToLose -= 1;
    item.lost =
      isForced ||
      (rules.itemLossChance > 0 && random() < rules.itemLossChance) ||
      (rules.dropInactiveItems && !forSale(erp, order, item));
  }
  order.status = "Integrado";
  order.nroPedVenda = erp.orders.nextNroPedVenda++;
  order.importedAt = erpNow(erp);
  reserve(erp, order, 1);
}

function forSale(erp: Erp, order: Order, item: ReservedItem): boolean {
  const skuIndex = erp.skuByKey.get(`P${item.seqProduto}E${item.qtdEmbalagem}`);
  if (skuIndex === undefined) return false;
  return erp.prices.of(order.body.nroEmpresa, erp.settings.segments[0] ?? 1, skuIndex).statusVenda === "A";
}

/** Takes the order's attended quantities out of stock (direction 1), or puts them back (−1). */
export function reserve(erp: Erp, order: Order, direction: 1 | -1): void {
  for (const item of order.items)
    if (!item.lost && item.billedBy === undefined)
      moveStock(erp, order, item, -direction * baseMilli(erp, item, item.attendedMilli));
}

function moveStock(erp: Erp, order: Order, item: ReservedItem, byMilli: number): void {
  const productIndex = erp.productBySeq.get(item.seqProduto);
  if (productIndex === undefined || byMilli === 0) return;
  const { nroEmpresa } = order.body;
  const { quantityMilli } = erp.stock.of(nroEmpresa, productIndex);
  erp.stock.set(nroEmpresa, productIndex, { quantityMilli: quantityMilli + byMilli, changedAt: erpNow(erp) });
  erp.version += 1;
}

export function pickOrder(erp: Erp, order: Order): void {
  assertOpen(order);
  order.stage = "picking";
  emit(erp, order, "SEPARACAO", {});
}

export function alterOrder(erp: Erp, order: Order, changes: readonly Change[]): void {
  assertOpen(order);
  for (const change of changes) {
    const attendedMilli = Math.round(change.attended * 1000);
    const rows = order.items.filter(
      (held) => !held.lost && held.seqProduto === change.seqProduto && held.qtdEmbalagem === change.qtdEmbalagem,
    );
    const [first] = rows;
    if (rows.some(({ billedBy }) => billedBy !== undefined))
      throw new Error(`P${change.seqProduto}E${change.qtdEmbalagem} of order ${order.seqPedido} is billed`);
    if (first) {
      const beforeMilli = rows.reduce((sum, row) => sum + row.attendedMilli, 0);
      moveStock(erp, order, first, baseMilli(erp, first, beforeMilli - attendedMilli));
      attend(rows, attendedMilli);
    } else {
      if (change.chargedCents === undefined)
        throw new Error(
          `P${change.seqProduto}E${change.qtdEmbalagem} is not in the order: an added item needs chargedCents`,
        );
      const { seqProduto, qtdEmbalagem, chargedCents } = change;
      const added = {
        seqProduto,
        qtdEmbalagem,
        chargedCents,
        orderedMilli: 0,
        attendedMilli,
        lost: false,
        listCents: chargedCents,
        promoCents: 0,
        discountMicro: 0,
      };
      order.items.push(added);
      moveStock(erp, order, added, -baseMilli(erp, added, attendedMilli));
    }
  }
  emit(erp, order, "ALTERADO", { itens: eventItems(order) });
}

/** One SKU on several rows (two prices): they are filled in turn, what is too much goes on the last. */
function attend(rows: readonly ReservedItem[], attendedMilli: number): void {
  let leftMilli = attendedMilli;
  rows.forEach((row, at) => {
    row.attendedMilli = at === rows.length - 1 ? leftMilli : Math.min(leftMilli, row.orderedMilli);
    leftMilli -= row.attendedMilli;
  });
}

export interface Billing {
  readonly model?: "55" | "65";
  readonly parts?: number;
  /** Only so many items that are not billed yet; the order stays open for the rest. */
  readonly only?: number;
}

/** One FATURADO event per part, each with its own document; freight goes on the order's first. */
export function invoiceOrder(erp: Erp, order: Order, how: Billing = {}): readonly Invoice[] {
  assertOpen(order);
  const open = order.items.filter(({ billedBy }) => billedBy === undefined);
  const billed = open.slice(0, how.only ?? open.length);
  const parts = Math.max(1, Math.min(how.parts ?? 1, billed.length));
  const made: Invoice[] = [];
  for (let part = 0; part < parts; part++) {
    const items = billed.filter((item, at) => !item.lost && at % parts === part);
    const goodsCents = items.reduce((sum, item) => sum + valueCents(erp, item, item.attendedMilli), 0);
    const isFirst = order.invoices.every(({ isCancelled }) => isCancelled);
    const invoice = issue(erp, order, goodsCents + (isFirst ? order.body.freightCents : 0), how.model);
    made.push(invoice);
    order.invoices.push(invoice);
    for (const item of billed) if (items.includes(item) || item.lost) item.billedBy = invoice.chave;
    emit(erp, order, "FATURADO", { itens: eventItems(order, items), notaFiscal: invoiceItem(invoice) });
  }
  order.stage = order.items.some(({ billedBy }) => billedBy === undefined) ? "picking" : "invoiced";
  return made;
}

/** The tax office cancelled a document (only before the goods leave): its items are open again. A CANCELADO with the document. */
export function cancelInvoice(erp: Erp, order: Order, chave: string, motivo: string): void {
  const invoice = order.invoices.find((each) => each.chave === chave && !each.isCancelled);
  if (!invoice) throw new Error(`order ${order.seqPedido} has no standing invoice ${chave}`);
  invoice.isCancelled = true;
  for (const item of order.items) if (item.billedBy === chave) item.billedBy = undefined;
  if (order.stage === "invoiced") order.stage = "picking";
  emit(erp, order, "CANCELADO", { motivo, notaFiscal: invoiceItem(invoice) });
}

export const isBilled = ({ invoices }: Order): boolean => invoices.some(({ isCancelled }) => !isCancelled);

function issue(erp: Erp, order: Order, totalCents: number, model: "55" | "65" | undefined): Invoice {
  const company = erp.catalogue.companies.find(({ nroEmpresa }) => nroEmpresa === order.body.nroEmpresa);
  if (!company) throw new Error(`no company ${order.body.nroEmpresa}`);
  const issuedAt = erpNow(erp);
  const local = toLocal(issuedAt);
  const modelo = model ?? (order.body.tipoEntrega === "R" ? "65" : "55");
  const numero = erp.orders.nextInvoice++;
  const chave = accessKey({
    stateCode: company.stateCode,
    yearMonth: local.slice(2, 4) + local.slice(5, 7),
    cnpj: company.cnpj,
    model: modelo,
    series: 1,
    number: numero,
    random: Math.floor(erp.random.invoices() * 100_000_000),
  });
  const url = numero % 2 === 1 ? `https://erp.example/danfe/${chave}.pdf` : null;
  return { modelo, chave, numero, serie: 1, issuedAt, totalCents, url, isCancelled: false };
}

/** Of a partly billed order only the rest is cancelled: none of it is attended any more. */
export function cancelOrder(erp: Erp, order: Order, motivo: string): void {
  if (order.stage === "invoiced" || order.stage === "cancelled")
    throw new Error(`order ${order.seqPedido} is ${order.stage}`);
  if (order.status === "Integrado") reserve(erp, order, -1);
  order.stage = isBilled(order) ? "invoiced" : "cancelled";
  if (isBilled(order)) for (const item of order.items) if (item.billedBy === undefined) item.attendedMilli = 0;
  emit(erp, order, "CANCELADO", { motivo });
}

function assertOpen(order: Order): void {
  const alive = order.status === "Integrado" && (order.stage === "open" || order.stage === "picking");
  if (!alive) throw new Error(`order ${order.seqPedido} is ${order.status}, ${order.stage}`);
}

function eventItems(order: Order, items: readonly ReservedItem[] = order.items): Record<string, unknown>[] {
  return items
    .filter((item) => !item.lost)
    .map((item) => ({
      seqProduto: item.seqProduto,
      qtdEmbalagem: item.qtdEmbalagem,
      qtdPedida: item.orderedMilli / 1000,
      qtdAtendida: item.attendedMilli / 1000,
      vlrEmbInformado: item.chargedCents / 100,
    }));
}

function invoiceItem(invoice: Invoice): Record<string, unknown> {
  const { modelo, chave, numero, serie, issuedAt, totalCents, url } = invoice;
  return { modelo, chave, numero, serie, dtaHorEmissao: toLocal(issuedAt), vlrTotal: totalCents / 100, url };
}
