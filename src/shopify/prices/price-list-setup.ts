/**
 * A price list with everything that brings it to its buyers: market → catalogue → list. Each step first searches for an
 * existing part, so a second run adopts the parts of the first, even after a crash or a lost response. Parts of the
 * merchant are adopted unchanged; nothing is deleted.
 */
import type { AdminClient, AdminFailure } from "../client/result.ts";
import type { Called, UserError } from "../client/user-errors.ts";
import { createCatalog, joinList, outsideCatalog, readCompanyCatalogs } from "./catalogs.ts";
import { MARKETS_MAX, readEntitlements, type Entitlements } from "./entitlements.ts";
import { LIST_CURRENCY } from "./fixed-prices.ts";
import {
  createMarket,
  handleOf,
  readMarkets,
  sameBuyers,
  type MarketBuyers,
  type ShopCatalog,
  type ShopMarket,
} from "./markets.ts";
import { createPriceList, readPriceLists } from "./price-lists.ts";

export type Buyers =
  MarketBuyers | { readonly kind: "companyLocations"; readonly companyLocationIds: readonly string[] };
export interface WantedList {
  /** Name of the list, and of its catalogue and market when they are created. */
  readonly name: string;
  readonly buyers: Buyers;
}

type Named = { readonly id: string; readonly name: string; readonly status: string };
type Part = "market" | "catalog" | "priceList";

