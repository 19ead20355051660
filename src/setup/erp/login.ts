/** The probe's login: which field of the answer is the token. */
import type { RawAnswer, RawErp } from "../../erp/client/raw.ts";
import type { Dialect } from "../../rules/dialect/dialect.ts";
import { atPath } from "../../rules/dialect/envelope.ts";
import type { DialectLines } from "../../rules/dialect/lines.ts";

export interface LoginProbe {
  readonly ok: boolean;
  readonly status: number;
  /** Of the ERP, or the keys of an answer without a token. Never a token. */
  readonly words: string;
  readonly lines: NonNullable<DialectLines["login"]>;
}

const TOKEN = /^(?:access_?token|token|id_?token|jwt|bearer)$/i;
const EXPIRES = /^(?:expires?_?in|expira_?em|validade)$/i;

export async function probeLogin(raw: RawErp, dialect: Dialect): Promise<LoginProbe & { readonly token: string }> {
  const answer = await raw.login(dialect);
  const { login } = dialect;
  const known = login.token.find((path) => textAt(answer, path) !== null);
  const path = known ?? pathOf(answer.value, TOKEN, "string");
  const token = path === null ? null : textAt(answer, path);
  const isOk = answer.status >= 200 && answer.status < 300 && token !== null;
  const expires = pathOf(answer.value, EXPIRES, "number") ?? pathOf(answer.value, EXPIRES, "string");
  return {
    ok: isOk,
    status: answer.status,
    words: isOk ? "" : answer.status >= 200 && answer.status < 300 ? keysOf(answer.value) : answer.words,
    lines: {
      ...(isOk && known === undefined && path !== null ? { token: [path] } : {}),
      ...(isOk && expires !== null && !login.expiresIn.includes(expires) ? { expiresIn: [expires] } : {}),
    },
    token: token ?? "",
  };
}

function textAt({ value }: RawAnswer, path: string): string | null {
  const found = path === "" ? value : atPath(value, path);
  return typeof found === "string" && found.trim() !== "" ? found.trim() : null;
}

function pathOf(value: unknown, name: RegExp, type: "string" | "number", above = ""): string | null {
  if (typeof value !== "object" || value === null || above.split(".").length > 3) return null;
  for (const [key, each] of Object.entries(value)) {
    const path = above === "" ? key : `${above}.${key}`;
    if (name.test(key) && typeof each === type) return path;
    const deeper = pathOf(each, name, type, path);
    if (deeper !== null) return deeper;
  }
  return null;
}

const keysOf = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `keys: ${Object.keys(value).slice(0, 20).join(", ")}`
    : "no JSON object";
