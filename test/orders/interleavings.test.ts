/** Several isolates, late commits and wrong answers at once: one Shopify order is one ERP order, or the desk says otherwise. */
import { expect, it } from "vitest";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { readDesk } from "../desk.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const MINUTE = 60_000;
const DUPLICATES = { orders: { acceptDuplicates: true } } as const;
const accepted = (world: OrderWorld, id: string) =>
  world.erp.journal.order(id).accepted.map(({ seqPedido }) => seqPedido);
const postsOf = (world: OrderWorld, id: string) => world.erp.journal.order(id).posts;

async function see(world: OrderWorld): Promise<string> {
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  return idOf(order);
}

/** The order is on hold for its risk; a holder works on it when the operator's request comes. */
async function requestedUnderLease(holder: "ends" | "dies") {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world, { risk: "CANCEL" });
  world.push(webhookOf(order));
  await world.work();
  const message = (cause: "person" | "webhook") => [{ body: { orderId: idOf(order), cause }, dueAt: 0, attempts: 0 }];
  let isAsked = false;
  const by = world.isolate(async (call, effect) => {
    if (call.port === "fetch" && call.label.includes("graphql") && !isAsked) {
      isAsked = true;
      await world.deliver(message("person"));
    }
    if (isAsked && holder === "dies") return new Promise<never>(() => {});
    return effect();
  });
  world.clock.advance(MINUTE);
  const pass = world.deliver(message("webhook"), by);
  if (holder === "dies") await new Promise((resolve) => setImmediate(resolve));
  else await pass;
  return { world, id: idOf(order) };
}

it("O7: an operator's request that meets a running lease keeps its authority: the holder's next pass is the operator's", async () => {
  const { world, id } = await requestedUnderLease("ends");
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", recheck_requested: 0 });
});

it("O7: an operator's request that met the lease of a holder that died is met once the lease has ended", async () => {
  const { world, id } = await requestedUnderLease("dies");
  for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(await world.orderRow(id)).toMatchObject({ state: "on-hold", recheck_requested: 2 });
  world.clock.advance(10 * MINUTE);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", recheck_requested: 0 });
});

it("O7: an operator's request that a pause of the flow postpones is met after it", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world, { risk: "CANCEL" });
  world.push(webhookOf(order));
  await world.work();
  await world.deliver([{ body: { orderId: idOf(order), cause: "person" }, dueAt: 0, attempts: 0 }], {
    ...world.deps,
    shopify: { ...world.deps.shopify, run: async () => ({ ok: false, failure: { kind: "unauthorized" } }) },
  } as never);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", recheck_requested: 2 });
  await world.pass(10 * MINUTE);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", recheck_requested: 0 });
});

it.each(["slow", "504", "cut"] as const)(
  "inv. 3: four isolates, a POST that is %s, and a storm of webhooks for twelve minutes: one ERP order",
  async (answer) => {
    for (const afterMs of [60_000, 150_000, 300_000]) {
      const world = await orderWorld({ consinco: DUPLICATES, isLookupProven: true });
      const orders = [place(world), place(world)];
      world.erp.control.commitLate({ afterMs, answer, times: 2 });
      const causes = ["webhook", "sweep", "due", "webhook", "erp-event"] as const;
      const isolates = [1, 2, 3, 4].map(() => world.isolate());
      for (let round = 0; round < 24; round += 1) {
        await Promise.all(
          isolates.map((by, n) =>
            world.deliver(
              orders.map((order, o) => ({
                body: { orderId: idOf(order), cause: causes[(round + n + o) % causes.length] ?? "due" },
                dueAt: 0,
                attempts: 0,
              })),
              by,
            ),
          ),
        );
        world.clock.advance(30_000);
      }
      await world.work();
      await world.pass(20 * MINUTE, MINUTE);
      for (const order of orders) {
        const label = `${answer}, committed after ${afterMs / 1000} s`;
        expect([accepted(world, idOf(order)).length, postsOf(world, idOf(order))], label).toEqual([1, 1]);
        expect(await world.state(idOf(order)), label).toBe("submitted");
      }
    }
  },
);

for (const kind of ["documented", "page", "gateway"] as const)
  it.each([60_000, 150_000, 300_000])(
    `inv. 3: the ERP commits %i ms late, and every lookup until then answers 404 (${kind}): one ERP order`,
    async (afterMs) => {
      const world = await orderWorld({ consinco: DUPLICATES, isLookupProven: true });
      world.erp.control.commitLate({ afterMs, answer: "cut" });
      const id = await see(world);
      // A page hides the stored order for another quarter of an hour, and an operator grows impatient.
      if (kind !== "documented") world.erp.control.mixUp({ kind, until: world.clock.now() + 20 * MINUTE });
      for (let n = 0; n < 18; n += 1) {
        world.push({ orderId: id, cause: n % 3 === 0 ? "webhook" : "due" });
        await world.pass(MINUTE);
      }
      expect([accepted(world, id), postsOf(world, id)]).toEqual([[464], 1]);
      await world.pass(20 * MINUTE, MINUTE);
      expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 464 });
      expect([accepted(world, id), postsOf(world, id)]).toEqual([[464], 1]);
    },
  );

