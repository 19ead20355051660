-- What the ERP calls a product's brand (marca) and the tree it hangs it into (categoria).
CREATE TABLE brands (
  seq_brand INTEGER NOT NULL PRIMARY KEY,
  name      TEXT    NOT NULL,
  active    INTEGER NOT NULL,
  hash      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE categories (
  seq_category INTEGER NOT NULL PRIMARY KEY,
  parent       INTEGER,                        -- NULL: a root; it may name a category that is not (yet) here
  name         TEXT    NOT NULL,
  active       INTEGER NOT NULL,
  hash         TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX categories_by_parent ON categories (parent);

-- A renamed brand or a moved branch marks its products. Two more rows written for a changed product, which is some
-- thousands a day; without them every renamed category would read all products with their descriptions.
CREATE INDEX products_by_brand ON products (seq_brand);
CREATE INDEX products_by_category ON products (seq_category);
