/** Keyed stock calls, stored with their exact lines before they are made. One that is still here was not seen to its end. */
import * as z from "zod";
import type { Instant } from "../../ports.ts";

const line = z.object({
  company: z.number(),
  sku: z.string(),
  hash: z.string(),
  basis: z.string(),
  news: z.number().optional(),
  item: z.string(),
  location: z.string(),
  quantity: z.number(),
  from: z.number().nullable(),
});

export type CallLine = Readonly<z.infer<typeof line>>;

export interface StoredCall {
  readonly key: string;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly lines: readonly CallLine[];
}

export function storeCall(db: D1Database, key: string, lines: readonly CallLine[], now: Instant): D1PreparedStatement {
  return db
    .prepare("INSERT INTO stock_calls (key, created_at, lines) VALUES (?1, ?2, ?3)")
    .bind(key, now, JSON.stringify(lines));
}

export function dropCall(db: D1Database, key: string): D1PreparedStatement {
  return db.prepare("DELETE FROM stock_calls WHERE key = ?1").bind(key);
}

export function countCallAttempt(db: D1Database, key: string): D1PreparedStatement {
  return db.prepare("UPDATE stock_calls SET attempts = attempts + 1 WHERE key = ?1").bind(key);
}

export async function readCalls(db: D1Database): Promise<readonly StoredCall[]> {
  const { results } = await db
    .prepare("SELECT key, created_at AS createdAt, attempts, lines FROM stock_calls ORDER BY created_at, key LIMIT 50")
    .all<{ key: string; createdAt: number; attempts: number; lines: string }>();
  return results.map((row) => ({ ...row, lines: z.array(line).parse(JSON.parse(row.lines)) }));
}
