/**
 * When many due records go as one bulk operation instead of single calls. Pure arithmetic over what the bench measures
 * (`bulk or not` in bench/README.md), on the smallest plan.
 *
 * One run plans a bulk operation, the next one of its poll uploads and starts it, and looks every ten seconds until it can
 * read the results (sooner by the webhook). New products take two operations, one after another: productSet, then their
 * publication. Up to some 1,500 records that is the whole time of a job, whatever it carries.
 *
 *            a record by single calls                             waits of the jobs   as soon from
 *   products 254 ms (27.5 points at nine tenths of the rate)      166 s               654
 *   prices   108 ms (300 ms a call, 10 points, four at once)      194 s               1,796
 *
 * A bulk operation takes nothing from the cost bucket, which is then free for stock and orders. Stock and price lists go
 * 250 a call: 400,000 levels are 1,600 calls, and never go in bulk.
 */
export type BulkSubject = "products" | "prices";
interface Costs {
  /** Of a record by single calls, in a lane that has many. */
  readonly singleMs: number;
  /** From the plan to the last result, beyond what single calls take to begin. */
  readonly waitsMs: number;
}
const COSTS: Readonly<Record<BulkSubject, Costs>> = {
  products: { singleMs: 254, waitsMs: 166_000 },
  prices: { singleMs: 108, waitsMs: 194_000 },
};

/** Due records from which a bulk operation is done sooner, in whole hundreds. */
export function bulkFrom(subject: BulkSubject): number {
  const { singleMs, waitsMs } = COSTS[subject];
  return Math.ceil(waitsMs / singleMs / 100) * 100;
}

/** Bulk mutations one app may have under way in a shop. */
export const RUNNING_MAX = 5;
/** One place is always left for the other subject: prices do not wait for a first load of products. */
export const RUNNING_OF_ONE_MAX = 4;

/**
 * Shopify takes files of 100 MB. A Worker has 128 MB for everything, and a file stands in it as lines, as one text and as
 * the request's body, so ours end at a fifth: some 10,000 products.
 */
export const PART_BYTES_MAX = 20_000_000;
export const PART_LINES_MAX = 5_000;
/** A product with more SKUs goes by single calls: a page of answers is one write of the hub. */
export const SKUS_MAX = 25;

/** A line that failed so often goes to the error desk. */
export const LINE_TRIES_MAX = 5;
/** A step of a job (upload, start, download) that failed so often ends the job; its lines go by single calls. */
export const STEP_TRIES_MAX = 5;
/**
 * A price that changes by itself so soon goes by a single call and in no job. A job carries the values of its planning
 * time, and none can be withdrawn. A job has its answer after two minutes at best; jobs wait for four others of
 * their subject, and Shopify does not say how long it takes for one. Half an hour is some 18,000 single calls on the smallest
 * plan; a price that is not sent by the promotion's instant is final from then on, and may go in a job.
 */
export const CHANGES_SOON_MS = 1_800_000;

/** @param nextChangeAt when a promotion begins or ends; null: the price stays until the ERP changes it. */
export const changesSoon = (nextChangeAt: number | null, now: number): boolean =>
  nextChangeAt !== null && nextChangeAt <= now + CHANGES_SOON_MS;

/**
 * A job that was not started for so long may carry outdated values: its rows return and are planned again. Prices return
 * before the next promotion; products late, since each is then looked up before it is created.
 */
export const STALE_MS: Readonly<Record<BulkSubject, number>> = { products: 86_400_000, prices: CHANGES_SOON_MS };

/** After a job that failed as a whole, its subject goes by single calls for so long. */
export const REST_MS = 3_600_000;
