import { expect, it } from "vitest";
import { eanCheckDigit } from "../../../sim/consinco/catalogue/ean.ts";
import { generateCatalogue } from "../../../sim/consinco/catalogue/generate.ts";
import { isTaxId } from "../../../sim/consinco/fiscal/cnpj.ts";
import { floorOf, NOW } from "./shop-floor.ts";

const SEEDS = [1, 42, 4711];

const make = (from: number) => JSON.stringify(generateCatalogue({ seed: from, products: 50, now: NOW }));
const numbersOf = (key: string) => /^P(\d+)E(\d+)$/.exec(key)?.slice(1).map(Number) ?? [];

it.each(SEEDS)("seed %i gives the same goods twice, and another seed gives others", (seed) => {
  expect(make(seed)).toBe(make(seed));
  expect(make(seed)).not.toBe(make(seed + 1));
});

it.each(SEEDS)("seed %i: no two products or SKUs share a key, and both stand in key order", (seed) => {
  const { products, skus } = generateCatalogue({ seed, skus: 3000, now: NOW });
  products
    .slice(1)
    .forEach(({ seqProduto }, at) => expect(seqProduto).toBeGreaterThan(products[at]?.seqProduto ?? Infinity));
  skus.slice(1).forEach(({ key }, at) => {
    const [product = 0, size = 0] = numbersOf(key);
    const [productBefore = Infinity, sizeBefore = 0] = numbersOf(skus[at]?.key ?? "");
    expect(product > productBefore || (product === productBefore && size > sizeBefore)).toBe(true);
  });
});

it.each([10, 57, 300])("%i requested SKUs are %i SKUs made", (skus) => {
  expect(generateCatalogue({ seed: 3, skus, now: NOW }).skus).toHaveLength(skus);
});

it("refuses more than 200,000 SKUs and more than 60 companies", () => {
  expect(() => generateCatalogue({ seed: 1, skus: 200_001, now: NOW })).toThrow("200000");
  expect(() => generateCatalogue({ seed: 1, companies: 61, now: NOW })).toThrow("60");
});

it("a clean catalogue has only valid EANs that begin with 789, none twice", () => {
  const { skus, dirt } = generateCatalogue({ seed: 5, skus: 5000, badRecordShare: 0, now: NOW });
  const codes = skus.flatMap(({ codAcesso }) => codAcesso ?? []);
  expect(dirt).toEqual([]);
  expect(codes.length).toBeGreaterThan(2500);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) {
    expect(code).toMatch(/^789\d{10}$/);
    expect(Number(code[12])).toBe(eanCheckDigit(code));
  }
});

it("from 200 products on, every kind of dirt occurs, each on a product of its own; the share decides how much", () => {
  const small = generateCatalogue({ seed: 8, products: 200, badRecordShare: 0.0001, now: NOW });
  expect(new Set(small.dirt.map(({ kind }) => kind)).size).toBe(14);
  const { dirt, skus } = generateCatalogue({ seed: 8, products: 1000, badRecordShare: 0.1, now: NOW });
  expect(dirt).toHaveLength(Math.round(skus.length * 0.1));
  const products = dirt.map(({ key }) => /\d+/.exec(key)?.[0]);
  expect(new Set(products).size).toBe(products.length);
});

