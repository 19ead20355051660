import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { readEventsByOrder } from "../../src/orders/intake/events-by-order.ts";
import { inBusinessOrder } from "../../src/rules/orders/back/event-order.ts";
import { showUnknownOrders } from "../../src/orders/intake/unknown-orders.ts";
import { reais } from "../../src/rules/brazil/money.ts";
import { resolveErpEvent } from "../../src/orders/intake/resolve-event.ts";
import { resolveEvent } from "../../src/hub/orders/erp-events.ts";
import type { OrderSpec } from "../../sim/shopify/orders/place/order-spec.ts";
import { saveOrderRules } from "./back/rules.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld, type OrderWorldOptions } from "./world.ts";

async function imported(options: OrderWorldOptions = {}, over: Partial<OrderSpec> = {}) {
  const world = await orderWorld(options);
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importDue();
  await world.pass(60_000);
  expect(await world.state(idOf(order))).toBe("imported");
  return { world, order, id: idOf(order), seqPedido: 464 };
}

async function poll(world: OrderWorld): Promise<void> {
  world.clock.advance(120_000);
  await world.runJob(orderEvents);
  await world.work();
}

/** Alterations are an operator's. */
const leaveAlterations = (world: OrderWorld): Promise<unknown> =>
  world.db
    .prepare(
      "INSERT INTO settings (name, value, changed_at) VALUES ('order-rules', '{\"applyAlterations\":\"off\"}', 0)",
    )
    .run();

const invoiceWrites = (world: OrderWorld) =>
  world.shop.journal.effects("metafield").filter(({ effect }) => effect["name"] === "erp.nfe_chave").length;

it("E7: the same invoice event polled again and repeated by the ERP is written once", async () => {
  const { world, id } = await imported();
  world.erp.control.invoiceDue();
  await poll(world);
  await poll(world);
  const [event] = await world.rows("SELECT event_key FROM erp_events WHERE type = 'FATURADO'");
  world.erp.control.repeatEvent({ seqEvento: Number(event?.["event_key"]) });
  await poll(world);
  expect(await world.state(id)).toBe("invoiced");
  expect(invoiceWrites(world)).toBe(1);
  expect(await world.rows("SELECT state FROM erp_events WHERE type = 'FATURADO'")).toEqual([{ state: "applied" }]);
});

it("a list of events that does not say whether more follows is read past a page shorter than requested (seed 49)", async () => {
  const { world, id } = await imported({ consinco: { dialect: { envelope: "array", pageSizeMax: 1 } } });
  const second = place(world);
  world.push(webhookOf(second));
  await world.work();
  world.erp.control.importDue();
  await world.pass(60_000);
  world.erp.control.invoiceDue();
  await poll(world);
  expect([await world.state(id), await world.state(idOf(second))]).toEqual(["invoiced", "invoiced"]);
  expect(await world.rows("SELECT area FROM desk WHERE area = 'order-events'")).toEqual([]);
});

it("E7: the response to the invoice's write is lost: the order is read and not written again", async () => {
  const { world, id } = await imported();
  world.erp.control.invoiceDue();
  world.shop.faults.add({ kind: "cutAfter", operation: "SetOrderMetafields", times: 1 });
  await poll(world);
  expect(await world.state(id)).toBe("imported");
  await world.pass(120_000);
  expect(await world.state(id)).toBe("invoiced");
  expect(invoiceWrites(world)).toBe(1);
});

it("E10: two partial invoices of one order both stand on it, none doubled", async () => {
  const { world, order } = await imported();
  const second = place(world, {
    lines: [
      { sku: world.goods.piece.key, quantity: 1 },
      { sku: world.goods.pack.key, quantity: 1 },
    ],
  });
  world.push(webhookOf(second));
  await world.work();
  world.erp.control.importDue();
  await world.pass(60_000);
  world.erp.control.invoice({ seqPedido: 465, parts: 2 });
  await poll(world);
  await poll(world);
  const list = JSON.parse(world.metafields(second)["notas_fiscais"] ?? "[]") as { chave: string }[];
  expect(new Set(list.map(({ chave }) => chave)).size).toBe(2);
  expect(world.metafields(second)["nfe_chave"]).toBe(list[0]?.chave);
  expect(await world.state(idOf(second))).toBe("invoiced");
  expect(world.metafields(order)["notas_fiscais"]).toBeUndefined();
});

