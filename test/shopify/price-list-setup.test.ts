import { describe, expect, it } from "vitest";
import { DEFAULT_SCOPES, scopesWithout } from "../../sim/shopify/options.ts";
import type { ShopifyOptions } from "../../sim/shopify/options.ts";
import type { Market } from "../../sim/shopify/records/markets.ts";
import { createAdmin } from "../../src/shopify/client/admin.ts";
import { setupPriceList, type WantedList } from "../../src/shopify/prices/price-list-setup.ts";
import { rigOf } from "../sim/shopify/rig.ts";
import { noChance, shopifyConfig, TestClock } from "./scripted.ts";

const SCOPES = DEFAULT_SCOPES;

async function shopOf(options: Partial<ShopifyOptions> = {}) {
  const { shop } = await rigOf({
    scopes: SCOPES,
    companyLocations: [{ name: "Padaria" }, { name: "Hotel" }],
    ...options,
  });
  const clock = new TestClock();
  const admin = createAdmin({
    config: shopifyConfig,
    clock,
    random: noChance,
    log: { info() {}, warn() {}, error() {} },
    fetch: shop.handler,
  });
  const [location = "", other = ""] = shop.state.locations.keys();
  const [bakery = "", hotel = ""] = shop.state.companyLocations.keys();
  return { shop, location, other, bakery, hotel, setup: (wanted: WantedList) => setupPriceList(admin, wanted) };
}
type Shop = Awaited<ReturnType<typeof shopOf>>;

const tillOf = ({ location }: Shop): WantedList => ({
  name: "Loja 1",
  buyers: { kind: "location", locationId: location },
});
const saoPaulo: WantedList = { name: "São Paulo", buyers: { kind: "region", country: "BR", state: "SP" } };
const brazil: WantedList = { name: "Brasil", buyers: { kind: "region", country: "BR", state: null } };
const buyersOf = ({ bakery, hotel }: Shop): WantedList => ({
  name: "Atacado",
  buyers: { kind: "companyLocations", companyLocationIds: [bakery, hotel] },
});
const counts = ({ shop: { state } }: Shop) => [state.markets.size, state.catalogs.size, state.priceLists.size];

function merchantsMarket({ shop }: Shop, over: Partial<Market>): Market {
  const id = `gid://shopify/Market/${shop.state.markets.size + 1}`;
  const market: Market = { id, name: id, handle: id, status: "ACTIVE", locations: null, regions: null, ...over };
  shop.state.markets.set(id, market);
  return market;
}
function merchantsCatalog({ shop }: Shop, context: string, title: string, currency?: string): string {
  const type = context.includes("CompanyLocation") ? "CompanyLocationCatalog" : "MarketCatalog";
  const id = `gid://shopify/${type}/${shop.state.catalogs.size + 1}`;
  const list = currency === undefined ? null : `gid://shopify/PriceList/${shop.state.priceLists.size + 1}`;
  if (list !== null && currency !== undefined)
    shop.state.priceLists.set(list, { id: list, name: `de ${title}`, currency, fixed: new Map() });
  shop.state.catalogs.set(id, { id, title, status: "ACTIVE", contexts: [context], priceListId: list });
  return id;
}

