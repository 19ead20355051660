/** One Shopify order, one ERP order: whatever the ERP, a server in front of it, or a restored hub answers. */
import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { RESUBMIT_WATCH_MS } from "../../src/rules/orders/state-machine.ts";
import { readDesk } from "../desk.ts";
import { backupOf } from "./hub-backup.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const MINUTE = 60_000;
const accepted = (world: OrderWorld, id: string) =>
  world.erp.journal.order(id).accepted.map(({ seqPedido }) => seqPedido);
const postsOf = (world: OrderWorld, id: string) => world.erp.journal.order(id).posts;
const lookups = (world: OrderWorld) =>
  world.erp.journal.calls.filter(({ method, path }) => method === "GET" && path.endsWith("/PedidoVenda")).length;

async function see(world: OrderWorld, over: Parameters<typeof place>[1] = {}): Promise<string> {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  return idOf(order);
}
async function retry(world: OrderWorld, id: string): Promise<void> {
  world.push({ orderId: id, cause: "person" });
  await world.work();
}
async function untilAtRest(world: OrderWorld): Promise<void> {
  for (let tick = 0; tick < 6; tick += 1) {
    world.clock.advance(5 * MINUTE);
    await world.runJob(orderSweep);
    await world.work();
    world.erp.control.importAndInvoiceDue();
    await world.runJob(orderEvents);
    await world.work();
  }
}

it("O13: the ERP is asked once before the first POST, and once more for the import", async () => {
  const world = await orderWorld();
  const id = await see(world);
  expect([postsOf(world, id), lookups(world)]).toEqual([1, 1]);
  world.erp.control.importDue();
  await world.pass(MINUTE);
  expect([await world.state(id), postsOf(world, id), lookups(world)]).toEqual(["imported", 1, 2]);
});

it.each(["page", "gateway"] as const)(
  "O14: a 404 that is no answer of the ERP (%s) after an uncertain POST: no second POST",
  async (kind) => {
    const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
    world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
    const order = place(world);
    world.push(webhookOf(order));
    const asking = world.isolate(async (call, effect) => {
      const value = await effect();
      if (call.label.startsWith("POST") && call.label.endsWith("/PedidoVenda")) world.erp.control.mixUp({ kind });
      return value;
    });
    await world.work(asking).catch(() => undefined);
    world.erp.control.mixUp({ kind });
    await world.pass(60 * MINUTE, MINUTE);
    expect(postsOf(world, idOf(order))).toBe(1);
    expect(await world.state(idOf(order))).toBe("uncertain");
    expect(await world.desk()).toEqual(["order-flow silent"]);
    world.erp.control.clearMixUps();
    await world.pass(15 * MINUTE, MINUTE);
    expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", seq_pedido: 464 });
    expect(await world.desk()).toEqual([]);
  },
);

it("O14: the lookup answers with another order: its number is not adopted, and the order arrives", async () => {
  const world = await orderWorld();
  const first = await see(world);
  world.erp.control.mixUp({ kind: "other", times: 3 });
  const second = await see(world);
  expect(await world.orderRow(second)).toMatchObject({ state: "ready", seq_pedido: null });
  await world.pass(10 * MINUTE);
  expect(await world.orderRow(second)).toMatchObject({ state: "submitted", seq_pedido: 465 });
  expect([accepted(world, first), accepted(world, second)]).toEqual([[464], [465]]);
});

it("O14: a lookup that ignores its filter and lists every order finds the right one", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await see(world);
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const second = await see(world);
  world.erp.control.mixUp({ kind: "list" });
  await world.pass(MINUTE);
  expect(await world.orderRow(second)).toMatchObject({ state: "submitted", seq_pedido: 465 });
});

it.each(["otherAccepted", "otherNamed"] as const)(
  "O14: a 201 with another order's number (%s): each order ends with its own",
  async (kind) => {
    const world = await orderWorld({ isLookupProven: true });
    const first = await see(world);
    world.erp.control.mixUp({ kind, times: 1 });
    const second = await see(world);
    await world.pass(10 * MINUTE);
    expect(await world.orderRow(first)).toMatchObject({ state: "submitted", seq_pedido: 464 });
    expect(await world.orderRow(second)).toMatchObject({ state: "submitted", seq_pedido: 465 });
    expect([postsOf(world, first), postsOf(world, second)]).toEqual([1, 1]);
    expect(await world.desk()).toEqual([]);
  },
);