it("a document that the ERP cancels is shown as cancelled, and its replacement takes its place; each is written once", async () => {
  const { world, order, id, seqPedido } = await imported();
  const [first] = world.erp.control.invoice({ seqPedido });
  await poll(world);
  world.erp.control.cancelInvoice({ seqPedido });
  await poll(world);
  expect(world.metafields(order)).toMatchObject({ nfe_chave: first?.chave, nfe_situacao: "cancelada" });
  expect(await world.desk()).toEqual([]);
  const [second] = world.erp.control.invoice({ seqPedido });
  await poll(world);
  await poll(world);
  await world.pass(120_000);
  const fields = world.metafields(order);
  expect(fields).toMatchObject({ nfe_chave: second?.chave, nfe_situacao: "autorizada" });
  expect(fields["nfe_consulta"]).toMatch(/^https?:/);
  const list = JSON.parse(fields["notas_fiscais"] ?? "[]") as { chave: string; situacao: string }[];
  expect(list.map(({ chave, situacao }) => [chave, situacao])).toEqual([
    [first?.chave, "cancelada"],
    [second?.chave, "autorizada"],
  ]);
  expect(invoiceWrites(world)).toBe(2);
  expect(await world.state(id)).toBe("invoiced");
  expect(await world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
});

it("a document that was cancelled before its invoice came is never shown, and asks for nothing", async () => {
  const { world, order, id, seqPedido } = await imported();
  world.erp.control.invoice({ seqPedido });
  world.erp.control.cancelInvoice({ seqPedido });
  const { listings } = world.erp.state.orders;
  const [late] = listings.splice(0, 1);
  await poll(world);
  expect(await world.rows("SELECT state FROM erp_events")).toEqual([{ state: "applied" }]);
  if (!late) throw new Error("no event");
  listings.push({ ...late, listedAt: world.clock.now() });
  await poll(world);
  await world.pass(60_000);
  expect(world.metafields(order)["nfe_chave"]).toBeUndefined();
  expect(order.fulfillments).toEqual([]);
  expect(await world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
  expect(await world.desk()).toEqual([]);
  expect(await world.state(id)).toBe("imported");
});

it("a document whose write's response was lost, and that was cancelled before it was read, is shown as cancelled (seed 792902300)", async () => {
  const { world, order, id, seqPedido } = await imported();
  const [first] = world.erp.control.invoice({ seqPedido });
  world.shop.faults.add({ kind: "cutAfter", operation: "SetOrderMetafields", times: 1 });
  await poll(world);
  expect([await world.state(id), world.metafields(order)["nfe_chave"]]).toEqual(["imported", first?.chave]);
  world.erp.control.cancelInvoice({ seqPedido });
  await poll(world);
  await poll(world);
  expect(world.metafields(order)).toMatchObject({ nfe_chave: first?.chave, nfe_situacao: "cancelada" });
  expect(order.fulfillments).toEqual([]);
  const [second] = world.erp.control.invoice({ seqPedido });
  await poll(world);
  await poll(world);
  const fields = world.metafields(order);
  expect(fields).toMatchObject({ nfe_chave: second?.chave, nfe_situacao: "autorizada" });
  expect(fields["nfe_url"] ?? "").not.toContain(first?.chave ?? "no document");
  expect(invoiceWrites(world)).toBe(2);
  expect(await world.desk()).toEqual([]);
});

it("an invoice at another total than the order waits with both figures, and goes when an operator releases it", async () => {
  const { world, order, id, seqPedido } = await imported();
  const [item] = world.erp.state.orders.all[0]?.items ?? [];
  if (!item) throw new Error("no item");
  Object.assign(item, { chargedCents: item.chargedCents + 5 });
  world.erp.control.invoice({ seqPedido });
  await poll(world);
  await poll(world);
  expect(await world.desk()).toEqual(["events invoice-total-differs"]);
  const total = order.originalTotal;
  expect(await world.message("invoice-total-differs")).toContain(
    `somam ${reais(total + 10)} e o pedido, ${reais(total)}`,
  );
  expect(world.metafields(order)["nfe_chave"]).toBeUndefined();
  expect(await world.state(id)).toBe("imported");
  const { event_key: key } = await world.one("SELECT event_key FROM erp_events");
  expect(await resolveErpEvent(world.deps, String(key))).toBe(id);
  await world.pass(60_000);
  expect(await world.state(id)).toBe("invoiced");
  expect(await world.desk()).toEqual([]);
});

it("inv. 5: an invoice waits for the alteration before it, and is sent once an operator has resolved that", async () => {
  const { world, order, id, seqPedido } = await imported();
  await leaveAlterations(world);
  const { piece } = world.goods;
  world.erp.control.alter({ seqPedido, changes: [{ seqProduto: piece.seqProduto, qtdEmbalagem: 1, attended: 1 }] });
  world.clock.advance(60_000);
  world.erp.control.invoice({ seqPedido });
  await poll(world);
  expect(await world.state(id)).toBe("imported");
  expect(world.metafields(order)["nfe_chave"]).toBeUndefined();
  expect(await world.desk()).toEqual(["events order-altered", "events invoice-waits"]);
  const message = await world.message("order-altered");
  expect(message).toContain(`${piece.key}: 2 → 1`);
  const { event_key: key } = await world.one("SELECT event_key FROM erp_events WHERE type = 'ALTERADO'");
  expect(await resolveEvent(world.db, String(key), world.clock.now())).toBe(id);
  world.push({ orderId: id, cause: "erp-event" });
  await world.work();
  expect(await world.state(id)).toBe("invoiced");
  expect(invoiceWrites(world)).toBe(1);
  expect(await resolveEvent(world.db, String(key), world.clock.now())).toBeNull();
});

it("inv. 5: an invoice that differs from the order waits even when its alteration has not come yet", async () => {
  const { world, id, seqPedido } = await imported();
  await leaveAlterations(world);
  const { piece } = world.goods;
  world.erp.control.alter({ seqPedido, changes: [{ seqProduto: piece.seqProduto, qtdEmbalagem: 1, attended: 1 }] });
  world.erp.control.invoice({ seqPedido });
  // The alteration is listed later than the invoice.
  const { listings } = world.erp.state.orders;
  const [late] = listings.splice(
    listings.findIndex(({ event }) => event.tipoEvento === "ALTERADO"),
    1,
  );
  await poll(world);
  expect(await world.rows("SELECT type, state FROM erp_events ORDER BY type")).toEqual([
    { type: "FATURADO", state: "waiting" },
  ]);
  expect(await world.state(id)).toBe("imported");
  if (late) listings.push(late);
  await poll(world);
  const { event_key: key } = await world.one("SELECT event_key FROM erp_events WHERE type = 'ALTERADO'");
  await resolveEvent(world.db, String(key), world.clock.now());
  await world.runJob(orderSweep); // the message of the resolution is lost: the order is due all the same
  await world.work();
  expect(await world.state(id)).toBe("invoiced");
});

it("a cancellation in the ERP that the rules leave to an operator is stored and shown, once", async () => {
  const { world, id, seqPedido } = await imported();
  await saveOrderRules(world, { applyCancellations: "off" });
  world.erp.control.cancel({ seqPedido, motivo: "Sem estoque" });
  await poll(world);
  await poll(world);
  expect(await world.desk()).toEqual(["events order-cancelled"]);
  expect(await world.rows("SELECT type, state FROM erp_events")).toEqual([{ type: "CANCELADO", state: "desk" }]);
  expect(await world.state(id)).toBe("imported");
});

it("picking is stored and needs no operator", async () => {
  const { world, seqPedido } = await imported();
  world.erp.control.pick({ seqPedido });
  await poll(world);
  expect(await world.rows("SELECT type, state FROM erp_events")).toEqual([{ type: "SEPARACAO", state: "applied" }]);
  expect(await world.desk()).toEqual([]);
});

it("W14: the webhook of our own write changes nothing and clears no error", async () => {
  const { world, order, id } = await imported();
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
  world.push(webhookOf(order));
  await world.pass(5_000);
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
  const before = await world.timeline(id);
  world.push(webhookOf(order));
  world.push(webhookOf(order));
  await world.pass(5_000);
  expect(await world.timeline(id)).toEqual(before);
  expect(await world.desk()).toEqual(["orders edited-after-submission"]);
  expect(world.shop.journal.ofField("metafieldsSet")).toHaveLength(1); // seqPedido and nroPedVenda
});

it("E4: an edit after submission opens a desk entry with the exact difference", async () => {
  const { world, order } = await imported();
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
  world.push(webhookOf(order));
  await world.pass(5_000);
  const message = await world.message("edited-after-submission");
  expect(message).toContain(`${world.goods.piece.key}: 2 → 1`);
  expect(message).toContain("seqPedido 464");
  expect(world.erp.journal.order(idOf(order)).posts).toBe(1);
});

it("E11: a cancellation after submission opens a desk entry; the ERP receives no call", async () => {
  const { world, order, id } = await imported();
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.pass(5_000);
  expect(await world.desk()).toEqual(["orders cancelled-after-submission"]);
  expect(await world.state(id)).toBe("imported");
});

it("a cancellation within the second in which an edit was read opens an entry too (seed 400151)", async () => {
  const { world, order, id } = await imported();
  const lineId = order.lines[0]?.id ?? "";
  world.clock.advance(1_000 - (world.clock.now() % 1_000));
  world.push(webhookOf(order));
  world.shop.control.editOrder(order.id, { lines: [{ lineId, quantity: 1 }] });
  world.clock.advance(200);
  await world.work();
  world.clock.advance(200);
  world.shop.control.cancelOrder(order.id);
  await world.pass(5_000);
  expect(await world.desk()).toContain("orders cancelled-after-submission");
  expect(await world.orderRow(id)).toMatchObject({ next_at: null });
});

it("a rejected import fails the order with the ERP's message; after a correction in the ERP, a retry finds it imported", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.rejectNext({ mensagem: "Cliente com cadastro bloqueado" });
  world.erp.control.importDue();
  await world.pass(60_000);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "failed", reason: "erp-rejected" });
  const message = await world.message("erp-rejected");
  expect(message).toContain("Cliente com cadastro bloqueado");
  const erpOrder = world.erp.state.orders.all[0];
  if (erpOrder) erpOrder.status = "Pendente";
  world.erp.control.importDue();
  world.push({ orderId: idOf(order), cause: "person" });
  await world.work();
  expect(await world.state(idOf(order))).toBe("imported");
  expect(world.erp.journal.order(idOf(order)).posts).toBe(1);
  expect(await world.desk()).toEqual([]);
});

