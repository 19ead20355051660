import { Hono } from "hono";
import * as z from "zod";
import { listTokens, VALID_OF_A_NAME } from "../../../hub/settings/tokens.ts";
import { SCOPES_OF_TOKENS } from "../../../rules/access/scope.ts";
import { endToken, makeToken } from "../../../setup/access/tokens.ts";
import { failure } from "../../http/answers.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { json } from "../../http/json.ts";
import { jsonBody } from "../../http/json-body.ts";
import { instant } from "../../http/query.ts";

export const newToken = z.strictObject({
  name: z.string().trim().min(1).max(60),
  scope: z.enum(SCOPES_OF_TOKENS),
  /** Absent or null: it is valid until it is revoked. */
  expiresAt: instant.nullable().default(null),
});

/** Bearer tokens of /api and /erp; mounted under /api, after the bearer check. */
export const tokensApi = new Hono<AppEnv>()
  .get("/tokens", async (context) => json({ tokens: await listTokens(context.get("deps").db) }))
  .post("/tokens", async (context) => {
    const body = await jsonBody(context.req.raw, newToken);
    if (!body.ok) return body.response;
    const deps = context.get("deps");
    const { name, scope, expiresAt } = body.value;
    if (expiresAt !== null && expiresAt <= deps.clock.now()) return failure(422, "expiry-past", "expiresAt já passou.");
    const made = await makeToken(deps, body.value);
    return made
      ? json({ ...made, name, scope, expiresAt }, 201)
      : failure(
          409,
          "token-name-full",
          `${name}: já tem ${VALID_OF_A_NAME} tokens válidos; revogue um deles e repita.`,
        );
  })
  .delete("/tokens/:id", async (context) => {
    const id = context.req.param("id").slice(0, 60);
    return (await endToken(context.get("deps"), id))
      ? json({ id, revoked: true })
      : failure(404, "token-unknown", "Este token não existe, ou já foi revogado.");
  });
