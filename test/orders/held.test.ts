/** An order that a person holds: by no way does it reach the ERP until a person releases it, whatever runs meanwhile. */
import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import type { OrderSpec } from "../../sim/shopify/orders/place/order-spec.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { saveDryRun } from "../../src/hub/dry-run/dry-run.ts";
import { readOrder } from "../../src/hub/orders/overview.ts";
import { holdOrder, releaseHeld } from "../../src/orders/intake/hold.ts";
import { retryOrder } from "../../src/orders/intake/retry.ts";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

type Order = ReturnType<typeof place>;
const MINUTE = 60_000;
const WHY = "o cliente liga às 15h";
const DONE = { kind: "done", changed: true } as const;

const hold = (world: OrderWorld, id: string) => holdOrder({ ...world.deps, who: "ana" }, id, WHY);
const release = (world: OrderWorld, id: string) => releaseHeld({ ...world.deps, who: "rui" }, id);
const posts = (world: OrderWorld, id: string) => world.erp.journal.order(id).posts;
const accepted = (world: OrderWorld, id: string) => world.erp.journal.order(id).accepted.length;
const reserved = (world: OrderWorld, id: string) =>
  world.rows("SELECT company, sku, quantity_milli FROM order_reservations WHERE order_id = ?1", id);

async function see(world: OrderWorld, over: Partial<OrderSpec> = {}): Promise<Order> {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  return order;
}

/** Every way by which an order reaches the ERP, one after the other. */
async function pushAtIt(world: OrderWorld, order: Order): Promise<void> {
  const id = idOf(order);
  for (const cause of ["webhook", "due", "sweep", "erp-event", "person"] as const) {
    world.clock.advance(5 * MINUTE);
    world.push({ orderId: id, cause });
    await world.work();
  }
  world.clock.advance(MINUTE);
  await retryOrder(world.deps, id);
  await world.work();
  world.shop.control.editOrder(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
  await world.pass(2 * MINUTE);
  await world.runJob(orderSweep);
  await world.work();
}

async function expectHeld(world: OrderWorld, id: string): Promise<void> {
  expect(await world.orderRow(id)).toMatchObject({ state: "on-hold", reason: "held-by-person", lease: null });
  expect(await world.desk()).toEqual(["orders held-by-person"]);
  expect(posts(world, id)).toBe(0);
}

it.each<[string, Partial<OrderSpec>]>([
  ["waiting-payment", { payment: "pix" }],
  ["on-hold", { addressShape: "plain" }],
  ["ready", {}],
])(
  "an order that is %s is held: no way submits it, its goods stay reserved, one entry shows it",
  async (state, over) => {
    const world = await orderWorld({ isLookupProven: true });
    if (state === "ready") await saveDryRun(world.db, { all: false, scopes: ["orders"] }, world.clock.now());
    const order = await see(world, over);
    const id = idOf(order);
    expect(await world.state(id)).toBe(state);
    const before = await reserved(world, id);
    expect(before).toHaveLength(1);
    expect(await hold(world, id)).toEqual(DONE);
    await expectHeld(world, id); // before any message
    // The dry run's test order passes the dry run, and not the hold.
    if (state === "ready") await saveDryRun(world.db, { all: true, scopes: [], testOrder: id }, world.clock.now());
    await world.work();
    expect(await reserved(world, id)).toEqual(before);
    if (state === "waiting-payment") world.shop.control.pay(order.id);
    await pushAtIt(world, order);
    await expectHeld(world, id);
    expect(await reserved(world, id)).toEqual(before.map((row) => ({ ...row, quantity_milli: 1000 })));
    expect((await readOrder(world.db, id))?.held).toMatchObject({ who: "ana", note: WHY });
    expect(await world.rows("SELECT detail FROM desk WHERE state = 'open'")).toEqual([{ detail: `ana: ${WHY}` }]);
    expect(await world.message("held-by-person")).toContain("Libere-o na página do pedido");

    expect(await release(world, id)).toEqual(DONE);
    await world.work();
    const ends = state === "on-hold" ? { state: "on-hold", reason: "address-bairro-missing" } : { state: "submitted" };
    expect(await world.orderRow(id)).toMatchObject({ ...ends, held_at: null });
    expect(await world.desk()).toEqual(state === "on-hold" ? ["orders address-bairro-missing"] : []);
    expect(posts(world, id)).toBe(state === "on-hold" ? 0 : 1);
    expect((await readOrder(world.db, id))?.held).toBeNull();
  },
);

it("an order that is not read yet is held before its first look, and is asked for where the ERP may have it", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world);
  const id = idOf(order);
  await world.pass(MINUTE);
  const { seq_pedido: number } = await world.orderRow(id);
  // A restored hub: it knows the order by its id alone, and the Shopify order shows the number.
  await world.db.batch([
    world.db.prepare("DELETE FROM order_timeline"),
    world.db.prepare("DELETE FROM orders"),
    world.db
      .prepare(
        "INSERT INTO orders (order_id, state, found_by, next_at, created_at, updated_at) VALUES (?1, 'received', 'sweep', 0, 0, 0)",
      )
      .bind(id),
  ]);
  expect(await hold(world, id)).toEqual(DONE);
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "submitted", seq_pedido: number, held_at: null });
  expect(await world.desk()).toEqual([]);
  expect(posts(world, id)).toBe(1);

  const fresh = place(world);
  await world.db
    .prepare(
      "INSERT INTO orders (order_id, state, found_by, next_at, created_at, updated_at) VALUES (?1, 'received', 'sweep', 0, 0, 0)",
    )
    .bind(idOf(fresh))
    .run();
  expect(await hold(world, idOf(fresh))).toEqual(DONE);
  await world.work();
  await expectHeld(world, idOf(fresh));
  expect(await world.orderRow(idOf(fresh))).toMatchObject({ name: fresh.name, company: 1 });
  expect(await reserved(world, idOf(fresh))).toHaveLength(1);
});

