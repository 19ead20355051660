/** Goods that a person moves to another store leave a level there and here: Shopify moved both by itself. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";

const MINUTE = 60_000;
const changesAt = async (world: OrderWorld, company: number) =>
  Number(
    (
      await world.rows(
        "SELECT external_changes AS changes FROM stock WHERE company = ?1 AND sku = ?2",
        company,
        world.goods.piece.key,
      )
    )[0]?.["changes"],
  );

async function moved(world: OrderWorld, order: Order, parts: "all" | "one"): Promise<void> {
  const [, second = ""] = world.shop.state.locations.keys();
  const [first] = order.fulfillmentOrders;
  const id = parts === "one" ? world.shop.control.splitFulfillmentOrder(first?.id ?? "") : first?.id;
  const part = order.fulfillmentOrders.find((each) => each.id === id);
  Object.assign(part ?? {}, { locationId: second });
  order.updatedAt = world.clock.now();
  world.clock.advance(MINUTE);
  world.push(webhookOf(order));
  await world.work();
}

it("goods of a test order that are moved have the former store's level read again (seed 371)", async () => {
  const world = await orderWorld();
  const order = place(world, { test: true });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("ignored");
  const before = await changesAt(world, 1);
  await moved(world, order, "all");
  expect(await changesAt(world, 1)).toBe(before + 1);
});

it("goods that are moved before the first look have the former store's level read again (seed 40086)", async () => {
  const world = await orderWorld();
  const order = place(world, { payment: "pix" });
  const before = await changesAt(world, 1);
  const [, second = ""] = world.shop.state.locations.keys();
  world.clock.advance(MINUTE);
  const [first] = order.fulfillmentOrders;
  Object.assign(first ?? {}, { locationId: second, updatedAt: world.clock.now() });
  order.updatedAt = world.clock.now();
  world.clock.advance(MINUTE);
  world.push(webhookOf(order));
  await world.work();
  expect(await changesAt(world, 1)).toBe(before + 1);
});

it("goods that nothing moved leave the other stores' levels alone", async () => {
  const world = await orderWorld();
  const order = place(world, { payment: "pix" });
  const before = await changesAt(world, 2);
  world.push(webhookOf(order));
  await world.work();
  expect(await changesAt(world, 2)).toBe(before);
});

it("a unit that is moved after the submission has both stores' levels read again (seed 1302)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(MINUTE);
  const before = await changesAt(world, 1);
  await moved(world, order, "one");
  expect(await changesAt(world, 1)).toBeGreaterThan(before);
});

it("goods that are moved between the submission and our next write are seen, though that write is later (seed 94)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.clock.advance(10_000); // the second of the order is over when it is read
  world.push(webhookOf(order));
  await world.work();
  expect(world.metafields(order)).toEqual({});
  const before = await changesAt(world, 1);
  const [, second = ""] = world.shop.state.locations.keys();
  Object.assign(order.fulfillmentOrders[0] ?? {}, { locationId: second });
  world.clock.advance(5_000);
  order.updatedAt = world.clock.now();
  world.clock.advance(5_000);
  await world.pass(MINUTE); // the move's webhook is lost
  expect(world.metafields(order)).toMatchObject({ seq_pedido: "464" });
  await world.pass(MINUTE);
  expect(await changesAt(world, 1)).toBeGreaterThan(before);
});

it("a unit that is moved before the import is reserved at both stores (seeds 20046, 20087)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(MINUTE);
  await moved(world, order, "one");
  const at = await world.rows(
    "SELECT company FROM order_reservations WHERE order_id = ?1 ORDER BY company",
    idOf(order),
  );
  expect(at).toEqual([{ company: 1 }, { company: 2 }]);
});

it("a cancellation has the level of every store read again: it put a moved unit back there (seed 20065)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await world.db
    .prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash) SELECT 2, sku, seq_product, 9000, 'h' FROM stock WHERE company = 1",
    )
    .run();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(MINUTE);
  await moved(world, order, "one");
  const before = await changesAt(world, 2);
  world.shop.control.cancelOrder(order.id);
  world.clock.advance(MINUTE);
  world.push(webhookOf(order));
  await world.work();
  expect(await changesAt(world, 2)).toBe(before + 1);
});

it("an order whose POST is uncertain and that no lookup can find follows its goods to another store (seed 20130)", async () => {
  const world = await orderWorld({ consinco: { orders: { lookup: 404 } }, hasOrderLookup: false });
  world.erp.faults.add({ kind: "cutBefore", path: "PedidoVenda", method: "POST", times: 1 });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(10 * MINUTE);
  expect(await world.state(idOf(order))).toBe("uncertain");
  const before = await changesAt(world, 1);
  await moved(world, order, "all");
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "uncertain", reason: "erp-unconfirmed" });
  expect(await world.rows("SELECT company FROM order_reservations")).toEqual([{ company: 2 }]);
  expect(await changesAt(world, 1)).toBeGreaterThan(before);
  const timeline = await world.timeline(idOf(order));
  world.push(webhookOf(order)); // the same again: nothing is written
  await world.work();
  expect(await world.timeline(idOf(order))).toEqual(timeline);
});

/** Both stores have the goods; the ERP has imported the order, and a person moves all of it to the second store in silence. */
async function movedInSilence() {
  const world = await orderWorld({ isLookupProven: true });
  await world.db
    .prepare(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash) SELECT 2, sku, seq_product, 9000, 'h' FROM stock WHERE company = 1",
    )
    .run();
  const { piece, pack } = world.goods;
  const order = place(world, {
    lines: [
      { sku: piece.key, quantity: 2 },
      { sku: pack.key, quantity: 1 },
    ],
  });
  world.push(webhookOf(order));
  await world.pass(MINUTE);
  world.erp.control.importDue();
  await world.pass(2 * MINUTE);
  expect(await world.state(idOf(order))).toBe("imported");
  const [, second = ""] = world.shop.state.locations.keys();
  Object.assign(order.fulfillmentOrders[0] ?? {}, { locationId: second });
  const seqPedido = Number((await world.orderRow(idOf(order)))["seq_pedido"]);
  return { world, order, seqPedido, before: await changesAt(world, 2) };
}

it("our own edit that takes off moved goods has the other store's level read again (seed 3030)", async () => {
  const { world, order, seqPedido, before } = await movedInSilence();
  const { seqProduto, qtdEmbalagem } = world.goods.piece;
  world.erp.control.alter({ seqPedido, changes: [{ seqProduto, qtdEmbalagem, attended: 0 }] });
  await world.runJob(orderEvents);
  await world.pass(2 * MINUTE);
  expect(order.lines[0]?.currentQuantity).toBe(0);
  expect(await changesAt(world, 2)).toBeGreaterThan(before);
});

it("our own cancellation of moved goods has the other store's level read again", async () => {
  const { world, order, seqPedido, before } = await movedInSilence();
  world.erp.control.cancel({ seqPedido, motivo: "Sem estoque" });
  await world.runJob(orderEvents);
  await world.pass(2 * MINUTE);
  expect(order.cancelledAt).not.toBeNull();
  expect(await changesAt(world, 2)).toBeGreaterThan(before);
});
