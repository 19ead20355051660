import { describe, expect, it } from "vitest";
import {
  at,
  codes,
  define,
  locations,
  order,
  productInput,
  PUBLISH,
  rigOf,
  SET,
  setStock,
  stocked,
  str,
  type Rig,
} from "./rig.ts";

const set = (rig: Rig, input: Record<string, unknown>, identifier?: Record<string, unknown>) =>
  rig.root(SET, identifier ? { input, identifier } : { input });
const byErp = (value: string) => ({ customId: { namespace: "erp", key: "seq_produto", value } });
const product = (rig: Rig) => {
  const [one] = rig.shop.state.products.values();
  if (!one) throw new Error("no product");
  return one;
};

describe("productSet by custom id", () => {
  it("needs a definition of type id", async () => {
    const answer = await (await rigOf()).ask(SET, { input: productInput(), identifier: byErp("1") });
    expect(answer.errors?.[0]?.message).toContain("type 'id'");
  });

  it("creates, writes the id by itself, and finds the same product again", async () => {
    const rig = await rigOf();
    await define(rig);
    const first = await set(rig, productInput(), byErp("919"));
    const again = await set(rig, { title: "Outro título" }, byErp("919"));
    expect(at(again, "product.id")).toBe(at(first, "product.id"));
    expect(product(rig).metafields.get("erp.seq_produto")?.value).toBe("919");
    const found = await rig.root(
      `query P { productByIdentifier(identifier: { customId: { namespace: "erp", key: "seq_produto", value: "919" } }) { title } }`,
    );
    expect(found).toEqual({ title: "Outro título" });
    const none = await rig.root(
      `query P { productByIdentifier(identifier: { customId: { namespace: "erp", key: "seq_produto", value: "0" } }) { title } }`,
    );
    expect(none).toBeNull();
  });

  it("refuses metafields that do not hold the id's own value", async () => {
    const rig = await rigOf();
    await define(rig);
    const other = { metafields: [{ namespace: "erp", key: "seq_produto", type: "id", value: "2" }] };
    expect(codes(await set(rig, productInput(other), byErp("1")))).toEqual(["METAFIELD_MISMATCH"]);
    expect(codes(await set(rig, productInput({ metafields: [] }), byErp("1")))).toEqual(["METAFIELD_MISMATCH"]);
    expect(rig.shop.state.products.size).toBe(0);
  });
});

