import { describe, expect, it } from "vitest";
import { emit } from "../../../sim/consinco/orders/events.ts";
import { DEFAULT_SCOPES, scopesWithout } from "../../../sim/shopify/options.ts";
import { idOf, place, webhookOf } from "../world.ts";
import { DAY, HOUR, ledgerWorld } from "./world.ts";

describe.each([
  ["with vlrTotal", true],
  ["without vlrTotal", false],
])("an ERP %s", (_, lookupTotal) => {
  const options = { consinco: { orders: { lookupTotal } } };

  it("G4: a night in which nothing is wrong closes: Shopify = hub = ERP, no difference, no entry", async () => {
    const world = await ledgerWorld(options);
    await world.invoiced(3);
    await world.night();
    const { run, differences } = await world.report();
    expect(run).toMatchObject({ kind: "night", problem: null, totals: { shopify: 3, hub: 3, erp: 3, closes: true } });
    expect(run?.endedAt).not.toBeNull();
    expect(run?.comparedBy).toEqual(lookupTotal ? { total: 3, items: 0 } : { total: 0, items: 3 });
    expect(differences).toEqual([]);
    expect(await world.openEntries()).toEqual([]);
    expect(await world.one("SELECT count(*) AS n FROM runs WHERE name = 'order-ledger'")).toEqual({ n: 0 });
  });

  it("G1: an order that the ERP lost is named, and its entry closes when a later night finds it again", async () => {
    const world = await ledgerWorld(options);
    const [lost, kept] = await world.invoiced(2);
    if (!lost || !kept) throw new Error("no orders");
    const held = world.erp.state.orders.bySeq(world.seqOf(lost));
    world.erp.control.loseOrder({ seqPedido: world.seqOf(lost) });
    await world.night();
    expect(await world.differences()).toEqual([`missing-in-erp ${idOf(lost)}`]);
    expect(await world.openEntries()).toEqual([{ reason: "missing-in-erp", ref: idOf(lost) }]);
    expect((await world.report()).run?.totals).toMatchObject({ shopify: 2, hub: 2, erp: 1, closes: true });
    await world.night();
    expect(await world.openEntries()).toHaveLength(1); // nothing of it changed, and the night looks again all the same
    if (held) world.erp.control.bringBack(held);
    await world.night();
    expect(await world.differences()).toEqual([]);
    expect(await world.openEntries()).toEqual([]);
  });

  it("G1: an order that stands in the ERP twice is named with both numbers, from the event of the second", async () => {
    const world = await ledgerWorld(options);
    const [order] = await world.invoiced(1);
    if (!order) throw new Error("no order");
    const second = world.erp.control.double({ seqPedido: world.seqOf(order) });
    world.erp.control.invoice({ seqPedido: second });
    await world.readEvents();
    await world.night();
    expect(await world.differences()).toEqual([`twice-in-erp ${idOf(order)}`]);
    expect(await world.message("twice-in-erp")).toContain(`${world.seqOf(order)}, ${second}`);
  });
});

it("G1: a total that the ERP's users changed is named with both amounts", async () => {
  const world = await ledgerWorld({ consinco: { orders: { lookupTotal: true } } });
  const [order] = await world.invoiced(1);
  const held = order && world.erp.state.orders.bySeq(world.seqOf(order));
  if (!order || !held) throw new Error("no order");
  held.body = { ...held.body, freightCents: held.body.freightCents + 100 };
  await world.night();
  expect(await world.differences()).toEqual([`total-differs ${idOf(order)}`]);
});

it("G1: items that the import lost are named; without a total too", async () => {
  const world = await ledgerWorld();
  world.erp.control.loseItems({ items: 1 });
  const [order] = await world.invoiced(1);
  if (!order) throw new Error("no order");
  await world.night();
  expect(await world.differences()).toEqual([`items-differ ${idOf(order)}`]);
});

