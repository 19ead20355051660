/** The ERP cancels an order: what becomes of the Shopify order, in each of its states. */
import { describe, expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ACTION_SETTLES_MS } from "../../../src/hub/orders/actions.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import { planCancel, type OrderToCancel } from "../../../src/rules/orders/back/cancel-plan.ts";
import { DEFAULT_ORDER_RULES } from "../../../src/rules/orders/settings.ts";
import { dyingAt } from "../../loads/world.ts";
import { orderWorld, place, webhookOf, type OrderWorld } from "../world.ts";
import { actions, callsOf, imported, poll } from "./living.ts";

const OPEN: OrderToCancel = {
  isCancelled: false,
  hasFulfillment: false,
  hasOpenReturn: false,
  isAuthorizing: false,
  hasInactiveLocation: false,
  receivedCents: 1_000,
  refundedCents: 0,
};

it.each([
  ["is not there", null, false, { do: "nothing", because: "deleted" }],
  ["is cancelled", { isCancelled: true, hasFulfillment: true }, true, { do: "nothing", because: "cancelled" }],
  ["is billed", {}, true, { do: "ask", why: "billed" }],
  ["is fulfilled", { hasFulfillment: true }, false, { do: "ask", why: "fulfilled" }],
  ["is returning", { hasOpenReturn: true }, false, { do: "wait", why: "returning" }],
  ["is authorising", { isAuthorizing: true }, false, { do: "wait", why: "authorizing" }],
  ["is paid", {}, false, { do: "cancel", restock: true, refund: true }],
  ["is refunded", { refundedCents: 1_000 }, false, { do: "cancel", restock: true, refund: false }],
  ["is unpaid", { receivedCents: 0, hasInactiveLocation: true }, false, { do: "cancel", restock: true, refund: false }],
  ["is paid, its store closed", { hasInactiveLocation: true }, false, { do: "cancel", restock: false, refund: true }],
] as const)("E11: an order that %s has one defined end", (_, over, hasInvoice, plan) => {
  const order = over === null ? null : { ...OPEN, ...over };
  expect(planCancel(order, hasInvoice, { cancelRefund: "original", restockCancellations: true })).toEqual(plan);
});

it("E11: the rules decide about money and stock", () => {
  expect(planCancel(OPEN, false, { ...DEFAULT_ORDER_RULES, cancelRefund: "none" })).toEqual({
    do: "cancel",
    restock: false,
    refund: false,
  });
});

it("E11: an order that is cancelled before the ERP's answer showed its number has the number of the event (seed 940016)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  world.erp.control.mixUp({ kind: "page" });
  world.erp.control.cancel({ seqPedido: 464, motivo: "Sem estoque" });
  await poll(world);
  await world.pass(120_000);
  expect(order.cancelledAt).not.toBeNull();
  expect(world.metafields(order)).toMatchObject({ seq_pedido: "464", nro_ped_venda: "88001" });
});