it("an order's reservation follows edits in Shopify until the import, also after a rejected import (seed 5061)", async () => {
  const world = await orderWorld();
  const order = place(world);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.work();
  const [line] = order.lines;
  const reserved = async () =>
    (await world.rows("SELECT sku, quantity_milli FROM order_reservations WHERE sku = ?1", line?.sku ?? "")).map(
      (row) => row["quantity_milli"],
    );
  const edit = async (quantity: number) => {
    world.clock.advance(1_000);
    world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity, restock: true }] });
    world.push(webhookOf(order));
    await world.pass(5_000);
  };
  const before = await reserved();
  await edit(3);
  expect(await world.state(id)).toBe("submitted");
  expect(await reserved()).toEqual([3_000]);
  await edit(2); // as submitted: no entry, and no further reservation
  expect(await reserved()).toEqual(before);
  await edit(1);
  world.erp.control.rejectNext({ mensagem: "Cliente com cadastro bloqueado" });
  world.erp.control.importDue();
  await world.pass(300_000);
  expect(await world.state(id)).toBe("failed");
  expect(await reserved()).toEqual([1_000]);
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.pass(5_000);
  expect(await reserved()).toEqual([]);
});

it("items lost at the import are shown with what is missing", async () => {
  const world = await orderWorld();
  const order = place(world);
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.loseItems({ items: 1 });
  world.erp.control.importDue();
  await world.pass(60_000);
  expect(await world.desk()).toEqual(["orders items-missing"]);
  const message = await world.message("items-missing");
  expect(message).toContain(`${world.goods.piece.key}: pedido 2.000, no ERP 0.000`);
});