it("G1: an order cancelled in Shopify that is alive in the ERP is named on the night of its cancellation", async () => {
  const world = await ledgerWorld();
  const orders = Array.from({ length: 2 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(600_000);
  await world.night();
  expect(await world.differences()).toEqual([]);
  const [first] = orders;
  if (!first) throw new Error("no order");
  world.clock.advance(5 * DAY);
  world.shop.control.cancelOrder(first.id, { reason: "CUSTOMER", restock: true, refund: true });
  await world.night();
  expect(await world.differences()).toContain(`cancelled-alive ${idOf(first)}`);
  world.erp.control.cancel({ seqPedido: world.seqOf(first) });
  await world.readEvents();
  await world.night();
  expect(await world.differences()).not.toContain(`cancelled-alive ${idOf(first)}`);
});

it("G1: a sales order without an invoice for two days is named, though nothing of it changed since", async () => {
  const world = await ledgerWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(600_000);
  await world.night();
  expect(await world.differences()).toEqual([]);
  await world.night();
  await world.night();
  expect(await world.differences()).toEqual([`invoice-missing ${idOf(order)}`]);
  world.erp.control.invoiceDue();
  await world.readEvents();
  await world.night();
  expect(await world.openEntries()).toEqual([]);
});

it("G1: a hub that lost an order's row is named, and the order is not called missing", async () => {
  const world = await ledgerWorld();
  const [order] = await world.invoiced(1);
  if (!order) throw new Error("no order");
  await world.db.batch([
    world.db.prepare("DELETE FROM orders"),
    world.db.prepare("DELETE FROM erp_events"),
    world.db.prepare("DELETE FROM order_timeline"),
  ]);
  await world.night();
  expect(await world.differences()).toEqual([`not-in-hub ${idOf(order)}`]);
  expect((await world.report()).run?.totals).toMatchObject({ shopify: 1, hub: 0, erp: 1, closes: true });
});

it("G1: an order that only an event of the ERP names is looked up in Shopify; deleted there, it is alive here", async () => {
  const world = await ledgerWorld();
  const [order] = await world.invoiced(1);
  if (!order) throw new Error("no order");
  world.shop.state.orders.delete(order.id);
  const held = world.erp.state.orders.bySeq(world.seqOf(order));
  if (!held) throw new Error("no ERP order");
  emit(world.erp.state, held, "SEPARACAO", {});
  await world.readEvents();
  await world.night();
  expect(await world.differences()).toEqual([`cancelled-alive ${idOf(order)}`]);
});

it.each([
  ["it is too old for the app's scopes: not compared", scopesWithout("read_all_orders"), false, []],
  ["its deletion came by webhook: alive here", scopesWithout("read_all_orders"), true, ["cancelled-alive"]],
  ["the app may read all orders: deleted, and alive here", DEFAULT_SCOPES, false, ["cancelled-alive"]],
] as const)(
  "G1: of an order of 70 days that Shopify does not show, %s",
  async (_what, scopes, isDeletionKnown, differences) => {
    const world = await ledgerWorld({ shopify: { scopes } });
    const [order] = await world.invoiced(1);
    const held = order && world.erp.state.orders.bySeq(world.seqOf(order));
    if (!held) throw new Error("no ERP order");
    if (differences.length > 0) world.shop.state.orders.delete(order.id);
    world.clock.advance(70 * DAY);
    if (isDeletionKnown) world.engine.run([{ sql: "UPDATE orders SET deleted_at = 1", params: [] }]);
    emit(world.erp.state, held, "SEPARACAO", {});
    await world.readEvents();
    await world.night();
    expect(await world.differences()).toEqual(differences.map((kind) => `${kind} ${idOf(order)}`));
    const verdicts = (await world.report()).run?.totals.byVerdict ?? [];
    const notCompared = verdicts.find(({ verdict }) => verdict === "not-compared")?.orders ?? 0;
    expect(notCompared).toBe(differences.length === 0 ? 1 : 0);
  },
);

it("G1: a line that an alteration added is no goods, also where lines without a SKU are a product (seed 317)", async () => {
  const world = await ledgerWorld();
  await world.db
    .prepare("INSERT INTO line_products (kind, name, sku, price_cents) VALUES ('custom', '*', ?1, 0)")
    .bind(world.goods.pack.key)
    .run();
  const order = place(world, { lines: [{ sku: world.goods.weighed.key, quantity: 7 }] });
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(60_000);
  const { seqProduto, qtdEmbalagem } = world.goods.weighed;
  const attended = (7 * world.goods.weighedMultiple - 13) / 1_000;
  world.erp.control.alter({ seqPedido: world.seqOf(order), changes: [{ seqProduto, qtdEmbalagem, attended }] });
  await world.readEvents();
  world.erp.control.invoiceDue();
  await world.readEvents();
  expect(order.lines.map(({ sku }) => sku)).toEqual([world.goods.weighed.key, null]);
  await world.night();
  expect(await world.differences()).toEqual([]);
});

it("a held order has its own entry at the desk, and the ledger opens none", async () => {
  const world = await ledgerWorld();
  const order = place(world, { cpfIn: "nowhere" });
  world.push(webhookOf(order));
  await world.work();
  await world.night();
  expect((await world.report()).run?.totals.byVerdict.find(({ verdict }) => verdict === "at-desk")?.orders).toBe(1);
  expect(await world.openEntries()).toEqual([]);
});

it("G5: a window's edges are midnight in São Paulo: an order made one second before belongs to the day before", async () => {
  const world = await ledgerWorld();
  const midnight = Math.floor((world.clock.now() - 3 * HOUR) / DAY) * DAY + DAY + 3 * HOUR;
  world.clock.set(midnight - 1_000);
  const before = place(world);
  world.clock.set(midnight);
  const after = place(world);
  for (const order of [before, after]) world.push(webhookOf(order));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  await world.readEvents();
  world.clock.set(midnight + DAY + HOUR);
  expect(await world.request(midnight - DAY, midnight)).toMatchObject({ kind: "queued" });
  await world.tick();
  expect((await world.report()).run).toMatchObject({ kind: "person", totals: { shopify: 1, erp: 1 } });
  expect(await world.one("SELECT order_id FROM ledger_orders")).toEqual({ order_id: idOf(before) });
  await world.request(midnight, midnight + DAY);
  await world.tick();
  expect((await world.report()).run?.totals.shopify).toBe(1);
  expect(await world.rows("SELECT order_id FROM ledger_orders")).toHaveLength(2);
  expect(after.id).not.toBe(before.id);
});

it("Shopify's lines beyond the first twenty are read, and an order is compared whole", async () => {
  const world = await ledgerWorld();
  const { piece } = world.goods;
  const order = place(world, {
    lines: Array.from({ length: 45 }, () => ({ sku: piece.key, quantity: 1 })),
  });
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  await world.readEvents();
  await world.night();
  expect(await world.differences()).toEqual([]);
  expect((await world.report()).run?.totals).toMatchObject({ shopify: 1, erp: 1, closes: true });
});

it("G4: before the first order was seen no night begins, and a request ends with nothing to compare", async () => {
  const world = await ledgerWorld();
  await world.db.prepare("DELETE FROM settings WHERE name = 'orders-since'").run();
  await world.night();
  expect((await world.report()).run).toBeNull();
  expect(await world.request(world.clock.now() - DAY, world.clock.now())).toMatchObject({ kind: "queued" });
  await world.tick();
  const { run } = await world.report();
  expect(run).toMatchObject({ kind: "person", totals: { shopify: 0, hub: 0, erp: 0, closes: true } });
  expect(run?.endedAt).not.toBeNull();
});
