/** Absent is not deleted, withheld is not empty, and a line is its variant first. */
import { expect, it } from "vitest";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { DEFAULT_SCOPES, scopesWithout } from "../../sim/shopify/options.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const DAY_MS = 86_400_000;

async function waiting() {
  const world = await orderWorld({ shopify: { scopes: scopesWithout("read_all_orders") } });
  const order = place(world, { payment: "pix" });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("waiting-payment");
  return { world, order, id: idOf(order) };
}
const reserved = async (world: OrderWorld, id: string) =>
  (await world.rows("SELECT sku FROM order_reservations WHERE order_id = ?1", id)).length;
/** No step on the way: an order of 61 days is looked at again when it is paid. */
function later(world: OrderWorld, ms: number): void {
  world.clock.advance(ms);
  world.queue.splice(0);
}

it("a PIX order paid on day 61 is on hold with its stock, and goes on when the scope is granted", async () => {
  const { world, order, id } = await waiting();
  later(world, 61 * DAY_MS);
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "on-hold", reason: "order-out-of-reach", company: 1 });
  expect(await reserved(world, id)).toBe(1);
  expect(await world.message("order-out-of-reach")).toContain("read_all_orders");
  world.shop.control.setScopes(DEFAULT_SCOPES);
  world.clock.advance(7_200_000);
  await world.runJob(orderSweep); // requeues what is due
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", reason: null });
  expect(await world.desk()).toEqual([]);
});

it("a change of a hidden order has its levels read again, because Shopify may have moved them", async () => {
  const { world, order, id } = await waiting();
  const levels = () =>
    world.rows("SELECT external_changes AS changes FROM stock WHERE company = 1 AND sku = ?1", world.goods.piece.key);
  later(world, 61 * DAY_MS);
  for (const change of ["edited", "cancelled"] as const) {
    const [before] = await levels();
    if (change === "edited")
      world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
    else world.shop.control.cancelOrder(order.id);
    world.push(webhookOf(order));
    await world.work();
    const [after] = await levels();
    expect(Number(after?.["changes"])).toBe(Number(before?.["changes"]) + 1);
  }
  expect(await world.orderRow(id)).toMatchObject({ state: "on-hold", reason: "order-out-of-reach" });
  expect(await reserved(world, id)).toBe(1);
});

it("an order that the app would be shown is deleted when it is not there", async () => {
  const young = await waiting();
  later(young.world, 30 * DAY_MS);
  young.world.shop.control.deleteOrder(young.order.id);
  young.world.push(webhookOf(young.order));
  await young.world.work();
  expect(await young.world.orderRow(young.id)).toMatchObject({ state: "cancelled", reason: "deleted" });
  expect(await reserved(young.world, young.id)).toBe(0);

  const scoped = await waiting();
  later(scoped.world, 61 * DAY_MS);
  scoped.world.shop.control.setScopes(DEFAULT_SCOPES);
  scoped.world.shop.control.deleteOrder(scoped.order.id);
  scoped.world.push(webhookOf(scoped.order));
  await scoped.world.work();
  expect(await scoped.world.orderRow(scoped.id)).toMatchObject({ state: "cancelled", reason: "deleted" });
});

it("orders/delete says it of an old one, also when another delivery works on the order", async () => {
  const { world, order, id } = await waiting();
  later(world, 61 * DAY_MS);
  world.shop.control.deleteOrder(order.id);
  world.push({ orderId: id, cause: "deleted" });
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "cancelled", reason: "deleted" });
});

it("an order that the ERP has and Shopify shows no more is not reported as deleted", async () => {
  const world = await orderWorld({ shopify: { scopes: scopesWithout("read_all_orders") } });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  later(world, 61 * DAY_MS);
  world.push({ orderId: idOf(order), cause: "person" });
  await world.work();
  expect(await world.desk()).not.toContain("orders deleted-in-shop");
});

