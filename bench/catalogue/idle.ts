/** (c) Nothing changed: every record of every load is read again, and neither Shopify nor the hub's tables are touched. */
import { createConsinco } from "../../sim/consinco/consinco.ts";
import { createShopify } from "../../sim/shopify/index.ts";
import { createPlatform, LATENCY, type Platform } from "../lib/platform.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { locationsOf, mapCompanies } from "../lib/stocked.ts";
import { markAllSent, type PullCost, pullKinds, readInFull } from "./pulls.ts";

export interface IdleSize {
  readonly skus: number;
  readonly companies: number;
}

export interface Idle {
  readonly first: readonly PullCost[];
  readonly again: readonly PullCost[];
  readonly calls: number;
  readonly complaints: readonly unknown[];
}

/** Each company has its own stock and its own prices. */
export async function measureIdle(size: IdleSize, say: (line: string) => void = () => {}): Promise<Idle> {
  const platform = createPlatform({
    shop: (world) => createShopify({ world, locations: locationsOf(size.companies) }),
    erp: (world) =>
      createConsinco({
        world,
        seed: 11,
        skus: size.skus,
        companies: size.companies,
        badRecordShare: 0,
        tokenMs: 864_000_000,
      }),
  });
  mapCompanies(platform, size.companies);
  for (let company = 2; company <= size.companies; company += 1)
    platform.sql(
      "INSERT INTO price_targets (target, kind, company, segment) VALUES (?1, 'metafield', ?2, 1)",
      `meta-${company}-1`,
      company,
    );
  const first = await allLoads(platform, size, say, "first load");
  await markAllSent(platform);
  const before = platform.shop.journal.requests.length;
  const again = await allLoads(platform, size, say, "nothing changed");
  // And the publish looks for something to do, an hour long.
  platform.d1.reset();
  platform.startCrons("publish");
  await platform.pass(3_600_000);
  platform.stopCrons();
  const calls = platform.shop.journal.requests.length - before;
  const { complaints } = platform;
  const published = {
    kind: "publish",
    records: 0,
    changed: 0,
    pages: 0,
    virtualSeconds: 3_600,
    cpuMs: { worker: 0, d1: 0 },
    calls,
  };
  again.push({ ...published, data: platform.d1.writtenData, bookkeeping: platform.d1.writtenBookkeeping });
  platform.close();
  return { first, again, calls, complaints };
}

async function allLoads(
  platform: Platform,
  { companies }: IdleSize,
  say: (line: string) => void,
  what: string,
): Promise<PullCost[]> {
  const costs: PullCost[] = [];
  for (const kind of pullKinds()) {
    const cost = await readInFull(platform, kind, kind === "prices" || kind === "stock" ? companies : 1);
    const { records, cpuMs, data, bookkeeping } = cost;
    say(
      `  ${what}, ${kind}: ${records} records, ${Math.round(cpuMs.worker)} ms Worker, ${Math.round(cpuMs.d1)} ms D1, ${data} + ${bookkeeping} rows written`,
    );
    costs.push(cost);
  }
  return costs;
}

const sum = (costs: readonly PullCost[], figure: (cost: PullCost) => number) =>
  costs.reduce((total, cost) => total + figure(cost), 0);

/** With --skus fewer, where the machine is busy: what is counted a page and measured a record does not depend on how many. */
const SIZE: IdleSize = { skus: Number(process.env["BENCH_SKUS"] ?? 200_000), companies: 10 };

export async function idle(say: (line: string) => void): Promise<Result[]> {
  const { first, again, calls } = await measureIdle(SIZE, say);
  const records = sum(again, (cost) => cost.records);
  const workerMs = sum(again, ({ cpuMs }) => cpuMs.worker);
  const d1Ms = sum(again, ({ cpuMs }) => cpuMs.d1);
  const bookkeeping = sum(again, (cost) => cost.bookkeeping);
  const virtualSeconds = sum(again, (cost) => cost.virtualSeconds) - 3_600;
  const size = `${records.toLocaleString("en-US")} records of ${SIZE.skus.toLocaleString("en-US")} SKUs × ${SIZE.companies} companies`;
  const name = "catalogue/nothing changed";
  return [
    resultOf(`${name}/Shopify calls`, {
      value: calls,
      unit: "calls",
      limit: 0,
      note: `${size} read again in full, then an hour of publish ticks`,
      keep: { atMost: 0 },
    }),
    resultOf(`${name}/rows of the catalogue written`, {
      value: sum(again, (cost) => cost.data),
      unit: "rows",
      limit: 0,
      note: "tables that hold records, prices, stock, and what is due",
      keep: { atMost: 0 },
    }),
    resultOf(`${name}/rows of bookkeeping written`, {
      value: bookkeeping,
      unit: "rows",
      note: `${(bookkeeping / (sum(again, (cost) => cost.pages) || 1)).toFixed(2)} a page of 500: where the load stands, and the run's counts, so that a crash costs one page`,
    }),
    resultOf(`${name}/records read`, {
      value: (records / (workerMs + d1Ms)) * 1_000,
      unit: "records/s",
      note: `of one core's CPU, Worker and D1 (${Math.round((100 * workerMs) / (workerMs + d1Ms))} % is the Worker's); in virtual time ${Math.round(records / virtualSeconds)}/s with the loads one after another, ${LATENCY.erpMs} ms a page and ${LATENCY.d1Ms} ms a D1 batch assumed`,
    }),
    ...["products", "skus", "prices", "stock"].flatMap((kind) => [
      cpuOf(first, kind, "first load"),
      cpuOf(again, kind, "unchanged"),
    ]),
    resultOf("catalogue/first load into the hub/virtual time", {
      value: sum(first, (cost) => cost.virtualSeconds) / 3_600,
      unit: "h",
      note: `${sum(first, (cost) => cost.records).toLocaleString("en-US")} records, the kinds of load one after another; ${LATENCY.erpMs} ms an ERP page assumed`,
    }),
  ];
}

function cpuOf(costs: readonly PullCost[], kind: string, what: string): Result {
  const cost = costs.find((each) => each.kind === kind);
  if (!cost) throw new Error(`no load ${kind}`);
  return resultOf(`catalogue/CPU of 1,000 records/${kind}, ${what}`, {
    value: (cost.cpuMs.worker / cost.records) * 1_000,
    unit: "ms",
    limit: 30_000,
    note: `the Worker's own, without D1 (${((cost.cpuMs.d1 / cost.records) * 1_000).toFixed(1)} ms more there); limit: the CPU of one cron invocation`,
  });
}
