/** The files that a deployer fills in: nothing missing, nothing that the Worker does not know. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ADMIN_API_VERSION } from "../../src/shopify/client/version.ts";
import { missingScopes, withImplied } from "../../src/shopify/setup/scopes.ts";

const wrangler = readFileSync("wrangler.toml", "utf8");
const app = readFileSync("shopify.app.toml", "utf8");

it("wrangler.toml explains every variable on its line", () => {
  const vars = /^\[vars\]\n([\s\S]*?)\n\n/m.exec(wrangler)?.[1]?.split("\n") ?? [];
  expect(vars.length).toBeGreaterThan(15);
  expect(vars.filter((line) => !/^\w+ = "[^"]*" +# .{8,}$/.test(line))).toEqual([]);
});

it(".dev.vars.example names the secrets that wrangler loads, and no other", () => {
  const required = /^required = (\[.*\])$/m.exec(wrangler)?.[1] ?? "[]";
  const named = [...readFileSync(".dev.vars.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named).toEqual(JSON.parse(required));
});

it("git ignores .dev.vars", () => {
  expect(readFileSync(".gitignore", "utf8").split("\n")).toContain(".dev.vars");
});

const scopes = /^scopes = "([^"]*)"$/m.exec(app)?.[1]?.split(",") ?? [];

it("shopify.app.toml asks for every scope that a document needs", () => {
  expect(missingScopes(withImplied(scopes))).toEqual([]);
});

it.each(scopes)("shopify.app.toml asks for %s because a document needs it", (scope) => {
  const without = withImplied(scopes.filter((each) => each !== scope));
  expect(missingScopes(without).length).toBeGreaterThan(0);
});

it("shopify.app.toml names the topics of privacy law, and the API's version of the code", () => {
  expect(app).toContain(`api_version = "${ADMIN_API_VERSION}"`);
  for (const topic of ["customers/data_request", "customers/redact", "shop/redact"]) expect(app).toContain(topic);
});
