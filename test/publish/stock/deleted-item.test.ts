import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/rules/catalog/settings.ts";
import { recreate, saveCatalogSettings } from "../../../src/hub/catalog/settings.ts";
import { repairDrift } from "../../../src/hub/drift/repair.ts";
import { parkRefused } from "../../../src/hub/stock/parked-stock.ts";
import { upsertStock, STOCK_DELISTING } from "../../../src/hub/stock/erp-stock.ts";
import { published, type PublishWorld, seqProductOf } from "../world.ts";

/** Two packages at two companies each, and a neighbour in the same call. */
const goods = {
  919: {
    skus: [
      { pack: 1, stock: { 1: 10_000, 2: 10_000 } },
      { pack: 12, name: "CX-12", cents: 11_990, stock: { 1: 48_000, 2: 24_000 } },
    ],
  },
  7: { skus: [{ stock: { 1: 5_000 } }] },
};
const deleted = (world: PublishWorld) => world.shopify.control.deleteVariant(world.variant("P919E12").id);
const due = (world: PublishWorld) =>
  world.rows("SELECT company, sku FROM stock WHERE sent IS NOT hash AND parked_reason IS NULL");
const waits = (world: PublishWorld) =>
  world.rows("SELECT company, sku, parked_reason FROM stock WHERE parked_reason IS NOT NULL ORDER BY company");

/** A shop that lists an item but reports for its stock that the item does not exist. */
async function refusing() {
  let item: string | null = null;
  const refusals: number[] = [];
  const world = await published(goods, {
    fetch: (shop) => async (request) => {
      const { query = "", variables } = request.method === "POST" ? await bodyOf(request.clone()) : {};
      const lines = query.includes("mutation SetStock") ? (variables?.input?.quantities ?? []) : [];
      const line = lines.findIndex(({ inventoryItemId }) => inventoryItemId === item);
      if (line < 0) return shop(request);
      const field = ["input", "quantities", String(line), "inventoryItemId"];
      const userErrors = [{ field, code: "INVALID_INVENTORY_ITEM", message: "The item could not be found." }];
      refusals.push(world.clock.now());
      return Response.json({ data: { inventorySetQuantities: { userErrors } } });
    },
  });
  return {
    ...world,
    refusals,
    refuse: (sku: string | null) => void (item = sku === null ? null : world.variant(sku).item.id),
    /** Writes a quantity as the stock load does. */
    loadStock: (company: number, sku: string, quantityMilli: number) =>
      world.db.batch(
        upsertStock(world.db, "run", [
          {
            company,
            sku,
            seqProduct: seqProductOf(sku),
            quantityMilli,
            unlimited: 0,
            countedOn: null,
            countedAt: null,
            hash: `loaded-${quantityMilli}`,
          },
        ]),
      ),
  };
}
const bodyOf = async (request: Request) =>
  (await request.json().catch(() => ({}))) as {
    query?: string;
    variables?: { input?: { quantities?: { inventoryItemId: string }[] } };
  };
const REFUSED = [{ company: 1, sku: "P919E12", parked_reason: "item-refused" }];

