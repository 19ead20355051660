/** Tokens: one table for /api and /erp; what each may do. */
import { beforeEach, describe, expect, it } from "vitest";
import { api } from "../../../../src/routes/api/index.ts";
import { ROLE_OF } from "../../../../src/routes/api/access/roles.ts";
import { secretHash } from "../../../../src/rules/access/secret.ts";
import { hubDeps, OPS_TOKEN, START } from "../../hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
const statusOf = async (...args: Parameters<typeof hub.call>) => (await hub.call(...args)).status;

beforeEach(() => {
  hub = hubDeps();
});

describe("a wrong token", () => {
  it("is a log line without the token, as is a missing one", async () => {
    expect(await statusOf("GET", "/api/jobs", { token: "a-guess-of-a-stranger-0001" })).toBe(401);
    expect(await statusOf("GET", "/api/jobs", { token: "" })).toBe(401);
    const refused = hub.lines.filter((line) => JSON.stringify(line).includes("api.refused"));
    expect(refused).toHaveLength(2);
    expect(JSON.stringify(hub.lines)).not.toContain("a-guess-of");
  });

  it("counts towards the limit of its address before the hub is asked; known tokens and OPS_TOKEN do not", async () => {
    const token = await hub.tokenOf("viewer");
    expect(await statusOf("GET", "/api/jobs", { token })).toBe(200);
    hub.world.isLimited = true;
    const headers = { "cf-connecting-ip": "192.0.2.7" };
    const answer = await hub.call("GET", "/api/jobs", { token: "a-guess-of-a-stranger-0001", headers });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(hub.limited.at(-1)).toBe("api:192.0.2.7");
    const before = hub.limited.length;
    expect(await statusOf("GET", "/api/jobs", { token })).toBe(200);
    expect(await statusOf("GET", "/api/jobs")).toBe(200);
    expect(hub.limited).toHaveLength(before);
  });
});

describe("tokens", () => {
  it("a secret is shown once, and the hub has its digest only", async () => {
    const made = await hub.call("POST", "/api/tokens", { body: { name: "painel", scope: "viewer" } });
    const { secret, ...rest } = await made.json<{ readonly secret: string; readonly id: string }>();
    expect([made.status, rest]).toMatchObject([201, { name: "painel", scope: "viewer", expiresAt: null }]);
    expect(secret).toMatch(/^gondola_[0-9a-f]{64}$/);
    expect(await hub.rows("SELECT hash, created_by FROM tokens")).toEqual([
      { hash: secretHash(secret), created_by: "api" },
    ]);
    const list = await (await hub.call("GET", "/api/tokens")).text();
    expect(list).toContain("painel");
    expect(list).not.toContain(secretHash(secret));
    expect(JSON.stringify(hub.lines) + list).not.toContain(secret);
  });

  it("two of a name are valid at once, a third one is refused and leaves no row in the audit", async () => {
    const [one, two] = [await hub.tokenOf("viewer"), await hub.tokenOf("viewer")];
    const third = await hub.call("POST", "/api/tokens", { body: { name: "viewer", scope: "viewer" } });
    expect([third.status, await third.json()]).toMatchObject([409, { code: "token-name-full" }]);
    for (const token of [one, two]) expect(await statusOf("GET", "/api/jobs", { token })).toBe(200);
    const audit = await hub.rows("SELECT act, after FROM audit");
    expect(audit.map(({ act, after }) => [act, String(after).slice(0, 15)])).toEqual([
      ["token-made", "viewer (viewer)"],
      ["token-made", "viewer (viewer)"],
    ]);
  });

  it("a revoked token is out at once in a new isolate, and within a minute in one that knew it", async () => {
    const token = await hub.tokenOf("viewer");
    const old = hub.isolate();
    expect(await statusOf("GET", "/api/jobs", { token }, old)).toBe(200);
    const [{ id = "" } = {}] = await hub.rows("SELECT id FROM tokens");
    expect(await statusOf("DELETE", `/api/tokens/${String(id)}`)).toBe(200);
    expect(await statusOf("DELETE", `/api/tokens/${String(id)}`)).toBe(404);
    expect(await statusOf("GET", "/api/jobs", { token }, hub.isolate())).toBe(401);
    hub.pass(60_000);
    expect(await statusOf("GET", "/api/jobs", { token }, old)).toBe(401);
    expect(await hub.rows("SELECT who, act FROM audit ORDER BY act")).toEqual([
      { who: "api", act: "token-made" },
      { who: "api", act: "token-revoked" },
    ]);
    // Its name is free again.
    await hub.tokenOf("viewer");
    await hub.tokenOf("viewer");
  });

  it("an expired token is out, also from the isolate's memory", async () => {
    const expiresAt = new Date(START + 30_000).toISOString();
    const made = await hub.call("POST", "/api/tokens", { body: { name: "visita", scope: "viewer", expiresAt } });
    const { secret: token } = await made.json<{ readonly secret: string }>();
    expect(await statusOf("GET", "/api/jobs", { token })).toBe(200);
    hub.pass(30_000);
    expect(await statusOf("GET", "/api/jobs", { token })).toBe(401);
    const past = await hub.call("POST", "/api/tokens", { body: { name: "x", scope: "viewer", expiresAt } });
    expect([past.status, await past.json()]).toMatchObject([422, { code: "expiry-past" }]);
  });

  it("the day of the last use is written once a day", async () => {
    const token = await hub.tokenOf("viewer");
    await statusOf("GET", "/api/jobs", { token });
    expect(await hub.rows("SELECT last_used_day FROM tokens")).toEqual([{ last_used_day: "2026-11-24" }]);
    hub.pass(86_400_000);
    await statusOf("GET", "/api/jobs", { token });
    expect(await hub.rows("SELECT last_used_day FROM tokens")).toEqual([{ last_used_day: "2026-11-25" }]);
  });
});

