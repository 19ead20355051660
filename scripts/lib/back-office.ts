/**
 * What happens to six orders after they were placed: the ERP's back office cuts, weighs, swaps and cancels, the shop
 * cancels and refunds. One half of the ERP's events is pushed, the other is left to the poll.
 */
import type { Consinco } from "../../sim/consinco/consinco.ts";
import type { Order as ErpOrder } from "../../sim/consinco/orders/orders.ts";
import type { Change } from "../../sim/consinco/orders/order-lifecycle.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import type { Variant } from "../../sim/shopify/records/products.ts";
import type { Shopify } from "../../sim/shopify/index.ts";
import { erpIdOf, type FirstSync } from "./first-sync.ts";
import { until } from "./until.ts";

/** In the order of the table. `by`: how the connector learns of the ERP's part. */
export const CASES = [
  { what: "cut", by: "poll" },
  { what: "weighed", by: "push" },
  { what: "item added for a cut one", by: "poll" },
  { what: "cancelled by the ERP", by: "push" },
  { what: "cancelled in the shop", by: "poll" },
  { what: "refunded in the shop", by: "push" },
] as const;
export type What = (typeof CASES)[number]["what"];

/** A case, the order that it happens to, and what the customer paid for it. */
export interface ChangedOrder {
  readonly what: What;
  readonly by: "poll" | "push";
  readonly order: Order;
  readonly placedCents: number;
}

const ORDERED_UNITS = 3;
/** A price that leaves room for a cheaper item in its place. */
const PRICE_MIN_CENTS = 300;
/** Of the weight that was ordered; the scales never show the whole multiple. */
const REAL_WEIGHT = 0.93;

/** Places one order for each case, paid by card: some units of one item that the shop can deliver. */
export async function placeChanged({ simulators, say }: FirstSync): Promise<readonly ChangedOrder[]> {
  const { shopify, mappings } = simulators;
  const taken = new Set<Variant>();
  const changed: ChangedOrder[] = [];
  for (const each of CASES) {
    const offer = mappings
      .map(({ locationId }) => ({ locationId, variant: offerAt(simulators, locationId, each.what, taken) }))
      .find(({ variant }) => variant !== undefined);
    if (!offer?.variant) throw new Error(`the shop has no item for the order that is ${each.what}`);
    taken.add(offer.variant);
    const placed = shopify.control.placeOrder({
      lines: [{ variantId: offer.variant.id, quantity: ORDERED_UNITS }],
      locationId: offer.locationId,
      delivery: { method: "SHIPPING", priceCents: 990 },
      payment: "card",
    });
    if (!placed.ok) throw new Error(`the order that is ${each.what} was not placed: ${placed.reason}`);
    changed.push({ ...each, order: placed.order, placedCents: placed.order.originalTotal });
  }
  await shopify.deliverDue();
  say(`orders: ${changed.length} more, for what the back office and the shop do to orders`);
  return changed;
}

interface Simulated {
  readonly shopify: Shopify;
  readonly consinco: Consinco;
}

function offerAt(
  { shopify, consinco }: Simulated,
  locationId: string,
  what: What,
  taken: ReadonlySet<Variant>,
): Variant | undefined {
  return [...shopify.state.variants.values()].find((variant) => {
    const level = variant.item.levels.get(locationId);
    const product = shopify.state.products.get(variant.productId);
    return (
      !taken.has(variant) &&
      product?.status === "ACTIVE" &&
      product.publishedOn.size > 0 &&
      variant.price >= PRICE_MIN_CENTS &&
      variant.item.tracked &&
      level?.isActive === true &&
      level.available >= 2 * ORDERED_UNITS &&
      isWeighed(consinco, variant) === (what === "weighed")
    );
  });
}

function isWeighed({ state }: Consinco, variant: Variant): boolean | undefined {
  const key = skuOf(variant);
  return key === null
    ? undefined
    : state.catalogue.products.find(({ seqProduto }) => seqProduto === key.seqProduto)?.weighed;
}

