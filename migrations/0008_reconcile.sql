-- Full reconcile: what the ERP no longer returns. A full run keeps the keys of its pages, one row a page, until its end.
CREATE TABLE load_pages (
  name    TEXT    NOT NULL,
  company INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  page    INTEGER NOT NULL,
  run_id  TEXT    NOT NULL,                    -- a run that was given up leaves pages behind; they are nobody's
  keys    TEXT    NOT NULL,                    -- JSON array of texts: every record the page spoke of
  PRIMARY KEY (name, company, segment, page)
) STRICT, WITHOUT ROWID;

-- Live rows that complete full runs did not see. Two in a row, and the row is gone.
CREATE TABLE gone (
  name    TEXT    NOT NULL,
  company INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  key     TEXT    NOT NULL,
  looks   INTEGER NOT NULL DEFAULT 1,          -- complete full runs, one after another, that missed it
  run_id  TEXT    NOT NULL,                    -- the last of them
  PRIMARY KEY (name, company, segment, key)
) STRICT, WITHOUT ROWID;

ALTER TABLE loads ADD COLUMN full_wanted INTEGER NOT NULL DEFAULT 0;  -- 1: the next run reads everything
ALTER TABLE loads ADD COLUMN second_look INTEGER NOT NULL DEFAULT 0;  -- 1: full_wanted was set to confirm what a full run missed
ALTER TABLE loads ADD COLUMN gone_max_permille INTEGER;               -- NULL: the default, 50; more than this at once asks a person
ALTER TABLE loads ADD COLUMN gone_allowed INTEGER NOT NULL DEFAULT 0; -- so many rows a person let go, once
ALTER TABLE loads ADD COLUMN gone_rows INTEGER NOT NULL DEFAULT 0;    -- confirmed missing by the last full run
ALTER TABLE loads ADD COLUMN gone_verdict TEXT;                       -- none | marked | held: what came of them
ALTER TABLE runs ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;          -- rows a full run switched off
