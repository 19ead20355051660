/** Answers that are no pages: what each means, and in which words a person reads it. */
import { describe, expect, it } from "vitest";
import { createErpClient } from "../../src/erp/client/client.ts";
import { readPage } from "../../src/erp/client/pages.ts";
import { plainLine } from "../../src/erp/client/words.ts";
import { DEFAULT_DIALECT } from "../../src/rules/dialect/dialect.ts";
import { createLog } from "../../src/log.ts";
import type { Fetch } from "../../src/ports.ts";
import { erpConfig, START, testClock, testRandom } from "../loads/world.ts";

type Answer = () => Response;
const LOGIN = "/api/v1/auth/login";
const token: Answer = () => Response.json({ access_token: "t", expires_in: "3600" });

function erpOf(answers: readonly Answer[], login: Answer = token) {
  const clock = testClock();
  const calls: number[] = [];
  let turn = 0;
  const fetch: Fetch = async (request) => {
    if (new URL(request.url).pathname === LOGIN) return login();
    calls.push(clock.now());
    const answer = answers[Math.min(turn++, answers.length - 1)];
    if (!answer) throw new Error("no answer in the script");
    return answer();
  };
  const log = createLog({ clock, writeLine: () => undefined });
  return { erp: createErpClient({ config: erpConfig, clock, random: testRandom(), fetch, log }), clock, calls };
}

const pageOf = (answer: Answer, ask: { page?: number; hasAnswered?: boolean } = {}) =>
  readPage(erpOf([answer]).erp, DEFAULT_DIALECT.records.products, {}, { page: 1, pageSize: 500, ...ask });
const html = (body: string, status = 200) => new Response(body, { status, headers: { "content-type": "text/html" } });
const totvs404: Answer = () => Response.json({ code: "NAO_ENCONTRADO", message: "nenhum registro" }, { status: 404 });

describe("a page", () => {
  it("204 to a GET is an empty last page", async () => {
    expect(await pageOf(() => new Response(null, { status: 204 }))).toMatchObject({
      ok: true,
      page: { items: [], isLast: true, isEndByLength: false },
    });
  });

  it("a 404 with a TOTVS error body is an empty last page once the load has answered, or past page 1", async () => {
    expect(await pageOf(totvs404, { hasAnswered: true })).toMatchObject({
      ok: true,
      page: { items: [], isLast: true },
    });
    expect(await pageOf(totvs404, { page: 2 })).toMatchObject({ ok: true, page: { items: [], isLast: true } });
    expect(await pageOf(totvs404)).toMatchObject({ ok: false, failure: { kind: "notThere" } });
  });

  it("a 404 of another server is never an empty page", async () => {
    for (const answer of [
      () => html("<h1>Not Found</h1>", 404),
      () => Response.json({ message: "no Route" }, { status: 404 }),
    ])
      expect(await pageOf(answer, { page: 2, hasAnswered: true })).toMatchObject({
        ok: false,
        failure: { kind: "notThere" },
      });
  });

  it.each([
    ["an object", { code: "CAD-0042", message: "Falha ao consultar", detailedMessage: "sessão expirada" }],
    ["a list of one such", [{ Code: "CAD-0042", Message: "Falha ao consultar", DetailedMessage: "sessão expirada" }]],
  ])("a 200 with {code, message} as %s is the ERP's error and is quoted", async (_as, body) => {
    expect(await pageOf(() => Response.json(body))).toEqual({
      ok: false,
      failure: { kind: "refused", status: 200, code: "CAD-0042", message: "Falha ao consultar – sessão expirada" },
    });
  });

  it("a record that has a message among its fields is a record", async () => {
    const record = { seqProduto: 1, code: 3, message: "x" };
    expect(await pageOf(() => Response.json([record]))).toMatchObject({ ok: true, page: { items: [record] } });
  });

  it.each([
    [
      "an Oracle error in an IIS page",
      () => html("<html><style>b{}</style><h2><i>ORA-00942: a tabela ou\r\n view n&#227;o existe</i></h2></html>", 500),
      "HTTP 500: ORA-00942: a tabela ou view não existe",
    ],
    [
      "a login page with status 200",
      () =>
        html(
          "<html><head><title>Entrar</title></head><body><b>Sess&#227;o&nbsp;expirada</b><script>var a</script></body>",
        ),
      "HTTP 200, not JSON: Entrar Sessão expirada",
    ],
    [
      "a redirect to a login page",
      () => new Response(null, { status: 302, headers: { location: "/web/login?ReturnUrl=%2fapi" } }),
      "HTTP 302: redirect to /web/login",
    ],
  ] as const)("%s is quoted in one line of text, not as HTML", async (_name, answer, message) => {
    expect(await pageOf(answer)).toEqual({ ok: false, failure: { kind: "unknown", message } });
  });

  it("a line is never longer than 200 characters, and hides personal data", () => {
    expect(plainLine(`<p>CPF 529.982.247-25 ${"x".repeat(900)}</p>`)).toMatch(/^CPF \*\*\*CPF\*\*\* x{180,}$/);
    expect(plainLine("<".repeat(300)).length).toBeLessThanOrEqual(200);
  });
});

