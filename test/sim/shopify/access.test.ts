import { describe, expect, it } from "vitest";
import { adminRequest, at, rigOf, SET, productInput, tokenOf, tokenRequest } from "./rig.ts";

const SHOP = "query Shop { shop { id currencyCode } }";

describe("tokens", () => {
  it.each([
    [{ client_secret: "wrong" }, "invalid_client"],
    [{ client_id: "wrong" }, "application_cannot_be_found"],
    [{ grant_type: "authorization_code" }, "unsupported_grant_type"],
  ])("refuses %j with 400 and %s", async (over, error) => {
    const rig = await rigOf();
    const response = await rig.send(tokenRequest(over));
    expect(response.status).toBe(400);
    expect(at(await response.json(), "error")).toBe(error);
  });

  it("grants by form and by JSON, for just under a day, with the scopes", async () => {
    const rig = await rigOf({ scopes: ["read_products"] });
    const form: unknown = await (await rig.send(tokenRequest())).json();
    expect(form).toMatchObject({ scope: "read_products", expires_in: 86_399 });
    const json = await rig.send(
      new Request("https://x.myshopify.com/admin/oauth/access_token", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          grant_type: "client_credentials",
          client_id: "sim-client-id",
          client_secret: "sim-client-secret",
        }),
      }),
    );
    expect(json.status).toBe(200);
  });

  it("ends after 24 h, and at once when revoked, with 401", async () => {
    const rig = await rigOf();
    expect((await rig.ask(SHOP)).status).toBe(200);
    rig.world.advance(24 * 3_600_000);
    expect((await rig.ask(SHOP)).status).toBe(401);
    const fresh = await tokenOf(rig.shop);
    expect((await rig.send(adminRequest(SHOP, {}, fresh))).status).toBe(200);
    rig.shop.tokens.revokeAll();
    expect((await rig.send(adminRequest(SHOP, {}, fresh))).status).toBe(401);
  });

  it("takes old and new secret while one is rotated, and the new one alone afterwards", async () => {
    const rig = await rigOf();
    rig.shop.tokens.rotate("new");
    expect((await rig.send(tokenRequest())).status).toBe(200);
    expect((await rig.send(tokenRequest({ client_secret: "new" }))).status).toBe(200);
    rig.shop.tokens.rotate("newer", true);
    expect((await rig.send(tokenRequest())).status).toBe(400);
  });
});

describe("requests", () => {
  it("are 401 without a token, 404 at an unknown version, 400 without JSON", async () => {
    const rig = await rigOf();
    const token = await tokenOf(rig.shop);
    expect((await rig.send(adminRequest(SHOP))).status).toBe(401);
    expect((await rig.send(adminRequest(SHOP, {}, token, "2025-01"))).status).toBe(404);
    const broken = new Request("https://x.myshopify.com/admin/api/2026-10/graphql.json", {
      method: "POST",
      headers: { "x-shopify-access-token": token },
      body: "{",
    });
    expect((await rig.send(broken)).status).toBe(400);
  });

  it("carry the served version and a request id", async () => {
    const { headers } = await (await rigOf()).ask(SHOP);
    expect(headers.get("x-shopify-api-version")).toBe("2026-10");
    expect(headers.get("x-request-id")).toMatch(/^sim-\d+$/);
  });
});

describe("scopes", () => {
  it("deny a mutation with 200, ACCESS_DENIED and nothing done", async () => {
    const rig = await rigOf({ scopes: ["read_products"] });
    const answer = await rig.ask(SET, { input: productInput() });
    expect(answer.status).toBe(200);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("ACCESS_DENIED");
    expect(answer.errors?.[0]?.message).toContain("write_products");
    expect(rig.shop.state.products.size).toBe(0);
  });

  it("deny a single field by its type and answer the rest", async () => {
    const rig = await rigOf({ scopes: ["read_products"] });
    const answer = await rig.ask("query Two { shop { id } orders(first: 1) { nodes { id } } }");
    expect(answer.errors?.[0]?.extensions["code"]).toBe("ACCESS_DENIED");
  });

  it("of writing include reading", async () => {
    const rig = await rigOf({ scopes: ["write_products"] });
    expect((await rig.ask("query P { products(first: 1) { nodes { id } } }")).errors).toBeUndefined();
  });

  it("withhold webhook topics of records that may not be read", async () => {
    const rig = await rigOf({ scopes: ["read_products"] });
    const create = `mutation H($sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: $sub) { webhookSubscription { id } userErrors { message } } }`;
    const payload = await rig.root(create, { sub: { uri: "https://app.example/hook" } });
    expect(at(payload, "webhookSubscription")).toBeNull();
    expect(at(payload, "userErrors.0.message")).toContain("read_orders");
  });
});
