/** Plain pages of a simulator for a person with a browser: HTML that escapes what it is given, in the console's stylesheet. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Markup that is safe to write as it is. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}
type Value = Html | readonly Html[] | string | number | null | false;

/** A template whose values are escaped, unless they are markup already; null and false are nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, at) => `${part}${at < values.length ? markupOf(values[at] ?? null) : ""}`).join(""));
}

function markupOf(value: Value): string {
  if (value === null || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(({ markup }) => markup).join("");
  return escape(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");

export interface Site {
  readonly name: string;
  /** Where it is, and where its stylesheet is below. */
  readonly root: string;
  readonly rooms: readonly { readonly path: string; readonly name: string }[];
  /** Below the rooms: forms that hold for every page. */
  readonly aside?: Html;
}

export interface Notice {
  readonly kind: "ok" | "bad";
  readonly text: string;
}

export interface Page {
  readonly title: string;
  /** The room that is marked as the current one. */
  readonly room: string;
  readonly body: Html;
  /** What the last form did, or why not. */
  readonly notice?: Notice | null;
}

/** The whole page as an answer. */
export function answerPage(site: Site, { title, room, body, notice = null }: Page, status = 200): Response {
  const rooms = site.rooms.map(
    ({ path, name }) => html`<li><a href="${path}" ${path === room ? CURRENT : null}>${name}</a></li>`,
  );
  const page = html`<!doctype html>
    <html lang="pt-BR">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${site.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${site.root}/console.css" />
      </head>
      <body class="frame">
        <a class="skip" href="#conteudo">Pular para o conteúdo</a>
        <header class="side">
          <a class="brand" href="${site.root}">${site.name}</a>
          <nav class="nav" aria-label="Principal">
            <ul>
              ${rooms}
            </ul>
          </nav>
          ${site.aside ?? null}
        </header>
        <main class="main" id="conteudo" tabindex="-1">
          ${notice === null ? null : html`<div class="banner ${notice.kind}" role="${notice.kind === "bad" ? "alert" : "status"}"><p>${notice.text}</p></div>`}
          ${body}
        </main>
        <footer class="who"><span>Simulado: nada aqui é vendido.</span></footer>
      </body>
    </html>`;
  return new Response(page.markup, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
const CURRENT = new Html(' aria-current="page"');

/** The console's own stylesheet. */
export const stylesheet = (): Response =>
  new Response(readFileSync(join(import.meta.dirname, "../../assets/ops/console.css")), {
    headers: { "content-type": "text/css; charset=utf-8" },
  });

/** Goes back to a page, which says what was done: the notice is in the address, so that reloading does nothing again. */
export function back(path: string, notice: Notice, cookie?: string): Response {
  const [place = "", query = ""] = path.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set(notice.kind === "ok" ? "feito" : "recusado", notice.text);
  return new Response(null, {
    status: 303,
    headers: {
      location: `${place}?${parameters.toString()}`,
      ...(cookie === undefined ? {} : { "set-cookie": cookie }),
    },
  });
}

export function noticeIn(url: URL): Notice | null {
  const done = url.searchParams.get("feito");
  if (done !== null) return { kind: "ok", text: done };
  const refused = url.searchParams.get("recusado");
  return refused === null ? null : { kind: "bad", text: refused };
}

export const formOf = async (request: Request): Promise<URLSearchParams> => new URLSearchParams(await request.text());

export const reais = (cents: number): string =>
  new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" }).format(cents / 100);

/** The wall clock of São Paulo. */
export const clockTime = (at: number): string =>
  new Intl.DateTimeFormat("pt-BR", { dateStyle: "short", timeStyle: "medium", timeZone: "America/Sao_Paulo" }).format(
    at,
  );

/** A quantity as it was typed: a comma or a point before the decimals. Undefined: it is none. */
export function typedNumber(text: string | null): number | undefined {
  const value = Number((text ?? "").trim().replace(",", "."));
  return (text ?? "").trim() !== "" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
