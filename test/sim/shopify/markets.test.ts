import { describe, expect, it } from "vitest";
import { scopesWithout, type ShopifyOptions } from "../../../sim/shopify/options.ts";
import { at, codes, rigOf, str } from "./rig.ts";

const MARKET =
  "mutation M($input: MarketCreateInput!) { marketCreate(input: $input) { market { id status conditions { conditionTypes } } userErrors { field message code } } }";
const CATALOG =
  "mutation C($input: CatalogCreateInput!) { catalogCreate(input: $input) { catalog { id status } userErrors { field message code } } }";
const JOIN =
  "mutation J($id: ID!, $list: ID!) { catalogUpdate(id: $id, input: { priceListId: $list }) { catalog { id } userErrors { field message code } } }";
const LIST =
  "mutation L($input: PriceListCreateInput!) { priceListCreate(input: $input) { priceList { id catalog { id title } } userErrors { field message code } } }";

const shopOf = (options: Partial<ShopifyOptions> = {}) =>
  rigOf({ companyLocations: [{ name: "Padaria" }], ...options });
const region = (...regions: object[]) => ({ conditions: { regionsCondition: { regions } } });
const brazil = region({ countryCode: "BR" });
const marketInput = (over: object = {}) => ({ name: "Brasil", status: "ACTIVE", ...brazil, ...over });
const listInput = (over: object = {}) => ({
  name: "Brasil",
  currency: "BRL",
  parent: { adjustment: { type: "PERCENTAGE_DECREASE", value: 0 } },
  ...over,
});

describe("marketCreate", () => {
  it("needs write_markets: to read them is not enough", async () => {
    const rig = await shopOf({ scopes: [...scopesWithout("write_markets"), "read_markets"] });
    const { errors } = await rig.ask(MARKET, { input: marketInput() });
    expect(errors?.[0]?.extensions["code"]).toBe("ACCESS_DENIED");
    expect((await rig.ask("query { markets(first: 1) { nodes { id } } }")).errors).toBeUndefined();
  });

  it.each([
    ["BLANK", { name: " " }],
    ["TOO_LONG", { name: "x".repeat(256) }],
    ["SPECIFIED_CONDITIONS_CANNOT_BE_EMPTY", region()],
    ["CONDITIONS_NOT_FOUND", { conditions: { locationsCondition: { locationIds: ["gid://shopify/Location/1"] } } }],
    ["INVALID_SUBDIVISION_FORMAT", region({ countryCode: "BR", subdivision: "São Paulo" })],
    ["SUBDIVISION_DOES_NOT_EXIST", region({ countryCode: "BR", subdivision: "XX" })],
    [
      "INVALID_COUNTRY_AND_SUBDIVISION_CONDITIONS",
      region({ countryCode: "BR" }, { countryCode: "BR", subdivision: "SP" }),
    ],
  ])("refuses with %s", async (code, over) => {
    const rig = await shopOf();
    expect(codes(await rig.root(MARKET, { input: marketInput(over) }))).toEqual([code]);
    expect(rig.shop.state.markets.size).toBe(0);
  });

  it("lets one market of the same regions be active, under a name and a handle of its own", async () => {
    const rig = await shopOf();
    const create = async (over: object) => codes(await rig.root(MARKET, { input: marketInput(over) }));
    expect(await create({ handle: "br" })).toEqual([]);
    expect(await create({})).toEqual(["TAKEN"]);
    expect(await create({ name: "B", handle: "br" })).toEqual(["TAKEN"]);
    expect(await create({ name: "B" })).toEqual(["DUPLICATE_REGION_MARKET"]);
    expect(await create({ name: "B", status: "DRAFT" })).toEqual([]);
    expect(await create({ name: "C", ...region({ countryCode: "BR", subdivision: "SP" }) })).toEqual([]);
  });

  it.each([
    ["MarketCreateInput.webPresences", { webPresences: [] }],
    [
      "MarketConditionsInput.companyLocationsCondition",
      { conditions: { companyLocationsCondition: { applicationLevel: "ALL" } } },
    ],
    [
      "MarketConditionsLocationsInput.applicationLevel",
      { conditions: { locationsCondition: { applicationLevel: "ALL" } } },
    ],
  ])("says that it does not simulate %s", async (what, over) => {
    const rig = await shopOf();
    const { errors } = await rig.ask(MARKET, { input: marketInput(over) });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_SIMULATED", what });
  });
});

