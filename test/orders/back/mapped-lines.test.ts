/** Alterations of rows that were mapped from lines without a product: a bag, a gift card, a tip (docs/order-lines.md). */
import { describe, expect, it } from "vitest";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import { idOf, orderWorld, place, webhookOf } from "../world.ts";
import { alter, billedOf, change, countOf, invoice, moneyOf, type Imported } from "./altered-world.ts";

const PRICE = 150;

/** Two pieces, and beside them what is mapped to the ERP's pack. */
async function withMapped(kind: "custom" | "gift-card" | "tip", quantity = 2): Promise<Imported> {
  const world = await orderWorld({ isLookupProven: true });
  const { piece, pack } = world.goods;
  await world.db
    .prepare("INSERT INTO line_products (kind, name, sku, seq_product, price_cents) VALUES (?1, '*', ?2, ?3, 0)")
    .bind(kind, pack.key, pack.seqProduto)
    .run();
  const custom = { title: kind === "custom" ? "Sacola" : "Vale-presente", isGiftCard: kind === "gift-card" };
  const spec: Partial<OrderSpec> =
    kind === "tip"
      ? { lines: [{ sku: piece.key, quantity: 2 }], tipCents: PRICE }
      : {
          lines: [
            { sku: piece.key, quantity: 2 },
            { custom, unitPrice: PRICE, quantity },
          ],
        };
  const order = place(world, spec);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.pass(60_000);
  world.erp.control.importDue();
  await world.pass(120_000);
  expect(await world.state(id)).toBe("imported");
  return { world, order, id, seqPedido: Number((await world.orderRow(id))["seq_pedido"]) };
}

async function expectBilled(shop: Imported, units: readonly number[]): Promise<void> {
  const billed = billedOf(shop);
  expect(shop.order.lines.map(({ currentQuantity }) => currentQuantity)).toEqual(units);
  expect(moneyOf(shop)).toEqual({ total: billed, kept: billed, outstanding: 0 });
  expect(await shop.world.desk()).toEqual([]);
  await invoice(shop);
  expect(await shop.world.state(shop.id)).toBe("invoiced");
  expect(await shop.world.desk()).toEqual([]);
}

describe("E5, E6: an alteration of a row that a mapping made", () => {
  it.each(["custom", "gift-card"] as const)(
    "a %s line that is cut goes down by an edit, and its money back",
    async (kind) => {
      const shop = await withMapped(kind);
      await alter(shop, change(shop.world.goods.pack, 1));
      await expectBilled(shop, [2, 1]);
      expect(countOf(shop, "refund")).toBe(1);
    },
  );

  it("a bag that is cut whole, beside a cut of goods, is one edit", async () => {
    const shop = await withMapped("custom");
    const { pack, piece } = shop.world.goods;
    await alter(shop, change(pack, 0), change(piece, 1));
    await expectBilled(shop, [1, 0]);
    expect(countOf(shop, "edit-committed")).toBe(1);
  });

  it("a bag that is swapped for goods: the order shows the goods, never a variant of the mapped product", async () => {
    const shop = await withMapped("custom");
    const { pack, piece } = shop.world.goods;
    await alter(shop, change(pack, 0), change(piece, 2));
    await expectBilled(shop, [2, 0]);
  });

  it("a bag more than was paid for is held with the amount", async () => {
    const shop = await withMapped("custom", 1);
    const before = moneyOf(shop);
    await alter(shop, change(shop.world.goods.pack, 2));
    // 150 cents are more than the tolerance of 100: nothing is changed, and the desk names the amount.
    expect(await shop.world.desk()).toEqual(["events alteration-above-paid"]);
    expect(moneyOf(shop)).toEqual(before);
  });

  it("a tip that the ERP keeps is left alone by a cut of the goods; a changed tip is an operator's", async () => {
    const shop = await withMapped("tip");
    const { piece, pack } = shop.world.goods;
    await alter(shop, change(piece, 1));
    await expectBilled(shop, [1]);
    const other = await withMapped("tip");
    await alter(other, change(pack, 0));
    expect(await other.world.desk()).toEqual(["events alteration-odd-item"]);
    expect(countOf(other, "edit-committed") + countOf(other, "refund")).toBe(0);
  });
});

/** Pieces, two bags and a tip: bag and tip are one product of the ERP. */
async function withBagsAndTip(tipCents: number): Promise<Imported> {
  const world = await orderWorld({ isLookupProven: true });
  const { piece, pack } = world.goods;
  for (const kind of ["custom", "tip"])
    await world.db
      .prepare("INSERT INTO line_products (kind, name, sku, seq_product, price_cents) VALUES (?1, '*', ?2, ?3, 0)")
      .bind(kind, pack.key, pack.seqProduto)
      .run();
  const bag = { custom: { title: "Sacola", isGiftCard: false }, unitPrice: PRICE, quantity: 2 };
  const order = place(world, { lines: [{ sku: piece.key, quantity: 2 }, bag], tipCents });
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.pass(60_000);
  world.erp.control.importDue();
  await world.pass(120_000);
  expect(await world.state(id)).toBe("imported");
  return { world, order, id, seqPedido: Number((await world.orderRow(id))["seq_pedido"]) };
}

it.each([645, PRICE])(
  "E6: a tip of %i cents that is the same product as the bags is none of their units, and no added item (seed 4073)",
  async (tipCents) => {
    const shop = await withBagsAndTip(tipCents);
    await alter(shop, change(shop.world.goods.piece, 1));
    await expectBilled(shop, [1, 2]);
  },
);

/** A gift of the pack for which the ERP gets another product: its own row of the mapping. */
async function withGift(rows: readonly (readonly [name: string, sku: string])[]): Promise<Imported> {
  const world = await orderWorld({ isLookupProven: true });
  const { piece, pack, weighed } = world.goods;
  for (const [name, sku] of rows)
    await world.db
      .prepare("INSERT INTO line_products (kind, name, sku, seq_product, price_cents) VALUES ('free', ?1, ?2, ?3, 1)")
      .bind(name, sku === "bonus" ? weighed.key : sku, sku === "bonus" ? weighed.seqProduto : null)
      .run();
  const order = place(world, {
    lines: [
      { sku: piece.key, quantity: 2 },
      { sku: pack.key, quantity: 1, isGift: true },
    ],
  });
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.pass(60_000);
  world.erp.control.importDue();
  await world.pass(120_000);
  expect(await world.state(id)).toBe("imported");
  return { world, order, id, seqPedido: Number((await world.orderRow(id))["seq_pedido"]) };
}

describe("E7: a gift leaves with the invoice that bills what the ERP got for it", () => {
  it.each([
    ["another product", [["*", "bonus"]]],
    ["its own product", [["*", "own"]]],
  ] as const)("%s", async (_, rows) => {
    const shop = await withGift(rows);
    await invoice(shop);
    expect(shop.order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity)).toEqual([2, 1]);
    expect(await shop.world.state(shop.id)).toBe("invoiced");
    expect(await shop.world.desk()).toEqual([]);
    expect(countOf(shop, "fulfillment")).toBe(1);
  });

  it("of two invoices each takes its own: the gift waits for the one that bills it", async () => {
    const shop = await withGift([["*", "bonus"]]);
    await invoice(shop, { only: 2 }); // the cent of the gift makes two rows of the pieces
    expect(shop.order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity)).toEqual([2, 0]);
    await invoice(shop);
    expect(shop.order.lines.map(({ fulfilledQuantity }) => fulfilledQuantity)).toEqual([2, 1]);
    expect(await shop.world.desk()).toEqual([]);
  });
});
