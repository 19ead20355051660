import { describe, expect, it } from "vitest";
import { at, codes, locations, order, rigOf, SET, setStock, STOCK, stocked, str, type Rig } from "./rig.ts";

const LEVEL = `query L($ids: [ID!]!, $location: ID!) { nodes(ids: $ids) { ... on InventoryItem { id tracked active: inventoryLevel(locationId: $location) { isActive } any: inventoryLevel(locationId: $location, includeInactive: true) { isActive quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } }`;

async function level(rig: Rig, itemId: string, location: string) {
  const answer = at(await rig.root(LEVEL, { ids: [itemId], location }), "0");
  const quantities = (at(answer, "any.quantities") ?? []) as { name: string; quantity: number }[];
  return {
    shown: at(answer, "active") !== null,
    isActive: at(answer, "any.isActive"),
    ...Object.fromEntries(quantities.map(({ name, quantity }) => [name, quantity])),
  };
}

describe("inventorySetQuantities", () => {
  it("S6: wants changeFromQuantity in every line, null included", async () => {
    const rig = await rigOf();
    const { itemId, locationId } = await stocked(rig);
    const quantities = [{ inventoryItemId: itemId, locationId, quantity: 1 }];
    const answer = await rig.ask(STOCK, { key: "k", input: { name: "available", reason: "correction", quantities } });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("INVALID_FIELD_ARGUMENTS");
    expect(answer.errors?.[0]?.message).toContain("changeFromQuantity");
    expect(codes(await setStock(rig, [{ ...quantities[0], changeFromQuantity: null }], "k2"))).toEqual([]);
  });

  it("S3: is all or nothing: one stale line keeps the others out and is named by its index", async () => {
    const rig = await rigOf();
    const { itemId, locationId } = await stocked(rig, 10);
    const [, second] = locations(rig);
    const payload = await setStock(
      rig,
      [
        { inventoryItemId: itemId, locationId: second, quantity: 4, changeFromQuantity: 0 },
        { inventoryItemId: itemId, locationId, quantity: 4, changeFromQuantity: 9 },
      ],
      "k",
    );
    expect(codes(payload)).toEqual(["CHANGE_FROM_QUANTITY_STALE"]);
    expect(at(payload, "userErrors.0.field")).toEqual(["input", "quantities", "1", "changeFromQuantity"]);
    expect(await level(rig, itemId, second)).toMatchObject({ isActive: undefined });
    expect(await level(rig, itemId, locationId)).toMatchObject({ available: 10 });
  });

  it.each([
    ["INVALID_NAME", {}, { name: "committed" }],
    ["INVALID_REASON", {}, { reason: "porque sim" }],
    ["INVALID_REFERENCE_DOCUMENT", {}, { referenceDocumentUri: "carga 12" }],
    ["INVALID_QUANTITY_NEGATIVE", { quantity: -1 }, {}],
    ["INVALID_QUANTITY_TOO_HIGH", { quantity: 1_000_000_001 }, {}],
    ["INVALID_INVENTORY_ITEM", { inventoryItemId: "gid://shopify/InventoryItem/1" }, {}],
    ["INVALID_LOCATION", { locationId: "gid://shopify/Location/1" }, {}],
  ])("answers %s for %j %j", async (code, line, input) => {
    const rig = await rigOf();
    const { itemId, locationId } = await stocked(rig);
    expect(
      codes(
        await setStock(
          rig,
          [{ inventoryItemId: itemId, locationId, quantity: 5, changeFromQuantity: null, ...line }],
          "k",
          input,
        ),
      ),
    ).toEqual([code]);
    expect(await level(rig, itemId, locationId)).toMatchObject({ available: 10 });
  });

  it("refuses the same item and location twice", async () => {
    const rig = await rigOf();
    const { itemId, locationId } = await stocked(rig);
    const line = { inventoryItemId: itemId, locationId, quantity: 5, changeFromQuantity: null };
    expect(codes(await setStock(rig, [line, line], "k"))).toEqual(["NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"]);
  });

  it("S14: sets available beside what is committed, or on_hand with it", async () => {
    const rig = await rigOf();
    const at1 = await stocked(rig, 10);
    order(rig, at1);
    const { itemId, locationId } = at1;
    expect(await level(rig, itemId, locationId)).toMatchObject({ available: 8, committed: 2, on_hand: 10 });
    await setStock(rig, [{ inventoryItemId: itemId, locationId, quantity: 20, changeFromQuantity: 8 }], "k1");
    expect(await level(rig, itemId, locationId)).toMatchObject({ available: 20, committed: 2, on_hand: 22 });
    await setStock(rig, [{ inventoryItemId: itemId, locationId, quantity: 20, changeFromQuantity: 22 }], "k2", {
      name: "on_hand",
    });
    expect(await level(rig, itemId, locationId)).toMatchObject({ available: 18, committed: 2, on_hand: 20 });
  });

  it("takes stock for an inactive level in silence; it does not sell and only includeInactive shows it", async () => {
    const rig = await rigOf();
    const { itemId, variantId, locationId } = await stocked(rig, 0);
    const [, second] = locations(rig);
    expect(
      codes(
        await setStock(
          rig,
          [{ inventoryItemId: itemId, locationId: second, quantity: 7, changeFromQuantity: null }],
          "k",
        ),
      ),
    ).toEqual([]);
    expect(await level(rig, itemId, second)).toEqual({
      shown: false,
      isActive: false,
      available: 7,
      committed: 0,
      on_hand: 7,
    });
    expect(rig.shop.control.placeOrder({ lines: [{ variantId, quantity: 1 }] })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("not enough stock") as string,
    });
    expect(locationId).not.toBe(second);
  });
});

