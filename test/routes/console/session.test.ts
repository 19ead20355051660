/** Who comes in, for how long, and which forms are taken. */
import { beforeEach, describe, expect, it } from "vitest";
import { safeNext } from "../../../src/rules/access/session.ts";
import { OPS_TOKEN } from "../hub-deps.ts";
import { consoleWorld, ORIGIN } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
beforeEach(() => {
  ops = consoleWorld();
});

const COOKIE = "__Host-gondola";
const MINUTE_MS = 60_000;

describe("the door", () => {
  it("sends a stranger to the login, with the page that was asked for, and shows nothing else", async () => {
    for (const path of ["/ops", "/ops/erros?fluxo=orders", "/ops/no-such-page"]) {
      const answer = await ops.send("GET", path);
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `/ops/entrar?next=${encodeURIComponent(path)}`,
      ]);
      expect(await answer.text()).toBe("");
    }
    expect((await ops.send("POST", "/ops/sair")).headers.get("location")).toBe("/ops/entrar?next=%2Fops");
  });

  it("lets OPS_TOKEN in as the first admin, and leads back to the page", async () => {
    const answer = await ops.post("/ops/entrar", { token: ` ${OPS_TOKEN} `, next: "/ops/erros?fluxo=orders" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/ops/erros?fluxo=orders"]);
    const set = answer.headers.get("set-cookie") ?? "";
    for (const part of ["HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=43200"])
      expect(set).toContain(part);
    const page = await ops.html("/ops");
    expect(page).toContain("api, administração");
    expect(page + set).not.toContain(OPS_TOKEN);
  });

  it("lets a token in by its name and role, and none of the ERP's or unknown", async () => {
    const viewer = await ops.tokenOf("viewer", "painel da loja");
    await ops.signIn(viewer);
    expect(await ops.html("/ops")).toContain("painel da loja, leitura");
    for (const token of [await ops.tokenOf("erp"), "gondola_unknown", ""]) {
      ops.jar.clear();
      const answer = await ops.signIn(token);
      expect(answer.status).toBe(401);
      expect(ops.jar.has(COOKIE)).toBe(false);
      expect(await answer.text()).toContain("Chave de acesso desconhecida, vencida ou sem permissão");
    }
  });

  it("leads to pages of the console only", () => {
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/ops\\..",
      "/api/report",
      "/opsx",
      "/ops/<b>",
    ])
      expect(safeNext(next)).toBe("/ops");
    for (const next of ["/ops", "/ops/pedidos/123?lang=en", "/ops?x=1", "/ops/erros?texto=a%20b"])
      expect(safeNext(next)).toBe(next);
  });

  it("an address that fails ten times waits a quarter of an hour, with the right token too; another one does not", async () => {
    const from = (ip: string, token: string) => ops.post("/ops/entrar", { token }, { "cf-connecting-ip": ip });
    for (let n = 0; n < 10; n += 1) expect((await from("203.0.113.9", `wrong-${n}`)).status).toBe(401);
    const late = await from("203.0.113.9", OPS_TOKEN);
    expect([late.status, late.headers.get("retry-after")]).toEqual([429, "900"]);
    expect(await late.text()).toContain("Tente de novo em 15 min");
    expect((await from("203.0.113.10", OPS_TOKEN)).status).toBe(303);
    ops.pass(15 * MINUTE_MS);
    expect((await from("203.0.113.9", OPS_TOKEN)).status).toBe(303);
    expect(JSON.stringify(await ops.rows("SELECT * FROM login_failures"))).not.toContain("203.0.113");
    expect(JSON.stringify(ops.lines)).not.toMatch(/203\.0\.113|wrong-/);
  });
});

