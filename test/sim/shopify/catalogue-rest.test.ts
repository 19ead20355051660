import { describe, expect, it } from "vitest";
import { at, codes, productInput, rigOf, SET, stocked, str, type Rig } from "./rig.ts";

const ORIGIN = "https://gondola-sim.myshopify.com";

describe("price lists", () => {
  const ADD =
    "mutation A($id: ID!, $prices: [PriceListPriceInput!]!) { priceListFixedPricesAdd(priceListId: $id, prices: $prices) { userErrors { field message code } } }";
  const UPDATE =
    "mutation U($id: ID!, $add: [PriceListPriceInput!]!, $del: [ID!]!) { priceListFixedPricesUpdate(priceListId: $id, pricesToAdd: $add, variantIdsToDelete: $del) { userErrors { code } } }";
  const brl = (amount: string) => ({ amount, currencyCode: "BRL" });

  async function rigWithList() {
    const rig = await rigOf();
    const { variantId } = await stocked(rig);
    const create =
      "mutation C($input: PriceListCreateInput!) { priceListCreate(input: $input) { priceList { id } userErrors { code } } }";
    const made = await rig.root(create, {
      input: { name: "Loja 2", currency: "BRL", parent: { adjustment: { type: "PERCENTAGE_DECREASE", value: 0 } } },
    });
    return { rig, variantId, id: str(made, "priceList.id") };
  }

  it("P9: take fixed prices as an upsert, and read them back", async () => {
    const { rig, variantId, id } = await rigWithList();
    for (const amount of ["20.00", "19.90"])
      expect(
        codes(await rig.root(ADD, { id, prices: [{ variantId, price: brl(amount), compareAtPrice: brl("24.90") }] })),
      ).toEqual([]);
    const list = await rig.root(
      "query L($id: ID!) { priceList(id: $id) { fixedPricesCount prices(first: 10, originType: FIXED) { nodes { variant { id } price { amount } compareAtPrice { amount } } } } }",
      { id },
    );
    expect(list).toEqual({
      fixedPricesCount: 1,
      prices: {
        nodes: [{ variant: { id: variantId }, price: { amount: "19.9" }, compareAtPrice: { amount: "24.9" } }],
      },
    });
  });

  it("show the prices of the products or variants that a query names, and refuse a query of anything else", async () => {
    const { rig, variantId, id } = await rigWithList();
    const other = await stocked(rig, 10, { title: "Feijão", handle: "feijao" });
    const prices = [variantId, other.variantId].map((each) => ({ variantId: each, price: brl("1.00") }));
    expect(codes(await rig.root(ADD, { id, prices }))).toEqual([]);
    const ask = (query: string) =>
      rig.ask(
        "query L($id: ID!, $query: String) { priceList(id: $id) { prices(first: 10, originType: FIXED, query: $query) { nodes { variant { id } } } } }",
        { id, query },
      );
    const named = async (query: string) => at((await ask(query)).data, "priceList.prices.nodes");
    const numberOf = (gid: string | undefined) => gid?.split("/").at(-1);
    const product = numberOf(rig.shop.state.variants.get(variantId)?.productId);
    expect(await named(`product_id:${product}`)).toEqual([{ variant: { id: variantId } }]);
    expect(await named(`product_id:${product} OR variant_id:${numberOf(other.variantId)}`)).toHaveLength(2);
    expect(await named("product_id:1")).toEqual([]);
    for (const query of [`product_id:${product} AND variant_id:1`, "arroz", "id:1", "product_id:>1"])
      expect((await ask(query)).errors?.[0]?.extensions["code"], query).toBe("NOT_SIMULATED");
  });

  it("refuse what is not there or not theirs, and do all or nothing", async () => {
    const { rig, variantId, id } = await rigWithList();
    const one = (over: Record<string, unknown>) => ({ variantId, price: brl("1.00"), ...over });
    expect(codes(await rig.root(ADD, { id: "gid://shopify/PriceList/1", prices: [one({})] }))).toEqual([
      "PRICE_LIST_NOT_FOUND",
    ]);
    expect(
      codes(await rig.root(ADD, { id, prices: [one({}), one({ variantId: "gid://shopify/ProductVariant/1" })] })),
    ).toEqual(["VARIANT_NOT_FOUND"]);
    expect(
      codes(await rig.root(ADD, { id, prices: [one({ price: { amount: "1.00", currencyCode: "USD" } })] })),
    ).toEqual(["PRICE_LIST_CURRENCY_MISMATCH"]);
    expect(codes(await rig.root(UPDATE, { id, add: [one({})], del: [variantId] }))).toEqual(["PRICE_NOT_FIXED"]);
    expect(rig.shop.state.priceLists.get(id)?.fixed.size).toBe(0);
  });
});

