-- The error desk: what an operator must see. One open entry per area, reason and what it is about: counted, never repeated.
-- No text stands here: src/messages renders area, reason and params in either language, and no decision reads a text.
CREATE TABLE desk (
  area        TEXT    NOT NULL,                 -- a load, a lane, or: orders | order-flow | events | queue | webhooks | barcodes | category-tree
  seq_product INTEGER NOT NULL DEFAULT 0,       -- 0: none
  sku         TEXT    NOT NULL DEFAULT '',      -- '': none
  company     INTEGER NOT NULL DEFAULT 0,       -- 0: none
  segment     INTEGER NOT NULL DEFAULT 0,       -- 0: none
  ref         TEXT    NOT NULL DEFAULT '',      -- what else identifies: order id, event key, message id, job id, location gid, price target, category:310
  reason      TEXT    NOT NULL,                 -- a code: price-zero, cpf-missing …
  params      TEXT    NOT NULL DEFAULT '{}',    -- JSON: the facts of it (src/rules/record/desk-entry.ts)
  detail      TEXT,                             -- raw words of the other side, at most 2 KB, personal data masked
  state       TEXT    NOT NULL DEFAULT 'open',  -- open | resolved
  times       INTEGER NOT NULL DEFAULT 1,
  first_at    INTEGER NOT NULL,
  last_at     INTEGER NOT NULL,
  PRIMARY KEY (area, seq_product, sku, company, segment, ref, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_open ON desk (last_at) WHERE state = 'open';
