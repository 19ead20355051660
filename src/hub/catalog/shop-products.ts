/** The catalogue lane's products, and everything a product's inputs are made of. */
import type { CatalogSettings } from "../../rules/catalog/settings.ts";
import type { LastPrice } from "../../rules/prices/creation-price.ts";
import { taxonomyOf } from "../../rules/catalog/collection.ts";
import type { KnownValues } from "../../rules/catalog/field-ownership.ts";
import type { ProductParts } from "../../rules/catalog/shop-product.ts";
import type { StoredPrice, StoredProduct, StoredSku } from "../../rules/catalog/hub-rows.ts";
import type { SentTags } from "../../rules/catalog/tags.ts";
import { readCatalogSettings } from "./settings.ts";
import { readPlaces } from "./categories.ts";
import { FIRST_WATERMARK } from "../loads/loads.ts";
import type { Instant } from "../../ports.ts";
import { OWN_EAN } from "./barcodes.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, setList, sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { loads } from "../schema/loads.ts";
import { priceTargets, prices, shopPrices } from "../schema/prices.ts";
import { shopProducts, shopVariants, shopVariantsDeleted } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

/**
 * `createStartedAt`: a create call was or is on its way, so Shopify may have the product although the hub has no gid.
 * `unitPriceSent`: 1 = variants may show a price per kilogram of ours. The hashes are those last accepted.
 * `published`: JSON list of the publications it was put on.
 */
type SentParts = Readonly<
  Pick<
    typeof shopProducts.$inferSelect,
    | "seqProduct"
    | "version"
    | "productGid"
    | "createStartedAt"
    | "sentSet"
    | "sentFieldsHash"
    | "sentVariantsHash"
    | "sentUnitsHash"
    | "unitPriceSent"
    | "published"
  >
>;

export interface DueProduct extends SentParts {
  readonly sentValues: KnownValues | null;
  readonly sentTags: SentTags | null;
  /** Fields that the merchant edited in Shopify. */
  readonly merchantFields: readonly string[];
  readonly attempts: number;
  /** SKUs whose variant the merchant deleted; only reported. */
  readonly deletedSkus: readonly string[];
  /** SKUs whose variants are made only from that instant on (C16); the rest of the product goes now. */
  readonly waiting?: { readonly skus: readonly string[]; readonly until: Instant };
  readonly place: ProductParts["place"];
  readonly settings: CatalogSettings;
  /** Null: the product's own record is not in the hub (yet). */
  readonly product: StoredProduct | null;
  readonly skus: readonly StoredSku[];
  readonly variants: readonly KnownVariant[];
  readonly prices: ReadonlyMap<string, StoredPrice & { readonly version: number | null; readonly last?: LastPrice }>;
  /** Companies whose stock the hub has, by SKU: where a new item is stocked from the start. */
  readonly stockedAt: ReadonlyMap<string, readonly { readonly company: number; readonly location: string }[]>;
}

export type KnownVariant = Readonly<Pick<typeof shopVariants.$inferSelect, "sku" | "variantGid" | "inventoryItemGid">>;

export async function hasDueProducts(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${shopProducts} INDEXED BY shop_products_due WHERE ${shopProducts.due} = 1
        AND ${shopProducts.notBefore} <= ?1 AND ${shopProducts.lockedBy} IS NULL) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

/** How many products could go now; counted no further than `most`. What a bulk job holds is not counted. */
export async function countDueProducts(db: D1Database, now: Instant, most: number): Promise<number> {
  const row = await db
    .prepare(
      sqlText`SELECT count(*) AS n FROM (SELECT 1 FROM ${shopProducts} INDEXED BY shop_products_due
                                   WHERE ${shopProducts.due} = 1 AND ${shopProducts.notBefore} <= ?1
                        AND ${shopProducts.lockedBy} IS NULL LIMIT ?2)`,
    )
    .bind(now, most)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/**
 * Loads that are missing before a set can be complete. productSet deletes every variant that is not in its input, so
 * nothing is created before products, SKUs and base prices were read to their end once.
 */
export async function missingLoads(db: D1Database): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT CASE WHEN w.company IS NULL THEN 'base target' ELSE w.name END AS name
        FROM (SELECT 'products' AS name, 0 AS company, 0 AS segment UNION ALL SELECT 'skus', 0, 0
                           UNION ALL SELECT 'prices', (SELECT ${priceTargets.company} FROM ${priceTargets}
                        WHERE ${priceTargets.target} = 'base'),
                                            (SELECT ${priceTargets.segment} FROM ${priceTargets}
                        WHERE ${priceTargets.target} = 'base')) AS w
         LEFT JOIN ${loads} AS l ON l.${loads.name} = w.name AND l.${loads.company} = w.company
           AND l.${loads.segment} = w.segment
        WHERE l.${loads.watermark} IS NULL OR l.${loads.watermark} <= ?1`,
    )
    .bind(FIRST_WATERMARK)
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** True while no product was ever created: the definition that creation needs may be missing. */
export async function isFirstCreation(db: D1Database): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${shopProducts} WHERE ${shopProducts.productGid} IS NOT NULL) AS hasAny`,
    )
    .first<{ hasAny: number }>();
  return row?.hasAny !== 1;
}

