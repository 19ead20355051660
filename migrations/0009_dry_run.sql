-- Dry run: what would be sent.

-- One row per scope: how far its pass has come and what it counted. The next pass starts over.
CREATE TABLE dry_run_passes (
  scope      TEXT    NOT NULL PRIMARY KEY,       -- catalog | prices | stock | orders
  started_at INTEGER NOT NULL,                   -- epoch ms
  ended_at   INTEGER,                            -- epoch ms; NULL: not ended
  position   TEXT    NOT NULL DEFAULT '',        -- the last record that was read
  previewed  INTEGER NOT NULL DEFAULT 0,         -- previewed = created + changed + removed + refused + waiting + same
  created    INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  removed    INTEGER NOT NULL DEFAULT 0,         -- would be taken away: a price list's price
  refused    INTEGER NOT NULL DEFAULT 0,
  waiting    INTEGER NOT NULL DEFAULT 0,         -- cannot be sent yet: no variant, no location
  same       INTEGER NOT NULL DEFAULT 0,         -- Shopify shows it already
  lines      INTEGER NOT NULL DEFAULT 0          -- written in this pass; only the newest are kept
) STRICT, WITHOUT ROWID;

CREATE TABLE dry_run_lines (
  scope  TEXT    NOT NULL,
  slot   INTEGER NOT NULL,                       -- number of the line in the pass, modulo how many are kept
  record TEXT    NOT NULL,                       -- P919, P919E12, P919E12@3, order id
  action TEXT    NOT NULL,                       -- create | change | remove | refuse
  field  TEXT    NOT NULL,                       -- title, status, price, compareAtPrice, available … or the reason
  before TEXT,
  after  TEXT,
  at     INTEGER NOT NULL,                       -- epoch ms
  PRIMARY KEY (scope, slot)
) STRICT, WITHOUT ROWID;

-- Writes that were attempted during a dry run and stopped by the guard around the clients.
CREATE TABLE dry_run_blocked (
  operation TEXT    NOT NULL,                    -- ProductSet …, or POST /PedidoVenda
  scope     TEXT    NOT NULL,
  times     INTEGER NOT NULL DEFAULT 1,
  first_at  INTEGER NOT NULL,                    -- epoch ms
  last_at   INTEGER NOT NULL,                    -- epoch ms
  PRIMARY KEY (operation, scope)
) STRICT, WITHOUT ROWID;
