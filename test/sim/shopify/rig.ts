/** A shop in memory on a clock that tests move, and a client that calls it as an app does. */
import { seeded, type World } from "../../../sim/kit/world.ts";
import { createShopify, type Shopify } from "../../../sim/shopify/index.ts";
import type { ShopifyOptions } from "../../../sim/shopify/options.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors:
    | readonly { message: string; path?: readonly (string | number)[]; extensions: Record<string, unknown> }[]
    | undefined;
  readonly cost: {
    requestedQueryCost: number;
    actualQueryCost: number | null;
    throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
  };
}

export interface Rig {
  readonly shop: Shopify;
  readonly world: World & { advance(ms: number): void };
  /** Webhook requests that arrived, and what the receiver answers. */
  readonly received: { request: Request; body: string }[];
  receiver: (request: Request) => Promise<Response>;
  send(request: Request): Promise<Response>;
  /** Takes a new token. */
  signIn(): Promise<void>;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The answer's data; throws on top-level errors. */
  data(query: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** The first root field of the answer's data. */
  root(query: string, variables?: Record<string, unknown>): Promise<unknown>;
}

const ORIGIN = "https://gondola-sim.myshopify.com";

/** A token is taken at once; one worker, one clock that stands still until moved. */
export async function rigOf(options: Partial<ShopifyOptions> = {}): Promise<Rig> {
  let now = Date.parse("2026-11-24T12:00:00Z");
  const sleepers: { until: number; wake: () => void }[] = [];
  const random = seeded(7);
  const received: Rig["received"] = [];
  const world: Rig["world"] = {
    now: () => now,
    chance: random,
    sleep: (ms) =>
      new Promise((resolve) => (ms <= 0 ? resolve() : void sleepers.push({ until: now + ms, wake: resolve }))),
    fetch: async (request) => {
      const body = await request.clone().text();
      received.push({ request, body });
      return rig.receiver(request);
    },
    advance(ms) {
      now += ms;
      for (const sleeper of sleepers.splice(0)) {
        if (sleeper.until <= now) sleeper.wake();
        else sleepers.push(sleeper);
      }
    },
  };
  const shop = createShopify({ world, ...options });
  let token = await tokenOf(shop);
  const rig: Rig = {
    shop,
    world,
    received,
    receiver: async () => new Response("", { status: 200 }),
    send: (request) => shop.handler(request),
    signIn: async () => void (token = await tokenOf(shop)),
    async ask(query, variables = {}) {
      const response = await shop.handler(adminRequest(query, variables, token));
      const body: unknown = await response.json();
      return {
        status: response.status,
        headers: response.headers,
        data: at(body, "data"),
        errors: at(body, "errors") as Answer["errors"],
        cost: at(body, "extensions.cost") as Answer["cost"],
      };
    },
    async data(query, variables) {
      const answer = await rig.ask(query, variables);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    async root(query, variables) {
      return Object.values((await rig.data(query, variables)) as object)[0] as unknown;
    },
  };
  return rig;
}

export async function tokenOf(shop: Shopify, secret = "sim-client-secret"): Promise<string> {
  const response = await shop.handler(tokenRequest({ client_secret: secret }));
  return str(await response.json(), "access_token");
}

export const tokenRequest = (over: Record<string, string> = {}): Request =>
  new Request(`${ORIGIN}/admin/oauth/access_token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "sim-client-id",
      client_secret: "sim-client-secret",
      ...over,
    }),
  });

export const adminRequest = (
  query: string,
  variables: Record<string, unknown> = {},
  token = "",
  version = "2026-10",
): Request =>
  new Request(`${ORIGIN}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query, variables }),
  });

const DEFINE = `mutation Def($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) { createdDefinition { id } userErrors { field message code } } }`;
export const SET = `mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $sync: Boolean) { productSet(identifier: $identifier, input: $input, synchronous: $sync) {
  product { id handle status tags variants(first: 50) { nodes { id sku price inventoryItem { id tracked } } } } productSetOperation { id status } userErrors { field message code } } }`;
export const STOCK = `mutation Stock($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { field message code } } }`;

