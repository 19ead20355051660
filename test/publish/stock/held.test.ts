/** Phantom stock: what a store cuts again and again is not for sale there until its next count. */
import { expect, it } from "vitest";
import { insertEvents, type NewEvent } from "../../../src/hub/orders/erp-events.ts";
import { storePush } from "../../../src/hub/orders/erp-pushes.ts";
import { upsertStock } from "../../../src/hub/stock/erp-stock.ts";
import { countCuts, endCounted, readHeld, releaseHeld } from "../../../src/hub/stock/stock-cuts.ts";
import { drift } from "../../../src/crons/drift.ts";
import { repairDrift } from "../../../src/hub/drift/repair.ts";
import { changeOrderRules } from "../../../src/setup/order-rules.ts";
import { fromErpTime } from "../../../src/rules/brazil/erp-time.ts";
import type { EventItem } from "../../../src/rules/orders/erp-event.ts";
import { cutsOf } from "../../../src/rules/stock/cuts.ts";
import { compare } from "../../drift/compare-all.ts";
import { published, type ProductSpec, type PublishWorld } from "../world.ts";

const item = (attendedMilli: number, sku = "P1E1", orderedMilli = 2_000): EventItem => ({
  sku,
  orderedMilli,
  attendedMilli,
  priceCents: null,
});
const cutOf = (
  orderId: string,
  items: readonly EventItem[] = [item(0)],
  {
    company = 1,
    at = "2026-11-24T08:00:00",
    number = `${orderId}1`,
  }: { company?: number | null; at?: string; number?: string } = {},
): NewEvent => ({
  event: {
    eventKey: number,
    orderId,
    seqPedido: null,
    nroPedVenda: null,
    company,
    type: "ALTERADO",
    happenedAt: at,
    items,
    invoice: null,
    motive: null,
  },
  state: null,
});

/** A page of events, as the poll stores it. */
const store = (world: PublishWorld, ...events: NewEvent[]) =>
  world.db.batch([
    ...countCuts(world.db, cutsOf(events), world.clock.now()),
    insertEvents(world.db, events, world.clock.now()),
  ]);
/** A record of a stock page with the date of its last count; the figure stays. */
const counted = async (world: PublishWorld, countedOn: string | null, company = 1, sku = "P1E1") => {
  const statements = endCounted(
    world.db,
    [
      {
        company,
        sku,
        seqProduct: 1,
        quantityMilli: 10_000,
        unlimited: 0,
        hash: "same",
        countedOn,
        countedAt: countedOn === null ? null : fromErpTime(countedOn),
      },
    ],
    world.clock.now(),
  );
  if (statements.length > 0) await world.db.batch([...statements]);
};
const setRule = async (world: PublishWorld, holdAfterCuts: number) =>
  expect(await changeOrderRules(world.deps, { holdAfterCuts })).toMatchObject({ kind: "changed" });
const rowsOf = (world: PublishWorld) =>
  world.rows(
    "SELECT company, sku, json_array_length(events) AS n, held_at IS NOT NULL AS held, counted_on FROM stock_cuts ORDER BY company, sku",
  );
const openCuts = async (world: PublishWorld) => (await world.desk()).filter(({ reason }) => reason === "cut-again");

async function start(rule = 3, product: ProductSpec = { skus: [{ stock: { 1: 10_000, 2: 4_000 } }] }) {
  const world = await published({ 1: product });
  if (rule > 0) await setRule(world, rule);
  return world;
}

it("the third order that a store cuts a SKU from holds it back there: zero in Shopify, and at the desk", async () => {
  const world = await start();
  await store(world, cutOf("1"), cutOf("2"));
  await world.run();
  expect([world.available("P1E1", 1), await rowsOf(world)]).toEqual([
    10,
    [{ company: 1, sku: "P1E1", n: 2, held: 0, counted_on: null }],
  ]);
  await store(world, cutOf("3"));
  await world.run();
  // The other store still sells it, and the entry stays although the zero was sent.
  expect([world.available("P1E1", 1), world.available("P1E1", 2)]).toEqual([0, 4]);
  expect(await openCuts(world)).toMatchObject([{ record: "P1E1@1", message: expect.stringContaining("3 pedidos") }]);
  expect(await readHeld(world.db, { company: 0, sku: "" }, 10)).toMatchObject([
    { company: 1, sku: "P1E1", cuts: 3, quantityMilli: 10_000, countedOn: null },
  ]);
});

