import { isValidCPF } from "@brazilian-utils/brazilian-utils";
import { describe, expect, it } from "vitest";
import { seeded } from "../../../sim/kit/world.ts";
import { startShopify } from "../../../sim/shopify/server.ts";
import { adminRequest, at, order, rigOf, SET, productInput, setStock, stocked, tokenOf } from "./rig.ts";

describe("people", () => {
  it("are recognisable, have valid CPFs, and are listed for tests that search for leaks", async () => {
    const rig = await rigOf();
    order(rig, await stocked(rig));
    const [person] = rig.shop.people.minted;
    expect(person?.name).toMatch(/ Testemunha \d{4}$/);
    expect(person?.email).toMatch(/@cliente\.example$/);
    for (let each = 0; each < 50; each += 1) expect(isValidCPF(rig.shop.people.person(each).cpf)).toBe(true);
    expect(rig.shop.people.traces()).toEqual(
      expect.arrayContaining([person?.name, person?.cpf, person?.email, person?.phone]),
    );
  });

  it("inv. 8: appear in no journal entry and no dumped state", async () => {
    const rig = await rigOf();
    const placed = order(rig, await stocked(rig));
    await rig.data("query O($id: ID!) { order(id: $id) { email localizedFields(first: 1) { nodes { value } } } }", {
      id: placed.id,
    });
    const seen =
      JSON.stringify(rig.shop.journal) + (await (await rig.send(new Request("https://x.example/_sim/state"))).text());
    for (const trace of rig.shop.people.traces()) expect(seen).not.toContain(trace);
  });
});

describe("the journal", () => {
  it("records every request and every effect, and that a replay had none", async () => {
    const rig = await rigOf();
    const { itemId, locationId } = await stocked(rig);
    const line = [{ inventoryItemId: itemId, locationId, quantity: 3, changeFromQuantity: 10 }];
    await setStock(rig, line, "k");
    await setStock(rig, line, "k");
    const [first, second] = rig.shop.journal.ofField("inventorySetQuantities").slice(-2);
    expect(first).toMatchObject({
      replayed: false,
      key: "k",
      userErrors: [],
      effects: [{ kind: "stock", from: 10, to: 3 }],
    });
    expect(second).toMatchObject({ replayed: true, effects: [] });
    expect(first?.digest).toBe(second?.digest);
    expect(rig.shop.journal.ofOperation("Stock").at(-1)).toMatchObject({
      status: 200,
      outcome: "ok",
      requested: 10,
      actual: 10,
    });
  });
});

describe("faults", () => {
  it("after the effect lose only the answer; before it everything", async () => {
    const rig = await rigOf();
    rig.shop.faults.add({ kind: "cutAfter", operation: "Set", times: 1 });
    await expect(rig.ask(SET, { input: productInput() })).rejects.toThrow("cut after");
    expect(rig.shop.state.products.size).toBe(1);
    rig.shop.faults.add({ kind: "cutBefore", operation: "Set", times: 1 });
    await expect(rig.ask(SET, { input: productInput() })).rejects.toThrow("cut before");
    expect(rig.shop.state.products.size).toBe(1);
  });
});

describe("the generator", () => {
  it("gives the same shop the same orders for a seed, and other ones for another", async () => {
    const story = async (seed: number) => {
      const rig = await rigOf({ seed });
      await stocked(rig, 500);
      rig.shop.control.generateOrders({ count: 20 });
      return [...rig.shop.state.orders.values()].map(({ name, originalTotal, lines, transactions }) =>
        [name, originalTotal, lines.length, transactions[0]?.kind, transactions[0]?.status].join(" "),
      );
    };
    const first = await story(1);
    expect(first).toHaveLength(20);
    expect(await story(1)).toEqual(first);
    expect(await story(2)).not.toEqual(first);
  });

  it("reports when nothing can be bought", async () => {
    const rig = await rigOf();
    expect(rig.shop.control.generateOrders({ count: 1 })).toEqual([{ ok: false, reason: "nothing can be bought" }]);
  });
});

describe("over HTTP", () => {
  it("the server delivers webhooks by its timer and answers the control routes", async () => {
    const received: string[] = [];
    const running = await startShopify({
      world: {
        now: () => Date.now(),
        chance: seeded(1),
        sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        fetch: async (request) => (received.push(request.url), new Response("")),
      },
    });
    try {
      const call = async (path: string, body?: unknown): Promise<unknown> => {
        const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
        return (await fetch(`${running.origin}${path}`, init)).json();
      };
      const { shopify } = running;
      const token = await tokenOf(shopify);
      const ask = async (query: string, variables: Record<string, unknown>) =>
        (await shopify.handler(adminRequest(query, variables, token))).json();
      await ask(
        'mutation H { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "https://app.example/hook" }) { userErrors { message } } }',
        {},
      );
      await ask(SET, { input: productInput() });
      const [variant] = shopify.state.variants.values();
      const [locationId] = shopify.state.locations.keys();
      expect(await call("/_sim/orders", { lines: [{ sku: "P1E1", quantity: 1 }] })).toMatchObject({ ok: false });
      await call("/_sim/stock", { inventoryItemId: variant?.item.id, locationId, available: 5 });
      const [publicationId] = shopify.state.publications.keys();
      await ask(
        "mutation P($id: ID!, $p: ID!) { publishablePublish(id: $id, input: [{ publicationId: $p }]) { userErrors { message } } }",
        { id: variant?.productId, p: publicationId },
      );
      const placed = await call("/_sim/orders", { lines: [{ sku: "P1E1", quantity: 1 }], payment: "pix" });
      expect(placed).toMatchObject({ ok: true, name: "#1001" });
      await call("/_sim/orders/pay", { id: at(placed, "id") });
      const state = await call("/_sim/state");
      expect(at(state, "orders.0.financialStatus")).toBe("PAID");
      expect(at(state, "products.0.variants.0.levels.0")).toMatchObject({ available: 4, committed: 1 });
      expect(at(await call("/_sim/journal"), "shopActions.0.effect.kind")).toBe("order-refused");
      expect(await call("/_sim/nothing")).toMatchObject({
        error: expect.stringContaining("no such control") as string,
      });
      await expect.poll(() => received).toEqual(["https://app.example/hook"]);
      await call("/_sim/faults", { kind: "status", status: 503, times: 1 });
      expect((await fetch(`${running.origin}/admin/api/2026-10/graphql.json`, { method: "POST" })).status).toBe(503);
    } finally {
      await running.close();
    }
  });
});
