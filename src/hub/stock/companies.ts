/** The companies whose stock goes to Shopify, each with its location and what is wrong with it. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

export interface StockCompany {
  readonly company: number;
  readonly name: string;
  /** Null: not mapped, nothing is sent. */
  readonly location: string | null;
  readonly enabled: boolean;
  readonly hasDue: boolean;
  /** location-gone: Shopify said so at the last try. */
  readonly problem: string | null;
  /**
   * When the company's last stock run that came to its end had begun, by our clock: what we knew to be imported before, the
   * ERP's figures contain. Not the watermark: a person may move it, and the ERP's clock may be behind.
   */
  readonly releaseAt: Instant;
  /** When its last full one ended. */
  readonly fullAt: Instant;
}

export async function readStockCompanies(db: D1Database): Promise<readonly StockCompany[]> {
  const { results } = await db
    .prepare(
      `SELECT c.company, c.name, c.location_gid AS location, c.enabled, c.problem,
              EXISTS (SELECT 1 FROM stock AS s INDEXED BY stock_due
                       WHERE s.company = c.company AND s.sent IS NOT s.hash AND s.wait IS NULL) AS hasDue,
              COALESCE(l.last_success_started_at, 0) AS releaseAt, COALESCE(l.full_at, 0) AS fullAt
         FROM companies AS c LEFT JOIN loads AS l ON l.name = 'stock' AND l.company = c.company AND l.segment = 0
        ORDER BY c.company`,
    )
    .all<{
      company: number;
      name: string;
      location: string | null;
      enabled: number;
      hasDue: number;
      problem: string | null;
      releaseAt: number;
      fullAt: number;
    }>();
  return results.map(({ enabled, hasDue, ...rest }) => ({ ...rest, enabled: enabled === 1, hasDue: hasDue === 1 }));
}

/** Shopify has no such active location (any more), or it has again: shown with the company, and asked with each run. */
export function markProblem(
  db: D1Database,
  companies: readonly number[],
  problem: "location-gone" | null,
): D1PreparedStatement {
  return db
    .prepare(
      "UPDATE companies SET problem = ?2 WHERE company IN (SELECT value FROM json_each(?1)) AND problem IS NOT ?2",
    )
    .bind(jsonRows(companies), problem);
}
