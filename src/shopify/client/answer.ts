/**
 * Interprets one HTTP response of the Admin API. A response that is not fully understood is never a success (invariant
 * 9).
 */
import * as z from "zod";
import { jsonOf } from "./json.ts";
import { DATA_UNAPPROVED, VARIANT_LIMIT, type AdminFailure } from "./result.ts";
import type { ThrottleStatus } from "./cost-budget.ts";

export interface AnswerCost {
  readonly requested: number;
  readonly actual: number | null;
  readonly status: ThrottleStatus | undefined;
}

export type Answer =
  | {
      readonly kind: "data";
      readonly data: unknown;
      readonly cost: AnswerCost | undefined;
      /** By alias, where calls share the request. */
      readonly failed?: ReadonlyMap<string, AdminFailure>;
    }
  /** Nothing happened; `retryAfterMs` null = by the bucket. */
  | { readonly kind: "throttled"; readonly retryAfterMs: number | null; readonly cost: AnswerCost | undefined }
  /** 401: the token is no longer accepted. */
  | { readonly kind: "tokenRefused" }
  | { readonly kind: "failure"; readonly failure: AdminFailure; readonly cost: AnswerCost | undefined };

const status = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number(),
});
const cost = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: status.optional(),
});
const body = z.object({
  data: z.unknown().optional(),
  errors: z.unknown().optional(),
  extensions: z
    .object({ cost: cost.optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});
const graphqlError = z.object({
  message: z.string().catch(""),
  path: z
    .array(z.union([z.string(), z.number()]))
    .nullish()
    .catch(undefined),
  extensions: z
    .object({ code: z.string().optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** Codes in `errors` after which it is unknown whether the mutation took effect. */
const UNKNOWN_CODES: ReadonlySet<string> = new Set(["INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"]);

/** Shopify gives these errors no code: the app lacks its approval for protected customer data. */
const UNAPPROVED = /not approved to (?:access|use)\b/i;

/** @param isJoined several calls shared the request: each has its own data and its own errors, by alias */
export function readAnswer(httpStatus: number, headers: Headers, text: string, isJoined = false): Answer {
  if (httpStatus !== 200) return byStatus(httpStatus, headers);
  const parsed = body.safeParse(jsonOf(text));
  if (!parsed.success) return unknown("the answer is no JSON object (HTML page, cut or empty)");
  const { data, errors } = parsed.data;
  const price = costOf(parsed.data.extensions?.cost);
  if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0))
    return (isJoined ? byAlias(data, errors, price) : null) ?? byErrors(errors, price);
  if (data === null || data === undefined || typeof data !== "object")
    return unknown("the answer has neither data nor errors", price);
  const endless = contradiction(data);
  if (endless !== null) return unknown(`${endless}: the page says that there is more, and not where`, price);
  return { kind: "data", data, cost: price };
}

/**
 * The path of a connection with `hasNextPage` and no cursor, or null. Such a page is incomplete: taken as the last
 * page, it would lose every record behind it.
 */
function contradiction(value: unknown, path = ""): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value) && Reflect.get(value, "hasNextPage") === true && Reflect.get(value, "endCursor") === null)
    return path;
  for (const [key, each] of Object.entries(value)) {
    const found = contradiction(each, path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function byStatus(httpStatus: number, headers: Headers): Answer {
  if (httpStatus === 401) return { kind: "tokenRefused" };
  if (httpStatus === 429) return { kind: "throttled", retryAfterMs: retryAfterMs(headers) ?? 2_000, cost: undefined };
  if (httpStatus >= 500 || httpStatus < 300) return unknown(`HTTP ${httpStatus}`);
  // A redirect means that the shop moved. It counts as closed, like 402, 403, 404, 423 (frozen, locked, missing) and
  // 430 (security).
  if (httpStatus < 400 || [402, 403, 404, 423, 430].includes(httpStatus))
    return { kind: "failure", failure: { kind: "shopClosed", status: httpStatus }, cost: undefined };
  const failure = { kind: "refused", code: `HTTP_${httpStatus}`, message: `HTTP ${httpStatus}` } as const;
  return { kind: "failure", failure, cost: undefined };
}

function byErrors(errors: unknown, price: AnswerCost | undefined): Answer {
  const list = Array.isArray(errors) ? errors.map((error) => graphqlError.safeParse(error).data) : [];
  const codes = list.map((error) => error?.extensions?.code ?? "");
  if (codes.includes("THROTTLED")) return { kind: "throttled", retryAfterMs: null, cost: price };
  const message = list.map((error) => error?.message ?? "").find((text) => text !== "") ?? textOf(errors);
  const lost = codes.find((code) => UNKNOWN_CODES.has(code));
  if (lost !== undefined) return unknown(`${lost}: ${message}`, price);
  // Fields that are withheld: the rest of the answer is true, but no caller can do without what it asked for.
  const withheld = list.find((error) => error && UNAPPROVED.test(error.message));
  const path = (withheld ?? list.find((error) => error?.path))?.path?.join(".");
  const code = withheld
    ? DATA_UNAPPROVED
    : codes.includes(VARIANT_LIMIT)
      ? VARIANT_LIMIT
      : (codes.find((each) => each !== "") ?? "GRAPHQL_ERROR");
  const failure = {
    kind: "refused",
    code,
    message: (withheld?.message ?? message).slice(0, 500),
    ...(path ? { path } : {}),
  } as const;
  return { kind: "failure", failure, cost: price };
}

/** Null: an error names no alias, or there is no data. Then it is about the whole request. */
function byAlias(data: unknown, errors: unknown, price: AnswerCost | undefined): Answer | null {
  if (typeof data !== "object" || data === null || !Array.isArray(errors) || contradiction(data) !== null) return null;
  const of = new Map<string, unknown[]>();
  for (const error of errors) {
    const [alias] = graphqlError.safeParse(error).data?.path ?? [];
    if (typeof alias !== "string" || !(alias in data)) return null;
    of.set(alias, [...(of.get(alias) ?? []), error]);
  }
  const failed = new Map<string, AdminFailure>();
  for (const [alias, own] of of) {
    const answer = byErrors(own, price);
    if (answer.kind === "failure") failed.set(alias, answer.failure);
    else failed.set(alias, { kind: "throttled", retryAfterMs: 1_000 });
  }
  return { kind: "data", data, cost: price, failed };
}

const unknown = (message: string, price?: AnswerCost): Answer => ({
  kind: "failure",
  failure: { kind: "unknown", message: message.slice(0, 500) },
  cost: price,
});

function costOf(given: z.infer<typeof cost> | undefined): AnswerCost | undefined {
  if (!given) return undefined;
  return { requested: given.requestedQueryCost, actual: given.actualQueryCost ?? null, status: given.throttleStatus };
}

/** Seconds, whole or not; Shopify sends "2.0". A date is not used there. */
function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(text) ? Math.ceil(Number(text) * 1_000) : undefined;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "unreadable errors");
