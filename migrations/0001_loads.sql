-- One row per recurring transfer ("SyncControl"): where it stands, who is at it, how it is asked.
CREATE TABLE loads (
  name        TEXT    NOT NULL,            -- products, skus, prices, stock, order-events, order-sweep, publish-stock …
  company     INTEGER NOT NULL DEFAULT 0,  -- nroEmpresa; 0 where the source is not asked per company
  segment     INTEGER NOT NULL DEFAULT 0,  -- nroSegmento; 0 where it is not asked per segment
  enabled     INTEGER NOT NULL DEFAULT 1,
  watermark   TEXT    NOT NULL DEFAULT '1900-01-01T00:00:00', -- the source's own clock (ERP: America/Sao_Paulo, no zone; Shopify: UTC with Z)
  page        INTEGER NOT NULL DEFAULT 1,  -- next page of the run under way
  page_digest TEXT,                        -- of the page before it: an equal page is an error, never an end
  cursor      TEXT,                        -- for sources that page by cursor (Shopify)
  run_id      TEXT,                        -- NULL: no run under way
  read_from   TEXT,                        -- what the run under way asks from (watermark minus overlap, or 1900 when full)
  read_until  TEXT,                        -- the watermark once the run's last page is in the hub
  is_full     INTEGER NOT NULL DEFAULT 0,  -- 1: the run under way reads everything
  full_at     INTEGER NOT NULL DEFAULT 0,  -- epoch ms of the last full run that ended
  epoch       INTEGER NOT NULL DEFAULT 0,  -- goes up with every lease taken; every write of a run is fenced by it
  lease_until INTEGER NOT NULL DEFAULT 0,  -- epoch ms
  page_size          INTEGER,              -- NULL: the job's default
  overlap_seconds    INTEGER,
  full_every_hours   INTEGER,
  PRIMARY KEY (name, company, segment)
) STRICT, WITHOUT ROWID;

-- One row per run, written page by page: after a kill it is the only record of what was done.
CREATE TABLE runs (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  company    INTEGER NOT NULL DEFAULT 0,
  segment    INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  outcome    TEXT    NOT NULL DEFAULT 'running', -- running | done | failed
  reason     TEXT,
  pages      INTEGER NOT NULL DEFAULT 0,
  read       INTEGER NOT NULL DEFAULT 0,         -- pulls: read = changed + unchanged + refused
  changed    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  due        INTEGER NOT NULL DEFAULT 0,         -- publishes: due = sent + refused + pending
  sent       INTEGER NOT NULL DEFAULT 0,
  pending    INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX runs_by_name ON runs (name, started_at);
