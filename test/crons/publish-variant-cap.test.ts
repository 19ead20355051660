/** The daily limit of new variants: creations wait, everything else goes on. */
import { expect, it } from "vitest";
import { readVariantReport } from "../../src/hub/variant-cap.ts";
import { addProducts, dueOf, jobsOf, manyWorld, type BulkOptions } from "./bulk-world.ts";

const DAY = 86_400_000;

/** A shop below Plus that says it has so many variants, and a hub with so many products to be made. */
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

it("C16: at the limit creations stop, the rest goes on, and the next day they go on by themselves", async () => {
  const world = await largeShop(50_990, 6);
  await world.exec("UPDATE variant_cap SET made = 995, day = ?", Math.floor(world.clock.now() / DAY));
  await world.settle(3);
  // Five are left today: P1, P2, P3 with two packages, P4; P5 and P6 wait, and so does whatever they would make.
  expect(world.shop().map(({ title }) => title)).toEqual(["Produto 1", "Produto 2", "Produto 3", "Produto 4"]);
  expect(await dueOf(world)).toEqual([{ record: "P5" }, { record: "P6" }]);
  await world.price("P1E1", { cents: 1_234 });
  await world.exec("UPDATE products SET title = 'Outro' WHERE seq_product = 2");
  await world.touch(2);
  await world.settle(2);
  expect(world.variant("P1E1").price).toBe(1_234);
  expect(world.shop().map(({ title }) => title)).toContain("Outro");
  expect(world.shop()).toHaveLength(4);
  expect(await world.rows("SELECT * FROM runs WHERE due <> sent + refused + pending")).toEqual([]);
  world.clock.advance(DAY);
  await world.settle(3);
  expect(world.shop()).toHaveLength(6);
  expect(await dueOf(world)).toEqual([]);
});

it("C16: a load that the limit will hold up is said once, with its days, and the report shows it", async () => {
  const world = await largeShop(49_998, 6);
  await world.exec("UPDATE variant_cap SET made = 1000, day = ?", Math.floor(world.clock.now() / DAY));
  await world.settle(2);
  world.clock.advance(3_600_000);
  await world.settle(2);
  const plan = (await world.desk()).filter(({ reason }) => reason === "variant-cap");
  expect(plan).toHaveLength(1);
  expect(plan[0]?.["message"]).toContain("6 esperam e a carga leva mais 1 dia");
  expect(await world.rows("SELECT times FROM desk WHERE reason = 'variant-cap'")).toEqual([{ times: 1 }]);
  expect(await readVariantReport(world.db, world.clock.now())).toMatchObject({
    plus: false,
    inShop: 50_000,
    waiting: 6,
    leftToday: 0,
    daysNeeded: 1,
  });
  world.clock.advance(DAY);
  await world.settle(3);
  world.clock.advance(3_600_000);
  await world.touch(1);
  await world.settle(1);
  expect((await world.desk()).filter(({ reason }) => reason === "variant-cap")).toEqual([]);
  expect(await readVariantReport(world.db, world.clock.now())).toMatchObject({ waiting: 0, daysNeeded: 0 });
});

it("C16: in bulk too: what open jobs make is spoken for, so that two plannings do not both take the day's rest", async () => {
  const world = await largeShop(60_000, 12, { from: 3, bulkMs: 600_000 });
  await world.exec("UPDATE variant_cap SET made = 990, day = ?", Math.floor(world.clock.now() / DAY));
  await world.run();
  await world.poll();
  // Ten are left: P1 … P8 make ten; the others wait for tomorrow.
  expect(await jobsOf(world)).toMatchObject([{ kind: "ProductSet", lines: 8 }]);
  await world.exec("UPDATE shop_products SET not_before = 0");
  await world.run();
  expect(await jobsOf(world)).toHaveLength(1);
  expect(world.calls("productSet")).toEqual([]);
  await world.settle(12);
  expect(world.shop()).toHaveLength(8);
});

it("C16: on Plus nothing waits", async () => {
  const world = await largeShop(90_000, 6, { plus: true });
  await world.exec("UPDATE variant_cap SET made = 5000, day = ?", Math.floor(world.clock.now() / DAY));
  await world.settle(3);
  expect(world.shop()).toHaveLength(6);
});

it("C16: a 429 on a creation in a shop at its limit lets creations rest for an hour, and prices and texts go on", async () => {
  const world = await largeShop(50_000, 3);
  world.shopify.faults.add({
    operation: "ProductSet",
    kind: "status",
    status: 429,
    headers: { "retry-after": "3600" },
  });
  await world.settle(2);
  expect(world.shop()).toEqual([]);
  expect((await world.desk()).map(({ reason }) => reason)).toContain("variant-cap-met");
  expect((await readVariantReport(world.db, world.clock.now())).blockedUntil).not.toBeNull();
  const asked = world.asked("ProductSet");
  await world.settle(5);
  expect(world.asked("ProductSet")).toBe(asked);
  world.shopify.faults.clear();
  world.clock.advance(3_600_000);
  await world.settle(3);
  expect(world.shop()).toHaveLength(3);
});

it("C16: a product of two variants crosses the limit where one place is left below it", async () => {
  const world = await largeShop(49_999, 0);
  await addProducts(world, 3, 3);
  await world.settle(2);
  expect(world.shop()).toMatchObject([{ variants: [{ sku: "P3E1" }, { sku: "P3E12" }] }]);
});

it("C16: a 429 while the limit is crossed lets creations rest as well", async () => {
  const world = await largeShop(49_999, 0);
  await addProducts(world, 3, 3);
  world.shopify.faults.add({
    operation: "ProductSet",
    kind: "status",
    status: 429,
    headers: { "retry-after": "3600" },
  });
  await world.settle(2);
  expect((await world.desk()).map(({ reason }) => reason)).toContain("variant-cap-met");
});
