/** Calls of the probe: an answer of any shape, read whole, without the client's judgement. Nothing is ever written. */
import type { Config } from "../../config.ts";
import type { Clock, Fetch } from "../../ports.ts";
import type { Dialect } from "../../rules/dialect/dialect.ts";
import { parseJson } from "../wire/wire.ts";
import { addressOf } from "./address.ts";
import { callHttp, type HttpAnswer } from "./http.ts";
import { loginCall } from "./login.ts";
import { errorOf } from "./words.ts";

export interface RawAnswer {
  /** 0: no answer. */
  readonly status: number;
  /** The parsed JSON; undefined: it is none. */
  readonly value: unknown;
  /** The ERP's words in one line, personal data masked. */
  readonly words: string;
  /** The answer has bytes that its charset does not have. */
  readonly isGarbled: boolean;
}

const TIMEOUT_MS = 20_000;

export interface RawErp {
  login(dialect: Pick<Dialect, "login" | "charset">): Promise<RawAnswer>;
  get(
    path: string,
    query: Readonly<Record<string, string | number>>,
    by: { readonly token: string; readonly charset: Dialect["charset"] },
  ): Promise<RawAnswer>;
}

export function createRawErp(ports: { readonly clock: Clock; readonly fetch: Fetch }, config: Config["erp"]): RawErp {
  return {
    login: async (dialect) => rawOf(await callHttp(ports, loginCall(config, dialect))),
    async get(path, query, { token, charset }) {
      const url = new URL(addressOf(config.baseUrl, path));
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      const headers = { ...config.headers, authorization: `Bearer ${token}`, accept: "application/json" };
      return rawOf(await callHttp(ports, { url: url.href, method: "GET", headers, charset, timeoutMs: TIMEOUT_MS }));
    },
  };
}

function rawOf(answer: HttpAnswer): RawAnswer {
  if (answer.kind === "lost") return { status: 0, value: undefined, words: answer.message, isGarbled: false };
  const { status, text } = answer;
  return {
    status,
    value: parseJson(text)?.value,
    words: errorOf(status, text).message.slice(0, 200),
    isGarbled: text.includes("\uFFFD"),
  };
}
