-- Bulk operations: a job is written, with every line, before anything is uploaded.

CREATE TABLE bulk_jobs (
  id               TEXT    NOT NULL PRIMARY KEY, -- UUID; also the operation's name and clientIdentifier in Shopify
  kind             TEXT    NOT NULL,             -- the mutation: ProductSet, ProductUpdate, VariantsUpdate, Publish, VariantPrices
  state            TEXT    NOT NULL,             -- planning | planned | uploaded | running | collecting | done | failed
  lines            INTEGER NOT NULL DEFAULT 0,   -- lines = sent + refused + pending once it has ended
  sent             INTEGER NOT NULL DEFAULT 0,
  refused          INTEGER NOT NULL DEFAULT 0,
  pending          INTEGER NOT NULL DEFAULT 0,   -- returned to the single calls
  position         INTEGER NOT NULL DEFAULT 0,   -- lines of the result file that are in the hub
  staged_path      TEXT,                         -- where Shopify keeps the uploaded lines
  start_sent_at    INTEGER,                      -- epoch ms: the mutation that starts it was sent, whatever its response
  gid              TEXT,                         -- of the operation in Shopify
  tries            INTEGER NOT NULL DEFAULT 0,   -- failures in a row of the current step
  not_before       INTEGER NOT NULL DEFAULT 0,   -- epoch ms: back-off
  reason           TEXT,                         -- why it failed
  created_at       INTEGER NOT NULL,             -- epoch ms
  ended_at         INTEGER,                      -- epoch ms; NULL: open
  creates_variants INTEGER NOT NULL DEFAULT 0    -- variants that it creates: those of open jobs count against the daily limit
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_jobs_open ON bulk_jobs (created_at) WHERE ended_at IS NULL;

CREATE TABLE bulk_lines (
  job     TEXT    NOT NULL,                      -- of bulk_jobs
  line    INTEGER NOT NULL,                      -- __lineNumber, from 0
  record  TEXT    NOT NULL,                      -- P919
  digest  TEXT    NOT NULL,                      -- of the variables
  context TEXT,                                  -- JSON: the hub's rows as they were read, needed to save the result; NULL afterwards
  payload TEXT,                                  -- the line as uploaded; deleted after the upload unless payloads are kept
  outcome TEXT,                                  -- with payloads kept: sent | refused | pending
  PRIMARY KEY (job, line)
) STRICT, WITHOUT ROWID;
