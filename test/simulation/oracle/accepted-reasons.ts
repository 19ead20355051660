/** The reasons for which a paid order may be at the desk and not in the ERP, from the shop's order and the ERP's answer. */
import type { OrderRecord } from "../../../sim/consinco/journal.ts";
import { lineSubtotal, totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { isPromised, promisedCents } from "../workload/promises.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { isExtra, soldSku } from "./units.ts";

/** The reasons of which the desk must give one; none: nothing stands in the way, so the ERP must have the order. */
export function acceptedReasonsOf(scenario: Scenario, order: Order, { refused }: OrderRecord): readonly string[] {
  const { bought, systems, plan } = scenario;
  const { total, received, refunded } = totalsOf(order, true);
  const shape = bought.get(order.id);
  // Only this form has no bairro, and a pickup needs none.
  const isWhole = isPickedUp(order) || shape?.form !== "plain";
  const promised = isPromised({ features: plan.features }, order) ? promisedCents(order, total) : 0;
  const isPaidBack = received - refunded + promised < total;
  const isSwapped = order.lines.some(({ id, currentQuantity }) => currentQuantity > 0 && shape?.swapped.has(id));
  // Neither the line nor a variant says any more what was sold.
  const isUnnamed = order.lines.some(
    (line) =>
      line.sku === null &&
      line.currentQuantity > 0 &&
      !(isExtra(line) && systems.service !== null) &&
      !systems.shop.state.variants.has(line.variantId ?? ""),
  );
  const hasCard = order.lines.some(({ isGiftCard, currentQuantity }) => isGiftCard && currentQuantity > 0);
  const isUnmapped = systems.service === null;
  const standing = order.fulfillmentOrders.filter(({ status }) => status !== "CANCELLED");
  return [
    ...(documentOf(order) === null ? ["cpf-missing"] : []),
    ...(order.billingAddress?.name === "" ? ["name-missing"] : []),
    ...(isWhole ? [] : ["address-bairro-missing"]),
    ...(isPaidBack ? ["partially-paid"] : []),
    // Less is promised than the order comes to since an edit: it waits for its money as any other.
    ...(isPaidBack && isPromised({ features: plan.features }, order) ? ["payment-overdue"] : []),
    ...(isPaidBack && refunded > 0 ? ["payment-mismatch", "amount-refunded"] : []),
    ...(isUnnamed ? ["sku-missing"] : []),
    ...(isUnmapped && hasCard ? ["gift-card-line"] : []),
    ...(isUnmapped && order.tip > 0 ? ["fees-or-tip"] : []),
    ...(isSwapped ? ["sku-mismatch"] : []),
    ...(isGiftUnpaid(order, plan.features.giftCents) ? ["free-line"] : []),
    ...(new Set(standing.map(({ locationId }) => locationId)).size > 1 ? ["several-locations"] : []),
    ...(standing.some(({ status }) => status === "ON_HOLD") ? ["fulfillment-on-hold"] : []),
    ...(shape?.aged == null ? [] : ["order-out-of-reach"]),
    ...(refused.some((each) => each.method === "POST" && isForGoneGoods(scenario, order, each)) ? ["erp-refused"] : []),
  ];
}

/** A line is given away, and no mapping says at what price; or the other lines cannot pay it and keep a cent a unit. */
function isGiftUnpaid(order: Order, giftCents: number | null): boolean {
  const lines = order.lines.filter(({ currentQuantity }) => currentQuantity > 0);
  const gifts = lines.filter((line) => lineSubtotal(line) === 0);
  if (gifts.length === 0 || giftCents === null) return gifts.length > 0;
  const spare = lines.reduce((sum, line) => sum + Math.max(0, lineSubtotal(line) - line.currentQuantity), 0);
  return gifts.reduce((sum, { currentQuantity }) => sum + currentQuantity * giftCents, 0) > spare;
}

/**
 * The ERP's people took goods of the order away, as the scenario itself knows, and the ERP names nothing else. Any other
 * field is one that the connector wrote wrongly.
 */
export function isForGoneGoods(
  scenario: Scenario,
  order: Order,
  { status, fields }: OrderRecord["refused"][number],
): boolean {
  const { catalogue } = scenario.systems.erp.state;
  const { vanished } = scenario.operator;
  const isGone = order.lines.some((line) => {
    const seqProduto = Number(/^P(\d+)E/.exec(soldSku(scenario, order, line))?.[1]);
    return (
      vanished.some((each) => each.seqProduto === seqProduto) ||
      catalogue.products.some((product) => product.seqProduto === seqProduto && product.delisted)
    );
  });
  return (
    isGone && status === 422 && fields.length > 0 && fields.every((field) => /^itemDto\[\d+\]\.seqProduto$/.test(field))
  );
}

/** The customer's CPF or CNPJ, where the checkout or the shop's own form put it. */
export const documentOf = ({ localizedFields, customAttributes }: Order): string | null =>
  localizedFields.find(({ key }) => key === "TAX_CREDENTIAL_BR")?.value ??
  customAttributes.find(({ key }) => key === "CPF" || key === "CNPJ")?.value ??
  null;

export const isPickedUp = ({ fulfillmentOrders }: Order): boolean =>
  fulfillmentOrders.every(({ method }) => method === "PICK_UP");