it("the wire shows what the dirt list has", async () => {
  const floor = floorOf({ products: 250, badRecordShare: 0.03 });
  const prices = await floor.all("/Cadastros/TabelaPrecoItem?NroEmpresa=2", 500);
  const priceOf = (kind: string) => {
    const key = floor.state.catalogue.dirt.find((dirt) => dirt.kind === kind)?.key;
    return prices.find((price) => `P${String(price["seqProduto"])}E${String(price["qtdEmbalagem"])}` === key);
  };
  expect(priceOf("missingPrice")).toBeDefined();
  expect(priceOf("missingPrice")).not.toHaveProperty("precoNormal");
  expect(priceOf("zeroPrice")?.["precoNormal"]).toBe(0);
  expect(priceOf("negativePrice")?.["precoNormal"]).toBeLessThan(0);
  expect(priceOf("promotionNotBelowNormal")?.["precoPromoc"]).toBeGreaterThan(
    Number(priceOf("promotionNotBelowNormal")?.["precoNormal"]),
  );
  const products = await floor.all("/Cadastros/Produto", 500);
  const productOf = (kind: string) => {
    const key = floor.state.catalogue.dirt.find((dirt) => dirt.kind === kind)?.key;
    return products.find((product) => String(product["seqProduto"]) === key);
  };
  expect(String(productOf("longName")?.["descCompleta"])).toHaveLength(300);
  expect(String(productOf("blankName")?.["descCompleta"]).trim()).toBe("");
  const stock = await floor.all("/Cadastros/ProdutoEstoque?NroEmpresa=1", 500);
  const fourth = floor.state.catalogue.dirt.find(({ kind }) => kind === "fourthDecimal")?.key;
  expect(stock.find((level) => level["productSKUERPReferenceKey"] === fourth)?.["quantity"]).toBe(37.2505);
});

it("has three levels of category, each leaf under a group under a department, and every product on a leaf", () => {
  const { categories, products } = generateCatalogue({ seed: 2, products: 300, now: NOW });
  const byNumber = new Map(categories.map((category) => [category.seqCategoria, category]));
  for (const { level, parent } of categories)
    expect(parent === null ? 1 : (byNumber.get(parent)?.level ?? 0) + 1).toBe(level);
  for (const { seqCategoria } of products) expect(byNumber.get(seqCategoria)?.level).toBe(3);
});

it("has weighed goods, cases, bundles, inactive, no stock, and promotions on both sides of now", async () => {
  const floor = floorOf({ products: 600 });
  const { products, skus } = floor.state.catalogue;
  expect(products.some(({ weighed, multipleMilli }) => weighed && multipleMilli === 100)).toBe(true);
  expect(new Set(skus.map(({ embalagem }) => embalagem))).toEqual(new Set(["UN-1", "KG-1", "CX-12", "FD-6"]));
  expect(skus.some(({ active }) => !active)).toBe(true);
  expect(products.some(({ descCompleta }) => /[ÃÇÉÍÓÚ]/.test(descCompleta))).toBe(true);
  const promotions = skus.flatMap(({ promotion, normalCents }) => (promotion ? [{ ...promotion, normalCents }] : []));
  expect(promotions.every(({ cents, normalCents }) => cents > 0 && cents < normalCents)).toBe(true);
  expect(promotions.some(({ from, until }) => from <= NOW && until > NOW)).toBe(true);
  expect(promotions.some(({ until }) => until < NOW)).toBe(true);
  expect(promotions.some(({ from }) => from > NOW && from < NOW + 6.5 * 3_600_000)).toBe(true);
  const stock = await floor.all("/Cadastros/ProdutoEstoque?NroEmpresa=1", 500);
  expect(stock.some(({ quantity }) => quantity === 0)).toBe(true);
  expect(stock.every(({ quantity }) => Number(quantity) >= 0)).toBe(true);
});

it("companies differ in price, their promotions stay below normal, and every third CNPJ has letters", async () => {
  const floor = floorOf({ companies: 6 });
  const [one, two] = [
    await floor.all("/Cadastros/TabelaPrecoItem?NroEmpresa=1"),
    await floor.all("/Cadastros/TabelaPrecoItem?NroEmpresa=2"),
  ];
  expect(one.map((price) => price["precoNormal"])).not.toEqual(two.map((price) => price["precoNormal"]));
  for (const price of [...one, ...two]) expect(Number(price["precoPromoc"])).toBeLessThan(Number(price["precoNormal"]));
  for (const { cnpj } of floor.state.catalogue.companies) expect(isTaxId(cnpj)).toBe(true);
  expect(floor.state.catalogue.companies.map(({ cnpj }) => /[A-Z]/.test(cnpj))).toEqual([
    false,
    false,
    true,
    false,
    false,
    true,
  ]);
});

it("200,000 SKUs in 60 companies are as many, each with its own key", () => {
  const { skus } = generateCatalogue({ seed: 1, skus: 200_000, companies: 60, now: NOW });
  expect(new Set(skus.map(({ key }) => key)).size).toBe(200_000);
});
