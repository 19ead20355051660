/** A person with a browser, as far as plain pages need one: follows redirects, keeps cookies, and fills forms in. */
import type { Handler } from "../../sim/kit/world.ts";

export interface Visitor {
  /** The text of the page without its markup. */
  see(path: string): Promise<string>;
  /** The markup. */
  get(path: string): Promise<{ readonly status: number; readonly markup: string }>;
  /** Sends a form; where it led to, and what is there. */
  send(
    path: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<{ readonly at: string; readonly text: string }>;
}

const ORIGIN = "http://127.0.0.1:8789";

export function visitorOf(handler: Handler): Visitor {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await handler(new Request(`${ORIGIN}${path}`, { ...init, headers: { cookie } }));
    for (const given of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const follow = async (answer: Response): Promise<{ at: string; text: string }> => {
    const at = answer.headers.get("location");
    if (answer.status !== 303 || at === null) throw new Error(`${answer.status} in place of a redirect`);
    return { at, text: textOf(await (await ask(at)).text()) };
  };
  return {
    see: async (path) => textOf(await (await ask(path)).text()),
    async get(path) {
      const answer = await ask(path);
      return { status: answer.status, markup: await answer.text() };
    },
    send: async (path, fields = {}) => follow(await ask(path, { method: "POST", body: new URLSearchParams(fields) })),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** What is read on the page: no markup, one space between words. */
const textOf = (markup: string): string =>
  markup
    .replaceAll(/<head>[\s\S]*?<\/head>|<[^>]*>/g, " ")
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
