import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { API_ROUTES } from "../../scripts/openapi/api-routes.ts";
import { openApiDocument } from "../../scripts/openapi/document.ts";
import { ERP_ROUTES } from "../../scripts/openapi/erp-routes.ts";
import { api } from "../../src/routes/api/index.ts";
import { answered } from "../routes/answered.ts";
import { erp } from "../../src/routes/erp/index.ts";

const file = readFileSync("assets/openapi.json", "utf8");
const routesOf = (app: { readonly routes: readonly { readonly method: string; readonly path: string }[] }) =>
  [...new Set(app.routes.flatMap(({ method, path }) => (method === "ALL" ? [] : [`${method} ${path}`])))].toSorted();

const faultsOf = async (source: string) => {
  const config = await createConfig({ extends: ["recommended-strict"] });
  return (await lintFromString({ source, config })).map(({ ruleId, message }) => `${ruleId}: ${message}`);
};

// When it fails after a route, a schema or a word of scripts/openapi changed: `npm run openapi` writes the file anew.
it("assets/openapi.json is what the routes and their schemas say", () => {
  expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

it("every route of /api and /erp is described in scripts/openapi, and no other", () => {
  expect(Object.keys(API_ROUTES).toSorted()).toEqual(routesOf(api));
  expect(Object.keys(ERP_ROUTES).toSorted()).toEqual(routesOf(erp));
});

it("the linter finds nothing, and finds a fault that is there", async () => {
  expect(await faultsOf(file)).toEqual([]);
  expect(await faultsOf(file.replace("#/components/responses/erp422", "#/components/responses/erp499"))).not.toEqual(
    [],
  );
  expect(await faultsOf(file.replaceAll('"getApiReport"', '"getApiJobs"'))).not.toEqual([]);
});

it("an answer that differs from its description is found by the tests of the routes", async () => {
  const asked = { method: "GET", url: "https://gondola.example/api/jobs" };
  await answered(Promise.resolve(Response.json([{ cron: "* * * * *", job: "publish" }])), asked);
  await expect(answered(Promise.resolve(Response.json([{ cron: 1 }])), asked)).rejects.toThrow("to deeply equal []");
});
