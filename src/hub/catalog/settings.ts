/**
 * The operator's settings of the catalogue. A change makes every product due, in
 * portions (src/hub/loads/marking.ts); an unchanged product costs no call.
 */
import { and, eq, gt, isNotNull, ne } from "drizzle-orm";
import {
  catalogSettings as settingsSchema,
  DEFAULT_SETTINGS,
  type CatalogSettings,
} from "../../rules/catalog/settings.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { beginMarkingProducts } from "../loads/marking.ts";
import { retryRefused } from "../stock/parked-stock.ts";
import { DUE_RESET } from "./products.ts";
import { FIELDS_UNSENT, NOTHING_SENT, REPAIRED, SET_UNSENT } from "./unsent.ts";
import { sqlText } from "../d1/sql-text.ts";
import { catalogSettings, categoryTaxonomy, shopProducts, shopVariants, shopVariantsDeleted } from "../schema/shop.ts";

/** The one row of `catalog_settings`. */
const CATALOG = "catalog";

export interface CatalogDecisions {
  readonly settings: CatalogSettings;
  /** seqCategoria → category of Shopify's taxonomy. */
  readonly taxonomy: ReadonlyMap<number, string>;
}

export async function readCatalogSettings(db: D1Database): Promise<CatalogDecisions> {
  const orm = plain(db);
  const [[row], taxonomy] = await orm.batch([
    orm.select().from(catalogSettings).where(eq(catalogSettings.name, CATALOG)),
    orm.select().from(categoryTaxonomy),
  ]);
  return {
    // An earlier release may have stored fewer settings: each missing one has its default.
    settings: row ? settingsSchema.parse(JSON.parse(row.value)) : DEFAULT_SETTINGS,
    taxonomy: new Map(taxonomy.map(({ seqCategory, taxonomyGid }) => [seqCategory, taxonomyGid])),
  };
}

/** @param along dependent statements for the same batch */
export async function saveCatalogSettings(
  db: D1Database,
  settings: CatalogSettings,
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const value = JSON.stringify(settings);
  const saved = plain(db)
    .insert(catalogSettings)
    .values({ name: CATALOG, value })
    .onConflictDoUpdate({ target: catalogSettings.name, set: { value } });
  await db.batch([prepared(db, saved), beginMarkingProducts(db), ...along]);
}

/** Replaces the whole mapping. @param along dependent statements for the same batch */
export async function saveTaxonomy(
  db: D1Database,
  mapping: readonly { readonly seqCategory: number; readonly taxonomyGid: string }[],
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  await db.batch([
    prepared(db, plain(db).delete(categoryTaxonomy)),
    db
      .prepare(
        sqlText`INSERT INTO ${categoryTaxonomy} (${categoryTaxonomy.seqCategory}, ${categoryTaxonomy.taxonomyGid})
         SELECT value ->> 'seqCategory', value ->> 'taxonomyGid' FROM json_each(?1)`,
      )
      .bind(jsonRows(mapping)),
    beginMarkingProducts(db),
    ...along,
  ]);
}

/** Fields that an operator may return to the ERP, by setting name. */
export interface Release {
  readonly seqProduct: number;
  /** Names as in `merchant_fields`. */
  readonly fields: readonly string[];
}

/** Products with fields that the merchant edited in Shopify; the connector leaves these fields alone. */
export async function readMerchantFields(
  db: D1Database,
  after: number,
  limit: number,
): Promise<readonly { readonly seqProduct: number; readonly fields: readonly string[] }[]> {
  const { seqProduct, merchantFields } = shopProducts;
  const rows = await plain(db)
    .select({ seqProduct, merchantFields })
    .from(shopProducts)
    .where(and(gt(seqProduct, after), isNotNull(merchantFields), ne(merchantFields, "[]")))
    .orderBy(seqProduct)
    .limit(limit);
  return rows.map((row) => ({
    seqProduct: row.seqProduct,
    fields: JSON.parse(row.merchantFields ?? "[]") as readonly string[],
  }));
}

/** Returns these fields to the ERP, whatever Shopify shows. @returns whether the product is known */
export async function resetMerchantFields(db: D1Database, { seqProduct, fields }: Release): Promise<boolean> {
  const names = jsonRows(fields);
  const { meta } = await db
    .prepare(
      sqlText`UPDATE ${shopProducts}
          SET ${shopProducts.merchantFields} = (SELECT json_group_array(k.value)
            FROM json_each(COALESCE(${shopProducts}.${shopProducts.merchantFields}, '[]')) AS k
                       WHERE k.value NOT IN (SELECT value FROM json_each(?2))),
              ${shopProducts.sentValues} = json_patch(COALESCE(${shopProducts.sentValues}, '{}'),
                                       (SELECT json_group_object(value, json('["","*"]')) FROM json_each(?2))),
              ${FIELDS_UNSENT}, ${REPAIRED}, ${DUE_RESET}
        WHERE ${shopProducts.seqProduct} = ?1`,
    )
    .bind(seqProduct, names)
    .run();
  return meta.changes > 0;
}

/** Requests a variant, or a product with all its variants, that the merchant deleted in Shopify. */
export async function recreate(db: D1Database, seqProduct: number, sku: string | null): Promise<boolean> {
  const orm = plain(db);
  const ofSku = sku === null ? undefined : eq(shopVariantsDeleted.sku, sku);
  const [{ meta } = { meta: { changes: 0 } }] = await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${shopProducts} SET ${DUE_RESET}, ${REPAIRED}, ${sku === null ? NOTHING_SENT : SET_UNSENT}
          WHERE ${shopProducts.seqProduct} = ?1`,
      )
      .bind(seqProduct),
    prepared(db, orm.delete(shopVariantsDeleted).where(and(eq(shopVariantsDeleted.seqProduct, seqProduct), ofSku))),
    ...(sku === null ? [prepared(db, orm.delete(shopVariants).where(eq(shopVariants.seqProduct, seqProduct)))] : []),
    retryRefused(db, seqProduct),
  ]);
  return meta.changes > 0;
}
