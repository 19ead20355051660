import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { ORDER_LEASE_MS } from "../../src/hub/orders/orders.ts";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { dyingAt } from "../loads/world.ts";
import { orderEvents } from "../../src/crons/order-events.ts";
import { backupOf } from "./hub-backup.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const RULES = {
  paymentData: "call",
  paymentReceipts: [{ gateway: "mercado_pago_card", nsu: ["nsu"], instalments: ["installments"] }],
  cardBrands: { Visa: "1" },
};

async function worldOf(lookupPayments: boolean): Promise<OrderWorld> {
  const world = await orderWorld({ isLookupProven: true, consinco: { orders: { lookupPayments } } });
  await changeOrderRules(world.deps, RULES);
  return world;
}

async function untilAtRest(world: OrderWorld): Promise<void> {
  for (let tick = 0; tick < 6; tick += 1) {
    world.clock.advance(ORDER_LEASE_MS + 60_000);
    await world.runJob(orderSweep);
    await world.work();
  }
}

/** The order's POST, and the pass that follows it. */
async function arrive(world: OrderWorld, gate: Gate): Promise<void> {
  const by = world.isolate(gate);
  await world.work(by);
  await world.pass(60_000, 15_000, by);
}

/** Status codes of the second calls that the ERP answered. */
const callsOf = (world: OrderWorld): readonly number[] =>
  world.erp.state.journal.calls.filter(({ path }) => path.endsWith("/Pagamento")).map(({ status }) => status);
const heldOf = (world: OrderWorld) => world.erp.state.orders.all.flatMap(({ paymentData }) => paymentData);

it("card data goes by the second call, once, after the order, and none of it is kept or logged", async () => {
  const world = await worldOf(false);
  const order = place(world);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.work();
  await untilAtRest(world);
  const nsu = order.transactions[0]?.id.slice(-9) ?? "";
  expect(callsOf(world)).toEqual([200]);
  expect(heldOf(world)).toMatchObject([{ nsu, nroCartao: "############4242", codBandeira: "1" }]);
  const body = world.erp.journal.order(id).accepted[0]?.body as { pagamentoDto: readonly object[] };
  expect(JSON.stringify(body.pagamentoDto)).not.toContain("nsu");
  expect(await world.timeline(id)).toEqual(expect.arrayContaining(["payment sending", "payment accepted"]));
  const kept = JSON.stringify([
    world.lines,
    await world.orderRow(id),
    await world.rows("SELECT * FROM order_timeline"),
  ]);
  expect(kept).not.toContain("4242");
});

it("a PIX has no card data, so no second call", async () => {
  const world = await worldOf(false);
  const order = place(world, { payment: "pix" });
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(callsOf(world)).toEqual([]);
});

/** The steps of an undisturbed run, from the order's POST on. */
async function stepsFromPost(): Promise<readonly [first: number, last: number]> {
  const labels: string[] = [];
  const world = await worldOf(true);
  const order = place(world);
  world.push(webhookOf(order));
  const gate: Gate = async (call, effect) => {
    labels.push(call.label);
    return effect();
  };
  await arrive(world, gate);
  const first = labels.findIndex((label) => label.startsWith("POST") && label.endsWith("/PedidoVenda")) + 1;
  const last = labels.findIndex((label) => label.endsWith("/Pagamento")) + 2;
  if (first === 0 || last === 1) throw new Error(labels.join("; "));
  return [first, last];
}

for (const when of ["before", "after"] as const)
  it(`inv. 3: the isolate dies ${when} any step from the order's POST to the payment's, and the ERP has both once`, async () => {
    const [first, last] = await stepsFromPost();
    expect(last - first).toBeGreaterThan(4);
    for (let step = first; step <= last; step += 1) {
      const world = await worldOf(true);
      const order = place(world);
      const { gate, died } = dyingAt(step, when);
      world.push(webhookOf(order));
      const ended = await Promise.race([arrive(world, gate), died]);
      const label = `dead ${when} step ${step} (${ended?.port} ${ended?.label})`;
      await untilAtRest(world);
      expect(world.erp.journal.order(idOf(order)).accepted.length, label).toBe(1);
      expect(callsOf(world), label).toEqual([200]);
      expect(heldOf(world), label).toHaveLength(1);
      // An order that is submitted again because its POST never left is shown; its payments are not.
      expect(
        (await world.desk()).filter((entry) => entry.includes("payment")),
        label,
      ).toEqual([]);
    }
  });

