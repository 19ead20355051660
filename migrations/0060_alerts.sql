-- What operators are alerted of away from the console: one row for each thing that is wrong, until its recovery was sent.
CREATE TABLE alerts (
  kind       TEXT    NOT NULL,            -- src/rules/alerts/kinds.ts
  subject    TEXT    NOT NULL DEFAULT '', -- a load's name, a peer; '' where the kind says all
  count      INTEGER NOT NULL,            -- records, companies or orders
  since      INTEGER NOT NULL,            -- epoch ms: since when it is wrong
  opened_at  INTEGER NOT NULL,            -- epoch ms: when a pass saw it first; names one occurrence
  sent_at    INTEGER,                     -- epoch ms: a notice of it was accepted; NULL: none was
  cleared_at INTEGER,                     -- epoch ms: it is over since then; NULL: it stands
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
