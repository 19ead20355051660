import { expect, it } from "vitest";
import { toLocal } from "../../../sim/consinco/local-time.ts";
import { floorOf, NOW, pieceAt } from "./shop-floor.ts";

type Page = { items: Record<string, unknown>[]; hasNext: boolean };
const PER_COMPANY = ["TabelaPrecoItem?NroEmpresa=1", "ProdutoEstoque?NroEmpresa=1"];

it.each(["Page=0", "PageSize=0", "Page=x", "DtaHorAlteracao=ontem", "DtaHorAlteracao=2026-02-30T00:00:00"])(
  "a collection requested with %s is a 400 in TOTVS's shape",
  async (query) => {
    const { status, body } = await floorOf().call("GET", `/Cadastros/Produto?${query}`);
    expect(status).toBe(400);
    expect(Object.keys(body)).toEqual(["code", "message", "detailedMessage", "helpUrl", "details"]);
  },
);

it("prices and stock without a company are a 400, of an unknown company an empty page, of a forbidden one a 403", async () => {
  const floor = floorOf({ forbiddenCompanies: [2] });
  expect((await floor.call("GET", "/Cadastros/ProdutoEstoque")).status).toBe(400);
  expect((await floor.call("GET", "/Cadastros/ProdutoEstoque?Nroempresa=99")).body).toEqual({
    items: [],
    hasNext: false,
  });
  expect((await floor.call("GET", "/Cadastros/TabelaPrecoItem?NroEmpresa=2")).status).toBe(403);
  expect((await floor.call("GET", "/Cadastros/Nada")).status).toBe(404);
});

it.each(["Marca", "Categoria", "Produto", "ProdutoSku", "TabelaPreco", "ProdutoSkuEspecificacao", ...PER_COMPANY])(
  "%s read by pages of 7 is what it is in one page: nothing twice, nothing left out",
  async (path) => {
    const floor = floorOf();
    const whole = await floor.all(`/Cadastros/${path}`, 1000);
    expect(whole.length).toBeGreaterThan(2);
    expect(await floor.all(`/Cadastros/${path}`, 7)).toEqual(whole);
    expect(new Set(whole.map((item) => JSON.stringify(item))).size).toBe(whole.length);
  },
);

it("DtaHorAlteracao is inclusive, to the second, in São Paulo's time", async () => {
  const floor = floorOf();
  const { key } = pieceAt(floor);
  floor.advance(5_400);
  floor.control.setPrice({ key, normalCents: 777, company: 1 });
  const read = async (since: string) =>
    (await floor.call<Page>("GET", `/Cadastros/TabelaPrecoItem?NroEmpresa=1&DtaHorAlteracao=${since}`)).body.items;
  expect(await read("2026-11-24T12:00:06")).toEqual([]);
  const [price, ...others] = await read("2026-11-24T12:00:05");
  expect(others).toEqual([]);
  expect(price).toMatchObject({ precoNormal: 7.77, dtaHorAlteracao: "2026-11-24T12:00:05" });
});

it("a package never touched has the stamp 2000-01-01T00:00:00 and is found only from before it", async () => {
  const floor = floorOf();
  const count = async (since: string) => (await floor.all(`/Cadastros/ProdutoSku?DtaHorAlteracao=${since}`)).length;
  const all = await count("1900-01-01T00:00:00");
  expect(all).toBe(floor.state.catalogue.skus.length);
  expect(await count("2000-01-01T00:00:01")).toBeLessThan(all);
});

it("paths and query names are read without regard to case", async () => {
  const { status, body } = await floorOf().call<Page>("GET", "/CADASTROS/produtoESTOQUE/?NROEMPRESA=1&pagesize=3");
  expect([status, body.items.length, body.hasNext]).toEqual([200, 3, true]);
});

it("speaks the other dialects: Items/HasNext in PascalCase, bare arrays, aliases, one SKU key, unknown fields", async () => {
  const pascal = await floorOf({ dialect: { envelope: "Items", names: "pascal" } }).call<{
    Items: object[];
    HasNext: boolean;
  }>("GET", "/Cadastros/Marca?PageSize=2");
  expect(pascal.body.HasNext).toBe(true);
  expect(Object.keys(pascal.body.Items[0] ?? {})).toEqual(["SeqMarca", "Marca", "DtaHorAlteracao", "Ativo"]);

  const bare = await floorOf({
    dialect: { envelope: "array", names: "alias", skuKey: true, unknownFields: true },
  }).call<Record<string, unknown>[]>("GET", "/Cadastros/ProdutoSku?PageSize=2");
  expect(bare.body).toHaveLength(2);
  expect(bare.body[0]).toMatchObject({
    productSKUId: expect.stringMatching(/^P\d+E\d+$/) as unknown,
    extra: { versao: 3 },
  });
  expect(bare.body[0]).not.toHaveProperty("qtdEmbalagem");

  const alias = await floorOf({ dialect: { names: "alias" } }).call<Page>("GET", "/Cadastros/Produto?PageSize=1");
  expect(alias.body.items[0]).toMatchObject({
    erpReferenceKey: expect.any(Number) as unknown,
    isActive: expect.any(Boolean) as unknown,
  });
});

it("short pages: some are empty though more follow, yet following hasNext reads all of it once", async () => {
  const whole = await floorOf().all("/Cadastros/ProdutoSku", 1000);
  const floor = floorOf({ dialect: { shortPages: true } });
  const third = await floor.call<Page>("GET", "/Cadastros/ProdutoSku?Page=3&PageSize=7");
  expect(third.body).toEqual({ items: [], hasNext: true });
  expect(await floor.all("/Cadastros/ProdutoSku", 7)).toEqual(whole);
});

