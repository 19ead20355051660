/** Refunds that Shopify recorded on orders of the ERP, for the ERP's side. */
import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { orderActions, orders } from "../schema/orders.ts";
import { shopRefunds } from "../schema/refunds.ts";

const lines = z.array(
  z.object({ sku: z.string().nullable(), quantity: z.number(), subtotalCents: z.number(), restock: z.string() }),
);

export interface RecordedRefund {
  readonly refundId: string;
  readonly refundedAt: string;
  readonly totalCents: number;
  readonly lines: z.output<typeof lines>;
}

/** Refund id → the amount that is recorded. */
export async function recordedRefunds(db: D1Database, orderId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await plain(db)
    .select({ refundId: shopRefunds.refundId, totalCents: shopRefunds.totalCents })
    .from(shopRefunds)
    .where(eq(shopRefunds.orderId, orderId));
  return new Map(rows.map(({ refundId, totalCents }) => [refundId, totalCents]));
}

/**
 * Records refunds of an order. A refund whose amount changed moves to the end of the feed. An equal refund changes
 * nothing. Two statements, one batch.
 */
export async function recordRefunds(
  db: D1Database,
  orderId: string,
  refunds: readonly RecordedRefund[],
  now: Instant,
): Promise<void> {
  const { refundId, refundedAt, totalCents, recordedAt } = shopRefunds;
  const json = jsonRows(refunds);
  const other = sqlText`r.${refundId} = j.value ->> 'refundId' AND r.${totalCents} <> j.value ->> 'totalCents'`;
  await db.batch([
    db
      .prepare(
        sqlText`DELETE FROM ${shopRefunds} WHERE ${shopRefunds.n} IN (
           SELECT r.${shopRefunds.n} FROM json_each(?1) AS j CROSS JOIN ${shopRefunds} AS r ON ${other})`,
      )
      .bind(json),
    db
      .prepare(
        sqlText`INSERT INTO ${shopRefunds} (${refundId}, ${shopRefunds.orderId}, ${refundedAt}, ${totalCents}, ${shopRefunds.lines}, ${recordedAt})
         SELECT value ->> 'refundId', ?2, value ->> 'refundedAt', value ->> 'totalCents', value -> 'lines', ?3
           FROM json_each(?1) WHERE true ON CONFLICT (${refundId}) DO NOTHING`,
      )
      .bind(json, orderId, now),
  ]);
}

export interface ListedRefund extends RecordedRefund {
  readonly n: number;
  readonly orderId: string;
  readonly recordedAt: Instant;
  readonly seqPedido: number | null;
  readonly nroPedVenda: number | null;
  readonly company: number | null;
  /** True: the connector made it, for an event of the ERP. False: a person or an app made it in Shopify. */
  readonly isOurs: boolean;
}

/** A page of the feed: recorded at or after an instant, after a place, in the order of recording. */
export async function listRefunds(
  db: D1Database,
  { since, after, limit }: { readonly since: Instant; readonly after: number; readonly limit: number },
): Promise<readonly ListedRefund[]> {
  const columns = ["n", "refundId", "orderId", "refundedAt", "totalCents", "lines", "recordedAt"] as const;
  const a = orderActions;
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(shopRefunds, columns, "r")}, ${columnList(orders, ["seqPedido", "nroPedVenda", "company"], "o")},
              EXISTS (SELECT 1 FROM ${a} AS a WHERE a.${a.orderId} = r.${shopRefunds.orderId} AND a.${a.state} IN ('done', 'refused')
                         AND (a.${a.kind} = 'refund' AND a.${a.outcome} ->> 'refundId' = 'gid://shopify/Refund/' || r.${shopRefunds.refundId}
                              OR a.${a.kind} = 'cancel' AND a.${a.outcome} ->> 'refunds' IS NOT NULL
                                 AND EXISTS (SELECT 1 FROM json_each(a.${a.outcome}, '$.refunds') AS made
                                              WHERE made.value = r.${shopRefunds.refundId}))) AS isOurs
         FROM ${shopRefunds} AS r LEFT JOIN ${orders} AS o ON o.${orders.orderId} = r.${shopRefunds.orderId}
        WHERE r.${shopRefunds.n} > ?1 AND r.${shopRefunds.recordedAt} >= ?2 ORDER BY r.${shopRefunds.n} LIMIT ?3`,
    )
    .bind(after, since, limit)
    .all<Omit<ListedRefund, "lines" | "isOurs"> & { readonly lines: string; readonly isOurs: number }>();
  return results.map((row) => ({ ...row, lines: lines.parse(JSON.parse(row.lines)), isOurs: row.isOurs === 1 }));
}
