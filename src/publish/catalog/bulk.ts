/**
 * The catalogue in bulk. A bulk line is the mutation that `publishOne` would send for one product. A recording client
 * captures it; the result is later replayed through the same code. Inputs and marks therefore equal those of a single
 * call. A product that needs more afterwards (channels, texts) stays due: the next job or single calls send the rest.
 */
import { changesSoon, LINE_TRIES_MAX, SKUS_MAX } from "../../rules/bulk/thresholds.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import { closePlanning } from "../../hub/bulk/bulk-jobs.ts";
import { unlockProducts, lockProducts } from "../../hub/bulk/bulk-locks.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { countDueProducts } from "../../hub/catalog/product-backlog.ts";
import { readDueProducts, type DueProduct } from "../../hub/catalog/shop-products.ts";
import { findManyByErp } from "../../shopify/bulk/products-by-erp.ts";
import { eachJoined } from "../../shopify/client/joined-admin.ts";
import {
  RecordingAdminClient,
  type RecordedMutation,
  type RecordedQuery,
} from "../../shopify/bulk/recording-client.ts";
import { reasonOf } from "../../log.ts";
import type { Taken, ReplayedLine } from "../lane/bulk-line.ts";
import { bulkThreshold, JobPlan, merchantText, merchantValue, KINDS } from "../lane/bulk-plan.ts";
import { hasFailed } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";
import { deadLetterEntry, lineEntry } from "./entries.ts";
import { recordIntents } from "./fields.ts";
import { saveProductResults } from "./marks.ts";
import { publishOne, type ProductOutcome } from "./product.ts";
import { closedGate, type CreationGate } from "./variant-limit.ts";
import { variantsToCreate, desiredProduct } from "./desired.ts";

const PAGE = 100;

/** What `replayProducts` needs to interpret a line's result. */
interface Kept {
  readonly due: DueProduct;
  readonly publications: readonly string[];
  readonly now: number;
  readonly queries: readonly RecordedQuery[];
}

/**
 * Plans bulk jobs when many products are due, and holds those products out of this lane.
 * @returns the lane's outcome, or null: the lane continues with the remaining products
 */
export async function planProducts(
  lane: Lane,
  publications: readonly string[],
  gate: CreationGate,
): Promise<LaneOutcome | null> {
  const { db, clock } = lane;
  const from = await bulkThreshold(lane, "products");
  if (from === null || (await countDueProducts(db, clock.now(), from)) < from) return null;
  const plan = new JobPlan(lane);
  let after = -1;
  for (;;) {
    const now = clock.now();
    const page = await readDueProducts(db, after, now, PAGE);
    const admitted = await gate.admit(
      page.filter((due) => due.skus.length <= SKUS_MAX && !makesShortLived(due, now) && !mayRefuseUnitPrice(due)),
      now,
    );
    const fit = await recordIntents(lane, admitted.map(stockedLater), now);
    const found = await findManyByErp(
      lane.shopify,
      fit.filter(({ productGid }) => productGid === null).map(({ seqProduct }) => seqProduct),
    );
    if (!found.ok) return lane.stop(found.failure);
    const lines: { readonly due: DueProduct; readonly mutation: RecordedMutation; readonly kept: string }[] = [];
    await eachJoined(lane.shopify, fit, hasFailed, async (due, shopify) => {
      const client = new RecordingAdminClient(shopify, found.queries);
      await publishOne(client, publications, due, now);
      const { mutation, queries } = client;
      if (!mutation || !KINDS.products.includes(mutation.operation)) return;
      const kept: Kept = { due: ownPart(due), publications, now, queries };
      lines.push({ due, mutation, kept: merchantText(kept) });
    });
    lines.sort((a, b) => a.due.seqProduct - b.due.seqProduct); // deterministic, whatever the order of the responses
    const planned = plan.add(
      lines.map(({ due, mutation, kept }) => ({
        record: `P${due.seqProduct}`,
        mutation,
        kept,
        of: due.seqProduct,
        createsVariants: mutation.operation === "ProductSet" ? variantsToCreate(due, now).length : 0,
      })),
    );
    lane.count({ due: lines.length, pending: lines.length });
    await lane.write(planned.flatMap(({ job, of, statements }) => [...statements, lockProducts(db, job, of)]));
    after = page.at(-1)?.seqProduct ?? after;
    // A page without a line holds only work for single calls; reading further pages here would repeat reads.
    const isOver = page.length < PAGE || lines.length === 0;
    if (isOver || lane.outOfTime()) {
      await lane.write([closePlanning(db, KINDS.products)]);
      lane.log.info("publish.bulk-planned", { subject: "products", jobs: plan.made });
      return isOver ? null : { kind: "more" };
    }
  }
}

