/** A person at the console of a hub: signs in, opens pages, sends forms, and reads them as text. */
import { routes } from "../../../src/routes/index.ts";
import type { Deps } from "../../../src/deps.ts";
import { hubDeps, OPS_TOKEN } from "../hub-deps.ts";

export const ORIGIN = "https://gondola.example";

export function consoleWorld() {
  const hub = hubDeps();
  const sentJobs: string[] = [];
  Object.assign(hub.deps, { loads: { send: async ({ job }: { readonly job: string }) => void sentJobs.push(job) } });
  Object.assign(hub.deps.config, { erp: { hasOrderLookup: true } });
  /** Shopify's locations; null: it does not answer. */
  const shop: {
    locations: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[] | null;
    /** Its subscriptions. */
    webhooks: readonly { id: string; topic: string; uri: string; filter: null }[];
  } = {
    locations: null,
    webhooks: [],
  };
  const pageInfo = { hasNextPage: false, endCursor: null };
  Object.assign(hub.deps, {
    shopify: {
      run: async () =>
        shop.locations === null
          ? { ok: false, failure: { kind: "unknown", message: "no answer" } }
          : {
              ok: true,
              data: {
                locations: { nodes: shop.locations, pageInfo },
                webhookSubscriptions: { nodes: shop.webhooks, pageInfo },
              },
            },
    },
  });
  const jar = new Map<string, string>();
  async function send(method: string, path: string, init: RequestInit = {}, by: Deps = hub.deps): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookies !== "" && !headers.has("cookie")) headers.set("cookie", cookies);
    const answer = await routes(new Request(`${ORIGIN}${path}`, { ...init, method, headers }), by, {
      waitUntil: () => undefined,
    });
    for (const each of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (each.split(";")[0] ?? "").split(/=(.*)/s);
      if (/Max-Age=0/.test(each)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
  const post = (
    path: string,
    fields: Readonly<Record<string, string>> | string[][],
    headers: Record<string, string> = {},
  ) =>
    send("POST", path, {
      body: new URLSearchParams(fields),
      headers: { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  const html = async (path: string): Promise<string> => {
    const answer = await send("GET", path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.headers.get("location") ?? ""}`);
    return answer.text();
  };
  const formToken = (page: string): string => /name="formToken" value="(\w+)"/.exec(page)?.[1] ?? "";
  return {
    ...hub,
    /** Jobs that were asked for. */
    sentJobs,
    shop,
    jar,
    send,
    post,
    html,
    /** What the main part of a page says, without its markup. */
    text: async (path: string) => textOf(await html(path)),
    signIn: (token: string = OPS_TOKEN) => post("/ops/entrar", { token }),
    /** Sends a form of ours: the token comes from the page that holds it. */
    async act(
      path: string,
      fields: Readonly<Record<string, string>> | string[][] = {},
      page = "/ops",
    ): Promise<Response> {
      const token = formToken(await html(page));
      const list = Array.isArray(fields) ? fields : Object.entries(fields);
      return post(path, [...list, ["formToken", token]]);
    },
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** The words of a page's main part, in their order. Screen readers' words are among them. */
export function textOf(page: string): string {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(page)?.[1] ?? page;
  return main
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