describe("collections", () => {
  it("C9: hold the products that carry one of their tags", async () => {
    const rig = await rigOf();
    await rig.root(SET, { input: productInput({ tags: ["erp-cat-310"] }) });
    const create =
      "mutation C($collection: CollectionCreateInput!) { collectionCreate(collection: $collection) { collection { id handle productsCount { count } } userErrors { message } } }";
    const sources = [
      {
        source: {
          title: "Categoria",
          inclusion: {
            matchType: "ALL",
            conditions: [{ productTag: { relation: "TAGGED_WITH", matchType: "ANY", values: ["erp-cat-310"] } }],
          },
        },
      },
    ];
    const made = await rig.root(create, { collection: { title: "Cafés", sources } });
    expect(at(made, "collection")).toMatchObject({ handle: "cafes", productsCount: { count: 1 } });
    expect(codes(await rig.root(create, { collection: { title: "Outra", handle: "cafes" } }))).toHaveLength(1);
    const other = await rig.ask(create, {
      collection: {
        title: "X",
        sources: [
          {
            source: {
              title: "X",
              inclusion: {
                matchType: "ALL",
                conditions: [{ productVendor: { relation: "EQUALS", matchType: "ANY", values: ["Y"] } }],
              },
            },
          },
        ],
      },
    });
    expect(other.errors?.[0]?.extensions["code"]).toMatch(/NOT_SIMULATED|INVALID_VARIABLE/);
  });
});

