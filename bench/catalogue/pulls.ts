/** What loads cost: each kind of load by itself, from its first tick until all of its companies are read to the end. */
import { schedule } from "../../src/crons/schedule.ts";
import type { Platform } from "../lib/platform.ts";

const KINDS = ["brands", "categories", "products", "skus", "prices", "stock"] as const;

/** The loads there are, in the order in which each finds what it refers to. */
export const pullKinds = (): readonly string[] => KINDS.filter((kind) => schedule.some(({ job }) => job.name === kind));

export interface PullCost {
  readonly kind: string;
  readonly records: number;
  readonly changed: number;
  readonly pages: number;
  /** From the request of the first page to the write of the last. */
  readonly virtualSeconds: number;
  readonly cpuMs: { readonly worker: number; readonly d1: number };
  readonly data: number;
  readonly bookkeeping: number;
  readonly calls: number;
}

const DAY_MS = 86_400_000;

/** Lets every load of a kind read everything once. @param loads how many rows of `loads` it will have */
export async function readInFull(platform: Platform, kind: string, loads: number): Promise<PullCost> {
  const { sql, number, d1, meter, scheduler } = platform;
  sql("UPDATE loads SET full_at = 0 WHERE name = ?1", kind);
  const runsBefore = totals(platform, kind);
  d1.reset();
  const cpuBefore = meter.read();
  platform.startCrons(kind);
  const startedAt = scheduler.now();
  const isDone = await platform.until(
    () =>
      number("SELECT count(*) FROM loads WHERE name = ?1 AND full_at >= ?2 AND run_id IS NULL", kind, startedAt) >=
      loads,
    3 * DAY_MS,
  );
  platform.stopCrons();
  if (!isDone) throw new Error(`${kind}: not read to its end within three days`);
  await platform.pass(60_000); // what was sent to the queue in the last moment
  const cpu = meter.read();
  const runs = totals(platform, kind);
  return {
    kind,
    records: runs.read - runsBefore.read,
    changed: runs.changed - runsBefore.changed,
    pages: runs.pages - runsBefore.pages,
    virtualSeconds:
      number("SELECT max(ended_at) - min(started_at) FROM runs WHERE name = ?1 AND started_at >= ?2", kind, startedAt) /
      1_000,
    cpuMs: { worker: cpu.worker - cpuBefore.worker, d1: cpu.d1 - cpuBefore.d1 },
    data: d1.writtenData,
    bookkeeping: d1.writtenBookkeeping,
    calls: platform.shop.journal.requests.length,
  };
}

function totals(
  { sql }: Platform,
  kind: string,
): { readonly read: number; readonly changed: number; readonly pages: number } {
  const [row] = sql(
    "SELECT total(read) AS read, total(changed) AS changed, total(pages) AS pages FROM runs WHERE name = ?1",
    kind,
  );
  return { read: Number(row?.["read"]), changed: Number(row?.["changed"]), pages: Number(row?.["pages"]) };
}

/** Everything that is due counts as sent: for what comes after a first load, without living through it. */
export async function markAllSent(platform: Platform): Promise<void> {
  const { sql } = platform;
  sql("UPDATE stock SET sent = hash, sent_quantity = 1, level_active = 1");
  sql("UPDATE shop_products SET due = 0");
  sql("UPDATE shop_prices SET due = 0, next_change_at = NULL");
  // Collections and what else there is are few: the publish does them itself, and the bucket is full again afterwards.
  platform.startCrons("publish");
  await platform.pass(SETTLE_MS);
  platform.stopCrons();
  await platform.pass(60_000);
}

const SETTLE_MS = 900_000;
