import { assert, constantFrom, integer, nat, option, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/rules/catalog/settings.ts";
import { priceAt } from "../../../src/rules/prices/shop-price.ts";
import { shopProduct, VARIANTS_MAX, type ProductParts } from "../../../src/rules/catalog/shop-product.ts";
import type { StoredPrice, StoredProduct, StoredSku } from "../../../src/rules/catalog/hub-rows.ts";
import { planSet } from "../../../src/rules/catalog/variant-set.ts";
import {
  desiredStock,
  sellableUnits,
  type Stock,
  type StockFacts,
} from "../../../src/rules/stock/available-quantity.ts";
import { catalogSettings } from "../../../src/rules/catalog/settings.ts";
import { descriptionHtml, handleOf, shopTitle } from "../../../src/rules/catalog/texts.ts";

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 24, 15);
const priceOf = (row: Partial<StoredPrice> = {}): StoredPrice => ({
  normalCents: 1000,
  promoCents: null,
  promoFrom: null,
  promoUntil: null,
  onSale: true,
  ...row,
});
const promoOf = (row: Partial<StoredPrice> = {}): StoredPrice =>
  priceOf({ promoCents: 790, promoFrom: NOON - DAY, promoUntil: NOON + DAY, ...row });

const stockOf = (stock: Partial<Stock> = {}): Stock => ({
  onHandMilli: 10_000,
  reservedMilli: 0,
  safetyMilli: 0,
  unitMilli: 1000,
  ...stock,
});
const factsOf = (facts: Partial<StockFacts> = {}): StockFacts => ({
  quantityMilli: 10_000,
  quantityIn: "units",
  unlimited: false,
  reservedMilli: 0,
  safetyMilli: 0,
  weighed: false,
  multipleMilli: null,
  packageMilli: 1000,
  productActive: true,
  skuActive: true,
  onSale: true,
  held: false,
  ...facts,
});
const productOf = (row: Partial<StoredProduct> = {}): StoredProduct => ({
  seqProduct: 919,
  title: "Arroz Camil 5 kg",
  description: null,
  seqBrand: null,
  seqCategory: null,
  keywords: null,
  weighed: false,
  multipleMilli: null,
  active: true,
  ...row,
});
const skuOf = (pack: number, row: Partial<StoredSku> = {}): StoredSku => ({
  sku: `P919E${pack}`,
  packageMilli: pack * 1000,
  packageName: pack === 1 ? "UN-1" : `CX-${pack}`,
  ean: null,
  active: true,
  weightG: 5000,
  ...row,
});
const live = (...skus: string[]) => skus.map((sku) => ({ id: `gid-${sku}`, sku }));
const partsOf = (parts: Partial<ProductParts> = {}): ProductParts => {
  const skus = parts.skus ?? [skuOf(1), skuOf(12)];
  return {
    product: productOf(),
    skus,
    prices: new Map(skus.map(({ sku }) => [sku, priceOf()])),
    existing: new Set(),
    deletedSkus: new Set(),
    waiting: new Set(),
    classification: { brandName: null, categoryPath: [], taxonomyGid: null },
    settings: DEFAULT_SETTINGS,
    ...parts,
  };
};
const wanted = (parts: Partial<ProductParts> = {}) => {
  const result = shopProduct(partsOf(parts), NOON);
  if (result.kind !== "product") throw new Error(JSON.stringify(result));
  return result;
};

