/** Counts, on the wire, what the ERP served: the other side's view of "read", to hold against the Worker's own counts. */
import type { Speech } from "../../sim/consinco/speech/speech.ts";
import type { Handler } from "../../sim/kit/world.ts";

/** Items served per documented collection in lower case and company, "produtoestoque/3"; company 0 where the query names none. */
export type Served = Map<string, number>;

/** @param speech how the ERP speaks; null: as documented */
export function countServed(handler: Handler, served: Served, speech: Speech | null): Handler {
  return async (request) => {
    const url = new URL(request.url);
    const collection = collectionAt(url.pathname.toLowerCase(), speech);
    const answer = await handler(request);
    if (collection === undefined || !answer.ok) return answer;
    const items = itemsOf(await answer.clone().text());
    const documented = (name: string) => (speech?.query[name.toLowerCase()] ?? name).toLowerCase();
    const company = [...url.searchParams].find(([name]) => documented(name) === "nroempresa")?.[1] ?? "0";
    const key = `${collection}/${company}`;
    served.set(key, (served.get(key) ?? 0) + items);
    return answer;
  };
}

function collectionAt(path: string, speech: Speech | null): string | undefined {
  if (speech) return Object.entries(speech.collections).find(([, spoken]) => spoken.path === path)?.[0];
  return /\/cadastros\/(\w+)$/.exec(path)?.[1];
}

interface Envelope {
  readonly items?: unknown[];
  readonly Items?: unknown[];
  readonly data?: { readonly content?: unknown[] };
}

function itemsOf(text: string): number {
  try {
    const body = JSON.parse(text) as Envelope | unknown[];
    return (Array.isArray(body) ? body : (body.items ?? body.Items ?? body.data?.content ?? [])).length;
  } catch {
    return 0; // truncated or HTML: a fault's answer, of which the Worker takes nothing either
  }
}