describe("productSet refuses", () => {
  const UN = [{ optionName: "Embalagem", name: "UN" }];
  const option = (values: string[]) => [{ name: "Embalagem", values: values.map((name) => ({ name })) }];
  it.each<[string, Record<string, unknown>]>([
    ["INVALID_INPUT", productInput({ title: " " })],
    ["VARIANTS_INPUT_MISSING", { title: "A", productOptions: option(["UN"]) }],
    ["PRODUCT_OPTIONS_INPUT_MISSING", { title: "A", variants: [{ optionValues: UN }] }],
    ["OPTION_VALUES_MISSING", { title: "A", productOptions: option([]), variants: [{ optionValues: UN }] }],
    ["DUPLICATED_OPTION_VALUE", { title: "A", productOptions: option(["UN", "un"]), variants: [{ optionValues: UN }] }],
    [
      "DUPLICATED_OPTION_NAME",
      { title: "A", productOptions: [...option(["UN"]), ...option(["UN"])], variants: [{ optionValues: UN }] },
    ],
    [
      "OPTIONS_OVER_LIMIT",
      {
        title: "A",
        productOptions: ["a", "b", "c", "d"].map((name) => ({ name, values: [{ name: "x" }] })),
        variants: [{ optionValues: UN }],
      },
    ],
    ["OPTION_VALUE_DOES_NOT_EXIST", { title: "A", productOptions: option(["CX"]), variants: [{ optionValues: UN }] }],
    [
      "OPTION_DOES_NOT_EXIST",
      { title: "A", productOptions: option(["UN"]), variants: [{ optionValues: [{ optionName: "Cor", name: "UN" }] }] },
    ],
    [
      "INVALID_VARIANT",
      { title: "A", productOptions: option(["UN"]), variants: [{ optionValues: UN }, { optionValues: UN }] },
    ],
    ["INVALID_VARIANT", { title: "A", productOptions: option(["UN"]), variants: [{ optionValues: UN, price: "-1" }] }],
    [
      "PRODUCT_VARIANT_DOES_NOT_EXIST",
      {
        title: "A",
        productOptions: option(["UN"]),
        variants: [{ id: "gid://shopify/ProductVariant/1", optionValues: UN }],
      },
    ],
    [
      "INVALID_METAFIELD",
      productInput({ metafields: [{ namespace: "erp", key: "peso", type: "number_integer", value: "x" }] }),
    ],
  ])("with %s: %j", async (code, input) => {
    const rig = await rigOf();
    expect(codes(await set(rig, input))).toEqual([code]);
    expect(rig.shop.state.products.size).toBe(0);
  });

  it("C5: with VARIANTS_OVER_LIMIT or the input limit what has more than 2048 variants", async () => {
    const rig = await rigOf();
    const names = Array.from({ length: 2_049 }, (_, index) => `CX-${index}`);
    const input = {
      title: "A",
      productOptions: option(names),
      variants: names.map((name) => ({ optionValues: [{ optionName: "Embalagem", name }] })),
    };
    const answer = await rig.ask(SET, { input });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("MAX_INPUT_SIZE_EXCEEDED");
  });

  it("with HANDLE_NOT_UNIQUE a handle that is taken, but numbers one it makes from the title", async () => {
    const rig = await rigOf();
    expect(at(await set(rig, { title: "Pão Francês" }), "product.handle")).toBe("pao-frances");
    expect(at(await set(rig, { title: "Pão Francês" }), "product.handle")).toBe("pao-frances-1");
    expect(codes(await set(rig, { title: "Outro", handle: "pao-frances" }))).toEqual(["HANDLE_NOT_UNIQUE"]);
  });

  it("by id or handle: unknown, missing, or contradictory", async () => {
    const rig = await rigOf();
    expect(codes(await set(rig, { title: "A" }, { id: "gid://shopify/Product/1" }))).toEqual([
      "PRODUCT_DOES_NOT_EXIST",
    ]);
    expect(codes(await set(rig, { title: "A" }, { handle: "a" }))).toEqual(["MISSING_FIELD_REQUIRED"]);
    expect(codes(await set(rig, { title: "A", handle: "b" }, { handle: "a" }))).toEqual(["INPUT_MISMATCH"]);
    expect(codes(await set(rig, { title: "A", handle: "a" }, { handle: "a" }))).toEqual([]);
  });
});

