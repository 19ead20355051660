import { expect, it } from "vitest";
import { saveDryRun } from "../../src/hub/dry-run/dry-run.ts";
import { readPriceTargets, savePriceTargets } from "../../src/hub/prices/price-targets.ts";
import { createPriceList } from "../../src/shopify/prices/price-lists.ts";
import { readDryReport } from "../../src/hub/dry-run/report.ts";
import { orderWorld, place, webhookOf } from "../orders/world.ts";
import { ALL, guarded, reportOf } from "./world.ts";
import { published, publishWorld } from "../publish/world.ts";

const none = { created: 0, changed: 0, removed: 0, refused: 0, waiting: 0, same: 0 };

it("D1: shows a product to create, with variants and prices, and one to refuse, with its reason", async () => {
  const world = publishWorld();
  await world.setup();
  await world.product(1, {
    title: "Café",
    skus: [
      { cents: 990, stock: { 1: 5_000 } },
      { pack: 12, cents: 9_900 },
    ],
  });
  await world.product(2, { title: "Sem preço", skus: [{ cents: null }] });
  await world.product(3, { active: false });
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("catalog")).toEqual({
    counts: { created: 1, changed: 0, removed: 0, refused: 1, waiting: 0, same: 1 },
    lines: [
      "P2 refuse no-price – –",
      "P1 create product – Café · ACTIVE · Online Store · P1E1 (UN-1) R$ 9,90, P1E12 (UN-12) R$ 99,00",
    ],
  });
  expect(scopeOf("prices").counts).toEqual({ created: 0, changed: 0, removed: 0, refused: 0, waiting: 3, same: 0 });
  expect(scopeOf("stock").counts).toEqual({ created: 0, changed: 0, removed: 0, refused: 0, waiting: 1, same: 0 });
  expect(world.shopify.state.products.size).toBe(0);
});

it("D1: shows each change with before and after, and counts unchanged records", async () => {
  const world = await published({
    1: {
      title: "Café",
      skus: [
        { cents: 1_000, stock: { 1: 5_000, 2: 3_000 } },
        { pack: 6, cents: 5_000 },
      ],
    },
  });
  await world.exec("UPDATE products SET title = 'Café torrado'");
  await world.sku(1, { pack: 12, cents: 9_000 });
  await world.touch(1);
  await world.price("P1E1", { cents: 1_000, promoCents: 790 });
  await world.price("P1E6", { cents: 5_000 });
  await world.stock(1, "P1E1", 4_000);
  await world.stock(2, "P1E1", 3_000);
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("catalog")).toEqual({
    counts: { created: 0, changed: 1, removed: 0, refused: 0, waiting: 0, same: 0 },
    lines: [
      "P1 create variant – P1E12 (UN-12) R$ 90,00",
      "P1 change seoTitle Café Café torrado",
      "P1 change title Café Café torrado",
    ],
  });
  expect(scopeOf("prices")).toEqual({
    counts: { created: 0, changed: 1, removed: 0, refused: 0, waiting: 1, same: 1 },
    lines: ["P1E1 change price R$ 10,00 R$ 7,90 (de R$ 10,00)"],
  });
  expect(scopeOf("stock")).toEqual({
    counts: { created: 0, changed: 1, removed: 0, refused: 0, waiting: 0, same: 1 },
    lines: ["P1E1@1 change available 5 4"],
  });
});

it("D1: a title that a merchant edited in Shopify is not shown as a change: the lane would leave it", async () => {
  const world = await published({ 1: { title: "Café" } });
  const [product] = world.shopify.state.products.values();
  world.shopify.control.setTitle(product?.id ?? "", "Café da casa");
  await world.exec("UPDATE products SET title = 'Café torrado'");
  await world.touch(1);
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("catalog").lines.join()).not.toContain("title");
});

it("D1: a price that fell too far is shown as refused, with both prices", async () => {
  const world = await published({ 1: { skus: [{ cents: 1_000 }] } });
  await world.price("P1E1", { cents: 100 });
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("prices")).toEqual({
    counts: { created: 0, changed: 0, removed: 0, refused: 1, waiting: 0, same: 0 },
    lines: ["P1E1 refuse price-drop R$ 10,00 R$ 1,00"],
  });
});

