import { describe, expect, it } from "vitest";
import { order, rigOf, SET, stocked } from "./rig.ts";

describe("cost", () => {
  it("is 0 for scalars and pages, 1 for objects, and a connection by the logarithm of its size", async () => {
    const rig = await rigOf();
    expect((await rig.ask("query A { shop { id } }")).cost.requestedQueryCost).toBe(1);
    // The connection 2, and ⌊2 ln 100⌋ = 9 times a node.
    const nested = "query B { products(first: 100) { nodes { id } pageInfo { hasNextPage } } }";
    expect((await rig.ask(nested)).cost.requestedQueryCost).toBe(2 + 9);
    const deep = "query C($n: Int!) { products(first: $n) { nodes { id variants(first: 5) { nodes { id } } } } }";
    expect((await rig.ask(deep, { n: 10 })).cost.requestedQueryCost).toBe(2 + 4 * (1 + 2 + 3));
  });

  it("is what the two published requests were charged", async () => {
    const rig = await rigOf();
    const id = "gid://shopify/Product/1";
    const variants = `query V($id: ID!) { product(id: $id) { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }`;
    expect((await rig.ask(variants, { id })).cost.requestedQueryCost).toBe(25);
    // As a published connector pages them: 10 publications, each with its catalogue and its first app.
    const publications = `query P { publications(first: 10) { edges { cursor node { id catalog { ... on AppCatalog { id apps(first: 1) { nodes { id } } } } } } } }`;
    expect((await rig.ask(publications)).cost.requestedQueryCost).toBe(22);
  });

  it.each([
    [["Order/1"], 20],
    [["Order/1", "Order/1", "Order/2"], 30],
    [["Product/1", "ProductVariant/1", "ProductVariant/2", "Collection/1"], 19],
    [["Location/1"], 10],
    [Array.from({ length: 25 }, (_, index) => `ProductVariant/${index}`), 60],
  ])("of metafieldsSet counts each owner once, by its type: %j", async (owners, points) => {
    const rig = await rigOf({ scopes: ["write_orders", "write_products", "write_locations"] });
    const metafields = owners.map((owner, index) => ({
      ownerId: `gid://shopify/${owner}`,
      namespace: "erp",
      key: `key_${index}`,
      type: "json",
      value: "1",
    }));
    const set =
      "mutation M($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { code } } }";
    expect((await rig.ask(set, { metafields })).cost.requestedQueryCost).toBe(points);
  });

  it("of productVariantsBulkUpdate and productUpdate goes by what they carry", async () => {
    const rig = await rigOf();
    const metafield = { namespace: "erp", key: "a", type: "json", value: "1" };
    const variants = Array.from({ length: 10 }, (_, index) => ({
      id: `gid://shopify/ProductVariant/${index}`,
      metafields: [metafield],
      ...(index < 5 ? { mediaId: "gid://shopify/MediaImage/1" } : {}),
    }));
    const bulk =
      "mutation B($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { code } } }";
    const id = "gid://shopify/Product/1";
    expect((await rig.ask(bulk, { id, variants })).cost.requestedQueryCost).toBe(10 + 2 + 4 + 3);
    const update =
      "mutation U($product: ProductUpdateInput!, $media: [CreateMediaInput!]) { productUpdate(product: $product, media: $media) { userErrors { message } } }";
    const media = Array.from({ length: 2 }, () => ({
      originalSource: "https://x.example/a.png",
      mediaContentType: "IMAGE",
    }));
    const product = { id, metafields: Array.from({ length: 3 }, (_, index) => ({ ...metafield, key: `k${index}` })) };
    expect((await rig.ask(update, { product, media })).cost.requestedQueryCost).toBe(Math.ceil(10 + 1.2 + 3.8));
  });

  it("of nodes goes by the ids, with the dearest of the fragments", async () => {
    const rig = await rigOf();
    const query = `query N($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { id variant { id } } ... on Product { id seo { title } } } }`;
    expect(
      (await rig.ask(query, { ids: ["gid://shopify/Product/1", "gid://shopify/Product/2", "gid://shopify/Product/3"] }))
        .cost.requestedQueryCost,
    ).toBe(6);
  });

  it("of a mutation is 10, and productSet pays for what it carries", async () => {
    const rig = await rigOf();
    const tags = 'mutation T($id: ID!) { tagsAdd(id: $id, tags: ["a"]) { userErrors { message } } }';
    expect((await rig.ask(tags, { id: "gid://shopify/Product/1" })).cost.requestedQueryCost).toBe(10);
    const metafields = Array.from({ length: 10 }, (_, index) => ({
      namespace: "erp",
      key: `key_${index}`,
      type: "json",
      value: "1",
    }));
    const bare =
      "mutation S($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { code } } }";
    expect((await rig.ask(bare, { input: { title: "A", metafields } })).cost.requestedQueryCost).toBe(14);
  });

  it("above 1000 is refused and takes nothing from the bucket", async () => {
    const rig = await rigOf();
    const query =
      "query Q { products(first: 250) { nodes { id variants(first: 250) { nodes { id metafields(first: 250) { nodes { id } } } } } } }";
    const answer = await rig.ask(query);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("MAX_COST_EXCEEDED");
    expect((await rig.ask("query A { shop { id } }")).cost.throttleStatus.currentlyAvailable).toBe(1_999);
  });

  it("gives back what the answer did not need", async () => {
    const rig = await rigOf();
    await stocked(rig);
    rig.world.advance(60_000);
    const { cost } = await rig.ask("query Q { products(first: 100) { nodes { id } } }");
    expect(cost).toMatchObject({
      requestedQueryCost: 11,
      actualQueryCost: 2,
      throttleStatus: { currentlyAvailable: 1_998, maximumAvailable: 2_000, restoreRate: 100 },
    });
  });

  it("an order with all its parts stays under 1000 as requested, and far under it as returned", async () => {
    const rig = await rigOf();
    const { id } = order(rig, await stocked(rig));
    const query = `query O($id: ID!) { order(id: $id) { id lineItems(first: 100) { nodes { id variant { id } discountAllocations { discountApplication { index } } } } } }`;
    const { cost } = await rig.ask(query, { id });
    expect(cost.requestedQueryCost).toBe(3 + 9 * 4);
    expect(cost.actualQueryCost).toBe(4); // order, connection, one line, its variant
  });
});