function skuOf({ item: { sku } }: Variant): { readonly seqProduto: number; readonly qtdEmbalagem: number } | null {
  const [, seqProduto, qtdEmbalagem] = /^P(\d+)E(\d+)$/.exec(sku ?? "") ?? [];
  return seqProduto === undefined ? null : { seqProduto: Number(seqProduto), qtdEmbalagem: Number(qtdEmbalagem) };
}

/** The shop cancels its order, and the connector cancels the ERP's: before the ERP bills what is open. */
export async function cancelInShop({ simulators, say }: FirstSync, changed: readonly ChangedOrder[]): Promise<void> {
  const order = orderOf(changed, "cancelled in the shop");
  if (!simulators.shopify.control.cancelOrder(order.id)) throw new Error(`${order.name} could not be cancelled`);
  await simulators.shopify.deliverDue();
  await until("the shop's cancellation in the ERP", () => {
    const { stage } = erpOrderOf(simulators.consinco, order);
    return Promise.resolve({ done: stage === "cancelled", state: stage });
  });
  say(`orders: ${order.name} was cancelled in the shop, and the connector cancelled it in the ERP`);
}

/** The ERP's part of the cases that come by this way. */
export function workInErp({ simulators }: FirstSync, changed: readonly ChangedOrder[], by: "poll" | "push"): void {
  const { control } = simulators.consinco;
  for (const { what, order } of changed.filter((each) => each.by === by)) {
    const held = erpOrderOf(simulators.consinco, order);
    const { seqPedido } = held;
    const changes = changesOf(simulators, what, held);
    if (changes.length > 0) control.alter({ seqPedido, changes });
    if (what === "cancelled by the ERP") control.cancel({ seqPedido, motivo: "Sem produto na loja" });
  }
}

function changesOf(simulators: Simulated, what: What, { items, body }: ErpOrder): readonly Change[] {
  const [item] = items;
  if (!item) throw new Error(`the ERP's order of ${body.idPedidoCanalVenda} has no item`);
  const { seqProduto, qtdEmbalagem } = item;
  const ordered = item.orderedMilli / 1000;
  switch (what) {
    case "cut":
      return [{ seqProduto, qtdEmbalagem, attended: ordered - 1 }];
    case "weighed":
      return [{ seqProduto, qtdEmbalagem, attended: Math.round(ordered * REAL_WEIGHT * 1000) / 1000 }];
    case "item added for a cut one":
      return [
        { seqProduto, qtdEmbalagem, attended: ordered - 1 },
        { ...substituteOf(simulators, item.chargedCents, seqProduto), attended: 1 },
      ];
    case "cancelled by the ERP":
    case "cancelled in the shop":
    case "refunded in the shop":
      return [];
  }
}

/** Another item that costs no more than one unit of the cut one. */
function substituteOf({ shopify, consinco }: Simulated, atMostCents: number, not: number): Omit<Change, "attended"> {
  for (const variant of shopify.state.variants.values()) {
    const key = skuOf(variant);
    const isOffered = shopify.state.products.get(variant.productId)?.status === "ACTIVE";
    if (!key || !isOffered || key.seqProduto === not || isWeighed(consinco, variant) !== false) continue;
    if (variant.price > 0 && variant.price <= atMostCents) return { ...key, chargedCents: variant.price };
  }
  throw new Error(`no item costs ${atMostCents} cents or less`);
}

export const isCancelledCase = ({ what }: ChangedOrder): boolean => what.startsWith("cancelled");

export function orderOf(changed: readonly ChangedOrder[], what: What): Order {
  const found = changed.find((each) => each.what === what);
  if (!found) throw new Error(`no order is ${what}`);
  return found.order;
}

export function erpOrderOf({ state }: Consinco, order: Order): ErpOrder {
  const held = state.orders.all.find(({ body }) => body.idPedidoCanalVenda === erpIdOf(order));
  if (!held) throw new Error(`the ERP has no order ${order.name}`);
  return held;
}