describe("a session", () => {
  it("ends after twelve hours, by leaving, and with its token", async () => {
    await ops.signIn();
    ops.pass(12 * 60 * MINUTE_MS);
    expect((await ops.send("GET", "/ops")).status).toBe(303);

    await ops.signIn();
    const cookie = `${COOKIE}=${ops.jar.get(COOKIE) ?? ""}`;
    expect((await ops.act("/ops/sair")).headers.get("location")).toBe("/ops/entrar");
    expect(ops.jar.has(COOKIE)).toBe(false);
    expect((await ops.send("GET", "/ops", { headers: { cookie } })).status).toBe(303);

    await ops.signIn(await ops.tokenOf("operator"));
    expect((await ops.send("GET", "/ops")).status).toBe(200);
    await ops.rows("UPDATE tokens SET revoked_at = 1");
    expect((await ops.send("GET", "/ops")).status).toBe(303);
  });

  it("made with OPS_TOKEN ends when that secret is replaced", async () => {
    await ops.signIn();
    const changed = { ...ops.deps, config: { ...ops.deps.config, opsToken: "another-token-01234" } };
    expect((await ops.send("GET", "/ops", {}, changed)).status).toBe(303);
  });

  it("takes a new secret each half hour; the former one serves pages on their way, and later ends the session", async () => {
    await ops.signIn();
    const first = ops.jar.get(COOKIE) ?? "";
    const withFirst = { headers: { cookie: `${COOKIE}=${first}` } };
    ops.pass(31 * MINUTE_MS);
    await ops.html("/ops");
    expect(ops.jar.get(COOKIE)).not.toBe(first);
    const second = ops.jar.get(COOKIE) ?? "";
    expect((await ops.send("GET", "/ops", withFirst)).status).toBe(200);
    expect(ops.jar.get(COOKIE)).toBe(second);
    ops.pass(6 * MINUTE_MS);
    expect((await ops.send("GET", "/ops", withFirst)).status).toBe(303);
    expect((await ops.send("GET", "/ops")).status).toBe(303); // two had it
  });

  it("is kept as digests only, and a cookie that was not signed here asks no hub", async () => {
    await ops.signIn();
    const [id = "", secret = ""] = (ops.jar.get(COOKIE) ?? "").split(".");
    expect(JSON.stringify(await ops.rows("SELECT * FROM console_sessions"))).not.toContain(secret);
    const noHub = { ...ops.deps, db: null as unknown as D1Database };
    for (const forged of [`${id}.${secret}.${"0".repeat(64)}`, `${id}.${secret}`, "", "a.b.c.d"])
      expect((await ops.send("GET", "/ops", { headers: { cookie: `${COOKIE}=${forged}` } }, noHub)).status).toBe(303);
  });
});

describe("forms", () => {
  it("are taken from our own pages only: origin and token of the session", async () => {
    await ops.signIn();
    const page = await ops.html("/ops");
    const formToken = /name="formToken" value="(\w+)"/.exec(page)?.[1] ?? "";
    const refusals = [
      ops.post("/ops/sair", {}),
      ops.post("/ops/sair", { formToken: "0".repeat(64) }),
      ops.post("/ops/sair", { formToken }, { origin: "https://evil.example" }),
      ops.post("/ops/sair", { formToken }, { origin: "null" }),
      ops.send("POST", "/ops/sair", { body: new URLSearchParams({ formToken }) }),
      ops.post("/ops/sair", { formToken }, { "content-type": "text/plain" }),
    ];
    for (const refusal of refusals) {
      const answer = await refusal;
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("Nada foi gravado");
    }
    expect((await ops.post("/ops/sair", { formToken })).status).toBe(303);
  });

  it("the login is taken from this site only", async () => {
    const answer = await ops.post("/ops/entrar", { token: OPS_TOKEN }, { origin: "https://evil.example" });
    expect([answer.status, ops.jar.size]).toEqual([403, 0]);
  });
});

describe("every answer", () => {
  it("has a strict policy and no inline style or script", async () => {
    await ops.signIn();
    for (const path of ["/ops", "/ops/entrar", "/ops/no-such-page"]) {
      const answer = await ops.send("GET", path);
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await answer.text()).not.toMatch(/<style|<script(?! src=)| style=| on\w+="/);
    }
    expect((await ops.send("GET", "/ops/no-such-page")).status).toBe(404);
  });

  it("speaks Portuguese, or English once asked", async () => {
    await ops.signIn();
    expect(await ops.html("/ops")).toContain('<html lang="pt-BR">');
    expect(await ops.html("/ops?lang=en")).toContain('<html lang="en">');
    expect(await ops.html("/ops")).toContain("Sign out");
    expect(await ops.html("/ops?lang=pt-BR")).toContain("Sair");
  });
});

it("the origin of these tests is that of the requests", () => expect(new URL(ORIGIN).protocol).toBe("https:"));
