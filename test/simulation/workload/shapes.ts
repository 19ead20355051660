/** The shapes of the customers' orders, drawn from streams of their own: what Brazilian orders look like, and mishaps. */
import type { AddressForm } from "../../../sim/shopify/orders/place/address-forms.ts";
import { mixed } from "../../../sim/shopify/orders/place/order-mix.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import type { LineItem } from "../../../sim/shopify/records/order-lines.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { isRestored } from "../faults/erp-orders.ts";

/** What the oracle must know of an order beyond what the shop shows. */
export interface Bought {
  readonly form: AddressForm;
  readonly isCompany: boolean;
  /** By line: the variant's SKU when it was sold; a line that is no product has none. */
  readonly sold: ReadonlyMap<string, string>;
  /** By line of goods by weight: what a unit of it weighed when it was sold, thousandths of a kg. */
  readonly weights: ReadonlyMap<string, number>;
  /** Lines whose SKU is not their variant's. */
  readonly swapped: Set<string>;
  /** A person held, split or moved its fulfilment orders; when last. */
  routedAt: number;
  /** Its goods when it became more than 60 days old; null: it is younger. */
  aged: Aged | null;
}

/** What an app without read_all_orders may know of an old order for ever: Shopify shows it no later change. */
export interface Aged {
  /** By line: the units that it stood for. */
  readonly quantities: ReadonlyMap<string, number>;
  /** Where its fulfilment orders were. */
  readonly locations: ReadonlySet<string>;
}

/** The order that a customer places, in the shape that was drawn. */
export function shapeOf(spec: OrderSpec, mix: RandomStream): OrderSpec {
  const shaped = mixed(spec, mix.chance);
  if (spec.delivery?.method !== "PICK_UP" || !mix.hits(0.1)) return shaped;
  // A pickup asks for no name, and an account needs none.
  return { ...shaped, isNameless: true, isCompany: false };
}

/** What happens to an order that was placed: its lines' SKUs, its age, its fulfilment orders, an amount refunded. */
export function disturb(scenario: Scenario, order: Order, spec: OrderSpec): void {
  const { bought, streams, plan, scheduler, story } = scenario;
  const mix = streams(`mishaps of order ${order.number}`);
  const record: Bought = {
    form: spec.addressShape ?? "marked",
    isCompany: spec.isCompany === true,
    sold: new Map(order.lines.flatMap(({ id, sku }) => (sku === null ? [] : [[id, sku]]))),
    weights: new Map(order.lines.flatMap((line) => (isWeighed(scenario, line) ? [[line.id, shownGrams(line)]] : []))),
    swapped: new Set(),
    routedAt: 0,
    aged: null,
  };
  bought.set(order.id, record);
  payInParts(order, streams(`instalments of order ${order.number}`));
  const later = (least: number, most: number, what: () => void) => {
    const at = scheduler.now() + mix.between(least * 1000, most * 1000);
    if (at < plan.stormUntil) scenario.doAt(at, what);
  };
  if (mix.hits(0.06)) nameSku(scenario, order, record, mix);
  if (mix.hits(0.06))
    later(1, 1_200, () => {
      const paid = order.transactions.find(
        ({ kind, status, amount }) => kind === "SALE" && status === "SUCCESS" && amount > 200,
      );
      if (!paid || order.cancelledAt !== null) return;
      scenario.systems.shop.control.refundOrder(order.id, mix.between(50, 150));
      story?.(`shop: an amount of order ${order.name} is refunded`);
    });
  if (mix.hits(0.15)) later(0, 600, () => reroute(scenario, order, record, mix));
  // A hub that is restored by an hour knows no less of an order of sixty days.
  if (
    plan.features.missingScopes.includes("read_all_orders") &&
    !isRestored(scenario) &&
    order.transactions.every(({ status }) => status === "PENDING")
  )
    later(240, 900, () => age(scenario, order, record, mix));
}

/** A card is paid in up to six parts, as its receipt says. */
function payInParts({ transactions }: Order, stream: RandomStream): void {
  for (const { method, receipt } of transactions)
    if (method?.kind === "card") Object.assign(receipt, { installments: stream.pick([1, 1, 2, 3, 6]) });
}

const isWeighed = ({ systems }: Scenario, { sku }: LineItem): boolean => {
  const { catalogue, productBySeq } = systems.erp.state;
  const seqProduto = Number(/^P(\d+)E/.exec(sku ?? "")?.[1]);
  return catalogue.products[productBySeq.get(seqProduto) ?? -1]?.weighed === true;
};

/** What the customer read: "250 g", "1,5 kg". */
function shownGrams({ variantTitle }: LineItem): number {
  const [, number = "", unit] = /^([\d,]+) (g|kg)\b/.exec(variantTitle ?? "") ?? [];
  return Math.round(Number(number.replace(",", ".")) * (unit === "kg" ? 1000 : 1));
}

export const BAG = "Sacola";

/**
 * What customers say with an order: a note, a window and instructions for the delivery, what to do where goods are missing.
 */
export function withWords(spec: OrderSpec, words: RandomStream, now: number): OrderSpec {
  const note = words.hits(0.4) ? words.pick(NOTES) : null;
  const from = now + words.between(1, 30) * 60 * MINUTE_MS;
  const isLocal = spec.delivery?.method === "LOCAL";
  const window = words.hits(0.6) && isLocal ? { from, until: from + words.between(1, 6) * 60 * MINUTE_MS } : {};
  const instructions = words.hits(0.4) && isLocal ? { instructions: "Deixar na portaria" } : {};
  const hasWord = spec.lines.map(() => words.hits(0.3));
  return {
    ...spec,
    ...(note === null ? {} : { note }),
    ...(spec.delivery ? { delivery: { ...spec.delivery, ...window, ...instructions } } : {}),
    lines: spec.lines.map((line, index) =>
      hasWord[index] === true && line.custom === undefined
        ? { ...line, customAttributes: [{ key: "Se faltar", value: "trocar por similar" }] }
        : line,
    ),
  };
}

