/** The reasons for which a paid order may be at the desk and not in the ERP, from the shop's order and the ERP's answer. */
import type { OrderRecord } from "../../../sim/consinco/journal.ts";
import { totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";

/** Shopify joins street and number, complement and bairro by this where the checkout has separate fields. */
export const JOINER = "\u2060";

/** The reasons of which the desk must give one; none: nothing stands in the way, so the ERP must have the order. */
export function acceptedReasonsOf(order: Order, { refused }: OrderRecord): readonly string[] {
  const { total, received, refunded } = totalsOf(order, true);
  const isWhole = isPickedUp(order) || order.shippingAddress?.address2?.includes(JOINER) === true;
  return [
    ...(documentOf(order) === null ? ["cpf-missing"] : []),
    ...(isWhole ? [] : ["address-bairro-missing"]),
    ...(received - refunded < total ? ["partially-paid"] : []),
    // The ERP's own refusal (422); a 400 would be a defect of the connector, and is judged as one.
    ...(refused.some(({ status }) => status === 422) ? ["erp-refused"] : []),
  ];
}

/** The customer's CPF, where the checkout or the shop's own form put it. */
export const documentOf = ({ localizedFields, customAttributes }: Order): string | null =>
  localizedFields.find(({ key }) => key === "TAX_CREDENTIAL_BR")?.value ??
  customAttributes.find(({ key }) => key === "CPF")?.value ??
  null;

export const isPickedUp = ({ fulfillmentOrders }: Order): boolean =>
  fulfillmentOrders.every(({ method }) => method === "PICK_UP");
