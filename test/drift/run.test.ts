import { expect, it } from "vitest";
import { drift, driftGoOn, driftSample } from "../../src/crons/drift.ts";
import { readDriftRuns, readFindings } from "../../src/hub/drift/drift.ts";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { compare } from "./compare-all.ts";
import { runOf } from "../loads/world.ts";
import { published, type PublishWorld } from "../publish/world.ts";

const three = () =>
  published({
    1: {
      title: "Café",
      skus: [
        { cents: 990, stock: { 1: 10_000, 2: 5_000 } },
        { pack: 6, cents: 5_000 },
        { pack: 12, cents: 9_900 },
      ],
    },
    2: { title: "Arroz", skus: [{ cents: 2_500, stock: { 1: 8_000 } }] },
    3: { title: "Feijão", skus: [{ cents: 890, stock: { 2: 3_000 } }] },
  });

const productOf = (world: PublishWorld, title: string) => {
  const product = [...world.shopify.state.products.values()].find((each) => each.title === title);
  if (!product) throw new Error(`the shop has no ${title}`);
  return product;
};

it.each([drift, driftSample])("$name: an unchanged shop gives no finding", async (job) => {
  const world = await three();
  const { run, found } = await compare(world, job);
  expect(found).toEqual([]);
  expect(run).toMatchObject({ products: 3, variants: 5, levels: 4, skipped: 0 });
  expect(run.endedAt).not.toBeNull();
  expect(await world.desk()).toEqual([]);
  expect(await world.rows("SELECT read, changed, unchanged, refused FROM runs WHERE name = ?", job.name)).toEqual([
    { read: 3, changed: 0, unchanged: 3, refused: 0 },
  ]);
});

it.each([drift, driftSample])(
  "$name: merchant changes in the shop are found once each, and repair reverts them",
  async (job) => {
    const world = await three();
    const { control } = world.shopify;
    const shown = world.shop();
    control.setTitle(productOf(world, "Café").id, "Café da casa");
    control.setStatus(productOf(world, "Arroz").id, "DRAFT");
    control.setPrice(world.variant("P2E1").id, 100);
    control.deleteVariant(world.variant("P1E12").id);
    control.setStock(world.variant("P1E1").item.id, world.locations[1] ?? "", 50);
    control.deleteProduct(productOf(world, "Feijão").id);
    const { run, found } = await compare(world, job);
    expect(found.toSorted()).toEqual([
      "price P2 P2E1 0 2500 100",
      "product-missing P3  0 Feijão –",
      "status P2  0 ACTIVE DRAFT",
      "stock P1 P1E1 2 5 50",
      "title P1  0 Café Café da casa",
      "variant-missing P1 P1E12 0 P1E12 –",
    ]);
    expect(run.counts).toMatchObject({
      price: 1,
      "product-missing": 1,
      status: 1,
      stock: 1,
      title: 1,
      "variant-missing": 1,
    });
    expect(await world.desk()).toMatchObject([{ area: "drift", reason: "drift-found" }]);

    expect(await repairDrift(world.db, { runId: run.id, n: null, kind: null }, world.clock.now())).toBe(6);
    await world.drain(4);
    expect(world.shop()).toEqual(shown);
    expect((await compare(world, job)).found).toEqual([]);
    expect(await world.desk()).toEqual([]);
    // A second repair request does not send it again.
    expect(await repairDrift(world.db, { runId: run.id, n: null, kind: null }, world.clock.now())).toBe(0);
  },
);

it("an unpublished product, a deactivated level and a foreign variant are found", async () => {
  const world = await three();
  const [online = ""] = world.shopify.state.publications.keys();
  productOf(world, "Café").publishedOn.clear();
  const { item } = world.variant("P2E1");
  const level = item.levels.get(world.locations[0] ?? "");
  if (!level) throw new Error("no level");
  level.isActive = false;
  // Created by a merchant beside ours: unknown to the hub.
  await world.exec("DELETE FROM shop_variants WHERE sku = 'P1E12'");
  const { found } = await compare(world);
  expect(found.toSorted()).toEqual([
    "level-inactive P2 P2E1 1 8 8",
    `unpublished P1  0 ${online} sim não`,
    "variant-extra P1 P1E12 0 – P1E12",
  ]);
});

it("C6: a product archived by a merchant is no finding: no lane would revert it", async () => {
  const world = await three();
  world.shopify.control.setStatus(productOf(world, "Arroz").id, "ARCHIVED");
  expect((await compare(world)).found).toEqual([]);
  await world.touch(2);
  await world.drain(2);
  expect(productOf(world, "Arroz").status).toBe("ARCHIVED");
});

