/** Is anything still moving? Reads both systems, the queues and the hub. */
import { TOPICS } from "../oracle/webhooks.ts";
import { isForPeople } from "../../../sim/consinco/due-work.ts";
import type { Scenario } from "./scenario.ts";
import { MINUTE_MS } from "./plan.ts";

/** What keeps the scenario from being quiet, as text; empty: quiet. `since` is the end of the storm. */
export function notConverged(scenario: Scenario, since: number): string[] {
  const { queues, systems, hub, scheduler, actors } = scenario;
  const now = scheduler.now();
  const why: string[] = [];
  if (actors.pending > 0) why.push("an actor has yet to act");
  if (!queues.idle) why.push("messages are in the queues");
  const webhooks = systems.shop.webhooks.pending.length;
  if (webhooks > 0) why.push(`${webhooks} webhooks are on their way`);
  // Looked for once an hour (wrangler.toml).
  if (systems.shop.state.subscriptions.size < TOPICS.length) why.push("webhooks are missing");
  if (systems.erp.state.settings.orders.lookup !== "there")
    for (const [what, count] of rows(hub, [WITHOUT_EVENT])) if (count > 0) why.push(`${count} ${what}`);
  const moving = systems.erp.state.orders.all.filter(
    (order) =>
      (order.status === "Pendente" && order.stage !== "cancelled") ||
      (order.status === "Integrado" && (order.stage === "open" || order.stage === "picking") && !isForPeople(order)),
  ).length;
  if (moving > 0) why.push(`${moving} ERP orders are not invoiced yet`);
  const { late, slow } = systems.erp.state.orders;
  if (late.length + slow > 0) why.push(`${late.length + slow} orders are committed late by the ERP`);
  // The ERP's last event must have been listed, and read after it was: repeated events come up to an hour later.
  const lastListed = Math.max(
    0,
    ...systems.erp.state.orders.listings.map(({ visibleFrom, listedAt }) => Math.max(visibleFrom, listedAt)),
  );
  if (lastListed > now) why.push("ERP events are yet to be listed");
  const calm = Math.max(since, lastListed, actors.lastAt, lastChange(scenario));
  for (const [what, count] of rows(hub, QUERIES(now))) if (count > 0) why.push(`${count} ${what}`);
  // Brands and categories are read again only where an actor renamed them, or pages left out records (run.ts).
  const wanted =
    systems.erp.state.quirks.hasHiddenRecords || scenario.plan.features.treeChanges > 0
      ? [...LOADS, "brands", "categories"]
      : [...LOADS];
  if (scenario.plan.features.pictures) {
    wanted.push("images");
    for (const [what, count] of rows(hub, PICTURES(now))) if (count > 0) why.push(`${count} ${what}`);
  }
  for (const load of wanted) {
    // Each company and segment by itself: one that was in the middle of a run may end long after its neighbour.
    const [unread] = rows(hub, [
      [
        "",
        `SELECT count(*) FROM (${PULLED}) AS l WHERE l.name = '${load}' AND NOT EXISTS (
           SELECT 1 FROM runs AS r WHERE r.name = l.name AND r.company = l.company AND r.segment = l.segment
                     AND r.outcome = 'done' AND r.started_at > ${calm})`,
      ],
    ]);
    if ((unread?.[1] ?? 1) > 0) why.push(`${load} was not read to its end since the last change`);
  }
  return why;
}

/** Loads that must have read what the ERP and the shop said last. */
const LOADS = ["products", "skus", "prices", "stock", "order-events", "order-sweep"];

/** What is read, of whom: a company without a location and a segment without a target are not. */
const PULLED = `SELECT value AS name, 0 AS company, 0 AS segment
                  FROM json_each('["products", "skus", "brands", "categories", "images", "order-events", "order-sweep"]')
                UNION ALL SELECT 'stock', company, 0 FROM companies WHERE enabled = 1 AND location_gid IS NOT NULL
                UNION SELECT 'prices', company, segment FROM price_targets`;

/** Where the ERP has no lookup: an order without an event waits for its hour, then it is at the desk. */
const WITHOUT_EVENT = [
  "orders wait for their first event",
  "SELECT count(*) FROM orders WHERE state = 'submitted' AND reason IS NULL AND next_at IS NOT NULL",
] as const;

