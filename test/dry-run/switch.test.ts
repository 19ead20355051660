import { expect, it } from "vitest";
import { guardErp } from "../../src/erp/client/write-guard.ts";
import { GUARD_MEMORY_MS, saveDryRun, type DryRun } from "../../src/hub/dry-run/dry-run.ts";
import { ensureDefinitions } from "../../src/shopify/setup/definitions.ts";
import { setStock } from "../../src/shopify/stock/set-stock.ts";
import { readLevels } from "../../src/shopify/stock/levels.ts";
import { idOf, orderWorld, place, webhookOf } from "../orders/world.ts";
import { ALL, guarded } from "./world.ts";
import { published, publishWorld, type PublishWorld } from "../publish/world.ts";

const OFF: DryRun = { all: false, scopes: [] };

const setTo = (world: PublishWorld, state: DryRun) => saveDryRun(world.db, state, world.clock.now());
const effects = (world: PublishWorld) => world.shopify.journal.mutations.length;

/** Changed products, a new one, a price, a stock: due rows in every scope. */
async function somethingDue(): Promise<PublishWorld> {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  await world.exec("UPDATE products SET title = 'Novo nome'");
  await world.touch(1);
  await world.price("P1E1", { cents: 1_500 });
  await world.stock(1, "P1E1", 4_000);
  await world.product(2, { skus: [{ stock: { 1: 9_000 } }] });
  return world;
}

it("D1: while the switch is on no write is sent to Shopify and all rows stay due; switched off, they are sent", async () => {
  const world = await somethingDue();
  await setTo(world, ALL);
  const before = effects(world);
  const shown = world.shop();
  for (let run = 0; run < 5; run += 1) {
    await world.run(guarded(world.deps));
    world.clock.advance(60_000);
  }
  expect(effects(world)).toBe(before);
  expect(world.shop()).toEqual(shown);
  expect(
    await world.rows(`SELECT (SELECT count(*) FROM stock WHERE sent IS NOT hash) AS stock,
      (SELECT count(*) FROM shop_prices WHERE due = 1) AS prices, (SELECT count(*) FROM shop_products WHERE due = 1) AS products`),
  ).toEqual([{ stock: 2, prices: 2, products: 2 }]);
  await setTo(world, OFF);
  for (let run = 0; run < 4; run += 1) {
    await world.run(guarded(world.deps));
    world.clock.advance(60_000);
  }
  expect(world.shop()).toMatchObject([
    { title: "Novo nome", variants: [{ price: 1_500, stock: [4, null, null] }] },
    { title: "Produto 2", variants: [{ stock: [9, null, null] }] },
  ]);
});

it("D1: the switch of one scope blocks the lane of that scope only", async () => {
  const world = await somethingDue();
  await setTo(world, { all: false, scopes: ["prices", "stock"] });
  for (let run = 0; run < 3; run += 1) await world.run(guarded(world.deps));
  const [one] = world.shop();
  expect(one).toMatchObject({ title: "Novo nome", variants: [{ price: 1_000, stock: [5, null, null] }] });
});

it("D1: the guard alone is enough: a lane that was running when the switch was set writes nothing more", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  const { shopify } = guarded(world.deps);
  const { item } = world.variant("P1E1");
  const [location = ""] = world.locations;
  await setTo(world, ALL);
  const before = effects(world);
  const line = { item: item.id, location, quantity: 1, from: 5 };
  expect(await setStock(shopify, [line], "00000000-0000-4000-8000-00000000abcd")).toEqual({
    kind: "failed",
    failure: { kind: "dryRun", operation: "SetStock" },
  });
  expect(await ensureDefinitions(shopify)).toMatchObject({ kind: "failed", failure: { kind: "dryRun" } });
  expect(effects(world)).toBe(before);
  expect((await readLevels(shopify, location, [item.id])).kind).toBe("levels"); // reads pass
  expect(await world.rows("SELECT operation, scope, times FROM dry_run_blocked ORDER BY operation")).toEqual([
    { operation: "Define", scope: "catalog", times: 1 },
    { operation: "SetStock", scope: "stock", times: 1 },
  ]);
});

