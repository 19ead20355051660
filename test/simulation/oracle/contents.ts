/** The submitted order, field by field, compared with the shop's order: to the thousandth and the cent. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import { placeOf } from "../../../sim/shopify/orders/place/address-forms.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { CARD, PAYMENT_FORMS } from "../scenario/setup.ts";
import { documentOf, isPickedUp } from "./accepted-reasons.ts";
import { isAlterationSaid } from "./alterations.ts";
import type { JudgeContext } from "./judge.ts";
import { judgeBody } from "./order-body.ts";
import { isPromised, moneyOfPlacing } from "../workload/promises.ts";
import { at, IN_TIME_MS } from "./times.ts";
import { chargedLines, OF_ALTERATION, soldUnitMilli } from "./units.ts";

const INVARIANT = "order as in the shop";

/** The body of the POST as far as it is judged; the ERP has checked its form. */
interface Body {
  readonly tipoEntrega: string;
  readonly clienteDto: Readonly<Record<string, string>>;
  readonly itemDto: readonly Row[];
  readonly pagamentoDto: readonly {
    readonly idPagtoCanalVenda: string;
    readonly seqFormaPagto: number;
    readonly vlrPagto: number;
    readonly nsu?: string;
  }[];
}

interface Row {
  readonly seqProduto: number;
  readonly qtdEmbalagem: number;
  readonly qtdPedida: number;
  readonly vlrEmbTabPreco: number;
  readonly vlrEmbTabPromoc: number;
  readonly vlrEmbInformado: number;
}

/**
 * A later edit waits for a person, an earlier one must be included. An edit that the ERP then made too (its entry is
 * closed) may be followed by an alteration that stands at the desk: the shop shows what the ERP once had, as nothing took it
 * back. No edit changes the buyer, the address or the payment.
 */
export function judgeContents(
  context: JudgeContext,
  order: Order,
  erpOrder: ErpOrder,
  submission: { at: number; body: unknown },
): void {
  const { scenario, desk, check } = context;
  const id = String(numberOfId(order.id));
  const name = `order ${order.name} (${id})`;
  const body = submission.body as Body; // accepted by the simulated ERP, which reads it strictly
  const place = scenario.systems.places.find(({ locationId }) =>
    order.fulfillmentOrders.some((each) => each.locationId === locationId),
  );
  check(
    INVARIANT,
    erpOrder.body.nroEmpresa === place?.company ||
      (scenario.bought.get(order.id)?.routedAt ?? 0) >= submission.at - IN_TIME_MS,
    () => `${name}: at company ${erpOrder.body.nroEmpresa}, its goods are at ${place?.company}`,
  );
  for (const [field, wanted] of Object.entries(peopleOf(scenario, order)))
    check(
      INVARIANT,
      body.clienteDto[field] === wanted,
      () => `${name}: ${field} is "${body.clienteDto[field]}" in the ERP, "${wanted}" in the shop`,
    );
  const kind = isPickedUp(order) ? "R" : "E";
  check(INVARIANT, body.tipoEntrega === kind, () => `${name}: submitted as ${body.tipoEntrega}, it is ${kind}`);
  const forms = text(body.pagamentoDto.map(({ seqFormaPagto }) => seqFormaPagto));
  const isPending = isPromised(scenario.plan, order);
  const money = isPending ? moneyOfPlacing(order) : moneyOf(order);
  const paidBy = text(money.map(({ gateway }) => formOf(gateway)));
  // An edit before the submission made the order cheaper: the latest payments pay for none of it.
  const needed = text(neededOf(order, erpOrder.body.paidCents ?? 0).map(({ gateway }) => formOf(gateway)));
  check(
    INVARIANT,
    forms === paidBy || forms === needed,
    () => `${name}: payment forms ${forms} in the ERP, ${paidBy} in the shop`,
  );

  judgeCardData(context, order, erpOrder, name, body);
  judgeBody(context, order, erpOrder, submission, peopleOf(scenario, order));

  const lastEdit = Math.max(
    0,
    ...scenario.doings
      .filter(({ kind: doing, orderId }) => doing === "edit" && orderId === order.id)
      .map((each) => each.at),
  );
  const mayDiffer =
    lastEdit >= submission.at - IN_TIME_MS &&
    (desk.some(({ area, ref, state }) => area === "orders" && ref === id && state === "open") ||
      (isAlterationSaid(context, erpOrder) && wasOnceInErp(context, order, erpOrder)));
  const difference = differenceOf(context, order, erpOrder, body);
  if (difference !== null && mayDiffer) context.excuse("goods since an edit that stands at the desk");
  check(
    INVARIANT,
    difference === null || mayDiffer,
    () =>
      `${name}: ${difference}${lastEdit > 0 ? `; edited at ${at(lastEdit)}, submitted at ${at(submission.at)}` : ""}`,
  );
}