export type PriceListSetupResult =
  | {
      readonly kind: "stands";
      readonly gid: string;
      readonly catalog: Named;
      /** Null: a catalogue of company locations has none. */
      readonly market: Named | null;
      readonly made: readonly Part[];
    }
  /** An operator must choose, or change it. The step that found it created nothing; earlier steps may have. */
  | { readonly kind: "unclear"; readonly reason: Unclear; readonly details: readonly string[] }
  | { readonly kind: "refused"; readonly part: Part; readonly errors: readonly UserError[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

export type Unclear =
  /** Markets of a state serve shipping only: Shopify accepts no catalogue for them. */
  | "state-market"
  /** The plan has no markets, or no catalogues, of this kind. */
  | "not-entitled"
  /** The plan's number of markets or of catalogues of this kind is reached. */
  | "plan-limit"
  /** Several markets have exactly these buyers. */
  | "several-markets"
  /** The market that we created has other buyers by now. */
  | "market-changed"
  /** The market has several catalogues, and none has the name of the list. */
  | "several-catalogs"
  | "company-location-unknown"
  /** The catalogue of that name is not for all of the company locations. */
  | "catalog-changed"
  | "list-currency"
  /** A list of that name belongs to another catalogue. */
  | "list-elsewhere";

/** A step that found or created its part, or the reason why the setup stops. */
type Step<T> =
  | { readonly kind: "part"; readonly value: T; readonly made: boolean }
  | Exclude<PriceListSetupResult, { kind: "stands" }>;

export async function setupPriceList(admin: AdminClient, { name, buyers }: WantedList): Promise<PriceListSetupResult> {
  if (buyers.kind === "region" && buyers.state !== null) return unclear("state-market", [buyers.state]);
  const made: Part[] = [];
  let market: (Named & { readonly catalogs: readonly ShopCatalog[] }) | null = null;
  let catalog: Step<ShopCatalog>;
  if (buyers.kind === "companyLocations") catalog = await companyCatalog(admin, name, buyers.companyLocationIds);
  else {
    const step = await marketFor(admin, name, buyers);
    if (step.kind !== "part") return step;
    if (step.made) made.push("market");
    market = step.value;
    catalog = await marketCatalog(admin, name, market);
  }
  if (catalog.kind !== "part") return catalog;
  if (catalog.made) made.push("catalog");
  const list = await listOf(admin, name, catalog.value);
  if (list.kind !== "part") return list;
  if (list.made) made.push("priceList");
  const { id, title, status } = catalog.value;
  return {
    kind: "stands",
    gid: list.value,
    catalog: { id, name: title, status },
    market: market && { id: market.id, name: market.name, status: market.status },
    made,
  };
}

async function marketFor(
  admin: AdminClient,
  name: string,
  buyers: MarketBuyers,
): Promise<Step<Named & { readonly catalogs: readonly ShopCatalog[] }>> {
  const read = await readMarkets(admin);
  if (read.kind === "failed") return read;
  const fitting = read.markets.filter((market) => sameBuyers(market.buyers, buyers));
  const ours = read.markets.find(({ handle }) => handle === handleOf(buyers));
  if (ours && !fitting.includes(ours)) return unclear("market-changed", [`${ours.name} (${ours.id})`]);
  // Only one market of the same buyers can be active; a second one is a draft of the merchant.
  const active = fitting.filter(({ status }) => status === "ACTIVE");
  const standing = ours ?? (active.length === 1 ? active[0] : fitting.length === 1 ? fitting[0] : undefined);
  if (standing) return part(standing, false);
  if (fitting.length > 1) return unclear("several-markets", fitting.map(describe));
  const refusal = await marketRefusal(admin, buyers.kind, read.markets);
  if (refusal) return refusal;
  return stepOf(await createMarket(admin, name, buyers), "market", (market) => ({ ...market, catalogs: [] }));
}

type Refusal = Exclude<PriceListSetupResult, { kind: "stands" }>;

/** Before anything is made: a market without its catalogue would be left behind. */
async function marketRefusal(
  admin: AdminClient,
  kind: MarketBuyers["kind"],
  markets: readonly ShopMarket[],
): Promise<Refusal | null> {
  if (markets.length >= MARKETS_MAX) return unclear("plan-limit", [`${markets.length} markets of ${MARKETS_MAX}`]);
  const ofKind = markets.filter(({ buyers }) => buyers?.kind === kind);
  return catalogRefusal(
    admin,
    kind,
    ofKind.reduce((sum, { catalogs }) => sum + catalogs.length, 0),
  );
}

/** @param standing catalogues of this kind that we know of; the shop may have more, which Shopify then says itself */
async function catalogRefusal(admin: AdminClient, kind: keyof Entitlements, standing: number): Promise<Refusal | null> {
  const read = await readEntitlements(admin);
  if (read.kind === "failed") return read;
  const { isEnabled, catalogs } = read.value[kind];
  if (!isEnabled) return unclear("not-entitled", [kind]);
  return standing >= catalogs ? unclear("plan-limit", [`${standing} catalogs of ${catalogs}`]) : null;
}

async function marketCatalog(
  admin: AdminClient,
  name: string,
  market: { readonly id: string; readonly catalogs: readonly ShopCatalog[] },
): Promise<Step<ShopCatalog>> {
  const { catalogs } = market;
  const standing = catalogs.find(({ title }) => title === name) ?? (catalogs.length === 1 ? catalogs[0] : undefined);
  if (standing) return part(standing, false);
  if (catalogs.length > 1)
    return unclear(
      "several-catalogs",
      catalogs.map(({ id, title }) => `${title} (${id})`),
    );
  return stepOf(await createCatalog(admin, name, { marketIds: [market.id] }), "catalog", (catalog) => catalog);
}

async function companyCatalog(admin: AdminClient, name: string, ids: readonly string[]): Promise<Step<ShopCatalog>> {
  const read = await readCompanyCatalogs(admin, ids[0] ?? "");
  if (read.kind === "failed") return read;
  if (read.catalogs === null) return unclear("company-location-unknown", [ids[0] ?? ""]);
  const standing = read.catalogs.find(({ title }) => title === name);
  if (!standing) {
    const refusal = await catalogRefusal(admin, "company", read.catalogs.length);
    if (refusal) return refusal;
    return stepOf(await createCatalog(admin, name, { companyLocationIds: ids }), "catalog", (catalog) => catalog);
  }
  const outside = await outsideCatalog(admin, ids, standing.id);
  if (outside.kind === "failed") return outside;
  return outside.ids.length > 0 ? unclear("catalog-changed", outside.ids) : part(standing, false);
}

/** The catalogue's own list, or a list of that name without a catalogue, or a new one. */
async function listOf(admin: AdminClient, name: string, catalog: ShopCatalog): Promise<Step<string>> {
  if (catalog.list)
    return catalog.list.currency === LIST_CURRENCY
      ? part(catalog.list.id, false)
      : unclear("list-currency", [`${catalog.list.id}: ${catalog.list.currency}`]);
  const read = await readPriceLists(admin);
  if (read.kind === "failed") return read;
  const standing = read.lists.find((list) => list.name === name);
  if (!standing) return stepOf(await createPriceList(admin, name, catalog.id), "priceList", (gid) => gid);
  if (standing.catalog) return unclear("list-elsewhere", [`${standing.catalog.title} (${standing.catalog.id})`]);
  if (standing.currency !== LIST_CURRENCY) return unclear("list-currency", [`${standing.gid}: ${standing.currency}`]);
  const joined = await joinList(admin, catalog.id, standing.gid);
  return joined.kind === "done" ? part(standing.gid, false) : stepOf(joined, "priceList", () => standing.gid);
}

const part = <T>(value: T, made: boolean): Step<T> => ({ kind: "part", value, made });
const unclear = (reason: Unclear, details: readonly string[]) => ({ kind: "unclear", reason, details }) as const;
const describe = ({ name, id }: { readonly name: string; readonly id: string }) => `${name} (${id})`;

function stepOf<T, U>(called: Called<T>, what: Part, valueOf: (value: T) => U): Step<U> {
  switch (called.kind) {
    case "done":
      return part(valueOf(called.value), true);
    case "userErrors":
      return { kind: "refused", part: what, errors: called.errors };
    case "failed":
      return { kind: "failed", failure: called.failure };
  }
}
