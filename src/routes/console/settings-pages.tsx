/** Pages of Ajustes with one subject each: fields of a product, tolerances of orders, webhooks. */
import { Hono } from "hono";
import { FieldOwnersPage } from "../../console/pages/settings/field-owners.tsx";
import { CHOICES, LIMITS, PAYMENTS, TolerancesPage } from "../../console/pages/settings/tolerances.tsx";
import { WebhooksPage } from "../../console/pages/settings/webhooks.tsx";
import { readArrivals } from "../../hub/orders/day.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { PRODUCT_FIELDS, VARIANT_FIELDS } from "../../rules/catalog/field-ownership.ts";
import { ARRIVALS_WITHIN_MS } from "../../rules/work/webhook-silence.ts";
import { changeCatalogSettings, listCatalogSettings } from "../../setup/catalog.ts";
import { changeOrderRules } from "../../setup/order-rules.ts";
import { listWebhooks, repairWebhooks } from "../../setup/webhooks.ts";
import { type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html } from "./html.tsx";
import { withNotice } from "./notices.ts";

const FIELDS = "/ops/ajustes/campos";
const ORDERS = "/ops/ajustes/pedidos";
const WEBHOOKS = "/ops/ajustes/webhooks";

export const settingsPagesRoutes = new Hono<ConsoleEnv>()
  .get("/ajustes/campos", async (context) => {
    const { owners } = await listCatalogSettings(context.get("deps").db);
    return html(<FieldOwnersPage frame={await frameOf(context)} owners={owners} />);
  })
  .post("/ajustes/campos", needs("admin"), async (context) => {
    const form = context.get("form");
    const deps = context.get("deps");
    const { owners } = await listCatalogSettings(deps.db);
    const given = [...PRODUCT_FIELDS, ...VARIANT_FIELDS].map(
      (field) => [field, form.get(field) ?? owners[field]] as const,
    );
    const changed = given.filter(([field, owner]) => owner !== owners[field]);
    if (changed.length === 0) return context.redirect(withNotice(FIELDS, "cared"), 303);
    const result = await changeCatalogSettings(deps, { owners: Object.fromEntries(changed) });
    return context.redirect(withNotice(FIELDS, result.kind === "changed" ? "owners" : "map-wrong"), 303);
  })
  .get("/ajustes/pedidos", async (context) =>
    html(<TolerancesPage frame={await frameOf(context)} rules={await readOrderRules(context.get("deps").db)} />),
  )
  .post("/ajustes/pedidos", needs("admin"), async (context) => {
    const form = context.get("form");
    const deps = context.get("deps");
    const before = await readOrderRules(deps.db);
    const wanted = {
      ...Object.fromEntries(LIMITS.map(([rule, per]) => [rule, numberIn(form.get(rule), per)])),
      ...Object.fromEntries(CHOICES.map(([rule]) => [rule, form.get(rule)])),
      paymentWaitHours: Object.fromEntries(PAYMENTS.map(([way]) => [way, numberIn(form.get(`espera-${way}`), 1)])),
      paymentExpiryHours: Object.fromEntries(
        PAYMENTS.map(([way]) => [way, form.get(`vence-${way}`) === "" ? null : numberIn(form.get(`vence-${way}`), 1)]),
      ),
    };
    const changed = Object.entries(wanted).filter(
      ([rule, value]) => JSON.stringify(value) !== JSON.stringify(before[rule as keyof typeof before]),
    );
    if (changed.length === 0) return context.redirect(withNotice(ORDERS, "cared"), 303);
    const result = await changeOrderRules(deps, Object.fromEntries(changed));
    return context.redirect(withNotice(ORDERS, result.kind === "changed" ? "cared" : "map-wrong"), 303);
  })
  .get("/ajustes/webhooks", async (context) => {
    const deps = context.get("deps");
    const now = deps.clock.now();
    const { webhookAt } = await readArrivals(deps.db, now - ARRIVALS_WITHIN_MS);
    return html(
      <WebhooksPage frame={await frameOf(context)} now={now} {...await listWebhooks(deps)} lastOrderAt={webhookAt} />,
    );
  })
  .post("/ajustes/webhooks", needs("admin"), async (context) => {
    const address = new URL("/webhooks/shopify", context.req.url).href;
    const result = await repairWebhooks(context.get("deps"), address);
    return context.redirect(withNotice(WEBHOOKS, result.code, result.made), 303);
  });

/** A number of a form in the rule's unit; NaN where it is none, which the rule refuses. */
function numberIn(text: string | null, per: number): number {
  const clean = (text ?? "").trim().replace(",", ".");
  return /^\d{1,6}(\.\d{1,2})?$/.test(clean) ? Math.round(Number(clean) * per) : Number.NaN;
}
