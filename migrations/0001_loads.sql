-- Loads: the recurring transfers, their runs, leases, what full runs missed, and what operators did.

-- One row per recurring transfer and its scope: how far it has come, which run holds it, and its settings.
-- A publish lane has a row only for its settings (enabled, page_size); its lease stands in `leases`.
-- A load keeps its own lease: the page's fence compares epoch, page and run in the one UPDATE that also moves them.
CREATE TABLE loads (
  name              TEXT    NOT NULL,            -- products, skus, prices, stock, order-events, order-sweep, publish-stock …
  company           INTEGER NOT NULL DEFAULT 0,  -- nroEmpresa; 0: the source is not read per company
  segment           INTEGER NOT NULL DEFAULT 0,  -- nroSegmento; 0: the source is not read per segment
  enabled           INTEGER NOT NULL DEFAULT 1,  -- 0: an operator paused it
  watermark         TEXT    NOT NULL DEFAULT '1900-01-01T00:00:00', -- the source's clock (ERP: America/Sao_Paulo, no zone; Shopify: UTC with Z)
  page              INTEGER NOT NULL DEFAULT 1,  -- next page of the current run
  page_digest       TEXT,                        -- digest of the previous page: an equal page is an error, never an end
  cursor            TEXT,                        -- next cursor, for a source that pages by cursor (Shopify)
  run_id            TEXT,                        -- the current run; NULL: none
  read_from         TEXT,                        -- where the current run reads from: watermark minus overlap, or 1900 when full
  read_until        TEXT,                        -- becomes the watermark when the run's last page is in the hub
  is_full           INTEGER NOT NULL DEFAULT 0,  -- 1: the current run reads everything
  full_at           INTEGER NOT NULL DEFAULT 0,  -- epoch ms: end of the last complete full run
  epoch             INTEGER NOT NULL DEFAULT 0,  -- rises with every lease; every write of a run is fenced by it
  lease_until       INTEGER NOT NULL DEFAULT 0,  -- epoch ms
  page_size         INTEGER,                     -- NULL: the job's default
  overlap_seconds   INTEGER,                     -- NULL: the job's default
  full_every_hours  INTEGER,                     -- NULL: the job's default
  full_wanted       INTEGER NOT NULL DEFAULT 0,  -- 1: the next run reads everything
  confirm_runs      INTEGER NOT NULL DEFAULT 0,  -- full runs in a row that were requested to confirm what the one before missed
  delisting_max_permille  INTEGER,                    -- NULL: 50; when one run misses more, an operator must approve
  delisting_approved_rows INTEGER NOT NULL DEFAULT 0, -- rows that an operator approved, for one run
  delisting_rows          INTEGER NOT NULL DEFAULT 0, -- rows that the last full run confirmed as missing
  delisting_state         TEXT,                       -- what happened to them: none | marked | blocked
  last_success_started_at INTEGER NOT NULL DEFAULT 0, -- epoch ms, our clock: what changed before it has been read
  previous_read_until     TEXT,                       -- the source's clock: how far the last successful run read; NULL: none yet.
                                                      -- A list of several pages may move while it is read: the next run confirms it
  previous_started_at     INTEGER NOT NULL DEFAULT 0, -- epoch ms, our clock: start of that run
  PRIMARY KEY (name, company, segment)
) STRICT, WITHOUT ROWID;

-- One row per lease of anything but a load: publish lanes, the shop's setup, the dry-run pass, housekeeping.
CREATE TABLE leases (
  name       TEXT    NOT NULL PRIMARY KEY,       -- publish-stock, setup, dry-run, housekeeping …
  epoch      INTEGER NOT NULL DEFAULT 0,         -- rises with every lease; every write of its holder is fenced by it
  until      INTEGER NOT NULL DEFAULT 0,         -- epoch ms: the lease's end; once released, the instant of release
  unfinished INTEGER NOT NULL DEFAULT 0          -- 1: the holder's last run has not ended; what is due may have been sent
) STRICT, WITHOUT ROWID;

-- One row per run, written page by page: after a kill it is the only record of what was done.
CREATE TABLE runs (
  id         TEXT    NOT NULL PRIMARY KEY,       -- UUID
  name       TEXT    NOT NULL,                   -- of the load
  company    INTEGER NOT NULL DEFAULT 0,         -- of the load
  segment    INTEGER NOT NULL DEFAULT 0,         -- of the load
  started_at INTEGER NOT NULL,                   -- epoch ms
  ended_at   INTEGER,                            -- epoch ms; NULL: not ended
  outcome    TEXT    NOT NULL DEFAULT 'running', -- running | done | failed
  reason     TEXT,                               -- why it failed, without values
  pages      INTEGER NOT NULL DEFAULT 0,
  read       INTEGER NOT NULL DEFAULT 0,         -- loads: read = changed + unchanged + refused
  changed    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  due        INTEGER NOT NULL DEFAULT 0,         -- publish lanes: due = sent + refused + pending
  sent       INTEGER NOT NULL DEFAULT 0,
  pending    INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0,
  delisted   INTEGER NOT NULL DEFAULT 0          -- rows that a full run deactivated
) STRICT, WITHOUT ROWID;
-- The last run of one load is found without reading those of sixty companies.
CREATE INDEX runs_by_load ON runs (name, company, segment, started_at);

-- A full run keeps the keys of its pages, one row a page, until its end.
CREATE TABLE load_pages (
  name    TEXT    NOT NULL,                      -- of the load
  company INTEGER NOT NULL,                      -- of the load
  segment INTEGER NOT NULL,                      -- of the load
  page    INTEGER NOT NULL,
  run_id  TEXT    NOT NULL,                      -- pages of an abandoned run stay behind and are ignored
  keys    TEXT    NOT NULL,                      -- JSON array of texts: every record of the page
  PRIMARY KEY (name, company, segment, page)
) STRICT, WITHOUT ROWID;

-- Live rows that complete full runs did not see. Two runs in a row, and the row is deactivated.
CREATE TABLE delisted_candidates (
  name    TEXT    NOT NULL,                      -- of the load
  company INTEGER NOT NULL,                      -- of the load
  segment INTEGER NOT NULL,                      -- of the load
  key     TEXT    NOT NULL,                      -- of the record
  misses  INTEGER NOT NULL DEFAULT 1,            -- complete full runs in a row that missed it
  run_id  TEXT    NOT NULL,                      -- the last of them
  PRIMARY KEY (name, company, segment, key)
) STRICT, WITHOUT ROWID;

-- What an operator did to a load: watermark moved, paused, resumed, run, read in full, settings, delisting approved.
CREATE TABLE audit (
  at      INTEGER NOT NULL,                      -- epoch ms
  id      TEXT    NOT NULL,                      -- UUID: two acts may share a millisecond
  who     TEXT    NOT NULL,                      -- which credential: api
  act     TEXT    NOT NULL,
  name    TEXT    NOT NULL,                      -- of the load
  company INTEGER NOT NULL,                      -- of the load
  segment INTEGER NOT NULL,                      -- of the load
  before  TEXT,                                  -- JSON
  after   TEXT,                                  -- JSON
  rows    INTEGER,                               -- how many hub rows it concerned at most
  PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;