describe("price", () => {
  it("a package that costs less, or more, than its units is published as it is", () => {
    const prices = new Map([
      ["P919E1", priceOf({ normalCents: 1000 })],
      ["P919E6", priceOf({ normalCents: 7200 })],
      ["P919E12", priceOf({ normalCents: 9600 })],
    ]);
    const { product, leftOut } = wanted({ skus: [skuOf(1), skuOf(6), skuOf(12)], prices });
    expect(product.variants.map(({ sku, price }) => [sku, price?.priceCents])).toEqual([
      ["P919E1", 1000],
      ["P919E6", 7200],
      ["P919E12", 9600],
    ]);
    expect(leftOut).toEqual([]);
  });

  it.each([
    ["missing", null, "price-missing"],
    ["zero", priceOf({ normalCents: 0 }), "price-zero"],
    ["negative", priceOf({ normalCents: -1 }), "price-zero"],
    ["not for sale", priceOf({ onSale: false }), "not-on-sale"],
    ["zero, though its promotion is not", promoOf({ normalCents: 0 }), "price-zero"],
  ])("inv. 7, P8: a price that is %s is not published", (_, row, reason) => {
    expect(priceAt(row, null, NOON)).toEqual({ kind: "invalid", reason });
  });

  it("a name in capitals is a title, in the address and for search engines too; a description in capitals likewise", () => {
    const product = productOf({ title: "CREME DENT COLG C/ FLUOR 90G", description: "CREME DENT. COLG 90G" });
    const shown = shopProduct(partsOf({ product }), NOON);
    expect(shown).toMatchObject({
      product: {
        title: "Creme Dental Colg com Fluor 90G",
        handle: "creme-dental-colg-com-fluor-90g-919",
        values: { seoTitle: "Creme Dental Colg com Fluor 90G", description: "<p>Creme Dental Colg 90G</p>" },
      },
    });
    const off = shopProduct(partsOf({ product, settings: catalogSettings.parse({ titleCase: false }) }), NOON);
    expect(off).toMatchObject({
      product: { title: "CREME DENT COLG C/ FLUOR 90G", values: { description: "<p>CREME DENT. COLG 90G</p>" } },
    });
  });

  it("inv. 7: a price per kg below half a cent for the portion is not published", () => {
    expect(priceAt(priceOf({ normalCents: 4 }), 100, NOON)).toEqual({ kind: "invalid", reason: "price-zero" });
  });

  it("P1: normal price alone, and a promotion with the normal price struck through", () => {
    expect(priceAt(priceOf(), null, NOON)).toEqual({
      kind: "price",
      priceCents: 1000,
      compareAtCents: null,
      nextChangeAt: null,
    });
    expect(priceAt(promoOf(), null, NOON)).toEqual({
      kind: "price",
      priceCents: 790,
      compareAtCents: 1000,
      nextChangeAt: NOON + DAY,
    });
  });

  it("P2: a promotion begins in its first instant, not before, and is over in the first after it", () => {
    const row = promoOf({ promoFrom: NOON, promoUntil: NOON + DAY });
    expect(priceAt(row, null, NOON - 1)).toMatchObject({ priceCents: 1000, nextChangeAt: NOON });
    expect(priceAt(row, null, NOON)).toMatchObject({ priceCents: 790, nextChangeAt: NOON + DAY });
    expect(priceAt(row, null, NOON + DAY - 1)).toMatchObject({ priceCents: 790 });
    expect(priceAt(row, null, NOON + DAY)).toMatchObject({
      priceCents: 1000,
      compareAtCents: null,
      nextChangeAt: null,
    });
  });

  it.each([
    ["equal to normal", promoOf({ promoCents: 1000 })],
    ["above normal", promoOf({ promoCents: 1100 })],
    ["zero", promoOf({ promoCents: 0 })],
    ["negative", promoOf({ promoCents: -5 })],
    ["over before it begins", promoOf({ promoFrom: NOON + 1, promoUntil: NOON - 1 })],
  ])("P6: a promotion %s is none", (_, row) => {
    expect(priceAt(row, null, NOON)).toEqual({
      kind: "price",
      priceCents: 1000,
      compareAtCents: null,
      nextChangeAt: null,
    });
  });

  it("P6: a promotion that rounds to the normal price of the portion is none", () => {
    expect(priceAt(promoOf({ normalCents: 1004, promoCents: 1001 }), 10, NOON)).toMatchObject({
      priceCents: 10,
      compareAtCents: null,
    });
  });

  it("of weighed goods: R$ 6,99 a kg by 100 g is R$ 0,70; half a cent is rounded up", () => {
    expect(priceAt(priceOf({ normalCents: 699 }), 100, NOON)).toMatchObject({ priceCents: 70 });
    expect(priceAt(priceOf({ normalCents: 1050 }), 50, NOON)).toMatchObject({ priceCents: 53 }); // 52.5
    expect(priceAt(priceOf({ normalCents: 1049 }), 50, NOON)).toMatchObject({ priceCents: 52 }); // 52.45
  });

  it("compare-at is always above the price, and the next change always in the future", () => {
    const cents = integer({ min: -10, max: 5000 });
    const at = option(integer({ min: NOON - DAY, max: NOON + DAY }), { nil: null });
    assert(
      property(
        cents,
        option(cents, { nil: null }),
        at,
        at,
        constantFrom(null, 50, 100, 1500),
        (normalCents, promoCents, promoFrom, promoUntil, unit) => {
          const price = priceAt(priceOf({ normalCents, promoCents, promoFrom, promoUntil }), unit, NOON);
          if (price.kind === "invalid") return;
          expect(price.priceCents).toBeGreaterThan(0);
          if (price.compareAtCents !== null) expect(price.compareAtCents).toBeGreaterThan(price.priceCents);
          if (price.nextChangeAt !== null) expect(price.nextChangeAt).toBeGreaterThan(NOON);
        },
      ),
    );
  });
});