it("three orders of one page hold it back at once; a new figure of the ERP changes nothing", async () => {
  const world = await start();
  await store(world, cutOf("1"), cutOf("2"), cutOf("3"));
  await world.run();
  await world.stock(1, "P1E1", 25_000);
  await world.run();
  expect(world.available("P1E1", 1)).toBe(0);
});

it("an order counts once, whether its event comes again, with a number, by the other way, or with a later cut", async () => {
  const world = await start(2);
  await store(world, cutOf("1"));
  await store(world, cutOf("1"));
  await store(world, cutOf("1", [item(0)], { number: "another" }));
  await store(world, cutOf("1", [item(0)], { at: "2026-11-24T09:00:00", number: "later" }));
  const push = { events: [cutOf("1")], skus: [], key: { tokenId: "t", pushKey: "k", digest: "d" } };
  await storePush(world.db, push, world.clock.now());
  expect(await rowsOf(world)).toMatchObject([{ n: 1, held: 0 }]);
});

it("an order counts once although its event came to the desk meanwhile (seed 792902292)", async () => {
  const world = await start(2);
  await store(world, cutOf("1"));
  await world.db.prepare("UPDATE erp_events SET state = 'desk'").run();
  await store(world, cutOf("1"));
  await store(world, cutOf("1", [item(0)], { at: "2026-11-24T09:00:00", number: "later" }));
  expect(await rowsOf(world)).toMatchObject([{ n: 1, held: 0 }]);
});

it("an event that was at the desk when it came counts nothing when it is read again", async () => {
  const world = await start(2);
  await store(world, { ...cutOf("1"), state: "desk" });
  await store(world, cutOf("1"));
  expect(await rowsOf(world)).toEqual([]);
});

it("a push counts too, once, and one that is refused counts nothing", async () => {
  const world = await start(2);
  const push = (orderId: string, pushKey: string, digest = pushKey, sku = "P1E1") =>
    storePush(
      world.db,
      {
        events: [cutOf(orderId, [item(0, sku)])],
        skus: [{ seqProduct: sku === "P1E1" ? 1 : 9, sku, at: 0 }],
        key: { tokenId: "t", pushKey, digest },
      },
      world.clock.now(),
    );
  expect(await push("1", "a")).toMatchObject({ kind: "stored" });
  expect(await push("1", "a")).toMatchObject({ kind: "stored" });
  expect(await push("2", "a", "other")).toEqual({ kind: "keyReused" });
  expect(await push("3", "c", "c", "P9E1")).toMatchObject({ kind: "skuUnknown" });
  expect(await rowsOf(world)).toMatchObject([{ n: 1, held: 0 }]);
  expect(await push("2", "b")).toMatchObject({ kind: "stored" });
  expect(await rowsOf(world)).toMatchObject([{ n: 2, held: 1 }]);
});

it.each([
  ["the ERP says that there is none", async (world: PublishWorld) => world.stock(1, "P1E1", 0), cutOf("1")],
  ["it is sold without limit", async (world: PublishWorld) => world.stock(1, "P1E1", 0, true), cutOf("1")],
  ["nothing is missing", async () => undefined, cutOf("1", [item(2_000)])],
  ["neither event nor order names a store", async () => undefined, cutOf("1", [item(0)], { company: null })],
  ["the event waits for an operator", async () => undefined, { ...cutOf("1"), state: "desk" as const }],
])("no cut counts when %s", async (_name, before, event) => {
  const world = await start(1);
  await before(world);
  await store(world, event);
  expect(await rowsOf(world)).toEqual([]);
});

it("an event without a store means the order's", async () => {
  const world = await start(1);
  await world.exec(
    "INSERT INTO orders (order_id, state, found_by, company, created_at, updated_at) VALUES ('7', 'imported', 'webhook', 2, 0, 0)",
  );
  await store(world, cutOf("7", [item(0)], { company: null }));
  await world.run();
  expect([world.available("P1E1", 1), world.available("P1E1", 2)]).toEqual([10, 0]);
});

it("goods by weight that came out lighter are no cut; none of them at all is one", async () => {
  const world = await start(1, { weighed: true, multipleMilli: 100, skus: [{ stock: { 1: 10_000 } }] });
  await store(world, cutOf("1", [item(1_950)]));
  expect(await rowsOf(world)).toEqual([]);
  await store(world, cutOf("2", [item(0)]));
  expect(await rowsOf(world)).toMatchObject([{ n: 1, held: 1 }]);
});

