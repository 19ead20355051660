/** The ERP bills a part of an order and cancels the rest: the Shopify order ends at what is billed, once. */
import { describe, expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import { dyingAt } from "../../loads/world.ts";
import { webhookOf } from "../world.ts";
import { before, change, countOf, imported, invoice, moneyOf, setRules, type Imported } from "./altered-world.ts";
import { callsOf } from "./living.ts";

/** Two pieces and a pack. */
async function ofTwo(over: Partial<OrderSpec> = {}): Promise<Imported> {
  const { world } = await imported();
  const { piece, pack } = world.goods;
  return imported({
    lines: [
      { sku: piece.key, quantity: 2 },
      { sku: pack.key, quantity: 1 },
    ],
    ...over,
  });
}

async function cancelRest(shop: Imported): Promise<void> {
  const { world, seqPedido } = shop;
  world.erp.control.cancel({ seqPedido, motivo: "Resto sem estoque" });
  await world.runJob(orderEvents);
  await world.pass(60_000);
}

/** What the standing invoices of the ERP come to, in cents. */
const billedOf = ({ world, seqPedido }: Imported): number =>
  (world.erp.state.orders.bySeq(seqPedido)?.invoices ?? []).reduce((sum, { totalCents }) => sum + totalCents, 0);

async function expectAsBilled(shop: Imported, label = ""): Promise<void> {
  const { world, order } = shop;
  const billed = billedOf(shop);
  expect(moneyOf(shop), label).toEqual({ total: billed, kept: billed, outstanding: 0 });
  expect(
    order.lines.map(({ currentQuantity }) => currentQuantity),
    label,
  ).toEqual([2, 0]);
  expect(order.cancelledAt, label).toBeNull();
  expect(callsOf(world, "orderCancel"), label).toBe(0);
  expect(await world.desk(), label).toEqual([]);
  expect(await world.rows("SELECT DISTINCT state FROM erp_events"), label).toEqual([{ state: "applied" }]);
}

describe("E11: the rest of a partly billed order that the ERP cancels", () => {
  it("is taken off by an edit, and its money goes back; what is billed has left", async () => {
    const shop = await ofTwo();
    await invoice(shop, { only: 1 });
    await cancelRest(shop);
    await expectAsBilled(shop);
    expect(countOf(shop, "edit-committed")).toBe(1);
    expect(countOf(shop, "refund")).toBe(1);
    expect(shop.order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity)).toEqual([2, 0]);
    expect(await shop.world.timeline(shop.id)).toContain("altered applied");
    // The same event again is nothing.
    const { control, state } = shop.world.erp;
    control.repeatEvent({ seqEvento: state.orders.listings.at(-1)?.event.seqEvento ?? 0 });
    await shop.world.runJob(orderEvents);
    await shop.world.pass(60_000);
    await expectAsBilled(shop);
    expect(countOf(shop, "edit-committed") + countOf(shop, "refund")).toBe(2);
  });

  it("in one poll with its bill and a cut before both: one edit, one refund, then the invoice", async () => {
    const shop = await ofTwo();
    const { world, seqPedido } = shop;
    world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
    world.clock.advance(1_000);
    world.erp.control.invoice({ seqPedido, only: 1 });
    world.clock.advance(1_000);
    await cancelRest(shop);
    await world.pass(60_000);
    const billed = billedOf(shop);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(shop.order.lines.map(({ currentQuantity }) => currentQuantity)).toEqual([1, 0]);
    expect(countOf(shop, "edit-committed")).toBe(1);
    expect(await world.state(shop.id)).toBe("invoiced");
    expect(await world.desk()).toEqual([]);
  });

  it("of a card that is only authorised: what is billed is captured, once", async () => {
    const shop = await ofTwo({ payment: "authorized" });
    await invoice(shop, { only: 1 });
    await cancelRest(shop);
    await shop.world.pass(60_000);
    expect(shop.order.transactions.filter(({ kind }) => kind === "CAPTURE").map(({ amount }) => amount)).toEqual([
      billedOf(shop),
    ]);
    expect(moneyOf(shop).total).toBe(billedOf(shop));
    expect(countOf(shop, "refund")).toBe(0);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("of an order that cannot be edited is a refund that cancels its units", async () => {
    const shop = await ofTwo();
    await invoice(shop, { only: 1 });
    shop.order.closedAt = shop.world.clock.now();
    await cancelRest(shop);
    await expectAsBilled(shop);
    expect(countOf(shop, "edit-committed")).toBe(0);
    expect(shop.order.refunds[0]?.lines).toMatchObject([{ quantity: 1, restockType: "CANCEL" }]);
  });

  it("of an order that another hand edited, or by the rules, is an operator's", async () => {
    const edited = await ofTwo();
    await invoice(edited, { only: 1 });
    const [, pack] = edited.order.lines;
    edited.world.shop.control.editOrder(edited.order.id, { lines: [{ lineId: pack?.id ?? "", quantity: 3 }] });
    edited.world.push(webhookOf(edited.order));
    await cancelRest(edited);
    expect((await edited.world.desk()).toSorted()).toEqual([
      "events order-cancelled",
      "orders edited-after-submission",
    ]);
    expect(await edited.world.message("order-cancelled")).toContain("nota fiscal que vale");
    for (const rules of [{ applyAlterations: "off" }, { applyCancellations: "off" }]) {
      const shop = await ofTwo();
      await setRules(shop, rules);
      await invoice(shop, { only: 1 });
      await cancelRest(shop);
      expect(await shop.world.desk()).toEqual(["events order-cancelled"]);
      expect(countOf(shop, "edit-committed") + countOf(shop, "refund")).toBe(0);
    }
  });

  it("that Shopify refuses to take off is an operator's, with Shopify's words", async () => {
    const shop = await ofTwo();
    await invoice(shop, { only: 1 });
    before(shop, "EditCommit", () => shop.world.shop.control.refuseNext("orderEditCommit", "Not today."), 3);
    await cancelRest(shop);
    await shop.world.pass(600_000);
    expect(await shop.world.desk()).toEqual(["events order-cancelled"]);
    expect(moneyOf(shop).kept).toBeGreaterThan(billedOf(shop));
  });

  it("and a bill of it that comes late: nothing is added in silence, the desk names the amount", async () => {
    const shop = await ofTwo();
    const { world, seqPedido } = shop;
    const { listings } = world.erp.state.orders;
    const order = world.erp.state.orders.bySeq(seqPedido);
    world.erp.control.invoice({ seqPedido, only: 1 });
    world.clock.advance(1_000);
    world.erp.control.invoice({ seqPedido });
    const late = listings.splice(-1);
    if (order) order.stage = "picking";
    world.clock.advance(1_000);
    await cancelRest(shop);
    expect(countOf(shop, "refund")).toBe(1);
    const { kept } = moneyOf(shop);
    listings.push(...late.map((each) => ({ ...each, listedAt: world.clock.now() })));
    await world.runJob(orderEvents);
    await world.pass(120_000);
    expect((await world.desk()).toSorted()).toEqual(["events alteration-above-paid", "events invoice-total-differs"]);
    expect(moneyOf(shop)).toMatchObject({ kept, total: kept });
    expect(countOf(shop, "edit-committed") + countOf(shop, "refund")).toBe(2);
  });
});

describe("the isolate dies while the rest is taken off", () => {
  for (const when of ["before", "after"] as const)
    it(`inv. 5: ${when} any step: one edit, one refund`, async () => {
      const shop = await ofTwo();
      const { world, seqPedido } = shop;
      await invoice(shop, { only: 1 });
      world.erp.control.cancel({ seqPedido });
      const putBack = world.keep();
      const labels: string[] = [];
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const by = world.isolate(gate);
        const whole = async () => {
          await world.runJob(orderEvents, by);
          await world.work(by);
          await world.pass(30_000, 15_000, by);
          return null;
        };
        const ended = await Promise.race([whole(), died]);
        if (!ended) break;
        const label = `dead ${when} step ${step} (${ended.port} ${ended.label})`;
        labels.push(label);
        for (let tick = 0; tick < 4; tick += 1) {
          world.clock.advance(ORDER_LEASE_MS + 60_000);
          await world.runJob(orderSweep);
          await world.runJob(orderEvents);
          await world.work();
          await world.pass(60_000);
        }
        await expectAsBilled(shop, label);
        expect(countOf(shop, "edit-committed"), label).toBe(1);
        expect(countOf(shop, "refund"), label).toBe(1);
      }
      expect(labels.length).toBeGreaterThan(20);
    }, 180_000);
});
