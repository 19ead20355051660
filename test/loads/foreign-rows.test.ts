/** A refused or foreign row never takes a good one with it. */
import { describe, expect, it } from "vitest";
import { skusOf } from "../../sim/consinco/view.ts";
import { prices } from "../../src/crons/prices.ts";
import { products } from "../../src/crons/products.ts";
import { stock } from "../../src/crons/stock.ts";
import type { Fetch } from "../../src/ports.ts";
import { priceAt } from "../../src/rules/prices/shop-price.ts";
import { laterPromotions } from "../../src/rules/catalog/hub-rows.ts";
import { toErpTime } from "../../src/rules/brazil/erp-time.ts";
import { readDesk } from "../desk.ts";
import { mapCompanies, pageSize, pullWorld, START } from "./world.ts";

/** An ERP that answers every list with these records. */
const answering =
  (items: () => readonly object[]): Fetch =>
  async (request) =>
    request.url.endsWith("/auth/login")
      ? Response.json({ access_token: "t", expires_in: "3600" })
      : Response.json({ items: items(), hasNext: false });

async function loaded(job: typeof prices, items: readonly object[]) {
  let now = items;
  const world = pullWorld({ fetch: answering(() => now) });
  await mapCompanies(world, 1);
  await world.run(job);
  return {
    ...world,
    again: async (next: readonly object[]) => {
      now = next;
      world.clock.advance(600_000);
      await world.run(job);
    },
    open: async () =>
      (await readDesk(world.db, "state = 'open'")).map(({ record, reason, params }) => ({ record, reason, params })),
  };
}

const price = {
  nroEmpresa: 1,
  nroSegmento: 1,
  seqProduto: 919,
  qtdEmbalagem: 1,
  statusVenda: "A",
  precoPromoc: 0,
  dtaInicioPromoc: null,
  dtaFimPromoc: null,
};
const level = {
  companyId: 1,
  branchId: 1,
  warehouseERPReferenceKey: 1,
  productSKUERPReferenceKey: "P919E1",
  unlimitedQuantity: "N",
  dateOnBalanceSystem: null,
};
const PRICE = "SELECT sku, normal_cents AS cents FROM prices";
const STOCK = "SELECT sku, quantity_milli AS milli FROM stock";

describe("rows of another segment, company or warehouse than asked", () => {
  it("are skipped and counted before rows of one key are merged: a price of another segment takes none away", async () => {
    const world = await loaded(prices, [
      { ...price, precoNormal: 10 },
      { ...price, nroSegmento: 2, precoNormal: 7 },
      { ...price, nroEmpresa: 2, precoNormal: 8 },
    ]);
    expect(await world.rows(PRICE)).toEqual([{ sku: "P919E1", cents: 1000 }]);
    expect(await world.open()).toEqual([
      { record: "carga prices loja 1 segmento 1", reason: "rows-foreign", params: { rows: 2 } },
    ]);
    expect(await world.one("SELECT read, changed, unchanged, refused FROM runs")).toEqual({
      read: 3,
      changed: 1,
      unchanged: 2,
      refused: 0,
    });
  });

  it("of warehouse 901 leave the company's own stock", async () => {
    const world = await loaded(stock, [
      { ...level, quantity: 37 },
      { ...level, warehouseERPReferenceKey: 901, quantity: 0 },
    ]);
    expect(await world.rows(STOCK)).toEqual([{ sku: "P919E1", milli: 37_000 }]);
    expect((await world.open()).map(({ reason }) => reason)).toEqual(["rows-foreign"]);
  });

  it("are counted over all pages of a run, in one entry a load, which closes with the first run without any", async () => {
    const world = pullWorld({ products: 20, habits: { foreignRows: true } });
    await mapCompanies(world, 1);
    await pageSize(world, "stock", 5, 1);
    await world.run(stock);
    const skus = world.erp.state.catalogue.skus.length;
    const open = () => readDesk(world.db, "state = 'open'");
    expect((await open()).map(({ reason, params }) => ({ reason, params }))).toEqual([
      { reason: "rows-foreign", params: { rows: 2 * skus } },
    ]);
    expect(await world.one("SELECT count(*) AS n FROM stock")).toEqual({ n: skus });
    (world.erp.state.settings.habits as { foreignRows: boolean }).foreignRows = false;
    world.clock.advance(600_000);
    await world.run(stock);
    expect(await open()).toEqual([]);
  });

  it("alone store nothing, and the entry says so", async () => {
    const world = await loaded(prices, [{ ...price, nroSegmento: 2, precoNormal: 7 }]);
    expect(await world.rows(PRICE)).toEqual([]);
    expect((await world.open()).map(({ reason }) => reason)).toEqual(["rows-foreign"]);
  });
});

