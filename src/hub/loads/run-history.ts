import { and, desc, eq, lt } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { runs } from "../schema/loads.ts";
import type { LoadKey } from "./loads.ts";

export type PastRun = typeof runs.$inferSelect;

/** Runs of one load or lane, the newest first. @param before started before then, epoch ms */
export async function readRunHistory(
  db: D1Database,
  { name, company, segment }: LoadKey,
  before: Instant,
  limit: number,
): Promise<readonly PastRun[]> {
  return plain(db)
    .select()
    .from(runs)
    .where(and(eq(runs.name, name), eq(runs.company, company), eq(runs.segment, segment), lt(runs.startedAt, before)))
    .orderBy(desc(runs.startedAt))
    .limit(limit);
}
