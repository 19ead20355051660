/** Loads that have not ended well for too long, with the words of whatever stopped them. */
import { columnList, sqlText } from "../d1/sql-text.ts";
import type { Instant } from "../../ports.ts";
import { hoursOf, longestRestMs } from "../../rules/work/load-hours.ts";
import { stalledSince } from "../../rules/work/stalled-load.ts";
import { loads } from "../schema/loads.ts";
import type { LoadKey } from "./loads.ts";
import { scheduledLoads } from "./status.ts";

type Row = typeof loads.$inferSelect;

export interface StalledLoad extends LoadKey {
  /** Its last good end, or its first try where it never ended well; epoch ms. */
  readonly since: Instant;
  readonly hasEnded: boolean;
  /** Why its last run stopped, in the other system's words; null: it did not stop by itself. */
  readonly answer: string | null;
}

const COLUMNS = [
  "firstAt",
  "endedWellAt",
  "advancedAt",
  "restarts",
  "trouble",
  "stalledAfterMinutes",
  "leastMinutes",
  "blockedHours",
] as const;
type Progress = LoadKey & Pick<Row, (typeof COLUMNS)[number]>;

/** Of the loads that are read now; a paused one stands still by a person's will. */
export async function readStalledLoads(db: D1Database, now: Instant): Promise<readonly StalledLoad[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(loads, ["name", "company", "segment", ...COLUMNS])}
         FROM ${loads} WHERE ${loads.enabled} = 1 AND ${loads.firstAt} > 0
        ORDER BY ${loads.name}, ${loads.company}, ${loads.segment}`,
    )
    .all<Progress>();
  const late = results.flatMap((load) => {
    const since = stalledSince({ ...load, plannedMs: longestRestMs(hoursOf(load)) }, now);
    const { name, company, segment, trouble: answer } = load;
    return since === null ? [] : [{ name, company, segment, since, hasEnded: load.endedWellAt > 0, answer }];
  });
  if (late.length === 0) return [];
  const scheduled = await scheduledLoads(db);
  return late.filter((load) => scheduled.some((key) => isSame(key, load)));
}

const isSame = (one: LoadKey, other: LoadKey): boolean =>
  one.name === other.name && one.company === other.company && one.segment === other.segment;
