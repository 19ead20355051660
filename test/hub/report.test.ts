/** The report reads sums, counters and portions: its figures are those of one statement over the whole tables. */
import { beforeEach, expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { seeded } from "../../sim/kit/world.ts";
import { readRunSums, sumNextPeriod } from "../../src/hub/loads/run-sums.ts";
import { countOrders } from "../../src/hub/orders/overview.ts";
import { readFullReport } from "../../src/hub/report/report.ts";
import { MOVES } from "../../src/rules/orders/state-machine.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 15, 7, 31);

let db: D1Database;
let exec: (sql: string, ...values: (string | number | null)[]) => Promise<readonly Record<string, unknown>[]>;

beforeEach(() => {
  db = d1Binding(SqliteEngine.open({ template: migrated() }), openGate);
  exec = async (sql, ...values) =>
    (
      await db
        .prepare(sql)
        .bind(...values)
        .all()
    ).results;
});

/** Runs every seven minutes for some days, of four loads and two lanes in turn. */
const addRuns = (days: number) =>
  exec(
    `WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
     INSERT INTO runs (id, name, company, segment, started_at, outcome, pages, read, changed, unchanged, refused, due, sent, pending)
     SELECT 'run-' || n, CASE n % 6 WHEN 0 THEN 'stock' WHEN 1 THEN 'stock' WHEN 2 THEN 'prices' WHEN 3 THEN 'products'
                              WHEN 4 THEN 'publish-stock' ELSE 'publish-prices' END,
            CASE n % 6 WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END, CASE n % 6 WHEN 2 THEN 1 ELSE 0 END,
            ?2 - n * 420000, CASE n % 11 WHEN 0 THEN 'failed' WHEN 1 THEN 'running' ELSE 'done' END, 1, n * 7 % 901, n % 31, n % 871, n % 5,
            n % 17, n % 13, n % 4
       FROM n`,
    Math.floor((days * DAY_MS) / 420_000),
    NOW,
  );

/** As the report counted before decision 034. */
const former = (since: number) =>
  exec(
    `SELECT name, company, segment, count(*) AS runs, sum(outcome = 'failed') AS failedRuns, sum(outcome = 'running') AS runningRuns,
            sum(read) AS read, sum(changed) AS changed, sum(unchanged) AS unchanged, sum(refused) AS refused, sum(due) AS due,
            sum(sent) AS sent, sum(pending) AS pending
       FROM runs WHERE started_at >= ?1 GROUP BY name, company, segment`,
    since,
  );

const sinces = [0, NOW - 9 * DAY_MS, NOW - 3 * DAY_MS - 17, NOW - 5 * HOUR_MS, NOW - 60_000, NOW + 1];

it("the sums of runs are those of one statement, however many periods are summed", async () => {
  await addRuns(10); // more than one portion
  const compare = async () => {
    for (const since of sinces)
      expect(await readRunSums(db, since, NOW), `since ${since - NOW}`).toEqual(await former(since));
  };
  await compare(); // nothing is summed yet
  let periods = 0;
  while (await sumNextPeriod(db, NOW)) {
    periods += 1;
    if (periods % 13 === 0) await compare();
  }
  expect(periods).toBeGreaterThan(55);
  await compare();
  expect(await sumNextPeriod(db, NOW)).toBe(false);
});

it("a run that continues after its period was summed counts once, and so does a period summed twice", async () => {
  await addRuns(4);
  while (await sumNextPeriod(db, NOW));
  const [{ name, company } = {}] = await exec("SELECT name, company FROM runs WHERE id = 'run-800'");
  await exec(
    "UPDATE runs SET outcome = 'done', read = read + 500, changed = changed + 3, sent = sent + 2 WHERE id = 'run-800'",
  );
  await exec("UPDATE runs SET outcome = 'failed', refused = refused + 1 WHERE id = 'run-1'");
  expect([name, company]).not.toEqual([undefined, undefined]);
  for (const since of sinces) expect(await readRunSums(db, since, NOW)).toEqual(await former(since));
  // A second housekeeper that read the position before the first one moved it.
  await exec("UPDATE portions SET position = json_array((position ->> 0) - 2) WHERE name = 'run-sums'");
  while (await sumNextPeriod(db, NOW));
  for (const since of sinces) expect(await readRunSums(db, since, NOW)).toEqual(await former(since));
});

it("a crash between two periods leaves the report as it is", async () => {
  await addRuns(3);
  await sumNextPeriod(db, NOW);
  const calls = { left: 2 };
  const dying = d1Dying(db, calls);
  await expect(sumNextPeriod(dying, NOW)).rejects.toThrow("died");
  expect(await readRunSums(db, 0, NOW)).toEqual(await former(0));
});

function d1Dying(real: D1Database, calls: { left: number }): D1Database {
  return new Proxy(real, {
    get: (target, name) => {
      if (name !== "batch") return Reflect.get(target, name).bind(target) as unknown;
      return () => {
        throw new Error(`died after ${calls.left}`);
      };
    },
  });
}

it("runs that are no longer kept leave the report with their sums", async () => {
  await addRuns(2);
  while (await sumNextPeriod(db, NOW));
  const later = NOW + 61 * DAY_MS;
  expect(await readRunSums(db, 0, later)).toEqual(await former(0)); // retention has yet to come
  await exec("DELETE FROM runs");
  await exec("INSERT INTO runs (id, name, started_at, read) VALUES ('late', 'brands', ?1, 9)", later - 9 * HOUR_MS);
  expect((await readRunSums(db, 0, later)).map(({ name, read }) => ({ name, read }))).toEqual([
    { name: "brands", read: 9 },
  ]);
  await sumNextPeriod(db, later);
  expect((await exec("SELECT DISTINCT name FROM run_sums")).map(({ name }) => name)).toEqual(["brands"]);
});

it("orders are counted by state, reason and origin through every move, also by a Worker of the version before", async () => {
  const random = seeded(13);
  const states = Object.keys(MOVES);
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let step = 0; step < 600; step += 1) {
    const id = `o${Math.floor(random() * 60)}`;
    await exec(
      "INSERT OR IGNORE INTO orders (order_id, state, found_by, created_at, updated_at) VALUES (?1, 'received', ?2, 0, 0)",
      id,
      any(["webhook", "sweep"]),
    );
    // As moveOrder writes it: every column of the step, changed or not.
    await exec(
      "UPDATE orders SET version = version + 1, state = ?2, reason = ?3, updated_at = ?4 WHERE order_id = ?1",
      id,
      any(states),
      any([null, "cpf-missing", "expired"]),
      step,
    );
    if (step % 40 === 39) await exec("DELETE FROM orders WHERE order_id = ?1", id);
    if (step % 50 === 0)
      expect(await countOrders(db)).toEqual(
        await exec(
          "SELECT state, reason, found_by AS foundBy, count(*) AS orders FROM orders GROUP BY state, reason, found_by ORDER BY 1, 2, 3",
        ),
      );
  }
});

