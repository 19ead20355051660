/**
 * Base prices in bulk: a line is the one call that a product's prices would be, and the same code reads its result.
 * Prices that change soon are in no line. Price lists and stock never use bulk: one call carries 250 of them.
 */
import { changesSoon, LINE_TRIES_MAX, SKUS_MAX } from "../../rules/bulk/thresholds.ts";
import type { EntryKey } from "../../rules/record/desk-entry.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import { closePlanning } from "../../hub/bulk/bulk-jobs.ts";
import { unlockPrices, lockPrices } from "../../hub/bulk/bulk-locks.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { countDueBase, readDuePrices, type DuePrice } from "../../hub/prices/shop-prices.ts";
import type { Instant } from "../../ports.ts";
import { RecordingAdminClient, type RecordedMutation } from "../../shopify/bulk/recording-client.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { reasonOf } from "../../log.ts";
import type { Taken, ReplayedLine } from "../lane/bulk-line.ts";
import { bulkThreshold, JobPlan, merchantText, merchantValue, KINDS } from "../lane/bulk-plan.ts";
import type { Deadline, Lane, LaneOutcome } from "../lane/lane.ts";
import { PricePage, type Intent } from "./page.ts";
import { sendProduct } from "./send.ts";
import { baseAction } from "./decide.ts";
import { deadLetterEntry, lineEntry, priceKey } from "./entries.ts";

const PAGE = 250;

/** @returns the lane's outcome, or null: the lane continues with the remaining rows and those that need no call */
export async function planPrices(lane: Lane): Promise<LaneOutcome | null> {
  const { db, clock } = lane;
  const from = await bulkThreshold(lane, "prices");
  if (from === null || (await countDueBase(db, clock.now(), from)) < from) return null;
  const plan = new JobPlan(lane);
  let after = { seqProduct: -1, sku: "" };
  for (;;) {
    const now = clock.now();
    const rows = await readDuePrices(db, "base", after, now, PAGE);
    const isLast = rows.length < PAGE;
    const whole = isLast ? rows : wholeProducts(rows);
    const lines = await linesOf(lane, whole, now);
    // A page without a line holds rows for single calls, most of which need none. Reading further pages here would
    // only delay them.
    const isOver = isLast || lines.length === 0;
    const planned = plan.add(
      lines.map(({ mutation, group }) => ({
        record: `P${group[0]?.row.seqProduct ?? 0}`,
        mutation,
        kept: merchantText({ group }),
        of: group.map(({ row }) => row),
      })),
    );
    const count = lines.reduce((sum, { group }) => sum + group.length, 0);
    lane.count({ due: count, pending: count });
    await lane.write(planned.flatMap(({ job, of, statements }) => [...statements, lockPrices(db, job, of.flat())]));
    after = whole.at(-1) ?? after;
    if (isOver || lane.outOfTime()) {
      await lane.write([closePlanning(db, KINDS.prices)]);
      lane.log.info("publish.bulk-planned", { subject: "prices", jobs: plan.made });
      return isOver ? null : { kind: "more" };
    }
  }
}

/** Drops the last product, which may continue on the next page. A product that fills a whole page is not for bulk. */
function wholeProducts(rows: readonly DuePrice[]): readonly DuePrice[] {
  const last = rows.at(-1)?.seqProduct;
  const before = rows.filter(({ seqProduct }) => seqProduct !== last);
  return before.length > 0 ? before : rows;
}

/** Recording and replaying send nothing, so no deadline ends them. */
const NO_DEADLINE: Deadline = { outOfTime: () => false };

