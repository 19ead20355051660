/** The action log: one open action an order, fenced by the order's lease, kept as long as the order's timeline. */
import { beforeEach, expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migratedLive } from "../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { LeaseLost } from "../../src/hub/d1/fenced-batch.ts";
import {
  actionsOf,
  beginAction,
  endAction,
  markActionSent,
  openActionOf,
  type NewAction,
} from "../../src/hub/orders/actions.ts";
import { leaseOrder, moveOrder, type OrderRow } from "../../src/hub/orders/orders.ts";
import { keptLog } from "../hub-of-test.ts";
import { testClock, testRandom } from "../loads/world.ts";

const clock = testClock();
const random = testRandom();
let db: D1Database;
let row: OrderRow;

const EDIT: NewAction = {
  kind: "edit",
  about: "alteration 7001",
  idempotencyKey: "key-1",
  intent: { before: { "1": 2 }, after: { "1": 1 } },
  isSent: true,
};
const entry = { step: "edit", cause: "erp-event", outcome: "sent" };
const { log } = keptLog(clock);
const ports = () => ({ db, clock, random, log });
const leased = async (lease: string) =>
  leaseOrder(db, { orderId: "1", foundBy: "webhook", cause: "webhook", onlyIfDue: false, lease, now: clock.now() });

beforeEach(async () => {
  db = d1Binding(SqliteEngine.open({ template: migratedLive() }), openGate);
  const first = await leased("holder-1");
  if (!first) throw new Error("no lease");
  row = first.row;
  expect(first.openAction).toBeNull();
});

it("an intent is written with the step, and the next holder finds it open", async () => {
  const intended = { ...EDIT, isSent: false };
  row = await moveOrder(ports(), row, {}, entry, [beginAction(db, "1", intended, clock.now())]);
  const open = await openActionOf(db, "1");
  expect(open).toMatchObject({ n: 1, kind: "edit", state: "intended", sentAt: null, idempotencyKey: "key-1" });
  expect(JSON.parse(open?.intent ?? "")).toEqual(EDIT.intent);
  clock.advance(10_000);
  row = await moveOrder(ports(), row, {}, entry, [markActionSent(db, "1", clock.now())]);
  const sentAt = clock.now();
  clock.advance(600_000);
  const next = await leased("holder-2");
  expect(next?.openAction).toMatchObject({ state: "sent", sentAt, about: "alteration 7001" });
});

it("an ended action keeps its outcome and makes room for the next one", async () => {
  row = await moveOrder(ports(), row, {}, entry, [beginAction(db, "1", EDIT, clock.now())]);
  row = await moveOrder(ports(), row, {}, entry, [endAction(db, "1", "done", { totalCents: 990 }, clock.now())]);
  expect(await openActionOf(db, "1")).toBeNull();
  const refund: NewAction = { ...EDIT, kind: "refund", idempotencyKey: "key-2" };
  row = await moveOrder(ports(), row, {}, entry, [beginAction(db, "1", refund, clock.now())]);
  const actions = await actionsOf(db, "1");
  expect(actions.map(({ n, kind, state }) => ({ n, kind, state }))).toEqual([
    { n: 2, kind: "refund", state: "sent" },
    { n: 1, kind: "edit", state: "done" },
  ]);
  expect(actions[1]).toMatchObject({ outcome: '{"totalCents":990}', endedAt: clock.now() });
});

it("a second action beside an open one is a defect: the batch fails whole", async () => {
  row = await moveOrder(ports(), row, {}, entry, [beginAction(db, "1", EDIT, clock.now())]);
  const second = moveOrder(ports(), row, {}, entry, [beginAction(db, "1", EDIT, clock.now())]);
  await expect(second).rejects.toThrow(/UNIQUE/);
  expect(await actionsOf(db, "1")).toHaveLength(1);
});

it("a holder that lost its lease writes no intent", async () => {
  clock.advance(600_000);
  await leased("holder-2");
  const late = moveOrder(ports(), row, {}, entry, [beginAction(db, "1", EDIT, clock.now())]);
  await expect(late).rejects.toThrow(LeaseLost);
  expect(await actionsOf(db, "1")).toEqual([]);
});

it("the open action is found by its index", async () => {
  const { results } = await db
    .prepare("EXPLAIN QUERY PLAN SELECT n FROM order_actions WHERE order_id = ?1 AND state IN ('intended', 'sent')")
    .bind("1")
    .all<{ detail: string }>();
  expect(results.map(({ detail }) => detail)).toEqual([
    expect.stringContaining("USING INDEX order_actions_open (order_id=?)"),
  ]);
});
