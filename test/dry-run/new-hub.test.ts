/** The switch in a hub in which no person has decided yet, its stored shape, and the one order that passes as a test. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { DRY_RUN_SCOPES, readDryRun, saveDryRun } from "../../src/hub/dry-run/dry-run.ts";
import { deleteFiles } from "../../src/shopify/images/files.ts";
import { idOf, orderWorld, place, webhookOf } from "../orders/world.ts";
import { publishWorld } from "../publish/world.ts";
import { guarded } from "./world.ts";

const hubOf = (engine: SqliteEngine) => d1Binding(engine, openGate);

it("D1: a new hub holds everything until a person switches a lane on", async () => {
  expect(await readDryRun(hubOf(SqliteEngine.open({ template: migrated() })))).toEqual({
    all: true,
    scopes: [],
    testOrder: null,
  });
});

it.each([
  ["INSERT INTO shop_products (seq_product, product_gid) VALUES (1, 'gid://shopify/Product/1')", false],
  ["SELECT 1", true],
] as const)("an upgraded hub that has written keeps its lanes on: %s", async (made, all) => {
  const engine = SqliteEngine.open({ template: migrated(), countWrites: false });
  const run = (sql: string) => engine.run([{ sql, params: [] }]);
  run(made);
  run(readFileSync("migrations/0057_safe_order.sql", "utf8"));
  expect(await readDryRun(hubOf(engine))).toMatchObject({ all, scopes: [] });
});

it("a row of the former version holds pictures with the catalogue, and Shopify's orders with the orders", async () => {
  const world = publishWorld();
  const store = (value: object) =>
    world.exec(`UPDATE settings SET value = '${JSON.stringify(value)}' WHERE name = 'dry-run'`);
  await store({ all: false, scopes: ["catalog"] });
  expect((await readDryRun(world.db)).scopes).toEqual(["catalog", "images"]);
  await store({ all: false, scopes: ["stock", "orders"] });
  expect((await readDryRun(world.db)).scopes).toEqual(["stock", "orders", "back"]);
});

it("the former version can read what this one stores", async () => {
  const world = publishWorld();
  await saveDryRun(world.db, { all: false, scopes: ["stock", "images", "back"] }, world.clock.now());
  const [row] = await world.rows("SELECT value FROM settings WHERE name = 'dry-run'");
  const { all, scopes } = JSON.parse(String(row?.["value"])) as { all: boolean; scopes: string[] };
  expect({ all, scopes }).toEqual({ all: false, scopes: ["stock"] });
  expect((await readDryRun(world.db)).scopes).toEqual(["stock", "images", "back"]);
});

it("D1: pictures are held by their own switch, also where their files are deleted", async () => {
  const world = publishWorld();
  const { shopify } = guarded(world.deps);
  await saveDryRun(world.db, { all: false, scopes: ["images"] }, world.clock.now());
  expect(await deleteFiles(shopify, ["gid://shopify/MediaImage/1"])).toMatchObject({
    failure: { kind: "dryRun", operation: "DeleteFiles" },
  });
  await saveDryRun(world.db, { all: false, scopes: DRY_RUN_SCOPES.filter((each) => each !== "images") }, 1);
  expect(await deleteFiles(guarded(world.deps).shopify, ["gid://shopify/MediaImage/1"])).not.toMatchObject({
    failure: { kind: "dryRun" },
  });
});

it("D1: of two orders in the dry run the named one goes to the ERP and back onto Shopify, the other waits", async () => {
  const world = await orderWorld();
  const now = () => world.clock.now();
  await saveDryRun(world.db, { all: true, scopes: [] }, now());
  const [test, other] = [place(world), place(world)];
  const writes = () => world.shop.journal.mutations.length;
  const before = writes();
  for (const order of [test, other]) world.push(webhookOf(order));
  await world.work(guarded(world.deps));
  expect(await world.orderRow(idOf(test))).toMatchObject({ state: "ready", reason: "dry-run" });
  expect(writes()).toBe(before);

  await saveDryRun(world.db, { all: true, scopes: [], testOrder: idOf(test) }, now());
  expect(await world.orderRow(idOf(test))).toMatchObject({ next_at: now() }); // due at once
  expect(await world.orderRow(idOf(other))).not.toMatchObject({ next_at: now() });
  await world.pass(3_600_000, 300_000, guarded(world.deps));
  expect(world.erp.journal.order(idOf(test)).accepted).toHaveLength(1);
  expect(world.erp.journal.order(idOf(other)).accepted).toEqual([]);
  expect(await world.orderRow(idOf(other))).toMatchObject({ state: "ready", reason: "dry-run" });
  expect(world.shop.state.orders.get(test.id)?.metafields.has("erp.seq_pedido")).toBe(true);
  expect(world.shop.state.orders.get(other.id)?.metafields.size).toBe(0);
});

it("D1: while the way back is held, orders reach the ERP and nothing is written on them; on, it is", async () => {
  const world = await orderWorld();
  await saveDryRun(world.db, { all: false, scopes: ["back"] }, world.clock.now());
  const order = place(world);
  world.push(webhookOf(order));
  await world.work(guarded(world.deps));
  await world.pass(3_600_000, 300_000, guarded(world.deps));
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
  expect(world.shop.state.orders.get(order.id)?.metafields.size).toBe(0);
  await saveDryRun(world.db, { all: false, scopes: [] }, world.clock.now());
  await world.pass(3_600_000, 300_000, guarded(world.deps));
  expect(world.shop.state.orders.get(order.id)?.metafields.has("erp.seq_pedido")).toBe(true);
});
