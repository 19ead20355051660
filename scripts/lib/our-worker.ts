/** Whether an address is served by this Worker: a token must never be sent to a stranger that took the port. */

const TIMEOUT_MS = 15_000;
const WORDS = {
  "pt-BR": {
    offline: (origin: string, why: string) => `${origin} não responde (${why}): sem rede, ou o endereço está errado.`,
    stranger: (origin: string) => `${origin} é de outro servidor, e não do gondola; nenhum token foi enviado.`,
    insecure: (origin: string) => `${origin}: use https; por http o token iria aberto pela rede.`,
  },
  en: {
    offline: (origin: string, why: string) => `${origin} does not answer (${why}): no network, or a wrong address.`,
    stranger: (origin: string) => `${origin} is another server, not gondola; no token was sent.`,
    insecure: (origin: string) => `${origin}: use https; over http the token would cross the network in the open.`,
  },
} as const;

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * Asks /health, without a token.
 * @returns the problems of its configuration. Throws, in words for a person, when it is not this Worker
 */
export async function assertOurs(
  url: string,
  language: "pt-BR" | "en",
  ask: typeof fetch = fetch,
): Promise<readonly string[]> {
  const { origin, protocol, hostname } = new URL(url);
  const words = WORDS[language];
  if (protocol !== "https:" && !LOCAL.test(hostname)) throw new Error(words.insecure(origin));
  let text: string;
  try {
    const answer = await ask(`${origin}/health`, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    text = await answer.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(words.offline(origin, cause), { cause: error });
  }
  const body = jsonOf(text);
  if (typeof body["ok"] !== "boolean" || typeof body["version"] !== "string") throw new Error(words.stranger(origin));
  return Array.isArray(body["problems"]) ? body["problems"].map(String) : [];
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
