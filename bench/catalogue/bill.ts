/**
 * (e) What D1 and the rest cost a month: a chain of 60,000 SKUs × 20 stores. An hour with all crons is run with
 * changes and one without; the difference, a changed row, is multiplied by the month.
 */
import { createConsinco } from "../../sim/consinco/consinco.ts";
import { seeded } from "../../sim/kit/world.ts";
import { createShopify } from "../../sim/shopify/index.ts";
import { matcher } from "../../sim/cloudflare/cron.ts";
import { schedule } from "../../src/crons/schedule.ts";
import { createPlatform, type Platform, START } from "../lib/platform.ts";
import { billOf, HOURS_A_MONTH, type Usage } from "../lib/price-list.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { locationsOf, mapCompanies, variantsInShop } from "../lib/stocked.ts";
import { markAllSent, pullKinds, readInFull } from "./pulls.ts";

export interface ChainSize {
  readonly skus: number;
  readonly companies: number;
  /** Of the stock levels, in an hour. */
  readonly changedShare: number;
}

export interface Hour {
  readonly changed: number;
  readonly written: number;
  readonly data: number;
  readonly tables: Readonly<Record<string, number>>;
  readonly readAtLeast: number;
  /** Records that came over the wire: their own and those of the overlap. */
  readonly read: number;
  readonly statements: number;
  readonly runs: number;
  readonly calls: number;
  readonly messages: number;
  readonly workerMs: number;
}

const HOUR_MS = 3_600_000;

/** The chain after its first load, with the shop equal to the hub. */
export async function chain({ skus, companies }: ChainSize, say: (line: string) => void = () => {}): Promise<Platform> {
  const platform = createPlatform({
    shop: (world) => createShopify({ world, plan: "standard", locations: locationsOf(companies) }),
    erp: (world) => createConsinco({ world, seed: 12, skus, companies, badRecordShare: 0, tokenMs: 864_000_000 }),
  });
  mapCompanies(platform, companies);
  for (const kind of pullKinds()) {
    const { records } = await readInFull(platform, kind, kind === "stock" ? companies : 1);
    say(`  ${kind}: ${records} records in the hub`);
  }
  await markAllSent(platform);
  variantsInShop(platform);
  return platform;
}

/** An hour with every cron; `changed` stock levels move, a twelfth before each stock tick. */
export async function hourOf(platform: Platform, changed: number): Promise<Hour> {
  const { d1, shop, queues, meter, number, erp, scheduler } = platform;
  const random = seeded(99);
  const { products, companies } = erp.state.catalogue;
  d1.reset();
  const before = {
    calls: shop.journal.requests.length,
    messages: queues.counts.sent,
    worker: meter.read().worker,
    runs: number("SELECT count(*) FROM runs"),
    changed: number("SELECT total(changed) FROM runs"),
    read: number("SELECT total(read) FROM runs"),
  };
  platform.startCrons();
  for (let part = 0; part < 12; part += 1) {
    for (let n = 0; n < changed / 12; n += 1) {
      const company = 1 + Math.floor(random() * companies.length);
      const index = Math.floor(random() * products.length);
      const { quantityMilli } = erp.state.stock.of(company, index);
      const now = scheduler.now();
      erp.state.stock.set(company, index, { quantityMilli: quantityMilli + 7_000, changedAt: now - (now % 1_000) });
    }
    erp.state.version += 1;
    await platform.pass(HOUR_MS / 12);
  }
  platform.stopCrons();
  return {
    changed: number("SELECT total(changed) FROM runs") - before.changed,
    written: d1.writtenAll,
    data: d1.writtenData,
    tables: d1.tables(),
    readAtLeast: d1.readAtLeast,
    read: number("SELECT total(read) FROM runs") - before.read,
    statements: d1.statements,
    runs: number("SELECT count(*) FROM runs") - before.runs,
    calls: shop.journal.requests.length - before.calls,
    messages: queues.counts.sent - before.messages,
    workerMs: meter.read().worker - before.worker,
  };
}

export interface Bill {
  readonly usage: Usage;
  readonly usd: number;
  /** Rows written for one changed level, from the ERP's page to Shopify's acceptance. */
  readonly rowsPerChange: number;
  /** Rows written in an hour in which nothing changes. */
  readonly rowsPerIdleHour: number;
  /** Share of the levels changing in an hour at which the bill is twice as high, and at which it reaches the limit. */
  readonly doublesAt: number;
  readonly limitAt: number;
}

const LIMIT_USD = 25;

/** Housekeeping deletes each run's row in the end: one more row written. */
const written = ({ written: rows, runs }: Hour): number => rows + runs;

