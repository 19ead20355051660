import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Deps } from "../../deps.ts";
import { bearerOf } from "../../rules/access/secret.ts";
import { mayAct, type Role, type Scope } from "../../rules/access/scope.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { hasBearer } from "../http/bearer.ts";
import { ROLE_OF } from "./roles.ts";

/**
 * Lets a request of /api pass when its token may make this call, and names the token for the audit. A path that leads
 * nowhere needs any token: without one the answer is 401, and does not show which routes exist.
 */
export const checkRole: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { deps } = context.env;
  const caller = await callerOf(deps, context.req.header("authorization"));
  if (caller === null)
    return failure(401, "unauthorized", "Falta o cabeçalho Authorization: Bearer com um token válido.");
  const route = matchedRoutes(context).findLast(({ method }) => method !== "ALL");
  if (caller.scope === "erp" || (route && !mayAct(caller.scope, roleOf(route))))
    return failure(403, "forbidden", "O token não tem permissão para esta chamada.", [
      `precisa de: ${route ? roleOf(route) : "viewer"}; tem: ${caller.scope}`,
    ]);
  context.set("deps", { ...deps, who: caller.name });
  return next();
};

interface Caller {
  readonly name: string;
  readonly scope: Scope;
}

/** OPS_TOKEN is the first admin: it needs no hub, so it also works while D1 is away. */
async function callerOf(
  { config, tokens, db }: Pick<Deps, "config" | "tokens" | "db">,
  authorization: string | undefined,
): Promise<Caller | null> {
  if (hasBearer(authorization, config.opsToken)) return { name: "api", scope: "admin" };
  const secret = bearerOf(authorization);
  if (secret === null) return null;
  return tokens.known(secret) ?? (await tokens.find(db, secret));
}

/** What is missing in the table is the admin's. */
const roleOf = ({ method, path }: { readonly method: string; readonly path: string }): Role =>
  ROLE_OF[`${method} ${path.replace(/^\/api/, "")}`] ?? "admin";
