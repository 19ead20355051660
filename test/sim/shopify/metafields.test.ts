import { describe, expect, it } from "vitest";
import { at, codes, define, productInput, rigOf, SET, str, type Rig } from "./rig.ts";

const SET_METAFIELDS = `mutation M($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { key value compareDigest } userErrors { field message code elementIndex } } }`;

async function rigWithProduct(): Promise<{ rig: Rig; ownerId: string }> {
  const rig = await rigOf();
  const set = await rig.root(SET, { input: productInput() });
  return { rig, ownerId: str(set, "product.id") };
}
const set = (rig: Rig, metafields: readonly Record<string, unknown>[]) => rig.root(SET_METAFIELDS, { metafields });

describe("metafieldDefinitionCreate", () => {
  it("answers TAKEN for the second of a kind, and refuses types and keys that are none", async () => {
    const rig = await rigOf();
    expect(codes(await define(rig))).toEqual([]);
    expect(codes(await define(rig))).toEqual(["TAKEN"]);
    expect(codes(await define(rig, { key: "x y" }))).toEqual(["INVALID_CHARACTER"]);
    expect(codes(await define(rig, { key: "x" }))).toEqual(["TOO_SHORT"]);
    expect(codes(await define(rig, { key: "outra", type: "texto" }))).toEqual(["INCLUSION"]);
    expect(codes(await define(rig, { key: "outra", access: { admin: "MERCHANT_READ" } }))).toEqual([
      "ADMIN_ACCESS_INPUT_NOT_ALLOWED",
    ]);
  });
});

describe("metafieldsSet", () => {
  it("refuses more than 25 at a time", async () => {
    const { rig, ownerId } = await rigWithProduct();
    const many = Array.from({ length: 26 }, (_, index) => ({
      ownerId,
      namespace: "erp",
      key: `key_${index}`,
      type: "json",
      value: "1",
    }));
    expect(codes(await set(rig, many))).toEqual(["LESS_THAN_OR_EQUAL_TO"]);
    expect(codes(await set(rig, many.slice(1)))).toEqual([]);
  });

  it("is atomic: one bad entry keeps the good ones out and is named by its index", async () => {
    const { rig, ownerId } = await rigWithProduct();
    const payload = await set(rig, [
      { ownerId, namespace: "erp", key: "bom", type: "number_integer", value: "1" },
      { ownerId, namespace: "erp", key: "ruim", type: "number_integer", value: "um" },
    ]);
    expect(codes(payload)).toEqual(["INVALID_VALUE"]);
    expect(at(payload, "userErrors.0.field")).toEqual(["metafields", "1", "value"]);
    expect(rig.shop.state.products.get(ownerId)?.metafields.size).toBe(0);
  });

  it.each([
    ["number_decimal", "1,5"],
    ["boolean", "sim"],
    ["date", "24/11/2026"],
    ["date_time", "ontem"],
    ["json", "{a:1}"],
    ["url", "www.exemplo"],
    ["single_line_text_field", "a\nb"],
    ["id", "a b"],
    ["list.single_line_text_field", "a"],
    ["money", '{"amount":"1"}'],
  ])("takes no %s such as %j", async (type, value) => {
    const { rig, ownerId } = await rigWithProduct();
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "campo", type, value }]))).toEqual([
      "INVALID_VALUE",
    ]);
  });

  it("wants a type where there is no definition, and the definition's own where there is", async () => {
    const { rig, ownerId } = await rigWithProduct();
    await define(rig, { key: "validade", type: "date", validations: [] });
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "livre", value: "1" }]))).toEqual(["BLANK"]);
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "validade", value: "2026-12-01" }]))).toEqual([]);
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "validade", type: "json", value: "1" }]))).toEqual([
      "INVALID_TYPE",
    ]);
  });

  it("holds values to the definition's validations", async () => {
    const { rig, ownerId } = await rigWithProduct();
    await define(rig, {
      key: "chave",
      type: "single_line_text_field",
      validations: [{ name: "regex", value: "[0-9A-Z]{44}" }],
    });
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "chave", value: "123" }]))).toEqual([
      "INVALID_VALUE",
    ]);
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "chave", value: "1".repeat(44) }]))).toEqual([]);
  });

  it("compares by digest: stale, absent (null) and invalid ones are distinguished", async () => {
    const { rig, ownerId } = await rigWithProduct();
    const entry = { ownerId, namespace: "erp", key: "precos", type: "json", value: "1" };
    const first = await set(rig, [{ ...entry, compareDigest: null }]);
    const digest = str(first, "metafields.0.compareDigest");
    expect(codes(await set(rig, [{ ...entry, value: "2", compareDigest: null }]))).toEqual(["STALE_OBJECT"]);
    expect(codes(await set(rig, [{ ...entry, value: "2", compareDigest: "x" }]))).toEqual(["INVALID_COMPARE_DIGEST"]);
    expect(codes(await set(rig, [{ ...entry, value: "2", compareDigest: digest }]))).toEqual([]);
    expect(codes(await set(rig, [{ ...entry, value: "3", compareDigest: digest }]))).toEqual(["STALE_OBJECT"]);
    expect(codes(await set(rig, [{ ...entry, value: "3" }]))).toEqual([]); // without digest: last one wins
  });

  it("keeps the values of a type id unique among owners", async () => {
    const { rig, ownerId } = await rigWithProduct();
    await define(rig);
    const other = str(await rig.root(SET, { input: { title: "Outro" } }), "product.id");
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "seq_produto", value: "7" }]))).toEqual([]);
    expect(codes(await set(rig, [{ ownerId: other, namespace: "erp", key: "seq_produto", value: "7" }]))).toEqual([
      "CAPABILITY_VIOLATION",
    ]);
    expect(codes(await set(rig, [{ ownerId, namespace: "erp", key: "seq_produto", value: "7" }]))).toEqual([]);
  });

  it("knows no owner that is not there", async () => {
    const { rig } = await rigWithProduct();
    expect(
      codes(
        await set(rig, [
          { ownerId: "gid://shopify/Order/1", namespace: "erp", key: "campo", type: "json", value: "1" },
        ]),
      ),
    ).toEqual(["INVALID"]);
  });
});
