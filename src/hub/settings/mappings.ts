import type { QuantityIn } from "../../rules/stock/available-quantity.ts";
import type { Instant } from "../../ports.ts";
import { closeEntries } from "../desk/desk.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { beginMarking, changeOf } from "../loads/marking.ts";
import { closeAbandoned } from "../stock/abandoned-locations.ts";
import { companies } from "../schema/stock.ts";
import { quantityInOf } from "../stock/due-stock.ts";

/** One company (loja) and its Shopify location. */
export interface CompanyMapping {
  readonly company: number;
  readonly name: string;
  /** gid://shopify/Location/…; null: its stock is not sent. */
  readonly locationGid: string | null;
  readonly enabled: boolean;
  /** Safety stock, in thousandths of the base unit. */
  readonly safetyMilli: number;
  /** The unit of the ERP's quantity. */
  readonly quantityIn: QuantityIn;
}

/** The mapping in a response. */
export interface CompanyShown extends CompanyMapping {
  /** The reason why a mapped company sends no stock: location-inactive. */
  readonly problem: string | null;
  /**
   * What an operator changed and is not yet marked at all of its stock (src/hub/loads/marking.ts): nothing is sent to a new
   * location for a SKU before its row is marked. Null: all is.
   */
  readonly pendingChange: "location" | "figures" | null;
}

type Row = typeof companies.$inferSelect;

/** The current mapping of each company, and whether a change of it is under way. */
export async function readCompanies(db: D1Database): Promise<readonly CompanyShown[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(companies, ["company", "name", "enabled", "locationGid", "safetyMilli", "quantityIn", "problem"], "c")},
              ${changeOf(sqlText`c.${companies.company}`)} AS pendingChange
         FROM ${companies} AS c ORDER BY c.${companies.company}`,
    )
    .all<Row & Pick<CompanyShown, "pendingChange">>();
  return results.map((row) => ({ ...row, enabled: row.enabled === 1, quantityIn: quantityInOf(row.quantityIn) }));
}

/**
 * Stores mappings in one batch. A company with a new location, safety stock or unit sends all of its stock again, because
 * the accepted quantities were for other settings: the batch begins the marking, and the next ticks mark the rows.
 * Companies that are absent stay unchanged. Desk entries of a company that now has a location are closed. Throws (D1,
 * UNIQUE) when two companies would share a location.
 * @param along dependent statements for the same batch
 */
export async function saveCompanies(
  db: D1Database,
  given: readonly CompanyMapping[],
  now: Instant,
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const rows = jsonRows(given.map((mapping) => ({ ...mapping, enabled: mapping.enabled ? 1 : 0 })));
  await db.batch([
    closeAbandoned(db, given, now),
    db
      .prepare(beginMarking("location", `${CHANGED} AND companies.location_gid IS NOT given.value ->> 'locationGid'`))
      .bind(rows),
    db
      .prepare(
        beginMarking(
          "figures",
          `${CHANGED} AND (companies.safety_milli <> given.value ->> 'safetyMilli' OR companies.quantity_in <> given.value ->> 'quantityIn')`,
        ),
      )
      .bind(rows),
    // An item is tracked at all of its locations or at none. A newly mapped or unmapped company changes the set that
    // must agree, so stock refused or sent beside the others becomes due.
    db
      .prepare(
        beginMarking(
          "untracked",
          `SELECT s.company AS scope FROM companies AS s
            WHERE EXISTS (SELECT 1 FROM stock WHERE stock.company = s.company)
              AND EXISTS (SELECT 1 FROM json_each(?1) AS given LEFT JOIN companies AS c ON c.company = given.value ->> 'company'
                           WHERE COALESCE(c.enabled = 1 AND c.location_gid IS NOT NULL, 0)
                                 <> (given.value ->> 'enabled' = 1 AND given.value ->> 'locationGid' IS NOT NULL))`,
        ),
      )
      .bind(rows),
    // Locations are freed first, so that two companies can exchange theirs.
    db
      .prepare(
        `UPDATE companies SET location_gid = NULL
          WHERE company IN (SELECT value ->> 'company' FROM json_each(?1)) AND location_gid IS NOT NULL`,
      )
      .bind(rows),
    db
      .prepare(
        `INSERT INTO companies (company, name, enabled, location_gid, safety_milli, quantity_in)
         SELECT value ->> 'company', value ->> 'name', value ->> 'enabled', value ->> 'locationGid', value ->> 'safetyMilli',
                value ->> 'quantityIn'
           FROM json_each(?1)
          WHERE true
             ON CONFLICT (company) DO UPDATE
            SET name = excluded.name, enabled = excluded.enabled,
                location_gid = excluded.location_gid, safety_milli = excluded.safety_milli,
                quantity_in = excluded.quantity_in, problem = NULL`,
      )
      .bind(rows),
    closeEntries(
      db,
      "publish-stock",
      given.filter(({ enabled, locationGid }) => enabled && locationGid !== null).map(({ company }) => ({ company })),
      now,
    ),
    ...along,
  ]);
}

/** Of the given companies, those that are there with stock; its condition follows. */
const CHANGED = `SELECT companies.company AS scope FROM companies JOIN json_each(?1) AS given ON given.value ->> 'company' = companies.company
          WHERE EXISTS (SELECT 1 FROM stock WHERE stock.company = companies.company)`;
