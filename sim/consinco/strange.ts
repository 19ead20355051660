/** Answers that are no answers: what an ERP, its server or a proxy in front sends in place of a page or a token. */
import { failure, json } from "./answer.ts";
import type { Erp } from "./erp.ts";

export interface Strange {
  readonly what:
    | "errorInside" // 200 with {code, message}
    | "errorInList" // 200 with a list of one such
    | "throttled" // 429 with Retry-After; a call to the same collection before its time is `hasty`
    | "loginPage" // a redirect to a login page
    | "html" // a login page with status 200
    | "oracle"; // 500, an Oracle error in an IIS page
  /** Part of the path; absent = every collection. */
  readonly path?: string;
  readonly times?: number;
  readonly chance?: number;
  /** Epoch ms window. */
  readonly from?: number;
  readonly until?: number;
  /** For `throttled`. */
  readonly waitSeconds?: number;
  /** Retry-After as a date in place of seconds. */
  readonly asDate?: boolean;
}

/** A call that came although the ERP had asked to wait. */
export interface HastyCall {
  readonly at: number;
  readonly path: string;
  readonly until: number;
}

export class StrangeAnswers {
  private active: { strange: Strange; left: number }[] = [];
  /** Collection with its company and segment → epoch ms before which it wants no call. */
  private readonly quiet = new Map<string, number>();
  readonly occurred: { readonly at: number; readonly what: Strange["what"]; readonly path: string }[] = [];
  readonly hasty: HastyCall[] = [];

  add(strange: Strange): void {
    this.active.push({ strange, left: strange.times ?? Number.POSITIVE_INFINITY });
  }
  clear(): void {
    this.active = [];
  }

  /** @returns the answer in place of the ERP's own; null: none */
  answer(erp: Erp, url: URL): Response | null {
    const now = erp.world.now();
    const list = listOf(url);
    const until = this.quiet.get(list) ?? 0;
    if (now < until) this.hasty.push({ at: now, path: list, until });
    const entry = this.active.find(({ strange, left }) => left > 0 && applies(strange, erp, url, now));
    if (!entry) return null;
    entry.left -= 1;
    const { strange } = entry;
    this.occurred.push({ at: now, what: strange.what, path: url.pathname });
    if (strange.what !== "throttled") return PAGES[strange.what]();
    const seconds = strange.waitSeconds ?? 60;
    this.quiet.set(list, now + seconds * 1000);
    // A date is in whole seconds of the ERP's clock, so it is rounded up.
    const date = new Date(Math.ceil((now + erp.clockSkewMs) / 1000) * 1000 + seconds * 1000).toUTCString();
    const answer = failure(429, "LIMITE", "muitas consultas; aguarde");
    answer.headers.set("retry-after", strange.asDate === true ? date : String(seconds));
    return answer;
  }
}

function applies({ path, chance, from, until }: Strange, erp: Erp, url: URL, now: number): boolean {
  if (path !== undefined && !url.pathname.toLowerCase().includes(path.toLowerCase())) return false;
  if ((from !== undefined && now < from) || (until !== undefined && now >= until)) return false;
  return chance === undefined || erp.random.strange() < chance;
}

function listOf(url: URL): string {
  const of = (name: string) => [...url.searchParams].find(([each]) => each.toLowerCase() === name)?.[1] ?? "";
  return `${url.pathname.toLowerCase()} ${of("nroempresa")} ${of("nrosegmento")}`;
}

const html = (page: string, status: number, headers: Readonly<Record<string, string>> = {}) =>
  new Response(page, { status, headers: { "content-type": "text/html", ...headers } });

const ERROR = {
  code: "CAD-0042",
  message: "Falha ao consultar o cadastro",
  detailedMessage: "sessão do banco expirada",
};

const PAGES: Readonly<Record<Exclude<Strange["what"], "throttled">, () => Response>> = {
  errorInside: () => json(ERROR),
  errorInList: () => json([ERROR]),
  loginPage: () => html("<html><body>Object moved</body></html>", 302, { location: "/web/login?ReturnUrl=%2fapi" }),
  html: () =>
    html(
      "<!DOCTYPE html><html><head><title>Entrar</title><style>b{color:red}</style></head><body><h1>Sess&#227;o&nbsp;expirada</h1><script>var a=1</script></body></html>",
      200,
    ),
  oracle: () =>
    html(
      "<!DOCTYPE html><html><head><title>Runtime Error</title></head><body><h2><i>ORA-00942: a tabela ou view n&#227;o existe</i></h2></body></html>",
      500,
    ),
};
