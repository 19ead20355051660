import { expect, it } from "vitest";
import type { Gate } from "../../../sim/cloudflare/gate.ts";
import { d1Error } from "../../../sim/cloudflare/d1-errors.ts";
import { orderLedger } from "../../../src/crons/order-ledger.ts";
import { commitRun, openRun, requestRun } from "../../../src/hub/ledger/runs.ts";
import { acquireLease } from "../../../src/hub/loads/leases.ts";
import { LEDGER_LEASE_MS } from "../../../src/orders/ledger/page.ts";
import { QUESTIONS_A_NIGHT } from "../../../src/rules/orders/ledger/window.ts";
import { dyingAt } from "../../loads/world.ts";
import { idOf } from "../world.ts";
import { DAY, HOUR, ledgerWorld, type LedgerWorld } from "./world.ts";

/** Two orders; the ERP lost one of them. A night is due. */
async function withOneLost() {
  const world = await ledgerWorld();
  const [lost, kept] = await world.invoiced(2);
  if (!lost || !kept) throw new Error("no orders");
  world.erp.control.loseOrder({ seqPedido: world.seqOf(lost) });
  const nightAt = Math.floor(world.clock.now() / DAY) * DAY + DAY + 6 * HOUR;
  /** The same night once more, as if the ledger had never run. */
  const again = async () => {
    world.clock.set(nightAt);
    await world.db.batch(
      ["ledger_runs", "ledger_orders", "desk", "leases"].map((table) => world.db.prepare(`DELETE FROM ${table}`)),
    );
  };
  return { world, lost, kept, nightAt, again };
}

async function expectNamed(world: LedgerWorld, lost: string, label: string): Promise<void> {
  expect(await world.differences(), label).toEqual([`missing-in-erp ${lost}`]);
  expect(await world.openEntries(), label).toEqual([{ reason: "missing-in-erp", ref: lost }]);
  const { run } = await world.report();
  expect(run, label).toMatchObject({ totals: { shopify: 2, hub: 2, erp: 1, closes: true } });
  expect(run?.endedAt, label).not.toBeNull();
  expect(await world.one("SELECT count(*) AS n FROM ledger_runs"), label).toEqual({ n: 1 });
}

for (const when of ["before", "after"] as const)
  it(`G6: the isolate dies ${when} any step of a run, and the next tick goes on: nothing is counted twice or left out`, async () => {
    const { world, lost, again } = await withOneLost();
    let deaths = 0;
    for (let step = 1; ; step += 1) {
      await again();
      const { gate, died } = dyingAt(step, when);
      const ended = await Promise.race([world.tick(world.isolate(gate)), died]);
      if (typeof ended === "string") break; // it has fewer steps than this
      deaths += 1;
      world.clock.advance(LEDGER_LEASE_MS + 1);
      await world.tick();
      await expectNamed(world, idOf(lost), `dead ${when} step ${step} (${ended?.port} ${ended?.label})`);
    }
    expect(deaths).toBeGreaterThan(15);
  });

it("G6: D1's connection lost after any commit of a run: the page counts once", async () => {
  const { world, lost, again } = await withOneLost();
  let losses = 0;
  for (let step = 1; ; step += 1) {
    await again();
    let seen = 0;
    const lossy: Gate = async (call, effect) => {
      if (call.port !== "d1" || ++seen !== step) return effect();
      await effect();
      throw d1Error("Network connection lost.");
    };
    await world.tick(world.isolate(lossy)).catch(() => undefined);
    if (seen < step) break;
    losses += 1;
    world.clock.advance(LEDGER_LEASE_MS + 1);
    await world.tick();
    await expectNamed(world, idOf(lost), `D1 lost after call ${step}`);
  }
  expect(losses).toBeGreaterThan(8);
});

it("G6: two isolates at the same moment: one run, one holder, each order asked about once", async () => {
  const { world, lost, nightAt } = await withOneLost();
  world.clock.set(nightAt);
  const asked = () => world.erp.journal.calls.filter(({ query }) => query.includes("IdPedidoCanalVenda")).length;
  const before = asked();
  await Promise.all([1, 2, 3].map(() => world.runJob(orderLedger, world.withQueue(world.isolate()))));
  await expectNamed(world, idOf(lost), "three at once");
  expect(asked() - before).toBe(2);
});

it("G6: a holder that stood still past its lease writes nothing: the other one's page stays", async () => {
  const { world } = await withOneLost();
  const { db, clock } = world;
  await requestRun(db, { id: "run", kind: "person", since: 1, before: 2 }, clock.now());
  const run = await openRun(db);
  const former = await acquireLease(db, "order-ledger", clock.now(), LEDGER_LEASE_MS);
  if (!run || !former) throw new Error("no run");
  clock.advance(LEDGER_LEASE_MS + 1);
  const lease = await acquireLease(db, "order-ledger", clock.now(), LEDGER_LEASE_MS);
  if (!lease) throw new Error("no lease");
  const commit = (by: typeof lease) => commitRun(world.deps, { lease: by, run, leaseMs: 1 }, { cursor: "x" }, []);
  expect(await commit(former)).toBeNull();
  expect(await commit(lease)).toMatchObject({ page: 2, cursor: "x" });
  expect(await commit(lease)).toBeNull(); // the page counts already
});

it("G6: of two requests at the same moment one gets its run, the other is refused", async () => {
  const world = await ledgerWorld();
  const now = world.clock.now();
  const asked = await Promise.all([world.request(now - DAY, now), world.request(now - 2 * DAY, now)]);
  expect(asked.map(({ kind }) => kind).toSorted()).toEqual(["queued", "running"]);
  expect(world.sent).toEqual([{ job: "order-ledger" }]);
});

