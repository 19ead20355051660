import type { AdminResult } from "../../shopify/client/result.ts";
import type { BulkLine } from "../../hub/bulk/bulk-jobs.ts";

/** A line of a job with what became of it. */
export interface ReplayedLine extends BulkLine {
  /** The mutation. */
  readonly kind: string;
  /** Null: not in the result, so nobody knows. */
  readonly result: AdminResult<unknown> | null;
}

export interface Taken {
  readonly outcomes: ReadonlyMap<number, "sent" | "refused" | "pending">;
  /** Marks, desk, and the rows let go; to be written in one batch with the lines' end. */
  readonly statements: readonly D1PreparedStatement[];
}
