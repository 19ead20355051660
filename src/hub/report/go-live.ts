/** What the checklist of the go-live is made of. */
import type { GoLiveFacts } from "../../rules/work/go-live.ts";
import { sqlText } from "../d1/sql-text.ts";
import { covers, DRY_RUN_SCOPES, type DryRun } from "../dry-run/dry-run.ts";
import { readReportSeen } from "../dry-run/seen.ts";
import { PULLS, type LoadState } from "../loads/status.ts";
import { readPaymentForms } from "../orders/payment-forms.ts";
import { readOrdersSince } from "../orders/start-date.ts";
import { readPriceTargets } from "../prices/price-targets.ts";
import { audit } from "../schema/loads.ts";
import { dryRunPasses } from "../schema/dry-run.ts";
import { orders } from "../schema/orders.ts";
import { readCompanies } from "../settings/mappings.ts";
import { readWebhookRecord } from "../settings/webhook-record.ts";

/** Pictures may stay outside the ERP: their load may have nothing to read. */
const NOT_AWAITED = new Set(["images"]);

/** @param loads of `readLoadStates` @param dryRun of `readDryRun` */
export async function readGoLive(db: D1Database, loads: readonly LoadState[], dryRun: DryRun): Promise<GoLiveFacts> {
  const [inErp, sinceActs, passes] = await db.batch<{ scope?: string }>([
    db.prepare(sqlText`SELECT 1 AS n FROM ${orders} WHERE ${orders.seqPedido} IS NOT NULL LIMIT 1`),
    db.prepare(sqlText`SELECT 1 AS n FROM ${audit} WHERE ${audit.name} = 'orders-since' LIMIT 1`),
    db.prepare(sqlText`SELECT ${dryRunPasses.scope} AS scope FROM ${dryRunPasses} WHERE ${dryRunPasses.endedAt} > 0`),
  ]);
  const hasOrderInErp = (inErp?.results.length ?? 0) > 0;
  const isSinceDecided = hasOrderInErp || (sinceActs?.results.length ?? 0) > 0;
  const seen = await readReportSeen(db);
  const wanted = loads.filter(({ name, isScheduled }) => PULLS.includes(name) && !NOT_AWAITED.has(name) && isScheduled);
  const mapped = (await readCompanies(db)).filter(({ enabled }) => enabled);
  const selling = mapped.filter(({ locationGid, problem }) => locationGid !== null && problem === null).length;
  return {
    held: DRY_RUN_SCOPES.filter((scope) => covers(dryRun, scope)),
    webhooks: (await readWebhookRecord(db))?.topics.length ?? null,
    loads: { wanted: wanted.length, read: wanted.filter(({ lastSuccessAt }) => lastSuccessAt > 0).length },
    companies: { selling, stopped: mapped.length - selling },
    hasBasePrice: (await readPriceTargets(db)).some(({ kind }) => kind === "base"),
    paymentForms: (await readPaymentForms(db)).length,
    ordersSince: isSinceDecided ? await readOrdersSince(db) : null,
    report: {
      whole: (passes?.results ?? []).map(({ scope }) => String(scope)),
      seenAt: seen?.at ?? null,
      seenBy: seen?.who ?? null,
    },
    testOrder: dryRun.testOrder ?? null,
    hasOrderInErp,
  };
}
