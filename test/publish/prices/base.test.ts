import { expect, it } from "vitest";
import { approvePrices } from "../../../src/hub/prices/shop-prices.ts";
import { published, publishWorld, type PublishWorld } from "../world.ts";

const DAY = 86_400_000;
const two = { 919: { skus: [{ pack: 1 }, { pack: 12, cents: 11_990 }] } };

/** The variables of every price call since the journal had this many requests. */
async function priceCalls(world: PublishWorld, work: () => Promise<void>): Promise<unknown[]> {
  const seen: unknown[] = [];
  spies.set(world, seen);
  await work();
  return seen;
}
const spies = new Map<PublishWorld, unknown[]>();

/** A world that shows price calls as sent on the wire. */
async function spied(...given: Parameters<typeof published>): Promise<PublishWorld> {
  const holder: { world?: PublishWorld } = {};
  const [products, options] = given;
  holder.world = await published(products, {
    ...options,
    fetch: (shop) => async (request) => {
      const copy = request.clone();
      if (request.method === "POST" && request.url.endsWith("graphql.json")) {
        const body = await copy.json<{ query: string; variables: { variants: unknown[] } }>();
        if (body.query.includes("mutation VariantPrices") && holder.world)
          spies.get(holder.world)?.push(...body.variables.variants);
      }
      return shop(request);
    },
  });
  return holder.world;
}

it.each([
  ["zero", { cents: 0 }, "price-zero"],
  ["negative", { cents: -100 }, "price-zero"],
])("P8: a price that becomes %s is not sent: the last one stays, with a desk entry", async (_, spec, reason) => {
  const world = await published(two);
  await world.price("P919E1", spec);
  await world.drain(2);
  expect(world.variant("P919E1").price).toBe(1000);
  expect(world.calls("productVariantsBulkUpdate")).toEqual([]);
  expect(await world.desk()).toMatchObject([
    { area: "publish-prices", record: "P919E1", reason, message: expect.stringMatching(/^P919E1: /) as string },
  ]);
  await world.price("P919E1", { cents: 1_090 });
  await world.drain(2);
  expect(world.variant("P919E1").price).toBe(1_090);
  expect(await world.desk()).toEqual([]);
});

it("P1, P5: only the changed price is sent, as decimal text, in one call per product", async () => {
  const world = await spied(two);
  const calls = await priceCalls(world, async () => {
    await world.price("P919E12", { cents: 12_490, promoCents: 9_990, promoUntil: world.clock.now() + DAY });
    await world.run();
  });
  expect(calls).toEqual([{ id: world.variant("P919E12").id, price: "99.90", compareAtPrice: "124.90" }]);
  expect(world.variant("P919E12")).toMatchObject({ price: 9_990, compareAtPrice: 12_490 });
});

it("P4: an unchanged compare-at price is left out", async () => {
  const world = await spied(two);
  await world.price("P919E1", { cents: 1000, promoCents: 900, promoUntil: world.clock.now() + DAY });
  await world.run();
  const calls = await priceCalls(world, async () => {
    await world.price("P919E1", { cents: 1000, promoCents: 850, promoUntil: world.clock.now() + DAY });
    await world.run();
  });
  expect(calls).toEqual([{ id: world.variant("P919E1").id, price: "8.50" }]);
});

it("P2, P3: a promotion begins and ends at its instants by itself, and ends with compare-at null", async () => {
  const world = await spied(two);
  const begins = world.clock.now() + DAY;
  await world.price("P919E1", { cents: 1000, promoCents: 790, promoFrom: begins, promoUntil: begins + DAY });
  await world.run();
  expect(world.calls("productVariantsBulkUpdate")).toEqual([]); // nothing to send yet
  world.clock.set(begins - 1);
  await world.run();
  expect(world.variant("P919E1")).toMatchObject({ price: 1000, compareAtPrice: null });
  world.clock.set(begins);
  await world.run();
  expect(world.variant("P919E1")).toMatchObject({ price: 790, compareAtPrice: 1000 });
  world.clock.set(begins + DAY);
  const calls = await priceCalls(world, async () => void (await world.run()));
  expect(calls).toEqual([{ id: world.variant("P919E1").id, price: "10.00", compareAtPrice: null }]);
  expect(await world.rows("SELECT due, next_change_at FROM shop_prices WHERE sku = 'P919E1'")).toEqual([
    { due: 0, next_change_at: null },
  ]);
});

it("P2: a promotion that was running at the variant's create ends at its instant too", async () => {
  const world = publishWorld();
  await world.setup();
  const ends = world.clock.now() + DAY;
  await world.product(1, { skus: [{ cents: 1000, promoCents: 790, promoUntil: ends }] });
  await world.drain(2);
  expect(world.variant("P1E1")).toMatchObject({ price: 790, compareAtPrice: 1000 });
  world.clock.set(ends);
  await world.run();
  expect(world.variant("P1E1")).toMatchObject({ price: 1000, compareAtPrice: null });
});

