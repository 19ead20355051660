/** The rows of the ledger: one for each order; the newest run that compares the order owns its row. */
import { and, asc, count, eq, gt, inArray, ne, sum } from "drizzle-orm";
import type { Comparison, Difference } from "../../rules/orders/ledger/compare.ts";
import type { VerdictTotal } from "../../rules/orders/ledger/totals.ts";
import type { ShopSide } from "../../rules/orders/ledger/sides.ts";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { ledgerOrders } from "../schema/ledger.ts";

export interface ShopSideOf {
  readonly orderId: string;
  readonly name: string | null;
  readonly shop: ShopSide;
}

const { orderId, runId, step, name, shop, verdict, comparedBy, expected, inHub, inErp, differences, checkedAt } =
  ledgerOrders;

/** Stores what Shopify shows of these orders. The run asks the ERP about them next. For a run's batch. */
export function saveShopSides(
  db: D1Database,
  run: string,
  sides: readonly ShopSideOf[],
  now: Instant,
): D1PreparedStatement {
  const rows = sides.map((side) => ({ orderId: side.orderId, name: side.name, shop: JSON.stringify(side.shop) }));
  return db
    .prepare(
      sqlText`INSERT INTO ${ledgerOrders} (${orderId}, ${runId}, ${step}, ${name}, ${shop}, ${checkedAt})
       SELECT value ->> 'orderId', ?2, 'ask', value ->> 'name', value ->> 'shop', ?3 FROM json_each(?1)
        WHERE true
           ON CONFLICT (${orderId}) DO UPDATE
          SET ${runId} = excluded.${runId}, ${step} = 'ask', ${shop} = excluded.${shop},
              ${name} = coalesce(excluded.${name}, ${ledgerOrders}.${name}), ${checkedAt} = excluded.${checkedAt}`,
    )
    .bind(jsonRows(rows), run, now);
}

/** Adds orders that another source names. The run asks Shopify about each one that it does not have yet. For a run's batch. */
export function adoptOrders(
  db: D1Database,
  run: string,
  orderIds: readonly string[],
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${ledgerOrders} (${orderId}, ${runId}, ${step}, ${checkedAt})
       SELECT value, ?2, 'read', ?3 FROM json_each(?1)
        WHERE true
           ON CONFLICT (${orderId}) DO UPDATE SET ${runId} = excluded.${runId}, ${step} = 'read'
        WHERE ${ledgerOrders}.${runId} <> excluded.${runId}`,
    )
    .bind(jsonRows(orderIds), run, now);
}

/** Orders that differed or could not be compared in an earlier run, without those that Shopify no longer shows. */
export async function openLedgerOrders(
  db: D1Database,
  run: string,
  { after, limit, seenSince }: { readonly after: string; readonly limit: number; readonly seenSince: Instant },
): Promise<readonly string[]> {
  const rows = await plain(db)
    .select({ orderId })
    .from(ledgerOrders)
    .where(
      and(inArray(verdict, ["differs", "not-compared"]), gt(orderId, after), ne(runId, run), gt(checkedAt, seenSince)),
    )
    .orderBy(asc(orderId))
    .limit(limit);
  return rows.map((row) => row.orderId);
}

export type LedgerRow = Readonly<Pick<typeof ledgerOrders.$inferSelect, "orderId" | "name" | "shop">>;

/** The run's next orders at a step. */
export async function ordersAt(
  db: D1Database,
  run: string,
  at: "read" | "ask",
  limit: number,
): Promise<readonly LedgerRow[]> {
  return plain(db)
    .select({ orderId, name, shop })
    .from(ledgerOrders)
    .where(and(eq(runId, run), eq(step, at)))
    .orderBy(asc(orderId))
    .limit(limit);
}

/**
 * Stores the verdicts of some orders. An order without an answer keeps its former differences. An order that the ERP has
 * but that could not be compared loses the difference "missing". For a run's batch.
 */
export function saveComparisons(
  db: D1Database,
  run: string,
  compared: readonly { readonly orderId: string; readonly comparison: Comparison }[],
  now: Instant,
): D1PreparedStatement {
  const rows = compared.map(({ comparison, ...row }) => ({
    ...row,
    ...comparison,
    differences: JSON.stringify(comparison.differences),
  }));
  const kept = sqlText`CASE WHEN j.value ->> 'verdict' = 'not-compared' AND j.value ->> 'inErp' = 0 THEN ${ledgerOrders}.${differences}
                            ELSE j.value ->> 'differences' END`;
  return db
    .prepare(
      sqlText`UPDATE ${ledgerOrders}
          SET ${step} = 'done', ${verdict} = j.value ->> 'verdict', ${comparedBy} = j.value ->> 'comparedBy',
              ${expected} = j.value ->> 'expected', ${inHub} = j.value ->> 'inHub', ${inErp} = j.value ->> 'inErp',
              ${differences} = ${kept},
              ${checkedAt} = CASE WHEN j.value ->> 'verdict' = 'not-compared' THEN ${ledgerOrders}.${checkedAt} ELSE ?3 END
         FROM json_each(?1) AS j
        WHERE ${ledgerOrders}.${orderId} = j.value ->> 'orderId' AND +${ledgerOrders}.${runId} = ?2`, // +: by the key, not by the run's index, which would read every order of the run
    )
    .bind(jsonRows(rows), run, now);
}

/** Ends the orders that the run has not asked about. For the run's last batch. */
export function giveUpAsking(db: D1Database, run: string, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${ledgerOrders} SET ${step} = 'done', ${verdict} = 'not-compared', ${comparedBy} = NULL,
              ${expected} = 0, ${inHub} = 0, ${inErp} = 0, ${checkedAt} = ?2
        WHERE ${runId} = ?1 AND ${step} <> 'done'`,
    )
    .bind(run, now);
}