/** Each quantity that the shop shows is one that the ERP once had: as it was ordered, or as one of its events named it. */
function wasOnceInErp({ scenario }: JudgeContext, order: Order, { seqPedido, items }: ErpOrder): boolean {
  const altered = new Map(
    scenario.systems.erp.state.orders.listings
      .filter(({ event }) => event.seqPedido === seqPedido && event.tipoEvento === "ALTERADO")
      .map(({ event }) => [event.seqEvento, event.item["itens"] as readonly EventRow[]]),
  );
  const ordered = items.map(({ seqProduto, qtdEmbalagem, orderedMilli: milli }) => ({
    sku: `P${seqProduto}E${qtdEmbalagem}`,
    milli,
  }));
  const reported = [...altered.values()].map((rows) =>
    rows.map(({ seqProduto, qtdEmbalagem, qtdAtendida }) => ({
      sku: `P${seqProduto}E${qtdEmbalagem}`,
      milli: Math.round(qtdAtendida * 1000),
    })),
  );
  const shown = Map.groupBy(
    chargedLines(scenario, order).filter(({ title }) => !OF_ALTERATION.test(title)),
    ({ sku }) => sku,
  );
  return [...shown].every(([sku, lines]) => {
    const milli = lines.reduce((sum, line) => sum + line.units * line.unitMilli, 0);
    const unitMilli = lines[0]?.unitMilli ?? 1000;
    return [ordered, ...reported].some((rows) => {
      const had = rows.filter((row) => row.sku === sku).reduce((sum, row) => sum + row.milli, 0);
      return Math.floor(had / unitMilli) * unitMilli === milli;
    });
  });
}

interface EventRow {
  readonly seqProduto: number;
  readonly qtdEmbalagem: number;
  readonly qtdAtendida: number;
}

/** The gateway's NSU of each card payment, once: in the body, or by the second call, or an entry says why not. */
function judgeCardData(
  { scenario, check, desk }: JudgeContext,
  order: Order,
  { paymentData }: ErpOrder,
  name: string,
  body: Body,
): void {
  const { cardData } = scenario.plan.features;
  const cards = moneyOf(order).filter(({ gateway, receipt }) => gateway === CARD && typeof receipt["nsu"] === "string");
  for (const { id, receipt } of cards) {
    const payment = id.split("/").at(-1) ?? "";
    const inBody = body.pagamentoDto.flatMap((each) => (each.idPagtoCanalVenda === payment ? (each.nsu ?? []) : []));
    const called = paymentData.flatMap((held) => (held["idPagtoCanalVenda"] === payment ? [held["nsu"]] : []));
    const wanted = { none: [[], []], body: [[receipt["nsu"]], []], call: [[], [receipt["nsu"]]] }[
      cardData?.by ?? "none"
    ];
    const isAtDesk = desk.some(
      ({ area, ref, reason }) =>
        area === "orders" && ref === String(numberOfId(order.id)) && /^payment-(unconfirmed|refused)$/.test(reason),
    );
    const isMapped = body.pagamentoDto.some(({ idPagtoCanalVenda }) => idPagtoCanalVenda === payment);
    check(
      INVARIANT,
      !isMapped || isAtDesk || JSON.stringify([inBody, called]) === JSON.stringify(wanted),
      () =>
        `${name}: NSU of payment ${payment} is ${JSON.stringify([inBody, called])}, wanted ${JSON.stringify(wanted)}`,
    );
  }
}

