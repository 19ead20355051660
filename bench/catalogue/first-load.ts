/** (d) First load of the catalogue into Shopify: 50,000 products by single calls and by bulk operations. */
import { createConsinco } from "../../sim/consinco/consinco.ts";
import { createShopify } from "../../sim/shopify/index.ts";
import { createPlatform, LATENCY, type Platform } from "../lib/platform.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { locationsOf, mapCompanies } from "../lib/stocked.ts";
import { pullKinds, readInFull } from "./pulls.ts";

export interface FirstLoad {
  readonly products: number;
  readonly variants: number;
  /** From the first tick to the last product accepted and its prices sent. */
  readonly virtualSeconds: number;
  readonly points: number;
  readonly calls: number;
  /** From the first request to the last: without the wait for the first tick. */
  readonly sendingSeconds: number;
  readonly bulkOperations: number;
  readonly workerMs: number;
  readonly rowsWritten: number;
  readonly complaints: readonly unknown[];
}

export interface FirstLoadOptions {
  readonly products: number;
  readonly plan: "standard" | "advanced" | "plus";
  readonly bulk: boolean;
  readonly latency?: Partial<typeof LATENCY>;
}

/** A hub that has read so many products, and a shop that has none. Stock stays out of it (its lane is measured by itself). */
export async function pulled(
  products: number,
  plan: FirstLoadOptions["plan"],
  latency: Partial<typeof LATENCY> = {},
): Promise<Platform> {
  const platform = createPlatform({
    latency,
    shop: (world) => createShopify({ world, plan, locations: locationsOf(1) }),
    erp: (world) =>
      createConsinco({ world, seed: 13, products, companies: 1, badRecordShare: 0, tokenMs: 864_000_000 }),
  });
  mapCompanies(platform, 1);
  for (const kind of pullKinds()) await readInFull(platform, kind, 1);
  platform.sql("UPDATE stock SET sent = hash, level_active = 1, sent_quantity = 0");
  return platform;
}

/** @returns virtual seconds from now until every product and price that is due is sent and marked */
export async function published(platform: Platform): Promise<number> {
  const { scheduler } = platform;
  const startedAt = scheduler.now();
  platform.startCrons("publish", "bulk-poll");
  const isDone = await platform.until(() => isPublished(platform), 10 * 86_400_000);
  platform.stopCrons();
  if (!isDone) throw new Error("the catalogue was not in the shop within ten days");
  return (scheduler.now() - startedAt) / 1_000;
}

