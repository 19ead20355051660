/** One delivery of a batch: what the consumer sees, and what it decided about each message. The first ack or retry counts. */
import { checkDelay, type Message } from "./queues.ts";

export type Batch = MessageBatch;

export type Decision =
  | { readonly kind: "none" }
  | { readonly kind: "ack" }
  | { readonly kind: "retry"; readonly delaySeconds: number | undefined };

export interface Delivery {
  readonly batch: Batch;
  decisionOn(id: string): Decision;
}

export function deliveryOf(queue: string, messages: readonly Message[], metrics: MessageBatchMetrics): Delivery {
  const decisions = new Map<string, Decision>();
  const decide = (id: string, decision: Decision) => {
    if (!decisions.has(id)) decisions.set(id, decision);
  };
  let forAll: Decision = { kind: "none" };
  const batch: Batch = {
    queue,
    metadata: { metrics },
    messages: messages.map(({ id, sentAt, json, attempts }) => ({
      id,
      attempts,
      timestamp: new Date(sentAt),
      body: JSON.parse(json) as unknown,
      ack: () => decide(id, { kind: "ack" }),
      retry: (options) => decide(id, retryOf(options)),
    })),
    ackAll: () => void (forAll = forAll.kind === "none" ? { kind: "ack" } : forAll),
    retryAll: (options) => void (forAll = forAll.kind === "none" ? retryOf(options) : forAll),
  };
  return { batch, decisionOn: (id) => decisions.get(id) ?? forAll };
}

function retryOf(options?: QueueRetryOptions): Decision {
  checkDelay(options?.delaySeconds);
  return { kind: "retry", delaySeconds: options?.delaySeconds };
}
