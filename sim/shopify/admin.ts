/** POST /admin/api/{version}/graphql.json */
import {
  getOperationAST,
  valueFromASTUntyped,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from "graphql";
import { ADMIN_API_VERSION } from "../../src/shopify/client/version.ts";
import { doDueWork, sha256, type Core } from "./core.ts";
import { COST_MAX, costOf } from "./cost.ts";
import { run } from "./execute.ts";
import type { RequestEntry } from "./journal.ts";
import { adminSchema } from "./schema.ts";

const PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/;

export const isAdminPath = (path: string): boolean => path.startsWith("/admin/api/");

export async function admin(core: Core, request: Request, requestId: string): Promise<Response> {
  const entry: RequestEntry = {
    at: core.now(),
    requestId,
    operation: "",
    digest: "",
    status: 200,
    outcome: "ok",
    requested: 0,
    actual: 0,
  };
  const noted = { ...entry };
  const reply = (status: number, body: unknown, outcome: string): Response => {
    core.journal.requests.push({ ...noted, status, outcome });
    return new Response(JSON.stringify(body), {
      status,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "x-request-id": requestId,
        "x-shopify-api-version": core.servedVersion,
      },
    });
  };
  const path = PATH.exec(new URL(request.url).pathname);
  if (path?.[1] !== ADMIN_API_VERSION) return reply(404, { errors: "Not Found" }, "not-found");
  if (request.method !== "POST") return reply(405, { errors: "Method Not Allowed" }, "method");
  if (!core.tokens.isLive(request.headers.get("x-shopify-access-token"), core.now()))
    return reply(
      401,
      { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
      "unauthorized",
    );

  const text = await request.text();
  const body = parseBody(text);
  if (!body) return reply(400, { errors: { query: "Required parameter missing or invalid" } }, "bad-request");
  doDueWork(core);
  noted.operation = body.operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(body.query)?.[1] ?? "";
  noted.digest = sha256(text);

  const compiled = adminSchema().compile(body.query);
  const failed = (errors: readonly GraphQLFormattedError[], outcome: string) => reply(200, { errors }, outcome);
  if (!compiled.ok)
    return failed(
      compiled.errors.map((error) => ({
        ...error.toJSON(),
        extensions: { code: "undefinedField", ...error.extensions },
      })),
      "invalid-document",
    );
  const { value } = compiled;
  const operation = getOperationAST(value.document, body.operationName);
  if (!operation)
    return failed(
      [{ message: "An operation name is required", extensions: { code: "BAD_REQUEST" } }],
      "invalid-document",
    );
  const { schema } = adminSchema();
  const counted = costOf(schema, value, operation, withDefaults(operation, body.variables));
  const factor = core.costFactor.get(noted.operation) ?? 1;
  const cost = { ...counted, requested: Math.ceil(counted.requested * factor), fixed: counted.fixed * factor };
  noted.requested = cost.requested;
  const extensions = (actualQueryCost: number | null) => ({
    cost: { requestedQueryCost: cost.requested, actualQueryCost, throttleStatus: core.bucket.status(core.now()) },
  });
  if (cost.requested > COST_MAX)
    return reply(
      200,
      {
        errors: [
          {
            message: `Query cost is ${cost.requested}, which exceeds the single query max cost limit (${COST_MAX}).`,
            extensions: {
              code: "MAX_COST_EXCEEDED",
              cost: cost.requested,
              maxCost: COST_MAX,
              documentation: "https://shopify.dev/api/usage/rate-limits",
            },
          },
        ],
      },
      "MAX_COST_EXCEEDED",
    );
  if (!core.bucket.take(cost.requested, core.now()))
    return reply(
      200,
      {
        errors: [
          {
            message: "Throttled",
            extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
          },
        ],
        extensions: extensions(null),
      },
      "throttled",
    );
  const origin = new URL(request.url).origin;
  const { result, context } = run(core, value, operation, body.variables, cost, requestId, origin, noted.digest);
  const answered = result instanceof Promise ? await result : result;
  if (context.isCut) {
    core.stopAfter = null;
    return reply(502, { errors: "Bad Gateway" }, "stopped-halfway");
  }
  if (answered.data === undefined) {
    // The variables do not fit: nothing ran, nothing is charged.
    core.bucket.charge(cost.requested, 0, core.now());
    const errors = (answered.errors ?? []).map((error) => ({
      ...error.toJSON(),
      extensions: { code: "INVALID_VARIABLE" },
    }));
    return failed(errors, "invalid-variable");
  }
  const actual = Math.min(cost.requested, Math.ceil(context.actual));
  noted.actual = actual;
  core.bucket.charge(cost.requested, actual, core.now());
  const errors = answered.errors?.map((error) => error.toJSON());
  const [first] = answered.errors ?? [];
  const code = first?.extensions["code"];
  const uncoded = first?.message.startsWith("This app is not approved") === true ? "unapproved" : "INTERNAL";
  return reply(
    200,
    { ...(errors ? { errors } : {}), data: answered.data, extensions: extensions(actual) },
    errors ? (typeof code === "string" ? code : uncoded) : "ok",
  );
}

interface Body {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

function parseBody(text: string): Body | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null) return undefined;
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== "string" || query.trim() === "") return undefined;
  if (variables !== undefined && variables !== null && (typeof variables !== "object" || Array.isArray(variables)))
    return undefined;
  return {
    query,
    variables: (variables as Record<string, unknown> | null | undefined) ?? {},
    operationName: typeof operationName === "string" ? operationName : undefined,
  };
}

/** As far as the cost needs them: the variables given, and the defaults of the others. */
function withDefaults(
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const all = { ...given };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue && all[variable.name.value] === undefined)
      all[variable.name.value] = valueFromASTUntyped(defaultValue);
  return all;
}
