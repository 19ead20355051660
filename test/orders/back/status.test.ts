/** States on the way: shown on the order, and by rule sent to the customer, each once and never backwards. */
import { describe, expect, it } from "vitest";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import { takePush } from "../../../src/orders/intake/push.ts";
import { dyingAt } from "../../loads/world.ts";
import type { OrderWorld } from "../world.ts";
import { actions, callsOf, imported, poll, type Living } from "./living.ts";

/** The ERP pushes a state. */
async function push({ world, id }: Living, tipoEvento: string, minute = 0, by = world.deps): Promise<void> {
  const dtaHorEvento = `2026-11-24T08:${String(minute).padStart(2, "0")}:00`;
  const taken = await takePush(by, "statuses", { idPedidoCanalVenda: id, dtaHorEvento, tipoEvento }, null);
  expect(taken.kind).toBe("stored");
  await world.work(by);
  await world.pass(40_000, 20_000, by);
}
const shown = ({ world, order }: Living) => world.metafields(order)["status"];
const sentTo = (world: OrderWorld) =>
  world.shop.journal.effects("fulfillment-event").map(({ effect }) => String(effect["status"]));
const pickup = (world: OrderWorld) => {
  const [first = ""] = world.shop.state.locations.keys();
  return { delivery: { method: "PICK_UP" as const }, locationId: first };
};
const fulfil = ({ world, order }: Living) => {
  world.shop.control.fulfill(order.fulfillmentOrders[0]?.id ?? "");
};

