import type { Config } from "../../config.ts";
import { reasonOf, type Log } from "../../log.ts";
import type { Clock, Fetch, Random } from "../../ports.ts";
import { DEFAULT_DIALECT } from "../../rules/dialect/dialect.ts";
import { addressOf } from "./address.ts";
import { callHttp } from "./http.ts";
import { createTokenKeeper } from "./login.ts";
import { outcomeOf } from "./outcome.ts";
import type { ErpClient, ErpResult } from "./result.ts";

const CALL_TIMEOUT_MS = 30_000;
const GET_TRIES = 3;
const GET_BACK_OFF_MS = 500;
/**
 * No further try begins after this, in ms. The next tick retries a slow ERP, so that a page's lease outlives its read.
 */
const GET_PATIENCE_MS = 20_000;
/** An ERP that asks to wait longer than this (Retry-After) is asked again all the same, ms. */
const RETRY_AFTER_MAX_MS = 3_600_000;
/** Field names already logged, so that each is logged once; bounded, because an ERP may send any number of names. */
const UNKNOWN_FIELDS_MAX = 500;
/** The longest a GET can take, a login before and after included: leases are longer than this. */
export const GET_LONGEST_MS = GET_PATIENCE_MS + 2 * (CALL_TIMEOUT_MS + 15_000);

interface ErpPorts {
  readonly config: Config["erp"];
  readonly clock: Clock;
  readonly random: Random;
  readonly fetch: Fetch;
  readonly log: Log;
}

export interface SpeakingErpClient extends ErpClient {
  /** The same client, with the same token, for a dialect that is read where each call needs it. */
  speaking(source: ErpClient["dialect"]): ErpClient;
}

const notAsked = (retryAfterMs: number): ErpResult<never> => ({
  ok: false,
  failure: { kind: "unknown", message: "not asked: the ERP wants no call for now (Retry-After)", retryAfterMs },
});

/**
 * The Consinco web modules, by default in the documented dialect. A GET is repeated a few times when its outcome is unknown. A POST is never repeated, since
 * the first one may have taken effect. A 401 or 403 causes one fresh login; a second one is final.
 */
export function createErpClient({ config, clock, random, fetch, log }: ErpPorts): SpeakingErpClient {
  const ports = { clock, fetch };
  const keeper = createTokenKeeper(ports, config);
  const logged = new Set<string>();
  /** Until then the ERP asked for no further call (Retry-After). */
  let quietUntil = 0;

  function speaking(source: ErpClient["dialect"]): ErpClient {
    async function once(
      method: "GET" | "POST" | "PUT",
      path: string,
      url: string,
      body?: string,
      leavesUntil = Number.POSITIVE_INFINITY,
    ): Promise<ErpResult<unknown>> {
      const dialect = await source().catch((error: unknown) => reasonOf(error));
      if (typeof dialect === "string")
        return { ok: false, failure: { kind: "unknown", message: `not sent: no dialect: ${dialect}`, isSent: false } };
      const first = await keeper.token(dialect);
      if (!first.ok) return first;
      const send = async (token: string): Promise<ErpResult<unknown>> => {
        // Checked last: every wait before it, even a login, may have taken minutes.
        if (clock.now() > leavesUntil)
          return { ok: false, failure: { kind: "unknown", message: "not sent: too late" } };
        const startedAt = clock.now();
        const outcome = outcomeOf(
          await callHttp(ports, {
            url,
            method,
            charset: dialect.charset,
            headers: {
              ...config.headers,
              authorization: `Bearer ${token}`,
              accept: "application/json",
              "accept-language": "pt-BR",
              ...(body === undefined ? {} : { "content-type": "application/json" }),
            },
            timeoutMs: CALL_TIMEOUT_MS,
            ...(body === undefined ? {} : { body }),
          }),
          method,
        );
        log.info("erp.call", {
          operation: `${method} ${operationOf(path)}`,
          outcome: outcome.ok ? "ok" : outcome.failure.kind,
          ms: clock.now() - startedAt,
        });
        return outcome;
      };
      const result = await send(first.token.value);
      if (result.ok || result.failure.kind !== "unauthorized") return result;
      // Refused before it was processed, so even a POST may be sent again with another token.
      const second = await keeper.token(dialect, first.token);
      if (!second.ok) return second;
      log.info("erp.login-renewed", { path });
      return send(second.token.value);
    }

    return {
      dialect: source,
      async get(path, query) {
        const url = new URL(addressOf(config.baseUrl, path));
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
        const startedAt = clock.now();
        if (startedAt < quietUntil) return notAsked(quietUntil - startedAt);
        for (let attempt = 1; ; attempt++) {
          const result = await once("GET", path, url.href);
          if (result.ok || result.failure.kind !== "unknown" || result.failure.isTooLong === true) return result;
          log.warn("erp.outcome-unknown", { path, attempt });
          const askedMs = Math.min(result.failure.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);
          if (askedMs > 0) quietUntil = Math.max(quietUntil, clock.now() + askedMs);
          const backOffMs = Math.round(GET_BACK_OFF_MS * 3 ** (attempt - 1) * (0.5 + random.fraction()));
          const waitMs = Math.max(backOffMs, askedMs);
          if (attempt >= GET_TRIES || clock.now() + waitMs - startedAt > GET_PATIENCE_MS) return result;
          await clock.sleep(waitMs);
        }
      },
      noteUnknownFields(path, names) {
        const unseen = names
          .filter((name) => !logged.has(`${path} ${name}`))
          .slice(0, UNKNOWN_FIELDS_MAX - logged.size);
        if (unseen.length === 0) return;
        for (const name of unseen) logged.add(`${path} ${name}`);
        log.info("erp.unknown-fields", { path, fields: unseen.join(", ").slice(0, 500) });
      },
      post: (path, body, { leavesUntil, method = "POST" } = {}) =>
        once(method, path, addressOf(config.baseUrl, path), JSON.stringify(body), leavesUntil),
    };
  }

  return { ...speaking(async () => DEFAULT_DIALECT), speaking };
}

/** A path without the numbers of its records: `/PedidoVenda/{n}/Cancelar`. */
const operationOf = (path: string): string => path.replaceAll(/\/\d+/g, "/{n}");
