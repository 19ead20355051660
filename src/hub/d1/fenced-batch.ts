/**
 * One batch under a fence: its first statement breaks its own NOT NULL when the lease is lost or the step is in the hub
 * already, and D1 rolls the whole batch back. No other statement of the batch needs a fence.
 */
import type { Clock, Random } from "../../ports.ts";
import { d1ErrorKind } from "./error.ts";

/**
 * Where the fenced row stands now, compared with what the holder read.
 * - `unmoved`: as it was read. The fence held, so another constraint broke: a defect of ours.
 * - `movedByUs`: the lease is still ours and the row is further: an earlier try of the batch counted.
 * - `lost`: another holder has it, or the step was already made.
 */
export type FencedPosition = "unmoved" | "movedByUs" | "lost";

/** A batch and how to read its fence again after a constraint broke. */
export interface FencedBatch {
  readonly statements: readonly D1PreparedStatement[];
  readonly position: () => Promise<FencedPosition>;
}

/** The lease has another holder now, or the step was made already: stop quietly, the other holder continues. */
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
 * Writes the batch, and again after an outcome that is unknown: the fence makes a second commit impossible.
 * @returns `lost` when the fence kept the batch out. Throws on every other D1 error.
 */
export async function commitFenced(
  { db, clock, random }: { readonly db: D1Database; readonly clock: Clock; readonly random: Random },
  batch: FencedBatch,
): Promise<"committed" | "lost"> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.batch([...batch.statements]);
      return "committed";
    } catch (error) {
      const kind = d1ErrorKind(error);
      if (kind === "constraint") return await keptOut(error, batch, attempt > 1);
      if (kind !== "unknown" || attempt >= COMMIT_TRIES) throw error;
      await clock.sleep(Math.round(COMMIT_BACK_OFF_MS * 2 ** attempt * (0.5 + random.fraction())));
    }
  }
}

/** The same with one try, for a fence that only holds the lease and would let the same batch in twice. */
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
