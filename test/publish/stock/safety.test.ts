/** Safety stock by rules: what is kept back, and that a change of it is sent. */
import { expect, it } from "vitest";
import { changeSafetyRules, refreshSafety } from "../../../src/setup/safety-stock.ts";
import { published } from "../world.ts";

async function shopOfTwo() {
  const world = await published({
    1: { category: 312, skus: [{ stock: { 1: 20_000, 2: 20_000 } }] },
    2: { category: 400, skus: [{ stock: { 1: 20_000, 2: 20_000 } }] },
  });
  await world.category(310, "Hortifruti");
  await world.category(312, "Verduras", 310);
  const units = () => ["P1E1", "P2E1"].map((sku) => [1, 2].map((company) => world.available(sku, company)));
  return { world, units };
}

it("a rule of a category keeps back its goods only; without rules all are sold again", async () => {
  const { world, units } = await shopOfTwo();
  expect(units()).toEqual([
    [20, 20],
    [20, 20],
  ]);
  await changeSafetyRules(world.deps, [
    { seqCategory: 310, milli: 5_000 },
    { company: 2, seqCategory: 310, milli: 7_000 },
    { seqProduct: 2, milli: 1_000 },
  ]);
  await world.drain(3);
  expect(units()).toEqual([
    [15, 13],
    [19, 19],
  ]);
  await changeSafetyRules(world.deps, []);
  await world.drain(3);
  expect(units()).toEqual([
    [20, 20],
    [20, 20],
  ]);
  expect(await world.rows("SELECT act, name, after FROM audit ORDER BY at, id")).toHaveLength(2);
});

it("days of cover follow what our orders sold, once they are imported", async () => {
  const { world, units } = await shopOfTwo();
  await changeSafetyRules(world.deps, [{ seqCategory: 310, coverDays: 2 }]);
  await world.drain(2);
  expect(units()[0]).toEqual([20, 20]); // nothing was sold yet
  const reserve =
    "INSERT INTO order_reservations (company, sku, order_id, seq_product, quantity_milli) VALUES (1, 'P1E1', ?, 1, ?)";
  await world.exec(reserve, "1", 3_000);
  await world.exec(reserve, "2", 1_000);
  await world.exec(reserve, "3", 9_000); // never imported
  await world.exec("UPDATE order_reservations SET imported_at = ? WHERE order_id IN ('1', '2')", world.clock.now());
  await world.exec("DELETE FROM order_reservations");
  await refreshSafety(world.deps);
  await world.drain(2);
  expect(units()).toEqual([
    [12, 20], // 4 a day, two days
    [20, 20],
  ]);
  world.clock.advance(40 * 86_400_000); // out of the window
  await refreshSafety(world.deps);
  await world.drain(3);
  expect(units()[0]).toEqual([20, 20]);
});

it("the same rules again write nothing", async () => {
  const { world } = await shopOfTwo();
  await changeSafetyRules(world.deps, [{ seqCategory: 310, milli: 5_000 }]);
  await world.drain(3);
  await refreshSafety(world.deps);
  expect(await world.rows("SELECT sku FROM stock WHERE sent IS NOT hash")).toEqual([]);
});
