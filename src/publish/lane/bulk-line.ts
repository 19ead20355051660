import type { AdminResult } from "../../shopify/client/result.ts";
import type { BulkLine } from "../../hub/bulk/bulk-lines.ts";

/** A line of a job with its result. */
export interface ReplayedLine extends BulkLine {
  /** The mutation. */
  readonly kind: string;
  /** Null: not in the results, so the outcome is unknown. */
  readonly result: AdminResult<unknown> | null;
}

export interface Taken {
  readonly outcomes: ReadonlyMap<number, "sent" | "refused" | "pending">;
  /** Marks, desk entries and released rows; written in one batch with the completed lines. */
  readonly statements: readonly D1PreparedStatement[];
}