describe("productSet replaces the lists it is given", () => {
  it("C7: a variant left out is deleted with its item and stock; one named by id keeps them", async () => {
    const rig = await rigOf();
    const { productId, variantId, itemId } = await stocked(rig, 10);
    const only = {
      productOptions: [{ name: "Embalagem", values: [{ name: "UN" }] }],
      variants: [{ id: variantId, optionValues: [{ optionName: "Embalagem", name: "UN" }] }],
    };
    const payload = await set(rig, only, { id: productId });
    expect(at(payload, "product.variants.nodes")).toHaveLength(1);
    expect(at(payload, "product.variants.nodes.0")).toMatchObject({ id: variantId, sku: "P1E1", price: "24.90" });
    expect(rig.shop.state.variants.size).toBe(1);
    expect(rig.shop.state.items.get(itemId)?.levels.size).toBe(1);
    expect(rig.shop.journal.effects("product").at(-1)?.effect).toMatchObject({ variantsDeleted: 1, variantsMade: 0 });
  });

  it("a variant without id is a new one: the old loses its id, and orders keep their line without it", async () => {
    const rig = await rigOf();
    const at1 = await stocked(rig, 10);
    const placed = order(rig, at1);
    await set(rig, productInput(), { id: at1.productId });
    expect(rig.shop.state.variants.has(at1.variantId)).toBe(false);
    const line = await rig.root(
      "query O($id: ID!) { order(id: $id) { lineItems(first: 5) { nodes { sku variant { id } } } } }",
      { id: placed.id },
    );
    expect(at(line, "lineItems.nodes.0")).toEqual({ sku: "P1E1", variant: null });
  });

  it("unless the shop matches variants by their option values", async () => {
    const rig = await rigOf({ matchVariantsByOptions: true });
    const { productId, variantId } = await stocked(rig, 10);
    await set(rig, productInput(), { id: productId });
    expect(rig.shop.state.variants.has(variantId)).toBe(true);
  });

  it("tags and metafields too; a list that is absent is left alone", async () => {
    const rig = await rigOf();
    const metafield = (key: string) => ({ namespace: "erp", key, type: "json", value: "1" });
    const first = await set(rig, productInput({ tags: ["b", "a"], metafields: [metafield("um"), metafield("dois")] }));
    const id = str(first, "product.id");
    expect(at(first, "product.tags")).toEqual(["a", "b"]);
    await set(rig, { title: "Novo" }, { id });
    expect(product(rig)).toMatchObject({ title: "Novo", tags: ["a", "b"] });
    expect([...product(rig).metafields.keys()]).toEqual(["erp.um", "erp.dois"]);
    expect(product(rig).variants).toHaveLength(2);
    await set(rig, { tags: ["c"], metafields: [metafield("dois")] }, { id });
    expect(product(rig).tags).toEqual(["c"]);
    expect([...product(rig).metafields.keys()]).toEqual(["erp.dois"]);
  });

  it("renames a value by its id without losing the variant", async () => {
    const rig = await rigOf();
    const { productId, variantId } = await stocked(rig, 1);
    const [option] = product(rig).options;
    const [un] = option?.values ?? [];
    const payload = await set(
      rig,
      {
        productOptions: [{ id: option?.id, name: "Embalagem", values: [{ id: un?.id, name: "Unidade" }] }],
        variants: [{ id: variantId, optionValues: [{ optionName: "Embalagem", name: "Unidade" }] }],
      },
      { id: productId },
    );
    expect(codes(payload)).toEqual([]);
    expect(product(rig).options[0]?.values).toEqual([{ id: un?.id, name: "Unidade" }]);
  });
});

describe("a new variant", () => {
  it("costs 0.00, is untracked, and is stocked with nought at the first location only, by default", async () => {
    const rig = await rigOf();
    const input = {
      title: "A",
      productOptions: [{ name: "Embalagem", values: [{ name: "UN" }] }],
      variants: [{ optionValues: [{ optionName: "Embalagem", name: "UN" }] }],
    };
    const payload = await set(rig, input);
    expect(at(payload, "product.variants.nodes.0")).toMatchObject({
      price: "0.00",
      sku: null,
      inventoryItem: { tracked: false },
    });
    const [item] = rig.shop.state.items.values();
    expect([...(item?.levels.keys() ?? [])]).toEqual([locations(rig)[0]]);
  });

  it("takes its first quantities and is active there; an existing one takes them only where it is stocked", async () => {
    const rig = await rigOf();
    const [first, second] = locations(rig);
    const variant = (over: Record<string, unknown>) => ({
      productOptions: [{ name: "Embalagem", values: [{ name: "UN" }] }],
      variants: [{ optionValues: [{ optionName: "Embalagem", name: "UN" }], ...over }],
    });
    const made = await set(rig, {
      title: "A",
      ...variant({ inventoryQuantities: [{ locationId: second, name: "available", quantity: 7 }] }),
    });
    const [item] = rig.shop.state.items.values();
    expect(
      [...(item?.levels.values() ?? [])].map(({ locationId, available, isActive }) => ({
        locationId,
        available,
        isActive,
      })),
    ).toEqual([{ locationId: second, available: 7, isActive: true }]);
    const id = str(made, "product.variants.nodes.0.id");
    const elsewhere = variant({ id, inventoryQuantities: [{ locationId: first, name: "available", quantity: 7 }] });
    expect(codes(await set(rig, elsewhere, { id: str(made, "product.id") }))).toEqual(["INVALID_VARIANT"]);
  });
});