/** Goods, prices and money, or the first of them that is not the shop's. */
function differenceOf(
  { scenario }: JudgeContext,
  order: Order,
  { body: read, items }: ErpOrder,
  body: Body,
): string | null {
  // What the ERP altered since may stand in the shop as it was sent or as it is billed (alterations.ts).
  const attended = new Map<string, number>();
  for (const { seqProduto, qtdEmbalagem, attendedMilli } of items.filter((item) => !item.lost)) {
    const sku = `P${seqProduto}E${qtdEmbalagem}`;
    attended.set(sku, (attended.get(sku) ?? 0) + attendedMilli);
  }
  const isAltered = items.some(({ lost, attendedMilli, orderedMilli }) => !lost && attendedMilli !== orderedMilli);
  const { total, shipping } = totalsOf(order, true);
  const giftCents = scenario.plan.features.giftCents ?? 0;
  // Of an altered order the gifts as they were bought: one that was cut since has been paid for by the others.
  const givenAway = order.lines.reduce(
    (sum, line) => sum + (isGift(line) ? unitsGiven(line, isAltered) * giftCents : 0),
    0,
  );
  const rows = Map.groupBy(body.itemDto, ({ seqProduto, qtdEmbalagem }) => `P${seqProduto}E${qtdEmbalagem}`);
  const lines = Map.groupBy(
    chargedLines(scenario, order).filter(({ units, title }) => units > 0 && !(isAltered && OF_ALTERATION.test(title))),
    ({ sku }) => sku,
  );
  for (const sku of new Set([...rows.keys(), ...lines.keys()])) {
    const bought = lines.get(sku) ?? [];
    const unitMilli = bought[0]?.unitMilli ?? soldUnitMilli(scenario.systems.erp.state, sku);
    const submittedRows = rows.get(sku) ?? [];
    const milli = bought.reduce((sum, line) => sum + line.units * line.unitMilli, 0);
    const submittedMilli = submittedRows.reduce((sum, { qtdPedida }) => sum + Math.round(qtdPedida * 1000), 0);
    const billedMilli = Math.floor((attended.get(sku) ?? 0) / unitMilli) * unitMilli;
    if (isAltered && milli !== submittedMilli && milli === billedMilli) continue;
    if (milli !== submittedMilli) return `${milli / 1000} × ${sku} in the shop, ${submittedMilli / 1000} in the ERP`;
    const net = bought.reduce((sum, line) => sum + (line.netCents || line.units * giftCents), 0);
    // Each row as the ERP rounds it: only goods by weight have a part of a cent.
    const submittedNet = submittedRows.reduce((sum, row) => sum + netOf(row), 0);
    const pays = bought.some(({ netCents }) => netCents > 0) ? givenAway : 0;
    if (submittedNet > net || submittedNet < net - pays)
      return `${sku} for ${net} cents in the shop, ${submittedNet} in the ERP`;
    for (const row of submittedRows) {
      const wrong = bought.map(({ unitPrice }) => priceDifference(sku, row, unitPrice, unitMilli));
      // Lines of one SKU at several prices, as bags and tips, have rows of their own.
      if (wrong.length > 0 && wrong.every((each) => each !== null)) return wrong[0] ?? null;
    }
  }
  if (isAltered) return null;
  const goods = chargedLines(scenario, order).reduce((sum, { netCents }) => sum + netCents, 0);
  const submittedGoods = body.itemDto.reduce((sum, row) => sum + netOf(row), 0);
  if (submittedGoods !== goods) return `goods for ${goods} cents in the shop, ${submittedGoods} in the ERP`;
  if (read.freightCents !== shipping) return `freight of ${shipping} in the shop, ${read.freightCents} in the ERP`;
  return read.paidCents === total ? null : `${total} cents in the shop, paid ${read.paidCents} in the ERP`;
}

