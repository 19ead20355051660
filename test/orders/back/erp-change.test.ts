/** What is changed in Shopify after the submission goes on to the ERP, where the installation has the calls. */
import { describe, expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { ACTION_SETTLES_MS } from "../../../src/hub/orders/actions.ts";
import { ORDER_LEASE_MS } from "../../../src/hub/orders/orders.ts";
import { dyingAt } from "../../loads/world.ts";
import { webhookOf, type OrderWorld } from "../world.ts";
import { actions, imported, poll, type Living } from "./living.ts";

const withCalls = () => imported({ hasErpChanges: true });
const erpOrder = ({ world }: Living) => world.erp.state.orders.all[0];
const calls = ({ world }: Living, method: string) =>
  world.erp.journal.calls.filter((call) => call.method === method && /PedidoVenda\/464/.test(call.path)).length;
const seen = async ({ world, order }: Living): Promise<void> => {
  world.push(webhookOf(order));
  await world.pass(5_000);
};
const cut = ({ world, order }: Living, quantity: number): void =>
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity }] });

describe("E11: a cancellation in Shopify", () => {
  it("goes to the ERP once, and its own event finds both cancelled", async () => {
    const living = await withCalls();
    const { world, order } = living;
    world.shop.control.cancelOrder(order.id);
    await seen(living);
    expect(erpOrder(living)?.stage).toBe("cancelled");
    expect(await world.desk()).toEqual([]);
    await poll(world);
    await seen(living);
    expect(calls(living, "POST")).toBe(1);
    expect(await actions(world)).toEqual([{ kind: "erp-cancel", state: "done" }]);
    expect(await world.rows("SELECT type, state FROM erp_events")).toEqual([{ type: "CANCELADO", state: "applied" }]);
    expect(await world.rows("SELECT * FROM order_reservations")).toEqual([]);
    expect(await world.desk()).toEqual([]);
  });

  it("of an order that is billed does not go, and the desk names the invoice", async () => {
    const living = await withCalls();
    const { world, order } = living;
    const [invoice] = world.erp.control.invoice({ seqPedido: 464 });
    await poll(world);
    order.lines.forEach((line) => (line.fulfilledQuantity = 0));
    world.shop.control.cancelOrder(order.id);
    await seen(living);
    expect(calls(living, "POST")).toBe(0);
    expect(await world.message("cancelled-after-billing")).toContain(`nota ${invoice?.numero}`);
  });

  it("E4: that the ERP refuses, because it billed meanwhile, is at the desk with the ERP's reason", async () => {
    const living = await withCalls();
    const { world, order } = living;
    world.erp.control.invoice({ seqPedido: 464 });
    world.shop.control.cancelOrder(order.id);
    await seen(living);
    expect(await world.message("erp-change-refused")).toContain("PEDIDO_FATURADO");
    expect(await actions(world)).toEqual([{ kind: "erp-cancel", state: "refused" }]);
  });

  it("while the ERP cuts the order: the cancellation wins on both sides", async () => {
    const living = await withCalls();
    const { world, order } = living;
    const { seqProduto } = world.goods.piece;
    world.erp.control.alter({ seqPedido: 464, changes: [{ seqProduto, qtdEmbalagem: 1, attended: 1 }] });
    world.shop.control.cancelOrder(order.id);
    await seen(living);
    await poll(world);
    await world.pass(60_000);
    expect(erpOrder(living)?.stage).toBe("cancelled");
    expect(order.cancelledAt).not.toBeNull();
  });

  it("at an installation without the call is a person's, as before", async () => {
    const living = await imported();
    living.world.shop.control.cancelOrder(living.order.id);
    await seen(living);
    expect(await living.world.desk()).toEqual(["orders cancelled-after-submission"]);
  });
});

