/** `nroEmpresa` on a SKU is its activity at that company; `name` of the SKU is the vendor's name for the shop. */
import { describe, expect, it } from "vitest";
import { products } from "../../src/crons/products.ts";
import { skus } from "../../src/crons/skus.ts";
import { readProducts } from "../../src/hub/catalog/shop-products.ts";
import { rereadStock } from "../../src/hub/stock/due-stock.ts";
import { readStockCompanies } from "../../src/hub/stock/companies.ts";
import type { Fetch } from "../../src/ports.ts";
import { desiredStock } from "../../src/rules/stock/available-quantity.ts";
import { mapCompanies, pageSize, pullWorld } from "./world.ts";

const sku = (company: number | null, ativo: boolean, more: object = {}) => ({
  seqProduto: 919,
  qtdEmbalagem: 1,
  embalagem: "UN-1",
  codAcesso: null,
  ativo,
  indKit: "N",
  pesoBruto: 1,
  largura: 1,
  altura: 1,
  comprimento: 1,
  ...(company === null ? {} : { nroEmpresa: company }),
  ...more,
});

async function loaded(items: readonly object[]) {
  let now = items;
  const answer: Fetch = async (request) => {
    const page = Number(new URL(request.url).searchParams.get("Page"));
    const size = Number(new URL(request.url).searchParams.get("PageSize"));
    if (request.url.endsWith("/auth/login")) return Response.json({ access_token: "t", expires_in: "3600" });
    return Response.json({ items: now.slice((page - 1) * size, page * size), hasNext: now.length > page * size });
  };
  const world = pullWorld({ fetch: answer });
  await mapCompanies(world, 3);
  await world.db.batch([
    world.db.prepare(
      "INSERT INTO products (seq_product, title, hash, titled, short_name) VALUES (919, 'ARROZ 5KG', 'h', 0, 'ARROZ 5KG')",
    ),
    world.db.prepare("INSERT INTO shop_products (seq_product) VALUES (919)"),
    world.db.prepare(
      "INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid) VALUES (919, 'P919E1', 'v', 'i')",
    ),
    ...[1, 2, 3].map((company) =>
      world.db
        .prepare(
          "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash) VALUES (?1, 'P919E1', 919, 9000, 'h')",
        )
        .bind(company),
    ),
  ]);
  const again = async (next: readonly object[]) => {
    now = next;
    world.clock.advance(600_000);
    await world.db.prepare("UPDATE stock SET sent = hash").run();
    await world.run(skus);
  };
  return {
    ...world,
    again,
    units: async () => {
      const companies = await readStockCompanies(world.db);
      const rows = await rereadStock(
        world.db,
        companies,
        [1, 2, 3].map((company) => ({ company, sku: "P919E1" })),
      );
      return rows
        .toSorted((one, other) => one.company - other.company)
        .map((row) => desiredStock(row))
        .map((desired) => (desired.kind === "units" ? desired.units : desired.kind));
    },
    active: async () =>
      (await world.db.prepare("SELECT active, activity FROM skus").first<{ active: number; activity: string }>()) ??
      null,
    due: async () => (await world.db.prepare("SELECT company FROM stock WHERE sent IS NULL").all()).results.length,
  };
}

describe("nroEmpresa of a SKU", () => {
  it("off at company 2 in a later run, it is off there only", async () => {
    const world = await loaded([sku(1, true), sku(2, true)]);
    await world.run(skus);
    expect(await world.units()).toEqual([9, 9, 9]);
    await world.again([sku(2, false)]);
    expect(await world.active()).toEqual({ active: 1, activity: '{"1":1,"2":0}' });
    expect(await world.units()).toEqual([9, 0, 9]);
    expect(await world.due()).toBe(3); // due: the lane sends it
    await world.again([sku(2, true)]);
    expect(await world.units()).toEqual([9, 9, 9]);
  });

  it("records of one SKU on two pages say together where it is off", async () => {
    const world = await loaded([sku(1, false), sku(3, true), sku(2, true)]);
    await pageSize(world, "skus", 2);
    await world.run(skus);
    expect(await world.active()).toEqual({ active: 1, activity: '{"1":0,"2":1,"3":1}' });
    expect(await world.units()).toEqual([0, 9, 9]);
  });

  it("off at every company that the ERP names, it is inactive", async () => {
    const world = await loaded([sku(1, true), sku(2, false)]);
    await world.run(skus);
    await world.again([sku(1, false)]);
    expect(await world.active()).toEqual({ active: 0, activity: '{"1":0,"2":0}' });
    expect(await world.units()).toEqual([0, 0, 0]);
  });

  it("a record without a company speaks for all of them", async () => {
    const world = await loaded([sku(1, true), sku(2, false)]);
    await world.run(skus);
    await world.again([sku(null, true)]);
    expect(await world.active()).toEqual({ active: 1, activity: null });
    expect(await world.units()).toEqual([9, 9, 9]);
  });

  it("the same records again write no row and make nothing due", async () => {
    const world = await loaded([sku(1, true), sku(2, false)]);
    await world.run(skus);
    await world.again([sku(2, false), sku(1, true)]);
    expect(await world.due()).toBe(0);
  });
});

describe("name of a SKU", () => {
  const title = async (world: Awaited<ReturnType<typeof loaded>>) =>
    (await readProducts(world.db, [919]))[0]?.product?.title;

  it("comes before Descrição Reduzida, as in the vendor's own export", async () => {
    const world = await loaded([sku(1, true, { name: "Arroz Tio João 5 kg" })]);
    await world.run(skus);
    expect(await title(world)).toBe("Arroz Tio João 5 kg");
  });

  it("comes after a title written for the shop", async () => {
    const world = await loaded([sku(1, true, { name: "Arroz Tio João 5 kg" })]);
    await world.run(skus);
    await world.db.prepare("UPDATE products SET titled = 1, title = 'Arroz do Site'").run();
    expect(await title(world)).toBe("Arroz do Site");
  });

  it("that only repeats Descrição Reduzida does not outlive it", async () => {
    const world = pullWorld({ products: 12, companies: 1 });
    await mapCompanies(world, 1);
    await world.run(skus); // before the products: the names are not known to repeat anything yet
    await world.run(products);
    const repeated =
      "SELECT count(*) AS n FROM skus AS k JOIN products AS p USING (seq_product) WHERE k.name = p.short_name";
    expect(await world.db.prepare(repeated).first("n")).toBe(0);
    const view = world.erp.state.catalogue.products.find(
      ({ nomeEcommerce, tituloEcommerce, delisted }) => !delisted && nomeEcommerce === null && tituloEcommerce === null,
    );
    if (!view) throw new Error("no product without names for the shop");
    world.clock.advance(600_000);
    world.erp.control.setTitle({ seqProduto: view.seqProduto, title: "Nome novo" });
    await world.run(products);
    await world.run(skus);
    expect((await readProducts(world.db, [view.seqProduto]))[0]?.product?.title).toBe("Nome novo");
    const named = world.erp.state.catalogue.products.find(({ nomeEcommerce }) => nomeEcommerce !== null);
    if (named)
      expect((await readProducts(world.db, [named.seqProduto]))[0]?.product?.title).toBe(
        named.tituloEcommerce ?? named.nomeEcommerce,
      );
  });
});
