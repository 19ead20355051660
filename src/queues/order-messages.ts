/** Reads the messages of the orders' queue: which order, or which notice, and which messages are about the same. */
import * as z from "zod";
import type { OrderMessage, OrdersMessage, PrivacyMessage, WebhookNotice } from "../env.ts";

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
  notice: z.enum(["notJson", "notAnOrder", "privacyUnreadable", "otherTopic"]),
  topic: z.string().max(100),
  eventId: z.string().max(100),
});

const privacyMessage = z.object({
  privacy: z.enum(["dataRequest", "customerRedact", "shopRedact"]),
  requestId: z.string().min(1).max(100),
  part: z.int().positive(),
  orderIds: z.array(z.string().regex(/^\d{1,20}$/)).max(1_000),
  receivedAt: z.int(),
});

/** Null when it names no order of ours (a notice, an older version's, or a foreign one). */
export function readOrderMessage(body: unknown): OrderMessage | null {
  return orderMessage.safeParse(body).data ?? null;
}

export function readNotice(body: unknown): WebhookNotice | null {
  return webhookNotice.safeParse(body).data ?? null;
}

export function readPrivacyMessage(body: unknown): PrivacyMessage | null {
  return privacyMessage.safeParse(body).data ?? null;
}

type Received = Message<OrdersMessage>;

/** The messages of a batch that are one piece of work. */
export type Work =
  | { readonly kind: "order"; readonly orders: readonly OrderMessage[]; readonly messages: readonly Received[] }
  | { readonly kind: "notice"; readonly notice: WebhookNotice; readonly messages: readonly Received[] }
  | { readonly kind: "privacy"; readonly request: PrivacyMessage; readonly messages: readonly Received[] }
  | { readonly kind: "unreadable"; readonly messages: readonly Received[] };

/** One piece of work for each order, at the place of its first message; each other message by itself. */
export function workOf(messages: readonly Received[]): readonly Work[] {
  const work: Work[] = [];
  const byOrder = new Map<string, { orders: OrderMessage[]; messages: Received[] }>();
  for (const message of messages) {
    const order = readOrderMessage(message.body);
    if (order === null) {
      work.push(withoutOrder(message));
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

function withoutOrder(message: Received): Work {
  const messages = [message];
  const notice = readNotice(message.body);
  if (notice) return { kind: "notice", notice, messages };
  const request = readPrivacyMessage(message.body);
  return request ? { kind: "privacy", request, messages } : { kind: "unreadable", messages };
}
