import { expect, it } from "vitest";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { savePaymentForms } from "../../src/hub/orders/payment-forms.ts";
import { requeueOnHold } from "../../src/hub/orders/orders.ts";
import type { OrderSpec } from "../../sim/shopify/orders/place/order-spec.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

async function see(world: OrderWorld, over: Partial<OrderSpec> = {}) {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  return order;
}

it.each<[string, Partial<OrderSpec>]>([
  ["cpf-missing", { cpfIn: "nowhere" }],
  ["address-bairro-missing", { addressShape: "plain" }],
  ["risk", { risk: "CANCEL" }],
  ["currency", { presentmentCurrency: "USD" }],
  ["fees-or-tip", { tipCents: 500 }],
  ["gateway-unmapped", { payment: "card" }],
])("O3: an order is on hold with one plain reason, %s, and no ERP order is left behind", async (reason, over) => {
  const world = await orderWorld();
  if (reason === "gateway-unmapped") await world.db.prepare("DELETE FROM payment_forms").run();
  const order = await see(world, over);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason });
  expect(await world.desk()).toEqual([`orders ${reason}`]);
  expect(world.erp.journal.orders()).toEqual([]);
  const other = await see(world, reason === "gateway-unmapped" ? { payment: "pix" } : {});
  expect(await world.state(idOf(other))).toBe(reason === "gateway-unmapped" ? "waiting-payment" : "submitted");
});

it("O3: a missing payment form is mapped, and the order on hold is submitted by itself", async () => {
  const world = await orderWorld();
  await world.db.prepare("DELETE FROM payment_forms").run();
  const order = await see(world);
  await world.db.batch([
    ...savePaymentForms(world.db, [{ gateway: "mercado_pago_card", seqFormaPagto: 3 }]),
    requeueOnHold(world.db, ["gateway-unmapped"], world.clock.now()),
  ]);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
  expect(await world.desk("resolved")).toEqual(["orders gateway-unmapped"]);
});

it("a SKU unknown to the hub holds the order, which is submitted once the pull has read the SKU", async () => {
  const world = await orderWorld();
  const { piece } = world.goods;
  await world.db.prepare("DELETE FROM skus WHERE sku = ?1").bind(piece.key).run();
  const order = await see(world);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "sku-unknown" });
  await world.db
    .prepare(
      "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (?1, ?2, 1000, 'UN', 1, 'h')",
    )
    .bind(piece.seqProduto, piece.key)
    .run();
  world.clock.advance(3_600_000);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("O22: a PIX waits for its payment, its items are reserved, and the paid order is submitted", async () => {
  const world = await orderWorld();
  const order = await see(world, { payment: "pix" });
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "waiting-payment", reason: "pending" });
  expect(world.erp.journal.orders()).toEqual([]);
  expect(await world.rows("SELECT company, sku, quantity_milli FROM order_reservations")).toEqual([
    { company: 1, sku: world.goods.piece.key, quantity_milli: 2000 },
  ]);
  expect(await world.one("SELECT sent FROM stock WHERE sku = ?1", world.goods.piece.key)).toEqual({ sent: null });
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { pagamentoDto: unknown[] };
  expect(body.pagamentoDto).toHaveLength(1);
});

it("an authorised card waits: it is no payment", async () => {
  const world = await orderWorld();
  const order = await see(world, { payment: "authorized" });
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "waiting-payment", reason: "authorized" });
});

it("a test order is ignored and reserves nothing", async () => {
  const world = await orderWorld();
  const order = await see(world, { test: true });
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "ignored", reason: "test" });
  expect(await world.rows("SELECT 1 FROM order_reservations")).toEqual([]);
});

it("O8: cancelled before its first evaluation: levels are read at its location, and at no other (seed 30061)", async () => {
  const world = await orderWorld();
  const { piece } = world.goods;
  await world.db.batch(
    [1, 2].map((company) =>
      world.db
        .prepare(
          `INSERT OR REPLACE INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity) VALUES (?1, ?2, ?3, 9000, 'h', 'h', 9)`,
        )
        .bind(company, piece.key, piece.seqProduto),
    ),
  );
  const order = place(world);
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("cancelled");
  const { results } = await world.db
    .prepare("SELECT company, sent_quantity, external_changes FROM stock WHERE sku = ?1 ORDER BY company")
    .bind(piece.key)
    .all();
  expect(results).toEqual([
    { company: 1, sent_quantity: null, external_changes: 1 },
    { company: 2, sent_quantity: 9, external_changes: 0 },
  ]);
});

