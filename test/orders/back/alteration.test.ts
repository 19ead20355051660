/** What the store's back office does to an order reaches the customer's Shopify order, to the cent. */
import { describe, expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { backupOf } from "../hub-backup.ts";
import { webhookOf } from "../world.ts";
import {
  alter,
  before,
  billedOf,
  change,
  countOf,
  imported,
  invoice,
  moneyOf,
  setRules,
  type Imported,
} from "./altered-world.ts";

/** What the order's field shows of its goods by weight. */
const weightsOf = ({ world, order }: Imported): unknown =>
  JSON.parse(world.metafields(order)["pesos_faturados"] ?? "null");

describe("the real weight", () => {
  it("E6: is a field of the order: absorbed or to the gram, altered again, and at last as the invoice has it", async () => {
    const shop = await imported();
    const { weighed, weighedMultiple, piece } = shop.world.goods;
    const heavy = await imported({
      lines: [
        { sku: weighed.key, quantity: 7 },
        { sku: piece.key, quantity: 1 },
      ],
    });
    expect(weightsOf(heavy)).toBeNull();
    const kg = (grams: number): string => ((7 * weighedMultiple + grams) / 1_000).toFixed(3);
    for (const grams of [1, -20]) {
      await alter(heavy, change(weighed, Number(kg(grams))));
      expect(weightsOf(heavy)).toEqual([{ sku: weighed.key, kg: kg(grams) }]);
    }
    await invoice(heavy);
    expect(weightsOf(heavy)).toEqual([{ sku: weighed.key, kg: kg(-20) }]);
    const writes = heavy.world.shop.journal
      .effects("metafield")
      .filter(({ effect }) => effect["name"] === "erp.pesos_faturados");
    expect(writes).toHaveLength(2); // the invoice weighs the same
    expect(await heavy.world.desk()).toEqual([]);
  });

  it("E6: of an invoice without an alteration is its own; of pieces alone there is no field", async () => {
    const shop = await imported();
    const { weighed, weighedMultiple } = shop.world.goods;
    const heavy = await imported({ lines: [{ sku: weighed.key, quantity: 2 }] });
    await invoice(heavy);
    expect(weightsOf(heavy)).toEqual([{ sku: weighed.key, kg: ((2 * weighedMultiple) / 1_000).toFixed(3) }]);
    await invoice(shop);
    expect(shop.world.metafields(shop.order)["nfe_chave"]).toBeDefined();
    expect(weightsOf(shop)).toBeNull();
  });

  it("E6: a cancelled document weighs nothing any more", async () => {
    const shop = await imported();
    const { weighed } = shop.world.goods;
    const heavy = await imported({ lines: [{ sku: weighed.key, quantity: 2 }] });
    await invoice(heavy);
    heavy.world.erp.control.cancelInvoice({ seqPedido: heavy.seqPedido });
    await heavy.world.runJob(orderEvents);
    await heavy.world.pass(60_000);
    expect(weightsOf(heavy)).toEqual([]);
  });

  it("E6: an alteration that waits for a person says nothing yet", async () => {
    const shop = await imported();
    await setRules(shop, { applyAlterations: "off" });
    const { weighed, weighedMultiple } = shop.world.goods;
    const heavy = await imported({ lines: [{ sku: weighed.key, quantity: 2 }] });
    await setRules(heavy, { applyAlterations: "off" });
    await alter(heavy, change(weighed, (2 * weighedMultiple - 10) / 1_000));
    expect(weightsOf(heavy)).toBeNull();
    await invoice(heavy); // waits for it
    expect(weightsOf(heavy)).toBeNull();
  });
});

describe("an alteration of a paid order", () => {
  it("E5: a cut is an edit and a refund of the difference, both before the invoice", async () => {
    const shop = await imported();
    const { world, order, id } = shop;
    const { piece } = world.goods;
    await alter(shop, change(piece, 1));
    expect(order.lines[0]?.currentQuantity).toBe(1);
    const billed = piece.normalCents + 990;
    expect(billedOf(shop)).toBe(billed);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect((await world.timeline(id)).slice(-8)).toEqual([
      "event ALTERADO",
      "edit sent",
      "edit done",
      "baseline edit",
      "refund sent",
      "refund done",
      "baseline refund",
      "altered applied",
    ]);
    expect(await world.orderRow(id)).toMatchObject({ total_cents: billed });
    await invoice(shop);
    expect(await world.state(id)).toBe("invoiced");
    expect(await world.desk()).toEqual([]);
    expect(countOf(shop, "edit-committed")).toBe(1);
    expect(countOf(shop, "refund")).toBe(1);
    // Cut, not restocked: the ERP counts its stock itself.
    expect(order.refunds[0]?.lines).toEqual([]);
  });

  it("the timeline shows the order before and after, in cents", async () => {
    const shop = await imported();
    const { world, id } = shop;
    const { piece } = world.goods;
    await alter(shop, change(piece, 1));
    const details = async (step: string, outcome: string) =>
      JSON.parse(
        String(
          (
            await world.one(
              `SELECT detail FROM order_timeline WHERE order_id = ?1 AND step = '${step}' AND outcome = '${outcome}'`,
              id,
            )
          )["detail"],
        ),
      ) as unknown;
    const [before, after] = [2 * piece.normalCents + 990, piece.normalCents + 990];
    expect(await details("edit", "done")).toEqual({ fromCents: before, toCents: after });
    expect(await details("refund", "done")).toEqual({ cents: piece.normalCents });
    expect(await details("altered", "applied")).toEqual({
      totalCents: after,
      billedCents: after,
      paidCents: after,
      refundedCents: piece.normalCents,
      absorbedCents: 0,
    });
  });

  it("E6: less weight: whole multiples, one line with the real weight, and the difference back", async () => {
    const shop = await imported({}, {});
    const { world } = shop;
    const { weighed, weighedMultiple } = world.goods;
    const heavy = await imported({ lines: [{ sku: weighed.key, quantity: 7 }] });
    const kg = (7 * weighedMultiple - 13) / 1_000;
    await alter(heavy, change(weighed, kg));
    const billed = billedOf(heavy);
    expect(moneyOf(heavy)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(heavy.order.lines.map(({ currentQuantity, sku }) => [sku, currentQuantity])).toEqual([
      [weighed.key, 6],
      [null, 1],
    ]);
    expect(heavy.order.lines[1]?.title).toContain(`${kg.toFixed(3).replace(".", ",")} kg`);
    expect(weightsOf(heavy)).toEqual([{ sku: weighed.key, kg: kg.toFixed(3) }]);
    expect(await heavy.world.desk()).toEqual([]);
  });

  it("E6: more weight is absorbed up to the tolerance, and no line is added", async () => {
    const shop = await imported();
    const { weighed, weighedMultiple } = shop.world.goods;
    const heavy = await imported({ lines: [{ sku: weighed.key, quantity: 7 }] });
    const before = moneyOf(heavy);
    await alter(heavy, change(weighed, (7 * weighedMultiple + 2) / 1_000));
    const absorbed = billedOf(heavy) - before.kept;
    expect(absorbed).toBeGreaterThan(0);
    expect(moneyOf(heavy)).toEqual(before);
    expect(heavy.order.lines).toHaveLength(1);
    expect((await heavy.world.timeline(heavy.id)).slice(-2)).toEqual(["altered applied", "shown shown"]);
    const row = await heavy.world.one(
      "SELECT detail FROM order_timeline WHERE order_id = ?1 AND step = 'altered'",
      heavy.id,
    );
    expect(JSON.parse(String(row["detail"]))).toMatchObject({ absorbedCents: absorbed, billedCents: billedOf(heavy) });
  });

  it("E6: more than the tolerance is held with the amount; the invoice waits; nothing is changed", async () => {
    const shop = await imported();
    const { world, seqPedido } = shop;
    const before = moneyOf(shop);
    await alter(shop, change(world.goods.pack, 1, 5_000));
    expect(await world.desk()).toEqual(["events alteration-above-paid"]);
    expect(await world.message("alteration-above-paid")).toContain("R$ 50,00 acima do valor pago");
    expect(moneyOf(shop)).toEqual(before);
    world.erp.control.invoice({ seqPedido });
    await world.runJob(orderEvents);
    await world.pass(60_000);
    expect(await world.state(shop.id)).toBe("imported");
    expect(await world.desk()).toEqual(["events alteration-above-paid", "events invoice-waits"]);
  });

  it("held above the payment and then cancelled by the customer: one entry, of what holds now (seed 115)", async () => {
    const shop = await imported();
    const { world, order } = shop;
    await alter(shop, change(world.goods.pack, 1, 5_000));
    expect(await world.desk()).toEqual(["events alteration-above-paid"]);
    world.shop.control.cancelOrder(order.id);
    world.push(webhookOf(order));
    await world.pass(120_000);
    expect((await world.desk()).toSorted()).toEqual(["events order-altered", "orders cancelled-after-submission"]);
  });

  it("above the payment by rule: the order shows it with Shopify's link, and goes on once it is paid", async () => {
    const shop = await imported();
    const { world, order, id } = shop;
    await setRules(shop, { aboveAbsorbed: "link" });
    await alter(shop, change(world.goods.pack, 1, 5_000));
    expect(moneyOf(shop)).toMatchObject({ outstanding: 5_000, total: billedOf(shop) });
    expect(await world.message("alteration-above-paid")).toContain("https://");
    world.shop.control.pay(order.id);
    world.push(webhookOf(order));
    await world.pass(60_000);
    expect(await world.desk()).toEqual([]);
    await invoice(shop);
    expect(await world.state(id)).toBe("invoiced");
    expect(moneyOf(shop)).toEqual({ total: billedOf(shop), kept: billedOf(shop), outstanding: 0 });
  });

  it("E6: swapped goods: the order shows what was billed, and the rest goes back", async () => {
    const shop = await imported();
    const { world, order } = shop;
    const { piece, pack } = world.goods;
    await alter(shop, change(piece, 0), change(pack, 1, Math.min(pack.normalCents, piece.normalCents)));
    const billed = billedOf(shop);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(order.lines[0]?.currentQuantity).toBe(0);
    expect(await world.desk()).toEqual([]);
  });

  it("E1: the discount follows the remaining quantity", async () => {
    const shop = await imported({
      lines: [{ sku: (await imported()).world.goods.piece.key, quantity: 4 }],
      discount: { code: "DEZ", percent: 10 },
    });
    await alter(shop, change(shop.world.goods.piece, 3));
    const billed = billedOf(shop);
    expect(moneyOf(shop).kept).toBe(billed);
    expect(Math.abs(moneyOf(shop).total - billed)).toBeLessThanOrEqual(1);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("E2: the same event twice, and two alterations at once, are one change", async () => {
    const shop = await imported();
    const { world, seqPedido } = shop;
    const { piece, weighed } = world.goods;
    world.erp.control.alter({ seqPedido, changes: [change(piece, 1)] });
    world.erp.control.alter({ seqPedido, changes: [change(weighed, 0.05, 100)] });
    const [first] = world.erp.state.orders.listings;
    world.erp.control.repeatEvent({ seqEvento: first?.event.seqEvento ?? 0 });
    await world.runJob(orderEvents);
    await world.pass(60_000);
    const billed = billedOf(shop);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(countOf(shop, "refund")).toBe(1);
    expect(await world.desk()).toEqual([]);
  });

  it("a second alteration after the first was applied is another edit and another refund", async () => {
    const shop = await imported({ lines: [{ sku: (await imported()).world.goods.piece.key, quantity: 5 }] });
    const { piece } = shop.world.goods;
    await alter(shop, change(piece, 3));
    await alter(shop, change(piece, 2));
    expect(moneyOf(shop)).toEqual({ total: billedOf(shop), kept: billedOf(shop), outstanding: 0 });
    expect(countOf(shop, "refund")).toBe(2);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("off by rule: an operator does it, as before", async () => {
    const shop = await imported();
    await setRules(shop, { applyAlterations: "off" });
    await alter(shop, change(shop.world.goods.piece, 1));
    expect(await shop.world.desk()).toEqual(["events order-altered"]);
    expect(countOf(shop, "edit-committed")).toBe(0);
  });
});

describe("an alteration of an order that is not paid yet", () => {
  it("authorised: the order ends at what is billed, and nothing is refunded", async () => {
    const shop = await imported({ payment: "authorized" });
    await alter(shop, change(shop.world.goods.piece, 1));
    expect(moneyOf(shop)).toMatchObject({ total: billedOf(shop), kept: 0 });
    expect(countOf(shop, "refund")).toBe(0);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("above the authorised amount: held with the amount", async () => {
    const shop = await imported({ payment: "authorized" });
    await alter(shop, change(shop.world.goods.pack, 1, 5_000));
    expect(await shop.world.message("alteration-above-paid")).toContain("acima do valor autorizado");
  });

  it("on delivery: the order ends at what is billed, more or less", async () => {
    const shop = await imported({ payment: "manual" });
    await alter(shop, change(shop.world.goods.pack, 1, 5_000));
    expect(moneyOf(shop)).toMatchObject({ total: billedOf(shop), kept: 0, outstanding: billedOf(shop) });
    expect(await shop.world.desk()).toEqual([]);
  });
});

describe("what stands in the way", () => {
  it("E4: an order that another hand edited is not touched: the desk has both", async () => {
    const shop = await imported();
    const { world, order, seqPedido } = shop;
    const [line] = order.lines;
    world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
    world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 1 }] });
    world.push(webhookOf(order));
    await world.runJob(orderEvents);
    await world.pass(120_000);
    expect((await world.desk()).toSorted()).toEqual(["events order-altered", "orders edited-after-submission"]);
    expect(countOf(shop, "refund")).toBe(0);
  });

  it("a hub restored to before the alteration finds its own edit and refund: nothing is done twice, and the desk is empty (seed 60045)", async () => {
    const shop = await imported();
    const { world, id } = shop;
    const restore = await backupOf(world);
    await alter(shop, change(world.goods.piece, 1));
    await invoice(shop);
    expect(await world.state(id)).toBe("invoiced");
    const before = [countOf(shop, "refund"), countOf(shop, "edit-committed"), moneyOf(shop)];
    world.queue.splice(0);
    world.clock.advance(1_800_000);
    await restore();
    await world.runJob(orderEvents);
    await world.runJob(orderSweep);
    await world.pass(3_600_000, 300_000);
    expect([countOf(shop, "refund"), countOf(shop, "edit-committed"), moneyOf(shop)]).toEqual(before);
    expect(await world.state(id)).toBe("invoiced");
    expect(await world.desk()).toEqual([]);
    expect(await world.timeline(id)).not.toContain("seen edited-after-submission");
  });

  it("a person edits and refunds the order exactly as it is billed: nothing is left to do, and a later edit is shown", async () => {
    const shop = await imported();
    const { world, order, id, seqPedido } = shop;
    const [line] = order.lines;
    world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
    world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 1 }] });
    world.shop.control.refundOrder(order.id, moneyOf(shop).kept - billedOf(shop));
    world.push(webhookOf(order));
    await world.pass(60_000);
    expect(await world.desk()).toEqual(["orders edited-after-submission"]);
    await world.runJob(orderEvents);
    await world.pass(120_000);
    expect(await world.desk()).toEqual([]);
    expect([countOf(shop, "refund"), countOf(shop, "edit-committed")]).toEqual([0, 0]);
    await invoice(shop);
    expect(await world.state(id)).toBe("invoiced");
    world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 0 }] });
    world.push(webhookOf(order));
    await world.pass(60_000);
    expect(await world.message("edited-after-submission")).toContain("1 → 0");
  });

  it("cancelled in Shopify meanwhile: no edit and no refund of ours", async () => {
    const shop = await imported();
    const { world, order, seqPedido } = shop;
    world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
    world.shop.control.cancelOrder(order.id);
    world.push(webhookOf(order));
    await world.runJob(orderEvents);
    await world.pass(120_000);
    expect(countOf(shop, "refund")).toBe(0);
    expect(countOf(shop, "edit-committed")).toBe(0);
    expect(await world.desk()).toContain("events order-altered");
  });

  it("not editable: a cut is a refund that names the units, and nothing goes back to the shelf", async () => {
    const shop = await imported();
    const { world, order } = shop;
    order.closedAt = world.clock.now();
    await alter(shop, change(world.goods.piece, 1));
    expect(order.lines[0]?.currentQuantity).toBe(1);
    expect(order.refunds[0]?.lines).toMatchObject([{ quantity: 1, restockType: "NO_RESTOCK" }]);
    expect(moneyOf(shop)).toEqual({ total: billedOf(shop), kept: billedOf(shop), outstanding: 0 });
    expect(await world.desk()).toEqual([]);
  });

  it("E13: a refund whose gateway answers late: the invoice waits, then goes", async () => {
    const shop = await imported();
    const { world, order, id, seqPedido } = shop;
    world.shop.control.setRefundOutcome(order.transactions[0]?.gateway ?? "", "PENDING");
    await alter(shop, change(world.goods.piece, 1));
    world.erp.control.invoice({ seqPedido });
    await world.runJob(orderEvents);
    await world.pass(2 * 3_600_000, 300_000);
    expect(await world.state(id)).toBe("imported");
    expect(await world.desk()).toEqual(["orders refund-pending"]);
    world.shop.control.endRefund(order.transactions.at(-1)?.id ?? "", "SUCCESS");
    world.push(webhookOf(order));
    await world.pass(120_000);
    expect(await world.state(id)).toBe("invoiced");
    expect(await world.desk()).toEqual([]);
    expect(countOf(shop, "refund")).toBe(1);
  });

  it("E16: a refund that failed is an operator's, and no second one is made", async () => {
    const shop = await imported();
    const { world, order } = shop;
    world.shop.control.setRefundOutcome(order.transactions[0]?.gateway ?? "", "FAILURE");
    await alter(shop, change(world.goods.piece, 1));
    expect(await world.desk()).toEqual(["events alteration-refund-failed"]);
    await world.pass(3_600_000, 300_000);
    expect(countOf(shop, "refund")).toBe(1);
    // An operator refunds by hand, and asks again.
    world.shop.control.setRefundOutcome(order.transactions[0]?.gateway ?? "", "SUCCESS");
    world.shop.control.refundOrder(order.id, world.goods.piece.normalCents);
    world.push(webhookOf(order));
    await world.pass(60_000);
    expect(moneyOf(shop).kept).toBe(billedOf(shop));
  });

  it("the session of an edit expires before its commit: the alteration is planned anew", async () => {
    const shop = await imported();
    before(shop, "EditCommit", () => shop.world.clock.advance(3_600_000));
    await alter(shop, change(shop.world.goods.piece, 1));
    await shop.world.pass(600_000);
    expect(moneyOf(shop)).toEqual({ total: billedOf(shop), kept: billedOf(shop), outstanding: 0 });
    expect(countOf(shop, "edit-committed")).toBe(1);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("another edit comes between the session and its commit: Shopify refuses ours, and an operator decides", async () => {
    const shop = await imported({ lines: [{ sku: (await imported()).world.goods.piece.key, quantity: 5 }] });
    const { world, order } = shop;
    const [line] = order.lines;
    before(shop, "EditCommit", () =>
      world.shop.control.editOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 4 }] }),
    );
    await alter(shop, change(world.goods.piece, 1));
    await world.pass(600_000);
    expect(line?.currentQuantity).toBe(4);
    expect(countOf(shop, "edit-committed")).toBe(0);
    expect((await world.desk()).toSorted()).toEqual(["events order-altered", "orders edited-after-submission"]);
  });

  it("cancelled between the reading and the commit: no edit, no refund of ours", async () => {
    const shop = await imported();
    const { world, order } = shop;
    before(shop, "EditCommit", () => void world.shop.control.cancelOrder(order.id));
    await alter(shop, change(world.goods.piece, 1));
    world.push(webhookOf(order));
    await world.pass(600_000);
    expect(countOf(shop, "edit-committed") + countOf(shop, "refund")).toBe(0);
    expect(await world.desk()).toContain("events order-altered");
  });

  it("cancelled between the edit and its refund: the money goes back once", async () => {
    const shop = await imported();
    const { world, order } = shop;
    before(shop, "Refund", () => void world.shop.control.cancelOrder(order.id));
    await alter(shop, change(world.goods.piece, 1));
    world.push(webhookOf(order));
    await world.pass(600_000);
    expect(moneyOf(shop)).toMatchObject({ kept: 0 });
    expect(countOf(shop, "refund")).toBe(0);
  });

  it("refused by Shopify: its own words are at the desk", async () => {
    const shop = await imported({}, { shopify: { editSessionMs: 0 } });
    await alter(shop, change(shop.world.goods.piece, 1));
    expect(await shop.world.desk()).toEqual(["events alteration-refused"]);
    expect(countOf(shop, "edit-committed")).toBe(0);
  });
});
