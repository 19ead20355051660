import { describe, expect, it } from "vitest";
import { adminSchema } from "../../../sim/shopify/schema.ts";
import { at, codes, locations, order, rigOf, setStock, STOCK, stocked, type Rig } from "./rig.ts";

async function rigWithLevel() {
  const rig = await rigOf();
  const { itemId, locationId } = await stocked(rig, 10);
  const line = (quantity: number) => [{ inventoryItemId: itemId, locationId, quantity, changeFromQuantity: null }];
  const available = () => rig.shop.state.items.get(itemId)?.levels.get(locationId)?.available;
  return { rig, line, available };
}
const writes = (rig: Rig, to: number) =>
  rig.shop.journal.effects("stock").filter(({ effect }) => effect["to"] === to).length;

describe("@idempotent", () => {
  it("is required by exactly the 16 mutations whose description requires it", () => {
    expect([...adminSchema().idempotencyRequired].sort()).toEqual([
      "inventoryActivate",
      "inventoryAdjustQuantities",
      "inventoryMoveQuantities",
      "inventorySetOnHandQuantities",
      "inventorySetQuantities",
      "inventoryShipmentAddItems",
      "inventoryShipmentCreate",
      "inventoryShipmentCreateInTransit",
      "inventoryShipmentReceive",
      "inventoryTransferCreate",
      "inventoryTransferCreateAsReadyToShip",
      "inventoryTransferDuplicate",
      "inventoryTransferSetItems",
      "locationActivate",
      "locationDeactivate",
      "refundCreate",
    ]);
  });

  it("missing where it is required is an error, and nothing is done", async () => {
    const { rig, line, available } = await rigWithLevel();
    const bare = STOCK.replace(", $key: String!", "").replace(" @idempotent(key: $key)", "");
    const answer = await rig.ask(bare, { input: { name: "available", reason: "correction", quantities: line(3) } });
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining("@idempotent directive is required") as string,
      extensions: { code: "BAD_REQUEST" },
    });
    expect(available()).toBe(10);
  });

  it("blank is an error, and so is one on a mutation that takes none", async () => {
    const { rig, line } = await rigWithLevel();
    expect(
      (await rig.ask(STOCK, { key: "  ", input: { name: "available", reason: "correction", quantities: line(3) } }))
        .errors?.[0]?.message,
    ).toContain("empty string");
    const tags = `mutation T { tagsAdd(id: "gid://shopify/Product/1", tags: ["a"]) @idempotent(key: "k") { userErrors { message } } }`;
    expect((await rig.ask(tags)).errors?.[0]?.message).toContain("not supported");
  });

  it("S5: same key and variables give the stored answer without a second effect", async () => {
    const { rig, line, available } = await rigWithLevel();
    const first = await setStock(rig, line(7), "k");
    rig.shop.control.setStock(...levelKey(rig), 99);
    const second = await setStock(rig, line(7), "k");
    expect(second).toEqual(first);
    expect(writes(rig, 7)).toBe(1);
    expect(available()).toBe(99);
  });

  it("S5: same key and other variables are a mismatch, whatever the order of the fields", async () => {
    const { rig, line, available } = await rigWithLevel();
    await setStock(rig, line(7), "k");
    expect(codes(await setStock(rig, line(8), "k"))).toEqual(["IDEMPOTENCY_KEY_PARAMETER_MISMATCH"]);
    expect(available()).toBe(7);
    const [{ inventoryItemId, ...rest } = {}] = line(7);
    expect(codes(await setStock(rig, [{ ...rest, inventoryItemId }], "k"))).toEqual([]);
  });

  it("S2: the same key while the first is under way is answered as concurrent, then as the first", async () => {
    const slow = await rigOf({ processingMs: 1_000 });
    const [location] = locations(slow);
    const item = await firstItem(slow);
    const line = [{ inventoryItemId: item, locationId: location, quantity: 4, changeFromQuantity: null }];
    const first = setStock(slow, line, "k");
    await new Promise((resolve) => setImmediate(resolve));
    expect(codes(await setStock(slow, line, "k"))).toEqual(["IDEMPOTENCY_CONCURRENT_REQUEST"]);
    slow.world.advance(1_000);
    expect(codes(await first)).toEqual([]);
    expect(codes(await setStock(slow, line, "k"))).toEqual([]);
    expect(writes(slow, 4)).toBe(1);
  });

  it("is remembered for 24 h and no longer", async () => {
    const { rig, line } = await rigWithLevel();
    await setStock(rig, line(7), "k");
    rig.world.advance(23 * 3_600_000);
    expect(codes(await setStock(rig, line(8), "k"))).toEqual(["IDEMPOTENCY_KEY_PARAMETER_MISMATCH"]);
    rig.world.advance(3_600_000);
    await rig.signIn();
    expect(codes(await setStock(rig, line(8), "k"))).toEqual([]);
  });

  it("of a request that broke answers PREVIOUS_ATTEMPT_FAILED and needs a new key", async () => {
    const { rig, line, available } = await rigWithLevel();
    rig.shop.control.breakNext("inventorySetQuantities");
    const broken = await rig.ask(STOCK, {
      key: "k",
      input: { name: "available", reason: "correction", quantities: line(5) },
    });
    expect(broken.errors?.[0]?.extensions["code"]).toBe("INTERNAL_SERVER_ERROR");
    expect(codes(await setStock(rig, line(5), "k"))).toEqual(["IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"]);
    expect(codes(await setStock(rig, line(5), "k2"))).toEqual([]);
    expect(available()).toBe(5);
  });

  it("inv. 5: a refund repeated with its key moves the money once", async () => {
    const rig = await rigOf();
    const placed = order(rig, await stocked(rig));
    const [sale] = placed.transactions;
    const refund = `mutation R($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "r") { refund { id } userErrors { message } } }`;
    const input = {
      orderId: placed.id,
      transactions: [
        { orderId: placed.id, parentId: sale?.id, kind: "REFUND", gateway: sale?.gateway, amount: "5.00" },
      ],
    };
    const first = await rig.root(refund, { input });
    expect(await rig.root(refund, { input })).toEqual(first);
    expect(at(first, "refund.id")).toBeTypeOf("string");
    expect(placed.refunds).toHaveLength(1);
  });
});

function levelKey(rig: Rig): [string, string] {
  for (const item of rig.shop.state.items.values())
    for (const locationId of item.levels.keys()) return [item.id, locationId];
  throw new Error("no level");
}

async function firstItem(rig: Rig): Promise<string> {
  const set = rig.root(
    "mutation S($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { code } } }",
    { input: { title: "A" } },
  );
  await new Promise((resolve) => setImmediate(resolve));
  rig.world.advance(1_000);
  await set;
  return [...rig.shop.state.items.keys()][0] ?? "";
}