describe("a refusal of Shopify ends the step, and nothing more is created", () => {
  it("without the scope to write markets", async () => {
    const world = await shopOf({ scopes: [...scopesWithout("write_markets"), "read_markets"] });
    expect(await world.setup(tillOf(world))).toMatchObject({
      kind: "failed",
      failure: { kind: "refused", code: "ACCESS_DENIED" },
    });
    expect(counts(world)).toEqual([0, 0, 0]);
  });

  it("a location that is not there", async () => {
    const world = await shopOf();
    const buyers = { kind: "location", locationId: "gid://shopify/Location/1" } as const;
    expect(await world.setup({ name: "Loja 9", buyers })).toMatchObject({
      kind: "refused",
      part: "market",
      errors: [{ code: "CONDITIONS_NOT_FOUND" }],
    });
    expect(counts(world)).toEqual([0, 0, 0]);
  });

  it("a state, before any call: markets of a state carry no catalogue", async () => {
    const world = await shopOf();
    expect(await world.setup(saoPaulo)).toEqual({ kind: "unclear", reason: "state-market", details: ["SP"] });
    expect(world.shop.journal.requests).toEqual([]);
    expect(counts(world)).toEqual([0, 0, 0]);
  });

  it.each([
    ["POS_MARKET", tillOf],
    ["REGION_MARKET", () => brazil],
    ["DIRECT_CATALOG", buyersOf],
  ] as const)("a plan without %s, before anything is made", async (what, desiredProduct) => {
    const world = await shopOf({ unentitled: [what] });
    expect(await world.setup(desiredProduct(world))).toMatchObject({ kind: "unclear", reason: "not-entitled" });
    expect(counts(world)).toEqual([0, 0, 0]);
    expect(world.shop.journal.mutations).toEqual([]);
  });

  it.each([
    ["a till", tillOf, { retail: 0, regions: 9, b2b: 9 }],
    ["a country", () => brazil, { retail: 9, regions: 0, b2b: 9 }],
    ["company locations", buyersOf, { retail: 9, regions: 9, b2b: 0 }],
  ] as const)(
    "a plan whose catalogues for %s are all in use, before anything is made",
    async (_, wanted, catalogLimits) => {
      const world = await shopOf({ catalogLimits });
      expect(await world.setup(wanted(world))).toMatchObject({ kind: "unclear", reason: "not-entitled" });
      expect(world.shop.journal.mutations).toEqual([]);
    },
  );

  it("the second till of a plan with one catalogue for tills", async () => {
    const world = await shopOf({ catalogLimits: { retail: 1, regions: 9, b2b: 9 } });
    expect(await world.setup(tillOf(world))).toMatchObject({ kind: "stands" });
    const buyers = { kind: "location", locationId: world.other } as const;
    expect(await world.setup({ name: "Loja 2", buyers })).toMatchObject({ kind: "unclear", reason: "plan-limit" });
    expect(counts(world)).toEqual([1, 1, 1]);
  });

  it("a fifty-first market", async () => {
    const world = await shopOf();
    for (let index = 0; index < 50; index += 1)
      merchantsMarket(world, { regions: [{ country: "BR", state: "SP" }], status: "DRAFT" });
    expect(await world.setup(tillOf(world))).toMatchObject({ kind: "unclear", reason: "plan-limit" });
    expect(world.shop.journal.mutations).toEqual([]);
  });
});

describe("what an operator must decide", () => {
  it("several markets for the same location, none of them ours", async () => {
    const world = await shopOf();
    const markets = [1, 2].map(() => merchantsMarket(world, { locations: [world.location] }));
    expect(await world.setup(tillOf(world))).toEqual({
      kind: "unclear",
      reason: "several-markets",
      details: markets.map(({ name, id }) => `${name} (${id})`),
    });
  });

  it("our market is for another location by now", async () => {
    const world = await shopOf();
    await world.setup(tillOf(world));
    for (const market of world.shop.state.markets.values()) market.locations = [world.other];
    expect(await world.setup(tillOf(world))).toMatchObject({ kind: "unclear", reason: "market-changed" });
    expect(counts(world)).toEqual([1, 1, 1]);
  });

  it("a market with two catalogues, none named as the list", async () => {
    const world = await shopOf();
    const { id } = merchantsMarket(world, { locations: [world.location] });
    for (const title of ["Verão", "Inverno"]) merchantsCatalog(world, id, title, "BRL");
    expect(await world.setup(tillOf(world))).toMatchObject({ kind: "unclear", reason: "several-catalogs" });
  });

  it("a company location that is not there", async () => {
    const world = await shopOf();
    const companyLocationIds = ["gid://shopify/CompanyLocation/1"];
    expect(await world.setup({ name: "Atacado", buyers: { kind: "companyLocations", companyLocationIds } })).toEqual({
      kind: "unclear",
      reason: "company-location-unknown",
      details: companyLocationIds,
    });
  });

  it("a catalogue of that name for fewer company locations", async () => {
    const world = await shopOf();
    merchantsCatalog(world, world.bakery, "Atacado");
    expect(await world.setup(buyersOf(world))).toEqual({
      kind: "unclear",
      reason: "catalog-changed",
      details: [world.hotel],
    });
  });

  it("a catalogue whose list is in another currency", async () => {
    const world = await shopOf();
    const { id } = merchantsMarket(world, { locations: [world.location] });
    merchantsCatalog(world, id, "Loja 1", "USD");
    expect(await world.setup(tillOf(world))).toMatchObject({ kind: "unclear", reason: "list-currency" });
  });

  it("a list of that name in another catalogue", async () => {
    const world = await shopOf();
    await world.setup(tillOf(world));
    expect(await world.setup({ ...brazil, name: "Loja 1" })).toMatchObject({
      kind: "refused", // the market's name is taken already
      errors: [{ code: "TAKEN" }],
    });
    const { id } = merchantsMarket(world, { regions: [{ country: "BR", state: null }] });
    merchantsCatalog(world, id, "BR");
    expect(await world.setup({ ...brazil, name: "Loja 1" })).toMatchObject({
      kind: "unclear",
      reason: "list-elsewhere",
    });
  });
});