describe("an item that Shopify lists and whose stock it refuses", () => {
  it("is tried five times, with growing pauses, and then waits with an entry that states the next step; its neighbours are sent", async () => {
    const world = await refusing();
    world.refuse("P919E12");
    await world.stock(1, "P919E12", 60_000);
    await world.stock(1, "P7E1", 4_000);
    const begun = world.clock.now();
    await world.drain(30);
    expect(world.refusals.map((at) => Math.round((at - begun) / 60_000))).toEqual([0, 1, 3, 6, 11]);
    expect(world.available("P7E1", 1)).toBe(4);
    expect(await waits(world)).toEqual(REFUSED);
    expect(await due(world)).toEqual([]);
    expect(await world.rows("SELECT seq_product FROM shop_products WHERE due = 1")).toEqual([]);
    const desk = await world.desk();
    expect(desk).toMatchObject([{ area: "publish-stock", record: "P919E12@1", reason: "item-refused" }]);
    expect(desk[0]?.["message"]).toContain("POST /api/catalog/skus/P919E12/recreate");
  });

  it("is tried once for each new ERP quantity, and is sent when Shopify accepts it", async () => {
    const world = await refusing();
    world.refuse("P919E12");
    await world.stock(1, "P919E12", 60_000);
    await world.drain(15);
    expect(world.refusals).toHaveLength(5);
    await world.loadStock(1, "P919E12", 60_000);
    await world.loadStock(1, "P919E12", 72_000);
    await world.drain(10);
    expect(world.refusals).toHaveLength(6);
    expect(await waits(world)).toEqual(REFUSED);
    world.refuse(null);
    await world.loadStock(1, "P919E12", 84_000);
    await world.drain(2);
    expect(world.available("P919E12", 1)).toBe(7);
    expect([await due(world), await waits(world), await world.desk()]).toEqual([[], [], []]);
    expect(await world.rows("SELECT sku FROM stock WHERE failed_attempts > 0")).toEqual([]);
  });

  it("a quantity that arrives during the last refusal is not parked with it", async () => {
    const world = await published(goods);
    const row = { company: 1, sku: "P919E12", item: world.variant("P919E12").item.id };
    await parkRefused(world.db, [{ ...row, hash: "an older one" }]).run();
    expect(await waits(world)).toEqual([]);
  });

  it("is sent when an operator requests it again, with all of its tries", async () => {
    const world = await refusing();
    world.refuse("P919E12");
    await world.stock(1, "P919E12", 60_000);
    await world.drain(15);
    expect(await recreate(world.db, 919, "P919E12")).toBe(true);
    await world.drain(15);
    expect(world.refusals).toHaveLength(10);
    world.refuse(null);
    await recreate(world.db, 919, "P919E12");
    await world.drain(2);
    expect(world.available("P919E12", 1)).toBe(5);
    expect([await due(world), await waits(world), await world.desk()]).toEqual([[], [], []]);
  });

  it("is sent when an earlier drift is repaired, and as zero when the ERP no longer returns it", async () => {
    const world = await refusing();
    world.refuse("P919E12");
    await world.stock(1, "P919E12", 60_000);
    await world.drain(15);
    await world.exec(
      "INSERT INTO drift_findings (run_id, n, kind, seq_product, sku, company) VALUES ('run', 1, 'stock', 919, 'P919E12', 1)",
    );
    await repairDrift(world.db, { runId: "run", n: null, kind: null }, world.clock.now());
    await world.drain(2);
    expect(world.refusals).toHaveLength(6);
    expect(await waits(world)).toEqual(REFUSED);
    world.refuse(null);
    for (const statement of STOCK_DELISTING.switchOff("SELECT 'P919E12'")) await world.exec(statement, null, 1);
    await world.drain(2);
    expect([world.available("P919E12", 1), await waits(world)]).toEqual([0, []]);
  });

  it("is sent as its variant's new item, also where a merchant deleted the variant", async () => {
    const world = await refusing();
    world.refuse("P919E12");
    await world.stock(1, "P919E12", 60_000);
    await world.drain(15);
    deleted(world);
    await world.exec(
      "UPDATE shop_products SET due = 1, sent_set = NULL, version = version + 1 WHERE seq_product = 919",
    );
    await world.drain(3);
    expect([world.available("P919E12", 1), world.available("P919E12", 2)]).toEqual([5, 2]);
    await world.exec(
      "UPDATE stock SET parked_reason = 'item-refused', sent = NULL WHERE company = 2 AND sku = 'P919E12'",
    );
    await world.exec(
      "UPDATE shop_variants SET inventory_item_gid = 'gid://shopify/InventoryItem/1' WHERE sku = 'P919E12'",
    );
    await world.exec(
      "UPDATE shop_products SET due = 1, sent_set = NULL, version = version + 1 WHERE seq_product = 919",
    );
    await world.drain(3);
    expect([await due(world), await waits(world), await world.desk()]).toEqual([[], [], []]);
  });
});