it("a 201 with the number of an order that the hub does not know yet: the lookup corrects it, and both are named", async () => {
  const world = await orderWorld({ isLookupProven: true });
  world.erp.control.mixUp({ kind: "otherAccepted", times: 1 });
  const id = await see(world);
  await world.pass(MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 464 });
  expect(await world.message("erp-order-doubled")).toContain("301 e 464");
});

it("two orders hold one number: the desk names both, the order waits without a loop, and goes on when it is free", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await see(world);
  await world.db.prepare("UPDATE orders SET seq_pedido = 465").run(); // what an older release had believed
  const second = await see(world);
  const name = (await world.orderRow(second))["name"];
  expect(await world.orderRow(second)).toMatchObject({ state: "uncertain", reason: "seq-pedido-taken", lease: null });
  expect(await world.message("seq-pedido-taken")).toMatch(new RegExp(`Pedido ${String(name)}: .*465.*pedido #`));
  expect(await world.desk()).toEqual(["orders seq-pedido-taken"]);
  const steps = (await world.timeline(second)).length;
  await world.pass(5 * MINUTE);
  expect((await world.timeline(second)).length).toBeLessThan(steps + 10);
  await untilAtRest(world);
  expect(await world.orderRow(second)).toMatchObject({ state: "invoiced", seq_pedido: 465 });
  expect(postsOf(world, second)).toBe(1);
});

it("the ERP answers 409: its number is confirmed by the lookup before it is believed", async () => {
  const world = await orderWorld({ isLookupProven: true });
  world.erp.control.mixUp({ kind: "page", times: 1 });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const order = place(world);
  world.erp.control.commitLate({ times: 1, afterMs: 1 });
  world.push(webhookOf(order));
  await world.work();
  await world.pass(20 * MINUTE);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", seq_pedido: 464 });
  expect(accepted(world, idOf(order))).toEqual([464]);
});

it("an unproven 'not there' does not stop the first POST; after an uncertain POST it goes to the desk until it is proven", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } } });
  world.erp.faults.add({ kind: "cutBefore", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  await world.pass(60 * MINUTE, MINUTE);
  expect(postsOf(world, id)).toBe(0); // the only POST was cut before the ERP
  expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", reason: "lookup-unproven" });
  expect(await world.desk()).toEqual(["orders lookup-unproven"]);
  // Another order's lookup finds it: the same answer counts now.
  await see(world);
  world.erp.control.importDue();
  await world.pass(60 * MINUTE, MINUTE);
  await world.runJob(orderSweep); // sends what is due
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", posts: 2 });
  expect(accepted(world, id)).toHaveLength(1);
  expect(await world.desk()).toEqual(["orders submitted-again"]);
});

it("the proof belongs to one ERP address and sales channel", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await world.db.prepare("UPDATE settings SET value = json_set(value, '$.salesChannel', 7)").run();
  world.erp.faults.add({ kind: "cutBefore", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  await world.pass(20 * MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", reason: "lookup-unproven" });
});

it.each([404, 405, 501] as const)(
  "no lookup at all (%i): the order goes to the ERP, an uncertain one to the desk after one POST, an operator submits it again",
  async (lookup) => {
    for (const hasOrderLookup of [true, false]) {
      const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true, lookup } }, hasOrderLookup });
      const clear = await see(world);
      if (hasOrderLookup) {
        // It may be a server in front of the ERP: believed after an hour, and from then on at once.
        expect([postsOf(world, clear), await world.desk()]).toEqual([0, ["order-flow lookup-missing"]]);
        await world.pass(75 * MINUTE, MINUTE);
      }
      expect([accepted(world, clear), await world.desk()]).toEqual([[464], []]);
      world.erp.faults.add({ kind: "cutBefore", path: "PedidoVenda", method: "POST", times: 1 });
      const id = await see(world);
      await world.pass(180 * MINUTE, MINUTE);
      expect(postsOf(world, id)).toBe(0);
      const reason = hasOrderLookup ? "lookup-unproven" : "erp-unconfirmed";
      expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", reason });
      expect(await world.desk()).toEqual([`orders ${reason}`]);
      await retry(world, id);
      expect(accepted(world, id)).toEqual([465]);
      await untilAtRest(world);
      expect(await world.state(clear)).toBe("invoiced");
      expect(await world.orderRow(id)).toMatchObject({ state: "invoiced", seq_pedido: 465 });
    }
  },
);

