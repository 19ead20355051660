/** The shop's active locations, read with the app's own credentials. The secret goes only to a *.myshopify.com address. */
import { ADMIN_API_VERSION } from "../../../src/shopify/client/version.ts";
import type { Location } from "./mapping.ts";
import type { Work } from "./step.ts";

const TIMEOUT_MS = 30_000;
const PAGE = 250;
const DOCUMENT = `query SetupLocations($after: String) {
  locations(first: ${PAGE}, after: $after) { nodes { id name isActive } pageInfo { hasNextPage endCursor } }
}`;

interface Page {
  readonly data?: {
    readonly locations: {
      readonly nodes: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** Throws with Shopify's own words. */
export async function readLocations({ ports, wish }: Work): Promise<readonly Location[]> {
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
  const found: Location[] = [];
  for (let after: string | null = null; ;) {
    const headers = { "content-type": "application/json", "x-shopify-access-token": grant.access_token };
    const body = JSON.stringify({ query: DOCUMENT, variables: { after } });
    const text = await post(`api/${ADMIN_API_VERSION}/graphql.json`, headers, body);
    const page = (JSON.parse(text) as Page).data?.locations;
    if (!page) throw new Error(`${shop}: ${text.slice(0, 300)}`);
    found.push(...page.nodes.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })));
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}
