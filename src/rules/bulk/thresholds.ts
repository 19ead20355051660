/**
 * When many due records go as one bulk operation instead of single calls. Pure arithmetic over what the bench measures
 * (`bulk or not` in bench/README.md), on the smallest plan.
 *
 * One run plans a bulk operation, the next uploads and starts it, and a third reads its results (sooner by the webhook).
 * That is three minutes, whatever it carries. New products take two, one after another: productSet,
 * then their publication.
 *
 *            a record by single calls, four at once            in bulk    operations   as soon from
 *   products 510 ms (1,000 ms a productSet, 29 points in all)  130 ms     2            948
 *   prices   102 ms (300 ms a call, 10 points)                   1 ms     1            1,783
 *
 * A bulk operation takes nothing from the cost bucket, which is then free for stock and orders. Stock and price lists go
 * 250 a call: 400,000 levels are 1,600 calls, and never go in bulk.
 */
const BULK_OVERHEAD_MS = 180_000;

export type BulkSubject = "products" | "prices";
interface Costs {
  /** Of a record by single calls, in a lane that has many. */
  readonly singleMs: number;
  /** Of a record in a bulk operation: planned, uploaded, its answer read. */
  readonly bulkMs: number;
  /** One after another. */
  readonly operations: number;
}
const COSTS: Readonly<Record<BulkSubject, Costs>> = {
  products: { singleMs: 510, bulkMs: 130, operations: 2 },
  prices: { singleMs: 102, bulkMs: 1, operations: 1 },
};

/** Due records from which a bulk operation is done sooner, in whole hundreds. */
export function bulkFrom(subject: BulkSubject): number {
  const { singleMs, bulkMs, operations } = COSTS[subject];
  return Math.ceil((operations * BULK_OVERHEAD_MS) / (singleMs - bulkMs) / 100) * 100;
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
 * time, and none can be withdrawn. A job has its answer after BULK_OVERHEAD_MS at best; jobs wait for four others of
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