/** Products, variants and base prices. */
export async function measureFirstLoad({ products, plan, bulk, latency }: FirstLoadOptions): Promise<FirstLoad> {
  const platform = await pulled(products, plan, latency);
  const { sql, number, shop, meter, d1 } = platform;
  if (!bulk) sql("INSERT INTO loads (name, enabled) VALUES ('publish-bulk', 0)");
  const cpuBefore = meter.read().worker;
  d1.reset();
  const virtualSeconds = await published(platform);
  const { requests } = shop.journal;
  const result: FirstLoad = {
    products: shop.state.products.size,
    variants: number("SELECT count(*) FROM shop_variants"),
    virtualSeconds,
    sendingSeconds: ((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1_000,
    points: requests.reduce((sum, { actual }) => sum + actual, 0),
    calls: requests.length,
    bulkOperations: shop.state.bulkOperations.size,
    workerMs: meter.read().worker - cpuBefore,
    rowsWritten: d1.writtenAll,
    complaints: platform.complaints,
  };
  platform.close();
  return result;
}

function isPublished({ number }: Platform): boolean {
  return (
    number("SELECT NOT EXISTS (SELECT 1 FROM shop_products INDEXED BY shop_products_due WHERE due = 1)") === 1 &&
    number("SELECT NOT EXISTS (SELECT 1 FROM shop_prices INDEXED BY shop_prices_due WHERE due = 1)") === 1
  );
}

const PRODUCTS = 50_000;
const SINGLE = 1_000;
const BULK = 15_000;
/** Of an answer of the shop, and of a call of D1. */
const PAIRS = [
  [300, 20],
  [300, 150],
  [1_000, 20],
  [1_000, 150],
] as const;
const RESTORE = { standard: 100, advanced: 200, plus: 1_000 } as const;

/** Points a second while single calls send products, by plan and latencies; the first pair has an aim. */
async function singleProducts(say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const plan of ["standard", "advanced", "plus"] as const)
    for (const [index, [shopMs, d1Ms]] of (plan === "standard" ? PAIRS : PAIRS.slice(0, 1)).entries()) {
      const load = await measureFirstLoad({ products: SINGLE, plan, bulk: false, latency: { shopMs, d1Ms } });
      const { points, sendingSeconds, calls, products } = load;
      say(`  single products, ${plan}, ${shopMs} ms, D1 ${d1Ms} ms: ${(points / sendingSeconds).toFixed(1)} points/s`);
      results.push(
        resultOf(`catalogue/single products/${plan}, ${shopMs} ms, D1 ${d1Ms} ms`, {
          value: points / sendingSeconds,
          unit: "points/s",
          limit: RESTORE[plan],
          note: `${products} products and their collections in ${Math.round(sendingSeconds)} s of virtual time, ${(calls / products).toFixed(2)} requests and ${(points / products).toFixed(1)} points a product; ${LATENCY.productSetMs} ms for each productSet assumed, one after another in a request`,
          ...(plan === "standard" && index === 0 ? { keep: { atLeast: 0.8 } } : {}),
        }),
      );
    }
  return results;
}

export async function firstLoad(say: (line: string) => void): Promise<Result[]> {
  const results = await singleProducts(say);
  const name = "catalogue/first load of 50,000 products into Shopify";
  for (const plan of ["standard", "plus"] as const) {
    const load = await measureFirstLoad({ products: SINGLE, plan, bulk: false });
    say(
      `  single calls, ${plan}: ${JSON.stringify({ ...load, complaints: load.complaints.slice(0, 3) }).slice(0, 600)}`,
    );
    const points = (load.points / load.products) * PRODUCTS;
    const restore = plan === "standard" ? 100 : 1_000;
    results.push(
      resultOf(`${name}/single calls, ${plan}`, {
        value: ((load.virtualSeconds / load.products) * PRODUCTS) / 3_600,
        unit: "h",
        limit: points / restore / 3_600,
        note: `${load.products} products measured in ${Math.round(load.virtualSeconds)} s, × ${(PRODUCTS / load.products).toFixed(1)}: ${(load.points / load.products).toFixed(1)} points and ${(load.calls / load.products).toFixed(2)} calls a product; ${LATENCY.productSetMs} ms a productSet assumed; limit: the time in which so many points come back`,
      }),
    );
    if (plan === "standard")
      results.push(
        resultOf("catalogue/CPU of 1,000 records/products published, single calls", {
          value: (load.workerMs / load.products) * 1_000,
          unit: "ms",
          limit: 30_000,
          note: "the Worker's own, prices included; limit: the CPU of one cron invocation",
        }),
      );
  }
  const load = await measureFirstLoad({ products: BULK, plan: "standard", bulk: true });
  say(`  bulk, standard: ${JSON.stringify({ ...load, complaints: load.complaints.slice(0, 3) }).slice(0, 600)}`);
  results.push(
    resultOf(`${name}/bulk operations, standard`, {
      value: ((load.virtualSeconds / load.products) * PRODUCTS) / 3_600,
      unit: "h",
      note: `${load.products} products measured in ${Math.round(load.virtualSeconds)} s with ${load.bulkOperations} operations and ${load.calls} calls (${load.points} points), × ${(PRODUCTS / load.products).toFixed(1)}; what we add: planning, upload, poll, collecting. The time Shopify itself takes to run an operation is not documented, and is nought here`,
    }),
    resultOf("catalogue/CPU of 1,000 records/products published, bulk", {
      value: (load.workerMs / load.products) * 1_000,
      unit: "ms",
      limit: 30_000,
      note: `the Worker's own, prices included; limit: the CPU of one cron invocation; ${LATENCY.d1Ms} ms a D1 batch assumed`,
    }),
  );
  return results;
}
