import { expect, it } from "vitest";
import type { Category } from "../../sim/consinco/catalogue/types.ts";
import { brands } from "../../src/crons/brands.ts";
import { categories } from "../../src/crons/categories.ts";
import { products } from "../../src/crons/products.ts";
import { readClassifications } from "../../src/hub/catalog/categories.ts";
import { pageSize, pullWorld } from "./world.ts";
import { named, readDesk } from "../desk.ts";

type World = ReturnType<typeof pullWorld>;

async function loaded(options: Parameters<typeof pullWorld>[0] = {}): Promise<World> {
  const world = pullWorld({ products: 60, ...options });
  for (const job of [brands, categories, products]) expect(await world.run(job)).toBe("done");
  await untilAtRest(world);
  return world;
}

async function untilAtRest(world: World): Promise<void> {
  await world.db.prepare("UPDATE shop_products SET due = 0, version = 1").run();
  world.clock.advance(600_000);
}

const treeOf = (world: World) => world.erp.state.catalogue.categories;
const categoryAt = (world: World, seq: number): Category => {
  const category = treeOf(world).find(({ seqCategoria }) => seqCategoria === seq);
  if (!category) throw new Error(`no category ${seq}`);
  return category;
};

/** What a person in the ERP does to a category. */
function change(world: World, seq: number, some: Partial<Category>): void {
  const index = treeOf(world).indexOf(categoryAt(world, seq));
  treeOf(world)[index] = { ...categoryAt(world, seq), ...some, changedAt: world.clock.now() };
  world.erp.state.version += 1;
}

/** A category of the middle level with goods below it, and all that stands below it. */
async function branch(world: World): Promise<{ readonly middle: number; readonly under: readonly number[] }> {
  const used = await world.rows("SELECT seq_product, seq_category FROM products ORDER BY seq_product");
  const leaf = categoryAt(world, Number(used[0]?.["seq_category"]));
  const middle = leaf.parent ?? 0;
  const leaves = new Set(treeOf(world).flatMap((each) => (each.parent === middle ? [each.seqCategoria] : [])));
  return {
    middle,
    under: used.filter((row) => leaves.has(Number(row["seq_category"]))).map((row) => Number(row["seq_product"])),
  };
}

const due = async (world: World) =>
  (await world.rows("SELECT seq_product FROM shop_products WHERE due = 1 AND version = 2 ORDER BY 1")).map((row) =>
    Number(row["seq_product"]),
  );
const open = async (world: World) => (await readDesk(world.db, "state = 'open'")).map(named);

it("a brand without a name is refused and reported, and its last name stays; the counts close", async () => {
  const world = await loaded();
  const brand = world.erp.state.catalogue.brands[0];
  if (!brand) throw new Error("no brand");
  const { name, seqMarca } = brand;
  Object.assign(brand, { name: "  ", changedAt: world.clock.now() });
  world.erp.state.version += 1;
  await world.run(brands);
  expect(await world.one("SELECT name FROM brands WHERE seq_brand = ?1", seqMarca)).toEqual({ name });
  expect(await open(world)).toEqual([{ area: "brands", record: `marca ${seqMarca}`, reason: "brand-blank" }]);
  expect(
    await world.one(
      "SELECT read, changed, unchanged, refused FROM runs WHERE name = 'brands' ORDER BY started_at DESC",
    ),
  ).toEqual({ read: 1, changed: 0, unchanged: 0, refused: 1 });
  Object.assign(brand, { name });
  await world.run(brands);
  expect(await open(world)).toEqual([]);
});

it("a renamed brand makes its own products due, and no others", async () => {
  const world = await loaded();
  const { seq_brand } = await world.one("SELECT seq_brand FROM products LIMIT 1");
  const brand = world.erp.state.catalogue.brands.find(({ seqMarca }) => seqMarca === seq_brand);
  Object.assign(brand ?? {}, { name: "Marca Nova", changedAt: world.clock.now() });
  world.erp.state.version += 1;
  await world.run(brands);
  const theirs = await world.rows("SELECT seq_product FROM products WHERE seq_brand = ?1 ORDER BY 1", seq_brand);
  expect(theirs.length).toBeGreaterThan(0);
  expect(await due(world)).toEqual(theirs.map((row) => row["seq_product"]));
});