it("P6: a promotion not below the normal price is never shown", async () => {
  const world = await published(two);
  await world.price("P919E1", { cents: 1000, promoCents: 1000 });
  await world.drain(2);
  expect(world.variant("P919E1")).toMatchObject({ price: 1000, compareAtPrice: null });
});

it("a new price per kilogram of weighed goods is sent per portion", async () => {
  const world = await published({ 20: { weighed: true, multipleMilli: 100, skus: [{ cents: 699 }] } });
  await world.price("P20E1", { cents: 745 });
  await world.run();
  expect(world.variant("P20E1").price).toBe(75); // 74.5
});

it("P12: a SKU that is no longer for sale keeps its price and loses its stock; back on sale, it regains the stock", async () => {
  const world = await published({ 1: { skus: [{ stock: { 1: 5_000 } }] } });
  await world.price("P1E1", { cents: 1000, onSale: false });
  await world.drain(2);
  expect([world.variant("P1E1").price, world.available("P1E1", 1)]).toEqual([1000, 0]);
  expect(await world.desk()).toMatchObject([{ reason: "not-on-sale" }]);
  await world.price("P1E1", { cents: 1100 });
  await world.drain(2);
  expect([world.variant("P1E1").price, world.available("P1E1", 1)]).toEqual([1100, 5]);
  expect(await world.desk()).toEqual([]);
});

it("P10: more than a page of prices: all are sent", async () => {
  const world = await published(
    Object.fromEntries(Array.from({ length: 130 }, (_, index) => [index + 1, { skus: [{ pack: 1 }, { pack: 12 }] }])),
  );
  for (let seq = 1; seq <= 130; seq += 1)
    for (const pack of [1, 12]) await world.price(`P${seq}E${pack}`, { cents: 2_000 + seq });
  await world.run();
  const wrong = [...world.shopify.state.variants.values()].filter(
    ({ price, item }) => price !== 2_000 + Number(/P(\d+)/.exec(item.sku ?? "")?.[1]),
  );
  expect([world.shopify.state.variants.size, wrong.length]).toEqual([260, 0]);
  expect(await world.counts("publish-prices")).toMatchObject({ sent: 260, refused: 0 });
});

it("C7, inv. 1: a deleted variant's price waits for the catalogue's check; the other price of the call is accepted", async () => {
  const world = await published(two);
  world.shopify.control.deleteVariant(world.variant("P919E12").id);
  await world.price("P919E12", { cents: 5_000 });
  await world.price("P919E1", { cents: 1_234 });
  await world.run();
  expect(world.variant("P919E1").price).toBe(1_234);
  expect(await world.counts("publish-prices")).toMatchObject({ refused: 0 });
  expect(world.variant("P919E12").price).toBe(5_000); // created again in the same run
  world.clock.advance(120_000);
  await world.run();
  expect(await world.rows("SELECT sku FROM shop_prices WHERE due = 1")).toEqual([]);
  expect(await world.desk()).toEqual([]);
});

it("an unknown outcome leaves the price due later, and the neighbours are sent", async () => {
  const world = await published({ 1: {}, 2: {} });
  world.shopify.faults.add({ kind: "cutBefore", operation: "VariantPrices", times: 3 });
  await world.price("P1E1", { cents: 1_500 });
  await world.run();
  expect(await world.rows("SELECT due, attempts FROM shop_prices WHERE sku = 'P1E1'")).toEqual([
    { due: 1, attempts: 1 },
  ]);
  await world.price("P2E1", { cents: 1_600 });
  await world.run();
  expect([world.variant("P1E1").price, world.variant("P2E1").price]).toEqual([1000, 1_600]);
  world.clock.advance(60_000);
  await world.run();
  expect(world.variant("P1E1").price).toBe(1_500);
});

it("a price that changes during its call stays due", async () => {
  const holder: { world?: PublishWorld } = {};
  const world = await published(two, {
    fetch: (shop) => async (request) => {
      const isPrice =
        request.url.endsWith("graphql.json") && (await request.clone().text()).includes("mutation VariantPrices");
      const answer = await shop(request);
      if (isPrice && holder.world) await holder.world.price("P919E1", { cents: 1_222 });
      return answer;
    },
  });
  holder.world = world;
  await world.price("P919E1", { cents: 1_111 });
  await world.run();
  delete holder.world;
  expect(await world.rows("SELECT due, sent_price_cents FROM shop_prices WHERE sku = 'P919E1'")).toEqual([
    { due: 1, sent_price_cents: 1_111 },
  ]);
  await world.run();
  expect(world.variant("P919E1").price).toBe(1_222);
});

