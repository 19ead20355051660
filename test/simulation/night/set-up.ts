/** What whoever installs the connector does: subscribe the webhooks, then four calls of /api, each until it is answered. */
import { OPS_TOKEN, WORKER_ORIGIN, type Night } from "./night.ts";

const TOPICS = ["ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "ORDERS_EDITED", "ORDERS_CANCELLED"] as const;
/** Gateways of the simulated shop → seqFormaPagto. */
const PAYMENT_FORMS = [
  { gateway: "mercado_pago_card", seqFormaPagto: 3 },
  { gateway: "mercado_pago_pix", seqFormaPagto: 17 },
] as const;
const AGAIN_AFTER_MS = 20_000;

export async function setUp(night: Night): Promise<void> {
  const { houses } = night;
  // The merchant subscribes in the shop itself, before anything goes wrong.
  const now = night.scheduler.now();
  for (const [index, topic] of TOPICS.entries())
    houses.shop.state.subscriptions.set(`gid://shopify/WebhookSubscription/${index + 1}`, {
      id: `gid://shopify/WebhookSubscription/${index + 1}`,
      topic,
      uri: `${WORKER_ORIGIN}/webhooks/shopify`,
      filter: null,
      includeFields: [],
      name: null,
      metafieldNamespaces: [],
      createdAt: now,
      updatedAt: now,
      lastSuccessAt: now,
    });
  await call(night, "POST", "/api/setup");
  await call(night, "PUT", "/api/companies", houses.places);
  await call(night, "PUT", "/api/price-targets", { base: { company: 1, segment: 1 } });
  await call(night, "PUT", "/api/payment-forms", PAYMENT_FORMS);
  const { bulk } = night.plan.lanes;
  if (bulk) await call(night, "PUT", "/api/loads/publish-bulk/0/0", { pageSize: bulk.from });
  night.story?.("set-up is done");
}

/** An operator presses the button again when it failed. */
async function call(night: Night, method: string, path: string, body?: unknown): Promise<void> {
  for (;;) {
    const ended = await night.ask(
      new Request(`${WORKER_ORIGIN}${path}`, {
        method,
        headers: { authorization: `Bearer ${OPS_TOKEN}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (ended.outcome === "ok" && ended.value.ok) return;
    const said =
      ended.outcome === "ok" ? `${ended.value.status} ${(await ended.value.text()).slice(0, 300)}` : ended.outcome;
    if (ended.outcome === "ok" && ended.value.status < 500 && ended.value.status !== 409)
      throw new Error(`${method} ${path} answered ${said}`);
    night.story?.(`operator: ${method} ${path} answered ${said}; again`);
    await night.scheduler.sleep(AGAIN_AFTER_MS);
  }
}
