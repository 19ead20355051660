-- The shop's side: which Shopify record stands for which ERP record, and what Shopify last accepted.
CREATE TABLE companies (
  company       INTEGER NOT NULL PRIMARY KEY,  -- nroEmpresa (loja)
  name          TEXT    NOT NULL,
  enabled       INTEGER NOT NULL DEFAULT 1,
  location_gid  TEXT,                          -- NULL: not mapped, its stock is not sent and is shown as such
  safety_milli  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX companies_by_location ON companies (location_gid) WHERE location_gid IS NOT NULL;

-- Where a (company, segment)'s prices go. Exactly one target is `base`: the reference company's.
CREATE TABLE price_targets (
  target  TEXT    NOT NULL PRIMARY KEY,        -- base, list-3-1 …
  kind    TEXT    NOT NULL,                    -- base | priceList | metafield
  company INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  gid     TEXT                                 -- price list, for kind priceList
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX price_targets_one_base ON price_targets (kind) WHERE kind = 'base';

-- A product is made of several ERP records, so `version` goes up in the page that changed one of them;
-- the publish computes the inputs, compares their hashes with what was sent, and clears `due` only at the same version.
CREATE TABLE shop_products (
  seq_product INTEGER NOT NULL PRIMARY KEY,
  version     INTEGER NOT NULL DEFAULT 1,
  due         INTEGER NOT NULL DEFAULT 1,
  product_gid TEXT,
  sent_set    TEXT,                            -- hash of the variant set last accepted by productSet
  sent_fields TEXT,                            -- hash of title, description, vendor, type, status … last accepted
  published   TEXT,                            -- hash of the publications it was last published to
  attempts    INTEGER NOT NULL DEFAULT 0,
  not_before  INTEGER NOT NULL DEFAULT 0       -- epoch ms: back-off after a failure that may pass
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_products_due ON shop_products (seq_product) WHERE due = 1;

CREATE TABLE shop_variants (
  seq_product        INTEGER NOT NULL,
  sku                TEXT    NOT NULL,
  variant_gid        TEXT    NOT NULL,
  inventory_item_gid TEXT    NOT NULL,
  tracked            INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (seq_product, sku)
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_prices (
  target             TEXT    NOT NULL,
  seq_product        INTEGER NOT NULL,
  sku                TEXT    NOT NULL,
  version            INTEGER NOT NULL DEFAULT 1,
  due                INTEGER NOT NULL DEFAULT 1,
  next_change_at     INTEGER,                  -- epoch ms: a promotion begins or ends; the row is due then
  sent_price_cents   INTEGER,
  sent_compare_cents INTEGER,
  attempts           INTEGER NOT NULL DEFAULT 0,
  not_before         INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (target, seq_product, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_prices_due ON shop_prices (target, seq_product, sku) WHERE due = 1;
CREATE INDEX shop_prices_next ON shop_prices (next_change_at) WHERE next_change_at IS NOT NULL;

-- A keyed call, stored with its exact lines before it is made: a repeat after a lost answer is the same request.
CREATE TABLE stock_calls (
  key        TEXT    NOT NULL PRIMARY KEY,     -- UUID, the idempotency key
  created_at INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  lines      TEXT    NOT NULL                  -- JSON: company, sku, hash, and the line as sent
) STRICT, WITHOUT ROWID;
