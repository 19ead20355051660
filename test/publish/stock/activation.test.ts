/** An item that Shopify cannot stock at a location: temporary refusals are retried, others open an entry at once. */
import { describe, expect, it } from "vitest";
import { recreate } from "../../../src/hub/catalog/settings.ts";
import { published } from "../world.ts";

/** P1E1 is to be stocked at loja 2; Shopify refuses it with `code` until `code` is null. */
async function refusing(code: string | null, { line = true, mutation = "Activate" } = {}) {
  const tries: number[] = [];
  const state = { code };
  const world = await published(
    { 1: { skus: [{ stock: { 1: 5_000 } }] } },
    {
      fetch: (shop) => async (request) => {
        const text = request.url.endsWith("graphql.json") ? await request.clone().text() : "";
        if (state.code === null || !text.includes(`mutation ${mutation}(`)) return shop(request);
        tries.push(world.clock.now());
        const field = line ? ["inventoryItemUpdates", "0", "locationId"] : null;
        const payload = { userErrors: [{ code: state.code, field, message: "Try again." }] };
        return Response.json({ data: { inventoryBulkToggleActivation: payload, inventoryItemUpdate: payload } });
      },
    },
  );
  return { world, tries, state, minutes: () => tries.map((at) => Math.round((at - (tries[0] ?? 0)) / 60_000)) };
}
const waits = "SELECT company, sku, parked_reason FROM stock WHERE parked_reason IS NOT NULL";
const open = "SELECT * FROM runs WHERE due <> sent + refused + pending";

describe.each([
  ["GENERIC_ERROR", { line: false }],
  ["FAILED_TO_STOCK_AT_LOCATION", { line: true }],
  ["A_WORD_OF_NEXT_YEAR", { line: true }],
])("%s", (code, options) => {
  it("is retried until it succeeds, without an entry", async () => {
    const { world, tries, state } = await refusing(code, options);
    await world.stock(2, "P1E1", 3_000);
    await world.drain(2);
    expect([tries.length > 0, await world.desk()]).toEqual([true, []]);
    state.code = null;
    await world.drain(4);
    expect([world.available("P1E1", 2), await world.desk()]).toEqual([3, []]);
    expect(await world.rows("SELECT sku FROM stock WHERE failed_attempts > 0")).toEqual([]);
    expect(await world.rows(open)).toEqual([]);
  });

  it("is tried five times, with growing pauses, and then waits with an entry that states the next step", async () => {
    const { world, minutes, state } = await refusing(code, options);
    await world.stock(2, "P1E1", 3_000);
    await world.stock(1, "P1E1", 4_000);
    await world.drain(40);
    // left out and tried once more: one try
    const calls = minutes().filter((minute, index, all) => minute !== all[index - 1]);
    expect(calls).toHaveLength(5);
    const gaps = calls.slice(1).map((minute, index) => minute - (calls[index] ?? 0));
    expect(gaps[0]).toBe(1);
    expect(gaps.every((gap) => gap >= 1 && gap <= 8)).toBe(true);
    expect(calls.at(-1)).toBeGreaterThanOrEqual(6);
    expect(world.available("P1E1", 1)).toBe(4);
    expect(await world.rows(waits)).toEqual([{ company: 2, sku: "P1E1", parked_reason: "item-refused" }]);
    const desk = await world.desk();
    expect(desk).toMatchObject([{ area: "publish-stock", record: "P1E1@2", reason: "not-stocked" }]);
    expect(desk[0]?.["message"]).toContain(`(${code})`);
    expect(desk[0]?.["message"]).toContain("POST /api/catalog/skus/P1E1/recreate");
    state.code = null;
    await recreate(world.db, 1, "P1E1");
    await world.drain(3);
    expect([world.available("P1E1", 2), await world.desk(), await world.rows(waits)]).toEqual([3, [], []]);
    expect(await world.rows(open)).toEqual([]);
  });
});

it.each(["MISSING_SKU", "INVENTORY_MANAGED_BY_3RD_PARTY"])(
  "%s opens an entry at once and is not retried",
  async (code) => {
    const { world, tries } = await refusing(code);
    await world.stock(2, "P1E1", 3_000);
    await world.run();
    const before = tries.length;
    await world.drain(10);
    expect(tries).toHaveLength(before);
    const desk = await world.desk();
    expect(desk).toMatchObject([{ record: "P1E1@2", reason: "shopify-refused" }]);
    expect(desk[0]?.["message"]).toContain(`(${code})`);
  },
);

it("an item that Shopify temporarily refuses to untrack is retried too", async () => {
  const { world, state } = await refusing("ANY", { line: false, mutation: "Track" });
  await world.stock(1, "P1E1", 0, true);
  await world.drain(2);
  expect([world.variant("P1E1").item.tracked, await world.desk()]).toEqual([true, []]);
  state.code = null;
  await world.drain(4);
  expect([world.variant("P1E1").item.tracked, await world.desk()]).toEqual([false, []]);
});
