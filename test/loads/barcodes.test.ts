import { expect, it } from "vitest";
import { products } from "../../src/crons/products.ts";
import { skus } from "../../src/crons/skus.ts";
import { OWN_EAN } from "../../src/hub/catalog/barcodes.ts";
import { pullWorld } from "./world.ts";
import { readDesk } from "../desk.ts";

type World = ReturnType<typeof pullWorld>;

/** A hub with the first packages of three products, in the order of their keys. */
async function loaded() {
  const world = pullWorld({ products: 12 });
  for (const job of [products, skus]) await world.run(job);
  await world.db.prepare("UPDATE shop_products SET due = 0").run();
  world.clock.advance(600_000);
  const firsts = await world.rows(
    `SELECT k.sku, k.seq_product AS seq, k.ean FROM skus AS k
      WHERE k.active = 1 AND k.ean IS NOT NULL GROUP BY k.seq_product HAVING min(k.package_milli) ORDER BY k.seq_product LIMIT 3`,
  );
  const [first, second, third] = firsts.map(({ sku, seq, ean }) => ({
    sku: String(sku),
    seq: Number(seq),
    ean: String(ean),
  }));
  if (!first || !second || !third) throw new Error("too few SKUs");
  return { world, first, second, third };
}

/** The ERP changes a barcode, or switches a package off. */
function change(world: World, key: string, some: { readonly ean?: string; readonly active?: boolean }): void {
  const sku = world.erp.state.catalogue.skus.find((each) => each.key === key);
  if (!sku) throw new Error(`no SKU ${key}`);
  if (some.ean !== undefined) sku.codAcesso = some.ean;
  if (some.active !== undefined) sku.active = some.active;
  sku.changedAt = world.clock.now();
  world.erp.state.version += 1;
}

async function pulled(world: World) {
  await world.db.prepare("UPDATE shop_products SET due = 0").run();
  await world.run(skus);
  world.clock.advance(600_000);
  return (await world.rows("SELECT seq_product FROM shop_products WHERE due = 1 ORDER BY 1")).map((row) =>
    Number(row["seq_product"]),
  );
}

const eanOf = async (world: World, sku: string) =>
  (await world.one(`SELECT ${OWN_EAN} AS ean FROM skus AS k WHERE k.sku = ?1`, sku))["ean"];
const open = async (world: World) =>
  (await readDesk(world.db, "area = 'barcodes' AND state = 'open'")).map(({ record, reason, message }) => ({
    record,
    reason,
    message,
  }));

it("a barcode of two SKUs stays with the lower one; the later has none, is reported, and its entry closes after the repair", async () => {
  const { world, first, second } = await loaded();
  change(world, second.sku, { ean: first.ean });
  expect(await pulled(world)).toEqual([first.seq, second.seq]);
  expect([await eanOf(world, first.sku), await eanOf(world, second.sku)]).toEqual([first.ean, null]);
  expect(await open(world)).toEqual([
    {
      record: second.sku,
      reason: "ean-duplicate",
      message: `${second.sku}: o EAN ${first.ean} já é do ${first.sku}; o SKU vai sem código de barras. Corrija na aba Códigos de um dos dois.`,
    },
  ]);
  expect((await world.one("SELECT sum(refused) AS n FROM runs WHERE name = 'skus'"))["n"]).toBe(0); // the SKU goes all the same
  change(world, second.sku, { ean: second.ean });
  expect(await pulled(world)).toEqual([first.seq, second.seq]);
  expect(await eanOf(world, second.sku)).toBe(second.ean);
  expect(await open(world)).toEqual([]);
});

it("the order in which the two came does not matter", async () => {
  const { world, first, second } = await loaded();
  change(world, first.sku, { ean: second.ean });
  await pulled(world);
  expect([await eanOf(world, first.sku), await eanOf(world, second.sku)]).toEqual([second.ean, null]);
  expect((await open(world)).map(({ record }) => record)).toEqual([second.sku]);
});

it("once the lower one is switched off the next has the barcode: its product is due, and the entry of the third names it", async () => {
  const { world, first, second, third } = await loaded();
  change(world, second.sku, { ean: first.ean });
  change(world, third.sku, { ean: first.ean });
  await pulled(world);
  change(world, first.sku, { active: false });
  expect(await pulled(world)).toEqual([first.seq, second.seq, third.seq]);
  expect([await eanOf(world, first.sku), await eanOf(world, second.sku), await eanOf(world, third.sku)]).toEqual([
    null,
    first.ean,
    null,
  ]);
  const entries = await open(world);
  expect(entries.map(({ record }) => record)).toEqual([third.sku]);
  expect(entries[0]?.message).toContain(`já é do ${second.sku}`);
});

it("another change of such a SKU makes no other product due, and an unchanged page writes nothing", async () => {
  const { world, first, second } = await loaded();
  change(world, second.sku, { ean: first.ean });
  await pulled(world);
  const sku = world.erp.state.catalogue.skus.find(({ key }) => key === second.sku);
  Object.assign(sku ?? {}, { grossGrams: 777, changedAt: world.clock.now() });
  world.erp.state.version += 1;
  expect(await pulled(world)).toEqual([second.seq]);
  await world.db.prepare("UPDATE loads SET full_at = 1").run();
  expect(await pulled(world)).toEqual([]);
  expect(await world.rows("SELECT times FROM desk WHERE area = 'barcodes'")).toEqual([{ times: 1 }]);
});

it("a delisted SKU frees its barcode", async () => {
  const { world, first, second } = await loaded();
  change(world, second.sku, { ean: first.ean });
  await pulled(world);
  world.erp.control.setDelisted({ seqProduto: first.seq, delisted: true });
  await world.db.prepare("UPDATE loads SET full_wanted = 1, delisting_max_permille = 1000").run();
  await pulled(world);
  expect(await pulled(world)).toEqual([first.seq, second.seq]);
  expect(await eanOf(world, second.sku)).toBe(first.ean);
});
