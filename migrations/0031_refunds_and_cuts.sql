-- Refunds that Shopify recorded on orders which the ERP has: the feed GET /erp/refunds. No personal data.
CREATE TABLE shop_refunds (
  n           INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  -- the feed's cursor: never given twice, also after old rows are deleted
  refund_id   TEXT    NOT NULL,  -- Shopify's numeric id; a refund whose amount changes gets a new n
  order_id    TEXT    NOT NULL,
  refunded_at TEXT    NOT NULL,  -- Shopify's createdAt, UTC with Z
  total_cents INTEGER NOT NULL,  -- money that has gone back
  lines       TEXT    NOT NULL,  -- JSON: sku, quantity in Shopify's units, subtotalCents, restock
  recorded_at INTEGER NOT NULL   -- epoch ms
) STRICT;
CREATE UNIQUE INDEX shop_refunds_by_id ON shop_refunds (refund_id);
CREATE INDEX shop_refunds_by_order ON shop_refunds (order_id);
CREATE INDEX shop_refunds_by_record ON shop_refunds (recorded_at);

-- SKUs that a store cut from orders since its last count of them, although the ERP says that there are some.
CREATE TABLE stock_cuts (
  company     INTEGER NOT NULL,
  sku         TEXT    NOT NULL,
  seq_product INTEGER NOT NULL,
  events      TEXT    NOT NULL,  -- JSON: keys of the ERP's events that cut it, each once
  counted_on  TEXT,              -- dateOnBalanceSystem as first seen after the first cut; another one ends the row
  held_at     INTEGER,           -- epoch ms: nothing is for sale there from then on; NULL: too few cuts
  last_cut_at INTEGER NOT NULL,  -- epoch ms
  PRIMARY KEY (company, sku)
) STRICT, WITHOUT ROWID;
