/**
 * A recording of an installation: what the probe finds, and some pages of each list, without personal data and without
 * tokens. The simulated ERP replays the file (sim/consinco/replay).
 */
import type { Config } from "../../config.ts";
import { maskAnswer } from "../../erp/client/mask-answer.ts";
import { createRawErp } from "../../erp/client/raw.ts";
import type { Clock, Fetch } from "../../ports.ts";
import { resolveDialect, type RecordDialect } from "../../rules/dialect/dialect.ts";
import { atPath } from "../../rules/dialect/envelope.ts";
import type { DialectFile } from "../../rules/dialect/file.ts";
import { queryOf } from "../../rules/dialect/request.ts";
import { filtersOf, PROBED, probeBy, type ProbePlace } from "./probe.ts";
import type { LoginProbe } from "./login.ts";

export interface RecordedList {
  /** From the root of the host. */
  readonly path: string;
  /** Names of the query, by our names; null: not taken. */
  readonly query: RecordDialect["query"];
  readonly queryDate: RecordDialect["queryDate"];
  readonly firstPage: 0 | 1;
  readonly envelope: RecordDialect["envelope"];
  readonly contentType: string;
  /** The first answer, with an empty list. */
  readonly answer: unknown;
  readonly items: readonly unknown[];
  /** The list goes on behind what was recorded. */
  readonly isCut: boolean;
}

export interface Recording {
  readonly format: "gondola-erp-recording";
  readonly version: 1;
  readonly recordedAt: string;
  readonly charset: string;
  readonly login: { readonly path: string; readonly answer: unknown };
  readonly lists: Readonly<Record<string, RecordedList>>;
}

export type Recorded =
  | { readonly kind: "recorded"; readonly recording: Recording; readonly dialect: DialectFile }
  | { readonly kind: "login-failed"; readonly login: LoginProbe };

export interface RecordOptions extends ProbePlace {
  readonly pages: number;
  readonly pageSize: number;
}

/** One call after another. Reads only. */
export async function recordErp(
  ports: { readonly clock: Clock; readonly fetch: Fetch },
  erp: Config["erp"],
  present: DialectFile,
  { pages, pageSize, ...place }: RecordOptions,
): Promise<Recorded> {
  const types = new Map<string, string>();
  let loginAnswer: unknown = {};
  const loginPath = new URL(erp.authUrl).pathname;
  const fetch: Fetch = async (request) => {
    const { pathname } = new URL(request.url);
    const response = await ports.fetch(request);
    types.set(pathname, response.headers.get("content-type") ?? "");
    if (request.method !== "POST") return response;
    const text = await response.text();
    loginAnswer = jsonOf(text);
    return new Response(text, response);
  };
  const raw = createRawErp({ clock: ports.clock, fetch }, erp);
  const { token, login, dialect: proposed } = await probeBy(raw, present, place);
  if (!login.ok) return { kind: "login-failed", login };
  const dialect = resolveDialect(proposed);
  const lists: Record<string, RecordedList> = {};
  for (const kind of PROBED) {
    const record = dialect.records[kind];
    const items: unknown[] = [];
    let first: unknown;
    let isCut = true;
    for (let page = 1; page <= pages; page += 1) {
      const since = { changedSince: "1900-01-01T00:00:00" };
      const query = queryOf(record, { ...since, ...filtersOf(kind, { ...place }) }, { page, pageSize });
      const { value, status } = await raw.get(record.path, query, { token, charset: dialect.charset });
      const list = status === 200 ? listIn(value, record.envelope.items) : null;
      if (page === 1) first = value;
      const isAgain = list !== null && page > 1 && JSON.stringify(list) === JSON.stringify(items.slice(-list.length));
      if (list === null || list.length === 0 || isAgain) {
        isCut = false;
        break;
      }
      items.push(...list);
      if (list.length < pageSize && record.envelope.hasNext === null && record.envelope.last === null) isCut = false;
      if (
        atPath(value, record.envelope.hasNext ?? " ") === false ||
        atPath(value, record.envelope.last ?? " ") === true
      )
        isCut = false;
      if (!isCut) break;
    }
    if (listIn(first, record.envelope.items) === null) continue;
    const path = new URL(addressIn(erp.baseUrl, record.path)).pathname;
    lists[kind] = {
      path,
      query: record.query,
      queryDate: record.queryDate,
      firstPage: record.firstPage,
      envelope: record.envelope,
      contentType: types.get(path) ?? "",
      answer: maskAnswer(withList(first, record.envelope.items, [])),
      items: items.map(maskAnswer),
      isCut,
    };
  }
  return {
    kind: "recorded",
    dialect: proposed,
    recording: {
      format: "gondola-erp-recording",
      version: 1,
      recordedAt: new Date(ports.clock.now()).toISOString(),
      charset: dialect.charset,
      login: { path: loginPath, answer: maskAnswer(loginAnswer) },
      lists,
    },
  };
}

const addressIn = (base: string, path: string): string =>
  path.startsWith("~") ? new URL(path.slice(1), base).href : `${base.replace(/\/$/, "")}${path}`;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}

function listIn(value: unknown, path: string): readonly unknown[] | null {
  const list = Array.isArray(value) || path === "" ? value : atPath(value, path);
  return Array.isArray(list) ? (list as readonly unknown[]) : null;
}

/** The answer with another list. */
function withList(value: unknown, path: string, list: readonly unknown[]): unknown {
  if (Array.isArray(value) || path === "") return list;
  const [step = "", ...rest] = path.split(".");
  if (typeof value !== "object" || value === null) return value;
  const key = Object.keys(value).find((name) => name.toLowerCase() === step.toLowerCase()) ?? step;
  const inner: unknown = Reflect.get(value, key);
  return { ...value, [key]: rest.length === 0 ? list : withList(inner, rest.join("."), list) };
}
