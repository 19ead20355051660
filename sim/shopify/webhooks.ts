/**
 * Webhooks out: signed, at least once, in no order. Nothing is sent by itself: `deliverDue` is driven by a server's timer
 * or by a virtual clock.
 */
import { createHmac } from "node:crypto";
import { ADMIN_API_VERSION } from "../../src/shopify/client/version.ts";
import type { Journal, DeliveryEntry } from "./journal.ts";
import type { Settings } from "./options.ts";
import type { WebhookSubscription } from "./records/subscriptions.ts";
import type { Tokens } from "./tokens.ts";

/** A disturbance of delivery. Absent `chance` = always; absent `times` = until cleared. */
export interface Disturbance {
  readonly kind: "lose" | "double" | "delay" | "reorder";
  readonly topic?: string;
  readonly chance?: number;
  readonly times?: number;
  /** How long, for delay (default an hour), double (5 s) and reorder (at most; 60 s). Not compressed. */
  readonly ms?: number;
}

export interface Delivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly subscriptionId: string;
  readonly topic: string;
  readonly uri: string;
  readonly body: string;
  readonly triggeredAt: number;
  attempt: number;
  dueAt: number;
}

const TIMEOUT_MS = 5_000;
/** Waits before the 8 retries: 4 hours in all. */
const RETRY_WAITS_MS = [10_000, 60_000, 240_000, 600_000, 1_200_000, 2_400_000, 4_200_000, 5_690_000];

export class Webhooks {
  readonly pending: Delivery[] = [];
  /** Deliveries affected, by kind of disturbance. */
  readonly disturbed: Record<Disturbance["kind"], number> = { lose: 0, double: 0, delay: 0, reorder: 0 };
  private readonly settings: Settings;
  private readonly subscriptions: Map<string, WebhookSubscription>;
  private readonly journal: Journal;
  private readonly tokens: Tokens;
  private disturbances: { what: Disturbance; left: number }[] = [];
  private events = 0;
  private deliveries = 0;

  constructor(settings: Settings, subscriptions: Map<string, WebhookSubscription>, journal: Journal, tokens: Tokens) {
    this.settings = settings;
    this.subscriptions = subscriptions;
    this.journal = journal;
    this.tokens = tokens;
  }

  disturb(what: Disturbance): void {
    this.disturbances.push({ what, left: what.times ?? Number.POSITIVE_INFINITY });
  }
  clearDisturbances(): void {
    this.disturbances = [];
  }

  /** One action in the shop: its topics share the event id. Payloads are made only for subscribed topics. */
  emit(
    events: readonly { readonly topic: string; readonly payload: () => unknown; readonly delayMs?: number }[],
  ): void {
    this.events += 1;
    const eventId = uuid(1, this.events);
    for (const event of events)
      for (const subscription of this.subscriptions.values())
        if (subscription.topic === event.topic) this.queue(subscription, eventId, event.payload(), event.delayMs ?? 0);
  }

  /**
   * A topic of the app's own configuration: no subscription made through the API, and none that Shopify deletes.
   * @returns the event's id
   */
  emitConfigured(topic: string, uri: string, payload: unknown): string {
    this.events += 1;
    const eventId = uuid(1, this.events);
    this.queue({ id: "app-configuration", topic, uri, includeFields: [] }, eventId, payload, 0);
    return eventId;
  }

  /** When the next attempt falls due. */
  nextDueAt(): number | undefined {
    return this.pending.reduce<number | undefined>(
      (least, { dueAt }) => (least === undefined || dueAt < least ? dueAt : least),
      undefined,
    );
  }

  /** Makes all attempts that are due, side by side as Shopify does; resolves when each has its answer. */
  async deliverDue(): Promise<number> {
    const now = this.settings.world.now();
    const due = this.pending.filter((delivery) => delivery.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const delivery of due) this.pending.splice(this.pending.indexOf(delivery), 1);
    await Promise.all(due.map((delivery) => this.attempt(delivery)));
    return due.length;
  }

