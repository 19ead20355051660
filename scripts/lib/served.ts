/** Counts, on the wire, what the ERP served: the other side's view of "read", to hold against the Worker's own counts. */
import type { Handler } from "../../sim/kit/world.ts";

/** Items served per collection and company, "ProdutoEstoque/3"; company 0 where the query names none. */
export type Served = Map<string, number>;

export function countServed(handler: Handler, served: Served): Handler {
  return async (request) => {
    const url = new URL(request.url);
    const collection = /\/cadastros\/(\w+)$/i.exec(url.pathname)?.[1];
    const answer = await handler(request);
    if (collection === undefined || !answer.ok) return answer;
    const items = itemsOf(await answer.clone().text());
    const company = [...url.searchParams].find(([name]) => name.toLowerCase() === "nroempresa")?.[1] ?? "0";
    const key = `${collection}/${company}`;
    served.set(key, (served.get(key) ?? 0) + items);
    return answer;
  };
}

function itemsOf(text: string): number {
  try {
    const body = JSON.parse(text) as { items?: unknown[]; Items?: unknown[] } | unknown[];
    return (Array.isArray(body) ? body : (body.items ?? body.Items ?? [])).length;
  } catch {
    return 0; // truncated or HTML: a fault's answer, of which the Worker takes nothing either
  }
}
