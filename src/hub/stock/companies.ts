/** The companies whose stock is sent to Shopify, each with its location and its problem. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { loads } from "../schema/loads.ts";
import { companies, stock } from "../schema/stock.ts";

type Company = typeof companies.$inferSelect;

/** `problem` is location-inactive: Shopify's response to the last try. */
export interface StockCompany extends Readonly<Pick<Company, "company" | "name" | "problem">> {
  /** Null: not mapped, nothing is sent. */
  readonly location: Company["locationGid"];
  readonly enabled: boolean;
  readonly hasDue: boolean;
  /**
   * When the last complete stock run of the company began, by our clock. The ERP's figures contain every import that
   * the hub knew before. It is not the watermark: an operator may move that one, and the ERP's clock may be behind.
   */
  readonly releaseAt: Instant;
  /** When its last full run ended. */
  readonly fullAt: Instant;
}

export async function readStockCompanies(db: D1Database): Promise<readonly StockCompany[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(companies, ["company", "name", "enabled", "problem"], "c")}, c.${companies.locationGid} AS location,
              EXISTS (SELECT 1 FROM ${stock} AS s INDEXED BY stock_due
                       WHERE s.${stock.company} = c.${companies.company} AND ${IS_DUE}) AS hasDue,
              COALESCE(l.${loads.lastSuccessStartedAt}, 0) AS releaseAt, COALESCE(l.${loads.fullAt}, 0) AS fullAt
         FROM ${companies} AS c
         LEFT JOIN ${loads} AS l ON l.${loads.name} = 'stock' AND l.${loads.company} = c.${companies.company} AND l.${loads.segment} = 0
        ORDER BY c.${companies.company}`,
    )
    .all<Omit<StockCompany, "enabled" | "hasDue"> & { readonly enabled: number; readonly hasDue: number }>();
  return results.map(({ enabled, hasDue, ...rest }) => ({ ...rest, enabled: enabled === 1, hasDue: hasDue === 1 }));
}

/** SQL: the row `s` is due, by the same condition as the index stock_due. */
export const IS_DUE = sqlText`s.${stock.sent} IS NOT s.${stock.hash} AND s.${stock.parkedReason} IS NULL`;

/** Stores whether Shopify still has this active location. The report of companies shows it, and each run checks it. */
export function markProblem(
  db: D1Database,
  given: readonly number[],
  problem: "location-inactive" | null,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${companies} SET ${companies.problem} = ?2
        WHERE ${companies.company} IN (SELECT value FROM json_each(?1)) AND ${companies.problem} IS NOT ?2`,
    )
    .bind(jsonRows(given), problem);
}