it("O8: cancelled before the submit: never sent, its reservation deleted", async () => {
  const world = await orderWorld();
  const order = await see(world, { payment: "pix" });
  await world.db.prepare("UPDATE stock SET sent = 'h'").run();
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("cancelled");
  expect(world.erp.journal.orders()).toEqual([]);
  expect(await world.rows("SELECT 1 FROM order_reservations")).toEqual([]);
  expect(await world.one("SELECT sent FROM stock WHERE sku = ?1", world.goods.piece.key)).toEqual({ sent: null });
});

it("E3: an edit before the submit is included; its discount follows the remaining quantity", async () => {
  const world = await orderWorld();
  const order = await see(world, { payment: "pix", discount: { percent: 10 } });
  const [line] = order.lines;
  world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 1 }] });
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { itemDto: { qtdPedida: number }[] };
  expect(body.itemDto.reduce((sum, { qtdPedida }) => sum + qtdPedida, 0)).toBe(1);
});

it("O1: goods of every kind, a guest and a discount come to the shop's total to the cent", async () => {
  const world = await orderWorld();
  const { piece, pack, weighed, weighedMultiple } = world.goods;
  const order = await see(world, {
    buyer: "guest",
    cpfIn: "attribute",
    discount: { percent: 7 },
    lines: [
      { sku: piece.key, quantity: 3 },
      { sku: pack.key, quantity: 2 },
      { sku: weighed.key, quantity: 7 },
    ],
  });
  const row = await world.orderRow(idOf(order));
  expect(row["reason"]).toBeNull();
  const [accepted] = world.erp.journal.order(idOf(order)).accepted;
  const body = accepted?.body as {
    itemDto: { seqProduto: number; qtdPedida: number; qtdEmbalagem: number; vlrEmbInformado: number }[];
    vlrTotFrete: number;
  };
  const cents = body.itemDto.map((item) => Math.round(item.vlrEmbInformado * item.qtdPedida * 100 + 1e-6));
  expect(cents.reduce((sum, value) => sum + value, Math.round(body.vlrTotFrete * 100))).toBe(row["total_cents"]);
  const ordered = (seq: number) =>
    Math.round(
      body.itemDto.filter(({ seqProduto }) => seqProduto === seq).reduce((sum, item) => sum + item.qtdPedida * 1000, 0),
    );
  expect(ordered(piece.seqProduto)).toBe(3000);
  expect(ordered(pack.seqProduto)).toBe(2000);
  expect(ordered(weighed.seqProduto)).toBe(7 * weighedMultiple);
});

it("S13: an order is read by the multiple that its line was sold with, whatever the ERP says now", async () => {
  const world = await orderWorld();
  const { weighed, weighedMultiple } = world.goods;
  const order = await see(world, { lines: [{ sku: weighed.key, quantity: 7 }], payment: "pix" });
  const seq = weighed.seqProduto;
  // Shown until an hour from now; the ERP's next multiple is twice as much.
  await world.db
    .prepare("INSERT INTO sale_multiples (seq_product, since, multiple_milli) VALUES (?1, 0, ?2), (?1, ?3, ?4)")
    .bind(seq, weighedMultiple, world.clock.now() + 3 * 3_600_000, weighedMultiple * 2)
    .run();
  await world.db
    .prepare("UPDATE products SET multiple_milli = ?2 WHERE seq_product = ?1")
    .bind(seq, weighedMultiple * 2)
    .run();
  world.clock.advance(24 * 3_600_000);
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { itemDto: { qtdPedida: number }[] };
  const kilos = body.itemDto.reduce((sum, { qtdPedida }) => sum + Math.round(qtdPedida * 1000), 0);
  expect(kilos).toBe(7 * weighedMultiple);
  const reserved = await world.rows("SELECT quantity_milli AS milli FROM order_reservations");
  expect(reserved.map(({ milli }) => milli)).toEqual([7 * weighedMultiple]);
});

