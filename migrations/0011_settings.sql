-- Settings that an operator changes while the Worker runs.
CREATE TABLE settings (
  name       TEXT    NOT NULL PRIMARY KEY,       -- dry-run, orders-since, webhooks
  value      TEXT    NOT NULL,                   -- JSON
  changed_at INTEGER NOT NULL                    -- epoch ms
) STRICT, WITHOUT ROWID;