it("the import marks the reservation, which the stock lane then releases", async () => {
  const { world, id } = await imported();
  const [row] = await world.rows("SELECT imported_at FROM order_reservations WHERE order_id = ?1", id);
  expect(Number(row?.["imported_at"])).toBeGreaterThan(0);
});

it("an event of an unknown order waits and is shown, and the other events of its page are applied", async () => {
  const { world, id, seqPedido } = await imported();
  world.erp.control.invoice({ seqPedido });
  await world.db.prepare("UPDATE orders SET order_id = '999' WHERE order_id = ?1").bind(id).run();
  await poll(world);
  expect(await world.desk()).toEqual([]);
  expect(await world.rows("SELECT state FROM erp_events")).toEqual([{ state: "waiting" }]);
  await world.pass(7 * 3_600_000, 1_800_000);
  await showUnknownOrders(world.deps);
  expect(await world.desk()).toEqual(["events order-unknown"]);
  // The order comes to be known again (a restored hub): looked up before a submit, found, and its invoice goes.
  await world.db.prepare("DELETE FROM orders").run();
  await world.runJob(orderSweep);
  await world.work();
  await world.pass(300_000);
  expect(await world.state(id)).toBe("invoiced");
  expect(world.erp.journal.order(id).accepted).toHaveLength(1);
  expect(await world.desk()).toEqual([]);
});