it("a larger PageSize than the server's own gives the server's, and hasNext is still right", async () => {
  const { body } = await floorOf({ dialect: { pageSizeMax: 10 } }).call<Page>(
    "GET",
    "/Cadastros/ProdutoSku?PageSize=5000",
  );
  expect([body.items.length, body.hasNext]).toEqual([10, true]);
});

it("quirks: a page that repeats, records on two pages, records skipped; each as often as configured", async () => {
  const floor = floorOf();
  const page = async (number: number) =>
    (await floor.call<Page>("GET", `/Cadastros/Produto?Page=${number}&PageSize=5`)).body.items.map(
      ({ seqProduto }) => seqProduto,
    );
  const [one, two] = [await page(1), await page(2)];
  floor.control.quirk({ kind: "repeat", times: 1 });
  expect(await page(2)).toEqual(one);
  floor.control.quirk({ kind: "overlap", rows: 2, times: 1 });
  expect((await page(2)).slice(0, 2)).toEqual(one.slice(3));
  floor.control.quirk({ kind: "skip", rows: 1, times: 1 });
  expect((await page(2))[0]).toBe(two[1]);
  expect(await page(2)).toEqual(two);
});

it("a repeated page that was empty hides the records of its own, and the simulator keeps that it did", async () => {
  const floor = floorOf({ dialect: { shortPages: true } });
  const page = async (number: number) =>
    (await floor.call<Page>("GET", `/Cadastros/Produto?Page=${number}&PageSize=5`)).body.items.length;
  expect([await page(3), (await page(4)) > 0]).toEqual([0, true]);
  floor.control.quirk({ kind: "repeat", times: 1 });
  await page(2);
  expect(floor.state.quirks.hasHiddenRecords).toBe(false); // it gave the records of another page, which a reader sees
  floor.control.quirk({ kind: "repeat", times: 1 });
  expect(await page(4)).toBe(0);
  expect(floor.state.quirks.hasHiddenRecords).toBe(true);
});

it("a product delisted between two pages moves the rest up, as in a real list: the reader of pages misses one", async () => {
  const floor = floorOf();
  const whole = (await floor.all("/Cadastros/Produto", 1000)).map(({ seqProduto }) => Number(seqProduto));
  const page = async (number: number) =>
    (await floor.call<Page>("GET", `/Cadastros/Produto?Page=${number}&PageSize=5`)).body.items.map(
      ({ seqProduto }) => seqProduto,
    );
  await page(1);
  floor.control.setDelisted({ seqProduto: whole[0] ?? 0, delisted: true });
  expect((await page(2))[0]).toBe(whole[6]);
  expect((await floor.all("/Cadastros/ProdutoSku", 1000)).some(({ seqProduto }) => seqProduto === whole[0])).toBe(
    false,
  );
});

it("images carry https URLs, data: URLs and bare base64, one main image a product", async () => {
  const images = await floorOf({ products: 400 }).all("/Cadastros/ProdutoSkuEspecificacao", 500);
  const kinds = new Set(images.map(({ valor }) => /^https:|^data:/.exec(String(valor))?.[0] ?? "base64"));
  expect(kinds).toEqual(new Set(["https:", "data:", "base64"]));
  const main = images.filter(({ indPrincipal }) => indPrincipal === "S").map(({ seqProduto }) => seqProduto);
  expect(new Set(main).size).toBe(main.length);
});

it("each control shows on the wire with a new stamp, and only there", async () => {
  const floor = floorOf();
  const { key, seqProduto } = pieceAt(floor);
  const since = toLocal(NOW + 60_000);
  floor.advance(60_000);
  const changed = (path: string) =>
    floor.all(`/Cadastros/${path}${path.includes("?") ? "&" : "?"}DtaHorAlteracao=${since}`);
  floor.control.setStock({ seqProduto, quantity: 3, company: 2 });
  expect(await changed("ProdutoEstoque?Nroempresa=1")).toEqual([]);
  expect((await changed("ProdutoEstoque?Nroempresa=2"))[0]).toMatchObject({ erpReferenceKey: seqProduto, quantity: 3 });
  floor.control.setTitle({ seqProduto, title: "Pão de Ló" });
  expect(await changed("Produto")).toEqual([
    expect.objectContaining({ descReduzida: "Pão de Ló", descCompleta: "PÃO DE LÓ" }),
  ]);
  expect(await changed("ProdutoSku")).toEqual([]);
  floor.control.setActive({ key, active: false });
  expect(await changed("ProdutoSku")).toEqual([expect.objectContaining({ seqProduto, ativo: false })]);
  expect(await changed("TabelaPrecoItem?NroEmpresa=3")).toEqual([expect.objectContaining({ statusVenda: "I" })]);
  floor.control.moveCategory({ seqProduto, seqCategoria: 1000 });
  expect((await changed("Produto"))[0]?.["seqCategoria"]).toBe(1000);
  floor.control.setPromotion({ key, company: 1, promotion: { cents: 99, from: NOW, until: NOW + 1000 } });
  expect((await changed("TabelaPrecoItem?NroEmpresa=1"))[0]).toMatchObject({
    precoPromoc: 0.99,
    dtaInicioPromoc: "2026-11-24T12:00:00",
    dtaFimPromoc: "2026-11-24T12:00:01",
  });
});

const runTill = () => {
  const floor = floorOf();
  const sold = floor.control.runTill({ sales: 500 });
  const levels = floor.state.catalogue.products.map((_, index) => floor.state.stock.of(1, index).quantityMilli);
  return { sold, levels };
};

it("the till sells the same things for the same seed and never below zero", () => {
  expect(runTill()).toEqual(runTill());
  expect(runTill().sold).toBeGreaterThan(100);
  expect(Math.min(...runTill().levels)).toBeGreaterThanOrEqual(0);
});
