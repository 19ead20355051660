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

export async function stockRate(say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const plan of ["standard", "advanced", "plus"] as const) {
    const platform = stockedShop(SIZE, plan);
    const { points, seconds, calls, throttled, invocations, cpu } = await measureStockRate(platform);
    const limit = RESTORE[plan];
    say(
      `  ${plan}: ${calls} calls, ${points} points in ${Math.round(seconds)} s, ${throttled} throttled, ${invocations} continuations`,
    );
    results.push(
      resultOf(`catalogue/400,000 stock levels/${plan}`, {
        value: points / seconds,
        unit: "points/s",
        limit,
        note: `${calls} calls, ${throttled} of them throttled, in ${Math.round(seconds)} s of virtual time; ${LATENCY.shopMs} ms a call and ${LATENCY.d1Ms} ms a D1 batch assumed`,
        ...(plan === "standard" ? { keep: { atLeast: 0.95 } } : {}),
      }),
      ...(plan === "standard"
        ? [
            resultOf("catalogue/CPU of 1,000 records/stock lane", {
              value: (cpu.worker / (SIZE.skus * SIZE.companies)) * 1_000,
              unit: "ms",
              limit: 30_000,
              note: "the Worker's own, without D1; limit: the CPU of one cron invocation",
            }),
          ]
        : []),
    );
    if (plan === "plus") {
      const called = await callsForChanged(platform, 1_000);
      results.push(
        resultOf("catalogue/1,000 changed of 400,000 levels/calls", {
          value: called,
          unit: "calls",
          limit: 4,
          note: "spread over all 20 companies: a call takes any locations",
          keep: { atMost: 1 },
        }),
      );
    }
    platform.close();
  }
  return results;
}