describe("C7: a variant deleted by a merchant, found by its stock", () => {
  it("delays no neighbour, is created again with its price and the stock of every company, and leaves no entry", async () => {
    const world = await published(goods);
    deleted(world);
    await world.stock(1, "P919E12", 60_000);
    await world.stock(1, "P919E1", 9_000);
    await world.stock(1, "P7E1", 4_000);
    await world.run();
    expect([world.available("P919E1", 1), world.available("P7E1", 1)]).toEqual([9, 4]);
    expect(await world.counts("publish-stock")).toMatchObject({ refused: 0 });
    await world.drain(2);
    expect(world.variant("P919E12").price).toBe(11_990);
    expect([world.available("P919E12", 1), world.available("P919E12", 2)]).toEqual([5, 2]);
    expect([await due(world), await waits(world), await world.desk()]).toEqual([[], [], []]);
  });

  it("all packages of a page at once are found too, by an error without a remaining neighbour", async () => {
    const world = await published({ 7: goods[7] });
    world.shopify.control.deleteVariant(world.variant("P7E1").id);
    await world.stock(1, "P7E1", 4_000);
    await world.drain(2);
    expect([world.available("P7E1", 1), await world.desk()]).toEqual([4, []]);
  });

  it("waits without a call of its own while the catalogue cannot check", async () => {
    const world = await published(goods);
    deleted(world);
    await world.stock(1, "P919E12", 60_000);
    world.shopify.faults.add({ kind: "status", status: 503, operation: "ProductVariants" });
    await world.run();
    const calls = world.callCount("SetStock");
    expect(await waits(world)).toEqual([{ company: 1, sku: "P919E12", parked_reason: "item-deleted" }]);
    await world.drain(3);
    expect(world.callCount("SetStock")).toBe(calls);
    world.shopify.faults.clear();
    await world.drain(12);
    expect([world.available("P919E12", 1), await waits(world)]).toEqual([5, []]);
  });

  it("with the setting `report` it is one entry for all companies, and its stock is sent on request", async () => {
    const world = await published(goods);
    await saveCatalogSettings(world.db, { ...DEFAULT_SETTINGS, variantDeleted: "report" });
    await world.drain(2);
    deleted(world);
    for (const company of [1, 2]) await world.stock(company, "P919E12", 60_000);
    await world.drain(2);
    const calls = world.callCount("SetStock");
    await world.stock(1, "P919E12", 72_000);
    await world.drain(2);
    expect(world.callCount("SetStock")).toBe(calls);
    expect(await world.desk()).toMatchObject([{ record: "P919E12", reason: "variant-deleted" }]);
    await recreate(world.db, 919, "P919E12");
    await world.drain(3);
    expect([world.available("P919E12", 1), world.available("P919E12", 2)]).toEqual([6, 5]);
    expect([await due(world), await waits(world), await world.desk()]).toEqual([[], [], []]);
  });

  it("is found where its first stock at a company must be activated", async () => {
    const world = await published(goods);
    deleted(world);
    await world.exec("UPDATE stock SET level_active = 0, sent = NULL WHERE company = 2 AND sku = 'P919E12'");
    await world.drain(2);
    expect([world.available("P919E12", 2), await world.desk()]).toEqual([2, []]);
  });

  it("is found where it becomes unlimited", async () => {
    const world = await published(goods);
    deleted(world);
    for (const company of [1, 2]) await world.stock(company, "P919E12", 0, true);
    await world.drain(3);
    expect([world.variant("P919E12").item.tracked, await world.desk(), await due(world)]).toEqual([false, [], []]);
  });

  it("an existing variant: the hub learns its item, and the stock is sent", async () => {
    const world = await published(goods);
    await world.exec(
      "UPDATE shop_variants SET inventory_item_gid = 'gid://shopify/InventoryItem/1' WHERE sku = 'P919E12'",
    );
    await world.stock(1, "P919E12", 60_000);
    await world.drain(3);
    expect(world.available("P919E12", 1)).toBe(5);
    expect([await due(world), await waits(world), await world.desk()]).toEqual([[], [], []]);
  });

  it("a row whose variant was created again meanwhile is not parked", async () => {
    let isOn = false;
    let hasReplaced = false;
    const world = await published(goods, {
      fetch: (shop) => async (request) => {
        const isStock = isOn && (await request.clone().text()).includes("mutation SetStock");
        if (isStock && !hasReplaced) {
          hasReplaced = true;
          await world.exec(
            "UPDATE shop_variants SET inventory_item_gid = 'gid://shopify/InventoryItem/2' WHERE sku = 'P919E12'",
          );
        }
        return shop(request);
      },
    });
    isOn = true;
    deleted(world);
    await world.stock(1, "P919E12", 60_000);
    world.shopify.faults.add({ kind: "status", status: 503, operation: "ProductVariants" });
    await world.run();
    expect([hasReplaced, await waits(world)]).toEqual([true, []]);
  });
});
