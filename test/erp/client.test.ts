import { describe, expect, it } from "vitest";
import { BODY_BYTES_MAX } from "../../src/erp/client/http.ts";
import { createErpClient } from "../../src/erp/client/client.ts";
import { createLog } from "../../src/log.ts";
import type { Clock, Fetch } from "../../src/ports.ts";
import { erpConfig, testClock, testRandom } from "../loads/world.ts";

type Answer = (request: Request) => Response | Promise<Response>;
const LOGIN = "/api/v1/auth/login";

/** An ERP with scripted responses, in turn; the last one repeats. Logins are valid for an hour by default. */
function scripted({
  login = goodLogin(),
  answers = [],
  clock = testClock(),
}: { login?: Answer; answers?: readonly Answer[]; clock?: Clock } = {}) {
  const calls: { method: string; path: string; token: string | null; body: string }[] = [];
  const lines: Record<string, unknown>[] = [];
  let turn = 0;
  const fetch: Fetch = async (request) => {
    const { pathname } = new URL(request.url);
    calls.push({
      method: request.method,
      path: pathname,
      token: request.headers.get("authorization"),
      body: await request.text(),
    });
    if (pathname === LOGIN) return login(request);
    const answer = answers[Math.min(turn++, answers.length - 1)];
    if (!answer) throw new Error("no answer in the script");
    return answer(request);
  };
  const log = createLog({ clock, writeLine: (line) => void lines.push({ ...line }) });
  const client = createErpClient({ config: erpConfig, clock, random: testRandom(), fetch, log });
  return { client, calls, lines, clock, logins: () => calls.filter(({ path }) => path === LOGIN).length };
}

function goodLogin(expiresIn: unknown = "3600"): Answer {
  let made = 0;
  return () => Response.json({ access_token: `token-${++made}`, token_type: "bearer", expires_in: expiresIn });
}
const json =
  (body: unknown, status = 200, headers = {}) =>
  () =>
    Response.json(body, { status, headers });
const endless: Answer = () =>
  new Response(
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(BODY_BYTES_MAX / 4).fill(32)),
    }),
  );
const page = json({ items: [], hasNext: false });

describe("login", () => {
  it("W16: ten callers at once make one login", async () => {
    const { client, logins } = scripted({ answers: [page] });
    const results = await Promise.all(Array.from({ length: 10 }, () => client.get("/Cadastros/Produto", {})));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(logins()).toBe(1);
  });

  it("W16: a 401 makes one fresh login however many got it, and a second 401 is final", async () => {
    const { client, calls, logins } = scripted({ answers: [page, json({ message: "token vencido" }, 401)] });
    await client.get("/x", {});
    const results = await Promise.all([client.get("/x", {}), client.get("/x", {})]);
    for (const result of results)
      expect(result).toEqual({ ok: false, failure: { kind: "unauthorized", status: 401, message: "token vencido" } });
    expect(logins()).toBe(2);
    expect(calls.at(-1)?.token).toBe("Bearer token-2");
  });

  it("a token with less than ten minutes left is renewed before it is used", async () => {
    const clock = testClock();
    const { client, logins } = scripted({ answers: [page], clock });
    await client.get("/x", {});
    clock.advance(49 * 60_000);
    await client.get("/x", {});
    expect(logins()).toBe(1);
    clock.advance(60_000);
    await client.get("/x", {});
    expect(logins()).toBe(2);
  });

  it.each([undefined, "soon", 3600, "3600"])(
    "expires_in %s is no reason to log in at every call",
    async (expiresIn) => {
      const { client, logins } = scripted({ login: goodLogin(expiresIn), answers: [page] });
      await client.get("/x", {});
      await client.get("/x", {});
      expect(logins()).toBe(1);
    },
  );

  it("a refused login is not tried again within a minute by any caller, and never reported with its password", async () => {
    const clock = testClock();
    const { client, logins, lines } = scripted({ login: json({ message: "usuário ou senha inválidos" }, 400), clock });
    for (let ask = 0; ask < 3; ask++)
      expect(await client.post("/PedidoVenda", {})).toEqual({
        ok: false,
        failure: { kind: "unauthorized", message: "login: HTTP 400: usuário ou senha inválidos" },
      });
    expect(logins()).toBe(1);
    clock.advance(60_000);
    await client.get("/x", {});
    expect(logins()).toBe(2);
    expect(JSON.stringify(lines)).not.toContain(erpConfig.password + '"');
  });

  it("a login that ends in HTML is an unknown outcome, not a refusal", async () => {
    const { client } = scripted({ login: () => new Response("<html>", { status: 200 }) });
    expect(await client.get("/x", {})).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  });
});

