/** An invoice of the ERP fulfils what it bills, once, whatever interrupts. */
import { describe, expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ACTION_SETTLES_MS } from "../../../src/hub/orders/actions.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import { dyingAt } from "../../loads/world.ts";
import type { OrderWorld } from "../world.ts";
import { actions, callsOf, imported, poll, type Living } from "./living.ts";

const left = ({ order }: Living): readonly number[] => order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity);
const twoLines = ({ goods }: OrderWorld) => [
  { sku: goods.piece.key, quantity: 2 },
  { sku: goods.pack.key, quantity: 1 },
];
/** Two goods in one order, imported. */
async function ofTwo(rules: Record<string, unknown> = {}): Promise<Living> {
  return imported({ rules }, (world) => ({ lines: twoLines(world) }));
}
const invoiced = async (living: Living, how: { only?: number; parts?: number } = {}) => {
  const made = living.world.erp.control.invoice({ seqPedido: living.seqPedido, ...how });
  await poll(living.world);
  await living.world.pass(60_000);
  return made;
};

/** What waits longer than a message can is due by the sweep's clock. */
async function anHourLater(world: OrderWorld): Promise<void> {
  await world.pass(3_900_000, 600_000);
  await world.runJob(orderSweep);
  await world.pass(60_000);
}

