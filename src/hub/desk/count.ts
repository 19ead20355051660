import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";

/** How many entries are open: keys of the partial index only. */
export async function countOpen(db: D1Database): Promise<number> {
  const row = await db
    .prepare(sqlText`SELECT count(*) AS n FROM ${desk} INDEXED BY desk_open WHERE ${desk.state} = 'open'`)
    .first<{ n: number }>();
  return row?.n ?? 0;
}