/** What a statement reads of one table, each under its property's name; the rows' types follow. */
const ROW = [
  "seqProduct",
  "version",
  "productGid",
  "createStartedAt",
  "sentSet",
  "sentFieldsHash",
  "sentVariantsHash",
  "sentUnitsHash",
  "unitPriceSent",
  "published",
  "sentValues",
  "sentTags",
  "merchantFields",
  "attempts",
] as const;
const RECORD = [
  "title",
  "description",
  "seqBrand",
  "seqCategory",
  "keywords",
  "weighed",
  "multipleMilli",
  "active",
] as const;
const SKU = ["seqProduct", "sku", "packageMilli", "packageName", "active", "weightG"] as const;
const VARIANT = ["seqProduct", "sku", "variantGid", "inventoryItemGid"] as const;
const ERP_PRICE = ["normalCents", "promoCents", "promoFrom", "promoUntil", "onSale"] as const;
const SENT_PRICE = ["version", "erpPriceCents", "sentPriceCents", "approvedCents", "outcomeUnknown"] as const;
const PRICED = ["seqProduct", "sku"] as const;

/** The other side of a LEFT JOIN. */
type Joined<Row> = { readonly [Property in keyof Row]: Row[Property] | null };
type RawProduct = Readonly<Pick<typeof shopProducts.$inferSelect, (typeof ROW)[number]>> &
  Joined<Readonly<Pick<typeof products.$inferSelect, (typeof RECORD)[number]>>>;
type RawSku = Readonly<Pick<typeof skus.$inferSelect, (typeof SKU)[number]>> & { readonly ean: string | null };
type RawPrice = Readonly<Pick<typeof prices.$inferSelect, (typeof ERP_PRICE)[number]>> &
  Joined<Readonly<Pick<typeof shopPrices.$inferSelect, (typeof SENT_PRICE)[number]>>> &
  Readonly<Pick<typeof skus.$inferSelect, (typeof PRICED)[number]>> &
  Pick<LastPrice, "dropMaxPercent">;
