/** The catalogue lane's products, and everything a product's inputs are made of. */
import type { CatalogSettings } from "../../rules/catalog/settings.ts";
import type { LastPrice } from "../../rules/prices/creation-price.ts";
import { taxonomyOf } from "../../rules/catalog/collection.ts";
import type { KnownValues } from "../../rules/catalog/field-ownership.ts";
import type { ProductParts } from "../../rules/catalog/shop-product.ts";
import type { PriceRow, ProductRow, SkuRow } from "../../rules/catalog/hub-rows.ts";
import type { SentTags } from "../../rules/catalog/tags.ts";
import { readCatalogSettings } from "./settings.ts";
import { readPlaces } from "./categories.ts";
import { FIRST_WATERMARK } from "../loads/loads.ts";
import type { Instant } from "../../ports.ts";
import { OWN_EAN } from "./barcodes.ts";
import { jsonRows } from "../d1/json.ts";

export interface DueProduct {
  readonly seqProduct: number;
  readonly version: number;
  readonly productGid: string | null;
  readonly sentSet: string | null;
  /** "fields.variants.stock": the three hashes last accepted; that of variants by weight begins with "kg:". */
  readonly sentFields: string | null;
  /** JSON list of the publications it was put on. */
  readonly published: string | null;
  readonly sentValues: KnownValues | null;
  readonly sentTags: SentTags | null;
  /** Fields that somebody edited by hand in Shopify. */
  readonly kept: readonly string[];
  readonly attempts: number;
  /** SKUs whose variant somebody deleted, and that are only reported. */
  readonly gone: readonly string[];
  /** SKUs whose variants are made only from that instant on (C16); the rest of the product goes now. */
  readonly waiting?: { readonly skus: readonly string[]; readonly until: Instant };
  readonly place: ProductParts["place"];
  readonly settings: CatalogSettings;
  /** Null: the product's own record is not in the hub (yet). */
  readonly product: ProductRow | null;
  readonly skus: readonly SkuRow[];
  readonly variants: readonly KnownVariant[];
  readonly prices: ReadonlyMap<string, PriceRow & { readonly version: number | null; readonly last?: LastPrice }>;
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
  readonly sentValues: string | null;
  readonly sentTags: string | null;
  readonly kept: string | null;
  readonly attempts: number;
  readonly title: string | null;
  readonly description: string | null;
  readonly seqBrand: number | null;
  readonly seqCategory: number | null;
  readonly keywords: string | null;
  readonly weighed: number | null;
  readonly multipleMilli: number | null;
  readonly active: number | null;
}
type RawSku = Omit<SkuRow, "active"> & { readonly seqProduct: number; readonly active: number };
type RawPrice = Omit<PriceRow, "onSale"> &
  Omit<LastPrice, "unsure"> & {
    readonly seqProduct: number;
    readonly sku: string;
    readonly onSale: number;
    readonly version: number | null;
    readonly unsure: number | null;
  };
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
  const [products, skus, variants, prices, stock, gone] = (await db.batch([
    ask(
      `SELECT o.seq_product AS seqProduct, o.version, o.product_gid AS productGid, o.sent_set AS sentSet, o.sent_fields AS sentFields,
              o.published, o.sent_values AS sentValues, o.sent_tags AS sentTags, o.kept, o.attempts, p.title, p.description,
              p.seq_brand AS seqBrand, p.seq_category AS seqCategory, p.keywords, p.weighed, p.multiple_milli AS multipleMilli, p.active
         FROM shop_products AS o LEFT JOIN products AS p ON p.seq_product = o.seq_product
        WHERE o.seq_product IN (${page}) ORDER BY o.seq_product`,
    ),
    ask(
      `SELECT k.seq_product AS seqProduct, k.sku, k.package_milli AS packageMilli, k.package_name AS packageName, ${OWN_EAN} AS ean,
              k.active, k.weight_g AS weightG
         FROM skus AS k WHERE k.seq_product IN (${page})`,
    ),
    ask(
      `SELECT seq_product AS seqProduct, sku, variant_gid AS variantGid, inventory_item_gid AS inventoryItemGid
         FROM shop_variants WHERE seq_product IN (${page})`,
    ),
    ask(
      `SELECT k.seq_product AS seqProduct, k.sku, e.normal_cents AS normalCents, e.promo_cents AS promoCents,
              e.promo_from AS promoFrom, e.promo_until AS promoUntil, e.on_sale AS onSale, d.version,
              d.asked_cents AS askedCents, d.sent_price_cents AS sentPriceCents, d.approved_cents AS approvedCents, d.unsure,
              t.drop_max_percent AS dropMaxPercent
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
    ask(`SELECT seq_product AS seqProduct, sku FROM shop_variants_gone WHERE seq_product IN (${page})`),
  ])) as [
    D1Result<RawProduct>,
    D1Result<RawSku>,
    D1Result<RawVariant>,
    D1Result<RawPrice>,
    D1Result<RawStock>,
    D1Result<{ readonly seqProduct: number; readonly sku: string }>,
  ];
  if (products.results.length === 0) return [];
  // Read after the versions: what changes in between raises a version, and the product is due once more.
  const { settings, taxonomy } = await readCatalogSettings(db);
  const places = await readPlaces(
    db,
    products.results.map(({ seqProduct }) => seqProduct),
  );
  const skusOf = Map.groupBy(skus.results, ({ seqProduct }) => seqProduct);
  const variantsOf = Map.groupBy(variants.results, ({ seqProduct }) => seqProduct);
  const pricesOf = Map.groupBy(prices.results, ({ seqProduct }) => seqProduct);
  const stockOf = Map.groupBy(stock.results, ({ sku }) => sku);
  const goneOf = Map.groupBy(gone.results, ({ seqProduct }) => seqProduct);
  return products.results.map((raw): DueProduct => {
    const { title, description, seqBrand, seqCategory, keywords, weighed, multipleMilli, active, ...due } = raw;
    const { brandName, categoryPath } = places.get(due.seqProduct) ?? { brandName: null, categoryPath: [] };
    return {
      ...due,
      ...notesOf(raw),
      gone: (goneOf.get(due.seqProduct) ?? []).map(({ sku }) => sku),
      place: { brandName, categoryPath, taxonomyGid: taxonomyOf(categoryPath, taxonomy) ?? null },
      settings,
      product:
        title === null
          ? null
          : {
              seqProduct: due.seqProduct,
              title,
              description,
              seqBrand,
              seqCategory,
              keywords,
              weighed: weighed === 1,
              multipleMilli,
              active: active === 1,
            },
      skus: (skusOf.get(due.seqProduct) ?? []).map((row) => ({ ...row, active: row.active === 1 })),
      variants: variantsOf.get(due.seqProduct) ?? [],
      prices: new Map((pricesOf.get(due.seqProduct) ?? []).map((row) => [row.sku, priceOf(row)])),
      stockedAt: stockOf,
    };
  });
}

function priceOf({ askedCents, sentPriceCents, approvedCents, unsure, dropMaxPercent, ...row }: RawPrice) {
  const last: LastPrice = { askedCents, sentPriceCents, approvedCents, unsure: unsure === 1, dropMaxPercent };
  return { ...row, onSale: row.onSale === 1, last };
}

/** Notes that only we write, in shapes that only we read (markProducts). */
function notesOf({ sentValues, sentTags, kept }: RawProduct): Pick<DueProduct, "sentValues" | "sentTags" | "kept"> {
  return {
    sentValues: sentValues === null ? null : (JSON.parse(sentValues) as KnownValues),
    sentTags: sentTags === null ? null : (JSON.parse(sentTags) as SentTags),
    kept: kept === null ? [] : (JSON.parse(kept) as readonly string[]),
  };
}

export interface ProductMark {
  readonly seqProduct: number;
  /** As it was read; a product that changed meanwhile stays due. */
  readonly version: number;
  readonly productGid: string | null;
  readonly sentSet: string | null;
  readonly sentFields: string | null;
  readonly published: string | null;
  readonly sentValues: KnownValues | null;
  readonly sentTags: SentTags | null;
  readonly kept: readonly string[];
}

const ACCEPTED = `product_gid = j.value ->> 'productGid', sent_set = j.value ->> 'sentSet', sent_fields = j.value ->> 'sentFields',
              published = j.value ->> 'published', sent_values = j.value ->> 'sentValues', sent_tags = j.value ->> 'sentTags',
              kept = j.value ->> 'kept'`;

/**
 * Settled, or refused: what Shopify accepted so far, and not due any more unless a record changed meanwhile. With `waitsUntil` a
 * part of it has to wait: due again from then on.
 */
export function markProducts(
  db: D1Database,
  marks: readonly (ProductMark & { readonly waitsUntil?: Instant })[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products
          SET ${ACCEPTED}, attempts = 0,
              not_before = CASE WHEN version = j.value ->> 'version' THEN COALESCE(j.value ->> 'waitsUntil', 0) ELSE 0 END,
              due = CASE WHEN version = j.value ->> 'version' AND j.value ->> 'waitsUntil' IS NULL THEN 0 ELSE due END
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
          SET ${ACCEPTED}, attempts = attempts + 1, not_before = j.value ->> 'notBefore'
         FROM json_each(?1) AS j WHERE seq_product = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows));
}

/**
 * What is about to be sent: should the run die, values of ours are still ours when they are found in Shopify, and nothing of
 * what was accepted before counts as standing there.
 */
export function noteTrying(
  db: D1Database,
  rows: readonly Pick<DueProduct, "seqProduct" | "sentSet" | "sentFields" | "sentValues" | "sentTags">[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products SET sent_set = j.value ->> 'sentSet', sent_fields = j.value ->> 'sentFields',
              sent_values = j.value ->> 'sentValues', sent_tags = j.value ->> 'sentTags'
         FROM json_each(?1) AS j WHERE seq_product = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows));
}

/** Variants found deleted by hand: left out of the set until a person asks for them. */
export function noteGone(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly sku: string }[],
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO shop_variants_gone (seq_product, sku) SELECT value ->> 'seqProduct', value ->> 'sku' FROM json_each(?1)
        WHERE true ON CONFLICT (seq_product, sku) DO NOTHING`,
    )
    .bind(jsonRows(rows));
}

/**
 * Products whose variants are to be looked at in Shopify again: a call said that one of them is not there.
 * @param notBefore of a product that is due for another reason already, that one's time counts
 */
export function recheckSets(
  db: D1Database,
  seqProducts: readonly number[],
  notBefore: Instant = 0,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products
          SET due = 1, version = version + 1, sent_set = NULL, not_before = CASE WHEN due = 1 THEN not_before ELSE max(not_before, ?2) END
        WHERE seq_product IN (SELECT value FROM json_each(?1)) AND product_gid IS NOT NULL`,
    )
    .bind(jsonRows(seqProducts), notBefore);
}

/** Still due, not before then; one that changed meanwhile is looked at again at once. */
export function postponeProducts(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly version: number }[],
  until: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products SET not_before = ?2 FROM json_each(?1) AS j
        WHERE seq_product = j.value ->> 'seqProduct' AND version = j.value ->> 'version'`,
    )
    .bind(jsonRows(rows), until);
}

/**
 * A price that came for a SKU without a variant: its product can be made, or made complete, now. A product that is being sent
 * was put together without it, so its mark must not count.
 */
export function wakeProducts(db: D1Database, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_products SET due = 1, version = version + 1 WHERE seq_product IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(seqProducts));
}
