/** Retention in portions: it ends, loses nothing, and a crash between any two of its statements changes nothing. */
import { beforeEach, expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { KEPT_DAYS, RETENTIONS } from "../../src/hub/loads/retention.ts";
import { leaseOrder } from "../../src/hub/orders/orders.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 15);
const before = (days: number) => NOW - days * DAY_MS;

let real: D1Database;
/** Calls of D1 until the Worker dies, and whether the last one is done. */
let life: { calls: number; isDone: boolean };
let db: D1Database;

const all = async (sql: string, ...values: (string | number)[]) =>
  (
    await real
      .prepare(sql)
      .bind(...values)
      .all()
  ).results;

beforeEach(async () => {
  const engine = SqliteEngine.open({ template: migrated() });
  real = d1Binding(engine, openGate);
  life = { calls: Number.MAX_SAFE_INTEGER, isDone: false };
  db = d1Binding(engine, async (_call, effect) => {
    life.calls -= 1;
    if (life.calls > 0) return effect();
    if (life.isDone) await effect();
    throw new Error("the Worker died");
  });
  await all(
    `WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 699)
     INSERT INTO runs (id, name, started_at) SELECT 'r' || n, 'stock', ?1 + (n % 2) * 86400000 - n FROM n`,
    before(KEPT_DAYS.runs),
  );
  await all(
    `WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 119)
     INSERT INTO orders (order_id, state, found_by, created_at, updated_at)
     SELECT 'o' || n, CASE n % 3 WHEN 0 THEN 'invoiced' WHEN 1 THEN 'cancelled' ELSE 'on-hold' END, 'sweep', 0, ?1 - 60 * 60000 + n / 2 * 60000 FROM n`,
    before(KEPT_DAYS.timeline),
  );
  await all(
    `INSERT INTO order_timeline (order_id, n, at, step, cause, outcome)
     SELECT order_id, value, 0, 's', 'c', 'o' FROM orders CROSS JOIN json_each('[1,2,3]')`,
  );
  await all(
    `INSERT INTO order_actions (order_id, n, kind, about, state, idempotency_key, intent, created_at)
     SELECT order_id, value, 'edit', 'a', 'done', 'k', '{}', 0 FROM orders CROSS JOIN json_each('[1,2]')`,
  );
  await all(
    `WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 3499)
     INSERT INTO webhook_deliveries (event_id, topic, received_at) SELECT 'e' || (n % 3000), 'orders/' || (n / 3000), ?1 + (n % 3) - 1 FROM n`,
    before(KEPT_DAYS.deliveries),
  );
  await all(
    `WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 599)
     INSERT INTO desk (area, ref, reason, state, first_at, last_at)
     SELECT 'stock', 'x' || n, 'r', CASE n % 3 WHEN 0 THEN 'open' ELSE 'resolved' END, 0, ?1 + (n % 2) * 2 - 1 FROM n`,
    before(KEPT_DAYS.desk),
  );
});

/** What stays, by the rule alone. */
const KEPT = {
  runs: "SELECT id FROM runs WHERE started_at >= ?1 ORDER BY id",
  timeline: `SELECT t.order_id, t.n FROM order_timeline AS t JOIN orders AS o USING (order_id)
    WHERE NOT (o.state IN ('invoiced', 'cancelled') AND o.updated_at < ?1) ORDER BY 1, 2`,
  actions: `SELECT a.order_id, a.n FROM order_actions AS a JOIN orders AS o USING (order_id)
    WHERE NOT (o.state IN ('invoiced', 'cancelled') AND o.updated_at < ?1) ORDER BY 1, 2`,
  deliveries: "SELECT event_id, topic FROM webhook_deliveries WHERE received_at >= ?1 ORDER BY 1, 2",
  desk: "SELECT ref FROM desk WHERE NOT (state = 'resolved' AND last_at < ?1) ORDER BY ref",
} as const;

const kept = async () =>
  Object.fromEntries(
    await Promise.all(
      (Object.keys(KEPT) as (keyof typeof KEPT)[]).map(
        async (kind) =>
          [kind, await all(KEPT[kind], before(KEPT_DAYS[kind === "actions" ? "timeline" : kind]))] as const,
      ),
    ),
  );

const standing = async () => ({
  runs: await all("SELECT id FROM runs ORDER BY id"),
  timeline: await all("SELECT order_id, n FROM order_timeline ORDER BY 1, 2"),
  actions: await all("SELECT order_id, n FROM order_actions ORDER BY 1, 2"),
  deliveries: await all("SELECT event_id, topic FROM webhook_deliveries ORDER BY 1, 2"),
  desk: await all("SELECT ref FROM desk ORDER BY ref"),
});

/** @returns the portions it took */
async function retain(): Promise<number> {
  let portions = 0;
  for (const retention of RETENTIONS)
    do {
      portions += 1;
      if (portions > 500) throw new Error("it does not end");
    } while (await retention(db, NOW));
  return portions;
}

it("deletes all that is old and nothing else, in more than one portion of each kind", async () => {
  const expected = await kept();
  expect(await retain()).toBeGreaterThan(12);
  expect(await standing()).toEqual(expected);
  for (const rows of Object.values(expected)) expect(rows.length).toBeGreaterThan(10);
  expect(await retain()).toBeLessThan(RETENTIONS.length + 4); // the second time it only looks
});

it.each([true, false])(
  "a crash at any statement (done: %s) loses nothing, and the next run continues",
  async (isDone) => {
    const expected = await kept();
    for (let crash = 1; crash < 40; crash += 1) {
      life = { calls: crash, isDone };
      await retain().catch(() => undefined);
      for (const [kind, rows] of Object.entries(await standing())) {
        const left = new Set(rows.map((row) => JSON.stringify(row)));
        expect(
          expected[kind]?.filter((row) => !left.has(JSON.stringify(row))),
          `${kind} after ${crash}`,
        ).toEqual([]);
      }
    }
    life.calls = Number.MAX_SAFE_INTEGER;
    await retain();
    await retain(); // deliveries are walked from end to end: one that stood before the position goes in the next walk
    expect(await standing()).toEqual(expected);
  },
);

it("a row that becomes old behind the position is deleted by a later run", async () => {
  await retain();
  await all("UPDATE orders SET state = 'invoiced', updated_at = ?1 WHERE order_id = 'o2'", NOW); // it was on hold
  const later = NOW + 400 * DAY_MS;
  for (let round = 0; round < 2; round += 1) for (const retention of RETENTIONS) while (await retention(db, later));
  expect(
    await all(
      "SELECT DISTINCT order_id FROM order_timeline AS t JOIN orders USING (order_id) WHERE state <> 'on-hold'",
    ),
  ).toEqual([]);
  expect((await all("SELECT 1 FROM webhook_deliveries")).length).toBe(0);
});

it("a late message about an old order brings no line of its timeline back", async () => {
  await all("UPDATE orders SET version = 4 WHERE order_id = 'o0'");
  await retain();
  const asked = { orderId: "o0", foundBy: "webhook", cause: "webhook", onlyIfDue: false, lease: "l", now: NOW };
  expect(await leaseOrder(db, asked)).toMatchObject({ row: { orderId: "o0", state: "invoiced" }, events: [] });
  expect(await all("SELECT n FROM order_timeline WHERE order_id = 'o0'")).toEqual([]);
  await leaseOrder(db, { ...asked, orderId: "new" });
  expect(await all("SELECT n, step FROM order_timeline WHERE order_id = 'new'")).toEqual([{ n: 1, step: "received" }]);
});
