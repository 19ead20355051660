import { describe, expect, it } from "vitest";
import { DEFAULT_SCOPES } from "../../sim/shopify/options.ts";
import type { Deps } from "../../src/deps.ts";
import { routes } from "../../src/routes/index.ts";
import { publishWorld } from "../crons/publish-world.ts";

const OPS_TOKEN = "operator-token-0123";

function worldOf(scopes: readonly string[] = [...DEFAULT_SCOPES, "write_markets"]) {
  const world = publishWorld({ scopes, companyLocations: [{ name: "Padaria" }] });
  const deps: Deps = { ...world.deps, config: { ...world.deps.config, opsToken: OPS_TOKEN } };
  const setUp = (body: unknown) =>
    routes(
      new Request("https://gondola.example/api/price-lists/set-up", {
        method: "POST",
        headers: { authorization: `Bearer ${OPS_TOKEN}` },
        body: JSON.stringify(body),
      }),
      deps,
      { waitUntil: () => undefined },
    );
  return { ...world, setUp };
}

describe("POST /api/price-lists/set-up", () => {
  it.each([
    ["no buyers", { name: "Loja 1" }],
    ["two kinds of buyers", { name: "Loja 1", location: "1", region: { country: "BR", state: "SP" } }],
    ["a state in small letters", { name: "SP", region: { country: "BR", state: "sp" } }],
    ["a region without its state", { name: "SP", region: { country: "BR" } }],
    ["another record's gid", { name: "Loja 1", location: "gid://shopify/Market/1" }],
    ["nobody", { name: "Atacado", companyLocations: [] }],
    ["no name", { name: " ", location: "1" }],
  ])("refuses %s before it asks Shopify", async (_, body) => {
    const world = worldOf();
    expect((await world.setUp(body)).status).toBe(422);
    expect(world.shopify.journal.requests).toEqual([]);
  });

  it("says in the operator's language what Shopify refused, with its code", async () => {
    const answer = await worldOf().setUp({ name: "Loja 9", location: "9" });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      {
        code: "shopify-refused",
        message: "Loja 9: a Shopify não aceitou o mercado; veja details, corrija e repita.",
        details: ["CONDITIONS_NOT_FOUND: Conditions not found."],
      },
    ]);
  });

  it("a missing scope is named", async () => {
    const answer = await worldOf(DEFAULT_SCOPES).setUp({ name: "SP", region: { country: "BR", state: "SP" } });
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("read_markets");
  });

  it("P9: makes the list once, and its gid is the target's", async () => {
    const world = worldOf();
    const location = world.locations[0]?.split("/").at(-1);
    const first = await world.setUp({ name: "Loja 1", location });
    const again = await world.setUp({ name: "Loja 1", location });
    expect([first.status, again.status]).toEqual([201, 200]);
    const [gid] = world.shopify.state.priceLists.keys();
    expect(await first.json()).toMatchObject({ gid, made: ["market", "catalog", "priceList"] });
    expect(await again.json()).toMatchObject({ gid, market: { name: "Loja 1", status: "ACTIVE" }, made: [] });
  });
});