it("without approval for customer data the shop has one entry, and its orders go on by themselves", async () => {
  const world = await orderWorld({ shopify: { dataApproved: false } });
  const orders = Array.from({ length: 3 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  await world.pass(3_600_000, 60_000);
  expect(await world.desk()).toEqual(["order-flow data-unapproved"]);
  expect(await world.message("data-unapproved")).toContain("Protected customer data");
  world.shop.control.setDataApproved(true);
  await world.pass(1_000_000, 60_000);
  for (const order of orders) expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
});

it("a field that a scope keeps back is one entry with its path", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.shop.control.setScopes(scopesWithout("read_customers"));
  world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual(["order-flow access-denied"]);
  expect(await world.message("access-denied")).toContain("order.customer");
  world.shop.control.setScopes(DEFAULT_SCOPES);
  await world.pass(1_000_000, 60_000);
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("a reading that costs more than Shopify allows is one entry of its own, and no outage; the orders go on once it is mended", async () => {
  const world = await orderWorld();
  const orders = [place(world), place(world)];
  world.shop.control.setCost("OrderFull", 8);
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  expect(await world.desk()).toEqual(["order-flow query-refused"]);
  expect(await world.message("query-refused")).toMatch(/MAX_COST_EXCEEDED.*não passa sozinho/);
  await world.pass(7_200_000, 60_000);
  expect(await world.desk()).toEqual(["order-flow query-refused"]); // never called an outage
  expect(world.shop.journal.ofOperation("OrderFull").length).toBeLessThan(25);
  world.shop.control.setCost("OrderFull", 1);
  await world.pass(1_000_000, 60_000);
  for (const order of orders) expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
});

it("a line without a SKU is reserved once the hub knows its variant, whatever else holds the order (seed 20040)", async () => {
  const world = await orderWorld();
  const { piece } = world.goods;
  const order = place(world);
  Object.assign(order.lines[0] ?? {}, { sku: null });
  order.localizedFields = [];
  world.push(webhookOf(order));
  await world.work();
  expect((await world.orderRow(idOf(order)))["reason"]).toBe("cpf-missing");
  expect((await world.orderRow(idOf(order)))["next_at"]).not.toBeNull();
  expect(await reserved(world, idOf(order))).toBe(0);
  const variant = [...world.shop.state.variants.values()].find(({ item }) => item.sku === piece.key);
  await world.db
    .prepare(
      "INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid, tracked) VALUES (?1, ?2, ?3, ?4, 1)",
    )
    .bind(piece.seqProduto, piece.key, variant?.id ?? "", variant?.item.id ?? "")
    .run();
  world.clock.advance(2 * 3_600_000);
  await world.runJob(orderSweep);
  await world.work();
  expect(await reserved(world, idOf(order))).toBe(1);
});

it("a line is its variant first: another SKU is a hold, and a missing one is the variant's", async () => {
  const world = await orderWorld();
  const { piece, pack } = world.goods;
  const variant = [...world.shop.state.variants.values()].find(({ item }) => item.sku === piece.key);
  await world.db
    .prepare(
      "INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid, tracked) VALUES (?1, ?2, ?3, ?4, 1)",
    )
    .bind(piece.seqProduto, piece.key, variant?.id ?? "", variant?.item.id ?? "")
    .run();
  const wrong = place(world);
  Object.assign(wrong.lines[0] ?? {}, { sku: pack.key });
  const nameless = place(world);
  Object.assign(nameless.lines[0] ?? {}, { sku: null });
  for (const order of [wrong, nameless]) world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(wrong))).toMatchObject({ state: "on-hold", reason: "sku-mismatch" });
  expect(await world.message("sku-mismatch")).toContain(`${pack.key} (variante ${piece.key})`);
  // Shopify took the variant's stock, so the hub keeps the variant's.
  expect(await world.rows("SELECT sku FROM order_reservations WHERE order_id = ?1", idOf(wrong))).toEqual([
    { sku: piece.key },
  ]);
  expect(await world.state(idOf(nameless))).toBe("submitted");
  // Its line is compared by the variant too: an order that only has another time was not edited.
  Object.assign(nameless, { updatedAt: world.clock.now() + 60_000 });
  world.clock.advance(600_000);
  world.push(webhookOf(nameless));
  await world.work();
  expect(await world.desk()).toEqual(["orders sku-mismatch"]);
});
