import type { PriceTable } from "../catalog/price-row.ts";

/** Companies whose stock is read: enabled and mapped to a location. The others are not asked for, and are shown as such. */
export async function companiesWithStock(db: D1Database): Promise<readonly number[]> {
  const { results } = await db
    .prepare("SELECT company FROM companies WHERE enabled = 1 AND location_gid IS NOT NULL ORDER BY company")
    .all<{ company: number }>();
  return results.map(({ company }) => company);
}

/** Every (company, segment) whose prices go somewhere. */
export async function priceTables(db: D1Database): Promise<readonly PriceTable[]> {
  const { results } = await db
    .prepare("SELECT DISTINCT company, segment FROM price_targets ORDER BY company, segment")
    .all<PriceTable>();
  return results;
}