describe("the bucket", () => {
  const big = "query Q { products(first: 249) { nodes { id seo { title } } pageInfo { hasNextPage } } }";

  it("answers THROTTLED with 200 and its state when it is too low, does nothing, and refills with the clock", async () => {
    const rig = await rigOf({ bucketPoints: 210, restorePerSecond: 100 });
    const heavy =
      "mutation S($input: ProductSetInput!) { productSet(input: $input) { product { id variants(first: 200) { nodes { id } } } userErrors { code } } }";
    await rig.ask(heavy, { input: { title: "A" } });
    for (let each = 0; each < 20; each += 1)
      await rig.ask('mutation T { tagsAdd(id: "gid://shopify/Product/1", tags: ["a"]) { userErrors { message } } }');
    const answer = await rig.ask(SET, { input: { title: "B" } });
    expect(answer.status).toBe(200);
    expect(answer.errors?.[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
    expect(answer.cost.actualQueryCost).toBeNull();
    expect(answer.cost.throttleStatus.currentlyAvailable).toBeLessThan(answer.cost.requestedQueryCost);
    expect([...rig.shop.state.products.values()].map(({ title }) => title)).toEqual(["A"]);
    rig.world.advance(2_000);
    expect((await rig.ask(SET, { input: { title: "B" } })).errors).toBeUndefined();
  });

  it("never holds more than its maximum", async () => {
    const rig = await rigOf();
    rig.world.advance(86_000_000);
    expect((await rig.ask(big)).cost.throttleStatus.currentlyAvailable).toBe(2_000 - 1);
  });

  it("is emptied by another client with the app's credentials, and refills when that client stops", async () => {
    const rig = await rigOf();
    const now = rig.world.now();
    rig.shop.bucket.crowd({ from: now + 1_000, until: now + 61_000, leaves: 12 });
    expect((await rig.ask(big)).errors).toBeUndefined();
    rig.world.advance(1_000);
    expect((await rig.ask(big)).errors?.[0]?.extensions["code"]).toBe("THROTTLED");
    rig.world.advance(55_000);
    expect(rig.shop.bucket.status(rig.world.now()).currentlyAvailable).toBe(12);
    rig.world.advance(8_000); // three seconds
    expect(rig.shop.bucket.status(rig.world.now()).currentlyAvailable).toBe(312);
  });

  it("is larger on Advanced and Plus", async () => {
    const rate = async (plan: "advanced" | "plus") =>
      (await (await rigOf({ plan })).ask("query A { shop { id } }")).cost.throttleStatus.restoreRate;
    expect(await rate("advanced")).toBe(200);
    expect(await rate("plus")).toBe(1_000);
  });

  it("reports the rate that was really granted", async () => {
    const rig = await rigOf();
    const from = rig.world.now();
    for (let each = 0; each < 10; each += 1) {
      await rig.ask('mutation T { tagsAdd(id: "gid://shopify/Product/1", tags: ["a"]) { userErrors { message } } }');
      rig.world.advance(1_000);
    }
    expect(rig.shop.bucket.rate(from, rig.world.now())).toEqual({ points: 100, perSecond: 10 });
  });
});
