/** Release of an order's goods after the ERP's import: never before the ERP's new quantity is in the hub. */
import { expect, it } from "vitest";
import { replacePageEntries } from "../../../src/hub/desk/page.ts";
import { setWatermark } from "../../../src/hub/loads/settings.ts";
import { beginRun, commitPage, failRun, advanceLoad, leaseLoad } from "../../../src/hub/loads/loads.ts";
import { skuRecord } from "../../../src/rules/catalog/sku-key.ts";
import type { EntryKey } from "../../../src/rules/record/desk-entry.ts";
import { LAST_RUN_AT, published, type PublishWorld, seqProductOf } from "../world.ts";

const MINUTE_MS = 60_000;
const KEY = { name: "stock", company: 1, segment: 0 };
const goods = {
  1: {
    skus: [{ stock: { 1: 10_000, 2: 4_000 } }, { pack: 12, name: "CX-12", cents: 11_990, stock: { 1: 48_000 } }],
  },
  11: { skus: [{ stock: { 1: 10_000 } }] },
};

/** "P1E1 loja 1", in columns. */
function keyOf(record: string): EntryKey {
  const [sku = "", , company] = record.split(" ");
  return { ...skuRecord(sku), company: Number(company) };
}

/** A company's stock run: `until` is its final watermark; refused records keep their last good quantity. */
async function stockRun(
  { db, clock, deps }: PublishWorld,
  {
    company = 1,
    isFull = false,
    until = "2026-11-24T12:00:00",
    refused = [] as readonly string[],
    right = [] as readonly string[],
    during = async () => {},
    fails = false,
  } = {},
): Promise<void> {
  clock.advance(MINUTE_MS);
  const load = await leaseLoad(db, { ...KEY, company }, clock.now(), MINUTE_MS);
  if (!load) throw new Error("the load is already running");
  const runId = `run-${clock.now()}`;
  const begun = await beginRun(db, load, { runId, readFrom: load.watermark, readUntil: until, isFull }, clock.now());
  if (!begun) throw new Error("the load's lease was lost");
  clock.advance(1_000);
  await during();
  if (fails) {
    await failRun(db, begun, "the ERP gives no answer", clock.now(), { restart: true });
    clock.advance(MINUTE_MS);
    return;
  }
  const params = { fault: "not-a-number" } as const;
  const entries = refused.map((record) => {
    return { area: "stock", ...keyOf(record), reason: "quantity-invalid", params } as const;
  });
  const outcome = await commitPage(deps, begun, [
    advanceLoad(db, begun, { kind: "end" }, clock.now(), MINUTE_MS),
    ...replacePageEntries(db, "stock", [...refused, ...right].map(keyOf), entries, clock.now()),
  ]);
  expect(outcome).toBe("committed");
}

const reserve = (world: PublishWorld, sku: string, milli: number, importedAt: number, company = 1) =>
  world.exec(
    "INSERT INTO order_reservations (company, sku, order_id, seq_product, quantity_milli, imported_at) VALUES (?, ?, '1001', ?, ?, ?)",
    company,
    sku,
    seqProductOf(sku),
    milli,
    importedAt,
  );
const reserved = async (world: PublishWorld) =>
  (await world.rows("SELECT company, sku FROM order_reservations ORDER BY company, sku")).map(
    ({ company, sku }) => `${String(sku)}@${String(company)}`,
  );

/** An order of three pieces, sent to Shopify, whose import is known from now on. */
async function imported(): Promise<PublishWorld> {
  const world = await published(goods);
  await reserve(world, "P1E1", 3_000, world.clock.now());
  await world.exec("UPDATE stock SET sent = NULL");
  await world.run();
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([7, ["P1E1@1"]]);
  return world;
}

it("a reservation is released once a stock run that began after its import has ended; its row is then due again", async () => {
  const world = await imported();
  await stockRun(world);
  await world.run();
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([10, []]);
});

it("S14: a run that began at the instant of the import, or before it, releases nothing", async () => {
  const world = await published(goods);
  await reserve(world, "P1E1", 3_000, LAST_RUN_AT);
  await stockRun(world, { during: () => reserve(world, "P1E12", 12_000, world.clock.now()) });
  await world.drain(2);
  expect(await reserved(world)).toEqual(["P1E12@1"]);
  const before = await published(goods);
  await reserve(before, "P1E1", 3_000, LAST_RUN_AT);
  await before.drain(2);
  expect(await reserved(before)).toEqual(["P1E1@1"]);
});

it("S14: neither a failed run nor another company's releases it", async () => {
  const world = await imported();
  await stockRun(world, { fails: true });
  await stockRun(world, { company: 2 });
  await world.drain(2);
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([7, ["P1E1@1"]]);
});

it("S14: an ERP clock that is an hour behind delays nothing: the run's start by our clock counts", async () => {
  const world = await imported();
  await stockRun(world, { until: "2026-11-24T11:01:00" });
  await world.run();
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([10, []]);
});

it("S14: a watermark that an operator moves past unread records releases nothing, nor does the next run; a full run does", async () => {
  const world = await imported();
  await stockRun(world, { fails: true });
  const actor = { at: world.clock.now(), id: "a", who: "api", key: KEY };
  await setWatermark(world.db, actor, { from: "2026-11-24T11:00:00", to: "2026-11-24T12:03:00", rows: 0 });
  await world.drain(2);
  expect(await reserved(world)).toEqual(["P1E1@1"]);
  await stockRun(world);
  await world.drain(2);
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([7, ["P1E1@1"]]);
  await stockRun(world, { isFull: true });
  await world.run();
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([10, []]);
});

it("S14: a watermark moved back, or another company's, delays nothing beyond the next run", async () => {
  const world = await imported();
  const actor = { at: world.clock.now(), id: "a", who: "api", key: KEY };
  await setWatermark(world.db, actor, { from: "2026-11-24T11:00:00", to: "2026-11-24T10:00:00", rows: 0 });
  const other = { ...actor, id: "b", key: { ...KEY, company: 2 } };
  await setWatermark(world.db, other, { from: "2026-11-24T11:00:00", to: "2026-11-24T12:03:00", rows: 0 });
  await stockRun(world);
  await world.run();
  expect(await reserved(world)).toEqual([]);
});

it.each([
  ["P1E1 loja 1", 7, 4],
  ["P1E12 loja 1", 10, 3],
  ["P1E? loja 1", 7, 3], // it may be either
])(
  "S14: while record %s is refused, the order counts against that package; others are released, and it follows with a valid record",
  async (record, single, pack) => {
    const world = await imported();
    const shown = () => [world.available("P1E1", 1), world.available("P1E12", 1)];
    await reserve(world, "P11E1", 3_000, world.clock.now());
    await stockRun(world, { refused: [record] });
    await world.drain(2);
    expect([shown(), await reserved(world)]).toEqual([[single, pack], ["P1E1@1"]]);
    await stockRun(world, { refused: [record] }); // and no other record of it
    const calls = world.calls("inventorySetQuantities").length;
    await world.drain(2);
    expect([shown(), world.calls("inventorySetQuantities").length]).toEqual([[single, pack], calls]);
    await stockRun(world, { right: [record] });
    await world.run();
    expect([shown(), await reserved(world)]).toEqual([[10, 4], []]);
  },
);

it("S14: a record refused at loja 12, or of another product, delays nothing at loja 1", async () => {
  const world = await imported();
  await stockRun(world, { refused: ["P1E1 loja 12", "P11E1 loja 1", "P1E1 loja 2"] });
  await world.run();
  expect([world.available("P1E1", 1), await reserved(world)]).toEqual([10, []]);
});
