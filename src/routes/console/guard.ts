/** The console's door: headers of every answer, who may come in, and forms that came from our own pages. */
import type { MiddlewareHandler } from "hono";
import { LANGUAGES, type Language } from "../../messages/language.ts";
import { mayAct, type Role } from "../../rules/access/scope.ts";
import { isSameHash } from "../../rules/access/secret.ts";
import { cookie, cookieIn } from "../http/cookies.ts";
import { readBody } from "../http/read-body.ts";
import { whoIs } from "../http/who-is.ts";
import type { ConsoleEnv } from "./env.ts";
import { problem } from "./html.tsx";

/** Larger than any form of ours: a thousand chosen rows with their keys. */
const FORM_BYTES_MAX = 400_000;
const LANGUAGE_COOKIE = "__Host-gondola-lang";
const YEAR_SECONDS = 31_536_000;

/** Nothing inline, nothing from elsewhere but the shop's pictures; no frame around us, no address handed on. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https://cdn.shopify.com; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
  "strict-transport-security": `max-age=${YEAR_SECONDS}`,
  "cache-control": "no-store",
};

export const withHeaders: MiddlewareHandler<ConsoleEnv> = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
};

/** `?lang=` decides and is remembered; Portuguese is the first choice of the console. */
export const withLanguage: MiddlewareHandler<ConsoleEnv> = async (context, next) => {
  const asked = known(context.req.query("lang"));
  context.set("language", asked ?? known(cookieIn(context.req.raw, LANGUAGE_COOKIE)) ?? "pt-BR");
  await next();
  if (asked !== undefined) context.res.headers.append("set-cookie", cookie(LANGUAGE_COOKIE, asked, YEAR_SECONDS));
};
const known = (tag: string | null | undefined): Language | undefined => LANGUAGES.find((each) => each === tag);

/** Strangers go to the login, which leads back to the page that they asked for. */
export const letIn: MiddlewareHandler<ConsoleEnv> = async (context, next) => {
  const { deps } = context.env;
  const person = await whoIs(context.req.raw, deps);
  if (person === null) {
    const { pathname, search } = new URL(context.req.url);
    const back = context.req.method === "GET" ? `${pathname}${search}` : "/ops";
    return context.redirect(`/ops/entrar?next=${encodeURIComponent(back)}`, 303);
  }
  context.set("person", person);
  context.set("deps", { ...deps, who: person.name });
  await next();
  if (person.setCookie !== null) context.res.headers.append("set-cookie", person.setCookie);
  return undefined;
};

/**
 * Whether a POST came from a page of this site. A browser says so in Origin, an old one in Sec-Fetch-Site; a request with
 * neither is refused.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return origin === new URL(request.url).origin;
  return request.headers.get("sec-fetch-site") === "same-origin";
}

/** The fields of a form; null: it is too large, or no form. */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  if (!(request.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded")) return null;
  const bytes = await readBody(request, FORM_BYTES_MAX);
  return typeof bytes === "string" ? null : new URLSearchParams(new TextDecoder().decode(bytes));
}

/** A POST passes only with the person's own form token, and only from this site. */
export const checkForm: MiddlewareHandler<ConsoleEnv> = async (context, next) => {
  if (context.req.method === "GET" || context.req.method === "HEAD") return next();
  const form = isSameOrigin(context.req.raw) ? await readForm(context.req.raw) : null;
  if (form === null || !isSameHash(form.get("formToken") ?? "", context.get("person").formToken))
    return problem(context, "formStale", 403);
  context.set("form", form);
  return next();
};

/** What an act needs. The pages hide what a person may not do; this is where it is refused. */
export const needs =
  (role: Role): MiddlewareHandler<ConsoleEnv> =>
  async (context, next) => {
    if (!mayAct(context.get("person").role, role)) return problem(context, "forbidden", 403);
    await next();
    return undefined;
  };
