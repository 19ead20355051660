/** What holds for every JSON answer of the Worker, whichever route gives it. */
import { expect } from "vitest";
import { API_ROUTES } from "../../scripts/openapi/api-routes.ts";
import { ERP_ROUTES } from "../../scripts/openapi/erp-routes.ts";

const CAMEL_CASE = /^[a-z][a-zA-Z0-9]*$/;
/** Tables by names of the ERP: their keys are data. */
const TABLE = /\.(?:names|added|fields|absent|words|fixed)(?:\.[^.]+)?$/;
const IS_INSTANT = /^(?:at|since|notBefore|watermark|readFrom)$|(?:At|Until)$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const described = [
  ...Object.entries(API_ROUTES).map(([route, is]) => ({ area: "/api", route, is })),
  ...Object.entries(ERP_ROUTES).map(([route, is]) => ({ area: "/erp", route, is })),
]
  .map(({ area, route, is }) => {
    const [method = "", path = ""] = route.split(" ");
    const parameters = path.match(/:/g)?.length ?? 0;
    return {
      method,
      pattern: new RegExp(`^${area}${path.replaceAll(/:\w+/g, "[^/]+")}$`),
      parameters,
      answers: is.answers,
    };
  })
  .toSorted((one, other) => one.parameters - other.parameters); // /orders/ledger is not an order's id

/**
 * The answer, once its fields are camelCase and its instants ISO 8601 with their zone, and it is as scripts/openapi says.
 * @param request absent: the answer is not compared with its description
 */
export async function answered(
  response: Promise<Response>,
  request?: { readonly method: string; readonly url: string },
): Promise<Response> {
  const answer = await response;
  const text = await answer.clone().text(); // empty: the answer to a HEAD
  if (text === "" || answer.headers.get("content-type")?.startsWith("application/json") !== true) return answer;
  const body: unknown = JSON.parse(text);
  const path = request && new URL(request.url).pathname;
  if (path !== "/openapi.json") expect(faultsOf(body, "")).toEqual([]);
  if (request && path && answer.ok) expect(undescribed(request.method, path, answer.status, body)).toEqual([]);
  return answer;
}

/** Where an answer differs from its description. */
function undescribed(method: string, path: string, status: number, body: unknown): readonly string[] {
  const route = described.find((each) => each.method === method && each.pattern.test(path));
  if (!route) return [];
  const schema = route.answers[status];
  if (!schema) return [`${method} ${path}: ${status} is not described`];
  const parsed = schema.safeParse(body);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${method} ${path}: ${issue.path.join(".")}: ${issue.message}`);
}

/** Fields that break the rule, by their path. */
export function faultsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => faultsOf(each, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]: [string, unknown]) => {
    const at = `${path}.${key}`;
    const isInstant = IS_INSTANT.test(key) && field !== null && typeof field !== "object";
    return [
      ...(CAMEL_CASE.test(key) || TABLE.test(path) ? [] : [`${at}: not camelCase`]),
      ...(isInstant && !(typeof field === "string" && ISO.test(field))
        ? [`${at}: no instant: ${JSON.stringify(field)}`]
        : []),
      ...faultsOf(field, at),
    ];
  });
}