describe("catalogCreate and catalogUpdate", () => {
  async function withMarket(options: Partial<ShopifyOptions> = {}) {
    const rig = await shopOf(options);
    const market = str(await rig.root(MARKET, { input: marketInput() }), "market.id");
    const [company = ""] = rig.shop.state.companyLocations.keys();
    return { rig, market, company };
  }
  const input = (context: object, over: object = {}) => ({ title: "Brasil", status: "ACTIVE", context, ...over });

  it("refuse what has no context, two kinds of it, or one that is not there", async () => {
    const { rig, market, company } = await withMarket();
    const create = async (value: object) => codes(await rig.root(CATALOG, { input: value }));
    expect(await create(input({}))).toEqual(["MUST_PROVIDE_EXACTLY_ONE_CONTEXT_TYPE"]);
    expect(await create(input({ marketIds: [market], companyLocationIds: [company] }))).toEqual([
      "MUST_PROVIDE_EXACTLY_ONE_CONTEXT_TYPE",
    ]);
    expect(await create(input({ marketIds: ["gid://shopify/Market/1"] }))).toEqual(["MARKET_NOT_FOUND"]);
    expect(await create(input({ companyLocationIds: ["gid://shopify/CompanyLocation/1"] }))).toEqual([
      "COMPANY_LOCATION_NOT_FOUND",
    ]);
    expect(await create(input({ marketIds: [market] }, { status: "DRAFT" }))).toEqual(["MARKET_CATALOG_STATUS"]);
    expect(rig.shop.state.catalogs.size).toBe(0);
  });

  it("take 25 catalogues at a company location and no more", async () => {
    const { rig, company } = await withMarket({ plan: "plus" });
    for (let index = 0; index < 25; index += 1)
      expect(codes(await rig.root(CATALOG, { input: input({ companyLocationIds: [company] }) }))).toEqual([]);
    expect(codes(await rig.root(CATALOG, { input: input({ companyLocationIds: [company] }) }))).toEqual([
      "CONTEXT_CATALOG_LIMIT_REACHED",
    ]);
  });

  it("one list belongs to one catalogue, and one catalogue has one list", async () => {
    const { rig, market, company } = await withMarket();
    const first = str(await rig.root(CATALOG, { input: input({ marketIds: [market] }) }), "catalog.id");
    const second = str(await rig.root(CATALOG, { input: input({ companyLocationIds: [company] }) }), "catalog.id");
    expect(codes(await rig.root(LIST, { input: listInput({ catalogId: "gid://shopify/MarketCatalog/1" }) }))).toEqual([
      "CATALOG_DOES_NOT_EXIST",
    ]);
    const made = await rig.root(LIST, { input: listInput({ catalogId: first }) });
    expect(at(made, "priceList.catalog")).toEqual({ id: first, title: "Brasil" });
    expect(codes(await rig.root(LIST, { input: listInput({ name: "B", catalogId: first }) }))).toEqual([
      "CATALOG_TAKEN",
    ]);
    const list = str(made, "priceList.id");
    expect(codes(await rig.root(JOIN, { id: second, list }))).toEqual(["TAKEN"]);
    expect(codes(await rig.root(JOIN, { id: first, list }))).toEqual([]);
    expect(codes(await rig.root(JOIN, { id: second, list: "gid://shopify/PriceList/1" }))).toEqual([
      "PRICE_LIST_NOT_FOUND",
    ]);
  });
});
