-- What a person did to a load: watermark moved, paused, resumed, run, read in full, settings, goods let go.
CREATE TABLE audit (
  at      INTEGER NOT NULL,
  id      TEXT    NOT NULL,                    -- UUID: two acts of one millisecond
  who     TEXT    NOT NULL,                    -- which credential: api
  act     TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  company INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  before  TEXT,
  after   TEXT,
  rows    INTEGER,                             -- how many hub rows it concerned at most
  PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;

-- "The last run of this load" is asked for each load; by name and time alone one of 60 companies was hard to find.
DROP INDEX runs_by_name;
CREATE INDEX runs_by_load ON runs (name, company, segment, started_at);

-- Two active SKUs with one barcode: the lower key keeps it.
CREATE INDEX skus_by_ean ON skus (ean) WHERE ean IS NOT NULL;
