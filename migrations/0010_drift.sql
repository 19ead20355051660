-- Drift: Shopify compared with what it last accepted from us.

CREATE TABLE drift_runs (
  id         TEXT    NOT NULL PRIMARY KEY,       -- UUID
  kind       TEXT    NOT NULL,                   -- sample | full
  started_at INTEGER NOT NULL,                   -- epoch ms
  ended_at   INTEGER,                            -- epoch ms; NULL: not ended
  products   INTEGER NOT NULL DEFAULT 0,         -- compared
  variants   INTEGER NOT NULL DEFAULT 0,         -- compared
  levels     INTEGER NOT NULL DEFAULT 0,         -- compared
  skipped    INTEGER NOT NULL DEFAULT 0,         -- not compared: due, or an order was in flight
  counts     TEXT    NOT NULL DEFAULT '{}'       -- JSON: kind → findings
) STRICT, WITHOUT ROWID;
CREATE INDEX drift_runs_by_start ON drift_runs (started_at);

CREATE TABLE drift_findings (
  run_id      TEXT    NOT NULL,                  -- of drift_runs
  n           INTEGER NOT NULL,                  -- number in the run; examples end at a limit, counts do not
  kind        TEXT    NOT NULL,                  -- product-missing | title | status | unpublished | variant-missing | variant-extra | price | stock | level-inactive
  seq_product INTEGER NOT NULL,
  sku         TEXT    NOT NULL DEFAULT '',
  company     INTEGER NOT NULL DEFAULT 0,        -- nroEmpresa
  target      TEXT    NOT NULL DEFAULT '',       -- which of several: a price list, a sales channel, a field
  expected    TEXT,
  actual      TEXT,
  repaired_at INTEGER,                           -- epoch ms: an operator requested that it be sent again
  PRIMARY KEY (run_id, n)
) STRICT, WITHOUT ROWID;