it("repair of one kind leaves the others as they are", async () => {
  const world = await three();
  world.shopify.control.setTitle(productOf(world, "Café").id, "Outro");
  world.shopify.control.setPrice(world.variant("P2E1").id, 100);
  const { run } = await compare(world);
  expect(await repairDrift(world.db, { runId: run.id, n: null, kind: "price" }, world.clock.now())).toBe(1);
  await world.drain(2);
  expect(world.shop().map(({ title }) => title)).toContain("Outro");
  expect(world.variant("P2E1").price).toBe(2_500);
  const [left] = (await readFindings(world.db, run.id, { kind: null, after: 0, limit: 10 })).filter(
    ({ repairedAt }) => repairedAt === null,
  );
  expect(await repairDrift(world.db, { runId: run.id, n: left?.n ?? 0, kind: null }, world.clock.now())).toBe(1);
  await world.drain(2);
  expect(world.shop().map(({ title }) => title)).not.toContain("Outro");
});

it("S14: a recent order is no finding, and neither is one known to the hub", async () => {
  const world = await three();
  const placed = world.shopify.control.placeOrder({ lines: [{ sku: "P1E1", quantity: 3 }] });
  if (!placed.ok) throw new Error(placed.reason);
  expect(world.available("P1E1", 1)).toBe(7);
  const { run, found } = await compare(world);
  expect(found).toEqual([]);
  expect(run.skipped).toBe(1);
  // As the order's own step leaves it: reserved and due.
  await world.exec(
    "INSERT INTO order_reservations (company, sku, order_id, seq_product, quantity_milli) VALUES (1, 'P1E1', '1', 1, 3000)",
  );
  await world.exec("UPDATE stock SET sent = NULL, sent_quantity = NULL WHERE company = 1 AND sku = 'P1E1'");
  expect((await compare(world)).found).toEqual([]);
  await world.drain(2);
  world.clock.advance(3_600_000);
  expect((await compare(world)).found).toEqual([]);
});

it("rows being sent to Shopify are not compared", async () => {
  const world = await three();
  await world.exec("UPDATE products SET title = 'Café novo' WHERE seq_product = 1");
  await world.touch(1);
  await world.price("P2E1", { cents: 2_600 });
  await world.stock(2, "P3E1", 1_000);
  const { run, found } = await compare(world);
  expect(found).toEqual([]);
  expect(run).toMatchObject({ products: 2, skipped: 1 });
});

it("changes in the hub while Shopify is read are no finding", async () => {
  const holder: { world?: PublishWorld } = {};
  const world = await published(
    { 2: { title: "Arroz", skus: [{ cents: 2_500, stock: { 1: 8_000 } }] } },
    {
      fetch: (shop) => async (request) => {
        const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
        const { world: now } = holder;
        if (now && text.includes("query DriftProducts")) {
          delete holder.world;
          // A publish runs between the hub's read and Shopify's.
          await now.price("P2E1", { cents: 2_600 });
          await now.run();
        }
        return shop(request);
      },
    },
  );
  holder.world = world;
  expect((await compareAny(world)).found).toEqual([]);
  expect(world.variant("P2E1").price).toBe(2_600);
});

async function compareAny(world: PublishWorld) {
  await drift.run(world.deps, runOf(world.clock));
  const [run] = await readDriftRuns(world.db, 1);
  const findings = await readFindings(world.db, run?.id ?? "", { kind: null, after: 0, limit: 100 });
  return { run, found: findings };
}

it("an interrupted full comparison continues at its page, counts every product once, and stays within a query's cost", async () => {
  const products = Object.fromEntries(
    Array.from({ length: 90 }, (_, index) => [
      index + 1,
      { skus: Array.from({ length: 1 + (index % 7) }, (__, at) => ({ pack: at + 1, stock: { 1: 900_000 } })) },
    ]),
  );
  const world = await published(products, { bucketPoints: 1_000_000, restorePerSecond: 100_000 });
  await world.drain(4);
  world.shopify.control.setPrice(world.variant("P70E1").id, 7);
  // The second page's queries are cut off.
  const cut = world.isolate(async (call, effect) => {
    if (call.port === "fetch" && world.callCount("DriftLevels") > 0) throw new Error("cut");
    return effect();
  });
  await drift.run(cut, runOf(world.clock));
  expect((await readDriftRuns(world.db, 1))[0]).toMatchObject({ products: 40, endedAt: null });
  await driftGoOn.run(world.deps, runOf(world.clock));
  const [run] = await readDriftRuns(world.db, 1);
  expect(run).toMatchObject({ products: 90, counts: { price: 1 } });
  expect(run?.endedAt).not.toBeNull();
  const costs = world.shopify.journal.requests
    .filter(({ operation }) => operation.startsWith("Drift"))
    .map(({ requested }) => requested);
  expect(costs.length).toBeGreaterThan(3);
  expect(Math.max(...costs)).toBeLessThanOrEqual(1_000);
  expect(await driftGoOn.run(world.deps, runOf(world.clock))).toBe("done"); // no comparison is open: it starts none
  expect(await readDriftRuns(world.db, 5)).toHaveLength(1);
});