/** One product "UN" and "CX-12", with its customId and its definition. */
export const productInput = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: "Café Torrado 500 g",
  vendor: "Serra Azul",
  productOptions: [{ name: "Embalagem", values: [{ name: "UN" }, { name: "CX-12" }] }],
  variants: [
    {
      optionValues: [{ optionName: "Embalagem", name: "UN" }],
      sku: "P1E1",
      price: "24.90",
      inventoryItem: { tracked: true },
    },
    {
      optionValues: [{ optionName: "Embalagem", name: "CX-12" }],
      sku: "P1E12",
      price: "280.00",
      inventoryItem: { tracked: true },
    },
  ],
  ...over,
});

export interface Stocked {
  readonly productId: string;
  readonly variantId: string;
  readonly itemId: string;
  readonly locationId: string;
}

export function define(rig: Rig, over: Record<string, unknown> = {}): Promise<unknown> {
  const definition = {
    ownerType: "PRODUCT",
    namespace: "erp",
    key: "seq_produto",
    name: "seqProduto",
    type: "id",
    ...over,
  };
  return rig.root(DEFINE, { definition });
}

/** A product that can be bought: published, priced, with stock at the first location. */
export async function stocked(rig: Rig, units = 10, over: Record<string, unknown> = {}): Promise<Stocked> {
  const set = await rig.root(SET, { input: productInput(over) });
  expectNone(set);
  const productId = str(set, "product.id");
  const itemId = str(set, "product.variants.nodes.0.inventoryItem.id");
  const locationId = locations(rig)[0];
  const [publicationId] = rig.shop.state.publications.keys();
  expectNone(
    await setStock(
      rig,
      [{ inventoryItemId: itemId, locationId, quantity: units, changeFromQuantity: 0 }],
      `stock-${itemId}`,
    ),
  );
  expectNone(await rig.root(PUBLISH, { id: productId, input: [{ publicationId }] }));
  return { productId, variantId: str(set, "product.variants.nodes.0.id"), itemId, locationId };
}

/** The item is kept at a further location too, with as many units. */
export async function stockedAlsoAt(rig: Rig, { itemId }: Stocked, locationId: string, quantity = 10): Promise<void> {
  const line = { inventoryItemId: itemId, locationId, quantity, changeFromQuantity: null };
  const activate =
    'mutation A($item: ID!, $location: ID!) { inventoryActivate(inventoryItemId: $item, locationId: $location) @idempotent(key: "also") { userErrors { message } } }';
  expectNone(await rig.root(activate, { item: itemId, location: locationId }));
  expectNone(await setStock(rig, [line], `also-${itemId}-${locationId}`));
}

export const PUBLISH = `mutation P($id: ID!, $input: [PublicationInput!]!) { publishablePublish(id: $id, input: $input) { userErrors { field message } } }`;

export const setStock = (
  rig: Rig,
  quantities: readonly Record<string, unknown>[],
  key: string,
  over: Record<string, unknown> = {},
): Promise<unknown> =>
  rig.root(STOCK, { key, input: { name: "available", reason: "correction", quantities, ...over } });

/** The ids of the three locations a shop has by default. */
export function locations(rig: Rig): [string, string, string] {
  const [one = "", two = "", three = ""] = rig.shop.state.locations.keys();
  return [one, two, three];
}

/** The value at "a.b.0.c"; undefined where the path breaks off. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (each, name) => (typeof each === "object" && each !== null ? Reflect.get(each, name) : undefined),
      value,
    );
}

export function str(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== "string") throw new Error(`no text at ${path} of ${JSON.stringify(value)}`);
  return found;
}

/** Codes of a payload's userErrors, or their messages where the type has no codes. */
export function codes(payload: unknown, list = "userErrors"): string[] {
  const errors = at(payload, list);
  if (!Array.isArray(errors)) throw new Error(`no ${list} in ${JSON.stringify(payload)}`);
  return errors.map((error: unknown) => String(at(error, "code") ?? at(error, "message")));
}

function expectNone(payload: unknown): void {
  if (codes(payload).length > 0) throw new Error(JSON.stringify(payload));
}

/** Orders 2 units of a stocked variant. */
export function order(rig: Rig, { variantId }: Stocked, over: Record<string, unknown> = {}) {
  const placed = rig.shop.control.placeOrder({
    lines: [{ variantId, quantity: 2 }],
    delivery: { method: "LOCAL", priceCents: 990 },
    ...over,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.order;
}
