-- What the ERP last said. `hash` is over the row's own columns plus the rule version: an equal hash costs no write.
CREATE TABLE products (
  seq_product      INTEGER NOT NULL PRIMARY KEY,
  title            TEXT    NOT NULL,
  description      TEXT,
  seq_brand        INTEGER,
  seq_category     INTEGER,
  keywords         TEXT,
  weighed          INTEGER NOT NULL DEFAULT 0,
  multiple_milli   INTEGER,                    -- sale multiple in thousandths of a kg; weighed goods only
  active           INTEGER NOT NULL DEFAULT 1, -- indIntegraEcommerce
  hash             TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE skus (
  seq_product   INTEGER NOT NULL,
  sku           TEXT    NOT NULL,              -- P{seqProduto}E{qtdEmbalagem}
  package_milli INTEGER NOT NULL,              -- units in the package, in thousandths
  package_name  TEXT    NOT NULL,              -- embalagem: UN-1, CX-12
  ean           TEXT,                          -- valid GTIN or NULL
  active        INTEGER NOT NULL,
  weight_g      INTEGER,
  width_mm      INTEGER,
  height_mm     INTEGER,
  length_mm     INTEGER,
  hash          TEXT    NOT NULL,
  PRIMARY KEY (seq_product, sku)
) STRICT, WITHOUT ROWID;

CREATE TABLE prices (
  company      INTEGER NOT NULL,
  segment      INTEGER NOT NULL,
  sku          TEXT    NOT NULL,
  normal_cents INTEGER NOT NULL,               -- of the package; of 1 kg when weighed
  promo_cents  INTEGER,
  promo_from   INTEGER,                        -- epoch ms, first instant of the promotion (America/Sao_Paulo already applied)
  promo_until  INTEGER,                        -- epoch ms, first instant after it
  on_sale      INTEGER NOT NULL,               -- statusVenda = 'A'
  hash         TEXT    NOT NULL,
  PRIMARY KEY (company, segment, sku)
) STRICT, WITHOUT ROWID;

-- Stock is the hottest table: desired and sent stand in one row, so a change costs two writes.
CREATE TABLE stock (
  company        INTEGER NOT NULL,
  sku            TEXT    NOT NULL,
  quantity_milli INTEGER NOT NULL,             -- base units (pieces or kg), thousandths, net of the ERP's reservations
  unlimited      INTEGER NOT NULL DEFAULT 0,
  hash           TEXT    NOT NULL,
  sent           TEXT,                         -- the hash Shopify last accepted; NULL: send again
  sent_quantity  INTEGER,                      -- whole units Shopify last accepted: the next changeFromQuantity
  level_active   INTEGER NOT NULL DEFAULT 0,   -- the item is active at the company's location
  wait           TEXT,                         -- why it cannot go yet (no-variant …); waiting rows are not due
  PRIMARY KEY (company, sku)
) STRICT, WITHOUT ROWID;
-- With `company = ?` the planner prefers the primary key: ask it INDEXED BY stock_due.
CREATE INDEX stock_due ON stock (company, sku) WHERE sent IS NOT hash AND wait IS NULL;
