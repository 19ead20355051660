/** What customers and the merchant do: buy, pay late, cancel, edit; and what the ERP's users do to those orders. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { doDueWork } from "../../../sim/consinco/due-work.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Variant } from "../../../sim/shopify/records/products.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import { backOffice } from "./back-office.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { sometime } from "./erp-actors.ts";
import { disturb, shapeOf, withExtras, withWords } from "./shapes.ts";
import { isPromised } from "./promises.ts";
import { pickLater } from "./picking.ts";
import { goOnTheWay } from "./pushes.ts";

/** Puts the scenario's purchases on the clock, and what becomes of them. */
export function scheduleCustomers(scenario: Scenario): void {
  const { plan, streams } = scenario;
  const stream = streams("customers");
  const cuts = streams("cuts");
  const mix = streams("order mix");
  for (let n = 0; n < plan.orders; n += 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const order = buy(scenario, stream, mix);
      if (order && cuts.hits(0.3)) cutBeforeInvoice(scenario, order, cuts);
    });
}

/** At the end of the storm no order stays unpaid: a PIX that was not paid expires, by cancellation. */
export function endOfTrade(scenario: Scenario): void {
  const { shop } = scenario.systems;
  for (const order of shop.state.orders.values())
    if (
      order.cancelledAt === null &&
      order.transactions.some(({ status, kind }) => status === "PENDING" || kind === "AUTHORIZATION") &&
      !isPromised(scenario.plan, order) &&
      !isPaid(scenario, order.id)
    )
      shop.control.cancelOrder(order.id, { reason: "OTHER", restock: true, refund: false });
  overwriteManualSales(scenario);
  scenario.systems.plan(scenario.scheduler);
}

function buy(scenario: Scenario, stream: RandomStream, mix: RandomStream): Order | undefined {
  const { shop, places } = scenario.systems;
  const place = stream.pick(places);
  const offers = onOffer(scenario, place.locationId);
  if (offers.length === 0) {
    scenario.story?.("customer: nothing can be bought");
    return undefined;
  }
  const shaped = shapeOf(basket(stream, place.locationId, offers), mix);
  const nth = shop.state.orders.size;
  const hasExtras = scenario.plan.features.extras !== null;
  const spoken = withWords(shaped, scenario.streams(`words of order ${nth}`), scenario.scheduler.now());
  const spec = withExtras(spoken, scenario.streams(`extras of order ${nth}`), hasExtras);
  const placed = shop.control.placeOrder(spec);
  if (!placed.ok) {
    scenario.story?.(`customer: the shop refused, ${placed.reason}`);
    return undefined;
  }
  const { order } = placed;
  disturb(scenario, order, spec);
  if (order.sourceName !== "web") keyIn(scenario, order, place.company);
  const lines = order.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", ");
  const paid = isPaid(scenario, order.id);
  scenario.story?.(
    `customer: order ${order.name} (${numberOfId(order.id)}) at company ${place.company}, ${paid ? "paid" : "not paid yet"}: ${lines}`,
  );
  /** No action begins after the storm: the calm is for what is under way. */
  const later = (least: number, most: number, what: () => void) => {
    const at = scenario.scheduler.now() + stream.between(least * 1000, most * 1000);
    if (at < scenario.plan.stormUntil) scenario.doAt(at, what);
  };
  if (!paid && stream.hits(0.75))
    later(20, 1_800, () => {
      if (order.cancelledAt !== null) return;
      shop.control.pay(order.id);
      scenario.story?.(`customer: order ${order.name} is paid`);
    });
  const changesMind = stream.chance();
  if (changesMind < 0.15) later(1, 1_800, () => cancel(scenario, order.id, stream));
  else if (changesMind < 0.35) later(1, 1_800, () => edit(scenario, order.id, stream));
  if (stream.hits(0.25)) later(300, 2_400, () => erpTouches(scenario, order.id, stream));
  backOffice(scenario, order);
  pickLater(scenario, order);
  goOnTheWay(scenario, order);
  // The counter sells one: Shopify's level differs from the one last sent, and the ERP reports the sale a little later.
  if (stream.hits(0.25)) later(1, 1_800, () => sellAtCounter(scenario, stream));
  return order;
}

function basket(stream: RandomStream, locationId: string, offers: readonly Variant[]): OrderSpec {
  const wanted = stream.shuffled(offers).slice(0, stream.between(1, 3));
  const method = stream.pick(["LOCAL", "SHIPPING", "PICK_UP"] as const);
  return {
    lines: wanted.map((variant) => ({
      variantId: variant.id,
      quantity: variant.item.tracked
        ? Math.min(stream.between(1, 4), variant.item.levels.get(locationId)?.available ?? 1)
        : stream.between(1, 4),
    })),
    payment: stream.pick(["card", "card", "card", "pix", "pix"] as const),
    locationId,
    delivery: { method, priceCents: method === "PICK_UP" ? 0 : stream.pick([0, 990, 1_490]) },
    addressShape: stream.hits(0.8) ? "marked" : "plain",
    cpfIn: stream.hits(0.9) ? "localizedField" : stream.pick(["attribute", "nowhere"] as const),
    test: stream.hits(0.07),
    ...(stream.hits(0.25)
      ? { discount: { code: "BEMVINDO10", percent: 10 } }
      : stream.hits(0.1)
        ? { discount: { title: "Cortesia", amountCents: 37 } }
        : {}),
  };
}

