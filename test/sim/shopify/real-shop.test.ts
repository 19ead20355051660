/** What a real shop refuses or changes under an app that believed otherwise. */
import { describe, expect, it } from "vitest";
import { at, codes, define, productInput, rigOf, SET, str, tokenRequest } from "./rig.ts";

const create = (seq: number) => ({
  identifier: { customId: { namespace: "erp", key: "seq_produto", value: String(seq) } },
  input: productInput({
    title: `Produto ${seq}`,
    metafields: [{ namespace: "erp", key: "seq_produto", type: "id", value: String(seq) }],
  }),
});

describe("the daily limit of new variants", () => {
  it("is HTTP 200 with a code and a null field, and an existing variant is still changed", async () => {
    const rig = await rigOf({ variantLimit: { from: 2, perDay: 2 } });
    await define(rig);
    expect(codes(await rig.root(SET, create(1)))).toEqual([]);
    const answer = await rig.ask(SET, create(2));
    expect([answer.status, at(answer.data, "productSet")]).toEqual([200, null]);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("VARIANT_THROTTLE_EXCEEDED");
    expect(rig.shop.state.products.size).toBe(1);
    rig.world.advance(86_400_001);
    await rig.signIn();
    expect(codes(await rig.root(SET, create(2)))).toEqual([]);
  });

  it("is not Plus's", async () => {
    const rig = await rigOf({ plan: "plus", variantLimit: { from: 0, perDay: 0 } });
    await define(rig);
    expect(codes(await rig.root(SET, create(1)))).toEqual([]);
  });
});

describe("the token endpoint", () => {
  it.each(["shop_not_permitted", "app_not_installed"] as const)("refuses with %s, as JSON or as a page", async (as) => {
    const rig = await rigOf();
    rig.shop.control.refuseTokens(as);
    const json = await rig.send(tokenRequest());
    expect([json.status, at(await json.json(), "error")]).toEqual([400, as]);
    rig.shop.control.refuseTokens(as, true);
    const page = await rig.send(tokenRequest());
    expect([page.status, page.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain(`Oauth error ${as}`);
    rig.shop.control.refuseTokens(null);
    expect((await rig.send(tokenRequest())).status).toBe(200);
  });
});

it("answers with the version that it serves, and with the cost that it counts now", async () => {
  const rig = await rigOf();
  rig.shop.control.setServedVersion("2027-01");
  rig.shop.control.setCost("Shop", 1_001);
  const answer = await rig.ask("query Shop { shop { id } }");
  expect(answer.headers.get("x-shopify-api-version")).toBe("2027-01");
  expect(answer.errors?.[0]?.extensions["code"]).toBe("MAX_COST_EXCEEDED");
});

it("takes a JSON metafield of 128 kB and none of a byte more", async () => {
  const rig = await rigOf();
  await define(rig);
  const product = str(await rig.root(SET, create(1)), "product.id");
  const SET_METAFIELD =
    "mutation M($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { id } userErrors { code message } } }";
  const set = async (bytes: number) =>
    codes(
      await rig.root(SET_METAFIELD, {
        m: [
          {
            ownerId: product,
            namespace: "erp",
            key: "large",
            type: "json",
            value: JSON.stringify("x".repeat(bytes - 2)),
          },
        ],
      }),
    );
  expect(await set(128_000)).toEqual([]);
  expect(await set(128_001)).toEqual(["INVALID_VALUE"]);
});

it("refuses unit prices where the shop's country has none, and nothing else of the variant is taken then", async () => {
  const rig = await rigOf({ unitPrices: false });
  await define(rig);
  const { input, identifier } = create(1);
  const measured = {
    ...input,
    variants: (input["variants"] as object[]).map((variant) => ({
      ...variant,
      unitPriceMeasurement: { quantityValue: 100, quantityUnit: "G", referenceValue: 1, referenceUnit: "KG" },
    })),
  };
  expect(codes(await rig.root(SET, { identifier, input: measured }))).toEqual(["INVALID_VARIANT"]);
  expect(codes(await rig.root(SET, { identifier, input }))).toEqual([]);
});

it("names what its plan allows of markets and catalogues", async () => {
  const rig = await rigOf({ unentitled: ["POS_MARKET"], catalogLimits: { retail: 5, regions: 7, b2b: 3 } });
  const shop = at(
    await rig.data(
      "query E { shop { entitlements { b2b { enabled } markets { retail { enabled catalogs { limit } } regions { enabled catalogs { limit } } } } } }",
    ),
    "shop.entitlements",
  );
  expect(shop).toEqual({
    b2b: { enabled: true },
    markets: { retail: { enabled: false, catalogs: { limit: 5 } }, regions: { enabled: true, catalogs: { limit: 7 } } },
  });
});

it("lets a merchant or another app switch what a variant is sold by", async () => {
  const rig = await rigOf();
  await define(rig);
  await rig.root(SET, create(1));
  const [variant] = rig.shop.state.variants.values();
  rig.shop.control.editVariant(variant?.id ?? "", {
    sku: "OUTRO",
    tracked: false,
    inventoryPolicy: "CONTINUE",
    requiresShipping: false,
    taxable: false,
  });
  expect(variant).toMatchObject({
    inventoryPolicy: "CONTINUE",
    taxable: false,
    item: { sku: "OUTRO", tracked: false, requiresShipping: false },
  });
});
