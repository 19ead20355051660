/**
 * When many due records go as one bulk operation instead of single calls. Pure arithmetic.
 *
 * A bulk operation costs time before its first line runs: a target, an upload, the start, then the wait for the webhook or
 * the next minute's look, and the file of answers. A single call costs its latency, several at once.
 *
 *   call                   answered in   4 at once   points   300 calls        1,000 calls
 *   productSet             1,000 ms      250 ms      12       75 s (36 s)      250 s (120 s)
 *   base prices (product)    300 ms       75 ms      10       23 s (30 s)      75 s (100 s)
 *
 * In brackets: what the cost bucket of a Standard shop (100 points/s) allows at best. With 75 s of overhead single calls
 * lose from 300 products and from 1,000 products' prices on; and a bulk operation takes nothing from the bucket, which is
 * then free for stock and orders. Stock and price lists go 250 a call: 400,000 levels are 1,600 calls, and never go in bulk.
 */
export const BULK_OVERHEAD_MS = 75_000;
/** Single calls under way at once (a Worker has six connections for everything). */
export const CALLS_AT_ONCE = 4;

export type BulkSubject = "products" | "prices";
/** How long Shopify takes to answer one call; from its own answer times, to be corrected by the bench. */
const CALL_MS: Readonly<Record<BulkSubject, number>> = { products: 1_000, prices: 300 };

/** Calls from which a bulk operation is done sooner. */
export function bulkFrom(subject: BulkSubject): number {
  return Math.ceil((BULK_OVERHEAD_MS * CALLS_AT_ONCE) / CALL_MS[subject]);
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

/** A line that failed so often is a person's matter. */
export const LINE_TRIES_MAX = 5;
/** A step of a job (upload, start, download) that failed so often ends the job; its lines go by single calls. */
export const STEP_TRIES_MAX = 5;
/**
 * A price that changes by itself so soon goes by a single call and in no job: a job says what was right when it was planned,
 * and nothing can be taken back from it. A job has its answer after BULK_OVERHEAD_MS at best; jobs wait for four others of
 * their subject, and Shopify does not say how long it takes for one. Half an hour is some 18,000 single calls on the smallest
 * plan; what is not told by the promotion's instant is right from then on, and may go in a job.
 */
export const CHANGES_SOON_MS = 1_800_000;

/** @param nextChangeAt when a promotion begins or ends; null: the price stays until the ERP says another. */
export const changesSoon = (nextChangeAt: number | null, now: number): boolean =>
  nextChangeAt !== null && nextChangeAt <= now + CHANGES_SOON_MS;

/**
 * A job that was not told to start for so long says what may be over: it goes back and is planned anew. Prices before the next
 * promotion; products late, since each is then looked up before it is made.
 */
export const STALE_MS: Readonly<Record<BulkSubject, number>> = { products: 86_400_000, prices: CHANGES_SOON_MS };

/** After a job that failed as a whole, its subject goes by single calls for so long. */
export const REST_MS = 3_600_000;
