import { describe, expect, it } from "vitest";
import { app, routes } from "../../src/routes/index.ts";
import { answered, faultsOf } from "./answered.ts";
import { depsOf, OPS_TOKEN } from "./deps.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Every path of the app with the methods it takes; a path's parameters are filled with 1. */
const paths = [
  ...Map.groupBy(
    // Those of /erp need another token: test/routes/erp/push.test.ts.
    app.routes.filter(({ method, path }) => method !== "ALL" && !path.startsWith("/erp/")),
    ({ path }) => path,
  ),
].map(([path, entries]) => {
  const methods = new Set(entries.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])));
  return { path, called: path.replaceAll(/:\w+/g, "1"), methods };
});

const call = (method: string, path: string) =>
  answered(
    routes(
      new Request(`https://gondola.example${path}`, { method, headers: { authorization: `Bearer ${OPS_TOKEN}` } }),
      depsOf().deps,
      { waitUntil: () => undefined },
    ),
  );

describe("a method that a path does not take", () => {
  it("the app has its routes", () => expect(paths.length).toBeGreaterThan(30));

  it.each(paths.map(({ path, called, methods }) => [path, called, methods] as const))(
    "%s answers 405 and names the allowed methods",
    async (_, called, methods) => {
      for (const method of METHODS.filter((each) => !methods.has(each))) {
        const answer = await call(method, called);
        expect([answer.status, answer.headers.get("allow")], method).toEqual([405, [...methods].sort().join(", ")]);
      }
    },
  );

  it("/health too", async () => {
    const answer = await call("POST", "/health");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(await answer.json()).toMatchObject({ code: "method-not-allowed" });
  });

  it.each(["/", "/api/", "/api/loads/stock/3", "/api/loads/stock/3/0/other", "/webhooks", "/api/orders/1/retry/2"])(
    "an unknown path stays 404 whatever the method: %s",
    async (path) => {
      for (const method of METHODS) expect((await call(method, path)).status, method).toBe(404);
    },
  );

  it("an unknown caller does not see the methods of a path", async () => {
    const request = new Request("https://gondola.example/api/report", { method: "DELETE" });
    expect((await routes(request, depsOf().deps, { waitUntil: () => undefined })).status).toBe(401);
  });
});

describe("every GET without a parameter", () => {
  it.each(paths.filter(({ path, methods }) => methods.has("GET") && !path.includes(":")).map(({ path }) => path))(
    "%s answers JSON in camelCase with ISO instants",
    async (path) => {
      const answer = await call("GET", path); // `answered` looks at the fields
      expect([200, 500, 502]).toContain(answer.status); // no network: what asks Shopify fails
      const type = path === "/metrics" ? /^text\/plain; version=0.0.4/ : /^application\/json/;
      expect(answer.headers.get("content-type")).toMatch(type);
    },
  );
});

it("the check of the fields finds a wrong field", () => {
  const wrong = { order_id: "1", runs: [{ startedAt: 1_796_000_000_000, endedAt: null, leaseUntil: "2026-11-30" }] };
  expect(faultsOf(wrong, "")).toEqual([
    ".order_id: not camelCase",
    ".runs[0].startedAt: no instant: 1796000000000",
    '.runs[0].leaseUntil: no instant: "2026-11-30"',
  ]);
});