describe("shown on the order", () => {
  it("the furthest state is a field of the order; an earlier one that comes late changes nothing", async () => {
    const living = await imported();
    living.world.erp.control.pick({ seqPedido: living.seqPedido });
    await push(living, "SEPARACAO");
    expect(shown(living)).toBe("separacao");
    await push(living, "EXPEDIDO", 20);
    expect(shown(living)).toBe("despachado");
    await push(living, "PRONTO", 10);
    await push(living, "EXPEDIDO", 30);
    expect(shown(living)).toBe("despachado");
    expect(living.order.tags.filter((tag) => tag.startsWith("erp:"))).toEqual([]);
    expect(await living.world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
    expect(await living.world.desk()).toEqual([]);
  });

  it("by rule it is a tag too, one at a time, and never a word of the order's note", async () => {
    const living = await imported({ rules: { statusTags: true, noteTags: true } });
    await push(living, "SEPARACAO");
    expect(living.order.tags).toContain("erp:separacao");
    await push(living, "ENTREGUE", 20);
    expect(living.order.tags.filter((tag) => tag.startsWith("erp:"))).toEqual(["erp:entregue"]);
    await push(living, "DESPACHADO", 10);
    expect(living.order.tags.filter((tag) => tag.startsWith("erp:"))).toEqual(["erp:entregue"]);
    expect(await living.world.desk()).toEqual([]);
  });

  it("an event of a state before the order is imported waits for it", async () => {
    const living = await imported();
    await living.world.db.prepare("DELETE FROM orders").run();
    await push(living, "DESPACHADO");
    expect(await living.world.rows("SELECT state FROM erp_events")).toEqual([{ state: "waiting" }]);
    await living.world.runJob(orderSweep);
    await living.world.work();
    await living.world.pass(300_000);
    expect(shown(living)).toBe("despachado");
  });
});

describe("sent to the customer", () => {
  const rules = { statusToCustomer: "on" };

  it("goods ready for pickup are marked as such, once", async () => {
    const living = await imported({ rules }, pickup);
    await push(living, "PRONTO_RETIRADA");
    await push(living, "PRONTO_RETIRADA", 10);
    expect(living.order.fulfillmentOrders[0]).toMatchObject({ preparedForPickup: true, status: "IN_PROGRESS" });
    expect(callsOf(living.world, "fulfillmentOrderLineItemsPreparedForPickup")).toBe(1);
    expect(await actions(living.world)).toEqual([{ kind: "prepared", state: "done" }]);
  });

  it("dispatched and delivered are events of the fulfilment, each once; dispatched after delivered is nothing", async () => {
    const living = await imported({ rules });
    fulfil(living);
    await push(living, "DESPACHADO", 10);
    await push(living, "ENTREGUE", 20);
    await push(living, "EM_ROTA", 30);
    expect(sentTo(living.world)).toEqual(["OUT_FOR_DELIVERY", "DELIVERED"]);
    expect(await living.world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
  });

  it("both at once send the furthest alone", async () => {
    const living = await imported({ rules });
    const { world, id } = living;
    fulfil(living);
    const at = { idPedidoCanalVenda: id, dtaHorEvento: "2026-11-24T08:00:00" };
    await takePush(
      world.deps,
      "statuses",
      [
        { ...at, tipoEvento: "ENTREGUE" },
        { ...at, tipoEvento: "DESPACHADO" },
      ],
      null,
    );
    await world.work();
    await world.pass(40_000, 20_000);
    expect(sentTo(world)).toEqual(["DELIVERED"]);
  });

  it("an invoice and a state that come together: each pass reads once what the order has left to fulfil", async () => {
    const living = await imported({ rules });
    const { world, id, seqPedido } = living;
    fulfil(living);
    world.erp.control.invoice({ seqPedido });
    const taken = { idPedidoCanalVenda: id, dtaHorEvento: "2026-11-24T08:00:00", tipoEvento: "ENTREGUE" };
    await takePush(world.deps, "statuses", taken, null);
    await poll(world);
    await world.pass(40_000, 20_000);
    const passes = world.shop.journal.ofOperation("OrderToFulfill").map(({ at }) => at);
    expect(passes).toHaveLength(2); // the invoice with its fulfilment; then the state
    expect(new Set(passes).size).toBe(2);
    expect(sentTo(world)).toEqual(["DELIVERED"]);
    expect(await world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
  });

  it("what has not left waits for its fulfilment", async () => {
    const living = await imported({ rules });
    const { world } = living;
    await push(living, "DESPACHADO");
    expect(sentTo(world)).toEqual([]);
    expect(shown(living)).toBe("despachado");
    fulfil(living);
    await world.pass(3_900_000, 600_000);
    await world.runJob(orderSweep);
    await world.pass(60_000);
    expect(sentTo(world)).toEqual(["OUT_FOR_DELIVERY"]);
  });

  it("a state that a person has set already is not sent again", async () => {
    const living = await imported({ rules });
    fulfil(living);
    living.order.fulfillments[0]?.events.push({
      id: "gid://shopify/FulfillmentEvent/1",
      status: "DELIVERED",
      happenedAt: 0,
    });
    await push(living, "DESPACHADO");
    expect(sentTo(living.world)).toEqual([]);
    expect(await living.world.rows("SELECT state FROM erp_events")).toEqual([{ state: "applied" }]);
  });

  it("a refusal of Shopify is not repeated", async () => {
    const living = await imported({ rules });
    fulfil(living);
    living.world.shop.control.refuseNext("fulfillmentEventCreate", "Not now.");
    await push(living, "DESPACHADO");
    await push(living, "DESPACHADO", 10);
    expect(callsOf(living.world, "fulfillmentEventCreate")).toBe(1);
    expect(await actions(living.world)).toEqual([{ kind: "fulfil-event", state: "refused" }]);
    expect(await living.world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
  });

  for (const when of ["before", "after"] as const)
    it(`the isolate dies ${when} any step, and the customer is informed once`, async () => {
      const labels: string[] = [];
      const living = await imported({ rules });
      const { world } = living;
      fulfil(living);
      const putBack = world.keep();
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const ended = await Promise.race([push(living, "DESPACHADO", 0, world.isolate(gate)).then(() => null), died]);
        if (ended === null) break;
        labels.push(`${ended.port} ${ended.label}`);
        // A push whose answer was lost is sent again by the ERP.
        await push(living, "DESPACHADO");
        for (let tick = 0; tick < 4; tick += 1) {
          world.clock.advance(ORDER_LEASE_MS + 120_000);
          await world.runJob(orderSweep);
          await world.work();
          await world.pass(20_000);
        }
        expect(sentTo(world), `dead ${when} step ${step}: ${labels.at(-1)}`).toEqual(["OUT_FOR_DELIVERY"]);
      }
      expect(labels.length).toBeGreaterThan(12);
    }, 180_000);

  it("an answer that was lost is found in the order", async () => {
    for (const kind of ["cutAfter", "statusAfter"] as const) {
      const living = await imported({ rules });
      fulfil(living);
      living.world.shop.faults.add({ kind, operation: "FulfillmentEvent", times: 1, status: 502 });
      await push(living, "DESPACHADO");
      for (let tick = 0; tick < 4; tick += 1) {
        living.world.clock.advance(ORDER_LEASE_MS + 120_000);
        await living.world.runJob(orderSweep);
        await living.world.work();
      }
      expect(sentTo(living.world), kind).toEqual(["OUT_FOR_DELIVERY"]);
    }
  });
});