const pendingRows = (world: PublishWorld) =>
  world.rows("SELECT sku, erp_price_cents, pending_cents FROM shop_prices WHERE pending_cents IS NOT NULL");

/** Deletes a variant as a merchant, and marks its product's set due. */
async function deleted(world: PublishWorld, sku: string, seq: number): Promise<void> {
  world.shopify.control.deleteVariant(world.variant(sku).id);
  await world.exec("UPDATE shop_products SET sent_set = NULL");
  await world.touch(seq);
  await world.drain(3);
}

it("P8, C7: a pending price stays pending when its deleted variant is created again: with the last published price", async () => {
  const world = await published(two);
  await world.price("P919E1", { cents: 100 });
  await world.drain(2);
  const before = world.variant("P919E1").id;
  await deleted(world, "P919E1", 919);
  expect(world.variant("P919E1")).toMatchObject({ price: 1_000, compareAtPrice: null });
  expect(world.variant("P919E1").id).not.toBe(before);
  expect(await pendingRows(world)).toEqual([{ sku: "P919E1", erp_price_cents: 1_000, pending_cents: 100 }]);
  expect(await world.desk()).toMatchObject([{ record: "P919E1", reason: "price-drop" }]);
  // The ERP's next price is measured against it as well; then an operator approves it.
  await world.price("P919E1", { cents: 90 });
  await world.drain(2);
  expect(world.variant("P919E1").price).toBe(1_000);
  await approvePrices(world.db, [{ target: "base", sku: "P919E1", pendingCents: 90 }]);
  await world.drain(2);
  expect(world.variant("P919E1").price).toBe(90);
  expect(await world.desk()).toEqual([]);
});

it("P8, C7: a price that falls while its variant is missing waits for approval when the variant is created again", async () => {
  const world = await published({ 20: { weighed: true, multipleMilli: 100, skus: [{ cents: 3_990 }] } });
  await world.exec("INSERT INTO catalog_settings (name, value) VALUES ('catalog', '{\"variantDeleted\":\"report\"}')");
  await world.sku(20, { pack: 2, name: "BDJ" });
  world.shopify.control.deleteVariant(world.variant("P20E1").id);
  await world.exec("UPDATE shop_products SET sent_set = NULL");
  await world.touch(20);
  await world.drain(3);
  await world.exec("UPDATE skus SET active = 0 WHERE sku = 'P20E2'");
  await world.price("P20E1", { cents: 399 }); // a misplaced comma, and another portion
  await world.exec("UPDATE products SET multiple_milli = 200");
  await world.drain(1);
  await world.exec(
    "UPDATE shop_products SET sent_set = NULL, product_gid = NULL, sent_fields_hash = NULL, sent_variants_hash = NULL, sent_units_hash = NULL, due = 1",
  );
  await world.exec("DELETE FROM shop_variants_deleted");
  await world.exec("DELETE FROM shop_variants");
  const [product] = world.shopify.state.products.values();
  world.shopify.control.deleteProduct(product?.id ?? "");
  await world.drain(3);
  expect(world.variant("P20E1").price).toBe(798); // 200 g of R$ 39.90
  expect(await pendingRows(world)).toEqual([{ sku: "P20E1", erp_price_cents: 3_990, pending_cents: 399 }]);
  expect((await world.desk()).map(({ reason }) => reason)).toContain("price-drop");
});

it("P8: a price that was never published has no reference, and is created as it is", async () => {
  const world = publishWorld();
  await world.setup();
  await world.product(1, { skus: [{ cents: 1_000 }] });
  await world.price("P1E1", { cents: 10 });
  await world.drain(2);
  expect(world.variant("P1E1").price).toBe(10);
  expect(await world.desk()).toEqual([]);
});

it("P8: a price approved while its variant was missing is created with it, and the approval counts once", async () => {
  const world = await published(two);
  await world.price("P919E1", { cents: 100 });
  await world.drain(2);
  world.shopify.control.deleteVariant(world.variant("P919E1").id);
  await world.exec("DELETE FROM shop_variants WHERE sku = 'P919E1'");
  await world.exec("UPDATE shop_products SET sent_set = NULL");
  await approvePrices(world.db, [{ target: "base", sku: "P919E1", pendingCents: 100 }]);
  await world.drain(3);
  expect(world.variant("P919E1").price).toBe(100);
  for (const cents of [1_000, 100]) {
    await world.price("P919E1", { cents });
    await world.drain(2);
  }
  expect(world.variant("P919E1").price).toBe(1_000);
  expect(await pendingRows(world)).toEqual([{ sku: "P919E1", erp_price_cents: 1_000, pending_cents: 100 }]);
});
