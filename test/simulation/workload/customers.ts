/** What customers and the shop's own people do: buy, pay late, change their minds; and what the ERP's people do to those orders. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/book.ts";
import { settle } from "../../../sim/consinco/settle.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Variant } from "../../../sim/shopify/records/products.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { Die } from "../night/dice.ts";
import type { Night } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";
import { sometime } from "./erp-people.ts";

/** Puts the night's purchases on the clock, and what becomes of them. */
export function scheduleCustomers(night: Night): void {
  const { plan, dice } = night;
  const die = dice("customers");
  const cuts = dice("cuts");
  for (let n = 0; n < plan.orders; n += 1)
    night.doAt(sometime(night, die), () => {
      const order = buy(night, die);
      if (order && cuts.hits(0.3)) cutBeforeInvoice(night, order, cuts);
    });
}

/** At the end of the storm nobody is left between the two: a PIX that was not paid expires as Shopify lets it, by cancellation. */
export function endOfTrade(night: Night): void {
  const { shop } = night.houses;
  for (const order of shop.state.orders.values())
    if (
      order.cancelledAt === null &&
      order.transactions.some(({ status }) => status === "PENDING") &&
      !isPaid(night, order.id)
    )
      shop.control.cancelOrder(order.id, { reason: "OTHER", restock: true, refund: false });
  overruleHands(night);
  night.houses.plan(night.scheduler);
}

function buy(night: Night, die: Die): Order | undefined {
  const { shop, places } = night.houses;
  const place = die.pick(places);
  const offers = onOffer(night, place.locationId);
  if (offers.length === 0) {
    night.story?.("customer: nothing can be bought");
    return undefined;
  }
  const placed = shop.control.placeOrder(basket(die, place.locationId, offers));
  if (!placed.ok) {
    night.story?.(`customer: the shop refused, ${placed.reason}`);
    return undefined;
  }
  const { order } = placed;
  const lines = order.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", ");
  const paid = isPaid(night, order.id);
  night.story?.(
    `customer: order ${order.name} (${numberOfId(order.id)}) at company ${place.company}, ${paid ? "paid" : "not paid yet"}: ${lines}`,
  );
  /** Nobody begins anything after the storm: the calm is for what is under way. */
  const later = (least: number, most: number, what: () => void) => {
    const at = night.scheduler.now() + die.between(least * 1000, most * 1000);
    if (at < night.plan.stormUntil) night.doAt(at, what);
  };
  if (!paid && die.hits(0.75))
    later(20, 1_800, () => {
      if (order.cancelledAt !== null) return;
      shop.control.pay(order.id);
      night.story?.(`customer: order ${order.name} is paid`);
    });
  const changesMind = die.chance();
  if (changesMind < 0.15) later(1, 1_800, () => cancel(night, order.id, die));
  else if (changesMind < 0.35) later(1, 1_800, () => edit(night, order.id, die));
  if (die.hits(0.25)) later(300, 2_400, () => erpTouches(night, order.id, die));
  // A hand sells one more at the counter: Shopify's level is not what we last sent, and the ERP says so a little later.
  if (die.hits(0.25)) later(1, 1_800, () => sellByHand(night, die));
  return order;
}

function basket(die: Die, locationId: string, offers: readonly Variant[]): OrderSpec {
  const wanted = die.shuffled(offers).slice(0, die.between(1, 3));
  const method = die.pick(["LOCAL", "SHIPPING", "PICK_UP"] as const);
  return {
    lines: wanted.map((variant) => ({
      variantId: variant.id,
      quantity: variant.item.tracked
        ? Math.min(die.between(1, 4), variant.item.levels.get(locationId)?.available ?? 1)
        : die.between(1, 4),
    })),
    payment: die.pick(["card", "card", "card", "pix", "pix"] as const),
    locationId,
    delivery: { method, priceCents: method === "PICK_UP" ? 0 : die.pick([0, 990, 1_490]) },
    addressShape: die.hits(0.8) ? "marked" : "plain",
    cpfIn: die.hits(0.9) ? "localizedField" : die.pick(["attribute", "nowhere"] as const),
    test: die.hits(0.07),
    ...(die.hits(0.25)
      ? { discount: { code: "BEMVINDO10", percent: 10 } }
      : die.hits(0.1)
        ? { discount: { title: "Cortesia", amountCents: 37 } }
        : {}),
  };
}

