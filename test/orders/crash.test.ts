import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { d1Error } from "../../sim/cloudflare/d1-errors.ts";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { guardErp } from "../../src/erp/client/write-guard.ts";
import { ORDER_LEASE_MS } from "../../src/hub/orders/orders.ts";
import { dyingAt } from "../loads/world.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

/** Runs on until the order is at rest, and twice more, for what would be done again: due runs, imports, invoices, events. */
async function untilAtRest(world: OrderWorld, id: string): Promise<void> {
  for (let [tick, atRest] = [0, 0]; tick < 8 && atRest < 3; tick += 1) {
    world.clock.advance(ORDER_LEASE_MS + 60_000);
    await world.runJob(orderSweep);
    await world.work();
    world.erp.control.importDue();
    world.erp.control.invoiceDue();
    await world.runJob(orderEvents);
    await world.work();
    const { state, lease, next_at: nextAt } = await world.orderRow(id);
    if (state === "invoiced" && lease === null && nextAt === null) atRest += 1;
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

/** The whole life of an order by one isolate: submission, import, invoice, and the look after each write. */
async function wholeLife(world: OrderWorld, by: OrderWorld["deps"]): Promise<void> {
  await world.work(by);
  await world.pass(20_000, 20_000, by);
  world.erp.control.importDue();
  await world.pass(60_000, 20_000, by);
  world.erp.control.invoiceDue();
  await world.runJob(orderEvents, by);
  await world.work(by);
  await world.pass(20_000, 20_000, by);
}

for (const when of ["before", "after"] as const)
  it(`inv. 3, O15: the isolate dies ${when} any step of an order's life, and the next run makes one ERP order of it`, async () => {
    const labels: string[] = [];
    const world = await orderWorld({ isLookupProven: true });
    const order = place(world);
    const putBack = world.keep();
    for (let step = 1; ; step += 1) {
      putBack();
      const { gate, died } = dyingAt(step, when);
      world.push(webhookOf(order));
      const ended = await Promise.race([wholeLife(world, world.isolate(gate)), died]);
      if (!ended) break; // it has fewer steps than this
      labels.push(`${ended.port} ${ended.label}`);
      await untilAtRest(world, idOf(order));
      await expectSettled(world, idOf(order), `dead ${when} step ${step} (${ended.port} ${ended.label})`);
      expect((await world.orderRow(idOf(order)))["lease"], `released after step ${step}`).toBeNull();
    }
    expect(labels.length).toBeGreaterThan(20);
    // Each batch that does two things at once: a new row and its lease, a move and its release.
    for (const merged of [
      /^d1 INSERT orders .*erp_events/,
      /^d1 UPDATE orders.*UPDATE desk/,
      /^d1 UPDATE orders.*UPDATE erp_events/,
    ])
      expect(labels.filter((label) => merged.test(label)).length, String(merged)).toBeGreaterThan(0);
  }, 180_000);

for (const when of ["before", "after"] as const)
  it(`inv. 3: D1's connection lost ${when} the commit of any step of an order's life`, async () => {
    let losses = 0;
    const world = await orderWorld({ isLookupProven: true });
    const order = place(world);
    const putBack = world.keep();
    for (let step = 1; ; step += 1) {
      putBack();
      let seen = 0;
      const lossy: Gate = async (call, effect) => {
        if (call.port !== "d1" || ++seen !== step) return effect();
        if (when === "after") await effect();
        throw d1Error("Network connection lost.");
      };
      world.push(webhookOf(order));
      await wholeLife(world, world.isolate(lossy));
      if (seen < step) break;
      losses += 1;
      await untilAtRest(world, idOf(order));
      await expectSettled(world, idOf(order), `D1 lost ${when} call ${step}`);
    }
    expect(losses).toBeGreaterThan(10);
  }, 180_000);

it("a change that arrives under the lease of a step that would release the order: the order is evaluated once more", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  const id = idOf(order);
  let isEdited = false;
  // The edit and its message come between the POST's response and the batch that stores it.
  const gate: Gate = async (call, effect) => {
    const result = await effect();
    if (call.port === "fetch" && call.label.startsWith("POST") && call.label.endsWith("/PedidoVenda") && !isEdited) {
      isEdited = true;
      world.clock.advance(1_000);
      world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
      await world.deliver([{ body: webhookOf(order), dueAt: 0, attempts: 0 }]);
      world.clock.advance(4_000);
    }
    return result;
  };
  world.push(webhookOf(order));
  await world.work(world.isolate(gate));
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", lease: null, recheck_requested: 0 });
});

it("a holder dies while it looks at an edit, and its message is spent: the next due run looks again", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.pass(60_000);
  world.erp.control.importDue();
  await world.pass(120_000);
  expect(await world.orderRow(id)).toMatchObject({ state: "imported", next_at: null });
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
  world.clock.advance(10_000);
  // The lease is taken, and the holder dies before its first call to Shopify.
  const { gate, died } = dyingAt(3, "before");
  world.push(webhookOf(order));
  await Promise.race([world.work(world.isolate(gate)), died]);
  world.clock.advance(ORDER_LEASE_MS + 1_000);
  world.push({ orderId: id, cause: "due" });
  await world.work();
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
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
    await untilAtRest(world, idOf(order));
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
  await world.pass(13 * 3_600_000, 120_000);
  expect(world.erp.journal.orders().flatMap(({ accepted }) => accepted)).toEqual([]);
  await world.pass(3_600_000, 120_000); // a probe finds the end of the outage
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
  await untilAtRest(world, idOf(order));
  await expectSettled(world, id, "stood still");
});