it("the ERP has an order twice before its first POST from this hub: none is sent, and the desk names both", async () => {
  const world = await orderWorld({ consinco: DUPLICATES, isLookupProven: true });
  world.erp.control.commitLate({ afterMs: 15 * MINUTE });
  const id = await see(world);
  await world.pass(20 * MINUTE);
  world.erp.control.importDue(); // the late one is written when the ERP next works
  expect(accepted(world, id)).toEqual([464, 465]);
  for (const table of ["orders", "order_timeline", "order_reservations", "erp_events", "desk"])
    await world.db.prepare(`DELETE FROM ${table}`).run();
  world.push({ orderId: id, cause: "webhook" });
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "imported", posts: 0 });
  expect(accepted(world, id)).toHaveLength(2);
  expect(await world.message("erp-order-doubled")).toContain("464 e 465");
  // What the Shopify order shows is one of the two, and stays.
  await world.pass(10 * MINUTE);
  expect(await world.desk()).toEqual(["orders erp-order-doubled"]);
});

it("a 409 with another order's number: it is not taken, and the order arrives by a second POST that the desk shows", async () => {
  const world = await orderWorld({ consinco: DUPLICATES, isLookupProven: true });
  const first = await see(world);
  world.erp.control.mixUp({ kind: "otherConflict", times: 1 });
  const id = await see(world);
  expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", seq_pedido: null });
  await world.pass(10 * MINUTE);
  expect([accepted(world, first), accepted(world, id)]).toEqual([[464], [465]]);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 465, posts: 2 });
  expect(await world.desk()).toEqual(["orders submitted-again"]);
});

it("an ERP that answers every POST with 409 and a foreign number: the desk names the order within two hours", async () => {
  const world = await orderWorld({ consinco: DUPLICATES, isLookupProven: true });
  world.erp.control.mixUp({ kind: "otherConflict" });
  const id = await see(world);
  await world.pass(120 * MINUTE, MINUTE);
  expect(accepted(world, id)).toEqual([]);
  expect(await world.desk()).toEqual(expect.arrayContaining(["orders erp-unclear", "orders submitted-again"]));
});

it.each([true, false])(
  "a 201 without a number (lookup: %s): the order gets its own number, and no second POST",
  async (has) => {
    const world = await orderWorld({
      consinco: { orders: { acceptDuplicates: true, lookup: has ? "there" : 404 } },
      isLookupProven: has,
      hasOrderLookup: has,
    });
    world.erp.control.mixUp({ kind: "noNumber", times: 1 });
    const id = await see(world);
    await world.pass(10 * MINUTE);
    expect([accepted(world, id), postsOf(world, id)]).toEqual([[464], 1]);
    expect(await world.state(id)).toBe(has ? "submitted" : "uncertain");
    expect(await world.desk()).toEqual(has ? [] : ["orders erp-unconfirmed"]);
  },
);

it("a lookup whose answer has no sales channel proves nothing: no second POST, no number, and the desk shows it", async () => {
  const world = await orderWorld({ consinco: DUPLICATES });
  world.erp.control.mixUp({ kind: "noChannel" });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  await world.pass(120 * MINUTE, MINUTE);
  expect([accepted(world, id), postsOf(world, id)]).toEqual([[464], 1]);
  expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", seq_pedido: null });
  expect(await world.desk()).toEqual(["order-flow silent"]);
  const proofs = await world.rows("SELECT 1 FROM settings WHERE name = 'order-lookup-proof'");
  expect(proofs).toEqual([]);
});

it("a lookup that names the order's rows 'items', and has none of them, is no 'not there'", async () => {
  const world = await orderWorld({ consinco: DUPLICATES, isLookupProven: true });
  world.erp.control.mixUp({ kind: "ownItems" });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  await world.pass(20 * MINUTE);
  expect([accepted(world, id), postsOf(world, id)]).toEqual([[464], 1]);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 464 });
});

it.each([true, false])(
  "the Shopify order shows a number that the ERP does not know (lookup: %s): on hold with a lookup, at the desk after a day without",
  async (has) => {
    const world = await orderWorld({
      consinco: { orders: { acceptDuplicates: true, lookup: has ? "there" : 404 } },
      isLookupProven: has,
      hasOrderLookup: has,
    });
    const order = place(world);
    const id = idOf(order);
    world.push(webhookOf(order));
    await world.pass(MINUTE);
    expect(world.metafields(order)).toEqual({ seq_pedido: "464" });
    world.erp.control.loseOrder({ seqPedido: 464 });
    for (const table of ["orders", "order_timeline", "order_reservations", "erp_events", "desk"])
      await world.db.prepare(`DELETE FROM ${table}`).run();
    world.push({ orderId: id, cause: "webhook" });
    await world.work();
    world.clock.advance(25 * 60 * MINUTE);
    await world.runJob(orderSweep);
    await world.work();
    expect(postsOf(world, id)).toBe(1);
    const [entry] = await readDesk(world.db, "state = 'open'");
    expect(entry?.reason).toBe(has ? "shown-not-in-erp" : "import-unseen");
    expect(entry?.message).toContain("464");
  },
);
