/** Two hands, or two events, at one order at once: each race has one defined end. */
import { describe, expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ACTION_SETTLES_MS } from "../../../src/hub/orders/actions.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import { dyingAt } from "../../loads/world.ts";
import type { OrderWorld } from "../world.ts";
import { before, billedOf, change, imported, invoice, moneyOf, type Imported } from "./altered-world.ts";
import { actions, callsOf } from "./living.ts";

const left = ({ order }: Imported): readonly number[] => order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity);

async function settle(world: OrderWorld): Promise<void> {
  for (let tick = 0; tick < 7; tick += 1) {
    world.clock.advance(ORDER_LEASE_MS + ACTION_SETTLES_MS / 3);
    await world.runJob(orderEvents);
    await world.runJob(orderSweep);
    await world.work();
    await world.pass(20_000);
  }
}

describe("a race", () => {
  it("inv. 5: the invoice comes while the edit before it is open: it waits for the edit and the refund", async () => {
    const shop = await imported();
    const { world, seqPedido } = shop;
    world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
    // Between the staged edit and its commit the ERP bills, and another run reads the event.
    before(shop, "EditCommit", async () => {
      world.erp.control.invoice({ seqPedido });
      await world.runJob(orderEvents);
    });
    await world.runJob(orderEvents);
    await world.pass(120_000);
    const shown = world.shop.journal.effects("metafield").find(({ effect }) => effect["name"] === "erp.nfe_chave");
    const [edited] = world.shop.journal.effects("edit-committed");
    const [refunded] = world.shop.journal.effects("refund");
    expect(shown?.at).toBeGreaterThanOrEqual(Math.max(edited?.at ?? Infinity, refunded?.at ?? Infinity));
    expect(moneyOf(shop)).toEqual({ total: billedOf(shop), kept: billedOf(shop), outstanding: 0 });
    expect(await world.state(shop.id)).toBe("invoiced");
    expect(await world.desk()).toEqual([]);
  });

  it("a second alteration comes between the plan and the commit of the first: both are done, the money once", async () => {
    const shop = await imported();
    const { world, seqPedido } = shop;
    world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
    before(shop, "EditCommit", async () => {
      const changes = [change(world.goods.pack, 1, 50)];
      world.erp.control.alter({ seqPedido, changes });
      await world.runJob(orderEvents);
    });
    await world.runJob(orderEvents);
    await world.pass(120_000);
    await settle(world);
    const billed = billedOf(shop);
    expect(moneyOf(shop)).toMatchObject({ outstanding: 0 });
    expect(billed - moneyOf(shop).kept).toBeGreaterThanOrEqual(0);
    expect(billed - moneyOf(shop).kept).toBeLessThanOrEqual(100);
    expect(await world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
    expect(await world.desk()).toEqual([]);
  });

  it("the goods are moved to another store between the reading and the call: they leave from there, once", async () => {
    const shop = await imported();
    const { world, order } = shop;
    const [, second = ""] = world.shop.state.locations.keys();
    let moved = 0;
    before(shop, "FulfillOrder", () => {
      moved += 1;
      const [fulfillmentOrder] = order.fulfillmentOrders;
      if (fulfillmentOrder) world.shop.control.moveFulfillmentOrder(fulfillmentOrder.id, second);
    });
    await invoice(shop);
    await settle(world);
    await world.pass(3_900_000, 600_000);
    await settle(world);
    expect(moved).toBe(1);
    const made = order.fulfillments.filter(({ status }) => status === "SUCCESS");
    expect(made.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
    expect(made).toHaveLength(1);
  });
});

describe("the cancelling of a fulfilment", () => {
  async function documentCancelled(): Promise<Imported> {
    const shop = await imported();
    await invoice(shop);
    expect(left(shop)).toEqual([2]);
    shop.world.erp.control.cancelInvoice({ seqPedido: shop.seqPedido });
    return shop;
  }
  async function expectCancelled(shop: Imported, label: string): Promise<void> {
    const { world, order } = shop;
    expect(
      order.fulfillments.map(({ status }) => status),
      label,
    ).toEqual(["CANCELLED"]);
    expect(left(shop), label).toEqual([0]);
    expect(world.shop.journal.effects("fulfillment-cancelled").length, label).toBeLessThanOrEqual(1);
    expect(
      (await actions(world)).filter(({ state }) => state !== "superseded"),
      label,
    ).toEqual([
      { kind: "fulfil", state: "done" },
      { kind: "unfulfil", state: "done" },
    ]);
    expect(await world.desk(), label).toEqual([]);
  }

  it.each(["cutBefore", "cutAfter", "status", "statusAfter"] as const)(
    "whose answer is lost (%s): the order is read again, and nothing is repeated that had its effect",
    async (kind) => {
      const shop = await documentCancelled();
      shop.world.shop.faults.add({ kind, operation: "CancelFulfillment", times: 1, status: 502 });
      await shop.world.runJob(orderEvents);
      await settle(shop.world);
      await expectCancelled(shop, kind);
      const hadEffect = kind === "cutAfter" || kind === "statusAfter";
      expect(callsOf(shop.world, "fulfillmentCancel")).toBeLessThanOrEqual(hadEffect ? 1 : 2);
    },
  );

  for (const when of ["before", "after"] as const)
    it(`the isolate dies ${when} any step of it`, async () => {
      const shop = await documentCancelled();
      const putBack = shop.world.keep();
      const labels: string[] = [];
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const by = shop.world.isolate(gate);
        const whole = async (): Promise<null> => {
          await shop.world.runJob(orderEvents, by);
          await shop.world.work(by);
          await shop.world.pass(30_000, 15_000, by);
          return null;
        };
        const ended = await Promise.race([whole(), died]);
        if (!ended) break;
        const label = `dead ${when} step ${step} (${ended.port} ${ended.label})`;
        labels.push(label);
        await settle(shop.world);
        await expectCancelled(shop, label);
      }
      expect(labels.length).toBeGreaterThan(8);
    }, 180_000);
});