describe("inventoryAdjustQuantities", () => {
  it("adds deltas, compares, and refuses other names", async () => {
    const rig = await rigOf();
    const { itemId, locationId } = await stocked(rig, 10);
    const adjust = `mutation A($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { userErrors { code } } }`;
    const input = (over: Record<string, unknown>, name = "available") => ({
      name,
      reason: "correction",
      changes: [{ inventoryItemId: itemId, locationId, delta: -3, changeFromQuantity: 10, ...over }],
    });
    expect(codes(await rig.root(adjust, { key: "1", input: input({ changeFromQuantity: 11 }) }))).toEqual([
      "CHANGE_FROM_QUANTITY_STALE",
    ]);
    expect(codes(await rig.root(adjust, { key: "2", input: input({}, "on_hand") }))[0]).toBe("INVALID_QUANTITY_NAME");
    expect(codes(await rig.root(adjust, { key: "3", input: input({}) }))).toEqual([]);
    expect(await level(rig, itemId, locationId)).toMatchObject({ available: 7 });
  });
});

describe("activation", () => {
  const ACTIVATE = `mutation A($item: ID!, $location: ID!, $available: Int, $key: String!) { inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available) @idempotent(key: $key) { inventoryLevel { isActive } userErrors { field message } } }`;
  const TOGGLE = `mutation T($item: ID!, $updates: [InventoryBulkToggleActivationInput!]!) { inventoryBulkToggleActivation(inventoryItemId: $item, inventoryItemUpdates: $updates) { userErrors { field message code } } }`;

  it("inventoryActivate without a quantity gives back the quantity of the level", async () => {
    const rig = await rigOf();
    const { itemId } = await stocked(rig);
    const [, second] = locations(rig);
    await setStock(rig, [{ inventoryItemId: itemId, locationId: second, quantity: 7, changeFromQuantity: null }], "k");
    expect(at(await rig.root(ACTIVATE, { item: itemId, location: second, key: "a" }), "inventoryLevel.isActive")).toBe(
      true,
    );
    expect(await level(rig, itemId, second)).toMatchObject({ shown: true, available: 7 });
    expect(codes(await rig.root(ACTIVATE, { item: itemId, location: second, available: 1, key: "b" }))[0]).toContain(
      "already active",
    );
    expect(
      codes(await rig.root(ACTIVATE, { item: itemId, location: "gid://shopify/Location/1", key: "c" }))[0],
    ).toContain("location");
  });

  it("inventoryBulkToggleActivation refuses what it must, and does all or nothing", async () => {
    const rig = await rigOf();
    const at1 = await stocked(rig, 10);
    const { itemId, locationId } = at1;
    const [, second, third] = locations(rig);
    const toggle = (updates: [string, boolean][], item = itemId) =>
      rig.root(TOGGLE, { item, updates: updates.map(([id, activate]) => ({ locationId: id, activate })) });
    expect(codes(await toggle([[locationId, false]]))).toEqual(["CANNOT_DEACTIVATE_FROM_ONLY_LOCATION"]);
    expect(
      codes(
        await toggle([
          [second, true],
          ["gid://shopify/Location/1", true],
        ]),
      ),
    ).toEqual(["LOCATION_NOT_FOUND"]);
    expect(await level(rig, itemId, second)).toMatchObject({ shown: false });
    order(rig, at1);
    expect(
      codes(
        await toggle([
          [second, true],
          [locationId, false],
        ]),
      ),
    ).toEqual(["COMMITTED_INVENTORY_AT_LOCATION"]);
    expect(
      codes(
        await toggle([
          [second, true],
          [third, true],
        ]),
      ),
    ).toEqual([]);
    expect(await level(rig, itemId, third)).toMatchObject({ shown: true });
    const bare = str(await rig.root(SET, { input: { title: "Sem SKU" } }), "product.variants.nodes.0.inventoryItem.id");
    expect(codes(await toggle([[second, true]], bare))).toEqual(["MISSING_SKU"]);
    expect(codes(await toggle([[second, true]], "gid://shopify/InventoryItem/1"))).toEqual([
      "INVENTORY_ITEM_NOT_FOUND",
    ]);
  });
});

describe("inventoryItemUpdate", () => {
  it("switches tracking, and an untracked item is sold without stock", async () => {
    const rig = await rigOf();
    const { itemId, variantId } = await stocked(rig, 0);
    const update = `mutation U($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { inventoryItem { tracked } userErrors { message } } }`;
    expect(rig.shop.control.placeOrder({ lines: [{ variantId, quantity: 1 }] }).ok).toBe(false);
    expect(at(await rig.root(update, { id: itemId, input: { tracked: false } }), "inventoryItem.tracked")).toBe(false);
    expect(rig.shop.control.placeOrder({ lines: [{ variantId, quantity: 1 }] }).ok).toBe(true);
    expect(codes(await rig.root(update, { id: itemId, input: { harmonizedSystemCode: "12" } }))).toHaveLength(1);
  });
});
