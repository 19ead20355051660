/** The daily limit of new variants: creates wait, all other changes continue. */
import { expect, it } from "vitest";
import { readVariantReport } from "../../../src/hub/catalog/variant-limit.ts";
import { addProducts, dueOf, jobsOf, manyWorld, type BulkOptions } from "../bulk/world.ts";

const DAY = 86_400_000;

/** A shop below Plus that reports this many variants, and a hub with this many products to create. */
async function largeShop(inShop: number, products: number, options: BulkOptions & { readonly plus?: boolean } = {}) {
  const { plus = false, ...rest } = options;
  const holder = { inShop };
  const world = await manyWorld(products, {
    from: 1_000,
    ...rest,
    fetch: (shop) => async (request) => {
      const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
      if (!text.includes("query ShopSize")) return shop(request);
      const made = world.shopify.state.variants.size;
      return Response.json({
        data: { shop: { plan: { shopifyPlus: plus } }, productVariantsCount: { count: holder.inShop + made } },
      });
    },
  });
  return world;
}

it("C16: at the limit creates stop, other changes continue, and creates resume the next day", async () => {
  const world = await largeShop(50_990, 6);
  await world.exec("UPDATE variant_limit SET created_today = 995, day = ?", Math.floor(world.clock.now() / DAY));
  await world.drain(3);
  // Five are left today: P1, P2, P3 with two packages, P4; P5 and P6 wait.
  expect(world.shop().map(({ title }) => title)).toEqual(["Produto 1", "Produto 2", "Produto 3", "Produto 4"]);
  expect(await dueOf(world)).toEqual([{ record: "P5" }, { record: "P6" }]);
  await world.price("P1E1", { cents: 1_234 });
  await world.exec("UPDATE products SET title = 'Outro' WHERE seq_product = 2");
  await world.touch(2);
  await world.drain(2);
  expect(world.variant("P1E1").price).toBe(1_234);
  expect(world.shop().map(({ title }) => title)).toContain("Outro");
  expect(world.shop()).toHaveLength(4);
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending")).toEqual([]);
  world.clock.advance(DAY);
  await world.drain(3);
  expect(world.shop()).toHaveLength(6);
  expect(await dueOf(world)).toEqual([]);
});

it("C16: a load that exceeds the limit opens one entry with its days, and the report shows it", async () => {
  const world = await largeShop(49_998, 6);
  await world.exec("UPDATE variant_limit SET created_today = 1000, day = ?", Math.floor(world.clock.now() / DAY));
  await world.drain(2);
  world.clock.advance(3_600_000);
  await world.drain(2);
  const plan = (await world.desk()).filter(({ reason }) => reason === "variant-cap");
  expect(plan).toHaveLength(1);
  expect(plan[0]?.["message"]).toContain("6 esperam e a carga leva mais 1 dia");
  expect(await world.rows("SELECT times FROM desk WHERE reason = 'variant-cap'")).toEqual([{ times: 1 }]);
  expect(await readVariantReport(world.db, world.clock.now())).toMatchObject({
    plus: false,
    inShop: 50_000,
    waiting: 6,
    remainingToday: 0,
    daysNeeded: 1,
  });
  world.clock.advance(DAY);
  await world.drain(3);
  world.clock.advance(3_600_000);
  await world.touch(1);
  await world.drain(1);
  expect((await world.desk()).filter(({ reason }) => reason === "variant-cap")).toEqual([]);
  expect(await readVariantReport(world.db, world.clock.now())).toMatchObject({ waiting: 0, daysNeeded: 0 });
});

it("C16: open bulk jobs count too, so that two planning runs do not both use the day's remainder", async () => {
  const world = await largeShop(60_000, 12, { from: 3, bulkMs: 600_000 });
  await world.exec("UPDATE variant_limit SET created_today = 990, day = ?", Math.floor(world.clock.now() / DAY));
  await world.run();
  await world.poll();
  // Ten are left: P1 … P8 create ten; the others wait for tomorrow.
  expect(await jobsOf(world)).toMatchObject([{ kind: "ProductSet", lines: 8 }]);
  await world.exec("UPDATE shop_products SET not_before = 0");
  await world.run();
  expect(await jobsOf(world)).toHaveLength(1);
  expect(world.calls("productSet")).toEqual([]);
  await world.drain(12);
  expect(world.shop()).toHaveLength(8);
});

it("C16: on Plus nothing waits", async () => {
  const world = await largeShop(90_000, 6, { plus: true });
  await world.exec("UPDATE variant_limit SET created_today = 5000, day = ?", Math.floor(world.clock.now() / DAY));
  await world.drain(3);
  expect(world.shop()).toHaveLength(6);
});

