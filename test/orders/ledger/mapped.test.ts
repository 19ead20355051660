import { expect, it } from "vitest";
import { mapLineProducts } from "../../../src/setup/line-products.ts";
import type { OrderSpec } from "../../../sim/shopify/orders/place/order-spec.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { idOf, place, webhookOf } from "../world.ts";
import { DAY, ledgerWorld, type LedgerWorld } from "./world.ts";

async function invoiced(world: LedgerWorld, over: Partial<OrderSpec>): Promise<Order> {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  world.erp.control.importAndInvoiceDue();
  await world.readEvents();
  return order;
}

async function verdicts(world: LedgerWorld): Promise<Readonly<Record<string, number>>> {
  const byVerdict = (await world.report()).run?.totals.byVerdict ?? [];
  return Object.fromEntries(
    byVerdict.filter(({ orders }) => orders > 0).map(({ verdict, orders }) => [verdict, orders]),
  );
}

it("G1: a bag, a tip, a gift card and a gift that stand for the ERP's products are no difference", async () => {
  const world = await ledgerWorld();
  const { piece, pack } = world.goods;
  await mapLineProducts(world.deps, [
    { kind: "custom", name: "sacola", sku: pack.key, priceCents: 0 },
    { kind: "gift-card", name: "*", sku: pack.key, priceCents: 0 },
    { kind: "tip", name: "*", sku: pack.key, priceCents: 0 },
    { kind: "free", name: "*", sku: pack.key, priceCents: 1 },
  ]);
  const paid = { sku: piece.key, quantity: 2 };
  await invoiced(world, {
    lines: [
      paid,
      { custom: { title: "Sacola" }, unitPrice: 30, quantity: 2 },
      { custom: { title: "Vale-presente", isGiftCard: true }, unitPrice: 5000, quantity: 1 },
    ],
  });
  await invoiced(world, { lines: [paid, { sku: world.goods.weighed.key, quantity: 3, isGift: true }], tipCents: 500 });
  await world.night();
  expect(await world.differences()).toEqual([]);
  expect(await verdicts(world)).toEqual({ agrees: 2 });
});

it("G1: goods by weight agree by the multiple that was sold, after the ERP's multiple changed", async () => {
  const world = await ledgerWorld();
  const { weighed, weighedMultiple } = world.goods;
  const seq = weighed.seqProduto;
  await world.db
    .prepare("INSERT INTO sale_multiples (seq_product, since, multiple_milli) VALUES (?1, 0, ?2), (?1, ?3, ?4)")
    .bind(seq, weighedMultiple, world.clock.now() + 60_000, weighedMultiple * 2)
    .run();
  const order = await invoiced(world, { lines: [{ sku: weighed.key, quantity: 3 }] });
  await world.db
    .prepare("UPDATE products SET multiple_milli = multiple_milli * 2 WHERE seq_product = ?1")
    .bind(seq)
    .run();
  await world.night();
  expect(await verdicts(world)).toEqual({ agrees: 1 });
  // What is wrong is named all the same: in kilograms as they were sold.
  const held = world.erp.state.orders.bySeq(world.seqOf(order));
  for (const item of held?.items ?? [])
    Object.assign(item, { orderedMilli: item.orderedMilli * 2, attendedMilli: item.attendedMilli * 2 });
  await world.request(world.clock.now() - 2 * DAY, world.clock.now());
  await world.tick();
  expect(await world.differences()).toContain(`items-differ ${idOf(order)}`);
});

it("G1: a line without SKU is its variant's, and the order is compared", async () => {
  const world = await ledgerWorld();
  const order = place(world);
  const [variant] = [...world.shop.state.variants.values()].filter(({ item }) => item.sku === world.goods.piece.key);
  const [line] = order.lines;
  if (!variant || !line) throw new Error("no line");
  await world.db
    .prepare(
      "INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid) VALUES (?1, ?2, ?3, 'gid://shopify/InventoryItem/1')",
    )
    .bind(world.goods.piece.seqProduto, world.goods.piece.key, variant.id)
    .run();
  order.lines.splice(0, 1, { ...line, sku: null });
  world.push(webhookOf(order));
  await world.work();
  world.erp.control.importAndInvoiceDue();
  await world.readEvents();
  await world.night();
  expect(await verdicts(world)).toEqual({ agrees: 1 });
});
