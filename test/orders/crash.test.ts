import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { d1Error } from "../../sim/cloudflare/d1-errors.ts";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { guardErp } from "../../src/erp/client/write-guard.ts";
import { ORDER_LEASE_MS } from "../../src/hub/orders/orders.ts";
import { dyingAt } from "../loads/world.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

/** Runs on until the order is at rest: due runs, imports, invoices, events. */
async function settle(world: OrderWorld): Promise<void> {
  for (let tick = 0; tick < 8; tick += 1) {
    world.clock.advance(ORDER_LEASE_MS + 60_000);
    await world.runJob(orderSweep);
    await world.work();
    world.erp.control.importDue();
    world.erp.control.invoiceDue();
    await world.runJob(orderEvents);
    await world.work();
  }
}

/** What the ERP and the shop hold in the end: one order, its numbers, its invoice, each written once. */
async function expectSettled(world: OrderWorld, id: string, label: string): Promise<void> {
  const order = world.shop.state.orders.get(`gid://shopify/Order/${id}`);
  if (!order) throw new Error("no order");
  expect(world.erp.journal.order(id).accepted.length, label).toBe(1);
  expect(world.erp.journal.doubled(), label).toEqual([]);
  expect(await world.state(id), label).toBe("invoiced");
  const fields = world.metafields(order);
  expect(fields["seq_pedido"], label).toBe("464");
  expect(fields["nfe_chave"], label).toHaveLength(44);
  const invoices = world.shop.journal.effects("metafield").filter(({ effect }) => effect["name"] === "erp.nfe_chave");
  expect(invoices.length, `${label}: the invoice is written once`).toBe(1);
}

for (const when of ["before", "after"] as const)
  it(`inv. 3, O15: the isolate dies ${when} any step of an order, and the next run makes one ERP order of it`, async () => {
    let deaths = 0;
    for (let step = 1; ; step += 1) {
      const world = await orderWorld({ isLookupProven: true });
      const order = place(world);
      const { gate, died } = dyingAt(step, when);
      world.push(webhookOf(order));
      const ended = await Promise.race([world.work(world.isolate(gate)), died]);
      if (ended === undefined) break; // it has fewer steps than this
      deaths += 1;
      await settle(world);
      await expectSettled(world, idOf(order), `dead ${when} step ${step} (${ended?.port} ${ended?.label})`);
    }
    expect(deaths).toBeGreaterThan(12);
  });

it("inv. 3: the isolate dies before or after any step of an import and an invoice", async () => {
  let deaths = 0;
  for (const when of ["before", "after"] as const)
    for (let step = 1; ; step += 1) {
      const world = await orderWorld();
      const order = place(world);
      world.push(webhookOf(order));
      await world.work();
      world.erp.control.importAndInvoiceDue();
      world.clock.advance(60_000);
      const { gate, died } = dyingAt(step, when);
      const dying = world.isolate(gate);
      const walk = async () => {
        await world.runJob(orderEvents, dying);
        await world.work(dying);
      };
      const ended = await Promise.race([walk(), died]);
      if (ended === undefined) break;
      deaths += 1;
      await settle(world);
      await expectSettled(world, idOf(order), `dead ${when} step ${step} (${ended?.port} ${ended?.label})`);
    }
  expect(deaths).toBeGreaterThan(12);
});

for (const when of ["before", "after"] as const)
  it(`inv. 3: D1's connection lost ${when} the commit of any step`, async () => {
    let losses = 0;
    for (let step = 1; ; step += 1) {
      const world = await orderWorld();
      const order = place(world);
      let seen = 0;
      const lossy: Gate = async (call, effect) => {
        if (call.port !== "d1" || ++seen !== step) return effect();
        if (when === "after") await effect();
        throw d1Error("Network connection lost.");
      };
      world.push(webhookOf(order));
      await world.work(world.isolate(lossy));
      if (seen < step) break;
      losses += 1;
      await settle(world);
      await expectSettled(world, idOf(order), `D1 lost ${when} call ${step}`);
    }
    expect(losses).toBeGreaterThan(5);
  });

