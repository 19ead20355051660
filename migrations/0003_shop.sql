-- The shop's catalogue: which Shopify record stands for which ERP record, and what Shopify last accepted.

-- A product is made of several ERP records, so `version` rises in the page that changed one of them. The lane computes
-- the inputs, compares their hashes with those last accepted, and clears `due` only at the same version.
CREATE TABLE shop_products (
  seq_product INTEGER NOT NULL PRIMARY KEY,
  version     INTEGER NOT NULL DEFAULT 1,
  due         INTEGER NOT NULL DEFAULT 1,        -- 1: the lane must compare it
  product_gid TEXT,                              -- NULL: not in Shopify, as far as the hub knows
  create_started_at  INTEGER,                    -- epoch ms: a create call was or is on its way, so Shopify may have the product
  sent_set           TEXT,                       -- hash of the variant set that productSet last accepted
  sent_fields_hash   TEXT,                       -- hash of title, description, vendor, type, status, tags … last accepted
  sent_variants_hash TEXT,                       -- hash of barcodes, weights and unit prices last accepted
  sent_units_hash    TEXT,                       -- hash of what turns ERP quantities into units, as the stock was last made due for
  unit_price_sent    INTEGER NOT NULL DEFAULT 0, -- 1: variants may show a price per kilogram of ours
  published   TEXT,                              -- hash of the publications it was last published to
  attempts    INTEGER NOT NULL DEFAULT 0,        -- failures in a row
  not_before  INTEGER NOT NULL DEFAULT 0,        -- epoch ms: back-off after a failure that may pass
  locked_by   TEXT,                              -- bulk_jobs.id: until its result is read no single call is sent
  sent_values TEXT,                              -- JSON {field: [hashes]}: values of ours that Shopify may show. First the one it last
                                                 -- accepted, second the same as Shopify shows it, then values of calls whose
                                                 -- response was lost. ["*"]: any value (released, or never recorded)
  sent_tags   TEXT,                              -- JSON {wanted: [tags last accepted], theirs: [those of them that were there before us],
                                                 -- outcomeUnknown: true when the response of a later call was lost}
  merchant_fields TEXT                           -- JSON [fields]: edited by hand in Shopify, left alone until they are released
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_products_due ON shop_products (seq_product) WHERE due = 1;

CREATE TABLE shop_variants (
  seq_product        INTEGER NOT NULL,
  sku                TEXT    NOT NULL,
  variant_gid        TEXT    NOT NULL,
  inventory_item_gid TEXT    NOT NULL,
  tracked            INTEGER NOT NULL DEFAULT 1, -- 1: Shopify counts its stock
  PRIMARY KEY (seq_product, sku)
) STRICT, WITHOUT ROWID;

-- Variants that were deleted by hand in Shopify and are not created again by themselves (setting variantDeleted = report).
CREATE TABLE shop_variants_deleted (
  seq_product INTEGER NOT NULL,
  sku         TEXT    NOT NULL,
  PRIMARY KEY (seq_product, sku)
) STRICT, WITHOUT ROWID;

-- One collection per category. Due: no row yet, or a title or a channel that differs from the one last accepted.
CREATE TABLE shop_collections (
  seq_category   INTEGER NOT NULL PRIMARY KEY,
  collection_gid TEXT,
  sent_title     TEXT,
  published      TEXT,                           -- JSON [publications], as in shop_products
  parked_reason  TEXT,                           -- refused (and the refused title), deleted: not tried again by itself
  attempts       INTEGER NOT NULL DEFAULT 0,     -- failures in a row
  not_before     INTEGER NOT NULL DEFAULT 0      -- epoch ms: back-off
) STRICT, WITHOUT ROWID;

-- An ERP category, and those below it without a row of their own → a category of Shopify's product taxonomy.
CREATE TABLE category_taxonomy (
  seq_category INTEGER NOT NULL PRIMARY KEY,
  taxonomy_gid TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- JSON of src/rules/catalog/catalog-settings.ts under the name 'catalog'; no row: its defaults.
CREATE TABLE catalog_settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How many variants the shop has, and how many it may still create today. Below Plus, a shop of 50,000 variants may
-- create 1,000 a day. One row.
CREATE TABLE variant_limit (
  id                 INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  checked_at         INTEGER NOT NULL DEFAULT 0, -- epoch ms: Shopify was asked
  plus               INTEGER NOT NULL DEFAULT 0, -- 1: no limit
  shop_variant_count INTEGER NOT NULL DEFAULT 0, -- Shopify's count, and our creations since
  waiting            INTEGER NOT NULL DEFAULT 0, -- SKUs for sale without a variant, counted at the last check
  day                INTEGER NOT NULL DEFAULT 0, -- days since 1970-01-01 UTC
  created_today      INTEGER NOT NULL DEFAULT 0, -- variants that we created on that day
  blocked_until      INTEGER NOT NULL DEFAULT 0, -- epoch ms: Shopify refused a create with 429
  warning_opened_at  INTEGER                     -- epoch ms: the desk entry about the plan was opened
) STRICT, WITHOUT ROWID;
INSERT INTO variant_limit (id) VALUES (1);
