-- Bulk operations: a job is written, with everything it asks for, before anything is uploaded.
CREATE TABLE bulk_jobs (
  id          TEXT    NOT NULL PRIMARY KEY,  -- UUID; also the operation's name and clientIdentifier in Shopify
  kind        TEXT    NOT NULL,              -- the mutation: ProductSet, ProductUpdate, VariantsUpdate, Publish, VariantPrices
  state       TEXT    NOT NULL,              -- planning | planned | uploaded | running | collecting | done | failed
  lines       INTEGER NOT NULL DEFAULT 0,    -- asked for; lines = sent + refused + pending once it has ended
  sent        INTEGER NOT NULL DEFAULT 0,
  refused     INTEGER NOT NULL DEFAULT 0,
  pending     INTEGER NOT NULL DEFAULT 0,    -- back in the plain lane
  position    INTEGER NOT NULL DEFAULT 0,    -- lines of the result file that are in the hub
  staged_path TEXT,
  told_at     INTEGER,                       -- epoch ms: the mutation that starts it was sent, whatever became of it
  gid         TEXT,
  tries       INTEGER NOT NULL DEFAULT 0,    -- failures in a row of the step under way
  not_before  INTEGER NOT NULL DEFAULT 0,
  reason      TEXT,
  created_at  INTEGER NOT NULL,
  ended_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_jobs_open ON bulk_jobs (created_at) WHERE ended_at IS NULL;

CREATE TABLE bulk_lines (
  job     TEXT    NOT NULL,
  line    INTEGER NOT NULL,                  -- __lineNumber, from 0
  record  TEXT    NOT NULL,                  -- P919
  digest  TEXT    NOT NULL,                  -- of the variables
  asked   TEXT,                              -- JSON: the hub's rows as they were read, to read the answer by; NULL once it was
  payload TEXT,                              -- the line as uploaded; gone after the upload unless payloads are kept
  outcome TEXT,                              -- with payloads kept: sent | refused | pending
  PRIMARY KEY (job, line)
) STRICT, WITHOUT ROWID;

-- Held by a job: no single call goes for the row until the job's answer is read.
ALTER TABLE shop_products ADD COLUMN bulk_job TEXT;
ALTER TABLE shop_prices ADD COLUMN bulk_job TEXT;
