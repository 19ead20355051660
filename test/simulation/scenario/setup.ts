/** The steps of an installation: subscribe the webhooks, then the calls of /api, each repeated until it is answered. */
import { DIALECT_OF } from "./dialects.ts";
import { mapPrices } from "../workload/operators.ts";
import { mapSpecifications, SPECIFICATION_FIELDS } from "../workload/specifications.ts";
import { giveToken } from "../workload/pushes.ts";
import { call } from "./api.ts";
import { WORKER_ORIGIN, type Scenario } from "./scenario.ts";

const TOPICS = [
  "ORDERS_CREATE",
  "ORDERS_PAID",
  "ORDERS_UPDATED",
  "ORDERS_DELETE",
  "ORDERS_EDITED",
  "ORDERS_CANCELLED",
] as const;
export const CARD = "mercado_pago_card";
/** Gateways of the simulated shop → seqFormaPagto. */
export const PAYMENT_FORMS = [
  { gateway: CARD, seqFormaPagto: 3 },
  { gateway: "mercado_pago_pix", seqFormaPagto: 17 },
  { gateway: "Pagamento na entrega", seqFormaPagto: 1 },
] as const;
/** Promises that are submitted before their money, where the scenario has them. */
const SUBMIT_WHILE: Readonly<Record<string, readonly string[]>> = {
  [CARD]: ["authorized"],
  "Pagamento na entrega": ["pending"],
};

/** After so long an unpaid order is at the desk. */
export const PAYMENT_WAIT_HOURS = 0.25;

export async function setup(scenario: Scenario): Promise<void> {
  const { systems } = scenario;
  const { bulk, targets } = scenario.plan.features;
  // The merchant subscribes in the shop itself, before anything goes wrong.
  const now = scenario.scheduler.now();
  for (const [index, topic] of TOPICS.entries())
    systems.shop.state.subscriptions.set(`gid://shopify/WebhookSubscription/${index + 1}`, {
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
  await call(scenario, "POST", "/api/setup");
  const { speech } = systems.erp.state.settings;
  if (speech !== "tnf") await call(scenario, "PUT", "/api/erp/dialect", DIALECT_OF[speech]);
  const { giftCents, cardData, statuses, promises } = scenario.plan.features;
  // Before a company is mapped no order is submitted: each order of the night follows these.
  if (giftCents !== null)
    await call(scenario, "PUT", "/api/line-products", [{ kind: "free", name: "*", sku: "own", priceCents: giftCents }]);
  if (systems.service !== null && scenario.plan.features.extras?.isMapped)
    await call(
      scenario,
      "PUT",
      "/api/line-products",
      (["custom", "gift-card", "tip"] as const).map((kind) => ({ kind, name: "*", sku: systems.service })),
    );
  if (cardData !== null)
    await call(scenario, "PUT", "/api/orders/settings", {
      paymentData: cardData.by,
      paymentReceipts: [{ gateway: CARD, nsu: ["nsu"], instalments: ["installments"] }],
    });
  if (statuses?.isSent === true)
    await call(scenario, "PUT", "/api/orders/settings", { statusTags: true, statusToCustomer: "on" });
  const { holdAfterCuts } = scenario.plan.features;
  if (holdAfterCuts > 0) await call(scenario, "PUT", "/api/orders/settings", { holdAfterCuts });
  if (promises?.marksPaid === true) await call(scenario, "PUT", "/api/orders/settings", { markPaidOnInvoice: true });
  await call(scenario, "PUT", "/api/companies", systems.places);
  if (scenario.plan.features.specifications) await mapSpecifications(scenario, SPECIFICATION_FIELDS[0]);
  await mapPrices(scenario, targets ?? { list: null, metafields: [] });
  await call(scenario, "PUT", "/api/payment-forms", promises === null ? PAYMENT_FORMS : promised());
  // A night is too short for the defaults of hours and a day.
  const [pix, boleto, other] = [PAYMENT_WAIT_HOURS, PAYMENT_WAIT_HOURS, PAYMENT_WAIT_HOURS];
  await call(scenario, "PUT", "/api/orders/settings", { paymentWaitHours: { pix, boleto, other } });
  if (systems.erp.state.settings.orders.lookup !== "there")
    await call(scenario, "PUT", "/api/orders/settings", { firstEventHours: 1 });
  if (bulk) await call(scenario, "PUT", "/api/loads/publish-bulk/0/0", { pageSize: bulk.from });
  if (scenario.pushing !== null) await giveToken(scenario);
  // A new hub holds every lane until a person switches them on.
  await call(scenario, "PUT", "/api/dry-run", { all: false });
  scenario.actors.isSetup = true;
  scenario.actors.setUpAt = scenario.scheduler.now();
  scenario.story?.("setup is done");
}

const promised = () => PAYMENT_FORMS.map((form) => ({ ...form, submitWhile: SUBMIT_WHILE[form.gateway] ?? [] }));
