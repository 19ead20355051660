-- Orders and the ERP's events about them. No personal data: the order itself is read from Shopify whenever it is needed.

-- An order's state in the ERP.
CREATE TABLE orders (
  order_id          TEXT    NOT NULL PRIMARY KEY,  -- Shopify's numeric id; with seqCanalVenda the ERP's own key
  name              TEXT,                          -- #1001
  state             TEXT    NOT NULL,              -- see docs/architecture.md, "The order machine"
  version           INTEGER NOT NULL DEFAULT 1,    -- every step is WHERE version = ?
  reason            TEXT,                          -- why it is on hold or failed: a code
  found_by          TEXT    NOT NULL,              -- webhook | sweep | erp | person
  company           INTEGER,                       -- nroEmpresa
  total_cents       INTEGER,
  shop_updated_at   TEXT,                          -- Shopify's updatedAt, UTC with Z
  seq_pedido        INTEGER,                       -- the ERP's seqPedido
  nro_ped_venda     INTEGER,                       -- the ERP's nroPedVenda
  submitted_hash    TEXT,                          -- of the PedidoVenda that was submitted to the ERP
  submitted_at      INTEGER,                       -- epoch ms: the last POST began; an unknown outcome is checked after it
  imported_at       INTEGER,                       -- epoch ms: the hub learned of the import; stock stays reserved until a later stock run
  shown             TEXT,                          -- JSON: our metafields that Shopify last accepted for the order
  attempts          INTEGER NOT NULL DEFAULT 0,    -- checks in this state without a deciding response; the back-off's exponent
  next_at           INTEGER,                       -- epoch ms: check again then; NULL: only on an event. While leased: the lease's end
  lease             TEXT,                          -- UUID of the delivery that works on it
  lease_until       INTEGER NOT NULL DEFAULT 0,    -- epoch ms
  recheck_requested INTEGER NOT NULL DEFAULT 0,    -- 1: an event came while it was leased
  created_at        INTEGER NOT NULL,              -- epoch ms
  updated_at        INTEGER NOT NULL               -- epoch ms
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_next ON orders (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE order_timeline (
  order_id TEXT    NOT NULL,
  n        INTEGER NOT NULL,  -- number in the order
  at       INTEGER NOT NULL,  -- epoch ms
  step     TEXT    NOT NULL,
  cause    TEXT    NOT NULL,  -- webhook | sweep | erp-event | retry | person …
  outcome  TEXT    NOT NULL,
  detail   TEXT,
  PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;

-- What our orders reserve of a company's stock that the ERP has not subtracted yet (docs/stock.md).
CREATE TABLE order_reservations (
  company              INTEGER NOT NULL,
  sku                  TEXT    NOT NULL,
  order_id             TEXT    NOT NULL,
  seq_product          INTEGER NOT NULL,            -- the product that the SKU is a package of
  quantity_milli       INTEGER NOT NULL,            -- base units, thousandths
  imported_at          INTEGER,                     -- epoch ms; released once a stock run of the company began after it
  watermark_skipped_at INTEGER,                     -- epoch ms: an operator moved the stock load's watermark forward; only a full run that ended later releases it
  partially_released   INTEGER NOT NULL DEFAULT 0,  -- 1: counts only against packages of its product whose stock record is refused
  PRIMARY KEY (company, sku, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_reservations_by_order ON order_reservations (order_id);

CREATE TABLE erp_events (
  event_key   TEXT    NOT NULL PRIMARY KEY,         -- seqEvento, or the digest of what identifies a push: one event, one key
  order_id    TEXT    NOT NULL,                     -- idPedidoCanalVenda
  type        TEXT    NOT NULL,                     -- ALTERADO | FATURADO | CANCELADO | SEPARACAO
  happened_at TEXT    NOT NULL,                     -- dtaHorEvento, America/Sao_Paulo
  body        TEXT    NOT NULL,                     -- JSON of the event in our names; no personal data
  state       TEXT    NOT NULL DEFAULT 'received',  -- received | applied | waiting | cleared (an operator released a waiting invoice) | desk
  received_at INTEGER NOT NULL,                     -- epoch ms
  applied_at  INTEGER                               -- epoch ms
) STRICT, WITHOUT ROWID;
CREATE INDEX erp_events_by_order ON erp_events (order_id, happened_at);
CREATE INDEX erp_events_received ON erp_events (received_at) WHERE state = 'received';

CREATE TABLE webhook_deliveries (
  event_id    TEXT    NOT NULL,            -- X-Shopify-Event-Id
  topic       TEXT    NOT NULL,
  received_at INTEGER NOT NULL,            -- epoch ms
  sent        INTEGER NOT NULL DEFAULT 0,  -- 1: its message is in the queue; 0 and some seconds old: the Worker that accepted it died
  PRIMARY KEY (event_id, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_forms (
  gateway         TEXT    NOT NULL PRIMARY KEY,  -- Shopify's gateway
  seq_forma_pagto INTEGER NOT NULL               -- the ERP's seqFormaPagto
) STRICT, WITHOUT ROWID;