/** The orders of a run by verdict, and how many of them each side counts; those of no verdict count as not compared. */
export async function countVerdicts(db: D1Database, run: string): Promise<readonly VerdictTotal[]> {
  const rows = await plain(db)
    .select({ verdict, step, orders: count(), shopify: sum(expected), hub: sum(inHub), erp: sum(inErp) })
    .from(ledgerOrders)
    .where(eq(runId, run))
    .groupBy(verdict, step);
  const totals = new Map<VerdictTotal["verdict"], VerdictTotal>();
  for (const row of rows) {
    const isDone = row.step === "done" && row.verdict !== null;
    const of = isDone && row.verdict !== null ? row.verdict : "not-compared";
    const before = totals.get(of) ?? { verdict: of, orders: 0, shopify: 0, hub: 0, erp: 0 };
    const side = (counted: string | null) => (isDone ? Number(counted) : 0);
    totals.set(of, {
      verdict: of,
      orders: before.orders + row.orders,
      shopify: before.shopify + side(row.shopify),
      hub: before.hub + side(row.hub),
      erp: before.erp + side(row.erp),
    });
  }
  return [...totals.values()];
}

/** How many orders of a run were compared by the total, and how many by items only. */
export async function countComparedBy(db: D1Database, run: string) {
  const rows = await plain(db)
    .select({ comparedBy, orders: count() })
    .from(ledgerOrders)
    .where(eq(runId, run))
    .groupBy(comparedBy);
  const of = (by: "total" | "items") => rows.find((row) => row.comparedBy === by)?.orders ?? 0;
  return { total: of("total"), items: of("items") };
}

export interface LedgerDifference {
  readonly orderId: string;
  readonly name: string | null;
  readonly runId: string;
  readonly checkedAt: Instant;
  readonly comparedBy: "total" | "items" | null;
  readonly differences: readonly Difference[];
}

/** Orders that differ, of every run, by their ids. */
export async function listDifferences(
  db: D1Database,
  page: { readonly after: string; readonly kind: Difference["kind"] | null; readonly limit: number },
): Promise<readonly LedgerDifference[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(ledgerOrders, ["orderId", "name", "runId", "checkedAt", "comparedBy", "differences"])}
         FROM ${ledgerOrders}
        WHERE ${verdict} IN ('differs', 'not-compared') AND ${differences} <> '[]' AND ${orderId} > ?1
          AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(${differences}) AS d WHERE d.value ->> 'kind' = ?2))
        ORDER BY ${orderId} LIMIT ?3`,
    )
    .bind(page.after, page.kind, page.limit)
    .all<Omit<LedgerDifference, "differences"> & { readonly differences: string }>();
  return results.map((row) => ({
    ...row,
    differences: JSON.parse(row.differences) as readonly Difference[], // written by saveComparisons alone
  }));
}
