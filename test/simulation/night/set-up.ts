/** What whoever installs the connector does: subscribe the webhooks, then the calls of /api, each until it is answered. */
import { mapPrices } from "../workload/operators.ts";
import { call } from "./api.ts";
import { WORKER_ORIGIN, type Night } from "./night.ts";

const TOPICS = ["ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "ORDERS_EDITED", "ORDERS_CANCELLED"] as const;
/** Gateways of the simulated shop → seqFormaPagto. */
export const PAYMENT_FORMS = [
  { gateway: "mercado_pago_card", seqFormaPagto: 3 },
  { gateway: "mercado_pago_pix", seqFormaPagto: 17 },
] as const;

export async function setUp(night: Night): Promise<void> {
  const { houses } = night;
  const { bulk, targets } = night.plan.lanes;
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
  await mapPrices(night, targets ?? { list: null, metafields: [] });
  await call(night, "PUT", "/api/payment-forms", PAYMENT_FORMS);
  if (bulk) await call(night, "PUT", "/api/loads/publish-bulk/0/0", { pageSize: bulk.from });
  night.people.isSetUp = true;
  night.story?.("set-up is done");
}
