/** The row with the number of variants in the shop, of those created today, and of those that wait. */
import { limitPlan, creationsRemaining, type VariantCount } from "../../rules/catalog/variant-limit.ts";
import { eq } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import { plain, prepared } from "../d1/drizzle.ts";
import type { Instant } from "../../ports.ts";
import { sqlText } from "../d1/sql-text.ts";
import { bulkJobs } from "../schema/bulk.ts";
import { products, skus } from "../schema/catalog.ts";
import { priceTargets, prices } from "../schema/prices.ts";
import { catalogSettings, shopProducts, shopVariants, shopVariantsDeleted, variantLimit } from "../schema/shop.ts";

const DAY_MS = 86_400_000;
const dayOf = (now: Instant): number => Math.floor(now / DAY_MS);
/** When the next day begins. */
export const nextDay = (now: Instant): Instant => (dayOf(now) + 1) * DAY_MS;

export type VariantLimit = VariantCount &
  Readonly<Pick<typeof variantLimit.$inferSelect, "checkedAt" | "waiting" | "blockedUntil" | "warningOpenedAt">>;

export async function readVariantLimit(db: D1Database, now: Instant): Promise<VariantLimit> {
  const row = await db
    .prepare(
      sqlText`SELECT ${variantLimit.checkedAt} AS checkedAt, ${variantLimit.plus}, ${variantLimit.shopVariantCount} AS shopVariantCount,
        ${variantLimit.waiting}, CASE WHEN ${variantLimit.day} = ?1 THEN ${variantLimit.createdToday} ELSE 0 END AS createdToday,
              ${variantLimit.blockedUntil} AS blockedUntil, ${variantLimit.warningOpenedAt} AS warningOpenedAt,
              (SELECT COALESCE(SUM(${bulkJobs.createsVariants}), 0) FROM ${bulkJobs} INDEXED BY bulk_jobs_open
                WHERE ${bulkJobs.endedAt} IS NULL) AS underWay
         FROM ${variantLimit} WHERE ${variantLimit.id} = 1`,
    )
    .bind(dayOf(now))
    .first<Omit<VariantLimit, "plus"> & { readonly plus: number }>();
  if (!row) throw new Error("variant_limit has no row: the migrations have not run");
  return { ...row, plus: row.plus === 1 };
}

/**
 * SKUs of due products that are for sale, have a price and have no variant. A product that a rule or Shopify refused is
 * not due.
 */
const WAITING = sqlText`FROM ${shopProducts} AS o INDEXED BY shop_products_due CROSS JOIN ${products} AS p
  ON p.${products.seqProduct} = o.${shopProducts.seqProduct}
  CROSS JOIN ${skus} AS k ON k.${skus.seqProduct} = o.${shopProducts.seqProduct} CROSS JOIN ${priceTargets} AS t
    ON t.${priceTargets.target} = 'base'
  CROSS JOIN ${prices} AS e ON e.${prices.company} = t.${priceTargets.company}
    AND e.${prices.segment} = t.${priceTargets.segment} AND e.${prices.sku} = k.${skus.sku}
  WHERE o.${shopProducts.due} = 1 AND k.${skus.active} = 1 AND p.${products.active} = 1 AND e.${prices.onSale} = 1
    AND e.${prices.normalCents} > 0
    AND NOT EXISTS (SELECT 1 FROM ${shopVariants} AS v WHERE v.${shopVariants.seqProduct} = k.${skus.seqProduct}
    AND v.${shopVariants.sku} = k.${skus.sku})
    AND NOT (EXISTS (SELECT 1 FROM ${shopVariantsDeleted} AS g WHERE g.${shopVariantsDeleted.seqProduct} = k.${skus.seqProduct} AND g.${shopVariantsDeleted.sku} = k.${skus.sku})
             AND EXISTS (SELECT 1 FROM ${catalogSettings} WHERE ${catalogSettings.name} = 'catalog'
             AND ${catalogSettings.value} ->> '$.variantDeleted' = 'report'))`;

/** Reads the SKUs of every due product: once an hour at most. */
export async function countPendingVariants(db: D1Database): Promise<number> {
  const row = await db.prepare(`SELECT count(*) AS n ${WAITING}`).first<{ n: number }>();
  return row?.n ?? 0;
}

/** The first products with such a SKU, in order. */
export async function readPendingProducts(db: D1Database, limit: number): Promise<readonly number[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT DISTINCT o.${shopProducts.seqProduct} AS seq ${WAITING} ORDER BY o.${shopProducts.seqProduct}
        LIMIT ?1`,
    )
    .bind(limit)
    .all<{ seq: number }>();
  return results.map(({ seq }) => seq);
}

const updateLimit = (db: D1Database, set: SQLiteUpdateSetSource<typeof variantLimit>): D1PreparedStatement =>
  prepared(db, plain(db).update(variantLimit).set(set).where(eq(variantLimit.id, 1)));

export function saveShopSize(
  db: D1Database,
  {
    plus,
    shopVariantCount,
    waiting,
  }: { readonly plus: boolean; readonly shopVariantCount: number; readonly waiting: number },
  now: Instant,
): D1PreparedStatement {
  return updateLimit(db, { checkedAt: now, plus: plus ? 1 : 0, shopVariantCount, waiting });
}

export const markWarningOpened = (db: D1Database, now: Instant | null): D1PreparedStatement =>
  updateLimit(db, { warningOpenedAt: now });

/** Counts variants that were just created, in the batch that stores them. */
export function countCreated(db: D1Database, made: number, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${variantLimit} SET ${variantLimit.shopVariantCount} = ${variantLimit.shopVariantCount} + ?1,
        ${variantLimit.waiting} = max(0, ${variantLimit.waiting} - ?1),
              ${variantLimit.createdToday} = CASE WHEN ${variantLimit.day} = ?2 THEN ${variantLimit.createdToday} ELSE 0 END + ?1,
              ${variantLimit.day} = ?2 WHERE ${variantLimit.id} = 1`,
    )
    .bind(made, dayOf(now));
}

export const blockCreations = (db: D1Database, until: Instant): D1PreparedStatement =>
  updateLimit(db, { blockedUntil: until });

export interface VariantReport {
  /** Null before the first read of the shop. */
  readonly checkedAt: Instant | null;
  readonly plus: boolean;
  readonly inShop: number;
  /** SKUs whose variant must be created, as of the last read. */
  readonly waiting: number;
  readonly createdToday: number;
  /** The number that Shopify allows today; null: no limit. */
  readonly remainingToday: number | null;
  /** Days until the last of them can be created under the limit; 0: the limit is not reached. */
  readonly daysNeeded: number;
  /** Creates pause until then, because Shopify refused one. */
  readonly blockedUntil: Instant | null;
}

export async function readVariantReport(db: D1Database, now: Instant): Promise<VariantReport> {
  const cap = await readVariantLimit(db, now);
  const left = creationsRemaining(cap);
  return {
    checkedAt: cap.checkedAt === 0 ? null : cap.checkedAt,
    plus: cap.plus,
    inShop: cap.shopVariantCount,
    waiting: cap.waiting,
    createdToday: cap.createdToday,
    remainingToday: Number.isFinite(left) ? left : null,
    daysNeeded: limitPlan(cap, cap.waiting)?.days ?? 0,
    blockedUntil: cap.blockedUntil > now ? cap.blockedUntil : null,
  };
}