describe("429 with Retry-After", () => {
  const busy = (retryAfter: string) => () =>
    Response.json({ code: "LIMITE", message: "aguarde" }, { status: 429, headers: { "retry-after": retryAfter } });
  const page: Answer = () => Response.json({ items: [], hasNext: false });

  it("of a few seconds is waited for, also as a date", async () => {
    for (const retryAfter of ["7", new Date(START + 7_000).toUTCString()]) {
      const { erp, calls } = erpOf([busy(retryAfter), page]);
      expect(await erp.get("/x", {})).toMatchObject({ ok: true });
      expect(calls.map((at) => at - START)).toEqual([0, 7_000]);
    }
  });

  it("of minutes ends the read at once, and no call goes out before its time", async () => {
    const { erp, calls, clock } = erpOf([busy("300"), page]);
    expect(await erp.get("/x", {})).toMatchObject({ ok: false, failure: { kind: "unknown", retryAfterMs: 300_000 } });
    clock.advance(200_000);
    expect(await erp.get("/y", {})).toMatchObject({ ok: false, failure: { kind: "unknown", retryAfterMs: 100_000 } });
    expect(calls.length).toBe(1);
    clock.advance(100_000);
    expect(await erp.get("/y", {})).toMatchObject({ ok: true });
  });

  it("of days is a mistake: after an hour the ERP is asked again", async () => {
    const { erp, clock } = erpOf([busy("864000"), page]);
    await erp.get("/x", {});
    clock.advance(3_600_000);
    expect(await erp.get("/x", {})).toMatchObject({ ok: true });
  });
});

describe("a login", () => {
  const loginOf = async (login: Answer) => {
    const result = await erpOf([], login).erp.get("/x", {});
    return result.ok ? null : result.failure;
  };

  it("without a token names the keys that came, and no value", async () => {
    expect(await loginOf(() => Response.json({ jwt: "secret-1", expires: 3600 }))).toEqual({
      kind: "unknown",
      message: "login: HTTP 200 without access_token; its keys are jwt, expires",
    });
  });

  const TOKEN = "b153199f2e42de76e0f0d247c70a2721";
  it.each<[string, Answer]>([
    ["is cut", () => new Response(`{"access_token":"${TOKEN}","expir`)],
    ["is cut inside the token", () => new Response(`{"access_token":"${TOKEN}`)],
    ["comes with a wrong status", () => Response.json({ access_token: TOKEN }, { status: 502 })],
    ["is refused with the token inside", () => Response.json({ token: TOKEN }, { status: 400 })],
    ["is 404 with the token inside", () => Response.json({ token: TOKEN }, { status: 404 })],
    ["is the token as text", () => new Response(TOKEN)],
    ["is a list of tokens", () => Response.json([TOKEN])],
    ["has it in a page", () => html(`<p>ok ${TOKEN}</p>`, 200)],
  ])("whose answer %s quotes no token (seed 82)", async (_, answer) => {
    const failure = await loginOf(answer);
    expect(failure).not.toBeNull();
    expect(JSON.stringify(failure)).not.toContain(TOKEN.slice(0, 12));
  });

  it("that answers 200 with an error quotes it", async () => {
    expect(await loginOf(() => Response.json({ code: "USR", message: "usuário bloqueado" }))).toEqual({
      kind: "unknown",
      message: "login: HTTP 200 without access_token: USR: usuário bloqueado",
    });
  });

  it("whose path is 404 names ERP_AUTH_URL", async () => {
    expect(await loginOf(() => html("<h1>404 Not Found</h1>", 404))).toEqual({
      kind: "unauthorized",
      isLoginAddress: true,
      message: "login: HTTP 404 at ERP_AUTH_URL: 404 Not Found",
    });
  });
});
