/** An order whose outcome no lookup can say: it is at the desk with its cure, and the cure works. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { retryOrder } from "../../src/orders/intake/retry.ts";
import { readDesk } from "../desk.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const accepted = (world: OrderWorld, id: string) =>
  world.erp.journal.order(id).accepted.map(({ seqPedido }) => seqPedido);

async function see(world: OrderWorld): Promise<string> {
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  return idOf(order);
}
async function sweep(world: OrderWorld, ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.runJob(orderEvents);
  await world.runJob(orderSweep);
  await world.work();
}
/** As an operator asks for it. */
async function retry(world: OrderWorld, id: string, by = world.deps) {
  const plan = await retryOrder(by, id);
  await world.work(by);
  return plan;
}

const WITHOUT = [
  { orders: { acceptDuplicates: true, lookup: 404 }, hasOrderLookup: false },
  { orders: { acceptDuplicates: true, lookup: 405 }, hasOrderLookup: true },
] as const;

it.each(WITHOUT)(
  "no lookup and no event: after a day the order is at the desk, once, and its first event closes the entry (%j)",
  async ({ orders, hasOrderLookup }) => {
    const world = await orderWorld({ consinco: { orders }, hasOrderLookup });
    const id = await see(world);
    if (hasOrderLookup) await world.pass(75 * MINUTE, MINUTE); // until it is believed that there is none
    await sweep(world, 22 * HOUR);
    expect(await world.desk()).toEqual([]);
    await sweep(world, 3 * HOUR);
    expect(await world.desk()).toEqual(["orders import-unseen"]);
    expect(await world.message("import-unseen")).toMatch(/há mais de 24 h \(seqPedido 464\)/);
    await world.db.prepare("UPDATE desk SET state = 'resolved'").run(); // an operator has seen it
    world.push({ orderId: id, cause: "webhook" });
    await sweep(world, 30 * HOUR);
    expect(await world.desk()).toEqual([]);
    await world.db.prepare("UPDATE desk SET state = 'open'").run();
    world.erp.control.importAndInvoiceDue();
    await sweep(world, MINUTE);
    expect(await world.orderRow(id)).toMatchObject({ state: "invoiced", seq_pedido: 464 });
    expect(await world.desk()).toEqual([]);
  },
);

it("a web server's page for a new installation's first lookup puts off no import: the ERP is asked again (seed 21009)", async () => {
  const world = await orderWorld();
  const id = await see(world);
  world.erp.control.mixUp({ kind: "page", times: 1 });
  world.erp.control.rejectNext({ mensagem: "cliente bloqueado" });
  await world.pass(MINUTE);
  world.erp.control.importDue();
  await world.pass(10 * MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "failed", reason: "erp-rejected" });
});

it("the hours are a rule of orders", async () => {
  const world = await orderWorld({ consinco: { orders: { lookup: 404 } }, hasOrderLookup: false });
  await world.db
    .prepare("INSERT INTO settings (name, value, changed_at) VALUES ('order-rules', '{\"firstEventHours\":2}', 0)")
    .run();
  await see(world);
  await sweep(world, 2 * HOUR + MINUTE);
  expect(await world.message("import-unseen")).toContain("há mais de 2 h");
});

it("no lookup: an import that the ERP rejected is at the desk", async () => {
  const world = await orderWorld({ consinco: { orders: { lookup: 404 } }, hasOrderLookup: false });
  await see(world);
  world.erp.control.rejectNext({ mensagem: "cliente bloqueado" });
  world.erp.control.importDue();
  await sweep(world, 25 * HOUR);
  expect(await world.desk()).toEqual(["orders import-unseen"]);
});

