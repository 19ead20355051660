-- The ledger of orders: Shopify, the hub and the ERP counted and matched, order by order. New tables and one new index:
-- the code before it runs on unchanged.

-- A comparison of one window. Its row is also its checkpoint: where it stands, and what it has asked the ERP this night.
CREATE TABLE ledger_runs (
  id           TEXT    NOT NULL PRIMARY KEY,          -- UUID
  kind         TEXT    NOT NULL,                      -- night | person
  since        INTEGER NOT NULL,                      -- epoch ms: the window's first instant
  before       INTEGER NOT NULL,                      -- epoch ms: the first instant after the window
  requested_at INTEGER NOT NULL,                      -- epoch ms
  ended_at     INTEGER,                               -- epoch ms; NULL: requested, or under way
  open         INTEGER,                               -- 1 until it has ended, then NULL: one run at a time
  stage        TEXT    NOT NULL DEFAULT 'shop',       -- shop | hub | events | open | read | erp
  cursor       TEXT,                                  -- where the stage goes on
  page         INTEGER NOT NULL DEFAULT 1,            -- number of the next page: its fence
  night        TEXT,                                  -- date in America/Sao_Paulo of the last question to the ERP
  asked        INTEGER NOT NULL DEFAULT 0,            -- questions to the ERP in that night
  stops        INTEGER NOT NULL DEFAULT 0,            -- how often the ERP gave no usable answer since its last one
  problem      TEXT,                                  -- why it stands still, without personal data
  totals       TEXT    NOT NULL DEFAULT '[]'          -- JSON once it has ended: verdict, and its orders on each side
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ledger_runs_open ON ledger_runs (open) WHERE open IS NOT NULL;

-- An order as the ledger last saw it. A later run takes the row over.
CREATE TABLE ledger_orders (
  order_id    TEXT    NOT NULL PRIMARY KEY,           -- Shopify's numeric id
  run_id      TEXT    NOT NULL,                       -- of ledger_runs: the last run that looks or looked at it
  step        TEXT    NOT NULL DEFAULT 'read',        -- read (in Shopify) | ask (the ERP) | done
  name        TEXT,                                   -- #1001
  shop        TEXT,                                   -- JSON: what Shopify shows of it, no personal data; NULL: not read
  verdict     TEXT,                                   -- agrees | altered | at-desk | under-way | not-compared | not-expected | differs
  compared_by TEXT,                                   -- total | items; NULL: not compared
  expected    INTEGER NOT NULL DEFAULT 0,             -- 1: Shopify says that the ERP must have it
  in_hub      INTEGER NOT NULL DEFAULT 0,             -- 1: the hub has its row
  in_erp      INTEGER NOT NULL DEFAULT 0,             -- living orders of the ERP under its id
  differences TEXT    NOT NULL DEFAULT '[]',          -- JSON: each difference with its facts
  checked_at  INTEGER NOT NULL                        -- epoch ms
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_orders_by_run ON ledger_orders (run_id, step, order_id);
CREATE INDEX ledger_orders_open ON ledger_orders (order_id) WHERE verdict IN ('differs', 'not-compared');

-- The window's events, whatever their state.
CREATE INDEX erp_events_by_receipt ON erp_events (received_at);
