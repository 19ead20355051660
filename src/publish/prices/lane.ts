/**
 * The price lane: due rows of `shop_prices` → each target of their company and segment: base price (one product a
 * call), price lists (250 prices a call), metafield (25 variants a call). Desired = f(row, now). Shopify has no dated
 * prices, so the first and last instant of a promotion make its rows due at every target (P2).
 *
 * A crash after a call and before its mark leaves the row due. The same price is sent again, which changes nothing. If
 * another price is desired by then, even the former one, the lane sends it anyway: Shopify's current price is unknown
 * (`outcomeUnknown`).
 */
import { CHANGES_SOON_MS } from "../../rules/bulk/thresholds.ts";
import type { Deps } from "../../deps.ts";
import {
  dropEmptyTargets,
  backfillTarget,
  readPriceTargets,
  type PriceTarget,
} from "../../hub/prices/price-targets.ts";
import {
  beginPriceRun,
  doubtPrices,
  endOfPortion,
  endPriceRun,
  hasDuePrices,
  readDeadRun,
  readDuePrices,
  markPricesDue,
  type DuePrice,
} from "../../hub/prices/shop-prices.ts";
import type { Instant } from "../../ports.ts";
import { runLane, type Lane, type LaneOutcome } from "../lane/lane.ts";
import { eachAtOnce } from "../../rules/work/at-once.ts";
import { planPrices } from "./bulk.ts";
import { publishPriceLists } from "./lists.ts";
import { publishPriceMetafields } from "./metafields.ts";
import { PricePage, type Intent } from "./page.ts";
import { sendProduct } from "./send.ts";
import { baseAction } from "./decide.ts";
import { priceEntry } from "./entries.ts";

const PAGE = 250;
/** Concurrent calls; a Worker has six connections in total. */
const WIDTH = 4;
/** Rows created for a new target in one batch. */
const FILL_PAGE = 2_000;

export async function publishPrices(deps: Deps, until: Instant): Promise<LaneOutcome> {
  if (!(await hasDuePrices(deps.db, deps.clock.now()))) return { kind: "done" };
  return runLane(deps, "publish-prices", until, async (lane) => {
    if (!(await doubtDeadRun(lane))) return { kind: "more" };
    const isMarked = await markChanges(lane);
    await lane.write([beginPriceRun(lane.db)]);
    const outcome = await publishTargets(lane);
    await lane.write([endPriceRun(lane.db)]);
    return outcome.kind === "done" && !isMarked ? { kind: "more" } : outcome;
  });
}

/**
 * Promotions that begin or end now are due. All of a catalogue may begin at midnight: a third of the run's time is for that,
 * and those that are marked are sent.
 * @returns false when the time is over; the next run goes on from the last portion
 */
async function markChanges(lane: Lane): Promise<boolean> {
  const { outOfTime } = lane.part(0, 3);
  for (;;) {
    const { statements, isLast } = await markPricesDue(lane.db, lane.clock.now());
    await lane.write(statements);
    if (isLast) return true;
    if (outOfTime()) return false;
  }
}

/**
 * The last run died: what it sent and did not mark is unknown. Marked in portions before anything is sent.
 * @returns false when the time is over; the next run goes on from the last portion
 */
async function doubtDeadRun(lane: Lane): Promise<boolean> {
  for (let after = await readDeadRun(lane.db); after;) {
    const until = await endOfPortion(lane.db, after);
    await lane.write(doubtPrices(lane.db, after, until));
    if (!until) return true;
    if (lane.outOfTime()) return false;
    after = until;
  }
  return true;
}