describe("outcomes", () => {
  it.each([
    ["HTML with status 200", () => new Response("<!DOCTYPE html><h2>HTTP Error 500.0</h2>"), "unknown"],
    ["truncated JSON", () => new Response('{"items":[{"seqPro'), "unknown"],
    ["an empty body", () => new Response(""), "unknown"],
    [
      "a redirect to a login page",
      () => new Response(null, { status: 302, headers: { location: "https://other.test/" } }),
      "unknown",
    ],
    ["429", json({}, 429), "unknown"],
    ["503", () => new Response("<html>", { status: 503 }), "unknown"],
    ["404", json({ code: "X", message: "não há" }, 404), "notThere"],
    ["422", json({ Code: "R1", Message: "não pode" }, 422), "refused"],
    ["400 without the documented shape", () => new Response("campo inválido", { status: 400 }), "refused"],
    ["409 without the order's number", json({ message: "já existe" }, 409), "unknown"],
  ] as const)("%s is %s", async (_name, answer, kind) => {
    const { client } = scripted({ answers: [answer] });
    expect(await client.get("/x", {})).toMatchObject({ ok: false, failure: { kind } });
  });

  it("409 with the order's number, whatever its key's case, says that the order is there", async () => {
    const { client } = scripted({ answers: [json({ Code: "DUP", SeqPedido: 464 }, 409)] });
    expect(await client.post("/PedidoVenda", {})).toEqual({
      ok: false,
      failure: { kind: "alreadyThere", seqPedido: 464 },
    });
  });

  it("an error's words come from its shape, with keys in any case, without personal data and at most 2 KB", async () => {
    const { client } = scripted({
      answers: [
        json(
          {
            CODE: "REGRA",
            Message: "CPF 529.982.247-25 inválido",
            detailedMessage: "maria@exemplo.com.br, (16) 99999-9999",
            Details: [{ message: "x".repeat(5000) }],
          },
          400,
        ),
      ],
    });
    const result = await client.post("/PedidoVenda", {});
    if (result.ok || result.failure.kind !== "refused") throw new Error("must be refused");
    expect(result.failure).toMatchObject({ status: 400, code: "REGRA" });
    expect(result.failure.message.slice(0, 60)).toBe("CPF ***CPF*** inválido – ***@***, ***FONE*** – xxxxxxxxxxxxx");
    expect(result.failure.message.length).toBeLessThanOrEqual(2048);
  });

  it("the answer's Date header is the ERP's own clock; none or a wrong one is null", async () => {
    const date = "Tue, 24 Nov 2026 11:00:00 GMT";
    const { client } = scripted({ answers: [json([], 200, { date }), json([], 200, { date: "ontem" }), page] });
    const clocks = [];
    for (let ask = 0; ask < 3; ask++) {
      const result = await client.get("/x", {});
      clocks.push(result.ok ? result.erpNow : "failed");
    }
    expect(clocks).toEqual([Date.UTC(2026, 10, 24, 11), null, null]);
  });

  it("an answer past the cap is cut off and unknown", async () => {
    const { client } = scripted({ answers: [endless] });
    expect(await client.post("/x", {})).toEqual({
      ok: false,
      failure: { kind: "unknown", message: `answer longer than ${BODY_BYTES_MAX} bytes`, isTooLong: true },
    });
  });
});

describe("tries", () => {
  it("a GET whose outcome is unknown is tried three times, with growing waits", async () => {
    const clock = testClock();
    const { client, calls } = scripted({ answers: [() => Promise.reject(new Error("cut"))], clock });
    const startedAt = clock.now();
    expect(await client.get("/x", {})).toEqual({
      ok: false,
      failure: { kind: "unknown", message: "connection lost: cut" },
    });
    expect(calls.filter(({ path }) => path !== LOGIN).length).toBe(3);
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    expect(clock.now() - startedAt).toBeLessThanOrEqual(3_000);
  });

  it("a POST is never repeated: the first one may have taken effect", async () => {
    const { client, calls } = scripted({
      answers: [() => new Response("", { status: 500 }), json({ seqPedido: 1 }, 201)],
    });
    expect(await client.post("/PedidoVenda", { a: 1 })).toMatchObject({ ok: false, failure: { kind: "unknown" } });
    expect(calls.filter(({ method, path }) => method === "POST" && path !== LOGIN)).toEqual([
      { method: "POST", path: "/SMPedidoVendaAPI/api/v1/PedidoVenda", token: "Bearer token-1", body: '{"a":1}' },
    ]);
  });

  it("an ERP that never answers is given up after thirty seconds of our clock, and its connection aborted", async () => {
    let aborted = 0;
    const clock: Clock = {
      now: () => 0,
      // The call's limit passes at once; the login's is never reached.
      sleep: (ms, signal) =>
        ms === 30_000
          ? new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
          : new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted")))),
    };
    const silent: Answer = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => {
          aborted += 1;
          reject(new Error("aborted"));
        });
      });
    const { client } = scripted({ answers: [silent], clock });
    expect(await client.post("/x", {})).toEqual({
      ok: false,
      failure: { kind: "unknown", message: "no answer within 30000 ms" },
    });
    expect(aborted).toBe(1);
  });
});
