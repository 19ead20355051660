/** The order world with its ledger: nights, an operator's requests, and what the report says. */
import type { Difference } from "../../../src/rules/orders/ledger/compare.ts";
import type { Deps } from "../../../src/deps.ts";
import type { JobOutcome } from "../../../src/job.ts";
import { readLedgerReport } from "../../../src/hub/ledger/report.ts";
import { saveOrdersSince } from "../../../src/hub/orders/start-date.ts";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderLedger } from "../../../src/crons/order-ledger.ts";
import { requestLedger } from "../../../src/orders/ledger/request.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorldOptions } from "../world.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type LedgerWorld = Awaited<ReturnType<typeof ledgerWorld>>;

export async function ledgerWorld(options: OrderWorldOptions = {}) {
  const world = await orderWorld(options);
  const { clock, db } = world;
  await db.batch([...saveOrdersSince(db, new Date(clock.now() - 30 * DAY).toISOString(), clock.now())]);
  const sent: unknown[] = [];
  const loads = { send: async (message: unknown) => void sent.push(message) };
  const withQueue = (deps: Deps): Deps => ({ ...deps, loads }) as unknown as Deps;
  const self = {
    ...world,
    sent,
    withQueue,
    /** Orders that the ERP has invoiced and the hub knows of. */
    async invoiced(count: number): Promise<readonly Order[]> {
      const orders = Array.from({ length: count }, () => place(world));
      for (const order of orders) world.push(webhookOf(order));
      await world.work();
      world.erp.control.importAndInvoiceDue();
      await self.readEvents();
      return orders;
    },
    async readEvents(): Promise<void> {
      clock.advance(60_000);
      await world.runJob(orderEvents);
      await world.pass(120_000);
    },
    /** The next 03:00 in São Paulo: a night's run is due. */
    async night(by: Deps = world.deps): Promise<JobOutcome> {
      const midnight = Math.floor((clock.now() - 3 * HOUR) / DAY) * DAY + DAY + 3 * HOUR;
      clock.set(midnight + 3 * HOUR);
      return self.tick(by);
    },
    /** One tick, and the messages that go on with it. */
    async tick(by: Deps = world.deps): Promise<JobOutcome> {
      let outcome = await world.runJob(orderLedger, withQueue(by));
      for (let message = 0; outcome === "more" && message < 200; message += 1)
        outcome = await world.runJob(orderLedger, withQueue(by));
      return outcome;
    },
    request: (since: number, before: number) => requestLedger(withQueue(world.deps), { since, before }),
    report: () => readLedgerReport(db, { after: "0", kind: null, limit: 100 }, clock.now()),
    /** "missing-in-erp 6123" of every open difference. */
    async differences(): Promise<readonly string[]> {
      const { differences } = await self.report();
      return differences.flatMap(({ orderId, differences: found }) =>
        found.map(({ kind }: Difference) => `${kind} ${orderId}`),
      );
    },
    openEntries: () =>
      world.rows("SELECT reason, ref FROM desk WHERE area = 'order-ledger' AND state = 'open' ORDER BY ref, reason"),
    seqOf: (order: Order) => world.erp.journal.order(idOf(order)).accepted[0]?.seqPedido ?? 0,
  };
  return self;
}
