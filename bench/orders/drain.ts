/** (c) 5,000 orders wait for an ERP that was silent for 14 hours: what they cost meanwhile, and how fast they go afterwards. */
import { DRAIN_WINDOW } from "../../src/orders/intake/requeue-due.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { orderBench, RESERVE, RESTORE, type OrderBench } from "./shop.ts";

/** With BENCH_ORDERS fewer, where the machine is busy: the drain is a rate. */
const WAITING = Number(process.env["BENCH_ORDERS"] ?? 5_000);
const OUTAGE_MEASURED_MS = 3_600_000;
const PLAN = "standard";

/** The longest that a changed level of the catalogue waited for the shop: it changes in the hub once a minute. */
function watchCatalogue({ sql, number, scheduler, otherSku }: OrderBench) {
  let longest = 0;
  let dueSince: number | null = null;
  let isOn = true;
  let count = 0;
  const look = (): void => {
    if (!isOn) return;
    if (count++ % 12 === 0 && dueSince === null) {
      sql("UPDATE stock SET quantity_milli = quantity_milli - 1000, hash = ?2 WHERE sku = ?1", otherSku, `h${count}`);
      dueSince = scheduler.now();
    }
    const isSent = number("SELECT count(*) FROM stock WHERE sku = ?1 AND sent = hash", otherSku) > 0;
    if (dueSince !== null) longest = Math.max(longest, scheduler.now() - dueSince);
    if (isSent) dueSince = null;
    scheduler.at(scheduler.now() + 5_000, look);
  };
  look();
  return {
    /** Seconds, and from nought again. */
    take(): number {
      const taken = longest / 1_000;
      longest = 0;
      return taken;
    },
    stop: () => void (isOn = false),
  };
}

const spentSince = ({ shop }: OrderBench, from: number): number =>
  shop.journal.requests.reduce((sum, { at, actual }) => (at >= from ? sum + actual : sum), 0);
const arrived = ({ number }: OrderBench): number => number("SELECT count(*) FROM orders WHERE seq_pedido IS NOT NULL");

export async function drain(say: (line: string) => void): Promise<Result[]> {
  const bench = await orderBench({ plan: PLAN, d1Ms: 20, importAfterMs: null });
  const { erp, scheduler, sql } = bench;
  // As their webhooks of the night left them: read once, kept as ready, due by their last wait.
  const from = scheduler.now();
  for (let n = 0; n < WAITING; n += 1) {
    const order = bench.placeQuietly();
    const createdAt = from - (WAITING - n) * 1_000;
    sql(
      `INSERT INTO orders (order_id, name, state, found_by, attempts, next_at, shop_updated_at, created_at, updated_at)
       VALUES (?1, ?2, 'ready', 'webhook', 9, ?3, ?4, ?5, ?5)`,
      order.id.split("/").at(-1) ?? "",
      order.name,
      from + (n % 600) * 1_000,
      new Date(order.updatedAt).toISOString().replace(/\.\d+Z$/, "Z"),
      createdAt,
    );
  }
  erp.faults.add({ kind: "status", status: 503, until: from + OUTAGE_MEASURED_MS });
  bench.startCrons("order-sweep", "publish");
  const catalogue = watchCatalogue(bench);
  await bench.pass(OUTAGE_MEASURED_MS);
  const spent = spentSince(bench, from);
  const restored = (OUTAGE_MEASURED_MS / 1_000) * RESTORE[PLAN];
  say(`  an hour of silence: ${spent} points of ${restored}; ${arrived(bench)} arrived`);
  const inSilence = catalogue.take();
  const end = scheduler.now();
  await bench.until(() => arrived(bench) >= WAITING, 4 * 3_600_000);
  bench.stopCrons();
  const inDrain = catalogue.take();
  catalogue.stop();
  say(`  a changed level waits ${inSilence} s at most while the ERP is silent, ${inDrain} s beside the drain`);
  const seconds = (scheduler.now() - end) / 1_000;
  const untilErp = spentSince(bench, end) / WAITING;
  const floor = (WAITING * untilErp - RESERVE[PLAN]) / RESTORE[PLAN];
  say(
    `  ${arrived(bench)} of ${WAITING} in ${seconds} s, floor ${Math.round(floor)} s, ${untilErp.toFixed(1)} points each`,
  );
  // How far an order's place of arrival is from its place by age.
  const places = sql(
    `SELECT row_number() OVER (ORDER BY t.at) - row_number() OVER (ORDER BY o.created_at) AS moved
       FROM orders AS o JOIN order_timeline AS t ON t.order_id = o.order_id AND t.step = 'submitted'`,
  ).map(({ moved }) => Math.abs(Number(moved)));
  const moved = places.toSorted((a, b) => a - b)[Math.floor(places.length * 0.95)] ?? 0;
  bench.close();
  const name = `orders/${WAITING.toLocaleString("en-US")} waiting after an outage, ${PLAN}`;
  return [
    resultOf(`${name}/points an hour while the ERP is silent`, {
      value: spent,
      unit: "points",
      limit: restored,
      note: "limit: what the bucket gives back; one order probes the ERP, the others rest, the sweep reads on",
      keep: { atMost: 0.1 },
    }),
    resultOf(`${name}/time to drain`, {
      value: seconds,
      unit: "s",
      limit: floor,
      note: `from the end of the outage, the probe's wait included; the bucket's own floor at ${untilErp.toFixed(0)} points an order`,
      keep: { atMost: 1.2 },
    }),
    resultOf(`${name}/the oldest first`, {
      value: moved,
      unit: "places",
      limit: DRAIN_WINDOW,
      note: "p95 of the distance between an order's place by age and by arrival; limit: the orders that are in the queue at once, which it delivers in any order",
      keep: { atMost: 1 },
    }),
    resultOf(`${name}/the longest wait of a changed level beside the drain`, {
      value: inDrain,
      unit: "s",
      limit: inSilence,
      note: "of a good that no order bought, from its change in the hub to the shop; limit: while the ERP is silent",
    }),
  ];
}
