import { fromErpTime, toErpTime } from "../rules/brazil/erp-time.ts";
import { FIRST_WATERMARK, type Load, type RunStart } from "../hub/loads/loads.ts";
import type { Instant } from "../ports.ts";

const HOUR_MS = 3_600_000;
const OVERLAP_SECONDS_DEFAULT = 300;

/** What a load decides its first instant by. */
export interface RunBasis {
  /** The run reads more than what changed since the last one: requested, or its time has come. */
  readonly isFull: boolean;
  /** Time between two full runs, ms. */
  readonly everyMs: number;
  /** The watermark less the overlap; null: the load has read nothing yet. */
  readonly overlapped: Instant | null;
}

export interface RunStartRule {
  /** Where the load has no setting of its own. */
  readonly fullEveryHours: number;
  /** The first change that the run reads, in the ERP's clock. */
  readonly from: (basis: RunBasis, now: Instant) => string;
}

/** Start of a run that reads the ERP's changes since an instant. */
export function erpRunStart(load: Load, now: Instant, { fullEveryHours, from }: RunStartRule): Omit<RunStart, "runId"> {
  const everyMs = (load.fullEveryHours ?? fullEveryHours) * HOUR_MS;
  const isFull = load.fullWanted === 1 || load.fullAt === 0 || load.fullAt + everyMs <= now;
  const watermark = load.watermark <= FIRST_WATERMARK ? null : fromErpTime(load.watermark);
  const overlapped = watermark === null ? null : watermark - (load.overlapSeconds ?? OVERLAP_SECONDS_DEFAULT) * 1000;
  return { readFrom: from({ isFull, everyMs, overlapped }, now), readUntil: toErpTime(now), isFull };
}