it("C16: a 429 on a create in a shop at its limit pauses creates for an hour; prices and texts continue", async () => {
  const world = await largeShop(50_000, 3);
  world.shopify.faults.add({
    operation: "ProductSet",
    kind: "status",
    status: 429,
    headers: { "retry-after": "3600" },
  });
  await world.drain(2);
  expect(world.shop()).toEqual([]);
  expect((await world.desk()).map(({ reason }) => reason)).toContain("variant-cap-met");
  expect((await readVariantReport(world.db, world.clock.now())).blockedUntil).not.toBeNull();
  const before = world.callCount("ProductSet");
  await world.drain(5);
  expect(world.callCount("ProductSet")).toBe(before);
  world.shopify.faults.clear();
  world.clock.advance(3_600_000);
  await world.drain(3);
  expect(world.shop()).toHaveLength(3);
});

it("C16: a product with two variants may cross the limit where one slot is left", async () => {
  const world = await largeShop(49_999, 0);
  await addProducts(world, 3, 3);
  await world.drain(2);
  expect(world.shop()).toMatchObject([{ variants: [{ sku: "P3E1" }, { sku: "P3E12" }] }]);
});

it("C16: a 429 while the limit is crossed pauses creates too, with an entry until they resume", async () => {
  const world = await largeShop(49_999, 0);
  await addProducts(world, 1, 1);
  world.shopify.faults.add({
    operation: "ProductSet",
    kind: "status",
    status: 429,
    headers: { "retry-after": "3600" },
  });
  await world.drain(2);
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["variant-cap-met"]);
  world.shopify.faults.clear();
  for (let hour = 0; hour < 2; hour += 1) {
    world.clock.advance(3_600_000);
    await world.touch(1);
    await world.drain(1);
  }
  expect(world.shop()).toHaveLength(1);
  expect(await world.desk()).toEqual([]);
});

it("C16: at the limit an existing product sends its text and other variants; only its new variant waits", async () => {
  const world = await largeShop(60_000, 2);
  await world.drain(2);
  await world.sku(1, { pack: 6, name: "FD-6", cents: 5_500 });
  await world.exec("UPDATE products SET title = 'Outro' WHERE seq_product = 1");
  await world.exec("UPDATE skus SET ean = '7896006716112' WHERE sku = 'P1E1'");
  await world.exec("UPDATE variant_limit SET created_today = 1000, day = ?", Math.floor(world.clock.now() / DAY));
  await world.touch(1);
  await world.drain(2);
  expect(world.productOf(1)).toMatchObject({ title: "Outro", variants: [{ barcode: "7896006716112" }] });
  expect(await world.rows("SELECT seq_product, due FROM shop_products WHERE due = 1")).toEqual([
    { seq_product: 1, due: 1 },
  ]);
  const calls = world.shopify.journal.mutations.length;
  await world.drain(2);
  expect(world.shopify.journal.mutations).toHaveLength(calls); // the product is not read every minute
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending")).toEqual([]);
  world.clock.advance(DAY);
  await world.drain(2);
  expect(world.productOf(1).variants.map(({ item }) => item.sku)).toEqual(["P1E1", "P1E6"]);
  expect(await dueOf(world)).toEqual([]);
});

it("C16: packages that cannot have a variant use no slot, and delay neither their product nor the plan's end", async () => {
  const world = await largeShop(60_000, 0);
  await addProducts(world, 1, 1);
  await world.drain(2);
  // No price, off sale, a doubled name, reported as deleted; then a product that cannot be created.
  await world.sku(1, { pack: 2, cents: null });
  await world.sku(1, { pack: 3, onSale: false });
  await world.sku(1, { pack: 4, name: "UN-1" });
  await world.exec("INSERT INTO catalog_settings (name, value) VALUES ('catalog', '{\"variantDeleted\":\"report\"}')");
  await world.sku(1, { pack: 5 });
  await world.exec("INSERT INTO shop_variants_deleted (seq_product, sku) VALUES (1, 'P1E5')");
  await world.product(2, { skus: [{ cents: null }] });
  await world.product(3, {});
  await world.exec("UPDATE products SET title = 'Outro' WHERE seq_product = 1");
  await world.exec("UPDATE variant_limit SET created_today = 999, day = ?", Math.floor(world.clock.now() / DAY));
  await world.touch(1);
  await world.drain(2);
  expect(world.shop().map(({ title }) => title)).toEqual(["Outro", "Produto 3"]);
  expect(await dueOf(world)).toEqual([]);
  await world.touch(1);
  await world.exec("UPDATE variant_limit SET checked_at = 0, warning_opened_at = 1");
  await world.drain(1);
  expect(await readVariantReport(world.db, world.clock.now())).toMatchObject({ waiting: 0, daysNeeded: 0 });
  expect((await world.desk()).filter(({ reason }) => reason === "variant-cap")).toEqual([]);
});