it("an ERP that does not show its payments: after a lost response the call is not made again, and the desk says so", async () => {
  const world = await worldOf(false);
  const order = place(world);
  world.push(webhookOf(order));
  const lossy: Gate = async (call, effect) => {
    const result = await effect();
    if (call.port === "fetch" && call.label.endsWith("/Pagamento")) throw new TypeError("connection lost");
    return result;
  };
  await arrive(world, lossy);
  expect(await world.desk()).toEqual([]);
  await untilAtRest(world);
  expect(callsOf(world)).toEqual([200]);
  expect(await world.desk()).toEqual(["orders payment-unconfirmed"]);
  // The order itself goes on.
  world.erp.control.importDue();
  await untilAtRest(world);
  expect(await world.state(idOf(order))).toBe("imported");
  expect(await world.desk()).toEqual(["orders payment-unconfirmed"]);
});

it("a number that is another order's: the lookup corrects it, and the card data follows (seed 996165985)", async () => {
  const world = await worldOf(true);
  const order = place(world);
  const nsu = order.transactions[0]?.id.slice(-9) ?? "";
  world.erp.control.mixUp({ kind: "otherAccepted", times: 1 });
  world.push(webhookOf(order));
  await world.work();
  await untilAtRest(world);
  for (let look = 0; look < 4; look += 1) await untilAtRest(world);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", seq_pedido: 464 });
  expect(heldOf(world)).toMatchObject([{ nsu }]);
  expect(await world.message("erp-order-doubled")).toContain("301 e 464");
});

it("a refusal goes to the desk with the ERP's words, without NSU or card number", async () => {
  const world = await worldOf(false);
  const order = place(world);
  const nsu = order.transactions[0]?.id.slice(-9) ?? "";
  world.push(webhookOf(order));
  const refusing: Gate = async (call, effect) =>
    call.port === "fetch" && call.label.endsWith("/Pagamento")
      ? (Response.json({ code: "PAGAMENTO_INVALIDO", message: `NSU ${nsu} inválido` }, { status: 422 }) as never)
      : effect();
  await arrive(world, refusing);
  expect(await world.desk()).toEqual(["orders payment-refused"]);
  expect(await world.message("payment-refused")).toMatch(/PAGAMENTO_INVALIDO.*NSU \*\*\* inválido/);
  await untilAtRest(world);
  expect(callsOf(world)).toEqual([]);
});

for (const [what, isSent, isHeld] of [
  ["before the payment's call", false, false],
  ["after the payment's call", true, false],
  ["before the payment's call, and the order is held now", false, true],
] as const)
  it(`the hub is restored to before the order, from ${what}: the ERP is asked, and has the card data once (seed 50014)`, async () => {
    const world = await worldOf(true);
    const restore = await backupOf(world);
    const order = place(world);
    world.push(webhookOf(order));
    await world.work();
    if (isSent) await world.pass(60_000);
    expect([await world.state(idOf(order)), callsOf(world)]).toEqual(["submitted", isSent ? [200] : []]);
    world.queue.splice(0);
    world.clock.advance(600_000);
    await restore();
    if (isHeld) Object.assign(order, { risk: "CANCEL" });
    world.push(webhookOf(order));
    await world.work();
    if (isHeld) {
      expect(await world.state(idOf(order))).toBe("on-hold");
      world.erp.control.importAndInvoiceDue();
      world.clock.advance(60_000);
      await world.runJob(orderEvents);
      await world.work();
    }
    await untilAtRest(world);
    expect(await world.orderRow(idOf(order))).toMatchObject({
      state: isHeld ? "invoiced" : "submitted",
      seq_pedido: 464,
    });
    expect(callsOf(world)).toEqual([200]);
    expect(heldOf(world)).toHaveLength(1);
    expect(await world.desk()).toEqual([]);
  });

it("the hub is restored to before the order, and the ERP does not show its payments: the desk says so", async () => {
  const world = await worldOf(false);
  const restore = await backupOf(world);
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(60_000);
  world.queue.splice(0);
  await restore();
  world.push(webhookOf(order));
  await world.work();
  await untilAtRest(world);
  expect(callsOf(world)).toEqual([200]);
  expect(await world.desk()).toEqual(["orders payment-unconfirmed"]);
});

it("the hub is restored to before an order of which an amount was refunded since: the ERP is asked for its card data (seed 30237)", async () => {
  for (const shows of [true, false]) {
    const world = await worldOf(shows);
    const restore = await backupOf(world);
    const order = place(world);
    world.push(webhookOf(order));
    await world.work();
    world.queue.splice(0);
    world.clock.advance(600_000);
    await restore();
    world.shop.control.refundOrder(order.id, 100);
    world.push(webhookOf(order));
    await world.work();
    world.erp.control.importAndInvoiceDue();
    await world.runJob(orderEvents);
    await world.work();
    await untilAtRest(world);
    expect(await world.state(idOf(order))).toBe("invoiced");
    expect(callsOf(world)).toEqual(shows ? [200] : []);
    expect((await world.desk()).filter((entry) => entry.includes("payment"))).toEqual(
      shows ? [] : ["orders payment-unconfirmed"],
    );
  }
});
