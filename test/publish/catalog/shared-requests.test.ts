/** Products of a page share requests. Each is looked up, made, refused and proven by itself. */
import { describe, expect, it } from "vitest";
import { dyingAt } from "../../loads/world.ts";
import { publishWorld, type PublishOptions } from "../world.ts";

/** So many products, all new, by single calls. */
async function withNew(products: number, options: PublishOptions = {}) {
  const world = publishWorld({ plan: "standard", ...options });
  await world.setup();
  await world.exec("INSERT INTO loads (name, enabled) VALUES ('publish-bulk', 0)");
  for (let seq = 1; seq <= products; seq += 1) await world.product(seq, { skus: [{ stock: { 1: 5_000 } }] });
  return world;
}
type World = Awaited<ReturnType<typeof withNew>>;

const due = async (world: World): Promise<readonly number[]> =>
  (await world.rows("SELECT seq_product AS seq FROM shop_products WHERE due = 1 ORDER BY 1")).map(({ seq }) =>
    Number(seq),
  );
/** The ERP's numbers of the products in the shop: one each, whatever happened. */
const inShop = ({ shopify }: World): readonly string[] =>
  [...shopify.state.products.values()].map(({ handle }) => handle.replace(/.*-/, "")).sort();
const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => String(n + 1)).sort();
const outcomesOf = (world: World, operation: string) =>
  world.shopify.journal.ofOperation(operation).map(({ outcome }) => outcome);

it("48 new products are looked up in two requests and made in ten", async () => {
  const world = await withNew(48);
  await world.run();
  expect(await due(world)).toEqual([]);
  expect(inShop(world)).toEqual(numbers(48));
  expect(world.callCount("ProductByErp")).toBe(2);
  expect(world.callCount("ProductSet")).toBe(10);
  expect(world.calls("productSet")).toHaveLength(48);
  expect(await world.desk()).toEqual([]);
});

it("no request of theirs asks for more than 250 points", async () => {
  const world = await withNew(48);
  await world.run();
  expect(Math.max(...world.shopify.journal.requests.map(({ requested }) => requested))).toBeLessThanOrEqual(250);
});

it("R2: a refused product holds back none of those in its request", async () => {
  const world = await withNew(5);
  world.shopify.state.handles.set("produto-3-3", "gid://shopify/Product/999"); // another product uses the handle
  await world.run();
  expect(inShop(world)).toEqual(["1", "2", "4", "5"]);
  expect(await due(world)).toEqual([]);
  expect(await world.desk()).toMatchObject([{ record: "P3", reason: "shopify-refused", code: "HANDLE_NOT_UNIQUE" }]);
});

it("inv. 9: a call that breaks leaves one product unknown; it goes alone next time and is made once", async () => {
  const world = await withNew(5);
  world.shopify.control.breakNext("productSet");
  await world.run();
  expect(inShop(world)).toHaveLength(4);
  const [waiting] = await due(world);
  expect(await due(world)).toHaveLength(1);
  await world.product(6);
  const before = world.shopify.journal.requests.length;
  world.clock.advance(120_000);
  await world.run();
  expect(inShop(world)).toEqual(numbers(6));
  const sets = world.shopify.journal.requests.slice(before).filter(({ operation }) => operation === "ProductSet");
  expect(sets, `P${waiting} and P6`).toHaveLength(2);
});

it.each(["cutAfter", "cutBefore"] as const)(
  "inv. 5: %s: the lost answer of a shared request leaves each product provable; none is made twice",
  async (kind) => {
    const world = await withNew(5);
    world.shopify.faults.add({ kind, operation: "ProductSet", times: 1 });
    await world.run();
    expect(inShop(world)).toHaveLength(kind === "cutAfter" ? 5 : 0);
    expect(await due(world)).toHaveLength(5);
    world.clock.advance(120_000);
    await world.run();
    expect(inShop(world)).toEqual(numbers(5));
    expect(await due(world)).toEqual([]);
  },
);

it("inv. 5: a request that ends between two of its mutations: what it made is found, the rest is made", async () => {
  const world = await withNew(5);
  world.shopify.control.stopHalfway(2);
  await world.run();
  expect(inShop(world)).toHaveLength(2);
  expect(outcomesOf(world, "ProductSet")).toEqual(["stopped-halfway"]);
  world.clock.advance(120_000);
  await world.run();
  expect(inShop(world)).toEqual(numbers(5));
  expect(await due(world)).toEqual([]);
});

it("inv. 5: a death at any step of a page ends in the same shop: nothing is made twice, nothing stays due", async () => {
  const start = await withNew(7);
  const back = start.keep();
  for (let step = 1; ; step += 1)
    for (const when of ["before", "after"] as const) {
      back();
      const { gate, died } = dyingAt(step, when);
      const ended = await Promise.race([start.run(start.isolate(gate)).then(() => null), died]);
      if (ended === null) {
        expect(step).toBeGreaterThan(8); // a run of fewer steps published nothing
        return;
      }
      start.clock.advance(3_600_000);
      await start.drain(3);
      expect([step, when, inShop(start)]).toEqual([step, when, numbers(7)]);
      expect(await due(start)).toEqual([]);
    }
});

describe("Shopify counts more than we do", () => {
  it("R1: a request that costs too much goes in halves, and each product is made once", async () => {
    const world = await withNew(10);
    world.shopify.control.setCost("ProductSet", 20); // 18 points become 360: one call fits, five do not
    await world.run();
    await world.drain(2);
    expect(inShop(world)).toEqual(numbers(10));
    expect(outcomesOf(world, "ProductSet")).toContain("MAX_COST_EXCEEDED");
    expect(await world.desk()).toEqual([]);
  });
});

it("C16: the daily limit refuses the variants beyond it, call by call; those before it are made", async () => {
  const world = await withNew(5, { variantLimit: { from: 3, perDay: 0 } });
  await world.run();
  expect(inShop(world)).toHaveLength(3);
  expect(outcomesOf(world, "ProductSet")).toContain("VARIANT_THROTTLE_EXCEEDED");
  expect(JSON.stringify(await world.desk())).not.toMatch(/shopify-refused/);
});

it("a shop that closes gets no further request of the page", async () => {
  const world = await withNew(48);
  world.shopify.faults.add({ kind: "status", status: 402, operation: "ProductSet" });
  await world.run();
  expect(world.callCount("ProductSet")).toBeLessThanOrEqual(5);
  expect(await world.rows("SELECT DISTINCT attempts FROM shop_products")).toEqual([{ attempts: 0 }]);
});
