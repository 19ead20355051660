import { expect, it } from "vitest";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { mapPaymentForms } from "../../src/setup/payment-forms.ts";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { totalsOf } from "../../sim/shopify/orders/order-totals.ts";
import type { OrderSpec } from "../../sim/shopify/orders/place/order-spec.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const HOUR_MS = 3_600_000;
const DELIVERY = { gateway: "pagamento na entrega", seqFormaPagto: 1, submitWhile: ["pending"] } as const;

async function see(world: OrderWorld, over: Partial<OrderSpec> = {}) {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  return order;
}

async function later(world: OrderWorld, ms: number) {
  world.clock.advance(ms);
  await world.runJob(orderSweep);
  await world.work();
}

it("pay on delivery, mapped: submitted while pending, and the money that comes later changes nothing", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await mapPaymentForms(world.deps, [DELIVERY], []);
  const order = await see(world, { payment: "manual" });
  const id = idOf(order);
  expect(await world.state(id)).toBe("submitted");
  const body = world.erp.journal.order(id).accepted[0]?.body as { pagamentoDto: unknown[] };
  expect(body.pagamentoDto).toMatchObject([{ seqFormaPagto: 1, nroParcela: 1 }]);
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await later(world, 60_000);
  expect(world.erp.journal.order(id).posts).toBe(1);
  expect(await world.desk()).toEqual([]);
});

it("pay on delivery, raised by an edit before it was submitted: the door takes what the order comes to (seed 3057)", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, { payment: "manual" });
  const [line] = order.lines;
  if (!line) throw new Error("no line");
  const placed = totalsOf(order, true).total;
  world.shop.control.editOrder(order.id, { lines: [{ lineId: line.id, quantity: line.quantity + 1 }] });
  const raised = totalsOf(order, true).total;
  expect(raised).toBeGreaterThan(placed);
  await mapPaymentForms(world.deps, [DELIVERY], []);
  await later(world, 60_000);
  expect(await world.state(idOf(order))).toBe("submitted");
  const [accepted] = world.erp.journal.order(idOf(order)).accepted;
  expect(accepted?.body).toMatchObject({ pagamentoDto: [{ seqFormaPagto: 1, vlrPagto: raised / 100 }] });
  expect(await world.desk()).toEqual([]);
});

it("pay on delivery, taken, then raised by an edit: what was added is promised by none, and a person decides", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, { payment: "manual" });
  world.shop.control.pay(order.id);
  const [line] = order.lines;
  if (!line) throw new Error("no line");
  world.shop.control.editOrder(order.id, { lines: [{ lineId: line.id, quantity: line.quantity + 1 }] });
  await mapPaymentForms(world.deps, [DELIVERY], []);
  await later(world, 60_000);
  expect(await world.desk()).toEqual(["orders partially-paid"]);
});

it("pay on delivery, not mapped: one entry after a day, closed when the form is mapped and the order goes", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, { payment: "manual" });
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "waiting-payment", reason: "pending" });
  await later(world, 24 * HOUR_MS - 60_000);
  expect(await world.desk()).toEqual([]);
  for (const wait of [120_000, HOUR_MS, 24 * HOUR_MS]) {
    await later(world, wait);
    expect(await world.desk()).toEqual(["orders payment-overdue"]);
  }
  expect(await world.message("payment-overdue")).toMatch(/pagamento na entrega.*submitWhile/);
  expect(await world.orderRow(idOf(order))).toMatchObject({ reason: "payment-overdue", next_at: null });
  await mapPaymentForms(world.deps, [DELIVERY], []);
  await later(world, 60_000);
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
});

it("authorised only: an entry after a day; submitted at once where the form says so", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await see(world, { payment: "authorized" });
  await later(world, 24 * HOUR_MS + 60_000);
  expect(await world.desk()).toEqual(["orders payment-overdue"]);
  await mapPaymentForms(
    world.deps,
    [{ gateway: "mercado_pago_card", seqFormaPagto: 3, submitWhile: ["authorized"] }],
    [],
  );
  const order = await see(world, { payment: "authorized" });
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("a PIX is shown after two hours and closes by itself when it is paid", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, { payment: "pix" });
  await later(world, 2 * HOUR_MS + 60_000);
  expect(await world.desk()).toEqual(["orders payment-overdue"]);
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(await world.desk()).toEqual([]);
});

it("by setting an unpaid order expires with its reservation; paid afterwards, it is submitted all the same", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const changed = await changeOrderRules(world.deps, { paymentExpiryHours: { pix: 3, boleto: 96, other: 48 } });
  expect(changed.kind).toBe("changed");
  const order = await see(world, { payment: "pix" });
  await later(world, 2 * HOUR_MS + 60_000);
  expect(await world.desk()).toEqual(["orders payment-overdue"]);
  expect(await world.rows("SELECT 1 FROM order_reservations")).toHaveLength(1);
  await later(world, HOUR_MS);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "ignored", reason: "payment-expired" });
  expect(await world.rows("SELECT 1 FROM order_reservations")).toEqual([]);
  expect(await world.desk()).toEqual([]);
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("a shorter wait by setting counts for orders that wait already", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await see(world, { payment: "manual" });
  await changeOrderRules(world.deps, { paymentWaitHours: { pix: 1, boleto: 1, other: 1 } });
  await later(world, HOUR_MS + 60_000);
  expect(await world.desk()).toEqual(["orders payment-overdue"]);
});