describe("E1, E2: an edit in Shopify", () => {
  it("replaces the ERP's order once, and counts as submitted from then on", async () => {
    const living = await withCalls();
    const { world, order } = living;
    cut(living, 1);
    await seen(living);
    expect(erpOrder(living)?.items.map(({ orderedMilli }) => orderedMilli)).toEqual([1_000]);
    await seen(living);
    await seen(living);
    expect(calls(living, "PUT")).toBe(1);
    expect(await world.desk()).toEqual([]);
    cut(living, 0);
    world.shop.control.editOrder(order.id, {
      added: [{ variantId: order.lines[0]?.variantId ?? "", quantity: 3 }],
    });
    world.shop.control.pay(order.id);
    await seen(living);
    await world.pass(30_000);
    expect(erpOrder(living)?.items.reduce((sum, { orderedMilli }) => sum + orderedMilli, 0)).toBe(3_000);
    expect(calls(living, "PUT")).toBe(2);
  });

  it("E4: that the ERP refuses, because it is picking, is at the desk with its reason and the exact difference", async () => {
    const living = await withCalls();
    living.world.erp.control.pick({ seqPedido: 464 });
    cut(living, 1);
    await seen(living);
    expect((await living.world.desk()).toSorted()).toEqual([
      "orders edited-after-submission",
      "orders erp-change-refused",
    ]);
    expect(await living.world.message("edited-after-submission")).toContain("2 → 1");
    expect(await living.world.message("erp-change-refused")).toContain("PEDIDO_FECHADO");
    expect(await actions(living.world)).toEqual([{ kind: "erp-edit", state: "refused" }]);
  });

  it("E4: of an order that the ERP has altered is at the desk: nothing undoes what was picked", async () => {
    const living = await withCalls();
    const { seqProduto, qtdEmbalagem } = living.world.goods.piece;
    living.world.erp.control.alter({ seqPedido: 464, changes: [{ seqProduto, qtdEmbalagem, attended: 1 }] });
    await poll(living.world);
    await living.world.pass(60_000);
    const puts = calls(living, "PUT");
    living.world.shop.control.editOrder(living.order.id, {
      added: [{ variantId: living.order.lines[0]?.variantId ?? "", quantity: 1 }],
    });
    await seen(living);
    expect(calls(living, "PUT")).toBe(puts);
    expect(await living.world.desk()).toEqual(["orders edited-after-submission"]);
  });

  it("that no ERP order can be made of is at the desk, and nothing is sent", async () => {
    const living = await withCalls();
    const { world, order } = living;
    world.shop.control.editOrder(order.id, {
      added: [{ variantId: order.lines[0]?.variantId ?? "", quantity: 1 }],
    });
    await seen(living);
    expect(calls(living, "PUT")).toBe(0);
    expect(await world.desk()).toEqual(["orders edited-after-submission"]);
    expect(await actions(world)).toEqual([{ kind: "erp-edit", state: "superseded" }]);
  });
});

describe("a change that something interrupts", () => {
  const settle = async (world: OrderWorld): Promise<void> => {
    for (let tick = 0; tick < 6; tick += 1) {
      world.clock.advance(ORDER_LEASE_MS + ACTION_SETTLES_MS / 3);
      await world.runJob(orderEvents);
      await world.runJob(orderSweep);
      await world.work();
    }
  };
  const isDone = async (living: Living, kind: "erp-cancel" | "erp-edit", label: string): Promise<void> => {
    const { world } = living;
    const erp = erpOrder(living);
    if (kind === "erp-cancel") expect(erp?.stage, label).toBe("cancelled");
    else
      expect(
        erp?.items.map(({ orderedMilli }) => orderedMilli),
        label,
      ).toEqual([1_000]);
    expect(
      (await actions(world)).filter(({ state }) => state !== "superseded"),
      label,
    ).toEqual([{ kind, state: "done" }]);
    expect(await world.desk(), label).toEqual([]);
  };

  it.each([
    ["erp-cancel", "cutBefore"],
    ["erp-cancel", "cutAfter"],
    ["erp-cancel", "statusAfter"],
    ["erp-cancel", "html"],
    ["erp-edit", "cutBefore"],
    ["erp-edit", "cutAfter"],
    ["erp-edit", "statusAfter"],
    ["erp-edit", "html"],
  ] as const)("%s ends in %s: the ERP is asked before the call is made again", async (kind, fault) => {
    const living = await withCalls();
    const { world, order } = living;
    const method = kind === "erp-cancel" ? "POST" : "PUT";
    world.erp.faults.add({ kind: fault, path: "PedidoVenda", method, times: 1, status: 503 });
    if (kind === "erp-cancel") world.shop.control.cancelOrder(order.id);
    else cut(living, 1);
    await seen(living);
    await settle(world);
    await isDone(living, kind, `${kind} ${fault}`);
  });

  for (const kind of ["erp-cancel", "erp-edit"] as const)
    for (const when of ["before", "after"] as const)
      it(`${kind}: the isolate dies ${when} any step, and the ERP's order ends as Shopify's`, async () => {
        let deaths = 0;
        const living = await withCalls();
        const { world, order } = living;
        if (kind === "erp-cancel") world.shop.control.cancelOrder(order.id);
        else cut(living, 1);
        world.clock.advance(5_000);
        const putBack = world.keep();
        for (let step = 1; ; step += 1) {
          putBack();
          const { gate, died } = dyingAt(step, when);
          const by = world.isolate(gate);
          world.push(webhookOf(order));
          const ended = await Promise.race([world.work(by).then(() => null), died]);
          if (ended === null) break;
          deaths += 1;
          await settle(world);
          await isDone(living, kind, `dead ${when} step ${step} (${ended.port} ${ended.label})`);
        }
        expect(deaths).toBeGreaterThan(5);
      }, 120_000);
});