it("C9: a branch that moves, is renamed or switched off makes the products of the whole branch due, and no other", async () => {
  const world = await loaded();
  const { middle, under } = await branch(world);
  expect(under.length).toBeGreaterThan(0);
  expect(under.length).toBeLessThan(60);
  const otherRoot = treeOf(world).find(
    ({ parent, seqCategoria }) => parent === null && seqCategoria !== categoryAt(world, middle).parent,
  );
  for (const some of [{ name: "Outro nome" }, { parent: otherRoot?.seqCategoria ?? null }, { active: false }]) {
    change(world, middle, some);
    await world.run(categories);
    expect(await due(world), JSON.stringify(some)).toEqual(under);
    await untilAtRest(world);
  }
});

it("an unchanged tree read again makes nothing due", async () => {
  const world = await loaded();
  await world.db.prepare("UPDATE loads SET full_at = 1").run();
  for (const job of [brands, categories]) await world.run(job);
  expect(await world.one("SELECT count(*) AS n FROM runs WHERE name <> 'products'")).toEqual({ n: 4 });
  expect(await due(world)).toEqual([]);
});

it("a circle ends, opens an entry for each member, marks its products, and the entries close once the tree is right", async () => {
  const world = await loaded();
  const { middle, under } = await branch(world);
  const leaf = treeOf(world).find(({ parent }) => parent === middle);
  const root = categoryAt(world, middle).parent;
  change(world, middle, { parent: leaf?.seqCategoria ?? null });
  expect(await world.run(categories)).toBe("done");
  expect(await due(world)).toEqual(under);
  expect(await open(world)).toEqual(
    [middle, leaf?.seqCategoria]
      .map((seq) => ({ area: "category-tree", record: `categoria ${seq}`, reason: "category-circle" }))
      .sort((a, b) => (a.record < b.record ? -1 : 1)),
  );
  world.clock.advance(4_000_000);
  await world.run(categories); // nothing new: nothing written
  expect(await world.one("SELECT max(times) AS times FROM desk")).toEqual({ times: 1 });
  change(world, middle, { parent: root });
  await world.run(categories);
  expect(await open(world)).toEqual([]);
});

it("a missing parent is reported only at the end of the run: a child may come before its parent", async () => {
  const world = pullWorld({ products: 10 });
  treeOf(world).reverse(); // leaves first
  await pageSize(world, "categories", 5);
  expect(await world.runPages(categories, 3)).toBe("more");
  expect(await open(world)).toEqual([]);
  expect(await world.run(categories)).toBe("done");
  expect(await open(world)).toEqual([]);
  const orphan = treeOf(world).find(({ level }) => level === 3)?.seqCategoria ?? 0;
  world.clock.advance(60_000);
  change(world, orphan, { parent: 987_654 });
  await world.run(categories);
  expect(await open(world)).toEqual([
    { area: "category-tree", record: `categoria ${orphan}`, reason: "category-parent-missing" },
  ]);
  expect((await readDesk(world.db, "state = 'open'"))[0]?.message).toMatch(/categoria 987654/);
});

it("a product has its brand's name and its path from the root to its own category", async () => {
  const world = await loaded({ dialect: { names: "alias" } });
  const { seq_product, seq_brand, seq_category } = await world.one("SELECT * FROM products LIMIT 1");
  const classifications = await readClassifications(world.db, [Number(seq_product), 999_999_999]);
  const leaf = categoryAt(world, Number(seq_category));
  const middle = categoryAt(world, leaf.parent ?? 0);
  const root = categoryAt(world, middle.parent ?? 0);
  const brand = world.erp.state.catalogue.brands.find(({ seqMarca }) => seqMarca === seq_brand);
  expect([...classifications.keys()]).toEqual([seq_product]);
  const classification = classifications.get(Number(seq_product));
  expect(classification?.brandName).toBe(brand?.name);
  expect(classification?.categoryPath.map(({ seq, name, active }) => ({ seq, name, active }))).toEqual(
    [root, middle, leaf].map(({ seqCategoria: seq, name }) => ({ seq, name, active: true })),
  );
});

it("a product without brand or category, or before theirs are read, has neither", async () => {
  const world = pullWorld({ products: 3 });
  await world.run(products);
  const { seq_product } = await world.one("SELECT seq_product FROM products LIMIT 1");
  expect((await readClassifications(world.db, [Number(seq_product)])).get(Number(seq_product))).toEqual({
    brandName: null,
    categoryPath: [],
  });
  expect(await readClassifications(world.db, [])).toEqual(new Map());
});