it.each(["page", "gateway"] as const)(
  "inv. 3: a server (%s) answers for the ERP from the first order on, and the hub is restored meanwhile: no second POST (seed 60015)",
  async (kind) => {
    const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } } });
    const restore = await backupOf(world);
    world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
    const id = await see(world);
    expect(postsOf(world, id)).toBe(1);
    world.erp.control.mixUp({ kind });
    await world.pass(10 * MINUTE, MINUTE);
    world.queue.splice(0);
    await restore();
    world.push({ orderId: id, cause: "sweep" });
    await world.work();
    await world.pass(40 * MINUTE, MINUTE);
    expect([postsOf(world, id), await world.state(id)]).toEqual([1, "ready"]);
    expect(await world.desk()).toContain("order-flow lookup-missing");
    world.erp.control.clearMixUps();
    await world.pass(15 * MINUTE, MINUTE);
    expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 464 });
    expect([postsOf(world, id), await world.desk()]).toEqual([1, []]);
  },
);

it("answers without a lookup count anew once the ERP has answered in its own words", async () => {
  const world = await orderWorld();
  for (const hours of [0, 1]) {
    world.erp.control.mixUp({ kind: "page" });
    const id = await see(world);
    await world.pass(45 * MINUTE, MINUTE);
    expect(postsOf(world, id), `after ${hours} h`).toBe(0);
    world.erp.control.clearMixUps();
    await world.pass(15 * MINUTE, MINUTE);
    expect(postsOf(world, id)).toBe(1);
    // As if no order were ever found there.
    await world.db.prepare("DELETE FROM settings WHERE name = 'order-lookup-proof'").run();
    expect(await world.rows("SELECT 1 FROM settings WHERE name = 'order-lookup-absent'")).toEqual([]);
  }
});

it("no lookup, and the ERP did store the order: its first event confirms it, without a second POST", async () => {
  const world = await orderWorld({
    consinco: { orders: { acceptDuplicates: true, lookup: 404 } },
    hasOrderLookup: false,
  });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  expect(await world.desk()).toEqual(["orders erp-unconfirmed"]);
  await untilAtRest(world);
  expect(await world.orderRow(id)).toMatchObject({ state: "invoiced", seq_pedido: 464 });
  expect(postsOf(world, id)).toBe(1);
  expect(await world.desk()).toEqual([]);
});

for (const answer of ["504", "cut", "slow"] as const)
  it.each([60_000, 150_000, 300_000])(
    `inv. 3: an ERP with duplicates commits %i ms after a POST that ended in ${answer}: one order`,
    async (afterMs) => {
      const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
      world.erp.control.commitLate({ afterMs, answer });
      const id = await see(world);
      await world.pass(20 * MINUTE);
      expect([accepted(world, id).length, postsOf(world, id)]).toEqual([1, 1]);
      expect(await world.state(id)).toBe("submitted");
    },
  );

it("inv. 3: an ERP with duplicates commits after fifteen minutes: two orders, and the desk names both", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
  world.erp.control.commitLate({ afterMs: 15 * MINUTE });
  const id = await see(world);
  await world.pass(8 * MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", posts: 2 });
  expect(await world.desk()).toEqual(["orders submitted-again"]);
  world.erp.control.importDue();
  await world.pass(40 * MINUTE, MINUTE);
  expect(accepted(world, id)).toEqual([464, 465]);
  expect(await world.message("erp-order-doubled")).toContain("464 e 465");
});

