/** People that Cloudflare Access lets in: whose token counts, which role it gives, and what it may do. */
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { createAccess } from "../../../src/routes/http/access.ts";
import { keptLog } from "../../hub-of-test.ts";
import { START } from "../hub-deps.ts";
import { consoleWorld, ORIGIN } from "./world.ts";

const ISSUER = "https://mercado.cloudflareaccess.com";
const AUDIENCE = "a".repeat(64);
const now = Math.floor(START / 1000);
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

let pairs: { readonly team: Pair; readonly next: Pair; readonly stranger: Pair };
beforeAll(async () => {
  const pair = () => generateKeyPair("RS256", { extractable: true });
  pairs = { team: await pair(), next: await pair(), stranger: await pair() };
});

let ops: ReturnType<typeof consoleWorld>;
/** The team's endpoint of keys. */
let keys: { served: JWK[]; asked: string[]; isDown: boolean };
let lines: readonly Record<string, unknown>[];
beforeEach(async () => {
  ops = consoleWorld();
  keys = { served: [await jwk(pairs.team, "k1")], asked: [], isDown: false };
  const clock = { now: () => START, sleep: async () => {} };
  const kept = keptLog(clock);
  lines = kept.lines;
  const access = createAccess({
    config: { issuer: ISSUER, audience: AUDIENCE },
    clock,
    log: kept.log,
    fetch: async (request) => {
      keys.asked.push(request.url);
      if (keys.isDown) throw new TypeError("connection reset");
      return Response.json({ keys: keys.served });
    },
  });
  Object.assign(ops.deps, { access });
});

const jwk = async (pair: Pair, kid: string): Promise<JWK> => ({
  ...(await exportJWK(pair.publicKey)),
  kid,
  alg: "RS256",
});
const token = (
  claims: Record<string, unknown> = {},
  { pair = pairs.team, kid = "k1", alg = "RS256" }: { pair?: Pair; kid?: string; alg?: string } = {},
) =>
  new SignJWT({ email: "Rita@Loja.com.br", iss: ISSUER, aud: [AUDIENCE], iat: now - 10, exp: now + 60, ...claims })
    .setProtectedHeader({ alg, kid })
    .sign(pair.privateKey);
const open = async (jwt: string) => ops.send("GET", "/ops", { headers: { "cf-access-jwt-assertion": jwt } });
const roles = (people: unknown) => ops.call("PUT", "/api/people", { body: people });

it("a person with a role comes in under the e-mail address", async () => {
  await roles([{ email: "rita@loja.com.br", role: "operator" }]);
  const page = await open(await token());
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("rita@loja.com.br, operação");
  expect(keys.asked).toEqual([`${ISSUER}/cdn-cgi/access/certs`]);
});

it("an own row counts before the domain's; another domain has no role and is not let in", async () => {
  await roles([
    { email: "@loja.com.br", role: "viewer" },
    { email: "rita@loja.com.br", role: "admin" },
  ]);
  expect(await (await open(await token())).text()).toContain("administração");
  expect(await (await open(await token({ email: "joao@loja.com.br" }))).text()).toContain("leitura");
  const stranger = await token({ email: "rita@loja.com.br.evil.example" });
  expect((await open(stranger)).status).toBe(303);
  const login = await ops.send("GET", "/ops/entrar", { headers: { "cf-access-jwt-assertion": stranger } });
  expect(await login.text()).toContain("não tem papel aqui");
});

it.each([
  ["has expired", async () => token({ exp: now - 1 })],
  ["never expires", async () => token({ exp: undefined })],
  ["begins later", async () => token({ nbf: now + 60 })],
  ["is for another application", async () => token({ aud: ["b".repeat(64)] })],
  ["is of another team", async () => token({ iss: "https://outro.cloudflareaccess.com" })],
  ["is signed with a stranger's key under our key's name", async () => token({}, { pair: pairs.stranger })],
  ["names an unknown key", async () => token({}, { pair: pairs.stranger, kid: "k9" })],
  ["is a service's, without an address", async () => token({ email: undefined, common_name: "bot" })],
  ["is not signed", async () => new UnsecuredJWT({ email: "rita@loja.com.br", iss: ISSUER, aud: AUDIENCE }).encode()],
  [
    "is signed with the public key as a shared secret",
    async () => {
      const secret = new TextEncoder().encode(JSON.stringify(await jwk(pairs.team, "k1")));
      return new SignJWT({ email: "rita@loja.com.br", iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 60 })
        .setProtectedHeader({ alg: "HS256", kid: "k1" })
        .sign(secret);
    },
  ],
  ["is no token", async () => "a.b.c"],
])("a token that %s opens nothing", async (_, make) => {
  await roles([{ email: "rita@loja.com.br", role: "admin" }]);
  const jwt = await make();
  const answer = await open(jwt);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/ops/entrar?next=%2Fops"]);
  expect(JSON.stringify(lines)).not.toContain(jwt);
});

