import type { Deps } from "../deps.ts";
import { markNextPortion } from "../hub/loads/marking.ts";
import type { Instant } from "../ports.ts";
import type { LaneOutcome } from "./lane/lane.ts";

/** Four statements each, beside the lanes' own: D1 takes 1,000 an invocation. */
const PORTIONS_MAX = 40;

/** Marks what a changed setting makes due. Also in a dry run, whose report is to show it: it sends nothing. */
export async function goOnMarking({ db, clock }: Deps, until: Instant): Promise<LaneOutcome> {
  for (let portions = 0; portions < PORTIONS_MAX && clock.now() < until; portions += 1)
    if (!(await markNextPortion(db))) return { kind: "done" };
  return { kind: "more" };
}
