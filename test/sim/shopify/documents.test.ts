import { describe, expect, it } from "vitest";
import { at, codes, productInput, rigOf, SET, stocked } from "./rig.ts";

describe("a document", () => {
  it("that selects a field the schema lacks is refused with 200 and errors", async () => {
    const answer = await (await rigOf()).ask("query Q { shop { id telephone } }");
    expect(answer.status).toBe(200);
    expect(answer.errors?.[0]?.message).toContain("telephone");
    expect(answer.data).toBeUndefined();
  });

  it("that is no GraphQL is refused with 200 and errors", async () => {
    const answer = await (await rigOf()).ask("query {");
    expect(answer.errors?.[0]?.message).toContain("Syntax Error");
  });

  it("that selects a real field that is not simulated gets an error that names it, not a null", async () => {
    const rig = await rigOf();
    const { productId } = await stocked(rig);
    const answer = await rig.ask("query Q($id: ID!) { product(id: $id) { id onlineStoreUrl } }", { id: productId });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "NOT_SIMULATED", what: "Product.onlineStoreUrl" });
  });

  it("is not given null for a value that the shop does not hold", async () => {
    const rig = await rigOf();
    const { productId } = await stocked(rig);
    Object.assign(rig.shop.state.products.get(productId) ?? {}, { templateSuffix: undefined });
    const answer = await rig.ask("query Q($id: ID!) { product(id: $id) { templateSuffix } }", { id: productId });
    expect(answer.errors?.[0]?.extensions["what"]).toBe("Product.templateSuffix");
  });

  it("names a mutation that is not simulated", async () => {
    const answer = await (
      await rigOf({ scopes: ["write_customers"] })
    ).ask(`mutation C { customerCreate(input: { firstName: "A" }) { userErrors { message } } }`);
    expect(answer.errors?.[0]?.message).toContain("Mutation.customerCreate");
  });

  it("names an input field that is not simulated, and does nothing", async () => {
    const rig = await rigOf();
    const answer = await rig.ask(SET, { input: productInput({ giftCard: true }) });
    expect(answer.errors?.[0]?.extensions["what"]).toBe("ProductSetInput.giftCard");
    expect(rig.shop.state.products.size).toBe(0);
  });

  it("names a search term that is not simulated", async () => {
    const answer = await (await rigOf()).ask(`query Q { orders(first: 1, query: "discount_code:X") { nodes { id } } }`);
    expect(answer.errors?.[0]?.message).toContain("discount_code");
  });
});

describe("variables", () => {
  it.each([
    ["a missing one", {}],
    ["an unknown input field", { input: { title: "A", colour: "red" } }],
    ["a price that is no decimal", { input: productInput({ variants: [{ optionValues: [], price: "R$ 10" }] }) }],
    ["a wrong enum value", { input: { title: "A", status: "ativo" } }],
    ["two of a one-of input", { input: { title: "A" }, identifier: { id: "gid://shopify/Product/1", handle: "a" } }],
  ])("are coerced by the schema: %s is refused", async (_, variables) => {
    const answer = await (await rigOf()).ask(SET, variables);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("INVALID_VARIABLE");
  });

  it("hold at most 250 entries a list, with MAX_INPUT_SIZE_EXCEEDED and no effect", async () => {
    const rig = await rigOf();
    const { itemId } = await stocked(rig);
    const [location] = rig.shop.state.locations.keys();
    const quantities = Array.from({ length: 251 }, () => ({
      inventoryItemId: itemId,
      locationId: location,
      quantity: 1,
      changeFromQuantity: null,
    }));
    const stock = `mutation S($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") { userErrors { code } } }`;
    const answer = await rig.ask(stock, { input: { name: "available", reason: "correction", quantities } });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("MAX_INPUT_SIZE_EXCEEDED");
    expect(rig.shop.journal.effects("stock").filter(({ effect }) => effect["to"] === 1)).toEqual([]);
    const nodes = await rig.ask("query N($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: 251 }, (_, index) => `gid://shopify/Product/${index}`),
    });
    expect(nodes.errors?.[0]?.extensions["code"]).toBe("MAX_INPUT_SIZE_EXCEEDED");
  });

  it("may hold more than 250 variants in productSet", async () => {
    const rig = await rigOf();
    const names = Array.from({ length: 300 }, (_, index) => `CX-${index + 1}`);
    const payload = await rig.root(SET, {
      input: {
        title: "Muitas embalagens",
        productOptions: [{ name: "Embalagem", values: names.map((name) => ({ name })) }],
        variants: names.map((name) => ({ optionValues: [{ optionName: "Embalagem", name }] })),
      },
    });
    expect(codes(payload)).toEqual([]);
  });
});

describe("a connection", () => {
  it("needs first or last, and gives at most 250", async () => {
    const rig = await rigOf();
    expect((await rig.ask("query Q { products { nodes { id } } }")).errors?.[0]?.message).toContain("first or last");
    expect((await rig.ask("query Q { products(first: 251) { nodes { id } } }")).errors?.[0]?.message).toContain("250");
  });

  it("pages through everything once, and refuses a cursor that is none", async () => {
    const rig = await rigOf({ bucketPoints: 100_000 });
    for (let each = 0; each < 5; each += 1) await rig.root(SET, { input: { title: `Produto ${each}` } });
    const seen: unknown[] = [];
    let after: unknown = null;
    for (;;) {
      const page = await rig.root(
        "query Q($after: String) { products(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      seen.push(...(at(page, "nodes") as { title: string }[]).map(({ title }) => title));
      if (at(page, "pageInfo.hasNextPage") !== true) break;
      after = at(page, "pageInfo.endCursor");
    }
    expect(seen).toEqual(["Produto 0", "Produto 1", "Produto 2", "Produto 3", "Produto 4"]);
    expect(
      (await rig.ask(`query Q { products(first: 2, after: "x") { nodes { id } } }`)).errors?.[0]?.message,
    ).toContain("invalid cursor");
  });
});
