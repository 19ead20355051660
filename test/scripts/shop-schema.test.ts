import { extendSchema, introspectionFromSchema, parse, type IntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { adminSchema } from "../../sim/shopify/schema.ts";
import { accessOf, compareSchemas, readShopSchema } from "../../scripts/lib/shop-schema.ts";
import * as operations from "../../src/shopify/generated/operations.ts";
import { BARCODES_EXTENSION } from "../shopify/barcodes-extension.ts";

const documents = Object.entries(operations).flatMap(([name, value]) =>
  name.endsWith("Document") ? [{ name, text: String(value) }] : [],
);
const pinned = adminSchema().schema;
const ACCESS = { origin: "https://loja.example", clientId: "id", clientSecret: "secret" };

describe("comparison with the pinned schema", () => {
  it("the same schema differs in nothing", () => {
    expect(compareSchemas(pinned, pinned, documents)).toEqual({ refused: [], deprecated: [], gone: [], added: [] });
  });

  it("a shop with barcodes shows the new inputs, the deprecation of what we use, and that nothing breaks", () => {
    const shop = extendSchema(pinned, parse(BARCODES_EXTENSION));
    const { refused, gone, added } = compareSchemas(pinned, shop, documents);
    expect([refused, gone]).toEqual([[], []]);
    expect(added).toEqual(
      expect.arrayContaining([
        "ProductVariant.barcodes",
        "ProductVariantSetInput.barcodes",
        "ProductVariantsBulkInput.barcodes",
      ]),
    );
  });

  it("a field that is gone, and one that is deprecated, name the documents that use them", async () => {
    const data = structuredClone(introspectionFromSchema(pinned));
    type Fields = { fields?: { name: string; isDeprecated: boolean; deprecationReason: string | null }[] | null };
    const [{ types }] = Object.values(data) as [IntrospectionQuery["__schema"]];
    const variant = types.find(({ name }) => name === "ProductVariant") as unknown as Fields;
    variant.fields = (variant.fields ?? [])
      .filter(({ name }) => name !== "compareAtPrice")
      .map((field) =>
        field.name === "barcode" ? { ...field, isDeprecated: true, deprecationReason: "Use `barcodes`." } : field,
      );
    const { schema } = await shopOf(data);
    const { refused, deprecated, gone } = compareSchemas(pinned, schema, documents);
    expect(gone).toEqual(["ProductVariant.compareAtPrice was removed."]);
    expect(refused.some((line) => line.startsWith("DriftProductsDocument: Cannot query field"))).toBe(true);
    expect(deprecated.some((line) => line.includes("ProductVariant.barcode is deprecated"))).toBe(true);
  });
});

/** A shop that answers the token and then this introspection. */
const shopOf = (data: unknown, headers: Record<string, string> = {}) => {
  const asked: Request[] = [];
  return readShopSchema(ACCESS, "2026-10", async (request) => {
    asked.push(request);
    return asked.length === 1
      ? Response.json({ access_token: "t", expires_in: 86_399 })
      : Response.json({ data }, { headers });
  });
};

describe("a shop's own schema", () => {
  it("is read with a token of its own, and the served version is said", async () => {
    const { schema, served } = await shopOf(introspectionFromSchema(pinned), { "x-shopify-api-version": "2026-07" });
    expect(schema.getType("Product")).toBeDefined();
    expect(served).toBe("2026-07");
  });

  it.each([
    [
      "HTTP 400",
      async () => new Response("app_not_installed", { status: 400 }),
      /the token: HTTP 400 app_not_installed/,
    ],
    ["HTML", async () => new Response("<html>"), /the token: no JSON/],
  ])("%s is said in the shop's words", async (_what, answer, words) => {
    await expect(readShopSchema(ACCESS, "2026-10", answer)).rejects.toThrow(words);
  });

  it("credentials are those of the Worker, and half of them are none", () => {
    expect(accessOf({ SHOPIFY_SHOP: "a.myshopify.com", SHOPIFY_CLIENT_ID: "i", SHOPIFY_CLIENT_SECRET: "s" })).toEqual({
      origin: "https://a.myshopify.com",
      clientId: "i",
      clientSecret: "s",
    });
    expect(accessOf({ SHOPIFY_SHOP: "a.myshopify.com", SHOPIFY_CLIENT_ID: "i" })).toBeNull();
  });
});
