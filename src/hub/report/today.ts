/** What the console's first page is made of. */
import type { Instant } from "../../ports.ts";
import { fromErpTime, toErpTime } from "../../rules/brazil/erp-time.ts";
import type { GoLiveFacts } from "../../rules/work/go-live.ts";
import { readOpenBulkJobs, type OpenBulkJob } from "../bulk/open-jobs.ts";
import { readVariantReport, type VariantReport } from "../catalog/variant-limit.ts";
import { countOpenEntries, deskCounts, type DeskCount } from "../desk/read.ts";
import { type DryRun, readDryRun } from "../dry-run/dry-run.ts";
import { readLoadStates, type LoadState } from "../loads/status.ts";
import { readOrderDay, type OrderDay } from "../orders/day.ts";
import { readSilence, silenceOf } from "../orders/erp-silence.ts";
import { type Activity, readActivity } from "./activity.ts";
import { readGoLive } from "./go-live.ts";
import { type LaneBacklog, readBacklog } from "./backlog.ts";

export interface TodayFacts {
  readonly now: Instant;
  readonly loads: readonly LoadState[];
  readonly activity: readonly Activity[];
  readonly backlog: readonly LaneBacklog[];
  readonly orders: OrderDay;
  readonly desk: readonly DeskCount[];
  readonly dryRun: DryRun;
  readonly bulk: readonly OpenBulkJob[];
  readonly variants: VariantReport;
  /** When the ERP is asked again; null: it answers. */
  readonly erpSilentUntil: Instant | null;
  readonly goLive: GoLiveFacts;
  /** Companies that sell: enabled, with a location. */
  readonly companies: { readonly selling: number; readonly stopped: number };
}

/** The first instant of the present day in São Paulo. */
const startOfDay = (now: Instant): Instant => fromErpTime(toErpTime(now).slice(0, 10)) ?? now;

/** One statement after the other: D1 has one thread, and orders wait for it. */
export async function readToday(db: D1Database, now: Instant): Promise<TodayFacts> {
  const loads = await readLoadStates(db, now);
  const activity = await readActivity(db, now);
  const backlog = await readBacklog(db);
  const orders = await readOrderDay(db, startOfDay(now));
  const desk = deskCounts((await countOpenEntries(db).all()).results);
  const dryRun = await readDryRun(db);
  const bulk = await readOpenBulkJobs(db);
  const variants = await readVariantReport(db, now);
  const erpSilentUntil = silenceOf(await readSilence(db).all<{ probeAt: string }>());
  const goLive = await readGoLive(db, loads, dryRun);
  return {
    now,
    loads,
    activity,
    backlog,
    orders,
    desk,
    dryRun,
    bulk,
    variants,
    erpSilentUntil,
    goLive,
    companies: goLive.companies,
  };
}
