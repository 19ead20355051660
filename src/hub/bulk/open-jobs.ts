import { columnList, sqlText } from "../d1/sql-text.ts";
import { bulkJobs } from "../schema/bulk.ts";

/** A bulk job on its way. `position`: lines of its result that are stored. */
export type OpenBulkJob = Readonly<
  Pick<typeof bulkJobs.$inferSelect, "id" | "kind" | "state" | "lines" | "position" | "createdAt">
>;

export async function readOpenBulkJobs(db: D1Database): Promise<readonly OpenBulkJob[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(bulkJobs, ["id", "kind", "state", "lines", "position", "createdAt"])}
         FROM ${bulkJobs} INDEXED BY bulk_jobs_open WHERE ${bulkJobs.endedAt} IS NULL ORDER BY ${bulkJobs.createdAt} LIMIT 20`,
    )
    .all<OpenBulkJob>();
  return results;
}
