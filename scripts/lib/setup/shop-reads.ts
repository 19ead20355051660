/** What the set-up reads in the shop itself, with the app's credentials. The secret goes only to a *.myshopify.com address. */
import { ADMIN_API_VERSION } from "../../../src/shopify/client/version.ts";
import type { Location } from "./mapping.ts";
import type { Work } from "./step.ts";

const TIMEOUT_MS = 30_000;
const PAGE = 250;
const LOCATIONS = `query SetupLocations($after: String) {
  locations(first: ${PAGE}, after: $after) { nodes { id name isActive } pageInfo { hasNextPage endCursor } }
}`;
/** Shopify lists no gateways: those of the newest orders are the ones in use. */
const GATEWAYS = `query SetupGateways {
  orders(first: 100, sortKey: CREATED_AT, reverse: true) { nodes { paymentGatewayNames } }
}`;

interface LocationsPage {
  readonly locations: {
    readonly nodes: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
interface OrdersPage {
  readonly orders: { readonly nodes: readonly { readonly paymentGatewayNames: readonly string[] }[] };
}

type Ask = <T>(query: string, variables?: object) => Promise<T>;

/** A way to ask the shop. Throws with Shopify's own words, as does what it returns. */
async function connect({ ports, wish }: Work): Promise<Ask> {
  const shop = wish.answers["SHOPIFY_SHOP"] ?? "";
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop)) throw new Error(`${shop}: *.myshopify.com`);
  const post = async (path: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> => {
    const answer = await ports.fetch(`https://${shop}/admin/${path}`, {
      method: "POST",
      headers: { accept: "application/json", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${shop}: HTTP ${answer.status} ${text.slice(0, 300)}`);
    return text;
  };
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: wish.answers["SHOPIFY_CLIENT_ID"] ?? "",
    client_secret: wish.answers["SHOPIFY_CLIENT_SECRET"] ?? "",
  });
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const grant = JSON.parse(await post("oauth/access_token", type, form.toString())) as { access_token: string };
  return async <T>(query: string, variables: object = {}) => {
    const headers = { "content-type": "application/json", "x-shopify-access-token": grant.access_token };
    const text = await post(`api/${ADMIN_API_VERSION}/graphql.json`, headers, JSON.stringify({ query, variables }));
    const { data } = JSON.parse(text) as { readonly data?: T | null };
    if (!data) throw new Error(`${shop}: ${text.slice(0, 300)}`);
    return data;
  };
}

/** The shop's active locations. */
export async function readLocations(work: Work): Promise<readonly Location[]> {
  const ask = await connect(work);
  const found: Location[] = [];
  for (let after: string | null = null; ;) {
    const page: LocationsPage = await ask<LocationsPage>(LOCATIONS, { after });
    const { nodes, pageInfo } = page.locations;
    found.push(...nodes.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

/** The gateways of the shop's newest orders, each once. */
export async function readGateways(work: Work): Promise<readonly string[]> {
  const ask = await connect(work);
  const { nodes } = (await ask<OrdersPage>(GATEWAYS)).orders;
  return [...new Set(nodes.flatMap(({ paymentGatewayNames }) => paymentGatewayNames))].toSorted();
}
