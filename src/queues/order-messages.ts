/** Reads the messages of the orders' queue: which order, or which notice, and which messages are about the same. */
import * as z from "zod";
import type { OrderMessage, WebhookNotice } from "../env.ts";

/** What only saves work or informs must not make a message unreadable. */
const extra = (charactersMax: number) => z.string().max(charactersMax).optional().catch(undefined);

const orderMessage = z.object({
  orderId: z.string().regex(/^\d{1,20}$/),
  cause: z.enum(["webhook", "deleted", "sweep", "erp-event", "due", "person"]),
  isOfBacklog: z.literal(true).optional().catch(undefined),
  updatedAt: extra(40),
  topic: extra(100),
  eventId: extra(100),
});

const webhookNotice = z.object({
  notice: z.enum(["notJson", "notAnOrder", "otherTopic"]),
  topic: z.string().max(100),
  eventId: z.string().max(100),
});

/** Null when it names no order of ours (a notice, an older version's, or a foreign one). */
export function readOrderMessage(body: unknown): OrderMessage | null {
  return orderMessage.safeParse(body).data ?? null;
}

export function readNotice(body: unknown): WebhookNotice | null {
  return webhookNotice.safeParse(body).data ?? null;
}

type OrdersMessage = Message<OrderMessage | WebhookNotice>;

/** The messages of a batch that are one piece of work. */
export type Work =
  | { readonly kind: "order"; readonly orders: readonly OrderMessage[]; readonly messages: readonly OrdersMessage[] }
  | { readonly kind: "notice"; readonly notice: WebhookNotice; readonly messages: readonly OrdersMessage[] }
  | { readonly kind: "unreadable"; readonly messages: readonly OrdersMessage[] };

/** One piece of work for each order, at the place of its first message; each other message by itself. */
export function workOf(messages: readonly OrdersMessage[]): readonly Work[] {
  const work: Work[] = [];
  const byOrder = new Map<string, { orders: OrderMessage[]; messages: OrdersMessage[] }>();
  for (const message of messages) {
    const order = readOrderMessage(message.body);
    if (order === null) {
      const notice = readNotice(message.body);
      work.push(notice ? { kind: "notice", notice, messages: [message] } : { kind: "unreadable", messages: [message] });
      continue;
    }
    const known = byOrder.get(order.orderId);
    if (known) {
      known.orders.push(order);
      known.messages.push(message);
      continue;
    }
    const first = { orders: [order], messages: [message] };
    byOrder.set(order.orderId, first);
    work.push({ kind: "order", ...first });
  }
  return work;
}
