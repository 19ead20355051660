/**
 * The catalogue in bulk. A line is the one mutation that `publishOne` would make for a product: it is asked of a client that
 * only notes it, and its answer is given back through the same code, so that inputs and marks are those of a single call.
 * What a product still needs afterwards (its channels, its texts) makes it due again: by one more job, or by single calls.
 */
import { changesSoon, LINE_TRIES_MAX, SKUS_MAX } from "../../rules/bulk/thresholds.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import { closePlanning, unlockProducts, lockProducts } from "../../hub/bulk/bulk-jobs.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { countDueProducts, readDueProducts, type DueProduct } from "../../hub/catalog/shop-products.ts";
import { findManyByErp } from "../../shopify/bulk/products-by-erp.ts";
import { RecordingAdminClient, type Asked, type RecordedQuery } from "../../shopify/bulk/recording-client.ts";
import { reasonOf } from "../../log.ts";
import type { Taken, ReplayedLine } from "../lane/bulk-line.ts";
import { bulkThreshold, JobPlan, merchantText, merchantValue, KINDS } from "../lane/bulk-plan.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";
import { inParallel } from "../lane/parallel.ts";
import { deadLetterEntry, lineEntry } from "./entries.ts";
import { recordIntents } from "./fields.ts";
import { saveProductResults } from "./marks.ts";
import { publishOne, type ProductOutcome } from "./product.ts";
import type { CreationGate } from "./variant-limit.ts";
import { variantsToCreate, desiredProduct } from "./desired.ts";

const PAGE = 100;
/** Reads under way at once, for products whose live variants must be seen first. */
const WIDTH = 4;

/** What the answer is read by. */
interface Kept {
  readonly due: DueProduct;
  readonly publications: readonly string[];
  readonly now: number;
  readonly heard: readonly RecordedQuery[];
}

/**
 * Lays due products into bulk jobs when they are many, and holds them out of this lane.
 * @returns what the lane ends with, or null: it goes on with what is left.
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
    const some = await gate.admit(
      page.filter((due) => due.skus.length <= SKUS_MAX && !makesShortLived(due, now)),
      now,
    );
    const fit = await recordIntents(lane, some, now);
    const found = await findManyByErp(
      lane.shopify,
      fit.filter(({ productGid }) => productGid === null).map(({ seqProduct }) => seqProduct),
    );
    if (!found.ok) return lane.stop(found.failure);
    const lines: { readonly due: DueProduct; readonly asked: Asked; readonly kept: string }[] = [];
    await inParallel(fit, WIDTH, async (due) => {
      const client = new RecordingAdminClient(lane.shopify, found.heard);
      await publishOne(client, publications, due, now);
      const { asked, heard } = client;
      if (!asked || !KINDS.products.includes(asked.operation)) return;
      const kept: Kept = { due: ownPart(due), publications, now, heard };
      lines.push({ due, asked, kept: merchantText(kept) });
    });
    lines.sort((a, b) => a.due.seqProduct - b.due.seqProduct); // one order, whatever was answered first
    const laid = plan.lay(
      lines.map(({ due, asked, kept }) => ({
        record: `P${due.seqProduct}`,
        asked,
        kept,
        of: due.seqProduct,
        createsVariants: asked.operation === "ProductSet" ? variantsToCreate(due, now).length : 0,
      })),
    );
    lane.count({ due: lines.length, pending: lines.length });
    await lane.write(laid.flatMap(({ job, of, statements }) => [...statements, lockProducts(db, job, of)]));
    after = page.at(-1)?.seqProduct ?? after;
    // A page without a single line is work of another kind: what it reads is not read twice.
    const isOver = page.length < PAGE || lines.length === 0;
    if (isOver || lane.outOfTime()) {
      await lane.write([closePlanning(db, KINDS.products)]);
      lane.log.info("publish.bulk-planned", { subject: "products", jobs: plan.made });
      return isOver ? null : { kind: "more" };
    }
  }
}

/**
 * P2: it would make variants with a price that changes by itself before the job is answered, and that customers may see by
 * then. It goes by a single call, or by a job after the instant where its turn does not come before.
 */
function makesShortLived(due: DueProduct, now: number): boolean {
  const wanted = desiredProduct(due, now);
  if (wanted?.kind !== "product" || due.sentSet === wanted.product.hashes.set) return false;
  return wanted.product.variants.some(({ price }) => price !== null && changesSoon(price.nextChangeAt, now));
}

/** The map of stocked places is the whole page's. */
function ownPart(due: DueProduct): DueProduct {
  const own = new Set(due.skus.map(({ sku }) => sku));
  return { ...due, stockedAt: new Map([...due.stockedAt].filter(([sku]) => own.has(sku))) };
}

/** Reads answers: marks as after a single call, and every product of these lines is free again. */
export async function replayProducts(lane: Lane, job: string, lines: readonly ReplayedLine[]): Promise<Taken> {
  const { db, clock } = lane;
  const now = clock.now();
  const outcomes = new Map<number, "sent" | "refused" | "pending">();
  const done: ProductOutcome[] = [];
  const free: number[] = [];
  const dead: { readonly seqProduct: number }[] = [];
  for (const line of lines) {
    free.push(Number(line.record.slice(1)));
    const outcome = await readAnswer(lane, line);
    if (!outcome) {
      lane.count({ due: 1, pending: 1 });
      outcomes.set(line.line, "pending");
      continue;
    }
    done.push(outcome);
    if (outcome.end.kind === "refused") dead.push({ seqProduct: outcome.due.seqProduct });
    outcomes.set(
      line.line,
      outcome.end.kind === "sent" ? "sent" : outcome.end.kind === "refused" ? "refused" : "pending",
    );
  }
  const marks = done.length > 0 ? saveProductResults(lane, done, now) : [];
  // A dead letter takes the place of what was said of its tries.
  const closed = dead.length > 0 ? [closeEntries(db, "publish-catalog", dead, now)] : [];
  return { outcomes, statements: [...closed, ...marks, unlockProducts(db, job, free)] };
}

/** Null: nobody knows; the product is looked up by its number before it is sent again. */
async function readAnswer(lane: Lane, line: ReplayedLine): Promise<ProductOutcome | null> {
  const { result } = line;
  if (result === null) return null;
  try {
    const { due, publications, now, heard } = readMerchantFields(line.context);
    const isSame = (variables: unknown) => digestOf(JSON.stringify(variables)) === line.digest;
    const client = new RecordingAdminClient(lane.shopify, heard, { operation: line.kind, isSame, result });
    const outcome = await publishOne(client, publications, due, now);
    if (!client.used) return null; // the rules are others than when it was asked
    const { end, desk } = outcome;
    if (end.kind !== "refused" && end.kind !== "backOff") return outcome;
    const words = result.ok ? desk.map(({ detail, reason }) => detail ?? reason).join("\n") : wordsOf(result);
    // An answer's error is for the plain lane to judge; only one that never ends is judged here.
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

/** B7: rows kept by an earlier release may lack a list that came later. */
function readMerchantFields(text: string): Kept {
  const { due, publications = [], now, heard = [] } = merchantValue(text) as Partial<Kept> & Pick<Kept, "due" | "now">;
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
    heard,
  };
}
