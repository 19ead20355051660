import { expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { saveBaseTarget } from "../../src/hub/mappings.ts";

async function hubWithPrices(): Promise<D1Database> {
  const db = d1Binding(SqliteEngine.open({ template: migrated() }), openGate);
  await db.batch([
    db.prepare(
      `INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash)
       VALUES (919, 'P919E1', 1000, 'UN-1', 1, 'a'), (919, 'P919E12', 12000, 'CX-12', 1, 'b')`,
    ),
    db.prepare(
      `INSERT INTO prices (company, segment, sku, normal_cents, on_sale, hash)
       VALUES (1, 1, 'P919E1', 2490, 1, 'a'), (2, 1, 'P919E1', 2590, 1, 'b'), (2, 1, 'P919E12', 27990, 1, 'c')`,
    ),
  ]);
  return db;
}

const duePrices = async (db: D1Database): Promise<unknown[]> =>
  (await db.prepare("SELECT seq_product, sku, due, version FROM shop_prices ORDER BY sku").all()).results;

it("a base target named after its prices were read has them all due", async () => {
  const db = await hubWithPrices();
  await saveBaseTarget(db, { company: 2, segment: 1 });
  expect(await duePrices(db)).toEqual([
    { seq_product: 919, sku: "P919E1", due: 1, version: 1 },
    { seq_product: 919, sku: "P919E12", due: 1, version: 1 },
  ]);
});

it("a base target that moves has the prices of both companies due, and said twice changes nothing", async () => {
  const db = await hubWithPrices();
  await saveBaseTarget(db, { company: 1, segment: 1 });
  await db.prepare("UPDATE shop_prices SET due = 0").run();
  await saveBaseTarget(db, { company: 2, segment: 1 });
  const moved = await duePrices(db);
  expect(moved).toEqual([
    { seq_product: 919, sku: "P919E1", due: 1, version: 2 },
    { seq_product: 919, sku: "P919E12", due: 1, version: 1 },
  ]);
  await saveBaseTarget(db, { company: 2, segment: 1 });
  expect(await duePrices(db)).toEqual(moved);
});
