-- Settings that a person changes while the Worker runs; the value is JSON.
CREATE TABLE settings (
  name       TEXT    NOT NULL PRIMARY KEY,      -- dry-run
  value      TEXT    NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Dry run: what would have left. One row per lane says how far its pass came and what it counted; the next pass begins anew.
CREATE TABLE dry_run_passes (
  lane       TEXT    NOT NULL PRIMARY KEY,      -- catalog | prices | stock | orders
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,                           -- NULL: under way
  position   TEXT    NOT NULL DEFAULT '',       -- the last record that was looked at
  looked     INTEGER NOT NULL DEFAULT 0,        -- looked = created + changed + refused + waiting + same
  created    INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0,
  waiting    INTEGER NOT NULL DEFAULT 0,        -- cannot go yet: no variant, no location
  same       INTEGER NOT NULL DEFAULT 0,        -- Shopify shows it already
  lines      INTEGER NOT NULL DEFAULT 0         -- ever written in this pass; the newest few hundred are kept
) STRICT, WITHOUT ROWID;

CREATE TABLE dry_run_lines (
  lane   TEXT    NOT NULL,
  slot   INTEGER NOT NULL,                      -- number of the line in the pass, modulo how many are kept
  record TEXT    NOT NULL,                      -- P919, P919E12, P919E12@3, order id
  action TEXT    NOT NULL,                      -- create | change | refuse
  field  TEXT    NOT NULL,                      -- title, status, price, compareAtPrice, available … or the reason
  before TEXT,
  after  TEXT,
  at     INTEGER NOT NULL,
  PRIMARY KEY (lane, slot)
) STRICT, WITHOUT ROWID;

-- Writes that were asked for all the same and held back by the guard around the clients.
CREATE TABLE dry_run_blocked (
  operation TEXT    NOT NULL,                   -- ProductSet …, or POST /PedidoVenda
  lane      TEXT    NOT NULL,
  times     INTEGER NOT NULL DEFAULT 1,
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  PRIMARY KEY (operation, lane)
) STRICT, WITHOUT ROWID;

-- Drift: Shopify compared with what it last accepted from us.
CREATE TABLE drift_runs (
  id         TEXT    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,                  -- sample | full
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,                           -- NULL: under way
  products   INTEGER NOT NULL DEFAULT 0,
  variants   INTEGER NOT NULL DEFAULT 0,
  levels     INTEGER NOT NULL DEFAULT 0,
  skipped    INTEGER NOT NULL DEFAULT 0,        -- due, or an order in flight: not compared
  counts     TEXT    NOT NULL DEFAULT '{}'      -- JSON: kind → findings
) STRICT, WITHOUT ROWID;
CREATE INDEX drift_runs_by_start ON drift_runs (started_at);

CREATE TABLE drift_findings (
  run_id      TEXT    NOT NULL,
  n           INTEGER NOT NULL,                 -- in the run; examples end at a number, counts do not
  kind        TEXT    NOT NULL,                 -- product-missing | title | status | unpublished | variant-missing | variant-extra | price | stock | level-inactive
  seq_product INTEGER NOT NULL,
  sku         TEXT    NOT NULL DEFAULT '',
  company     INTEGER NOT NULL DEFAULT 0,
  expected    TEXT,
  actual      TEXT,
  repaired_at INTEGER,                          -- a person asked for it to be sent again
  PRIMARY KEY (run_id, n)
) STRICT, WITHOUT ROWID;
