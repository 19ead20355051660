/** (e) What the ERP did to orders overnight comes in the morning: 10,000 events in one list, and how fast Shopify shows them. */
import { resultOf, type Result } from "../lib/results.ts";
import { orderBench, RESERVE, RESTORE, type OrderBench } from "./shop.ts";

/** With BENCH_EVENTS fewer, where the machine is busy: the drain is a rate, and what an event costs is a ratio. */
const EVENTS = Number(process.env["BENCH_EVENTS"] ?? 10_000);
const PLAN = "standard";
/** Of a hundred orders: each is picked, so many are cut by one unit, so many are cancelled, and the others are billed. */
const CUT = 35;
const CANCELLED = 8;
const OF_A_HUNDRED = 100 + CUT + 100;
const MOST_MS = 24 * 3_600_000;

export async function events(say: (line: string) => void): Promise<Result[]> {
  const bench = await orderBench({ plan: PLAN, d1Ms: 20, importAfterMs: 60_000 });
  const { scheduler, shop, d1, meter } = bench;
  const orders = Math.round((EVENTS * 100) / OF_A_HUNDRED);
  const numbers = await imported(bench, orders, say);
  const count = night(bench, numbers);
  // The bucket is full again in the morning.
  await bench.pass(60_000);
  const from = scheduler.now();
  d1.reset();
  const cpuBefore = meter.read().worker;
  bench.startCrons("order-events", "order-sweep", "publish");
  const done = await bench.until(() => appliedOf(bench) >= count && isQuiet(bench), MOST_MS);
  bench.stopCrons();
  if (!done) throw new Error(`${appliedOf(bench)} of ${count} events are applied after a day`);
  const made = shop.journal.requests.filter(({ at }) => at >= from);
  const changes = shop.journal.mutations.filter(({ at }) => at >= from).length;
  const points = made.reduce((sum, { actual }) => sum + actual, 0);
  const last = bench.number("SELECT max(applied_at) FROM erp_events WHERE state = 'applied'");
  const seconds = (last - from) / 1_000;
  const floor = Math.max(1, (points - RESERVE[PLAN]) / RESTORE[PLAN]);
  const desk = bench.number("SELECT count(*) FROM desk WHERE state = 'open' AND area IN ('events', 'orders')");
  const cpuMs = (meter.read().worker - cpuBefore) / count;
  say(`  ${count} events of ${orders} orders in ${seconds} s, floor ${Math.round(floor)} s, ${desk} entries`);
  bench.close();
  const name = `orders/${count.toLocaleString("en-US")} events after a night, ${PLAN}`;
  const mix = `${orders} orders: each picked, ${CUT} % cut, ${CANCELLED} % cancelled, the others billed`;
  return [
    resultOf(`${name}/time to drain`, {
      value: seconds,
      unit: "s",
      limit: floor,
      note: `until the last event is applied; ${mix}; limit: the bucket's own floor at ${(points / count).toFixed(0)} points an event, the looks after our own writes included`,
      keep: { atMost: 1.2 },
    }),
    resultOf(`${name}/points an event`, {
      value: points / count,
      unit: "points",
      note: "picking shows one field; a cut is an edit and a refund; a bill is shown, and its goods leave",
    }),
    resultOf(`${name}/Shopify calls an event`, {
      value: made.length / count,
      unit: "calls",
      note: `${changes} of ${made.length} change something; ${made.filter(({ outcome }) => outcome === "throttled").length} were throttled`,
    }),
    resultOf(`${name}/entries at the desk`, {
      value: desk,
      unit: "entries",
      limit: 0,
      note: "nothing of it needs a person",
      keep: { atMost: 1 },
    }),
    resultOf(`${name}/CPU an event`, { value: cpuMs, unit: "ms", note: "the Worker's own, on this machine" }),
    resultOf(`${name}/rows written an event`, {
      value: d1.writtenAll / count,
      unit: "rows",
      note: "with the orders' steps and the stock that follows",
    }),
  ];
}

/** Orders that the ERP has imported and whose numbers Shopify shows. @returns their seqPedido */
async function imported(bench: OrderBench, orders: number, say: (line: string) => void): Promise<readonly number[]> {
  const { scheduler, number, erp } = bench;
  for (let n = 0; n < orders; n += 1) {
    const order = bench.placeQuietly(2);
    scheduler.at(scheduler.now() + n * 1_200, () => bench.announce(order, "orders/paid"));
  }
  bench.startCrons("order-sweep");
  const shown = (): number => number("SELECT count(*) FROM orders WHERE state = 'imported' AND next_at IS NULL");
  await bench.until(() => shown() >= orders, MOST_MS);
  bench.stopCrons();
  if (shown() < orders) throw new Error(`${shown()} of ${orders} orders are imported`);
  say(`  ${orders} orders are in the ERP`);
  return erp.state.orders.all.map(({ seqPedido }) => seqPedido);
}

/** @returns how many events the ERP lists */
function night({ erp }: OrderBench, numbers: readonly number[]): number {
  const { control, state } = erp;
  const before = state.orders.listings.length;
  numbers.forEach((seqPedido, n) => {
    const [item] = state.orders.bySeq(seqPedido)?.items ?? [];
    if (!item) throw new Error(`order ${seqPedido} has no item`);
    const { seqProduto, qtdEmbalagem } = item;
    control.pick({ seqPedido });
    if (n % 100 < CUT) control.alter({ seqPedido, changes: [{ seqProduto, qtdEmbalagem, attended: 1 }] });
    if (n % 100 >= 100 - CANCELLED) control.cancel({ seqPedido });
    else control.invoice({ seqPedido });
  });
  return state.orders.listings.length - before;
}

const appliedOf = ({ number }: OrderBench): number =>
  number("SELECT count(*) FROM erp_events WHERE state IN ('applied', 'desk')");
/** No order has anything to do or to look at. */
const isQuiet = ({ number }: OrderBench): boolean =>
  number("SELECT count(*) FROM orders WHERE next_at IS NOT NULL") === 0 &&
  number("SELECT count(*) FROM order_actions WHERE state IN ('intended', 'sent')") === 0;
