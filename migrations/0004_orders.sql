-- An order's state in the ERP. No personal data: the order itself is read again from Shopify whenever it is needed.
CREATE TABLE orders (
  order_id        TEXT    NOT NULL PRIMARY KEY, -- Shopify's numeric id; with seqCanalVenda the ERP's own key
  name            TEXT,                         -- #1001
  state           TEXT    NOT NULL,             -- see docs/architecture.md, "The order machine"
  version         INTEGER NOT NULL DEFAULT 1,   -- every step is WHERE version = ?
  reason          TEXT,                         -- why it is held or failed: a code, its words stand in src/orders
  found_by        TEXT    NOT NULL,             -- webhook | sweep | erp | person
  company         INTEGER,
  total_cents     INTEGER,
  shop_updated_at TEXT,
  seq_pedido      INTEGER,
  nro_ped_venda   INTEGER,
  submitted_hash  TEXT,                         -- of the PedidoVenda the ERP was told
  told_at         INTEGER,                      -- epoch ms of the last POST begun: an unknown outcome is asked about after it
  imported_at     INTEGER,                      -- epoch ms at which we learned of the import; its stock stays reserved until a later stock run
  shown           TEXT,                         -- JSON: the metafields of ours that the Shopify order last accepted (its "sent")
  attempts        INTEGER NOT NULL DEFAULT 0,   -- questions in this state without an answer that decides; the back-off's exponent
  next_at         INTEGER,                      -- epoch ms: look again then; NULL: only on news. While somebody is at it: his lease's end
  lease           TEXT,
  lease_until     INTEGER NOT NULL DEFAULT 0,
  again           INTEGER NOT NULL DEFAULT 0,   -- news came while somebody was at it
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_next ON orders (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE order_timeline (
  order_id TEXT    NOT NULL,
  n        INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  step     TEXT    NOT NULL,
  cause    TEXT    NOT NULL,                    -- webhook | sweep | erp-event | retry | person …
  outcome  TEXT    NOT NULL,
  detail   TEXT,
  PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;

-- What our orders hold of a company's stock that the ERP has not yet taken off (design: stock).
CREATE TABLE order_reservations (
  company        INTEGER NOT NULL,
  sku            TEXT    NOT NULL,
  order_id       TEXT    NOT NULL,
  quantity_milli INTEGER NOT NULL,              -- base units, thousandths
  imported_at    INTEGER,                       -- epoch ms; released once a stock run of the company began after it
  PRIMARY KEY (company, sku, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_reservations_by_order ON order_reservations (order_id);

CREATE TABLE erp_events (
  event_key   TEXT    NOT NULL PRIMARY KEY,     -- seqEvento, or the digest of what identifies a push: the same event has the same key
  order_id    TEXT    NOT NULL,                 -- idPedidoCanalVenda
  type        TEXT    NOT NULL,                 -- ALTERADO | FATURADO | CANCELADO | SEPARACAO
  happened_at TEXT    NOT NULL,                 -- dtaHorEvento
  body        TEXT    NOT NULL,                 -- JSON of the event as ours; no personal data
  state       TEXT    NOT NULL DEFAULT 'received', -- received | applied | waiting | cleared (a person lets a waiting invoice go) | desk
  received_at INTEGER NOT NULL,
  applied_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX erp_events_by_order ON erp_events (order_id, happened_at);
CREATE INDEX erp_events_received ON erp_events (received_at) WHERE state = 'received';

CREATE TABLE webhook_deliveries (
  event_id    TEXT    NOT NULL,
  topic       TEXT    NOT NULL,
  received_at INTEGER NOT NULL,
  sent        INTEGER NOT NULL DEFAULT 0,       -- 1: its message is in the queue; 0 and some seconds old: whoever claimed it died
  PRIMARY KEY (event_id, topic)
) STRICT, WITHOUT ROWID;

-- Mappings. location → company stands in `companies`.
CREATE TABLE payment_forms (
  gateway         TEXT    NOT NULL PRIMARY KEY, -- Shopify's gateway
  seq_forma_pagto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
