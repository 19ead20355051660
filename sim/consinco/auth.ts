/** Login and tokens. */
import { failure, json } from "./answer.ts";
import type { Erp } from "./erp.ts";

export async function login(erp: Erp, request: Request): Promise<Response> {
  const given: unknown = await request.json().catch(() => null);
  const { credentials, tokenMs } = erp.settings;
  if (!isRecord(given)) return failure(400, "LOGIN", "corpo não é JSON");
  const right =
    given["company"] === credentials.company &&
    given["username"] === credentials.username &&
    given["password"] === credentials.password;
  if (!right) return unauthorized("usuário ou senha inválidos");
  const token = Array.from({ length: 4 }, () =>
    Math.floor(erp.random.token() * 2 ** 32)
      .toString(16)
      .padStart(8, "0"),
  ).join("");
  erp.tokens.set(token, erp.world.now() + tokenMs);
  return json({
    access_token: token,
    token_type: "bearer",
    expires_in: String(Math.floor(tokenMs / 1000)),
    refresh_token: `r${token}`,
    username: credentials.username,
    company: credentials.company,
  });
}

/** Null when the request carries a token that is alive. */
export function refuseUnauthorized(erp: Erp, request: Request): Response | null {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return unauthorized("falta o token");
  const until = erp.tokens.get(token);
  if (until === undefined) return unauthorized("token desconhecido ou revogado");
  if (erp.world.now() < until) return null;
  erp.tokens.delete(token);
  return unauthorized("token vencido");
}

function unauthorized(message: string): Response {
  const answer = failure(401, "NAO_AUTORIZADO", message);
  answer.headers.set("www-authenticate", "Bearer");
  return answer;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
