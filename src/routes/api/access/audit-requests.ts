import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { auditAct } from "../../../hub/loads/audit.ts";
import type { AppEnv } from "../../http/app-env.ts";

/**
 * Calls that ask for work, where no statement of their own holds a row of the audit: a queue, Shopify or the ERP does what
 * is asked. A change of the hub has its row in its own batch, and is not here.
 */
export const ASKING: ReadonlySet<string> = new Set([
  "POST /run/:job",
  "POST /images",
  "POST /drift/run",
  "POST /drift/repair",
  "POST /dry-run/report",
  "POST /catalog/products/:seqProduct/release",
  "POST /catalog/products/:seqProduct/recreate",
  "POST /catalog/skus/:sku/recreate",
  "POST /catalog/collections/:seqCategory/recreate",
  "POST /price-lists",
  "POST /price-lists/setup",
  "POST /orders/ledger",
  "POST /orders/:orderId/retry",
  "POST /erp-events/:eventKey/resolve",
  "POST /setup",
  "DELETE /setup/webhooks",
  "POST /alerts/test",
]);

/** The row stands before the work: after a crash between the two it says what was asked, and by which token. */
export const auditRequests: MiddlewareHandler<AppEnv> = async (context, next) => {
  const route = matchedRoutes(context).findLast(({ method }) => method !== "ALL");
  if (route && ASKING.has(`${route.method} ${route.path.replace(/^\/api/, "")}`)) {
    const { db, clock, random, who = "api" } = context.get("deps");
    const name = `${route.method} ${context.req.path.slice(0, 200)}`;
    const key = { name, company: 0, segment: 0 };
    await auditAct(db, { at: clock.now(), id: random.uuid(), who, act: "request", key }).run();
  }
  return next();
};