function onOffer({ systems }: Scenario, locationId: string): Variant[] {
  const { variants, products } = systems.shop.state;
  return [...variants.values()].filter((variant) => {
    const product = products.get(variant.productId);
    const level = variant.item.levels.get(locationId);
    const isStocked = !variant.item.tracked || (level?.available ?? 0) > 0;
    return (
      product?.status === "ACTIVE" &&
      product.publishedOn.size > 0 &&
      variant.price > 0 &&
      level?.isActive === true &&
      isStocked
    );
  });
}

function isPaid({ systems }: Scenario, orderId: string): boolean {
  return systems.shop.journal.shopActions.some(
    ({ effect }) =>
      effect["id"] === orderId &&
      (effect.kind === "order-paid" || (effect.kind === "order-placed" && effect["paid"] === true)),
  );
}

/**
 * Cancelled in the shop. An operator reads the error desk and cancels it in the ERP too, unless it is invoiced:
 * so the goods are back on both sides, or on neither.
 */
function cancel(scenario: Scenario, orderId: string, stream: RandomStream): void {
  const { shop } = scenario.systems;
  const order = shop.state.orders.get(orderId);
  if (!order || order.cancelledAt !== null) return;
  const erpOrder = erpOrderOf(scenario, orderId);
  const restock = erpOrder?.stage !== "invoiced";
  if (!shop.control.cancelOrder(orderId, { reason: "CUSTOMER", restock, refund: true })) return;
  scenario.story?.(`shop: order ${order.name} is cancelled`);
  scenario.doAt(scenario.scheduler.now() + stream.between(1, 10) * MINUTE_MS, () => {
    doDueWork(scenario.systems.erp.state);
    const held = erpOrderOf(scenario, orderId);
    if (!held || held.stage === "cancelled") return;
    if (held.stage === "invoiced") return;
    scenario.systems.erp.control.cancel({ seqPedido: held.seqPedido, motivo: "Cancelado na loja" });
    scenario.story?.(`ERP: order ${held.seqPedido} is cancelled, because ${order.name} was`);
  });
}

/** One unit more, or a line taken out, before or after the ERP has the order. */
function edit(scenario: Scenario, orderId: string, stream: RandomStream): void {
  const { shop } = scenario.systems;
  const order = shop.state.orders.get(orderId);
  if (!order || order.cancelledAt !== null) return;
  const standing = order.lines.filter(({ currentQuantity }) => currentQuantity > 0);
  if (standing.length === 0) return;
  const line = stream.pick(standing);
  const quantity = stream.hits(0.3)
    ? line.currentQuantity + 1
    : Math.max(standing.length > 1 ? 0 : 1, line.currentQuantity - 1);
  if (quantity === line.currentQuantity) return;
  shop.control.editOrder(orderId, { lines: [{ lineId: line.id, quantity, restock: true }] });
  scenario.doings.push({ at: scenario.scheduler.now(), kind: "edit", orderId });
  scenario.story?.(`shop: order ${order.name}, line ${line.sku}: ${line.quantity} → ${quantity}`);
}

/** The ERP's users: a cut, a cancellation, or an invoice in two parts. */
function erpTouches(scenario: Scenario, orderId: string, stream: RandomStream): void {
  const { control, state } = scenario.systems.erp;
  doDueWork(state);
  const held = erpOrderOf(scenario, orderId);
  if (!held || held.status !== "Integrado" || (held.stage !== "open" && held.stage !== "picking")) return;
  const { seqPedido } = held;
  const what = stream.between(0, 3);
  if (what === 0) {
    control.cancel({ seqPedido, motivo: "Sem estoque" });
    scenario.story?.(`ERP: order ${seqPedido} is cancelled by the ERP's users`);
  } else if (what === 1) {
    cut(scenario, held, stream);
  } else if (what === 2) {
    control.invoice({ seqPedido, parts: 2 });
    scenario.story?.(`ERP: order ${seqPedido} is invoiced in two parts`);
  } else {
    control.pick({ seqPedido });
    scenario.story?.(`ERP: order ${seqPedido} is being picked`);
  }
}

/** The picker finds one less than was ordered. */
function cut({ systems, story }: Scenario, { seqPedido, items }: ErpOrder, stream: RandomStream): void {
  const { seqProduto, qtdEmbalagem, attendedMilli } = stream.pick(items);
  // What is billed is not cut any more.
  const isBilled = items.some(
    (item) => item.seqProduto === seqProduto && item.qtdEmbalagem === qtdEmbalagem && item.billedBy !== undefined,
  );
  if (isBilled) return;
  const attended = Math.max(0, attendedMilli / 1000 - 1);
  systems.erp.control.alter({ seqPedido, changes: [{ seqProduto, qtdEmbalagem, attended }] });
  story?.(`ERP: order ${seqPedido} is cut: P${seqProduto}E${qtdEmbalagem} to ${attended}`);
}

