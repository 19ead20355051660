/** Refunds, returns and exchanges of a billed order: recorded for the ERP's side, and no false conflict. */
import { beforeEach, describe, expect, it } from "vitest";
import { renderEntry } from "../../../src/messages/render.ts";
import { listRefunds } from "../../../src/hub/orders/shop-refunds.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Returned } from "../../../sim/shopify/orders/returns.ts";
import { ledgerWorld, type LedgerWorld } from "../ledger/world.ts";
import { idOf, webhookOf } from "../world.ts";

let world: LedgerWorld;
let order: Order;
const feed = () => listRefunds(world.db, { since: 0, after: 0, limit: 100 });
const lineOf = (quantity: number) => [{ lineId: order.lines[0]?.id ?? "", quantity }];
const storeOf = (): string => order.fulfillmentOrders[0]?.locationId ?? "";

async function returned(over: Partial<Returned>): Promise<void> {
  world.shop.control.returnGoods(order.id, { lines: [], locationId: storeOf(), cents: 0, ...over });
  world.clock.advance(10_000);
  world.push(webhookOf(order));
  await world.work();
  await world.pass(60_000);
}
/** Calls of ours that would change the order or move money. */
const changed = (): readonly string[] =>
  world.shop.journal.mutations
    .map(({ field }) => field)
    .filter((field) => /orderEdit|refundCreate|orderCancel|orderCapture|orderMarkAsPaid/.test(field));

beforeEach(async () => {
  world = await ledgerWorld({ consinco: { orders: { lookupTotal: true } } });
  const [first] = await world.invoiced(1);
  if (!first) throw new Error("no order");
  order = first;
  expect(await world.state(idOf(order))).toBe("invoiced");
});

describe("E12: what went back is in the feed", () => {
  const unit = (): number => order.lines[0]?.unitPrice ?? 0;

  it("of every unit with the freight", async () => {
    const all = 2 * unit() + 990;
    await returned({ lines: lineOf(2), cents: all, shippingCents: 990 });
    expect(await feed()).toMatchObject([
      { totalCents: all, seqPedido: 464, lines: [{ quantity: 2, subtotalCents: 2 * unit(), restock: "RETURN" }] },
    ]);
  });

  it("of the freight alone, with no item", async () => {
    await returned({ cents: 990, shippingCents: 990 });
    expect(await feed()).toMatchObject([{ totalCents: 990, lines: [] }]);
    expect(await world.desk()).toEqual(["orders edited-after-submission"]);
  });

  it("of goods that were not put on the shelf again", async () => {
    await returned({ lines: lineOf(1), cents: unit(), locationId: null });
    expect(await feed()).toMatchObject([{ lines: [{ quantity: 1, restock: "NO_RESTOCK" }] }]);
  });

  it("of goods that came back to another store than the one that sold them", async () => {
    const other = [...world.shop.state.locations.values()].find(({ id }) => id !== storeOf());
    await returned({ lines: lineOf(1), cents: unit(), locationId: other?.id ?? "" });
    expect(await feed()).toMatchObject([{ totalCents: unit(), lines: [{ quantity: 1, restock: "RETURN" }] }]);
  });
});

it("E14: a refund's total is all that went back, freight and tax among it, and not the sum of its goods", async () => {
  const unit = order.lines[0]?.unitPrice ?? 0;
  await returned({ lines: lineOf(1), cents: unit + 990, shippingCents: 990 });
  const [refund] = await feed();
  expect([refund?.totalCents, refund?.lines[0]?.subtotalCents]).toEqual([unit + 990, unit]);
  // The ledger counts the same: what the ERP billed is what is left and what went back.
  await world.night();
  expect(await world.differences()).toEqual([]);
});

describe("E15: an exchange after the invoice", () => {
  it("is named once, with both goods; nothing is edited, refunded or balanced, and the ledger finds no conflict", async () => {
    const [taken] = order.lines;
    const other = [...world.shop.state.variants.values()].find(({ id }) => id !== taken?.variantId);
    const before = order.lines.length;
    await returned({ lines: lineOf(1), exchange: [{ variantId: other?.id ?? "", quantity: 1 }] });
    expect(order.lines).toHaveLength(before + 1);
    expect(changed()).toEqual([]);
    expect(await world.desk()).toEqual(["orders edited-after-submission"]);
    const message = await world.message("edited-after-submission");
    expect(message).toContain(`${taken?.sku}: 2 → 1`);
    expect(message).toContain(`${other?.item.sku}: 0 → 1`);
    expect(await feed()).toMatchObject([{ lines: [{ sku: taken?.sku, quantity: 1, restock: "RETURN" }] }]);
    await world.night();
    expect(await world.differences()).toEqual([]);
    expect(await world.openEntries()).toEqual([]);
    expect(await world.state(idOf(order))).toBe("invoiced");
  });

  it("says that the ERP has billed the order: a return and a sale are recorded there, the order is not changed", async () => {
    await returned({ lines: lineOf(1), cents: order.lines[0]?.unitPrice ?? 0 });
    const message = await world.message("edited-after-submission");
    expect(message).toContain("nota");
    expect(message).toContain("devolução");
    expect(message).not.toContain("Faça a mesma mudança");
    const [row] = await world.rows("SELECT params FROM desk WHERE reason = 'edited-after-submission'");
    const entry = { area: "orders", reason: "edited-after-submission", params: JSON.parse(String(row?.["params"])) };
    expect(renderEntry(entry, "en").message).toMatch(/invoice \d+.*record there the return/);
  });
});