describe("E11: the ERP cancels", () => {
  it("an order that is open: Shopify's is cancelled once, with its money back, and the desk is empty", async () => {
    const { world, order, id, seqPedido } = await imported({ shopify: { cancelMs: 20_000 } });
    world.erp.control.cancel({ seqPedido, motivo: "Sem estoque" });
    await poll(world);
    expect(order.cancelledAt).toBeNull(); // the first answer is no end
    expect(await actions(world)).toEqual([{ kind: "cancel", state: "sent" }]);
    await world.pass(120_000);
    expect(order.cancelledAt).not.toBeNull();
    expect(order.transactions.map(({ kind }) => kind)).toEqual(["SALE", "REFUND"]);
    expect(world.shop.journal.effects("cancel-asked")[0]?.effect).toMatchObject({
      reason: "OTHER",
      restock: false,
      refund: true,
      notify: true,
      note: "Cancelado no ERP: Sem estoque",
    });
    await poll(world);
    await world.runJob(orderSweep);
    await world.work();
    expect(callsOf(world, "orderCancel")).toBe(1);
    expect(await actions(world)).toEqual([{ kind: "cancel", state: "done" }]);
    expect(await world.desk()).toEqual([]);
    expect(await world.rows("SELECT type, state FROM erp_events")).toEqual([{ type: "CANCELADO", state: "applied" }]);
    expect(await world.rows("SELECT * FROM order_reservations")).toEqual([]);
    expect((await world.timeline(id)).slice(-4)).toEqual([
      "event CANCELADO",
      "cancel sent",
      "cancel job",
      "cancel cancelled",
    ]);
  });

  it("by an event that comes again, and by a second one: cancelled once", async () => {
    const { world, seqPedido } = await imported();
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    await world.pass(60_000);
    const [event] = await world.rows("SELECT event_key FROM erp_events");
    world.erp.control.repeatEvent({ seqEvento: Number(event?.["event_key"]) });
    await poll(world);
    expect(callsOf(world, "orderCancel")).toBe(1);
    expect(await world.desk()).toEqual([]);
  });

  it("while the customer cancels in Shopify: both agree, and nothing is left to do", async () => {
    const { world, order, seqPedido } = await imported();
    world.shop.control.cancelOrder(order.id);
    world.push(webhookOf(order));
    await world.pass(5_000);
    expect(await world.desk()).toEqual(["orders cancelled-after-submission"]);
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    await world.pass(60_000);
    expect(callsOf(world, "orderCancel")).toBe(0);
    expect(await world.desk()).toEqual([]);
  });

  it("and the customer cancels between the look and the call: the refusal is no obstacle, because the order shows the end", async () => {
    const { world, order, seqPedido } = await imported({ shopify: { cancelMs: 10_000 } });
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    world.shop.control.cancelOrder(order.id);
    await world.pass(60_000);
    expect(order.cancelledAt).not.toBeNull();
    expect(await world.desk()).toEqual([]);
    expect(await actions(world)).toEqual([{ kind: "cancel", state: "done" }]);
  });

  it("an order that was fulfilled by hand: a person decides, and is shown why", async () => {
    const { world, order, seqPedido } = await imported();
    world.shop.control.fulfill(order.fulfillmentOrders[0]?.id ?? "");
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    expect(callsOf(world, "orderCancel")).toBe(0);
    expect(await world.desk()).toEqual(["events order-cancelled"]);
    expect(await world.message("order-cancelled")).toContain("já foi processado");
  });

  it("an order that is fulfilled while the job runs: the job's refusal goes to the desk with Shopify's words", async () => {
    const { world, order, seqPedido } = await imported({ shopify: { cancelMs: 20_000 } });
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    world.shop.control.fulfill(order.fulfillmentOrders[0]?.id ?? "");
    await world.pass(120_000);
    expect(order.cancelledAt).toBeNull();
    expect(await world.desk()).toEqual(["events order-cancelled"]);
    const [entry] = await world.rows("SELECT detail FROM desk WHERE reason = 'order-cancelled'");
    expect(entry?.["detail"]).toContain("fulfillments");
    expect(await actions(world)).toEqual([{ kind: "cancel", state: "refused" }]);
  });

  it("an order with an open return: waits, and goes on by itself when the return has ended", async () => {
    const { world, order, seqPedido } = await imported();
    const id = world.shop.control.openReturn(order.id);
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    expect(await world.desk()).toEqual(["events order-cancelled"]);
    world.shop.control.closeReturn(id);
    await world.pass(3_700_000, 600_000);
    await world.runJob(orderSweep);
    await world.pass(60_000);
    expect(order.cancelledAt).not.toBeNull();
    expect(await world.desk()).toEqual([]);
  });

  it("an order that is billed: nothing is cancelled, and the desk says so", async () => {
    const { world, seqPedido } = await imported();
    world.erp.control.invoice({ seqPedido });
    await poll(world);
    const [listing] = world.erp.state.orders.listings;
    if (!listing) throw new Error("no event");
    const { event } = listing;
    world.erp.state.orders.listings.push({
      ...listing,
      listedAt: listing.listedAt + 60_000,
      event: {
        ...event,
        seqEvento: 9_999,
        tipoEvento: "CANCELADO",
        item: { ...event.item, tipoEvento: "CANCELADO", notaFiscal: null, itens: [] },
      },
    });
    await poll(world);
    expect(callsOf(world, "orderCancel")).toBe(0);
    expect(await world.message("order-cancelled")).toContain("nota fiscal que vale");
  });

  it("the rest of a partly billed order that the customer cancelled: the entry stays, because the bill lives (seed 22)", async () => {
    const { world, order, seqPedido } = await imported({ rules: { fulfilInvoices: "off" } }, ({ goods }) => ({
      lines: [
        { sku: goods.piece.key, quantity: 2 },
        { sku: goods.pack.key, quantity: 1 },
      ],
    }));
    world.erp.control.invoice({ seqPedido, only: 1 });
    await poll(world);
    world.shop.control.cancelOrder(order.id);
    world.push(webhookOf(order));
    await world.pass(5_000);
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    await world.pass(60_000);
    expect(await world.desk()).toEqual(["orders cancelled-after-submission"]);
  });

  it("with the rule off: a person cancels, as before", async () => {
    const { world, seqPedido } = await imported({ rules: { applyCancellations: "off" } });
    world.erp.control.cancel({ seqPedido });
    await poll(world);
    expect(callsOf(world, "orderCancel")).toBe(0);
    expect(await world.desk()).toEqual(["events order-cancelled"]);
  });
});