async function publishTargets(lane: Lane): Promise<LaneOutcome> {
  const targets = await readPriceTargets(lane.db);
  const has = (kind: PriceTarget["kind"]) => targets.some((target) => target.kind === kind);
  // Equal shares of the lane's time for the steps in use: a step with endless work leaves the next one its share.
  const steps: ((part: Lane) => Promise<LaneOutcome>)[] = [
    ...(targets.some(isOpen) ? [(part: Lane) => fillTargets(part, targets)] : []),
    publishBase,
    ...(has("priceList") ? [(part: Lane) => publishPriceLists(part, targets)] : []),
    ...(has("metafield") ? [(part: Lane) => publishPriceMetafields(part, targets)] : []),
  ];
  let hasMore = false;
  for (const [index, step] of steps.entries()) {
    const outcome = await step(lane.part(index, steps.length));
    if (outcome.kind === "stopped") return outcome; // the next step would meet the same failure
    hasMore ||= outcome.kind === "more";
  }
  if (targets.some(({ removing }) => removing)) await lane.write(dropEmptyTargets(lane.db, lane.clock.now()));
  return { kind: hasMore ? "more" : "done" };
}

const isOpen = ({ backfillAfter, removing }: PriceTarget): boolean => backfillAfter !== null && !removing;

/** Creates rows for prices that were in the hub before their target was mapped. */
async function fillTargets(lane: Lane, targets: readonly PriceTarget[]): Promise<LaneOutcome> {
  let open = targets.filter(isOpen);
  while (open.length > 0) {
    // One page per target in turn, so that the first target does not delay the others.
    for (const target of open) {
      await lane.write(backfillTarget(lane.db, target, FILL_PAGE));
      if (lane.outOfTime()) return { kind: "more" };
    }
    open = (await readPriceTargets(lane.db)).filter(isOpen);
  }
  return { kind: "done" };
}

/** P2: prices that change soon use no bulk job and go first. Half of the time is reserved for the others. */
async function publishBase(lane: Lane): Promise<LaneOutcome> {
  const changing = await publishSingly(lane.part(0, 2), CHANGES_SOON_MS);
  if (changing.kind === "stopped") return changing;
  const ended = await planPrices(lane);
  if (ended) return ended;
  return publishSingly(lane, null);
}

/** @param withinMs only prices that change within this time; null: all */
async function publishSingly(lane: Lane, withinMs: number | null): Promise<LaneOutcome> {
  const now = lane.clock.now();
  const until = withinMs === null ? null : now + withinMs;
  let after = { seqProduct: -1, sku: "" };
  for (;;) {
    const rows = await readDuePrices(lane.db, "base", after, now, PAGE, until);
    const page = await publishPage(lane, rows, lane.clock.now());
    if (page.failure) return lane.stop(page.failure);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return { kind: "done" };
    after = last;
    if (lane.outOfTime()) return { kind: "more" };
  }
}

async function publishPage(lane: Lane, rows: readonly DuePrice[], now: Instant): Promise<PricePage> {
  const page = new PricePage(lane, now);
  const intents: Intent[] = [];
  const withoutPackage: string[] = [];
  for (const row of rows) {
    const step = baseAction(row, now);
    if (row.packageMilli === null) withoutPackage.push(row.sku);
    if (step.kind === "park") page.park(row, step.isPossible);
    else if (step.kind === "pendingApproval") page.keepPending(row, step);
    else if (step.kind === "refuse") page.refuse(row, step.reason);
    else if (step.kind === "off") page.off(row, row.active ? priceEntry(row, step.reason) : undefined);
    else if (step.kind === "shown") page.recordSent(row, step.price, step.erpPriceCents);
    else intents.push(step.intent);
  }
  // P11: the price of an unregistered package is not sent, and waits without cost until its package is registered.
  if (withoutPackage.length > 0)
    lane.log.info("price.package-unknown", {
      count: withoutPackage.length,
      skus: withoutPackage.slice(0, 5).join(","),
    });
  const byProduct = [...Map.groupBy(intents, ({ row }) => row.productGid)];
  await eachAtOnce(byProduct, WIDTH, ([productGid, group]) => sendProduct(page, productGid, group, lane.shopify));
  await lane.write(page.statements());
  return page;
}