type RawVariant = Readonly<Pick<typeof shopVariants.$inferSelect, (typeof VARIANT)[number]>>;
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
  const page = sqlText`SELECT ${shopProducts.seqProduct} FROM ${shopProducts} INDEXED BY shop_products_due
                 WHERE ${shopProducts.due} = 1 AND ${shopProducts.notBefore} <= ?2 AND ${shopProducts.lockedBy} IS NULL
                   AND ${shopProducts.seqProduct} > ?1 ORDER BY ${shopProducts.seqProduct} LIMIT ?3`;
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
  const [found, skuRows, variantRows, priceRows, stockRows, delistingRows] = (await db.batch([
    ask(
      sqlText`SELECT ${columnList(shopProducts, ROW, "o")}, ${columnList(products, RECORD, "p")}
         FROM ${shopProducts} AS o LEFT JOIN ${products} AS p ON p.${products.seqProduct} = o.${shopProducts.seqProduct}
        WHERE o.${shopProducts.seqProduct} IN (${page}) ORDER BY o.${shopProducts.seqProduct}`,
    ),
    ask(
      sqlText`SELECT ${columnList(skus, SKU, "k")}, ${OWN_EAN} AS ean
         FROM ${skus} AS k WHERE k.${skus.seqProduct} IN (${page})`,
    ),
    ask(
      sqlText`SELECT ${columnList(shopVariants, VARIANT)}
         FROM ${shopVariants} WHERE ${shopVariants.seqProduct} IN (${page})`,
    ),
    ask(
      sqlText`SELECT ${columnList(skus, PRICED, "k")}, ${columnList(prices, ERP_PRICE, "e")}, ${columnList(shopPrices, SENT_PRICE, "d")},
              t.${priceTargets.dropMaxPercent} AS dropMaxPercent
         FROM ${skus} AS k CROSS JOIN ${priceTargets} AS t ON t.${priceTargets.target} = 'base'
         CROSS JOIN ${prices} AS e ON e.${prices.company} = t.${priceTargets.company}
           AND e.${prices.segment} = t.${priceTargets.segment} AND e.${prices.sku} = k.${skus.sku}
         LEFT JOIN ${shopPrices} AS d ON d.${shopPrices.target} = 'base'
           AND d.${shopPrices.seqProduct} = k.${skus.seqProduct} AND d.${shopPrices.sku} = k.${skus.sku}
        WHERE k.${skus.seqProduct} IN (${page})`,
    ),
    ask(
      sqlText`SELECT k.${skus.sku}, c.${companies.company}, c.${companies.locationGid} AS location
         FROM ${skus} AS k CROSS JOIN ${companies} AS c CROSS JOIN ${stock} AS s
           ON s.${stock.company} = c.${companies.company} AND s.${stock.sku} = k.${skus.sku}
        WHERE k.${skus.seqProduct} IN (${page}) AND c.${companies.enabled} = 1
          AND c.${companies.locationGid} IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM ${shopVariants} AS v WHERE v.${shopVariants.seqProduct} = k.${skus.seqProduct}
          AND v.${shopVariants.sku} = k.${skus.sku})`,
    ),
    ask(
      sqlText`SELECT ${shopVariantsDeleted.seqProduct} AS seqProduct, ${shopVariantsDeleted.sku} FROM ${shopVariantsDeleted}
        WHERE ${shopVariantsDeleted.seqProduct} IN (${page})`,
    ),
  ])) as [
    D1Result<RawProduct>,
    D1Result<RawSku>,
    D1Result<RawVariant>,
    D1Result<RawPrice>,
    D1Result<RawStock>,
    D1Result<{ readonly seqProduct: number; readonly sku: string }>,
  ];
  if (found.results.length === 0) return [];
  // Read after the versions: what changes in between raises a version, and the product is due once more.
  const { settings, taxonomy } = await readCatalogSettings(db);
  const places = await readPlaces(
    db,
    found.results.map(({ seqProduct }) => seqProduct),
  );
  const skusOf = Map.groupBy(skuRows.results, ({ seqProduct }) => seqProduct);
  const variantsOf = Map.groupBy(variantRows.results, ({ seqProduct }) => seqProduct);
  const pricesOf = Map.groupBy(priceRows.results, ({ seqProduct }) => seqProduct);
  const stockOf = Map.groupBy(stockRows.results, ({ sku }) => sku);
  const deletedOf = Map.groupBy(delistingRows.results, ({ seqProduct }) => seqProduct);
  return found.results.map((raw): DueProduct => {
    const { title, description, seqBrand, seqCategory, keywords, weighed, multipleMilli, active, ...due } = raw;
    const { brandName, categoryPath } = places.get(due.seqProduct) ?? { brandName: null, categoryPath: [] };
    return {
      ...due,
      ...notesOf(raw),
      deletedSkus: (deletedOf.get(due.seqProduct) ?? []).map(({ sku }) => sku),
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

function priceOf({ erpPriceCents, sentPriceCents, approvedCents, outcomeUnknown, dropMaxPercent, ...row }: RawPrice) {
  const last: LastPrice = {
    erpPriceCents,
    sentPriceCents,
    approvedCents,
    outcomeUnknown: outcomeUnknown === 1,
    dropMaxPercent,
  };
  return { ...row, onSale: row.onSale === 1, last };
}

/** Notes that only we write, in shapes that only we read (markProducts). */
function notesOf({
  sentValues,
  sentTags,
  merchantFields,
}: RawProduct): Pick<DueProduct, "sentValues" | "sentTags" | "merchantFields"> {
  return {
    sentValues: sentValues === null ? null : (JSON.parse(sentValues) as KnownValues),
    sentTags: sentTags === null ? null : (JSON.parse(sentTags) as SentTags),
    merchantFields: merchantFields === null ? [] : (JSON.parse(merchantFields) as readonly string[]),
  };
}

/** `version`: as it was read; a product that changed meanwhile stays due. */
export interface ProductMark extends SentParts {
  readonly sentValues: KnownValues | null;
  readonly sentTags: SentTags | null;
  readonly merchantFields: readonly string[];
}

const ACCEPTED = setList(shopProducts, [
  "productGid",
  "createStartedAt",
  "sentSet",
  "sentFieldsHash",
  "sentVariantsHash",
  "sentUnitsHash",
  "unitPriceSent",
  "published",
  "sentValues",
  "sentTags",
  "merchantFields",
]);
const INTENT = setList(shopProducts, [
  "createStartedAt",
  "sentSet",
  "sentFieldsHash",
  "sentVariantsHash",
  "unitPriceSent",
  "sentValues",
  "sentTags",
]);

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
      sqlText`UPDATE ${shopProducts}
          SET ${ACCEPTED}, ${shopProducts.attempts} = 0,
              ${shopProducts.notBefore} = CASE WHEN ${shopProducts.version} = j.value ->> 'version' THEN COALESCE(j.value ->> 'waitsUntil', 0) ELSE 0 END,
              ${shopProducts.due} = CASE WHEN ${shopProducts.version} = j.value ->> 'version'
              AND j.value ->> 'waitsUntil' IS NULL THEN 0 ELSE ${shopProducts.due} END
         FROM json_each(?1) AS j WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(marks));
}

/** Still due, not before a while; what was accepted until then is kept. */
export function backoffProducts(
  db: D1Database,
  rows: readonly (Omit<ProductMark, "version"> & { readonly notBefore: Instant })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts}
          SET ${ACCEPTED}, ${shopProducts.attempts} = ${shopProducts.attempts} + 1,
            ${shopProducts.notBefore} = j.value ->> 'notBefore'
         FROM json_each(?1) AS j WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows));
}

export type ProductIntent = Pick<
  DueProduct,
  | "seqProduct"
  | "createStartedAt"
  | "sentSet"
  | "sentFieldsHash"
  | "sentVariantsHash"
  | "unitPriceSent"
  | "sentValues"
  | "sentTags"
>;

/**
 * What is about to be sent: should the run die, values of ours are still ours when they are found in Shopify, and nothing of
 * what was accepted before counts as standing there.
 */
export function saveIntents(db: D1Database, rows: readonly ProductIntent[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${INTENT}
         FROM json_each(?1) AS j WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows));
}

/** Variants that the merchant deleted: omitted from the set until an operator requests them. */
export function markDeleted(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly sku: string }[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${shopVariantsDeleted} (${shopVariantsDeleted.seqProduct}, ${shopVariantsDeleted.sku})
        SELECT value ->> 'seqProduct', value ->> 'sku' FROM json_each(?1)
        WHERE true ON CONFLICT (${shopVariantsDeleted.seqProduct}, ${shopVariantsDeleted.sku}) DO NOTHING`,
    )
    .bind(jsonRows(rows));
}

/**
 * Products whose variants are to be looked at in Shopify again: a call said that one of them is not there.
 * @param notBefore of a product that is due for another reason already, that one's time counts
 */
export function markVariantsDue(
  db: D1Database,
  seqProducts: readonly number[],
  notBefore: Instant = 0,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts}
          SET ${shopProducts.due} = 1, ${shopProducts.version} = ${shopProducts.version} + 1,
            ${shopProducts.sentSet} = NULL, ${shopProducts.notBefore} = CASE
            WHEN ${shopProducts.due} = 1 THEN ${shopProducts.notBefore} ELSE max(${shopProducts.notBefore}, ?2) END
        WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?1))
          AND ${shopProducts.productGid} IS NOT NULL`,
    )
    .bind(jsonRows(seqProducts), notBefore);
}

/** Still due, but not before then; a product that changed meanwhile is evaluated again at once. */
export function postponeProducts(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly version: number }[],
  until: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${shopProducts.notBefore} = ?2 FROM json_each(?1) AS j
        WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct'
          AND ${shopProducts.version} = j.value ->> 'version'`,
    )
    .bind(jsonRows(rows), until);
}

/**
 * A price that came for a SKU without a variant: its product can be made, or made complete, now. A product that is being sent
 * was put together without it, so its mark must not count.
 */
export function markTheseProductsDue(db: D1Database, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${shopProducts.due} = 1,
        ${shopProducts.version} = ${shopProducts.version} + 1 WHERE ${shopProducts.seqProduct} IN (SELECT value
        FROM json_each(?1))`,
    )
    .bind(jsonRows(seqProducts));
}
