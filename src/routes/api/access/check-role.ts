import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { bearerOf } from "../../../rules/access/secret.ts";
import { mayAct, type Role } from "../../../rules/access/scope.ts";
import { failure } from "../../http/answers.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { credentialOf, isKnown } from "../../http/credential.ts";
import { ROLE_OF } from "./roles.ts";

/** Cloudflare counts by this period (wrangler.toml). */
const PERIOD_S = 60;

/**
 * Lets a request of /api pass when its token may make this call, and names the token for the audit. A path that leads
 * nowhere needs any token: without one the answer is 401, and does not show which routes exist. A token that the isolate
 * does not know is counted by its sender's address before D1 is asked.
 */
export const checkRole: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { deps } = context.env;
  const secret = bearerOf(context.req.header("authorization"));
  const address = context.req.header("cf-connecting-ip") ?? "";
  if (secret !== null && !isKnown(deps, secret) && !(await deps.pushes.limit({ key: `api:${address}` })).success) {
    deps.log.warn("api.refused", { status: 429, token: "unknown" });
    const answer = failure(429, "too-many-requests", "Tentativas demais em um minuto. Espere e repita.");
    answer.headers.set("retry-after", String(PERIOD_S));
    return answer;
  }
  const caller = secret === null ? null : await credentialOf(deps, secret);
  if (caller === null) {
    deps.log.warn("api.refused", { status: 401, token: secret === null ? "none" : "unknown" });
    return failure(401, "unauthorized", "Falta o cabeçalho Authorization: Bearer com um token válido.");
  }
  const route = matchedRoutes(context).findLast(({ method }) => method !== "ALL");
  if (caller.scope === "erp" || (route && !mayAct(caller.scope, roleOf(route))))
    return failure(403, "forbidden", "O token não tem permissão para esta chamada.", [
      `precisa de: ${route ? roleOf(route) : "viewer"}; tem: ${caller.scope}`,
    ]);
  context.set("deps", { ...deps, who: caller.name });
  return next();
};

/** What is missing in the table is the admin's. */
const roleOf = ({ method, path }: { readonly method: string; readonly path: string }): Role =>
  ROLE_OF[`${method} ${path.replace(/^\/api/, "")}`] ?? "admin";