describe("stock", () => {
  it("S9: ERP 10, 3 in our own orders, 2 kept back: 5", () => {
    expect(sellableUnits(stockOf({ reservedMilli: 3000, safetyMilli: 2000 }))).toBe(5);
  });
  it("S9: below zero is zero", () => {
    expect(sellableUnits(stockOf({ onHandMilli: -3000 }))).toBe(0);
    expect(sellableUnits(stockOf({ reservedMilli: 11_000 }))).toBe(0);
  });
  it("S13: 3.750 kg by 100 g is 37; 0.999 kg is 9", () => {
    expect(sellableUnits(stockOf({ onHandMilli: 3750, unitMilli: 100 }))).toBe(37);
    expect(sellableUnits(stockOf({ onHandMilli: 999, unitMilli: 100 }))).toBe(9);
  });
  it("S13: 37.25 pieces in packages of 12 is 3", () => {
    expect(sellableUnits(stockOf({ onHandMilli: 37_250, unitMilli: 12_000 }))).toBe(3);
  });
  it("inv. 7: the units never contain more than the stock", () => {
    assert(
      property(
        integer({ min: -1e9, max: 1e9 }),
        nat(1e6),
        nat(1e6),
        integer({ min: 1, max: 50_000 }),
        (onHandMilli, reservedMilli, safetyMilli, unitMilli) => {
          const units = sellableUnits({ onHandMilli, reservedMilli, safetyMilli, unitMilli });
          expect(units * unitMilli).toBeLessThanOrEqual(Math.max(0, onHandMilli - reservedMilli - safetyMilli));
          expect(Number.isSafeInteger(units) && units >= 0).toBe(true);
        },
      ),
    );
  });
  it.each([
    ["its product", { productActive: false }],
    ["its SKU", { skuActive: false }],
    ["its price", { onSale: false }],
  ])("S15: what the ERP switched off (%s) has no units, even without limit", (_, off) => {
    expect(desiredStock(factsOf(off))).toEqual({ kind: "units", units: 0 });
    expect(desiredStock(factsOf({ ...off, unlimited: true }))).toEqual({ kind: "units", units: 0 });
  });
  it("an empty or unknown package has no figure", () => {
    expect(desiredStock(factsOf({ packageMilli: 0 }))).toEqual({ kind: "invalid", reason: "unit-wrong" });
    expect(desiredStock(factsOf({ packageMilli: null }))).toEqual({ kind: "invalid", reason: "sku-unknown" });
  });
});