describe("bulk operations", () => {
  const STAGE =
    "mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { message } } }";
  const RUN =
    "mutation B($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id status } userErrors { code message } } }";
  const READ = "query O($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount url } }";
  const TAGS = "mutation T($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }";

  async function upload(
    rig: Rig,
    text: string,
    order: "file-last" | "file-first" = "file-last",
  ): Promise<{ status: number; path: string }> {
    const staged = await rig.root(STAGE, {
      input: [{ resource: "BULK_MUTATION_VARIABLES", filename: "v.jsonl", mimeType: "text/jsonl", httpMethod: "POST" }],
    });
    const form = new FormData();
    const parameters = at(staged, "stagedTargets.0.parameters") as { name: string; value: string }[];
    if (order === "file-first") form.append("file", new Blob([text]), "v.jsonl");
    for (const { name, value } of parameters) form.append(name, value);
    if (order === "file-last") form.append("file", new Blob([text]), "v.jsonl");
    const response = await rig.send(new Request(str(staged, "stagedTargets.0.url"), { method: "POST", body: form }));
    return { status: response.status, path: parameters.find(({ name }) => name === "key")?.value ?? "" };
  }

  it("B4: answer each line by its number, refusals among successes, and report when they end", async () => {
    const rig = await rigOf({ bulkMs: 60_000 });
    const id = str(await rig.root(SET, { input: { title: "A" } }), "product.id");
    await rig.root(
      'mutation H { webhookSubscriptionCreate(topic: BULK_OPERATIONS_FINISH, webhookSubscription: { uri: "https://app.example/h" }) { userErrors { message } } }',
    );
    const lines = [{ id, tags: ["um"] }, { id: "gid://shopify/Product/1", tags: ["dois"] }, { id }];
    const { path } = await upload(rig, lines.map((line) => JSON.stringify(line)).join("\n"));
    const started = await rig.root(RUN, { mutation: TAGS, path });
    const operation = str(started, "bulkOperation.id");
    expect(at(started, "bulkOperation.status")).toBe("CREATED");
    expect(at(await rig.root(READ, { id: operation }), "url")).toBeNull();
    rig.world.advance(60_000);
    await rig.shop.deliverDue();
    const done = await rig.root(READ, { id: operation });
    expect(done).toMatchObject({ status: "COMPLETED", errorCode: null, objectCount: "3" });
    const result = (await (await rig.send(new Request(str(done, "url")))).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(result.map((line) => at(line, "__lineNumber"))).toEqual([0, 1, 2]);
    expect(at(result[0], "data.tagsAdd.userErrors")).toEqual([]);
    expect(at(result[1], "data.tagsAdd.userErrors")).toHaveLength(1);
    expect(at(result[2], "errors")).toHaveLength(1);
    expect(rig.received[0]?.request.headers.get("x-shopify-topic")).toBe("bulk_operations/finish");
    expect(rig.shop.journal.ofField("tagsAdd").map(({ requestId }) => requestId)).toEqual(["bulk", "bulk"]);
    expect(rig.shop.journal.ofOperation("T")).toEqual([]); // no request, no bucket
  });

  it("B5: fail whole for a line that is no JSON, and are refused without their file or with two root fields", async () => {
    const rig = await rigOf({ bucketPoints: 100_000 });
    const { path } = await upload(rig, "{}\n\n{}");
    const broken = await rig.root(RUN, { mutation: TAGS, path });
    expect(at(await rig.root(READ, { id: str(broken, "bulkOperation.id") }), "status")).toBe("FAILED");
    expect(codes(await rig.root(RUN, { mutation: TAGS, path: "tmp/nothing" }))).toEqual(["NO_SUCH_FILE"]);
    expect(codes(await rig.root(RUN, { mutation: "query Q { shop { id } }", path }))).toEqual(["INVALID_MUTATION"]);
    expect(
      codes(
        await rig.root(RUN, {
          mutation:
            'mutation T { a: tagsAdd(id: "1", tags: []) { userErrors { message } } b: tagsAdd(id: "1", tags: []) { userErrors { message } } }',
          path,
        }),
      ),
    ).toEqual(["INVALID_MUTATION"]);
  });

  it("B2: run five at once and no more; a cancelled one does nothing", async () => {
    const rig = await rigOf({ bulkMs: 60_000, bucketPoints: 100_000 });
    const id = str(await rig.root(SET, { input: { title: "A" } }), "product.id");
    const { path } = await upload(rig, JSON.stringify({ id, tags: ["um"] }));
    const started = [];
    for (let each = 0; each < 5; each += 1)
      started.push(str(await rig.root(RUN, { mutation: TAGS, path }), "bulkOperation.id"));
    expect(codes(await rig.root(RUN, { mutation: TAGS, path }))).toEqual(["LIMIT_REACHED"]);
    const running = await rig.root(
      'query R { bulkOperations(first: 10, query: "status:running OR status:created") { nodes { id } } }',
    );
    expect(at(running, "nodes")).toHaveLength(5);
    for (const operation of started)
      await rig.root("mutation C($id: ID!) { bulkOperationCancel(id: $id) { userErrors { message } } }", {
        id: operation,
      });
    rig.world.advance(60_000);
    await rig.shop.deliverDue();
    expect(rig.shop.state.products.get(id)?.tags).toEqual([]);
  });

  it("B3: a staged upload takes its parameters first and its file last", async () => {
    const rig = await rigOf();
    expect((await upload(rig, "{}", "file-first")).status).toBe(403);
    expect((await upload(rig, "{}")).status).toBe(201);
    const put = await rig.root(STAGE, {
      input: [{ resource: "IMAGE", filename: "a.jpg", mimeType: "image/jpeg", httpMethod: "PUT" }],
    });
    expect(
      (await rig.send(new Request(str(put, "stagedTargets.0.url"), { method: "PUT", body: "bytes" }))).status,
    ).toBe(200);
    expect(await (await rig.send(new Request(str(put, "stagedTargets.0.resourceUrl")))).text()).toBe("bytes");
    expect((await rig.send(new Request(`${ORIGIN}/staged-uploads/tmp/9/x`, { method: "PUT", body: "x" }))).status).toBe(
      403,
    );
  });

  it("export a connection without paging, children by __parentId", async () => {
    const rig = await rigOf();
    await stocked(rig);
    const run =
      "mutation Q($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { code } } }";
    const query = "query E { products { edges { node { id variants { edges { node { id sku } } } } } } }";
    const id = str(await rig.root(run, { query }), "bulkOperation.id");
    const url = str(await rig.root(READ, { id }), "url");
    const lines = (await (await rig.send(new Request(url))).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toHaveLength(3);
    expect(at(lines[1], "__parentId")).toBe(at(lines[0], "id"));
  });
});
