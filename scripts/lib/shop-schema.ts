/** A shop's own Admin schema, by introspection, compared with the pinned one: what a move of the pin would mean for us. */
import {
  buildClientSchema,
  findBreakingChanges,
  getIntrospectionQuery,
  NoDeprecatedCustomRule,
  parse,
  validate,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";

export interface ShopAccess {
  /** https://my-shop.myshopify.com */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Credentials in the environment, under the Worker's names; null: none, or not all. */
export function accessOf(env: Readonly<Record<string, string | undefined>>): ShopAccess | null {
  const { SHOPIFY_SHOP: shop, SHOPIFY_ORIGIN, SHOPIFY_CLIENT_ID: clientId, SHOPIFY_CLIENT_SECRET: clientSecret } = env;
  const origin = SHOPIFY_ORIGIN ?? (shop === undefined ? undefined : `https://${shop}`);
  return origin && clientId && clientSecret ? { origin, clientId, clientSecret } : null;
}

/** Reads the schema that the shop serves. Throws with Shopify's words when it does not. */
export async function readShopSchema(
  { origin, clientId, clientSecret }: ShopAccess,
  version: string,
  fetch: (request: Request) => Promise<Response>,
): Promise<{ readonly schema: GraphQLSchema; readonly served: string }> {
  const granted = await answerOf<{ access_token: string }>(
    await fetch(
      new Request(`${origin}/admin/oauth/access_token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: clientSecret,
        }).toString(),
      }),
    ),
    "the token",
  );
  const response = await fetch(
    new Request(`${origin}/admin/api/${version}/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": granted.access_token },
      body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true }) }),
    }),
  );
  const served = response.headers.get("x-shopify-api-version") ?? version;
  const { data, errors } = await answerOf<{ data?: IntrospectionQuery; errors?: unknown }>(
    response,
    "the introspection",
  );
  if (!data) throw new Error(`the shop gave no schema: ${JSON.stringify(errors).slice(0, 300)}`);
  return { schema: buildClientSchema(data), served };
}

async function answerOf<T>(response: Response, what: string): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: HTTP ${response.status} ${text.slice(0, 300)}`);
  try {
    return JSON.parse(text) as T; // the caller looks for what it needs
  } catch {
    throw new Error(`${what}: no JSON, ${text.slice(0, 100)}`);
  }
}

export interface SchemaComparison {
  /** Documents of ours that the shop would refuse, with the reason. */
  readonly refused: readonly string[];
  /** Documents of ours that use something the shop calls deprecated, and the pinned schema does not. */
  readonly deprecated: readonly string[];
  /** What the pinned schema has and the shop does not, in types that our documents use. */
  readonly gone: readonly string[];
  /** Fields and inputs that are new in types that our documents use. */
  readonly added: readonly string[];
}

/** @param documents of ours, by name */
export function compareSchemas(
  pinned: GraphQLSchema,
  shop: GraphQLSchema,
  documents: readonly { readonly name: string; readonly text: string }[],
): SchemaComparison {
  const parsed = documents.map(({ name, text }) => ({ name, document: parse(text) }));
  const faults = (schema: GraphQLSchema, rules?: (typeof NoDeprecatedCustomRule)[]): readonly string[] =>
    parsed.flatMap(({ name, document }) =>
      validate(schema, document, rules).map(({ message }) => `${name}: ${message}`),
    );
  const known = new Set(faults(pinned, [NoDeprecatedCustomRule]));
  const used = typesUsed(pinned, parsed.map(({ document }) => JSON.stringify(document)).join(""));
  return {
    refused: faults(shop),
    deprecated: faults(shop, [NoDeprecatedCustomRule]).filter((fault) => !known.has(fault)),
    gone: findBreakingChanges(pinned, shop)
      .map(({ description }) => description)
      .filter((text) => [...used].some((type) => new RegExp(`\\b${type}\\b`).test(text))),
    added: [...used].flatMap((type) => namesOf(shop, type).filter((name) => !namesOf(pinned, type).includes(name))),
  };
}

/** `Type.field` of an object, an input or an enum. */
function namesOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (type && "getFields" in type) return Object.keys(type.getFields()).map((field) => `${name}.${field}`);
  return type && "getValues" in type ? type.getValues().map((value) => `${name}.${value.name}`) : [];
}

/** Types by the fields and inputs that documents name: those whose own name, or one of whose fields, is there. */
function typesUsed(schema: GraphQLSchema, documents: string): ReadonlySet<string> {
  const words = new Set(documents.match(/[A-Za-z_]\w+/g));
  const direct = Object.keys(schema.getTypeMap()).filter((name) => words.has(name) && !name.startsWith("__"));
  const reached = new Set(direct);
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const root of roots)
    for (const [field, { type, args }] of Object.entries(root?.getFields() ?? {}))
      if (words.has(field)) for (const each of [type, ...args.map((arg) => arg.type)]) reached.add(bare(String(each)));
  // One step further per round, along fields that some document names.
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const name of reached) {
      const type = schema.getType(name);
      if (!type || !("getFields" in type)) continue;
      for (const [field, { type: of }] of Object.entries(type.getFields()))
        if (words.has(field)) reached.add(bare(String(of)));
    }
  }
  return reached;
}

const bare = (type: string): string => type.replaceAll(/[[\]!]/g, "");