describe("asynchronous productSet", () => {
  it("is accepted without its outcome, which the operation reports", async () => {
    const rig = await rigOf();
    const accepted = await rig.root(SET, { input: productInput({ title: "" }), sync: false });
    expect(accepted).toMatchObject({ product: null, userErrors: [], productSetOperation: { status: "CREATED" } });
    const operation = await rig.root(
      "query O($id: ID!) { productOperation(id: $id) { status product { id } ... on ProductSetOperation { userErrors { code } } } }",
      {
        id: str(accepted, "productSetOperation.id"),
      },
    );
    expect(operation).toEqual({ status: "COMPLETE", product: null, userErrors: [{ code: "INVALID_INPUT" }] });
  });
});

describe("productUpdate", () => {
  const UPDATE = `mutation U($identifier: ProductUpdateIdentifiers, $product: ProductUpdateInput!) { productUpdate(identifier: $identifier, product: $product) { product { title tags } userErrors { field message } } }`;

  it("changes only what it is given, by id and by custom id; merges metafields, replaces tags", async () => {
    const rig = await rigOf();
    await define(rig);
    await set(rig, productInput({ tags: ["a"] }), byErp("1"));
    expect(at(await rig.root(UPDATE, { identifier: byErp("1"), product: { title: "Novo" } }), "product")).toEqual({
      title: "Novo",
      tags: ["a"],
    });
    const metafields = [{ namespace: "erp", key: "dois", type: "json", value: "1" }];
    await rig.root(UPDATE, { product: { id: product(rig).id, tags: ["b"], metafields } });
    expect(product(rig).tags).toEqual(["b"]);
    expect([...product(rig).metafields.keys()]).toEqual(["erp.seq_produto", "erp.dois"]);
  });

  it("refuses an unknown product and a taken handle, without a code", async () => {
    const rig = await rigOf();
    expect(
      codes(await rig.root(UPDATE, { identifier: { id: "gid://shopify/Product/1" }, product: { title: "A" } })),
    ).toEqual(["Product does not exist"]);
    await set(rig, { title: "A", handle: "a" });
    await set(rig, { title: "B", handle: "b" });
    expect(codes(await rig.root(UPDATE, { identifier: { handle: "b" }, product: { handle: "a" } }))[0]).toContain(
      "already in use",
    );
  });
});

