/** Due products with every part that their publish needs. */
import type { CatalogSettings } from "../../rules/catalog/settings.ts";
import type { LastPrice } from "../../rules/prices/creation-price.ts";
import { taxonomyOf } from "../../rules/catalog/collection.ts";
import type { KnownValues } from "../../rules/catalog/field-ownership.ts";
import type { ProductParts } from "../../rules/catalog/shop-product.ts";
import type { StoredPrice, StoredProduct, StoredSku } from "../../rules/catalog/hub-rows.ts";
import type { SentTags } from "../../rules/catalog/tags.ts";
import { readCatalogSettings } from "./settings.ts";
import { readClassifications } from "./categories.ts";
import type { Instant } from "../../ports.ts";
import { OWN_EAN } from "./barcodes.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { SHOP_TITLE } from "./shop-title.ts";
import { products, skus } from "../schema/catalog.ts";
import { priceTargets, prices, shopPrices } from "../schema/prices.ts";
import { shopProducts, shopVariants, shopVariantsDeleted } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

/**
 * `createStartedAt`: a create call was sent or is under way, so Shopify may have the product although the hub has no
 * gid. `unitPriceSent`: 1 = variants may show our price per kilogram. The hashes are of the last accepted values.
 * `published`: JSON list of the publications that have the product. `repairs`: how often a repair asked for all of this
 * again.
 */
export type SentParts = Readonly<
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
    | "repairs"
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
  /** SKUs whose variants may only be created from that instant on (C16). The rest of the product is sent now. */
  readonly waiting?: { readonly skus: readonly string[]; readonly until: Instant };
  readonly classification: ProductParts["classification"];
  readonly settings: CatalogSettings;
  /** Null: the product's own record is not in the hub (yet). */
  readonly product: StoredProduct | null;
  readonly skus: readonly StoredSku[];
  readonly variants: readonly KnownVariant[];
  readonly prices: ReadonlyMap<string, StoredPrice & { readonly version: number | null; readonly last?: LastPrice }>;
  /** By SKU, the companies whose stock the hub has. A new item is stocked there from the start. */
  readonly stockedAt: ReadonlyMap<string, readonly { readonly company: number; readonly location: string }[]>;
}

export type KnownVariant = Readonly<Pick<typeof shopVariants.$inferSelect, "sku" | "variantGid" | "inventoryItemGid">>;

/** The columns that a statement reads of one table. The row types are derived from them. */
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
  "repairs",
] as const;

const RECORD = ["description", "seqBrand", "seqCategory", "keywords", "weighed", "multipleMilli", "active"] as const;

const SKU = ["seqProduct", "sku", "packageMilli", "packageName", "active", "weightG"] as const;

const VARIANT = ["seqProduct", "sku", "variantGid", "inventoryItemGid"] as const;

const ERP_PRICE = ["normalCents", "promoCents", "promoFrom", "promoUntil", "promosLater", "onSale"] as const;

const SENT_PRICE = ["version", "erpPriceCents", "sentPriceCents", "approvedCents", "outcomeUnknown"] as const;

const PRICED = ["seqProduct", "sku"] as const;

/** The other side of a LEFT JOIN. */
type Joined<Row> = { readonly [Property in keyof Row]: Row[Property] | null };

type RawProduct = Readonly<Pick<typeof shopProducts.$inferSelect, (typeof ROW)[number]>> &
  Joined<Readonly<Pick<typeof products.$inferSelect, "title" | (typeof RECORD)[number]>>>;

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

// In SQLite, CROSS JOIN fixes the order of a join. Without it the planner starts with all prices or all stock.
/** A page of due products with all their parts. One batch is one transaction, so all parts are of one instant. */
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
      sqlText`SELECT ${columnList(shopProducts, ROW, "o")}, ${columnList(products, RECORD, "p")}, ${SHOP_TITLE} AS title
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
          AND c.${companies.locationGid} IS NOT NULL AND c.${companies.problem} IS NULL
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
  // Read after the versions: a change in between raises a version and makes the product due again.
  const { settings, taxonomy } = await readCatalogSettings(db);
  const classifications = await readClassifications(
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
    const { brandName, categoryPath } = classifications.get(due.seqProduct) ?? { brandName: null, categoryPath: [] };
    return {
      ...due,
      ...notesOf(raw),
      deletedSkus: (deletedOf.get(due.seqProduct) ?? []).map(({ sku }) => sku),
      classification: { brandName, categoryPath, taxonomyGid: taxonomyOf(categoryPath, taxonomy) ?? null },
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

/** Only product-marks.ts writes these JSON columns, so their shapes are known. */
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
