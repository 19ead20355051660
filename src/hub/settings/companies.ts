import { and, eq, isNotNull } from "drizzle-orm";
import type { PriceTable } from "../../rules/prices/price-row.ts";
import { plain } from "../d1/drizzle.ts";
import { priceTargets } from "../schema/prices.ts";
import { companies } from "../schema/stock.ts";

/** Companies whose stock is read: enabled and mapped to a location. The other companies are shown as not read. */
export async function companiesWithStock(db: D1Database): Promise<readonly number[]> {
  const rows = await plain(db)
    .select({ company: companies.company })
    .from(companies)
    .where(and(eq(companies.enabled, 1), isNotNull(companies.locationGid)))
    .orderBy(companies.company);
  return rows.map(({ company }) => company);
}

/** Every (company, segment) with a price target. */
export async function priceTables(db: D1Database): Promise<readonly PriceTable[]> {
  return plain(db)
    .selectDistinct({ company: priceTargets.company, segment: priceTargets.segment })
    .from(priceTargets)
    .orderBy(priceTargets.company, priceTargets.segment);
}