it("D1: a removed list price is shown with Shopify's value; the base price stays and is refused", async () => {
  const world = await published({ 1: { skus: [{ cents: 1_000 }] }, 2: { active: true } });
  const list = await createPriceList(world.deps.shopify, "Loja 2", null);
  if (list.kind !== "done") throw new Error("no price list");
  const [base, two] = [
    { company: 1, segment: 1 },
    { company: 2, segment: 1 },
  ];
  await world.price("P1E1", { cents: 1_500 }, two);
  await savePriceTargets(world.db, { base, priceLists: [{ ...two, gid: list.value }] });
  await world.drain(2);
  await world.price("P1E1", { cents: 1_500, onSale: false }, two);
  await world.price("P1E1", { cents: 1_000, onSale: false });
  const { scopeOf } = await reportOf(world);
  const target = (await readPriceTargets(world.db)).find(({ kind }) => kind === "priceList")?.target;
  expect(scopeOf("prices")).toEqual({
    counts: { created: 0, changed: 0, removed: 1, refused: 1, waiting: 0, same: 0 },
    lines: [`P1E1@${target} remove price R$ 15,00 –`, "P1E1 refuse not-on-sale R$ 10,00 –"],
  });
});

it("D1: a disabled product is not sent, so its price that goes off sale counts as unchanged", async () => {
  const world = await published({ 1: { skus: [{ cents: 1_000 }] } });
  await world.exec("UPDATE products SET active = 0");
  await world.price("P1E1", { cents: 1_000, onSale: false });
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("prices")).toEqual({ counts: { ...none, same: 1 }, lines: [] });
});

it("D1: a price whose last call had no response is sent again, though the hub stores the same; the shop's price is unknown", async () => {
  const world = await published({ 1: { skus: [{ cents: 1_000 }] } });
  await world.price("P1E1", { cents: 1_000 });
  await world.exec("UPDATE shop_prices SET outcome_unknown = 1");
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("prices")).toEqual({ counts: { ...none, changed: 1 }, lines: ["P1E1 change price – R$ 10,00"] });
});

it("D1: a company's price that leaves the metafield is removed, the others' stay", async () => {
  const world = await published({ 1: { skus: [{ cents: 1_000 }] } });
  const [base, two] = [
    { company: 1, segment: 1 },
    { company: 2, segment: 1 },
  ];
  await world.price("P1E1", { cents: 1_500 }, two);
  await savePriceTargets(world.db, { base, metafields: [base, two] });
  await world.drain(2);
  await savePriceTargets(world.db, { base, metafields: [base] });
  const { scopeOf } = await reportOf(world);
  expect(scopeOf("prices")).toEqual({
    counts: { ...none, removed: 1 },
    lines: ["P1E1@meta-2 remove price R$ 15,00 –"],
  });
});

it("a pass continues where it was interrupted, reads each record once, and is renewed after an hour", async () => {
  const world = publishWorld();
  await world.setup();
  for (let seq = 1; seq <= 3_100; seq += 1) await world.product(seq, {});
  await saveDryRun(world.db, ALL, world.clock.now());
  expect(await world.run(guarded(world.deps))).toBe("more");
  const { scopeOf } = await reportOf(world, 3);
  expect(scopeOf("catalog").counts).toMatchObject({ created: 3_100 });
  expect(await world.run(guarded(world.deps))).toBe("done");
  world.clock.advance(3_600_000);
  await world.exec("UPDATE shop_products SET due = 0 WHERE seq_product > 10");
  await world.run(guarded(world.deps));
  expect((await readDryReport(world.db, { limit: 1 })).scopes.find(({ scope }) => scope === "catalog")).toMatchObject({
    created: 10,
  });
});

it("D1, inv. 8: an order to submit is shown by its number and counts, without its customer", async () => {
  const world = await orderWorld();
  await saveDryRun(world.db, ALL, world.clock.now());
  const order = place(world);
  world.push(webhookOf(order));
  await world.work(guarded(world.deps));
  const report = await readDryReport(world.db, { limit: 10 });
  expect(report.orders).toMatchObject({ waiting: 1, newest: [{ company: 1, skus: 1 }] });
  expect(JSON.stringify(report)).not.toMatch(/@|cpf|endere|nome/i);
});
