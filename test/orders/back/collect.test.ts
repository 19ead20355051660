/** An invoice takes what was promised: a card is captured at what is billed, a payment on delivery is marked as paid. */
import { describe, expect, it } from "vitest";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { webhookOf, type OrderWorldOptions } from "../world.ts";
import {
  alter,
  billedOf,
  change,
  countOf,
  imported,
  invoice,
  moneyOf,
  setRules,
  type Imported,
} from "./altered-world.ts";

const DAY_MS = 86_400_000;
const authorized = (options: OrderWorldOptions = {}): Promise<Imported> => imported({ payment: "authorized" }, options);

/** Two lines, so that the ERP can bill them by two documents. */
async function twoLines(options: OrderWorldOptions = {}): Promise<Imported> {
  const { world } = await imported({}, options);
  const { piece, pack } = world.goods;
  const lines = [
    { sku: piece.key, quantity: 2 },
    { sku: pack.key, quantity: 1 },
  ];
  return imported({ payment: "authorized", lines }, options);
}

const capturesOf = ({ order }: Imported): number[] =>
  order.transactions.filter(({ kind }) => kind === "CAPTURE").map(({ amount }) => amount);

describe("a card that is only authorised", () => {
  it("is captured once, at the invoice, and later passes take nothing more", async () => {
    const shop = await authorized();
    const { world, order, id } = shop;
    expect(capturesOf(shop)).toEqual([]);
    await invoice(shop);
    const billed = billedOf(shop);
    expect(capturesOf(shop)).toEqual([billed]);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(await world.timeline(id)).toEqual(
      expect.arrayContaining(["capture sent", "capture done", "collected settled"]),
    );
    world.push(webhookOf(order));
    await world.pass(3_600_000);
    expect(countOf(shop, "capture")).toBe(1);
    // No edit of another hand: the order goes on, and its goods leave.
    expect(await world.desk()).toEqual([]);
    expect(await world.state(id)).toBe("invoiced");
    expect(await world.timeline(id)).not.toContain("seen edited-after-submission");
  });

  it("is captured at what is billed after a cut, and the rest is released", async () => {
    const shop = await authorized();
    await alter(shop, change(shop.world.goods.piece, 1));
    expect(capturesOf(shop)).toEqual([]);
    await invoice(shop);
    const billed = billedOf(shop);
    expect(capturesOf(shop)).toEqual([billed]);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(countOf(shop, "refund")).toBe(0);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("bears what is absorbed: the authorised amount is captured", async () => {
    const shop = await authorized();
    const { total } = moneyOf(shop);
    await alter(shop, change(shop.world.goods.pack, 1, 60));
    await invoice(shop);
    expect(billedOf(shop)).toBe(total + 60);
    expect(capturesOf(shop)).toEqual([total]);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("is captured at the last of two invoices, where it bears one capture", async () => {
    const shop = await twoLines();
    await invoice(shop, { only: 1 });
    expect(await shop.world.state(shop.id)).toBe("invoiced");
    expect(capturesOf(shop)).toEqual([]);
    await invoice(shop);
    expect(capturesOf(shop)).toEqual([billedOf(shop)]);
    expect(moneyOf(shop).outstanding).toBe(0);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("is captured at each invoice, where Shopify lets it be", async () => {
    const shop = await twoLines({ shopify: { multiCapture: true } });
    await invoice(shop, { only: 1 });
    expect(capturesOf(shop)).toHaveLength(1);
    await invoice(shop);
    expect(capturesOf(shop)).toHaveLength(2);
    expect(moneyOf(shop)).toMatchObject({ kept: billedOf(shop), outstanding: 0 });
    expect(await shop.world.desk()).toEqual([]);
  });

  it("is captured at the final alteration, when the rest of the order is cut after its invoice", async () => {
    const shop = await twoLines();
    await invoice(shop, { only: 1 });
    await alter(shop, change(shop.world.goods.pack, 0));
    await shop.world.pass(60_000);
    expect(capturesOf(shop)).toEqual([billedOf(shop)]);
    expect(moneyOf(shop).outstanding).toBe(0);
  });

  it("goes to the desk a day before it ends, while an invoice is still to come", async () => {
    const shop = await twoLines();
    const { world, order } = shop;
    await invoice(shop, { only: 1 });
    const endsAt = order.transactions[0]?.authorizationExpiresAt ?? 0;
    world.clock.advance(endsAt - DAY_MS - world.clock.now() + 60_000);
    await world.runJob(orderSweep);
    await world.work();
    expect(await world.desk()).toContain("orders capture-stopped");
    expect(await world.message("capture-stopped")).toContain("vence em menos de 24 horas");
    expect(capturesOf(shop)).toEqual([]);
    await invoice(shop);
    expect(capturesOf(shop)).toEqual([billedOf(shop)]);
    expect(await world.desk()).not.toContain("orders capture-stopped");
  });

  it("is not captured above what was authorised: the desk has both figures, and closes when a person took it", async () => {
    const shop = await authorized();
    const { world, order } = shop;
    const [given] = order.transactions;
    if (given === undefined) throw new Error("no authorisation");
    const authorizedCents = given.amount - 500;
    Object.assign(given, { amount: authorizedCents });
    await invoice(shop);
    expect(capturesOf(shop)).toEqual([]);
    expect(await world.desk()).toEqual(["orders capture-stopped"]);
    const text = ((await world.message("capture-stopped")) ?? "").replaceAll("\u00A0", " ");
    const money = (cents: number): string => `R$ ${(cents / 100).toFixed(2).replace(".", ",")}`;
    expect(text).toContain(`faturou ${money(billedOf(shop))}`);
    expect(text).toContain(money(authorizedCents));
    expect(await world.state(shop.id)).toBe("invoiced");
    world.shop.control.pay(order.id);
    world.push(webhookOf(order));
    await world.pass(120_000);
    expect(await world.desk()).toEqual([]);
  });

  it("a refusal by Shopify is not repeated by itself", async () => {
    const shop = await authorized();
    const { world, order } = shop;
    const [given] = order.transactions;
    if (given === undefined) throw new Error("no authorisation");
    Object.assign(given, { authorizationExpiresAt: 1 });
    await invoice(shop);
    world.push(webhookOf(order));
    await world.pass(3_600_000);
    expect(capturesOf(shop)).toEqual([]);
    expect(await world.desk()).toEqual(["orders capture-stopped"]);
    expect((await world.timeline(shop.id)).filter((step) => step === "capture refused")).toHaveLength(1);
    expect(await world.rows("SELECT kind, state FROM order_actions WHERE kind = 'capture'")).toEqual([
      { kind: "capture", state: "refused" },
    ]);
  });

  it("by rule a person captures", async () => {
    const shop = await authorized();
    await setRules(shop, { capturePayments: "off" });
    await invoice(shop);
    expect(capturesOf(shop)).toEqual([]);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("where no payment form submits authorised orders, nothing is asked of Shopify", async () => {
    const shop = await authorized();
    await shop.world.db.prepare("UPDATE payment_forms SET submit_while = '[]'").run();
    await invoice(shop);
    expect(capturesOf(shop)).toEqual([]);
    expect(await shop.world.timeline(shop.id)).not.toContain("collected settled");
  });
});

describe("a payment on delivery", () => {
  it("stays pending by default", async () => {
    const shop = await imported({ payment: "manual" });
    await invoice(shop);
    expect(countOf(shop, "mark-paid")).toBe(0);
    expect(moneyOf(shop)).toMatchObject({ kept: 0, outstanding: billedOf(shop) });
    expect(await shop.world.desk()).toEqual([]);
  });

  it("by rule it is marked as paid once, at the invoice, after the alteration", async () => {
    const shop = await imported({ payment: "manual" });
    await setRules(shop, { markPaidOnInvoice: true });
    await alter(shop, change(shop.world.goods.piece, 1));
    await invoice(shop);
    await shop.world.pass(3_600_000);
    const billed = billedOf(shop);
    expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
    expect(countOf(shop, "mark-paid")).toBe(1);
    expect(await shop.world.desk()).toEqual([]);
  });

  it("an order that was paid at the checkout is left alone", async () => {
    const shop = await imported();
    await setRules(shop, { markPaidOnInvoice: true });
    await invoice(shop);
    expect(countOf(shop, "mark-paid") + countOf(shop, "capture")).toBe(0);
    expect(await shop.world.desk()).toEqual([]);
  });
});
