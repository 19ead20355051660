/** The catalogue lane's products, and everything a product's inputs are made of. */
import type { PriceRow, ProductRow, SkuRow } from "../catalog/shop-rows.ts";
import { FIRST_WATERMARK } from "./loads.ts";
import type { Instant } from "../ports.ts";
import { jsonRows } from "./json.ts";

export interface DueProduct {
  readonly seqProduct: number;
  readonly version: number;
  readonly productGid: string | null;
  readonly sentSet: string | null;
  /** "fields.variants.stock": the three hashes last accepted. */
  readonly sentFields: string | null;
  readonly published: string | null;
  readonly attempts: number;
  /** Null: the product's own record is not in the hub (yet). */
  readonly product: ProductRow | null;
  readonly skus: readonly SkuRow[];
  readonly variants: readonly KnownVariant[];
  readonly prices: ReadonlyMap<string, PriceRow & { readonly version: number | null }>;
  /** Companies whose stock the hub has, by SKU: where a new item is stocked from the start. */
  readonly stockedAt: ReadonlyMap<string, readonly { readonly company: number; readonly location: string }[]>;
}

export interface KnownVariant {
  readonly sku: string;
  readonly variantGid: string;
  readonly inventoryItemGid: string;
}

export async function hasDueProducts(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      "SELECT EXISTS (SELECT 1 FROM shop_products INDEXED BY shop_products_due WHERE due = 1 AND not_before <= ?1 AND bulk_job IS NULL) AS hasDue",
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

/** How many products could go now; counted no further than `most`. What a bulk job holds is not counted. */
export async function countDueProducts(db: D1Database, now: Instant, most: number): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM shop_products INDEXED BY shop_products_due
                                   WHERE due = 1 AND not_before <= ?1 AND bulk_job IS NULL LIMIT ?2)`,
    )
    .bind(now, most)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/**
 * What is missing before a set can be called complete: productSet deletes what it is not told of, so nothing is created
 * before products, SKUs and base prices were read to their end once.
 */
export async function missingLoads(db: D1Database): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      `SELECT CASE WHEN w.company IS NULL THEN 'base target' ELSE w.name END AS name FROM (SELECT 'products' AS name, 0 AS company, 0 AS segment UNION ALL SELECT 'skus', 0, 0
                           UNION ALL SELECT 'prices', (SELECT company FROM price_targets WHERE target = 'base'),
                                            (SELECT segment FROM price_targets WHERE target = 'base')) AS w
         LEFT JOIN loads AS l ON l.name = w.name AND l.company = w.company AND l.segment = w.segment
        WHERE l.watermark IS NULL OR l.watermark <= ?1`,
    )
    .bind(FIRST_WATERMARK)
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** True while no product was ever created: the definition that creation needs may be missing. */
export async function isFirstCreation(db: D1Database): Promise<boolean> {
  const row = await db
    .prepare("SELECT EXISTS (SELECT 1 FROM shop_products WHERE product_gid IS NOT NULL) AS hasAny")
    .first<{ hasAny: number }>();
  return row?.hasAny !== 1;
}

interface RawProduct {
  readonly seqProduct: number;
  readonly version: number;
  readonly productGid: string | null;
  readonly sentSet: string | null;
  readonly sentFields: string | null;
  readonly published: string | null;
  readonly attempts: number;
  readonly title: string | null;
  readonly description: string | null;
  readonly weighed: number | null;
  readonly multipleMilli: number | null;
  readonly active: number | null;
}
type RawSku = Omit<SkuRow, "active"> & { readonly seqProduct: number; readonly active: number };
type RawPrice = Omit<PriceRow, "onSale"> & { seqProduct: number; sku: string; onSale: number; version: number | null };
type RawVariant = KnownVariant & { readonly seqProduct: number };
interface RawStock {
  readonly sku: string;
  readonly company: number;
  readonly location: string;
}

// CROSS JOIN is SQLite's word for "in this order": without it the planner begins at all prices, or all stock.
/** A page of due products with all their parts, as of one instant: one batch is one transaction. */
export async function readDueProducts(
  db: D1Database,
  afterSeq: number,
  now: Instant,
  limit: number,
): Promise<readonly DueProduct[]> {
  const page = `SELECT seq_product FROM shop_products INDEXED BY shop_products_due
                 WHERE due = 1 AND not_before <= ?2 AND bulk_job IS NULL AND seq_product > ?1 ORDER BY seq_product LIMIT ?3`;
  return readParts(db, page, [afterSeq, now, limit]);
}

/** These products with all their parts, due or not; those that are not in `shop_products` are left out. */
export function readProducts(db: D1Database, seqProducts: readonly number[]): Promise<readonly DueProduct[]> {
  return readParts(db, "SELECT value FROM json_each(?1)", [jsonRows(seqProducts)]);
}

/** @param page SQL that selects the products' numbers; `bound` are its parameters. */
async function readParts(
  db: D1Database,
  page: string,
  bound: readonly (string | number)[],
): Promise<readonly DueProduct[]> {
  const ask = (sql: string) => db.prepare(sql).bind(...bound);
  // The statements name every column of these shapes.
  const [products, skus, variants, prices, stock] = (await db.batch([
    ask(
      `SELECT o.seq_product AS seqProduct, o.version, o.product_gid AS productGid, o.sent_set AS sentSet, o.sent_fields AS sentFields,
              o.published, o.attempts, p.title, p.description, p.weighed, p.multiple_milli AS multipleMilli, p.active
         FROM shop_products AS o LEFT JOIN products AS p ON p.seq_product = o.seq_product
        WHERE o.seq_product IN (${page}) ORDER BY o.seq_product`,
    ),
    ask(
      `SELECT seq_product AS seqProduct, sku, package_milli AS packageMilli, package_name AS packageName, ean, active, weight_g AS weightG
         FROM skus WHERE seq_product IN (${page})`,
    ),
    ask(
      `SELECT seq_product AS seqProduct, sku, variant_gid AS variantGid, inventory_item_gid AS inventoryItemGid
         FROM shop_variants WHERE seq_product IN (${page})`,
    ),
    ask(
      `SELECT k.seq_product AS seqProduct, k.sku, e.normal_cents AS normalCents, e.promo_cents AS promoCents,
              e.promo_from AS promoFrom, e.promo_until AS promoUntil, e.on_sale AS onSale, d.version
         FROM skus AS k CROSS JOIN price_targets AS t ON t.target = 'base'
         CROSS JOIN prices AS e ON e.company = t.company AND e.segment = t.segment AND e.sku = k.sku
         LEFT JOIN shop_prices AS d ON d.target = 'base' AND d.seq_product = k.seq_product AND d.sku = k.sku
        WHERE k.seq_product IN (${page})`,
    ),
    ask(
      `SELECT k.sku, c.company, c.location_gid AS location
         FROM skus AS k CROSS JOIN companies AS c CROSS JOIN stock AS s ON s.company = c.company AND s.sku = k.sku
        WHERE k.seq_product IN (${page}) AND c.enabled = 1 AND c.location_gid IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM shop_variants AS v WHERE v.seq_product = k.seq_product AND v.sku = k.sku)`,
    ),
  ])) as [D1Result<RawProduct>, D1Result<RawSku>, D1Result<RawVariant>, D1Result<RawPrice>, D1Result<RawStock>];
  const skusOf = Map.groupBy(skus.results, ({ seqProduct }) => seqProduct);
  const variantsOf = Map.groupBy(variants.results, ({ seqProduct }) => seqProduct);
  const pricesOf = Map.groupBy(prices.results, ({ seqProduct }) => seqProduct);
  const stockOf = Map.groupBy(stock.results, ({ sku }) => sku);
  return products.results.map(({ title, description, weighed, multipleMilli, active, ...due }): DueProduct => ({
    ...due,
    product:
      title === null
        ? null
        : {
            seqProduct: due.seqProduct,
            title,
            description,
            weighed: weighed === 1,
            multipleMilli,
            active: active === 1,
          },
    skus: (skusOf.get(due.seqProduct) ?? []).map((row) => ({ ...row, active: row.active === 1 })),
    variants: variantsOf.get(due.seqProduct) ?? [],
    prices: new Map((pricesOf.get(due.seqProduct) ?? []).map((row) => [row.sku, { ...row, onSale: row.onSale === 1 }])),
    stockedAt: stockOf,
  }));
}

export interface ProductMark {
  readonly seqProduct: number;
  /** As it was read; a product that changed meanwhile stays due. */
  readonly version: number;
  readonly productGid: string | null;
  readonly sentSet: string | null;
  readonly sentFields: string | null;
  readonly published: string | null;
}

/** Settled, or refused: what Shopify accepted so far, and not due any more unless a record changed meanwhile. */
export function markProducts(db: D1Database, marks: readonly ProductMark[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products
          SET product_gid = j.value ->> 'productGid', sent_set = j.value ->> 'sentSet', sent_fields = j.value ->> 'sentFields',
              published = j.value ->> 'published', attempts = 0, not_before = 0,
              due = CASE WHEN version = j.value ->> 'version' THEN 0 ELSE due END
         FROM json_each(?1) AS j WHERE seq_product = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(marks));
}

/** Still due, not before a while; what was accepted until then is kept. */
export function backOffProducts(
  db: D1Database,
  rows: readonly (Omit<ProductMark, "version"> & { readonly notBefore: Instant })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products
          SET product_gid = j.value ->> 'productGid', sent_set = j.value ->> 'sentSet', sent_fields = j.value ->> 'sentFields',
              published = j.value ->> 'published', attempts = attempts + 1, not_before = j.value ->> 'notBefore'
         FROM json_each(?1) AS j WHERE seq_product = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows));
}

/** A price that came for a SKU without a variant: its product can be made, or made complete, now. */
export function wakeProducts(db: D1Database, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(`UPDATE shop_products SET due = 1 WHERE due = 0 AND seq_product IN (SELECT value FROM json_each(?1))`)
    .bind(jsonRows(seqProducts));
}
