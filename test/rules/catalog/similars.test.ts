import { describe, expect, it } from "vitest";
import { erpProduct } from "../../../src/erp/records/products.ts";
import { erpSku } from "../../../src/erp/records/skus.ts";
import { productRow } from "../../../src/rules/catalog/product.ts";
import { readSimilars } from "../../../src/rules/catalog/similars.ts";
import { skuRow } from "../../../src/rules/catalog/sku.ts";
import { LIMIT_FIELD, ownFields, SIMILARS_FIELD } from "../../../src/rules/images/own-fields.ts";

const item = { seqProduto: 9, descReduzida: "Arroz", indIntegraEcommerce: "S", pesavel: "N" };
function productOf(more: object) {
  const read = erpProduct.read({ ...item, ...more });
  if (!read.ok) throw new Error(read.problems.join());
  const outcome = productRow(read.value);
  if (outcome.kind !== "row") throw new Error(outcome.kind);
  return { ...outcome.row, reasons: outcome.remarks.map(({ reason }) => reason) };
}

describe("similar products of a record", () => {
  it.each([
    ["numbers", [7, 8, 7, 9]],
    ["texts", ["7", "8"]],
    ["records", [{ seqProduto: 7 }, { IdProduto: "8" }]],
    ["one text", "7; 8"],
  ])("are read from %s: each once, without the product itself", (_, similares) => {
    expect(productOf({ similares })).toMatchObject({ similars: "[7,8]", reasons: [] });
  });

  it.each([[["sete"]], [[{ nome: "Feijão" }]], [[7, null]]])(
    "that cannot be read (%j) are none and an entry",
    (similares) => {
      expect(productOf({ similares })).toMatchObject({ similars: null, reasons: ["similars-invalid"] });
    },
  );

  it("and the limit per sale change the hash only where they are there", () => {
    const plain = productOf({});
    expect(plain).toMatchObject({ similars: null, saleLimitMilli: null });
    expect(productOf({ similares: [], qtdLimitePromocEcommerce: 0 }).hash).toBe(plain.hash);
    expect(productOf({ qtdLimitePromocEcommerce: "2,5" })).toMatchObject({ saleLimitMilli: 2_500, reasons: [] });
    expect(productOf({ qtdLimitePromocEcommerce: 7 }).hash).not.toBe(productOf({ similares: [7] }).hash);
    expect(productOf({ qtdLimitePromocEcommerce: "seis" })).toMatchObject({
      saleLimitMilli: null,
      reasons: ["sale-limit-invalid"],
    });
  });

  it.each([
    ["S", 1],
    [true, 1],
    ["N", 0],
    ["", 0],
    [null, 0],
    [{ x: 1 }, 0],
  ])("indKit %j marks the SKU %i, and never refuses it", (indKit, hasSimilars) => {
    const read = erpSku.read({ seqProduto: 9, qtdEmbalagem: 1, ativo: "S", indKit });
    if (!read.ok) throw new Error(read.problems.join());
    const outcome = skuRow(read.value);
    expect(outcome).toMatchObject({ kind: "row", row: { sku: "P9E1", hasSimilars } });
  });
});

describe("a CSV of similar products", () => {
  it("has a product and its similar ones a line, in the separators that spreadsheets write", () => {
    const csv = "\uFEFFproduto;similares\r\n919;920;921\r\nP7E1;8,9,7\n12\t13\n919;922\n15;\n";
    expect(readSimilars(csv)).toEqual({
      lines: [
        { seqProduct: 919, similars: [920, 921, 922] },
        { seqProduct: 7, similars: [8, 9] },
        { seqProduct: 12, similars: [13] },
        { seqProduct: 15, similars: [] },
      ],
      faults: [],
    });
    expect(readSimilars('"1","2","3"').lines).toEqual([{ seqProduct: 1, similars: [2, 3] }]);
  });

  it("names each line that it cannot read", () => {
    expect(readSimilars("1;2\nArroz;3\n4;Feijão 1kg").faults).toEqual([
      { line: 2, text: "Arroz;3", fault: "product" },
      { line: 3, text: "4;Feijão 1kg", fault: "similar" },
    ]);
  });
});

describe("our own metafields", () => {
  const packages = [
    { variantGid: "v1", packageMilli: 1_000 },
    { variantGid: "v12", packageMilli: 12_000 },
  ];
  const facts = { similarGids: ["p2", "p1", "p3"], saleLimitMilli: 15_000, weighed: false, multipleMilli: null };

  it("are the similar products without the product itself, and the limit with what one unit takes of it", () => {
    expect(ownFields("p1", packages, facts)).toEqual([
      { owner: "p1", key: SIMILARS_FIELD, type: "list.product_reference", value: '["p2","p3"]' },
      { owner: "v1", key: LIMIT_FIELD, type: "json", value: '{"limit":15,"unit":1}' },
      { owner: "v12", key: LIMIT_FIELD, type: "json", value: '{"limit":15,"unit":12}' },
    ]);
  });

  it("count goods by weight in kilograms", () => {
    const [field] = ownFields("p1", [{ variantGid: "v", packageMilli: 1_000 }], {
      similarGids: [],
      saleLimitMilli: 2_500,
      weighed: true,
      multipleMilli: 250,
    });
    expect(field?.value).toBe('{"limit":2.5,"unit":0.25}');
  });

  it("are none without a list and a limit", () => {
    expect(ownFields("p1", packages, { ...facts, similarGids: ["p1"], saleLimitMilli: null })).toEqual([]);
  });
});
