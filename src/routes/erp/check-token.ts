import type { MiddlewareHandler } from "hono";
import { bearerOf } from "../../rules/access/secret.ts";
import type { AppEnv } from "../http/app-env.ts";
import { erpFailure } from "./answers.ts";

/** Cloudflare counts by this period (wrangler.toml). */
const PERIOD_S = 60;

/**
 * Lets a request of /erp pass when its token has the scope `erp` and its sender is not too fast. A token that the isolate
 * does not know is counted by the sender's address before D1 is asked: a guesser costs no more than that.
 */
export const checkToken: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { deps } = context.env;
  const { tokens, db, pushes, log } = deps;
  const secret = bearerOf(context.req.header("authorization"));
  if (secret === null) return refused("none");
  let token = tokens.known(secret) ?? null;
  if (token === null) {
    if (await isTooFast(`address:${context.req.header("cf-connecting-ip") ?? ""}`)) return tooFast();
    token = await tokens.find(db, secret);
    if (token === null) return refused("unknown");
  }
  if (token.scope !== "erp") {
    log.warn("erp.refused", { status: 403, code: "scope-wrong", token: token.id });
    return erpFailure(403, "scope-wrong", [
      "O token não é do ERP.",
      "Use um token de escopo erp (POST /api/tokens); os de pessoas não servem aqui.",
    ]);
  }
  if (await isTooFast(`token:${token.id}`)) return tooFast();
  context.set("deps", { ...deps, who: token.name });
  context.set("tokenId", token.id);
  return next();

  async function isTooFast(key: string): Promise<boolean> {
    return !(await pushes.limit({ key })).success;
  }

  function refused(kind: string): Response {
    log.warn("erp.refused", { status: 401, code: "unauthorized", token: kind });
    return erpFailure(401, "unauthorized", [
      "Falta um token válido.",
      "Envie Authorization: Bearer <token>, com um token de escopo erp que não venceu nem foi revogado.",
    ]);
  }

  function tooFast(): Response {
    log.warn("erp.refused", { status: 429, code: "too-many-requests" });
    const answer = erpFailure(429, "too-many-requests", [
      "Chamadas demais em um minuto.",
      `Espere ${PERIOD_S} segundos e repita; envie vários eventos em uma chamada.`,
    ]);
    answer.headers.set("retry-after", String(PERIOD_S));
    return answer;
  }
};
