import { expect, it } from "vitest";
import { LANE_LEASE_MS } from "../../src/publish/lane/lane.ts";
import { savePriceTargets } from "../../src/hub/prices/price-targets.ts";
import { createPriceList } from "../../src/shopify/prices/price-lists.ts";
import { dyingAt } from "../loads/world.ts";
import { publishWorld, type PublishWorld } from "./world.ts";

const DAY = 86_400_000;

/** Everything at once: products to create, change and refuse, prices and stock to send, a reservation to release. */
async function busyWorld(): Promise<PublishWorld> {
  const world = publishWorld();
  await world.setup();
  await world.category(3, "Mercearia");
  await world.category(31, "Grãos", 3);
  await world.category(4, "Bazar");
  await world.brand(12, "CAMIL");
  await world.product(1, {
    brand: 12,
    category: 31,
    keywords: "arroz",
    skus: [{ stock: { 1: 10_000, 2: 4_000 } }, { pack: 12, stock: { 1: 60_000 } }],
  });
  await world.product(2, { skus: [{ stock: { 1: 3_000 } }] });
  await world.product(3, { weighed: true, multipleMilli: 100, skus: [{ cents: 699, stock: { 2: 3_750 } }] });
  await world.drain(3);
  // A price list and the metafield, mapped late, of a company with its own prices; one price is removed, one pending approval.
  const list = await createPriceList(world.deps.shopify, "Loja 2", null);
  if (list.kind !== "done") throw new Error(list.kind);
  const two = { company: 2, segment: 1 };
  for (const sku of ["P1E1", "P1E12", "P2E1", "P3E1"]) await world.price(sku, { cents: 2_000 }, two);
  const targets = { base: { company: 1, segment: 1 }, priceLists: [{ ...two, gid: list.value }] };
  await savePriceTargets(world.db, { ...targets, metafields: [two, targets.base] });
  await world.drain(2);
  await savePriceTargets(world.db, { ...targets, metafields: [two] });
  await world.price("P1E1", { cents: 1_900, promoCents: 1_500, promoUntil: world.clock.now() + DAY }, two);
  await world.price("P1E12", { cents: 2_000, onSale: false }, two);
  await world.price("P2E1", { cents: 100 }, two);
  await world.exec("UPDATE products SET title = 'Outro nome', keywords = 'branco' WHERE seq_product = 1");
  await world.category(31, "Grãos e cereais", 4);
  await world.category(5, "Bebidas");
  await world.touch(1);
  await world.sku(2, { pack: 6, stock: { 1: 20_000 } });
  await world.touch(2);
  await world.exec("UPDATE products SET active = 0 WHERE seq_product = 3");
  await world.touch(3);
  await world.product(4, { skus: [{ stock: { 1: 9_000, 2: 1_000 } }] });
  await world.product(5, { skus: [{ cents: null, stock: { 1: 9_000 } }] });
  await world.price("P1E1", { cents: 1_200, promoCents: 990, promoUntil: world.clock.now() + DAY });
  await world.price("P2E1", { cents: 0 });
  await world.stock(1, "P1E1", 8_000);
  await world.stock(2, "P1E1", 5_000);
  await world.stock(2, "P2E1", 2_000); // never active there
  await world.exec(
    "INSERT INTO order_reservations (company, sku, order_id, seq_product, quantity_milli, imported_at) VALUES (1, 'P1E12', '1001', 1, 12000, 1)",
  );
  // A customer has bought: the level differs from the last sent quantity.
  world.shopify.control.setStock(world.variant("P1E1").item.id, world.locations[1] ?? "", 3);
  return world;
}

/** The state that customers and operators see once all work is done, without ids (the shop's own counters). */
async function outcomeOf(world: PublishWorld): Promise<unknown> {
  return {
    shop: world.shop(),
    fields: [...world.shopify.state.products.values()]
      .map(({ handle, title, descriptionHtml, vendor, productType, tags, seo, metafields }) => ({
        handle,
        title,
        descriptionHtml,
        vendor,
        productType,
        tags,
        seo,
        path: metafields.get("erp.categoria")?.value,
      }))
      .sort((a, b) => (a.handle < b.handle ? -1 : 1)),
    collections: world.collections().sort((a, b) => (a.handle < b.handle ? -1 : 1)),
    kept: await world.rows("SELECT seq_product FROM shop_products WHERE merchant_fields <> '[]'"),
    lists: [...world.shopify.state.priceLists.values()].map(({ fixed }) => [...fixed]),
    documents: [...world.shopify.state.variants.values()].map(({ metafields }) => metafields.get("erp.precos")?.value),
    targets: await world.rows("SELECT target, removing, backfill_after FROM price_targets"),
    desk: await world.desk(),
    due: await world.rows("SELECT seq_product FROM shop_products WHERE due = 1"),
    duePrices: await world.rows("SELECT sku, sent_price_cents FROM shop_prices WHERE due = 1"),
    prices: await world.rows(
      "SELECT target, sku, sent_price_cents, sent_compare_cents, next_change_at, erp_price_cents, pending_cents FROM shop_prices",
    ),
    stock: await world.rows(
      "SELECT company, sku, sent IS hash AS settled, sent_quantity, level_active, parked_reason FROM stock",
    ),
    calls: await world.rows("SELECT key FROM stock_calls"),
    reservations: await world.rows("SELECT * FROM order_reservations"),
    openRuns: await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending"),
  };
}

/** Effects that must not happen twice: a product or variant created or deleted, a level changed. */
function effectsOf(world: PublishWorld): unknown[] {
  const { mutations } = world.shopify.journal;
  return mutations.flatMap(({ effects }) =>
    effects.flatMap((effect): unknown[] => {
      const { kind } = effect;
      if (kind === "product") {
        const { created, variantsMade = 0, variantsDeleted = 0 } = effect;
        return created === true || variantsMade !== 0 || variantsDeleted !== 0
          ? [{ kind, created, variantsMade, variantsDeleted }]
          : [];
      }
      if (kind === "collection" && effect["created"] === true) return [{ kind }];
      if (kind === "stock" && effect["from"] !== effect["to"])
        return [{ kind, sku: effect["sku"], location: effect["location"], from: effect["from"], to: effect["to"] }];
      return [];
    }),
  );
}

const sorted = (effects: readonly unknown[]) => effects.map((effect) => JSON.stringify(effect)).sort();

it("a crash of the publish before or after any step ends in the same shop, and no effect happens twice", async () => {
  const world = await busyWorld();
  const putBack = world.keep();
  await world.drain(8);
  const expected = await outcomeOf(world);
  const effects = sorted(effectsOf(world));
  expect(effects.some((effect) => effect.includes('"stock"'))).toBe(true); // a check that read nothing proves nothing

  let crashes = 0;
  for (let step = 1; ; step += 1) {
    let isOver = false;
    for (const when of ["before", "after"] as const) {
      putBack();
      const { gate, died } = dyingAt(step, when);
      const run = world.run(world.isolate(gate)).then(() => "ended" as const);
      const end = await Promise.race([run, died]);
      if (end === "ended") {
        isOver = true;
        break;
      }
      crashes += 1;
      world.clock.advance(LANE_LEASE_MS);
      await world.drain(8);
      const what = `died ${when} step ${step}: ${end?.label ?? "?"}`;
      expect(await outcomeOf(world), what).toEqual(expected);
      expect(sorted(effectsOf(world)), what).toEqual(effects);
    }
    if (isOver) break;
  }
  expect(crashes).toBeGreaterThan(60);
}, 300_000);
