/** Keyed stock calls, stored with their exact lines before the call. A stored call has no known outcome yet. */
import { asc, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { plain, prepared, rowsOnce } from "../d1/drizzle.ts";
import { stockCalls } from "../schema/stock.ts";

const line = z.object({
  company: z.number(),
  sku: z.string(),
  hash: z.string(),
  inputsFingerprint: z.string(),
  externalChanges: z.number().optional(),
  item: z.string(),
  location: z.string(),
  quantity: z.number(),
  from: z.number().nullable(),
});

export type CallLine = Readonly<z.infer<typeof line>>;

export interface StoredCall extends Readonly<Omit<typeof stockCalls.$inferSelect, "lines">> {
  readonly lines: readonly CallLine[];
}

/** Stored calls that one run finishes at most. */
const CALLS_MAX = 50;

/** Calls are stored before their request, all of a request in one statement. */
export function storeCalls(
  db: D1Database,
  calls: readonly { readonly key: string; readonly lines: readonly CallLine[] }[],
  now: Instant,
): D1PreparedStatement {
  return prepared(
    db,
    plain(db)
      .insert(stockCalls)
      .values(calls.map(({ key, lines }) => ({ key, createdAt: now, lines: JSON.stringify(lines) }))),
  );
}

export function dropCalls(db: D1Database, keys: readonly string[]): D1PreparedStatement {
  return prepared(
    db,
    plain(db)
      .delete(stockCalls)
      .where(inArray(stockCalls.key, [...keys])),
  );
}

export function countCallAttempt(db: D1Database, key: string): D1PreparedStatement {
  return prepared(
    db,
    plain(db)
      .update(stockCalls)
      .set({ attempts: sql`${stockCalls.attempts} + 1` })
      .where(eq(stockCalls.key, key)),
  );
}

const oldestCalls = rowsOnce(stockCalls, (db) =>
  plain(db).select().from(stockCalls).orderBy(asc(stockCalls.createdAt), asc(stockCalls.key)).limit(CALLS_MAX),
);

export async function readCalls(db: D1Database): Promise<readonly StoredCall[]> {
  const calls = await oldestCalls(db, CALLS_MAX);
  return calls.map((call) => ({ ...call, lines: z.array(line).parse(JSON.parse(call.lines)) }));
}