function onOffer({ houses }: Night, locationId: string): Variant[] {
  const { variants, products } = houses.shop.state;
  return [...variants.values()].filter((variant) => {
    const product = products.get(variant.productId);
    const level = variant.item.levels.get(locationId);
    const there = !variant.item.tracked || (level?.available ?? 0) > 0;
    return (
      product?.status === "ACTIVE" &&
      product.publishedOn.size > 0 &&
      variant.price > 0 &&
      level?.isActive === true &&
      there
    );
  });
}

function isPaid({ houses }: Night, orderId: string): boolean {
  return houses.shop.journal.shopActions.some(
    ({ effect }) =>
      effect["id"] === orderId &&
      (effect.kind === "order-paid" || (effect.kind === "order-placed" && effect["paid"] === true)),
  );
}

/**
 * Cancelled in the shop. Whoever reads the error desk then cancels it in the ERP too, as far as that can still be done:
 * so the goods are back on both sides, or on neither.
 */
function cancel(night: Night, orderId: string, die: Die): void {
  const { shop } = night.houses;
  const order = shop.state.orders.get(orderId);
  if (!order || order.cancelledAt !== null) return;
  const erpOrder = erpOrderOf(night, orderId);
  const restock = erpOrder?.stage !== "invoiced";
  if (!shop.control.cancelOrder(orderId, { reason: "CUSTOMER", restock, refund: true })) return;
  night.story?.(`shop: order ${order.name} is cancelled`);
  night.doAt(night.scheduler.now() + die.between(1, 10) * MINUTE_MS, () => {
    settle(night.houses.erp.state);
    const held = erpOrderOf(night, orderId);
    if (!held || held.stage === "cancelled") return;
    if (held.stage === "invoiced") return;
    night.houses.erp.control.cancel({ seqPedido: held.seqPedido, motivo: "Cancelado na loja" });
    night.story?.(`ERP: order ${held.seqPedido} is cancelled, because ${order.name} was`);
  });
}

/** One unit more, or a line taken out, before or after the ERP has the order. */
function edit(night: Night, orderId: string, die: Die): void {
  const { shop } = night.houses;
  const order = shop.state.orders.get(orderId);
  if (!order || order.cancelledAt !== null) return;
  const standing = order.lines.filter(({ currentQuantity }) => currentQuantity > 0);
  if (standing.length === 0) return;
  const line = die.pick(standing);
  const quantity = die.hits(0.3)
    ? line.currentQuantity + 1
    : Math.max(standing.length > 1 ? 0 : 1, line.currentQuantity - 1);
  if (quantity === line.currentQuantity) return;
  shop.control.editOrder(orderId, { lines: [{ lineId: line.id, quantity, restock: true }] });
  night.doings.push({ at: night.scheduler.now(), kind: "edit", orderId });
  night.story?.(`shop: order ${order.name}, line ${line.sku}: ${line.quantity} → ${quantity}`);
}

/** The ERP's own people: a cut, a cancellation, or goods that go out in two documents. */
function erpTouches(night: Night, orderId: string, die: Die): void {
  const { control, state } = night.houses.erp;
  settle(state);
  const held = erpOrderOf(night, orderId);
  if (!held || held.status !== "Integrado" || (held.stage !== "open" && held.stage !== "picking")) return;
  const { seqPedido } = held;
  const what = die.between(0, 3);
  if (what === 0) {
    control.cancel({ seqPedido, motivo: "Sem estoque" });
    night.story?.(`ERP: order ${seqPedido} is cancelled by the ERP's people`);
  } else if (what === 1) {
    cut(night, held, die);
  } else if (what === 2) {
    control.invoice({ seqPedido, parts: 2 });
    night.story?.(`ERP: order ${seqPedido} is invoiced in two parts`);
  } else {
    control.pick({ seqPedido });
    night.story?.(`ERP: order ${seqPedido} is being picked`);
  }
}