it.each([
  ["cutBefore", "PedidoVenda"],
  ["cutAfter", "PedidoVenda"],
  ["status", "PedidoVenda"],
  ["statusAfter", "PedidoVenda"],
  ["html", "PedidoVenda"],
  ["htmlAfter", "PedidoVenda"],
  ["truncated", "PedidoVenda"],
] as const)(
  "O13, inv. 3: POST /PedidoVenda ends in %s: looked up before the next submit, one ERP order",
  async (kind, path) => {
    const world = await orderWorld({ isLookupProven: true });
    const order = place(world);
    world.erp.faults.add({ kind, path, method: "POST", times: 1, status: 503 });
    world.push(webhookOf(order));
    await world.work();
    expect(await world.state(idOf(order))).toBe("uncertain");
    const postsAtFirst = world.erp.journal.order(idOf(order)).posts;
    await world.pass(400_000);
    await settle(world);
    await expectSettled(world, idOf(order), kind);
    expect(world.erp.journal.order(idOf(order)).posts - postsAtFirst).toBe(postsAtFirst === 1 ? 0 : 1);
  },
);

it("inv. 3: an ERP that commits 100 s after its time-out receives no second submit", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.erp.control.commitLate({ times: 1, afterMs: 100_000 });
  world.push(webhookOf(order));
  await world.work();
  await world.pass(600_000);
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.erp.journal.order(idOf(order))).toMatchObject({ posts: 1, repeats: 0 });
});

it("'not there' does not count within six minutes of the submit", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.erp.faults.add({ kind: "status", status: 503, path: "PedidoVenda", method: "POST", times: 1 });
  world.push(webhookOf(order));
  await world.work();
  await world.pass(350_000);
  expect(world.erp.journal.order(idOf(order)).posts).toBe(0);
  expect(await world.state(idOf(order))).toBe("uncertain");
  await world.pass(60_000);
  expect(world.erp.journal.order(idOf(order)).posts).toBe(1);
});

it("O14: two isolates run one order at the same moment: one ERP order, and the change seen by the loser is evaluated", async () => {
  const world = await orderWorld();
  const order = place(world);
  const message = { body: webhookOf(order), dueAt: 0, attempts: 0 };
  await Promise.all([
    world.deliver([{ ...message }], world.isolate()),
    world.deliver([{ ...message }], world.isolate()),
    world.deliver([{ ...message }], world.isolate()),
  ]);
  await world.work();
  expect(world.erp.journal.order(idOf(order))).toMatchObject({ posts: 1 });
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", recheck_requested: 0, lease: null });
});

it("W13: fourteen hours without an ERP: every order arrives afterwards, each once", async () => {
  const world = await orderWorld();
  const until = world.clock.now() + 14 * 3_600_000;
  world.erp.faults.add({ kind: "status", status: 503, until });
  const orders = Array.from({ length: 5 }, () => place(world));
  for (const order of orders) world.push(webhookOf(order));
  await world.work();
  await world.pass(14 * 3_600_000, 120_000);
  expect(world.erp.journal.orders().flatMap(({ accepted }) => accepted)).toEqual([]);
  for (let tick = 0; tick < 6; tick += 1) {
    await world.runJob(orderSweep);
    await world.pass(300_000, 30_000);
  }
  for (const order of orders) expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
  expect(await world.desk()).toEqual([]);
});

it("inv. 3: a process suspended between the mark and the POST, in any wait, submits nothing later", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
  const order = place(world);
  const id = idOf(order);
  world.push(webhookOf(order));
  const guard = {
    note: async () => undefined,
    async holds() {
      world.clock.advance(400_000);
      world.push({ orderId: id, cause: "due" });
      await world.work(); // another isolate finds the mark, looks the order up, and submits
      expect(world.erp.journal.order(id).accepted).toHaveLength(1);
      return false;
    },
  };
  await world.work({ ...world.deps, erp: guardErp(world.deps.erp, guard) });
  await settle(world);
  await expectSettled(world, id, "stood still");
});