const NOTES = [
  "Não tocar a campainha",
  "Obrigada! 🙏  Bom trabalho",
  `Se não houver o produto, ${"por favor liguem antes de trocar, ".repeat(9)}obrigado`,
] as const;

/** Bags, a gift card, a tip; a bundle, whose component costs its part of it; a sale at the till, a draft. */
export function withExtras(spec: OrderSpec, extra: RandomStream, hasExtras: boolean): OrderSpec {
  const [first, ...rest] = spec.lines;
  const component =
    extra.hits(0.1) && first ? [{ ...first, unitPrice: extra.between(199, 1_999) }, ...rest] : spec.lines;
  const sourceName = extra.hits(0.06) ? { sourceName: extra.pick(["pos", "shopify_draft_order"] as const) } : {};
  const bags = { custom: { title: BAG }, unitPrice: extra.between(8, 60), quantity: extra.between(1, 3) };
  const card = { custom: { title: "Vale-presente", isGiftCard: true }, unitPrice: 2_500, quantity: 1 };
  const [hasBags, hasCard, hasTip] = [extra.hits(0.4), extra.hits(0.15), extra.hits(0.2)];
  if (!hasExtras) return { ...spec, ...sourceName, lines: component };
  return {
    ...spec,
    ...sourceName,
    ...(hasTip ? { tipCents: extra.between(100, 900) } : {}),
    lines: [...component, ...(hasBags ? [bags] : []), ...(hasCard ? [card] : [])],
  };
}

/** The line shows no SKU, or another variant's, as after a person changed the SKUs of variants. */
function nameSku({ systems, story }: Scenario, order: Order, { swapped }: Bought, mix: RandomStream): void {
  const line = mix.pick(order.lines.filter(({ variantId }) => variantId !== null));
  const others = [...systems.shop.state.variants.values()].flatMap(({ item, id }) =>
    id === line.variantId || item.sku === null ? [] : [item.sku],
  );
  const sku = mix.hits(0.5) || others.length === 0 ? null : mix.pick(others);
  order.lines.splice(order.lines.indexOf(line), 1, { ...line, sku });
  if (sku !== null) swapped.add(line.id);
  story?.(`shop: a line of order ${order.name} shows ${sku ?? "no SKU"}, its variant is ${line.sku}`);
}

/** A person holds the order's goods for some minutes, moves them to another store, or splits them and moves the last unit. */
function reroute(scenario: Scenario, order: Order, record: Bought, mix: RandomStream): void {
  const { systems, story, plan, scheduler } = scenario;
  const { control } = systems.shop;
  const [first] = order.fulfillmentOrders;
  if (!first || first.status !== "OPEN" || order.cancelledAt !== null) return;
  const other = mix.pick(systems.places.filter(({ locationId }) => locationId !== first.locationId)).locationId;
  const what = mix.pick(["hold", "move", "split", "split"] as const);
  record.routedAt = scheduler.now();
  if (what === "hold") {
    control.holdFulfillmentOrder(first.id, "OTHER");
    const until = Math.min(scheduler.now() + mix.between(2, 20) * MINUTE_MS, plan.stormUntil);
    scenario.doAt(until, () => {
      if (first.status === "ON_HOLD") control.releaseFulfillmentOrder(first.id);
    });
  } else if (what === "move") {
    control.moveFulfillmentOrder(first.id, other);
  } else {
    let last: string | null = first.id;
    for (let parts = 0; parts < 8; parts += 1) last = control.splitFulfillmentOrder(first.id) ?? last;
    control.moveFulfillmentOrder(last, other);
  }
  story?.(`shop: ${what} of the goods of order ${order.name}`);
}

/**
 * Sixty days go by for this order alone, in the shop and in the hub, which has read its last change; then it is paid.
 */
function age(
  { systems, hub, story, scheduler, doAt, plan }: Scenario,
  order: Order,
  record: Bought,
  mix: RandomStream,
): void {
  const id = order.id.split("/").at(-1) ?? "";
  const [known] = hub.run([
    {
      sql: "SELECT 1 FROM orders WHERE order_id = ?1 AND company IS NOT NULL AND state IN ('waiting-payment', 'on-hold') AND unixepoch(shop_updated_at) = ?2",
      params: [id, Math.floor(order.updatedAt / 1000)],
    },
  ]);
  if (
    order.cancelledAt !== null ||
    order.transactions.some(({ status }) => status === "SUCCESS") ||
    !known?.rows.length
  )
    return;
  const ms = 61 * 24 * 60 * MINUTE_MS;
  Object.assign(order, { createdAt: order.createdAt - ms });
  hub.run([
    {
      sql: "UPDATE orders SET created_at = created_at - ?2, next_at = next_at - ?2, shop_created_at = ?3 WHERE order_id = ?1",
      params: [id, ms, new Date(order.createdAt).toISOString()],
    },
  ]);
  record.aged = {
    quantities: new Map(order.lines.map((line) => [line.id, line.currentQuantity])),
    locations: new Set(order.fulfillmentOrders.flatMap(({ locationId }) => locationId ?? [])),
  };
  story?.(`shop: order ${order.name} is 61 days old`);
  const at = scheduler.now() + mix.between(1, 5) * MINUTE_MS;
  if (at < plan.stormUntil && mix.hits(0.8)) doAt(at, () => systems.shop.control.pay(order.id));
}
