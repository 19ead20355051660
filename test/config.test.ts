import { expect, it } from "vitest";
import type { Env } from "../src/env.ts";
import { readConfig } from "../src/config.ts";
import { VERSION } from "../src/version.ts";
import packageJson from "../package.json" with { type: "json" };

/** Everything a deployment sets; bindings are only looked at for being there. */
const complete: Readonly<Record<string, string>> = {
  SHOPIFY_SHOP: "mercado-azul.myshopify.com",
  SHOPIFY_CLIENT_ID: "client-id",
  SHOPIFY_CLIENT_SECRET: "client-secret-1",
  ERP_BASE_URL: "https://erp.example:8343/SMPedidoVendaAPI/api/v1/",
  ERP_COMPANY: "1",
  ERP_USERNAME: "integracao",
  ERP_PASSWORD: "senha-do-erp",
  ERP_NRO_SEGMENTO: "1",
  ERP_NRO_DIVISAO: "1",
  ERP_TIP_CATEGORIA: "M",
  ERP_SEQ_CANAL_VENDA: "121",
  ERP_COD_GERAL_OPER: "605",
  ERP_NRO_REPRESENTANTE: "1",
  ERP_NRO_TAB_VENDA: "1",
  OPS_TOKEN: "operator-token-0123",
};
/** The configuration only checks that a binding is present. */
const bound = {} as never;
const envOf = (changes: Readonly<Record<string, unknown>> = {}): Partial<Env> => ({
  ...complete,
  DB: bound,
  IMAGES: bound,
  ORDERS: bound,
  ORDERS_DLQ: bound,
  LOADS: bound,
  PUSHES: bound,
  IMAGE_EVENTS: bound,
  ASSETS: bound,
  ...changes,
});
const problemsOf = (env: Partial<Env>): readonly string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

it("names every missing binding, variable and secret at once", () => {
  const named = problemsOf({}).map((problem) => problem.split(":")[0]);
  expect(named).toEqual([
    "DB",
    "IMAGES",
    "ORDERS",
    "ORDERS_DLQ",
    "LOADS",
    "IMAGE_EVENTS",
    "PUSHES",
    "ASSETS",
    ...Object.keys(complete),
  ]);
});

it("an empty variable is one that is not set", () => {
  expect(problemsOf(envOf({ ERP_USERNAME: "  ", SHOPIFY_SHOP: "" }))).toEqual([
    "SHOPIFY_SHOP: is not set",
    "ERP_USERNAME: is not set",
  ]);
});

it("names what is wrong and never its value", () => {
  const wrong = {
    SHOPIFY_SHOP: "https://wrong-shop-value",
    ERP_BASE_URL: "ftp-wrong-value",
    ERP_NRO_SEGMENTO: "wrong-value",
    SHOPIFY_CLIENT_SECRET: "wrong",
    OPS_TOKEN: "wrong-value",
  };
  const problems = problemsOf(envOf(wrong));
  expect(problems.map((problem) => problem.split(":")[0])).toEqual([
    "SHOPIFY_SHOP",
    "SHOPIFY_CLIENT_SECRET",
    "ERP_BASE_URL",
    "ERP_NRO_SEGMENTO",
    "OPS_TOKEN",
  ]);
  expect(problems.join("\n")).not.toMatch(/wrong/);
});

it("a shop that is not on myshopify.com is refused, so that a token cannot go elsewhere", () => {
  expect(problemsOf(envOf({ SHOPIFY_SHOP: "mercado.example.com" }))).toHaveLength(1);
});

it("reads the ERP's addresses without a slash at the end, and its login at the same origin", () => {
  const read = readConfig(envOf());
  expect(read.ok && [read.config.erp.baseUrl, read.config.erp.authUrl]).toEqual([
    "https://erp.example:8343/SMPedidoVendaAPI/api/v1",
    "https://erp.example:8343/api/v1/auth/login",
  ]);
});

it.each([
  ["http://10.0.0.5:8343/api/v1", {}, ["ERP_BASE_URL"]],
  ["http://erp.example/api/v1", { ERP_NETWORK: "public" }, ["ERP_NETWORK"]],
  ["http://10.0.0.5:8343/api/v1", { ERP_NETWORK: "private" }, []],
  ["http://10.0.0.5/api/v1", { ERP_VPC: bound }, []],
  ["http://127.0.0.1:8343/api/v1", {}, []],
  ["https://erp.example/api/v1", { ERP_AUTH_URL: "http://erp.example/login" }, ["ERP_AUTH_URL"]],
])("plain http to the ERP is refused unless a setting names a private network: %s, %o", (url, more, named) => {
  const problems = problemsOf(envOf({ ERP_BASE_URL: url, ...more }));
  expect(problems.map((problem) => problem.split(":")[0])).toEqual(named);
});

it("while a secret is being rotated, both may sign webhooks", () => {
  const read = readConfig(envOf({ SHOPIFY_CLIENT_SECRET_PREVIOUS: "client-secret-0" }));
  expect(read.ok && read.config.shopify.webhookSecrets).toEqual(["client-secret-1", "client-secret-0"]);
});

it("says the version that package.json says", () => {
  expect(VERSION).toBe(packageJson.version);
});

it("Cloudflare Access is set up whole or not at all", () => {
  const ACCESS_TEAM = "https://mercado.cloudflareaccess.com";
  const ACCESS_AUD = "a".repeat(64);
  expect(problemsOf(envOf({ ACCESS_TEAM, ACCESS_AUD }))).toEqual([]);
  expect(problemsOf(envOf({ ACCESS_TEAM }))).toEqual(["ACCESS_AUD: is not set, and the other one is"]);
  expect(problemsOf(envOf({ ACCESS_AUD }))).toEqual(["ACCESS_TEAM: is not set, and the other one is"]);
  expect(problemsOf(envOf({ ACCESS_TEAM: "https://mercado.example", ACCESS_AUD }))).toHaveLength(1);
});

it.each([
  ["https://hooks.slack.com/services/T0/B0/x", []],
  ["http://127.0.0.1:9000/avisos", []],
  ["http://avisos.loja.exemplo/x", ["ALERT_URL: must be an https address"]],
  ["avisos", ["ALERT_URL: must be an http(s) address"]],
])("the address of alerts leaves over https alone: %s", (url, problems) => {
  expect(problemsOf(envOf({ ALERT_URL: url }))).toEqual(problems);
});