it("a new key of the team counts at once; a flood of unknown keys asks the team once", async () => {
  await roles([{ email: "rita@loja.com.br", role: "viewer" }]);
  keys.served = [await jwk(pairs.next, "k2"), await jwk(pairs.team, "k1")];
  expect((await open(await token({}, { pair: pairs.next, kid: "k2" }))).status).toBe(200);
  for (let n = 0; n < 20; n += 1) await open(await token({}, { pair: pairs.stranger, kid: `x${n}` }));
  expect(keys.asked).toHaveLength(1);
});

it("while the team's keys cannot be had, tokens of our own still come in", async () => {
  await roles([{ email: "rita@loja.com.br", role: "viewer" }]);
  keys.isDown = true;
  expect((await open(await token())).status).toBe(303);
  expect(lines.map(({ event }) => event)).toEqual(["access.refused"]);
  await ops.signIn();
  expect((await ops.send("GET", "/ops")).status).toBe(200);
});

it("forms need the person's own form token; what is changed stands in the audit under the address", async () => {
  await roles([
    { email: "rita@loja.com.br", role: "admin" },
    { email: "joao@loja.com.br", role: "admin" },
  ]);
  const headers = { "cf-access-jwt-assertion": await token(), origin: ORIGIN };
  const formToken = (page: string) => /name="formToken" value="(\w+)"/.exec(page)?.[1] ?? "";
  const page = await ops.send("GET", "/ops/ajustes", { headers });
  const send = (body: Record<string, string>, with_: Record<string, string>) =>
    ops.send("POST", "/ops/ajustes/ensaio", {
      headers: { ...with_, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(body),
    });
  const mine = formToken(await page.text());
  const other = { ...headers, "cf-access-jwt-assertion": await token({ email: "joao@loja.com.br" }) };
  expect((await send({ formToken: mine, parte: "prices" }, other)).status).toBe(403);
  expect((await send({ formToken: mine, parte: "prices" }, headers)).status).toBe(303);
  expect(await ops.rows("SELECT who FROM audit WHERE name = 'dry-run'")).toEqual([{ who: "rita@loja.com.br" }]);
});

it("leaving ends the session of Cloudflare Access", async () => {
  await roles([{ email: "rita@loja.com.br", role: "viewer" }]);
  const headers = { "cf-access-jwt-assertion": await token(), origin: ORIGIN };
  const page = await (await ops.send("GET", "/ops", { headers })).text();
  const answer = await ops.send("POST", "/ops/sair", {
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ formToken: /name="formToken" value="(\w+)"/.exec(page)?.[1] ?? "" }),
  });
  expect(answer.headers.get("location")).toBe("/cdn-cgi/access/logout");
});

it.each([
  [[{ email: "rita", role: "viewer" }]],
  [[{ email: "rita@loja.com.br", role: "erp" }]],
  [
    [
      { email: "rita@loja.com.br", role: "viewer" },
      { email: "RITA@loja.com.br", role: "admin" },
    ],
  ],
])("refuses people that are none: %j", async (body) => {
  expect((await roles(body)).status).toBe(422);
});

it("only an admin reads and sets people", async () => {
  const operator = await ops.tokenOf("operator");
  expect((await ops.call("GET", "/api/people", { token: operator })).status).toBe(403);
  expect((await ops.call("PUT", "/api/people", { token: operator, body: [] })).status).toBe(403);
});

it("an admin gives and takes roles at Ajustes; a wrong address stores nothing", async () => {
  await ops.signIn();
  const act = (emails: string[], papeis: string[]) =>
    ops.act(
      "/ops/ajustes/pessoas",
      [...emails.map((email) => ["email", email]), ...papeis.map((papel) => ["papel", papel])],
      "/ops/ajustes",
    );
  const people = async () => (await (await ops.call("GET", "/api/people")).json<{ people: unknown }>()).people;
  await act(["Rita@loja.com.br", ""], ["operator", "viewer"]);
  const rita = [{ email: "rita@loja.com.br", role: "operator" }];
  expect(await people()).toEqual(rita);
  expect(await ops.html("/ops/ajustes")).toContain('value="rita@loja.com.br"');
  const wrong = await act(["rita@loja.com.br", "joao"], ["operator", "viewer"]);
  expect(wrong.headers.get("location")).toContain("map-wrong");
  expect(await people()).toEqual(rita);
  await act(["", ""], ["operator", "viewer"]);
  expect(await people()).toEqual([]);
});