it("S13: a line that names a weight the product never had is held, and a retry sends the weight on the line", async () => {
  const world = await orderWorld();
  const { weighed, weighedMultiple } = world.goods;
  await world.db
    .prepare("UPDATE products SET multiple_milli = ?2 WHERE seq_product = ?1")
    .bind(weighed.seqProduto, weighedMultiple * 2)
    .run();
  const order = await see(world, { lines: [{ sku: weighed.key, quantity: 3 }] });
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "weight-unclear" });
  world.push({ orderId: idOf(order), cause: "person" });
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { itemDto: { qtdPedida: number }[] };
  expect(body.itemDto.reduce((sum, { qtdPedida }) => sum + Math.round(qtdPedida * 1000), 0)).toBe(3 * weighedMultiple);
});

it("O4: a pickup at the store goes as R to the store's company", async () => {
  const world = await orderWorld();
  const [first = ""] = world.shop.state.locations.keys();
  const order = await see(world, { delivery: { method: "PICK_UP" }, locationId: first });
  expect(world.erp.journal.order(idOf(order)).accepted[0]?.body).toMatchObject({ tipoEntrega: "R", nroEmpresa: 1 });
});

it("O4: of an order that leaves in two ways the note says what is fetched; the rest is delivered", async () => {
  const world = await orderWorld();
  const order = place(world, { lines: [{ sku: world.goods.piece.key, quantity: 3 }] });
  const fetched = world.shop.control.splitFulfillmentOrder(order.fulfillmentOrders[0]?.id ?? "", 2);
  const part = order.fulfillmentOrders.find(({ id }) => id === fetched);
  Object.assign(part ?? {}, { method: "PICK_UP" });
  world.clock.advance(60_000);
  world.push(webhookOf(order));
  await world.work();
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { obsPedido: string; tipoEntrega: string };
  expect(body.tipoEntrega).toBe("E");
  expect(body.obsPedido).toContain(`| Retirada na loja: 2 x ${order.lines[0]?.title.slice(0, 40)}`);
});

it("O20: one poisoned order in a backfill of more than a page of the sweep is on hold, the others are submitted", async () => {
  const world = await orderWorld();
  const orders = Array.from({ length: 120 }, (_, index) => place(world, index === 55 ? { cpfIn: "nowhere" } : {}));
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.rows("SELECT state, count(*) AS n FROM orders GROUP BY state ORDER BY state")).toEqual([
    { state: "on-hold", n: 1 },
    { state: "submitted", n: 119 },
  ]);
  const accepted = orders.map((order) => world.erp.journal.order(idOf(order)).accepted.length);
  expect(accepted).toEqual(orders.map((_, index) => (index === 55 ? 0 : 1)));
  expect(await world.desk()).toEqual(["orders cpf-missing"]);
});

it("O2: an order made before the connector's first day is ignored", async () => {
  const world = await orderWorld();
  const order = place(world);
  await world.db
    .prepare("INSERT INTO settings (name, value, changed_at) VALUES ('orders-since', ?1, 0)")
    .bind(JSON.stringify(new Date(world.clock.now() + 1000).toISOString()))
    .run();
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "ignored", reason: "before-start" });
  expect(await world.rows("SELECT 1 FROM order_reservations")).toEqual([]);
});

it("O9: the ERP's refusal opens an entry with the ERP's message, and the unchanged order is not submitted again", async () => {
  const world = await orderWorld();
  await world.db.prepare("UPDATE companies SET company = 77 WHERE company = 1").run();
  const order = await see(world);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "failed", reason: "erp-refused" });
  const message = await world.message("erp-refused");
  expect(message).toContain("empresa 77 não cadastrada");
  world.push(webhookOf(order));
  await world.work();
  expect(world.erp.journal.order(idOf(order)).posts).toBe(1);
  // Mended: the mapping is right now, so it is another PedidoVenda; the question comes first.
  await world.db.prepare("UPDATE companies SET company = 1 WHERE company = 77").run();
  world.clock.advance(360_000);
  world.push({ orderId: idOf(order), cause: "person" });
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("O7: an order on hold for its risk is submitted at an operator's request", async () => {
  const world = await orderWorld();
  const order = await see(world, { risk: "CANCEL" });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "risk" });
  world.push({ orderId: idOf(order), cause: "person" });
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
});