describe.each([
  [
    "a location's till",
    tillOf,
    ["market", "catalog", "priceList"],
    ["MarketCreate", "CatalogCreate", "PriceListCreate"],
  ],
  ["a country", () => brazil, ["market", "catalog", "priceList"], ["MarketCreate", "CatalogCreate", "PriceListCreate"]],
  ["B2B company locations", buyersOf, ["catalog", "priceList"], ["CatalogCreate", "PriceListCreate"]],
] as const)("P9: a list for %s", (_, desiredProduct, made, operations) => {
  it("is created with what it needs, in reais, and the second run changes nothing", async () => {
    const world = await shopOf();
    const first = await world.setup(desiredProduct(world));
    expect(first).toMatchObject({ kind: "stands", made });
    const [list] = world.shop.state.priceLists.values();
    const [catalog] = world.shop.state.catalogs.values();
    expect([list?.id, list?.currency, catalog?.priceListId]).toEqual([
      "gid" in first ? first.gid : "",
      "BRL",
      list?.id,
    ]);
    const before = world.shop.journal.mutations.length;
    expect(await world.setup(desiredProduct(world))).toEqual({ ...first, made: [] });
    expect(world.shop.journal.mutations).toHaveLength(before);
  });

  it.each(
    operations.flatMap((operation) => (["cutAfter", "cutBefore"] as const).map((kind) => [operation, kind] as const)),
  )("loses the response of %s (%s): the next run ends with one of each", async (operation, kind) => {
    const world = await shopOf();
    world.shop.faults.add({ kind, operation, times: 1 });
    expect(await world.setup(desiredProduct(world))).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
    const again = await world.setup(desiredProduct(world));
    expect(again).toMatchObject({ kind: "stands" });
    expect(counts(world)).toEqual([made.length === 3 ? 1 : 0, 1, 1]);
    expect(await world.setup(desiredProduct(world))).toEqual({ ...again, made: [] });
  });
});

describe("the merchant's own parts are adopted unchanged", () => {
  it("the merchant's market, and a catalogue with its list", async () => {
    const world = await shopOf();
    const { id, name } = merchantsMarket(world, { locations: [world.location], status: "DRAFT" });
    const catalog = merchantsCatalog(world, id, "Balcão", "BRL");
    expect(await world.setup(tillOf(world))).toMatchObject({
      kind: "stands",
      market: { id, name, status: "DRAFT" },
      catalog: { id: catalog, name: "Balcão" },
      made: [],
    });
    expect(world.shop.journal.mutations).toEqual([]);
  });

  it("the active one of two markets, and a market of more conditions is none", async () => {
    const world = await shopOf();
    merchantsMarket(world, { locations: [world.location, world.other] });
    merchantsMarket(world, { locations: [world.location], status: "DRAFT" });
    const active = merchantsMarket(world, { locations: [world.location] });
    expect(await world.setup(tillOf(world))).toMatchObject({
      market: { id: active.id },
      made: ["catalog", "priceList"],
    });
  });

  it("a list of that name without a catalogue is joined to it", async () => {
    const world = await shopOf();
    const gid = "gid://shopify/PriceList/5";
    world.shop.state.priceLists.set(gid, { id: gid, name: "Loja 1", currency: "BRL", fixed: new Map() });
    world.shop.faults.add({ kind: "cutAfter", operation: "CatalogJoinList", times: 1 });
    expect(await world.setup(tillOf(world))).toMatchObject({ kind: "stands", gid, made: ["market", "catalog"] });
    expect(counts(world)).toEqual([1, 1, 1]);
  });

  it("finds a market on the third page", async () => {
    const world = await shopOf();
    for (let index = 0; index < 24; index += 1) merchantsMarket(world, { locations: [world.other] });
    const { id } = merchantsMarket(world, { locations: [world.location] });
    expect(await world.setup(tillOf(world))).toMatchObject({ market: { id } });
  });
});