it.each(WITHOUT)(
  "no lookup, and the ERP lost the order: an operator's retry submits it again, and the desk shows it (%j)",
  async ({ orders, hasOrderLookup }) => {
    const world = await orderWorld({ consinco: { orders }, hasOrderLookup });
    const by = world.isolate();
    const id = await see(world);
    const early = await retry(world, id, by);
    expect(early?.ok).toBe(hasOrderLookup); // asked, and nothing can be found out
    expect(accepted(world, id)).toEqual([464]);
    world.erp.control.loseOrder({ seqPedido: 464 });
    await sweep(world, 25 * HOUR);
    expect(await retry(world, id, by)).toEqual({ ok: true, action: hasOrderLookup ? "checkKept" : "submitAgain" });
    expect(accepted(world, id)).toEqual([464, 465]);
    expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 465, posts: 2 });
    expect(await world.desk()).toEqual(["orders submitted-again"]);
  },
);

it("no lookup: a lost order's old number on the Shopify order does not stand for its second POST", async () => {
  const world = await orderWorld({ consinco: { orders: { lookup: 404 } }, hasOrderLookup: false });
  const id = await see(world);
  world.erp.control.loseOrder({ seqPedido: 464 });
  await sweep(world, 25 * HOUR);
  world.erp.faults.add({ kind: "cutBefore", path: "PedidoVenda", method: "POST", times: 1 });
  await retry(world, id);
  world.push({ orderId: id, cause: "webhook" });
  await sweep(world, 10 * MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", seq_pedido: null, posts: 2 });
  expect(await world.desk()).toEqual(expect.arrayContaining(["orders erp-unconfirmed"]));
});

it("a hub without the order, and no lookup: an event that names it is enough, and there is no second POST", async () => {
  const world = await orderWorld({
    consinco: { orders: { acceptDuplicates: true, lookup: 404 } },
    hasOrderLookup: false,
  });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world); // the number came nowhere: not to the hub, not to the Shopify order
  for (const table of ["orders", "order_timeline", "order_reservations", "desk"])
    await world.db.prepare(`DELETE FROM ${table}`).run();
  world.erp.control.importAndInvoiceDue();
  await sweep(world, MINUTE);
  await sweep(world, MINUTE);
  expect(accepted(world, id)).toEqual([464]);
  expect(await world.orderRow(id)).toMatchObject({ state: "invoiced", seq_pedido: 464 });
});

it("no lookup, and the 201 had another order's number: the ERP's event names the order's own (seed 20022)", async () => {
  const world = await orderWorld({ consinco: { orders: { lookup: 404 } }, hasOrderLookup: false });
  world.erp.control.mixUp({ kind: "otherAccepted", times: 1 });
  const id = await see(world);
  const [own] = accepted(world, id);
  expect((await world.orderRow(id))["seq_pedido"]).not.toBe(own);
  world.erp.control.importAndInvoiceDue();
  await sweep(world, MINUTE);
  await sweep(world, 5 * MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "invoiced", seq_pedido: own });
  expect(await world.rows("SELECT state FROM erp_events")).toEqual([{ state: "applied" }]);
  expect(await world.desk()).toEqual(["orders erp-order-doubled"]); // an operator looks at both numbers
});

it("an unanswered POST of a fresh installation is at the desk with its cure, and the operator's retry submits the order", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } } });
  world.erp.faults.add({ kind: "cutBefore", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  await world.pass(3 * MINUTE);
  await retry(world, id); // too early: the ERP may still store the first POST
  expect(accepted(world, id)).toEqual([]);
  await world.pass(10 * MINUTE);
  const [entry] = await readDesk(world.db, "state = 'open'");
  expect([entry?.area, entry?.reason]).toEqual(["orders", "lookup-unproven"]);
  expect(entry?.message).toMatch(/Procure o pedido no ERP: se não estiver lá, mande tentar de novo/);
  expect(await retry(world, id)).toEqual({ ok: true, action: "lookUp" });
  expect(accepted(world, id)).toEqual([464]);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 464 });
  expect(await world.desk()).toEqual(["orders submitted-again"]);
  await world.pass(20 * MINUTE);
  expect((await readDesk(world.db, "reason = 'lookup-unproven' AND state = 'open'")).length).toBe(0);
});

it("an unanswered POST of a fresh installation that the ERP did store is found by the lookup, without an operator", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } } });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  await world.pass(MINUTE);
  expect([await world.state(id), accepted(world, id)]).toEqual(["submitted", [464]]);
  expect(await world.desk()).toEqual([]);
});