it("C16: a product without a bulk line uses its daily slots only once", async () => {
  const world = await largeShop(60_000, 0, { from: 2 });
  await addProducts(world, 1, 2);
  await world.drain(8);
  for (const seq of [1, 2]) await world.sku(seq, { pack: 6, name: "FD-6" });
  // The text goes first, by a single call.
  await world.exec("UPDATE products SET title = title || ' novo'");
  await world.exec("UPDATE variant_limit SET created_today = 998, day = ?", Math.floor(world.clock.now() / DAY));
  for (const seq of [1, 2]) await world.touch(seq);
  await world.run();
  expect(world.shop().map(({ variants }) => variants.length)).toEqual([2, 2]);
});

it("C16: in bulk too an existing product is sent, and its new variant follows the next day", async () => {
  const world = await largeShop(60_000, 0, { from: 2 });
  await addProducts(world, 1, 2);
  await world.drain(8);
  await world.exec("UPDATE skus SET ean = '7896006716112' WHERE sku = 'P1E1'");
  await world.exec("UPDATE skus SET weight_g = 750 WHERE sku = 'P2E1'");
  for (const seq of [1, 2]) await world.sku(seq, { pack: 6, name: "FD-6" });
  await world.exec("UPDATE variant_limit SET created_today = 1000, day = ?", Math.floor(world.clock.now() / DAY));
  for (const seq of [1, 2]) await world.touch(seq);
  await world.drain(6);
  expect((await jobsOf(world)).at(-1)).toMatchObject({ kind: "VariantsUpdate", state: "done", lines: 2 });
  expect([world.variant("P1E1").barcode, world.variant("P2E1").item.weight?.value]).toEqual(["7896006716112", 0.75]);
  expect(await dueOf(world)).toEqual([{ record: "P1" }, { record: "P2" }]);
  world.clock.advance(DAY);
  await world.drain(8);
  expect(world.shop().map(({ variants }) => variants.length)).toEqual([2, 2]);
  expect(await dueOf(world)).toEqual([]);
});

it("C16: Shopify's own code for the daily limit closes the gate: nothing is refused, and all goes on the next day", async () => {
  const world = await manyWorld(6, { from: 1_000, plan: "standard", variantLimit: { from: 3, perDay: 3 } });
  await world.drain(2);
  expect(world.shopify.state.variants.size).toBe(3);
  expect(world.shopify.journal.requests.map(({ outcome }) => outcome)).toContain("VARIANT_THROTTLE_EXCEEDED");
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["variant-cap-met"]);
  // Text and price of what exists go on while creations pause.
  await world.price("P1E1", { cents: 1_234 });
  await world.exec("UPDATE products SET title = 'Outro' WHERE seq_product = 1");
  await world.touch(1);
  const creates = world.callCount("ProductSet");
  await world.drain(3);
  expect([world.variant("P1E1").price, world.productOf(1).title]).toEqual([1_234, "Outro"]);
  expect(world.callCount("ProductSet")).toBe(creates);
  for (let day = 0; day < 2; day += 1) {
    world.clock.advance(DAY + 1);
    await world.drain(4);
  }
  world.clock.advance(3_600_000);
  await world.touch(1);
  await world.drain(2);
  expect(world.shop()).toHaveLength(6);
  expect(await dueOf(world)).toEqual([]);
  expect(await world.desk()).toEqual([]);
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending")).toEqual([]);
});

it("C16: the code in lines of a bulk job closes the gate too, and no line counts as a try", async () => {
  const world = await manyWorld(8, { from: 3, plan: "standard", variantLimit: { from: 4, perDay: 4 } });
  await world.drain(6);
  expect(world.shopify.state.variants.size).toBe(4);
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["variant-cap-met"]);
  expect(await world.rows("SELECT max(attempts) AS tries FROM shop_products")).toEqual([{ tries: 0 }]);
  for (let day = 0; day < 3; day += 1) {
    world.clock.advance(DAY + 1);
    await world.drain(8);
  }
  expect(world.shop()).toHaveLength(8);
});
