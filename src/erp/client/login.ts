import type { Config } from "../../config.ts";
import type { Dialect } from "../../rules/dialect/dialect.ts";
import { atPath } from "../../rules/dialect/envelope.ts";
import { ANSWERED, type Clock, type Fetch, type Instant } from "../../ports.ts";
import { addressOf } from "./address.ts";
import { callHttp, type Call } from "./http.ts";
import { errorInside, errorOf } from "./words.ts";
import type { ErpFailure } from "./result.ts";
import { isObject, parseJson, textField } from "../wire/wire.ts";

const LOGIN_TIMEOUT_MS = 15_000;
/** A token lives an hour; a token that would end during a run is renewed before it. */
const RENEW_BEFORE_MS = 10 * 60_000;
/** Assumed life of a token without a readable `expires_in`. */
const LIFETIME_DEFAULT_MS = 30 * 60_000;
/** Wait before another login after a wrong password: ERPs lock users after repeated failures. */
const REFUSED_PAUSE_MS = 60_000;

export interface Token {
  readonly value: string;
  readonly renewAt: Instant;
}
export type TokenResult =
  { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly failure: ErpFailure };

type LoginDialect = Pick<Dialect, "login" | "charset">;
type LoginConfig = Pick<Config["erp"], "authUrl" | "baseUrl" | "company" | "username" | "password" | "headers">;

export interface TokenKeeper {
  /** @param dialect names the login's path and its fields. @param stale the token the ERP just refused: concurrent callers share one login for the next token */
  token(dialect: LoginDialect, stale?: Token): Promise<TokenResult>;
}

/** Keeps one access token per isolate. Ten concurrent callers cause one login. */
export function createTokenKeeper(
  ports: { readonly clock: Clock; readonly fetch: Fetch },
  config: LoginConfig,
): TokenKeeper {
  const { clock } = ports;
  let kept: Token | undefined;
  let refused: { readonly until: Instant; readonly failure: ErpFailure } | undefined;
  let flight: Promise<TokenResult> | undefined;

  async function login(dialect: LoginDialect): Promise<TokenResult> {
    const result = await askLogin(ports, config, dialect);
    if (result.ok) {
      kept = result.token;
      refused = undefined;
    } else if (result.failure.kind === "unauthorized") {
      kept = undefined;
      refused = { until: clock.now() + REFUSED_PAUSE_MS, failure: result.failure };
    }
    return result;
  }

  return {
    async token(dialect, stale) {
      if (kept && kept.value !== stale?.value && clock.now() < kept.renewAt) return { ok: true, token: kept };
      if (refused && clock.now() < refused.until) return { ok: false, failure: refused.failure };
      if (flight) {
        // The shared login belongs to another invocation, which may have crashed: wait no longer than a login takes.
        const waiting = new AbortController();
        const patience = clock.sleep(LOGIN_TIMEOUT_MS, waiting.signal).then(
          () => undefined,
          () => undefined,
        );
        const shared = await Promise.race([flight, patience]);
        waiting.abort(ANSWERED);
        if (shared) return shared;
      }
      const own = login(dialect).finally(() => {
        if (flight === own) flight = undefined;
      });
      flight = own;
      return own;
    },
  };
}

/** The request of a login, also for the probe, which reads an answer of any shape. */
export function loginCall(
  { authUrl, baseUrl, company, username, password, headers }: LoginConfig,
  { login, charset }: LoginDialect,
): Call {
  const fields = {
    ...(login.company === null ? {} : { [login.company]: company }),
    [login.username]: username,
    [login.password]: password,
    ...login.added,
  };
  const isForm = login.format === "form";
  return {
    url: login.path === null ? authUrl : addressOf(baseUrl, login.path),
    method: "POST",
    headers: {
      ...headers,
      "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
      accept: "application/json",
    },
    body: isForm
      ? new URLSearchParams(Object.entries(fields).map(([k, v]) => [k, String(v)])).toString()
      : JSON.stringify(fields),
    charset,
    timeoutMs: LOGIN_TIMEOUT_MS,
  };
}

async function askLogin(
  ports: { readonly clock: Clock; readonly fetch: Fetch },
  config: LoginConfig,
  dialect: LoginDialect,
): Promise<TokenResult> {
  const { login } = dialect;
  const requestedAt = ports.clock.now();
  const answer = await callHttp(ports, loginCall(config, dialect));
  if (answer.kind === "lost") return failed("unknown", answer.message);
  const { status, text } = answer;
  if (status === 404 || status === 405) {
    const message = `login: HTTP ${status} at ERP_AUTH_URL${whatCame(status, text)}`;
    return { ok: false, failure: { kind: "unauthorized", message, isLoginAddress: true } };
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429)
    return failed("unauthorized", `HTTP ${status}${whatCame(status, text)}`);
  const body = parseJson(text)?.value;
  const value = login.token.map((path) => tokenAt(body, path)).find((each) => each !== undefined);
  if (status < 200 || status >= 300 || value === undefined)
    return failed(
      "unknown",
      `HTTP ${status} without ${login.token[0] ?? "a token"}${whatCame(status, text)}`,
      answer.retryAfterMs,
    );
  // Documented as a string of seconds; some ERPs send a number.
  const seconds = Number(login.expiresIn.map((path) => atPath(body, path)).find((each) => each !== undefined));
  const lifetimeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : LIFETIME_DEFAULT_MS;
  return { ok: true, token: { value, renewAt: requestedAt + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 2) } };
}

/** "": the whole answer is the token, as a text. */
function tokenAt(body: unknown, path: string): string | undefined {
  const value = path === "" ? body : isObject(body) ? atPath(body, path) : undefined;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/**
 * What came in place of a token: the ERP's error, the keys of its answer, or a line of the page. An answer of a login may
 * hold a token even when it is cut or has a wrong status, so no value of it is quoted.
 */
function whatCame(status: number, text: string): string {
  const parsed = parseJson(text);
  const error = parsed && errorInside(parsed.value);
  if (error) return `: ${error.code}: ${error.message.slice(0, 200)}`;
  if (parsed && isObject(parsed.value) && textField(parsed.value, "message") === undefined)
    return `; its keys are ${Object.keys(parsed.value).slice(0, 20).join(", ").slice(0, 300)}`;
  if (parsed && !isObject(parsed.value)) return "";
  if (!parsed && /^\s*["[{]/.test(text)) return "; its JSON is cut";
  const message = errorOf(status, text).message.replaceAll(LONG_WORD, "***");
  return message === "" ? "" : `: ${message.slice(0, 200)}`;
}
/** Letters with digits: a token, and no word of a sentence. */
const LONG_WORD = /(?=[\w.~+/=-]*\d)[\w.~+/=-]{16,}/g;

function failed(kind: "unknown" | "unauthorized", words: string, retryAfterMs: number | null = null): TokenResult {
  const message = `login: ${words}`;
  if (kind === "unauthorized") return { ok: false, failure: { kind, message } };
  return { ok: false, failure: { kind, message, ...(retryAfterMs === null ? {} : { retryAfterMs }) } };
}
