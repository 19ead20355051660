/**
 * The body of the POST as a whole document: each field by its own obvious rule from the shop's order, none left over. What
 * the goods come to is in contents.ts; here are the head, the customer, each payment and each row by itself.
 */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { lineSubtotal, totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { LineItem } from "../../../sim/shopify/records/order-lines.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Transaction } from "../../../sim/shopify/records/payments.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { TYPED_BARCODE } from "../workload/merchant.ts";
import { isPromised, moneyOfPlacing } from "../workload/promises.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { CARD, PAYMENT_FORMS } from "../scenario/setup.ts";
import { isPickedUp } from "./accepted-reasons.ts";
import type { JudgeContext } from "./judge.ts";
import { IN_TIME_MS, wallClock } from "./times.ts";
import { chargedLines, soldSku } from "./units.ts";

const INVARIANT = "each field of the order body";
/** The ERP's columns, in characters. */
const NOTE_MAX = 250;
const TRADE_NAME_MAX = 30;

/** Of a plain order the rows are compared as a list of these; of others by their sums (contents.ts). */
const WITH_ITS_ROW = new Set(["seqProduto", "qtdEmbalagem", "qtdPedida", "vlrEmbInformado"]);

type Document = Readonly<Record<string, unknown>>;

/** Compares what was submitted with what the shop's order says, field by field and with nothing besides. */
export function judgeBody(
  { scenario, check, notDerived }: JudgeContext,
  order: Order,
  erpOrder: ErpOrder,
  submission: { readonly at: number; readonly body: unknown },
  people: Readonly<Record<string, string>>,
): void {
  const name = `order ${order.name} (${numberOfId(order.id)})`;
  const { clienteDto, itemDto, pagamentoDto, ...head } = submission.body as {
    readonly clienteDto: Document;
    readonly itemDto: readonly Document[];
    readonly pagamentoDto: readonly Document[];
  };
  const compare = (where: string, given: Document, wanted: Document): void => {
    for (const field of new Set([...Object.keys(given), ...Object.keys(wanted)]))
      check(
        INVARIANT,
        JSON.stringify(given[field]) === JSON.stringify(wanted[field]),
        () => `${name}: ${where}${field} is ${JSON.stringify(given[field])}, wanted ${JSON.stringify(wanted[field])}`,
      );
  };
  compare("", head, headOf(scenario, order, erpOrder));
  compare("clienteDto.", clienteDto, customerOf(order, people));
  const isAsPlaced = !isTouched(scenario, order);
  if (isAsPlaced) compareLists("pagamentoDto", pagamentoDto, ...paymentsOf(scenario, order, submission.at));
  else
    for (const part of pagamentoDto)
      for (const field of Object.keys(part)) notDerived(`pagamentoDto.${field}, after an edit or refund`);
  const isPlainToo = isAsPlaced && isPlain(scenario, order);
  for (const row of itemDto) {
    const derived = rowOf(scenario, order, row);
    compare(`itemDto of ${Number(row["seqProduto"])}: `, row, { ...row, ...derived });
    for (const field of Object.keys(row))
      if (!(field in derived) && !(isPlainToo && WITH_ITS_ROW.has(field)))
        notDerived(
          `itemDto.${field}${WITH_ITS_ROW.has(field) ? ", of gifts, goods by weight, and after an edit or refund" : ""}`,
        );
  }
  if (isPlainToo) {
    const bare = itemDto.map(({ seqProduto, qtdEmbalagem, qtdPedida, vlrEmbInformado }) => ({
      seqProduto,
      qtdEmbalagem,
      qtdPedida,
      vlrEmbInformado,
    }));
    compareLists("itemDto", bare, rowsOf(scenario, order));
  }

  /** Whole lists, in any order; of several that are wanted one must be it. */
  function compareLists(where: string, given: readonly Document[], ...wanted: readonly (readonly Document[])[]): void {
    const text = (list: readonly Document[]) => JSON.stringify(list.map((each) => JSON.stringify(each)).toSorted());
    check(
      INVARIANT,
      wanted.some((each) => text(each) === text(given)),
      () => `${name}: ${where} is ${JSON.stringify(given)}, wanted ${JSON.stringify(wanted)}`,
    );
  }
}

/** What is the same for every order of the installation, and what the order itself says. */
function headOf({ systems, bought }: Scenario, order: Order, { body }: ErpOrder): Document {
  const [part] = order.fulfillmentOrders;
  const isCompany = bought.get(order.id)?.isCompany === true;
  const words = [
    `Shopify ${order.name}`,
    ...(part?.window ? [windowText(part.window)] : []),
    ...(part?.instructions ? [part.instructions] : []),
    ...(isCompany ? [`Contato: ${order.billingAddress?.name}`] : []),
  ];
  return {
    seqCanalVenda: Number(systems.vars["ERP_SEQ_CANAL_VENDA"]),
    idPedidoCanalVenda: String(numberOfId(order.id)),
    dtaHorPedidoCanalVenda: wallClock(order.createdAt),
    nroEmpresa: body.nroEmpresa, // where the goods are: contents.ts
    codGeralOper: Number(systems.vars["ERP_COD_GERAL_OPER"]),
    nroRepresentante: 1,
    nroTabVenda: "1",
    seqTransportador: 0,
    tipoEntrega: isPickedUp(order) ? "R" : "E",
    obsPedido: cut(`${words.join(" | ")} ${order.note ?? ""}`, NOTE_MAX),
    obsNotaFiscal: `Pedido ${order.name}`,
    vlrTotFrete: body.freightCents / 100, // what the shop charges for it: contents.ts
    tipoRateioFretePedido: "V",
    tipoFreteDocAuxiliar: 0,
    indIntermediador: "N",
  };
}

/** "Entrega: 24/11/2026 13:00-14:00"; another day's end has its date. */
function windowText({ from, until }: { readonly from: number; readonly until: number }): string {
  const [start, end] = [wallClock(from), wallClock(until)];
  const date = (text: string) => `${text.slice(8, 10)}/${text.slice(5, 7)}`;
  const endDate = start.slice(0, 10) === end.slice(0, 10) ? "" : `${date(end)} `;
  return `Entrega: ${date(start)}/${start.slice(0, 4)} ${start.slice(11, 16)}-${endDate}${end.slice(11, 16)}`;
}

/** The customers' telephones are "+55", the area code, the number. */
function customerOf(order: Order, people: Readonly<Record<string, string>>): Document {
  const [, ddd = "", number = ""] = /^\+55(\d{2})(\d{8,9})$/.exec(order.phone ?? "") ?? [];
  return {
    ...people,
    indContribIcms: "N",
    nomeFantasia: cut(people["nomeRazaoSocial"] ?? "", TRADE_NAME_MAX),
    pais: "BRASIL",
    foneDdd1: ddd,
    foneNro1: number,
    email: order.email,
    emailNfe: order.email,
  };
}

/** As a text column holds it: one space between words, only Latin-1, cut after the last word that fits. */
function cut(given: string, max: number): string {
  const text = given
    .replaceAll(/[\u0100-\uffff]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (text.length <= max) return text;
  const end = text.lastIndexOf(" ", max);
  return end > max / 2 ? text.slice(0, end) : text.slice(0, max);
}

/**
 * Each payment by itself: its own number, form, amount, instalments, and where it is read the card's receipt. A promise is
 * named until its money is there; about then either of them.
 */
function paymentsOf(scenario: Scenario, order: Order, submittedAt: number): readonly (readonly Document[])[] {
  const received = order.transactions.filter(isReceived);
  if (!isPromised(scenario.plan, order)) return [documentsOf(scenario, received)];
  const first = Math.min(Number.POSITIVE_INFINITY, ...received.map(({ createdAt }) => createdAt));
  return [
    ...(first < submittedAt - IN_TIME_MS ? [] : [documentsOf(scenario, moneyOfPlacing(order))]),
    ...(first <= submittedAt ? [documentsOf(scenario, received)] : []),
  ];
}

function documentsOf({ plan }: Scenario, money: readonly Transaction[]): readonly Document[] {
  const { cardData } = plan.features;
  return money
    .filter(({ amount }) => amount > 0)
    .map((payment) => {
      const isRead = cardData !== null && payment.gateway === CARD;
      const nsu = isRead && cardData?.by === "body" ? payment.receipt["nsu"] : undefined;
      return {
        idPagtoCanalVenda: payment.id.split("/").at(-1),
        seqFormaPagto: PAYMENT_FORMS.find((form) => form.gateway === payment.gateway)?.seqFormaPagto,
        vlrPagto: payment.amount / 100,
        nroParcela: isRead ? Number(payment.receipt["installments"] ?? 1) : 1,
        ...(nsu === undefined ? {} : { nsu }),
        ...(nsu !== undefined && payment.method?.kind === "card" ? { codBandeira: payment.method.company } : {}),
      };
    });
}

const isReceived = ({ kind, status }: Transaction): boolean =>
  status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE");

/** What a row says of itself: the discount from the list price to what is charged, the goods' code, the customer's word. */
function rowOf(scenario: Scenario, order: Order, row: Document): Document {
  const { systems, plan } = scenario;
  const sku = `P${Number(row["seqProduto"])}E${Number(row["qtdEmbalagem"])}`;
  const lines = order.lines.filter((line) => soldSku(scenario, order, line) === sku);
  const cents = (field: string): number => Math.round(Number(row[field]) * 100);
  const codes = lines.flatMap(({ variantId }) => systems.shop.state.variants.get(variantId ?? "")?.barcode ?? []);
  // A variant that has a barcode is named by it; a merchant may have typed another for a while.
  const own = [
    ...(codes.length > 0 ? codes : [String(row["seqProduto"])]),
    ...otherCodesOf(scenario, sku, lines),
    ...(plan.features.merchant === null ? [] : [TYPED_BARCODE]),
  ];
  const wordOf = (line: LineItem): string =>
    line.customAttributes.map(({ key, value }) => `${key}: ${value}`).join("; ");
  const words = lines.length === 0 ? [""] : lines.map(wordOf);
  return {
    vlrEmbDesconto: (cents("vlrEmbTabPreco") - cents("vlrEmbInformado")) / 100,
    codAcesso: own.includes(String(row["codAcesso"])) ? row["codAcesso"] : own[0],
    observacaoItem: words.includes(String(row["observacaoItem"])) ? row["observacaoItem"] : words[0],
  };
}

/**
 * A code that two SKUs have stands at the one that the connector chooses, and may have moved since the order was made; of a
 * variant that is gone the shop shows none any more.
 */
function otherCodesOf({ systems }: Scenario, key: string, lines: readonly LineItem[]): readonly string[] {
  const { skus } = systems.erp.state.catalogue;
  const own = skus.find((sku) => sku.key === key);
  const isShared = skus.some((other) => other !== own && other.codAcesso === own?.codAcesso);
  const isGone = lines.some(({ variantId }) => !systems.shop.state.variants.has(variantId ?? ""));
  return isShared || isGone ? [String(own?.codAcesso)] : [];
}

/** Packages only: units at a whole cent each, and as many a cent dearer as the division leaves over. */
function rowsOf(scenario: Scenario, order: Order): readonly Document[] {
  return chargedLines(scenario, order).flatMap(({ sku, units, netCents }) => {
    const [, seqProduto, qtdEmbalagem] = /^P(\d+)E(\d+)$/.exec(sku) ?? [];
    const low = Math.floor(netCents / units);
    const dear = netCents - low * units;
    return [
      { count: units - dear, price: low },
      { count: dear, price: low + 1 },
    ].flatMap(({ count, price }) =>
      count === 0
        ? []
        : [
            {
              seqProduto: Number(seqProduto),
              qtdEmbalagem: Number(qtdEmbalagem),
              qtdPedida: count,
              vlrEmbInformado: price / 100,
            },
          ],
    );
  });
}

/** Neither gifts, which take from their neighbours, nor goods by weight, whose cents per kg are rounded. */
function isPlain(scenario: Scenario, order: Order): boolean {
  const { catalogue, productBySeq } = scenario.systems.erp.state;
  return (
    order.lines.every((line) => lineSubtotal(line) > 0) &&
    chargedLines(scenario, order).every(({ sku }) => {
      const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
      return catalogue.products[productBySeq.get(seqProduto) ?? -1]?.weighed === false;
    })
  );
}

/** Edited, refunded or altered since it was placed: what it came to at the time of the submission shows no more. */
function isTouched(scenario: Scenario, order: Order): boolean {
  return (
    order.edited ||
    order.refunds.length > 0 ||
    order.lines.some(({ quantity, currentQuantity }) => quantity !== currentQuantity) ||
    totalsOf(order, true).total !== order.originalTotal ||
    scenario.doings.some(({ orderId }) => orderId === order.id)
  );
}
