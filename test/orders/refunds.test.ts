/** Refunds of Shopify, recorded for the ERP's side: each once, whatever is lost in between. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { listRefunds } from "../../src/hub/orders/shop-refunds.ts";
import { dyingAt } from "../loads/world.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

async function imported() {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(60_000);
  expect(await world.state(idOf(order))).toBe("imported");
  return { world, order, id: idOf(order) };
}
const feed = (world: OrderWorld) => listRefunds(world.db, { since: 0, after: 0, limit: 100 });

async function changed(world: OrderWorld, order: Parameters<typeof webhookOf>[0], by = world.deps) {
  world.clock.advance(10_000);
  world.push({ ...webhookOf(order), cause: "webhook" });
  await world.work(by);
  await world.pass(20_000, 5_000, by);
}

it("an amount that went back is recorded once, with the ERP's number of the order and nothing of the customer", async () => {
  const { world, order, id } = await imported();
  world.shop.control.refundOrder(order.id, 500);
  await changed(world, order);
  await changed(world, order);
  expect(await feed(world)).toMatchObject([
    { n: 1, orderId: id, totalCents: 500, lines: [], seqPedido: 464, isOurs: false },
  ]);
  expect(world.lines.filter(({ level }) => level === "error")).toEqual([]);
});

it("a second refund follows the first one, and a refund that the gateway confirms later comes again with its amount", async () => {
  const { world, order } = await imported();
  const [payment] = order.transactions;
  world.shop.control.refundOrder(order.id, 500);
  await changed(world, order);
  world.shop.control.setRefundOutcome(payment?.gateway ?? "", "PENDING");
  world.shop.control.refundOrder(order.id, 300);
  await changed(world, order);
  const pending = order.transactions.find(({ status }) => status === "PENDING");
  world.shop.control.endRefund(pending?.id ?? "", "SUCCESS");
  await changed(world, order);
  const recorded = await feed(world);
  expect(recorded.map(({ totalCents }) => totalCents)).toEqual([500, 300]);
  expect(recorded[1]?.n).toBeGreaterThan(2); // a place of its own, after what was read before
});

it("a cancelled order's refund is recorded with its items", async () => {
  const { world, order } = await imported();
  world.shop.control.cancelOrder(order.id);
  await changed(world, order);
  const [refund] = await feed(world);
  expect(refund?.totalCents).toBeGreaterThan(0);
  expect(refund?.lines.length).toBeGreaterThan(0);
  expect(refund?.lines[0]).toMatchObject({ sku: expect.stringMatching(/^P\d+E/), restock: "CANCEL" });
});

it("what the connector gave back, for a cut and for a cancellation of the ERP, is distinguished from a person's", async () => {
  const { world, order } = await imported();
  world.shop.control.refundOrder(order.id, 100);
  await changed(world, order);
  const cut = await imported();
  const { seqProduto, qtdEmbalagem } = cut.world.goods.piece;
  const changes = [{ seqProduto, qtdEmbalagem, attended: 1 }];
  cut.world.erp.control.alter({ seqPedido: 464, changes });
  await cut.world.runJob(orderEvents);
  await cut.world.pass(60_000);
  cut.world.shop.control.refundOrder(cut.order.id, 100);
  await changed(cut.world, cut.order);
  const cancelled = await imported();
  cancelled.world.erp.control.cancel({ seqPedido: 464 });
  await cancelled.world.runJob(orderEvents);
  await cancelled.world.pass(120_000);
  await changed(cancelled.world, cancelled.order);
  expect((await feed(world)).map(({ isOurs }) => isOurs)).toEqual([false]);
  expect((await feed(cut.world)).map(({ totalCents, isOurs }) => [totalCents === 100, isOurs])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect((await feed(cancelled.world)).map(({ isOurs }) => isOurs)).toEqual([true]);
});

for (const when of ["before", "after"] as const)
  it(`the isolate dies ${when} any step of the look, and the refund is recorded once`, async () => {
    const { world, order } = await imported();
    world.shop.control.refundOrder(order.id, 500);
    const putBack = world.keep();
    let deaths = 0;
    for (let step = 1; ; step += 1) {
      putBack();
      const { gate, died } = dyingAt(step, when);
      const ended = await Promise.race([changed(world, order, world.isolate(gate)), died]);
      if (!ended) break;
      deaths += 1;
      world.clock.advance(300_000);
      await changed(world, order);
      await world.pass(600_000, 60_000);
      expect(
        (await feed(world)).map(({ totalCents }) => totalCents),
        `step ${step}`,
      ).toEqual([500]);
    }
    expect(deaths).toBeGreaterThan(8);
  });