it("an ERP that answers lookups but fails on one order: that order is shown, and submitted again at growing intervals", async () => {
  const world = await orderWorld({ isLookupProven: true });
  world.erp.faults.add({ kind: "status", status: 500, path: "PedidoVenda", method: "POST" });
  const order = await see(world);
  await world.pass(2 * 3_600_000, 30_000);
  expect((await world.desk()).sort()).toEqual(["orders erp-unclear", "orders submitted-again"]);
  const posts = world.erp.journal.calls.length;
  expect(posts).toBeLessThan(60);
  world.erp.faults.clear();
  await world.pass(1_200_000, 30_000);
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
  expect(await world.desk()).toEqual(["orders submitted-again"]); // until it was looked up for an hour
});

it("an order that is never routed is read at growing intervals; one that is routed later is submitted by itself", async () => {
  const world = await orderWorld({ shopify: { routingMs: 90_000 } });
  const order = await see(world);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "location-pending" });
  await world.pass(300_000);
  expect(await world.state(idOf(order))).toBe("submitted");

  const never = await orderWorld({ shopify: { routingMs: 365 * 86_400_000 } });
  const lost = await see(never, { payment: "pix" });
  await never.pass(6 * 3_600_000, 60_000);
  await never.runJob(orderSweep);
  await never.work();
  expect(await never.state(idOf(lost))).toBe("waiting-payment");
  expect(never.shop.journal.ofOperation("OrderFull").length).toBeLessThan(15);
});

it("five webhooks of one purchase do not postpone its next evaluation: routed after 90 s, submitted within 3 min (seeds 20163, 20174)", async () => {
  const world = await orderWorld({ shopify: { routingMs: 90_000 } });
  const order = place(world);
  for (let count = 0; count < 5; count += 1) {
    world.push(webhookOf(order));
    await world.work();
  }
  await world.pass(180_000);
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("an order on hold for another reason before it is routed is evaluated again, and reserves its items then (seed 30164)", async () => {
  const world = await orderWorld({ shopify: { routingMs: 90_000 } });
  const order = await see(world);
  const [line] = order.lines;
  world.clock.advance(30_000);
  world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 3 }] });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({
    state: "on-hold",
    reason: "partially-paid",
    company: null,
  });
  await world.pass(300_000);
  expect(await world.orderRow(idOf(order))).toMatchObject({ reason: "partially-paid", company: 1 });
  expect(await world.rows("SELECT quantity_milli FROM order_reservations WHERE sku = ?1", line?.sku ?? "")).toEqual([
    { quantity_milli: 3_000 },
  ]);
});

it("an order that the ERP refused and Shopify deleted is cancelled, once the ERP has answered that it does not have it", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await world.db.prepare("UPDATE companies SET company = 77 WHERE company = 1").run();
  const order = await see(world);
  expect(await world.state(idOf(order))).toBe("failed");
  world.shop.control.deleteOrder(order.id);
  world.clock.advance(360_000);
  world.push({ orderId: idOf(order), cause: "deleted" });
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "cancelled", reason: "deleted" });
  expect(await world.rows("SELECT 1 FROM order_reservations")).toEqual([]);
  expect(await world.desk()).toEqual([]);
  expect(world.erp.journal.order(idOf(order)).posts).toBe(1);
  expect(world.lines.filter(({ level }) => level === "error")).toEqual([]);
});

it("O21: what an operator corrects in the order stands, however often its first state comes again", async () => {
  const world = await orderWorld();
  const order = await see(world, { cpfIn: "nowhere" });
  const id = idOf(order);
  expect(await world.orderRow(id)).toMatchObject({ state: "on-hold", reason: "cpf-missing" });
  world.clock.advance(60_000);
  Object.assign(order, {
    customAttributes: [{ key: "cpf", value: "529.982.247-25" }],
    updatedAt: world.clock.now(),
  });
  world.push(webhookOf(order));
  await world.work();
  for (let again = 0; again < 3; again += 1) {
    world.push({ ...webhookOf(order), updatedAt: "2026-01-01T00:00:00Z" });
    await world.pass(60_000);
    await world.runJob(orderSweep);
    await world.work();
  }
  const { posts, accepted } = world.erp.journal.order(id);
  expect(posts).toBe(1);
  expect(accepted[0]?.body).toMatchObject({ clienteDto: { cpfCnpj: "52998224725" } });
});