describe("product", () => {
  it("C5: more than 2,048 variants are refused, 2,048 are not", () => {
    const skus = Array.from({ length: VARIANTS_MAX + 1 }, (_, index) => skuOf(index + 1));
    expect(shopProduct(partsOf({ skus }), NOON)).toMatchObject({ kind: "refused", reason: "too-many-variants" });
    expect(wanted({ skus: skus.slice(1) }).product.variants).toHaveLength(VARIANTS_MAX);
  });
  it("C6: without a name, without a SKU, without any price: refused with that reason", () => {
    expect(shopProduct(partsOf({ product: productOf({ title: "  " }) }), NOON)).toMatchObject({
      kind: "refused",
      reason: "no-title",
    });
    expect(shopProduct(partsOf({ skus: [] }), NOON)).toMatchObject({ kind: "refused", reason: "no-sku" });
    expect(shopProduct(partsOf({ prices: new Map() }), NOON)).toMatchObject({ kind: "refused", reason: "no-price" });
  });
  it("inv. 7: a SKU without a price is left out and named; with a variant it stays, without a price", () => {
    const prices = new Map([["P919E1", priceOf()]]);
    expect(wanted({ prices })).toMatchObject({
      leftOut: [{ sku: "P919E12", reason: "price-missing" }],
      product: { variants: [{ sku: "P919E1" }] },
    });
    expect(wanted({ prices, existing: new Set(["P919E12"]) }).product.variants).toMatchObject([
      { sku: "P919E1" },
      { sku: "P919E12", price: null },
    ]);
  });
  it("an inactive product that was never created is nothing; one that was is DRAFT with all its variants", () => {
    const product = productOf({ active: false });
    expect(shopProduct(partsOf({ product }), NOON)).toEqual({ kind: "nothing" });
    const { product: shown } = wanted({ product, existing: new Set(["P919E1", "P919E12"]) });
    expect([shown.status, shown.variants.length]).toEqual(["DRAFT", 2]);
  });
  it("an inactive SKU stays when it has a variant, and stays out when it has none", () => {
    const skus = [skuOf(1), skuOf(12, { active: false })];
    expect(wanted({ skus }).product.variants.map(({ sku }) => sku)).toEqual(["P919E1"]);
    expect(wanted({ skus, existing: new Set(["P919E12"]) }).product.variants).toHaveLength(2);
  });
  it("weighed goods: option and weight are those of the portion", () => {
    const product = productOf({ weighed: true, multipleMilli: 100 });
    expect(wanted({ product, skus: [skuOf(1)] }).product.variants).toMatchObject([
      { optionValue: "100 g", weightG: 100, unitPriceG: 100, price: { priceCents: 100 } },
    ]);
    expect(
      wanted({ product: productOf({ weighed: true, multipleMilli: 1500 }), skus: [skuOf(1)] }).product.variants[0]
        ?.optionValue,
    ).toBe("1,5 kg");
  });
  it("C4: of two packages with one name, or one weight, the first is sent and the other is refused with a reason", () => {
    const skus = [skuOf(1, { packageName: "CX" }), skuOf(12, { packageName: "cx" })];
    const { product, leftOut } = wanted({ skus });
    expect(product.variants.map(({ sku, optionValue }) => [sku, optionValue])).toEqual([["P919E1", "Default Title"]]); // one is left
    expect(leftOut).toEqual([{ sku: "P919E12", reason: "package-doubled" }]);
    const weighed = productOf({ weighed: true, multipleMilli: 100 });
    expect(wanted({ product: weighed }).leftOut).toEqual([{ sku: "P919E12", reason: "package-doubled" }]);
    // The one that is there stays, whichever it is.
    expect(wanted({ skus, existing: new Set(["P919E12"]) })).toMatchObject({
      product: { variants: [{ sku: "P919E12" }] },
      leftOut: [{ sku: "P919E1", reason: "package-doubled" }],
    });
  });
  it("C4: two existing variants that later get one name both stay, with their SKU added", () => {
    const skus = [skuOf(1, { packageName: "CX" }), skuOf(12, { packageName: "cx" })];
    expect(
      wanted({ skus, existing: new Set(["P919E1", "P919E12"]) }).product.variants.map(({ optionValue }) => optionValue),
    ).toEqual(["CX (P919E1)", "cx (P919E12)"]);
  });
  it("C3: a changed title changes one hash; price and stock change none", () => {
    const before = wanted().product.hashes;
    const after = wanted({ product: productOf({ title: "Arroz Camil" }) }).product.hashes;
    expect(Object.keys(before).filter((key) => Reflect.get(before, key) !== Reflect.get(after, key))).toEqual([
      "fields",
    ]);
    const dearer = wanted({
      prices: new Map([
        ["P919E1", priceOf({ normalCents: 1 })],
        ["P919E12", priceOf({ normalCents: 2 })],
      ]),
    });
    expect(dearer.product.hashes).toEqual(before);
  });
  it("texts: escaped, cut at a word, a handle with the ERP's number", () => {
    expect(descriptionHtml('Sal & <b>"açúcar"</b>\nlinha 2\n\nfim')).toBe(
      "<p>Sal &amp; <strong>&quot;açúcar&quot;</strong><br>linha 2</p><p>fim</p>",
    );
    expect(descriptionHtml(null)).toBe("");
    expect(handleOf("Café Pelé 500 g!", 7)).toBe("cafe-pele-500-g-7");
    expect(handleOf("日本", 7)).toBe("produto-7");
    expect(shopTitle("palavra ".repeat(60)).length).toBeLessThanOrEqual(255);
    expect(shopTitle(`${"a".repeat(253)}😀😀`)).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });
});

describe("variant set", () => {
  it("finds each variant by the hub's id, else by its SKU, and creates the rest", () => {
    const known = new Map([["A", "gid-X"]]);
    expect(planSet(["A", "B", "C"], known, [{ id: "gid-X", sku: "changed by hand" }, ...live("B")])).toEqual({
      kind: "plan",
      ids: ["gid-X", "gid-B", null],
      removed: 0,
    });
  });
  it("a set that would lose more than a fifth of the variants needs an operator", () => {
    expect(planSet(["A"], new Map(), live("A", "B"))).toEqual({ kind: "shrinks", live: 2, removed: ["B"] });
    expect(planSet(["A", "B", "C", "D"], new Map(), live("A", "B", "C", "D", "E"))).toMatchObject({
      kind: "plan",
      removed: 1,
    });
  });
  it("a merchant's own variant counts as one that would be lost", () => {
    expect(planSet(["A"], new Map([["A", "gid-A"]]), [...live("A"), { id: "gid-M", sku: null }])).toMatchObject({
      kind: "shrinks",
      removed: ["gid-M"],
    });
  });
  it("one variant never matches two SKUs", () => {
    const plan = planSet(
      ["A", "B"],
      new Map([
        ["A", "gid-1"],
        ["B", "gid-1"],
      ]),
      [{ id: "gid-1", sku: "A" }],
    );
    expect(plan).toEqual({ kind: "plan", ids: ["gid-1", null], removed: 0 });
  });
});
