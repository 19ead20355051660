/** One call of an installation that does not speak as documented: the request in documented words, the answer back in its own. */
import { failure, notFound } from "../answer.ts";
import type { Speech, SpokenCollection } from "./speech.ts";

const ORDER_MODULE = "/smpedidovendaapi/api/v1";

interface Spoken {
  readonly request: Request;
  /** Documented collection; null: an order's call, or a login. */
  readonly collection: string | null;
  readonly isLogin: boolean;
  readonly page: number;
}

/** @param dispatch answers a documented request */
export async function spoken(
  speech: Speech,
  request: Request,
  dispatch: (request: Request, url: URL) => Promise<Response>,
): Promise<Response> {
  const heard = hear(speech, request);
  if (heard instanceof Response) return bytes(speech, await heard.json(), heard);
  const answer = await dispatch(heard.request, new URL(heard.request.url));
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return answer;
  return bytes(speech, say(speech, heard, await answer.json(), answer.ok), answer);
}

function hear(speech: Speech, request: Request): Spoken | Response {
  const url = new URL(request.url);
  const path = url.pathname.toLowerCase().replace(/\/+$/, "");
  if (path.endsWith("/auth/login")) return { request, collection: null, isLogin: true, page: 1 };
  const found = Object.entries(speech.collections).find(([, spokenAt]) => spokenAt.path === path);
  const isOrder = path.startsWith(`${ORDER_MODULE}/pedidovenda`);
  if (!found && !isOrder) return notFound(`${request.method} ${url.pathname}`);
  const query = new URLSearchParams();
  const isList = found !== undefined || path.endsWith("/eventopedido");
  for (const [name, value] of url.searchParams) {
    const documented = isOrder ? (speech.query[name.toLowerCase()] ?? name) : speech.query[name.toLowerCase()];
    if (documented === undefined) continue; // as most servers: a parameter that is not known is ignored
    const meant = meantBy(speech, documented, value, found !== undefined);
    if (meant === null) return failure(400, "FILTRO", `${name} não é o esperado`);
    query.set(documented, meant);
  }
  const asked = Number(query.get("Page") ?? Number.NaN);
  const page = Number.isInteger(asked) ? asked : 1;
  if (isList && !query.has("Page")) query.set("Page", "1");
  const documentedPath = found ? `${ORDER_MODULE}/Cadastros/${found[0]}` : url.pathname;
  const documentedUrl = new URL(`${documentedPath}?${query.toString()}`, url.origin);
  return { request: new Request(documentedUrl, request), collection: found?.[0] ?? null, isLogin: false, page };
}

function meantBy(speech: Speech, name: string, value: string, isCollection: boolean): string | null {
  if (name === "Page") {
    const page = Number(value) + 1 - speech.firstPage;
    return /^\d+$/.test(value) && page >= 1 ? String(page) : null;
  }
  return name === "DtaHorAlteracao" && isCollection ? speech.dateOf(value) : value;
}

function say(speech: Speech, { collection, isLogin, page }: Spoken, body: unknown, isOk: boolean): unknown {
  if (!isObject(body)) return body;
  if (isLogin && isOk) return renamed(body, (name) => speech.login[name] ?? name);
  const { items, hasNext } = body;
  if (!isOk || !Array.isArray(items)) return renamed(body, (name) => speech.cased(name));
  const spokenAs = collection === null ? undefined : speech.collections[collection];
  const list = items.map((item: unknown) =>
    spokenAs ? record(speech, spokenAs, item) : renamed(item, (name) => speech.cased(name)),
  );
  return speech.envelope(list, { number: page - 1 + speech.firstPage, isLast: hasNext !== true });
}

function record(speech: Speech, { names }: SpokenCollection, item: unknown): unknown {
  if (!isObject(item)) return item;
  const said: Record<string, unknown> = {};
  const isPair = speech.pairKey !== null && "qtdEmbalagem" in item && "seqProduto" in item;
  if (isPair) said[speech.pairKey ?? ""] = `P${String(item["seqProduto"])}E${String(item["qtdEmbalagem"])}`;
  for (const [name, value] of Object.entries(item)) {
    if (isPair && (name === "seqProduto" || name === "qtdEmbalagem")) continue;
    said[names[name] ?? speech.cased(name)] = speech.valueOf(value, name);
  }
  return said;
}

function renamed(value: unknown, name: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => renamed(each, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [name(key), renamed(each, name)]));
}

/** The body in the installation's charset; ISO-8859-1 is not declared, as old servers do not. */
function bytes({ charset }: Speech, body: unknown, { status, headers }: Response): Response {
  const isLatin = charset === "iso-8859-1";
  // What the charset does not have is escaped, as its serializers do.
  const text = JSON.stringify(body).replaceAll(/[\u0080-\u009F\u0100-\uFFFF]/g, (each) =>
    isLatin ? `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}` : each,
  );
  const kept = new Headers(headers);
  kept.set("content-type", isLatin ? "application/json" : "application/json; charset=utf-8");
  return new Response(isLatin ? new Uint8Array(Buffer.from(text, "latin1")) : text, { status, headers: kept });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
