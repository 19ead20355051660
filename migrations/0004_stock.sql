-- Companies and their stock.

CREATE TABLE companies (
  company      INTEGER NOT NULL PRIMARY KEY,      -- nroEmpresa (loja)
  name         TEXT    NOT NULL,
  enabled      INTEGER NOT NULL DEFAULT 1,
  location_gid TEXT,                              -- NULL: not mapped; its stock is not sent and the report shows it
  safety_milli INTEGER NOT NULL DEFAULT 0,        -- safety stock, base units, thousandths
  quantity_in  TEXT    NOT NULL DEFAULT 'units',  -- units | packages: what ProdutoEstoque counts at this installation
  problem      TEXT                               -- location-inactive: Shopify has no such active location; nothing is sent until it has
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX companies_by_location ON companies (location_gid) WHERE location_gid IS NOT NULL;

-- The hottest table: desired and sent stand in one row, so that a change costs two writes.
CREATE TABLE stock (
  company          INTEGER NOT NULL,
  sku              TEXT    NOT NULL,
  seq_product      INTEGER NOT NULL,            -- the product that the SKU is a package of
  quantity_milli   INTEGER NOT NULL,            -- base units (pieces or kg), thousandths, net of the ERP's reservations
  unlimited        INTEGER NOT NULL DEFAULT 0,  -- 1: the ERP sells it without counting
  hash             TEXT    NOT NULL,
  sent             TEXT,                        -- the hash that Shopify last accepted; NULL: send again
  sent_quantity    INTEGER,                     -- whole units that Shopify last accepted: the next changeFromQuantity
  level_active     INTEGER NOT NULL DEFAULT 0,  -- 1: the item is active at the company's location
  parked_reason    TEXT,                        -- why it cannot be sent yet (no-variant, item-deleted, item-refused); such a row is not due
  external_changes INTEGER NOT NULL DEFAULT 0,  -- how often Shopify moved the level itself (an order, its edit, its cancellation).
                                                -- +2 and -2 count twice: what was read or sent before is out of date
  failed_attempts  INTEGER NOT NULL DEFAULT 0,  -- refusals in a row for an item that Shopify still lists: backs off
  PRIMARY KEY (company, sku)
) STRICT, WITHOUT ROWID;
-- With `company = ?` the planner prefers the primary key: read it INDEXED BY stock_due.
CREATE INDEX stock_due ON stock (company, sku) WHERE sent IS NOT hash AND parked_reason IS NULL;

-- A keyed call, stored with its exact lines before it is made: a repeat after a lost response is the same request.
CREATE TABLE stock_calls (
  key        TEXT    NOT NULL PRIMARY KEY,  -- UUID, the idempotency key
  created_at INTEGER NOT NULL,              -- epoch ms
  attempts   INTEGER NOT NULL DEFAULT 0,
  lines      TEXT    NOT NULL               -- JSON: company, sku, hash, and the line as sent
) STRICT, WITHOUT ROWID;
