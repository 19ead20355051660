/** The row that says how many variants the shop has, how many were made today, and how many wait. */
import { capPlan, creationsLeft, type VariantCount } from "../../rules/catalog/variant-limit.ts";
import type { Instant } from "../../ports.ts";

const DAY_MS = 86_400_000;
export const dayOf = (now: Instant): number => Math.floor(now / DAY_MS);
/** When the next day begins. */
export const nextDay = (now: Instant): Instant => (dayOf(now) + 1) * DAY_MS;

export interface VariantCap extends VariantCount {
  readonly checkedAt: Instant;
  readonly waiting: number;
  readonly blockedUntil: Instant;
  readonly warnedAt: Instant | null;
}

export async function readVariantCap(db: D1Database, now: Instant): Promise<VariantCap> {
  const row = await db
    .prepare(
      `SELECT checked_at AS checkedAt, plus, in_shop AS inShop, waiting, CASE WHEN day = ?1 THEN made ELSE 0 END AS made,
              blocked_until AS blockedUntil, warned_at AS warnedAt,
              (SELECT COALESCE(SUM(makes), 0) FROM bulk_jobs INDEXED BY bulk_jobs_open WHERE ended_at IS NULL) AS underWay
         FROM variant_cap WHERE id = 1`,
    )
    .bind(dayOf(now))
    .first<Omit<VariantCap, "plus"> & { readonly plus: number }>();
  if (!row) throw new Error("variant_cap has no row: the migrations have not run");
  return { ...row, plus: row.plus === 1 };
}

/** SKUs of due products that are for sale, with a price, and have no variant. What a rule or Shopify refused is not due. */
const WAITING = `FROM shop_products AS o INDEXED BY shop_products_due CROSS JOIN products AS p ON p.seq_product = o.seq_product
  CROSS JOIN skus AS k ON k.seq_product = o.seq_product CROSS JOIN price_targets AS t ON t.target = 'base'
  CROSS JOIN prices AS e ON e.company = t.company AND e.segment = t.segment AND e.sku = k.sku
  WHERE o.due = 1 AND k.active = 1 AND p.active = 1 AND e.on_sale = 1 AND e.normal_cents > 0
    AND NOT EXISTS (SELECT 1 FROM shop_variants AS v WHERE v.seq_product = k.seq_product AND v.sku = k.sku)
    AND NOT (EXISTS (SELECT 1 FROM shop_variants_gone AS g WHERE g.seq_product = k.seq_product AND g.sku = k.sku)
             AND EXISTS (SELECT 1 FROM catalog_settings WHERE name = 'catalog' AND value ->> '$.variantDeleted' = 'report'))`;

/** Reads the SKUs of every due product: once an hour at most. */
export async function countWaitingVariants(db: D1Database): Promise<number> {
  const row = await db.prepare(`SELECT count(*) AS n ${WAITING}`).first<{ n: number }>();
  return row?.n ?? 0;
}

/** The first products that such a SKU belongs to, in order. */
export async function readWaitingProducts(db: D1Database, limit: number): Promise<readonly number[]> {
  const { results } = await db
    .prepare(`SELECT DISTINCT o.seq_product AS seq ${WAITING} ORDER BY o.seq_product LIMIT ?1`)
    .bind(limit)
    .all<{ seq: number }>();
  return results.map(({ seq }) => seq);
}

export function saveShopSize(
  db: D1Database,
  { plus, inShop, waiting }: { readonly plus: boolean; readonly inShop: number; readonly waiting: number },
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare("UPDATE variant_cap SET checked_at = ?1, plus = ?2, in_shop = ?3, waiting = ?4 WHERE id = 1")
    .bind(now, plus ? 1 : 0, inShop, waiting);
}

export const markWarned = (db: D1Database, now: Instant | null): D1PreparedStatement =>
  db.prepare("UPDATE variant_cap SET warned_at = ?1 WHERE id = 1").bind(now);

/** Variants that were just made; in the batch that notes them. */
export function countMade(db: D1Database, made: number, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE variant_cap SET in_shop = in_shop + ?1, waiting = max(0, waiting - ?1),
              made = CASE WHEN day = ?2 THEN made ELSE 0 END + ?1, day = ?2 WHERE id = 1`,
    )
    .bind(made, dayOf(now));
}

export const blockCreations = (db: D1Database, until: Instant): D1PreparedStatement =>
  db.prepare("UPDATE variant_cap SET blocked_until = ?1 WHERE id = 1").bind(until);

export interface VariantReport {
  /** Null before the first look at the shop. */
  readonly checkedAt: Instant | null;
  readonly plus: boolean;
  readonly inShop: number;
  /** SKUs that are to have a variant made, as of the last look. */
  readonly waiting: number;
  readonly madeToday: number;
  /** What Shopify lets pass today; null: without a limit. */
  readonly leftToday: number | null;
  /** Days until the last of them is there, by the limit alone; 0: it is not in the way. */
  readonly daysNeeded: number;
  /** Creations rest until then: Shopify refused one. */
  readonly blockedUntil: Instant | null;
}

export async function readVariantReport(db: D1Database, now: Instant): Promise<VariantReport> {
  const cap = await readVariantCap(db, now);
  const left = creationsLeft(cap);
  return {
    checkedAt: cap.checkedAt === 0 ? null : cap.checkedAt,
    plus: cap.plus,
    inShop: cap.inShop,
    waiting: cap.waiting,
    madeToday: cap.made,
    leftToday: Number.isFinite(left) ? left : null,
    daysNeeded: capPlan(cap, cap.waiting)?.days ?? 0,
    blockedUntil: cap.blockedUntil > now ? cap.blockedUntil : null,
  };
}
