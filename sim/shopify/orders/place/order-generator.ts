/** Plausible orders by seed, of whatever can be bought at the moment. */
import { seeded } from "../../../kit/world.ts";
import type { Core } from "../../core.ts";
import type { Variant } from "../../records/products.ts";
import type { PaymentKind } from "../payments.ts";
import type { OrderSpec } from "./order-spec.ts";
import { placeOrder, type Placed } from "./place-order.ts";

export interface GenerateOptions {
  readonly count: number;
  readonly seed?: number;
  /** Absent: mostly card, some PIX still waiting, some authorised. */
  readonly payments?: readonly PaymentKind[];
}

const PAYMENTS: readonly PaymentKind[] = ["card", "card", "card", "card", "pix", "authorized"];

export function generateOrders(
  core: Core,
  { count, seed = core.settings.seed, payments = PAYMENTS }: GenerateOptions,
): Placed[] {
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
    placed.push(placeOrder(core, spec(core, random, pick, id, offers, pick(payments))));
  }
  return placed;
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
    addressShape: random() < 0.8 ? "marked" : "plain",
    ...(discounted < 0.15
      ? { discount: { code: "BEMVINDO10", percent: 10 } }
      : discounted < 0.2
        ? { discount: { title: "Cortesia", amountCents: 137 } }
        : {}),
  };
}