it("G3: the ERP is down midway: what is compared stays, the rest is asked at the next tick, and nothing is called missing", async () => {
  const world = await ledgerWorld();
  const orders = await world.invoiced(8);
  let answers = 0;
  const gate: Gate = async (call, effect) => {
    if (call.port === "fetch" && call.label.endsWith("/PedidoVenda") && ++answers > 3)
      return Response.json({ code: "MANUTENCAO" }, { status: 503 }) as never;
    return effect();
  };
  await world.night(world.isolate(gate));
  expect((await world.report()).run).toMatchObject({ endedAt: null, problem: "ERP: no usable answer" });
  expect(await world.openEntries()).toEqual([]);
  expect(world.lines.filter(({ event }) => event === "ledger.stopped")).toHaveLength(1);
  world.clock.advance(HOUR);
  await world.tick();
  const { run } = await world.report();
  expect(run?.totals).toMatchObject({ shopify: 8, closes: true });
  const of = (verdict: string) => run?.totals.byVerdict.find((each) => each.verdict === verdict)?.orders;
  expect([of("agrees"), of("not-compared"), of("differs")]).toEqual([5, 3, 0]);
  await world.night(); // asked again, although nothing of them changed
  expect((await world.report()).run?.totals.byVerdict.find(({ verdict }) => verdict === "agrees")?.orders).toBe(3);
  expect(await world.differences()).toEqual([]);
  expect(orders).toHaveLength(8);
});

it("G3: an ERP without a lookup: after six ticks the run ends, every order is not compared, and the desk has one entry", async () => {
  const world = await ledgerWorld();
  await world.invoiced(5);
  const gate: Gate = async (call, effect) =>
    call.port === "fetch" && call.label.endsWith("/PedidoVenda")
      ? (new Response("<html>502</html>", { status: 502 }) as never)
      : effect();
  const by = world.isolate(gate);
  await world.night(by);
  for (let hour = 0; hour < 6; hour += 1) {
    world.clock.advance(HOUR);
    await world.tick(by);
  }
  const { run, differences } = await world.report();
  expect(run?.endedAt).not.toBeNull();
  expect(run?.totals.byVerdict.filter(({ orders }) => orders > 0)).toMatchObject([
    { verdict: "not-compared", orders: 5 },
  ]);
  expect(differences).toEqual([]);
  expect(await world.openEntries()).toEqual([{ reason: "erp-silent", ref: "erp" }]);
  await world.night();
  expect(await world.openEntries()).toEqual([]);
  expect((await world.report()).run?.totals).toMatchObject({ shopify: 5, hub: 5, erp: 5 });
});

it("G3: Shopify is down: the run waits at its page, and goes on", async () => {
  const { world, lost } = await withOneLost();
  const gate: Gate = async (call, effect) =>
    call.port === "fetch" && call.label.includes("graphql")
      ? (new Response("down", { status: 503 }) as never)
      : effect();
  await world.night(world.isolate(gate));
  expect((await world.report()).run).toMatchObject({ endedAt: null, stage: "shop", problem: "Shopify: unknown" });
  world.clock.advance(HOUR);
  await world.tick();
  await expectNamed(world, idOf(lost), "after Shopify came back");
});

it("G7: 3,000 orders are asked about over nights, a share a night, and every night goes on where the last one stopped", async () => {
  const world = await ledgerWorld();
  const [order] = await world.invoiced(1);
  if (!order) throw new Error("no order");
  const { db, clock } = world;
  // The run stands where Shopify and the hub are read: 3,000 copies of one order wait for the ERP.
  await requestRun(db, { id: "large", kind: "person", since: 1, before: 2 }, clock.now());
  const shop = JSON.stringify({
    name: "#1",
    createdAt: clock.now(),
    changedAt: clock.now(),
    isTest: false,
    isCancelled: false,
    isDeleted: false,
    financialStatus: "PAID",
    totalCents: 1,
    shippingCents: 0,
    refundedCents: 0,
    items: {},
  });
  await db.batch([
    db.prepare("UPDATE ledger_runs SET stage = 'erp'"),
    db
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
         INSERT INTO ledger_orders (order_id, run_id, step, name, shop, checked_at)
         SELECT printf('9%06d', i), 'large', 'ask', '#' || i, ?1, 0 FROM n`,
      )
      .bind(shop),
    db.prepare(
      `INSERT INTO orders (order_id, state, found_by, seq_pedido, created_at, updated_at)
         SELECT order_id, 'invoiced', 'webhook', CAST(order_id AS INTEGER), 0, 0 FROM ledger_orders WHERE order_id LIKE '9%'`,
    ),
  ]);
  const questions = () => world.erp.journal.calls.filter(({ query }) => query.includes("IdPedidoCanalVenda=9")).length;
  clock.set(Math.floor(clock.now() / DAY) * DAY + DAY + 4 * HOUR); // 01:00 in São Paulo: before the night's own run
  const startedAt = clock.now();
  await world.tick();
  expect(questions()).toBe(QUESTIONS_A_NIGHT);
  expect(clock.now() - startedAt).toBeGreaterThanOrEqual(QUESTIONS_A_NIGHT * 0.95 * 200);
  clock.advance(HOUR);
  await world.tick();
  expect(questions()).toBe(QUESTIONS_A_NIGHT); // the share of this night is spent
  expect((await world.report()).questionsLeftTonight).toBe(0);
  clock.set(startedAt + DAY);
  await world.tick();
  expect(questions()).toBe(3_000);
  expect(await world.one("SELECT kind, totals, ended_at IS NULL AS open FROM ledger_runs WHERE id = 'large'")).toEqual({
    kind: "person",
    totals: JSON.stringify([{ verdict: "differs", orders: 3_000, shopify: 3_000, hub: 3_000, erp: 0 }]),
    open: 0,
  });
}, 120_000);