const QUERIES = (now: number): readonly (readonly [string, string])[] => [
  [
    "deletions that customers asked for wait although their orders have ended",
    `SELECT count(*) FROM redactions AS r
      WHERE NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.order_id = r.order_id
                         AND (o.state NOT IN ('invoiced', 'cancelled', 'ignored') OR o.next_at IS NOT NULL))
        AND NOT EXISTS (SELECT 1 FROM order_actions AS a WHERE a.order_id = r.order_id AND a.state IN ('intended', 'sent'))`,
  ],
  [
    "stock rows are due",
    `SELECT count(*) FROM stock JOIN companies USING (company)
      WHERE sent IS NOT hash AND parked_reason IS NULL AND location_gid IS NOT NULL`,
  ],
  ["stock calls have no answer", "SELECT count(*) FROM stock_calls"],
  ["products are due", "SELECT count(*) FROM shop_products WHERE due = 1"],
  [
    "loads of brands and categories were never read to their end",
    "SELECT 2 - count(*) FROM loads WHERE name IN ('brands', 'categories') AND watermark > '1900-01-01T00:00:00'",
  ],
  [
    "categories have no collection",
    `SELECT count(*) FROM categories AS c LEFT JOIN shop_collections AS s USING (seq_category)
      WHERE c.active = 1 AND s.parked_reason IS NULL AND (s.sent_title IS NOT c.name OR s.published IS NULL)`,
  ],
  [
    "price targets are to be filled or emptied",
    "SELECT count(*) FROM price_targets WHERE removing = 1 OR backfill_after IS NOT NULL",
  ],
  [
    "full reads are wanted",
    `SELECT count(*) FROM loads WHERE full_wanted = 1
        AND (name IN ('brands', 'categories', 'products', 'skus', 'stock', 'order-events') OR name = 'prices'
             AND EXISTS (SELECT 1 FROM price_targets AS t WHERE t.company = loads.company AND t.segment = loads.segment))`,
  ],
  ["bulk jobs are under way", "SELECT count(*) FROM bulk_jobs WHERE ended_at IS NULL"],
  // A promotion that began or ended while a bulk job had locked its price: recorded by the job's result, and due again by the clock.
  ["prices are due", `SELECT count(*) FROM shop_prices WHERE due = 1 OR next_change_at <= ${now}`],
  [
    "orders are moving",
    `SELECT count(*) FROM orders WHERE state IN ('received', 'ready', 'submitting')
        OR state = 'uncertain' AND reason IS NOT 'lookup-unproven' AND reason IS NOT 'erp-unconfirmed'`,
  ],
  // Questions to the ERP and looks at orders without a place come in at most ten minutes, hourly looks are for actors.
  ["orders are due within ten minutes", `SELECT count(*) FROM orders WHERE next_at <= ${now + 10 * MINUTE_MS}`],
  [
    "reservations wait for the stock run after their order's import",
    // Against a package whose own record is refused it counts for as long as that is.
    "SELECT count(*) FROM order_reservations WHERE imported_at IS NOT NULL AND partially_released = 0",
  ],
  ["ERP events are not looked at", "SELECT count(*) FROM erp_events WHERE state = 'received'"],
  ["loads are in the middle of a run", "SELECT count(*) FROM loads WHERE run_id IS NOT NULL"],
];

const PICTURES = (now: number): readonly (readonly [string, string])[] => [
  ["specifications are due", "SELECT count(*) FROM shop_specifications WHERE due = 1"],
  ["specifications are to be compared again", "SELECT count(*) FROM portions WHERE name LIKE 'mark specifications%'"],
  ["pictures are due", "SELECT count(*) FROM shop_media WHERE due = 1"],
  [
    "files are processed",
    "SELECT count(*) FROM image_files WHERE state IN ('creating', 'processing') OR next_at IS NOT NULL",
  ],
  [
    "addresses of pictures are to be asked",
    // Twice more, because a page of an outage looks like a bad picture; an address that does not answer is asked on.
    `SELECT count(*) FROM images AS i WHERE fetch_at <= ${now} OR fetch_at IS NOT NULL AND (attempts BETWEEN 1 AND 2 OR refusals BETWEEN 1 AND 2
        OR EXISTS (SELECT 1 FROM desk AS d WHERE d.area = 'image-fetch' AND d.seq_product = i.seq_product
                     AND d.ref = 'image:' || i.source AND d.reason = 'image-unreachable' AND d.state = 'open'))`,
  ],
];

/** When the ERP or the shop's orders last changed. */
function lastChange({ systems }: Scenario): number {
  const { shop, erp } = systems;
  const orders = Math.max(0, ...[...shop.state.orders.values()].map(({ updatedAt }) => updatedAt));
  const imports = Math.max(
    0,
    ...erp.state.orders.all.map(({ importedAt, postedAt }) => Math.max(importedAt ?? 0, postedAt)),
  );
  return Math.max(orders, imports);
}

function rows(hub: Scenario["hub"], queries: readonly (readonly [string, string])[]): [string, number][] {
  const answers = hub.run(queries.map(([, sql]) => ({ sql, params: [] })));
  return queries.map(([what], index) => [what, Number(answers[index]?.rows[0]?.[0] ?? 0)]);
}
