/** (a) 400,000 levels due: points a second against what the plan gives back. (b) 1,000 changed of as many. */
import { createShopify } from "../../sim/shopify/index.ts";
import { createPlatform, LATENCY, START, type Platform } from "../lib/platform.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { locationsOf, stocked, type StockedSize } from "../lib/stocked.ts";

export type Plan = "standard" | "advanced" | "plus";
const RESTORE = { standard: 100, advanced: 200, plus: 1000 } as const;

/** The first tick of the publish. */
const NEXT_MINUTE = START + 60_000;

export interface StockRate {
  readonly points: number;
  readonly seconds: number;
  readonly calls: number;
  readonly throttled: number;
  readonly invocations: number;
  readonly cpu: Readonly<Record<"worker" | "d1", number>>;
  readonly complaints: readonly unknown[];
}

/** A chain with everything in Shopify already. */
export function stockedShop(size: StockedSize, plan: Plan, latency: Partial<typeof LATENCY> = {}): Platform {
  const platform = createPlatform({
    latency,
    shop: (world) => createShopify({ world, plan, locations: locationsOf(size.companies) }),
  });
  stocked(platform, size);
  return platform;
}

/** All levels due at once, the bucket's reserve already spent: what remains is the rate. */
export async function measureStockRate(platform: Platform): Promise<StockRate> {
  const { shop, scheduler, sql, meter, queues } = platform;
  sql("UPDATE stock SET quantity_milli = quantity_milli + 1000, hash = 'h1'");
  const { bucket, journal } = shop;
  scheduler.at(NEXT_MINUTE, () => {
    bucket.take(bucket.maximum / 2, scheduler.now());
  });
  const before = { ...meter.read(), sent: queues.counts.sent };
  platform.startCrons("publish");
  const isDone = await platform.until(() => isSent(platform), 24 * 3_600_000);
  platform.stopCrons();
  if (!isDone) throw new Error("the stock lane did not finish within a day");
  const calls = journal.requests.filter(({ operation }) => operation !== "");
  const first = calls[0]?.at ?? 0;
  const last = calls.at(-1)?.at ?? 0;
  const cpu = meter.read();
  return {
    points: calls.reduce((sum, { actual }) => sum + actual, 0),
    seconds: (last - first) / 1_000,
    calls: calls.length,
    throttled: bucket.throttled,
    invocations: queues.counts.sent - before.sent,
    cpu: { worker: cpu.worker - before.worker, d1: cpu.d1 - before.d1 },
    complaints: platform.complaints,
  };
}

const isSent = ({ number }: Platform): boolean =>
  number(
    "SELECT NOT EXISTS (SELECT 1 FROM stock INDEXED BY stock_due WHERE sent IS NOT hash AND parked_reason IS NULL)",
  ) === 1;

/** So many levels change; how many calls to the shop until all are sent. */
export async function callsForChanged(platform: Platform, changed: number): Promise<number> {
  const { number, sql, shop } = platform;
  const rows = number("SELECT count(*) FROM stock");
  sql(
    `UPDATE stock SET quantity_milli = quantity_milli + 1000, hash = 'h2'
      WHERE (company, sku) IN (SELECT company, sku FROM (SELECT company, sku, row_number() OVER (ORDER BY sku, company) AS n FROM stock)
                                WHERE n % ?1 = 0 LIMIT ?2)`,
    Math.floor(rows / changed),
    changed,
  );
  const before = shop.journal.requests.length;
  platform.startCrons("publish");
  await platform.until(() => isSent(platform), 3_600_000);
  await platform.pass(180_000);
  platform.stopCrons();
  return shop.journal.requests.length - before;
}

const SIZE = { skus: 20_000, companies: 20 };
/** For the pairs of latencies beside the first one: the rate is the same, the bench shorter. */
const SMALL = { skus: 5_000, companies: 20 };
/** Of an answer of the shop, and of a call of D1; the last three are São Paulo's and a slow shop's. */
const PAIRS = [
  [300, 20],
  [300, 150],
  [1_000, 20],
  [1_000, 150],
] as const;
/** Share of the bucket, by plan: at the first pair, and at each of the others. */
const AIMS = { standard: [0.95, 0.8], advanced: [0.9, undefined], plus: [0.5, undefined] } as const;

export async function stockRate(say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const plan of ["standard", "advanced", "plus"] as const)
    for (const [index, [shopMs, d1Ms]] of PAIRS.entries()) {
      const isFirst = index === 0;
      const size = isFirst ? SIZE : SMALL;
      const platform = stockedShop(size, plan, { shopMs, d1Ms });
      platform.d1.reset();
      const { points, seconds, calls, throttled, invocations, cpu } = await measureStockRate(platform);
      const limit = RESTORE[plan];
      const sets = platform.shop.journal.ofField("inventorySetQuantities").length;
      const trips = (platform.d1.calls / sets).toFixed(2);
      say(
        `  ${plan}, ${shopMs} ms, D1 ${d1Ms} ms: ${sets} calls in ${calls} requests, ${((points / seconds / limit) * 100).toFixed(1)} %, ${throttled} throttled, ${invocations} continuations, ${trips} D1 trips a call, ${(cpu.d1 / sets).toFixed(1)} ms of D1 a call`,
      );
      const aim = AIMS[plan][isFirst ? 0 : 1];
      results.push(
        resultOf(
          `catalogue/${(size.skus * size.companies).toLocaleString("en")} stock levels/${plan}, ${shopMs} ms, D1 ${d1Ms} ms`,
          {
            value: points / seconds,
            unit: "points/s",
            limit,
            note: `${sets} calls of 250 in ${calls} requests, ${throttled} throttled, in ${Math.round(seconds)} s of virtual time; ${trips} trips to D1 a call; ${LATENCY.d1BusyMs} ms of D1 a statement and ${LATENCY.furtherMutationMs} ms for each further mutation of a request assumed`,
            ...(aim === undefined ? {} : { keep: { atLeast: aim } }),
          },
        ),
      );
      if (plan === "standard" && isFirst)
        results.push(
          resultOf("catalogue/CPU of 1,000 records/stock lane", {
            value: (cpu.worker / (SIZE.skus * SIZE.companies)) * 1_000,
            unit: "ms",
            limit: 30_000,
            note: "the Worker's own, without D1; limit: the CPU of one cron invocation",
          }),
        );
      if (plan === "plus" && isFirst)
        results.push(
          resultOf("catalogue/1,000 changed of 400,000 levels/calls", {
            value: await callsForChanged(platform, 1_000),
            unit: "calls",
            limit: 4,
            note: "spread over all 20 companies: a call takes any locations; several may share a request",
            keep: { atMost: 1 },
          }),
        );
      platform.close();
    }
  return results;
}
