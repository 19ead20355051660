/** Plausible orders by seed, of whatever can be bought at the moment. */
import { seeded } from "../../../kit/world.ts";
import type { Core } from "../../core.ts";
import type { Order } from "../../records/orders.ts";
import type { Variant } from "../../records/products.ts";
import { refundableOf } from "../order-totals.ts";
import type { PaymentKind } from "../payments.ts";
import { applyRefund } from "../refunds.ts";
import { mixed } from "./order-mix.ts";
import type { OrderSpec } from "./order-spec.ts";
import { placeOrder, type Placed } from "./place-order.ts";

export interface GenerateOptions {
  readonly count: number;
  readonly seed?: number;
  /** Absent: mostly card, some PIX still waiting, some on delivery, authorised, or by two gateways. */
  readonly payments?: readonly PaymentKind[];
}

const PAYMENTS: readonly PaymentKind[] = ["card", "card", "card", "card", "card", "pix"];

export function generateOrders(core: Core, { count, seed = core.settings.seed, payments }: GenerateOptions): Placed[] {
  const mix = seeded(seed * 15_485_863 + core.state.orders.size + 1);
  const random = seeded(seed * 104_729 + core.state.orders.size);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const placed: Placed[] = [];
  for (let each = 0; each < count; each += 1) {
    const places = [...core.state.locations.values()]
      .filter(({ isActive, fulfillsOnlineOrders }) => isActive && fulfillsOnlineOrders)
      .map(({ id }) => ({ id, offers: buyable(core, id) }))
      .filter(({ offers }) => offers.length > 0);
    if (places.length === 0) {
      placed.push({ ok: false, reason: "nothing can be bought" });
      continue;
    }
    const { id, offers } = pick(places);
    const plain = spec(core, random, pick, id, offers, pick(payments ?? PAYMENTS));
    const shaped = mixed(plain, mix);
    const made = placeOrder(
      core,
      payments ? { ...shaped, payment: plain.payment ?? "card", lines: plain.lines } : shaped,
    );
    placed.push(made);
    const isRefunded = mix() < 0.03;
    if (isRefunded && made.ok && payments === undefined) refundAmount(core, made.order);
  }
  return placed;
}

/** The merchant gives an amount back, and no goods. */
function refundAmount(core: Core, order: Order): void {
  const parent = order.transactions.find((each) => refundableOf(order, each) >= 100);
  if (!parent) return;
  const back = { orderId: order.id, parentId: parent.id, kind: "REFUND", gateway: parent.gateway, amount: "1.00" };
  applyRefund(core, order, { transactions: [back] });
}

function buyable(core: Core, locationId: string): Variant[] {
  return [...core.state.variants.values()].filter((variant) => {
    const product = core.state.products.get(variant.productId);
    const level = variant.item.levels.get(locationId);
    return (
      product?.status === "ACTIVE" &&
      product.publishedOn.size > 0 &&
      variant.price > 0 &&
      level?.isActive === true &&
      (!variant.item.tracked || level.available > 0)
    );
  });
}

function spec(
  core: Core,
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
  locationId: string,
  offers: readonly Variant[],
  payment: PaymentKind,
): OrderSpec {
  const lines = new Map<string, number>();
  const wanted = 1 + Math.floor(random() * Math.min(6, offers.length));
  for (let each = 0; each < wanted; each += 1) {
    const variant = pick(offers);
    const stock = variant.item.tracked ? (variant.item.levels.get(locationId)?.available ?? 0) : 5;
    lines.set(variant.id, Math.max(1, Math.min(stock, 1 + Math.floor(random() * 4))));
  }
  const method = pick(["LOCAL", "LOCAL", "SHIPPING", "PICK_UP"] as const);
  const discounted = random();
  return {
    lines: [...lines].map(([variantId, quantity]) => ({ variantId, quantity })),
    payment,
    locationId,
    delivery: {
      method,
      priceCents: method === "PICK_UP" ? 0 : pick([0, 990, 1_490]),
      ...(method === "LOCAL"
        ? { from: core.now() + 7_200_000, until: core.now() + 14_400_000, instructions: "Deixar na portaria" }
        : {}),
    },
    ...(discounted < 0.15
      ? { discount: { code: "BEMVINDO10", percent: 10 } }
      : discounted < 0.2
        ? { discount: { title: "Cortesia", amountCents: 137 } }
        : {}),
  };
}
