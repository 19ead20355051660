/** What an operator decided of the catalogue. A change makes every product due: what comes out the same costs no call. */
import { catalogSettings, DEFAULT_SETTINGS, type CatalogSettings } from "../../rules/catalog/settings.ts";
import { jsonRows } from "../d1/json.ts";
import { retryRefused } from "../stock/parked-stock.ts";

export interface CatalogDecisions {
  readonly settings: CatalogSettings;
  /** seqCategoria → category of Shopify's taxonomy. */
  readonly taxonomy: ReadonlyMap<number, string>;
}

export async function readCatalogSettings(db: D1Database): Promise<CatalogDecisions> {
  const [rows, taxonomy] = (await db.batch([
    db.prepare("SELECT value FROM catalog_settings WHERE name = 'catalog'"),
    db.prepare("SELECT seq_category AS seq, taxonomy_gid AS gid FROM category_taxonomy"),
  ])) as [D1Result<{ value: string }>, D1Result<{ seq: number; gid: string }>];
  const [row] = rows.results;
  return {
    // Written by a release that knew fewer settings: what is missing is its default.
    settings: row ? catalogSettings.parse(JSON.parse(row.value)) : DEFAULT_SETTINGS,
    taxonomy: new Map(taxonomy.results.map(({ seq, gid }) => [seq, gid])),
  };
}

export async function saveCatalogSettings(db: D1Database, settings: CatalogSettings): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO catalog_settings (name, value) VALUES ('catalog', ?1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      )
      .bind(JSON.stringify(settings)),
    allDue(db),
  ]);
}

/** Replaces the whole mapping. */
export async function saveTaxonomy(
  db: D1Database,
  mapping: readonly { readonly seqCategory: number; readonly taxonomyGid: string }[],
): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM category_taxonomy"),
    db
      .prepare(
        `INSERT INTO category_taxonomy (seq_category, taxonomy_gid)
         SELECT value ->> 'seqCategory', value ->> 'taxonomyGid' FROM json_each(?1)`,
      )
      .bind(jsonRows(mapping)),
    allDue(db),
  ]);
}

const allDue = (db: D1Database): D1PreparedStatement =>
  db.prepare("UPDATE shop_products SET due = 1, version = version + 1, attempts = 0, not_before = 0");

/** What a person may give back to the ERP, by its setting's name. */
export interface Release {
  readonly seqProduct: number;
  /** Names as in `kept`. */
  readonly fields: readonly string[];
}

/** Products with fields that somebody edited in Shopify and that are left alone. */
export async function readKept(
  db: D1Database,
  after: number,
  limit: number,
): Promise<readonly { readonly seqProduct: number; readonly fields: readonly string[] }[]> {
  const { results } = await db
    .prepare(
      `SELECT seq_product AS seqProduct, kept FROM shop_products
        WHERE seq_product > ?1 AND kept IS NOT NULL AND kept <> '[]' ORDER BY seq_product LIMIT ?2`,
    )
    .bind(after, limit)
    .all<{ seqProduct: number; kept: string }>();
  return results.map(({ seqProduct, kept }) => ({ seqProduct, fields: JSON.parse(kept) as readonly string[] }));
}

/** These fields are the ERP's again, whatever stands in Shopify. @returns whether the product is known. */
export async function releaseFields(db: D1Database, { seqProduct, fields }: Release): Promise<boolean> {
  const names = jsonRows(fields);
  const { meta } = await db
    .prepare(
      `UPDATE shop_products
          SET kept = (SELECT json_group_array(k.value) FROM json_each(COALESCE(shop_products.kept, '[]')) AS k
                       WHERE k.value NOT IN (SELECT value FROM json_each(?2))),
              sent_values = json_patch(COALESCE(sent_values, '{}'),
                                       (SELECT json_group_object(value, json('["","*"]')) FROM json_each(?2))),
              sent_fields = substr(sent_fields, instr(sent_fields, '.')), due = 1, version = version + 1, attempts = 0, not_before = 0
        WHERE seq_product = ?1`,
    )
    .bind(seqProduct, names)
    .run();
  return meta.changes > 0;
}

/** A variant, or a product with all its variants, that somebody deleted in Shopify is made again. */
export async function recreate(db: D1Database, seqProduct: number, sku: string | null): Promise<boolean> {
  const [{ meta } = { meta: { changes: 0 } }] = await db.batch([
    db
      .prepare(
        `UPDATE shop_products SET due = 1, version = version + 1, attempts = 0, not_before = 0, sent_set = NULL${
          sku === null
            ? ", product_gid = NULL, sent_fields = NULL, sent_values = NULL, sent_tags = NULL, kept = NULL, published = NULL"
            : ""
        } WHERE seq_product = ?1`,
      )
      .bind(seqProduct),
    sku === null
      ? db.prepare("DELETE FROM shop_variants_gone WHERE seq_product = ?1").bind(seqProduct)
      : db.prepare("DELETE FROM shop_variants_gone WHERE seq_product = ?1 AND sku = ?2").bind(seqProduct, sku),
    ...(sku === null ? [db.prepare("DELETE FROM shop_variants WHERE seq_product = ?1").bind(seqProduct)] : []),
    retryRefused(db, seqProduct),
  ]);
  return meta.changes > 0;
}
