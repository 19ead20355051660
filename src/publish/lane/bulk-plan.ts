/** Whether there is enough for bulk, and the jobs a lane lays its lines into. */
import { bulkFrom, PART_BYTES_MAX, PART_LINES_MAX, REST_MS, type BulkSubject } from "../../rules/bulk/thresholds.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import {
  closePlanning,
  hasFailedJob,
  planLines,
  readBulkSettings,
  type PlannedLine,
} from "../../hub/bulk/bulk-jobs.ts";
import { RUNNING_OF_ONE_MAX } from "../../rules/bulk/thresholds.ts";
import { readOpenJobs } from "../../hub/bulk/bulk-jobs.ts";
import { namedDocument } from "../../shopify/bulk/bulk-operation.ts";
import type { Asked } from "../../shopify/bulk/recording-client.ts";
import type { Lane } from "./lane.ts";

/**
 * The mutations that one line of a job may be. Not productUpdate: its fields are compared with what Shopify shows, and minutes
 * later a merchant may have edited them.
 */
export const KINDS: Readonly<Record<BulkSubject, readonly string[]>> = {
  products: ["ProductSet", "VariantsUpdate", "Publish"],
  prices: ["VariantPrices"],
};

export const subjectOf = (kind: string): BulkSubject => (KINDS.prices.includes(kind) ? "prices" : "products");

/**
 * Records from which this run uses bulk, or null: switched off, resting after a failure, or enough jobs waiting already.
 * A planner that died has left a job open; it is closed here, under the lane's lease.
 */
export async function bulkThreshold(lane: Lane, subject: BulkSubject): Promise<number | null> {
  const { db, clock } = lane;
  const settings = await readBulkSettings(db);
  if (!settings.enabled) return null;
  const kinds = KINDS[subject];
  if (await hasFailedJob(db, kinds, clock.now() - REST_MS)) return null;
  const open = (await readOpenJobs(db, Number.MAX_SAFE_INTEGER)).filter(({ kind }) => kinds.includes(kind));
  if (open.some(({ state }) => state === "planning")) await lane.write([closePlanning(db, kinds)]);
  // What runs and as much again waiting is enough; the rest stays due, where a newer version of it costs nothing.
  if (open.length >= 2 * RUNNING_OF_ONE_MAX) return null;
  return settings.from ?? bulkFrom(subject);
}

interface OpenJob {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: number;
  lines: number;
  bytes: number;
  /** Variants it will have made. */
  createsVariants: number;
}

/** The jobs of one planning: one a mutation, another when it is full. */
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

  /** Gives each asked call its place. @returns what it comes to, job by job, for the page's batch. */
  lay<T>(
    lines: readonly {
      readonly record: string;
      readonly asked: Asked;
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
    for (const { record, asked, kept, of, createsVariants = 0 } of lines) {
      const payload = JSON.stringify(asked.variables);
      const job = this.#jobFor(asked, payload.length);
      const here = placed.get(job) ?? { lines: [], of: [] };
      placed.set(job, here);
      here.lines.push({ line: job.lines, record, digest: digestOf(payload), context: kept, payload });
      here.of.push(of);
      job.lines += 1;
      job.createsVariants += createsVariants;
      job.bytes += payload.length * 3; // at most, in UTF-8
    }
    return [...placed].map(([job, here]) => ({
      job: job.id,
      of: here.of,
      statements: planLines(this.#lane.db, job, here.lines),
    }));
  }

  #jobFor({ operation, text }: Asked, size: number): OpenJob {
    const open = this.#jobs.get(operation);
    if (open && open.lines < PART_LINES_MAX && open.bytes + size * 3 <= PART_BYTES_MAX) return open;
    const id = this.#lane.random.uuid();
    namedDocument(text, operation, id); // throws now, not when it is to be started
    const job = { id, kind: operation, createdAt: this.#lane.clock.now(), lines: 0, bytes: 0, createsVariants: 0 };
    this.#jobs.set(operation, job);
    this.#made += 1;
    return job;
  }
}

/** Maps survive as lists of pairs: the rows of the hub are kept as they were read. */
export const merchantText = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (each instanceof Map ? { $map: [...each] } : each));

export const merchantValue = (text: string): unknown =>
  JSON.parse(text, (_, each: unknown) =>
    typeof each === "object" && each !== null && "$map" in each && Array.isArray(each.$map) ? new Map(each.$map) : each,
  );
