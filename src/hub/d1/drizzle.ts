import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

/**
 * Drizzle over D1, for plain selects: its columns are typed by src/hub/schema. Statements that are the point (a page by
 * `json_each`, a fence, a due index) are written as SQL. Its error messages carry parameters: `reasonOf` cuts them.
 */
export const plain = (db: D1Database): DrizzleD1Database => drizzle(db);
