/**
 * One batch under a fence. Its first statement violates its own NOT NULL when the lease is lost or the step is already
 * stored, and D1 rolls back the whole batch. No other statement of the batch needs a fence.
 */
import type { Clock, Random } from "../../ports.ts";
import { d1ErrorKind } from "./error.ts";

/**
 * The fenced row, compared with what the holder read.
 * - `unmoved`: unchanged. The fence held, so another constraint failed: a defect of ours.
 * - `movedByUs`: the lease is still ours and the row has advanced: an earlier try of the batch was committed.
 * - `lost`: another holder has it, or the step was already made.
 */
export type FencedPosition = "unmoved" | "movedByUs" | "lost";

/** A batch, and how to read its fenced row again after a constraint failed. */
export interface FencedBatch {
  readonly statements: readonly D1PreparedStatement[];
  readonly position: () => Promise<FencedPosition>;
  /** The statements' results. Not called when only a repeated try showed that the batch was committed before. */
  readonly committed?: (results: readonly D1Result[]) => void;
}

/** Another holder has the lease, or the step was already made. The caller stops; the other holder continues. */
export class LeaseLost extends Error {
  /** The lease's subject: a lane, a setup, an order's id. */
  readonly of: string;
  constructor(of: string) {
    super(`the lease of ${of} is lost`);
    this.name = "LeaseLost";
    this.of = of;
  }
}

const COMMIT_TRIES = 3;
const COMMIT_BACK_OFF_MS = 200;

/**
 * Writes the batch, and repeats it after an unknown outcome: the fence prevents a second commit.
 * @returns `lost` when the fence rejected the batch. Throws on every other D1 error.
 */
export async function commitFenced(
  { db, clock, random }: { readonly db: D1Database; readonly clock: Clock; readonly random: Random },
  batch: FencedBatch,
): Promise<"committed" | "lost"> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const results = await db.batch([...batch.statements]);
      batch.committed?.(results);
      return "committed";
    } catch (error) {
      const kind = d1ErrorKind(error);
      if (kind === "constraint") return await keptOut(error, batch, attempt > 1);
      if (kind !== "unknown" || attempt >= COMMIT_TRIES) throw error;
      await clock.sleep(Math.round(COMMIT_BACK_OFF_MS * 2 ** attempt * (0.5 + random.fraction())));
    }
  }
}

/** Writes the batch once. For a fence that only checks the lease and would accept the same batch twice. */
export async function commitFencedOnce(db: D1Database, batch: FencedBatch): Promise<"committed" | "lost"> {
  try {
    await db.batch([...batch.statements]);
    return "committed";
  } catch (error) {
    if (d1ErrorKind(error) !== "constraint") throw error;
    return await keptOut(error, batch, false);
  }
}

/** A repeated batch that finds the row moved by us was committed before: only its response was lost. */
async function keptOut(error: unknown, batch: FencedBatch, isRepeat: boolean): Promise<"committed" | "lost"> {
  const position = await batch.position();
  if (position === "unmoved") throw error;
  return position === "movedByUs" && isRepeat ? "committed" : "lost";
}
