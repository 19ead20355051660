-- The catalogue in full: who owns a field, what Shopify last accepted of it, collections, Shopify's taxonomy.

-- JSON of src/catalog/catalog-settings.ts, under name 'catalog'; no row: its defaults.
CREATE TABLE catalog_settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A category of the ERP, and those below it that have no row of their own → a category of Shopify's product taxonomy.
CREATE TABLE category_taxonomy (
  seq_category INTEGER NOT NULL PRIMARY KEY,
  taxonomy_gid TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- JSON {field: [hashes]}: values of ours that may stand in Shopify. The first is what it last accepted, the second that same
-- value as Shopify shows it, the others were being sent when nobody heard the end; ["*"] = any (released, or never noted).
ALTER TABLE shop_products ADD COLUMN sent_values TEXT;
-- JSON {wanted: [tags last accepted], theirs: [those of them that somebody had put there before us]}
ALTER TABLE shop_products ADD COLUMN sent_tags TEXT;
-- JSON [fields]: edited by hand in Shopify, left alone until they are released
ALTER TABLE shop_products ADD COLUMN kept TEXT;

-- Variants that somebody deleted in Shopify and that are not made again by themselves (setting variantDeleted = report).
CREATE TABLE shop_variants_gone (
  seq_product INTEGER NOT NULL,
  sku         TEXT    NOT NULL,
  PRIMARY KEY (seq_product, sku)
) STRICT, WITHOUT ROWID;

-- One collection a category. Due: no row yet, or a title or a channel that differs from what was last accepted.
CREATE TABLE shop_collections (
  seq_category   INTEGER NOT NULL PRIMARY KEY,
  collection_gid TEXT,
  sent_title     TEXT,
  published      TEXT,                         -- JSON [publications], as in shop_products
  wait           TEXT,                         -- refused (and the title it was refused with), deleted: not tried again by itself
  attempts       INTEGER NOT NULL DEFAULT 0,
  not_before     INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