it("who and why are in the timeline and the audit, in the change's own batch; twice is once", async () => {
  const world = await orderWorld();
  const order = await see(world, { payment: "pix" });
  const id = idOf(order);
  await holdOrder({ ...world.deps, who: "ana" }, id, "fone (41) 99888-7766");
  expect(await hold(world, id)).toEqual({ kind: "done", changed: false });
  expect(await release(world, id)).toEqual(DONE);
  expect(await release(world, id)).toEqual({ kind: "done", changed: false });
  expect(await world.rows("SELECT who, act, name, before, after FROM audit ORDER BY at, act")).toEqual([
    {
      who: "ana",
      act: "order-hold",
      name: `order/${id}`,
      before: "waiting-payment: pending",
      after: "held (fone ***FONE***)",
    },
    { who: "rui", act: "order-release", name: `order/${id}`, before: "on-hold: held-by-person", after: "released" },
  ]);
  expect((await world.timeline(id)).filter((line) => /held/.test(line.split(" ")[0] ?? ""))).toEqual([
    "held ok",
    "unheld ok",
  ]);
  for (const table of ["audit", "order_timeline", "desk"])
    expect(JSON.stringify(await world.rows(`SELECT * FROM ${table}`))).not.toMatch(/88-?7766/);
});

it("an order that the ERP has, may have or never gets is not held, and nothing is written", async () => {
  const world = await orderWorld({ isLookupProven: true });
  expect(await hold(world, "404")).toEqual({ kind: "unknown" });
  expect(await release(world, "404")).toEqual({ kind: "unknown" });
  const order = await see(world);
  const id = idOf(order);
  const before = await world.orderRow(id);
  for (const [state, reason] of [
    ["submitted", "order-in-erp"],
    ["imported", "order-in-erp"],
    ["invoiced", "order-in-erp"],
    ["failed", "order-in-erp"],
    ["submitting", "order-perhaps-in-erp"],
    ["uncertain", "order-perhaps-in-erp"],
    ["ready", "order-perhaps-in-erp"], // after a POST
    ["cancelled", "order-ended"],
    ["ignored", "order-ended"],
  ] as const) {
    await world.db.prepare("UPDATE orders SET state = ?1").bind(state).run();
    expect(await hold(world, id), state).toEqual({ kind: "refused", reason });
    expect(await world.orderRow(id)).toEqual({ ...before, state });
  }
  expect(await world.rows("SELECT * FROM audit")).toEqual([]);
  expect(await world.desk()).toEqual([]);
});

it("a held order that is cancelled in Shopify ends as usual", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, { addressShape: "plain" });
  const id = idOf(order);
  await hold(world, id);
  await world.work();
  world.clock.advance(MINUTE);
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(id)).toBe("cancelled");
  expect(await world.desk()).toEqual([]);
  expect(await reserved(world, id)).toEqual([]);
  expect(await release(world, id)).toEqual(DONE);
  await world.work();
  expect(await world.state(id)).toBe("cancelled");
  expect(posts(world, id)).toBe(0);
});

it("a held order whose payment never comes expires by the rule, with its goods; paid afterwards, it is held still", async () => {
  const world = await orderWorld({ isLookupProven: true });
  await changeOrderRules(world.deps, { paymentExpiryHours: { pix: 3, boleto: 96, other: 48 } });
  const order = await see(world, { payment: "pix" });
  const id = idOf(order);
  await hold(world, id);
  await world.work();
  world.clock.advance(2 * 60 * MINUTE);
  await world.runJob(orderSweep);
  await world.work();
  await expectHeld(world, id);
  world.clock.advance(61 * MINUTE);
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.orderRow(id)).toMatchObject({ state: "ignored", reason: "payment-expired" });
  expect(await reserved(world, id)).toEqual([]);
  expect(await world.desk()).toEqual([]);
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  await expectHeld(world, id);
  expect(await reserved(world, id)).toHaveLength(1);
});

