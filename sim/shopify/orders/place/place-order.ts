/** What customers do: an order is placed in the shop, and refused as a checkout refuses it. */
import type { Core } from "../../core.ts";
import { emitOrder, routingEvent } from "../../payloads/emit.ts";
import type { Order } from "../../records/orders.ts";
import type { Variant } from "../../records/products.ts";
import { totalsOf } from "../order-totals.ts";
import { payment, refusedPayments } from "../payments.ts";
import { assignLocations } from "./assign-locations.ts";
import { makeOrder } from "./make-order.ts";
import type { OrderSpec, Wanted } from "./order-spec.ts";

export function placeOrder(core: Core, spec: OrderSpec): Placed {
  const refuse = (reason: string): Placed => {
    core.journal.shopActions.push({ at: core.now(), effect: { kind: "order-refused", reason } });
    return { ok: false, reason };
  };
  const wanted: Wanted[] = [];
  if (spec.lines.length === 0) return refuse("the cart is empty");
  for (const line of spec.lines) {
    if (line.quantity < 1) return refuse(`${line.sku ?? line.variantId ?? ""}: quantity ${line.quantity}`);
    if (line.custom) {
      wanted.push({ variant: null, product: null, quantity: line.quantity, spec: line });
      continue;
    }
    const variant =
      line.variantId === undefined ? bySku(core, line.sku ?? "") : core.state.variants.get(line.variantId);
    const product = variant ? core.state.products.get(variant.productId) : undefined;
    const label = line.sku ?? line.variantId ?? "";
    if (!variant || !product) return refuse(`${label}: no such variant`);
    if (product.status !== "ACTIVE" && product.status !== "UNLISTED")
      return refuse(`${label}: product is ${product.status}`);
    if (![...product.publishedOn.values()].some((at) => at <= core.now()))
      return refuse(`${label}: product is not published`);
    if (variant.price <= 0) return refuse(`${label}: price is zero`);
    wanted.push({ variant, product, quantity: line.quantity, spec: line });
  }
  const assigned = assignLocations(core, wanted, spec);
  if (typeof assigned === "string") return refuse(assigned);
  const order = makeOrder(core, wanted, assigned, spec);
  core.state.orders.set(order.id, order);
  for (const [index, { variant, quantity }] of wanted.entries())
    if (variant) commit(core, variant, assigned[index]?.id ?? "", quantity);
  order.transactions.push(
    ...refusedPayments(core, order, spec.failedPayments ?? 0),
    ...payment(core, order, spec.payment ?? "card", totalsOf(order, core.settings.taxesIncluded).total),
  );
  const paid = totalsOf(order, core.settings.taxesIncluded).outstanding <= 0;
  core.journal.shopActions.push({
    at: core.now(),
    effect: {
      kind: "order-placed",
      id: order.id,
      name: order.name,
      total: order.originalTotal,
      payment: spec.payment ?? "card",
      paid,
      locations: [...new Set(assigned.map(({ id }) => id))].join(","),
    },
  });
  emitOrder(
    core,
    order,
    ["ORDERS_CREATE", ...(paid ? ["ORDERS_PAID"] : []), "ORDERS_UPDATED"],
    order.fulfillmentOrders.map((each) => routingEvent(each, core.settings.routingMs)),
  );
  return { ok: true, order };
}

export type Placed = { readonly ok: true; readonly order: Order } | { readonly ok: false; readonly reason: string };

const bySku = (core: Core, sku: string): Variant | undefined =>
  [...core.state.variants.values()].find(({ item }) => item.sku === sku);

/** A sale moves available to committed at once. */
function commit(core: Core, variant: Variant, locationId: string, quantity: number): void {
  const level = variant.item.levels.get(locationId);
  if (!level || !variant.item.tracked) return;
  level.available -= quantity;
  level.committed += quantity;
  level.updatedAt = core.now();
}