/**
 * P2: the job would create variants with a price that changes before the job ends, and customers might see it. The
 * product goes by a single call, or by a job planned after the change.
 */
function makesShortLived(due: DueProduct, now: number): boolean {
  const wanted = desiredProduct(due, now);
  if (wanted?.kind !== "product" || due.sentSet === wanted.product.hashes.set) return false;
  return wanted.product.variants.some(({ price }) => price !== null && changesSoon(price.nextChangeAt, now));
}

/** A line holds one call, and a refused unit price needs a second one: what failed once as goods by weight goes singly. */
const mayRefuseUnitPrice = ({ product, attempts }: DueProduct): boolean => product?.weighed === true && attempts > 0;

/** So does a refused location: what failed once is created without its stock, which the stock lane then brings. */
const stockedLater = (due: DueProduct): DueProduct => (due.attempts > 0 ? { ...due, stockedAt: new Map() } : due);

/** `stockedAt` covers the whole page; a line stores only its own part. */
function ownPart(due: DueProduct): DueProduct {
  const own = new Set(due.skus.map(({ sku }) => sku));
  return { ...due, stockedAt: new Map([...due.stockedAt].filter(([sku]) => own.has(sku))) };
}

/** Reads results: marks equal those of a single call, and every product of these lines is released. */
export async function replayProducts(lane: Lane, job: string, lines: readonly ReplayedLine[]): Promise<Taken> {
  const { db, clock } = lane;
  const now = clock.now();
  const outcomes = new Map<number, "sent" | "refused" | "pending">();
  const results: ProductOutcome[] = [];
  const released: number[] = [];
  const dead: { readonly seqProduct: number }[] = [];
  for (const line of lines) {
    released.push(Number(line.record.slice(1)));
    const outcome = await readAnswer(lane, line);
    if (!outcome) {
      lane.count({ due: 1, pending: 1 });
      outcomes.set(line.line, "pending");
      continue;
    }
    results.push(outcome);
    if (outcome.end.kind === "refused") dead.push({ seqProduct: outcome.due.seqProduct });
    outcomes.set(
      line.line,
      outcome.end.kind === "sent" ? "sent" : outcome.end.kind === "refused" ? "refused" : "pending",
    );
  }
  const marks = results.length > 0 ? saveProductResults(lane, results, now) : [];
  // The dead-letter entry replaces the entry about failed tries.
  const closed = dead.length > 0 ? [closeEntries(db, "publish-catalog", dead, now)] : [];
  const limited = results.some(({ end }) => end.kind === "limit") ? closedGate(db, now) : [];
  return { outcomes, statements: [...closed, ...marks, ...limited, unlockProducts(db, job, released)] };
}

/** Null: the outcome is unknown; the product is looked up by its ERP number before the next send. */
async function readAnswer(lane: Lane, line: ReplayedLine): Promise<ProductOutcome | null> {
  const { result } = line;
  if (result === null) return null;
  try {
    const { due, publications, now, queries } = readMerchantFields(line.context);
    const isSame = (variables: unknown) => digestOf(JSON.stringify(variables)) === line.digest;
    const client = new RecordingAdminClient(lane.shopify, queries, { operation: line.kind, isSame, result });
    const outcome = await publishOne(client, publications, due, now);
    if (!client.used) return null; // the rules have changed since the line was planned
    const { end, desk } = outcome;
    if (end.kind !== "refused" && end.kind !== "backOff") return outcome;
    const words = result.ok ? desk.map(({ detail, reason }) => detail ?? reason).join("\n") : wordsOf(result);
    // The plain lane judges a line's error; a line that fails LINE_TRIES_MAX times is refused here.
    if (due.attempts + 1 < LINE_TRIES_MAX)
      return { ...outcome, end: { kind: "backOff" }, desk: [lineEntry(due.seqProduct, words)] };
    return { ...outcome, end: { kind: "refused" }, desk: [deadLetterEntry(due.seqProduct, words)] };
  } catch (error) {
    lane.log.warn("publish.bulk-line-unreadable", { record: line.record, reason: reasonOf(error) });
    return null;
  }
}

const wordsOf = (result: { readonly failure: { readonly kind: string; readonly message?: string } }): string =>
  result.failure.message ?? result.failure.kind;

/** B7: rows stored by an earlier release may lack a list added later. */
function readMerchantFields(text: string): Kept {
  const {
    due,
    publications = [],
    now,
    queries = [],
  } = merchantValue(text) as Partial<Kept> & Pick<Kept, "due" | "now">;
  return {
    due: {
      ...due,
      skus: due.skus ?? [],
      variants: due.variants ?? [],
      prices: due.prices ?? new Map(),
      stockedAt: due.stockedAt ?? new Map(),
    },
    publications,
    now,
    queries,
  };
}