describe("two records of one key on a page", () => {
  it("a refused one takes no good one with it, before or after", async () => {
    const bad = { ...price, precoNormal: 0 };
    const good = { ...price, precoNormal: 10 };
    for (const items of [
      [good, bad],
      [bad, good],
    ]) {
      const world = await loaded(prices, items);
      expect(await world.rows(PRICE)).toEqual([{ sku: "P919E1", cents: 1000 }]);
      expect((await world.open()).map(({ record, reason }) => `${record} ${reason}`)).toEqual([
        "P919E1 loja 1 segmento 1 price-zero",
      ]);
      await world.again([good]);
      expect(await world.open()).toEqual([]);
    }
  });

  it("two stock rows that cannot be distinguished are refused as such, and the last figure stays", async () => {
    const world = await loaded(stock, [{ ...level, quantity: 12 }]);
    await world.again([
      { ...level, quantity: 37 },
      { ...level, quantity: 0 },
    ]);
    expect(await world.rows(STOCK)).toEqual([{ sku: "P919E1", milli: 12_000 }]);
    expect(await world.open()).toEqual([{ record: "P919E1 loja 1", reason: "rows-alike", params: { rows: 2 } }]);
    await world.again([
      { ...level, quantity: 37 },
      { ...level, quantity: 37 },
    ]);
    expect(await world.rows(STOCK)).toEqual([{ sku: "P919E1", milli: 37_000 }]);
    expect(await world.open()).toEqual([]);
  });

  it("two prices that differ in the price itself are refused as such", async () => {
    const world = await loaded(prices, [
      { ...price, nroSegmento: null, precoNormal: 10 },
      { ...price, nroSegmento: null, precoNormal: 7 },
    ]);
    expect(await world.rows(PRICE)).toEqual([]);
    expect((await world.open()).map(({ reason }) => reason)).toEqual(["rows-alike"]);
  });
});

const numberOrNull = (value: unknown) => (value === null ? null : Number(value));
const storedOf = (row: Readonly<Record<string, unknown>>) => ({
  normalCents: Number(row["normal_cents"]),
  promoCents: numberOrNull(row["promo_cents"]),
  promoFrom: numberOrNull(row["promo_from"]),
  promoUntil: numberOrNull(row["promo_until"]),
  ...laterPromotions(row["promos_later"] as string | null),
  onSale: true,
});

describe("several promotions of one SKU", () => {
  const DAY = 86_400_000;
  const promo = (precoPromoc: number, from: number, until: number) => ({
    ...price,
    precoNormal: 10,
    precoPromoc,
    dtaInicioPromoc: toErpTime(START + from * DAY),
    dtaFimPromoc: toErpTime(START + until * DAY),
  });

  it("the one in force now counts, of those the lowest; a future one is kept too and begins by itself", async () => {
    for (const items of [
      [promo(8, -1, 5), promo(8.5, -2, 9), promo(6, 11, 15)],
      [promo(6, 11, 15), promo(8.5, -2, 9), promo(8, -1, 5)],
    ]) {
      const world = await loaded(prices, items);
      const row = await world.one("SELECT * FROM prices");
      const stored = storedOf(row);
      const at = (days: number) => {
        const shown = priceAt(stored, null, START + days * DAY);
        return shown.kind === "price" ? shown.priceCents : shown.reason;
      };
      expect([0, 6, 10, 12, 16].map(at)).toEqual([800, 850, 1000, 600, 1000]);
      const now = priceAt(stored, null, START);
      expect(now).toMatchObject({ compareAtCents: 1000, nextChangeAt: START + 5 * DAY + 1000 });
    }
  });

  it("one that cannot be right is at the desk, though a right one stands behind or before it (seed 109133330)", async () => {
    const wrong = promo(11, -1, 5);
    const right = promo(6, 11, 15);
    for (const items of [
      [wrong, right],
      [right, wrong],
      [right, wrong, { ...wrong, precoPromoc: 12 }, promo(7, 20, 18)],
    ]) {
      const world = await loaded(prices, items);
      expect(await world.rows("SELECT promo_cents AS cents, promos_later AS later FROM prices")).toEqual([
        { cents: 600, later: null },
      ]);
      const reasons = (await world.open()).map(({ record, reason }) => `${record} ${reason}`).toSorted();
      expect(reasons).toEqual([
        ...(items.length > 2 ? ["P919E1 loja 1 segmento 1 promo-dates"] : []),
        "P919E1 loja 1 segmento 1 promo-not-lower",
      ]);
      expect(await world.one("SELECT refused FROM runs")).toEqual({ refused: 0 });
      await world.again([right]);
      expect(await world.open()).toEqual([]);
    }
  });

  it("of the simulated ERP leave each price as it is now", async () => {
    const world = pullWorld({ products: 30, habits: { promotionRows: true } });
    await mapCompanies(world, 1);
    await world.run(products);
    await world.run(prices);
    const rows = await world.rows("SELECT * FROM prices");
    const shown = new Map(rows.map((row) => [row["sku"], priceAt(storedOf(row), null, START)]));
    const sold = skusOf(world.erp.state, 1).filter(({ statusVenda }) => statusVenda === "A");
    expect(sold.filter(({ promotion }) => promotion !== null).length).toBeGreaterThan(0);
    for (const { key, normalCents, promotion } of sold) {
      const runs = promotion !== null && promotion.from <= START && START < promotion.until;
      expect({ key, ...shown.get(key) }).toMatchObject({ key, priceCents: runs ? promotion.cents : normalCents });
    }
    expect(await readDesk(world.db, "state = 'open'")).toEqual([]);
  });
});
