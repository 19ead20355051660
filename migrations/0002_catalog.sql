-- The ERP's catalogue as last read. `hash` covers the row's own columns and the rule version: an equal hash costs no write.

CREATE TABLE products (
  seq_product    INTEGER NOT NULL PRIMARY KEY,
  title          TEXT    NOT NULL,
  description    TEXT,
  seq_brand      INTEGER,
  seq_category   INTEGER,
  keywords       TEXT,
  weighed        INTEGER NOT NULL DEFAULT 0,     -- 1: sold by weight
  multiple_milli INTEGER,                        -- sale multiple in thousandths of a kg; weighed goods only
  active         INTEGER NOT NULL DEFAULT 1,     -- indIntegraEcommerce
  hash           TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
-- A renamed brand or a moved branch marks its products. The two indexes cost two more writes for each changed product.
-- Without them every renamed category would read all products with their descriptions.
CREATE INDEX products_by_brand ON products (seq_brand);
CREATE INDEX products_by_category ON products (seq_category);

CREATE TABLE skus (
  seq_product   INTEGER NOT NULL,
  sku           TEXT    NOT NULL,                -- P{seqProduto}E{qtdEmbalagem}
  package_milli INTEGER NOT NULL,                -- base units in the package, in thousandths
  package_name  TEXT    NOT NULL,                -- embalagem: UN-1, CX-12
  ean           TEXT,                            -- valid GTIN or NULL
  active        INTEGER NOT NULL,
  weight_g      INTEGER,                         -- grams
  width_mm      INTEGER,                         -- millimetres
  height_mm     INTEGER,                         -- millimetres
  length_mm     INTEGER,                         -- millimetres
  hash          TEXT    NOT NULL,
  PRIMARY KEY (seq_product, sku)
) STRICT, WITHOUT ROWID;
-- Two active SKUs with one barcode: the lower key keeps it.
CREATE INDEX skus_by_ean ON skus (ean) WHERE ean IS NOT NULL;

-- A product's brand (marca).
CREATE TABLE brands (
  seq_brand INTEGER NOT NULL PRIMARY KEY,
  name      TEXT    NOT NULL,
  active    INTEGER NOT NULL,
  hash      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The tree that products hang in (categoria).
CREATE TABLE categories (
  seq_category INTEGER NOT NULL PRIMARY KEY,
  parent       INTEGER,                          -- NULL: a root; the parent may not be in the hub yet
  name         TEXT    NOT NULL,
  active       INTEGER NOT NULL,
  hash         TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX categories_by_parent ON categories (parent);