it("an alteration of an unknown order is one open entry once the order is known (seed 740)", async () => {
  const { world, id, seqPedido } = await imported();
  await leaveAlterations(world);
  const { seqProduto } = world.goods.piece;
  world.erp.control.alter({ seqPedido, changes: [{ seqProduto, qtdEmbalagem: 1, attended: 1 }] });
  await world.db.prepare("DELETE FROM orders").run();
  await poll(world);
  await world.db.prepare("UPDATE erp_events SET received_at = received_at - 7 * 3600000").run();
  await showUnknownOrders(world.deps);
  expect(await world.desk()).toEqual(["events order-unknown"]);
  await world.runJob(orderSweep);
  await world.work();
  await world.pass(300_000);
  expect(await world.state(id)).toBe("imported");
  expect(await world.desk()).toEqual(["events order-altered"]);
});

it("an invoice that came before its order and waits for an alteration is shown once the order is known (seed 21115)", async () => {
  const { world, id, seqPedido } = await imported();
  await leaveAlterations(world);
  const { seqProduto } = world.goods.piece;
  await world.db.prepare("DELETE FROM orders").run();
  world.erp.control.alter({ seqPedido, changes: [{ seqProduto, qtdEmbalagem: 1, attended: 1 }] });
  world.clock.advance(5_000);
  world.erp.control.invoice({ seqPedido });
  await poll(world);
  await world.runJob(orderSweep);
  await world.work();
  await world.pass(300_000);
  expect(await world.state(id)).toBe("imported");
  expect((await world.desk()).toSorted()).toEqual(["events invoice-waits", "events order-altered"]);
});