/** The picker finds one less than was ordered. */
function cut({ houses, story }: Night, { seqPedido, items }: ErpOrder, die: Die): void {
  const { seqProduto, qtdEmbalagem, attendedMilli } = die.pick(items);
  const attended = Math.max(0, attendedMilli / 1000 - 1);
  houses.erp.control.alter({ seqPedido, changes: [{ seqProduto, qtdEmbalagem, attended }] });
  story?.(`ERP: order ${seqPedido} is cut: P${seqProduto}E${qtdEmbalagem} to ${attended}`);
}

/** Between its import and its invoice, as pickers do: by chance alone a cut seldom comes before an invoice. */
function cutBeforeInvoice(night: Night, order: Order, die: Die): void {
  const { state } = night.houses.erp;
  const { importAfterMs, invoiceAfterMs } = state.settings.orders;
  const openFor = (invoiceAfterMs ?? 0) / 2;
  const at = night.scheduler.now() + MINUTE_MS + (importAfterMs ?? 0) + Math.floor(die.chance() * openFor);
  if (at >= night.plan.stormUntil) return;
  night.doAt(at, () => {
    settle(state);
    const held = erpOrderOf(night, order.id);
    if (held?.status === "Integrado" && (held.stage === "open" || held.stage === "picking")) cut(night, held, die);
  });
}

/** A sale at the counter, keyed in at the ERP some minutes later. */
function sellByHand(night: Night, die: Die): void {
  const { shop, erp, places } = night.houses;
  const place = die.pick(places);
  const candidates = [...shop.state.items.values()].filter(
    (item) => item.tracked && (item.levels.get(place.locationId)?.available ?? 0) > 0,
  );
  if (candidates.length === 0) return;
  const item = die.pick(candidates);
  const level = item.levels.get(place.locationId);
  const seqProduto = Number(/^P(\d+)E/.exec(item.sku ?? "")?.[1]);
  if (!level || !erp.state.productBySeq.has(seqProduto)) return;
  shop.control.setStock(item.id, place.locationId, level.available - 1);
  night.faults.add("shop: a hand changes the stock");
  night.story?.(`shop: one ${item.sku} is sold by hand at company ${place.company}`);
  night.doAt(night.scheduler.now() + die.between(1, 8) * MINUTE_MS, () =>
    recount(night, place.company, seqProduto, "because of a sale by hand"),
  );
}

/**
 * The ERP counts goods again and finds more than it ever had, so that its word is a new one whatever was sent before:
 * what hands did in the shop, which nobody tells us of, is then overruled.
 */
function recount({ houses, stockSaid, story }: Night, company: number, seqProduto: number, why: string): void {
  const most = stockSaid
    .filter((said) => said.company === company && said.seqProduto === seqProduto)
    .reduce((top, { quantityMilli }) => Math.max(top, quantityMilli), 0);
  houses.erp.control.setStock({ seqProduto, company, quantity: most / 1000 + 13 });
  story?.(`ERP: product ${seqProduto} at company ${company} is counted again, ${why}`);
}

/**
 * A recount that the tills took back before it was read may come down to as many packages as were sent before the hand
 * sold one: there is then nothing to send, and only a look for drift would find it. Where nothing was written over what
 * the hand did, the goods are counted once more, now that nobody sells any.
 */
function overruleHands(night: Night): void {
  const { houses, stockSaid } = night;
  const { journal, state } = houses.shop;
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
    const company = houses.places.find(({ locationId }) => locationId === location)?.company;
    const seqProduto = Number(/^P(\d+)E/.exec(state.items.get(String(item))?.sku ?? "")?.[1]);
    const said = stockSaid.filter((each) => each.company === company && each.seqProduto === seqProduto);
    const most = Math.max(...said.map(({ quantityMilli }) => quantityMilli));
    const isTakenBack = (said.at(-1)?.quantityMilli ?? most) < most;
    if (company !== undefined && !isWritten && isTakenBack)
      recount(night, company, seqProduto, "because the sale by hand still stands");
  }
}

function erpOrderOf({ houses }: Night, orderId: string): ErpOrder | undefined {
  const id = String(numberOfId(orderId));
  return houses.erp.state.orders.all.find(({ body }) => body.idPedidoCanalVenda === id);
}
