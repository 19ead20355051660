/** (b) From the payment to the ERP, at a steady rate and in a burst. */
import type { Plan } from "../catalogue/stock-rate.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { arrivals, arrive, orderBench, percentileOf, RESERVE, RESTORE, type OrderBench } from "./shop.ts";

const SECONDS = 120;
const AIM_MS = 5_000;
const BURST = 400;
const D1_MS = [20, 150] as const;

/** Points of Shopify's bucket that an order costs until the ERP has it, and what its life costs. */
interface Points {
  readonly untilErp: number;
  readonly life: number;
}

async function pointsOfOrder(): Promise<Points> {
  const bench = await orderBench({ plan: "plus", d1Ms: 20, importAfterMs: 60_000 });
  const spent = () => bench.shop.journal.requests.reduce((sum, { actual }) => sum + actual, 0);
  const before = spent();
  bench.place();
  await bench.pass(10_000);
  const untilErp = spent() - before;
  await bench.pass(300_000);
  const life = spent() - before;
  bench.close();
  return { untilErp, life };
}

const submitted = ({ number }: OrderBench): number =>
  number("SELECT count(*) FROM orders WHERE seq_pedido IS NOT NULL");

export async function speed(say: (line: string) => void): Promise<Result[]> {
  const points = await pointsOfOrder();
  say(`  an order costs ${points.untilErp} points until the ERP has it, ${points.life} until its import shows`);
  const results: Result[] = [
    resultOf("orders/an order/points until the ERP has it", {
      value: points.untilErp,
      unit: "points",
      note: "one read in full; a paid order of one line, three webhooks in one batch",
    }),
    resultOf("orders/an order/points until its import shows", {
      value: points.life,
      unit: "points",
      note: "with both metafield writes and the looks after them, without the invoice",
    }),
  ];
  for (const plan of ["standard", "plus"] as const) {
    const allowed = RESTORE[plan] / points.untilErp;
    results.push(
      resultOf(`orders/the bucket of ${plan} allows`, {
        value: allowed,
        unit: "orders/s",
        note:
          "to reach the ERP, nothing else; with all follow-up work it is " + (RESTORE[plan] / points.life).toFixed(1),
      }),
    );
    for (const perSecond of [1, 10])
      for (const d1Ms of D1_MS) {
        if (perSecond > allowed) continue;
        results.push(...(await steady(plan, perSecond, d1Ms, say)));
      }
    results.push(...(await burst(plan, points.untilErp, say)));
  }
  return results;
}

async function steady(plan: Plan, perSecond: number, d1Ms: number, say: (line: string) => void): Promise<Result[]> {
  const bench = await orderBench({ plan, d1Ms });
  const count = await arrive(bench, perSecond, SECONDS);
  await bench.until(() => submitted(bench) >= count, 600_000);
  const times = arrivals(bench);
  const [p50, p95] = [percentileOf(times, 0.5), percentileOf(times, 0.95)];
  say(`  ${plan}, ${perSecond}/s, D1 ${d1Ms} ms: ${times.length} of ${count}, p50 ${p50} ms, p95 ${p95} ms`);
  for (const complaint of bench.complaints.slice(0, 3)) say(`    ${JSON.stringify(complaint).slice(0, 200)}`);
  bench.close();
  const name = `orders/paid → in the ERP, ${plan}, ${perSecond}/s, D1 ${d1Ms} ms`;
  const note = `${count} orders in ${SECONDS} s of virtual time; Shopify and ERP 300 ms a call, webhook 300 ms`;
  return [
    resultOf(`${name}/p50`, { value: p50, unit: "ms", note }),
    resultOf(`${name}/p95`, { value: p95, unit: "ms", limit: AIM_MS, note, keep: { atMost: 1 } }),
  ];
}

/** All at once. What the bucket holds at the start counts for the floor. */
async function burst(plan: Plan, pointsUntilErp: number, say: (line: string) => void): Promise<Result[]> {
  const bench = await orderBench({ plan, d1Ms: 20 });
  for (let n = 0; n < BURST; n += 1) bench.place();
  const from = bench.scheduler.now();
  await bench.until(() => submitted(bench) >= BURST, 3_600_000);
  const seconds = (bench.scheduler.now() - from) / 1_000;
  const floor = Math.max(0, (BURST * pointsUntilErp - RESERVE[plan]) / RESTORE[plan]);
  const throttled = bench.shop.bucket.throttled;
  say(`  ${plan}, ${BURST} at once: ${seconds} s, floor ${floor} s, ${throttled} throttled`);
  bench.close();
  const isPlus = plan === "plus";
  return [
    resultOf(`orders/${BURST} at once, ${plan}`, {
      value: seconds,
      unit: "s",
      limit: isPlus ? 120 : floor,
      note: `the bucket's own floor is ${Math.round(floor)} s (points ÷ restore, a full bucket at the start); D1 20 ms, Shopify and ERP 300 ms`,
      keep: { atMost: isPlus ? 1 : 1.2 },
    }),
  ];
}