/** The pass that submits the order; at call `at` of it a person acts. @returns what the person got; null: fewer calls */
async function actDuring<T>(
  world: OrderWorld,
  order: Order,
  { at, when, lateMs }: { readonly at: number; readonly when: "before" | "after"; readonly lateMs: number },
  act: () => Promise<T>,
): Promise<T | null> {
  let seen = 0;
  let got: T | null = null;
  const gate: Gate = async (_call, effect) => {
    const isIt = (seen += 1) === at;
    const result = isIt && when === "before" ? null : await effect();
    if (!isIt) return result as Awaited<ReturnType<typeof effect>>;
    got = await act();
    // An isolate that slept until its lease was over.
    world.clock.advance(lateMs);
    return when === "before" ? effect() : (result as Awaited<ReturnType<typeof effect>>);
  };
  await world.deliver([{ body: webhookOf(order), dueAt: 0, attempts: 0 }], world.isolate(gate));
  return got;
}

for (const when of ["before", "after"] as const)
  for (const lateMs of [0, 10 * MINUTE])
    it(`inv. 3: a hold ${when} any call of the pass that submits (it goes on ${lateMs / MINUTE} min later): refused, or no POST leaves`, async () => {
      const world = await orderWorld({ isLookupProven: true });
      const order = await see(world, { payment: "pix" });
      const id = idOf(order);
      world.shop.control.pay(order.id);
      const putBack = world.keep();
      const outcomes: string[] = [];
      for (let at = 1; ; at += 1) {
        putBack();
        const got = await actDuring(world, order, { at, when, lateMs }, () => hold(world, id));
        if (got === null) break;
        const label = `${when} call ${at}: ${JSON.stringify(got)}`;
        outcomes.push(got.kind === "refused" ? got.reason : got.kind);
        if (got.kind === "done") {
          expect(posts(world, id), label).toBe(0);
          await pushAtIt(world, order);
          await expectHeld(world, id);
          await release(world, id);
        }
        await world.pass(20 * MINUTE, MINUTE);
        await world.runJob(orderSweep);
        await world.pass(20 * MINUTE, MINUTE);
        expect([await world.state(id), accepted(world, id)], label).toEqual(["submitted", 1]);
      }
      expect(new Set(outcomes)).toEqual(new Set(["done", "order-perhaps-in-erp", "order-in-erp"]));
      // Once refused, never granted: the pass had written `submitting`.
      expect(outcomes.lastIndexOf("done")).toBe(outcomes.filter((each) => each === "done").length - 1);
    }, 180_000);

it("a release at any call of a pass that finds the order held: it is submitted once, and no hold comes back", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, { payment: "pix" });
  const id = idOf(order);
  await hold(world, id);
  await world.work();
  world.shop.control.pay(order.id);
  world.clock.advance(MINUTE);
  const putBack = world.keep();
  let acts = 0;
  for (let at = 1; ; at += 1) {
    putBack();
    if ((await actDuring(world, order, { at, when: "before", lateMs: 0 }, () => release(world, id))) === null) break;
    acts += 1;
    await world.pass(20 * MINUTE, MINUTE);
    expect(await world.orderRow(id), `call ${at}`).toMatchObject({ state: "submitted", held_at: null });
    expect([posts(world, id), accepted(world, id)], `call ${at}`).toEqual([1, 1]);
    expect(await world.desk(), `call ${at}`).toEqual([]);
  }
  expect(acts).toBeGreaterThan(4);
});

for (const when of ["before", "after"] as const)
  it(`the isolate of a hold and of a release dies ${when} any of its calls: all of it or nothing, and no look is lost`, async () => {
    const world = await orderWorld({ isLookupProven: true });
    const order = await see(world, { payment: "pix" });
    const id = idOf(order);
    world.shop.control.pay(order.id);
    const putBack = world.keep();
    const dying = (at: number) => {
      let seen = 0;
      let isDead = false;
      const gate: Gate = async (_call, effect) => {
        if ((seen += 1) !== at) return effect();
        isDead = true;
        if (when === "after") await effect();
        throw new Error("the isolate died");
      };
      return { by: world.isolate(gate), hasDied: () => isDead };
    };
    let deaths = 0;
    for (let at = 1; ; at += 1) {
      putBack();
      const first = dying(at);
      await holdOrder({ ...first.by, who: "ana" }, id, WHY).catch(() => undefined);
      if (!first.hasDied()) break;
      deaths += 1;
      const isHeld = (await world.orderRow(id))["held_at"] !== null;
      for (const [table, where] of [
        ["audit", "1 = 1"],
        ["desk", "state = 'open'"],
        ["order_timeline", "step = 'held'"],
      ])
        expect((await world.rows(`SELECT 1 FROM ${table} WHERE ${where}`)).length, `${table} ${at}`).toBe(
          Number(isHeld),
        );
      expect(await hold(world, id)).toEqual({ kind: "done", changed: !isHeld });
      await pushAtIt(world, order);
      await expectHeld(world, id);
      await releaseHeld({ ...dying(at).by, who: "rui" }, id).catch(() => undefined);
      if ((await world.orderRow(id))["held_at"] !== null) await release(world, id);
      world.clock.advance(MINUTE);
      await world.runJob(orderSweep); // the message may be lost
      await world.work();
      expect([await world.state(id), accepted(world, id)], `death ${at}`).toEqual(["submitted", 1]);
    }
    expect(deaths).toBe(3); // the reading, the batch, the message
  });
