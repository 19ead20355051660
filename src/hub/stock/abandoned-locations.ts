/**
 * Locations that no longer belong to a company: the stock lane no longer sends their stock, and the last quantities
 * stay on sale.
 */
import { isNotNull } from "drizzle-orm";
import { plain } from "../d1/drizzle.ts";
import { movedUpTo } from "../loads/marking.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { companies, stock } from "../schema/stock.ts";
import type { DeskEntry, Reason } from "../../rules/record/desk-entry.ts";
import { desk } from "../schema/desk.ts";
import type { CompanyMapping } from "../settings/mappings.ts";
import type { Instant } from "../../ports.ts";

export interface AbandonedLocation {
  readonly company: number;
  readonly name: string;
  /** The location that received its stock until now. */
  readonly locationGid: string;
  /**
   * Items last sent there with stock or untracked, without those that another company now sends there, and without those
   * that a former move has not marked yet: nothing of them was sent there.
   */
  readonly items: number;
  /** The company that now sends stock there. */
  readonly next: number | null;
}

/**
 * Locations that these mappings leave with stock on sale. Read before the mappings are stored: afterwards the hub no
 * longer knows them.
 */
export async function readAbandoned(
  db: D1Database,
  given: readonly CompanyMapping[],
): Promise<readonly AbandonedLocation[]> {
  const before = await plain(db)
    .select({ company: companies.company, enabled: companies.enabled, locationGid: companies.locationGid })
    .from(companies)
    .where(isNotNull(companies.locationGid));
  const left: AbandonedLocation[] = [];
  for (const { company, enabled, locationGid } of before) {
    const now = given.find((mapping) => mapping.company === company);
    if (locationGid === null || !now) continue;
    if (now.locationGid === locationGid && (now.enabled || enabled === 0)) continue;
    const next = given.find((mapping) => mapping.enabled && mapping.locationGid === locationGid)?.company ?? null;
    const items = await db
      .prepare(
        sqlText`SELECT COUNT(*) AS n FROM ${stock} AS s
          WHERE s.${stock.company} = ?1 AND s.${stock.levelActive} = 1 AND COALESCE(s.${stock.sentQuantity}, 1) > 0
            AND s.${stock.sku} <= ${movedUpTo("?1")}
            AND NOT EXISTS (SELECT 1 FROM ${stock} AS o WHERE o.${stock.company} = ?2 AND o.${stock.sku} = s.${stock.sku})`,
      )
      .bind(company, next)
      .first<number>("n");
    if (items) left.push({ company, name: now.name, locationGid, items, next });
  }
  return left;
}

/** The entry of a location that a company left with its stock on sale; `ref` is the location. */
export const leftEntry = ({ company, name, locationGid, items, next }: AbandonedLocation): DeskEntry => ({
  area: "publish-stock",
  reason: ABANDONED_REASON,
  company,
  ref: locationGid,
  params: { name, items, next },
});

const ABANDONED_REASON = "location-left" satisfies Reason<"publish-stock">;
/** Entries of companies and locations name no product: the primary key leads to them. */
const OPEN_LEFT = sqlText`${desk.area} = 'publish-stock' AND ${desk.seqProduct} = 0 AND ${desk.sku} = ''
          AND ${desk.reason} = '${ABANDONED_REASON}' AND ${desk.state} = 'open'`;

/**
 * Closes the entries of locations that have a company again. A location used by another company cannot be deactivated,
 * so an operator closes its entry by sending that company's mapping again. Runs before the mappings are stored.
 */
export function closeAbandoned(db: D1Database, given: readonly CompanyMapping[], now: Instant): D1PreparedStatement {
  const sent = given.flatMap(({ company, enabled, locationGid }) =>
    enabled && locationGid !== null ? [{ company, locationGid }] : [],
  );
  return db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?2
        WHERE ${OPEN_LEFT}
          AND EXISTS (SELECT 1 FROM json_each(?1) AS j LEFT JOIN companies AS c ON c.company = j.value ->> 'company'
                       WHERE ${desk}.${desk.ref} = j.value ->> 'locationGid'
                         AND (${desk}.${desk.company} = j.value ->> 'company'
                              OR (c.enabled = 1 AND c.location_gid = j.value ->> 'locationGid')))`,
    )
    .bind(jsonRows(sent), now);
}

export interface OpenAbandoned {
  readonly company: number;
  readonly locationGid: string;
}

/** Locations with an open entry. */
export async function readOpenAbandoned(db: D1Database): Promise<readonly OpenAbandoned[]> {
  const { results } = await db
    .prepare(sqlText`SELECT ${desk.company}, ${desk.ref} AS locationGid FROM ${desk} WHERE ${OPEN_LEFT} LIMIT 100`)
    .all<OpenAbandoned>();
  return results;
}
