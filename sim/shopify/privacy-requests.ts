/** Requests of privacy law as Shopify sends them: to the address in the app's configuration, with the customer's data. */
import type { Order } from "./records/orders.ts";
import { numberOfId } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

export type PrivacyTopic = "CUSTOMERS_REDACT" | "CUSTOMERS_DATA_REQUEST" | "SHOP_REDACT";

export interface PrivacyRequest {
  readonly topic: PrivacyTopic;
  readonly eventId: string;
  /** Number of a data request; null: the topic has none. */
  readonly requestId: number | null;
  /** Shopify's numbers of the orders that it names. */
  readonly orderIds: readonly string[];
}

interface Asked {
  readonly webhooks: Webhooks;
  readonly shop: string;
  /** Where the app's configuration sends them. */
  readonly uri: string;
  readonly topic: PrivacyTopic;
  readonly orders: readonly Order[];
  /** A number that no other request has. */
  readonly number: number;
}

export function requestPrivacy({ webhooks, shop, uri, topic, orders, number }: Asked): PrivacyRequest {
  const orderIds = orders.map(({ id }) => String(numberOfId(id)));
  const numbers = orderIds.map(Number);
  const [first] = orders;
  const customer = { id: number, email: first?.email ?? null, phone: first?.phone ?? null };
  const requestId = topic === "CUSTOMERS_DATA_REQUEST" ? number : null;
  const payload = {
    shop_id: 954_889,
    shop_domain: shop,
    ...(topic === "SHOP_REDACT" ? {} : { customer }),
    ...(topic === "CUSTOMERS_REDACT" ? { orders_to_redact: numbers } : {}),
    ...(requestId === null ? {} : { orders_requested: numbers, data_request: { id: requestId } }),
  };
  return { topic, eventId: webhooks.emitConfigured(topic, uri, payload), requestId, orderIds };
}