describe("a cancellation that something interrupts", () => {
  const isDone = async (world: OrderWorld, label: string): Promise<void> => {
    const [order] = world.shop.state.orders.values();
    expect(order?.cancelledAt, label).not.toBeNull();
    const done = world.shop.journal.shopActions.filter(({ effect }) => effect.kind === "order-cancelled");
    expect(done, `${label}: cancelled once`).toHaveLength(1);
    expect(
      (await actions(world)).filter(({ state }) => state === "done" || state === "sent"),
      label,
    ).toEqual([{ kind: "cancel", state: "done" }]);
    expect(await world.desk(), label).toEqual([]);
    expect(await world.rows("SELECT state FROM erp_events"), label).toEqual([{ state: "applied" }]);
  };
  const untilAtRest = async (world: OrderWorld): Promise<void> => {
    for (let tick = 0; tick < 6; tick += 1) {
      world.clock.advance(ORDER_LEASE_MS + ACTION_SETTLES_MS / 3);
      await world.runJob(orderEvents);
      await world.runJob(orderSweep);
      await world.work();
    }
  };

  it.each(["cutBefore", "cutAfter", "status", "statusAfter"] as const)(
    "by an answer that is lost (%s): the order is read again, and cancelled once",
    async (kind) => {
      const { world, seqPedido } = await imported();
      world.shop.faults.add({ kind, operation: "CancelOrder", times: 1, status: 502 });
      world.erp.control.cancel({ seqPedido });
      await poll(world);
      await untilAtRest(world);
      await isDone(world, kind);
    },
  );

  for (const when of ["before", "after"] as const)
    it(`the isolate dies ${when} any step: the order is cancelled once`, async () => {
      const labels: string[] = [];
      const { world, seqPedido } = await imported({ shopify: { cancelMs: 1_000 } });
      world.erp.control.cancel({ seqPedido });
      const putBack = world.keep();
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const by = world.isolate(gate);
        const whole = async () => {
          await poll(world, by);
          await world.pass(30_000, 10_000, by);
          return null;
        };
        const ended = await Promise.race([whole(), died]);
        if (ended === null) break; // it has fewer steps than this
        const label = `${ended.port} ${ended.label}`;
        labels.push(label);
        await untilAtRest(world);
        await isDone(world, `dead ${when} step ${step} (${label})`);
      }
      expect(labels.length).toBeGreaterThan(8);
    }, 120_000);
});