it("D1: an invocation that began before the switch was set stops writing within ten seconds", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  const { shopify } = guarded(world.deps);
  const { item } = world.variant("P1E1");
  const [location = ""] = world.locations;
  const send = (quantity: number, from: number) =>
    setStock(shopify, [{ item: item.id, location, quantity, from }], `00000000-0000-4000-9000-00000000000${quantity}`);
  expect((await send(4, 5)).kind).toBe("accepted");
  await setTo(world, ALL);
  world.clock.advance(GUARD_MEMORY_MS);
  expect((await send(3, 4)).kind).toBe("failed");
  expect(world.available("P1E1", 1)).toBe(4);
});

it("the switch is read once for any number of writes of an invocation, and never for reads", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  let statements = 0;
  const deps = guarded(
    world.isolate(async (call, effect) => {
      statements += call.statements ?? 0;
      return effect();
    }),
  );
  const { item } = world.variant("P1E1");
  const [location = ""] = world.locations;
  await readLevels(deps.shopify, location, [item.id]);
  expect(statements).toBe(0);
  for (let quantity = 5; quantity > 0; quantity -= 1)
    await setStock(
      deps.shopify,
      [{ item: item.id, location, quantity: quantity - 1, from: quantity }],
      `00000000-0000-4000-9000-00000000000${quantity}`,
    );
  expect(statements).toBe(1);
  expect(world.available("P1E1", 1)).toBe(0);
});

it("when the hub cannot read the switch, nothing is sent", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  const deps = guarded(
    world.isolate(async (call, effect) => {
      if (call.port === "d1") throw new Error("D1_ERROR: Network connection lost.");
      return effect();
    }),
  );
  const before = effects(world);
  expect(await ensureDefinitions(deps.shopify)).toMatchObject({ kind: "failed", failure: { kind: "throttled" } });
  expect(effects(world)).toBe(before);
});

it("D1: nothing is submitted to the ERP and nothing written on the Shopify order; off submits it, once", async () => {
  const world = await orderWorld();
  await saveDryRun(world.db, { all: false, scopes: ["orders"] }, world.clock.now());
  const deps = guarded(world.deps);
  const order = place(world);
  const writes = world.shop.journal.mutations.length;
  world.push(webhookOf(order));
  await world.work(deps);
  await world.pass(3_600_000, 300_000, deps);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "ready", reason: "dry-run", submitted_at: null });
  expect(world.erp.journal.order(idOf(order)).accepted).toEqual([]);
  expect(world.shop.journal.mutations.length).toBe(writes);
  // its goods are reserved all the same
  expect(await world.rows("SELECT count(*) AS n FROM order_reservations")).toEqual([{ n: 1 }]);

  await saveDryRun(world.db, OFF, world.clock.now());
  // the sweep's due run requeues it
  expect(await world.orderRow(idOf(order))).toMatchObject({ next_at: world.clock.now() });
  world.push({ orderId: idOf(order), cause: "due" });
  await world.work(guarded(world.deps));
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("inv. 3: an order being submitted when the switch was set is looked up, and submitted once afterwards", async () => {
  const world = await orderWorld();
  const order = place(world);
  const id = idOf(order);
  // The lane read the switch before it was set; its POST meets the guard.
  const guard = { holds: async () => true, note: async () => undefined };
  world.push(webhookOf(order));
  await world.work({ ...world.deps, erp: guardErp(world.deps.erp, guard) });
  expect(await world.state(id)).toBe("uncertain");
  await saveDryRun(world.db, ALL, world.clock.now());
  await world.pass(1_800_000, 60_000, guarded(world.deps));
  expect(await world.state(id)).toBe("uncertain");
  expect(world.erp.journal.order(id).accepted).toEqual([]);
  await saveDryRun(world.db, OFF, world.clock.now());
  await world.pass(1_800_000, 60_000, guarded(world.deps));
  expect(await world.state(id)).toBe("submitted");
  expect(world.erp.journal.order(id).accepted).toHaveLength(1);
});

it("a newly covered scope starts with an empty report", async () => {
  const world = publishWorld();
  await world.exec("INSERT INTO dry_run_blocked (operation, scope, first_at, last_at) VALUES ('X', 'stock', 1, 1)");
  await setTo(world, { all: false, scopes: ["catalog"] });
  expect(await world.rows("SELECT count(*) AS n FROM dry_run_blocked")).toEqual([{ n: 1 }]);
  await setTo(world, ALL);
  expect(await world.rows("SELECT count(*) AS n FROM dry_run_blocked")).toEqual([{ n: 0 }]);
});
