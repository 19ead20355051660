/** Decides whether enough records are due for bulk, and distributes a lane's lines over jobs. */
import { bulkFrom, PART_BYTES_MAX, PART_LINES_MAX, REST_MS, type BulkSubject } from "../../rules/bulk/thresholds.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import { closePlanning, hasFailedJob, readBulkSettings } from "../../hub/bulk/bulk-jobs.ts";
import { planLines, type PlannedLine } from "../../hub/bulk/bulk-lines.ts";
import { RUNNING_OF_ONE_MAX } from "../../rules/bulk/thresholds.ts";
import { readOpenJobs } from "../../hub/bulk/bulk-jobs.ts";
import { namedDocument } from "../../shopify/bulk/bulk-operation.ts";
import type { RecordedMutation } from "../../shopify/bulk/recording-client.ts";
import type { Lane } from "./lane.ts";

/**
 * The mutations that a job line may be. Not productUpdate: its fields are compared with Shopify's current values, and a
 * merchant may edit them before the job runs.
 */
export const KINDS: Readonly<Record<BulkSubject, readonly string[]>> = {
  products: ["ProductSet", "VariantsUpdate", "Publish"],
  prices: ["VariantPrices"],
};

export const subjectOf = (kind: string): BulkSubject => (KINDS.prices.includes(kind) ? "prices" : "products");

/**
 * The number of records from which this run uses bulk. Null: disabled, resting after a failure, or enough jobs are
 * waiting. A crashed planner left a job open; it is closed here, under the lane's lease.
 */
export async function bulkThreshold(lane: Lane, subject: BulkSubject): Promise<number | null> {
  const { db, clock } = lane;
  const settings = await readBulkSettings(db);
  if (!settings.enabled) return null;
  const kinds = KINDS[subject];
  if (await hasFailedJob(db, kinds, clock.now() - REST_MS)) return null;
  const open = (await readOpenJobs(db, Number.MAX_SAFE_INTEGER)).filter(({ kind }) => kinds.includes(kind));
  if (open.some(({ state }) => state === "planning")) await lane.write([closePlanning(db, kinds)]);
  // The running jobs and as many waiting ones are enough. Other rows stay due, where a newer version costs nothing.
  if (open.length >= 2 * RUNNING_OF_ONE_MAX) return null;
  return settings.from ?? bulkFrom(subject);
}

interface OpenJob {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: number;
  lines: number;
  bytes: number;
  /** Variants that its lines will create. */
  createsVariants: number;
}

/** The jobs of one planning run: one per mutation, and another when one is full. */
export class JobPlan {
  readonly #lane: Lane;
  readonly #jobs = new Map<string, OpenJob>();
  #made = 0;

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  get made(): number {
    return this.#made;
  }

  /**
   * Adds each recorded mutation to a job.
   * @returns the statements by job, for the page's batch
   */
  add<T>(
    lines: readonly {
      readonly record: string;
      readonly mutation: RecordedMutation;
      readonly kept: string;
      readonly of: T;
      readonly createsVariants?: number;
    }[],
  ): readonly {
    readonly job: string;
    readonly of: readonly T[];
    readonly statements: readonly D1PreparedStatement[];
  }[] {
    const placed = new Map<OpenJob, { lines: PlannedLine[]; of: T[] }>();
    for (const { record, mutation, kept, of, createsVariants = 0 } of lines) {
      const payload = JSON.stringify(mutation.variables);
      const job = this.#jobFor(mutation, payload.length);
      const part = placed.get(job) ?? { lines: [], of: [] };
      placed.set(job, part);
      part.lines.push({ line: job.lines, record, digest: digestOf(payload), context: kept, payload });
      part.of.push(of);
      job.lines += 1;
      job.createsVariants += createsVariants;
      job.bytes += payload.length * 3; // at most, in UTF-8
    }
    return [...placed].map(([job, part]) => ({
      job: job.id,
      of: part.of,
      statements: planLines(this.#lane.db, job, part.lines),
    }));
  }

  #jobFor({ operation, text }: RecordedMutation, size: number): OpenJob {
    const open = this.#jobs.get(operation);
    if (open && open.lines < PART_LINES_MAX && open.bytes + size * 3 <= PART_BYTES_MAX) return open;
    const id = this.#lane.random.uuid();
    namedDocument(text, operation, id); // fails at planning, not at the start
    const job = { id, kind: operation, createdAt: this.#lane.clock.now(), lines: 0, bytes: 0, createsVariants: 0 };
    this.#jobs.set(operation, job);
    this.#made += 1;
    return job;
  }
}

/** Maps are stored as lists of pairs, so that the hub's rows survive JSON. */
export const merchantText = (value: unknown): string =>
  JSON.stringify(value, (_, entry: unknown) => (entry instanceof Map ? { $map: [...entry] } : entry));

export const merchantValue = (text: string): unknown =>
  JSON.parse(text, (_, entry: unknown) =>
    typeof entry === "object" && entry !== null && "$map" in entry && Array.isArray(entry.$map)
      ? new Map(entry.$map)
      : entry,
  );