describe("an invoice", () => {
  it("E7, E8: fulfils the order at its store with the invoice as tracking, once, without a mail", async () => {
    const living = await ofTwo();
    const { world, order, id } = living;
    const [invoice] = await invoiced(living);
    expect(left(living)).toEqual([2, 1]);
    expect(order.fulfillments).toHaveLength(1);
    expect(order.fulfillments[0]).toMatchObject({
      locationId: order.fulfillmentOrders[0]?.locationId,
      trackingInfo: [{ company: "Nota fiscal", number: `NF-e ${invoice?.numero}/1` }],
    });
    expect(order.fulfillments[0]?.trackingInfo[0]?.url).toContain(String(invoice?.chave));
    expect(world.shop.journal.effects("fulfillment")[0]?.effect).toMatchObject({ notify: false });
    await poll(world);
    await world.runJob(orderSweep);
    await world.pass(60_000);
    expect(callsOf(world, "fulfillmentCreate")).toBe(1);
    expect(await actions(world)).toEqual([{ kind: "fulfil", state: "done" }]);
    expect(await world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
    expect(await world.desk()).toEqual([]);
    expect(await world.state(id)).toBe("invoiced");
  });

  it("is shown, and its goods leave, in one pass", async () => {
    const living = await ofTwo();
    const { world, seqPedido } = living;
    world.erp.control.invoice({ seqPedido });
    await poll(world);
    expect(left(living)).toEqual([2, 1]);
    const shown = world.shop.journal.effects("metafield").findLast(({ effect }) => effect["name"] === "erp.nfe_chave");
    const [made] = world.shop.journal.effects("fulfillment");
    expect((made?.at ?? 0) - (shown?.at ?? 0)).toBeLessThan(2_000);
    await world.pass(60_000);
    expect(await world.desk()).toEqual([]);
  });

  it("E10: of a part fulfils that part; the second one the rest", async () => {
    const living = await ofTwo();
    await invoiced(living, { only: 1 });
    expect(left(living)).toEqual([2, 0]);
    await invoiced(living);
    expect(left(living)).toEqual([2, 1]);
    expect(living.order.fulfillments).toHaveLength(2);
    expect(await living.world.desk()).toEqual([]);
  });

  it("of goods that are split into more parts than one page holds fulfils all of them (seed 30047)", async () => {
    const living = await imported({ rules: {} }, ({ goods }) => ({ lines: [{ sku: goods.piece.key, quantity: 9 }] }));
    const [whole] = living.order.fulfillmentOrders;
    for (let split = 0; split < 8; split += 1) living.world.shop.control.splitFulfillmentOrder(whole?.id ?? "");
    expect(living.order.fulfillmentOrders).toHaveLength(9);
    await invoiced(living);
    expect(left(living)).toEqual([9]);
    expect(callsOf(living.world, "fulfillmentCreate")).toBe(1);
    expect(await living.world.desk()).toEqual([]);
  });

  it("of an order that a person fulfilled finds nothing to do", async () => {
    const living = await ofTwo();
    living.world.shop.control.fulfill(living.order.fulfillmentOrders[0]?.id ?? "");
    await invoiced(living);
    expect(callsOf(living.world, "fulfillmentCreate")).toBe(0);
    expect(await living.world.desk()).toEqual([]);
    expect(await living.world.state(living.id)).toBe("invoiced");
  });

  it("that is moved to another store meanwhile is fulfilled where Shopify has it", async () => {
    const living = await ofTwo();
    const { world, order } = living;
    const [, second = ""] = world.shop.state.locations.keys();
    const [fulfillmentOrder] = order.fulfillmentOrders;
    if (!fulfillmentOrder) throw new Error("no fulfillment order");
    fulfillmentOrder.locationId = second;
    await invoiced(living);
    expect(order.fulfillments.map(({ locationId }) => locationId)).toEqual([second]);
  });

  it("E17, E18, E19: of two locations one refuses: the other stands, and an hour later only the rest goes", async () => {
    const living = await ofTwo();
    const { world, order } = living;
    const [, second = ""] = world.shop.state.locations.keys();
    const [first] = order.fulfillmentOrders;
    const made = world.shop.control.splitFulfillmentOrder(first?.id ?? "", 2);
    const other = order.fulfillmentOrders.find(({ id }) => id === made);
    if (!other) throw new Error("not split");
    other.locationId = second;
    world.shop.control.refuseNext("fulfillmentCreate", "The location can't fulfil now.");
    await invoiced(living);
    expect(order.fulfillments).toHaveLength(1);
    expect(await world.desk()).toEqual(["events fulfillment-stopped"]);
    await anHourLater(world);
    expect(left(living)).toEqual([2, 1]);
    expect(order.fulfillments).toHaveLength(2);
    expect(await world.desk()).toEqual([]);
    expect((await actions(world)).map(({ state }) => state)).toEqual(["refused", "done", "done"]);
  });

  it("on hold waits with an entry, and goes on by itself when it is released", async () => {
    const living = await ofTwo();
    const { world, order } = living;
    const [fulfillmentOrder] = order.fulfillmentOrders;
    world.shop.control.holdFulfillmentOrder(fulfillmentOrder?.id ?? "", "OTHER");
    await invoiced(living);
    expect(left(living)).toEqual([0, 0]);
    expect(await world.message("fulfillment-stopped")).toContain("está retido");
    world.shop.control.releaseFulfillmentOrder(fulfillmentOrder?.id ?? "");
    await anHourLater(world);
    expect(left(living)).toEqual([2, 1]);
    expect(await world.desk()).toEqual([]);
  });

  it("that the ERP cancels has its fulfilment cancelled; its replacement fulfils again", async () => {
    const living = await ofTwo();
    const { world, order } = living;
    await invoiced(living);
    world.erp.control.cancelInvoice({ seqPedido: 464 });
    await poll(world);
    await world.pass(60_000);
    expect(left(living)).toEqual([0, 0]);
    await invoiced(living);
    expect(left(living)).toEqual([2, 1]);
    expect(order.fulfillments.map(({ status }) => status)).toEqual(["CANCELLED", "SUCCESS"]);
    expect((await actions(world)).map(({ kind, state }) => `${String(kind)} ${String(state)}`)).toEqual([
      "fulfil done",
      "unfulfil done",
      "fulfil done",
    ]);
    expect(await world.desk()).toEqual([]);
  });

  it("that replaces a document of the same poll fulfils what the cancelled one's fulfilment gives back (seeds 41020, 70053)", async () => {
    const living = await ofTwo();
    const { world, order } = living;
    await invoiced(living);
    world.erp.control.cancelInvoice({ seqPedido: 464 });
    await invoiced(living);
    await world.pass(60_000);
    expect(left(living)).toEqual([2, 1]);
    expect(order.fulfillments.map(({ status }) => status)).toEqual(["CANCELLED", "SUCCESS"]);
    expect(await world.desk()).toEqual([]);
  });

  it("with the rule off, or of a pickup, fulfils nothing", async () => {
    const off = await ofTwo({ fulfilInvoices: "off" });
    await invoiced(off);
    expect(callsOf(off.world, "fulfillmentCreate")).toBe(0);
    expect(await off.world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
    const pickup = await imported({}, (world) => ({
      lines: twoLines(world),
      delivery: { method: "PICK_UP" as const },
      locationId: [...world.shop.state.locations.keys()][0] ?? "",
    }));
    await invoiced(pickup);
    expect(callsOf(pickup.world, "fulfillmentCreate")).toBe(0);
    expect(await pickup.world.desk()).toEqual([]);
  });
});

describe("a fulfilment that something interrupts", () => {
  const isDone = async ({ world, order }: Living, label: string): Promise<void> => {
    expect(
      order.fulfillments.filter(({ status }) => status === "SUCCESS"),
      `${label}: fulfilled once`,
    ).toHaveLength(1);
    expect(left({ world, order, id: "", seqPedido: 0 }), label).toEqual([2, 1]);
    expect(
      (await actions(world)).filter(({ state }) => state !== "superseded"),
      label,
    ).toEqual([{ kind: "fulfil", state: "done" }]);
    expect(await world.desk(), label).toEqual([]);
    expect(await world.rows("SELECT state FROM erp_events"), label).toEqual([{ state: "applied" }]);
  };
  const settle = async (world: OrderWorld): Promise<void> => {
    for (let tick = 0; tick < 7; tick += 1) {
      world.clock.advance(ORDER_LEASE_MS + ACTION_SETTLES_MS / 3);
      await world.runJob(orderEvents);
      await world.runJob(orderSweep);
      await world.work();
    }
  };

  it.each(["cutBefore", "cutAfter", "status", "statusAfter"] as const)(
    "E20: by an answer that is lost (%s): the order is read again, and fulfilled once",
    async (kind) => {
      const living = await ofTwo();
      living.world.shop.faults.add({ kind, operation: "FulfillOrder", times: 1, status: 502 });
      await invoiced(living);
      await settle(living.world);
      await isDone(living, kind);
    },
  );

  for (const when of ["before", "after"] as const)
    it(`the isolate dies ${when} any step: the order is fulfilled once`, async () => {
      const labels: string[] = [];
      const living = await ofTwo();
      const { world, seqPedido } = living;
      world.erp.control.invoice({ seqPedido });
      const putBack = world.keep();
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const by = world.isolate(gate);
        const whole = async () => {
          await poll(world, by);
          await world.pass(40_000, 20_000, by);
          return null;
        };
        const ended = await Promise.race([whole(), died]);
        if (ended === null) break;
        const label = `${ended.port} ${ended.label}`;
        labels.push(label);
        await settle(world);
        await isDone(living, `dead ${when} step ${step} (${label})`);
      }
      expect(labels.length).toBeGreaterThan(12);
    }, 180_000);
});