it("cancelled in Shopify while the POST's outcome is open, and the ERP commits after twenty minutes: its event asks for it, and the desk says so", async () => {
  const world = await orderWorld({ isLookupProven: true });
  world.erp.control.commitLate({ afterMs: 20 * MINUTE });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.pass(12 * MINUTE);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "cancelled", seq_pedido: null, posts: 1 });
  await world.pass(10 * MINUTE, MINUTE);
  world.erp.control.importAndInvoiceDue();
  await untilAtRest(world);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "invoiced", seq_pedido: 464, posts: 1 });
  expect(await world.desk()).toEqual(["orders cancelled-after-submission"]);
  expect(world.metafields(order)).toMatchObject({ seq_pedido: "464" });
});

it("the ERP's event names a cancelled order, and the ERP does not have it: it stays cancelled", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const id = await see(world);
  await world.db.prepare("UPDATE orders SET state = 'cancelled', seq_pedido = NULL, submitted_at = NULL").run();
  const [erpOrder] = world.erp.state.orders.all;
  world.erp.control.importAndInvoiceDue();
  const order = world.shop.state.orders.get(`gid://shopify/Order/${id}`);
  world.shop.control.cancelOrder(order?.id ?? "");
  world.erp.control.loseOrder({ seqPedido: erpOrder?.seqPedido ?? 0 });
  await untilAtRest(world);
  expect(await world.orderRow(id)).toMatchObject({ state: "cancelled", seq_pedido: null });
  expect(new Set(await world.desk())).toEqual(new Set(["events order-not-in-erp"]));
});

it("inv. 3: the first POST is stored after the lookups of the second have ended: its events name both", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
  world.erp.control.commitLate({ afterMs: 3 * 60 * MINUTE });
  const id = await see(world);
  await world.pass(8 * MINUTE);
  await untilAtRest(world);
  await world.pass(RESUBMIT_WATCH_MS + 20 * MINUTE, MINUTE);
  expect(await world.desk()).toEqual([]); // one order for an hour: the entry is closed
  await world.pass(2 * 60 * MINUTE, 5 * MINUTE);
  world.erp.control.importAndInvoiceDue();
  await world.runJob(orderEvents);
  await world.work();
  expect(accepted(world, id)).toEqual([464, 465]);
  expect(await world.message("erp-order-doubled")).toContain("464 e 465");
});

it("inv. 3: cancelled between two POSTs that are stored late: the ERP's events bring both back (seed 22094)", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
  world.erp.control.commitLate({ afterMs: 40 * MINUTE, times: 2 });
  const order = place(world);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(8 * MINUTE);
  expect(await world.orderRow(id)).toMatchObject({ state: "uncertain", posts: 2 });
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.pass(8 * MINUTE);
  expect(await world.state(id)).toBe("cancelled");
  await world.pass(60 * MINUTE, 5 * MINUTE);
  world.erp.control.importAndInvoiceDue();
  await world.runJob(orderEvents);
  await world.work();
  await untilAtRest(world);
  expect(accepted(world, id)).toEqual([464, 465]);
  expect(await world.message("erp-order-doubled")).toContain("464 e 465");
});

it("inv. 3: slow POST, four isolates, mixed messages: one ERP order", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
  world.erp.control.commitLate({ afterMs: 100_000, answer: "slow" });
  const order = place(world);
  const causes = ["webhook", "sweep", "due", "webhook", "person", "erp-event"] as const;
  await Promise.all(
    [1, 2, 3, 4].map((n) =>
      world.deliver(
        causes.map((cause) => ({ body: { orderId: idOf(order), cause }, dueAt: n, attempts: 0 })),
        world.isolate(),
      ),
    ),
  );
  await world.work();
  await world.pass(30 * MINUTE, MINUTE);
  expect(accepted(world, idOf(order))).toHaveLength(1);
});