  private queue(
    subscription: Pick<WebhookSubscription, "id" | "topic" | "uri" | "includeFields">,
    eventId: string,
    payload: unknown,
    delayMs: number,
  ): void {
    const { world, webhookTimeScale, webhookLatencyMs } = this.settings;
    this.deliveries += 1;
    const delivery: Delivery = {
      webhookId: uuid(2, this.deliveries),
      eventId,
      subscriptionId: subscription.id,
      topic: subscription.topic,
      uri: subscription.uri,
      body: JSON.stringify(included(payload, subscription.includeFields)),
      triggeredAt: world.now(),
      attempt: 0,
      dueAt: world.now() + delayMs + webhookLatencyMs * webhookTimeScale,
    };
    for (const { kind, ms } of this.strike(subscription.topic)) {
      if (kind === "lose") return this.note(delivery, "lost", null);
      if (kind === "delay") delivery.dueAt += ms ?? 3_600_000;
      else if (kind === "reorder") delivery.dueAt += Math.floor(world.chance() * (ms ?? 60_000));
      else this.pending.push({ ...delivery, dueAt: delivery.dueAt + (ms ?? 5_000) });
    }
    this.pending.push(delivery);
  }

  private strike(topic: string): Disturbance[] {
    const applied = this.disturbances.filter(({ what, left }) => {
      if (left <= 0 || (what.topic !== undefined && what.topic !== topic)) return false;
      return what.chance === undefined || this.settings.world.chance() < what.chance;
    });
    for (const entry of applied) {
      entry.left -= 1;
      this.disturbed[entry.what.kind] += 1;
    }
    this.disturbances = this.disturbances.filter(({ left }) => left > 0);
    return applied.map(({ what }) => what);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { world, shop, webhookTimeScale } = this.settings;
    const request = new Request(delivery.uri, {
      method: "POST",
      body: delivery.body,
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": topicPath(delivery.topic),
        "x-shopify-hmac-sha256": createHmac("sha256", this.tokens.signingSecret).update(delivery.body).digest("base64"),
        "x-shopify-shop-domain": shop,
        "x-shopify-api-version": ADMIN_API_VERSION,
        "x-shopify-webhook-id": delivery.webhookId,
        "x-shopify-event-id": delivery.eventId,
        "x-shopify-triggered-at": new Date(delivery.triggeredAt).toISOString(),
      },
    });
    const status = await Promise.race([
      world.fetch(request).then(
        (answer) => answer.status,
        () => 0,
      ),
      world.sleep(TIMEOUT_MS).then(() => "timeout" as const),
    ]);
    delivery.attempt += 1;
    const subscription = this.subscriptions.get(delivery.subscriptionId);
    if (typeof status === "number" && status >= 200 && status < 300) {
      if (subscription) subscription.lastSuccessAt = world.now();
      return this.note(delivery, "delivered", status);
    }
    this.note(delivery, status === "timeout" ? "timeout" : "refused", typeof status === "number" ? status : null);
    const wait = RETRY_WAITS_MS[delivery.attempt - 1];
    if (wait !== undefined) {
      delivery.dueAt = world.now() + wait * webhookTimeScale;
      this.pending.push(delivery);
      return;
    }
    this.note(delivery, "gave-up", null);
    // Eight retries in a row without one success: Shopify deletes a subscription made through the API.
    if (subscription && subscription.lastSuccessAt <= delivery.triggeredAt) this.subscriptions.delete(subscription.id);
  }

  private note(delivery: Delivery, outcome: DeliveryEntry["outcome"], status: number | null): void {
    const { topic, webhookId, eventId, attempt } = delivery;
    this.journal.deliveries.push({
      at: this.settings.world.now(),
      topic,
      webhookId,
      eventId,
      attempt,
      outcome,
      status,
    });
  }
}

/** ORDERS_CREATE → orders/create */
function topicPath(topic: string): string {
  const plural =
    /^(APP|SHOP|CUSTOMERS|BULK_OPERATIONS|FULFILLMENT_ORDERS|FULFILLMENTS|INVENTORY_ITEMS|INVENTORY_LEVELS|LOCATIONS|ORDERS|ORDER_TRANSACTIONS|PRODUCTS|REFUNDS)_(.*)$/.exec(
      topic,
    );
  return plural ? `${plural[1]}/${plural[2]}`.toLowerCase() : topic.toLowerCase();
}

function included(payload: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || typeof payload !== "object" || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)));
}

/** Looks like a UUID, comes from a counter. */
function uuid(kind: number, count: number): string {
  const digits = count.toString(16).padStart(12, "0");
  return `5109f1ce-000${kind}-4000-8000-${digits}`;
}