describe("productVariantsBulkUpdate", () => {
  const PRICES = `mutation V($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) { productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partial) { productVariants { id price compareAtPrice } userErrors { field message code } } }`;

  it("P5: sets prices, and P3: clears compareAtPrice by null", async () => {
    const rig = await rigOf();
    const { productId, variantId } = await stocked(rig);
    const first = await rig.root(PRICES, {
      productId,
      variants: [{ id: variantId, price: "19.9", compareAtPrice: "24.90" }],
    });
    expect(at(first, "productVariants.0")).toEqual({ id: variantId, price: "19.90", compareAtPrice: "24.90" });
    await rig.root(PRICES, { productId, variants: [{ id: variantId, price: "21.00" }] });
    expect(rig.shop.state.variants.get(variantId)).toMatchObject({ price: 2_100, compareAtPrice: 2_490 }); // left out: unchanged
    await rig.root(PRICES, { productId, variants: [{ id: variantId, compareAtPrice: null }] });
    expect(rig.shop.state.variants.get(variantId)).toMatchObject({ price: 2_100, compareAtPrice: null });
  });

  it("names the bad one by its index, keeps all out, or lets the good ones in when partial updates are allowed", async () => {
    const rig = await rigOf();
    const { productId, variantId } = await stocked(rig);
    const variants = [
      { id: variantId, price: "19.90" },
      { id: "gid://shopify/ProductVariant/1", price: "1.00" },
      { id: product(rig).variants[1]?.id, price: "-5.00" },
    ];
    const none = await rig.root(PRICES, { productId, variants });
    expect(codes(none)).toEqual(["PRODUCT_VARIANT_DOES_NOT_EXIST", "NEGATIVE_PRICE_VALUE"]);
    expect(at(none, "userErrors.1.field")).toEqual(["variants", "2", "price"]);
    expect(rig.shop.state.variants.get(variantId)?.price).toBe(2_490);
    const some = await rig.root(PRICES, { productId, variants, partial: true });
    expect(codes(some)).toHaveLength(2);
    expect(rig.shop.state.variants.get(variantId)?.price).toBe(1_990);
  });

  it("knows no product that is not there and takes no quantities", async () => {
    const rig = await rigOf();
    expect(codes(await rig.root(PRICES, { productId: "gid://shopify/Product/1", variants: [] }))).toEqual([
      "PRODUCT_DOES_NOT_EXIST",
    ]);
    const { productId, variantId, locationId } = await stocked(rig);
    const quantities = [{ availableQuantity: 1, locationId }];
    expect(
      codes(await rig.root(PRICES, { productId, variants: [{ id: variantId, inventoryQuantities: quantities }] })),
    ).toEqual(["NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE"]);
    expect(codes(await rig.root(PRICES, { productId, variants: [{ price: "1.00" }] }))).toEqual([
      "PRODUCT_VARIANT_ID_MISSING",
    ]);
  });
});

describe("tags and publishing", () => {
  it("tagsAdd and tagsRemove leave other tags alone and compare without case", async () => {
    const rig = await rigOf();
    const id = str(await set(rig, { title: "A", tags: ["Promo"] }), "product.id");
    const both = `mutation T($id: ID!) { tagsAdd(id: $id, tags: ["erp-cat-1", "promo"]) { userErrors { message } } tagsRemove(id: $id, tags: ["ERP-CAT-2"]) { userErrors { message } } }`;
    await rig.data(both, { id });
    expect(product(rig).tags).toEqual(["erp-cat-1", "Promo"]);
  });

  it("C10: ACTIVE is not published; publishing needs a publication that is there", async () => {
    const rig = await rigOf();
    const id = str(await set(rig, productInput()), "product.id");
    const [variant] = product(rig).variants;
    const [first] = locations(rig);
    await setStock(
      rig,
      [{ inventoryItemId: variant?.item.id, locationId: first, quantity: 5, changeFromQuantity: null }],
      "k",
    );
    const buy = () => rig.shop.control.placeOrder({ lines: [{ sku: "P1E1", quantity: 1 }] });
    expect(buy()).toMatchObject({ ok: false, reason: expect.stringContaining("not published") as string });
    expect(
      codes(await rig.root(PUBLISH, { id, input: [{ publicationId: "gid://shopify/Publication/1" }] })),
    ).toHaveLength(1);
    const [publicationId] = rig.shop.state.publications.keys();
    expect(codes(await rig.root(PUBLISH, { id, input: [{ publicationId }] }))).toEqual([]);
    expect(buy()).toMatchObject({ ok: true });
  });

  it("an auto-publishing publication takes new products by itself", async () => {
    const rig = await rigOf({ publications: [{ name: "Online Store", autoPublish: true }] });
    await set(rig, { title: "A" });
    expect(product(rig).publishedOn.size).toBe(1);
  });
});