it.each([
  ["before the order came", 0],
  ["before it was paid", 1],
])("inv. 3: the hub is restored to how it stood %s, by an hour: nothing is submitted twice", async (_when, seen) => {
  for (const orders of [{ acceptDuplicates: true }, { acceptDuplicates: true, lookup: 404 as const }]) {
    const world = await orderWorld({
      consinco: { orders },
      isLookupProven: !("lookup" in orders),
      hasOrderLookup: !("lookup" in orders),
    });
    const order = place(world, { payment: seen === 0 ? "card" : "pix" });
    if (seen > 0) {
      world.push(webhookOf(order));
      await world.work();
    }
    const snapshot = await tablesOf(world);
    if (seen > 0) world.shop.control.pay(order.id);
    world.push(webhookOf(order));
    await world.pass(60_000); // the Shopify order shows the number
    expect(accepted(world, idOf(order))).toEqual([464]);
    world.clock.advance(60 * MINUTE);
    await restore(world, snapshot);
    await untilAtRest(world);
    expect(accepted(world, idOf(order))).toEqual([464]);
    expect(await world.orderRow(idOf(order))).toMatchObject({ state: "invoiced", seq_pedido: 464 });
    expect(await world.desk()).toEqual([]);
  }
});

const RESTORED = ["orders", "order_timeline", "order_reservations", "erp_events", "desk"] as const;
async function tablesOf(world: OrderWorld) {
  return Promise.all(RESTORED.map(async (table) => [table, await world.rows(`SELECT * FROM ${table}`)] as const));
}
async function restore(world: OrderWorld, snapshot: Awaited<ReturnType<typeof tablesOf>>): Promise<void> {
  for (const [table, rows] of snapshot) {
    await world.db.prepare(`DELETE FROM ${table}`).run();
    for (const row of rows) {
      const columns = Object.keys(row);
      await world.db
        .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`)
        .bind(...Object.values(row))
        .run();
    }
  }
}

it("the Shopify order shows a number that the ERP does not find: it waits for an operator, and a retry submits it again", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const id = await see(world);
  await world.pass(60_000); // the Shopify order shows the number
  world.erp.control.loseOrder({ seqPedido: 464 });
  await restore(
    world,
    RESTORED.map((table) => [table, []] as const),
  );
  await world.runJob(orderSweep);
  world.push({ orderId: id, cause: "webhook" });
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "on-hold", reason: "shown-not-in-erp" });
  expect(await world.message("shown-not-in-erp")).toContain("464");
  await world.pass(120 * MINUTE, MINUTE);
  expect(accepted(world, id)).toEqual([464]);
  await retry(world, id);
  expect(accepted(world, id)).toEqual([464, 465]);
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 465 });
});

it.each(["submitted", "imported", "invoiced"] as const)(
  "an order that the ERP lost after it was %s is submitted again by an operator, and only then",
  async (state) => {
    const world = await orderWorld({ isLookupProven: true });
    const id = await see(world);
    if (state !== "submitted") {
      world.erp.control.importDue();
      await world.pass(2 * MINUTE);
    }
    if (state === "invoiced") {
      world.erp.control.invoiceDue();
      await world.runJob(orderEvents);
      await world.work();
    }
    expect(await world.state(id)).toBe(state);
    await world.pass(10 * MINUTE);
    await retry(world, id); // still there: nothing happens
    expect([await world.state(id), postsOf(world, id)]).toEqual([state, 1]);
    world.erp.control.loseOrder({ seqPedido: 464 });
    await world.pass(120 * MINUTE, MINUTE);
    expect(postsOf(world, id)).toBe(1);
    await retry(world, id);
    expect(accepted(world, id)).toEqual([464, 465]);
    expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: 465, posts: 2 });
    expect((await readDesk(world.db, "reason = 'submitted-again'")).length).toBe(1);
  },
);

it("lost answer, five times 503 on the lookup, and a storm of messages: one ERP order", async () => {
  const world = await orderWorld({ consinco: { orders: { acceptDuplicates: true } }, isLookupProven: true });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const id = await see(world);
  world.erp.faults.add({ kind: "status", status: 503, path: "PedidoVenda", method: "GET", times: 15 });
  for (let n = 0; n < 12; n += 1) {
    world.push({ orderId: id, cause: (["webhook", "sweep", "person"] as const)[n % 3] ?? "due" });
    await world.pass(MINUTE);
  }
  expect([accepted(world, id), postsOf(world, id)]).toEqual([[464], 1]);
  expect(await world.state(id)).toBe("submitted");
});

it.each([
  ["400", { status: 400 }],
  ["500", { status: 500 }],
])("a lookup that answers %s never leads to a second POST", async (_name, fault) => {
  const world = await orderWorld({ isLookupProven: true });
  world.erp.faults.add({ kind: "cutAfter", path: "PedidoVenda", method: "POST", times: 1 });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.faults.add({ kind: "status", path: "PedidoVenda", method: "GET", ...fault });
  await world.pass(120 * MINUTE, MINUTE);
  expect([await world.state(idOf(order)), postsOf(world, idOf(order))]).toEqual(["uncertain", 1]);
});

it.each<[string, (order: ReturnType<typeof place>) => void, RegExp]>([
  ["note", (order) => void (order.note = "Deixar na portaria"), /observação: vazio → preenchido/],
  ["e-mail", (order) => void (order.email = "outra@exemplo.com.br"), /e-mail: preenchido → outro/],
  [
    "address",
    (order) =>
      void (order.shippingAddress = order.shippingAddress && { ...order.shippingAddress, address1: "Rua Nova, 9" }),
    /endereço de entrega: preenchido → outro/,
  ],
  [
    "document",
    (order) => void (order.localizedFields = [{ key: "TAX_CREDENTIAL_BR", value: "529.982.247-25" }]),
    /CPF\/CNPJ ou informações adicionais: .* → outro/,
  ],
])(
  "an order whose %s changes after the submission is shown by the field's name, without its value",
  async (_what, change, text) => {
    const world = await orderWorld({ isLookupProven: true });
    const order = place(world);
    world.push(webhookOf(order));
    await world.work();
    await world.pass(MINUTE);
    change(order);
    order.updatedAt = world.clock.now();
    world.clock.advance(MINUTE);
    world.push(webhookOf(order));
    await world.work();
    const message = await world.message("edited-after-submission");
    expect(message).toMatch(text);
    expect(message).not.toMatch(/portaria|outra@|Rua Nova|529/);
  },
);

it("an order that is moved to another store after the submission is shown with both companies", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(MINUTE);
  const [, second = ""] = world.shop.state.locations.keys();
  for (const each of order.fulfillmentOrders) Object.assign(each, { locationId: second });
  order.updatedAt = world.clock.now();
  world.clock.advance(MINUTE);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.message("edited-after-submission")).toContain("empresa 1 → 2");
});

it.each(["shown", "named by an event"])(
  "a restored hub asks the ERP for an order that something holds now, and that is %s (seed 21061)",
  async (how) => {
    const world = await orderWorld({ isLookupProven: true });
    const order = place(world);
    world.push(webhookOf(order));
    await world.work();
    if (how === "shown") await world.pass(MINUTE);
    const tables = ["orders", "order_timeline", "order_reservations", "desk"];
    for (const table of tables) await world.db.prepare(`DELETE FROM ${table}`).run();
    world.shop.control.refundOrder(order.id, 100);
    world.clock.advance(MINUTE);
    world.push({ orderId: idOf(order), cause: how === "shown" ? "webhook" : "erp-event" });
    await world.work();
    expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", seq_pedido: 464 });
    expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
    expect(await world.rows("SELECT company FROM order_reservations")).toEqual([{ company: 1 }]);
    expect(await world.desk()).toEqual([]);
  },
);

it("a restored hub that finds a held order in the ERP shows what an edit changed since (seed 21115)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(MINUTE);
  const tables = ["orders", "order_timeline", "order_reservations", "desk"];
  for (const table of tables) await world.db.prepare(`DELETE FROM ${table}`).run();
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 3 }] });
  world.clock.advance(MINUTE);
  world.push(webhookOf(order)); // what was added is not paid
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.message("edited-after-submission")).toContain(`${world.goods.piece.key}: 2 → 3`);
});
