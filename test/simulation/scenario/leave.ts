/** The shop removes the app, and two days later Shopify asks for its data to be deleted: nothing is written any more, nothing stays. */
import type { Violation } from "../oracle/judge.ts";
import { ask } from "../workload/privacy.ts";
import { HOUR_MS, MINUTE_MS } from "./plan.ts";
import type { Scenario } from "./scenario.ts";

const INVARIANT = "nothing of a shop that left stays";
/** What the hub knew of orders, goods and the shop; settings and mappings are the operator's. */
const EMPTY = [
  "orders",
  "order_timeline",
  "order_actions",
  "order_reservations",
  "erp_events",
  "ledger_orders",
  "redactions",
  "products",
  "skus",
  "prices",
  "shop_prices",
  "stock",
  "shop_products",
  "shop_variants",
  "images",
  "runs",
];

export async function leave(
  scenario: Scenario,
): Promise<{ readonly checks: Readonly<Record<string, number>>; readonly violations: readonly Violation[] }> {
  const { systems, scheduler, cron, hub, privacy } = scenario;
  const violations: Violation[] = [];
  let checked = 0;
  const check = (isRight: boolean, what: () => string): void => {
    checked += 1;
    if (!isRight) violations.push({ invariant: INVARIANT, what: what() });
  };
  const countOf = (sql: string): number => Number(hub.run([{ sql, params: [] }])[0]?.rows[0]?.[0] ?? 0);
  const companies = countOf("SELECT count(*) FROM companies");
  systems.shop.webhooks.clearDisturbances();
  systems.shop.control.refuseTokens("app_not_installed");
  scenario.story?.("the shop removes the app, and Shopify sends shop/redact");
  ask(scenario, "SHOP_REDACT", []);
  const from = scheduler.now();
  cron.start();
  await scheduler.run({ until: from + 4 * HOUR_MS });
  cron.stop();
  const { journal } = systems.shop;
  const eventId = privacy.at(-1)?.eventId;
  const isDelivered = journal.deliveries.some((each) => each.eventId === eventId && each.outcome === "delivered");
  check(isDelivered, () => "shop/redact was not taken");
  for (const table of EMPTY) {
    const rows = countOf(`SELECT count(*) FROM ${table}`);
    check(rows === 0, () => `${rows} rows are left in ${table}`);
  }
  const named = countOf("SELECT count(*) FROM desk WHERE area IN ('orders', 'events', 'order-flow', 'order-ledger')");
  check(named === 0, () => `${named} entries of orders are left at the desk`);
  check(
    countOf("SELECT count(*) FROM desk WHERE reason = 'privacy-shop-redact'") === 1,
    () => "no entry of the desk names it",
  );
  check(countOf("SELECT count(*) FROM companies") === companies, () => "mappings of the operator are gone");
  const writes = journal.mutations.filter(({ at }) => at > from + MINUTE_MS);
  check(writes.length === 0, () => `${writes[0]?.field} was sent after the shop left`);
  return { checks: { [INVARIANT]: checked }, violations };
}