/** The row's prices against the line's own; null: they are the same. */
function priceDifference(sku: string, row: Row, unitPrice: number, unitMilli: number): string | null {
  const list = Math.round((unitPrice * 1000) / unitMilli);
  const [tabled, promoted] = [cents(row.vlrEmbTabPreco), cents(row.vlrEmbTabPromoc)];
  if (promoted > 0) {
    // Sold in a promotion: that price is the shop's, as far as a unit of goods by weight can say it.
    const isShown = Math.round((promoted * unitMilli) / 1000) === unitPrice;
    return isShown && tabled > promoted
      ? null
      : `${sku} at a promotional price of ${list} in the shop, ${promoted} of ${tabled} in the ERP`;
  }
  // A price per kg that had to be rounded up may pass the list's by a cent, and is then the list's.
  const shown = Math.max(list, cents(row.vlrEmbInformado));
  return tabled === shown && shown <= list + 1
    ? null
    : `${sku} at a list price of ${list} in the shop, ${tabled} in the ERP`;
}

const isGift = ({ unitPrice, quantity, allocations }: Order["lines"][number]): boolean =>
  quantity > 0 && unitPrice * quantity === allocations.reduce((sum, { amount }) => sum + amount, 0);
const unitsGiven = ({ quantity, currentQuantity }: Order["lines"][number], isAltered: boolean): number =>
  isAltered ? quantity : currentQuantity;

/** The customer as the ERP must have it: where the person lives is known by the form that was chosen to write it. */
function peopleOf({ systems, bought }: Scenario, order: Order): Readonly<Record<string, string>> {
  const shape = bought.get(order.id);
  const buyer = systems.shop.people.minted.find(({ email }) => email === order.email);
  if (!shape || !buyer) throw new Error(`order ${order.name} was bought by a customer of no scenario`);
  const place = placeOf(buyer, shape.form);
  const person = {
    cpfCnpj: documentOf(order) ?? "",
    fisicaJuridica: shape.isCompany ? "J" : "F",
    nomeRazaoSocial: shape.isCompany ? buyer.company : (order.billingAddress?.name ?? ""),
  };
  const where = {
    logradouro: place.street,
    nroLogradouro: place.number,
    complementoLogradouro: place.complement,
    bairro: place.district,
    cidade: place.city,
    uf: place.provinceCode,
    cep: place.zip.replace("-", ""),
  };
  // Picked-up orders need no address: an incomplete address is left out.
  const isWhole = shape.form !== "plain";
  return { ...person, ...(isWhole ? where : Object.fromEntries(Object.keys(where).map((field) => [field, ""]))) };
}

const moneyOf = ({ transactions }: Order) =>
  transactions.filter(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS");
/** The payments, the earliest first, that come to an amount. */
function neededOf(order: Order, cents: number): Order["transactions"] {
  let left = cents;
  return moneyOf(order).filter(({ amount }) => {
    const isNeeded = left > 0;
    left -= amount;
    return isNeeded;
  });
}
const formOf = (gateway: string) => PAYMENT_FORMS.find((form) => form.gateway === gateway)?.seqFormaPagto;
const netOf = ({ qtdPedida, vlrEmbInformado }: Row): number =>
  Math.round((Math.round(qtdPedida * 1000) * cents(vlrEmbInformado)) / 1000);
const cents = (reais: number): number => Math.round(reais * 100);
const text = (forms: readonly (number | undefined)[]): string =>
  [...new Set(forms)].toSorted((a = 0, b = 0) => a - b).join(", ");
