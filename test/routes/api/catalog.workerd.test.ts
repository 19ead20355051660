import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/rules/catalog/settings.ts";
import { readMerchantFields } from "../../../src/hub/catalog/settings.ts";
import { markProducts } from "../../../src/hub/catalog/product-marks.ts";
import { readDueProducts } from "../../../src/hub/catalog/shop-products.ts";
import { markNextPortion } from "../../../src/hub/loads/marking.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

function call(method: string, path: string, body?: unknown): Promise<Response> {
  const request = new Request(`https://gondola.example${path}`, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answered(routes(request, depsOf().deps, { waitUntil: () => undefined }), request);
}
/** Products that are due once the publish tick has marked them. */
async function markedDue(): Promise<unknown> {
  while (await markNextPortion(env.DB));
  return (await env.DB.prepare("SELECT seq_product AS seq FROM shop_products WHERE due = 1").all()).results;
}

beforeEach(async () => {
  await env.DB.batch([
    ...[
      "catalog_settings",
      "category_taxonomy",
      "portions",
      "shop_products",
      "shop_variants",
      "shop_variants_deleted",
    ].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    env.DB.prepare("DELETE FROM products"),
    env.DB.prepare("INSERT INTO products (seq_product, title, hash) VALUES (919, 'Arroz', 'h')"),
    env.DB.prepare(
      "INSERT INTO shop_products (seq_product, due, product_gid) VALUES (919, 0, 'gid://shopify/Product/1')",
    ),
  ]);
});

describe("settings", () => {
  it("are the defaults at first; a change keeps the other settings and makes products due", async () => {
    expect(await (await call("GET", "/api/catalog/settings")).json()).toEqual(DEFAULT_SETTINGS);
    const answer = await call("PUT", "/api/catalog/settings", { owners: { title: "erp" }, variantDeleted: "report" });
    expect(answer.status).toBe(200);
    await call("PUT", "/api/catalog/settings", { publications: ["gid://shopify/Publication/7"] });
    expect(await (await call("GET", "/api/catalog/settings")).json()).toEqual({
      ...DEFAULT_SETTINGS,
      owners: { ...DEFAULT_SETTINGS.owners, title: "erp" },
      variantDeleted: "report",
      publications: ["gid://shopify/Publication/7"],
    });
    expect(await markedDue()).toEqual([{ seq: 919 }]);
  });

  it.each([
    [{ owners: { title: "supplier" } }, "owners.title"],
    [{ owners: { barcode: "untilEdited" } }, "owners.barcode"],
    [{ owners: { preco: "erp" } }, "owners"],
    [{ owners: "erp" }, "owners"],
    [{ publications: ["7"] }, "publications.0"],
    [{ colecoes: true }, "corpo"],
    [[], "corpo"],
  ])("refuses %j and changes nothing", async (body, where) => {
    const answer = await call("PUT", "/api/catalog/settings", body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(await answer.json())).toContain(where);
    expect(await (await call("GET", "/api/catalog/settings")).json()).toEqual(DEFAULT_SETTINGS);
  });

  it("names are shown by the settings and what the body tries, and nothing is stored", async () => {
    const names = ["CREME DENT COLG 90G", "Café"];
    const plain = await call("POST", "/api/catalog/titles", { names });
    expect([plain.status, await plain.json()]).toEqual([
      200,
      [
        { before: "CREME DENT COLG 90G", after: "Creme Dental Colg 90G" },
        { before: "Café", after: "Café" },
      ],
    ]);
    const tried = await call("POST", "/api/catalog/titles", { names, abbreviations: { COLG: "Colgate" } });
    expect(await tried.json()).toMatchObject([{ after: "Creme Dental Colgate 90G" }, { after: "Café" }]);
    expect((await call("POST", "/api/catalog/titles", { names, titleWords: [""] })).status).toBe(422);
    const kept = await (await call("GET", "/api/catalog/settings")).json();
    expect(kept).toMatchObject({ titleCase: true, abbreviations: {} });
  });

  it("the taxonomy mapping is replaced as a whole, and refused when a category occurs twice", async () => {
    const first = { seqCategory: 31, taxonomyId: "gid://shopify/TaxonomyCategory/fb-2-3" };
    expect((await call("PUT", "/api/catalog/taxonomy", [first, first])).status).toBe(409);
    expect((await call("PUT", "/api/catalog/taxonomy", [{ ...first, taxonomyId: "fb" }])).status).toBe(422);
    expect((await call("PUT", "/api/catalog/taxonomy", [first])).status).toBe(200);
    const second = { ...first, seqCategory: 310 };
    await call("PUT", "/api/catalog/taxonomy", [second]);
    expect(await (await call("GET", "/api/catalog/taxonomy")).json()).toEqual([second]);
    expect(await markedDue()).toEqual([{ seq: 919 }]);
  });
});

describe("what an operator requests", () => {
  const accepted = {
    seqProduct: 919,
    version: 1,
    productGid: "gid://shopify/Product/1",
    sentSet: "s",
    createStartedAt: null,
    sentFieldsHash: "f",
    sentVariantsHash: "v",
    sentUnitsHash: "s",
    repairs: 0,
    unitPriceSent: 0,
    published: '["gid://shopify/Publication/7"]',
    sentTags: { wanted: ["a"], theirs: [] },
    sentValues: { title: ["x"], vendor: ["y"] },
    merchantFields: ["seoTitle", "title"],
  };

  it("a released field is the ERP's again, and nothing else is sent again", async () => {
    await markProducts(env.DB, [accepted]).run();
    expect(await (await call("GET", "/api/catalog/merchant-fields")).json()).toEqual([
      { seqProduct: 919, fields: ["seo", "title"] },
    ]);
    expect((await call("POST", "/api/catalog/products/919/release", { fields: ["path"] })).status).toBe(422);
    expect((await call("POST", "/api/catalog/products/7/release", { fields: ["seo"] })).status).toBe(404);
    expect((await call("POST", "/api/catalog/products/919/release", { fields: ["seo"] })).status).toBe(200);
    expect(await readMerchantFields(env.DB, 0, 9)).toEqual([{ seqProduct: 919, fields: ["title"] }]);
    expect(await readDueProducts(env.DB, -1, 0, 9)).toMatchObject([
      {
        sentFieldsHash: null,
        sentVariantsHash: "v",
        sentUnitsHash: "s",
        repairs: 1, // a lane that read the product before does not mark it
        sentTags: { wanted: ["a"], theirs: [] },
        sentValues: { title: ["x"], vendor: ["y"], seoTitle: ["", "*"], seoDescription: ["", "*"] },
      },
    ]);
  });

  it("a deleted product, variant or collection is created again; an unknown one is not", async () => {
    await env.DB.batch([
      markProducts(env.DB, [accepted]),
      env.DB.prepare("INSERT INTO shop_variants_deleted (seq_product, sku) VALUES (919, 'P919E1'), (919, 'P919E12')"),
      env.DB.prepare("INSERT INTO shop_collections (seq_category, parked_reason) VALUES (31, 'deleted')"),
    ]);
    expect((await call("POST", "/api/catalog/skus/P919E1/recreate")).status).toBe(202);
    expect(await readDueProducts(env.DB, -1, 0, 9)).toMatchObject([{ deletedSkus: ["P919E12"], sentSet: null }]);
    expect((await call("POST", "/api/catalog/products/919/recreate")).status).toBe(202);
    expect(await readDueProducts(env.DB, -1, 0, 9)).toMatchObject([
      { deletedSkus: [], productGid: null, sentValues: null, published: null, merchantFields: [] },
    ]);
    expect((await call("POST", "/api/catalog/collections/31/recreate")).status).toBe(202);
    for (const path of ["products/7", "products/x", "skus/P7E1", "skus/x", "collections/31"])
      expect((await call("POST", `/api/catalog/${path}/recreate`)).status).toBe(404);
  });
});

describe("specifications", () => {
  it("are mapped as a whole; the answer lists the ERP's names and whether each is mapped", async () => {
    await env.DB.batch([
      env.DB.prepare("DELETE FROM settings WHERE name = 'specifications'"),
      env.DB.prepare("DELETE FROM specifications"),
      env.DB.prepare("DELETE FROM shop_specifications"),
      ...["Conservação", "Sabor", "Conservação"].map((name, index) =>
        env.DB.prepare(
          "INSERT INTO specifications (seq_product, source, sku, name, value, active, hash) VALUES (?1, 'erp:1', 'P1E1', ?2, 'x', 1, 'h')",
        ).bind(index + 1, name),
      ),
      env.DB.prepare("INSERT INTO shop_specifications (seq_product, due) VALUES (1, 0)"),
    ]);
    const before = await call("GET", "/api/catalog/specifications");
    expect(await before.json()).toEqual({
      mapping: [],
      names: [
        { name: "Conservação", records: 2, isMapped: false },
        { name: "Sabor", records: 1, isMapped: false },
      ],
    });
    const put = await call("PUT", "/api/catalog/specifications", [
      { name: "conservacao", metafield: "custom.conservacao" },
    ]);
    expect(await put.json()).toMatchObject({
      mapping: [{ name: "conservacao", metafield: "custom.conservacao", type: "multi_line_text_field", of: "product" }],
      names: [{ isMapped: true }, { isMapped: false }],
    });
    while (await markNextPortion(env.DB));
    const due = await env.DB.prepare("SELECT seq_product AS seq FROM shop_specifications WHERE due = 1").all();
    expect(due.results).toEqual([{ seq: 1 }]);
    const refused = await call("PUT", "/api/catalog/specifications", [{ name: "Sabor", metafield: "erp.precos" }]);
    expect(refused.status).toBe(422);
  });
});