it("what is due, the desk and the orders are those of one statement over each table", async () => {
  await exec(
    "INSERT INTO companies (company, name, enabled, location_gid) VALUES (1, 'A', 1, 'l1'), (2, 'B', 1, NULL), (3, 'C', 0, 'l3'), (4, 'D', 1, 'l4')",
  );
  await exec(
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 26000)
     INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, parked_reason)
     SELECT CASE WHEN n <= 15001 THEN 1 ELSE n % 5 + 1 END, 'P' || n || 'E1', n, 0, 'h', CASE WHEN n % 7 = 0 THEN 'h' END,
            CASE WHEN n % 31 = 0 THEN 'no-variant' END FROM n`,
  );
  await exec(
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 41000)
     INSERT INTO shop_prices (target, seq_product, sku, due) SELECT 'list-' || n % 3, n / 3, 'P' || n || 'E1', n % 50 > 0 FROM n`,
  );
  await exec(
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
     INSERT INTO shop_products (seq_product, due) SELECT n, 1 FROM n`, // exactly one portion
  );
  await exec(
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 300)
     INSERT INTO desk (area, seq_product, reason, params, state, first_at, last_at)
     SELECT CASE n % 3 WHEN 0 THEN 'prices' ELSE 'stock' END, n, CASE n % 2 WHEN 0 THEN 'price-zero' ELSE 'quantity-negative' END,
            json_object('n', n), CASE WHEN n % 5 = 0 THEN 'resolved' ELSE 'open' END, 1000 - n % 97, 2000 FROM n`,
  );
  const report = await readFullReport(db, 0, NOW);
  expect(report.backlog).toEqual([
    ...(await exec("SELECT 'publish-catalog' AS lane, count(*) AS rows FROM shop_products WHERE due = 1")),
    ...(await exec("SELECT 'publish-prices' AS lane, count(*) AS rows FROM shop_prices WHERE due = 1")),
    ...(await exec(
      `SELECT CASE WHEN location_gid IS NULL OR enabled = 0 THEN 'stock-unmapped' ELSE 'publish-stock' END AS lane, count(*) AS rows
         FROM stock LEFT JOIN companies USING (company) WHERE sent IS NOT hash AND parked_reason IS NULL GROUP BY 1`,
    )),
  ]);
  expect(report.backlog).toHaveLength(4);
  expect(
    report.desk.map(({ area, reason, open, example }) => ({ area, reason, open, params: example.params })),
  ).toEqual(
    (
      await exec(
        `SELECT area, reason, count(*) AS open, params, min(first_at) AS firstAt FROM desk WHERE state = 'open'
          GROUP BY area, reason ORDER BY area, reason`,
      )
    ).map(({ area, reason, open, params }) => ({ area, reason, open, params: JSON.parse(String(params)) as unknown })),
  );
  expect(report.desk).toHaveLength(4);
});