it("a bad event has its reason at the desk, and the others of its page are applied", async () => {
  const { world, id, seqPedido } = await imported();
  world.erp.control.pick({ seqPedido });
  world.erp.control.invoice({ seqPedido });
  const [picked, invoiced] = world.erp.state.orders.listings.map(({ event }) => event);
  Object.assign(picked ?? {}, { item: { ...picked?.item, tipoEvento: "TELEPORTADO" } });
  const nota = invoiced?.item["notaFiscal"] as Record<string, unknown>;
  const good = String(nota["chave"]);
  nota["chave"] = `${good.slice(0, 43)}${(Number(good[43]) + 1) % 10}`;
  await poll(world);
  expect(await world.desk()).toEqual(["events event-type-unknown", "events invoice-key-invalid"]);
  expect(await world.state(id)).toBe("imported");
  nota["chave"] = good; // mended in the ERP, and sent again
  await poll(world);
  expect(await world.state(id)).toBe("invoiced");
});

it("an event that the poll's window passed is found by asking for the order itself, once a day", async () => {
  const { world, id, seqPedido } = await imported();
  await saveOrderRules(world, { eventsByOrder: "on" });
  world.erp.control.invoice({ seqPedido });
  const listing = world.erp.state.orders.listings.at(-1);
  Object.assign(listing ?? {}, { listedAt: 0 }); // as if listed long before: no poll reads so far back
  await poll(world);
  await world.runJob(orderSweep);
  expect(await world.state(id)).toBe("imported");
  await world.pass(50 * 3_600_000, 3_600_000);
  await world.runJob(orderSweep);
  await world.work();
  await world.pass(60_000);
  expect(await world.state(id)).toBe("invoiced");
});

it("an ERP that does not know the filter by order answers with others: nothing of it is stored", async () => {
  const { world } = await imported();
  await saveOrderRules(world, { eventsByOrder: "on" });
  const { erp } = world.deps;
  const all = [
    { seqEvento: 1, idPedidoCanalVenda: "999", tipoEvento: "SEPARACAO", dtaHorEvento: "2026-11-24T08:00:00" },
  ];
  const by = {
    ...world.deps,
    erp: {
      ...erp,
      get: () => Promise.resolve({ ok: true as const, value: { items: all, hasNext: false }, erpNow: null }),
    },
  };
  await world.pass(50 * 3_600_000, 3_600_000);
  await readEventsByOrder(by);
  expect(await world.rows("SELECT event_key FROM erp_events WHERE order_id = '999'")).toEqual([]);
  expect(world.lines).toContainEqual(
    expect.objectContaining({ event: "order-events.by-order-stopped", reason: "other-orders" }),
  );
});

it("the events of one order are read on past a short page, to the empty one", async () => {
  const { world, id } = await imported();
  await saveOrderRules(world, { eventsByOrder: "on" });
  const { erp } = world.deps;
  const event = (seqEvento: number) => ({
    seqEvento,
    idPedidoCanalVenda: id,
    tipoEvento: "SEPARACAO",
    dtaHorEvento: "2026-11-24T08:00:00",
  });
  // A bare array of one record a page, whatever is asked for.
  const pages = [[event(901)], [event(902)], [event(903)], []];
  let asked = 0;
  const by = {
    ...world.deps,
    erp: { ...erp, get: () => Promise.resolve({ ok: true as const, value: pages[asked++] ?? [], erpNow: null }) },
  };
  await world.pass(50 * 3_600_000, 3_600_000);
  asked = 0;
  await readEventsByOrder(by);
  expect(await world.rows("SELECT event_key FROM erp_events WHERE event_key IN ('901', '902', '903')")).toHaveLength(3);
});

it("events of one second are entered in the store's order: an alteration holds the invoice that came before it", () => {
  const at = "2026-11-24T08:00:00";
  const event = (eventKey: string, type: "ALTERADO" | "FATURADO" | "SEPARACAO", happenedAt = at) => ({
    event: {
      eventKey,
      orderId: "1",
      seqPedido: null,
      nroPedVenda: null,
      company: null,
      type,
      happenedAt,
      items: [],
      invoice: null,
      motive: null,
    },
  });
  const events = [
    event("1", "FATURADO"),
    event("2", "ALTERADO"),
    event("3", "SEPARACAO"),
    event("4", "ALTERADO", "2026-11-24T10:59:59Z"),
  ];
  expect(inBusinessOrder(events).map(({ event: { eventKey } }) => eventKey)).toEqual(["4", "3", "2", "1"]);
});