export function monthOf(size: ChainSize, idle: Hour, busy: Hour, requestsPerHour: number): Bill {
  const changed = busy.changed - idle.changed;
  const rowsPerChange = (written(busy) - written(idle)) / changed;
  const msPerChange = Math.max(0, busy.workerMs - idle.workerMs) / changed;
  const usageAt = (share: number): Usage => {
    const changes = size.skus * size.companies * share * HOURS_A_MONTH;
    return {
      rowsWritten: written(idle) * HOURS_A_MONTH + changes * rowsPerChange,
      // Not counted by this D1: every record of a page is looked up twice, and each changed row some thirty times on its way.
      rowsRead: (idle.readAtLeast + 6 * idle.read) * 2 * HOURS_A_MONTH + changes * 40,
      cpuMs: idle.workerMs * HOURS_A_MONTH + changes * msPerChange,
      requests: requestsPerHour * HOURS_A_MONTH,
      queueOperations: 3 * Math.max(idle.messages, busy.messages) * HOURS_A_MONTH,
    };
  };
  const usage = usageAt(size.changedShare);
  const usd = billOf(usage);
  const shareAt = (target: number): number => {
    let low = 0;
    let high = 10;
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + high) / 2;
      if (billOf(usageAt(middle)) < target) low = middle;
      else high = middle;
    }
    return high;
  };
  return {
    usage,
    usd,
    rowsPerChange,
    rowsPerIdleHour: written(idle),
    doublesAt: shareAt(2 * usd),
    limitAt: shareAt(LIMIT_USD),
  };
}

/** Invocations by crons in an hour. */
export function cronsPerHour(): number {
  let ticks = 0;
  for (const { cron } of schedule) {
    const matches = matcher(cron);
    for (let minute = 0; minute < 60; minute += 1) if (matches(new Date(START + minute * 60_000))) ticks += 1;
  }
  return ticks;
}

const million = (rows: number): number => Number((rows / 1e6).toPrecision(3));

const SIZE: ChainSize = { skus: 60_000, companies: 20, changedShare: 0.02 };

export async function bill(say: (line: string) => void): Promise<Result[]> {
  const platform = await chain(SIZE, say);
  const idle = await hourOf(platform, 0);
  const busy = await hourOf(platform, SIZE.skus * SIZE.companies * SIZE.changedShare);
  say(`  an idle hour: ${JSON.stringify(idle)}`);
  say(`  an hour of changes: ${JSON.stringify(busy)}`);
  for (const complaint of platform.complaints.slice(0, 5)) say(`  ${JSON.stringify(complaint).slice(0, 300)}`);
  platform.close();
  return billResults(idle, busy);
}

export function billResults(idle: Hour, busy: Hour): Result[] {
  const { usage, usd, rowsPerChange, rowsPerIdleHour, doublesAt, limitAt } = monthOf(
    SIZE,
    idle,
    busy,
    cronsPerHour() + busy.messages,
  );
  const name = "catalogue/60,000 SKUs × 20 stores, 2 % of the levels an hour";
  return [
    resultOf(`${name}/bill a month`, {
      value: usd,
      unit: "US$",
      limit: LIMIT_USD,
      note: `Workers Paid 5.00 included; ${million(usage.rowsWritten)} M rows written, ${million(usage.rowsRead)} M read at most, ${million(usage.cpuMs)} M CPU-ms, ${million(usage.requests)} M requests, ${million(usage.queueOperations)} M queue operations; without orders and images`,
      keep: { atMost: 1 },
    }),
    resultOf(`${name}/rows written for a changed level`, {
      value: rowsPerChange,
      unit: "rows",
      note: "row and due index by the pull, the mark by the publish; the rest is pages, calls and runs shared by many",
    }),
    resultOf(`${name}/rows written in an idle hour`, {
      value: rowsPerIdleHour,
      unit: "rows",
      note: `${idle.runs} runs of loads with nothing new: lease, run, page; ${Math.round((rowsPerIdleHour * HOURS_A_MONTH * 100) / 50e6)} % of the 50 M a month that are included`,
    }),
    resultOf(`${name}/the bill doubles at`, {
      value: doublesAt * 100,
      unit: "% an hour",
      note: "of all levels changing; a row written over the 50 M included is US$ 1 a million",
    }),
    resultOf(`${name}/the bill reaches US$ 25 at`, {
      value: limitAt * 100,
      unit: "% an hour",
      note: "day and night; what is included is used up somewhat below 2 %",
    }),
    resultOf(`${name}/calls of Shopify in such an hour`, {
      value: busy.calls,
      unit: "calls",
      note: `${busy.changed - idle.changed} changed levels, sent every minute as they come`,
    }),
    resultOf(`${name}/CPU`, {
      value: busy.workerMs,
      unit: "ms an hour",
      limit: 41_000,
      note: "the Worker's own; limit: the 30 M CPU-ms a month that are included",
    }),
  ];
}