describe("roles", () => {
  it("every route stands in the table, and nothing else does", () => {
    const made = api.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
    expect(made.length).toBeGreaterThan(40);
    expect(Object.keys(ROLE_OF).toSorted()).toEqual([...new Set(made)].toSorted());
  });

  it("a viewer reads only, an operator works, an admin sets up; each may what the one before it may", async () => {
    const may = async (scope: string, token: string) =>
      Object.fromEntries(
        await Promise.all(
          (
            [
              ["GET", "/api/jobs"],
              ["POST", "/api/erp-events/7001/resolve"],
              ["PUT", "/api/orders-since"],
            ] as const
          ).map(async ([method, path]) => {
            const body = method === "GET" ? undefined : {};
            return [`${scope} ${path}`, (await statusOf(method, path, { token, body })) !== 403];
          }),
        ),
      );
    const resolve = "/api/erp-events/7001/resolve";
    expect(await may("viewer", await hub.tokenOf("viewer"))).toEqual({
      "viewer /api/jobs": true,
      [`viewer ${resolve}`]: false,
      "viewer /api/orders-since": false,
    });
    expect(await may("operator", await hub.tokenOf("operator"))).toEqual({
      "operator /api/jobs": true,
      [`operator ${resolve}`]: true,
      "operator /api/orders-since": false,
    });
    expect(await may("admin", await hub.tokenOf("admin"))).toEqual({
      "admin /api/jobs": true,
      [`admin ${resolve}`]: true,
      "admin /api/orders-since": true,
    });
    expect(await may("api", OPS_TOKEN)).toMatchObject({ "api /api/orders-since": true });
  });

  it("a token of the ERP opens nothing of /api, and learns of no route", async () => {
    const token = await hub.tokenOf("erp");
    for (const path of ["/api/jobs", "/api/orders", "/api/nothing"])
      expect(await statusOf("GET", path, { token })).toBe(403);
    expect(await statusOf("GET", "/api/nothing", { token: "" })).toBe(401);
  });

  it("the audit names the token that acted", async () => {
    const token = await hub.tokenOf("admin", "ana");
    await hub.call("PUT", "/api/orders-since", { token, body: { since: "2026-11-01T00:00:00Z" } });
    expect(await hub.rows("SELECT who FROM audit WHERE name = 'orders-since'")).toEqual([{ who: "ana" }]);
  });

  it("an outage of D1 keeps no admin with OPS_TOKEN out", async () => {
    const away = hub.isolate(() => Promise.reject(new Error("D1 is away")));
    expect(await statusOf("GET", "/api/jobs", {}, away)).toBe(200);
    expect(await statusOf("GET", "/api/jobs", { token: "gondola_x" }, away)).toBe(500);
  });
});
