/** Least interval and blocked hours of a load: by setting, without a deployment. */
import { expect, it } from "vitest";
import { products } from "../../src/crons/products.ts";
import { ticksOf } from "../../src/crons/ticks.ts";
import { changeSettings, findLoad, listLoads, runNow } from "../../src/loads/operate.ts";
import { pageSize, pullWorld, START } from "./world.ts";

const MINUTE = 60_000;
const KEY = { name: "products", company: "0", segment: "0" };

async function withHours(hours: { leastMinutes?: number; blockedHours?: readonly string[] }) {
  const world = pullWorld({ products: 12 });
  await world.run(products);
  const found = await findLoad(world.deps, KEY);
  if (!found) throw new Error("no load");
  await changeSettings(world.deps, found, hours);
  const calls = () => world.erp.journal.calls.filter(({ path }) => path.endsWith("/Produto")).length;
  const nextAt = async () => (await listLoads(world.deps, ticksOf)).find(({ name }) => name === "products")?.nextAt;
  return { world, calls, nextAt };
}

it("a load with a least interval runs no earlier, and shows when it runs next; a person need not wait", async () => {
  const { world, calls, nextAt } = await withHours({ leastMinutes: 60 });
  const before = calls();
  world.clock.advance(10 * MINUTE);
  await world.run(products);
  expect(calls()).toBe(before);
  expect(await nextAt()).toBe(START + 60 * MINUTE);
  const found = await findLoad(world.deps, KEY);
  if (found) await runNow(world.deps, found);
  await world.run(products);
  expect(calls()).toBeGreaterThan(before);
  world.clock.advance(60 * MINUTE);
  const later = calls();
  await world.run(products);
  expect(calls()).toBeGreaterThan(later);
});

// The test begins at noon in São Paulo.
it("in blocked hours a load makes no call, not even for a person, and then goes on where it was", async () => {
  const { world, calls, nextAt } = await withHours({ blockedHours: ["12:05-13:30"] });
  await pageSize(world, "products", 5);
  const found = await findLoad(world.deps, KEY);
  world.clock.set(START + 4 * MINUTE);
  await world.db.prepare("UPDATE loads SET full_wanted = 1 WHERE name = 'products'").run();
  await world.runPages(products, 1);
  const { page } = await world.one("SELECT page FROM loads WHERE name = 'products'");
  expect(page).toBe(2);
  world.clock.set(START + 6 * MINUTE);
  const before = calls();
  if (found) await runNow(world.deps, found);
  expect(await world.run(products)).toBe("done");
  expect(calls()).toBe(before);
  expect(await nextAt()).toBe(START + 90 * MINUTE);
  world.clock.set(START + 90 * MINUTE);
  await world.run(products);
  expect(calls()).toBeGreaterThan(before);
  expect(await world.one("SELECT run_id, page FROM loads WHERE name = 'products'")).toEqual({ run_id: null, page: 1 });
});