it("off, which is the default, counts nothing; switched off, everything is on sale again", async () => {
  const world = await start(0);
  await store(world, cutOf("1"), cutOf("2"), cutOf("3"));
  expect(await rowsOf(world)).toEqual([]);
  await setRule(world, 1);
  await store(world, cutOf("3"), cutOf("4"));
  await world.run();
  expect([world.available("P1E1", 1), (await openCuts(world)).length]).toEqual([0, 1]);
  await setRule(world, 0);
  await world.run();
  expect([world.available("P1E1", 1), await openCuts(world), await rowsOf(world)]).toEqual([10, [], []]);
});

it.each([
  ["after the last cut", ["2026-11-24T08:30:00"]],
  ["later than the first one seen", ["2026-11-20", "2026-11-21"]],
])("a count %s ends it, and the entry closes itself", async (_name, dates) => {
  const world = await start(1);
  await store(world, cutOf("1"));
  await world.run();
  for (const date of dates.slice(0, -1)) {
    await counted(world, date);
    await counted(world, date);
    await world.run();
    expect([world.available("P1E1", 1), (await openCuts(world)).length]).toEqual([0, 1]);
  }
  await counted(world, dates.at(-1) ?? "");
  await world.run();
  expect([world.available("P1E1", 1), await openCuts(world), await rowsOf(world)]).toEqual([10, [], []]);
  // The events that the poll reads again after the count are no new cuts.
  await store(world, cutOf("1"));
  expect(await rowsOf(world)).toEqual([]);
});

it("a record without a date, of another store or of another SKU ends nothing", async () => {
  const world = await start(1);
  await store(world, cutOf("1"));
  await counted(world, null);
  await counted(world, "2026-11-25T08:00:00", 2);
  await counted(world, "2026-11-25T08:00:00", 1, "P1E12");
  expect(await rowsOf(world)).toMatchObject([{ held: 1, counted_on: null }]);
});

it("a person releases it: on sale again, audited, and counted from the beginning", async () => {
  const world = await start(2);
  await store(world, cutOf("1"), cutOf("2"));
  await world.run();
  const actor = { at: world.clock.now(), id: "a", who: "Rita" };
  const keys = [
    { company: 1, sku: "P1E1" },
    { company: 2, sku: "P1E1" },
  ];
  expect(await releaseHeld(world.db, actor, keys)).toBe(1);
  await world.run();
  expect([world.available("P1E1", 1), await openCuts(world)]).toEqual([10, []]);
  expect(await world.rows("SELECT who, act, before, rows FROM audit WHERE act = 'stock-release'")).toEqual([
    { who: "Rita", act: "stock-release", before: "P1E1@1, P1E1@2", rows: 2 },
  ]);
  await store(world, cutOf("3"));
  expect(await rowsOf(world)).toMatchObject([{ n: 1, held: 0 }]);
});

it("the comparison expects the zero, and a repair of another figure sends it again", async () => {
  const world = await start(1);
  await store(world, cutOf("1"));
  await world.run();
  expect((await compare(world, drift)).found).toEqual([]);
  world.shopify.control.setStock(world.variant("P1E1").item.id, world.locations[0] ?? "", 10);
  const { run, found } = await compare(world, drift);
  expect(found).toEqual(["stock P1 P1E1 1 0 10"]);
  await repairDrift(world.db, { runId: run.id, n: null, kind: null }, world.clock.now());
  await world.run();
  expect(world.available("P1E1", 1)).toBe(0);
});

it("a hold that comes while the lane sends the old figure leaves the row due", async () => {
  const world = await start(1);
  await world.stock(1, "P1E1", 8_000);
  const from = world.isolate(async ({ label }, effect) => {
    if (label.includes("graphql")) await store(world, cutOf("1"));
    return effect();
  });
  await world.run(from);
  await world.run();
  expect(world.available("P1E1", 1)).toBe(0);
});

it("the page's batch is one: a stock page that is stored ends the hold and keeps the figure", async () => {
  const world = await start(1);
  await store(world, cutOf("1"));
  const row = { company: 1, sku: "P1E1", seqProduct: 1, quantityMilli: 6_000, unlimited: 0, hash: "new" };
  const page = [{ ...row, countedOn: "2026-11-25T00:00:00", countedAt: fromErpTime("2026-11-25T00:00:00") }];
  await world.db.batch([...endCounted(world.db, page, world.clock.now()), ...upsertStock(world.db, "r", page)]);
  await world.run();
  expect(world.available("P1E1", 1)).toBe(6);
});
