/** The OpenAPI document of the Worker: paths by the tables beside this file, schemas by zod. */
import * as z from "zod";
import { ROLE_OF } from "../../src/routes/api/access/roles.ts";
import { VERSION } from "../../src/version.ts";
import { API_ROUTES } from "./api-routes.ts";
import type { Described } from "./described.ts";
import { ERP_ROUTES } from "./erp-routes.ts";

type Json = Readonly<Record<string, unknown>>;

/** JSON Schema 2020-12, which OpenAPI 3.1 uses. What zod cannot say in it (a rule in code) is left out. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: "The body or a header cannot be read",
  401: "No valid token",
  403: "The token's scope is not enough",
  404: "There is no such thing",
  408: "The body came too slowly",
  409: "Not now, or not beside what is there",
  413: "The body is too large",
  422: "The body or a parameter is not what the call expects; details names each place",
  429: "Too many calls in a minute; Retry-After says how long to wait",
  500: "A defect, or the hub is away; the call may be repeated",
  502: "Shopify gave no usable answer",
  503: "The hub is away; the same call may be repeated after Retry-After",
};

const refusalName = (area: "api" | "erp", status: number) => `${area}${status}`;

function pathsOf(area: "api" | "erp", routes: Readonly<Record<string, Described>>) {
  return Object.entries(routes).map(([route, described]) => {
    const [method = "", path = ""] = route.split(" ");
    return {
      path: `/${area}${path.replaceAll(/:(\w+)/g, "{$1}")}`,
      method: method.toLowerCase(),
      operation: operationOf(area, { method, path, route, described }),
    };
  });
}

function operationOf(
  area: "api" | "erp",
  { method, path, route, described }: { method: string; path: string; route: string; described: Described },
): Json {
  const { tag, summary, body, answers, refusals = [] } = described;
  const statuses = [401, 403, ...refusals, 500].toSorted((one, other) => one - other);
  return {
    operationId: idOf(area, method, path),
    tags: [tag],
    summary,
    ...(area === "api" ? { description: `Role: ${ROLE_OF[route] ?? "admin"}.` } : {}),
    ...parametersOf(path, described),
    ...(body ? { requestBody: { required: true, content: jsonOf(schemaOf(body, "input")) } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          { description: status === "202" ? "Accepted" : "Done", content: jsonOf(schemaOf(schema, "output")) },
        ]),
      ),
      ...Object.fromEntries(
        statuses.map((status) => [status, { $ref: `#/components/responses/${refusalName(area, status)}` }]),
      ),
    },
  };
}

const jsonOf = (schema: Json) => ({ "application/json": { schema } });

function parametersOf(path: string, { query, headers }: Described): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const parameters = [...inPath, ...named("query", query), ...named("header", headers)];
  return parameters.length > 0 ? { parameters } : {};
}

/** One parameter for each property of the schema, also of an intersection. */
function named(place: "query" | "header", schema: z.ZodType | undefined): readonly Json[] {
  if (!schema) return [];
  const json = schemaOf(schema, "input");
  const parts = (json["allOf"] as readonly Json[] | undefined) ?? [json];
  return parts.flatMap((part) => {
    const required = new Set((part["required"] as readonly string[] | undefined) ?? []);
    return Object.entries((part["properties"] as Readonly<Record<string, Json>> | undefined) ?? {}).map(
      ([name, { description, ...property }]) => ({
        name,
        in: place,
        required: required.has(name),
        ...(description === undefined ? {} : { description }),
        schema: property,
      }),
    );
  });
}

/** "postApiOrdersOrderIdRetry". */
const idOf = (area: string, method: string, path: string): string =>
  [method.toLowerCase(), area, ...path.split(/[/:-]/)]
    .filter((part) => part !== "")
    .map((part, at) => (at === 0 ? part : `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`))
    .join("");

const ERROR = {
  api: {
    type: "object",
    required: ["code", "message"],
    properties: {
      code: { type: "string", description: "stable, for programs" },
      message: { type: "string", description: "Portuguese" },
      details: { type: "array", items: { type: "string" } },
    },
  },
  erp: {
    type: "object",
    description: "The error form of TOTVS' API standard.",
    required: ["code", "message", "detailedMessage", "helpUrl", "details"],
    properties: {
      code: { type: "string", description: "stable, for programs" },
      message: { type: "string", description: "Portuguese" },
      detailedMessage: { type: "string", description: "what to do, Portuguese" },
      helpUrl: { type: ["string", "null"] },
      details: {
        type: "array",
        items: {
          type: "object",
          required: ["code", "message", "detailedMessage"],
          properties: {
            code: { type: "string" },
            message: { type: "string", description: "where, as 0.notaFiscal.chave" },
            detailedMessage: { type: "string" },
          },
        },
      },
    },
  },
} as const;

const TAGS = {
  erp: "What the ERP sends: tokens of the scope erp",
  work: "Daily work",
  orders: "Orders",
  loads: "Loads from the ERP",
  catalogue: "Catalogue",
  stock: "Stock that is held back",
  prices: "Prices",
  drift: "Differences between Shopify and what was sent",
  "dry run": "Everything computed, nothing written",
  "set-up": "Set-up and access",
} as const;

export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { path, method, operation } of [...pathsOf("erp", ERP_ROUTES), ...pathsOf("api", API_ROUTES)])
    paths[path] = { ...paths[path], [method]: operation };
  const responses = (["api", "erp"] as const).flatMap((area) =>
    Object.entries(REFUSALS).map(([status, description]) => [
      refusalName(area, Number(status)),
      { description, content: jsonOf({ $ref: `#/components/schemas/${area}Error` }) },
    ]),
  );
  return withoutUnused({
    openapi: "3.1.0",
    info: {
      title: "gondola",
      version: VERSION,
      summary: "Connector between TOTVS Varejo Supermercados (Linha Consinco) and Shopify",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "this installation" }],
    security: [{ token: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "POST /api/tokens makes one" } },
      schemas: { apiError: ERROR.api, erpError: ERROR.erp },
      responses: Object.fromEntries(responses),
    },
  });
}

interface Whole extends Json {
  readonly paths: unknown;
  readonly components: { readonly responses: Readonly<Record<string, unknown>>; readonly [part: string]: unknown };
}

/** Without the refusals that no route has. */
function withoutUnused(document: Whole): Json {
  const used = JSON.stringify(document.paths);
  const responses = Object.fromEntries(
    Object.entries(document.components.responses).filter(([name]) => used.includes(`"#/components/responses/${name}"`)),
  );
  return { ...document, components: { ...document.components, responses } };
}
