import { expect, it } from "vitest";
import {
  compareProduct,
  type ExpectedProduct,
  type ExpectedVariant,
  type LiveProduct,
} from "../../../src/rules/drift/compare.ts";
import type { ComparedField, ExpectedField } from "../../../src/rules/drift/fields.ts";
import { valueHash } from "../../../src/rules/catalog/field-ownership.ts";

const selling = { tracked: true, policy: "DENY", requiresShipping: true, taxable: true } as const;
const fields = { vendor: "CAMIL", productType: "Arroz", seoTitle: "Arroz", seoDescription: "" };
const price = { priceCents: 990, compareAtCents: null };
const sent = (field: ComparedField, text: string, shownThen = text): ExpectedField => ({
  field,
  text,
  accepted: [...new Set([valueHash(field, text), valueHash(field, shownThen)])],
});

/** @returns "kind place: expected → actual" of each finding. */
function found(expected: Partial<ExpectedProduct>, live: Partial<LiveProduct>): readonly string[] {
  const nothing = { seqProduct: 1, title: null, status: null, channels: [], fields: [], tags: null, variants: null };
  const shop = { title: "Arroz", status: "ACTIVE", channels: [], fields, tags: [], variants: [] };
  return compareProduct({ ...nothing, ...expected }, { ...shop, ...live }).map(
    ({ kind, target, expected: wanted, actual }) => `${kind} ${target}: ${wanted ?? "–"} → ${actual ?? "–"}`,
  );
}

it("finds an ERP field with another text, and names which of the two SEO texts it is", () => {
  const expected = { fields: [sent("vendor", "CAMIL"), sent("productType", "Arroz"), sent("seoTitle", "Arroz")] };
  expect(found(expected, {})).toEqual([]);
  expect(found(expected, { fields: { ...fields, vendor: "Outra", productType: "", seoTitle: "Promo" } })).toEqual([
    "vendor : CAMIL → Outra",
    "product-type : Arroz → ",
    "seo seoTitle: Arroz → Promo",
  ]);
});

it("a field outside the comparison has no finding, whatever its value", () => {
  expect(found({}, { fields: { vendor: "X", productType: "Y", seoTitle: "Z", seoDescription: "W" } })).toEqual([]);
});

it("a text that Shopify reformats as it did at the send is equal", () => {
  expect(found({ fields: [sent("vendor", "A  B", "A B")] }, { fields: { ...fields, vendor: "A B" } })).toEqual([]);
});

it("finds our own tags missing or left behind, and never names foreign tags", () => {
  const tags = { wanted: ["erp-cat-1", "erp-cat-31", "arroz", "oferta"], theirs: ["oferta"] };
  expect(found({ tags }, { tags: ["ERP-CAT-1", "erp-cat-31", "Arroz", "oferta"] })).toEqual([]);
  expect(found({ tags }, { tags: ["erp-cat-31", "erp-cat-99", "verão", "oferta"] })).toEqual([
    "tags : erp-cat-1, arroz → erp-cat-99",
  ]);
  // The tag was on the product before us: its owner may remove it.
  expect(found({ tags }, { tags: ["erp-cat-1", "erp-cat-31", "arroz"] })).toEqual([]);
});

it("finds each channel that no longer has the product", () => {
  expect(found({ channels: ["loja", "pos", "meta"] }, { channels: ["pos"] })).toEqual([
    "unpublished loja: sim → não",
    "unpublished meta: sim → não",
  ]);
});

const variant = (over: Partial<ExpectedVariant>): Partial<ExpectedProduct> => ({
  variants: [{ sku: "P1E1", gid: "v1", price: null, barcode: null, weightG: null, document: null, selling, ...over }],
});
const live = (over: Partial<LiveProduct["variants"][number]>): Partial<LiveProduct> => ({
  variants: [{ gid: "v1", sku: "P1E1", price, barcode: null, weightG: null, document: null, selling, ...over }],
});

it.each([
  ["another barcode", { barcode: "7891234567895" }, { barcode: "123" }, ["barcode : 7891234567895 → 123"]],
  ["no barcode", { barcode: "7891234567895" }, {}, ["barcode : 7891234567895 → –"]],
  ["another weight", { weightG: 500 }, { weightG: 501 }, ["weight : 500 → 501"]],
  ["a barcode and a weight of which the ERP says nothing", {}, { barcode: "1", weightG: 3 }, []],
  ["both as they were sent", { barcode: "1", weightG: 500 }, { barcode: "1", weightG: 500 }, []],
] as const)("of a variant with %s", (_, expected, shown, findings) => {
  expect(found(variant(expected), live(shown))).toEqual(findings);
});

it("a long text is cut: a finding is for an operator", () => {
  const [finding = ""] = found({ fields: [sent("seoDescription", "a".repeat(320))] }, {});
  expect(finding.length).toBeLessThan(300);
  expect(finding).toContain("a… → ");
});
