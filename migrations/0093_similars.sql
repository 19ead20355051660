-- Similar products (indKit, TDN 883674530) and the limit per sale: they go to metafields beside the specifications.
ALTER TABLE products ADD COLUMN similars TEXT;             -- JSON: numbers of similar products, as the ERP lists them
ALTER TABLE products ADD COLUMN sale_limit_milli INTEGER;  -- of one sale, in units or kg; null: no limit
ALTER TABLE skus ADD COLUMN has_similars INTEGER NOT NULL DEFAULT 0; -- indKit: the ERP knows similar products

CREATE TABLE similars (
  seq_product INTEGER NOT NULL,
  source      TEXT NOT NULL,     -- 'erp', or 'csv': a list of a person, which counts before the ERP's
  place       INTEGER NOT NULL,
  similar     INTEGER NOT NULL,
  PRIMARY KEY (seq_product, source, place)
) STRICT, WITHOUT ROWID;
-- A similar product that comes to the shop makes those due that name it.
CREATE INDEX similars_by_similar ON similars (similar);
CREATE INDEX skus_with_similars ON skus (seq_product) WHERE has_similars = 1;
