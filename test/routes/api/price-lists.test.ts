import { describe, expect, it } from "vitest";
import { DEFAULT_SCOPES, scopesWithout } from "../../../sim/shopify/options.ts";
import type { Deps } from "../../../src/deps.ts";
import { SETUP_LEASE_MS } from "../../../src/hub/loads/setup-lease.ts";
import { dyingAt } from "../../loads/world.ts";
import { publishWorld } from "../../publish/world.ts";
import { asOperator } from "./world.ts";
import { stallAt } from "../stall.ts";

function worldOf(scopes: readonly string[] = DEFAULT_SCOPES) {
  const world = publishWorld({ scopes, companyLocations: [{ name: "Padaria" }] });
  const setup = (body: unknown, by: Deps = world.deps) => asOperator(by, "POST", "price-lists/setup", { body });
  const { markets, catalogs, priceLists } = world.shopify.state;
  return {
    ...world,
    setup,
    till: { name: "Loja 1", locationId: world.locations[0]?.split("/").at(-1) },
    bakery: {
      name: "Atacado",
      companyLocationIds: [[...world.shopify.state.companyLocations.keys()][0]?.split("/").at(-1)],
    },
    counts: () => [markets.size, catalogs.size, priceLists.size],
  };
}

describe("POST /api/price-lists/setup", () => {
  it.each([
    ["no buyers", { name: "Loja 1" }],
    ["two kinds of buyers", { name: "Loja 1", locationId: "1", region: { country: "BR", state: "SP" } }],
    ["a state in small letters", { name: "SP", region: { country: "BR", state: "sp" } }],
    ["a region without its state", { name: "SP", region: { country: "BR" } }],
    ["another record's gid", { name: "Loja 1", locationId: "gid://shopify/Market/1" }],
    ["an empty list of buyers", { name: "Atacado", companyLocationIds: [] }],
    ["no name", { name: " ", locationId: "1" }],
  ])("refuses %s before it calls Shopify", async (_, body) => {
    const world = worldOf();
    expect((await world.setup(body)).status).toBe(422);
    expect(world.shopify.journal.requests).toEqual([]);
  });

  it("answers in the operator's language what Shopify refused, with its code", async () => {
    const answer = await worldOf().setup({ name: "Loja 9", locationId: "9" });
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
    const answer = await worldOf(scopesWithout("write_markets")).setup({
      name: "Brasil",
      region: { country: "BR", state: null },
    });
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("read_markets");
  });

  it("a state is refused before any call, with what works instead", async () => {
    const world = worldOf();
    const answer = await world.setup({ name: "SP", region: { country: "BR", state: "SP" } });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: "state-market" }]);
    expect(world.shopify.journal.requests).toEqual([]);
  });

  it("P9: creates the list once, and its id is the target's", async () => {
    const world = worldOf();
    const locationId = world.locations[0]?.split("/").at(-1);
    const first = await world.setup({ name: "Loja 1", locationId });
    const again = await world.setup({ name: "Loja 1", locationId });
    expect([first.status, again.status]).toEqual([201, 200]);
    const [priceListId] = world.shopify.state.priceLists.keys();
    expect(await first.json()).toMatchObject({ priceListId, made: ["market", "catalog", "priceList"] });
    expect(await again.json()).toMatchObject({ priceListId, market: { name: "Loja 1", status: "ACTIVE" }, made: [] });
  });
});

describe("POST /api/price-lists/setup, two at once", () => {
  it("the second answers that a setup runs and sends no request; the first creates one of each", async () => {
    const world = worldOf();
    const { gate, stalled, goOn } = stallAt((call) => call.port === "fetch" && world.callCount("CatalogCreate") === 0);
    const first = world.setup(world.bakery, world.isolate(gate));
    await stalled;
    const before = world.shopify.journal.requests.length;
    const second = await world.setup(world.till);
    expect([second.status, await second.json()]).toEqual([
      409,
      {
        code: "setup-in-progress",
        message:
          "Loja 1: outra chamada desta configuração está em andamento, ou ficou sem resposta há pouco; espere que ela responda, ou 3 minutos, e repita: o que já existe é adotado.",
      },
    ]);
    expect(world.shopify.journal.requests).toHaveLength(before);
    goOn();
    expect((await first).status).toBe(201);
    expect((await world.setup(world.bakery)).status).toBe(200);
    expect(world.counts()).toEqual([0, 1, 1]);
  });

  it("a call that paused longer than its lease creates nothing", async () => {
    const world = worldOf();
    // It has read that there is no catalogue, and is about to make one.
    const { gate, stalled, goOn } = stallAt(
      (call) => call.port === "d1" && world.callCount("CompanyLocationCatalogs") > 0,
    );
    const slow = world.setup(world.bakery, world.isolate(gate));
    await stalled;
    world.clock.advance(SETUP_LEASE_MS);
    expect((await world.setup(world.bakery)).status).toBe(201);
    goOn();
    const answer = await slow;
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: "setup-in-progress" })]);
    expect(world.counts()).toEqual([0, 1, 1]);
  });

  it("after a create without a response no call reads before Shopify has surely finished; then it is adopted", async () => {
    const world = worldOf();
    world.shopify.faults.add({ kind: "cutAfter", operation: "CatalogCreate", times: 1 });
    const lost = await world.setup(world.till);
    expect([lost.status, await lost.text()]).toEqual([502, expect.stringContaining("espere 3 minutos e repita")]);
    expect((await world.setup(world.till)).status).toBe(409);
    world.clock.advance(SETUP_LEASE_MS);
    const adopted = await world.setup(world.till);
    expect([adopted.status, await adopted.json()]).toEqual([201, expect.objectContaining({ made: ["priceList"] })]);
    expect(world.counts()).toEqual([1, 1, 1]);
  });

  it("a refused call does not block the next one, and is no load that an operator could pause", async () => {
    const world = worldOf();
    expect((await world.setup({ name: "Loja 9", locationId: "9" })).status).toBe(409);
    expect((await world.setup(world.till)).status).toBe(201);
    expect(await world.rows("SELECT name FROM leases")).toEqual([{ name: "setup-price-list" }]);
    expect(await world.rows("SELECT name FROM loads")).toEqual([]);
    expect(await (await asOperator(world.deps, "GET", "loads")).text()).not.toContain("setup");
  });

  it.each(["till", "bakery"] as const)(
    "P9: after a crash before or after any step (%s), the next call adopts what exists, and one of each exists",
    async (buyers) => {
      const expected = buyers === "till" ? [1, 1, 1] : [0, 1, 1];
      let halfMade = 0;
      for (let step = 1, isOver = false; !isOver; step += 1)
        for (const when of ["before", "after"] as const) {
          const world = worldOf();
          const { gate, died } = dyingAt(step, when);
          const end = await Promise.race([world.setup(world[buyers], world.isolate(gate)), died]);
          isOver = end instanceof Response;
          if (isOver) break;
          const what = `died ${when} step ${step}`;
          if (world.counts().some((count) => count > 0)) halfMade += 1;
          world.clock.advance(SETUP_LEASE_MS);
          expect((await world.setup(world[buyers])).ok, what).toBe(true);
          expect(world.counts(), what).toEqual(expected);
          expect(await (await world.setup(world[buyers])).json(), what).toMatchObject({ made: [] });
          expect(world.counts(), what).toEqual(expected);
        }
      expect(halfMade).toBeGreaterThan(3); // a check that read nothing proves nothing
    },
  );
});
