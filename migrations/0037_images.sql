-- Pictures. What the sources said of each product (images), the bytes and Shopify's file of each (image_files), what
-- each product shows in Shopify (shop_media), and texts of the same collection that are no pictures (specifications).

CREATE TABLE images (
  seq_product   INTEGER NOT NULL,
  source        TEXT    NOT NULL,            -- erp:5501 | api:P919E1/0 | inbox:P919E1/0
  sku           TEXT    NOT NULL,            -- the package that the picture shows
  main          INTEGER NOT NULL,            -- 1: the source calls it the main picture
  place         INTEGER NOT NULL,            -- order within its product
  url           TEXT,                        -- https; NULL: the bytes came with the record
  active        INTEGER NOT NULL,
  hash          TEXT    NOT NULL,
  content       TEXT,                        -- SHA-256 of the stored picture; NULL: none yet
  etag          TEXT,
  last_modified TEXT,
  fetch_at      INTEGER,                     -- epoch ms; when the address is asked again. NULL: never
  attempts      INTEGER NOT NULL DEFAULT 0,  -- failed fetches in a row
  PRIMARY KEY (seq_product, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX images_due ON images (fetch_at) WHERE fetch_at IS NOT NULL;
CREATE INDEX images_by_content ON images (content) WHERE content IS NOT NULL AND active = 1;

-- One row a picture by its bytes; the object in R2 is sha256/<first two>/<content>.
CREATE TABLE image_files (
  content           TEXT    NOT NULL PRIMARY KEY,
  type              TEXT    NOT NULL,            -- image/jpeg …, by the bytes
  bytes             INTEGER NOT NULL,
  width             INTEGER NOT NULL,
  height            INTEGER NOT NULL,
  stored_at         INTEGER NOT NULL,
  placeholder       INTEGER NOT NULL DEFAULT 0,  -- 1: too many unrelated products have it, so it counts as none
  state             TEXT    NOT NULL DEFAULT 'stored',  -- stored | creating | processing | ready | failed
  file_gid          TEXT,
  create_started_at INTEGER,                     -- before fileCreate: its response may be lost
  next_at           INTEGER,                     -- epoch ms; when Shopify is asked about it again
  attempts          INTEGER NOT NULL DEFAULT 0,
  alt               TEXT,                        -- as last accepted
  unused_since      INTEGER                      -- no picture row refers to it since then
) STRICT, WITHOUT ROWID;
CREATE INDEX image_files_due ON image_files (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX image_files_by_gid ON image_files (file_gid) WHERE file_gid IS NOT NULL;
CREATE INDEX image_files_unused ON image_files (unused_since) WHERE unused_since IS NOT NULL;
CREATE INDEX image_files_failed ON image_files (content) WHERE state = 'failed';

CREATE TABLE shop_media (
  seq_product INTEGER NOT NULL PRIMARY KEY,
  version     INTEGER NOT NULL DEFAULT 1,
  due         INTEGER NOT NULL DEFAULT 1,        -- 2: the product is not in Shopify yet
  not_before  INTEGER NOT NULL DEFAULT 0,
  attempts    INTEGER NOT NULL DEFAULT 0,
  product_gid TEXT,                              -- the product that `sent` is about
  sent        TEXT                               -- JSON: our files on it, the variants', and their order
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_media_due ON shop_media (seq_product) WHERE due = 1;

CREATE TABLE specifications (
  seq_product INTEGER NOT NULL,
  source      TEXT    NOT NULL,                  -- erp:5502
  sku         TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  value       TEXT    NOT NULL,
  active      INTEGER NOT NULL,
  hash        TEXT    NOT NULL,
  due         INTEGER NOT NULL DEFAULT 1,
  attempts    INTEGER NOT NULL DEFAULT 0,
  not_before  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (seq_product, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX specifications_due ON specifications (seq_product, source) WHERE due = 1;
