import { expect, it } from "vitest";
import { housekeeping } from "../../src/crons/housekeeping.ts";
import { KEPT_DAYS } from "../../src/hub/loads/retention.ts";
import { pullWorld as loadsWorld, START } from "../loads/world.ts";

/** A world of loads has no Shopify; the scopes' check gets no answer there, and says so in the log. */
function pullWorld() {
  const world = loadsWorld();
  const failure = { kind: "unknown", message: "no Shopify in this world" } as const;
  return { ...world, deps: { ...world.deps, shopify: { run: async () => ({ ok: false as const, failure }) } } };
}

const DAY_MS = 86_400_000;
const old = (days: number) => START - days * DAY_MS - 1;
const fresh = (days: number) => START - days * DAY_MS + 1;

it("deletes what has passed its time and nothing else, once a day", async () => {
  const world = pullWorld();
  const insert = (sql: string, ...values: unknown[]) =>
    world.db
      .prepare(sql)
      .bind(...values)
      .run();
  for (const [id, at] of [
    ["old", old(KEPT_DAYS.runs)],
    ["fresh", fresh(KEPT_DAYS.runs)],
  ] as const)
    await insert("INSERT INTO runs (id, name, started_at) VALUES (?1, 'stock', ?2)", id, at);
  for (const [id, state, at] of [
    ["1", "invoiced", old(KEPT_DAYS.timeline)],
    ["2", "invoiced", fresh(KEPT_DAYS.timeline)],
    ["3", "on-hold", old(KEPT_DAYS.timeline)],
  ] as const) {
    await insert(
      "INSERT INTO orders (order_id, state, found_by, created_at, updated_at) VALUES (?1, ?2, 'sweep', 0, ?3)",
      id,
      state,
      at,
    );
    await insert(
      "INSERT INTO order_timeline (order_id, n, at, step, cause, outcome) VALUES (?1, 1, 0, 's', 'c', 'o')",
      id,
    );
  }
  for (let number = 0; number < 2_500; number++)
    await insert(
      "INSERT INTO webhook_deliveries (event_id, topic, received_at) VALUES (?1, 'orders/paid', ?2)",
      `e${number}`,
      old(KEPT_DAYS.deliveries),
    );
  await insert(
    "INSERT INTO webhook_deliveries (event_id, topic, received_at) VALUES ('fresh', 'orders/paid', ?1)",
    fresh(KEPT_DAYS.deliveries),
  );
  for (const [ref, state, at] of [
    ["old", "resolved", old(KEPT_DAYS.desk)],
    ["fresh", "resolved", fresh(KEPT_DAYS.desk)],
    ["open", "open", old(KEPT_DAYS.desk)],
  ] as const)
    await insert(
      "INSERT INTO desk (area, ref, reason, state, first_at, last_at) VALUES ('stock', ?1, 'x', ?2, 0, ?3)",
      ref,
      state,
      at,
    );

  for (const [id, at] of [
    ["old", old(KEPT_DAYS.audit)],
    ["fresh", fresh(KEPT_DAYS.audit)],
  ] as const)
    await insert(
      "INSERT INTO audit (at, id, who, act, name, company, segment) VALUES (?1, ?2, 'api', 'pause', 'stock', 3, 0)",
      at,
      id,
    );

  expect(await world.run(housekeeping, world.deps)).toBe("done");
  expect(await world.rows("SELECT id FROM audit")).toEqual([{ id: "fresh" }]);
  expect(await world.rows("SELECT id FROM runs")).toEqual([{ id: "fresh" }]);
  expect(await world.rows("SELECT order_id FROM order_timeline ORDER BY order_id")).toEqual([
    { order_id: "2" },
    { order_id: "3" },
  ]);
  expect(await world.rows("SELECT event_id FROM webhook_deliveries")).toEqual([{ event_id: "fresh" }]);
  expect(await world.rows("SELECT ref FROM desk ORDER BY ref")).toEqual([{ ref: "fresh" }, { ref: "open" }]);
  expect(await world.one("SELECT count(*) AS n FROM orders")).toEqual({ n: 3 });

  world.clock.advance(3_600_000);
  await insert("INSERT INTO runs (id, name, started_at) VALUES ('older', 'stock', 0)");
  await world.run(housekeeping, world.deps);
  expect(await world.one("SELECT count(*) AS n FROM runs")).toEqual({ n: 2 });
  world.clock.advance(23 * 3_600_000);
  await world.run(housekeeping, world.deps);
  expect(await world.rows("SELECT id FROM runs WHERE id = 'older'")).toEqual([]);
});
