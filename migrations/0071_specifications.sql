-- Specifications go to metafields: what each product, or package, shows of them.

CREATE TABLE shop_specifications (
  seq_product INTEGER NOT NULL PRIMARY KEY,
  version     INTEGER NOT NULL DEFAULT 1,
  due         INTEGER NOT NULL DEFAULT 1,        -- 2: the product is not in Shopify yet
  not_before  INTEGER NOT NULL DEFAULT 0,
  attempts    INTEGER NOT NULL DEFAULT 0,
  product_gid TEXT,                              -- the product that `sent` is about
  sent        TEXT                               -- JSON: metafields of ours, by owner and key
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_specifications_due ON shop_specifications (seq_product) WHERE due = 1;

-- What was loaded before is due as soon as a mapping names it.
INSERT INTO shop_specifications (seq_product, due) SELECT DISTINCT seq_product, 0 FROM specifications;

-- A record has no state of its own on its way: several may be one metafield.
DROP INDEX specifications_due;
ALTER TABLE specifications DROP COLUMN due;
ALTER TABLE specifications DROP COLUMN attempts;
ALTER TABLE specifications DROP COLUMN not_before;
