-- The error desk: what an operator must see. One open entry per lane, record and reason, counted, never repeated.
CREATE TABLE desk (
  lane     TEXT    NOT NULL,                     -- products | skus | prices | stock | publish-… | orders | events | queue
  record   TEXT    NOT NULL,                     -- P919E12, order id, message id …
  reason   TEXT    NOT NULL,                     -- a code: price-zero, cpf-missing …
  message  TEXT    NOT NULL,                     -- pt-BR: the record first, what happened, what to do
  detail   TEXT,                                 -- raw material, at most 2 KB, personal data masked
  state    TEXT    NOT NULL DEFAULT 'open',      -- open | resolved
  times    INTEGER NOT NULL DEFAULT 1,
  first_at INTEGER NOT NULL,                     -- epoch ms
  last_at  INTEGER NOT NULL,                     -- epoch ms
  PRIMARY KEY (lane, record, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_open ON desk (last_at) WHERE state = 'open';