async function linesOf(
  lane: Lane,
  rows: readonly DuePrice[],
  now: Instant,
): Promise<readonly { readonly mutation: RecordedMutation; readonly group: readonly Intent[] }[]> {
  const intents = rows.flatMap((row): Intent[] => {
    const step = baseAction(row, now);
    if (step.kind !== "set") return [];
    // the job's result would come after the change
    return changesSoon(step.intent.price.nextChangeAt, now) ? [] : [step.intent];
  });
  const lines: { readonly mutation: RecordedMutation; readonly group: readonly Intent[] }[] = [];
  for (const [productGid, group] of Map.groupBy(intents, ({ row }) => row.productGid)) {
    if (group.length > SKUS_MAX) continue;
    const client = new RecordingAdminClient(lane.shopify, []);
    // The page's marks are never written: only the recorded mutation counts.
    await sendProduct(
      new PricePage({ db: lane.db, count: () => undefined, ...NO_DEADLINE }, now),
      productGid,
      group,
      client,
    );
    if (client.mutation) lines.push({ mutation: client.mutation, group });
  }
  return lines;
}

/** Reads results: marks equal those of a single call, and every price of these lines is released. */
export async function replayPrices(lane: Lane, job: string, lines: readonly ReplayedLine[]): Promise<Taken> {
  const now = lane.clock.now();
  const page = new AnsweredPrices({ db: lane.db, count: lane.count, ...NO_DEADLINE }, now);
  const outcomes = new Map<number, "sent" | "refused" | "pending">();
  for (const line of lines) {
    page.line = { record: line.record, outcome: "sent" };
    await readAnswer(lane, page, line);
    outcomes.set(line.line, page.line.outcome);
  }
  const products = lines.map(({ record }) => Number(record.slice(1)));
  // The dead-letter entry replaces the entry about failed tries.
  const closed = page.dead.length > 0 ? [closeEntries(lane.db, "publish-prices", page.dead, now)] : [];
  return { outcomes, statements: [...closed, ...page.statements(), unlockPrices(lane.db, job, products)] };
}

async function readAnswer(lane: Lane, page: AnsweredPrices, line: ReplayedLine): Promise<void> {
  const { result } = line;
  let group: readonly Intent[] = [];
  try {
    ({ group = [] } = merchantValue(line.context) as { group?: readonly Intent[] });
    const productGid = group[0]?.row.productGid;
    if (result === null || productGid === undefined) return page.unknown(group);
    const isSame = (variables: unknown) => digestOf(JSON.stringify(variables)) === line.digest;
    await sendProduct(
      page,
      productGid,
      group,
      new RecordingAdminClient(lane.shopify, [], { operation: line.kind, isSame, result }),
    );
  } catch (error) {
    lane.log.warn("publish.bulk-line-unreadable", { record: line.record, reason: reasonOf(error) });
    page.unknown(group);
  }
}

/**
 * A page of prices with results from a bulk job. The plain lane judges failures, except lines that failed
 * LINE_TRIES_MAX times.
 */
class AnsweredPrices extends PricePage {
  readonly dead: EntryKey[] = [];
  line: { readonly record: string; outcome: "sent" | "refused" | "pending" } = { record: "", outcome: "sent" };

  /** The outcome is unknown; sending the same price again does no harm. */
  unknown(group: readonly Intent[]): void {
    this.line.outcome = "pending";
    this.pending(group.map(({ row }) => row));
  }

  override refusedByShop(row: DuePrice, error: { readonly code: string; readonly message: string }): void {
    this.#judge(row, `${error.code}: ${error.message}`, error);
  }

  override failed(failure: AdminFailure, rows: readonly DuePrice[]): void {
    const words = "message" in failure ? failure.message : failure.kind;
    // The rules have changed since the line was planned.
    if (failure.kind === "notSent") {
      this.line.outcome = "pending";
      this.pending(rows);
    } else for (const row of rows) this.#judge(row, words, { code: "BULK_LINE", message: words });
  }

  #judge(row: DuePrice, words: string, error: { readonly code: string; readonly message: string }): void {
    if (row.attempts + 1 < LINE_TRIES_MAX) {
      this.line.outcome = "pending";
      this.pending([row], true);
      this.open(lineEntry(row, words));
      return;
    }
    if (this.line.outcome === "sent") this.line.outcome = "refused";
    super.refusedByShop(row, error);
    this.dead.push(priceKey(row));
    this.open(deadLetterEntry(row, words));
  }
}
