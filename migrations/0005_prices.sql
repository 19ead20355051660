-- Prices of the ERP, where they are published, and what Shopify last accepted.

-- The ERP's prices as last read; `hash` as in the catalogue.
CREATE TABLE prices (
  company      INTEGER NOT NULL,  -- nroEmpresa
  segment      INTEGER NOT NULL,  -- nroSegmento
  sku          TEXT    NOT NULL,
  seq_product  INTEGER NOT NULL,  -- the product that the SKU is a package of
  normal_cents INTEGER NOT NULL,  -- of the package; of 1 kg when weighed
  promo_cents  INTEGER,           -- NULL: no promotion
  promo_from   INTEGER,           -- epoch ms: first instant of the promotion (America/Sao_Paulo already applied)
  promo_until  INTEGER,           -- epoch ms: first instant after it
  on_sale      INTEGER NOT NULL,  -- 1: statusVenda = 'A'
  hash         TEXT    NOT NULL,
  PRIMARY KEY (company, segment, sku)
) STRICT, WITHOUT ROWID;

-- The prices of a (company, segment) may have any number of targets: the shop's own price, price lists, the metafield.
-- Exactly one target is `base`: the reference company's.
CREATE TABLE price_targets (
  target           TEXT    NOT NULL PRIMARY KEY,  -- base, list-3-1 …
  kind             TEXT    NOT NULL,              -- base | priceList | metafield
  company          INTEGER NOT NULL,              -- nroEmpresa
  segment          INTEGER NOT NULL,              -- nroSegmento
  gid              TEXT,                          -- of the price list, for kind priceList
  drop_max_percent INTEGER NOT NULL DEFAULT 80,   -- a steeper drop since the last price waits for approval
  removing         INTEGER NOT NULL DEFAULT 0,    -- 1: no longer mapped; its prices are being removed, then the row
  backfill_after   TEXT,                          -- prices read before the target existed are added after this SKU; NULL: done
  not_before       INTEGER NOT NULL DEFAULT 0     -- epoch ms: the list is locked or deleted; try again then
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX price_targets_one_base ON price_targets (kind) WHERE kind = 'base';
CREATE INDEX price_targets_by_company ON price_targets (company);
CREATE UNIQUE INDEX price_targets_by_list ON price_targets (gid) WHERE kind = 'priceList';

-- erp_price, pending and approved cents are in the ERP's terms (a package; 1 kg of weighed goods): a new sale multiple is no drop.
CREATE TABLE shop_prices (
  target             TEXT    NOT NULL,            -- of price_targets
  seq_product        INTEGER NOT NULL,
  sku                TEXT    NOT NULL,
  version            INTEGER NOT NULL DEFAULT 1,  -- rises with every mark; `due` is cleared only at the same version
  due                INTEGER NOT NULL DEFAULT 1,  -- 1: the lane must compare it
  next_change_at     INTEGER,                     -- epoch ms: a promotion begins or ends; the row is due then
  sent_price_cents   INTEGER,                     -- last accepted; NULL: none
  sent_compare_cents INTEGER,                     -- compareAtPrice last accepted; NULL: none
  attempts           INTEGER NOT NULL DEFAULT 0,  -- failures in a row
  not_before         INTEGER NOT NULL DEFAULT 0,  -- epoch ms: back-off
  erp_price_cents    INTEGER,                     -- the ERP's price as last published; 0: seen, never published; NULL: unknown
  pending_cents      INTEGER,                     -- not published: it dropped too far
  approved_cents     INTEGER,                     -- an operator's approval: this price, once
  locked_by          TEXT,                        -- bulk_jobs.id: until its result is read no single call is sent
  outcome_unknown    INTEGER NOT NULL DEFAULT 0,  -- 1: a call's response was lost; Shopify may show its price until the next response
  PRIMARY KEY (target, seq_product, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_prices_due ON shop_prices (target, seq_product, sku) WHERE due = 1;
CREATE INDEX shop_prices_next ON shop_prices (next_change_at) WHERE next_change_at IS NOT NULL;
CREATE INDEX shop_prices_pending ON shop_prices (target, seq_product, sku) WHERE pending_cents IS NOT NULL;
