/**
 * A recorded installation (`npm run erp:record`) as an ERP: its paths, query names, pages, envelope, bytes and login, over
 * the records of the file. It shares nothing with the product but the file.
 */
import type { Handler } from "../../kit/world.ts";

interface RecordedList {
  readonly path: string;
  readonly query: Readonly<Record<string, string | null>>;
  readonly queryDate: string;
  readonly firstPage: 0 | 1;
  readonly envelope: {
    readonly items: string;
    readonly hasNext: string | null;
    readonly last: string | null;
    readonly totalPages: string | null;
  };
  readonly contentType: string;
  readonly answer: unknown;
  readonly items: readonly unknown[];
}

export interface RecordingFile {
  readonly format: string;
  readonly version: number;
  readonly charset: string;
  readonly login: { readonly path: string; readonly answer: unknown };
  readonly lists: Readonly<Record<string, RecordedList>>;
}

const TOKEN = "replayed-token";
const SIZE_DEFAULT = 20;

export function createReplay(file: RecordingFile): Handler {
  if (file.format !== "gondola-erp-recording" || file.version !== 1)
    throw new TypeError("is no recording of npm run erp:record");
  return async (request) => {
    const url = new URL(request.url);
    if (request.method === "POST" && isSame(url.pathname, file.login.path))
      return json(unmasked(file.login.answer), "");
    if (request.headers.get("authorization") !== `Bearer ${TOKEN}`) return error(401, "TOKEN", "token inválido");
    if (request.method !== "GET") return error(405, "METODO", "esta gravação só responde consultas");
    const list = Object.values(file.lists).find(({ path }) => isSame(path, url.pathname));
    return list ? pageOf(list, url.searchParams, file.charset) : error(404, "NAO_ENCONTRADO", "recurso não encontrado");
  };
}

function pageOf(list: RecordedList, params: URLSearchParams, charset: string): Response {
  const named = (ours: string): string | null => {
    const name = list.query[ours]?.toLowerCase();
    return [...params].find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
  };
  const since = named("changedSince");
  if (since !== null && !isDate(since, list.queryDate)) return error(400, "FILTRO", "data em formato inválido");
  const size = Number(named("pageSize") ?? SIZE_DEFAULT) || SIZE_DEFAULT;
  const at = Number(named("page") ?? list.firstPage) - list.firstPage;
  // Where pages begin at 1 page 0 is the first one.
  const start = Math.max(0, at) * size;
  const items = list.items.slice(start, start + size);
  const isLast = start + size >= list.items.length;
  const { items: place, hasNext, last, totalPages } = list.envelope;
  let body = put(list.answer, place, items);
  if (hasNext !== null) body = put(body, hasNext, !isLast);
  if (last !== null) body = put(body, last, isLast);
  if (totalPages !== null) body = put(body, totalPages, Math.max(1, Math.ceil(list.items.length / size)));
  return json(body, list.contentType, charset);
}

function json(body: unknown, contentType: string, charset = "utf-8"): Response {
  const isLatin = /8859-1|1252/.test(charset);
  const text = JSON.stringify(body);
  // What Latin-1 does not have is escaped, as JSON allows.
  const escaped = text.replaceAll(
    /[\u0100-\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return new Response(isLatin ? Buffer.from(escaped, "latin1") : Buffer.from(text), {
    headers: { "content-type": contentType || "application/json" },
  });
}

const error = (status: number, code: string, message: string): Response =>
  Response.json({ code, message, detailedMessage: message }, { status });

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function isDate(text: string, form: string): boolean {
  switch (form) {
    case "datetime":
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text);
    case "midnight":
      return /^\d{4}-\d\d-\d\dT00:00:00$/.test(text);
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(text);
    case "utc":
      return text.endsWith("Z");
    default:
      return /^\d\d\/\d\d\/\d{4}/.test(text);
  }
}

/** The value with another one at a path, in any case; "" is the value itself. */
function put(value: unknown, path: string, what: unknown): unknown {
  if (path === "") return what;
  if (typeof value !== "object" || value === null) return value;
  const [step = "", ...rest] = path.split(".");
  const key = Object.keys(value).find((name) => isSame(name, step)) ?? step;
  return { ...value, [key]: rest.length === 0 ? what : put(Reflect.get(value, key), rest.join("."), what) };
}

/** The file has no token: what it masked in the login's answer is the replay's own. */
function unmasked(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]: [string, unknown]) => [
      key,
      value === "***" ? TOKEN : typeof value === "object" ? unmasked(value) : value,
    ]),
  );
}
