import { expect, it } from "vitest";
import { floorOf, NOW } from "./shop-floor.ts";

const LOGIN = "http://erp/api/v1/auth/login";
const RIGHT = { company: "1", username: "gondola", password: "gondola" };

it.each([{ ...RIGHT, password: "x" }, { ...RIGHT, company: 1 }, {}])(
  "login with %o is a 401 in TOTVS's shape",
  async (credentials) => {
    const answer = await floorOf().send("POST", LOGIN, credentials);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "NAO_AUTORIZADO", helpUrl: null, details: [] });
  },
);

it("a call without a token, or with one never given, is a 401", async () => {
  const floor = floorOf();
  expect((await floor.send("GET", "/Cadastros/Marca")).status).toBe(401);
  expect((await floor.send("GET", "/Cadastros/Marca", undefined, { authorization: "Bearer nada" })).status).toBe(401);
});

it("a token lives for an hour, expires_in is text, and revocation ends it at once", async () => {
  const floor = floorOf();
  const login = async () => (await floor.send("POST", LOGIN, RIGHT)).json<Record<string, unknown>>();
  const status = async (token: unknown) =>
    (await floor.send("GET", "/Cadastros/Marca", undefined, { authorization: `Bearer ${String(token)}` })).status;
  const first = await login();
  expect(first).toMatchObject({ token_type: "bearer", expires_in: "3600" });
  floor.advance(3_599_000);
  expect(await status(first["access_token"])).toBe(200);
  floor.advance(1_000);
  expect(await status(first["access_token"])).toBe(401);
  const second = await login();
  expect(second["access_token"]).not.toBe(first["access_token"]);
  floor.control.revokeTokens();
  expect(await status(second["access_token"])).toBe(401);
});

it("every answer carries the ERP's clock, skew and all, and records are stamped with it", async () => {
  const floor = floorOf({ clockSkewMs: 120_000 });
  const dateOf = async () => Date.parse((await floor.send("GET", "/Cadastros/Marca")).headers.get("date") ?? "");
  expect(await dateOf()).toBe(NOW + 120_000);
  floor.control.setClockSkew({ ms: -60_000 });
  expect(await dateOf()).toBe(NOW - 60_000);
  floor.control.setTitle({ seqProduto: floor.state.catalogue.products[0]?.seqProduto ?? 0, title: "Novo" });
  expect(floor.state.catalogue.products[0]?.changedAt).toBe(NOW - 60_000);
  floor.faults.add({ kind: "status", status: 500, times: 1 });
  expect(await dateOf()).toBe(NOW - 60_000);
});