/** Between its import and its invoice, as pickers do: by chance alone a cut seldom comes before an invoice. */
function cutBeforeInvoice(scenario: Scenario, order: Order, stream: RandomStream): void {
  const { state } = scenario.systems.erp;
  const { importAfterMs, invoiceAfterMs } = state.settings.orders;
  const openFor = (invoiceAfterMs ?? 0) / 2;
  const at = scenario.scheduler.now() + MINUTE_MS + (importAfterMs ?? 0) + Math.floor(stream.chance() * openFor);
  if (at >= scenario.plan.stormUntil) return;
  scenario.doAt(at, () => {
    doDueWork(state);
    const held = erpOrderOf(scenario, order.id);
    if (held?.status === "Integrado" && (held.stage === "open" || held.stage === "picking"))
      cut(scenario, held, stream);
  });
}

/** A sale of the till or a draft comes to the ERP by its own way, some minutes later. */
function keyIn({ systems, doAt, scheduler, story }: Scenario, order: Order, company: number): void {
  doAt(scheduler.now() + 4 * MINUTE_MS, () => {
    const { state, control } = systems.erp;
    for (const { sku, currentQuantity } of order.lines) {
      const seqProduto = Number(/^P(\d+)E/.exec(sku ?? "")?.[1]);
      const index = state.productBySeq.get(seqProduto);
      if (index === undefined) continue;
      const { quantityMilli } = state.stock.of(company, index);
      control.setStock({
        seqProduto,
        company,
        quantity: Math.max(0, Math.floor(quantityMilli / 1000) - currentQuantity),
      });
    }
    story?.(`ERP: order ${order.name} of ${order.sourceName} is keyed in`);
  });
}

/** A sale at the counter, keyed in at the ERP some minutes later. */
function sellAtCounter(scenario: Scenario, stream: RandomStream): void {
  const { shop, erp, places } = scenario.systems;
  const place = stream.pick(places);
  const candidates = [...shop.state.items.values()].filter(
    (item) => item.tracked && (item.levels.get(place.locationId)?.available ?? 0) > 0,
  );
  if (candidates.length === 0) return;
  const item = stream.pick(candidates);
  const level = item.levels.get(place.locationId);
  const seqProduto = Number(/^P(\d+)E/.exec(item.sku ?? "")?.[1]);
  if (!level || !erp.state.productBySeq.has(seqProduto)) return;
  shop.control.setStock(item.id, place.locationId, level.available - 1);
  scenario.faults.add("shop: stock changed manually");
  scenario.story?.(`shop: one ${item.sku} is sold by hand at company ${place.company}`);
  scenario.doAt(scenario.scheduler.now() + stream.between(1, 8) * MINUTE_MS, () =>
    recount(scenario, place.company, seqProduto, "because of a sale by hand"),
  );
}

/**
 * The ERP counts goods again and finds more than it ever had, so that its figure is new, whatever was sent before:
 * a manual change in the shop, which no webhook reports, is then overwritten.
 */
function recount({ systems, stockHistory, story }: Scenario, company: number, seqProduto: number, why: string): void {
  const most = stockHistory
    .filter((figure) => figure.company === company && figure.seqProduto === seqProduto)
    .reduce((top, { quantityMilli }) => Math.max(top, quantityMilli), 0);
  systems.erp.control.setStock({ seqProduto, company, quantity: most / 1000 + 13 });
  story?.(`ERP: product ${seqProduto} at company ${company} is counted again, ${why}`);
}

/**
 * A recount that the tills took back before it was read may come down to as many packages as were sent before the
 * manual sale: there is then nothing to send, and only the drift comparison would find it. Where no write followed
 * the manual change, the goods are counted once more, now that sales have ended.
 */
function overwriteManualSales(scenario: Scenario): void {
  const { systems, stockHistory } = scenario;
  const { journal, state } = systems.shop;
  for (const { at, effect } of journal.shopActions) {
    if (effect.kind !== "stock-by-hand") continue;
    const { item, location } = effect;
    const isWritten = journal.mutations.some(
      (mutation) =>
        mutation.at > at &&
        mutation.effects.some(
          (each) => each.kind === "stock" && each["item"] === item && each["location"] === location,
        ),
    );
    const company = systems.places.find(({ locationId }) => locationId === location)?.company;
    const seqProduto = Number(/^P(\d+)E/.exec(state.items.get(String(item))?.sku ?? "")?.[1]);
    const figures = stockHistory.filter((each) => each.company === company && each.seqProduto === seqProduto);
    const most = Math.max(...figures.map(({ quantityMilli }) => quantityMilli));
    const isTakenBack = (figures.at(-1)?.quantityMilli ?? most) < most;
    if (company !== undefined && !isWritten && isTakenBack)
      recount(scenario, company, seqProduto, "because the sale by hand still stands");
  }
}

function erpOrderOf({ systems }: Scenario, orderId: string): ErpOrder | undefined {
  const id = String(numberOfId(orderId));
  return systems.erp.state.orders.all.find(({ body }) => body.idPedidoCanalVenda === id);
}
