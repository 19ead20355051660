/**
 * The client-credentials token: valid for 24 h, without a refresh token, kept only in the memory of this isolate. One
 * request at a time buys it. It is renewed at 80 % of its life, so that it rarely expires during a call.
 */
import * as z from "zod";
import type { Config } from "../../config.ts";
import type { Log } from "../../log.ts";
import { reasonOf } from "../../log.ts";
import type { Clock, Fetch, Instant, Random } from "../../ports.ts";
import { within } from "../../deadline.ts";
import { jsonOf } from "./json.ts";
import type { AdminFailure, TokenRefusal } from "./result.ts";

export type TokenResult =
  { readonly ok: true; readonly token: string } | { readonly ok: false; readonly failure: AdminFailure };

export interface TokenSource {
  get(): Promise<TokenResult>;
  /** A new token after a 401 for `stale`. If another call has renewed it meanwhile, that token is returned. */
  renew(stale: string): Promise<TokenResult>;
}

const RENEW_AT = 0.8;
const TIMEOUT_MS = 15_000;
const TRIES_MAX = 3;
const BACK_OFF_MS = 500;

const grant = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
  scope: z.string().optional(),
});

export function createTokens({
  config,
  clock,
  random,
  fetch,
  log,
}: {
  config: Config["shopify"];
  clock: Clock;
  random: Random;
  fetch: Fetch;
  log: Log;
}): TokenSource {
  let current: { readonly token: string; readonly renewAt: Instant } | undefined;
  let underWay: Promise<TokenResult> | undefined;

  async function buy(): Promise<TokenResult> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask();
      if (answer.ok || answer.failure.kind !== "unknown" || attempt === TRIES_MAX) return answer;
      await clock.sleep(Math.ceil(BACK_OFF_MS * 2 ** (attempt - 1) * (1 + random.fraction())));
    }
  }

  async function ask(): Promise<TokenResult> {
    const request = new Request(`${config.origin}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: config.clientId,
        client_secret: config.clientSecret,
      }).toString(),
      redirect: "manual",
    });
    const requestedAt = clock.now();
    try {
      return await within(clock, TIMEOUT_MS, async (signal) => {
        const response = await fetch(new Request(request, { signal }));
        const text = await response.text();
        if (response.status !== 200) return { ok: false, failure: failureOf(response.status, text) };
        const parsed = grant.safeParse(jsonOf(text));
        if (!parsed.success) return lost("the token endpoint answered something else than a token");
        const lifeMs = parsed.data.expires_in * 1000;
        current = { token: parsed.data.access_token, renewAt: requestedAt + lifeMs * RENEW_AT };
        log.info("shopify.token", { expiresIn: parsed.data.expires_in, scope: parsed.data.scope ?? null });
        return { ok: true, token: current.token };
      });
    } catch (error) {
      return lost(reasonOf(error));
    }
  }

  /**
   * Joins the purchase under way, with a time limit of its own: a promise of an invocation that was cancelled never
   * resolves, and would block every later call.
   */
  async function join(): Promise<TokenResult> {
    if (!underWay) {
      const mine = buy().finally(() => {
        if (underWay === mine) underWay = undefined;
      });
      underWay = mine;
      return mine;
    }
    const theirs = underWay;
    try {
      return await within(clock, TIMEOUT_MS * TRIES_MAX, () => theirs);
    } catch {
      if (underWay === theirs) underWay = undefined;
      return join();
    }
  }

  return {
    get: async () => (current && clock.now() < current.renewAt ? { ok: true, token: current.token } : join()),
    renew: async (stale) => {
      if (current && current.token !== stale) return { ok: true, token: current.token };
      current = undefined;
      return join();
    },
  };
}

const lost = (message: string): TokenResult => ({
  ok: false,
  failure: { kind: "unknown", message: `token: ${message}` },
});

/** The code is in a JSON body, or in the title of a page for people. */
function failureOf(status: number, text: string): AdminFailure {
  if (status === 400 || status === 401) {
    const code = /\b(?:app_not_installed|shop_not_permitted)\b/.exec(text)?.[0] as TokenRefusal | undefined;
    const why = code ?? "credentials";
    const words = why === "credentials" ? "client id or secret is not valid" : why;
    return { kind: "unauthorized", why, message: `the token endpoint answered ${status}: ${words}` };
  }
  if (status === 429 || status >= 500) return { kind: "unknown", message: `the token endpoint answered ${status}` };
  return { kind: "shopClosed", status }; // 3xx, 402, 403, 404, 423, 430
}
